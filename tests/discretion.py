"""Listens to everything the suite logs: no token, no enrolment code and no session may be in it."""

import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from bot.services import enrol, sign_in
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


def noted(made: Callable[[], str], secrets: list[str]) -> Callable[[], str]:
    """The same, with every secret made written down."""

    def make() -> str:
        secrets.append(made())
        return secrets[-1]

    return make


@contextmanager
def listening() -> Iterator[Listener]:
    listener, root = Listener(), logging.getLogger()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(enrol, "new_code", noted(enrol.new_code, listener.secrets))
        patch.setattr(sign_in, "new_token", noted(sign_in.new_token, listener.secrets))
        levels = {name: logging.getLogger(name).level for name in OURS}
        for name in OURS:
            logging.getLogger(name).setLevel(logging.INFO)
        root.addHandler(listener)
        yield listener
        root.removeHandler(listener)
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
