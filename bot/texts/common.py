"""Words that many texts share: periods, dates, figures, names. Imports the domain and the catalogue."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache

from babel.dates import get_day_names, get_month_names

from bot.domain.indicator import Indicator, Measure
from bot.domain.period import Period
from bot.domain.quantity import Kind, Reading
from bot.domain.two_rates import told_apart
from bot.texts.catalogue import Translate, msg
from bot.texts.figures import as_written, shown
from bot.texts.fitting import flow, shortened

SHORT = 30  # half-width columns
QUARTERS = (msg("Q1"), msg("Q2"), msg("Q3"), msg("Q4"))
HALVES = (msg("first half"), msg("second half"))


def period_name(t: Translate, period: Period, *, year: bool = False) -> str:
    """6月, 二季度, 上半年, 全年; with the year in front if asked for."""
    match period.months:
        case 1:
            name = month_name(t, period.end_month)
        case 3:
            name = t(QUARTERS[period.end_month // 3 - 1])
        case 6:
            name = t(HALVES[period.end_month // 6 - 1])
        case _:
            name = t("whole year")
    return t("{period} {year}", period=name, year=period.year) if year else name


def no_table_yet(t: Translate, year: int) -> str:
    """What everybody is told from January on until the year's table is loaded."""
    return t("The target table of {year} is not loaded yet.", year=year)


def month_name(t: Translate, month: int) -> str:
    """6月, Jun"""
    return _names_of_months(t.language)[month]


@cache  # looking a language up costs more than all else in an answer
def _names_of_months(language: str) -> dict[int, str]:
    return {number: str(name) for number, name in get_month_names("abbreviated", locale=language).items()}


def so_far(t: Translate, period: Period) -> str:
    """1—6月, Jan–Jun: the months a cumulative total covers."""
    return months_to(t, period.end_month)


def months_to(t: Translate, month: int) -> str:
    """January to a month: 1—6月, Jan–Jun, of January itself 1月, Jan."""
    return t("Jan–{month}", month=month_name(t, month)) if month > 1 else month_name(t, 1)


def day_name(t: Translate, day: date, *, weekday: bool = True) -> str:
    """7月7日周五, Fri 7 Jul"""
    name = t("{day} {month}", day=day.day, month=month_name(t, day.month))
    if not weekday:
        return name
    return t("{weekday} {day}", day=name, weekday=weekday_name(t, day))


def weekday_name(t: Translate, day: date) -> str:
    """周五, Fri"""
    return _names_of_days(t.language)[day.weekday()]


@cache
def _names_of_days(language: str) -> dict[int, str]:
    return {number: str(name) for number, name in get_day_names("abbreviated", locale=language).items()}


def gap(t: Translate) -> str:
    """What stands between two words that Chinese writes together: 6月21亿元, Jun 2.1 billion yuan."""
    return " " if t.language == "en" else ""


def moment(t: Translate, at: datetime) -> str:
    """7月7日 09:30, of a local time."""
    return f"{day_name(t, at.date(), weekday=False)} {at:%H:%M}"


def figure(t: Translate, indicator: Indicator, value: Decimal, *, digits: int | None = None) -> str:
    """A value in the indicator's own unit and scale: 21亿元. `digits` rounds for display."""
    return shown(t, value, indicator.unit_of_measure, scale=indicator.target.scale, digits=digits)


def scaled_unit(t: Translate, indicator: Indicator, scale: Decimal) -> str:
    """亿元, 万平方米, %: what numbers of that scale are counted in; 100 million yuan."""
    return shown(t, scale, indicator.unit_of_measure, scale=scale).removeprefix("1").removeprefix(" ")


def roughly(t: Translate, indicator: Indicator, value: Decimal) -> str:
    """A forecast: one place of percents and of less than a hundred 万 or 亿, else whole numbers."""
    scale = indicator.target.scale
    fine = indicator.unit_of_measure == "%" or (scale > 1 and value < 100 * scale)
    return figure(t, indicator, value, digits=1 if fine else 0)


def title(indicator: Indicator) -> str:
    return f"{indicator.code} {indicator.name}"


def short_title(indicator: Indicator, columns: int = SHORT) -> str:
    """Code and name for a list or a button; of a long name the end stays, where names of one table differ."""
    return shortened(title(indicator), columns)


def both_rates(t: Translate, indicator: Indicator, note: str) -> list[str]:
    """咨询服务满意率99.3%, 一窗受理好评率98.4%: of an indicator that lists two, as far as the note has both."""
    return [f"{name}{shown(t, value, '%')}" for name, value in told_apart(indicator.name, note)]


def clipped(text: str, characters: int) -> str:
    return text if len(text) <= characters else text[: characters - 1] + "…"


def target_text(t: Translate, indicator: Indicator) -> str:
    """The target as its cell reads, or a dash; a figure as its reader writes it."""
    return as_written(t, indicator.cells.annual_target or "—")


def brief(t: Translate, reading: Reading) -> str:
    """A yardstick without its unit's last word where it is money: 28亿元 -> 28亿; text stays as it reads."""
    if reading.kind in (Kind.QUANTITY, Kind.RATE) and reading.value is not None:
        unit = "" if reading.unit == "元" else reading.unit
        return shown(t, reading.value, unit, scale=reading.scale)
    return clipped(reading.text.strip(), 12)


def yardsticks(t: Translate, indicator: Indicator) -> str:
    """规划28亿 标准25亿 上年10亿 三年均1亿: those the table gives, in as few lines as fit."""
    named = (
        (t("plan {value}"), indicator.yardstick("planned_value")),
        (t("standard {value}"), indicator.yardstick("standard_value")),
        (t("last year {value}"), indicator.yardstick("last_year")),
        (t("3-year mean {value}"), indicator.yardstick("mean3")),
    )
    given = [form.format(value=brief(t, r)) for form, r in named if r.kind is not Kind.NONE]
    return "\n".join(flow(given, 36)) if given else t("no plan, standard or history in the table")


def listed(t: Translate, names: Iterable[str]) -> str:
    return t(", ").join(names)


def measured(t: Translate, indicator: Indicator, period: Period) -> str:
    """6月（累计） of what accumulates, 6月 of everything else."""
    name = period_name(t, period)
    return t("{period} (cumulative)", period=name) if indicator.measure is Measure.CUMULATIVE else name


def aside(t: Translate, words: str) -> str:
    """（待审）, (not reviewed): what is said behind a name."""
    return t(" ({mark})", mark=words)


def numbered(rows: Iterable[str], start: int = 1) -> str:
    return "\n".join(f"{n} {row}" for n, row in enumerate(rows, start=start))
