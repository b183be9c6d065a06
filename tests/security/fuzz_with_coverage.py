"""Fuzzing guided by coverage; atheris is no dependency: pip install atheris, then for each of the four

    python -m tests.security.fuzz_with_coverage values -max_total_time=900 -rss_limit_mb=2048

(values, tables, dispatch, updates). Whatever comes in is understood or refused with a DomainError, and soon.
"""

import contextlib
import logging
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["bot", "seed"]):
    from bot.chat import Choice, Edited, File, Incoming, RawEvent, Source, Text
    from bot.domain.actual import read_actual
    from bot.domain.errors import DomainError
    from bot.domain.indicator import Measure
    from bot.domain.quantity import read
    from bot.platforms.telegram import parse as telegram
    from bot.platforms.web import events as web
    from bot.services.queues import QueuedUnitOfWork
    from seed.published_table import read_table
    from seed.table_chosen import Chosen

from tests.security.pieces import CELLS, PIECES, UPDATE_NAMES
from tests.seed.layouts import document, workbook

LONGEST = 5.0  # seconds of processor time; counting branches makes all of it about ten times slower
MEASURES = list(Measure)
UNITS = ["", "%", "件", "元", "平方米"]
WHO = ["小周", "李科", "钱局", "赵局", "郑主管", "stranger"]

Data = atheris.FuzzedDataProvider


def said(data: Data, pieces: list[str], most: int = 12) -> str:
    """What somebody might type: known pieces, and now and then any characters at all."""
    words = []
    for _ in range(data.ConsumeIntInRange(0, most)):
        known = data.ConsumeIntInRange(0, 4)
        words.append(data.PickValueInList(pieces) if known else data.ConsumeUnicodeNoSurrogates(8))
    return "".join(words)


def values(data: Data) -> None:
    text = said(data, PIECES)
    read(text)
    unit, measure = data.PickValueInList(UNITS), data.PickValueInList(MEASURES)
    read_actual(text, unit=unit, target=read("30亿元"), measure=measure, last=None)


def tables(data: Data) -> None:
    kind = data.ConsumeIntInRange(0, 3)
    if kind == 0:
        read_table(data.ConsumeBytes(4000), data.PickValueInList(["a.txt", "a.xlsx", "a.docx"]))
        return
    grid = [
        [said(data, [*CELLS, *PIECES], 2) for _ in range(data.ConsumeIntInRange(0, 6))]
        for _ in range(data.ConsumeIntInRange(1, 8))
    ]
    column = lambda: data.ConsumeIntInRange(0, 7)  # noqa: E731
    chosen = Chosen(column(), column(), None) if data.ConsumeBool() else None
    if kind == 1:
        read_table("\n".join("\t".join(row) for row in grid).encode(), "a.txt", chosen=chosen)
    elif kind == 2:
        read_table(workbook([[printable(c) for c in row] for row in grid]), "a.xlsx", chosen=chosen)
    else:
        read_table(document([[*map(printable, row), ""] for row in grid]), "a.docx", chosen=chosen)


def printable(cell: str) -> str:
    """What the libraries that write the files accept."""
    return "".join(c for c in cell if c.isprintable())


def json_like(data: Data, depth: int = 0) -> object:
    """JSON with the names that updates have."""
    match data.ConsumeIntInRange(0, 5 if depth < 4 else 3):
        case 0:
            return said(data, PIECES, 3)
        case 1:
            return data.ConsumeInt(8)
        case 2:
            return None
        case 3:
            return data.ConsumeBool()
        case 4:
            return [json_like(data, depth + 1) for _ in range(data.ConsumeIntInRange(0, 3))]
        case _:
            names = [data.PickValueInList(UPDATE_NAMES) for _ in range(data.ConsumeIntInRange(0, 5))]
            return {name: json_like(data, depth + 1) for name in names}


