"""A message as Telegram shows it: HTML, keyboard, captions. Imports chat, degrade and the library."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.chat import Attachment, Block, Button, Capabilities, Heading, Message, Paragraph, Table, plain_text
from bot.degrade import cut, fit, size

ROW = 8
CAPTION = 1024
CHOSEN = 80

CAPABILITIES = Capabilities(
    public=True,
    text_limit=4000,  # of 4,096 UTF-16 units: the rest is kept for the line that says what was chosen
    per_second=25,
    per_chat_second=1,
    group_per_minute=20,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One message of Telegram's: `html` is the text, or the caption of the attachment."""

    html: str
    keyboard: InlineKeyboardMarkup | None = None
    picture: Attachment | None = None
    document: Attachment | None = None


def render(message: Message) -> tuple[Part, ...]:
    """What to send, in order; the keyboard is on the last. A settled message has the choice there instead."""
    parts = _captioned(fit(message, CAPABILITIES))
    last = parts[-1]
    if message.chosen is not None:
        label, _ = cut(message.chosen, CHOSEN, "utf16")
        last = replace(last, html="\n".join(filter(None, (last.html, escape(f"✓ {label}", quote=False)))))
    else:
        last = replace(last, keyboard=keyboard(message.buttons))
    return (*parts[:-1], last)


def _captioned(messages: Sequence[Message]) -> tuple[Part, ...]:
    """Text first; the last one is the caption of the attachment when it is short enough."""
    *before, last = messages
    parts = [Part(html(m.blocks)) for m in before]
    files = [Part("", picture=last.picture)] if last.picture else []
    files += [Part("", document=last.document)] if last.document else []
    text = html(last.blocks)
    if files and size(plain_text(last), "utf16") <= CAPTION - CHOSEN - 8:
        files[0] = replace(files[0], html=text)
    elif text or not files:
        parts.append(Part(text))
    return (*parts, *files)


def html(blocks: Sequence[Block]) -> str:
    """Telegram's HTML: headings bold, tables of one column monospace."""
    return "\n".join(map(_block, blocks))


def _block(block: Block) -> str:
    match block:
        case Heading(text):
            return f"<b>{escape(text, quote=False)}</b>"
        case Paragraph(text):
            return escape(text, quote=False)
        case Table(_, rows):
            lines = "\n".join(" ".join(row) for row in rows)
            return f"<pre>{escape(lines, quote=False)}</pre>"


def keyboard(buttons: Sequence[Sequence[Button]]) -> InlineKeyboardMarkup | None:
    """The rows as an inline keyboard; Telegram shows at most eight buttons in a row."""
    rows = [row[n : n + ROW] for row in buttons for n in range(0, len(row), ROW)]
    return InlineKeyboardMarkup([[_button(b) for b in row] for row in rows]) if rows else None


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(button.label, callback_data=button.id, style=button.style or None)
