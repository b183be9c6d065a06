"""Form C 绩效目标执行监控表 on paper, columns A to Q. Form data only."""

from collections.abc import Iterator

from bot.domain.form_details import Source, execution_rate
from bot.domain.likelihood import Likelihood, OfficialReason
from bot.forms.common import MONEY, SHARE, levels, reason_text, signing, sources, with_document
from bot.forms.paper import HEAD, PRETEND, TITLE, Block, Paper, block
from bot.services.form_c import Answer, FormC, MonitoredRow

NAME = "绩效目标执行监控表"
WIDTHS = (5, 9, 11, 18, 12, 12, 14, 5.5, 5.5, 5.5, 5.5, 5.5, 20, 6, 6, 6, 14)
MONEY_TOP, GOAL_TOP, HEADER, FIRST = 7, 12, 20, 22
REASONS = {
    OfficialReason.FUNDING: "经费保障",
    OfficialReason.INSTITUTION: "制度保障",
    OfficialReason.STAFF: "人员保障",
    OfficialReason.FACILITIES: "硬件条件保障",
    OfficialReason.OTHER: "其他",
}
LIKELIHOODS = {
    Likelihood.CERTAIN: "确定能",
    Likelihood.POSSIBLE: "有可能",
    Likelihood.IMPOSSIBLE: "完全不可能",
}
TICK = "✔"
NOTES = (
    "注：1.偏差原因分析：针对与预期目标产生偏差的指标值，分别从经费保障、制度保障、人员保障、硬件条件保障等方面进行判断和分析，并说明原因。",
    "2.完成目标可能性：对应所设定的实现绩效目标的路径，分确定能、有可能、完全不可能三级综合判断完成的可能性。",
    "3.备注：说明预计到年底不能完成目标的原因及拟采取的措施。",
)
_COLUMNS = len(WIDTHS)


def paper(form: FormC) -> Paper:
    below = FIRST + len(form.rows)
    blocks = (
        *_top(form),
        *_money(form),
        _head(GOAL_TOP, 1, "年度总体目标", rows=8, columns=2),
        block(GOAL_TOP, 3, form.details.goal, rows=8, columns=15, align="left"),
        *_header(form, below),
        *levels([(r.level1, r.level2) for r in form.rows], FIRST, 2),
        *(b for row, r in enumerate(form.rows, FIRST) for b in _row(row, r)),
        block(below, 1, "\n".join(NOTES), columns=_COLUMNS, align="left", boxed=False),
        *signing(below + 1, _COLUMNS, form.details.signatures),
    )
    return Paper("C", NAME, WIDTHS, blocks, (HEADER, HEADER + 1), least=15)


def span(form: FormC) -> str:
    """1-7月, as the form writes it."""
    return f"1-{form.until}月" if form.until > 1 else "1月"


def title_of(form: FormC) -> str:
    return "项目支出绩效目标执行监控表" if form.project else "部门（单位）整体支出绩效目标执行监控表"


def _head(row: int, column: int, text: str | None, *, rows: int = 1, columns: int = 1) -> Block:
    return block(row, column, text, rows=rows, columns=columns, size=HEAD, bold=True)


def _top(form: FormC) -> Iterator[Block]:
    details = form.details
    project = details.project or (None if form.project else form.department)
    above = with_document(PRETEND if form.pretend else None, form.document)
    yield block(1, 1, above, columns=_COLUMNS, align="left", boxed=False)
    yield block(2, 1, title_of(form), columns=_COLUMNS, size=TITLE, boxed=False)
    yield block(3, 1, f"（{form.year}年度）", columns=_COLUMNS, size=HEAD, boxed=False)
    yield block(4, 1, "金额单位：万元", columns=_COLUMNS, align="right", boxed=False)
    yield _head(5, 1, "项目名称" if form.project else "部门（单位）名称", columns=2)
    yield block(5, 3, _with_code(project, details.project_code), columns=15)
    yield _head(6, 1, "主管部门及代码", columns=2)
    yield block(6, 3, _with_code(details.authority, details.authority_code), columns=4)
    yield _head(6, 7, "实施单位")
    yield block(6, 8, details.implementing, columns=10)


def _with_code(name: str | None, code: str | None) -> str | None:
    return f"{name or ''}（{code}）" if code else name


def _money(form: FormC) -> Iterator[Block]:
    yield _head(MONEY_TOP, 1, "项目资金（万元）" if form.project else "预算资金（万元）", rows=5, columns=2)
    yield _head(MONEY_TOP, 3, None, columns=2)
    yield _head(MONEY_TOP, 5, "年初预算数")
    yield _head(MONEY_TOP, 6, f"{span(form)}执行数", columns=2)
    yield _head(MONEY_TOP, 8, f"{span(form)}执行率", columns=5)
    yield _head(MONEY_TOP, 13, "全年预计执行数", columns=5)
    for row, (source, name) in enumerate(sources("本年一般公共预算拨款").items(), MONEY_TOP + 1):
        yield from _money_line(form, row, source, name)


def _money_line(form: FormC, row: int, source: Source, name: str) -> Iterator[Block]:
    money = form.details.amounts(source)
    executed = money.until.get(form.until)
    rate = execution_rate(executed, money.initial)
    yield block(row, 3, name, columns=2, align="left")
    yield block(row, 5, money.initial, format=MONEY)
    yield block(row, 6, executed, columns=2, format=MONEY)
    yield block(row, 8, None if rate is None else rate / 100, columns=5, format=SHARE)
    yield block(row, 13, money.expected, columns=5, format=MONEY)


def _header(form: FormC, below: int) -> Iterator[Block]:
    yield _head(HEADER, 1, "绩效\n指标", rows=below - HEADER)
    names = ("一级指标", "二级指标", "三级指标", "年度指标值", f"{span(form)}执行情况", "全年预计完成情况")
    for column, text in enumerate(names, 2):
        yield _head(HEADER, column, text, rows=2)
    yield _head(HEADER, 8, "偏差原因分析", columns=6)
    for column, text in enumerate((*REASONS.values(), "原因说明"), 8):
        yield _head(HEADER + 1, column, text)
    yield _head(HEADER, 14, "完成目标可能性", columns=3)
    for column, text in enumerate(LIKELIHOODS.values(), 14):
        yield _head(HEADER + 1, column, text)
    yield _head(HEADER, 17, "备注", rows=2)


def _row(row: int, monitored: MonitoredRow) -> Iterator[Block]:
    cells, answer = monitored.indicator.cells, monitored.answer
    yield block(row, 4, cells.indicator, align="left")
    yield block(row, 5, cells.annual_target)
    yield block(row, 6, monitored.value)
    yield block(row, 7, monitored.expected)
    for column, reason in enumerate(REASONS, 8):
        yield block(row, column, TICK if reason in answer.reasons else None)
    yield block(row, 13, why(answer), align="left")
    for column, likelihood in enumerate(LIKELIHOODS, 14):
        yield block(row, column, TICK if likelihood is answer.likelihood else None)
    yield block(row, 17, None, align="left")


def why(answer: Answer) -> str | None:
    """原因说明: what was stated for the span, or else all that was explained."""
    if answer.text:
        return answer.text
    texts = [text for e in answer.said if (text := reason_text(e))]
    return "；".join(dict.fromkeys(texts)) or None
