"""The embedded web chat: `WebChat`, and the `Desk` that it must be given."""

from bot.platforms.web.desk import ClockView, Desk, Entry, Persona, Step
from bot.platforms.web.server import WebChat

__all__ = ["ClockView", "Desk", "Entry", "Persona", "Step", "WebChat"]
