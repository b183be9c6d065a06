"""A page to draw on: font, colours that colour-blind readers tell apart, marks by shape, PNG bytes.

matplotlib is imported when something is drawn, never at the start, and without pyplot: nothing is shared
between threads but the font, which is only read.
"""

from __future__ import annotations

import io
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

WIDTH = 390
"""Width of a phone's screen in pixels; a picture has DENSITY times as many."""
DENSITY = 2
INK, GREY, PALE, TRACK = "#1f2933", "#6b7280", "#c9ced6", "#e8ebef"

# Okabe and Ito's colours, told apart by colour-blind readers; and shapes, for black and white.
MARKS = {
    "good": ("#0072b2", "o"),
    "near": ("#e69f00", "^"),
    "low": ("#d55e00", "v"),
    "open": ("#8a94a3", "D"),
    "none": ("#c9ced6", "."),
}


def page(height: int) -> Figure:
    """An empty white figure, `height` pixels of a phone high."""
    from matplotlib.figure import Figure

    return Figure(figsize=(WIDTH / 100, height / 100), dpi=100 * DENSITY, facecolor="white")


@cache
def _font_file() -> Path:
    """Noto Sans SC out of zhplot's wheel, which is not imported: it would change matplotlib's settings."""
    spec = find_spec("zhplot")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("zhplot, whose font is drawn with, is not installed")
    return Path(spec.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"


def font(pixels: float) -> FontProperties:
    """The Chinese font that comes with the installation, so many pixels of a phone high."""
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=_font_file(), size=pixels * 0.72)


def words(
    axes: Any, x: float, y: float, text: str, pixels: float = 11, color: str = INK, **more: Any
) -> None:
    """Text; a $ in it is no formula."""
    axes.text(x, y, text, fontproperties=font(pixels), color=color, parse_math=False, **more)


def png(figure: Figure) -> bytes:
    """The same figure always gives the same bytes."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    FigureCanvasAgg(figure)
    out = io.BytesIO()
    figure.savefig(out, format="png", metadata={"Software": None})
    return out.getvalue()
