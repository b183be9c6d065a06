"""Person, command or open dialogue, right, call; a DomainError becomes a reply."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from bot.chat import Choice, Edited, File, Incoming, Joined, Left, Renumbered, Text
from bot.clock import Clock
from bot.domain.calendar import WorkCalendar
from bot.domain.errors import DomainError
from bot.domain.people import Person, Role
from bot.services.enrol import is_code
from bot.services.ports import Dialogue, Option
from bot.services.queues import QueuedUnitOfWork, StoredEvent
from bot.services.round_typed import read_reasons
from bot.services.secrecy import STOPPED, check_words
from bot.services.workbook import LARGEST
from bot.texts import errors, people
from bot.texts.catalogue import translator
from handlers import words
from handlers.command import Command, Doings
from handlers.groups import check_group
from handlers.turn import REPLY, Turn


@dataclass(frozen=True)
class Dispatcher:
    """Called by the pipeline with one stored event, inside one transaction."""

    doings: Doings
    clock: Clock
    zone: ZoneInfo
    calendar: WorkCalendar
    language: str
    links: Mapping[str, str] = field(default_factory=dict)
    buttonless: frozenset[str] = frozenset()  # platforms where a typed number presses a button
    public: frozenset[str] = frozenset()  # platforms outside the office's own network
    signs_in: frozenset[str] = frozenset()  # platforms with a page to sign in on
    file_limit: int = LARGEST
    invite_days: int = 7
    groups: bool = False

    def __call__(self, uow: QueuedUnitOfWork, event: StoredEvent, incoming: Incoming) -> None:
        turn = self._turn(uow, event, incoming)
        if turn.somebody is not None:
            uow.one_at_a_time(turn.somebody.department_id)
        if isinstance(incoming, Renumbered):
            uow.people.move_chat(incoming.source.platform, incoming.source.chat, incoming.chat)
            return
        if isinstance(incoming, Left):
            uow.people.set_reachable(turn.source.platform, turn.source.chat, False)
            return
        if turn.somebody is None:
            self._stranger(turn, incoming)
            self._forget_secrets(turn, uow, event, incoming)
            return
        uow.people.touch_account(
            turn.source.platform, turn.source.sender, turn.private_chat, self.clock.now()
        )
        if self._guarded(turn, incoming) in STOPPED:
            forget(turn, uow, event)
        elif turn.unwanted and event.blob:
            uow.inbox.let_go_of_file(event.id)
            uow.messages.drop_file(event.blob)

    def _forget_secrets(
        self, turn: Turn, uow: QueuedUnitOfWork, event: StoredEvent, incoming: Incoming
    ) -> None:
        """What a stranger sends is not answered, and not kept either when it must not be sent."""
        try:
            check_words(said_in(incoming))
        except DomainError:
            forget(turn, uow, event)

    def _turn(self, uow: QueuedUnitOfWork, event: StoredEvent, incoming: Incoming) -> Turn:
        source = incoming.source
        now = self.clock.now()
        uow.people.as_of(now.astimezone(self.zone).date())
        account = uow.people.account(source.platform, source.sender)
        somebody = uow.people.person(account.person_id) if account else None
        file = uow.messages.file(event.blob) if event.blob else None
        return Turn(
            uow=uow,
            source=source,
            event_id=event.id,
            now=now,
            zone=self.zone,
            calendar=self.calendar,
            t=translator((account and account.language) or self.language),
            account=account,
            somebody=somebody if somebody and somebody.active else None,
            attachment=file.content if file else None,
            links=self.links,
            public=source.platform in self.public,
            signs_in=source.platform in self.signs_in,
            file_limit=self.file_limit,
            invite_days=self.invite_days,
            groups=self.groups,
        )

    def _stranger(self, turn: Turn, incoming: Incoming) -> None:
        """A stranger can only bring an enrolment code; presses and files of strangers do nothing."""
        match incoming:
            case Text(source=source, text=text) if source.private:
                self._enrol(turn, words.start_code(text))
            case File(source=source) if source.private:
                turn.reply(people.stranger(turn.t))
            case _:
                pass

    def _enrol(self, turn: Turn, code: str) -> None:
        try:
            self.doings.enrol(turn, code)
        except DomainError as error:
            turn.reply(errors.message(turn.t, error, ()))

    def _guarded(self, turn: Turn, incoming: Incoming) -> str:
        """What a person can mend is answered, and its code returned; what was done before it is undone."""
        try:
            with turn.uow.savepoint():
                check_words(said_in(incoming))
                self._act(turn, incoming)
        except DomainError as error:
            turn.forget_replies()
            turn.reply(errors.message(turn.t, error, administrators(turn)))
            return error.code
        return ""

    def _act(self, turn: Turn, incoming: Incoming) -> None:
        turn.doings = self.doings
        match incoming:
            case Text(text=text, message=message):
                turn.message = message
                self._text(turn, text)
            case Choice(option=option):
                self._press(turn, turn.uow.messages.option(option))
            case File():
                turn.file = incoming
                self.doings.files(turn, incoming.caption)
            case Edited(text=text, message=message):
                turn.message = message
                self.doings.edited(turn, text)
            case Joined() | Left() | Renumbered():
                pass

    # -- words

    def _text(self, turn: Turn, text: str) -> None:
        text = words.verb_first(text)
        if turn.source.private and self._brings_code(turn, text):
            self.doings.enrol(turn, words.start_code(text))
            return
        open_question = turn.dialogue if turn.source.private else None
        if open_question and self._is_reason(open_question, text):
            if not self._answers_question(turn, text):
                self.doings.dialogues[open_question.kind](turn, text)
            return
        command, rest = self._command(text)
        if open_question and self._moves(open_question, text):
            command = None
        if command is None:
            check_group(turn, "")
        if (command is None or text.isascii()) and self._answers_question(turn, text):
            return
        if open_question and self._interrupts(turn, open_question, text):
            open_question = None
        if command is None and open_question and open_question.kind in self.doings.dialogues:
            self.doings.dialogues[open_question.kind](turn, text)
        elif command is None and (alias := self._alias_with_words(text)):
            self._run(turn, self._meant(turn, *alias), alias[1])
        elif command is None:
            self.doings.free_text(turn, text)
        elif text.lstrip().startswith(("/", "／")):
            self._run(turn, command, rest)
        else:
            self._run(turn, self._meant(turn, command, rest), rest)

    def _meant(self, turn: Turn, command: Command, rest: str) -> Command:
        """表格 and 表格 6月: the official forms to those who file them, the fill-in workbook to a contact."""
        other = self.doings.named(command.otherwise) if command.otherwise else None
        if re.fullmatch(r"[\d年月份~-]*", rest) is None:
            return command
        return other if other and not command.who(turn.person) and other.who(turn.person) else command

    def _brings_code(self, turn: Turn, text: str) -> bool:
        code = words.start_code(text)
        return words.is_start(text) or bool(code and is_code(turn.uow, code))

    def _is_reason(self, open_question: Dialogue, text: str) -> bool:
        """人员 新窗口人员培训中: where a reason is asked for its official word is no command."""
        return open_question.kind in self.doings.reasons and bool(read_reasons(text)[0])

    def _moves(self, open_question: Dialogue, text: str) -> bool:
        """back: in a round the indicator before, and no command."""
        return open_question.kind in self.doings.of_rounds and words.plain(text).lower() in self.doings.moves

    def _interrupts(self, turn: Turn, open_question: Dialogue, text: str) -> bool:
        free_words = open_question.kind in self.doings.reasons
        if self._asks(text, at_once=not free_words):
            return True
        if open_question.kind in self.doings.of_rounds and self._reports_by_name(text):
            return True
        return free_words and self.doings.is_report(turn, text)

    def _asks(self, text: str, *, at_once: bool) -> bool:
        """查 2-07 or 邀请 小王 is no answer to "what is the figure?"; 上报 and 更正 with a figure are."""
        found = self._alias_with_words(text)
        if found is None or found[0].reports:
            return False
        if text.lstrip("/ ")[:1].isascii():  # plan was late may be the reason that was asked for
            return at_once or words.code_and_rest(found[1])[0][:1].isdigit()
        asks = found[0].asks
        return words.names_after_alias(found[0].aliases, text, codes=asks, at_once=asks and at_once)

    def _reports_by_name(self, text: str) -> bool:
        """更正 2-06 5月 16亿 is a command while a round asks, which has a question of its own."""
        found = self._alias_with_words(text)
        if found is None or not found[0].reports or re.search(r"\d", found[1]) is None:
            return False
        return words.names_after_alias(found[0].aliases, text)

    def _command(self, text: str) -> tuple[Command | None, str]:
        """`/name rest` or exactly an alias. An unknown /name is a DomainError; groups add @botname."""
        stripped = words.plain(text)
        if found := re.match(r"[/!]([A-Za-z_]+)(?:@\w+)?(?:\s+|$)", stripped):
            command = self.doings.named(found[1].lower())
            if command is None:
                raise DomainError("unknown-command", said=f"/{found[1]}")
            return command, stripped[found.end() :].strip()
        alias = stripped.removeprefix("/").strip(" 。！!.～~")
        return self.doings.plainly(alias) or self.doings.named(alias), ""

    def _alias_with_words(self, text: str) -> tuple[Command, str] | None:
        """查 2-03, 查2-03, status 2-03: an alias, the longest that fits, then what it is about."""
        stripped = words.plain(text).removeprefix("/")
        first, _, about = stripped.partition(" ")
        if (named := self.doings.plainly(first.rstrip(":"))) and named.takes_words and about.strip():
            return named, about.strip(" ：:，,")
        takers = [(alias, c) for c in self.doings.commands if c.takes_words for alias in c.aliases]
        for alias, command in sorted(takers, key=lambda taker: len(taker[0]), reverse=True):
            rest = stripped.removeprefix(alias)
            if rest != stripped and words.follows_alias(alias, rest, apart=command.apart):
                return command, rest.strip(" ：:，,")
        return None

    def _run(self, turn: Turn, command: Command, rest: str) -> None:
        if not command.who(turn.person):
            raise DomainError("not-allowed", what=command.name)
        check_group(turn, command.name)
        turn.doings = self.doings
        command.handler(turn, rest)

    # -- buttons

    def _answers_question(self, turn: Turn, text: str) -> bool:
        """对 / 不对 and the like press the newest open question's buttons, where it has such."""
        options = turn.open_options
        if not options:
            return False
        answer = words.yes_or_no(text)
        chosen = next((o for o in options if answer and o.args.get("answer") == answer), None)
        if chosen is None:
            said = words.plain(text)
            chosen = next((o for o in options if said == words.bare_label(o.label)), None)
        if chosen is None and turn.source.platform in self.buttonless:
            number = words.plain(text)
            chosen = next((o for n, o in enumerate(options, start=1) if number == str(n)), None)
        if chosen is None:
            return False
        if answer == "yes" and self._was_left_behind(turn, chosen):
            turn.ask_again(options)
        else:
            self._press(turn, chosen)
        return True

    def _was_left_behind(self, turn: Turn, option: Option) -> bool:
        """Whether something else was said since the question: 好的 may be meant for that."""
        key = option.question_key
        return key.startswith(REPLY) and turn.uow.messages.newest(turn.where) != key

    def _press(self, turn: Turn, option: Option | None) -> None:
        if option is None:
            raise DomainError("button-expired")
        if (option.platform, option.chat) != (turn.source.platform, turn.source.chat):
            return
        if option.person_id not in (None, turn.person.id):
            return
        right, action = self.doings.actions[option.verb]
        if not right(turn.person):
            raise DomainError("not-allowed", what=option.label)
        if option.settled or (
            option.once and not turn.uow.messages.settle(option.question_id, turn.now, option.label)
        ):
            raise DomainError("stale-button")
        turn.pressed = option
        turn.doings = self.doings
        if option.once:
            turn.show_settled(option)
        action(turn, option.args)


def said_in(incoming: Incoming) -> str:
    """All words of an event."""
    match incoming:
        case Text(text=text) | Edited(text=text):
            return text
        case File(name=name, caption=caption):
            return f"{name.rpartition('.')[0] or name}\n{caption}"
        case _:
            return ""


def forget(turn: Turn, uow: QueuedUnitOfWork, event: StoredEvent) -> None:
    """What must not be sent is not kept: neither its words nor its file."""
    uow.inbox.redact(event.id, people.stopped(turn.t))
    if event.blob:
        uow.messages.drop_file(event.blob)


def administrators(turn: Turn) -> list[str]:
    """Who can help: the names of the department's administrators, of those enrolled if there are any."""
    if turn.somebody is None:
        return []
    found = [p for p in turn.uow.people.in_department(turn.somebody.department_id) if is_admin(p)]
    enrolled = turn.uow.people.accounts([p.id for p in found])
    return [p.name for p in found if p.id in enrolled or not enrolled]


def is_admin(person: Person) -> bool:
    return person.has(Role.ADMIN)
