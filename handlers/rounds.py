"""What the clock says: the slots that are due, and who is told what. Filled in by remind and digest."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat import Message
from bot.domain.calendar import WorkCalendar
from bot.services.queues import QueuedUnitOfWork, StoredMessage


@dataclass(frozen=True)
class Rounds:
    """Called by the scheduler in one transaction per tick; playing a slot twice changes nothing."""

    zone: ZoneInfo
    calendar: WorkCalendar
    language: str

    def __call__(self, uow: QueuedUnitOfWork, now: datetime) -> None: ...

    def refresh(self, uow: QueuedUnitOfWork, stored: StoredMessage) -> Message | None:
        return stored.message

    def next_instant(self, uow: QueuedUnitOfWork, now: datetime) -> datetime | None:
        return None
