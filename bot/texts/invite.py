"""Inviting somebody, in words. Imports services' results and chat."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.chat import Button, Heading, Message, say
from bot.domain.people import Person, Role
from bot.services.enrol import Invited
from bot.services.invitations import InvitationDraft
from bot.services.ports import Unit
from bot.texts.catalogue import Translate
from bot.texts.common import clipped, moment
from bot.texts.people import ROLES, posts

UNITS_A_ROW = 3


def _stop(t: Translate) -> list[Button]:
    return [Button(t("cancel"), "draft.cancel", {"answer": "no"})]


def ask_name(t: Translate) -> Message:
    return say(
        t("Who is invited? Please type the name, or all at once: invite 小王 contact 交易科"),
        buttons=[_stop(t)],
    )


def ask_role(t: Translate, draft: InvitationDraft) -> Message:
    buttons = [
        Button(t(ROLES[r]), "invite.role", {"draft": draft.to_json(), "role": r.value})
        for r in reversed(Role)
    ]
    return say(t("What will {name} be?", name=draft.name), buttons=[buttons[:3], buttons[3:], _stop(t)])


def ask_units(t: Translate, draft: InvitationDraft, units: Sequence[Unit]) -> Message:
    """One unit is enough for a contact or lead; a leader's are marked one by one, then done."""
    many = draft.role is Role.LEADER
    buttons = [
        Button(
            f"✓{u.name}" if u.id in draft.units else u.name,
            "invite.unit",
            {"draft": draft.to_json(), "unit": u.id},
        )
        for u in units
    ]
    rows = [buttons[i : i + UNITS_A_ROW] for i in range(0, len(buttons), UNITS_A_ROW)]
    done = Button(t("done"), "invite.units", {"draft": draft.to_json()}, style="primary")
    question = t("Which units is {name} in charge of?") if many else t("Which unit does {name} belong to?")
    return say(
        question.format(name=draft.name),
        buttons=[*rows, [*([done] if many and draft.units else []), *_stop(t)]],
        once=not many,
    )


def same_name(t: Translate, draft: InvitationDraft, known: Iterable[tuple[Person, str]]) -> Message:
    """Somebody of this name is there already."""
    rows = [
        [
            Button(
                clipped(t("the same: {posts}", posts=held), 24),
                "invite.same",
                {"draft": draft.to_json(), "same": p.id},
            )
        ]
        for p, held in known
    ]
    other = Button(t("somebody else of the same name"), "invite.same", {"draft": draft.to_json(), "same": 0})
    return say(
        t("There is somebody called {name} already. Is it the same person?", name=draft.name),
        buttons=[*rows, [other], _stop(t)],
    )


def invited(
    t: Translate, made: Invited, units: Sequence[Unit], until: datetime, links: Sequence[str]
) -> Message:
    """The code with all that the person needs: made to be forwarded."""
    return say(
        Heading(t("Enrolment code for {name}", name=made.person.name)),
        t("Post: {posts}", posts=posts(t, made.person, units)),
        made.code,
        _how(t, moment(t, until), links),
        "\n".join(links),
    )


def _how(t: Translate, until: str, links: Sequence[str]) -> str:
    if links:
        return t(
            "Valid until {until}, for one use. The person opens the link, or sends the code to this assistant.",
            until=until,
        )
    return t("Valid until {until}, for one use. The person sends it to this assistant.", until=until)


def post_added(t: Translate, person: Person, units: Sequence[Unit]) -> Message:
    return say(t("{name} is now: {posts}", name=person.name, posts=posts(t, person, units)))


def new_post(t: Translate, person: Person, units: Sequence[Unit]) -> Message:
    """To the person whose posts changed."""
    return say(t("Your posts have changed. You are: {posts}", posts=posts(t, person, units)))
