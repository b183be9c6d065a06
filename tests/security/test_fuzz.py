"""Anything at all: figures, tables, updates and messages are read or refused in words, and nothing breaks.

Nothing takes a second of processor time. The suite tries a few of each; DABIAO_FUZZ=100000 tries so many.
"""

import asyncio
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.chat import Choice, Edited, File, Incoming, RawEvent, Source, Text
from bot.domain.actual import read_actual
from bot.domain.errors import DomainError
from bot.domain.indicator import Measure
from bot.domain.quantity import read
from bot.platforms.telegram import parse as telegram
from bot.platforms.web import events as web
from bot.services.ports import UnitOfWork
from bot.texts.catalogue import translator
from bot.texts.errors import words
from handlers.commands import COMMANDS
from seed import demo
from seed.published_table import read_table
from seed.table_chosen import Chosen
from tests.office import Office
from tests.security.pieces import CELLS, PIECES, UPDATE_NAMES
from tests.seed.layouts import document, workbook
from tests.stores import copied

EXAMPLES = int(os.environ.get("DABIAO_FUZZ", "60"))
FUZZ = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="DABIAO_FUZZ" not in os.environ,
    suppress_health_check=list(HealthCheck),
    database=None,
)
SAID = st.one_of(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.text(max_size=60))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
UPDATES = st.recursive(
    JSON,
    lambda inner: (
        st.dictionaries(st.sampled_from(UPDATE_NAMES), inner, max_size=6) | st.lists(inner, max_size=3)
    ),
    max_leaves=25,
)


@FUZZ
@given(SAID)
def test_a_target_is_read_or_kept_as_text(text: str) -> None:
    with no_longer_than_a_second():
        found = read(text)
    assert found.value is None or found.value.is_finite()


@FUZZ
@given(SAID, st.sampled_from(["", "%", "件", "元", "平方米"]), st.sampled_from(list(Measure)))
def test_a_figure_is_read_or_refused_in_words(text: str, unit: str, measure: Measure) -> None:
    try:
        with no_longer_than_a_second():
            found = read_actual(text, unit=unit, target=read("30亿元"), measure=measure, last=Decimal(5))
    except DomainError:
        return
    assert found
    assert all(a.value.is_finite() for a in found)


TYPED_TABLES = st.lists(st.lists(SAID, max_size=16).map("\t".join), max_size=12).map("\n".join)


@FUZZ
@given(st.one_of(st.binary(max_size=300), TYPED_TABLES.map(lambda t: t.encode("utf-8", "replace"))))
def test_a_table_is_read_or_refused_in_words(content: bytes) -> None:
    for name in ("a.txt", "a.xlsx", "a.docx"):
        try:
            with no_longer_than_a_second():
                table = read_table(content, name)
        except DomainError:
            continue
        assert len(table.codes) == len(table.rows) > 0


GRIDS = st.lists(st.lists(st.sampled_from(CELLS), max_size=6), min_size=1, max_size=8)
COLUMNS = st.builds(Chosen, st.integers(0, 7), st.integers(0, 7), st.none() | st.integers(0, 2))


@FUZZ
@given(GRIDS, st.none() | COLUMNS)
def test_any_grid_of_cells_is_read_or_refused(grid: list[list[str]], chosen: Chosen | None) -> None:
    text = "\n".join("\t".join(row) for row in grid).encode()
    wide = [[*row, ""] for row in grid]
    for content, name in ((text, "a.txt"), (workbook(grid), "a.xlsx"), (document(wide), "a.docx")):
        try:
            with no_longer_than_a_second():
                table = read_table(content, name, chosen=chosen)
        except DomainError as error:
            refused = words(translator("zh_CN"), error)
        else:
            refused = ""
            assert len(table.codes) == len(table.rows) > 0
            assert all(row.indicator for row in table.rows)
        assert "{" not in refused


TABLE = demo.TABLE.read_bytes()


