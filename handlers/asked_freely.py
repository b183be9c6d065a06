"""What those who report nothing type without a command: an indicator, a unit, what is low, a greeting."""

import re
from collections.abc import Sequence

from bot.domain.errors import DomainError
from bot.domain.indicator import Indicator
from bot.services.show_status import find, named_in
from bot.services.sight import Sight
from bot.services.small_talk import talk
from bot.services.understand_names import as_code
from bot.texts import report as report_texts
from bot.texts import status as texts
from handlers import board, status
from handlers.turn import Turn
from handlers.words import plain

ASIDE = re.compile(
    r"^(?:请问|看看|看一下|看下)|(?:(?:完成|进展|报|做)得?)?(?:怎么样|怎样|如何|咋样)|(?:的|是)?(?:什么)?"
    r"(?:情况|进展|进度|数据|目标值?|口径|定义)(?:如何|是)?$|(?:是)?多少$|"
    r"(?:都|已经?)?(?:报|审)(?:了|过|上来)?(?:吗|没有?)$|(?:为什么|为啥|怎么)(?:这么|会)?[高低慢]$|[呢吗吧啊了?。,!]+$"
    r"|^(?i:please |show me |what about |how (?:is|are) )"
    r"|^(?i:how about |status of )|(?i: doing| going| so far)$"
)
A_FIGURE = re.compile(r"(\d{1,2}-\d{1,2}[a-h]?)[\s:,]*\S*\d")
LOW = re.compile(
    r"(?:有?哪些|有?哪几项|什么|有没有)?(?:指标)?(?:进度|完成)?(?:偏低|偏慢|较慢|慢|低|没达标|未达标|落后)(?:的|指标)*"
    r"|(?i:(?:what|which)(?: indicators?)?(?: is| are|'s)? (?:low|behind|below|off target)|(?:the )?low ones)"
)
MISSING = re.compile(
    r"(?:有?哪些|有?哪几项|什么)?(?:指标)?(?:没报|未报|没有报)(?:的|指标)*"
    r"|(?i:(?:what|which)(?: indicators?)?(?: is| are|'s)? (?:still )?(?:missing|not reported|open))"
)


def answer(turn: Turn, text: str) -> None:
    """Raises DomainError not-understood; not-reporting (code) for a figure, which is not theirs to give;
    nothing-in-sight to whoever holds no post.
    """
    if talk(text) in ("hello", "thanks", "yes", "no"):
        turn.reply(report_texts.welcome(turn.t))
        return
    if not turn.person.posts:
        raise DomainError("nothing-in-sight")
    if shown(turn, text):
        return
    if found := A_FIGURE.match(plain(text)):
        raise DomainError("not-reporting", code=as_code(found[1]) or found[1])
    raise DomainError("not-understood", text=text[:60], reports=False)


def shown(turn: Turn, text: str) -> bool:
    """Whether it asks for something in the person's sight, which is then shown."""
    said = without_aside(plain(text))
    if LOW.fullmatch(said):
        board.board(turn, "偏低")
    elif MISSING.fullmatch(said):
        board.board(turn, "未报")
    else:
        return bool(turn.uow.targets.years(turn.department.id)) and _shown(turn, board.sight_of(turn), said)
    return True


def without_aside(text: str) -> str:
    """交易量怎么样了？ -> 交易量"""
    while (shorter := ASIDE.sub("", text)) != text:
        text = shorter.strip()
    return text


def _shown(turn: Turn, sight: Sight, said: str) -> bool:
    found = _of_unit(sight, said) or (find if as_code(said) else named_in)(sight, said)
    if len(found) == 1:
        status.tell(turn, sight, found[0])
    elif found:
        turn.reply(texts.which(turn.t, sight, found[: status.MOST_BUTTONS]))
    return bool(found)


def _of_unit(sight: Sight, said: str) -> Sequence[Indicator]:
    """The indicators of the unit that is named: 交易科."""
    return [i for i in sight.indicators if i.unit and i.unit == said]
