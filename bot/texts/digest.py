"""The digest in words: narrow lines, units and never people, no ranking. Imports services' results and chat."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.chat import Attachment, Block, Button, Heading, Message, say
from bot.domain.attainment import Group
from bot.domain.figures import percent, rounded
from bot.domain.indicator import Indicator
from bot.domain.pace import pace
from bot.services.compose_digest import Changes, Digest, Edition, Kind
from bot.services.show_board import Filter, Row
from bot.services.sight import State
from bot.texts.board import View
from bot.texts.catalogue import Translate, msg
from bot.texts.common import day_name, month_name, no_table_yet, short_title, weekday_name
from bot.texts.digest_rows import (
    ELLIPSIS,
    codes_line,
    forecast_words,
    low_lines,
    one_line,
    with_unit,
    wrapped,
)
from bot.texts.figures import as_written
from bot.texts.fitting import COLUMNS, fitted, flow
from bot.texts.pictures import board_picture
from bot.texts.reasons import reason_words
from bot.texts.status import pretend_line

MOST_LOW = 8
MOST_MISSING = 10
MOST_CHANGES = 6
MOST_BUTTONS = 8
TITLES: Mapping[Kind, str] = {
    Kind.DIGEST: msg("[Progress of indicators] {day} {weekday}"),
    Kind.PREVIEW: msg("[Preview of the digest] {day} {weekday}"),
    Kind.LIVE: msg("[Progress of indicators, as of now] {day}"),
}


def digest(t: Translate, found: Digest, *, now: date, may_ask: bool, explains: Sequence[Row] = ()) -> Message:
    """What changed, what is low, what will miss, who has not reported. `explains`: rows to explain (preview)."""
    edition = found.edition
    shared, picture = edition.once((t.language, found.as_much), lambda: _for_all_who_see_it(t, found))
    parts: list[Block | str] = [Heading(_title(t, edition, now)), *shared]
    parts += [_joined(_awaited(t, found)), _joined(_unassigned(t, found.unassigned))]
    if explains:
        parts.append(
            _joined(
                [
                    t("Leaders read this on {day}.", day=_when(t, edition)),
                    t("You can add a word to a low one."),
                ]
            )
        )
    parts.append(_joined([t("Internal data; not to be passed on without approval."), _pretend(t, found)]))
    return say(*parts, buttons=_buttons(t, found, may_ask, explains), picture=picture, once=False, whole=True)


def _for_all_who_see_it(t: Translate, found: Digest) -> tuple[list[str], Attachment | None]:
    """The counts and rows, which are the longest part, and their picture."""
    edition = found.edition
    rows = _full(t, found) if edition.full else _short(t, found)
    drawn = edition.full and edition.kind is not Kind.PREVIEW  # a lead's own few rows say it in words
    picture = board_picture(t, found.board) if drawn else None
    return [_joined(lines) for lines in (counts(t, found), *rows)], picture


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(line for line in lines if line)


def _pretend(t: Translate, found: Digest) -> str:
    return pretend_line(t, found.board.sight)


def _title(t: Translate, edition: Edition, now: date) -> str:
    day = now if edition.kind is Kind.LIVE else edition.at.date()
    return t(
        TITLES[edition.kind],
        day=day_name(t, day, weekday=False),
        weekday=weekday_name(t, day),
    )


def _when(t: Translate, edition: Edition) -> str:
    return f"{day_name(t, edition.at.date())} {edition.at:%H:%M}"


# ---------------------------------------------------------------- counts


def counts(t: Translate, found: Digest) -> list[str]:
    """Data until when, how many are in which state, and the shares with and without the unreported."""
    share = format(rounded(pace(found.edition.month[1]), 1).normalize(), "f")
    return [
        t("data until the end of {month} | pace {pace}%", month=_month(t, found.edition), pace=share),
        _states(t, found),
        *_groups(t, found),
        _shares(t, found),
    ]


def _month(t: Translate, edition: Edition) -> str:
    """12月, and from February on 2023年12月: the year is over, and the next one's table is in use."""
    year, month = edition.month
    name = month_name(t, month)
    is_over = edition.at.year != year and edition.at.month > 1
    return t("{period} {year}", period=name, year=year) if is_over else name


def _states(t: Translate, found: Digest) -> str:
    line = t(
        "{n} in all: reviewed {reviewed} waiting {waiting} not reported {missing}",
        n=len(found.board.rows),
        reviewed=found.reviewed,
        waiting=len(found.waiting),
        missing=len(found.missing),
    )
    return line + (t(" not due {n}", n=found.not_due) if found.not_due else "")


