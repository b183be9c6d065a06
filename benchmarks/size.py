"""A city's size: what a digest costs beside the bare SQL, and a status, a board and a tick as the city grows.

python -m benchmarks.size [--pairs 5] [--times 4]
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, insert

from benchmarks.city import AT, City
from bot.app import App, build
from bot.chat import RawEvent, Source, Text, message_to_json, say
from bot.clock import standing_clock
from bot.settings import Settings
from storage import schema

LIBRARY = 8_479  # indicators of Linyi's library
SHANGHAI = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(
    2023, 12, 11, 8, 30, tzinfo=SHANGHAI
)  # the first digest after November's window: a full one
DAY = datetime(2023, 7, 3, 9, 30, tzinfo=SHANGHAI)
ROWS = (
    "SELECT * FROM indicator LEFT JOIN unit ON unit.id = indicator.unit_id",
    "SELECT * FROM revision LEFT JOIN person ON person.id = revision.by"
    " LEFT JOIN verdict ON verdict.revision_id = revision.id",
)


def made(folder: Path, city: City, at: datetime, name: str) -> App:
    url = f"sqlite:///{folder / name}.sqlite"
    city.fill(url)
    settings = Settings(_env_file=None, database_url=url, telegram_token=None)  # type: ignore[call-arg]
    return build(settings, clock=standing_clock(at))


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def compared(
    pairs: int, bare: Callable[[], object], ours: Callable[[], object]
) -> tuple[float, float, float]:
    """Medians in seconds, and the median ratio, of pairs in turn."""
    found = [(seconds(bare), seconds(ours)) for _ in range(pairs)]
    first, second = (statistics.median(values) for values in zip(*found, strict=True))
    return first, second, statistics.median(b / a for a, b in found)


def read_bare(engine: Engine) -> None:
    """The same rows, fetched and thrown away."""
    with engine.connect() as connection:
        for query in ROWS:
            connection.exec_driver_sql(query).fetchall()


def digest(app: App, expected: int) -> None:
    """Compute and enqueue for everybody; then it is undone."""
    with app.units() as uow:
        for part in app.rounds.parts(uow):
            app.rounds.play(uow, part, MONDAY.astimezone(UTC))
        if uow.outbox.pending() < expected:
            raise RuntimeError(f"{uow.outbox.pending()} digests instead of {expected}")


def digests(folder: Path, pairs: int, times: int) -> float:
    """Seconds for the digests of so many libraries."""
    city = City(60 * times, 300 * times, LIBRARY * times, 11, directors=5)
    app = made(folder, city, MONDAY, f"digest{times}")
    bare, ours, ratio = compared(pairs, lambda: read_bare(app.engine), lambda: digest(app, 300 * times))
    app.close()
    print(
        f"digests, {city.indicators} indicators: SQL {bare:.2f} s, ours {ours:.2f} s, {ratio:.1f}×",
        flush=True,
    )
    return ours


def ask(app: App, account: str, words: str) -> None:
    """One question through the real dispatcher; undone."""
    with app.units() as uow:
        app.inbox.dispatch(uow, uow.inbox.event(1), Text(Source("web", account, account), words, "m"))
        if uow.outbox.pending() != 1:
            raise RuntimeError(f"{words} was not answered")


def questions(folder: Path, pairs: int) -> None:
    """A department of 26 indicators alone, and as one of a city's."""
    small = made(folder, City(1, 5, 26, 5, directors=1), DAY, "small")
    large = made(folder, City(5_218, 26_090, 135_664, 1, directors=1), DAY, "large")
    accounts = ("12", str(2 * 26_090 + 5_218 + 1))
    for app in (small, large):
        with app.units() as uow:
            uow.inbox.store("web", "dabiao", [RawEvent("1", "x", {})], AT)
            uow.commit()
    for words in ("查 1-01", "看板"):
        alone, ours, ratio = compared(
            pairs * 4, lambda w=words: ask(small, accounts[0], w), lambda w=words: ask(large, accounts[1], w)
        )
        print(
            f"{words}: alone {alone * 1000:.1f} ms, in a city {ours * 1000:.1f} ms, {ratio:.2f}×", flush=True
        )
    small.close()
    large.close()


def due_rows(folder: Path, pairs: int) -> None:
    """The outbox of a city: 100,000 rows to come later, 100 due."""
    app = made(folder, City(1, 5, 26, 5), DAY, "due")
    row = {"platform": "web", "chat": "x", "kind": "notice", "priority": 2, "body": message_to_json(say("x"))}
    row |= {"state": "queued", "tries": 0, "doubts": 0, "created_at": AT}
    rows = [
        row | {"key": f"k{n}", "mark": n, "due_at": AT if n % 1001 == 0 else datetime(2024, 1, 1, tzinfo=UTC)}
        for n in range(100_100)
    ]
    with app.engine.begin() as connection:
        connection.execute(insert(schema.outbox), rows)

    def bare() -> None:
        query = (
            "SELECT * FROM outbox WHERE state = 'queued' AND due_at <= ?"
            " ORDER BY priority, due_at, id LIMIT 100"
        )
        with app.engine.connect() as connection:
            found = connection.exec_driver_sql(query, ("2023-07-03 01:30:00",)).fetchall()
        if len(found) != 100:
            raise RuntimeError(f"{len(found)} rows are due")

    def ours() -> None:
        with app.units() as uow:
            if len(uow.outbox.due(DAY.astimezone(UTC), 100, ["web"])) != 100:
                raise RuntimeError("not all that is due was found")

    sql, looked, ratio = compared(pairs * 4, bare, ours)
    print(
        f"100 due of 100,100: SQL {sql * 1000:.1f} ms, ours {looked * 1000:.1f} ms, {ratio:.2f}×", flush=True
    )
    app.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--times", type=int, default=4, help="how much larger the larger city is")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        due_rows(Path(folder), chosen.pairs)
        questions(Path(folder), chosen.pairs)
        once = digests(Path(folder), chosen.pairs, 1)
        more = digests(Path(folder), max(1, chosen.pairs // 2), chosen.times)
        print(f"{chosen.times} times the size: {more / once / chosen.times:.2f}× linear")


if __name__ == "__main__":
    main()
