"""The official forms offered and handed over, in words; what stands in the forms is theirs. Forms and chat."""

from collections.abc import Mapping, Sequence

from bot.chat import Button, Heading, Message, say
from bot.forms.files import file_of
from bot.services.forms import AnyForm, FormKind
from bot.texts.catalogue import Translate, msg

NAMES: Mapping[FormKind, str] = {
    FormKind.TARGETS: msg("table of targets (form A)"),
}


def menu(t: Translate, year: int) -> Message:
    """Which form?"""
    rows = [[Button(t(NAMES[kind]), "form.make", {"kind": kind.value, "year": year})] for kind in FormKind]
    return say(Heading(t("Official forms of {year}", year=year)), t("Which form?"), buttons=rows, once=False)


def message(t: Translate, form: AnyForm) -> Message:
    """The file, and beside it what nobody but a person can fill in."""
    return say(*remarks(t, form), document=file_of(form))


def remarks(t: Translate, form: AnyForm) -> Sequence[str]:
    return [t("{form}: {n} indicators", form=t(NAMES[FormKind.TARGETS]), n=len(form.rows))]
