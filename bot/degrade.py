"""What a platform cannot show, shown another way: by its capabilities alone. Imports bot.chat only."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby

from bot.chat import Block, Button, Capabilities, Heading, Message, Paragraph, Table

GAP = " "
JOINERS = ("\u200d", "\ufe0e", "\ufe0f")


def fit(message: Message, capabilities: Capabilities) -> tuple[Message, ...]:
    """The message as what the platform can show: at least one part, in order.

    Buttons become numbered lines where there are none; a table becomes a table of one column (lines padded
    for a monospace font), or cards when it is too wide. Text over the limit is split at blank lines, then at
    lines, then between characters. Buttons, attachments and the choice made go with the last part.
    """
    blocks = tuple(b for block in message.blocks for b in _plain_table(block, capabilities))
    blocks += _instead_of_files(message, capabilities)
    buttons = message.buttons
    if buttons and not capabilities.buttons:
        blocks, buttons = blocks + (numbered(buttons) if message.chosen is None else ()), ()
    parts = split(blocks, capabilities)
    last = replace(
        message,
        blocks=parts[-1],
        buttons=buttons,
        document=message.document if capabilities.documents else None,
        picture=message.picture if capabilities.pictures else None,
    )
    return (*(Message(blocks=part, once=message.once) for part in parts[:-1]), last)


# ---------------------------------------------------------------- widths and sizes


@lru_cache(maxsize=8192)  # the names and units of a table are laid out again and again
def width(text: str) -> int:
    """Half-width columns of one line in a monospace font: 2 for East Asian wide and full-width characters."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def size(text: str, unit: str) -> int:
    """Length of a text in the platform's unit: utf16, bytes (UTF-8) or chars."""
    match unit:
        case "utf16":
            return len(text.encode("utf-16-le", "surrogatepass")) // 2
        case "bytes":
            return len(text.encode("utf-8", "surrogatepass"))
        case _:
            return len(text)


def cut(text: str, limit: int, unit: str) -> tuple[str, str]:
    """The longest beginning within the limit that does not end inside a character, and the rest."""
    used = end = 0
    while end < len(text) and (used := used + size(text[end], unit)) <= limit:
        end += 1
    whole = end
    while 0 < whole < len(text) and _belongs(text[whole - 1], text[whole]):
        whole -= 1
    end = max(whole or end, 1)
    return text[:end], text[end:]


def _belongs(before: str, after: str) -> bool:
    """Whether two code points are shown as one character: accents, emoji joined or with a skin tone."""
    modifier = "\U0001f3fb" <= after <= "\U0001f3ff"
    return modifier or before == "\u200d" or after in JOINERS or unicodedata.category(after) in ("Mn", "Me")


# ---------------------------------------------------------------- buttons and files as words


def numbered(buttons: Sequence[Sequence[Button]]) -> tuple[Block, ...]:
    """Buttons as numbered lines, counted through all rows; one that is only its own number needs none."""
    labels = enumerate((button.label for row in buttons for button in row), start=1)
    lines = [f"{n} {label}" for n, label in labels if label != str(n)]
    return (Paragraph("\n".join(lines)),) if lines else ()


def _instead_of_files(message: Message, capabilities: Capabilities) -> tuple[Block, ...]:
    missing = (
        message.document if not capabilities.documents else None,
        message.picture if not capabilities.pictures else None,
    )
    return tuple(Paragraph(f"[{attachment.name}]") for attachment in missing if attachment)


# ---------------------------------------------------------------- tables


def _plain_table(block: Block, capabilities: Capabilities) -> tuple[Block, ...]:
    if not isinstance(block, Table) or capabilities.tables:
        return (block,)
    rows = ((block.header,) if block.header else ()) + block.rows
    if not rows:
        return ()
    lines = _padded(rows)
    if max(map(width, lines)) <= capabilities.table_width:
        return (Table((), tuple((line,) for line in lines)),)
    return tuple(_card(block.header, row) for row in block.rows)


