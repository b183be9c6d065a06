"""What a header says about its column, in tables other than the 绩效目标表. Imports the layout."""

import re
from collections.abc import Sequence
from functools import lru_cache

from seed.table_layout import squeeze

_ROLES: dict[str, Sequence[str]] = {
    "indicator": (
        *("三级指标", "三级指标名称", "指标名称", "绩效指标名称", "考核指标", "绩效指标", "评价指标"),
        *(
            "指标内容",
            "指标",
            "绩效目标",
            "指标及指标值",
            "绩效指标及指标值",
            "指标名称及指标值",
            "指标及目标值",
        ),
        *("绩效指标及目标值", "指标名称及目标值", "指标和指标值", "指标与指标值"),
    ),
    "target": (
        *("年度指标值", "年度绩效指标值", "年度目标值", "全年目标值", "年初目标值", "目标值", "指标值"),
        *("预期指标值", "绩效指标值", "计划值", "预期值", "年度目标", "全年目标", "目标"),
    ),
    "symbol": ("计算符号", "指标性质", "运算符号", "比较符号", "符号", "指标方向"),
    "unit": ("度量单位", "计量单位", "指标单位", "单位"),
    "explanation": ("指标解释", "指标说明", "指标释义", "指标内涵"),
    "actual": (
        *("实际完成值", "完成值", "当前完成值", "全年完成值", "实际完成情况", "完成情况", "执行情况"),
        *("全年预计完成情况", "实际值"),
    ),
    "other": (
        *("一级指标", "二级指标", "分值", "权重", "得分", "偏差原因分析", "偏差原因分析及改进措施", "备注"),
        *("偏差原因说明", "完成目标可能性", "完成可能性分析", "序号", "评分标准", "责任科室", "责任单位"),
    ),
}
ROLE = {word: (role, rank) for role, words in _ROLES.items() for rank, word in enumerate(words)}
"""Word -> (role, rank); of two columns with one role the lower rank has it."""

_LEFT_OUT = re.compile(r"\([^()]*\)|^\*|^20\d\d年度?|[:：]$")
_SPAN = re.compile(r"^\d{1,2}(?:[-—–~至]\d{1,2})?月(?:份)?")


@lru_cache(maxsize=4096)
def role_of(cell: str) -> tuple[str, int] | None:
    """The role a header gives its column, and its rank; None for words that say nothing known."""
    if not cell or len(cell) > 40:
        return None
    word = plain_header(cell)
    return ROLE.get(word) or ROLE.get(_SPAN.sub("", word))


def plain_header(cell: str) -> str:
    """A header without brackets, stars, the year and blanks: it reads the same next year."""
    word, before = squeeze(cell), None
    while word != before:
        word, before = _LEFT_OUT.sub("", word), word
    return word
