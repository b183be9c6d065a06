"""One indicator's year as a line: what was reported, the pace, the target, last year's value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.charts.canvas import GREY, INK, MARKS, PALE, WIDTH, font, page, png, words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HEIGHT = 330
ACTUAL, REFERENCE = MARKS["good"][0], "#9a6a00"


@dataclass(frozen=True, slots=True)
class YearPoint:
    """A period's figure, in the scale of the axis, at its last month. `counted`: it was reviewed."""

    month: int
    value: float
    counted: bool
    mark: str


@dataclass(frozen=True, slots=True)
class YearDrawing:
    """`pace`: (month, value) of the line that is expected; lines are None where there is no such number.

    `months`: the labels of the axis; `unit` names its scale. `words`: names of what is drawn, by
    actual, waiting, pace, target, last_year. `newest`: the figure written beside the last point.
    """

    title: str
    subtitle: str
    unit: str
    months: tuple[str, ...]
    points: tuple[YearPoint, ...]
    pace: tuple[tuple[int, float], ...]
    target: float | None
    last_year: float | None
    words: dict[str, str]
    newest: str
    foot: str


def draw_year(drawing: YearDrawing) -> bytes:
    """A PNG, 780 pixels wide."""
    return png(year_figure(drawing))


def year_figure(drawing: YearDrawing) -> Figure:
    """What is drawn: the page with its words, and on it the axes of months and values."""
    figure = page(HEIGHT)
    whole = figure.add_axes((0, 0, 1, 1))
    whole.set(xlim=(0, WIDTH), ylim=(HEIGHT, 0))
    whole.axis("off")
    words(whole, 12, 22, drawing.title, 14, weight="bold")
    words(whole, 12, 40, drawing.subtitle, 11, GREY)
    words(whole, 12, HEIGHT - 8, drawing.foot, 10, GREY)
    axes = figure.add_axes((0.125, 0.17, 0.85, 0.56))
    _frame(axes, drawing)
    _lines(axes, drawing)
    _points(axes, drawing)
    figure.legend(
        loc="upper left",
        bbox_to_anchor=(0.02, 0.865),
        ncol=5,
        frameon=False,
        prop=font(10),
        labelcolor=INK,
        handlelength=1.6,
        columnspacing=0.9,
    )
    return figure


def _frame(axes: Any, drawing: YearDrawing) -> None:
    axes.set_xlim(0.5, 12.5)
    axes.set_xticks(range(1, 13), drawing.months, fontproperties=font(10), color=GREY)
    axes.tick_params(length=0, colors=GREY)
    axes.grid(axis="y", color=PALE, lw=0.5)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(PALE)
    values = [p.value for p in drawing.points] + [v for _, v in drawing.pace]
    values += [v for v in (drawing.target, drawing.last_year) if v is not None]
    low, high = min(values, default=0.0), max(values, default=1.0)
    room = (high - low) * 0.12 or abs(high) * 0.02 or 1.0
    axes.set_ylim(0 if drawing.pace and low >= 0 else low - room, high + room)
    axes.yaxis.set_major_formatter(lambda value, _: tick(value))
    for label in axes.get_yticklabels():
        label.set_fontproperties(font(10))
    axes.text(
        -0.005, 1.03, drawing.unit, transform=axes.transAxes, fontproperties=font(10), color=GREY, ha="right"
    )


def tick(value: float) -> str:
    """A number beside the axis, in 万 or 亿 where it would be long: 3.4亿."""
    size = abs(value)
    scale, word = (1e8, "亿") if size >= 1e8 else (1e4, "万") if size >= 1e5 else (1, "")
    return f"{value / scale:.6g}{word}"


def _lines(axes: Any, drawing: YearDrawing) -> None:
    if drawing.pace:
        months, values = zip(*drawing.pace, strict=True)
        axes.plot(months, values, color=GREY, lw=1.2, ls=":", label=drawing.words["pace"])
    if drawing.target is not None:
        axes.axhline(drawing.target, color=INK, lw=1.6, label=drawing.words["target"])
    if drawing.last_year is not None:
        axes.axhline(drawing.last_year, color=REFERENCE, lw=1.2, ls="--", label=drawing.words["last_year"])


def _points(axes: Any, drawing: YearDrawing) -> None:
    """A line through what counts; a period nobody reported is a gap."""
    counted = {p.month: p.value for p in drawing.points if p.counted}
    step = _step(drawing)
    line = [counted.get(m, float("nan")) for m in range(step, 13, step)]
    axes.plot(range(step, 13, step), line, color=ACTUAL, lw=1.8, label=drawing.words["actual"])
    waits = False  # named once
    for point in drawing.points:
        color, shape = MARKS[point.mark]
        fill = color if point.counted else "white"
        label = None if point.counted or waits else drawing.words["waiting"]
        waits = waits or not point.counted
        axes.plot(
            [point.month], [point.value], marker=shape, ms=5.5, mfc=fill, mec=color, ls="none", label=label
        )
    if drawing.points:
        last = drawing.points[-1]
        axes.annotate(
            drawing.newest,
            (last.month, last.value),
            xytext=(0, 7),
            textcoords="offset points",
            ha="center" if last.month < 11 else "right",
            fontproperties=font(11),
            color=INK,
            bbox={"facecolor": "white", "alpha": 0.85, "lw": 0, "pad": 0.5},
        )


def _step(drawing: YearDrawing) -> int:
    """Months between two figures: 1, 3, 6 or 12."""
    months = [p.month for p in drawing.points]
    return next((s for s in (12, 6, 3) if months and all(m % s == 0 for m in months)), 1)
