"""Files in support of figures (佐证材料), in words. Imports services' results and chat."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from bot.chat import Attachment, Button, Heading, Message, say
from bot.domain.evidence import Evidence, HeldFile
from bot.domain.indicator import Indicator
from bot.domain.period import Period
from bot.services.evidence import Shown
from bot.services.ledger import Item, Ledger
from bot.services.sight import Sight
from bot.texts.catalogue import Translate
from bot.texts.common import clipped, figure, listed, moment, period_name, short_title, title

MOST = 4
"""Files of a list; two lines and a row of buttons each."""
MOST_LACKING = 6
LONGEST = 24


def short_name(name: str) -> str:
    """Of a long name beginning and end, so that its kind is seen."""
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 9]}…{name[-8:]}"


def size_text(size: int) -> str:
    """12KB, 1.3MB"""
    return f"{size / 1024 / 1024:.1f}MB" if size >= 1024 * 1024 else f"{max(1, round(size / 1024))}KB"


def item_words(t: Translate, item: Item) -> str:
    return f"{short_title(item.indicator)} {period_name(t, item.period)}"


# ---------------------------------------------------------------- attaching


def which(t: Translate, ledger: Ledger, items: Sequence[Item], file: HeldFile) -> Message:
    """Nothing is attached before one of these is pressed."""
    buttons = []
    for item in items:
        newest = ledger.newest(item)
        value = figure(t, item.indicator, newest.value) if newest else ""
        args = {"indicator": item.indicator.id, "period": item.period.key, "file": asdict(file)}
        label = f"{item.indicator.code} {period_name(t, item.period)} {value}".rstrip()
        buttons.append([Button(label, "evidence.attach", args)])
    no = Button(t("no, leave it"), "evidence.none", {"answer": "no"})
    return say(
        t("Which figure does {name} support?", name=short_name(file.name)),
        t("Nothing is attached yet. Figures are not read from files; please type them, e.g. 2-03 32,000."),
        buttons=[*buttons, [no]],
    )


def attached(t: Translate, item: Item, file: HeldFile) -> Message:
    return say(
        t("✔ {item}: {name} is attached.", item=item_words(t, item), name=short_name(file.name)),
        t("“evidence {code}” shows or removes it.", code=item.indicator.code),
    )


def attached_already(t: Translate, item: Item, file: HeldFile) -> Message:
    name = short_name(file.name)
    return say(
        t("{item}: {name} is attached already; nothing was changed.", item=item_words(t, item), name=name)
    )


def not_attached(t: Translate) -> Message:
    return say(t("All right; the file was not attached to any figure."))


def ask_for(t: Translate, items: Sequence[Item], *, closed: bool) -> str:
    """In the receipt: which figures still need a file, and how it is handed in."""
    if not items:
        return ""
    codes = listed(t, (i.indicator.code for i in items))
    if closed:
        return t(
            "{codes} needs a file in support: please hand it in by the web chat in the office.", codes=codes
        )
    return t(
        "{codes} needs a file in support: answer this message with it, or send it with the words “{code} evidence”.",
        codes=codes,
        code=items[0].indicator.code,
    )


# ---------------------------------------------------------------- showing


def overview(
    t: Translate, lacking: Sequence[Item], example: Item | None, *, reports: bool, admin: bool
) -> Message:
    """How it is done, and what lacks a file. `example` is a figure of the person's own."""
    lines = [item_words(t, i) for i in lacking[:MOST_LACKING]]
    more = len(lacking) - MOST_LACKING
    if more > 0:
        lines.append(t("and {n} more", n=more))
    code = example.indicator.code if example else "2-03"
    period = period_name(t, example.period if example else Period(2023, 6))
    attach = t(
        "To attach a file, answer the receipt of a figure with it, or name the figure beside it: {code} evidence",
        code=code,
    )
    return say(
        attach if reports else "",
        t("To see files: evidence {code} {period}", code=code, period=period),
        t("To require one: evidence {code} required", code=code) if admin else "",
        "\n".join([t("■ Without the file they need: {n}", n=len(lacking)), *lines]) if lines else "",
    )


