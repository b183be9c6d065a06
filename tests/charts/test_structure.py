"""Golden pictures by what is drawn: bars and their lengths, marks and their places, words; no pixels."""

import math
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from bot.charts.board import BAR_FROM, BAR_TO, HEAD, ROW, WHOLE, board_figure
from bot.charts.canvas import GREY, INK, MARKS
from bot.charts.year import REFERENCE, YearPoint, year_figure
from tests.charts.test_drawing import BOARD, EMPTY, YEAR

FULL = BAR_FROM + (BAR_TO - BAR_FROM) / WHOLE
"""Where a bar of 100% ends."""
THIN, THICK = 1.2, 3.0
"""The pace is a thin line across the bar, the target a thick one."""


# ---------------------------------------------------------------- the board


@pytest.fixture(scope="module")
def board() -> Axes:
    [axes] = board_figure(BOARD).axes
    return axes


def within(top: float, bottom: float, found: list[Any], y: Any) -> list[Any]:
    return [one for one in found if top <= y(one) < bottom]


def in_row(axes: Axes, number: int) -> tuple[list[Rectangle], list[Line2D], list[Any]]:
    """Bars, lines and marks, and words of a row."""
    top, bottom = HEAD + ROW * number, HEAD + ROW * (number + 1)
    bars = [p for p in axes.patches if isinstance(p, Rectangle)]
    return (
        within(top, bottom, bars, lambda bar: bar.get_y()),
        within(top, bottom, list(axes.lines), lambda line: line.get_ydata()[0]),
        within(top, bottom, list(axes.texts), lambda text: text.get_position()[1]),
    )


def span(bar: Rectangle) -> tuple[float, float]:
    return bar.get_x(), round(bar.get_x() + bar.get_width(), 6)


def across(lines: list[Line2D]) -> list[tuple[float, float]]:
    """(x, thickness) of the upright lines."""
    return [
        (round(x[0], 6), line.get_linewidth()) for line in lines if len(set(x := line.get_xdata())) < len(x)
    ]


def marks(lines: list[Line2D]) -> list[tuple[str, str]]:
    """(shape, colour) of the marks."""
    return [(str(m), to_hex(line.get_color())) for line in lines if (m := line.get_marker()) != "None"]


@pytest.mark.parametrize(("number", "share"), [(0, 0.7), (1, 0.376), (3, WHOLE)])
def test_a_bar_reaches_as_far_as_what_is_done_and_no_further_than_the_page(
    board: Axes, number: int, share: float
) -> None:
    [track, bar], _, _ = in_row(board, number)
    assert span(track) == (BAR_FROM, round(FULL, 6))
    assert span(bar) == (BAR_FROM, round(BAR_FROM + (FULL - BAR_FROM) * share, 6))
    assert bar.get_height() < track.get_height()
    assert to_hex(bar.get_facecolor()) == MARKS[BOARD.rows[number].mark][0]


def test_what_is_not_reported_has_a_track_and_neither_bar_nor_pace(board: Axes) -> None:
    bars, lines, words = in_row(board, 2)
    assert [span(bar) for bar in bars] == [(BAR_FROM, round(FULL, 6))]
    assert across(lines) == [(round(FULL, 6), THICK)]
    assert [(w.get_text(), w.get_color()) for w in words] == [("2-13 $审计$报告", INK), ("未报", GREY)]


@pytest.mark.parametrize("number", [0, 1, 3])
def test_pace_is_a_thin_line_and_the_target_a_thick_one(board: Axes, number: int) -> None:
    _, lines, _ = in_row(board, number)
    half = round(BAR_FROM + (FULL - BAR_FROM) * 0.5, 6)
    assert across(lines) == [(half, THIN), (round(FULL, 6), THICK)]


def test_far_above_ends_in_an_arrow(board: Axes) -> None:
    arrows = [[m for m in marks(in_row(board, n)[1]) if m[0] == ">"] for n in range(4)]
    assert arrows == [[], [], [], [(">", MARKS["good"][0])]]


def test_each_row_has_its_light_by_shape_and_colour_and_its_words_at_both_ends(board: Axes) -> None:
    for number, row in enumerate(BOARD.rows):
        _, lines, words = in_row(board, number)
        color, shape = MARKS[row.mark]
        assert marks(lines)[0] == (shape, color)
        assert [(w.get_text(), w.get_ha()) for w in words] == [(row.title, "left"), (row.words, "right")]


