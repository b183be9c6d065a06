"""What forms C and D have in common: lines of money, levels that are merged, lines to sign at."""

from collections.abc import Iterator, Mapping, Sequence

from bot.domain.figure import Explanation
from bot.domain.form_details import Source
from bot.domain.likelihood import SaidReason
from bot.forms.paper import Block, block, runs

SAID: Mapping[str, str] = {
    SaidReason.FEW_APPLICATIONS: "申请量少",
    SaidReason.SEASONAL: "季节性因素",
    SaidReason.NOT_STARTED: "尚未开工",
    SaidReason.DEFINITION_CHANGED: "统计口径调整",
    SaidReason.SYSTEM_UPGRADE: "系统升级",
    SaidReason.FUNDING: "经费原因",
    SaidReason.STAFF: "人员原因",
}
MONEY, SHARE, POINTS = "#,##0.00####", "0.00%", "0.00"
"""How amounts in 万元, shares and points are shown."""

TO_SIGN, SEAL = "　" * 8, 48.0
"""Room for a name, and for a seal in points."""


def sources(appropriation: str) -> Mapping[Source, str]:
    """The lines of money; the forms call the appropriation differently."""
    return {
        Source.TOTAL: "年度资金总额",
        Source.APPROPRIATION: f"其中：{appropriation}",
        Source.CARRIED_OVER: "上年结转资金",
        Source.OTHER: "其他资金",
    }


def reason_text(said: Explanation | None) -> str | None:
    """What a unit gave as its reason, in its own words where it used any."""
    if said is None:
        return None
    return said.text or SAID.get(said.said) or None


def with_document(mark: str | None, document: str) -> str | None:
    """Above the form: that it is pretend, and the notice by which units were asked."""
    return "　".join(part for part in (mark, f"依据：{document}" if document else "") if part) or None


def levels(found: Sequence[tuple[str | None, str | None]], top: int, left: int) -> Iterator[Block]:
    """一级指标 and 二级指标, merged as far as they reach; a blank is a cell of its own, to write in."""
    firsts = [first if first is not None else number for number, (first, _) in enumerate(found)]
    seconds = [(firsts[n], second if second is not None else n) for n, (_, second) in enumerate(found)]
    for row, count in runs(firsts, top):
        yield block(row, left, found[row - top][0], rows=count)
    for row, count in runs(seconds, top):
        yield block(row, left + 1, found[row - top][1], rows=count)


def signing(row: int, columns: int, lines: Sequence[str]) -> Iterator[Block]:
    """The lines to sign at below the table, with room for names and a seal, if the department has any."""
    if lines:
        text = TO_SIGN.join(f"{line}：" for line in lines)
        yield block(row, 1, text, columns=columns, align="left", boxed=False, height=SEAL)
