"""The ledger as bullet bars: actual, pace mark, target mark, light by colour and by shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.charts.canvas import GREY, INK, MARKS, PALE, TRACK, WIDTH, page, png, words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HEAD, ROW, FOOT, EDGE = 78, 38, 22, 12
BAR_FROM, BAR_TO, BAR_HEIGHT = 30, WIDTH - EDGE, 9
WHOLE = 1.25
"""The bar's end, as a share of the target: what is above it ends in an arrow."""


@dataclass(frozen=True, slots=True)
class BarRow:
    """`mark` names one of MARKS; `done` and `pace` are shares of the target, None where there are none."""

    mark: str
    title: str
    words: str
    done: float | None
    pace: float | None


@dataclass(frozen=True, slots=True)
class BoardDrawing:
    """`legend`: (mark, its word). `pace_word` and `target_word` name the two lines across the bars."""

    title: str
    subtitle: str
    legend: tuple[tuple[str, str], ...]
    pace_word: str
    target_word: str
    rows: tuple[BarRow, ...]
    foot: str


def draw_board(drawing: BoardDrawing) -> bytes:
    """A PNG, 780 pixels wide."""
    return png(board_figure(drawing))


def board_figure(drawing: BoardDrawing) -> Figure:
    """What is drawn, in pixels of a phone from the upper left corner."""
    height = HEAD + ROW * len(drawing.rows) + FOOT
    figure = page(height)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(height, 0))
    axes.axis("off")
    words(axes, EDGE, 22, drawing.title, 15, weight="bold")
    words(axes, EDGE, 41, drawing.subtitle, 11, GREY)
    _legend(axes, drawing)
    for number, row in enumerate(drawing.rows):
        _row(axes, HEAD + ROW * number, row)
    words(axes, EDGE, height - 8, drawing.foot, 10, GREY)
    return figure


def _legend(axes: Any, drawing: BoardDrawing) -> None:
    """Marks and lines with their words; what has no room goes on in a second line."""
    x, y = float(EDGE + 4), 59
    lines = {drawing.pace_word: 1.2, drawing.target_word: 3.0}
    for mark, word in (*drawing.legend, *((None, line) for line in lines)):
        if x + 8 + _length(word, 10) > WIDTH - EDGE:
            x, y = float(EDGE + 4), y + 15
        if mark is not None:
            _mark(axes, x, y - 3.5, mark)
        else:
            axes.plot([x, x], [y - 9, y + 1], color=INK, lw=lines[word], solid_capstyle="butt")
        words(axes, x + 8, y, word, 10, GREY)
        x += 20 + _length(word, 10)


def _length(text: str, pixels: float) -> float:
    return sum(pixels if ord(c) > 0x2E80 else pixels * 0.54 for c in text)


def _mark(axes: Any, x: float, y: float, mark: str) -> None:
    color, shape = MARKS[mark]
    axes.plot([x], [y], marker=shape, ms=5.2, color=color, mec=color, ls="none")


def _row(axes: Any, top: float, row: BarRow) -> None:
    color = MARKS[row.mark][0]
    _mark(axes, EDGE + 5, top + 10, row.mark)
    words(axes, BAR_FROM - 5, top + 14, row.title, 11)
    words(axes, BAR_TO, top + 14, row.words, 11, GREY if row.done is None else INK, ha="right")
    middle = top + 25
    full = _at(1)
    _bar(axes, BAR_FROM, full, middle, BAR_HEIGHT, TRACK)
    if row.done is not None:
        _bar(axes, BAR_FROM, _at(min(row.done, WHOLE)), middle, BAR_HEIGHT - 3, color)
        if row.done > WHOLE:
            axes.plot([BAR_TO - 2], [middle], marker=">", ms=6, color=color, mec=color)
    if row.pace is not None:
        axes.plot([_at(row.pace)] * 2, [middle - 6.5, middle + 6.5], color=INK, lw=1.2, solid_capstyle="butt")
    axes.plot([full, full], [middle - 6.5, middle + 6.5], color=INK, lw=3.0, solid_capstyle="butt")
    axes.plot([EDGE, BAR_TO], [top + ROW - 1] * 2, color=PALE, lw=0.4)


def _at(share: float) -> float:
    return BAR_FROM + (BAR_TO - BAR_FROM) * max(share, 0) / WHOLE


def _bar(axes: Any, left: float, right: float, middle: float, height: float, color: str) -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((left, middle - height / 2), max(right - left, 0), height, color=color, lw=0))
