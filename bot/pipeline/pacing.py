"""How fast messages may leave: per platform, per chat. Real time, never the office's clock."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.chat import Capabilities


@dataclass
class Pace:
    """The sending budget of one bot account: `delay` says how long a chat waits, `spend` takes its turn."""

    capabilities: Capabilities
    seconds: Callable[[], float] = time.monotonic
    _next: float = 0.0
    _chats: dict[str, float] = field(default_factory=dict)

    def delay(self, chat: str) -> float:
        """Seconds until this chat may be written to; 0 when it may be now."""
        now = self.seconds()
        return max(0.0, self._next - now, self._chats.get(chat, 0.0) - now)

    def spend(self, chat: str) -> None:
        now = self.seconds()
        limits = self.capabilities
        if limits.per_second:
            self._next = max(now, self._next) + 1 / limits.per_second
        between = 1 / limits.per_chat_second if limits.per_chat_second else 0.0
        if limits.group_per_minute and chat.startswith("-"):
            between = max(between, 60 / limits.group_per_minute)
        if between:
            self._chats[chat] = now + between
        if len(self._chats) > 10_000:
            self._chats = {c: at for c, at in self._chats.items() if at > now}

    def hold(self, seconds: float, chat: str | None = None) -> None:
        """The platform asked to wait: this chat, or everybody (None)."""
        until = self.seconds() + seconds
        if chat is None:
            self._next = max(self._next, until)
        else:
            self._chats[chat] = max(self._chats.get(chat, 0.0), until)
