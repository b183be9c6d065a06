"""What a person typed without a command: indicators, periods, figures, notes. Pure; imports the domain.

Nothing is guessed: when the words fit several indicators, all of them are named and the person is asked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.actual import doubts, read_actual
from bot.domain.errors import DomainError
from bot.domain.numerals import half_width
from bot.domain.period import Period
from bot.services.small_talk import Talk, agrees, talk
from bot.services.understand_names import Known, match_indicator
from bot.services.understand_periods import resolve, said_day
from bot.services.understand_reader import Deferral, Draft, Reader

__all__ = ["Deferral", "Known", "Said", "Understood", "match_indicator", "said_day", "understand"]

_LONGEST = 2000  # characters; a longer message is no report
_HARD_BREAK = re.compile(r"[;\n]+|。(?=[^0-9]|$)")
_CORRECTING = re.compile(
    r"更正|报错|填错|写错|搞错|弄错|改成|改为|应该是|不是.{1,12}是|^不对"
    r"|(?i:\b(?:correct(?:ion)?|wrong|should be)\b)"
)
_ONLY_CORRECTING = re.compile(
    r"(?:不好意思|抱歉|对不起|刚才|刚刚|刚|前面|上面|上次|我|那个|数据?|[报填写搞弄输发]错|不对|更正|改|应该?"
    r"|[是为成了的\s,，。!])+"
    r"|(?:(?:sorry|that|it|was|is|wrong|the|figure|should|be|correction|correct|to|my|mistake)[ ,.!]*)+"
)
_OWN = re.compile(
    r"\+|(?:(?:比|较)上个?[月期季]度?)?(?:多|新增|净增|增加)|本月|当月|这个?月|本季|当季|本期|当期|又"
    r"|this (?:month|quarter|period)|plus |another "
)
_CIRCLED = {ord(c): f" {i} " for i, c in enumerate("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", 1)}


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said about an indicator.

    `indicators`: ids, best first: one is sure, several are to be asked about, none fits. `named`: the words
    taken for its name or code. `period`: None when not named. `figure`: for `read_actual`, empty when none
    was given. `own`: said to be the period's own amount. `deferred`: the data are to come from above, by
    that day, or on a day not named ("unknown").
    """

    text: str
    indicators: tuple[int, ...]
    named: str = ""
    period: Period | None = None
    figure: str = ""
    own: bool = False
    unchanged: bool = False
    deferred: Deferral = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """`talk`: the whole message is an answer or courtesy; `agrees`: it would do as a yes (好的 too).

    `correcting`: the words say that an earlier figure was wrong. `leftover`: what nothing was made of.
    `rest_unchanged`: besides the items, everything else is as it was (其他都没变化).
    """

    items: tuple[Said, ...] = ()
    talk: Talk | None = None
    leftover: str = ""
    agrees: bool = False
    correcting: bool = False
    rest_unchanged: bool = False


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the message is read against."""

    known: Sequence[Known]
    numbered: Sequence[tuple[int, Period]]
    focus: tuple[int, Period] | None
    today: date

    @property
    def focused(self) -> tuple[int, ...]:
        return self.focus[:1] if self.focus else ()


def understand(
    text: str,
    known: Sequence[Known],
    *,
    numbered: Sequence[tuple[int, Period]] = (),
    focus: tuple[int, Period] | None = None,
    today: date,
) -> Understood:
    """What was said, against what the person may speak of.

    `numbered` is the last list shown (1 is its first line); `focus` what is being asked about right now.
    """
    said = talk(text)
    if said and not (
        said == "unchanged-all" and focus and re.search("都|全|所有|均|all|everything", text.lower()) is None
    ):
        return Understood(talk=said, agrees=agrees(text))
    if len(text) > _LONGEST:
        return Understood(leftover=text)
    asked = _Asked(known, numbered, focus, today)
    reader = _read(text, asked)
    return Understood(
        tuple(_said(draft, asked, text) for draft in reader.drafts),
        leftover="" if reader.drafts else text.strip(),
        correcting=_CORRECTING.search(text) is not None,
        rest_unchanged=reader.rest_unchanged,
    )


def _read(text: str, asked: _Asked) -> Reader:
    reader = Reader(asked.known, [i for i, _ in asked.numbered], asked.focused, asked.today)
    for line in _HARD_BREAK.split(half_width(text.translate(_CIRCLED))):
        if packed := " ".join(line.split()):
            reader.line(packed)
    if reader.drafts and reader.before and _CORRECTING.search(" ".join(reader.before)) is None:
        reader.drafts[0].notes[:0] = reader.before
    return reader


def _said(draft: Draft, asked: _Asked, text: str) -> Said:
    listed = _listed(draft, asked)
    ids = draft.ids or ((listed[0],) if listed else _bare_ids(draft, asked) if draft.bare else ())
    named, figure = (draft.figure, "") if listed else (draft.named, draft.figure)
    return Said(
        text=" ".join(p for p in (draft.named, draft.figure, *draft.notes) if p),
        indicators=ids,
        named=named,
        period=listed[1] if listed else _period(draft, ids, asked),
        figure=figure,
        own=_OWN.match(figure) is not None,
        unchanged=draft.unchanged,
        deferred=draft.deferred,
        note=_as_typed(_written(" ".join(draft.notes)), text),
    )


def _written(note: str) -> str:
    """A note with the commas people write between words; the message was made half width to be read.

    刚才报错了，应该是 is no note: that an earlier figure was wrong is asked about by itself.
    """
    if _ONLY_CORRECTING.fullmatch(note):
        return ""
    if note.isascii():
        return note
    return re.sub(r",(?![0-9])|(?<![0-9]),", "，", note)


def _as_typed(note: str, text: str) -> str:
    """A note in the capitals it was typed with."""
    at = text.lower().find(note) if note.isascii() and len(text.lower()) == len(text) else -1
    return text[at : at + len(note)] if at >= 0 else note


def _listed(draft: Draft, asked: _Asked) -> tuple[int, Period] | None:
    """A number alone picks a line of the list shown, unless a figure is being asked for."""
    if asked.focus or not draft.bare or not re.fullmatch(r"[0-9]{1,2}", draft.figure):
        return None
    number = int(draft.figure)
    return asked.numbered[number - 1] if 1 <= number <= len(asked.numbered) else None


def _period(draft: Draft, ids: tuple[int, ...], asked: _Asked) -> Period | None:
    if draft.stretch:
        rhythms = {k.indicator.rhythm for k in asked.known if k.indicator.id in ids}
        return resolve(draft.stretch, rhythms.pop() if len(rhythms) == 1 else None, asked.today)
    if draft.list_number:
        return asked.numbered[draft.list_number - 1][1]
    return asked.focus[1] if draft.bare and asked.focus else None


def _bare_ids(draft: Draft, asked: _Asked) -> tuple[int, ...]:
    """A figure without a name: what is asked about, the only one open, or all that its unit admits."""
    if asked.focus:
        return (asked.focus[0],)
    mine = [k for k in asked.known if k.mine]
    pool = [k for k in mine if k.open] or mine
    if len({k.indicator.id for k in pool}) == 1:
        return (pool[0].indicator.id,)
    ranked = [(rank, k.indicator.id) for k in pool if (rank := _admits(k, draft.figure)) is not None]
    likely = [r for r in ranked if r[0] < 2] or ranked
    return tuple(dict.fromkeys(i for _, i in sorted(likely, key=lambda r: r[0])))


def _admits(known: Known, figure: str) -> int | None:
    """0: plausible for the indicator, 1: below the last one, 2: implausible, None: its unit forbids it."""
    indicator = known.indicator
    if not figure:
        return 0
    unit, target, measure = indicator.unit_of_measure, indicator.target, indicator.measure
    try:
        found = read_actual(figure, unit=unit, target=target, measure=measure, last=known.last)
    except DomainError as error:
        return 2 if error.code == "figure-inexact" else None
    first = found[0]
    direction, last = indicator.direction, known.last
    doubtful = doubts(first, target=target, measure=measure, direction=direction, previous=last, unit=unit)
    tiny = first.value and target.value and abs(first.value) * 1000 < target.value
    return (
        2 if tiny or len(found) > 1 or any(d.code != "below-last" for d in doubtful) else int(bool(doubtful))
    )
