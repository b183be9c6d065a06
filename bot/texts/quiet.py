"""Quiet hours in words. Imports the domain and chat."""

from bot.chat import Message, say
from bot.domain.quiet import EXAMPLE, Quiet
from bot.texts.catalogue import Translate
from bot.texts.typed import typed


def state(t: Translate, hours: Quiet | None) -> Message:
    now = t("Quiet hours: {hours}.", hours=str(hours)) if hours else t("No quiet hours are set.")
    return say(now, t("To set them: {example}; to end them: quiet off", example=typed(t, EXAMPLE)))


def changed(t: Translate, hours: Quiet | None) -> Message:
    if hours is None:
        return say(t("Quiet hours are off."))
    return say(
        t("Quiet hours: {hours}.", hours=str(hours)),
        t(
            "Reminders, digests and notices wait until {end}; what you ask is answered at once.",
            end=f"{hours.end:%H:%M}",
        ),
    )
