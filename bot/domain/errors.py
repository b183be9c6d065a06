"""Errors a person can mend. The words for them are in bot.texts.errors; anything else raised is our fault."""

from typing import Any


class DomainError(Exception):
    """Something the person can put right: `code` names it, `facts` (JSON values) fill its text."""

    def __init__(self, code: str, /, **facts: Any) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts

    def __repr__(self) -> str:
        return f"DomainError({self.code!r}, {self.facts!r})"
