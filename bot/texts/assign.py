"""What kind of thing an indicator is and who answers for it, in words; the workbook's words too."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from bot.chat import Attachment, Button, Heading, Message, say
from bot.domain.indicator import Direction, Indicator, Measure
from bot.domain.period import Rhythm
from bot.services.assignments_read import Assignment
from bot.services.assignments_sheet import SheetRow, SheetWords
from bot.services.ports import Unit
from bot.texts.catalogue import Translate
from bot.texts.common import clipped, listed, short_title, target_text, title
from bot.texts.figures import shown
from bot.texts.fitting import PAGE_LINES
from bot.texts.kinds import DIRECTIONS, MEASURES, NAMES, RHYTHMS
from bot.texts.questions import indicator_questions

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def value_words(t: Translate, name: str, value: Any) -> str:
    """The value of one fact, as a word; a dash where nothing is said."""
    match value:
        case None | ():
            return "—"
        case Measure():
            return t(MEASURES[value])
        case Direction():
            return t(DIRECTIONS[value])
        case Rhythm():
            return t(RHYTHMS[value])
        case bool():
            return t("yes") if value else t("no")
        case Decimal():
            return shown(t, value)
        case tuple():
            return listed(t, value)
        case _:
            return str(value)


def field_values(t: Translate, said: Assignment, fields: Iterable[str]) -> list[str]:
    return [f"{t(NAMES[f])} {value_words(t, f, getattr(said, f))}" for f in fields]


def facts_lines(t: Translate, indicator: Indicator) -> list[str]:
    """All facts of an indicator, one a line, with what is only assumed."""
    values = {
        "responsible_unit": indicator.unit,
        "assisting_units": indicator.assisting,
        "measure": indicator.measure,
        "direction": indicator.direction,
        "rhythm": indicator.rhythm,
        "weight": indicator.weight,
        "by_application": indicator.by_application,
    }
    return [
        t("{name}: {value}", name=t(NAMES[n]), value=value_words(t, n, v)) + _assumed(t, indicator, n, v)
        for n, v in values.items()
        if n != "assisting_units" or v
    ]


def _assumed(t: Translate, indicator: Indicator, name: str, value: Any) -> str:
    return t(" (assumed)") if name in indicator.assumed and value is not None else ""


# ---------------------------------------------------------------- the chat


def card(t: Translate, indicator: Indicator, changed: Sequence[str] = ()) -> Message:
    """One indicator with what is known of it; a button for each thing that can be set."""
    where = {"indicator": indicator.id}
    setters = [
        Button(t(NAMES[name]), "assign.choose", {**where, "field": name})
        for name in ("responsible_unit", "measure", "direction", "rhythm", "weight", "by_application")
    ]
    assumed = (
        indicator.assumed
        - ({"responsible_unit"} if indicator.unit is None else set())
        - ({"weight"} if indicator.weight is None else set())
    )
    confirm = [[Button(t("all of it is right"), "assign.settle", where, style="primary")]] if assumed else []
    return say(
        Heading(title(indicator)),
        t("Changed: {fields}", fields=listed(t, changed)) if changed else "",
        "\n".join(
            [t("annual target: {target}", target=target_text(t, indicator)), *facts_lines(t, indicator)]
        ),
        "\n".join(f"? {q}" for q in indicator_questions(t, indicator)),
        buttons=[setters[i : i + 3] for i in (0, 3)] + confirm,
        once=False,
    )


def choices(t: Translate, indicator: Indicator, field: str, units: Sequence[Unit]) -> Message:
    """The values one fact may take, as buttons; a new unit or a weight can be typed."""
    values: Sequence[tuple[str, Any]]
    match field:
        case "responsible_unit":
            values = [(u.name, u.name) for u in units]
        case "measure":
            values = [(t(word), m.value) for m, word in MEASURES.items()]
        case "direction":
            values = [(t(word), d.value) for d, word in DIRECTIONS.items()]
        case "rhythm":
            values = [(t(word), r.value) for r, word in RHYTHMS.items()]
        case "by_application":
            values = [(t("yes"), True), (t("no"), False)]
        case _:
            values = []
    hint = {
        "responsible_unit": t("Choose, or type the name of the unit."),
        "weight": t("Please type the weight, 0 to 100."),
    }
    args = {"indicator": indicator.id, "field": field}
    buttons = [Button(clipped(label, 12), "assign.set", {**args, "value": v}) for label, v in values]
    rows = [buttons[i : i + 3] for i in range(0, len(buttons), 3)]
    return say(
        Heading(title(indicator)),
        t(
            "{field}: now {value}.",
            field=t(NAMES[field]),
            value=value_words(t, field, _now(indicator, field)),
        ),
        hint.get(field, ""),
        buttons=[*rows, [Button(t("back"), "assign.open", {"indicator": indicator.id})]],
        once=False,
    )


def _now(indicator: Indicator, field: str) -> Any:
    return indicator.unit if field == "responsible_unit" else getattr(indicator, field)


def unassigned(t: Translate, indicators: Sequence[Indicator], assumed: int) -> Message:
    """What nobody answers for, each a button; and where the rest is settled."""
    rows = [[Button(short_title(i), "assign.open", {"indicator": i.id})] for i in indicators[:12]]
    return say(
        Heading(t("Indicators nobody answers for: {n}", n=len(indicators))),
        t("Every indicator has a responsible unit.") if not indicators else "",
        t("… and {n} more", n=len(indicators) - 12) if len(indicators) > 12 else "",
        t("In {n} indicators something is still assumed.", n=assumed) if assumed else "",
        t("Type for example: assign 2-14 交易科 monthly; or fill in the workbook and send it back."),
        buttons=[*rows, [Button(t("the assignments workbook"), "assign.workbook", {})]],
        once=False,
    )


def new_unit(t: Translate, name: str, args: dict[str, Any]) -> Message:
    return say(
        t("There is no unit “{name}” yet. Is it to be added?", name=name),
        buttons=[
            [
                Button(t("add it"), "assign.new_unit", {**args, "answer": "yes"}, style="primary"),
                Button(t("cancel"), "draft.cancel", {"answer": "no"}),
            ]
        ],
    )


def several(t: Translate, done: Sequence[Indicator], changed: Sequence[str]) -> Message:
    return say(
        t("Changed: {fields}", fields=listed(t, changed)) if changed else t("That is how it stands already."),
        "\n".join(short_title(i) for i in done[:PAGE_LINES]),
        t("… and {n} more", n=len(done) - PAGE_LINES) if len(done) > PAGE_LINES else "",
    )


# ---------------------------------------------------------------- the workbook


def workbook_message(t: Translate, year: int, content: bytes, rows: int) -> Message:
    name = t("assignments-{year}.xlsx", year=year)
    return say(
        t("One row for each of the {n} indicators. Correct it and send it back here.", n=rows),
        document=Attachment(name, XLSX, content),
    )


def sheet_words(t: Translate) -> SheetWords:
    """Headers and values of the assignments workbook."""
    headers = {
        "code": t("code"),
        "indicator": t("indicator"),
        "target": t("annual target"),
        **{name: t(word) for name, word in NAMES.items()},
        "assumed": t("still assumed"),
        "questions": t("please look at"),
    }
    return SheetWords(
        sheet=t("assignments"),
        choices=t("choices"),
        headers=headers,
        measures={m: t(word) for m, word in MEASURES.items()},
        directions={d: t(word) for d, word in DIRECTIONS.items()},
        rhythms={r: t(word) for r, word in RHYTHMS.items()},
        yes=t("yes"),
        no=t("no"),
    )


def sheet_row(t: Translate, indicator: Indicator) -> SheetRow:
    return SheetRow(
        code=indicator.code,
        indicator=indicator.name,
        target=indicator.cells.annual_target or "",
        responsible_unit=indicator.unit or "",
        measure=indicator.measure,
        direction=indicator.direction,
        rhythm=indicator.rhythm,
        weight=indicator.weight,
        by_application=indicator.by_application,
        assisting_units=indicator.assisting,
        assumed=tuple(t(NAMES[n]) for n in NAMES if n in indicator.assumed),
        questions=tuple(indicator_questions(t, indicator)),
    )
