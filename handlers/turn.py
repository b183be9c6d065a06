"""One person's turn: who speaks, where, when, and what may be asked of the store; all a handler gets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from bot.chat import Button, File, Message, Source, settled
from bot.domain.calendar import WorkCalendar
from bot.domain.evidence import HeldFile
from bot.domain.people import Person
from bot.services.ports import Account, Address, Department, Dialogue, Option, UnitOfWork
from bot.texts.catalogue import Translate, translator
from bot.texts.turning import fits, folded

REPLY = "reply:"
"""How the keys of answers begin."""


@dataclass
class Turn:
    """`now` is UTC; `today` and `local` are the office's. `pressed` is the option behind a press, if any."""

    uow: UnitOfWork
    source: Source
    event_id: int
    now: datetime
    zone: ZoneInfo
    calendar: WorkCalendar
    t: Translate
    account: Account | None = None
    somebody: Person | None = None  # None: a stranger
    pressed: Option | None = None
    message: str | None = None  # native id of the message that was typed or edited
    attachment: bytes | None = None
    file: File | None = None
    held: HeldFile | None = None  # a file that goes with the figures of this turn
    unwanted: bool = False  # the file of this turn is not to be kept
    public: bool = False  # the platform is run by somebody outside the office
    signs_in: bool = False  # people come to this platform by a page of its own: a code is no message there
    file_limit: int = 0  # bytes of a file that is fetched at all
    links: Mapping[str, str] = field(default_factory=dict)  # platform -> deep link pattern with {code}
    invite_days: int = 7
    groups: bool = False  # whether units' groups may be bound
    doings: Any = None  # handlers.command.Doings, for help
    _said: int = 0

    @property
    def person(self) -> Person:
        """The person enrolled; dispatch lets strangers reach no handler that asks."""
        if self.somebody is None:
            raise RuntimeError("a stranger has no person")
        return self.somebody

    @property
    def where(self) -> Address:
        return Address(self.source.platform, self.source.chat)

    @property
    def private_chat(self) -> str:
        """Where the person can be written to alone; in a group that stays what it was."""
        if self.source.private or self.account is None:
            return self.source.chat
        return self.account.chat

    @property
    def local(self) -> datetime:
        return self.now.astimezone(self.zone)

    @property
    def today(self) -> date:
        return self.local.date()

    @cached_property
    def department(self) -> Department:
        department_id = self.person.department_id
        return self.uow.remember(
            ("department", department_id), lambda: self.uow.targets.department(department_id)
        )

    # -- answering

    def words_for(self, person_id: int) -> Translate:
        """The language in which somebody is told something: that of the account it goes to."""
        to = self.uow.people.address(person_id)
        accounts = self.uow.people.accounts([person_id]).get(person_id, ())
        spoken = next((a.language for a in accounts if to and a.chat == to.chat and a.language), None)
        return translator(spoken) if spoken else self.t

    def reply(self, message: Message) -> str:
        """Queue an answer in this chat; returns its key. A replayed event says nothing new."""
        key = self._next_key()
        self._look_again("open_options")
        self.uow.messages.send(
            self.where,
            folded(self.t, message),
            key=key,
            kind="reply",
            at=self.now,
            person_id=self.somebody.id if self.somebody else None,
        )
        return key

    def replace(self, shown: str, message: Message) -> None:
        """Put a message in the place of the one with this key (an edit, where the platform can)."""
        self.reply(message.replacing(shown))

    def show_settled(self, option: Option) -> None:
        """Show what was chosen on the message that asked, without live buttons."""
        body = self.uow.messages.body(option.question_key)
        if body is not None:
            self.replace(option.question_key, settled(body, option.label))

    def forget_replies(self) -> None:
        """After a rollback: the keys of the answers that were undone are free again."""
        self._said = 0
        self._look_again("dialogue", "open_options")

    def _look_again(self, *names: str) -> None:
        for name in names:
            self.__dict__.pop(name, None)

    def _next_key(self) -> str:
        self._said += 1
        return f"{REPLY}{self.event_id}:{self._said}"

    def tell(
        self,
        person_id: int,
        message: Message,
        *,
        key: str,
        kind: str = "notice",
        stands: Mapping[str, Any] | None = None,
        not_before: datetime | None = None,
    ) -> bool:
        """Queue a message to somebody else, or for later, once per key; False when said or out of reach."""
        to = self.uow.people.address(person_id)
        if to is None:
            return False
        return self.uow.messages.send(
            to,
            message if fits(message) else folded(self.words_for(person_id), message),
            key=key,
            kind=kind,
            at=self.now,
            person_id=person_id,
            stands=stands,
            not_before=not_before,
        )

    # -- asking

    @cached_property
    def open_options(self) -> Sequence[Option]:
        """Those of the newest question here, if it waits for an answer."""
        return self.uow.messages.open_options(self.source.platform, self.source.chat, self.person.id)

    @cached_property
    def dialogue(self) -> Dialogue | None:
        return self.uow.messages.dialogue(self.where, self.person.id)

    def ask(self, kind: str, **data: Any) -> None:
        """From now on, what is typed here is the answer to this (until it is closed or replaced)."""
        self.uow.messages.open_dialogue(self.where, self.person.id, Dialogue(kind, data), self.now)
        self._look_again("dialogue")

    def close(self) -> None:
        if self.dialogue is not None:
            self.uow.messages.close_dialogue(self.where, self.person.id)
            self._look_again("dialogue")

    def settle_open_questions(self) -> None:
        """Typed words took the place of a press: the newest question's buttons no longer act."""
        for option in self.open_options[:1]:
            body = self.uow.messages.body(option.question_key)
            if body is None:
                self.uow.messages.settle(option.question_id, self.now)
            else:
                self.replace(option.question_key, replace(body, buttons=()))

    def ask_again(self, options: Sequence[Option]) -> None:
        """The question of these options once more, below what was said since."""
        body = self.uow.messages.body(options[0].question_key)
        if body is None:
            return
        meant = {o.id: o for o in options}
        rows = [[(b, meant[b.id]) for b in row if b.id in meant] for row in body.buttons]
        buttons = tuple(tuple(Button(b.label, o.verb, o.args, style=b.style) for b, o in r) for r in rows)
        self.settle_open_questions()
        self.reply(replace(body, buttons=buttons, replaces=None))

    def audit(self, action: str, **facts: Any) -> None:
        person_id = self.somebody.id if self.somebody else None
        self.uow.messages.audit(action, person_id=person_id, at=self.now, event_id=self.event_id, **facts)
