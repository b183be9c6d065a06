"""What is wrong with a bulletin on its way, in words. Imports the catalogue."""

from collections.abc import Mapping

from bot.texts.catalogue import msg

BULLETIN_ERRORS: Mapping[str, str] = {
    "bulletin-span-unreadable": msg(
        "I found no month in “{text}” with which the bulletin could end. For example: bulletin Jan-{ended_name}"
    ),
    "bulletin-span-not-over": msg(
        "{until_name} {year} is not over yet; the bulletin can reach {ended_name} at most. For example: bulletin Jan-{ended_name}"
    ),
    "bulletin-no-span": msg(
        "No month of {year} is over yet, so there is no bulletin; it is made like this: bulletin Jan-Jun"
    ),
    "bulletin-changed": msg(
        "What the draft says has changed since it was shown. Nothing was done; please look at it again: bulletin Jan-{month_name}"
    ),
    "bulletin-signed": msg(
        "The bulletin is signed as {number}; it stays as it is. “bulletin Jan-{month_name}” brings it. Nothing was changed."
    ),
    "bulletin-same": msg(
        "All units have been asked about exactly this draft already; nothing was sent again."
    ),
    "bulletin-unchecked": msg(
        "The units have not checked the draft yet. Please send it to them first (the button “send to the units to check”); they have one working day."
    ),
    "bulletin-checking": msg(
        "The units have until {day} {month_name} {time} to check; not answered: {units}. It can be signed then, or as soon as all have answered. Nothing was signed."
    ),
    "bulletin-disputed": msg(
        "{by} has said that something is wrong ({reason}); only the unit's lead can say that it is right after all. Nothing was changed."
    ),
    "bulletin-number-unreadable": msg(
        "“{text}” does not read as an issue number. For example: 局发〔2023〕9号. Nothing was signed."
    ),
    "bulletin-number-used": msg(
        "{number} is the number of the bulletin Jan–{month_name} already. Please type another one. Nothing was signed."
    ),
    "bulletin-nothing": msg(
        "The bulletin Jan–{month_name} has no reviewed figure at all; there is nothing to sign."
    ),
}
