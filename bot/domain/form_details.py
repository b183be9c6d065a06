"""What the official forms ask beside the table of targets and the figures. Standard library and the domain.

None (or nothing) is not known: it stays blank on paper and is listed, never filled with 0 or a phrase.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from bot.domain.figures import rounded
from bot.domain.indicator import Cells


class Source(StrEnum):
    """Where money comes from, in the order of the forms: 年度资金总额, 财政拨款, 上年结转, 其他."""

    TOTAL = "total"
    APPROPRIATION = "appropriation"
    CARRIED_OVER = "carried-over"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Amounts:
    """One source's money in 万元: 年初预算数, 全年预算数, 全年执行数, 全年预计执行数, 1—N月执行数 by N."""

    initial: Decimal | None = None
    budget: Decimal | None = None
    executed: Decimal | None = None
    expected: Decimal | None = None
    until: Mapping[int, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FormDetails:
    """Of a department's year. `levels`: 一级指标, 二级指标 by `level_key`; `signatures`: lines to sign at."""

    project: str | None = None
    project_code: str | None = None
    authority: str | None = None  # 主管部门
    authority_code: str | None = None
    implementing: str | None = None  # 实施单位
    goal: str | None = None  # 年度总体目标
    goal_done: str | None = None  # its 实际完成情况
    funds: Mapping[Source, Amounts] = field(default_factory=dict)
    levels: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    signatures: tuple[str, ...] = ()

    def amounts(self, source: Source) -> Amounts:
        return self.funds.get(source, Amounts())

    def levels_of(self, cells: Cells) -> tuple[str | None, str | None]:
        """一级指标 and 二级指标 of a row; None where nobody has said."""
        first, second = self.levels.get(level_key(cells), ("", ""))
        return first or None, second or None


TEXTS = ("project", "project_code", "authority", "authority_code", "implementing", "goal", "goal_done")
AMOUNTS = ("initial", "budget", "executed", "expected")
KEPT = ("project", "project_code", "authority", "authority_code", "implementing", "levels", "signatures")
"""What holds for the next year too; money and goals are every year's own."""


def level_key(cells: Cells) -> str:
    """What tells an indicator from others in every year's table: its duty's number and its name."""
    return f"{cells.duty_no or ''}|{cells.indicator}"


def execution_rate(executed: Decimal | None, budget: Decimal | None) -> Decimal | None:
    """执行率 in per cent, half up to two places; None where an amount is not known, or the budget is 0."""
    if executed is None or not budget:
        return None
    return rounded(executed * 100 / budget, 2)


def details_to_json(details: FormDetails) -> dict[str, Any]:
    """JSON values that `details_from_json` reads back; amounts as exact text."""
    plain = {name: getattr(details, name) for name in TEXTS}
    return {
        **{name: text for name, text in plain.items() if text is not None},
        "funds": {source.value: _amounts_to_json(money) for source, money in details.funds.items()},
        "levels": {key: list(both) for key, both in details.levels.items()},
        "signatures": list(details.signatures),
    }


def _amounts_to_json(money: Amounts) -> dict[str, Any]:
    known = {name: getattr(money, name) for name in AMOUNTS}
    until = {str(month): format(amount, "f") for month, amount in money.until.items()}
    return {**{n: format(a, "f") for n, a in known.items() if a is not None}, "until": until}


def details_from_json(value: Mapping[str, Any]) -> FormDetails:
    return FormDetails(
        **{name: value[name] for name in TEXTS if name in value},
        funds={Source(name): _amounts_from_json(money) for name, money in value["funds"].items()},
        levels={key: (first, second) for key, (first, second) in value["levels"].items()},
        signatures=tuple(value["signatures"]),
    )


def _amounts_from_json(value: Mapping[str, Any]) -> Amounts:
    until = {int(month): Decimal(amount) for month, amount in value["until"].items()}
    return Amounts(**{n: Decimal(value[n]) for n in AMOUNTS if n in value}, until=until)
