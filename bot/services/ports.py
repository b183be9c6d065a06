"""What services and handlers ask of a store, as Protocols. `storage` implements them."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar

from bot.chat import Attachment, Message
from bot.domain.evidence import Evidence, HeldFile
from bot.domain.figure import (
    Deferral,
    Explanation,
    Inquiry,
    PlanChange,
    Revision,
    Standing,
    TargetChange,
)
from bot.domain.form_details import FormDetails
from bot.domain.indicator import Cells, Indicator
from bot.domain.ladder import Month
from bot.domain.leave import Deputy, Leave
from bot.domain.locking import Reopening
from bot.domain.monitoring import AnswerState, Entry, Round, RoundKind, Stated, Step
from bot.domain.pace import YearPlan
from bot.domain.people import Person, Post
from bot.domain.period import Period, Rhythm
from bot.domain.quiet import Quiet
from bot.domain.round_words import Opening
from bot.domain.settings import DepartmentSettings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Department:
    """`pretend`: a rehearsal office; every digest, picture and export says so."""

    id: int
    name: str
    pretend: bool
    settings: DepartmentSettings


@dataclass(frozen=True, slots=True)
class Unit:
    id: int
    department_id: int
    name: str
    group: "Address | None" = None  # the chat of the unit's bound group


@dataclass(frozen=True, slots=True)
class Address:
    """Where a message goes: a platform and a native chat there."""

    platform: str
    chat: str


@dataclass(frozen=True, slots=True)
class Account:
    """A person's account on a platform; `language` None means the installation's."""

    platform: str
    native_id: str
    chat: str
    person_id: int
    reachable: bool
    language: str | None


@dataclass(frozen=True, slots=True)
class Invitation:
    id: int
    person_id: int
    expires_at: datetime
    used_at: datetime | None


@dataclass(frozen=True, slots=True)
class Option:
    """A stored button: what pressing it means and what was asked."""

    id: str
    label: str
    verb: str
    args: Mapping[str, Any]
    question_id: int
    question_key: str
    person_id: int | None  # who may press; None: whoever has the right
    platform: str
    chat: str
    once: bool
    settled: bool


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What is being asked of a person in a chat right now; `data` are JSON values."""

    kind: str
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NewRevision:
    """A figure to be stored as the next revision of its period."""

    indicator_id: int
    period: Period
    value: Decimal
    by: int | None
    at: datetime
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    note: str = ""
    reason: str = ""
    on_behalf: bool = False
    event_id: int | None = None
    question_id: int | None = None
    message: str | None = None  # native id of the message it was typed in


@dataclass(frozen=True, slots=True)
class IndicatorFacts:
    """What `/assign`, the workbook and the import set about an indicator (None of a unit: nobody)."""

    unit_id: int | None
    measure: str
    direction: str
    rhythm: str
    weight: Decimal | None
    by_application: bool
    baseline: Decimal | None
    assumed: frozenset[str]
    assisting: tuple[str, ...] = ()


