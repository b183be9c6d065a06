"""What becomes of a message that did not simply arrive: later, again, elsewhere or never."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.chat import (
    Moved,
    NotDelivered,
    PerhapsDelivered,
    Platform,
    Rejected,
    SlowDown,
    StoreFault,
    Unreachable,
)
from bot.clock import Clock
from bot.services.queues import QueuedUnitOfWork, StoredMessage

log = logging.getLogger(__name__)

RETRY_SECONDS = (1, 2, 5, 15, 30, 60)
GIVE_UP_AFTER = timedelta(days=3)  # of a platform out of reach
GIVE_UP_TRIES = 8  # of a fault of ours


@dataclass(frozen=True)
class Outcomes:
    """Each writes the outcome in the transaction it is given."""

    platforms: Mapping[str, Platform]
    clock: Clock

    def after(self, uow: QueuedUnitOfWork, message: StoredMessage, error: Exception) -> None:
        now = self.clock.now()
        match error:
            case SlowDown():
                uow.outbox.retry(message.id, now)
            case NotDelivered():
                self._later(uow, message)
            case PerhapsDelivered():
                self.unknown(uow, message)
            case Unreachable():
                uow.people.set_reachable(message.to.platform, message.to.chat, False)
                uow.outbox.finish(message.id, "dead", now)
            case Moved():
                uow.people.move_chat(message.to.platform, message.to.chat, error.chat)
                uow.outbox.readdress(message.id, error.chat)
            case Rejected():
                log.error("message %s was rejected: %s", message.key, error)
                uow.outbox.finish(message.id, "dead", now)
            case _:
                log.error("message %s could not be sent", message.key, exc_info=error)
                self._ours(uow, message)

    def put_off(self, uow: QueuedUnitOfWork, message: StoredMessage, error: Exception) -> None:
        """It could not be made ready. The store's own trouble is no fault of the message."""
        if uow.outbox.claim([message.id]):  # counts the try
            later = self._later if isinstance(error, StoreFault) else self._ours
            later(uow, message)

    def _ours(self, uow: QueuedUnitOfWork, message: StoredMessage) -> None:
        """A fault of ours does not go away for long by itself."""
        if message.tries + 1 >= GIVE_UP_TRIES:
            uow.outbox.finish(message.id, "dead", self.clock.now())
        else:
            self._later(uow, message)

    def _later(self, uow: QueuedUnitOfWork, message: StoredMessage) -> None:
        now = self.clock.now()
        if now - message.created_at > GIVE_UP_AFTER:
            uow.outbox.finish(message.id, "dead", now)
            return
        seconds = RETRY_SECONDS[min(message.tries, len(RETRY_SECONDS) - 1)]
        uow.outbox.retry(message.id, now + timedelta(seconds=seconds))

    def unknown(self, uow: QueuedUnitOfWork, message: StoredMessage) -> None:
        """Where doing it again is harmless it is done until it is sure; else a reply is sent once more."""
        platform = self.platforms.get(message.to.platform)
        idempotent = platform is not None and platform.capabilities.idempotent_send
        if idempotent or (message.message.replaces is not None and message.native is not None):
            self._later(uow, message)
        elif message.kind == "reply" and not message.sent_twice:
            uow.outbox.doubt(message.id, self.clock.now())
        else:
            uow.outbox.finish(message.id, "perhaps", self.clock.now())
