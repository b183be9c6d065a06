"""How rounds are opened in words, good and bad."""

from datetime import date

import pytest

from bot.domain.errors import DomainError
from bot.domain.monitoring import RoundKind
from bot.domain.round_words import EXAMPLES, Opening, read_opening

MONITORING, SELF_EVALUATION = RoundKind.MONITORING, RoundKind.SELF_EVALUATION
TODAY = date(2023, 8, 1)
AS_MEANT = Opening(MONITORING, 2023, 7, date(2023, 8, 15), "鲁财绩〔2023〕5号")


@pytest.mark.parametrize(
    "words",
    [
        "1-7月 8月15日前 鲁财绩〔2023〕5号",
        "1至7月，8月15日前，依据鲁财绩[2023]5号",
        "１－７月份 8.15 鲁财绩(2023)5号",
        "2023年1-7月 8月15号 鲁财绩【2023】5号",
        "1月-7月 8/15 鲁财绩（2023）5号",
        "1—7月8月15日前鲁财绩〔2023〕5号",
        "鲁财绩〔2023〕5号 1-7月 截止2023年8月15日",
    ],
)
def test_a_round_may_be_opened_in_many_words(words: str) -> None:
    assert read_opening(MONITORING, words, TODAY) == AS_MEANT


@pytest.mark.parametrize(
    ("words", "until"), [("上半年", 6), ("一季度", 3), ("1-5月", 5), ("2023年上半年", 6), ("1-3月", 3)]
)
def test_other_spans(words: str, until: int) -> None:
    assert read_opening(MONITORING, f"{words} 8月15日前 鲁财绩〔2023〕5号", TODAY).until == until


@pytest.mark.parametrize(
    ("words", "code", "text"),
    [
        ("8月15日前 鲁财绩〔2023〕5号", "round-span-unreadable", "8月15日前 鲁财绩〔2023〕5号"),
        ("7月 8月15日前 鲁财绩〔2023〕5号", "round-span-unreadable", "7月 8月15日前 鲁财绩〔2023〕5号"),
        ("2-7月 8月15日前 鲁财绩〔2023〕5号", "round-span-unreadable", "2-7月 8月15日前 鲁财绩〔2023〕5号"),
        ("1-13月 8月15日前 鲁财绩〔2023〕5号", "round-span-unreadable", "1-13月"),
        ("1-0月 8月15日前 鲁财绩〔2023〕5号", "round-span-unreadable", "1-0月"),
        ("1-12月 8月15日前 鲁财绩〔2023〕5号", "round-span-whole-year", None),
        ("1-8月 8月15日前 鲁财绩〔2023〕5号", "round-span-not-over", None),
        ("2024年1-7月 8月15日前 鲁财绩〔2023〕5号", "round-span-not-over", None),
        ("1-7月 鲁财绩〔2023〕5号", "round-deadline-unreadable", None),
        ("1-7月 8月32日前 鲁财绩〔2023〕5号", "round-deadline-unreadable", "8月32日前"),
        ("1-7月 7月31日前 鲁财绩〔2023〕5号", "round-deadline-past", "7月31日前"),
        ("1-7月 12月15日前 鲁财绩〔2023〕5号", "round-deadline-far", "12月15日前"),
        ("1-7月 8月15日前", "round-document-unreadable", None),
        ("1-7月 8月15日前 5号文", "round-document-unreadable", None),
        ("1-7月 8月15日前 〔2023〕5号", "round-document-unreadable", None),
        ("1-7月 8月15日前 鲁财绩〔2023〕5号 请尽快", "round-words-left", "请尽快"),
        ("1-7月 8月15日前 " + "长" * 80 + "〔2023〕5号", "document-too-long", None),
    ],
)
def test_what_is_wrong_is_named_with_what_was_said(words: str, code: str, text: str | None) -> None:
    with pytest.raises(DomainError) as caught:
        read_opening(MONITORING, words, TODAY)
    assert caught.value.code == code
    assert text is None or caught.value.facts["text"] == text


def test_the_examples_in_the_answers_would_be_taken() -> None:
    monitoring = EXAMPLES[MONITORING].removeprefix("监控 ")
    assert read_opening(MONITORING, monitoring, TODAY) == AS_MEANT
    evaluation = EXAMPLES[SELF_EVALUATION].removeprefix("自评 ")
    assert read_opening(SELF_EVALUATION, evaluation, date(2024, 1, 20)) == Opening(
        SELF_EVALUATION, 2023, 12, date(2024, 2, 28), "鲁财绩〔2024〕2号"
    )


def test_the_deadline_of_today_is_still_to_come() -> None:
    assert read_opening(MONITORING, "1-7月 8月1日前 鲁财绩〔2023〕5号", TODAY).deadline == TODAY


def test_a_deadline_of_january_said_in_december_is_next_years() -> None:
    opening = read_opening(MONITORING, "1-11月 1月10日前 鲁财绩〔2023〕9号", date(2023, 12, 20))
    assert opening.deadline == date(2024, 1, 10)


@pytest.mark.parametrize("month", [4, 8, 12])
def test_a_self_evaluation_is_opened_in_january_to_march_only(month: int) -> None:
    with pytest.raises(DomainError) as caught:
        read_opening(SELF_EVALUATION, "12月28日前 鲁财绩〔2024〕2号", date(2024, month, 1))
    assert caught.value.code == "round-not-now"


def test_a_self_evaluation_is_of_the_year_before_whatever_is_said() -> None:
    with pytest.raises(DomainError) as caught:
        read_opening(SELF_EVALUATION, "2022年 2月28日前 鲁财绩〔2024〕2号", date(2024, 1, 20))
    assert (caught.value.code, caught.value.facts["text"]) == ("round-year-only", "2022年")