class Targets(Protocol):
    """Departments, units, indicators and the log of their targets."""

    def departments(self) -> Sequence[Department]: ...
    def department(self, department_id: int) -> Department: ...
    def department_named(self, name: str) -> Department | None: ...
    def add_department(self, name: str, *, pretend: bool = False) -> Department: ...
    def save_settings(self, department_id: int, settings: DepartmentSettings) -> None: ...

    def units(self, department_id: int) -> Sequence[Unit]: ...
    def unit(self, unit_id: int) -> Unit: ...
    def unit_named(self, department_id: int, name: str) -> Unit | None: ...
    def add_unit(self, department_id: int, name: str) -> Unit: ...
    def bind_group(self, unit_id: int, group: Address | None) -> None: ...

    def years(self, department_id: int) -> Sequence[int]: ...
    def rhythms(self, department_id: int, year: int) -> frozenset[Rhythm]: ...
    def indicators(self, department_id: int, year: int, *, retired: bool = False) -> Sequence[Indicator]: ...
    def indicator(self, indicator_id: int) -> Indicator: ...
    def add_indicator(
        self,
        department_id: int,
        year: int,
        code: str,
        cells: Cells,
        facts: IndicatorFacts,
        questions: Sequence[str],
        *,
        beside: int | None = None,
    ) -> Indicator:
        """At the end of the table, or right behind the indicator with the id `beside`."""

    def change_cells(self, indicator_id: int, cells: Cells, questions: Sequence[str]) -> None: ...
    def change_facts(self, indicator_id: int, facts: IndicatorFacts) -> None: ...
    def retire(self, indicator_id: int, at: datetime) -> None: ...
    def revive(self, indicator_id: int) -> None: ...
    def delete(self, indicator_id: int) -> None: ...
    def has_reports(self, indicator_id: int) -> bool: ...

    def log_target(
        self,
        indicator_id: int,
        old: str | None,
        new: str | None,
        *,
        by: int | None,
        at: datetime,
        document: str = "",
    ) -> None: ...
    def target_changes(self, indicator_ids: Iterable[int]) -> Sequence[TargetChange]: ...

    def set_plan(
        self, indicator_id: int, plan: YearPlan | None, *, by: int | None, at: datetime, document: str = ""
    ) -> None:
        """Put a plan in force (None: none any more) and log it."""

    def plan_changes(self, indicator_ids: Iterable[int]) -> Sequence[PlanChange]: ...

    def require_evidence(self, indicator_id: int, since: datetime | None) -> None:
        """The indicator's figures given from then on need a file; None: no figure does."""

    def log_split(self, part_id: int, whole_id: int, *, by: int | None, at: datetime) -> None: ...
    def parts(self, whole_ids: Iterable[int]) -> Mapping[int, Sequence[int]]:
        """What indicators of several rates were split into: ids by the id of the whole."""

    def whole(self, part_id: int) -> int | None: ...


class Reports(Protocol):
    """Figures and what is said of them. Revisions are only ever added."""

    def revisions(self, indicator_ids: Iterable[int]) -> Sequence[Revision]:
        """All revisions of these indicators, by indicator, period and number."""

    def revision(self, revision_id: int) -> Revision: ...
    def typed_in(self, person_id: int, message: str) -> Sequence[Revision]:
        """The figures a person typed in one message, oldest first."""

    def stored_by(
        self, *, event_id: int | None = None, question_ids: Iterable[int] = ()
    ) -> Sequence[Revision]:
        """The figures that an event stored, or the answers to questions, oldest first."""

    def add(self, new: NewRevision) -> Revision | None:
        """Store as the next number; None when this question has already yielded this figure."""

    def decide(
        self, revision_id: int, standing: Standing, *, by: int | None, at: datetime, reason: str = ""
    ) -> bool:
        """Pass, return or withdraw; False when a verdict stands already."""

    def explain(
        self,
        indicator_id: int,
        period: Period,
        kind: str,
        *,
        by: int | None,
        at: datetime,
        reason: str = "",
        said: str = "",
        text: str = "",
    ) -> None: ...
    def explanations(self, indicator_ids: Iterable[int]) -> Sequence[Explanation]: ...

    def defer(
        self, indicator_id: int, period: Period, until: date, note: str, *, by: int | None, at: datetime
    ) -> None: ...
    def deferrals(self, indicator_ids: Iterable[int]) -> Sequence[Deferral]: ...
    def deferral_days(self, department_id: int, since: date) -> Sequence[date]:
        """The days, from `since` on, until which something of the department was set aside."""

    def inquire(self, indicator_id: int, period: Period, *, by: int, at: datetime) -> Inquiry: ...
    def inquiry(self, inquiry_id: int) -> Inquiry: ...
    def answer_inquiry(self, inquiry_id: int, answer: str, *, by: int, at: datetime) -> bool: ...
    def inquiries(self, indicator_ids: Iterable[int]) -> Sequence[Inquiry]: ...

    def reopen(
        self, unit_id: int, end: Month, until: date, reason: str, *, by: int | None, at: datetime
    ) -> Reopening:
        """The unit's periods that end with the month take figures until the end of the day."""

    def reopenings(self, department_id: int, year: int | None = None) -> Sequence[Reopening]:
        """Those of periods of the year (of any, without one), over or not, oldest first."""