def update_like(data: Data) -> object:
    """An update as it should be, but for some of its parts; or anything."""
    spoiled = lambda right: right if data.ConsumeIntInRange(0, 3) else json_like(data)  # noqa: E731
    person = {"id": spoiled(7), "is_bot": spoiled(False), "first_name": spoiled("周")}
    chat = {"id": spoiled(7), "type": spoiled(data.PickValueInList(["private", "group", "supergroup"]))}
    message = {"message_id": spoiled(5), "date": spoiled(1_688_000_000), "chat": spoiled(chat)}
    message |= {"from": spoiled(person), data.PickValueInList(UPDATE_NAMES): json_like(data)}
    message["text"] = spoiled(said(data, PIECES, 4))
    pressed = {
        "id": spoiled("1"),
        "from": spoiled(person),
        "message": spoiled(message),
        "data": spoiled("b1"),
    }
    kind = data.PickValueInList(["message", "edited_message", "callback_query", "my_chat_member", ""])
    shown = {"callback_query": pressed, "": json_like(data)}.get(kind, message)
    return {kind: spoiled(shown), data.PickValueInList(UPDATE_NAMES): spoiled(person)}


def updates(data: Data) -> None:
    found = update_like(data) if data.ConsumeIntInRange(0, 3) else json_like(data)
    if isinstance(found, dict):
        telegram.parse(dict(telegram.raw_event({"update_id": 7, **found}, "bot").payload), 1)
        web.event_from_page("p1", found, None)


def dispatch(folder: str) -> Callable[[Data], None]:
    """A few messages and presses to the pretend office; nothing of it is ever committed."""
    with atheris.instrument_imports(include=["bot", "handlers", "seed", "storage"]):
        from handlers.commands import COMMANDS
        from tests.office import Office
        from tests.stores import pretend_office

    url = f"sqlite:///{Path(folder) / 'office.sqlite'}"
    pretend_office(url)
    office = Office.at(url, datetime(2023, 7, 3, 9, 30))
    sayable = [*PIECES, *(w for c in COMMANDS for w in (f"/{c.name} ", *c.aliases, c.example) if w)]

    def dispatched(data: Data) -> None:
        with office.app.units() as uow:
            for number in range(data.ConsumeIntInRange(1, 4)):
                began = time.thread_time()
                act(uow, data, number)
                check_time(began)

    def act(uow: QueuedUnitOfWork, data: Data, number: int) -> None:
        who = data.PickValueInList(WHO)
        account, now = office.accounts.get(who, who), office.app.clock.now()
        incoming = incoming_of(uow, data, account, sayable)
        uow.inbox.store("web", "dabiao", [RawEvent(f"f{number}", account, {})], now)
        event = uow.inbox.waiting(1)[0]
        office.app.inbox.dispatch(uow, event, incoming)
        uow.inbox.done([event.id], now)

    return dispatched


def incoming_of(uow: QueuedUnitOfWork, data: Data, account: str, pieces: list[str]) -> Incoming:
    source, words = Source("web", account, account), said(data, pieces, 8)
    known = uow.people.account("web", account)
    pressable = uow.messages.open_options("web", account, known.person_id) if known else ()
    match data.ConsumeIntInRange(0, 5):
        case 0 | 1 if pressable:
            return Choice(source, data.PickValueInList([o.id for o in pressable]), "m")
        case 2:
            return Edited(source, words, "m")
        case 3:
            return File(source, words[:80] or "a", "text/plain", 3, "", words, False, "m")
        case _:
            return Text(source, words, "m")


def check_time(began: float) -> None:
    if (took := time.thread_time() - began) > LONGEST:
        raise TimeoutError(f"{took:.2f} s")


def tried(target: Callable[[Data], None]) -> Callable[[bytes], None]:
    def one(content: bytes) -> None:
        began = time.thread_time()
        with contextlib.suppress(DomainError, web.BadEvent):
            target(Data(content))
        if target.__name__ != "dispatched":
            check_time(began)

    return one


def main() -> None:
    name = sys.argv.pop(1)
    logging.disable()  # an update that cannot be read is logged and let be
    with tempfile.TemporaryDirectory() as folder:
        targets = {"values": values, "tables": tables, "updates": updates}
        if name == "dispatch":
            targets[name] = dispatch(folder)
        atheris.Setup(sys.argv, tried(targets[name]))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
