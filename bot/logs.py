"""The log: one line an entry, for people or as JSON, with what it is about and without secrets."""

import logging
import re
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any, Literal

import structlog

OF_EVENT = re.compile(r"(?:reply|apology):(\d+)")
BEFORE: tuple[Any, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=False),
)


class Discreet(structlog.stdlib.ProcessorFormatter):
    """Takes secrets out of the finished line, so that no argument and no traceback can carry one."""

    def __init__(self, secrets: Sequence[str], **more: Any) -> None:
        super().__init__(**more)
        self._secrets = [s for s in secrets if s]

    def format(self, record: logging.LogRecord) -> str:
        line = super().format(record)
        for secret in self._secrets:
            line = line.replace(secret, "<secret>")
        return line


def configure(level: str, form: Literal["text", "json"], secrets: Sequence[str]) -> None:
    """Everything that logs, libraries too, logs this way to standard error."""
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        # A plain trace: the pretty one shows the values of variables, and so what people wrote.
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )
    after: list[Any] = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer]
    if form == "json":
        after.insert(0, structlog.processors.format_exc_info)
    handler = logging.StreamHandler()
    handler.setFormatter(Discreet(secrets, foreign_pre_chain=list(BEFORE), processors=after))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("apscheduler").setLevel(logging.CRITICAL)  # a tick logs its own failures


def about_event(event_id: int) -> AbstractContextManager[None]:
    """Entries made meanwhile say which event they are about."""
    return structlog.contextvars.bound_contextvars(about=event_id)


def about_message(key: str) -> AbstractContextManager[None]:
    """Entries made meanwhile say which message they are about, and which event it answers."""
    found = OF_EVENT.match(key)
    named: dict[str, Any] = {"message": key} | ({"about": int(found[1])} if found else {})
    return structlog.contextvars.bound_contextvars(**named)
