"""A unit's questions in a round, one indicator after the other. Imports services' results and chat."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from bot.chat import Button, Heading, Message, say
from bot.domain.attainment import Attainment
from bot.domain.figures import rounded
from bot.domain.indicator import Indicator, Measure
from bot.domain.likelihood import Likelihood
from bot.domain.monitoring import AnswerState, RoundKind, Stated, Step
from bot.domain.period import Period
from bot.services.round_book import MEAN_PLACES, RoundBook
from bot.services.round_typed import Doubtful, ReadValue
from bot.texts import rounds
from bot.texts.attainment import deviation_words, light_word, target_line
from bot.texts.catalogue import Translate, msg
from bot.texts.common import clipped, figure, listed, period_name, target_text, title
from bot.texts.drafts import DOUBTS
from bot.texts.figures import shown
from bot.texts.reasons import OFFICIAL, reason_words
from bot.texts.round_answers import LIKELIHOODS, stated_line


@dataclass(frozen=True)
class Asked:
    """A question of the pass. `where` goes into every button; `place` counts from 1, `of` how many there are.

    `lead`: what was noted just before.
    """

    book: RoundBook
    indicator: Indicator
    step: Step
    where: Mapping[str, Any]
    place: int
    of: int
    lead: str = ""

    @property
    def stated(self) -> Stated:
        return self.book.stated(self.indicator)


def question(t: Translate, asked: Asked) -> Message:
    match asked.step:
        case Step.VALUE:
            return _value(t, asked)
        case Step.WHY_NONE:
            return _asked(
                t,
                asked,
                [t("Why is there no figure? Type it, for example: the higher office has not answered yet")],
                [],
            )
        case Step.EXPECTED:
            return _expected(t, asked)
        case Step.REASONS:
            return _reasons(t, asked)
        case Step.TEXT:
            return _text(t, asked)
        case _:
            return _likelihood(t, asked)


def _asked(t: Translate, asked: Asked, lines: Sequence[str], buttons: Sequence[Sequence[Button]]) -> Message:
    place = f"{asked.place}/{asked.of}"
    moves = [Button(t("skip"), "round.skip", asked.where)]
    if asked.place > 1:
        moves.insert(0, Button(t("one back"), "round.previous", asked.where))
    return say(
        asked.lead,
        Heading(f"{place} {title(asked.indicator)}"),
        "\n".join(line for line in lines if line),
        buttons=[*buttons, moves],
    )


# ---------------------------------------------------------------- words that are no answer


def still_asked(t: Translate, asked: Asked, *, hello: bool) -> Message:
    """A kind word for a kind word; the question stands."""
    return say(
        t("I am here.") if hello else t("Fine."),
        t(
            "Still asked ({place}): {title}. Answer the question above, or type “{word}” to leave.",
            place=f"{asked.place}/{asked.of}",
            title=title(asked.indicator),
            word=t("stop for now"),
        ),
    )


def how_to_change(t: Translate, asked: Asked) -> Message:
    indicator = asked.indicator
    return say(
        t(
            "To change an answer, send its code and the right figure, for example: {code} {example}. “{back}” goes to the one before.",
            code=indicator.code,
            example=_example(t, indicator, asked.stated.value or asked.book.target_value(indicator)),
            back=t("one back"),
        )
    )


# ---------------------------------------------------------------- the questions


def _value(t: Translate, asked: Asked) -> Message:
    indicator, book = asked.indicator, asked.book
    newest = book.newest(indicator)
    back = newest.note if newest and newest.state is AnswerState.RETURNED else ""
    known = asked.stated.value if asked.stated.value is not None else book.known_value(indicator)
    latest = _latest(asked) if known is None else None
    asks = {
        "span": rounds.span(t, book.round),
        "example": _example(t, indicator, latest[1] if latest else known),
    }
    if indicator.measure is Measure.AVERAGE:
        how = t("{span}: what is the mean? Press or type, for example: {example}", **asks)
    else:
        how = t("{span}: how much? Press or type, for example: {example}", **asks)
    before = latest and t(
        "reviewed last: {period} {value}",
        period=period_name(t, latest[0]),
        value=figure(t, indicator, latest[1]),
    )
    lines = [
        t("returned: {reason}", reason=back) if back else "",
        t("annual target: {target}", target=target_text(t, indicator)),
        before or "",
        how,
    ]
    none = [Button(t("there is no figure"), "round.none", asked.where)]
    if known is None:
        return _asked(t, asked, lines, [none])
    return _asked(t, asked, lines, [*_known(t, asked, known), none])


def _known(t: Translate, asked: Asked, known: Decimal) -> list[list[Button]]:
    """What is known, to be taken; with what is expected of the year, where that is known too."""
    indicator, book = asked.indicator, asked.book
    take = {**asked.where, "value": format(known, "f")}
    value = figure(t, indicator, known)
    rows = [[Button(value, "round.value", {**take, "answer": "yes"}, style="primary")]]
    expected = asked.stated.expected
    if expected is None:
        expected = book.forecast(indicator, known)
    if expected is not None and book.round.kind is RoundKind.MONITORING:
        both = t("{value}, whole year {expected}", value=value, expected=figure(t, indicator, expected))
        rows.append([Button(both, "round.value", {**take, "expected": format(expected, "f")})])
    return rows


def _latest(asked: Asked) -> tuple[Period, Decimal] | None:
    """The newest reviewed figure up to the span's end."""
    found = asked.book.round
    latest = asked.book.ledger.latest_counted(asked.indicator, (found.year, found.until))
    if latest is None:
        return None
    return latest.period, rounded(asked.book.ledger.actual(asked.indicator, latest), MEAN_PLACES)


