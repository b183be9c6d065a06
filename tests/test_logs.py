"""What is logged: without secrets, and with the event it is about, from the event to its reply."""

import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot import logs
from bot.platforms.telegram import quiet_libraries
from bot.platforms.telegram.quiet import NOISY
from tests.office import Office

TOKEN = "4242:secret-part"


@pytest.fixture
def written(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """What the log says, in the form the test asks for; the process's own set-up comes back afterwards."""
    root, out = logging.getLogger(), io.StringIO()
    handlers, level, silenced = root.handlers[:], root.level, logging.getLogger("apscheduler").level
    root.handlers[:] = []  # pytest's own would be closed
    logs.configure("INFO", getattr(request, "param", "json"), [TOKEN, ""])
    handler = root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(out)
    yield out
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.getLogger("apscheduler").setLevel(silenced)


@pytest.mark.parametrize("written", ["text", "json"], indirect=True)
def test_a_secret_shows_neither_in_words_nor_in_arguments_nor_in_a_traceback(written: io.StringIO) -> None:
    log = logging.getLogger("somewhere")
    log.info("POST https://example.org/bot%s/getMe", TOKEN)
    log.info(f"token {TOKEN}")
    try:
        raise ValueError(f"https://example.org/bot{TOKEN}/x")
    except ValueError:
        log.exception("failed")
    said = written.getvalue()
    assert TOKEN not in said
    assert said.count("<secret>") >= 3
    assert "ValueError" in said


@pytest.mark.parametrize("written", ["text", "json"], indirect=True)
def test_a_trace_shows_no_variable_and_so_nothing_that_people_wrote(written: io.StringIO) -> None:
    typed = " ".join(["2-06", "21亿"])
    try:
        raise ValueError(len(typed))
    except ValueError:
        logging.getLogger("somewhere").exception("failed")
    assert "Traceback" in written.getvalue()
    assert typed not in written.getvalue()


def test_a_line_of_json_has_its_level_its_source_and_its_time(written: io.StringIO) -> None:
    logging.getLogger("bot.somewhere").warning("%d of %d", 1, 2)
    entry = json.loads(written.getvalue())
    assert (entry["event"], entry["level"], entry["logger"]) == ("1 of 2", "warning", "bot.somewhere")
    assert entry["timestamp"].startswith("20")


async def test_one_number_leads_from_the_event_to_its_reply(office: Office, written: io.StringIO) -> None:
    await office.says("小周", "2-06 21亿")
    entries = [json.loads(line) for line in written.getvalue().splitlines()]
    [handled] = [e for e in entries if e["event"].startswith("handled")]
    [sent] = [e for e in entries if e["event"].startswith("sent")]
    assert handled["about"] == sent["about"]
    assert sent["message"] == f"reply:{handled['about']}:1"


def test_libraries_that_log_addresses_are_silenced() -> None:
    levels = {name: logging.getLogger(name).level for name in NOISY}
    try:
        quiet_libraries()
        assert {logging.getLogger(name).level for name in NOISY} == {logging.WARNING}
        assert {"httpx", "httpcore"} <= set(NOISY)
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
