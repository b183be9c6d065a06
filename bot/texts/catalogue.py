"""Catalogues: an English msgid becomes the reader's language. Every word a person reads goes through here.

The catalogues are `locale/LANGUAGE/*.po`, one file per module of texts; read with Babel when first needed,
so that there is no compiled copy that could fall behind.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("zh_CN", "en")


class Translate:
    """`t("Due {day}", day=…)`: look the msgid up, then fill its fields. English is the msgid itself."""

    def __init__(self, language: str, messages: Mapping[str, str]) -> None:
        self.language = language
        self._messages = messages

    def __call__(self, msgid: str, /, **facts: object) -> str:
        text = self._messages.get(msgid, msgid)
        return text.format(**facts) if facts else text


@cache
def translator(language: str) -> Translate:
    """The catalogue of a language; an unknown language falls back to zh_CN."""
    name = language if language in LANGUAGES else "zh_CN"
    return Translate(name, load(LOCALE / name))


def load(folder: Path) -> dict[str, str]:
    """All entries of the catalogue files in a folder, as msgid -> text."""
    messages: dict[str, str] = {}
    for path in sorted(folder.glob("*.po")):
        messages |= load_file(path)
    return messages


def load_file(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        return {str(e.id): str(e.string) for e in read_po(file) if e.id and e.string}


def msg(msgid: str) -> str:
    """Marks a msgid that is declared here and translated later."""
    return msgid
