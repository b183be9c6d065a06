"""The embedded web chat: `WebChat`, and the `Desk` and `Door` that it must be given."""

from bot.platforms.web.desk import ClockView, Desk, Entry, Persona, Step
from bot.platforms.web.door import Door, NoEntry
from bot.platforms.web.server import WebChat

__all__ = ["ClockView", "Desk", "Door", "Entry", "NoEntry", "Persona", "Step", "WebChat"]
