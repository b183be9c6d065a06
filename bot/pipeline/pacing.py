"""How fast messages may leave: per platform, per chat. Real time, never the office's clock."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bot.chat import Capabilities

BURST = 3  # an answer of a few messages leaves at once; the mean stays at what the platform allows


@dataclass
class Pace:
    """The sending budget of one bot account: `delay` says how long a chat waits, `spend` takes its turn."""

    capabilities: Capabilities
    seconds: Callable[[], float] = time.monotonic
    _next: float = 0.0
    _budgets: dict[str, float] = field(default_factory=dict)  # when the chat's budget is whole again
    _held: dict[str, float] = field(default_factory=dict)

    def delay(self, chat: str) -> float:
        """Seconds until this chat may be written to; 0 when it may be now."""
        return max(self.everyone(), self._own_delay(chat))

    def everyone(self) -> float:
        """Seconds until anybody may be written to."""
        return max(0.0, self._next - self.seconds())

    def waiting(self) -> Mapping[str, float]:
        """The chats that have to wait for themselves, and how many seconds."""
        now = self.seconds()
        self._budgets = {c: at for c, at in self._budgets.items() if at > now}
        self._held = {c: at for c, at in self._held.items() if at > now}
        delays = {c: self._own_delay(c) for c in {*self._budgets, *self._held}}
        return {c: delay for c, delay in delays.items() if delay > 0}

    def _own_delay(self, chat: str) -> float:
        now, between, burst = self.seconds(), *self._limits(chat)
        budget = self._budgets.get(chat, 0.0) - (burst - 1) * between
        return max(0.0, budget - now, self._held.get(chat, 0.0) - now)

    def spend(self, chat: str) -> None:
        now = self.seconds()
        if self.capabilities.per_second:
            self._next = max(now, self._next) + 1 / self.capabilities.per_second
        between, _ = self._limits(chat)
        if between:
            self._budgets[chat] = max(now, self._budgets.get(chat, 0.0)) + between

    def hold(self, seconds: float, chat: str | None = None) -> None:
        """The platform asked to wait: this chat, or everybody (None)."""
        until = self.seconds() + seconds
        if chat is None:
            self._next = max(self._next, until)
        else:
            self._held[chat] = max(self._held.get(chat, 0.0), until)

    def _limits(self, chat: str) -> tuple[float, int]:
        """Seconds between two messages of one chat in the mean, and how many may leave at once."""
        limits = self.capabilities
        between = 1 / limits.per_chat_second if limits.per_chat_second else 0.0
        if limits.group_per_minute and chat.startswith("-"):
            return max(between, 60 / limits.group_per_minute), 1
        return between, BURST
