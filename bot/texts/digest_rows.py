"""The rows of a digest: a low indicator in a few narrow lines, names cut to fit, lists on one line."""

import re
from collections.abc import Sequence
from decimal import Decimal

from bot.degrade import width
from bot.domain.attainment import Attainment
from bot.domain.figures import rounded
from bot.domain.indicator import Indicator
from bot.domain.quantity import Kind, Reading
from bot.services.compose_digest import LowRow
from bot.services.show_board import Row
from bot.texts.catalogue import Translate
from bot.texts.common import both_rates, brief, figure, listed, roughly, target_text
from bot.texts.figures import of_whole, shown
from bot.texts.fitting import COLUMNS, fitted, flow, shortened
from bot.texts.reasons import reason_words

LEAST_NAME = 8  # columns; with fewer a name says nothing
ELLIPSIS = "…"
REASON_LINES = 2


def low_lines(t: Translate, low: LowRow) -> list[str]:
    """Figure and target, deviation and unit, history, reason: what stands between a meeting and a telephone call."""
    indicator = low.row.indicator
    lines = [*named(indicator, value_words(t, low.row)), *_deviation(t, low.row)]
    if revision := low.row.standing.revision:
        lines += [f" {line}" for line in flow(both_rates(t, indicator, revision.note), COLUMNS - 1)]
    history = _history(t, indicator)
    reason = reason_words(t, low.reason) if low.reason else ""
    together = f" {history}{t('; ')}{reason}"
    if history and reason and width(together) <= COLUMNS:
        lines.append(together)
    else:
        lines += [f" {history}"] if history else []
        lines += wrapped(reason, t(" Reason: ")) if reason else []
    if low.said:
        lines += wrapped(reason_words(t, low.said), t(" The unit says: "))
    return lines


def named(indicator: Indicator, words: str) -> list[str]:
    """2-13 审计报告 74/192个 38.5% where it fits one line; else the name on a line of its own."""
    whole = f"{indicator.code} {indicator.name}{words}"
    if width(whole) <= COLUMNS:
        return [whole]
    return [shortened(f"{indicator.code} {indicator.name}"), fitted(f" {words}")]


def value_words(t: Translate, row: Row) -> str:
    """338/900亿元 37.6% of what accumulates; 4.6%，目标5.90% of everything else."""
    indicator, actual, attainment = row.indicator, row.standing.actual, row.standing.attainment
    if actual is None or attainment is None:
        return ""
    target = indicator.target
    if attainment.completion is None or target.value is None:
        share = indicator.unit_of_measure == "%"
        value = f"{_like_target(indicator, actual)}%" if share else figure(t, indicator, rounded(actual, 2))
        return t("{value}, target {target}", value=value, target=target_text(t, indicator))
    parts = _square(of_whole(t, actual, target.value, indicator.unit_of_measure, scale=target.scale))
    return f"{parts} {rounded(attainment.completion, 1)}%"


def _like_target(indicator: Indicator, value: Decimal) -> str:
    """With as many places as the target is written with, and at most two: 4.60 beside 5.90%."""
    written = re.search(r"\.(\d+)", indicator.cells.annual_target or "")
    exact = rounded(value, 2).normalize()
    return str(rounded(exact, max(-int(exact.as_tuple().exponent), len(written[1]) if written else 0, 0)))


def _square(text: str) -> str:
    return text.replace("平方米", "㎡")


def _deviation(t: Translate, row: Row) -> list[str]:
    """低于序时12.4个百分点｜交易科, or  差0.6个百分点｜大厅科."""
    indicator, attainment = row.indicator, row.standing.attainment
    if attainment is None:
        return []
    unit = indicator.unit or t("no responsible unit")
    words = (_excess if attainment.too_high else _lack)(t, indicator, attainment)
    line = f" {words}{t(' | ')}{unit}"
    return [line] if width(line) <= COLUMNS else [f" {words}", fitted(f" {unit}")]