def _padded(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines; columns of figures, but never the first, stand on the right."""
    count = max(map(len, rows))
    full = [tuple(row) + ("",) * (count - len(row)) for row in rows]
    columns = list(zip(*full, strict=True))
    widths = [max(map(width, column)) for column in columns]
    right = [n > 0 and all(map(_is_figure, column[1:])) for n, column in enumerate(columns)]
    return [GAP.join(map(_pad, row, widths, right)).rstrip() for row in full]


def _pad(cell: str, columns: int, right: bool) -> str:
    space = " " * (columns - width(cell))
    return space + cell if right else cell + space


def _is_figure(cell: str) -> bool:
    return re.match(r"[+\-−]?\d|$|[/—-]$", cell) is not None


def _card(header: Sequence[str], row: Sequence[str]) -> Paragraph:
    """One row as its own lines: the first cell, then each other cell under its column's name."""
    names = tuple(header) + ("",) * (len(row) - len(header))
    cells = zip(names[1:], row[1:], strict=False)
    return Paragraph("\n".join([row[0], *(f" {name} {cell}".rstrip() for name, cell in cells if cell)]))


# ---------------------------------------------------------------- splitting


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the whole text, and the block it came from."""

    index: int
    block: Block
    text: str
    cells: tuple[str, ...] = ()


def split(blocks: Sequence[Block], capabilities: Capabilities) -> tuple[tuple[Block, ...], ...]:
    """The blocks in parts that fit `text_limit`, one part at least; a heading stays with what follows it."""
    limit, unit = capabilities.text_limit, capabilities.text_unit
    lines = [piece for line in _lines(blocks) for piece in _short(line, limit, unit)]
    parts = []
    while lines:
        count = _good_end(lines, _fitting(lines, limit, unit))
        parts.append(_blocks(lines[:count]))
        lines = lines[count:]
    return tuple(part for part in parts if part) or ((),)


def _lines(blocks: Iterable[Block]) -> list[_Line]:
    lines = []
    for index, block in enumerate(blocks):
        match block:
            case Heading(text) | Paragraph(text):
                lines += [_Line(index, block, line) for line in text.split("\n")]
            case Table(header, rows):
                all_rows = ((header,) if header else ()) + rows
                lines += [_Line(index, block, " ".join(row), row) for row in all_rows]
    return lines


def _short(line: _Line, limit: int, unit: str) -> list[_Line]:
    """The line, or its pieces where it alone is over the limit."""
    pieces = []
    rest = line.text
    while size(rest, unit) > limit:
        head, rest = cut(rest, limit, unit)
        pieces.append(replace(line, text=head, cells=(head,)))
    cells = (rest,) if pieces else line.cells
    return [*pieces, replace(line, text=rest, cells=cells)]


def _fitting(lines: Sequence[_Line], limit: int, unit: str) -> int:
    """How many of the lines fit, at least one."""
    used = -1
    for count, line in enumerate(lines):
        used += size(line.text, unit) + 1
        if used > limit:
            return max(count, 1)
    return len(lines)


def _good_end(lines: Sequence[_Line], count: int) -> int:
    """The last end of a section within the lines that fit, else the last line that may end."""
    if count == len(lines):
        return count
    sections = [n for n in range(1, count + 1) if _starts_section(lines, n) and _may_end(lines, n)]
    if sections:
        return sections[-1]
    return next((n for n in range(count, 0, -1) if _may_end(lines, n)), count)


def _starts_section(lines: Sequence[_Line], n: int) -> bool:
    return not lines[n - 1].text.strip() or isinstance(lines[n].block, Heading)


def _may_end(lines: Sequence[_Line], n: int) -> bool:
    """Whether the first n lines say something, and do not end with a heading."""
    said = [line for line in lines[:n] if line.text.strip()]
    return bool(said) and not isinstance(said[-1].block, Heading)


def _blocks(lines: Sequence[_Line]) -> tuple[Block, ...]:
    grouped = (tuple(group) for _, group in groupby(lines, key=lambda line: line.index))
    blocks = [_block(group) for group in grouped]
    return tuple(block for block in blocks if not isinstance(block, Paragraph) or block.text.strip("\n "))


def _block(lines: tuple[_Line, ...]) -> Block:
    block = lines[0].block
    text = "\n".join(line.text for line in lines)
    match block:
        case Heading():
            return Heading(text)
        case Paragraph():
            return block if text == block.text else Paragraph(text.strip("\n"))
        case Table(header, _):
            rows = tuple(line.cells for line in lines)
            return Table(header, rows[1:]) if header and rows[0] == header else Table((), rows)
