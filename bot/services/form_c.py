"""Form C, the 绩效目标执行监控表 of January to a month (财预〔2019〕136号). The domain and the ledger.

Only reviewed figures; what nobody has stated is blank and listed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from bot.domain.attainment import is_low
from bot.domain.figure import Explanation, Revision
from bot.domain.form_details import FormDetails
from bot.domain.indicator import Indicator
from bot.domain.likelihood import Likelihood, OfficialReason
from bot.domain.period import Period
from bot.services.form_rows import Lack, in_order, lacks_of, value_text
from bot.services.judge import judge, judge_revision
from bot.services.ledger import Item, Ledger


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of an indicator at the end of the span; None and nothing are blanks.

    `value` and `expected` (for the whole year) in the base unit. `said`: explanations that are stored, `text`
    what is stated in their place. `whole`: a unit's complete answer, beside which nothing stored is taken.
    """

    value: Decimal | None = None
    expected: Decimal | None = None
    reasons: frozenset[OfficialReason] = frozenset()
    said: tuple[Explanation, ...] = ()
    text: str = ""
    likelihood: Likelihood | None = None
    whole: bool = False


Answers = Mapping[int, Answer]
"""By indicator id: what units have stated for the span, beside the figures that are stored."""

NOBODY_ASKED: Answers = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class MonitoredRow:
    indicator: Indicator
    level1: str | None
    level2: str | None
    answer: Answer

    @property
    def value(self) -> str | None:
        return None if self.answer.value is None else value_text(self.indicator, self.answer.value)

    @property
    def expected(self) -> str | None:
        return None if self.answer.expected is None else value_text(self.indicator, self.answer.expected)


@dataclass(frozen=True, slots=True)
class FormC:
    """The form of January to the month `until`."""

    department: str
    year: int
    until: int
    rows: tuple[MonitoredRow, ...]
    details: FormDetails
    project: bool = False  # a project's form, not a whole department's
    lacks: tuple[Lack, ...] = ()
    pretend: bool = False
    document: str = ""  # finance's notice by which the units were asked


def form_c(
    ledger: Ledger,
    until: int,
    details: FormDetails,
    stated: Answers = NOBODY_ASKED,
    document: str = "",
) -> FormC:
    """The form from what is stored; `stated` is taken over it, field by field, where it says something."""
    rows, lacks = [], []
    for indicator in in_order(ledger.indicators, details):
        answer = _over(stored_answer(ledger, indicator, until), stated.get(indicator.id, Answer()))
        rows.append(MonitoredRow(indicator, *details.levels_of(indicator.cells), answer))
        lacks += [(code, indicator) for code in _lacking(ledger, indicator, until, answer)]
    return FormC(
        ledger.department.name,
        ledger.year,
        until,
        tuple(rows),
        details,
        ledger.department.settings.score_weights is not None,
        lacks_of(lacks),
        ledger.department.pretend,
        document,
    )


def _over(stored: Answer, stated: Answer) -> Answer:
    if stated.whole:
        return stated
    fields = {n: v for n in Answer.__slots__ if (v := getattr(stated, n)) not in (None, "", (), frozenset())}
    return replace(stored, **fields)


def stored_answer(ledger: Ledger, indicator: Indicator, until: int) -> Answer:
    """What the ledger knows at the end of the span, and why it is so if that was explained."""
    revision = _at_the_end(ledger, indicator, until)
    if revision is None:
        return Answer()
    said = _explanations(ledger, indicator, revision)
    reasons = frozenset(OfficialReason(e.reason) for e in said if e.reason)
    return Answer(ledger.actual(indicator, revision), None, reasons, said)


def _at_the_end(ledger: Ledger, indicator: Indicator, until: int) -> Revision | None:
    """The reviewed figure of the period that ends with the span, if the indicator has such a period."""
    period = Period.ending(ledger.year, until, indicator.rhythm)
    return ledger.counted(Item(indicator, period)) if period else None


def _explanations(ledger: Ledger, indicator: Indicator, revision: Revision) -> tuple[Explanation, ...]:
    """The newest of each kind about this figure; or, while the indicator stays low, about an earlier one.

    Whoever has said why is not asked again every month.
    """
    own = [
        e for e in ledger.explanations if e.indicator_id == indicator.id and (e.text or e.said or e.reason)
    ]
    now = [e for e in own if e.period == revision.period]
    if not now and is_low(judge_revision(ledger, indicator, revision)):
        earlier = [e.period for e in own if e.period < revision.period]
        now = [e for e in own if e.period == max(earlier)] if earlier else []
    return tuple({e.kind: e for e in now}.values())


def _lacking(ledger: Ledger, indicator: Indicator, until: int, answer: Answer) -> Iterator[str]:
    period = Period.ending(ledger.year, until, indicator.rhythm)
    if answer.value is None:
        waits = period is not None and ledger.waiting(Item(indicator, period))
        yield "not-reviewed" if waits else "not-reported" if period else "not-asked"
    elif _is_unexplained(answer) and is_low(
        judge(ledger, indicator, Period(ledger.year, until), answer.value)
    ):
        yield "reason-missing"
    if answer.expected is None:
        yield "expected-missing"
    if answer.likelihood is None:
        yield "likelihood-missing"


def _is_unexplained(answer: Answer) -> bool:
    return not (answer.reasons or answer.said or answer.text)
