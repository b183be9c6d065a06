"""What the web chat asks of the rest of the house, as data and a Protocol; imports `bot.chat` only.

Every method but `move` is synchronous and is called in a worker thread. The page speaks no language of its
own: each word on it is one of WORD_KEYS, given by `Desk.words`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, Protocol

from bot.chat import Attachment, Message

Step = Literal["hour", "working-day", "monday", "event"]
STEPS: Final[tuple[Step, ...]] = ("hour", "working-day", "monday", "event")


@dataclass(frozen=True, slots=True)
class Persona:
    """Somebody who can be played in the demo; `account` is the native account id and chat id."""

    account: str
    name: str
    post: str
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a conversation.

    `id` is stable: the outbox key of what the bot said, the native id of the event for what a person sent
    (the page recognises its own message by it). `cursor` grows with every entry, and again when one changes.
    """

    id: str
    cursor: int
    incoming: bool  # True: the bot said it
    at: datetime  # business clock, aware
    message: Message | None = None  # what the bot said
    text: str = ""  # what the person typed, the label that was pressed, or a file's name
    file: Attachment | None = None  # what the person sent; no blob yet while it waits
    state: Literal["sent", "waiting"] = "sent"


@dataclass(frozen=True, slots=True)
class ClockView:
    """The business clock as the page shows it; only a rehearsal clock can be moved."""

    now: datetime  # aware, in the department's time zone
    rehearsal: bool = False
    pretend: str = ""  # the banner of a pretend office
    next_event: str = ""  # what the step "event" leads to


class Desk(Protocol):
    def personas(self) -> Sequence[Persona]:
        """Everybody who can be played, in the order of the list."""

    def persona(self, account: str) -> Persona | None:
        """Who has this account."""

    def timeline(self, account: str, after: int) -> Sequence[Entry]:
        """Entries new or changed since the cursor `after`, in the order in which they are shown.

        A changed entry keeps its place in the conversation. Whoever asks after a cursor has seen what is up
        to it: that is no longer unread.
        """

    def attachment(self, account: str, blob: str) -> Attachment | None:
        """A file of this account's own conversation with its content, or None."""

    def commands(self, account: str) -> Sequence[tuple[str, str]]:
        """(command, description) for the suggestions: only what this person may do."""

    def clock(self) -> ClockView: ...

    async def move(self, step: Step) -> None:
        """Move the rehearsal clock; what lies between has been played when it returns."""

    def words(self, language: str | None) -> Mapping[str, str]:
        """The text of every key of WORD_KEYS; None is the department's language."""


WORD_KEYS: Final = frozenset(
    {
        # the page
        "title",
        "language",  # a BCP 47 tag for dates and the page's lang, e.g. zh-CN
        "theme",
        "close",
        "offline",
        "empty",
        "today",
        "yesterday",
        # people
        "people",
        "playing",
        "switch_person",
        "unread",  # {n}
        # the conversation
        "conversation",
        "from_bot",
        "from_you",
        "new_messages",
        "to_bottom",
        "sending",
        "waiting",
        "failed",
        "retry",
        "chosen",
        "picture",
        "download",
        # writing
        "write",
        "send",
        "attach",
        "commands",
        "drop_here",
        # the rehearsal clock
        "clock",
        "hour",
        "working_day",
        "monday",
        "event",
        "next_event",  # {event}
        "moving",
        # coming in and going
        "enter_title",
        "enter_hint",
        "enter_note",
        "enter_other",
        "code",
        "sign_in",
        "signing_in",
        "sign_out",
        "sign_out_all",
        "your_account",
        "code_refused",
        "slowly",  # {minutes}
        "signed_out",
        # what can go wrong: also the `error` of an answer
        "too_large",
        "text_too_long",
        "bad_request",
        "forbidden",
        "busy",
        "not_found",
        "unavailable",
    }
)
