"""What is drawn: the same bytes for the same drawing, at a phone's width, in a font with every character."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from bot.charts.board import BarRow, BoardDrawing, _legend
from bot.charts.canvas import DENSITY, MARKS, WIDTH, _font_file, page
from bot.charts.draw import Drawing, draw, from_json, to_json
from bot.charts.year import YearDrawing, YearPoint, _frame, _points, tick
from bot.degrade import width
from bot.texts.catalogue import translator
from bot.texts.pictures import _month_label

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


# ---------------------------------------------------------------- what could not be read


def texts_and_lines(draw_on: Callable[[Any], None]) -> Any:
    """Axes of a phone's width on which something was drawn."""
    axes = page(330).add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(330, 0))
    draw_on(axes)
    return axes


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.0, "0"),
        (0.75, "0.75"),
        (0.0002, "0.0002"),
        (900, "900"),
        (18000, "18000"),
        (250000, "25万"),
        (3.4e9, "34亿"),
        (-41, "-41"),
    ],
)
def test_numbers_beside_the_axis_are_short(value: float, words: str) -> None:
    assert tick(value) == words


def test_figures_that_wait_are_named_once() -> None:
    points = tuple(YearPoint(m, 75.0 * m, m < 3, "low") for m in range(1, 7))
    axes = texts_and_lines(lambda axes: _points(axes, replace(YEAR, points=points)))
    assert [h.get_label() for h in axes.get_legend_handles_labels()[0]] == ["已审", "待审"]


def test_figures_below_nought_are_in_the_picture() -> None:
    points = (YearPoint(1, -50.0, True, "low"), YearPoint(2, 20.0, True, "low"))
    axes = texts_and_lines(lambda axes: _frame(axes, replace(YEAR, points=points)))
    low, high = axes.get_ylim()
    assert low < -50
    assert high > 900


def test_a_long_legend_goes_on_in_a_second_line() -> None:
    legend = (
        *(("good", "normal"), ("near", "slightly off"), ("low", "off target")),
        *(("open", "in progress"), ("none", "no figure")),
    )
    drawing = replace(BOARD, legend=legend, pace_word="pace", target_word="target")
    axes = texts_and_lines(lambda axes: _legend(axes, drawing))
    axes.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in axes.texts]
    assert [text.get_text() for text in axes.texts] == [*(word for _, word in legend), "pace", "target"]
    assert max(box.x1 for box in boxes) < WIDTH * DENSITY
    assert len({round(box.y0) for box in boxes if box.height}) > 1
    overlapping = [
        (a, b)
        for n, a in enumerate(boxes)
        for b in boxes[n + 1 :]
        if a.x0 < b.x1 and b.x0 < a.x1 and a.y0 < b.y1 - 2 and b.y0 < a.y1 - 2
    ]
    assert overlapping == []


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_twelve_months_have_room_side_by_side(language: str) -> None:
    labels = [_month_label(translator(language), month) for month in range(1, 13)]
    assert len(set(labels)) == 12
    assert sum(width(label) * 5 + 4 for label in labels) < WIDTH * 0.85