class People(Protocol):
    def as_of(self, day: date) -> None:
        """The local day by which people are read from here on: who is away then, and who acts for whom.

        Without it nobody is away.
        """

    def person(self, person_id: int) -> Person: ...
    def in_department(self, department_id: int, *, inactive: bool = False) -> Sequence[Person]:
        """In the order they joined; `inactive`: those deactivated, too, but never an erased one."""

    def add(self, department_id: int, name: str, posts: Sequence[Post]) -> Person: ...
    def set_posts(self, person_id: int, posts: Sequence[Post]) -> None: ...
    def set_active(self, person_id: int, active: bool) -> None: ...
    def rename(self, person_id: int, name: str) -> None: ...

    def leaves(self, department_id: int, since: date) -> Sequence[Leave]:
        """The leaves that run or begin on the day or later."""

    def set_leave(self, leave: Leave, *, by: int, at: datetime) -> None:
        """In place of the one there was."""

    def end_leave(self, person_id: int) -> bool: ...
    def deputies(self, department_id: int) -> Sequence[Deputy]: ...
    def set_deputy(self, deputy: Deputy, *, by: int, at: datetime) -> None:
        """In place of the one there was in that unit."""

    def end_deputy(self, person_id: int, unit_id: int) -> None: ...
    def quiet(self, person_ids: Iterable[int]) -> Mapping[int, Quiet]:
        """The quiet hours of those who have set some."""

    def set_quiet(self, person_id: int, hours: Quiet | None) -> None: ...

    def account(self, platform: str, native_id: str) -> Account | None: ...
    def link_account(self, platform: str, native_id: str, chat: str, person_id: int, at: datetime) -> None:
        """Tie the account to the person, in place of whomever it belonged to before."""

    def touch_account(self, platform: str, native_id: str, chat: str, at: datetime) -> None: ...
    def set_reachable(self, platform: str, chat: str, reachable: bool) -> None: ...
    def set_language(self, platform: str, native_id: str, language: str) -> None: ...
    def move_chat(self, platform: str, old: str, new: str) -> None: ...
    def accounts(self, person_ids: Iterable[int]) -> Mapping[int, Sequence[Account]]: ...
    def address(self, person_id: int) -> Address | None:
        """The reachable account used last: nobody is told twice because of a second account."""

    def add_invitation(
        self, code_hash: str, person_id: int, *, by: int | None, at: datetime, expires_at: datetime
    ) -> None: ...
    def invitation(self, code_hash: str) -> Invitation | None: ...
    def use_invitation(self, invitation_id: int, at: datetime) -> bool: ...
    def revoke_invitations(self, person_id: int, at: datetime) -> None:
        """The person's codes that nobody used yet work no more."""

    def attempts(self, platform: str, native_id: str) -> tuple[int, datetime | None]: ...
    def count_attempt(self, platform: str, native_id: str, at: datetime) -> None: ...
    def clear_attempts(self, platform: str, native_id: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a message that nobody asked for; of a person told twice on an occasion the newer one."""

    key: str
    person: str
    state: str  # queued | sending | sent | dropped | dead | perhaps


class Messages(Protocol):
    """What goes out and what is being asked. Every message is an outbox row first."""

    def send(
        self,
        to: Address,
        message: Message,
        *,
        key: str,
        kind: str,
        at: datetime,
        person_id: int | None = None,
        stands: Mapping[str, Any] | None = None,
        anyone: bool = False,
        not_before: datetime | None = None,
    ) -> bool:
        """Queue under a unique key; False when the key is taken (said already).

        Buttons become stored options that only `person_id` may press (`anyone`: whoever has the right).
        `stands` names the reason that is checked again just before sending.
        """

    def was_queued(self, key: str) -> bool: ...
    def body(self, key: str) -> Message | None: ...
    def newest(self, where: Address) -> str | None:
        """The key of the last message said in a chat; one changed in its place stands where it was."""

    def option(self, option_id: str) -> Option | None: ...
    def shown_as(self, where: Address, native: str) -> str | None:
        """The key of the message that a chat shows under this native id."""

    def options_under(self, key: str) -> Sequence[Option]:
        """The options of every question asked with the message of this key, the newest question first."""

    def open_options(self, platform: str, chat: str, person_id: int) -> Sequence[Option]:
        """The options of the newest question in this chat, if it is still open and to be answered once."""

    def settle(self, question_id: int, at: datetime, chosen: str = "") -> bool:
        """Close a question; False when it was closed already."""

    def is_open(self, key: str) -> bool:
        """Whether the message with this key still has live buttons."""

    def settle_key(self, key: str, at: datetime) -> None: ...

    def dialogue(self, where: Address, person_id: int) -> Dialogue | None: ...
    def open_dialogue(self, where: Address, person_id: int, dialogue: Dialogue, at: datetime) -> None: ...
    def close_dialogue(self, where: Address, person_id: int) -> None: ...
    def close_all(self, person_id: int, at: datetime) -> None:
        """Whatever is being asked of the person, anywhere, is settled."""

    def listing(self, person_id: int) -> Sequence[tuple[int, Period]]: ...
    def set_listing(self, person_id: int, items: Sequence[tuple[int, Period]], at: datetime) -> None: ...

    def deliveries(self, department_id: int, since: datetime) -> Sequence[Delivery]:
        """Reminders and digests to the department's people, oldest first."""

    def unreachable(self, department_id: int, since: datetime) -> Sequence[tuple[str, str, Sequence[str]]]:
        """(kind, slot, names) of the occasions on which there was no way to somebody."""

    def slot(self, department_id: int, kind: str, at: str) -> str | None: ...
    def record_slot(self, department_id: int, kind: str, at: str, outcome: str, now: datetime) -> bool:
        """False when it is on record already. What a clock that was ahead dropped is still to be played."""

    def keep_file(self, attachment: Attachment) -> Attachment: ...
    def file(self, sha256: str) -> Attachment | None: ...
    def drop_file(self, sha256: str) -> None:
        """Forget a file unless another event or message has it, or it belongs to a figure."""

    def audit(
        self, action: str, *, person_id: int | None, at: datetime, event_id: int | None = None, **facts: Any
    ) -> None: ...
    def note(self, name: str) -> str | None: ...
    def set_note(self, name: str, value: str) -> None: ...


class Personal(Protocol):
    """What is stored about one person, wherever it is."""

    def rows(self, person_id: int) -> Mapping[str, Sequence[Mapping[str, Any]]]:
        """Every row that names the person, or came from the person, by table; as JSON can say it."""

    def next_number(self, department_id: int) -> int: ...
    def erase(self, person_id: int, number: int, name: str, *, event_id: int | None) -> None:
        """Put `name` in the place of the person's own wherever people were called by it, unbind the accounts,
        let go of what the person said (with the event that asks for it) and of what was still to be sent.
        """


class Forms(Protocol):
    """What the official forms ask beside the table, and how tables of other layouts are read."""

    def details(self, department_id: int, year: int) -> FormDetails | None: ...
    def save_details(
        self, department_id: int, year: int, details: FormDetails, *, by: int | None, at: datetime
    ) -> None: ...

    def columns(self, department_id: int, fingerprint: str) -> tuple[int, int] | None:
        """The columns (from 0) of indicator and target once named for a header."""

    def save_columns(
        self, department_id: int, fingerprint: str, columns: tuple[int, int], *, by: int | None, at: datetime
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class SignedBulletin:
    """A bulletin as signed: `month` is the last of its span; `document` (JSON) is exactly what it says."""

    year: int
    month: int
    signed_at: datetime
    number: str
    document: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class BulletinCheck:
    """A draft that the units were asked to check, and until when."""

    id: int
    year: int
    month: int
    document: Mapping[str, Any]
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class BulletinAnswer:
    """What a unit says of its lines: right (无误), or wrong with a reason (有误)."""

    unit_id: int
    agrees: bool
    reason: str
    by: str  # the person's name
    at: datetime


class Bulletins(Protocol):
    """Bulletins (通报) of a year: signed once for good, before that checked by the units."""

    def signed(self, department_id: int, year: int) -> Sequence[SignedBulletin]:
        """By the spans' last months."""

    def sign(
        self,
        department_id: int,
        year: int,
        month: int,
        number: str,
        document: Mapping[str, Any],
        *,
        by: int | None,
        at: datetime,
    ) -> bool:
        """Keep what the paper says; False when the span was signed already."""

    def ask_check(
        self,
        department_id: int,
        year: int,
        month: int,
        document: Mapping[str, Any],
        *,
        by: int | None,
        at: datetime,
        until: datetime,
    ) -> BulletinCheck: ...
    def check(self, department_id: int, year: int, month: int) -> BulletinCheck | None:
        """The newest of the span."""

    def asked(self, check_id: int) -> BulletinCheck: ...
    def answer(
        self, check_id: int, unit_id: int, *, agrees: bool, reason: str, by: int | None, at: datetime
    ) -> None: ...
    def answers(self, check_id: int) -> Sequence[BulletinAnswer]:
        """The newest answer of each unit that gave one."""

    def keep_answers(self, old_id: int, new_id: int, unit_ids: Iterable[int]) -> None:
        """What these units said of an older check counts for the new one, under who said it and when."""


class EvidenceFiles(Protocol):
    """Files that belong to figures; their contents are kept by `Messages.keep_file`."""

    def add(
        self,
        indicator_id: int,
        period: Period,
        revision_id: int,
        file: HeldFile,
        *,
        by: int | None,
        at: datetime,
    ) -> Evidence | None:
        """None when the revision has this content already."""

    def of(self, indicator_ids: Iterable[int]) -> Sequence[Evidence]:
        """By indicator, period and time."""

    def get(self, evidence_id: int) -> Evidence | None: ...
    def remove(self, evidence_id: int) -> bool:
        """False when it is gone already."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """A unit's answer about an indicator as it is from now on; `number` follows the newest one's."""

    round_id: int
    indicator_id: int
    number: int
    state: AnswerState
    step: Step
    stated: Stated
    by: int | None
    at: datetime
    note: str = ""
    question_id: int | None = None


class Monitoring(Protocol):
    """Monitoring rounds and self-evaluations, and what units state in them. Entries are only ever added."""

    def rounds(self, department_id: int) -> Sequence[Round]:
        """All of them, oldest first."""

    def round(self, round_id: int) -> Round: ...
    def open_round(self, department_id: int, kind: RoundKind) -> Round | None: ...
    def open(
        self, department_id: int, opening: Opening, *, by: int | None, at: datetime, tell_at: datetime
    ) -> Round | None:
        """None while one of the kind is open in the department."""

    def close(self, round_id: int, *, by: int | None, at: datetime) -> bool:
        """False when it was closed already."""

    def reopen(self, round_id: int, *, deadline: date, tell_at: datetime) -> bool:
        """False when it is open, or another of its kind is."""

    def entries(self, round_id: int) -> Sequence[Entry]:
        """All of the round, by indicator and number."""

    def entry(self, entry_id: int) -> Entry: ...
    def add(self, new: NewEntry) -> Entry | None:
        """None when the number is taken, or the question has already yielded an entry of the indicator."""


@dataclass(frozen=True, slots=True)
class WebSession:
    """Somebody signed in to the web chat; `began_at` and `used_at` are UTC."""

    person_id: int
    began_at: datetime
    used_at: datetime


class Sessions(Protocol):
    """Who is signed in to the web chat, by the SHA-256 (hex) of what the browser knows."""

    def add(self, token_hash: str, person_id: int, at: datetime) -> None: ...
    def find(self, token_hash: str) -> WebSession | None:
        """None for one that ended, and for somebody who is not active."""

    def touch(self, token_hash: str, at: datetime) -> None: ...
    def end(self, token_hash: str) -> None: ...
    def end_all(self, person_id: int) -> int:
        """How many there were."""

    def forget(self, *, used_before: datetime, began_before: datetime) -> None:
        """Those that ended by themselves."""


class UnitOfWork(Protocol):
    """One transaction. Leaving the `with` without commit rolls back; only pipeline and commands commit."""

    @property
    def targets(self) -> Targets: ...
    @property
    def reports(self) -> Reports: ...
    @property
    def people(self) -> People: ...
    @property
    def messages(self) -> Messages: ...
    @property
    def forms(self) -> Forms: ...
    @property
    def bulletins(self) -> Bulletins: ...
    @property
    def evidence(self) -> EvidenceFiles: ...
    @property
    def monitoring(self) -> Monitoring: ...
    @property
    def personal(self) -> Personal: ...
    @property
    def sessions(self) -> Sessions: ...

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
    def commit(self) -> None: ...
    def savepoint(self) -> AbstractContextManager[object]:
        """Leaving it by an exception undoes what was done inside, and only that."""

    def remember(self, key: tuple[str, *tuple[Hashable, ...]], make: Callable[[], T]) -> T:
        """What `make` read for this key, until the transaction writes something."""

    def one_at_a_time(self, department_id: int) -> None:
        """From here to the end of the transaction nobody else acts in this department; waits for who does."""
