"""The questions on the way from typed figures to stored ones: every button of a draft leads here."""

from collections.abc import Mapping
from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any

from bot.chat import Message
from bot.domain.actual import Actual
from bot.domain.errors import DomainError
from bot.services import draft as drafts
from bot.services.draft import Draft, Line
from bot.services.ledger import Ledger
from bot.services.report_actual import Reported, report_actual
from bot.services.scope import current_year, ledger_with, not_yet_asked, open_items, own
from bot.services.secrecy import check_words
from bot.services.small_talk import check_reason
from bot.texts import drafts as texts
from bot.texts import report as report_texts
from handlers import after_report, evidence, filling
from handlers.command import REPORTERS, Press, Right
from handlers.turn import Turn


def go_on(turn: Turn, ledger: Ledger, draft: Draft) -> None:
    """Ask the next thing about the draft, or show what was understood."""
    step = drafts.next_step(draft, ledger, turn.person, turn.calendar, turn.today)
    filling.keep(turn)
    turn.close()
    turn.reply(question(turn, ledger, step))


def question(turn: Turn, ledger: Ledger, step: drafts.Step) -> Message:
    match step:
        case drafts.WhichIndicator():
            return texts.which_indicator(turn.t, step)
        case drafts.WhichReading():
            return texts.which_reading(turn.t, step)
        case drafts.Doubtful():
            return texts.doubtful(turn.t, step)
        case drafts.WhyCorrected():
            turn.ask("because", draft=step.draft.to_json(), index=step.index)
            return texts.why_corrected(turn.t, step)
        case drafts.Ready():
            earlier = ledger.year < current_year(turn.uow, turn.department, turn.today)
            return texts.ready(turn.t, step, ledger, earlier=earlier)


def _edit(turn: Turn, args: Mapping[str, Any], **changes: Any) -> None:
    """Change the line the button is about, then go on."""
    draft = Draft.from_json(args["draft"])
    index = args["index"]
    line = replace(draft.lines[index], **changes)
    go_on(turn, _ledger(turn, draft), draft.with_line(index, line))


def _ledger(turn: Turn, draft: Draft) -> Ledger:
    """The table that the draft's indicators are of."""
    if not draft.lines:
        raise DomainError("stale-button")
    return ledger_with(turn.uow, turn.department, draft.lines[0].indicators[0], turn.today)


def which(turn: Turn, args: Mapping[str, Any]) -> None:
    _edit(turn, args, indicators=(args["pick"],))


def reading(turn: Turn, args: Mapping[str, Any]) -> None:
    """One of several readings was picked: they are read again, in the same order."""
    draft = Draft.from_json(args["draft"])
    ledger = _ledger(turn, draft)
    line = draft.lines[args["index"]]
    step = drafts.next_step(draft, ledger, turn.person, turn.calendar, turn.today)
    if not isinstance(step, drafts.WhichReading) or step.index != args["index"]:
        raise DomainError("stale-button")
    picked = line.chosen(step.readings[args["pick"]])
    go_on(turn, ledger, draft.with_line(args["index"], picked))


def accept(turn: Turn, args: Mapping[str, Any]) -> None:
    line = Draft.from_json(args["draft"]).lines[args["index"]]
    _edit(turn, args, accepted=(*line.accepted, *args["codes"]))


def suggested(turn: Turn, args: Mapping[str, Any]) -> None:
    """The other meaning was meant: 这是当月数, or 99.7 for 0.997."""
    line = Draft.from_json(args["draft"]).lines[args["index"]]
    actual = Actual(Decimal(args["value"]), own=args["own"])
    meant = line.chosen(actual)
    _edit(
        turn,
        args,
        value=meant.value,
        numerator=None,
        denominator=None,
        was_own=meant.was_own,
        reason="" if line.reason else line.reason,
        accepted=(*line.accepted, *args["codes"]),
    )


def because(turn: Turn, args: Mapping[str, Any]) -> None:
    _edit(turn, args, reason=args["reason"])


