"""The session in a browser's cookie and the account it proves; the store knows only the account."""

import hashlib
import hmac
import re
import secrets
import unicodedata
from typing import Final

CODE: Final = re.compile(r"[A-Za-z0-9_-]{12,}")


def new_session() -> str:
    return secrets.token_urlsafe(24)


def next_session(session: str, event: str) -> str:
    """Another session, the same for the same event; unknown to whoever knows only one of the two."""
    return hmac.new(session.encode(), event.encode(), hashlib.sha256).hexdigest()


def account_of(session: str) -> str:
    """What the store may know: whoever reads it cannot speak in the name of a browser."""
    return hashlib.sha256(session.encode()).hexdigest()


def brings_code(text: object) -> bool:
    """Whether a typed text may hold an enrolment code, however it was copied."""
    if not isinstance(text, str):
        return False
    plain = unicodedata.normalize("NFKC", text)
    return CODE.search("".join(c for c in plain if unicodedata.category(c) != "Cf")) is not None
