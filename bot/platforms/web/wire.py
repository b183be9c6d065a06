"""The desk's data as the JSON that the page reads; imports `bot.chat` and the desk only."""

import hashlib
import json
from datetime import tzinfo
from typing import Any

from bot.chat import Attachment, Message, message_to_json
from bot.platforms.web.desk import ClockView, Entry, Persona


def entry_to_json(entry: Entry, zone: tzinfo | None) -> dict[str, Any]:
    """An entry; times are local to the department, whatever the reader's own clock says."""
    return {
        "id": entry.id,
        "incoming": entry.incoming,
        "at": entry.at.astimezone(zone).isoformat(timespec="minutes"),
        "message": _message(entry.message),
        "text": entry.text,
        "file": _attachment(entry.file),
        "state": entry.state,
    }


def persona_to_json(persona: Persona) -> dict[str, Any]:
    return {"account": persona.account, "name": persona.name, "post": persona.post, "unread": persona.unread}


def clock_to_json(clock: ClockView) -> dict[str, Any]:
    """To the minute: what waits for a change of the clock wakes once a minute, not all the time."""
    return {
        "now": clock.now.isoformat(timespec="minutes"),
        "rehearsal": clock.rehearsal,
        "pretend": clock.pretend,
        "next_event": clock.next_event,
    }


def state_of(*shown: Any) -> str:
    """A short name of what the page shows around the conversation: it differs when anything changed."""
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:16]


def _message(message: Message | None) -> dict[str, Any] | None:
    """A message without what the page has no business to know: meanings of buttons, contents of files."""
    if message is None:
        return None
    return {
        "blocks": message_to_json(message)["blocks"],
        "buttons": [
            [{"label": b.label, "id": b.id, "style": b.style} for b in row] for row in message.buttons
        ],
        "document": _attachment(message.document),
        "picture": _attachment(message.picture),
        "chosen": message.chosen,
        "once": message.once,
    }


def _attachment(attachment: Attachment | None) -> dict[str, Any] | None:
    if attachment is None:
        return None
    return {"name": attachment.name, "mime": attachment.mime, "blob": attachment.blob}
