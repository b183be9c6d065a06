"""Words about people: strangers, enrolment, posts. Imports the domain and chat."""

from collections.abc import Mapping, Sequence

from bot.chat import Button, Heading, Message, say
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
    """The first thing said after enrolment; it carries the secrecy rule."""
    return say(
        Heading(t("Welcome, {name}", name=person.name)),
        t("You are: {posts}", posts=posts(t, person, units)),
        t(
            "It is strictly forbidden to send state secrets, work secrets, ID numbers, mobile numbers or data of applicants here."
        ),
        t("Type “help” to see what you can do."),
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


def stopped(t: Translate) -> str:
    """What is kept of words that were stopped."""
    return t("(stopped, not kept)")


def somebody_elses_code(t: Translate, mine: Person, theirs: Person, args: Mapping[str, object]) -> Message:
    """An enrolled person brings a code made for somebody else."""
    return say(
        t(
            "This code is for {theirs}; this account belongs to {mine}. From now on as {theirs}?",
            theirs=theirs.name,
            mine=mine.name,
        ),
        buttons=[
            [
                Button(
                    t("as {name} from now on", name=theirs.name), "enrol.switch", {**args, "answer": "yes"}
                ),
                Button(t("leave it"), "draft.cancel", {"answer": "no"}),
            ]
        ],
    )


def which_language(t: Translate) -> Message:
    """Each language in its own words."""
    buttons = [Button(name, "language.set", {"language": code}) for code, name in LANGUAGE_NAMES.items()]
    return say(t("Which language?"), buttons=[buttons])


def language_set(t: Translate) -> Message:
    return say(t("From now on in English."))


LANGUAGE_NAMES: Mapping[str, str] = {"zh_CN": "中文", "en": "English"}


def bound(t: Translate, unit: Unit) -> Message:
    return say(t("This group is bound to {unit}.", unit=unit.name))


def unbound(t: Translate, unit: Unit) -> Message:
    return say(t("This group is not bound to {unit} any more.", unit=unit.name))
