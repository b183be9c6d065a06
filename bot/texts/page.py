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
    "enter_title": msg("Sign in to Dabiao"),
    "enter_hint": msg("Open the link of your invitation, or type its code."),
    "enter_note": msg("This browser stays signed in. On a shared computer please sign out when done."),
    "enter_other": msg("Somebody is signed in on this browser already; going on changes who it is."),
    "code": msg("Enrolment code"),
    "sign_in": msg("Sign in"),
    "signing_in": msg("Signing in…"),
    "sign_out": msg("Sign out"),
    "sign_out_all": msg("Sign out of all browsers"),
    "your_account": msg("Your account"),
    "code_refused": msg(
        "This code does not work (any more). Please ask whoever gave it to you for a new one."
    ),
    "slowly": msg("Too many tries. Please wait {minutes} minutes."),
    "signed_out": msg("Please sign in again."),
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
