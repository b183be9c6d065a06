"""Words around a number that change what it means: operators, change words, dates. Standard library only."""

import re
from dataclasses import dataclass, replace

_OPERATORS = {
    ">=": """大于等于 大于或等于 高于或等于 不低于 不得低于 不少于 不得少于 不小于 至少 最低 最少
        atleast nolessthan notlessthan
        达到或超过 达到 已达 达 ≥ >= =>""",
    ">": "超过 超 高于 大于 多于 突破 morethan over above >",
    "=": "等于 = ==",
    "<=": """小于等于 小于或等于 低于或等于 不超过 不得超过 不高于 不得高于 不大于 不多于 不突破
        至多 最多 最高 atmost upto nomorethan notmorethan ≤ <= =<""",
    "<": "低于 少于 小于 不足 不到 lessthan under below <",
}
_AFTER = {
    ">=": "以上 及以上 之上 (含)以上 以上(含) 或以上 ≥",
    "<=": "以下 及以下 以内 之内 及以内 内 (含)以内 以内(含) ≤",
}
_ABOUT = "大约为 大约 大概 约为 约 接近 将近 近 差不多 估计 about around approximately approx. approx roughly"
_ABOUT_AFTER = "左右 上下 吧 的样子"
_MORE = "新增加 新增 净增 增加 增长率 增长 增幅 增速 提升 提高 上升 增"
_LESS = "减少 下降 降低 压减 压缩 缩短 降"
_TO = ("到", "至")
_FILLER = """
    完成 实现 保持 维持 稳定 控制 确保 力争 争取 累计 合计 总计 共计 一共 总共 共 全年 年度 本年度 本年 当年
    全市 同比 环比 年均 月均 每年 平均 较上年度 较上年 比上年 较去年 比去年 上年 去年 人民币 目前 截至目前
    现在 已经 已 做了 做到 到了 到 在 为 是 有 了 的 : ¥ ￥ 增加值 值
    is was are reached totals total intotal sofar inall cny rmb
"""
_FILLER_AFTER = "intotal inall sofar done 了 的 呢 哦 啊 哈 完成 办结 (含) 。 ! , ; ."
_LABEL = re.compile(
    r"[^\W\d_零〇未没不非无]{1,20}?(?:率|数量|数|量|金额|额|占比|比例|比重|规模|面积|次数|收入|总值|投资|消费|支出)"
    r"(?:\([^()0-9]{1,10}\))?(?=[^\W_零]|[0-9≥>=<≤.:-])"
    r"|[^\W\d_零〇未没不非无]{1,20}?(?=增长|提高|提升|上升|下降|降低|达到|不低于|不少于|不超过|控制在|稳定在|保持在)"
    r"|[比较][0-9]{4}年度?"
)


@dataclass(frozen=True, slots=True)
class Wording:
    """What the words around a number say; `body` is what is left between them."""

    body: str
    operator: str | None = None
    approximate: bool = False
    change: int = 0  # 1 for 增长, -1 for 下降


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    operator: str | None = None
    approximate: bool = False
    change: int = 0


def _words(before: bool) -> tuple[_Word, ...]:
    words = [
        _Word(text, operator=operator)
        for operator, texts in (_OPERATORS if before else _AFTER).items()
        for text in texts.split()
    ]
    words += [_Word(text, approximate=True) for text in (_ABOUT if before else _ABOUT_AFTER).split()]
    words += [_Word(text) for text in (_FILLER if before else _FILLER_AFTER).split()]
    if before:
        words += [_Word(text, change=1) for text in _MORE.split()]
        words += [_Word(text, change=-1) for text in _LESS.split()]
    return tuple(sorted(words, key=lambda w: -len(w.text)))


_BEFORE_WORDS = _words(before=True)
_AFTER_WORDS = _words(before=False)


def peel(text: str) -> Wording:
    """Take the known words off both ends of a half-width text without blanks."""
    wording = Wording(text)
    while (found := _word_before(wording)) or (found := _label_before(wording)):
        wording = found
    while found := _word_after(wording):
        wording = found
    return wording


