"""The buttons that turn the pages of a list that is longer than a phone."""

from typing import Any

from bot.chat import Button
from bot.texts.catalogue import Translate


def turning(t: Translate, verb: str, page: int, pages: int, **where: Any) -> list[Button]:
    """Back and on, as far as there are pages; pressed, `verb` gets the page's number beside `where`."""

    def to(number: int, label: str) -> Button:
        return Button(label, verb, {**where, "page": number})

    back = [to(page - 1, t("previous page"))] if page > 0 else []
    return [*back, to(page + 1, t("next page"))] if page < pages - 1 else back
