"""The words of the official monitoring form for why and how likely (财预〔2019〕136号). The domain only."""

from enum import StrEnum

from bot.domain.attainment import Attainment, is_low
from bot.domain.period import Period


class Likelihood(StrEnum):
    """完成目标可能性: 确定能, 有可能, 完全不可能."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"


class OfficialReason(StrEnum):
    """偏差原因分析, in the order of the form: 经费保障, 制度保障, 人员保障, 硬件条件保障, 其他."""

    FUNDING = "funding"
    INSTITUTION = "institution"
    STAFF = "staff"
    FACILITIES = "facilities"
    OTHER = "other"


class SaidReason(StrEnum):
    """What people say, in the order in which it is offered: the everyday reasons before the form's own."""

    FEW_APPLICATIONS = "few-applications"
    SEASONAL = "seasonal"
    NOT_STARTED = "not-started"
    DEFINITION_CHANGED = "definition-changed"
    SYSTEM_UPGRADE = "system-upgrade"
    FUNDING = "funding"
    STAFF = "staff"
    OTHER = "other"


def official(said: SaidReason) -> OfficialReason:
    """The form's reason for what was said; 其他 wherever the form has no word for it."""
    match said:
        case SaidReason.FUNDING:
            return OfficialReason.FUNDING
        case SaidReason.DEFINITION_CHANGED:
            return OfficialReason.INSTITUTION
        case SaidReason.STAFF:
            return OfficialReason.STAFF
        case SaidReason.SYSTEM_UPGRADE:
            return OfficialReason.FACILITIES
        case _:
            return OfficialReason.OTHER


FIRST_MONTH = 3
"""Two months into the year nearly everything is behind, and nobody can say why."""


def asks_reason(previous: Attainment | None, current: Attainment, period: Period) -> bool:
    """Whether to ask why: from March on, of what is newly low or still low at a quarter's end.

    `previous` is the figure of the period before, None if there was none.
    """
    if period.end_month < FIRST_MONTH or not is_low(current):
        return False
    return period.end_month % 3 == 0 or previous is None or not is_low(previous)
