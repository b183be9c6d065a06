"""Listens to everything the suite logs: no token and no enrolment code may be in it."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.services import enrol
from tests.platforms.telegram.botapi_standin import TOKEN

TOKEN_LIKE = re.compile(r"\b\d{6,12}:[A-Za-z0-9_-]{30,}")  # as BotFather gives them
OURS = ("bot", "handlers", "storage", "seed")


class Listener(logging.Handler):
    """Keeps the lines that show a secret, and forgets the others."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))
        self.secrets: list[str] = [TOKEN]
        self.indiscreet: list[str] = []
        self.heard = 0

    def emit(self, record: logging.LogRecord) -> None:
        line = self.format(record)
        self.heard += 1
        if TOKEN_LIKE.search(line) or any(secret in line for secret in self.secrets):
            self.indiscreet.append(line)


@contextmanager
def listening() -> Iterator[Listener]:
    listener, root = Listener(), logging.getLogger()
    made = enrol.new_code
    with pytest.MonkeyPatch.context() as patch:

        def noted() -> str:
            code = made()
            listener.secrets.append(code)
            return code

        patch.setattr(enrol, "new_code", noted)
        levels = {name: logging.getLogger(name).level for name in OURS}
        for name in OURS:
            logging.getLogger(name).setLevel(logging.INFO)
        root.addHandler(listener)
        yield listener
        root.removeHandler(listener)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
