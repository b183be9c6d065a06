"""What is drawn: the same bytes for the same drawing, at a phone's width, in a font with every character."""

import io
import json
from dataclasses import replace

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from bot.charts.board import BarRow, BoardDrawing
from bot.charts.canvas import MARKS, _font_file
from bot.charts.draw import Drawing, draw, from_json, to_json
from bot.charts.year import YearDrawing, YearPoint

BOARD = BoardDrawing(
    title="绩效台账 2023年",
    subtitle="数据截至6月底｜序时进度50%",
    legend=(("good", "正常"), ("low", "偏低")),
    pace_word="序时进度",
    target_word="目标",
    rows=(
        BarRow("good", "2-06 为企业节省资金流数", "21/30亿元 70.0%", 0.7, 0.5),
        BarRow("low", "2-09 公共资源交易平台交易额", "338/900亿元 37.6%", 0.376, 0.5),
        BarRow("none", "2-13 $审计$报告", "未报", None, None),
        BarRow("good", "2-14 超额", "3倍", 3.0, 0.5),
    ),
    foot="演示数据",
)
YEAR = YearDrawing(
    title="2-09 公共资源交易平台交易额",
    subtitle="2023年｜交易科｜目标900亿元",
    unit="亿元",
    months=tuple(f"{m}月" for m in range(1, 13)),
    points=(
        YearPoint(1, 52.0, True, "low"),
        YearPoint(3, 161.0, True, "low"),
        YearPoint(4, 226.0, False, "low"),
    ),
    pace=tuple((m, 75.0 * m) for m in range(1, 13)),
    target=900.0,
    last_year=900.0,
    words={"actual": "已审", "waiting": "待审", "pace": "序时进度", "target": "目标", "last_year": "上年"},
    newest="4月 226亿元",
    foot="演示数据",
)
EMPTY = replace(YEAR, points=(), pace=(), target=None, last_year=None, newest="")


def picture(drawing: Drawing) -> Image.Image:
    return Image.open(io.BytesIO(draw(to_json(drawing))))


@pytest.mark.parametrize("drawing", [BOARD, YEAR, EMPTY])
def test_a_drawing_waits_as_json_and_comes_back_the_same(drawing: Drawing) -> None:
    assert from_json(json.loads(json.dumps(to_json(drawing)))) == drawing


@pytest.mark.parametrize("drawing", [BOARD, YEAR, EMPTY])
def test_the_same_drawing_gives_the_same_bytes(drawing: Drawing) -> None:
    assert draw(to_json(drawing)) == draw(to_json(drawing))


@pytest.mark.parametrize(("drawing", "height"), [(BOARD, 2 * (78 + 4 * 38 + 22)), (YEAR, 660), (EMPTY, 660)])
def test_it_is_as_wide_as_a_phone_at_twice_its_density(drawing: Drawing, height: int) -> None:
    assert picture(drawing).size == (780, height)


def test_a_row_more_makes_it_longer_and_no_wider() -> None:
    longer = replace(BOARD, rows=BOARD.rows * 7)
    assert picture(longer).size == (780, 2 * (78 + 28 * 38 + 22))


def row(image: Image.Image, number: int) -> set[tuple[int, int, int]]:
    """The colours in the middle of a row's bar."""
    y = 2 * (78 + 38 * number + 25)
    return {pixel[:3] for x in range(60, 756) if isinstance(pixel := image.getpixel((x, y)), tuple)}


def rgb(mark: str) -> tuple[int, int, int]:
    color = MARKS[mark][0]
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def test_a_bar_has_the_colour_of_its_light_and_what_was_not_reported_has_none() -> None:
    image = picture(BOARD)
    assert rgb("good") in row(image, 0)
    assert rgb("low") in row(image, 1)
    assert not row(image, 2) & {rgb(mark) for mark in ("good", "near", "low", "open")}


def test_the_bar_is_as_long_as_what_is_done() -> None:
    image, y = picture(BOARD), 2 * (78 + 25)
    blue = [x for x in range(780) if image.getpixel((x, y))[:3] == rgb("good")]  # type: ignore[index]
    whole = 2 * (390 - 12 - 30) / 1.25
    assert abs((max(blue) - min(blue)) / whole - 0.7) < 0.01


def test_every_light_has_a_shape_of_its_own() -> None:
    shapes = [shape for _, shape in MARKS.values()]
    assert len(set(shapes)) == len(shapes)


def test_the_font_has_every_character_of_the_published_table() -> None:
    from seed.demo import TABLE

    known = TTFont(_font_file()).getBestCmap()
    written = {c for c in TABLE.read_text("utf-8") if not c.isspace()}
    assert sorted(c for c in written if ord(c) not in known) == []
