"""A typed message read into drafts of items, token by token. Imports the domain only."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from bot.services.small_talk import talk
from bot.services.understand_filler import bare_words
from bot.services.understand_names import NAMED, Known, match_indicator, with_code
from bot.services.understand_periods import Named, said_day, waiting_at
from bot.services.understand_tokens import Token, Type, Vocabulary, tokens

Deferral = date | Literal["unknown"] | None

_OTHERS = re.compile(r"(?:其他|其它|其余|剩下)(?:的|指标|几项|都|均|全)*$")
_PARTS = re.compile(
    r"分子[为是:]? ?([0-9](?:[0-9.,]*[0-9])?万?)[件户项个]? ?[,、]? ?"
    r"分母[为是:]? ?([0-9](?:[0-9.,]*[0-9])?万?)[件户项个]?"
)
_OF = re.compile(  # 3000件中2991件, 3000份里有2991份
    r"([0-9](?:[0-9.,]*[0-9])?万?)[件户项个份次人条]? ?[中里]面?有? ?"
    r"([0-9](?:[0-9.,]*[0-9])?万?)[件户项个份次人条]?(?![0-9.万])"
)
_UNIT_APART = re.compile(r"(?<=[0-9]) (?=[万亿])|(?<=[0-9][万亿]) (?=[元件份个户])|(?<=[0-9]) (?=%)")
_RATE = re.compile(r"[0-9]{1,3}(?:\.[0-9]+)?%?")
_OUT_OF = re.compile(
    r"(?<![0-9.,])([0-9][0-9,]*) (?:out )?of (?:the )?([0-9][0-9,]*)(?![0-9.%])"
)  # 2991 of 3000
_ONLY_A_DAY = re.compile(
    r"^[^0-9]*(?:[0-9]{1,2}月)?[0-9]{1,2}[日号][^0-9]*$|^[^0-9]*[0-9]{1,2}(?:st|nd|rd|th)?(?: of)? ?"
    r"(?:$|[a-z][^0-9]*$)"
)
_NOW = re.compile(r"(?:这个?月|本月|当月|这个?季度?|本季度?|当季度?|本期|当期)(?:是|为)?")
_ASIDE = re.compile(r"其中|含|包括|不含|比|较|同比|环比|去年")


@dataclass(slots=True)
class Draft:
    """An item while the message is read."""

    start: int
    ids: tuple[int, ...] = ()
    named: str = ""
    bare: bool = False  # no indicator was named
    list_number: int = 0
    stretch: Named | None = None
    figure: str = ""
    unchanged: bool = False
    deferred: Deferral = None
    notes: list[str] = field(default_factory=list)
    end: int = 0

    @property
    def complete(self) -> bool:
        return bool(self.figure) or self.unchanged or self.deferred is not None


class Reader:
    """Reads a message line by line into drafts."""

    def __init__(
        self,
        known: Sequence[Known],
        listed: Sequence[int],
        focused: tuple[int, ...],
        today: date,
    ) -> None:
        self.known = known
        self.listed = listed
        self.focused = focused
        self.today = today
        self.vocabulary = Vocabulary.of(known, len(listed), today)
        self.drafts: list[Draft] = []
        self.before: list[str] = []  # said before anything was named
        self.stretch: Named | None = None  # a period in front of everything
        self.current: Draft | None = None
        self.pending: list[Token] = []
        self.period: Token | None = None  # named since the last figure
        self.text = ""
        self.line_from = 0  # the first draft of the line
        self.rest_unchanged = False

    # ------------------------------------------------------------ a line

    def line(self, text: str) -> None:
        """One stretch of the message between hard breaks."""
        text = _OUT_OF.sub(r"\1/\2", text)
        text = _UNIT_APART.sub("", _OF.sub(r"\2/\1", _PARTS.sub(r"\1/\2", text)))
        waits = waiting_at(text)
        self.text, self.current, self.line_from = text, None, len(self.drafts)
        for token in tokens(text if waits is None else text[:waits], self.vocabulary):
            self._take(token)
        rest = ""
        if waits is not None:
            words, rest = _until_figures(text[waits:])
            self._waiting(words, waits)
        self._end_of_line()
        if rest:
            self.line(rest)

    def _take(self, token: Token) -> None:
        match token.type:
            case Type.CODE:
                self._open(token, with_code(token.text, self.known), token.text)
            case Type.LIST_NUMBER:
                self._open(token, (self.listed[token.number - 1],), token.text)
                self._at_hand(token).list_number = token.number
            case Type.PERIOD:
                self._period_named(token)
            case Type.FIGURE | Type.UNCHANGED:
                self._figure(token)
            case _:
                self.pending.append(token)

    def _open(self, token: Token, ids: tuple[int, ...], named: str) -> None:
        """Begin an item; what was pending belongs to the one before."""
        self._note_pending()
        self.current = Draft(token.start, ids, named, stretch=self._stretch())
        self.drafts.append(self.current)

    def _stretch(self) -> Named | None:
        taken, self.period = self.period, None
        return taken.named if taken else self.stretch

    def _period_named(self, token: Token) -> None:
        if self.current and not self.current.complete:
            self.current.stretch = token.named
            return
        if not self.drafts and not self.pending:
            self.stretch = token.named
            return
        self.pending.append(token)
        self.period = token

    def _at_hand(self, token: Token) -> Draft:
        """The item that a figure belongs to, a bare one if nothing is named."""
        if self.current is None:
            self.current = Draft(token.start, bare=True, stretch=self._stretch())
            self.drafts.append(self.current)
        return self.current

    def _figure(self, token: Token) -> None:
        if token.type is Type.UNCHANGED and _OTHERS.search(self._pending_text()):
            self.rest_unchanged = True
            self.pending.append(token)
            return
        self._name_before(token)
        draft = self._at_hand(token)
        if draft.complete:
            self._more(draft, token)
            return
        self._note_pending(but_filler=True)
        draft.unchanged = token.type is Type.UNCHANGED
        for other in self.drafts[self.line_from :] if draft.unchanged else ():
            other.unchanged = other.unchanged or not other.complete
        draft.figure = "" if draft.unchanged else token.text
        draft.end = token.end

    def _more(self, draft: Draft, token: Token) -> None:
        """A second figure: this month's after the last one's, one of two rates, part of an unreadable one
        (17 21), or a note.
        """
        if draft.stretch and draft.stretch.before and (now := _NOW.match(token.text)):
            draft.notes.append(f"上月{draft.figure}" if draft.stretch.months == 1 else f"上季{draft.figure}")
            draft.figure, draft.stretch, self.pending = token.text[now.end() :], None, []
        elif self._lists_two_rates(draft) and _RATE.fullmatch(draft.figure) and _RATE.fullmatch(token.text):
            draft.figure, self.pending = f"{draft.figure}、{token.text}", []
        elif self._was_split(draft) and all(t.type is Type.BREAK for t in self.pending):
            self._next_part(draft, token)
        elif draft.bare and not self.pending and draft.figure and self.text[draft.end : token.start] == " ":
            draft.figure, draft.end = f"{draft.figure} {token.text}", token.end
        else:
            self.pending.append(token)

    def _was_split(self, draft: Draft) -> bool:
        """Whether the code names what is several indicators by now."""
        return len(draft.ids) > 1 and set(draft.ids) <= {*with_code(draft.named, self.known)}

    def _next_part(self, draft: Draft, token: Token) -> None:
        """4-01 99.3%、98.4% of what was split: one figure each, in their order."""
        (first, *others), self.pending = draft.ids, []
        draft.ids = (first,)
        self.current = Draft(
            token.start,
            tuple(others),
            draft.named,
            stretch=draft.stretch,
            figure=token.text,
            end=token.end,
        )
        self.drafts.append(self.current)

    def _lists_two_rates(self, draft: Draft) -> bool:
        names = [k.indicator.name for k in self.known if k.indicator.id in (draft.ids or self.focused)]
        return bool(names) and re.search("率.*、.*率", names[0]) is not None

    def _waiting(self, words: str, start: int) -> None:
        """The rest of the line says that the data are still to come."""
        token = Token(Type.WORDS, words, start, start + len(words))
        self._name_before(token)
        if self.current is None and (found := self._named_after(words)):
            self._open(token, *found)
        draft = self._at_hand(token)
        if draft.complete:
            draft.notes.append(words)
            return
        draft.deferred = said_day(words, self.today) or "unknown"
        draft.notes.append(words)

    # ------------------------------------------------------------ names

    def _named_after(self, words: str) -> tuple[tuple[int, ...], str] | None:
        """省里还没给审计报告: the one indicator named at the end of a piece of what follows."""
        for piece in re.split("[,;、。 ]", words):
            for start in range(len(piece) - 2):
                if len(ids := match_indicator(piece[start:], self.known, least=NAMED)) == 1:
                    return ids, piece[start:]
        return None

    def _name_before(self, token: Token) -> None:
        """Look for an indicator's name in the words before a figure."""
        parts = self._last_words()
        if not parts:
            return
        if self.current and self.current.complete and _ASIDE.match(parts[-1].text):
            return
        for count in range(1, len(parts) + 1):
            words = "".join(p.text for p in parts[-count:])
            if found := self._named(words):
                self._open_named(parts[-count], *found)
                return
        if self.current is None and not self.focused:
            self._open_unknown(parts)

    def _last_words(self) -> list[Token]:
        """The words since the last break, a colon apart."""
        words: list[Token] = []
        for token in reversed(self.pending):
            if token.type is Type.WORDS:
                words.insert(0, token)
            elif token.type is not Type.PERIOD and (words or token.text not in ":,、"):
                break
        return [w for w in words if bare_words(w.text)][-4:]

    def _named(self, words: str) -> tuple[tuple[int, ...], str] | None:
        """(ids, name) for the words before a figure: as a whole, else their end (…上线印章3000)."""
        name = bare_words(words)
        taken = self.current is not None and self.current.complete
        if ids := match_indicator(name, self.known, least=NAMED if taken else 1):
            return ids, name
        for start in range(1, len(name) - 1):
            ids = match_indicator(name[start:], self.known, least=90)
            if len(ids) == 1 or (ids and len(ids) <= 3 and len(name) - start >= 3):
                return ids, name[start:]
        return None

    def _open_named(self, first: Token, ids: tuple[int, ...], name: str) -> None:
        current = self.current
        if current and set(ids) & set(current.ids):
            ids = self._still_to_say(ids) if current.complete else ()
            if not ids:
                return  # its own name again, after the code or in a note
        if current and not current.complete and not current.bare and current.ids:
            current.ids = (
                ids if current.list_number else current.ids + ids
            )  # 1、电子档案; a code that contradicts
            current.list_number = 0
            return
        place = self.pending.index(first)
        rest, self.pending = self.pending[place:], self.pending[:place]
        kept = [t for t in rest if t.type is Type.PERIOD]
        if kept:
            self.period = kept[-1]
        leading = [t for t in self.pending if t is self.period]
        self.pending = [t for t in self.pending if t not in leading]
        self._open(first, ids, name)

    def _still_to_say(self, ids: tuple[int, ...]) -> tuple[int, ...]:
        """采购额9.9亿，交易额338亿: of what a name fits, that which has no figure in this message yet."""
        given = {i for draft in self.drafts if draft.complete for i in draft.ids}
        return tuple(i for i in ids if i not in given)

    def _open_unknown(self, parts: list[Token]) -> None:
        name = bare_words("".join(p.text for p in parts))
        self.pending = []
        self._open(parts[0], (), name)

    # ------------------------------------------------------------ notes

    def _note_pending(self, but_filler: bool = False) -> None:
        """What is pending is said about the item at hand, or about nothing."""
        words = self._pending_text()
        if but_filler:
            words = words if bare_words(words) else ""
        self.pending = []
        if not bare_words(words) or talk(words) in ("yes", "thanks"):
            return
        target = self.current or (self.drafts[-1] if self.drafts else None)
        (target.notes if target else self.before).append(words)

    def _pending_text(self) -> str:
        said = [i for i, t in enumerate(self.pending) if t.type is not Type.BREAK]
        if not said:
            return ""
        return self.text[self.pending[said[0]].start : self.pending[said[-1]].end].strip(" ,、。:!")

    def _end_of_line(self) -> None:
        """Words at the end are a note, or a name alone."""
        last = self.drafts[-2:] if len(self.drafts) > self.line_from + 1 else []
        if last and last[0].bare and not self.focused and last[0].complete and not last[1].complete:
            last[1].figure, last[1].unchanged = last[0].figure, last[0].unchanged  # 3.2万 2-03
            self.drafts.remove(last[0])
        alone = self.current is None or (self.current.bare and not self.focused)
        words = self._pending_text()
        name = bare_words(words)
        if (
            alone
            and words
            and len(self.drafts) <= self.line_from + 1
            and (ids := match_indicator(name, self.known, least=NAMED))
        ):
            self.pending, first = [], self.pending[0]
            if self.current is None:
                self._open(first, ids, name)
            else:
                self.current.ids, self.current.named = ids, name  # 3.2万电子档案
        self._note_pending()
        self.period = None


def _until_figures(text: str) -> tuple[str, str]:
    """The words of waiting (省里还没给，大概10号), and what follows them if it holds other figures."""
    pieces = text.split(",")
    for i, piece in enumerate(pieces[1:], 1):
        if re.search("[0-9]", piece) and not _ONLY_A_DAY.search(piece):
            return ",".join(pieces[:i]), ",".join(pieces[i:])
    return text, ""
