"""Messages that are longer than a phone: the buttons that turn pages, and pages made of any message."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from bot.chat import Block, Button, Heading, Message, Paragraph, Table, message_to_json, plain_text
from bot.texts.catalogue import Translate
from bot.texts.fitting import COLUMNS, LONGEST, lines_of, wrap

TURN = "page.turn"


def turning(t: Translate, verb: str, page: int, pages: int, **where: Any) -> list[Button]:
    """Back and on, as far as there are pages; pressed, `verb` gets the page's number beside `where`."""

    def to(number: int, label: str) -> Button:
        return Button(label, verb, {**where, "page": number})

    back = [to(page - 1, t("previous page"))] if page > 0 else []
    return [*back, to(page + 1, t("next page"))] if page < pages - 1 else back


def folded(t: Translate, message: Message, page: int = 0) -> Message:
    """The message, or one page of it where it is longer than a dozen lines of a phone.

    Every page begins with the heading, has the message's own buttons and turns to its neighbours. What is
    `whole`, what was settled and what comes with a file stays as it is.
    """
    if fits(message):
        return message
    parts = _pages(message)
    if len(parts) == 1:
        return message
    page = min(page, len(parts) - 1)
    turns = turning(t, TURN, page, len(parts), message=message_to_json(replace(message, replaces=None)))
    return replace(message, blocks=parts[page], buttons=(tuple(turns), *message.buttons))


def fits(message: Message) -> bool:
    """Whether a message is shown in one piece."""
    if message.whole or message.chosen is not None or message.document or message.picture:
        return True
    return lines_of(plain_text(message)) <= LONGEST


@dataclass(frozen=True, slots=True)
class _Row:
    """Lines that stay together, of one block."""

    block: int
    text: str

    @property
    def lines(self) -> int:
        return lines_of(self.text)


def _pages(message: Message) -> Sequence[tuple[Block, ...]]:
    """The blocks of each page."""
    blocks = message.blocks
    head = blocks[:1] if isinstance(blocks[0], Heading) else ()
    above = sum(lines_of(h.text) for h in head if isinstance(h, Heading))
    room = LONGEST - above - sum(isinstance(b, Table) and bool(b.header) for b in blocks)
    rows = [r for n, b in enumerate(blocks) if n >= len(head) for r in _rows(n, b, max(room, 1))]
    return [(*head, *_blocks(blocks, part)) for part in _packed(rows, room)]


def _packed(rows: Sequence[_Row], room: int) -> Iterator[Sequence[_Row]]:
    start, used = 0, 0
    for n, row in enumerate(rows):
        if n > start and used + row.lines > room:
            yield rows[start:n]
            start, used = n, 0
        used += row.lines
    yield rows[start:]


def _rows(number: int, block: Block, room: int) -> Iterator[_Row]:
    """A block's lines; what is indented stays with what it belongs to, a section's head with its first line."""
    if isinstance(block, Table):
        yield from (_Row(number, "\t".join(cells)) for cells in block.rows)
        return
    kept: list[str] = []
    for line in block.text.split("\n"):
        belongs = kept and (line.startswith(" ") or kept[-1].startswith("■"))
        if not belongs or lines_of("\n".join([*kept, line])) > room:
            yield from _short(number, kept, room)
            kept = []
        kept.append(line)
    yield from _short(number, kept, room)


def _short(number: int, lines: Sequence[str], room: int) -> Iterator[_Row]:
    """The lines as one row, or a single line of many in pieces that fit a page each."""
    if not lines:
        return
    text = "\n".join(lines)
    if lines_of(text) <= room:
        yield _Row(number, text)
        return
    folds = wrap(text, COLUMNS)
    yield from (_Row(number, "".join(folds[n : n + room])) for n in range(0, len(folds), room))


def _blocks(blocks: Sequence[Block], rows: Sequence[_Row]) -> Iterator[Block]:
    for number, group in groupby(rows, key=lambda row: row.block):
        texts = [row.text for row in group]
        match blocks[number]:
            case Heading():
                yield Heading("\n".join(texts))
            case Paragraph():
                yield Paragraph("\n".join(texts))
            case Table(header, _):
                yield Table(header, tuple(tuple(text.split("\t")) for text in texts))
