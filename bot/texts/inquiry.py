"""Asking a unit to explain, its answer, and the word added to a preview. Imports services' results and chat."""

from collections.abc import Sequence

from bot.chat import Button, Heading, Message, say
from bot.domain.figure import Inquiry
from bot.services.compose_digest import LowRow
from bot.services.judge import judge_revision
from bot.services.ledger import Item, Ledger
from bot.texts.attainment import deviation_words, light_word
from bot.texts.catalogue import Translate
from bot.texts.common import clipped, figure, measured, short_title, title

MOST_BUTTONS = 6


def choose(t: Translate, low: Sequence[LowRow]) -> Message:
    """The low indicators whose units the reader may ask."""
    if not low:
        return say(t("Nothing is low in the units you may ask."))
    buttons = [
        [Button(short_title(one.row.indicator), "inquiry.ask", where(one.row.item))]
        for one in low
        if one.row.item
    ]
    return say(t("Which indicator should its unit explain?"), buttons=buttons, once=False)


def where(item: Item) -> dict[str, object]:
    return {"indicator": item.indicator.id, "period": item.period.key}


def asked(t: Translate, item: Item, reached: bool) -> Message:
    unit = item.indicator.unit or t("no responsible unit")
    if not reached:
        return say(t("Noted, but nobody of {unit} can be reached here at the moment.", unit=unit))
    return say(
        t(
            "{unit} is asked to explain {code}; the answer will come here.",
            unit=unit,
            code=item.indicator.code,
        )
    )


def question(t: Translate, ledger: Ledger, item: Item, asker: str, inquiry: Inquiry) -> Message:
    """To the unit's lead: what is asked about, by whom; no hurry."""
    return say(
        Heading(t("Please explain: {title}", title=title(item.indicator))),
        "\n".join(_standing(t, ledger, item)),
        t("{name} would like to know the reason. A sentence or two, when it suits you.", name=asker),
        buttons=[[Button(t("answer"), "inquiry.answer", {"inquiry": inquiry.id}, style="primary")]],
        once=False,
    )


def _standing(t: Translate, ledger: Ledger, item: Item) -> list[str]:
    """The figure that counts, with its deviation and light."""
    indicator, revision = item.indicator, ledger.counted(item)
    if revision is None:
        return []
    attainment = judge_revision(ledger, indicator, revision)
    value = t(
        "{period}: {value}",
        period=measured(t, indicator, item.period),
        value=figure(t, indicator, ledger.actual(indicator, revision)),
    )
    words = " ".join(w for w in (deviation_words(t, attainment), light_word(t, attainment)) if w)
    return [value, words]


def answer_prompt(t: Translate, code: str) -> Message:
    return say(t("Type the explanation of {code}; “cancel” leaves it for later.", code=code))


def is_it_the_answer(t: Translate, asked: Sequence[tuple[Item, Inquiry]], text: str) -> Message:
    """Typed without pressing 回复说明: for which of the open questions is it?"""
    buttons = [
        [
            Button(
                t("yes, for {title}", title=short_title(item.indicator)),
                "inquiry.taken",
                {"inquiry": inquiry.id, "text": text},
            )
        ]
        for item, inquiry in asked[:MOST_BUTTONS]
    ]
    return say(
        t("Is this the explanation you were asked for? “{text}”", text=clipped(text, 40)),
        buttons=[*buttons, [Button(t("no"), "draft.cancel", {"answer": "no"})]],
    )


def answered(t: Translate, code: str) -> Message:
    return say(t("Thank you. It goes to whoever asked and into the next digest, under {code}.", code=code))


def came_back(t: Translate, ledger: Ledger, item: Item, words: str) -> Message:
    """To the asker: the item of the digest with what its unit says of it."""
    unit = item.indicator.unit or t("no responsible unit")
    return say(
        Heading(title(item.indicator)),
        "\n".join(_standing(t, ledger, item)),
        t("{unit} says: {text}", unit=unit, text=words),
    )


def preview_prompt(t: Translate, item: Item) -> Message:
    return say(
        Heading(title(item.indicator)),
        t("What should the leaders know? A sentence is enough; “cancel” leaves it."),
    )


def preview_noted(t: Translate, code: str) -> Message:
    return say(t("Noted; it will stand under {code} in the digest.", code=code))
