"""The listener that guards the suite's logs hears what it is there for."""

import logging

from bot.services import enrol, sign_in
from tests.discretion import Listener, listening
from tests.platforms.telegram.botapi_standin import TOKEN


def hear(listener: Listener, words: str) -> bool:
    """Whether it minds; given to it alone, since the whole suite is listened to."""
    listener.handle(logging.LogRecord("x", logging.INFO, "", 0, words, (), None))
    return bool(listener.indiscreet)


def test_tokens_are_heard_and_other_words_are_not() -> None:
    assert hear(Listener(), f"POST /bot{TOKEN}/getMe")
    assert hear(Listener(), "1234567890:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw4")
    assert not hear(Listener(), "reply:12:1 was sent at 09:30:00 to 2-06")


def test_an_enrolment_code_is_heard() -> None:
    with listening() as listener:
        code = enrol.new_code()
        assert hear(listener, f"sent {code}")


def test_a_session_is_heard() -> None:
    with listening() as listener:
        token = sign_in.new_token()
        assert hear(listener, f"Cookie: dabiao={token}")