def _lack(t: Translate, indicator: Indicator, attainment: Attainment) -> str:
    if attainment.deviation is None:
        return t("short by {gap}", gap=figure(t, indicator, attainment.distance or Decimal(0)))
    if attainment.deviation_from == "pace":
        size = rounded(abs(attainment.deviation), 1)
        behind = t("{n} points behind pace", n=size)
        return t("{n} points behind plan", n=size) if attainment.planned else behind
    return t("short by {n} points", n=_like_target(indicator, abs(attainment.deviation)))


def _excess(t: Translate, indicator: Indicator, attainment: Attainment) -> str:
    """Of what should be little, or exactly so much."""
    if attainment.deviation is None:
        return t("{gap} too many", gap=figure(t, indicator, attainment.distance or Decimal(0)))
    if attainment.deviation_from == "pace":
        return t("{n} points ahead of the allowance", n=rounded(abs(attainment.deviation), 1))
    return t("{n} points too high", n=_like_target(indicator, abs(attainment.deviation)))


def _history(t: Translate, indicator: Indicator) -> str:
    """上年900 三年均1550: in the target's own unit and scale, so that neither is said again."""
    named_forms = ((t("last year {value}"), "last_year"), (t("3-year mean {value}"), "mean3"))
    readings = ((form, indicator.yardstick(name)) for form, name in named_forms)
    return " ".join(
        form.format(value=_bare(t, indicator, r)) for form, r in readings if r.kind is not Kind.NONE
    )


def _bare(t: Translate, indicator: Indicator, reading: Reading) -> str:
    target = indicator.target
    same = reading.value is not None and reading.kind is Kind.QUANTITY and reading.unit == target.unit
    if not same or reading.value is None:
        return brief(t, reading)
    if t.language == "en":
        return shown(t, reading.value, "", scale=target.scale)
    return format((reading.value / target.scale).normalize(), "f")


def forecast_words(t: Translate, low: LowRow) -> str:
    """2-09约676亿元"""
    indicator, value = low.row.indicator, low.forecast or Decimal(0)
    return t("{code} about {value}", code=indicator.code, value=_square(roughly(t, indicator, value)))


# ---------------------------------------------------------------- lists


def with_unit(t: Translate, indicator: Indicator, label: str = "") -> str:
    """2-13 事务所…报告数量｜涉农社会科"""
    unit = indicator.unit or t("no responsible unit")
    code = f"{label}{indicator.code} "
    name = shortened(indicator.name, max(LEAST_NAME, COLUMNS - width(code + t(" | ") + unit)))
    return fitted(code + name + t(" | ") + unit)


def one_line(t: Translate, label: str, indicators: Sequence[Indicator]) -> str:
    """完成全年：2-08 政府采购网上交易额; codes alone when the names do not fit, 等n项 when they do not either."""
    full = label + listed(t, (f"{i.code} {i.name}" for i in indicators))
    if width(full) <= COLUMNS:
        return full
    if len(indicators) == 1:
        code = f"{label}{indicators[0].code} "
        return code + shortened(indicators[0].name, COLUMNS - width(code))
    return codes_line(t, label, [i.code for i in indicators])


def codes_line(t: Translate, label: str, words: Sequence[str]) -> str:
    for kept in range(len(words), 0, -1):
        more = "" if kept == len(words) else t(" and others, {n} in all", n=len(words))
        line = label + listed(t, words[:kept]) + more
        if width(line) <= COLUMNS:
            return line
    return fitted(line)


def wrapped(text: str, label: str) -> list[str]:
    """The text behind its label on at most two lines; the second is indented."""
    lines = [label]
    for character in " ".join(text.split()):
        if width(lines[-1] + character) > COLUMNS:
            if len(lines) == REASON_LINES:
                return [*lines[:-1], fitted(lines[-1] + character * 2)]
            lines.append("  ")
        lines[-1] += character
    return lines
