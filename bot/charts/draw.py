"""A drawing as a JSON value, so that it waits in a row beside its message, and from there to PNG bytes."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.charts.board import BarRow, BoardDrawing, draw_board
from bot.charts.year import YearDrawing, YearPoint, draw_year

Drawing = BoardDrawing | YearDrawing


def to_json(drawing: Drawing) -> dict[str, Any]:
    return {"kind": "board" if isinstance(drawing, BoardDrawing) else "year", **asdict(drawing)}


def from_json(value: Mapping[str, Any]) -> Drawing:
    fields = {k: v for k, v in value.items() if k != "kind"}
    if value["kind"] == "board":
        rows = tuple(BarRow(**row) for row in fields.pop("rows"))
        legend = tuple((mark, word) for mark, word in fields.pop("legend"))
        return BoardDrawing(**fields, rows=rows, legend=legend)
    points = tuple(YearPoint(**point) for point in fields.pop("points"))
    pace = tuple((month, amount) for month, amount in fields.pop("pace"))
    return YearDrawing(**fields | {"months": tuple(fields["months"]), "points": points, "pace": pace})


def draw(value: Mapping[str, Any]) -> bytes:
    """The PNG of a drawing; the same drawing gives the same bytes."""
    match from_json(value):
        case BoardDrawing() as board:
            return draw_board(board)
        case YearDrawing() as year:
            return draw_year(year)
