"""An indicator that lists two rates (满意率、好评率): which value is whose. Standard library only."""

import re
from decimal import Decimal

_NAME_PARTS = re.compile(r"[、，,；;]|以及|和|与|及")
_RATE_NAME = re.compile(r"[^、，,；;]{2,}?(?:率|占比|比例|满意度)")
_VALUE = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,8})?)%?")


def rates_in(name: str) -> tuple[str, ...]:
    """The rates a name lists; none when it names one thing only."""
    found = tuple(part for part in _NAME_PARTS.split(name) if _RATE_NAME.fullmatch(part))
    return found if len(found) > 1 else ()


def rest_of_note(name: str, note: str) -> str:
    """What a note says behind the values of the rates; all of it when it does not begin with them."""
    if not told_apart(name, note):
        return note
    pieces = re.split(r"[、,，;；\s]+", note.strip(), maxsplit=len(rates_in(name)))
    return pieces[-1] if len(pieces) > len(rates_in(name)) else ""


def told_apart(name: str, note: str) -> tuple[tuple[str, Decimal], ...]:
    """Each rate with its value, in the order of the name; empty unless the note begins with one for each.

    Whoever reports both types them in the order of the name (99.3%、98.4%), and the note keeps them so.
    """
    rates = rates_in(name)
    values = [_VALUE.fullmatch(v.strip()) for v in re.split(r"[、,，;；\s]+", note.strip())[: len(rates)]]
    found = [Decimal(v[1]) for v in values if v]
    return tuple(zip(rates, found, strict=True)) if rates and len(found) == len(rates) else ()
