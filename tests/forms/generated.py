"""Tables as offices might write them, for round trips: hierarchies with gaps, odd characters, odd values."""

from hypothesis import strategies as st

from bot.domain.indicator import Cells
from seed.table_layout import tidy

MARKS_OF_NOTHING = ("", "/", "／", "-", "--", "—", "——", "－", "–")
TEXT = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\ufeff"), min_size=1, max_size=30
)
LINES = st.lists(TEXT, min_size=1, max_size=3).map("\n".join)
ODD = st.sampled_from(
    [
        *('=HYPERLINK("http://x","y")', "=1+1", "+86", "-1", "@SUM(A1)", "'引号", '"双引号"', "<b>&amp;</b>"),
        *(
            "12345678901234567890",
            "007",
            "1e5",
            "TRUE",
            "#REF!",
            "2023-06-30",
            "👍🏽",
            "𠮷野家",
            "㎡",
            "ａｂｃ１２",
        ),
        *("甲｜乙", "a\u200bb", "全\u3000角", "第一行\n第二行", "长" * 600),
    ]
).map(tidy)
WORDS = LINES.map(tidy).filter(lambda text: text not in MARKS_OF_NOTHING) | ODD
NAMES = WORDS | st.sampled_from(
    ["咨询服务满意率、一窗受理好评率", "完成率和及时率", "群众满意度", "群众满意度", "印章数"]
)
"""Names of indicators: some list two rates, some stand twice under one duty."""
TARGETS = st.none() | st.sampled_from(
    [
        *(
            "30亿元",
            "≥95%",
            "0",
            "显著提升",
            "162亿元，增长7%",
            "2023年12月31日",
            "=1+1",
            "99%、98%",
            "不超过5件",
        ),
        *("新增20个", "1.2个百分点", "0.5万", "340万平方米", "≤3天", "100"),
    ]
)
VALUES = st.none() | st.sampled_from(["28亿元", "新增20个", "0", "4.09万件", "98%"]) | WORDS


@st.composite
def tables(draw: st.DrawFn, names: st.SearchStrategy[str] = NAMES) -> tuple[Cells, ...]:
    """Rows in which duties, their parts, goals and activities run over several lines, or are missing."""
    rows: list[Cells] = []
    for number in range(1, draw(st.integers(1, 3)) + 1):
        duty = draw(WORDS)
        for sub_duty in draw(st.lists(st.none() | WORDS, min_size=1, max_size=2)):
            for goal in draw(st.lists(st.none() | WORDS, min_size=1, max_size=2)):
                activity = draw(st.none() | WORDS)
                leading = (str(number), duty, sub_duty, goal)
                for _ in range(draw(st.integers(1, 2))):
                    values = [draw(VALUES) for _ in range(6)]
                    rows.append(Cells(*leading, draw(names), draw(VALUES), draw(TARGETS), *values, activity))
    return tuple(rows)
