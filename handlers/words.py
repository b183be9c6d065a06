"""Small words people type: yes, no, an enrolment code. Standard library only."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

YES = frozenset(
    [
        "对",
        "对的",
        "嗯",
        "嗯嗯",
        "可以",
        "是",
        "是的",
        "好",
        "好的",
        "确认",
        "确定",
        "无误",
        "没错",
        "行",
        "ok",
        "okay",
        "yes",
        "y",
        "1对",
        "正确",
        "没问题",
        "correct",
        "right",
        "confirm",
        "sure",
        "yep",
        "that's right",
        "👌",
        "👍",
    ]
)
NO = frozenset(
    [
        "不对",
        "错",
        "错了",
        "算了",
        "不",
        "不是",
        "不行",
        "取消",
        "否",
        "no",
        "n",
        "不要",
        "不用了",
        "撤销",
        "nope",
        "cancel",
        "wrong",
        "not right",
    ]
)
TRAILING = " 。！!.,，~～啊呀哦的吧了"


def plain(text: str) -> str:
    """Full width made half width, surrounding space gone; what people mean, not how their phone typed it."""
    return unicodedata.normalize("NFKC", text).strip()


def yes_or_no(text: str) -> Literal["yes", "no"] | None:
    said = plain(text).lower()
    for form in (said, said.rstrip(TRAILING)):
        if form in NO:
            return "no"
        if form in YES:
            return "yes"
    return None


def code_and_rest(words: str) -> tuple[str, str]:
    """2-09改为850亿元 or 交易额 850亿元: the indicator, and what is said of it."""
    said = words.strip()
    if found := re.match(r"\d{1,2}[-－—]\d{1,2}[a-zA-Z]?(?![0-9a-zA-Z])", said):
        return plain(found[0]).replace("—", "-"), said[found.end() :].strip()
    name, _, rest = said.partition(" ")
    return name, rest.strip()


_CODE = r"\d{1,2}-\d{1,2}[a-hA-H]?"
_FILES = r"(?:佐证(?:材料)?|附件|(?:证明|支撑)?材料|证明|照片|截图)"
_ABOUT_FILES = r"(?:[\d年]*\d{1,2}月份?|[一二三四1-4]季度|[上下]半年|必[需须交]|要|不必|不用|可选|有吗)?"

_ASKS_FOR_FILES = re.compile(
    r"(?:怎么|如何|怎样)(?:上传|提交|添加|传|交|附|加)(?:佐证|附件|证明)(?:材料)?[?]?"
    r"|(?:佐证|附件|证明)(?:材料)?(?:怎么|如何|怎样)(?:上传|提交|添加|传|交|附|加|弄)?[?]?"
    r"|(?:还?有?哪些|哪几项|还|谁)?(?:指标)?缺(?:佐证|附件|证明)(?:材料)?的?[?]?"
)
_ASKS_FOR_BOOK = re.compile(
    r"(?:请|给我|我要|要|下载|来|发|有没有|有)*(?:一?个|一?份|张|我|下)*"
    r"(\d{1,2}月份?)?的?(填报表|填报模[板版]|模[板版]|表格)[吗呢?]*"
)


def verb_first(text: str) -> str:
    """2-09 退回，数不对 as 退回 2-09 数不对; 2-06 附件, 看材料 2-06 as 佐证 2-06; else as it is."""
    said = plain(text)
    named = re.fullmatch(rf"(?:查看|看看?|查)?\s*{_FILES}[\s:]*({_CODE})\s*({_ABOUT_FILES})", said)
    if files := named or re.fullmatch(rf"({_CODE})\s*的?{_FILES}[\s:]*({_ABOUT_FILES})[?]?", said):
        return f"佐证 {files[1]} {files[2]}".strip()
    if _ASKS_FOR_FILES.fullmatch(said):
        return "佐证"
    if book := _ASKS_FOR_BOOK.fullmatch(said):
        return f"{book[2]} {book[1] or ''}".strip()
    found = re.fullmatch(
        rf"({_CODE})\s*(退回|打回|驳回|审核通过|通过|return|approve|pass)(?:了|吧)?(?![a-z])[\s,:。]*(.*)",
        plain(text),
        re.DOTALL,
    )
    if not found:
        return text
    verb = found[2].replace("pass", "approve")
    return f"{verb} {found[1]} {found[3]}".strip()


def bare_label(label: str) -> str:
    """A button's label as it would be typed."""
    return plain(label).strip("✓✗●▸← →")


def start_code(text: str) -> str:
    """The code in `/start CODE` or in a message that is nothing but a code; empty when there is none."""
    said = plain("".join(c for c in text if unicodedata.category(c) != "Cf"))  # which is copied unseen
    if found := re.fullmatch(r"/start(?:@\w+)?(?:\s+(\S+))?", said):
        return found[1] or ""
    return said if re.fullmatch(r"[A-Za-z0-9_-]{12,64}", said) else ""


def names_after_alias(
    aliases: Iterable[str], text: str, *, codes: bool = True, at_once: bool = False
) -> bool:
    """Whether an alias is followed by a space, a code or, behind a single character, `at_once` by a name.

    查 电子档案, 查2-03 and 查施工图 ask; 进度慢 and 查明了 may be the reason that was asked for.
    """
    said = plain(text).removeprefix("/")
    found = [(alias, said.removeprefix(alias)) for alias in aliases if said.startswith(alias)]
    return any(
        rest[:1] == " " or (codes and rest[:1].isdigit()) or (at_once and len(alias) == 1)
        for alias, rest in found
    )


def is_start(text: str) -> bool:
    """`/start`, with or without a code."""
    return re.fullmatch(r"/start(?:@\w+)?(?:\s+\S+)?", plain(text)) is not None


def follows_alias(alias: str, rest: str, *, apart: bool = False) -> bool:
    """Whether words may follow an alias so: after a space or colon, a code, or (not `apart`) at once.

    At once after a single character only a short name without a figure: 查施工图, but not 查处案件30件.
    """
    if not rest or rest[0] in " :：,，" or rest[0].isdigit():
        return True
    if apart or len(alias) >= 2:
        return not apart
    return re.fullmatch(r"[^\d\s，,。；;、]{2,12}", rest) is not None
