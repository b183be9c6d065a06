"""An indicator's plan: shown before it is stored, put in force, withdrawn. Imports the domain and ports."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.attainment import Attainment
from bot.domain.errors import DomainError
from bot.domain.figure import PlanChange
from bot.domain.indicator import Indicator
from bot.domain.ladder import Month
from bot.domain.pace import YearPlan
from bot.domain.planning import check_plannable, make_plan, read_said
from bot.services.judge import judge_revision, standing
from bot.services.ledger import Ledger
from bot.services.ports import UnitOfWork
from bot.services.scope import newest_ended_month

WITHDRAWN = ("取消", "撤销", "作废", "删除", "取消计划", "cancel")


@dataclass(frozen=True, slots=True)
class PlanEffect:
    """What a plan makes of the newest counted figure, if there is one: `month` is the last of its period."""

    before: Indicator
    after: Indicator
    month: Month | None
    attained_before: Attainment | None
    attained_after: Attainment | None


@dataclass(frozen=True, slots=True)
class PlanShown:
    """An indicator's plan with all that became of it, oldest first."""

    indicator: Indicator
    changes: tuple[PlanChange, ...]


def planned(indicator: Indicator, words: str) -> YearPlan | None:
    """The plan that the words say, None for its withdrawal.

    Raises DomainError plan-none (code) where there is nothing to withdraw, plan-same, and the domain's.
    """
    if words.strip(" 。") in WITHDRAWN:
        if indicator.plan is None:
            raise DomainError("plan-none", code=indicator.code)
        return None
    check_plannable(indicator)
    plan = make_plan(indicator, read_said(words))
    if plan == indicator.plan:
        raise DomainError("plan-same", code=indicator.code)
    return plan


def effect(ledger: Ledger, indicator: Indicator, plan: YearPlan | None, now: datetime) -> PlanEffect:
    """With and without the plan; `now` is the office's time."""
    after = replace(indicator, plan=plan)
    found = standing(ledger, indicator, newest_ended_month(now.date()))
    if found.revision is None:
        return PlanEffect(indicator, after, None, None, None)
    month = (found.revision.period.year, found.revision.period.end_month)
    judged = judge_revision(ledger, after, found.revision)
    return PlanEffect(indicator, after, month, found.attainment, judged)


def show_plan(uow: UnitOfWork, indicator: Indicator) -> PlanShown:
    return PlanShown(indicator, tuple(uow.targets.plan_changes([indicator.id])))


def set_plan(uow: UnitOfWork, indicator: Indicator, plan: YearPlan | None, *, by: int, now: datetime) -> None:
    """From now on the plan is in force; the earlier ones stay in the log."""
    document = plan.document if plan else ""
    uow.targets.set_plan(indicator.id, plan, by=by, at=now, document=document)
