"""Inviting somebody: in one line or step by step. Administrators only."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.people import Person, Role
from bot.services.enrol import Invited, invite_again
from bot.services.enrol import invite as invite_person
from bot.services.invitations import InvitationDraft, invitations
from bot.services.ports import Unit
from bot.services.roster import colleague
from bot.texts import invite as texts
from bot.texts.people import posts
from handlers import words as small_words
from handlers.command import ADMIN, Press, Right
from handlers.telling import tell_in_own_language
from handlers.turn import Turn


def invite(turn: Turn, words: str) -> None:
    """/invite: 邀请 小王 联络员 交易科, a line each for several people, or step by step."""
    drafts = invitations(small_words.plain(words), _units(turn))
    if len(drafts) == 1:
        go_on(turn, drafts[0])
        return
    for draft in drafts:
        _finish(turn, draft, _units(turn))


def start(turn: Turn, _args: Mapping[str, Any]) -> None:
    go_on(turn, InvitationDraft())


def typed(turn: Turn, text: str) -> None:
    """What was asked for last, typed instead of pressed."""
    if not ADMIN(turn.person) or turn.dialogue is None:
        raise DomainError("not-allowed", what="invite")
    draft = InvitationDraft.from_json(turn.dialogue.data["draft"])
    turn.settle_open_questions()
    go_on(turn, draft.with_words(small_words.plain(text), _units(turn)))


def go_on(turn: Turn, draft: InvitationDraft) -> None:
    """Ask for what is missing, then make the code."""
    units = _units(turn)
    turn.ask("invite", draft=draft.to_json())
    match draft.lacks:
        case "name":
            turn.reply(texts.ask_name(turn.t))
        case "role":
            turn.reply(texts.ask_role(turn.t, draft))
        case "units":
            if not units:
                raise DomainError("no-units")
            turn.reply(texts.ask_units(turn.t, draft, units))
        case _:
            _finish(turn, draft, units)


def _units(turn: Turn) -> Sequence[Unit]:
    return turn.uow.targets.units(turn.department.id)


def _finish(turn: Turn, draft: InvitationDraft, units: Sequence[Unit]) -> None:
    people = turn.uow.people.in_department(turn.department.id)
    known = [p for p in people if p.name == draft.name]
    if known and draft.same is None:
        turn.close()
        turn.reply(texts.same_name(turn.t, draft, [(p, posts(turn.t, p, units)) for p in known]))
        return
    turn.close()
    if draft.same:
        _add_post(turn, draft, colleague(turn.uow, turn.person, draft.same), units)
        return
    made = invite_person(
        turn.uow,
        turn.department.id,
        draft.posts(),
        name=draft.name,
        now=turn.now,
        days=turn.invite_days,
        by=turn.person.id,
    )
    turn.audit("invite", person=made.person.name, role=draft.role and draft.role.value)
    show_code(turn, made)


def _add_post(turn: Turn, draft: InvitationDraft, person: Person, units: Sequence[Unit]) -> None:
    turn.uow.people.set_posts(person.id, (*person.posts, *draft.posts()))
    person = turn.uow.people.person(person.id)
    turn.audit("post", person=person.name, role=draft.role and draft.role.value)
    turn.reply(texts.post_added(turn.t, person, units))
    tell_in_own_language(
        turn, person.id, lambda t: texts.new_post(t, person, units), key=f"post:{turn.event_id}"
    )
    if not turn.uow.people.accounts([person.id]):
        new_code(turn, person)


def new_code(turn: Turn, person: Person) -> None:
    """Another code for somebody there already; earlier ones and the sessions of the web chat work no more."""
    turn.uow.people.revoke_invitations(person.id, turn.now)
    turn.uow.sessions.end_all(person.id)
    turn.audit("code", person=person.name)
    lasting = timedelta(days=turn.invite_days)
    show_code(turn, invite_again(turn.uow, person, now=turn.now, lasting=lasting, by=turn.person.id))


def show_code(turn: Turn, made: Invited) -> None:
    links = [pattern.format(code=made.code) for pattern in turn.links.values()]
    until = made.expires_at.astimezone(turn.zone)
    turn.reply(texts.invited(turn.t, made, _units(turn), until, links))


# ---------------------------------------------------------------- buttons


def role(turn: Turn, args: Mapping[str, Any]) -> None:
    go_on(turn, replace(InvitationDraft.from_json(args["draft"]), role=Role(args["role"])))


def unit(turn: Turn, args: Mapping[str, Any]) -> None:
    """A leader's units are marked and unmarked in place; one unit is enough for the others."""
    draft = InvitationDraft.from_json(args["draft"])
    marked = set(draft.units) ^ {args["unit"]}
    changed = replace(draft, units=tuple(u.id for u in _units(turn) if u.id in marked))
    if draft.role is not Role.LEADER or turn.pressed is None:
        go_on(turn, changed)
        return
    turn.ask("invite", draft=changed.to_json())
    turn.replace(turn.pressed.question_key, texts.ask_units(turn.t, changed, _units(turn)))


def units_done(turn: Turn, args: Mapping[str, Any]) -> None:
    if turn.pressed and not turn.uow.messages.settle(turn.pressed.question_id, turn.now, turn.pressed.label):
        raise DomainError("stale-button")
    if turn.pressed:
        turn.show_settled(turn.pressed)
    go_on(turn, InvitationDraft.from_json(args["draft"]))


def same(turn: Turn, args: Mapping[str, Any]) -> None:
    go_on(turn, replace(InvitationDraft.from_json(args["draft"]), same=args["same"]))


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "invite.start": (ADMIN, start),
    "invite.role": (ADMIN, role),
    "invite.unit": (ADMIN, unit),
    "invite.units": (ADMIN, units_done),
    "invite.same": (ADMIN, same),
}
DIALOGUES = {"invite": typed}
