"""The official forms offered and handed over, in words; what stands in the forms is theirs. Forms and chat."""

from collections.abc import Iterator, Mapping, Sequence

from bot.chat import Button, Heading, Message, plain_text, say
from bot.domain.figures import rounded
from bot.domain.indicator import Indicator
from bot.domain.period import Period
from bot.domain.scoring import Grade
from bot.forms.details_book import LABELS
from bot.forms.files import file_of
from bot.services.bulletin import Bulletin
from bot.services.finance_import import FinanceImport
from bot.services.form_a import FormA
from bot.services.form_c import FormC
from bot.services.form_d import FormD
from bot.services.form_details import blank
from bot.services.form_rows import Lack
from bot.services.forms import AnyForm, FormKind
from bot.services.ports import SignedBulletin
from bot.texts import bulletin
from bot.texts.catalogue import Translate, msg
from bot.texts.common import listed, so_far
from bot.texts.fitting import LONGEST, lines_of

NAMES: Mapping[FormKind, str] = {
    FormKind.TARGETS: msg("table of targets (form A)"),
    FormKind.MONITORING: msg("monitoring (form C)"),
    FormKind.SELF_EVALUATION: msg("self-evaluation (form D)"),
    FormKind.FINANCE_IMPORT: msg("import for the finance system"),
    FormKind.BULLETIN: msg("bulletin (draft)"),
}
GRADES: Mapping[Grade, str] = {
    Grade.EXCELLENT: msg("excellent"),
    Grade.GOOD: msg("good"),
    Grade.FAIR: msg("fair"),
    Grade.POOR: msg("poor"),
}
FILLED_IN = tuple(kind for kind in FormKind if kind is not FormKind.BULLETIN)
LACKS: Mapping[str, str] = {
    "weight-missing": msg("no weight yet: {about}"),
    "not-reported": msg("not reported: {about}"),
    "not-reviewed": msg("reported, not reviewed: {about}"),
    "not-asked": msg("not reported for the span's last month by their rhythm: {about}"),
    "expected-missing": msg("year-end value not stated: {about}"),
    "likelihood-missing": msg("likelihood not stated: {about}"),
    "levels-missing": msg("first and second level not given: {about}"),
    "direction-assumed": msg("the sign is only assumed: {about}"),
    "judge-band": msg("qualitative, points within the band are yours to give: {about}"),
    "judge-far-above": msg("far above the target, explain and trim by how far: {about}"),
    "judge-several-targets": msg("several targets in one cell, yours to judge: {about}"),
    "baseline-missing": msg("an increase without a baseline: {about}"),
    "target-without-number": msg("the target has no number: {about}"),
    "target-allows-no-share": msg("the target allows no proportion: {about}"),
    "reason-missing": msg("reason and remedy still to be given: {about}"),
    "weights-sum": msg("the weights add up to {given}, not {wanted}"),
    "group-sum": msg("the weights of {group} add up to {given}, not {wanted}"),
    "funds-missing": msg("the budget or its execution is not known, so no points for it"),
}
MOST_CODES, MOST_FIELDS = 3, 5


def menu(t: Translate, year: int, *, details: bool) -> Message:
    """Which form? With `details`, also the bulletin and the workbook in which the rest of the forms is said."""
    rows = [[Button(t(NAMES[kind]), "form.make", {"kind": kind.value, "year": year})] for kind in FILLED_IN]
    if details:
        rows.append([Button(t(NAMES[FormKind.BULLETIN]), "bulletin.menu", {"year": year})])
        rows.append([Button(t("details of the forms"), "form.details", {"year": year})])
    return say(Heading(t("Official forms of {year}", year=year)), t("Which form?"), buttons=rows, once=False)


def spans(t: Translate, kind: FormKind, year: int, ended: int) -> Message:
    """Until which month? Those that have ended, the newest first."""
    args = {"kind": kind.value, "year": year}
    months = [Button(_span(t, m), "form.make", {**args, "until": m}) for m in range(ended, 0, -1)]
    rows = [months[i : i + 4] for i in range(0, len(months), 4)]
    none = t("No month of {year} is over yet.", year=year) if not months else ""
    return say(none or t("Until which month?"), buttons=rows, once=False)


