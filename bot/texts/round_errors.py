"""What went wrong with a monitoring round, in words. Imports the catalogue."""

from collections.abc import Mapping

from bot.texts.catalogue import msg

ROUND_ERRORS: Mapping[str, str] = {
    # opening
    "round-span-unreadable": msg(
        "I found no span in “{text}”; it begins in January. For example: {example}. Nothing was opened."
    ),
    "round-span-whole-year": msg(
        "The whole year is the self-evaluation's, from January to March after it: selfcheck by 28 February 鲁财绩〔2024〕2号. A round reaches November at most, for example: {example}. Nothing was opened."
    ),
    "round-span-not-over": msg(
        "Jan–{until_name} {year} is not over yet ({ended} months have ended). For example: {example}. Nothing was opened."
    ),
    "round-not-now": msg(
        "A self-evaluation is opened in January to March, about the year before. During the year: {monitoring}. Nothing was opened."
    ),
    "round-year-only": msg(
        "“{text}”: the self-evaluation is of the whole year {year}. For example: {example}. Nothing was opened."
    ),
    "round-deadline-unreadable": msg(
        "I found no deadline in “{text}”. For example: {example}. Nothing was opened."
    ),
    "round-reopen-deadline": msg(
        "Its deadline is over; please name a new one. For example: {example}. Nothing was opened."
    ),
    "round-deadline-past": msg(
        "The deadline {text} is over already. For example: {example}. Nothing was opened."
    ),
    "round-deadline-far": msg(
        "The deadline {text} is more than {days} days away. For example: {example}. Nothing was opened."
    ),
    "round-document-unreadable": msg(
        "I found no document number in “{text}”. For example: {example}. Nothing was opened."
    ),
    "round-words-left": msg(
        "I read span, deadline and number, but not “{text}”. For example: {example}. Nothing was opened."
    ),
    "round-open-already": msg(
        "A round is open already ({document}). Close it first: {closing}. Nothing was opened."
    ),
    # being in one
    "round-none-open": msg("No round is open now. {helpers} opens it and you hear of it."),
    "round-over": msg(
        "{round} ({document}) is closed. If something is still to be changed, {helpers} can reopen it. Nothing was changed."
    ),
    "round-closed": msg("This round ({document}) is closed. {helpers} can help. Nothing was changed."),
    "round-code-unknown": msg("“{code}” is not in this round. For example: {example}. Nothing was changed."),
    "round-changed": msg(
        "{by} has answered {code} {name} meanwhile. Nothing was changed; please look at it again."
    ),
    "round-none-why": msg(
        "“{text}”: is it 0, or is there no figure? Type 0, or why there is none, for example: no data because the higher office has not answered. Nothing was changed."
    ),
    "round-own-amount": msg(
        "“{text}” reads as one month's own amount. The total Jan–{until_name} is wanted, for example: {example}. Nothing was changed."
    ),
    "round-value-first": msg(
        "{code}: its value is not known yet. Type both, for example: {code} {example} year {example}. Nothing was changed."
    ),
    "round-one-value": msg(
        "A self-evaluation takes one figure, the whole year's. For example: {code} {example}. Nothing was changed."
    ),
    "round-reason-needed": msg(
        "Choose at least one reason, or type why, for example: funds the money has not come"
    ),
    "round-likelihood-unreadable": msg(
        "“{text}” is none of certainly, possibly, not at all possible. Press one of the buttons or type it, for example: possibly"
    ),
    "round-figure-for-words": msg(
        "“{text}” is a figure; words are asked for here, for example: bidding was put off. To change a figure: {code} {example}. Nothing was changed."
    ),
    "round-reason-first": msg(
        "“{text}” answers the next question. First choose why, or type it, for example: funding the money has not come. Nothing was changed."
    ),
    "round-lines-mixed": msg(
        "{codes} name another month than this round. Please send those lines apart. Nothing was changed."
    ),
    "round-incomplete": msg("Not everything is answered yet: {codes}. Nothing was handed in."),
    "round-nothing-new": msg("Everything is handed in already; nothing was changed."),
    "round-decided-already": msg("This was decided or changed already; nothing was changed."),
}
