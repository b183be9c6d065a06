"""The span in words, the time units have to check, and what is an issue number."""

from datetime import date, datetime, time

import pytest

from bot.domain.bulletin import check_until, issue_number, span_words
from bot.domain.calendar import WorkCalendar
from bot.domain.errors import DomainError

CLOSES = time(17, 30)


@pytest.mark.parametrize(
    ("month", "words"),
    [(1, "1月"), (3, "1—3月"), (6, "上半年"), (7, "1—7月"), (9, "前三季度"), (12, "1—12月")],
)
def test_a_span_reads_as_in_a_title(month: int, words: str) -> None:
    assert span_words(month) == words


@pytest.mark.parametrize(
    ("sent", "until"),
    [
        (datetime(2023, 7, 3, 9, 30), datetime(2023, 7, 4, 17, 30)),
        (datetime(2023, 7, 3, 17, 29), datetime(2023, 7, 4, 17, 30)),
        (datetime(2023, 7, 7, 10), datetime(2023, 7, 10, 17, 30)),  # a Friday
        (
            datetime(2023, 9, 28, 10),
            datetime(2023, 10, 7, 17, 30),
        ),  # before the holidays; 7 October is made up
    ],
)
def test_units_have_until_the_end_of_the_next_working_day(sent: datetime, until: datetime) -> None:
    off = frozenset(date(2023, 9, 29 + n) for n in range(2)) | {date(2023, 10, n) for n in range(1, 7)}
    calendar = WorkCalendar(frozenset(off), frozenset({date(2023, 10, 7)}), frozenset({2023}))
    assert check_until(sent, calendar, CLOSES) == until


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("局发〔2023〕9号", "局发〔2023〕9号"),
        ("临审服发[2023]12号", "临审服发〔2023〕12号"),
        ("临审服字（2023）12号", "临审服字〔2023〕12号"),
        ("局发【2023】第9号", "局发〔2023〕9号"),
        (" 局发 〔２０２３〕 ９ 号 ", "局发〔2023〕9号"),
        ("局发〔2023〕9", "局发〔2023〕9号"),
    ],
)
def test_an_issue_number_is_written_as_the_standard_does(typed: str, number: str) -> None:
    assert issue_number(typed) == number


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "9号",
        "局发9号",
        "〔2023〕9号",
        "局发〔2023〕0号",
        "局发〔1999〕9号",
        "局发〔2023〕九号",
        "好" * 60,
    ],
)
def test_what_is_no_issue_number_is_refused(typed: str) -> None:
    with pytest.raises(DomainError) as caught:
        issue_number(typed)
    assert caught.value.code == "bulletin-number-unreadable"
