"""Form D, the 绩效自评表: actuals at the year's end and their points (财预〔2020〕10号). Domain and ledger.

What the rule leaves to judgement is left blank and listed: nothing is trimmed or granted here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.domain.attainment import goal_number
from bot.domain.figure import Explanation, Revision
from bot.domain.form_details import FormDetails, Source, execution_rate
from bot.domain.indicator import Direction, Indicator, Measure
from bot.domain.period import Period
from bot.domain.planning import starts_at
from bot.domain.quantity import Kind
from bot.domain.scoring import Grade, Score, grade_of, score
from bot.domain.thresholds import ScoreWeights, Thresholds
from bot.services.form_rows import Lack, in_order, lacks_of, value_text
from bot.services.ledger import Item, Ledger


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """An indicator on the form; None is a blank."""

    indicator: Indicator
    level1: str | None = None
    level2: str | None = None
    actual: str | None = None
    points: Decimal | None = None
    explanation: Explanation | None = None


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

    @property
    def project(self) -> bool:
        """A project's form, not a whole department's."""
        return self.preset is not None


def form_d(ledger: Ledger, details: FormDetails) -> FormD:
    """The self-evaluation of the ledger's year, by reviewed figures of periods that end in December."""
    settings = ledger.department.settings
    judged = [_row(ledger, i, details) for i in in_order(ledger.indicators, details)]
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


def _row(ledger: Ledger, indicator: Indicator, details: FormDetails) -> tuple[ScoredRow, tuple[str, ...]]:
    """The row, and the codes of what it lacks."""
    item = Item(indicator, Period(ledger.year, 12, indicator.rhythm.months))
    revision = ledger.counted(item)
    said = ledger.explanation(item)
    levels = details.levels_of(indicator.cells)
    lacking = tuple(_lacking(ledger, item, revision))
    if revision is None:
        return ScoredRow(indicator, *levels, explanation=said), lacking
    actual = ledger.actual(indicator, revision)
    found = points_of(indicator, actual, ledger.department.settings.thresholds)
    points = found.points if isinstance(found, Score) else None
    if isinstance(found, str):
        lacking += (found,)
    if said is None and _wants_reason(indicator, found):
        lacking += ("reason-missing",)
    return ScoredRow(indicator, *levels, value_text(indicator, actual), points, said), lacking


def _lacking(ledger: Ledger, item: Item, revision: Revision | None) -> Iterator[str]:
    if item.indicator.weight is None:
        yield "weight-missing"
    if revision is None:
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
