"""An indicator that lists two rates: the names are known, and so is whose value is whose."""

from decimal import Decimal

import pytest

from bot.domain.two_rates import rates_in, rest_of_note, told_apart

NAME = "咨询服务满意率、一窗受理好评率"


@pytest.mark.parametrize(
    ("name", "rates"),
    [
        (NAME, ("咨询服务满意率", "一窗受理好评率")),
        ("即办件占比和网办率", ("即办件占比", "网办率")),
        ("企业登记全程网办率", ()),
        ("行政备案、行政确认等政务服务事项网上可办率", ()),
    ],
)
def test_the_rates_a_name_lists(name: str, rates: tuple[str, ...]) -> None:
    assert rates_in(name) == rates


@pytest.mark.parametrize(
    ("note", "values"),
    [
        ("99.3%、98.4%", ["99.3", "98.4"]),
        ("99.3,98.4 较上月略降", ["99.3", "98.4"]),
        ("99.3%", []),
        ("系统升级", []),
        ("", []),
    ],
)
def test_the_values_are_told_apart_when_the_note_has_both(note: str, values: list[str]) -> None:
    assert [v for _, v in told_apart(NAME, note)] == [Decimal(v) for v in values]


@pytest.mark.parametrize(
    ("note", "rest"),
    [
        ("99.3%、98.4%", ""),
        ("99.3,98.4 较上月略降", "较上月略降"),
        ("99.3%", "99.3%"),
        ("系统升级", "系统升级"),
    ],
)
def test_what_a_note_says_behind_the_values_is_kept(note: str, rest: str) -> None:
    assert rest_of_note(NAME, note) == rest
