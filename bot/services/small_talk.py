"""Words that are answers or courtesy rather than reports. Imports the domain only."""

import re
from typing import Literal

from bot.domain.errors import DomainError
from bot.domain.numerals import half_width

Talk = Literal["yes", "no", "thanks", "hello", "left", "reported", "later", "wrong", "unchanged-all"]

_YES = """对 对的 对对 嗯 嗯嗯 恩 可以 是 是的 确认 确定 没错 没问题 正确 行 行的 ok okay yes y 无误 就这样
    就是这样 提交 同意 correct right yep yeah sure confirm agreed that'sright that’sright"""
_NO = """不对 不是 错了 错 算了 不 不行 取消 no n 不要 重来 重新来 不确认 别 等等 否 撤销 nope cancel
    stop donot don't don’t nevermind notcorrect"""
_THANKS = """谢谢 谢 谢了 感谢 多谢 收到 好 好的 好嘞 好滴 辛苦 辛苦了 知道 知道了 明白 明白了 了解 谢谢你
    谢谢您 收到谢谢 好的谢谢 👍 👌 🙏
    thanks thankyou thx thanksalot manythanks thankyouverymuch noted gotit
    received great good fine allright alright"""
_COURTESY = re.compile(r"(?:收到|好的?|谢谢|多谢|感谢|辛苦|知道|明白|嗯|了|您|你|啦|哈|👍|👌|🙏|🌹|😊|😄)+")
_HELLO = re.compile(
    r"(?:(?:你|您|大家|各位)?好|hello|hi|哈喽|嗨|在|在[吗么嘛不]|在不在|早|早上好|上午好|中午好|下午好|晚上好|hey|goodmorning"
    r"|goodafternoon|goodevening)(?:all|everyone|there)?"
)
_LEFT = re.compile(
    r"(?:我们?|科室|现在|目前|请问|看看|还|有|差|剩下?)*(?:哪些|哪几[个项]|什么|几[个项]|多少|啥)(?:指标|数据?|没|未|还|要|需要?|待|该|得)*"
    r"(?:报送|上报|填报|报|填|交|有)?(?:的|了|吗)*|"
    r"(?:我们?|.{2,3})?(?:都|全)?报(?:了|完了?|齐了?)(?:吗|没有?)?|"
    r"(?:什么时候|啥时候|哪天|几号|多久)(?:前|之前)?(?:截止|到期|要?报|要?交)(?:完|齐)?|截止(?:日期?|时间|到?哪天|到?几号|是)*|"
    r"(?:what|which)(?:is|'s|’s|figures?are|are|indicatorsare)?(?:still)?(?:left|open|missing|due|toreport)(?:nowtoreport)?|"
    r"(?:what|whichfigures?|whichindicators?)(?:doi|dowe|mustwe|musti)(?:still)?(?:have)?(?:to)?report|when(?:isit|arethey)due"
)
_REPORTED = re.compile(
    r"(?:我们?|科室|这个?月|本月|本期|目前|请问|看看|都|已经?)*报(?:了|过|上去了?|的是?)(?:些|的)*(?:哪些|哪几[个项]|什么|啥|多少)?(?:指标|数据?|呢|啊)*|"
    r"(?:我们?|科室)?(?:看看|查看|看一下|看下|查一下)?(?:我|已)(?:们|科)?(?:已|报)?报的?(?:了的)?(?:指标|数据?|情况)"
)
_LATER = re.compile(
    r"(?:(?:我|先|等|稍|过)*(?:稍后|稍等|晚点|一会儿?|待会儿?|等会儿?|回头|下午|明天|后天|过两天|现在没空|在开会|忙)(?:再|来|我|给)*(?:报|说|填|看|弄|回)?)+|"
    r"(?:(?:i'?|i’)?(?:wi)?ll)?(?:doit|report|reportit)?(?:later|tomorrow|thisafternoon|notnow|remindmelater)"
)
_WRONG = re.compile(
    r"(?:不好意思|抱歉|对不起|我|刚才|刚刚|刚|前面|上面|上次|上一[个项]|那[个项]|这[个项]|好像|可能|数据?|的)*"
    r"(?:[报填写搞弄输发]错|[报填写]的?不对|没[报填写]对)(?:了|数|数据|的)*|"
    r"(?:sorry)?(?:thatwas|thatis|that's|that’s|itis|itwas|it's|it’s|i)?(?:wrong|amistake|mademistake|madeamistake|notright)"
)
_BARE_NUMBER = re.compile(
    r"(?:本月|当月|这个月|累计|是|为|[+\-])*[0-9][0-9.,/ ]*[%万亿w]*(?:[^\W\d_]|平方米|人次)?"
)
_SAME = (
    r"(?:没有?变化|无变化|没变|不变|一样|同上|持平|"
    r"(?:和|跟|与|同)上(?:个?[月季]度?|次|期)(?:的|数据?)*(?:一样|相同|持平|一致)|"
    r"(?:the)?sameas(?:last(?:time|month|quarter)|before)|as(?:lasttime|before)|unchanged|nochanges?)"
)
_ALL = re.compile(rf"(?:all|everything|is|are|这几项|各项|其他|全部|所有|全|都|均|指标|的|我们|科室)*{_SAME}")
_POLITE = re.compile(r"[\s,.!?;:~、。…]+|[吧呢啊呀哦哈啦]+$")


def talk(text: str) -> Talk | None:
    """What a short answer means where no figure is in it; None when it is something else."""
    words = _POLITE.sub("", _POLITE.sub("", half_width(text[:40])))
    if len(text) > 40 or not words:
        return None
    if words in _YES.split():
        return "yes"
    if words in _NO.split():
        return "no"
    if words in _THANKS.split() or (_COURTESY.fullmatch(words) and words not in ("你好", "您好")):
        return "thanks"
    forms: tuple[tuple[Talk, re.Pattern[str]], ...] = (
        ("hello", _HELLO),
        ("wrong", _WRONG),
        ("left", _LEFT),
        ("reported", _REPORTED),
        ("later", _LATER),
        ("unchanged-all", _ALL),
    )
    return next((name for name, form in forms if form.fullmatch(words)), None)


def same_as_before(text: str) -> bool:
    """和上次一样, 同上: what was said before holds still."""
    return re.fullmatch(_SAME, _POLITE.sub("", half_width(text))) is not None


def check_reason(text: str) -> None:
    """Raises DomainError reason-needed for what cannot be a reason: courtesy, nothing but a number."""
    said = _POLITE.sub("", half_width(text))
    if not said or talk(text) is not None or _BARE_NUMBER.fullmatch(said):
        raise DomainError("reason-needed")


def agrees(text: str) -> bool:
    """Whether it would do as a yes where a question is open: 好的 and ok as well as 对."""
    said = talk(text)
    return said == "yes" or (said == "thanks" and re.search(r"好|👌|👍", text) is not None)
