"""Words about people: strangers, enrolment, posts. Imports the domain and chat."""

from collections.abc import Mapping, Sequence

from bot.chat import Heading, Message, say
from bot.domain.people import Person, Role
from bot.services.ports import Unit
from bot.texts.catalogue import Translate, msg
from bot.texts.common import listed

ROLES: Mapping[Role, str] = {
    Role.ADMIN: msg("administrator"),
    Role.DIRECTOR: msg("director"),
    Role.LEADER: msg("leader in charge"),
    Role.LEAD: msg("unit lead"),
    Role.CONTACT: msg("contact"),
}


def stranger(t: Translate) -> Message:
    """Reveals nothing."""
    return say(t("This assistant is for invited people only. If you have an enrolment code, please send it."))


def code_refused(t: Translate) -> Message:
    """One answer for wrong, used and expired codes."""
    return say(t("This code does not work (any more). Please ask whoever gave it to you for a new one."))


def welcome(t: Translate, person: Person, units: Sequence[Unit]) -> Message:
    return say(
        Heading(t("Welcome, {name}", name=person.name)),
        t("You are: {posts}", posts=posts(t, person, units)),
        t("Type “help” to see what you can do."),
    )


def secrecy(t: Translate) -> Message:
    """The secrecy rule: the first thing said after enrolment."""
    return say(
        t(
            "It is strictly forbidden to send state secrets, work secrets, ID numbers, mobile numbers or data of applicants here."
        )
    )


def posts(t: Translate, person: Person, units: Sequence[Unit]) -> str:
    """联络员（交易科）、管理员"""
    names = {u.id: u.name for u in units}
    found = []
    for role in Role:
        held = [p for p in person.posts if p.role is role]
        if held:
            of = listed(t, (names.get(p.unit_id or 0, "") for p in held if p.unit_id))
            found.append(t("{role} ({units})", role=t(ROLES[role]), units=of) if of else t(ROLES[role]))
    return listed(t, found) if found else t("no post")
