"""The list of people, one person's card, leaving and handing over, in words. Imports services' results."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.chat import Button, Heading, Message, say
from bot.domain.people import Person, Post
from bot.services.ports import Unit
from bot.services.roster import Handover, Roster, UnitList
from bot.texts.catalogue import Translate
from bot.texts.common import clipped, day_name, listed
from bot.texts.fitting import pages, side_by_side
from bot.texts.people import posts
from bot.texts.turning import turning

A_PAGE = 7  # lines of units
A_ROW = 3


def people(t: Translate, found: Roster, *, admin: bool, page: int = 0) -> Message:
    """People by unit; administrators open each by a button."""
    units = [_unit(t, found, one) for one in found.units]
    parts = pages(units, A_PAGE)
    page = min(page, len(parts) - 1)
    last = page == len(parts) - 1
    others = [
        _named(t, t("all indicators: {names}"), found, found.directors),
        _named(t, t("administrators: {names}"), found, found.admins),
        _named(t, t("without a post: {names}"), found, found.without_post),
        _named(t, t("deactivated: {names}"), found, found.inactive, mark=False),
    ]
    shown = replace(found, units=found.units[parts[page]])
    return say(
        Heading(t("List of people")),
        *units[parts[page]],
        "\n".join(line for line in others if line and last),
        t("Please choose somebody to change.") if admin else "",
        buttons=[
            *(_choose(shown, others=last) if admin else []),
            turning(t, "people.page", page, len(parts)),
            *([[Button(t("invite somebody"), "invite.start", {})]] if admin else []),
        ],
        once=False,
    )


def _unit(t: Translate, found: Roster, one: UnitList) -> str:
    """■ 交易科 负责人：李科 联络员：小周、小吴 分管：钱局"""
    facts = [
        _named(t, t("lead: {names}"), found, one.leads) or t("lead: none yet"),
        _named(t, t("contacts: {names}"), found, one.contacts) or t("contacts: none yet"),
        _named(t, t("in charge: {names}"), found, one.in_charge),
    ]
    first, *more = side_by_side([f"■ {one.unit.name}", *(fact for fact in facts if fact)])
    return "\n".join([first, *(f"  {line}" for line in more)])


def _named(t: Translate, form: str, found: Roster, held: Iterable[Person], *, mark: bool = True) -> str:
    not_yet = t(" (not enrolled yet)") if mark else ""
    names = [p.name + ("" if p.id in found.enrolled else not_yet) + _away(t, found, p) for p in held]
    return form.format(names=listed(t, names)) if names else ""


def _away(t: Translate, found: Roster, person: Person) -> str:
    """（请假至7月15日，小吴代）"""
    if person.id not in found.away:
        return ""
    last, deputies = found.away[person.id]
    day = day_name(t, last, weekday=False)
    if deputies:
        return t(" (away until {day}, {names} acts)", day=day, names=listed(t, deputies))
    return t(" (away until {day})", day=day)


def _choose(shown: Roster, *, others: bool) -> list[list[Button]]:
    """The people of the units shown; of the others too where these stand."""
    everybody = shown.all if others else tuple({p.id: p for u in shown.units for p in u.all}.values())
    buttons = [Button(clipped(p.name, 10), "people.card", {"person": p.id}) for p in everybody]
    return [buttons[i : i + A_ROW] for i in range(0, len(buttons), A_ROW)]


def card(t: Translate, person: Person, units: Sequence[Unit], *, enrolled: bool) -> Message:
    """One person, for administrators."""
    where = {"person": person.id}
    state = t("deactivated") if not person.active else t("enrolled") if enrolled else t("not enrolled yet")
    back = Button(t("back"), "people.page", {"page": 0})
    if person.active:
        rows = [
            [Button(t("new code"), "people.again", where), Button(t("hand over"), "handover.to", where)],
            [Button(t("deactivate"), "people.leave", where, style="danger"), back],
        ]
    else:
        rows = [[Button(t("activate with a new code"), "people.again", where), _erase(t, person)], [back]]
    return say(
        Heading(person.name),
        posts(t, person, units),
        state,
        buttons=rows,
        once=False,
    )


def _erase(t: Translate, person: Person) -> Button:
    return Button(t("erase the name"), "erase.ask", {"person": person.id}, style="danger")


def leave(t: Translate, person: Person, units: Sequence[Unit], without: Sequence[Post]) -> Message:
    """Before somebody is deactivated: what nobody would do any more."""
    where = {"person": person.id}
    return say(
        t("Deactivate {name}? What was reported stays.", name=person.name),
        t("Then there would be nobody for: {posts}", posts=post_names(t, without, units)) if without else "",
        buttons=[
            *([[Button(t("hand over first"), "handover.to", where, style="primary")]] if without else []),
            [
                Button(t("deactivate"), "people.left", {**where, "answer": "yes"}, style="danger"),
                Button(t("cancel"), "draft.cancel", {"answer": "no"}),
            ],
        ],
    )


def left(t: Translate, person: Person) -> Message:
    return say(
        t("{name} is deactivated.", name=person.name),
        t("To take the name out of all records: erase {name}", name=person.name),
        buttons=[
            [Button(t("activate with a new code"), "people.again", {"person": person.id}), _erase(t, person)]
        ],
        once=False,
    )


def post_names(t: Translate, held: Sequence[Post], units: Sequence[Unit]) -> str:
    """联络员（交易科）、管理员"""
    return posts(t, Person(0, 0, "", tuple(held)), units)


# ---------------------------------------------------------------- handing over


def handover_from(t: Translate, people: Sequence[Person]) -> Message:
    return say(
        t("Whose duties are handed over? Or at once: handover 小周 小王"),
        buttons=[*_grid(people, "handover.to", "person", {}), _stop(t)],
    )


def handover_to(t: Translate, giver: Person, people: Sequence[Person]) -> Message:
    args = {"giver": giver.id}
    return say(
        t("Who takes over from {name}?", name=giver.name),
        t("Somebody new is invited first: invite 小王 contact 交易科"),
        buttons=[*_grid(people, "handover.ask", "taker", args), _stop(t)],
    )


def _grid(people: Sequence[Person], verb: str, key: str, args: dict[str, int]) -> list[list[Button]]:
    buttons = [Button(clipped(p.name, 10), verb, {**args, key: p.id}) for p in people]
    return [buttons[i : i + A_ROW] for i in range(0, len(buttons), A_ROW)]


def _stop(t: Translate) -> list[Button]:
    return [Button(t("cancel"), "draft.cancel", {"answer": "no"})]


def handover(t: Translate, plan: Handover, units: Sequence[Unit], indicators: int) -> Message:
    """What would go from whom to whom."""
    args = {
        "giver": plan.giver.id,
        "taker": plan.taker.id,
        "posts": [[p.role.value, p.unit_id] for p in plan.posts],
        "answer": "yes",
    }
    return say(
        Heading(t("Handover: {giver} → {taker}", giver=plan.giver.name, taker=plan.taker.name)),
        t("Posts: {posts}", posts=post_names(t, plan.posts, units)),
        t("Indicators with them: {n}", n=indicators) if indicators else "",
        t("Figures reported, in review or set aside stay with the unit."),
        buttons=[[Button(t("hand over"), "handover.confirm", args, style="primary"), *_stop(t)]],
    )


def handed_over(t: Translate, plan: Handover, *, without_post: bool) -> Message:
    rows = [[Button(t("deactivate {name}", name=plan.giver.name), "people.leave", {"person": plan.giver.id})]]
    return say(
        t("Handed over: {giver} → {taker}.", giver=plan.giver.name, taker=plan.taker.name),
        buttons=rows if without_post else [],
        once=False,
    )


def took_over(t: Translate, plan: Handover, units: Sequence[Unit]) -> Message:
    """To the one who takes over."""
    return say(
        t(
            "You have taken over from {giver}: {posts}",
            giver=plan.giver.name,
            posts=post_names(t, plan.posts, units),
        ),
        t("Type “report” to see what is open."),
    )


def gave_away(t: Translate, plan: Handover, units: Sequence[Unit]) -> Message:
    """To the one who hands over."""
    return say(
        t(
            "Your duties ({posts}) are with {taker} now. Thank you.",
            posts=post_names(t, plan.posts, units),
            taker=plan.taker.name,
        )
    )