def _example(t: Translate, indicator: Indicator, known: Decimal | None) -> str:
    value = known if known is not None else indicator.target_value
    return figure(t, indicator, Decimal(12) if value is None else value)


def _expected(t: Translate, asked: Asked) -> Message:
    indicator, stated = asked.indicator, asked.stated
    offered: dict[Decimal, str] = {}
    if stated.expected is not None:
        offered[stated.expected] = t("as before: {value}", value=figure(t, indicator, stated.expected))
    forecast = asked.book.forecast(indicator, stated.value) if stated.value is not None else None
    if forecast is not None:
        offered.setdefault(forecast, t("by its pace: {value}", value=figure(t, indicator, forecast)))
    target = asked.book.target_value(indicator)
    if target is not None:
        offered.setdefault(target, t("the target: {value}", value=figure(t, indicator, target)))
    rows = [
        [Button(label, "round.expected", {**asked.where, "value": format(value, "f")})]
        for value, label in offered.items()
    ]
    lines = [
        t("annual target: {target}", target=target_text(t, indicator)),
        t(
            "What is expected of the whole year? Press or type, for example: {example}",
            example=_example(t, indicator, target),
        ),
    ]
    return _asked(t, asked, lines, rows)


def _judged(t: Translate, asked: Asked) -> list[str]:
    """What was stated, and what it amounts to now."""
    attainment = asked.book.at_the_end(asked.indicator, asked.stated)
    if asked.book.round.kind is RoundKind.SELF_EVALUATION:
        return _judged_for_the_year(t, asked, attainment)
    lines = [stated_line(t, asked.book.round, asked.indicator, asked.stated)]
    if attainment is not None:
        words = " ".join(w for w in (deviation_words(t, attainment), light_word(t, attainment)) if w)
        lines += [target_line(t, asked.indicator, attainment), words]
    by_then = asked.book.at_year_end(asked.indicator, asked.stated)
    if by_then is not None and by_then.shortfall:
        lines.append(t("What is expected of the year does not reach the target."))
    return lines


def _judged_for_the_year(t: Translate, asked: Asked, attainment: Attainment | None) -> list[str]:
    """Once the year is over nothing is said of its pace."""
    lines = [stated_line(t, asked.book.round, asked.indicator, asked.stated)]
    if attainment is not None:
        lines.append(target_line(t, asked.indicator, attainment))
        lines.append(t("The year's target is passed by far.") if attainment.far_above else "")
        lines.append(t("The year's target is missed.") if attainment.shortfall else "")
    return lines


def _reasons(t: Translate, asked: Asked) -> Message:
    ticked = asked.stated.reasons
    toggles = [
        Button(
            f"{'✔ ' if reason in ticked else ''}{t(words)}",
            "round.reason",
            {**asked.where, "reason": reason.value},
        )
        for reason, words in OFFICIAL.items()
    ]
    text = asked.stated.text
    lines = [
        *_judged(t, asked),
        t("said: {text}", text=clipped(text, 60)) if text else "",
        t("Why? Several may hold; words can be typed too."),
    ]
    done = [Button(t("done choosing"), "round.reasons_done", asked.where, style="primary")]
    before = [] if ticked or text else _as_reported(t, asked)
    return _asked(t, asked, lines, [*before, toggles[:3], toggles[3:], done])


def _as_reported(t: Translate, asked: Asked) -> list[list[Button]]:
    """What was said before, of a figure that was reported, need not be said again."""
    before = asked.book.reason_before(asked.indicator)
    if before is None:
        return []
    label = t("as reported: {reason}", reason=clipped(reason_words(t, before), 16))
    args = {"reason": before.reason, "text": reason_words(t, before)}
    return [[Button(label, "round.as_reported", {**asked.where, **args})]]


