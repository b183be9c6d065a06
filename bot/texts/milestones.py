"""The milestones of a plan on a few narrow lines. Imports the domain and the catalogue."""

from decimal import Decimal
from fractions import Fraction

from bot.domain.figures import rounded
from bot.domain.indicator import Indicator
from bot.domain.pace import Plan, to_decimal
from bot.domain.planning import plan_in_force
from bot.texts.catalogue import Translate
from bot.texts.common import figure, gap, month_name
from bot.texts.fitting import flow, wrap


def milestone_lines(t: Translate, indicator: Indicator, plan: Plan) -> list[str]:
    """起点20万㎡ 3月60万㎡ … 12月340万㎡, as many on a line as fit."""
    start = [t("start {value}", value=_value(t, indicator, plan.baseline))] if plan.baseline else []
    points = [*plan.milestones, (12, plan.target)]
    return flow(
        [*start, *(f"{month_name(t, month)}{gap(t)}{_value(t, indicator, value)}" for month, value in points)]
    )


def _value(t: Translate, indicator: Indicator, value: Decimal | Fraction) -> str:
    exact = to_decimal(Fraction(value))
    return figure(t, indicator, rounded(exact, 2).normalize()).replace("平方米", "㎡")


def plan_lines(t: Translate, indicator: Indicator) -> list[str]:
    """The plan in force and the document it comes from; none without a plan."""
    plan = plan_in_force(indicator)
    if plan is None or indicator.plan is None:
        return []
    document = indicator.plan.document
    source = wrap(t("approved by {document}", document=document)) if document else []
    return [t("Plan (even between milestones):"), *milestone_lines(t, indicator, plan), *source]
