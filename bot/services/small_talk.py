"""Words that are answers or courtesy rather than reports. Imports the domain's half-width form only."""

import re
from typing import Literal

from bot.domain.numerals import half_width

Talk = Literal["yes", "no", "thanks", "unchanged-all"]

_YES = """对 对的 对对 嗯 嗯嗯 恩 可以 是 是的 确认 确定 没错 没问题 正确 行 行的 ok okay yes y 无误 就这样
    就是这样 提交 同意"""
_NO = """不对 不是 错了 错 报错了 算了 不 不行 取消 no n 不要 重来 重新来 搞错了 弄错了 填错了 不确认 别
    等等 否"""
_THANKS = """谢谢 谢 谢了 感谢 多谢 收到 好 好的 好嘞 好滴 辛苦 辛苦了 知道 知道了 明白 明白了 了解 谢谢你
    谢谢您 收到谢谢 好的谢谢 👍 👌 🙏"""
_COURTESY = re.compile(r"(?:收到|好的?|谢谢|多谢|感谢|辛苦|知道|明白|嗯|了|您|你|啦|哈|👍|👌|🙏|🌹|😊|😄)+")
_SAME = r"(?:没有?变化|无变化|没变|不变|(?:和|跟|与|同)上个?[月季]度?(?:一样|相同|持平)|一样|同上|持平)"
_ALL = re.compile(rf"(?:这几项|各项|其他|全部|所有|全|都|均|指标|的|我们|科室)*{_SAME}")
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
    return "unchanged-all" if _ALL.fullmatch(words) else None


def agrees(text: str) -> bool:
    """Whether it would do as a yes where a question is open: 好的 and ok as well as 对."""
    said = talk(text)
    return said == "yes" or (said == "thanks" and re.search(r"好|👌|👍", text) is not None)
