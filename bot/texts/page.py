"""The words on the web chat's page, by key. Imports the catalogue only."""

from collections.abc import Mapping
from datetime import datetime

from bot.texts.catalogue import Translate, msg
from bot.texts.common import moment

WORDS: Mapping[str, str] = {
    "title": msg("Dabiao"),
    "language": msg("en"),
    "theme": msg("Light or dark"),
    "close": msg("Close"),
    "offline": msg("No connection; trying again…"),
    "empty": msg("Nothing has been said yet. Type “help”, or move the clock."),
    "today": msg("Today"),
    "yesterday": msg("Yesterday"),
    "people": msg("People"),
    "playing": msg("You are playing"),
    "switch_person": msg("Switch person"),
    "unread": msg("{n} unread"),
    "conversation": msg("Conversation"),
    "from_bot": msg("Dabiao"),
    "from_you": msg("You"),
    "new_messages": msg("New messages"),
    "to_bottom": msg("To the newest"),
    "sending": msg("Sending…"),
    "waiting": msg("Waiting"),
    "failed": msg("Not sent"),
    "retry": msg("Try again"),
    "chosen": msg("Chosen"),
    "picture": msg("Picture"),
    "download": msg("Download"),
    "write": msg("Type a message"),
    "send": msg("Send"),
    "attach": msg("Send a file"),
    "commands": msg("Commands"),
    "drop_here": msg("Drop the file here"),
    "clock": msg("Rehearsal clock"),
    "hour": msg("+1 hour"),
    "working_day": msg("Next working day"),
    "monday": msg("Next Monday"),
    "event": msg("Next event"),
    "next_event": msg("Next: {event}"),
    "moving": msg("Playing what lies between…"),
    "too_large": msg("The file is too large."),
    "text_too_long": msg("The text is too long."),
    "bad_request": msg("That could not be understood."),
    "forbidden": msg("This page may not do that."),
    "busy": msg("Busy; please try again."),
    "not_found": msg("Not found."),
    "unavailable": msg("Not available right now."),
}


def words(t: Translate) -> Mapping[str, str]:
    return {key: t(text) for key, text in WORDS.items()}


def pretend(t: Translate) -> str:
    """The banner of a pretend office; every digest, picture and export says the same."""
    return t("Rehearsal data: the people, units and actuals are made up.")


def next_event(t: Translate, at: datetime) -> str:
    return moment(t, at)
