"""An indicator of several rates that becomes several indicators, in words. Services' results and chat."""

from collections.abc import Sequence

from bot.chat import Button, Heading, Message, say
from bot.degrade import width
from bot.domain.figure import Revision
from bot.domain.indicator import Indicator
from bot.services.split import Splitting
from bot.texts.catalogue import Translate
from bot.texts.common import listed, period_name, short_title, target_text, title
from bot.texts.fitting import COLUMNS, flow, wrap

MOST = 8


def overview(t: Translate, several: Sequence[Indicator]) -> Message:
    """Which indicators list several rates, one button each."""
    if not several:
        return say(t("No indicator of the table lists several rates."))
    buttons = [[Button(short_title(i), "split.pick", {"indicator": i.id})] for i in several[:MOST]]
    return say(t("These list several rates. Which one is split?"), buttons=buttons)


def which(t: Translate, found: Sequence[Indicator]) -> Message:
    buttons = [[Button(short_title(i), "split.pick", {"indicator": i.id})] for i in found]
    return say(t("Which one is split?"), buttons=buttons)


def preview(t: Translate, found: Splitting) -> Message:
    """The parts, what becomes of the figures so far, and a button to do it."""
    whole = found.whole
    lines = []
    for part in found.parts:
        weight = t(" weight {weight}", weight=part.weight.normalize()) if part.weight is not None else ""
        name, value = f"{part.code} {part.cells.indicator}", f"{part.cells.annual_target or '—'}{weight}"
        both = f"{name} {value}"
        lines += [both] if width(both) <= COLUMNS else [*wrap(name), f"  {value}"]
    args = {"indicator": whole.id, "was": found.fingerprint}
    return say(
        Heading(t("Split {title}", title=title(whole))),
        t("annual target: {target}", target=target_text(t, whole)),
        "\n".join([t("■ It becomes"), *lines]),
        "\n".join(_figures(t, found)),
        t(
            "Unit, measure, rhythm and reasons go along; {code} is closed and stays in the record.",
            code=whole.code,
        ),
        buttons=[
            [
                Button(t("confirm"), "split.confirm", {**args, "answer": "yes"}, style="primary"),
                Button(t("cancel"), "draft.cancel", {"answer": "no"}),
            ]
        ],
    )


def _figures(t: Translate, found: Splitting) -> list[str]:
    """Which figures are taken apart, and which cannot be."""
    lines = []
    if found.told:
        lines.append(t("Figures taken apart: {periods}", periods=_periods(t, found.told)))
    if found.untold:
        lines.append(t("One value only, not taken along: {periods}", periods=_periods(t, found.untold)))
    return [line for text in lines for line in flow([text])]


def _periods(t: Translate, revisions: Sequence[Revision]) -> str:
    return listed(t, dict.fromkeys(period_name(t, r.period) for r in revisions))


def done(t: Translate, found: Splitting) -> Message:
    codes = listed(t, (p.code for p in found.parts))
    return say(
        t("✔ {code} is split into {codes}; each is reported on its own.", code=found.whole.code, codes=codes)
    )
