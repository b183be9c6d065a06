"""Keeps the bot's token out of every log. Imports the standard library only."""

import logging

NOISY = ("httpx", "httpcore", "aiohttp.client", "telegram")


class RedactToken(logging.Filter):
    """For the root handler: hides the token in messages, arguments and tracebacks; lets every record pass."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token
        self._formatter = logging.Formatter()

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self._clean(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = self._formatter.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self._clean(record.exc_text)
        return True

    def _clean(self, text: str) -> str:
        return text.replace(self._token, "<token>") if self._token else text


def quiet_libraries() -> None:
    """HTTP libraries say the address of each request at INFO, and the token is part of the address."""
    for name in NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
