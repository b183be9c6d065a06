"""A desk for tests and for looking at the page: a small office in memory; imports the web chat only."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.chat import Attachment, Choice, File, Message, RawEvent, Text, say
from bot.platforms.web import ClockView, Entry, Persona, Step
from bot.platforms.web.desk import WORD_KEYS
from bot.platforms.web.events import decode, parse

SHANGHAI = ZoneInfo("Asia/Shanghai")
START = datetime(2023, 7, 3, 8, 25, tzinfo=SHANGHAI)

WORDS = {
    "title": "达标",
    "language": "zh-CN",
    "theme": "切换深浅色",
    "close": "关闭",
    "offline": "连接中断，正在重连…",
    "empty": "还没有消息。\n发 /help 看看能做什么。",
    "today": "今天",
    "yesterday": "昨天",
    "people": "演示人员",
    "playing": "正在扮演",
    "switch_person": "切换人员",
    "unread": "{n}条未读",
    "conversation": "对话",
    "from_bot": "达标",
    "from_you": "我",
    "new_messages": "新消息",
    "to_bottom": "回到最新",
    "sending": "正在发送",
    "waiting": "已收到，等待处理",
    "failed": "未发出，恢复连接后自动重发",
    "retry": "重发",
    "chosen": "已选",
    "picture": "图片",
    "download": "下载",
    "write": "输入消息，或 / 查看命令",
    "send": "发送",
    "attach": "发送文件",
    "commands": "命令",
    "drop_here": "松开即可发送文件",
    "clock": "演练时钟",
    "hour": "+1小时",
    "working_day": "下一工作日",
    "monday": "下周一",
    "event": "下一事件",
    "next_event": "下一事件：{event}",
    "moving": "正在推进，请稍候…",
    "enter_title": "登录达标",
    "enter_hint": "请打开邀请链接，或输入开通码。",
    "enter_note": "公用电脑用完请退出。",
    "enter_other": "此浏览器已有人登录。",
    "code": "开通码",
    "sign_in": "登录",
    "signing_in": "正在登录…",
    "sign_out": "退出登录",
    "sign_out_all": "退出全部设备",
    "your_account": "我的账号",
    "code_refused": "开通码无效",
    "slowly": "请{minutes}分钟后再试",
    "signed_out": "请重新登录",
    "too_large": "文件超过20 MB，未发送",
    "text_too_long": "文字太长，未发送",
    "bad_request": "无法识别的内容，未处理",
    "forbidden": "不允许的操作",
    "busy": "时钟正在推进，请稍候",
    "not_found": "找不到该文件",
    "unavailable": "服务暂时不可用，请稍后再试",
}
assert set(WORDS) == WORD_KEYS


@dataclass
class FakeDesk:
    """Stores what is accepted, answers each text with an echo, and settles a question when it is pressed."""

    people: list[Persona] = field(
        default_factory=lambda: [
            Persona("zhou", "小周", "联络员（A角）·交易科"),
            Persona("li", "李科", "科室负责人·交易科"),
            Persona("qian", "钱局", "分管领导"),
            Persona("sun", "孙主任", "办公室主任"),
            Persona("wu", "小吴", "绩效管理员·办公室"),
        ]
    )
    now: datetime = START
    pretend: str = "演示数据，科室人员及完成数均为虚构"
    next_event: str = "今天09:00 6月填报开始"
    entries: dict[str, list[Entry]] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)
    files: dict[tuple[str, str], Attachment] = field(default_factory=dict)
    accepted: dict[str, RawEvent] = field(default_factory=dict)
    moves: list[Step] = field(default_factory=list)
    move_takes: float = 0.0
    cursor: int = 0

    # what the page asks

    def personas(self) -> Sequence[Persona]:
        return [replace(p, unread=self._unread(p.account)) for p in self.people]

    def persona(self, account: str) -> Persona | None:
        return next((p for p in self.people if p.account == account), None)

    def timeline(self, account: str, after: int) -> Sequence[Entry]:
        self.seen[account] = max(after, self.seen.get(account, 0))
        return [e for e in self.entries.get(account, []) if e.cursor > after]

    def attachment(self, account: str, blob: str) -> Attachment | None:
        return self.files.get((account, blob))

    def commands(self, account: str) -> Sequence[tuple[str, str]]:
        if account not in {p.account for p in self.people}:
            return []
        return [
            ("report", "上报、改报指标数据"),
            ("status", "查一项指标的进度"),
            ("board", "总表：全部指标一览"),
            ("pending", "待报的指标"),
            ("history", "往月数据"),
            ("digest", "最近一期简报"),
            ("help", "能做什么"),
        ]

    def clock(self) -> ClockView:
        return ClockView(self.now, True, self.pretend, self.next_event)

    async def move(self, step: Step) -> None:
        await asyncio.sleep(self.move_takes)
        self.moves.append(step)
        self.now += timedelta(hours=1) if step == "hour" else timedelta(days=1)

    def words(self, language: str | None) -> Mapping[str, str]:
        return WORDS

    # what happens in the house

    async def accept(self, events: Sequence[RawEvent]) -> None:
        for event in events:
            if event.native_id not in self.accepted:
                self.accepted[event.native_id] = event
                self._handle(event)

    def bot_says(self, account: str, message: Message, key: str = "") -> Entry:
        entry = Entry(key or f"out-{self.cursor + 1}", self._next(), True, self.now, message)
        self.entries.setdefault(account, []).append(entry)
        return entry

    def change(self, account: str, key: str, message: Message) -> None:
        mine = self.entries[account]
        place = next(i for i, e in enumerate(mine) if e.id == key)
        mine[place] = replace(mine[place], cursor=self._next(), message=message)

    def _handle(self, event: RawEvent) -> None:
        account = event.chat
        match parse(event.payload):
            case Text(text=text):
                self._person_said(account, event.native_id, text)
                self.bot_says(account, say(f"收到：{text}"))
            case Choice(option=option, message=key):
                assert key is not None
                question = next(e.message for e in self.entries[account] if e.id == key)
                assert question is not None
                label = next(b.label for row in question.buttons for b in row if b.id == option)
                self._person_said(account, event.native_id, label)
                self.change(account, key, replace(question, chosen=label))
                self.bot_says(account, say(f"已选：{label}"))
            case File(name=name, mime=mime, ref=ref, photo=photo):
                blob = f"{len(self.files) + 1:064x}"
                self.files[account, blob] = Attachment(name, mime, decode(ref, 1 << 30), blob)
                self._person_said(account, event.native_id, name, Attachment(name, mime, None, blob))
                self.bot_says(account, say(f"{'图片' if photo else '文件'}已收到：{name}"))

    def _person_said(self, account: str, native_id: str, text: str, file: Attachment | None = None) -> None:
        entry = Entry(native_id, self._next(), False, self.now, None, text, file)
        self.entries.setdefault(account, []).append(entry)

    def _unread(self, account: str) -> int:
        seen = self.seen.get(account, 0)
        return sum(1 for e in self.entries.get(account, []) if e.incoming and e.cursor > seen)

    def _next(self) -> int:
        self.cursor += 1
        return self.cursor
