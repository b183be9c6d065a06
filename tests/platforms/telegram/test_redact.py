"""The bot's token stays out of the logs, whoever writes them."""

import io
import logging

import pytest

from bot.platforms.telegram import RedactToken, quiet_libraries
from bot.platforms.telegram.redact import NOISY

TOKEN = "4242:secret-part"


@pytest.fixture
def written() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def logger(written: io.StringIO) -> logging.Logger:
    handler = logging.StreamHandler(written)
    handler.addFilter(RedactToken(TOKEN))
    logger = logging.Logger("tried")  # not one of the process's own
    logger.addHandler(handler)
    return logger


def test_the_token_is_hidden_in_words_and_arguments(logger: logging.Logger, written: io.StringIO) -> None:
    logger.info("POST https://example.org/bot%s/getMe", TOKEN)
    logger.info(f"token {TOKEN}")
    logger.info("100% plain")
    assert written.getvalue() == ("POST https://example.org/bot<token>/getMe\ntoken <token>\n100% plain\n")


def test_the_token_is_hidden_in_a_traceback(logger: logging.Logger, written: io.StringIO) -> None:
    try:
        raise ValueError(f"https://example.org/bot{TOKEN}/x")
    except ValueError:
        logger.exception("failed")
    assert "ValueError: https://example.org/bot<token>/x" in written.getvalue()
    assert TOKEN not in written.getvalue()


def test_libraries_that_log_addresses_are_silenced() -> None:
    levels = {name: logging.getLogger(name).level for name in NOISY}
    try:
        quiet_libraries()
        assert {logging.getLogger(name).level for name in NOISY} == {logging.WARNING}
        assert {"httpx", "httpcore"} <= set(NOISY)
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
