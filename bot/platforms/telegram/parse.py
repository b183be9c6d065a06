"""A stored update as one of chat's events: pure. Imports chat and the Telegram library's types."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from telegram import CallbackQuery, ChatMemberUpdated, MessageEntity, Update, User
from telegram import Message as NativeMessage
from telegram.constants import ChatID, ChatMemberStatus, ChatType

from bot.chat import Choice, Edited, File, Incoming, Joined, Left, RawEvent, Renumbered, Source, Text

log = logging.getLogger(__name__)

PLATFORM = "telegram"
ADDRESSEE = "_bot"
"""Key under which a stored update remembers the user name of the bot that received it."""

NOBODY = frozenset({ChatID.ANONYMOUS_ADMIN, ChatID.FAKE_CHANNEL, ChatID.SERVICE_CHAT})
OUT = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.BANNED})


@dataclass(frozen=True, slots=True)
class Self:
    """The bot's own account: its id, and its user name once known."""

    id: int
    username: str


def raw_event(update: Mapping[str, Any], username: str) -> RawEvent:
    """An update as it is stored; events are in order within their chat, "" where none is named."""
    about = next((v for v in update.values() if isinstance(v, Mapping)), {})
    chat = inside(inside(about, "message") or about, "chat") or inside(about, "from")
    payload = {**update, ADDRESSEE: username}
    return RawEvent(str(update["update_id"]), str(chat.get("id", "")), payload)


def inside(thing: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """The object under a key; an empty one where there is none, for an update may be of any shape."""
    value = thing.get(key)
    return value if isinstance(value, Mapping) else {}


def parse(payload: Mapping[str, Any], account: int) -> Incoming | None:
    """What the update says, or None for what the bot does not handle or cannot read.

    In groups only commands, mentions and answers to the bot count. Somebody who hides behind a group or a
    channel (an anonymous administrator) is the sender "", which no account ever has.
    """
    content = {key: value for key, value in payload.items() if key != ADDRESSEE}
    try:
        update = Update.de_json(content, None)
        return _event(update, Self(account, str(payload.get(ADDRESSEE, ""))))
    except Exception as error:
        log.info("update %s cannot be read: %s", payload.get("update_id"), type(error).__name__)
        log.debug("where it cannot be read", exc_info=True)
        return None


def _event(update: Update, me: Self) -> Incoming | None:
    if update.message is not None:
        return _message(update.message, me)
    if update.edited_message is not None:
        return _edited(update.edited_message, me)
    if update.callback_query is not None:
        return _choice(update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
    return None


def _message(message: NativeMessage, me: Self) -> Incoming | None:
    if message.migrate_to_chat_id:
        return Renumbered(_source(message), str(message.migrate_to_chat_id))
    words = _words(message, me)
    if words is None:
        return None
    source, native = _source(message), str(message.message_id)
    answered = message.reply_to_message
    reply_to = str(answered.message_id) if answered else None
    file = _file(message, source, words, native)
    if file is not None:
        return replace(file, reply_to=reply_to)
    return Text(source, words, native, reply_to) if words else None


def _edited(message: NativeMessage, me: Self) -> Incoming | None:
    words = _words(message, me)
    return Edited(_source(message), words, str(message.message_id)) if words else None


def _choice(query: CallbackQuery) -> Incoming | None:
    if query.data is None or query.message is None:
        return None
    chat = query.message.chat
    source = _person(str(chat.id), query.from_user, private=chat.type == ChatType.PRIVATE)
    return Choice(source, query.data, str(query.message.message_id))


def _membership(change: ChatMemberUpdated) -> Incoming | None:
    was, now = change.old_chat_member.status in OUT, change.new_chat_member.status in OUT
    if was == now:
        return None
    private = change.chat.type == ChatType.PRIVATE
    source = _person(str(change.chat.id), change.from_user, private=private, at=change.date)
    return Left(source) if now else Joined(source)


# ---------------------------------------------------------------- who


def _person(chat: str, user: User, **more: Any) -> Source:
    return Source(PLATFORM, chat, str(user.id), user.full_name, language=user.language_code, **more)


def _source(message: NativeMessage) -> Source:
    chat, user = message.chat, message.from_user
    private, at = chat.type == ChatType.PRIVATE, message.edit_date or message.date
    if user is None or user.id in NOBODY or message.sender_chat is not None:
        shown = message.sender_chat.effective_name if message.sender_chat else None
        return Source(PLATFORM, str(chat.id), "", shown or "", private, at=at)
    return _person(str(chat.id), user, private=private, at=at)


# ---------------------------------------------------------------- what


def _words(message: NativeMessage, me: Self) -> str | None:
    """The text or caption as meant for the bot, without its name; None when it is not for the bot."""
    if message.from_user is not None and message.from_user.is_bot and message.from_user.id not in NOBODY:
        return None
    if message.is_automatic_forward:
        return None
    text = message.text or message.caption or (message.sticker.emoji if message.sticker else None) or ""
    command = re.match(r"/(\w+)@(\w+)", text)
    if command and not _same(command[2], me):
        return None
    if message.chat.type != ChatType.PRIVATE and not _addressed(message, text, me):
        return None
    if command:
        text = f"/{command[1]}{text[command.end() :]}"
    return _without_name(text, me).strip()


def _addressed(message: NativeMessage, text: str, me: Self) -> bool:
    answered = message.reply_to_message
    to_bot = answered is not None and answered.from_user is not None and answered.from_user.id == me.id
    return text.startswith("/") or to_bot or _mentioned(message, text, me)


def _mentioned(message: NativeMessage, text: str, me: Self) -> bool:
    mention = re.search(_name_pattern(me), text, re.IGNORECASE) if me.username else None
    entities = (*message.entities, *message.caption_entities)
    by_id = any(e.type == MessageEntity.TEXT_MENTION and e.user and e.user.id == me.id for e in entities)
    return mention is not None or by_id


def _without_name(text: str, me: Self) -> str:
    return re.sub(_name_pattern(me) + r"\s*", "", text, flags=re.IGNORECASE) if me.username else text


def _name_pattern(me: Self) -> str:
    # A Chinese character may follow a user name directly, so \b would not do.
    return rf"(?<![A-Za-z0-9_])@{re.escape(me.username)}(?![A-Za-z0-9_])"


def _same(name: str, me: Self) -> bool:
    return not me.username or name.lower() == me.username.lower()


def _file(message: NativeMessage, source: Source, caption: str, native: str) -> File | None:
    if message.photo:
        best = message.photo[-1]
        return File(
            source,
            "photo.jpg",
            "image/jpeg",
            best.file_size,
            best.file_id,
            caption,
            photo=True,
            message=native,
        )
    media = message.document or message.video or message.audio or message.voice
    if media is None:
        return None
    name = getattr(media, "file_name", None) or ""
    mime = media.mime_type or "application/octet-stream"
    return File(source, name, mime, media.file_size, media.file_id, caption, message=native)