@FUZZ
@given(st.lists(st.tuples(st.integers(0, len(TABLE) - 1), st.binary(max_size=6)), min_size=1, max_size=8))
def test_the_published_table_with_bytes_changed_is_read_or_refused(changes: list[tuple[int, bytes]]) -> None:
    content = bytearray(TABLE)
    for at, put in changes:
        content[at : at + len(put)] = put
    try:
        with no_longer_than_a_second():
            assert read_table(bytes(content), "a.txt").rows
    except DomainError:
        return


@FUZZ
@given(st.dictionaries(st.sampled_from(UPDATE_NAMES), UPDATES, max_size=5))
def test_an_update_is_an_event_or_nothing(update: dict[str, Any]) -> None:
    with no_longer_than_a_second():
        stored = telegram.raw_event({"update_id": 7, **update}, "bot")
        found = telegram.parse(dict(stored.payload), 1)
    assert stored.native_id == "7"
    assert found is None or found.source.platform == "telegram"


@FUZZ
@given(st.one_of(JSON, st.dictionaries(st.sampled_from(["id", "text", "option", "message"]), SAID | JSON)))
def test_what_a_page_sends_is_stored_or_refused(body: Any) -> None:
    try:
        event = web.event_from_page("p1", body, None)
    except web.BadEvent:
        return
    found = web.parse(json.loads(json.dumps(dict(event.payload))))
    assert found is not None
    assert found.source.sender == "p1"


@pytest.fixture(scope="module")
def used(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    database = copied(template, tmp_path_factory.mktemp("fuzz") / "office.sqlite")
    office = Office.at(f"sqlite:///{database}", datetime(2023, 7, 3, 9, 30))
    for said in ("清单", "台账", "图 2-06", "导出"):  # what is imported late is imported
        asyncio.run(office.says("小周", said))
    yield office
    office.app.close()


WHO = st.sampled_from(["小周", "李科", "钱局", "赵局", "郑主管", "stranger"])
COMMAND = st.sampled_from([w for c in COMMANDS for w in (f"/{c.name} ", *c.aliases, c.example) if w])
TYPED = st.one_of(SAID, st.builds(str.__add__, COMMAND, SAID), st.lists(COMMAND, max_size=4).map("".join))
DOES = st.tuples(WHO, st.sampled_from(["says", "says", "edits", "sends", "presses", "invents"]), TYPED)


@FUZZ
@given(st.lists(DOES, min_size=1, max_size=4))
def test_whatever_is_said_and_pressed_is_answered_or_let_be(
    used: Office, doings: list[tuple[str, str, str]]
) -> None:
    with used.app.units() as uow:  # never committed: each example meets the same office
        for number, (who, how, said) in enumerate(doings):
            account = used.accounts.get(who, who)
            raw = RawEvent(
                f"f{number}", account, {"id": "m", "account": account, "kind": "text", "text": said}
            )
            uow.inbox.store("web", "dabiao", [raw], used.app.clock.now())
            [event] = uow.inbox.waiting(1)
            with no_longer_than_a_second():
                used.app.inbox.dispatch(uow, event, incoming(uow, account, how, said))
            uow.inbox.done([event.id], used.app.clock.now())


def incoming(uow: UnitOfWork, account: str, how: str, said: str) -> Incoming:
    source = Source("web", account, account)
    match how:
        case "edits":
            return Edited(source, said, "m")
        case "sends":
            return File(source, said[:80] or "a", "text/plain", 3, "", said, False, "m")
        case "presses":
            known = uow.people.account("web", account)
            open_ = uow.messages.open_options("web", account, known.person_id) if known else ()
            return Choice(source, open_[len(said) % len(open_)].id if open_ else said[:64], "m")
        case "invents":
            return Choice(source, said[:64], "m")
        case _:
            return Text(source, said, "m")


@contextmanager
def no_longer_than_a_second() -> Iterator[None]:
    """Of this thread's processor time: the machine may have other things to do."""
    began = time.thread_time()
    yield
    assert time.thread_time() - began < 1


def test_the_day_of_a_fuzzed_office_is_its_own(used: Office) -> None:
    """The examples above left nothing behind."""
    assert used.app.clock.now().astimezone(used.app.settings.zone).date() == date(2023, 7, 3)
    with used.app.units() as uow:
        assert len(uow.inbox.waiting(10)) == 0
