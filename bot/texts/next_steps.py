"""What can be typed after an error that is no slip of the pen and so has no example of its own. The catalogue.

Every error carries an example, names who can help, or stands here.
"""

from collections.abc import Iterator, Mapping

from bot.texts.catalogue import msg

_STATUS = msg("“status {code}” shows how it stands.")
_REPORT = msg("“report” lists what is open.")
_HELP = msg("“help” lists what can be done.")
_PEOPLE = msg("“people” lists everybody.")
_ASK = msg("{helpers} can help.")
_TABLE = msg("“import” says what a table looks like.")
_TEMPLATE = msg("“template” brings a new workbook.")
_BULLETIN = msg("“bulletin” shows the drafts.")
_FILL = msg("“fill” goes on.")
_CORRECT = msg("A correction is typed like this: correct 2-03 33,000")
_REASON = msg("For example: few applications")
_INVITE = msg("For example: invite 小王 contact 交易科")

_CODES: Mapping[str, str] = {
    _STATUS: """target-same plan-not-for plan-without-target plan-none plan-same split-one-thing
        split-inquiry-open changed-meanwhile no-period-yet period-future already-in indicator-retired
        asked-already inquiry-answered nothing-before plan-last-differs round-changed""",
    _REPORT: "nothing-open",
    _HELP: "stale-button decided-already",
    _PEOPLE: "person-left same-person nothing-to-hand-over last-administrator",
    _ASK: "enrol-slowly groups-off not-bound file-unreachable",
    _TABLE: """table-old-xls table-encrypted table-row-broken table-old-doc table-cell-empty
        table-cell-sign-twice table-cell-broken table-name-twice table-duty-conflict sheet-formula
        sheet-code-twice""",
    _TEMPLATE: "fill-in-not-yours fill-in-changed fill-in-stray",
    _BULLETIN: """bulletin-same bulletin-disputed bulletin-number-used bulletin-nothing""",
    _FILL: "round-incomplete round-nothing-new round-decided-already round-lines-mixed",
    _CORRECT: "nothing-to-correct reopen-not-locked reopened-already",
    _REASON: "reason-needed",
    _INVITE: "role-needs-unit",
    msg("To be away is said like this: away 10 July to 14 July"): "not-away",
    msg("One is named like this: deputy 小吴"): "deputy-none",
    msg("“pending” shows who has something open."): "remind-outside-hours unit-not-reminded",
    msg("“board” shows the table."): "nothing-closed",
}


def _by_code() -> Iterator[tuple[str, str]]:
    for msgid, codes in _CODES.items():
        for code in codes.split():
            yield code, msgid


NEXT: Mapping[str, str] = dict(_by_code())
"""By the code of the error."""
