"""Form D, the 绩效自评表: actuals at the year's end and their points (财预〔2020〕10号). Domain and ledger.

What the rule leaves to judgement is left blank and listed: nothing is trimmed or granted here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from bot.domain.attainment import goal_number
from bot.domain.figure import Explanation
from bot.domain.form_details import FormDetails, Source, execution_rate
from bot.domain.indicator import Direction, Indicator, Measure
from bot.domain.monitoring import Stated
from bot.domain.period import Period
from bot.domain.planning import starts_at
from bot.domain.quantity import Kind
from bot.domain.scoring import Grade, Score, grade_of, score
from bot.domain.thresholds import ScoreWeights, Thresholds
from bot.services.form_rows import Lack, in_order, lacks_of, value_text
from bot.services.ledger import Item, Ledger

NOTHING_STATED: Mapping[int, Stated] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """An indicator on the form; None is a blank."""

    indicator: Indicator
    level1: str | None = None
    level2: str | None = None
    actual: str | None = None
    points: Decimal | None = None
    explanation: Explanation | None = None
    stated: str = ""  # reason and remedy as the self-evaluation states them, in the explanation's place


@dataclass(frozen=True, slots=True)
class FormD:
    """The form. `weight` and `total` are the sums of the last row, blank unless nothing below is missing."""

    department: str
    year: int
    rows: tuple[ScoredRow, ...]
    details: FormDetails
    preset: ScoreWeights | None = None
    execution: Decimal | None = None  # points of the budget's execution
    weight: Decimal | None = None
    total: Decimal | None = None
    grade: Grade | None = None
    lacks: tuple[Lack, ...] = ()
    pretend: bool = False
    document: str = ""  # finance's notice by which the units were asked

    @property
    def project(self) -> bool:
        """A project's form, not a whole department's."""
        return self.preset is not None


def form_d(
    ledger: Ledger,
    details: FormDetails,
    stated: Mapping[int, Stated] = NOTHING_STATED,
    document: str = "",
) -> FormD:
    """The self-evaluation of the ledger's year, by reviewed figures of periods that end in December.

    `stated`, by indicator id, is what units have answered in a self-evaluation: it stands for the figures and
    what was said of them.
    """
    settings = ledger.department.settings
    ordered = in_order(ledger.indicators, details)
    judged = [_row(ledger, i, details, stated.get(i.id)) for i in ordered]
    rows = tuple(row for row, _ in judged)
    preset = settings.score_weights
    execution = _execution(preset, details)
    total = _sum([r.points for r in rows] + ([execution] if preset else []))
    codes = [(code, row.indicator) for row, found in judged for code in found]
    return FormD(
        ledger.department.name,
        ledger.year,
        rows,
        details,
        preset,
        execution,
        _sum([r.indicator.weight for r in rows] + ([preset.execution] if preset else [])),
        total,
        None if total is None else grade_of(total, settings.grades),
        (*lacks_of(codes), *_weights_add_up(rows, preset), *_money(preset, execution)),
        ledger.department.pretend,
        document,
    )


def _sum(numbers: Sequence[Decimal | None]) -> Decimal | None:
    known = [n for n in numbers if n is not None]
    return sum(known, Decimal(0)) if len(known) == len(numbers) else None


def _execution(preset: ScoreWeights | None, details: FormDetails) -> Decimal | None:
    money = details.amounts(Source.TOTAL)
    if preset is None or execution_rate(money.executed, money.budget) is None:
        return None
    found = score(preset.execution, money.budget or Decimal(0), money.executed or Decimal(0), Direction.MORE)
    return found.points if found else None


# ---------------------------------------------------------------- one row


def _row(
    ledger: Ledger, indicator: Indicator, details: FormDetails, stated: Stated | None
) -> tuple[ScoredRow, tuple[str, ...]]:
    """The row, and the codes of what it lacks."""
    item = Item(indicator, Period(ledger.year, 12, indicator.rhythm.months))
    actual = stated.value if stated else _reported(ledger, item)
    said = None if stated else ledger.explanation(item)
    text = stated.text or stated.none_because if stated else ""
    levels = details.levels_of(indicator.cells)
    lacking = tuple(_lacking(ledger, item, actual))
    if actual is None:
        return ScoredRow(indicator, *levels, explanation=said, stated=text), lacking
    found = points_of(indicator, actual, ledger.department.settings.thresholds)
    points = found.points if isinstance(found, Score) else None
    if isinstance(found, str):
        lacking += (found,)
    if said is None and not text and _wants_reason(indicator, found):
        lacking += ("reason-missing",)
    return ScoredRow(indicator, *levels, value_text(indicator, actual), points, said, text), lacking


def _reported(ledger: Ledger, item: Item) -> Decimal | None:
    """The year's actual by the reviewed figure of the period that ends it."""
    revision = ledger.counted(item)
    return None if revision is None else ledger.actual(item.indicator, revision)


def _lacking(ledger: Ledger, item: Item, actual: Decimal | None) -> Iterator[str]:
    if item.indicator.weight is None:
        yield "weight-missing"
    if actual is None:
        yield "not-reviewed" if ledger.waiting(item) else "not-reported"


def points_of(indicator: Indicator, actual: Decimal, thresholds: Thresholds) -> Score | str | None:
    """The points of a year's actual; a code where a person has to judge; None where there is no weight."""
    target = indicator.target
    if indicator.measure is Measure.QUALITATIVE:
        return "judge-band"
    if target.kind is Kind.COMPOUND:
        return "judge-several-targets"
    start = starts_at(indicator)
    if target.kind is Kind.INCREMENT and indicator.measure in _STOCKS and start is None:
        return "baseline-missing"
    goal = goal_number(
        indicator.measure, indicator.direction, target, actual, indicator.unit_of_measure, start
    )
    if goal is None:
        return "target-without-number"
    found = score(indicator.weight or Decimal(0), goal, actual, indicator.direction, thresholds)
    if found is None:
        return "target-allows-no-share"
    if found.explain:
        return "judge-far-above"
    return found if indicator.weight is not None else None


_STOCKS = (Measure.LEVEL, Measure.BY_YEAR_END)


def _wants_reason(indicator: Indicator, found: Score | str | None) -> bool:
    """财预〔2020〕10号 asks for it where a target is missed, or passed by far."""
    return found == "judge-far-above" or (isinstance(found, Score) and found.points != indicator.weight)


# ---------------------------------------------------------------- weights


def _weights_add_up(rows: Sequence[ScoredRow], preset: ScoreWeights | None) -> Iterator[Lack]:
    """Whether the indicators' weights are the points there are to give, in all and by group."""
    wanted = Decimal(100) - (preset.execution if preset else 0)
    given = _sum([r.indicator.weight for r in rows])
    if given is not None and given != wanted:
        yield Lack("weights-sum", facts={"given": given, "wanted": wanted})
    groups = {"产出": preset.output, "效益": preset.benefit, "满意": preset.satisfaction} if preset else {}
    for word, points in groups.items():
        mine = _sum([r.indicator.weight for r in rows if (r.level1 or "").startswith(word)])
        if mine is not None and mine != points and all(r.level1 for r in rows):
            yield Lack("group-sum", facts={"group": word, "given": mine, "wanted": points})


def _money(preset: ScoreWeights | None, execution: Decimal | None) -> Iterator[Lack]:
    if preset is not None and execution is None:
        yield Lack("funds-missing")
