"""What became of reminders and digests, and whom the next one would reach. Services' results and chat."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from bot.chat import Heading, Message, say
from bot.services.deliveries import Fate, NextReminder, SlotDeliveries
from bot.services.remind_missing import Reminder
from bot.texts.catalogue import Translate, msg
from bot.texts.common import aside, day_name, listed
from bot.texts.fitting import COLUMNS, flow, wrap

MOST_OCCASIONS = 8
OCCASIONS: Mapping[str, str] = {
    "remind": msg("reminder"),
    "digest": msg("digest"),
    "preview": msg("preview of the digest"),
    "nudge": msg("reminded by hand"),
    "orphans": msg("what nobody answers for"),
    "round": msg("monitoring round or self-evaluation"),
}
FATES: Mapping[Fate, str] = {
    Fate.QUEUED: msg("on its way: {names}"),
    Fate.DROPPED: msg("no longer needed when it was to leave: {names}"),
    Fate.DEAD: msg("not delivered, blocked or refused: {names}"),
    Fate.PERHAPS: msg("perhaps delivered: {names}"),
    Fate.UNREACHABLE: msg("no account to write to: {names}"),
}


def overview(t: Translate, occasions: Sequence[SlotDeliveries]) -> Message:
    """The newest occasions with how many got it, and by name who did not, and why."""
    if not occasions:
        return say(t("Nothing was sent in the last two weeks."))
    parts = [Heading(t("What was sent"))]
    return say(*parts, *("\n".join(_occasion(t, one)) for one in occasions[:MOST_OCCASIONS]))


def _occasion(t: Translate, one: SlotDeliveries) -> Iterator[str]:
    day = day_name(t, one.at.date(), weekday=False)
    at = day if one.kind == "nudge" else f"{day} {one.at:%H:%M}"
    sent = len(one.people.get(Fate.SENT, ()))
    yield t("■ {at} {what}: delivered {n}", at=at, what=t(OCCASIONS.get(one.kind, one.kind)), n=sent)
    for fate, form in FATES.items():
        if names := one.people.get(fate):
            yield from (f" {line}" for line in wrap(t(form, names=listed(t, names)), COLUMNS - 1))


def preview(t: Translate, found: NextReminder | None, reachable: Collection[int]) -> Message:
    """When the next reminder goes out; to whom, with what; who cannot be reached and who has nothing open."""
    if found is None:
        return say(t("No reminder lies ahead."))
    at = found.slot.at
    head = t("Next reminder: {day} {time}", day=day_name(t, at.date()), time=f"{at:%H:%M}")
    told = [r for r in found.found if r.person.id in reachable]
    lost = [r.person.name for r in found.found if r.person.id not in reachable]
    lines = [
        t("As things stand it goes to {n}:", n=len(told)) if told else t("As things stand nobody gets it.")
    ]
    lines += flow([r.person.name + aside(t, why(t, r)) for r in told])
    others = {
        msg("no account to write to: {names}"): lost,
        msg("nothing open: {names}"): found.done,
        msg("open, but this step is not for contacts: {names}"): found.not_now,
    }
    for form, names in others.items():
        if names:
            lines += wrap(t(form, names=listed(t, names)))
    return say(Heading(head), "\n".join(lines), t("It is worked out anew when it is sent."), whole=True)


def why(t: Translate, reminder: Reminder) -> str:
    """2项待报，本科室3项未报，待审1项"""
    words = []
    if reminder.items:
        words.append(t("{n} to report", n=len(reminder.items)))
    if reminder.overview:
        words.append(t("{n} missing in the units", n=len(reminder.overview)))
    if reminder.waiting:
        words.append(t("{n} to review", n=reminder.waiting))
    return t("; ").join(words)
