"""Hands rendered messages to the Bot API: what was sent is remembered, so that a retry goes on from there."""

from collections import OrderedDict
from dataclasses import dataclass, field

from telegram import Bot, InputFile, LinkPreviewOptions
from telegram import Message as NativeMessage
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.chat import Attachment, Message, NotDelivered, PerhapsDelivered, Rejected
from bot.platforms.telegram.faults import UNCHANGED, UNEDITABLE, says, send_error
from bot.platforms.telegram.render import Part, render

REMEMBERED = 1000
UPLOADED = 200


@dataclass
class Sender:
    """Sends and edits through one bot.

    When a message takes several parts and one fails, the parts before it are remembered under its key:
    the outbox's next try, with the same key, goes on with the part that failed. The memory is this process's;
    after a restart in between, the first parts are shown twice, and none is missing. So is the memory of
    pictures that were uploaded: a picture for many readers travels once.
    """

    bot: Bot
    _begun: OrderedDict[tuple[str, str], list[str]] = field(default_factory=OrderedDict)
    _uploaded: OrderedDict[str, str] = field(default_factory=OrderedDict)

    async def send(self, chat: str, message: Message, key: str, native: str | None) -> str:
        """The native id of the last part (the one with the buttons). Raises SendError."""
        parts = render(message)
        if native is not None and (edited := await self._edit(chat, message, parts, native)):
            return edited
        return await self._send_all(chat, parts, key)

    async def _send_all(self, chat: str, parts: tuple[Part, ...], key: str) -> str:
        sent = self._begun.pop((chat, key), [])
        try:
            for part in parts[len(sent) :]:
                sent.append(await self._send_part(int(chat), part))
        except TelegramError as error:
            self._remember((chat, key), sent)
            raise send_error(error) from error
        return sent[-1]

    def _remember(self, key: tuple[str, str], sent: list[str]) -> None:
        if sent:
            self._begun[key] = sent
        while len(self._begun) > REMEMBERED:
            self._begun.popitem(last=False)

    async def _send_part(self, chat: int, part: Part) -> str:
        if part.picture is not None:
            native = await self._photo(chat, part, part.picture)
        elif part.document is not None:
            native = await self._document(chat, part, part.document)
        else:
            native = await self._text(chat, part)
        return str(native.message_id)

    async def _text(self, chat: int, part: Part) -> NativeMessage:
        return await self.bot.send_message(
            chat,
            part.html,
            parse_mode=ParseMode.HTML,
            reply_markup=part.keyboard,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )

    async def _photo(self, chat: int, part: Part, picture: Attachment) -> NativeMessage:
        """By its id at Telegram where it was uploaded before; else, or if that id is no good, uploaded."""
        known = self._uploaded.pop(picture.blob or "", None)
        try:
            sent = await self._photo_as(chat, part, known or _file(picture))
        except BadRequest as error:
            if known is None or not says(error, "file identifier"):
                raise
            sent = await self._photo_as(chat, part, _file(picture))
        if picture.blob and sent.photo:
            self._uploaded[picture.blob] = sent.photo[-1].file_id
            while len(self._uploaded) > UPLOADED:
                self._uploaded.popitem(last=False)
        return sent

    async def _photo_as(self, chat: int, part: Part, photo: InputFile | str) -> NativeMessage:
        return await self.bot.send_photo(
            chat,
            photo,
            caption=part.html or None,
            parse_mode=ParseMode.HTML,
            reply_markup=part.keyboard,
        )

    async def _document(self, chat: int, part: Part, document: Attachment) -> NativeMessage:
        return await self.bot.send_document(
            chat,
            _file(document),
            caption=part.html or None,
            parse_mode=ParseMode.HTML,
            reply_markup=part.keyboard,
            disable_content_type_detection=True,
        )

    # -- edits

    async def _edit(self, chat: str, message: Message, parts: tuple[Part, ...], native: str) -> str | None:
        """The native id when the earlier message was edited; None when it must be sent anew.

        A settled message has the parts it had, so its last one is edited. Other changes are edits only where
        one text replaces one text: files and long texts are sent anew.
        """
        last = parts[-1]
        has_file = last.picture is not None or last.document is not None
        if message.chosen is None and (len(parts) > 1 or has_file):
            return None
        try:
            await self._edit_part(int(chat), int(native), last, caption=has_file)
        except TelegramError as error:
            return _after_failed_edit(error, native)
        return native

    async def _edit_part(self, chat: int, native: int, part: Part, *, caption: bool) -> None:
        if caption:
            await self.bot.edit_message_caption(
                chat, native, caption=part.html, parse_mode=ParseMode.HTML, reply_markup=part.keyboard
            )
            return
        await self.bot.edit_message_text(
            part.html,
            chat,
            native,
            parse_mode=ParseMode.HTML,
            reply_markup=part.keyboard,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        )


def _after_failed_edit(error: TelegramError, native: str) -> str | None:
    """An edit that changes nothing is done; an impossible one gives None; editing again is harmless."""
    if isinstance(error, BadRequest) and says(error, UNCHANGED):
        return native
    if isinstance(error, BadRequest) and says(error, *UNEDITABLE):
        return None
    outcome = send_error(error)
    if isinstance(outcome, PerhapsDelivered):
        raise NotDelivered(error.message) from error
    raise outcome from error


def _file(attachment: Attachment) -> InputFile:
    if attachment.content is None:
        raise Rejected(f"{attachment.name} has no content")
    return InputFile(attachment.content, filename=attachment.name)
