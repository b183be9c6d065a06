"""What went wrong with files, people and assignments, in words. Imports the catalogue."""

from collections.abc import Mapping

from bot.texts.catalogue import Translate, msg
from bot.texts.common import listed
from bot.texts.evidence_errors import EVIDENCE_ERRORS
from bot.texts.questions import FIELDS

FILE_ERRORS: Mapping[str, str] = {
    "table-empty": msg("The file {name} is empty. {accepted}"),
    "table-too-large": msg("The file {name} is larger than {limit} MB. {accepted}"),
    "table-too-long": msg("{name} has more than {limit} lines. {accepted}"),
    "table-many-cells": msg("{name} has more than {limit} cells. {accepted}"),
    "table-encoding": msg("The text of {name} is in no encoding I know ({known}). {accepted}"),
    "table-not-xlsx": msg("{name} cannot be opened as a workbook (xlsx). {accepted}"),
    "table-old-xls": msg("{name} is in the old xls format. Please save it as xlsx and send it again."),
    "table-encrypted": msg("{name} has a password. Please save it without one and send it again."),
    "table-zip-bomb": msg("{name} unpacks to far more than a table holds; it was not opened. {accepted}"),
    "table-no-header": msg(
        "I found no target table in {name}: its header (indicator, annual target …) is missing. {accepted}"
    ),
    "table-wrong-sheet": msg(
        "I looked through the sheets {sheets} of {name}: none has the header of a target table. {accepted}"
    ),
    "table-row-broken": msg(
        "Line {line} of {name} cannot be aligned; please look at {missing}: {text}. Nothing was changed."
    ),
    "table-not-docx": msg("{name} cannot be opened as a document (docx). {accepted}"),
    "table-old-doc": msg("{name} is in the old doc format. Please save it as docx and send it again."),
    "table-cell-empty": msg(
        "{name}, {sheet}, line {line}, column {column} is empty beside “{beside}”. Please fill it in. Nothing was changed."
    ),
    "table-cell-sign": msg(
        "{name}, {sheet}, line {line}, column {column} says “{said}”. Possible is: {allowed}. Nothing was changed."
    ),
    "table-cell-sign-twice": msg(
        "{name}, {sheet}, line {line}, column {column} says “{said}”, the value beside it {value}. Please make them one. Nothing was changed."
    ),
    "table-cell-not-both": msg(
        "{name}, {sheet}, line {line}, column {column}: I find no indicator with its target in “{text}”. For example: 全程网办率≥95%. Nothing was changed."
    ),
    "table-cell-broken": msg(
        "{name}, {sheet}, line {line}, column {column} holds a broken formula ({text}). Please type its value. Nothing was changed."
    ),
    "table-name-twice": msg(
        "{name}, {sheet}: “{said}” has two targets, in line {first} and line {second}. Please make the names differ or the targets one. Nothing was changed."
    ),
    "table-which-columns": msg(
        "I do not know the header of {name}, {sheet}: {columns}. Please name the columns, e.g. --indicator-column B --target-column D. Nothing was changed."
    ),
    "table-column-unknown": msg(
        "“{said}” is no column of this table. Send a letter from {first} to {last}, e.g. B. Nothing was changed."
    ),
    "table-duty-conflict": msg(
        "Line {line} of {name}: duty {duty_no} has two names, {duties}. Please make them one. Nothing was changed."
    ),
    "sheet-no-header": msg(
        "{name} is no assignments workbook: the headers {headers} are missing. {accepted}"
    ),
    "sheet-empty": msg("The workbook {name} has no rows. {accepted}"),
    "sheet-cell-wrong": msg("Cell {cell} says “{value}”. Possible is: {allowed}. Nothing was changed."),
    "sheet-formula": msg(
        "Cell {cell} holds a formula ({value}). Please type its value instead. Nothing was changed."
    ),
    "sheet-code-twice": msg("Cell {cell}: the code {value} is in {first} already. Nothing was changed."),
    "details-lack": msg(
        "The sheet {sheet} has lost {missing}. “form details” brings the workbook again. Nothing was changed."
    ),
    "file-unreachable": msg("The file {name} could not be fetched. Please send it again."),
    "file-not-yours": msg(
        "Files are taken from administrators only. Please type figures, e.g. 2-03 32,000. Nothing was changed."
    ),
    "photo-not-figure": msg(
        "I cannot read figures from a photo. Please type them, e.g. 2-03 32,000. Nothing was changed."
    ),
}
PEOPLE_ERRORS: Mapping[str, str] = {
    "invitation-unclear": msg("I could not tell {said} apart. For example: {example}."),
    "unit-unknown": msg("There is no unit “{said}”. Possible is: {units}."),
    "unit-unknown-cli": msg("There is no unit “{said}”. Known: {units}. --create-units adds it."),
    "no-units-cli": msg("There is no unit yet. --create-units adds “{said}”."),
    "unit-unknown-invite": msg(
        "There is no unit “{said}”. Possible is: {units}. A new one comes with what it answers for: assign 2-14 {said}"
    ),
    "no-units": msg(
        "There is no unit yet; the first ones come with who answers for what: assign 2-14 交易科"
    ),
    "person-unknown": msg("There is nobody called “{said}”. “people” lists everybody."),
    "person-several": msg("There are several people called “{said}”. Please choose from “people”."),
    "person-left": msg("{name} is deactivated; activate first."),
    "same-person": msg("From and to are the same person: {name}."),
    "nothing-to-hand-over": msg("{name} holds no such post; there is nothing to hand over."),
    "last-administrator": msg("{name} is the only administrator; make somebody else one first."),
    "indicator-code-unknown": msg("The table of {year} has no indicator {codes}. For example: 2-14."),
    "assignment-unclear": msg(
        "I could not read {said}. For example: assign 2-14 交易科 monthly weight 5. Nothing was changed."
    ),
    "weight-unreadable": msg("“{said}” is no weight. For example: 5. Nothing was changed."),
    "target-unreadable": msg(
        "{code}: I could not read “{text}” as a target. For example: {example}. Nothing was changed."
    ),
    "target-other-unit": msg(
        "{code} is counted in {unit}; “{text}” is not. For example: {example}. Nothing was changed."
    ),
    "target-same": msg("{code} has the target {text} already; nothing was changed."),
    "document-too-long": msg("A document's name has at most {limit} characters. Example: 局发〔2023〕5号"),
    "no-document": msg(
        "“{text}” names no document, and a target is only adjusted by one. Its name or number, please. "
        "Example: 局发〔2023〕5号. Nothing was changed."
    ),
    "target-not-yours": msg(
        "The target of {code} is adjusted by {helpers}: send the new value and the approving document there. "
        "A figure is typed without “target”. Nothing was changed."
    ),
    "plan-not-yours": msg(
        "The plan of {code} is set by {helpers}: send the milestones there. Nothing was changed."
    ),
    "plan-not-for": msg(
        "{code} {name} is held against its full target all year and has no plan. Nothing was changed."
    ),
    "plan-without-target": msg(
        "{code} has no target that is a number, so it has no plan. Nothing was changed."
    ),
    "plan-unclear": msg(
        "I could not read “{said}” as milestones. For example: plan 2-10 Q1 60 Q2 150 Q3 260 Q4 340. Nothing was changed."
    ),
    "plan-unreadable": msg(
        "{code}: I could not read “{text}” as a milestone. For example: {example}. Nothing was changed."
    ),
    "plan-month-twice": msg("{month_name} is named twice. For example: {example}. Nothing was changed."),
    "plan-from-zero": msg(
        "{code} accumulates from 0; it has no start of {text}. For example: {example}. Nothing was changed."
    ),
    "plan-no-milestone": msg(
        "A plan needs a milestone before December. For example: {example}. Nothing was changed."
    ),
    "plan-last-differs": msg(
        "{code}: the plan ends with {text}, the annual target is {target}. Make them one, or adjust the target first. Nothing was changed."
    ),
    "plan-other-way": msg(
        "{code}: the way from {text} does not lead to the target {target}. Name the start, e.g. start 20. Nothing was changed."
    ),
    "plan-falls": msg(
        "{code}: {month_name} has {text}, after {before}. Milestones are totals and do not turn back. For example: {example}. Nothing was changed."
    ),
    "plan-none": msg("{code} has no plan; nothing was changed."),
    "plan-same": msg("{code} has this plan already; nothing was changed."),
    "split-one-thing": msg(
        "{code} {name} names one thing only; there is nothing to split. Nothing was changed."
    ),
    "split-inquiry-open": msg(
        "{code} {name}: a leader's question is still open. Let the unit answer it first. Nothing was changed."
    ),
    "groups-off": msg("Groups are switched off in this installation."),
    "group-only": msg("This works in the group of a unit only. Example: /bind 交易科"),
    "not-bound": msg("This group is not bound to a unit."),
    "in-private-only": msg("Please write to me in a private chat for this."),
    "no-web-chat": msg("The web chat is not open to other browsers here. {helpers} can help."),
    "login-elsewhere": msg(
        "A link to sign in is not given on this platform. Type “/login” in the web chat; {helpers} can give a new code."
    ),
    "language-unknown": msg(
        "“{said}” is no language I speak. For example: language English or language 中文"
    ),
    "name-too-long": msg("A name has at most {limit} characters. Example: 小王"),
    "reference-unknown": msg("Nothing is set aside under “{said}”. There is: {references}."),
    "department-unknown": msg("There is no department “{said}”. Known: {departments}."),
    "which-department": msg("There are several departments, please name one: {departments}."),
    "no-department": msg("There is no department yet. Load its target table first: dabiao import FILE …"),
    "year-unknown": msg("There is no table for {year}. Known: {years}."),
}
ADMIN_ERRORS = {**FILE_ERRORS, **PEOPLE_ERRORS, **EVIDENCE_ERRORS}
ALLOWED: Mapping[str, str] = {
    "number-0-100": msg("a number from 0 to 100"),
    "indicator-code": msg("a code such as 2-03"),
    "short-text": msg("a name of at most 60 characters"),
    "text-2000": msg("a text of at most 2000 characters"),
    "amount": msg("an amount in 10,000 yuan, e.g. 120.5"),
}
ACCEPTED = msg(
    "I take the target table (xlsx, docx, or text in UTF-8 or GB18030) and the assignments workbook, up to {megabytes} MB. Nothing was changed."
)
MEGABYTE = 1024 * 1024
LONGEST = 60


def admin_facts(t: Translate, facts: Mapping[str, object]) -> dict[str, object]:
    """Facts of these errors as words: columns by name, sizes in megabytes, long text cut."""
    return {
        "name": "",
        "accepted": t(ACCEPTED, megabytes=10),
        **{name: _fact(t, name, value) for name, value in facts.items() if name in _SPECIAL},
    }


_SPECIAL = ("missing", "allowed", "limit", "text")


def _fact(t: Translate, name: str, value: object) -> object:
    match name, value:
        case "missing", list() | tuple():
            return listed(t, (t(FIELDS[v]) if v in FIELDS else str(v) for v in value))
        case "allowed", list() | tuple():
            return listed(t, (t(ALLOWED[v]) if v in ALLOWED else str(v) for v in value))
        case "limit", int() if value >= MEGABYTE:
            return value // MEGABYTE
        case "text", str() if len(value) > LONGEST:
            return f"{value[:LONGEST]}…"
        case _:
            return value
