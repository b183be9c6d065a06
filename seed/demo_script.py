"""What the pretend office's colleagues do by themselves in June's window; 交易科 is left to the viewer.

They type like anybody else, through the page's own inbox. Two indicators stay unreported and one waits for
its lead, so that the full digest shows every state.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat import RawEvent
from bot.platforms.web.events import event_from_page

MORNING, AFTERNOON, LATE = "2023-07-04 10:20", "2023-07-04 15:00", "2023-07-07 16:30"

LEADS = ("王科", "陈科", "卫科", "沈科", "郑主管", "杨科", "秦科", "许科", "吕科", "张科")

SCRIPT: Sequence[tuple[str, str, tuple[str, ...]]] = (
    (MORNING, "小冯", ("1-01 99.7% 1-02 98.32%", "确认")),
    (MORNING, "小褚", ("1-03 5.3% 1-04 42", "确认", "五月底新版上线，活跃度回升中")),
    (MORNING, "小蒋", ("2-01 5970/6000 2-02 100% 2-03 2.82万 2-04 2610", "确认")),
    (MORNING, "小韩", ("2-10 142万 2-11 25", "确认", "申请量少")),
    (MORNING, "小朱", ("2-12 128", "确认")),
    (MORNING, "郑主管", ("2-14 9100", "确认")),
    (MORNING, "小尤", ("3-01 458 3-02 28 3-03 58%", "确认", "部分事项下半年落地")),
    (MORNING, "小何", ("3-04 930", "确认")),
    (MORNING, "小施", ("满意率99.3 好评率98.4", "确认", "新窗口人员上岗培训中", "4-04 99.2%", "确认")),
    (MORNING, "小孔", ("4-02 55%", "确认")),
    *((AFTERNOON, who, ("全部通过",)) for who in LEADS),
    (LATE, "小蒋", ("2-05 2580", "确认")),
)


@dataclass(frozen=True)
class Scripted:
    """One message of a colleague, at a local time."""

    at: datetime
    event: RawEvent


def scripted(accounts: Callable[[str], str], zone: ZoneInfo) -> tuple[Scripted, ...]:
    """The script for the accounts of the people it names, in order."""
    lines = [(at, who, text) for at, who, texts in SCRIPT for text in texts]
    return tuple(
        Scripted(
            datetime.fromisoformat(at).replace(tzinfo=zone),
            event_from_page(accounts(who), {"id": f"colleague-{number}", "text": text}, None),
        )
        for number, (at, who, text) in enumerate(lines)
    )
