"""What is wrong with a bulletin on its way, in words. Imports the catalogue."""

from collections.abc import Mapping

from bot.texts.catalogue import msg

BULLETIN_ERRORS: Mapping[str, str] = {
    "bulletin-span-unreadable": msg(
        "I found no month in “{text}” with which the bulletin could end. For example: 通报 1-{ended}月."
    ),
    "bulletin-span-not-over": msg(
        "Month {until} of {year} is not over yet; the bulletin can reach month {ended} at most. For example: 通报 1-{ended}月."
    ),
    "bulletin-no-span": msg(
        "No month of {year} is over yet, so there is no bulletin; it is made like this: 通报 1-6月."
    ),
    "bulletin-changed": msg(
        "What the draft says has changed since it was shown. Nothing was done; please look at it again: 通报 1-{month}月."
    ),
    "bulletin-signed": msg(
        "The bulletin is signed as {number}; it stays as it is. “通报 1-{month}月” brings it. Nothing was changed."
    ),
    "bulletin-same": msg(
        "All units have been asked about exactly this draft already; nothing was sent again."
    ),
    "bulletin-unchecked": msg(
        "The units have not checked the draft yet. Please send it to them first (发给各科室核对); they have one working day."
    ),
    "bulletin-checking": msg(
        "The units have until {month}/{day} {time} to check; not answered: {units}. It can be signed then, or as soon as all have answered. Nothing was signed."
    ),
    "bulletin-disputed": msg(
        "{by} has said that something is wrong ({reason}); only the unit's lead can say that it is right after all. Nothing was changed."
    ),
    "bulletin-number-unreadable": msg(
        "“{text}” does not read as an issue number. For example: 局发〔2023〕9号. Nothing was signed."
    ),
    "bulletin-number-used": msg(
        "{number} is the number of the bulletin until month {month} already. Please type another one. Nothing was signed."
    ),
    "bulletin-nothing": msg(
        "The bulletin until month {month} has no reviewed figure at all; there is nothing to sign."
    ),
}
