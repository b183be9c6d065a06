"""Ends a process that has stopped working, for the service manager to start anew."""

import logging
import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

log = logging.getLogger(__name__)

HOPELESS = 900.0  # seconds without one good tick
EVERY = 15.0
EXIT = 70  # EX_SOFTWARE


def _end() -> None:
    os._exit(EXIT)


@dataclass
class LastResort:
    """A thread of its own, so that it works where the event loop does not. `tick_age` in seconds."""

    tick_age: Callable[[], float]
    hopeless: float = HOPELESS
    every: float = EVERY
    end: Callable[[], None] = _end
    _stopped: threading.Event = field(default_factory=threading.Event)

    def start(self) -> None:
        threading.Thread(target=self._look, name="last-resort", daemon=True).start()

    def stop(self) -> None:
        self._stopped.set()

    def _look(self) -> None:
        while not self._stopped.wait(self.every):
            if (age := self.tick_age()) > self.hopeless:
                log.critical("no good tick for %.0f s: this process ends, to be started anew", age)
                self.end()
                return
