"""The finance system's import layout as a plain sheet: one header row, nothing merged. Form data only."""

from bot.forms.form_c import LIKELIHOODS, span, why
from bot.forms.paper import HEAD, PRETEND, Block, Paper, block
from bot.services.finance_import import FinanceImport, ImportLine

NAME = "绩效监控导入表"
HEADERS = (
    *("一级指标", "二级指标", "三级指标", "计算符号", "年度指标值", "计量单位", "*当前完成值"),
    *("*完成可能性分析", "偏差原因说明"),
)
WIDTHS = (12, 14, 34, 10, 14, 10, 14, 16, 40)


def paper(made: FinanceImport) -> Paper:
    """No title: the system reads the first row as the header. A pretend office's sheet is called so."""
    heads = tuple(block(1, n, text, size=HEAD, bold=True) for n, text in enumerate(HEADERS, 1))
    lines = tuple(b for row, line in enumerate(made.lines, 2) for b in _line(row, line))
    return Paper("import", PRETEND if made.pretend else NAME, WIDTHS, (*heads, *lines), (1, 1))


def name_of(made: FinanceImport) -> str:
    return f"{NAME}{made.form.year}年{span(made.form)}"


def _line(row: int, line: ImportLine) -> tuple[Block, ...]:
    monitored = line.row
    likelihood = monitored.answer.likelihood
    values = (
        *(monitored.level1, monitored.level2, monitored.indicator.name, line.symbol, line.target, line.unit),
        *(line.value, LIKELIHOODS[likelihood] if likelihood else None, why(monitored.answer)),
    )
    return tuple(
        block(row, n, value, align="left" if n in (3, 9) else "center") for n, value in enumerate(values, 1)
    )
