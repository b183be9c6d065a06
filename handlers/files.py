"""Files in chat: a fill-in workbook, support of a figure, an administrator's table, or a polite refusal."""

from bot.chat import Attachment
from bot.domain.errors import DomainError
from bot.services.secrecy import check_words
from bot.services.workbook import LARGEST, is_workbook
from handlers import attaching, fill_in, table, typed
from handlers.turn import Turn

MOST_TEXT = 1024 * 1024
ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")


def files(turn: Turn, caption: str) -> None:
    """A document or photo. What is written beside a photo is read as if it were typed."""
    file = turn.file
    if file is None:
        raise RuntimeError("there is no file in this turn")
    if turn.attachment is not None:
        check_text(turn.attachment, file.name)
    if turn.attachment is not None and fill_in.came_back(turn, turn.attachment):
        return
    if attaching.is_meant(turn, caption):
        attaching.take(turn, caption)
        return
    if (file.photo or not turn.person.is_admin) and caption.strip():
        typed.free_text(turn, caption)
        return
    if file.photo:
        raise DomainError("photo-not-figure")
    if not turn.person.is_admin:
        raise DomainError("file-not-yours")
    if turn.attachment is None:
        large = file.size is None or file.size > LARGEST
        raise DomainError("table-too-large" if large else "file-unreachable", name=file.name, limit=LARGEST)
    kept = turn.uow.messages.keep_file(Attachment(file.name, file.mime, turn.attachment))
    table.take(turn, turn.attachment, file.name, caption, kept.blob or "")


def check_text(content: bytes, name: str) -> None:
    """Raises DomainError of bot.services.secrecy when a text file says what must not be sent."""
    if is_workbook(content, name) or len(content) > MOST_TEXT or b"\x00\x00\x00" in content[:1000]:
        return
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        check_words(text)
        return
