"""What the command line prints, in the installation's language. Imports services' results."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.indicator import Indicator
from bot.domain.people import Role
from bot.domain.quantity import Kind, Reading
from bot.services.assign import AssignmentsDifference
from bot.services.enrol import Invited
from bot.services.import_targets import Difference
from bot.services.ports import Unit
from bot.services.queues import StoredEvent
from bot.texts.catalogue import Translate, msg
from bot.texts.common import listed
from bot.texts.figures import shown
from bot.texts.kinds import MEASURES, RHYTHMS
from bot.texts.people import ROLES, posts
from bot.texts.questions import note_words
from bot.texts.table import assignment_counts, assignment_sections, counts, sections

WIDTH = 60
KINDS: Mapping[Kind, str] = {
    Kind.QUANTITY: msg("quantity"),
    Kind.RATE: msg("share"),
    Kind.INCREMENT: msg("increase"),
    Kind.GROWTH: msg("growth"),
    Kind.POINTS: msg("percentage points"),
    Kind.RANGE: msg("range"),
    Kind.DATE: msg("date"),
    Kind.QUALITATIVE: msg("in words"),
    Kind.DEFERRED: msg("judged later"),
    Kind.COMPOUND: msg("several in one cell"),
    Kind.NONE: msg("nothing"),
    Kind.UNREADABLE: msg("unreadable"),
}


# ---------------------------------------------------------------- import and targets


def import_head(t: Translate, difference: Difference, *, is_new: bool, others: Sequence[str]) -> str:
    """A new department is said to be one, beside those there are: its name may be mistyped."""
    name = difference.department.name
    if is_new and others:
        name = t("{name} (new; there are also {others})", name=name, others=listed(t, others))
    elif is_new:
        name = t("{name} (new)", name=name)
    return t(
        "{department} {year}: {counts}", department=name, year=difference.year, counts=counts(t, difference)
    )


def import_body(
    t: Translate, difference: Difference, notes: Iterable[tuple[str, Mapping[str, Any]]]
) -> Iterator[str]:
    """The whole difference, and what is odd about the table."""
    yield from (s.text for s in sections(t, difference, WIDTH))
    yield from (f"! {note_words(t, code, facts)}" for code, facts in notes)


def assignments_body(t: Translate, difference: AssignmentsDifference) -> Iterator[str]:
    yield t("Assignments: {counts}", counts=assignment_counts(t, difference))
    yield from (s.text for s in assignment_sections(t, difference, WIDTH))


def dry_run(t: Translate) -> str:
    return t("Nothing was stored (--dry-run).")


def stored(t: Translate) -> str:
    return t("Stored.")


def target_lines(t: Translate, indicators: Sequence[Indicator]) -> Iterator[str]:
    for i in indicators:
        unit = i.unit or t("nobody yet")
        facts = f"{t(MEASURES[i.measure])} {t(RHYTHMS[i.rhythm])}"
        yield f"{i.code}  {i.name}  {i.cells.annual_target or '—'}  {unit}  {facts}"


def written(t: Translate, name: str, rows: int) -> str:
    return t("{name}: {n} indicators. Correct it, then import it with --assignments.", name=name, n=rows)


# ---------------------------------------------------------------- read


def reading_line(t: Translate, reading: Reading) -> str:
    return f"{reading.text} → {_reading(t, reading)}"


def _reading(t: Translate, reading: Reading) -> str:
    kind = t(KINDS[reading.kind])
    if reading.parts:
        return f"{kind}: " + "; ".join(_reading(t, part) for part in reading.parts)
    if reading.low is not None or reading.high is not None:
        ends = (None if v is None else shown(t, v, reading.unit) for v in (reading.low, reading.high))
        return f"{kind} " + " – ".join(e or "…" for e in ends)
    if reading.value is None:
        return kind
    about = t("about ") if reading.approximate else ""
    return f"{kind} {about}{reading.operator or ''}{shown(t, reading.value, reading.unit)}"


# ---------------------------------------------------------------- people


def unnamed(t: Translate, role: Role, units: Sequence[Unit]) -> str:
    """交易科联络员: how somebody is called whose name was not given."""
    return "".join(u.name for u in units[:1]) + t(ROLES[role])


def invited(
    t: Translate,
    invited: Invited,
    units: Sequence[Unit],
    zone: ZoneInfo,
    links: Sequence[str],
    *,
    again: bool,
) -> Iterator[str]:
    """The code, whose it is, until when, and how it gets to work."""
    until = f"{invited.expires_at.astimezone(zone):%Y-%m-%d %H:%M}"
    yield t("Code: {code}", code=invited.code)
    yield t("{name}: {value}", name=invited.person.name, value=posts(t, invited.person, units))
    if again:
        yield t(
            "There is somebody of this name already: the post was added, the code is for the same person."
        )
    yield t("Valid until {until}, for one use.", until=until)
    for link in links:
        yield t("Link: {link}", link=link)
    yield t("To be sent to the bot: {words}", words=f"/start {invited.code}")


def stuck_event(t: Translate, event: StoredEvent, sender: str, zone: ZoneInfo) -> str:
    """3F9A21  2023-07-03 09:31  telegram  小周"""
    at = f"{event.received_at.astimezone(zone):%Y-%m-%d %H:%M}"
    return "  ".join((event.reference or "", at, event.platform, sender))


def stuck_summary(t: Translate, count: int, *, retried: bool, dropped: bool) -> str:
    if retried:
        return t("{n} to be handled once more.", n=count)
    if dropped:
        return t("{n} dropped.", n=count)
    if not count:
        return t("Nothing is stuck.")
    return t("{n} set aside. --retry REFERENCE handles one once more, --drop REFERENCE gives it up.", n=count)


NO_BACKUP: Mapping[str, str] = {
    "other-database": msg("{path} has its own: pg_dump and pg_restore."),
    "no-database": msg("There is no store yet: {path}."),
    "damaged": msg("{path} is no whole store of Dabiao. Nothing was written."),
    "there-already": msg("{path} is there already and is left as it is. Move it away, or name another."),
}


def no_backup(t: Translate, code: str, path: str) -> str:
    return t(NO_BACKUP[code], path=path)


def backed_up(t: Translate, name: str, size: int) -> str:
    return t("{name}: {size} MB, whole.", name=name, size=f"{size / 1024 / 1024:.1f}")


def restored(t: Translate, name: str) -> str:
    return t("The store is what {name} holds. Start the bot as usual.", name=name)


def no_database(t: Translate, why: str) -> str:
    return t("The database cannot be used: {why}", why=why)
