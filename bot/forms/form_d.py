"""Form D 绩效自评表 on paper, columns A to K. Form data only."""

from collections.abc import Iterator
from decimal import Decimal

from bot.domain.form_details import Source, execution_rate
from bot.forms.common import MONEY, POINTS, SHARE, levels, reason_text, signing, sources, with_document
from bot.forms.paper import HEAD, PRETEND, TITLE, Block, Paper, block
from bot.services.form_d import FormD, ScoredRow

NAME = "绩效自评表"
WIDTHS = (8, 9, 11, 9, 12, 12, 12, 12, 7, 8, 20)
MONEY_TOP, GOAL_TOP, HEADER = 6, 11, 13
GOAL = 60.0  # points: goals that are blank are written in by hand
_COLUMNS = len(WIDTHS)
_DASH = "—"


def paper(form: FormD) -> Paper:
    last = HEADER + 1 + len(form.rows)
    blocks = (
        *_top(form),
        *_money(form),
        *_goal(form),
        *_header(last),
        *levels([(r.level1, r.level2) for r in form.rows], HEADER + 1, 2),
        *(b for row, r in enumerate(form.rows, HEADER + 1) for b in _row(row, r)),
        *_total(form, last),
        *signing(last + 1, _COLUMNS, form.details.signatures),
    )
    return Paper("D", NAME, WIDTHS, blocks, (HEADER, HEADER), landscape=False, least=20)


def title_of(form: FormD) -> str:
    return "项目支出绩效自评表" if form.preset else "部门（单位）整体支出绩效自评表"


def _head(row: int, column: int, text: str | None, *, rows: int = 1, columns: int = 1) -> Block:
    return block(row, column, text, rows=rows, columns=columns, size=HEAD, bold=True)


def _top(form: FormD) -> Iterator[Block]:
    details = form.details
    name = details.project or (None if form.preset else form.department)
    yield block(1, 1, title_of(form), columns=_COLUMNS, size=TITLE, boxed=False)
    yield block(2, 1, f"（{form.year}年度）", columns=_COLUMNS, size=HEAD, boxed=False)
    mark = PRETEND if form.pretend else None
    yield block(3, 1, with_document(mark, form.document), columns=6, align="left", boxed=False)
    yield block(3, 7, "金额单位：万元", columns=5, align="right", boxed=False)
    yield _head(4, 1, "项目名称" if form.preset else "部门（单位）名称", columns=2)
    yield block(4, 3, name, columns=9)
    yield _head(5, 1, "主管部门", columns=2)
    yield block(5, 3, details.authority, columns=4)
    yield _head(5, 7, "实施单位")
    yield block(5, 8, details.implementing, columns=4)


def _money(form: FormD) -> Iterator[Block]:
    yield _head(MONEY_TOP, 1, "项目资金\n（万元）" if form.preset else "预算资金\n（万元）", rows=5)
    yield _head(MONEY_TOP, 2, None, columns=3)
    heads = (
        (5, "年初预算数", 1),
        (6, "全年预算数", 1),
        (7, "全年执行数", 2),
        (9, "分值", 1),
        (10, "执行率", 1),
    )
    for column, text, columns in (*heads, (11, "得分", 1)):
        yield _head(MONEY_TOP, column, text, columns=columns)
    for row, (source, name) in enumerate(sources("当年财政拨款").items(), MONEY_TOP + 1):
        yield from _money_line(form, row, source, name)


def _money_line(form: FormD, row: int, source: Source, name: str) -> Iterator[Block]:
    money = form.details.amounts(source)
    rate = execution_rate(money.executed, money.budget)
    whole = source is Source.TOTAL
    weight = form.preset.execution if form.preset else None
    yield block(row, 2, name, columns=3, align="left")
    yield block(row, 5, money.initial, format=MONEY)
    yield block(row, 6, money.budget, format=MONEY)
    yield block(row, 7, money.executed, columns=2, format=MONEY)
    yield block(row, 9, weight if whole else _DASH)
    yield block(row, 10, None if rate is None else rate / 100, format=SHARE)
    yield block(row, 11, form.execution if whole else _DASH, format=POINTS)


def _goal(form: FormD) -> Iterator[Block]:
    yield _head(GOAL_TOP, 1, "年度\n总体\n目标", rows=2)
    yield _head(GOAL_TOP, 2, "预期目标", columns=5)
    yield _head(GOAL_TOP, 7, "实际完成情况", columns=5)
    yield block(GOAL_TOP + 1, 2, form.details.goal, columns=5, align="left", height=GOAL)
    yield block(GOAL_TOP + 1, 7, form.details.goal_done, columns=5, align="left", height=GOAL)


def _header(last: int) -> Iterator[Block]:
    yield _head(HEADER, 1, "绩效\n指标", rows=last - HEADER)
    yield _head(HEADER, 2, "一级指标")
    yield _head(HEADER, 3, "二级指标")
    yield _head(HEADER, 4, "三级指标", columns=3)
    names = ("年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
    for column, text in enumerate(names, 7):
        yield _head(HEADER, column, text)


def _row(row: int, scored: ScoredRow) -> Iterator[Block]:
    cells = scored.indicator.cells
    yield block(row, 4, cells.indicator, columns=3, align="left")
    yield block(row, 7, cells.annual_target)
    yield block(row, 8, scored.actual)
    yield block(row, 9, scored.indicator.weight)
    yield block(row, 10, scored.points, format=POINTS)
    yield block(row, 11, scored.stated or reason_text(scored.explanation), align="left")


def _total(form: FormD, row: int) -> Iterator[Block]:
    yield _head(row, 1, "总分", columns=8)
    yield block(row, 9, _plain(form.weight), bold=True)
    yield block(row, 10, form.total, bold=True, format=POINTS)
    yield block(row, 11, None)


def _plain(number: Decimal | None) -> Decimal | None:
    return None if number is None else number.normalize()
