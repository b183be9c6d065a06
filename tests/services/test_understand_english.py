"""What people type in English, against the 26 indicators of the published table."""

from datetime import date

import pytest

from bot.services.small_talk import agrees, talk
from bot.services.understand import understand
from bot.services.understand_periods import period_in, said_day
from tests.services.test_understand import CODE, JUNE, TODAY, heard, items, known


@pytest.mark.parametrize(
    ("text", "code", "figure"),
    [
        ("2-03 32,000", "2-03", "32,000"),
        ("2-06 2.1bn", "2-06", "2.1bn"),
        ("2-06 2.1 billion yuan", "2-06", "2.1 billion yuan"),
        ("2-10 1.5 million m²", "2-10", "1.5 million m²"),
        ("2-03 is 32,000", "2-03", "32,000"),
        ("2-03: 32,000 items", "2-03", "32,000 items"),
        ("2-03 about 32,000", "2-03", "about 32,000"),
        ("2-03 more than 32,000", "2-03", "more than 32,000"),
        ("correct 2-03 to 33,000", "2-03", "33,000"),
        ("电子档案 32,000", "2-03", "32,000"),
        ("2-01 2991 of 3000", "2-01", "2991/3000"),
        ("2-03 +1,200", "2-03", "+1,200"),
        ("2-03 same as last time", "2-03", "="),
        ("2-03 unchanged", "2-03", "="),
        ("2-03 zero", "2-03", "zero"),
        ("2-03 no data yet", "2-03", "…"),
        ("2-03 waiting for the province, about 10 July", "2-03", "…"),
    ],
)
def test_a_figure_is_understood(text: str, code: str, figure: str) -> None:
    assert heard(text) == [(code, figure)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2-03 32,000 and 2-07 4,600", [("2-03", "32,000"), ("2-07", "4,600")]),
        ("2-03 32,000, 2-07 4,600", [("2-03", "32,000"), ("2-07", "4,600")]),
        ("2-06 2.1bn; 2-03 32,000", [("2-06", "2.1bn"), ("2-03", "32,000")]),
    ],
)
def test_several_figures_in_one_message(text: str, expected: list[tuple[str, str]]) -> None:
    assert heard(text) == expected


def test_the_numbers_of_a_list_are_understood() -> None:
    assert heard("1 2.1 billion; 2 4,600", listed="2-06 2-07") == [("2-06", "2.1 billion"), ("2-07", "4,600")]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("2-03 Jun 32,000", "2023-06"),
        ("Jun 2-03 32,000", "2023-06"),
        ("2-03 June 2023 32,000", "2023-06"),
        ("2-03 Jan-Jun 32,000", "2023-06"),
        ("2-03 first half 32,000", "2023-06"),
        ("2-03 as of May 32,000", "2023-05"),
        ("2-03 May 30", "2023-05"),
        ("2-03 last month 32,000", "2023-06"),
        ("2-03 Dec 2022 32,000", "2022-12"),
        ("2-03 32,000", None),
    ],
)
def test_a_period_in_front_of_the_figure(text: str, key: str | None) -> None:
    (said,) = items(text)
    assert (said.period.key if said.period else None, CODE[said.indicators[0]]) == (key, "2-03")


def test_this_months_own_amount_is_told_apart() -> None:
    assert [items(x)[0].own for x in ("2-03 this month 1,200", "2-03 plus 1,200", "2-03 1,200")] == [
        True,
        True,
        False,
    ]


def test_a_note_stays_as_it_was_typed() -> None:
    (said,) = items("2-03 32,000 because the Server moved in June, may be wrong")
    assert (said.figure, said.note) == ("32,000", "because the Server moved in June, may be wrong")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2-03 waiting for the city, 10 July", date(2023, 7, 10)),
        ("2-03 not available yet, Jul 12", date(2023, 7, 12)),
        ("2-03 no figures until the 15th", date(2023, 7, 15)),
        ("2-03 waiting for data next Wednesday", date(2023, 7, 12)),
        ("2-03 waiting for the province", "unknown"),
    ],
)
def test_a_figure_to_come_from_above_is_set_aside_until_the_day(text: str, day: object) -> None:
    assert [(CODE[s.indicators[0]], s.deferred) for s in items(text)] == [("2-03", day)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("OK", "yes"),
        ("That's right", "yes"),
        ("never mind", "no"),
        ("Thank you!", "thanks"),
        ("Good morning", "hello"),
        ("What's left?", "left"),
        ("later", "later"),
        ("sorry, that was wrong", "wrong"),
        ("all as last time", "unchanged-all"),
        ("the server is down", None),
    ],
)
def test_courtesies_and_short_answers(text: str, meant: str | None) -> None:
    assert talk(text) == meant
    assert agrees(text) == (meant == "yes")


@pytest.mark.parametrize("text", ["may be wrong", "maybe later", "marching on", "decide", "2-06"])
def test_words_that_only_look_like_months_are_none(text: str) -> None:
    assert period_in(text) is None


def test_days_are_read_in_either_order() -> None:
    assert {said_day(x, TODAY) for x in ("10 July", "July 10", "until 10th July", "by Jul 10")} == {
        date(2023, 7, 10)
    }


def test_english_names_nothing_that_is_not_there() -> None:
    found = understand("the committee met twice", known(), numbered=[(1, JUNE)], today=TODAY)
    assert found.items == ()
