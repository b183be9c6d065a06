"""The overview of commands. Imports chat only; the commands are passed in."""

from collections.abc import Sequence
from typing import Protocol

from bot.chat import Heading, Message, say
from bot.texts.catalogue import Translate
from bot.texts.fitting import COLUMNS, pages, wrap
from bot.texts.turning import turning


class Described(Protocol):
    """What help needs of a command: `name`, Chinese `aliases`, `summary` and an `example` (msgids)."""

    @property
    def name(self) -> str: ...
    @property
    def aliases(self) -> tuple[str, ...]: ...
    @property
    def summary(self) -> str: ...
    @property
    def example(self) -> str: ...


def overview(t: Translate, commands: Sequence[Described], page: int = 0) -> Message:
    """What there is to say, a page at a time."""
    lines = [
        f"{name_of(t, c)}  {t(c.summary)}"
        + (t(", e.g. {example}", example=t(c.example)) if c.example else "")
        for c in commands
    ]
    parts = pages(["\n".join(wrap(line, COLUMNS)) for line in lines])
    page = min(page, len(parts) - 1)
    turns = turning(t, "help.page", page, len(parts))
    return say(
        Heading(t("What you can do")),
        "\n".join(lines[parts[page]]),
        t("Figures can simply be typed: 2-03 32,000, or several: 2-03 32,000; 2-04 4,600")
        if any(c.name == "report" for c in commands)
        else "",
        buttons=[turns] if turns else [],
        once=False,
    )


def name_of(t: Translate, command: Described) -> str:
    return command.aliases[0] if t.language == "zh_CN" and command.aliases else f"/{command.name}"


def cancelled(t: Translate) -> Message:
    return say(t("Cancelled; nothing was stored."))
