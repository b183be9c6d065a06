"""Which revisions are 审后更正 and which 通报后更正, by the moments of figures, verdicts and signatures."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from bot.domain.corrections import NO_REVIEW, Late, Signing, corrections
from bot.domain.figure import Revision, Standing
from bot.domain.period import Period

DAY = timedelta(days=1)
START = datetime(2023, 7, 1, 1, tzinfo=UTC)
W, R, T, X = Standing.WAITING, Standing.REVIEWED, Standing.RETURNED, Standing.WITHDRAWN
Said = tuple[int, int, Standing, int | None]
"""Value, the day it was given, what became of it, and the day of that."""


def revision(number: int, said: Said, why: str = "") -> Revision:
    value, given, standing, decided = said
    return Revision(
        id=number,
        indicator_id=1,
        period=Period(2023, 6),
        number=number,
        value=Decimal(value),
        at=START + DAY * given,
        by=1,
        standing=standing,
        verdict_at=None if decided is None else START + DAY * decided,
        verdict_reason=why,
    )


def found(said: Sequence[Said], signed: Sequence[tuple[int, int]], why: str = "") -> list[str]:
    """old→new kind, of each; `signed` are a bulletin's last month and the day it was signed."""
    revisions = [revision(n, s, why) for n, s in enumerate(said, start=1)]
    signings = [Signing((2023, month), START + DAY * day) for month, day in signed]
    short = {Late.AFTER_REVIEW: "review", Late.AFTER_BULLETIN: "bulletin"}
    return [f"{c.old.value}→{c.new.value} {short[c.late]}" for c in corrections(revisions, signings)]


@pytest.mark.parametrize(
    ("said", "signed", "expected"),
    [
        ([], [], []),
        ([(4600, 3, R, 4)], [], []),
        ([(4600, 3, R, 4), (4650, 5, W, None)], [], ["4600→4650 review"]),
        ([(4600, 3, R, 4), (4650, 5, R, 6)], [], ["4600→4650 review"]),
        ([(4600, 3, R, 4), (4650, 5, R, 6), (4700, 7, R, 8)], [], ["4600→4650 review", "4650→4700 review"]),
        ([(4600, 3, R, 4), (4650, 5, T, 6)], [], []),  # returned: nothing was changed
        ([(4600, 3, R, 4), (4650, 5, X, 6)], [], []),
        ([(4600, 3, R, 4), (4650, 5, T, 6), (4660, 7, R, 8)], [], ["4600→4660 review"]),
        ([(4600, 3, W, None), (4650, 4, R, 5)], [], []),  # changed before anybody reviewed it
        ([(4600, 3, T, 4), (4650, 5, R, 6)], [], []),
        ([(4600, 3, R, 4), (4600, 5, R, 6)], [], []),  # a note was added, the value stayed
        ([(4600, 3, R, 4), (4650, 9, R, 10)], [(6, 8)], ["4600→4650 bulletin"]),
        ([(4600, 3, R, 4), (4650, 9, W, None)], [(6, 8)], ["4600→4650 bulletin"]),
        ([(4600, 3, R, 4), (4650, 5, R, 6)], [(6, 8)], ["4600→4650 review"]),  # the bulletin has 4650
        ([(4600, 3, R, 4), (4650, 7, R, 9)], [(6, 8)], ["4600→4650 bulletin"]),  # counted only after it
        ([(4600, 3, R, 4), (4650, 9, R, 10)], [(12, 8)], ["4600→4650 bulletin"]),  # it covers June too
        ([(4600, 3, R, 4), (4650, 9, R, 10)], [(5, 8)], ["4600→4650 review"]),  # it ends before June
        ([(4600, 9, R, 10)], [(6, 8)], []),  # reported late: the bulletin had no figure to correct
        ([(4600, 9, R, 10), (4650, 11, R, 12)], [(6, 8)], ["4600→4650 review"]),
        (
            [(4600, 3, R, 4), (4650, 5, R, 6), (4700, 9, R, 10)],
            [(6, 8)],
            ["4600→4650 review", "4650→4700 bulletin"],
        ),
    ],
)
def test_what_is_called_a_correction_and_of_which_kind(
    said: Sequence[Said], signed: Sequence[tuple[int, int]], expected: list[str]
) -> None:
    assert found(said, signed) == expected


def test_where_nothing_is_reviewed_only_a_bulletin_makes_corrections() -> None:
    said: Sequence[Said] = [(4600, 3, R, 3), (4650, 5, R, 5), (4700, 9, R, 9)]
    assert found(said, [], NO_REVIEW) == []
    assert found(said, [(6, 8)], NO_REVIEW) == ["4650→4700 bulletin"]


def test_a_bulletin_of_another_year_says_nothing_of_this_one() -> None:
    revisions = [revision(1, (4600, 3, R, 4)), revision(2, (4650, 9, R, 10))]
    [one] = corrections(revisions, [Signing((2024, 6), START + DAY * 8)])
    assert one.late is Late.AFTER_REVIEW