def because_typed(turn: Turn, text: str) -> None:
    """The reason of a correction, typed."""
    dialogue = turn.dialogue
    if dialogue is None:
        raise DomainError("stale-button")
    check_words(text)
    check_reason(text)
    turn.settle_open_questions()
    _edit(turn, dialogue.data, reason=text.strip()[:200])


def change(turn: Turn, args: Mapping[str, Any]) -> None:
    """改数: the same indicator and period are asked for again."""
    draft = Draft.from_json(args["draft"])
    ledger = _ledger(turn, draft)
    line: Line = draft.lines[args["index"]]
    item = drafts.item_of(line, ledger)
    held = asdict(line.evidence) if line.evidence else None
    turn.ask("figure", indicator=item.indicator.id, period=item.period.key, evidence=held)
    turn.reply(report_texts.prompt(turn.t, item, ledger))


def cancel(turn: Turn, _args: Mapping[str, Any]) -> None:
    turn.close()
    turn.reply(report_texts.cancelled(turn.t))
    filling.resume(turn)


def verify(turn: Turn, args: Mapping[str, Any]) -> None:
    """Ask about each figure of the draft that is odd."""
    draft = Draft.from_json(args["draft"])
    go_on(turn, _ledger(turn, draft), draft)


def confirm(turn: Turn, args: Mapping[str, Any]) -> None:
    """Store the draft, once; then what follows: reasons, the lead's review, what is left."""
    draft = Draft.from_json(args["draft"])
    ledger = _ledger(turn, draft)
    step = drafts.next_step(draft, ledger, turn.person, turn.calendar, turn.today)
    if not isinstance(step, drafts.Ready):
        turn.reply(question(turn, ledger, step))
        return
    reported = report_actual(
        turn.uow,
        turn.person,
        ledger,
        step.lines,
        calendar=turn.calendar,
        today=turn.today,
        now=turn.now,
        event_id=turn.event_id,
        question_id=turn.pressed.question_id if turn.pressed else None,
    )
    turn.close()
    stored(turn, ledger, reported, later=Draft.from_json(args.get("later", ())))


def stored(turn: Turn, before: Ledger, reported: tuple[Reported, ...], *, later: Draft | None = None) -> None:
    """Say what is stored, and what follows; figures to be asked about `later` come before that."""
    ledger = Ledger.load(turn.uow, turn.department, before.year)
    left = len(open_items(ledger, own(ledger, turn.person), turn.calendar, turn.local))
    left = max(left, len(later.lines)) if later else left
    all_in = not left and not not_yet_asked(ledger, own(ledger, turn.person), turn.today)
    review = ledger.department.settings.review
    asked = [r.item for r in reported if ledger.lacks_evidence(r.item)]
    closed = evidence.closed(turn)
    turn.reply(
        report_texts.stored(turn.t, reported, left, asked, all_in=all_in, review=review, closed=closed)
    )
    for one in reported:
        turn.audit(
            "report",
            indicator=one.item.indicator.code,
            period=one.item.period.key,
            value=str(one.revision.value),
            on_behalf=one.revision.on_behalf,
        )
        if one.evidence:
            evidence.audit(turn, "evidence", one.item.indicator, one.evidence)
    if later is None or not later.lines:
        after_report.follow(turn, before, ledger, reported)
        return
    after_report.tell(turn, ledger, reported)
    after_report.keep_reasons(turn, before, reported)
    go_on(turn, ledger, later)


ACTIONS: Mapping[str, tuple[Right, Press]] = {
    "draft.which": (REPORTERS, which),
    "draft.reading": (REPORTERS, reading),
    "draft.accept": (REPORTERS, accept),
    "draft.suggested": (REPORTERS, suggested),
    "draft.because": (REPORTERS, because),
    "draft.change": (REPORTERS, change),
    "draft.cancel": (REPORTERS, cancel),
    "draft.confirm": (REPORTERS, confirm),
    "draft.verify": (REPORTERS, verify),
}
DIALOGUES = {"because": because_typed}
