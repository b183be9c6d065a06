"""What kind of thing an indicator is, in words: measure, direction, rhythm, and what each fact is called."""

from collections.abc import Mapping

from bot.domain.indicator import Direction, Measure
from bot.domain.period import Rhythm
from bot.texts.catalogue import msg

MEASURES: Mapping[Measure, str] = {
    Measure.CUMULATIVE: msg("cumulative"),
    Measure.RATE: msg("rate"),
    Measure.AVERAGE: msg("average"),
    Measure.LEVEL: msg("level"),
    Measure.BY_YEAR_END: msg("by year end"),
    Measure.QUALITATIVE: msg("qualitative"),
}
DIRECTIONS: Mapping[Direction, str] = {
    Direction.MORE: msg("the more the better"),
    Direction.LESS: msg("the less the better"),
    Direction.EXACT: msg("exactly"),
}
RHYTHMS: Mapping[Rhythm, str] = {
    Rhythm.MONTHLY: msg("monthly"),
    Rhythm.QUARTERLY: msg("quarterly"),
    Rhythm.HALF_YEARLY: msg("half-yearly"),
    Rhythm.YEARLY: msg("yearly"),
}
NAMES: Mapping[str, str] = {
    "responsible_unit": msg("responsible unit"),
    "measure": msg("measure"),
    "direction": msg("direction"),
    "rhythm": msg("rhythm"),
    "weight": msg("weight"),
    "by_application": msg("by application"),
    "assisting_units": msg("assisting units"),
}
