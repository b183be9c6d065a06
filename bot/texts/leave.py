"""Leave and deputies in words. Imports services' results and chat."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from bot.chat import Message, Paragraph, say
from bot.domain.leave import Leave
from bot.domain.people import Person, Post
from bot.services.leave import Absence, Named, Taking
from bot.services.ledger import Item
from bot.services.ports import Unit
from bot.texts.catalogue import Translate
from bot.texts.common import clipped, day_name, listed
from bot.texts.people import posts
from bot.texts.typed import typed

MOST_CODES = 2
Words = Callable[[Translate], Message]


def gone(t: Translate, found: Absence, units: Sequence[Unit], back: date, *, own: bool) -> Message:
    """What was stored, who is asked meanwhile, and from when on it is as before. `own`: said by the person."""
    who = "" if own else t("{name}: ", name=found.person.name)
    return say(
        who + t("Leave is noted: {days}.", days=days(t, found.leave)),
        t("Meanwhile these are asked:") + "\n" + "\n".join(_taking(t, one, units) for one in found.takings),
        _nobody(t, found, own=own),
        t("From {day} on all is as before. Back earlier? Type: back", day=day_name(t, back)),
    )


def days(t: Translate, leave: Leave, *, weekday: bool = True) -> str:
    """7月10日周一至7月14日周五; of a single day that day."""
    first, last = (day_name(t, day, weekday=weekday) for day in (leave.first, leave.last))
    return first if leave.first == leave.last else t("{first} to {last}", first=first, last=last)


def _taking(t: Translate, one: Taking, units: Sequence[Unit]) -> str:
    names = listed(t, (p.name for p in one.takers)) or t("nobody so far")
    who = t("{names} (deputy)", names=names) if one.deputy else names
    return t("{post}: {names}", post=post_name(t, one.post, units), names=who)


def _nobody(t: Translate, found: Absence, *, own: bool) -> str:
    if not found.untaken:
        return ""
    if own:
        return t("Nobody is there for some of it; the administrator is told. Name a deputy: deputy NAME")
    return t("Nobody is there for some of it. Name a deputy: deputy {name} NAME", name=found.person.name)


def post_name(t: Translate, post: Post, units: Sequence[Unit]) -> str:
    return posts(t, Person(0, 0, "", (post,)), units)


def state(
    t: Translate, found: Absence | None, named: Sequence[Named], units: Sequence[Unit], example: str
) -> Message:
    """/away by itself: one's leave, one's deputies, and how it is said."""
    lines = [t("No leave is noted.")]
    if found:
        lines = [t("Leave is noted: {days}.", days=days(t, found.leave))]
        lines += [_taking(t, one, units) for one in found.takings]
    lines += [t("Deputy ({unit}): {name}", unit=n.units[0].name, name=n.deputy.name) for n in named]
    return say(
        "\n".join(lines),
        t("For example: {example}. Back earlier: back. A deputy: deputy NAME", example=typed(t, example)),
    )


def takes_over(t: Translate, found: Absence, taker: Person, units: Sequence[Unit]) -> Message:
    """To somebody who is asked instead."""
    held = [one.post for one in found.takings if taker in one.takers]
    return say(
        t(
            "{name} is away: {days}. Meanwhile you are asked for: {posts}",
            name=found.person.name,
            posts=listed(t, (post_name(t, p, units) for p in held)),
            days=days(t, found.leave),
        ),
        t("What is open: “report”; what waits for review: “review”."),
    )


def untaken(t: Translate, found: Absence, units: Sequence[Unit]) -> Message:
    """To administrators: somebody is away and nobody is asked instead."""
    return say(
        t(
            "{name} is away: {days}; nobody is there for: {posts}",
            name=found.person.name,
            posts=listed(t, (post_name(t, p, units) for p in found.untaken)),
            days=days(t, found.leave),
        ),
        t(
            "Name a deputy, e.g. deputy {name} NAME; or invite one: invite NAME contact UNIT",
            name=found.person.name,
        ),
    )


def back(t: Translate, found: Absence, *, own: bool) -> Message:
    who = "" if own else t("{name}: ", name=found.person.name)
    return say(who + t("The leave is over; reminders and reviews come as before."))


def is_back(t: Translate, found: Absence) -> Message:
    """To those who were asked instead."""
    return say(
        t(
            "{name} is back; what you did in that place is no longer asked of you. Thank you.",
            name=found.person.name,
        )
    )


# ---------------------------------------------------------------- deputies


def named(t: Translate, found: Named, theirs: Absence | None, *, own: bool) -> Message:
    """`theirs`: the deputy's own leave, running or to come."""
    who = "" if own else t("{name}: ", name=found.person.name)
    return say(
        who
        + t(
            "Deputy is {deputy} ({units}).",
            deputy=found.deputy.name,
            units=listed(t, (u.name for u in found.units)),
        ),
        t("During a leave reminders and reviews go to the deputy, who may report and review."),
        t(
            "{name} is away, too: {days}. In that time the others of the unit are asked.",
            name=found.deputy.name,
            days=days(t, theirs.leave),
        )
        if theirs
        else "",
    )


def you_are_deputy(t: Translate, found: Named) -> Message:
    return say(
        t(
            "You are {name}'s deputy ({units}): when {name} is away, you are reminded and may act.",
            name=found.person.name,
            units=listed(t, (u.name for u in found.units)),
        )
    )


def no_deputy(t: Translate, found: Sequence[Named]) -> Message:
    return say(
        t("{name} is no deputy any more.", name=listed(t, dict.fromkeys(n.deputy.name for n in found)))
    )


def deputies(t: Translate, found: Sequence[Named], colleagues: Sequence[Person], *, admin: bool) -> Message:
    """/deputy by itself."""
    lines = [t("Deputy ({unit}): {name}", unit=n.units[0].name, name=n.deputy.name) for n in found]
    example = f"B角 {colleagues[0].name}" if colleagues else "B角 小周 小吴" if admin else "B角 小吴"
    return say(
        "\n".join(lines) or t("You have named no deputy."),
        t(
            "A deputy is of the same unit and acts while you are away. For example: {example}; none: deputy none",
            example=typed(t, example),
        ),
    )


def acted_for(t: Translate, person: Person, items: Iterable[Item]) -> str:
    """代小周（请假至7月15日）：2-06、2-07: whose items these are; empty when the person acts for nobody."""
    listing = list(items)
    lines = []
    for acting in {a.of: a for a in person.acting}.values():
        units = {a.post.unit_id for a in person.acting if a.of == acting.of}
        codes = list(dict.fromkeys(i.indicator.code for i in listing if i.indicator.unit_id in units))
        if not codes:
            continue
        shown = listed(t, codes[:MOST_CODES]) + ("…" if len(codes) > MOST_CODES else "")
        until = day_name(t, acting.until, weekday=False)
        lines.append(
            t("For {name} (away until {day}): {codes}", name=clipped(acting.name, 10), day=until, codes=shown)
        )
    return "\n".join(lines)


def with_paragraph(message: Message, text: str) -> Message:
    """The message with one more paragraph, if there is something to say."""
    return replace(message, blocks=(*message.blocks, Paragraph(text))) if text else message