def _groups(t: Translate, found: Digest) -> list[str]:
    """Normal and low first; what carries no blame is named apart."""
    if not found.reviewed:
        return []
    words = [
        t("normal {n}", n=found.in_group(Group.NORMAL)),
        t("low {n}", n=found.in_group(Group.LOW)),
    ]
    others = (
        (Group.IN_PROGRESS, t("by year end, in progress {n}")),
        (Group.BY_APPLICATION, t("by application, fewer {n}")),
        (Group.QUESTION, t("target to be clarified {n}")),
    )
    words += [form.format(n=found.in_group(g)) for g, form in others if found.in_group(g)]
    return flow(words)


def _shares(t: Translate, found: Digest) -> str:
    """With and without the unreported, never as if what is not due were missing."""
    due = len(found.board.rows) - found.not_due
    if not found.reviewed or not due:
        return ""
    normal = found.in_group(Group.NORMAL)
    form = msg("normal: {counted} of the reviewed, {due} of all")
    if found.not_due:
        form = msg("normal: {counted} of the reviewed, {due} of those due")
    return t(form, counted=_percent(normal, found.reviewed), due=_percent(normal, due))


def _percent(part: int, whole: int) -> str:
    return percent(Decimal(part) / whole)


# ---------------------------------------------------------------- the full digest


def _full(t: Translate, found: Digest) -> list[list[str]]:
    return [_compared(t, found), _low(t, found), _forecasts(t, found), _missing(t, found), _waiting(t, found)]


def _compared(t: Translate, found: Digest) -> list[str]:
    edition = found.edition
    if edition.since is None or edition.before_month is None:
        return []
    then = t("end of {month}", month=month_name(t, edition.before_month[1]))
    head = t("■ Since the last one ({when})", when=then)
    lines = change_lines(t, found.changes)
    if not found.changes.targets:
        lines.append(t("targets changed: none"))
    return [head, *lines]


def change_lines(t: Translate, changes: Changes) -> list[str]:
    named = (
        (t("year's target reached: "), changes.completed),
        (t("normal again: "), changes.to_normal),
        (t("newly low: "), changes.to_low),
        (t("fewer applications by now: "), changes.to_fewer),
    )
    lines = [one_line(t, label, found) for label, found in named if found]
    for indicator, change in changes.targets:
        words = f"{indicator.code} {as_written(t, change.old or '—')}→{as_written(t, change.new or '—')}"
        document = t(" ({document})", document=change.document) if change.document else ""
        lines += wrapped(words + document, t("target changed: "))
    return lines + ([one_line(t, t("plan changed: "), changes.plans)] if changes.plans else [])


def _low(t: Translate, found: Digest) -> list[str]:
    if not found.low:
        return []
    lines = [t("■ Low: {n}", n=len(found.low))]
    for low in found.low[:MOST_LOW]:
        lines += low_lines(t, low)
    if len(found.low) > MOST_LOW:
        lines.append(t("and {n} more: press “low”", n=len(found.low) - MOST_LOW))
    return lines


def _forecasts(t: Translate, found: Digest) -> list[str]:
    """Where the year ends if it goes on like this: of low amounts that accumulate; a guess, and called one."""
    words = [forecast_words(t, low) for low in found.low if low.forecast is not None]
    return [t("■ If it goes on like this (an assumption)"), *flow(words[:MOST_BUTTONS])] if words else []


def _missing(t: Translate, found: Digest) -> list[str]:
    if not found.missing:
        return []
    due, edition = found.edition.window.due, found.edition
    form = msg("■ Not reported: {n} (due on the {day})")
    if edition.reminded:
        form = msg("■ Not reported: {n} (due on the {day}, reminded)")
    lines = [t(form, n=len(found.missing), day=due.day)]
    for row in found.missing[:MOST_MISSING]:
        lines += [with_unit(t, row.indicator), *_deferred(t, found, row)]
    if len(found.missing) > MOST_MISSING:
        lines += flow([r.indicator.code for r in found.missing[MOST_MISSING:]])
    return lines


def _deferred(t: Translate, found: Digest, row: Row) -> list[str]:
    """Set aside for data from above is a reason, not a lapse."""
    sight = found.board.sight
    deferral = sight.ledger.deferral(row.item, sight.today) if row.item else None
    if row.state is not State.DEFERRED or deferral is None:
        return []
    return [" " + t("data from above, about {day}", day=day_name(t, deferral.until, weekday=False))]


def _waiting(t: Translate, found: Digest) -> list[str]:
    """Named with their units; the figures themselves only when they count."""
    rows = found.waiting
    if len(rows) == 1:
        return [with_unit(t, rows[0].indicator, t("■ Waiting for review: "))]
    words = [_with_unit_name(r) for r in rows[:MOST_MISSING]]
    return [t("■ Waiting for review: {n}", n=len(rows)), *flow(words)] if rows else []


# ---------------------------------------------------------------- the short digest


