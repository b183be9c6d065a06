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


def verb_first(text: str) -> str:
    """2-09 退回，数不对 as 退回 2-09 数不对; anything else as it is."""
    found = re.fullmatch(
        r"(\d{1,2}-\d{1,2}[a-hA-H]?)\s*(退回|打回|驳回|审核通过|通过|return|approve|pass)(?:了|吧)?(?![a-z])[\s,:。]*(.*)",
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