def _span(t: Translate, until: int) -> str:
    return so_far(t, Period(2000, until))


def messages(t: Translate, form: AnyForm) -> Sequence[Message]:
    """The file, and what nobody but a person can fill in: beside it, or behind it where that is much."""
    head, *more = remarks(t, form)
    whole = say("\n".join([head, *more]), document=file_of(form))
    if lines_of(plain_text(whole)) <= LONGEST:
        return (whole,)
    return say(head, document=file_of(form)), say(Heading(head), "\n".join(more), once=False)


def remarks(t: Translate, form: AnyForm) -> Sequence[str]:
    """What the file holds, and line by line what is left blank in it."""
    match form:
        case FormA():
            return (_count(t, FormKind.TARGETS, len(form.rows)),)
        case FormC():
            count = _count(t, FormKind.MONITORING, len(form.rows))
            return (
                count,
                *_document(t, form.document, _any_stated(form)),
                *_lacks(t, form.lacks),
                *_blank(t, form, goal_done=False),
            )
        case FinanceImport():
            count = _count(t, FormKind.FINANCE_IMPORT, len(form.lines))
            return (count, *_document(t, form.form.document, _any_stated(form.form)), *_lacks(t, form.lacks))
        case FormD():
            head = (_count(t, FormKind.SELF_EVALUATION, len(form.rows)), _total(t, form))
            return (
                *head,
                *_document(t, form.document),
                *_lacks(t, form.lacks),
                *_blank(t, form, goal_done=True),
            )
        case Bulletin():
            return (_count(t, FormKind.BULLETIN, len(form.rows)), *bulletin.pending_lines(t, form))
        case SignedBulletin():
            return (bulletin.signed_line(t, form),)


def _count(t: Translate, kind: FormKind, rows: int) -> str:
    return t("{form}: {n} indicators", form=t(NAMES[kind]), n=rows)


def _any_stated(form: FormC) -> bool:
    """Whether anything of the round was reviewed by now."""
    return any(row.answer.whole for row in form.rows)


def _document(t: Translate, document: str, any_stated: bool = True) -> Iterator[str]:
    if document and not any_stated:
        yield t("Nothing of the round by {document} is reviewed yet.", document=document)
    elif document:
        yield t("With the reviewed answers of the round by {document}.", document=document)


def _total(t: Translate, form: FormD) -> str:
    if form.total is None or form.grade is None:
        return t("No total: not every line has its points.")
    return t("total {points}, {grade}", points=rounded(form.total, 2), grade=t(GRADES[form.grade]))


def _lacks(t: Translate, found: Sequence[Lack]) -> Iterator[str]:
    if found:
        yield t("Left blank, for you to fill in:")
    for lack in found:
        yield f"· {t(LACKS[lack.code], about=_codes(t, lack.about), **lack.facts)}"


def _named(t: Translate, fields: Sequence[str]) -> str:
    if len(fields) <= MOST_FIELDS:
        return listed(t, fields)
    named, more = listed(t, fields[:MOST_FIELDS]), len(fields) - MOST_FIELDS
    return t("{codes} and {n} more", codes=named, n=more)


def _blank(t: Translate, form: FormC | FormD, *, goal_done: bool) -> Iterator[str]:
    """What the form needs beside table and figures, and where it is said."""
    indicators = [row.indicator for row in form.rows]
    if found := blank(form.details, indicators, project=form.project, goal_done=goal_done):
        yield t(
            "Not given yet: {fields}. “form details” brings the workbook to fill in.",
            fields=_named(t, [_field(f) for f in found]),
        )


def _field(name: str) -> str:
    return {**LABELS, "funds": "资金", "levels": "一级/二级指标"}[name]


def _codes(t: Translate, about: Sequence[Indicator]) -> str:
    codes = listed(t, (i.code for i in about[:MOST_CODES]))
    return (
        codes
        if len(about) <= MOST_CODES
        else t("{codes} and {n} more", codes=codes, n=len(about) - MOST_CODES)
    )