def _text(t: Translate, asked: Asked) -> Message:
    text = asked.stated.text
    attainment = asked.book.at_the_end(asked.indicator, asked.stated)
    passed = attainment is not None and attainment.far_above
    keep = [Button(t("keep as it is"), "round.keep_text", asked.where)]
    if asked.book.round.kind is RoundKind.MONITORING:
        ticked = listed(t, (t(words) for code, words in OFFICIAL.items() if code in asked.stated.reasons))
        how = t(
            "{reasons}: please explain in a few words, for example: the funds came at the end of July",
            reasons=ticked,
        )
        return _asked(t, asked, [*_judged(t, asked), how], [])
    lines = [
        *_judged(t, asked),
        t("said: {text}", text=clipped(text, 60)) if text else "",
        t(
            "Why was the target passed by so much? Please type it, for example: the target was low; next year's will be realistic"
        )
        if passed
        else t(
            "Why, and what is done about it? Please type it, for example: bidding was put off; next year it is planned earlier"
        ),
    ]
    return _asked(t, asked, lines, [keep] if text else _as_reported(t, asked))


def _likelihood(t: Translate, asked: Asked) -> Message:
    behind = asked.book.is_behind(asked.indicator, asked.stated)
    certain = asked.stated.value is not None and not behind
    buttons = [
        Button(
            t(words),
            "round.likelihood",
            {**asked.where, "likelihood": likelihood.value}
            | ({"answer": "yes"} if certain and likelihood is Likelihood.CERTAIN else {}),
            style="primary" if certain and likelihood is Likelihood.CERTAIN else "",
        )
        for likelihood, words in LIKELIHOODS.items()
    ]
    rows = [[buttons[0]], buttons[1:]] if certain else [buttons]
    return _asked(t, asked, [*_judged(t, asked), t("Will the year's target be reached?")], rows)


# ---------------------------------------------------------------- a doubtful figure

EXPECTED_DOUBTS: Mapping[str, str] = {
    "below-last": msg(
        "{value} expected of the year is below the {previous} there is already. Is that right?"
    ),
    "far-below-last": msg(
        "{value} expected of the year is far below the {previous} there is now. Is that right?"
    ),
    "ten-times": msg(
        "{value} expected of the year is more than ten times the {previous} so far. Is the unit right?"
    ),
    "tenth": msg(
        "{value} expected of the year is less than a tenth of the {previous} so far. Is the unit right?"
    ),
    "far-above-target": msg(
        "{value} expected of the year is more than 130% of the target, {target}. Is that right?"
    ),
}
"""Of what is only expected nothing is said to be so already."""


def doubt(t: Translate, asked: Asked, doubtful: Doubtful) -> Message:
    """Two readings or an odd figure: asked about before it is taken."""
    indicator, read = asked.indicator, doubtful.read
    verb = "round.expected" if doubtful.expected else "round.value"
    beside = {} if doubtful.beside is None else {"expected": format(doubtful.beside, "f")}

    def button(value: Decimal, label: str, **more: str) -> Button:
        return Button(label, verb, {**asked.where, **beside, "value": format(value, "f"), **more})

    if len(read.readings) > 1:
        lines = [t("{figure}: which is meant?", figure=clipped(doubtful.text, 30))]
        return _asked(
            t, asked, lines, [[button(r.value, _plain_figure(t, indicator, r.value)) for r in read.readings]]
        )
    value = read.readings[0].value
    lines = [_doubt_line(t, asked, read, d.code, doubtful.expected) for d in read.doubts]
    meant = next((d.suggestion for d in read.doubts if d.suggestion and not d.suggestion.own), None)
    rows = [[button(meant.value, figure(t, indicator, meant.value))]] if meant else []
    right = t("{value} is right", value=figure(t, indicator, value))
    yes = {} if meant else {"answer": "yes"}
    return _asked(t, asked, [*lines, t("Or type another figure.")], [*rows, [button(value, right, **yes)]])


def _plain_figure(t: Translate, indicator: Indicator, value: Decimal) -> str:
    scale = indicator.target.scale if value >= indicator.target.scale else Decimal(1)
    return shown(t, value, indicator.unit_of_measure, scale=scale)


def _doubt_line(t: Translate, asked: Asked, read: ReadValue, code: str, expected: bool) -> str:
    indicator, actual = asked.indicator, read.readings[0]
    suggestion = next((d.suggestion for d in read.doubts if d.suggestion), None)
    previous = "—" if read.previous is None else figure(t, indicator, read.previous)
    facts = {
        "value": figure(t, indicator, actual.value),
        "previous": previous,
        "target": target_text(t, indicator),
        "numerator": actual.numerator,
        "denominator": actual.denominator,
        "suggestion": figure(t, indicator, suggestion.value) if suggestion else "",
    }
    if code == "below-last" and not expected:
        return t("{value} is below the {previous} there was before. Is it the total?", **facts)
    return t((EXPECTED_DOUBTS if expected else {}).get(code) or DOUBTS[code], **facts)