def test_the_legend_shows_each_mark_beside_its_word(board: Axes) -> None:
    head = within(0, HEAD, list(board.lines), lambda line: line.get_ydata()[0])
    words = {t.get_text(): t.get_position()[0] for t in board.texts}
    assert marks(head) == [(MARKS[m][1], MARKS[m][0]) for m, _ in BOARD.legend]
    assert [thick for _, thick in across(head)] == [THIN, THICK]
    named = [*(word for _, word in BOARD.legend), BOARD.pace_word, BOARD.target_word]
    gaps = [words[word] - line.get_xdata()[0] for line, word in zip(head, named, strict=True)]
    assert all(0 < gap < 10 for gap in gaps)


def test_no_words_run_into_each_other_or_off_the_page() -> None:
    figure = board_figure(BOARD)
    [axes] = figure.axes
    drawn = [t.get_window_extent() for t in axes.texts if t.get_text()]
    assert min(box.x0 for box in drawn) >= 0
    assert max(box.x1 for box in drawn) <= figure.bbox.width
    overlaps = [(a, b) for n, a in enumerate(drawn) for b in drawn[n + 1 :] if a.overlaps(b)]
    assert overlaps == []


# ---------------------------------------------------------------- a year


def plotted(axes: Axes, label: str) -> Line2D:
    [line] = [line for line in axes.lines if line.get_label() == label]
    return line


@pytest.fixture(scope="module")
def year() -> Axes:
    return year_figure(YEAR).axes[1]


def test_the_line_goes_through_what_counts_and_a_missing_period_is_a_gap(year: Axes) -> None:
    line = plotted(year, "已审")
    values = [None if math.isnan(v) else v for v in line.get_ydata()]
    assert list(line.get_xdata()) == list(range(1, 13))
    assert values == [52.0, None, 161.0, *[None] * 9]


def test_every_figure_has_its_light_and_one_that_waits_is_hollow(year: Axes) -> None:
    points = [line for line in year.lines if line.get_linestyle() == "None"]
    assert [(p.get_xdata()[0], p.get_ydata()[0], p.get_marker()) for p in points] == [
        (1, 52.0, "v"),
        (3, 161.0, "v"),
        (4, 226.0, "v"),
    ]
    low = MARKS["low"][0]
    fills = [(to_hex(p.get_markerfacecolor()), to_hex(p.get_markeredgecolor())) for p in points]
    assert fills == [(low, low), (low, low), ("#ffffff", low)]


def test_pace_target_and_last_year_differ_by_dash_and_thickness(year: Axes) -> None:
    pace, target, last = (plotted(year, word) for word in ("序时进度", "目标", "上年"))
    assert list(zip(pace.get_xdata(), pace.get_ydata(), strict=True)) == list(YEAR.pace)
    assert (set(target.get_ydata()), set(last.get_ydata())) == ({900.0}, {900.0})
    looks = [(line.get_linestyle(), to_hex(line.get_color())) for line in (pace, target, last)]
    assert looks == [(":", GREY), ("-", INK), ("--", REFERENCE)]
    assert target.get_linewidth() > last.get_linewidth()


def test_the_axes_name_months_and_scale_and_hold_everything(year: Axes) -> None:
    assert [label.get_text() for label in year.get_xticklabels()] == list(YEAR.months)
    assert "亿元" in [t.get_text() for t in year.texts]
    low, high = year.get_ylim()
    assert low == 0
    assert high > 900


def test_the_newest_figure_is_written_at_its_point(year: Axes) -> None:
    [note] = [t for t in year.texts if t.get_text() == YEAR.newest]
    assert note.xy == (4, 226.0)


def test_the_legend_names_what_is_drawn_and_nothing_else() -> None:
    [legend] = year_figure(YEAR).legends
    assert {t.get_text() for t in legend.get_texts()} == set(YEAR.words.values())
    assert year_figure(EMPTY).legends[0].get_texts()[0].get_text() == "已审"
    assert len(year_figure(EMPTY).legends[0].get_texts()) == 1


def test_a_quarterly_line_has_no_gap_where_no_period_ends() -> None:
    points = tuple(YearPoint(m, 10.0 * m, True, "good") for m in (3, 6, 9))
    line = plotted(year_figure(replace(YEAR, points=points)).axes[1], "已审")
    assert [(x, y) for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True) if y == y] == [
        (3, 30.0),
        (6, 60.0),
        (9, 90.0),
    ]
    assert list(line.get_xdata()) == [3, 6, 9, 12]


# ---------------------------------------------------------------- read without colour


def luma(color: str) -> float:
    red, green, blue = (int(color[n : n + 2], 16) for n in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_lights_differ_in_grey_too() -> None:
    shades = sorted(luma(color) for color, _ in MARKS.values())
    assert min(b - a for a, b in pairwise(shades)) > 12  # of 255: told apart in black and white
    assert max(shades) < 220  # none is lost on white paper
