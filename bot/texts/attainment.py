"""How far a figure is, in words: completion, pace, deviation, light. Imports the domain and services' results."""

from collections.abc import Mapping
from decimal import Decimal

from bot.domain.attainment import Attainment, Light
from bot.domain.figures import rounded
from bot.domain.indicator import Indicator, Measure
from bot.services.judge import actual_with, judge_value
from bot.services.ledger import Item, Ledger
from bot.texts.catalogue import Translate, msg
from bot.texts.common import figure, target_text

# A shape beside every colour word: readable in black and white and by colour-blind readers.
LIGHTS: Mapping[Light, str] = {
    Light.AHEAD: msg("● ahead of pace"),
    Light.ON_PACE: msg("● on pace"),
    Light.MET: msg("● met"),
    Light.WITHIN_ALLOWANCE: msg("● within allowance"),
    Light.SLIGHTLY_BELOW: msg("▲ slightly below"),
    Light.BELOW: msg("▼ below"),
}
PLANNED_LIGHTS: Mapping[Light, str] = {
    Light.AHEAD: msg("● ahead of plan"),
    Light.ON_PACE: msg("● on plan"),
}
TOO_HIGH: Mapping[Light, str] = {Light.SLIGHTLY_BELOW: msg("▲ slightly above"), Light.BELOW: msg("▼ above")}
SHORT_LIGHTS: Mapping[Light, str] = {
    Light.AHEAD: "●",
    Light.ON_PACE: "●",
    Light.MET: "●",
    Light.WITHIN_ALLOWANCE: "●",
    Light.SLIGHTLY_BELOW: "▲",
    Light.BELOW: "▼",
}
_DEVIATIONS: Mapping[str, tuple[str, str, str]] = {
    "pace": (msg("exactly on pace"), msg("{n} points above pace"), msg("{n} points below pace")),
    "plan": (msg("exactly on plan"), msg("{n} points above plan"), msg("{n} points below plan")),
    "target": (msg("exactly on target"), msg("{n} points above target"), msg("{n} points below target")),
}
"""By what the deviation is from: none, above, below."""
QUESTIONS: Mapping[str, str] = {
    "target-zero": msg("the target is 0: to be clarified by the administrator"),
    "target-negative": msg("the target is below 0: to be clarified by the administrator"),
    "target-missing": msg("no target in the table"),
    "target-unreadable": msg("the target is words: judged by people"),
}


def light_word(t: Translate, attainment: Attainment) -> str:
    """●超序时, ▲略低, 推进中, or what keeps it from having a light."""
    if attainment.light:
        planned = PLANNED_LIGHTS if attainment.planned else {}
        words = TOO_HIGH if attainment.too_high else {**LIGHTS, **planned}
        return t(words[attainment.light])
    if attainment.in_progress:
        return t("◇ in progress")
    if attainment.shortfall:
        return t("◇ by application")
    return t(QUESTIONS[attainment.question]) if attainment.question else ""


def mark(attainment: Attainment | None) -> str:
    """One character for a table: ● ▲ ▼, ◇ without a light, · without a figure."""
    if attainment is None:
        return "·"
    return SHORT_LIGHTS[attainment.light] if attainment.light else "◇"


def points(value: Decimal, digits: int = 1) -> str:
    """20.0, 1.30: the size of a deviation in percentage points, with as many places as it needs (two at most)."""
    size = abs(value)
    exact = rounded(size, 2)
    return str(exact if exact != rounded(size, digits) else rounded(size, digits))


def deviation_words(t: Translate, attainment: Attainment) -> str:
    """高于序时进度20.0个百分点, 低于目标1.3个百分点; empty where no deviation is said."""
    deviation = attainment.deviation
    if deviation is None:
        return ""
    to_pace = attainment.deviation_from == "pace"
    exactly, above, below = _DEVIATIONS["plan" if attainment.planned else attainment.deviation_from]
    if deviation == 0:
        return t(exactly)
    size = points(deviation) if not to_pace else str(rounded(abs(deviation), 1))
    return t(above if deviation > 0 else below, n=size)


def target_line(t: Translate, indicator: Indicator, attainment: Attainment) -> str:
    """全年目标30亿元，完成70.0%; 完成率 only of what accumulates."""
    target = target_text(t, indicator)
    if attainment.completion is not None:
        return t(
            "year's target {target}, {done}% done", target=target, done=rounded(attainment.completion, 1)
        )
    if indicator.measure is Measure.BY_YEAR_END:
        line = t("to be reached by year end: {target}", target=target)
    else:
        line = t("target {target}", target=target)
    gap = attainment.distance
    if gap and attainment.deviation is None:
        line += _gap(t, indicator, attainment, gap)
    return line


def _gap(t: Translate, indicator: Indicator, attainment: Attainment, gap: Decimal) -> str:
    """，还差125件 or ，超出125件; in percentage points of a share."""
    if indicator.unit_of_measure == "%":
        size = points(gap)
        return (
            t(", {gap} points too high", gap=size)
            if attainment.too_high
            else t(", {gap} points to go", gap=size)
        )
    size = figure(t, indicator, gap)
    return t(", {gap} too many", gap=size) if attainment.too_high else t(", {gap} to go", gap=size)


def judged_lines(t: Translate, ledger: Ledger, item: Item, value: Decimal) -> list[str]:
    """Target and completion, then deviation and light, of a value just typed."""
    attainment = judge_value(ledger, item, value)
    lines = [target_line(t, item.indicator, attainment)]
    if item.indicator.measure is Measure.AVERAGE:
        mean = figure(t, item.indicator, rounded(actual_with(ledger, item, value), 2))
        lines.insert(0, t("mean so far {value}", value=mean))
    if attainment.reached and item.indicator.measure is Measure.CUMULATIVE:
        lines.append(t("The year's target is reached."))
    words = " ".join(w for w in (deviation_words(t, attainment), light_word(t, attainment)) if w)
    return [*lines, words] if words else lines
