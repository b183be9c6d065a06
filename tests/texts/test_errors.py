"""Every error names something that would be right, or is one for which nothing typed would be."""

import re

from bot.texts.catalogue import translator
from bot.texts.errors import ERRORS

EXAMPLE = re.compile(r"如：|示例|例如|请发|可发|发：|“[^”{]+”|\{accepted}|\{allowed}|\{example}|“停用 ")
IN_THE_FILE = {
    *("table-old-xls", "table-old-doc", "table-encrypted", "table-row-broken", "table-cell-empty"),
    *("table-cell-sign-twice", "table-cell-broken", "table-name-twice", "table-duty-conflict"),
    *("sheet-formula", "sheet-code-twice", "file-unreachable", "evidence-too-large"),
    *("fill-in-not-yours", "fill-in-changed", "fill-in-stray"),
}
"""They name the cell, or what to do with the file."""
ALL_THERE_IS = {
    *("unit-unknown", "unit-unknown-cli", "no-units-cli", "reference-unknown", "department-unknown"),
    *("which-department", "no-department", "year-unknown"),
}
"""They list what there is to choose from, or the command that makes it."""
NOT_NOW = {
    *("not-allowed", "not-yours", "nothing-in-sight", "plan-not-yours", "evidence-not-yours", "groups-off"),
    *("not-bound", "in-private-only", "enrol-slowly", "round-none-open", "round-closed", "no-table"),
    *("year-without-table", "no-period-yet", "period-future", "period-locked-nobodys", "nothing-closed"),
    *("remind-outside-hours", "bulletin-checking", "bulletin-disputed", "bulletin-nothing"),
    *("bulletin-number-used", "plan-not-for", "plan-without-target", "split-inquiry-open"),
    *("round-incomplete", "indicator-retired", "changed-meanwhile", "round-changed", "bulletin-changed"),
}
"""It is not for this person, or not the time: they say whose it is, or when it is."""
SO_ALREADY = {
    *("stale-button", "decided-already", "round-decided-already", "already-in", "asked-already"),
    *("inquiry-answered", "reopened-already", "reopen-not-locked", "round-nothing-new", "bulletin-same"),
    *("target-same", "plan-same", "plan-none", "deputy-none", "not-away", "split-one-thing"),
}
"""It is so already: nothing is left to type."""


def test_every_error_has_an_example_or_a_reason_to_have_none() -> None:
    t = translator("zh_CN")
    without = {code for code, text in ERRORS.items() if not EXAMPLE.search(t(text))}
    assert without == IN_THE_FILE | ALL_THERE_IS | NOT_NOW | SO_ALREADY