def which_indicator(t: Translate, found: Sequence[Indicator], year: int, rest: str) -> Message:
    buttons = [
        [Button(short_title(i), "evidence.pick", {"indicator": i.id, "year": year, "rest": rest})]
        for i in found
    ]
    return say(t("Which indicator is meant?"), buttons=buttons)


def listing(
    t: Translate,
    sight: Sight,
    indicator: Indicator,
    period: Period | None,
    files: Sequence[Shown],
    *,
    closed: bool,
) -> Message:
    """The newest files with who, when and size. `closed`: names only, none is handed over here."""
    about = title(indicator) + (f" {period_name(t, period)}" if period else "")
    if not files:
        return say(Heading(about), _none(t, indicator), _how(t, sight, indicator, period, closed=closed))
    lines, buttons = [], []
    for n, one in enumerate(files[:MOST], start=1):
        file = one.file
        lines += [
            f"{n} {short_name(file.name)} {size_text(file.size)}",
            f"  {_who_when(t, sight, indicator, one)}",
        ]
        args = {"file": file.id, "year": sight.ledger.year}
        row = [] if closed else [Button(t("send {n}", n=n), "evidence.send", args)]
        buttons.append(
            [*row, *([Button(t("remove {n}", n=n), "evidence.remove", args)] if one.removable else [])]
        )
    more = len(files) - MOST
    return say(
        Heading(about),
        "\n".join(lines),
        t("{n} older ones: name the period, e.g. evidence {code} Jun", n=more, code=indicator.code)
        if more > 0
        else "",
        t("This platform is public: files are shown by the web chat in the office only.") if closed else "",
        buttons=buttons,
        once=False,
    )


def _how(t: Translate, sight: Sight, indicator: Indicator, period: Period | None, *, closed: bool) -> str:
    """How a file gets there: of one's own indicator by oneself, else by whom."""
    if not sight.person.may_report(indicator.unit_id):
        return t("Its unit can hand it in: {unit}", unit=indicator.unit) if indicator.unit else ""
    if closed:
        return t("Please hand it in by the web chat in the office.")
    about = f"{indicator.code} {period_name(t, period)}" if period else indicator.code
    return t(
        "To add one: send the file with the words “{about} evidence”, or answer the receipt with it.",
        about=about,
    )


def _none(t: Translate, indicator: Indicator) -> str:
    required = t(" One is required.") if indicator.evidence_since else ""
    return t("There is no file in support of it.") + required


def _who_when(t: Translate, sight: Sight, indicator: Indicator, one: Shown) -> str:
    """6月 7月3日 09:30 小周, for those who may know who gave a figure; else its unit."""
    who = one.file.by_name if sight.knows(indicator) else indicator.unit or ""
    at = moment(t, one.file.at.astimezone(sight.local.tzinfo))
    corrected = "" if one.of_newest else t("(before the correction)")
    return " ".join(w for w in (period_name(t, one.file.period), at, clipped(who, 8), corrected) if w)


def handed_over(t: Translate, indicator: Indicator, file: Evidence) -> Message:
    about = Item(indicator, file.period)
    return say(item_words(t, about), document=Attachment(file.name, file.mime, None, file.sha256))


def remove_this(t: Translate, indicator: Indicator, file: Evidence, args: Mapping[str, Any]) -> Message:
    return say(
        Heading(item_words(t, Item(indicator, file.period))),
        t("Remove {name}? The record of it stays.", name=short_name(file.name)),
        buttons=[
            [
                Button(t("remove"), "evidence.removed", {**args, "answer": "yes"}, style="danger"),
                Button(t("cancel"), "draft.cancel", {"answer": "no"}),
            ]
        ],
    )


def removed(t: Translate, indicator: Indicator, file: Evidence) -> Message:
    about = item_words(t, Item(indicator, file.period))
    return say(t("✔ {item}: {name} was removed.", item=about, name=short_name(file.name)))


def rule(t: Translate, indicator: Indicator, *, required: bool, changed: bool) -> Message:
    if not changed:
        return say(t("{title}: that is so already; nothing was changed.", title=title(indicator)))
    if required:
        return say(
            t("✔ {title}: figures need a file in support from now on.", title=title(indicator)),
            t("A figure without one is taken all the same; it is marked until the file is there."),
        )
    return say(t("✔ {title}: figures need no file any more.", title=title(indicator)))