def _short(t: Translate, found: Digest) -> list[list[str]]:
    """At most six lines of what changed, then what is still open."""
    lines = change_lines(t, found.changes)
    changes = found.changes
    if changes.counted:
        lines.append(one_line(t, t("newly in: "), changes.counted))
    if changes.corrected:
        lines.append(one_line(t, t("corrected: "), changes.corrected))
    for indicator, said in changes.said:
        lines.append(
            fitted(t("{code}, the unit says: {text}", code=indicator.code, text=reason_words(t, said)))
        )
    head = t("■ Since the last one ({when})", when=_last(t, found.edition))
    return [[head, *(lines[:MOST_CHANGES] or [t("nothing has changed")])], _still(t, found)]


def _last(t: Translate, edition: Edition) -> str:
    return day_name(t, edition.since.date(), weekday=False) if edition.since else "—"


def _still(t: Translate, found: Digest) -> list[str]:
    """What is low, not reported or waiting, by code; and the window that is open or opens this week."""
    named = (
        (t("low: "), [low.row.indicator.code for low in found.low]),
        (t("not reported: "), [_with_unit_name(r) for r in found.missing]),
        (t("waiting for review: "), [_with_unit_name(r) for r in found.waiting]),
    )
    return [*(codes_line(t, label, words) for label, words in named if words), _opening(t, found)]


def _with_unit_name(row: Row) -> str:
    return f"{row.indicator.code}{row.indicator.unit or ''}"


def _opening(t: Translate, found: Digest) -> str:
    window = found.edition.opening
    if window is None:
        return ""
    month, due = month_name(t, window.end[1]), day_name(t, window.due, weekday=False)
    if found.in_later:
        return t("{month} so far: {n} in, until {day}", month=month, n=found.in_later, day=due)
    opens = day_name(t, window.opens, weekday=False)
    return t("{month} is reported {opens}–{day}", month=month, opens=opens, day=due)


# ---------------------------------------------------------------- the ends


def to_do(t: Translate, nobodys: Sequence[Indicator], awaited: int | None) -> Message:
    """What an administrator has to see to, alone, while there is no digest."""
    assign = [[Button(t("assign a unit"), "assign.list", {})]] if nobodys else []
    table = _joined(_send_table(t, awaited)) if awaited else ""
    return say(table, _joined(_unassigned(t, nobodys)), buttons=assign, once=False)


def _awaited(t: Translate, found: Digest) -> list[str]:
    """The year without a table: to the administrator from January on, to everybody once it is reported on."""
    edition = found.edition
    if edition.awaited is None:
        return []
    if found.person.is_admin:
        return _send_table(t, edition.awaited)
    return [no_table_yet(t, edition.awaited)] if edition.at.month > 1 else []


def _send_table(t: Translate, year: int) -> list[str]:
    return [f"■ {no_table_yet(t, year)}", t("Please send it here; what changes is shown first.")]


def _unassigned(t: Translate, indicators: Sequence[Indicator]) -> list[str]:
    """Indicators nobody answers for, to the administrator, until somebody does."""
    if not indicators:
        return []
    head = t("■ No responsible unit: {n}", n=len(indicators))
    rows = [short_title(i, COLUMNS) for i in indicators[:MOST_MISSING]]
    return [head, *rows, *([ELLIPSIS] if len(indicators) > MOST_MISSING else [])]


def _buttons(t: Translate, found: Digest, may_ask: bool, explains: Sequence[Row]) -> list[list[Button]]:
    everything = t("{n} in detail", n=len(found.board.rows))
    view = View(year=found.edition.month[0], as_of=_as_of(found.edition))
    rows = [[Button(everything, "board.open", replace(view, which=Filter.ALL).args)]]
    if found.low:
        rows[0].append(Button(t("low ones"), "board.open", replace(view, which=Filter.LOW).args))
    if found.low and may_ask:
        rows[0].append(Button(t("ask a unit to explain"), "inquiry.choose", {}))
    if found.edition.kind is Kind.PREVIEW and _may_review(found):
        rows.append([Button(t("review"), "review.list", {})])
    if found.unassigned:
        rows.append([Button(t("assign a unit"), "assign.list", {})])
    explaining = [
        Button(t("explain {code}", code=r.indicator.code), "preview.explain", _where(r)) for r in explains
    ]
    return rows + [explaining[i : i + 2] for i in range(0, min(len(explaining), MOST_BUTTONS), 2)]


def _may_review(found: Digest) -> bool:
    return any(found.person.may_review(row.indicator.unit_id) for row in found.waiting)


def _as_of(edition: Edition) -> str:
    """The details of a preview are those of the digest to come."""
    return edition.at.isoformat(timespec="minutes") if edition.kind is Kind.PREVIEW else ""


def _where(row: Row) -> dict[str, object]:
    return {"indicator": row.indicator.id, "period": row.item.period.key if row.item else ""}
