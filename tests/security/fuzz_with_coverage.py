"""A target for atheris, which is no dependency: pip install atheris, then run with -max_total_time=SECONDS.

    python -m tests.security.fuzz_with_coverage -max_total_time=3600 -timeout=1 -rss_limit_mb=2048

Whatever is read must be understood or refused with a DomainError, in less than a second.
"""

import logging
import sys

import atheris

with atheris.instrument_imports(include=["bot", "seed"]):
    from bot.domain.actual import read_actual
    from bot.domain.errors import DomainError
    from bot.domain.indicator import Measure
    from bot.domain.quantity import read
    from bot.platforms.telegram import parse as telegram
    from bot.platforms.web import events as web
    from seed.published_table import read_table

MEASURES = list(Measure)
UNITS = ("", "%", "件", "元", "平方米")
KINDS = (
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "chat",
    "from",
    "text",
    "id",
    "data",
)


def value_of(data: atheris.FuzzedDataProvider, depth: int = 0) -> object:
    """JSON-like, with the names that updates have."""
    match data.ConsumeIntInRange(0, 5 if depth < 4 else 3):
        case 0:
            return data.ConsumeUnicodeNoSurrogates(20)
        case 1:
            return data.ConsumeInt(8)
        case 2:
            return None
        case 3:
            return data.ConsumeBool()
        case 4:
            return [value_of(data, depth + 1) for _ in range(data.ConsumeIntInRange(0, 3))]
        case _:
            return {
                data.PickValueInList(list(KINDS)): value_of(data, depth + 1)
                for _ in range(data.ConsumeIntInRange(0, 5))
            }


def one(content: bytes) -> None:
    data = atheris.FuzzedDataProvider(content)
    try:
        match data.ConsumeIntInRange(0, 3):
            case 0:
                read(data.ConsumeUnicodeNoSurrogates(80))
            case 1:
                unit, measure = data.PickValueInList(list(UNITS)), data.PickValueInList(MEASURES)
                said = data.ConsumeUnicodeNoSurrogates(80)
                read_actual(said, unit=unit, target=read("30亿元"), measure=measure, last=None)
            case 2:
                read_table(data.ConsumeBytes(4000), data.PickValueInList(["a.txt", "a.xlsx"]))
            case _:
                found = value_of(data)
                if isinstance(found, dict):
                    telegram.parse(dict(telegram.raw_event({"update_id": 7, **found}, "bot").payload), 1)
                    web.event_from_page("p1", found, None)
    except (DomainError, web.BadEvent):
        return


if __name__ == "__main__":
    logging.disable()  # an update that cannot be read is logged and let be
    atheris.Setup(sys.argv, one)
    atheris.Fuzz()
