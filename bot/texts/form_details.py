"""What the forms ask beside the table, offered and taken, in words. Headings are the forms' own."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.chat import Attachment, Button, Heading, Message, say
from bot.domain.form_details import Source
from bot.forms.details_book import COLUMNS, LABELS, LEVEL_HEADS, SOURCES
from bot.forms.paper import PRETEND, XLSX
from bot.services.form_details import DetailChange, DetailsDifference, Value
from bot.texts.catalogue import Translate
from bot.texts.common import clipped

SHOWN = 12
CELL = 20


def workbook(t: Translate, year: int, content: bytes, pretend: bool) -> Message:
    return say(
        t(
            "What the forms of {year} need beside the table. Fill it in once and send it back here.",
            year=year,
        ),
        t("What you leave blank stays blank on the forms."),
        document=Attachment(file_name(year, pretend), XLSX, content),
    )


def file_name(year: int, pretend: bool) -> str:
    return f"{f'{PRETEND}-' if pretend else ''}表内信息{year}年.xlsx"


def preview(t: Translate, difference: DetailsDifference, args: Mapping[str, Any]) -> Message:
    lines = list(change_lines(difference.changes))
    more = len(lines) - SHOWN
    return say(
        Heading(t("Details of the forms of {year}", year=difference.year)),
        "\n".join(lines[:SHOWN]),
        t("… and {n} more", n=more) if more > 0 else "",
        t("Nothing is stored yet."),
        buttons=[
            [Button(t("store it"), "form.details_store", {**args, "answer": "yes"}, style="primary")],
            [Button(t("cancel"), "draft.cancel", {"answer": "no"})],
        ],
    )


def change_lines(changes: Sequence[DetailChange]) -> Iterator[str]:
    """项目名称：— → 政务服务专项"""
    for change in changes:
        about = SOURCES[Source(change.about)] if change.about in set(Source) else clipped(change.about, CELL)
        yield f"{f'{about} ' if about else ''}{label(change.field)}：{_value(change.old)} → {_value(change.new)}"


def label(field: str) -> str:
    """A field's official heading."""
    if field.startswith("until-"):
        return f"1-{field.removeprefix('until-')}月执行数"
    levels = dict(zip(("level1", "level2"), LEVEL_HEADS[2:], strict=True))
    return {**LABELS, **COLUMNS, **levels}[field].partition("（")[0]


def _value(value: Value) -> str:
    return "—" if value is None else clipped(str(value), CELL)


def nothing_new(t: Translate, difference: DetailsDifference) -> Message:
    return say(t("These details are what is stored for {year} already.", year=difference.year))


def stored(t: Translate, difference: DetailsDifference) -> Message:
    return say(
        t("Stored: {n} details for the forms of {year}.", n=len(difference.changes), year=difference.year)
    )