def _word_before(wording: Wording) -> Wording | None:
    for word in _BEFORE_WORDS:
        if not wording.body.startswith(word.text):
            continue
        body = wording.body[len(word.text) :]
        if word.change and body.startswith(_TO):  # 提高到 95% is a level, not a change
            return replace(wording, body=body[1:], change=0)
        return _merged(wording, word, body)
    return None


def _merged(wording: Wording, word: _Word, body: str) -> Wording:
    return Wording(
        body,
        wording.operator or word.operator,
        wording.approximate or word.approximate,
        word.change or wording.change,
    )


def _label_before(wording: Wording) -> Wording | None:
    label = _LABEL.match(wording.body)
    return replace(wording, body=wording.body[label.end() :]) if label else None


def _word_after(wording: Wording) -> Wording | None:
    for word in _AFTER_WORDS:
        if wording.body.endswith(word.text):
            return _merged(wording, word, wording.body[: -len(word.text)])
    return None


# ---------------------------------------------------------------- dates

_N = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_YEAR = r"(?:[0-9]{4}年度?|[今本当明每]年度?)"
_MONTH = rf"{_N}月份?(?:{_N}[日号]|底|末|初|上旬|中旬|下旬)?"
_PART = r"(?:[上下]半年|第?[1-4一二三四]季度末?|年[底末中初])"
_POINT = (
    rf"(?:{_YEAR}(?:{_MONTH}|{_PART}|[底末中初])?|{_MONTH}|{_PART}"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}[/.][0-9]{1,2}[/.][0-9]{1,2})"
)
_DATE = re.compile(
    rf"(?:[0-9]{{4}}[-~至到][0-9]{{4}}年|(?:{_YEAR})?{_N}(?:月份?)?[-~至到](?:{_YEAR})?{_MONTH}|{_POINT}(?:[-~至到]{_POINT})?)"
    r"(?:之前|以前|以内|之内|前|内|起)?"
)
_DATE_AFTER = re.compile(
    r"(?:全部|全面|基本|按期)?(?:完成|办结|建成|投用|投入使用|实现|到位|达标|完工|竣工|上线|验收)?[。.!;]?"
)

# ---------------------------------------------------------------- texts without a number

_DEFERRED = re.compile(
    r"年终|综合考核|年底考核|考核结果|考核为准|待定|待下达|待上级|待省|待市|另行|暂未|未下达|以.{1,12}为准"
)
_QUALITATIVE = re.compile(
    "提升|提高|改善|优|良|好|完善|规范|显著|明显|稳步|持续|有效|有所|逐步|逐年|加强|增强|健全|保障|应.{1,2}尽|达标|"
    "合格|完成|及时|全面|全覆盖|全部|满意|稳定|不断|较高|较低|较强|基本|到位|达到|有序|正常|零|无|不发生|杜绝|严格|"
    "顺利|落实|推进|促进|符合|安全|可持续|定性|长期|降低|减少|增加|增长|高效|高质量|充分|良性|先进|领先|一流|按时|"
    "按期|认可|强|快|持平|前列|第一|水平|上年"
)


def date_end(text: str) -> int:
    """Where a date or date range at the start of the text ends; 0 when there is none."""
    found = _DATE.match(text)
    return found.end() if found else 0


def is_date(text: str) -> bool:
    """Whether the whole text is a date, perhaps with what is to be done by then (6月底前完成)."""
    end = date_end(text)
    return bool(end) and _DATE_AFTER.fullmatch(text, end) is not None


def is_deferred(text: str) -> bool:
    """年终综合考核, 待省里下达, 以考核结果为准 …: the value will be set elsewhere, later."""
    return len(text) <= 60 and _DEFERRED.search(text) is not None


def is_qualitative(text: str) -> bool:
    """显著提升, 优良, 应保尽保 …: words that describe, without a figure."""
    return len(text) <= 200 and re.search(r"[0-9]", text) is None and _QUALITATIVE.search(text) is not None
