"""Signing in to the web chat, in words. Imports the domain and chat."""

from datetime import datetime, timedelta

from bot.chat import Message, say
from bot.domain.people import Person
from bot.texts.catalogue import Translate
from bot.texts.common import moment


def link(t: Translate, address: str, lasts: timedelta) -> Message:
    minutes = int(lasts.total_seconds()) // 60
    return say(
        t("Open this link in your other browser and press “Sign in”:"),
        address,
        t("It works once, for {minutes} minutes. Give it to nobody.", minutes=minutes),
    )


def signed_out(t: Translate, sessions: int) -> Message:
    if not sessions:
        return say(t("You are signed in to the web chat nowhere."))
    return say(t("Signed out of the web chat in {n} browsers. To come in again: a new code.", n=sessions))


def once_more(t: Translate, at: datetime) -> Message:
    """To somebody who is signed in by one more browser."""
    return say(
        t("Another browser signed in as you at {time}.", time=moment(t, at)),
        t("If that was not you: type “/logout” and tell the administrator."),
    )


def code_on_page(t: Translate, mine: Person) -> Message:
    return say(
        t(
            "This browser is signed in as {name}; a code is of no use here. To change: sign out, then open the link that came with the code.",
            name=mine.name,
        )
    )
