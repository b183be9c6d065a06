"""Which revisions changed what was reviewed, or what a signed bulletin says. The domain only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.figure import Revision, Standing
from bot.domain.ladder import Month

NO_REVIEW = "no-review"
"""The reason of verdicts where the department reviews nothing: the figure counts, nobody has looked at it."""


class Late(StrEnum):
    """审后更正: after the figure was reviewed; 通报后更正: after a signed bulletin had it."""

    AFTER_REVIEW = "after-review"
    AFTER_BULLETIN = "after-bulletin"


@dataclass(frozen=True, slots=True)
class Signing:
    """A bulletin about the periods up to a month of its year, and when it was signed."""

    end: Month
    at: datetime

    def covers(self, revision: Revision) -> bool:
        period = revision.period
        return period.year == self.end[0] and period.end_month <= self.end[1]


@dataclass(frozen=True, slots=True)
class Correction:
    """`new` took, or once reviewed will take, the place of `old`, which had been reviewed or signed."""

    old: Revision
    new: Revision
    late: Late


def corrections(in_period: Sequence[Revision], signings: Iterable[Signing]) -> tuple[Correction, ...]:
    """Those among one period's revisions, which are in the order of their numbers.

    A revision that was returned or withdrawn, or that says the same value again, changed nothing. Of one that
    is both, the bulletin is what is said.
    """
    signed = tuple(signings)
    found = ((r, _late(r, in_period, signed)) for r in in_period if r.standing in _STANDING)
    return tuple(Correction(late[0], revision, late[1]) for revision, late in found if late)


_STANDING = (Standing.WAITING, Standing.REVIEWED)


def _late(
    new: Revision, in_period: Sequence[Revision], signings: Sequence[Signing]
) -> tuple[Revision, Late] | None:
    before = [r for r in in_period if r.number < new.number and r.standing is Standing.REVIEWED]
    for signing in signings:
        printed = [r for r in before if signing.covers(r) and _counted_by(r, signing.at)]
        if printed and not _counted_by(new, signing.at) and before[-1].value != new.value:
            return before[-1], Late.AFTER_BULLETIN
    reviewed = [r for r in before if r.verdict_reason != NO_REVIEW and _counted_by(r, new.at)]
    if reviewed and reviewed[-1].value != new.value:
        return reviewed[-1], Late.AFTER_REVIEW
    return None


def _counted_by(revision: Revision, moment: datetime) -> bool:
    """Whether the figure had been reviewed by then."""
    at = revision.verdict_at
    return revision.standing is Standing.REVIEWED and at is not None and at <= moment
