"""Which column of a table is which: the questions, and how the first rows read then. Imports the catalogue."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.chat import Button, Heading, Message, say
from bot.domain.indicator import Cells
from bot.texts.catalogue import Translate
from bot.texts.common import clipped

MOST_BUTTONS = 12
SHOWN = 5  # rows
CELL = 24  # characters of a cell
LABEL = 14  # characters of a header on a button

Column = tuple[int, str, str]
"""Its number from 0, its letter, its header."""


def which_indicator(t: Translate, sheet: str, columns: Sequence[Column], args: Mapping[str, Any]) -> Message:
    return say(
        t(
            "I do not know the header of “{sheet}”. Which column names the indicators?",
            sheet=clipped(sheet, 30),
        ),
        _or_type(t, columns),
        buttons=[*_buttons(columns, "table.indicator", "indicator", args), [_cancel(t)]],
    )


def which_target(t: Translate, columns: Sequence[Column], args: Mapping[str, Any]) -> Message:
    """`args` hold the indicator's column already; that one again means: both in one cell."""
    indicator = args["indicator"]
    others = [c for c in columns if c[0] != indicator]
    same = Button(t("in the indicator's cell"), "table.target", {**args, "target": indicator})
    return say(
        t(
            "Indicators: column {column}. Which column holds the annual targets?",
            column=_names(columns, indicator),
        ),
        _or_type(t, columns),
        buttons=[*_buttons(others, "table.target", "target", args), [same], _back(t, args)],
    )


def sample(
    t: Translate, columns: Sequence[Column], rows: Sequence[Cells], args: Mapping[str, Any]
) -> Message:
    """The first rows as they read with the columns in `args`."""
    lines = [
        f"{clipped(row.indicator, CELL)} → {clipped(row.annual_target or '—', CELL)}" for row in rows[:SHOWN]
    ]
    indicator, target = (_names(columns, args[name]) for name in ("indicator", "target"))
    return say(
        Heading(t("So it reads: {n} rows", n=len(rows))),
        t("indicator: column {indicator}; target: column {target}", indicator=indicator, target=target),
        "\n".join(lines),
        t(
            "The columns are remembered for the next table with this header. Targets are shown before they are stored."
        ),
        buttons=[
            [Button(t("read it so"), "table.columns_ok", {**args, "answer": "yes"}, style="primary")],
            _back(t, args),
        ],
    )


def _buttons(
    columns: Sequence[Column], verb: str, name: str, args: Mapping[str, Any]
) -> Sequence[Sequence[Button]]:
    made = [
        Button(f"{letter} {clipped(header, LABEL)}", verb, {**args, name: number})
        for number, letter, header in columns[:MOST_BUTTONS]
    ]
    return [made[at : at + 2] for at in range(0, len(made), 2)]


def _or_type(t: Translate, columns: Sequence[Column]) -> str:
    if len(columns) <= MOST_BUTTONS:
        return ""
    return t("Or send another column's letter, up to {last}.", last=columns[-1][1])


def _names(columns: Sequence[Column], number: int) -> str:
    return next((f"{letter} {clipped(header, LABEL)}" for n, letter, header in columns if n == number), "?")


def _back(t: Translate, args: Mapping[str, Any]) -> Sequence[Button]:
    """To the first question again, or to none."""
    again = {k: v for k, v in args.items() if k not in ("indicator", "target")}
    return [Button(t("other columns"), "table.columns", again), _cancel(t)]


def _cancel(t: Translate) -> Button:
    return Button(t("cancel"), "draft.cancel", {"answer": "no"})
