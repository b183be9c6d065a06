"""What a command is, and what a button or an open question leads to. Imports domain people and the turn."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.domain.people import Person, Role
from handlers.turn import Turn

Right = Callable[[Person], bool]
Words = Callable[[Turn, str], None]
"""Acts on what follows the command, or on an answer to an open question."""
Press = Callable[[Turn, Mapping[str, Any]], None]
"""Acts on a pressed button's stored arguments."""


def anyone(person: Person) -> bool:
    """Everybody enrolled."""
    return person.active


def holding(*roles: Role) -> Right:
    return lambda person: person.has(*roles)


ADMIN = holding(Role.ADMIN)
PLAIN = {"leave": "away"}
REPORTERS = holding(Role.CONTACT, Role.LEAD, Role.ADMIN)
REVIEWERS = holding(Role.LEAD, Role.ADMIN)
LEADS_AND_ABOVE = holding(Role.LEAD, Role.LEADER, Role.DIRECTOR, Role.ADMIN)


@dataclass(frozen=True, slots=True)
class Command:
    """`/name`, its Chinese aliases, who may, what it does (a msgid for help), an example of its use."""

    name: str
    aliases: tuple[str, ...]
    who: Right
    handler: Words
    summary: str
    example: str = ""
    takes_words: bool = True
    others: str = ""  # the summary for those who may do less with it than administrators; no example then
    asks: bool = False  # typed with an indicator's code it is meant, whatever question is open
    reports: bool = False  # its words are a report, so that they may answer an open question
    otherwise: str = ""  # the command that its aliases mean to those who may not use it
    apart: bool = False  # words follow its aliases only behind a space or as a code: 通过 2-06, not 通过率

    def for_(self, person: Person) -> "Command":
        """As it is offered to this person."""
        if not self.others or ADMIN(person):
            return self
        return replace(self, summary=self.others, example="")


@dataclass(frozen=True, slots=True)
class Doings:
    """All that can be said and pressed: made once in handlers.commands and passed in."""

    commands: tuple[Command, ...]
    actions: Mapping[str, tuple[Right, Press]]
    dialogues: Mapping[str, Words]
    reasons: frozenset[str]  # the open questions answered by free words, which a report interrupts
    of_rounds: frozenset[str]  # those of a round, where 上报 and 更正 mean the ordinary figures
    moves: frozenset[str]  # what moves on or back there, though it may be a command's name elsewhere
    is_report: Callable[[Turn, str], bool]
    free_text: Words
    files: Words
    edited: Words
    enrol: Words
    hidden: frozenset[str] = frozenset()  # commands that this installation does not offer

    def named(self, name: str) -> Command | None:
        return next((c for c in self.commands if name == c.name or name in c.aliases), None)

    def plainly(self, word: str) -> Command | None:
        """The command of that English name typed without a stroke; leave alone is a leave, not good-bye."""
        name = word.lower()
        called = PLAIN.get(name, name)
        return next((c for c in self.commands if c.name == called), None)

    def for_person(self, person: Person) -> tuple[Command, ...]:
        return tuple(c.for_(person) for c in self.commands if c.who(person) and c.name not in self.hidden)
