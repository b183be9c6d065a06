"""Days of leave as people type them, and who acts for whom on a day."""

from datetime import date

import pytest

from bot.domain.errors import DomainError
from bot.domain.leave import Deputy, Leave, covered, read_leave
from bot.domain.people import Person, Post, Role, asked_for

MONDAY = date(2023, 7, 3)
LAST_WEEK_OF_THE_YEAR = date(2023, 12, 27)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("到7月15日", "2023-07-03", "2023-07-15"),
        ("７月１０日到７月１５日", "2023-07-10", "2023-07-15"),
        ("7月10日到15日", "2023-07-10", "2023-07-15"),
        ("从7月10号至7月15号", "2023-07-10", "2023-07-15"),
        ("7.10-7.15", "2023-07-10", "2023-07-15"),
        ("2023-07-10 到 2023-07-15", "2023-07-10", "2023-07-15"),
        ("2023年7月10日至2023年7月15日", "2023-07-10", "2023-07-15"),
        ("7月10日", "2023-07-10", "2023-07-10"),
        ("明天", "2023-07-04", "2023-07-04"),
        ("到月底", "2023-07-03", "2023-07-31"),
        ("7月10日到月底", "2023-07-10", "2023-07-31"),
        ("7月10日到下月底", "2023-07-10", "2023-08-31"),
        ("从7月28日至8月底", "2023-07-28", "2023-08-31"),
        ("12月20日到2月末", "2023-12-20", "2024-02-29"),
        ("until the end of July", "2023-07-03", "2023-07-31"),
        ("今天到周五", "2023-07-03", "2023-07-07"),
        ("下周一到下周三", "2023-07-10", "2023-07-12"),
        ("until 15 July", "2023-07-03", "2023-07-15"),
        ("10 July to 15 July", "2023-07-10", "2023-07-15"),
        ("July 10 - July 15, 2023", "2023-07-10", "2023-07-15"),
        ("到2日", "2023-07-03", "2023-08-02"),
        ("12月28日到1月3日", "2023-12-28", "2024-01-03"),
        ("到2024年7月2日", "2023-07-03", "2024-07-02"),
    ],
)
def test_days_are_read(said: str, first: str, last: str) -> None:
    assert read_leave(said, MONDAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("到1月3日", "2023-12-27", "2024-01-03"),
        ("1月2日到1月5日", "2024-01-02", "2024-01-05"),
        ("1月30日到2月29日", "2024-01-30", "2024-02-29"),
    ],
)
def test_at_the_years_end_days_of_january_are_the_next_years(said: str, first: str, last: str) -> None:
    days = read_leave(said, LAST_WEEK_OF_THE_YEAR)
    assert days == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("", "leave-unclear"),
        ("三天", "leave-unclear"),
        ("7月10日到7月15日到7月20日", "leave-unclear"),
        ("到7月15日去北京", "leave-unclear"),
        ("2月30日", "leave-day-wrong"),
        ("到13月1日", "leave-day-wrong"),
        ("到2023年2月29日", "leave-day-wrong"),
        ("到7月1日", "leave-past"),
        ("7月1日到7月15日", "leave-past"),
        ("到2022年12月1日", "leave-past"),
        ("7月15日到7月10日", "leave-backwards"),
        ("2024年8月1日到2024年8月5日", "leave-too-far"),
        ("到2024年7月3日", "leave-too-long"),
        ("2023年7月10日到2025年7月10日", "leave-too-long"),
    ],
)
def test_what_is_no_leave_is_refused_with_days_that_would_be_right(said: str, code: str) -> None:
    with pytest.raises(DomainError) as refused:
        read_leave(said, MONDAY)
    assert (refused.value.code, refused.value.facts["example"]) == (code, "请假 7月10日到7月14日")


# ---------------------------------------------------------------- who acts

UNIT = 7
A = Person(1, 1, "A", (Post(Role.CONTACT, UNIT),))
B = Person(2, 1, "B", (Post(Role.CONTACT, UNIT),))
LEAD = Person(3, 1, "科长", (Post(Role.LEAD, UNIT),))
AWAY = Leave(1, date(2023, 7, 10), date(2023, 7, 15))


def asked(people: list[Person], leaves: list[Leave], deputies: list[Deputy], day: date) -> list[str]:
    return [p.name for p in asked_for(covered(people, leaves, deputies, day), UNIT)]


@pytest.mark.parametrize(
    ("day", "names"),
    [
        (date(2023, 7, 9), ["A", "B"]),
        (date(2023, 7, 10), ["B"]),
        (date(2023, 7, 15), ["B"]),
        (date(2023, 7, 16), ["A", "B"]),
    ],
)
def test_both_days_belong_to_a_leave(day: date, names: list[str]) -> None:
    assert asked([A, B, LEAD], [AWAY], [], day) == names


DURING = date(2023, 7, 12)
LEAD_AWAY = Leave(3, DURING, DURING)
B_AWAY = Leave(2, DURING, DURING)


@pytest.mark.parametrize(
    ("people", "leaves", "deputies", "names"),
    [
        ([A, B, LEAD], [AWAY], [], ["B"]),
        ([A, LEAD], [AWAY], [], ["科长"]),
        ([A, LEAD], [AWAY], [Deputy(1, UNIT, 3)], ["科长"]),
        ([A, B, LEAD], [AWAY, B_AWAY], [Deputy(1, UNIT, 2)], ["科长"]),
        ([A, LEAD], [AWAY, LEAD_AWAY], [], []),
        ([A, B, LEAD], [AWAY, LEAD_AWAY], [Deputy(3, UNIT, 2)], ["B"]),
    ],
)
def test_who_is_asked_while_somebody_is_away(
    people: list[Person], leaves: list[Leave], deputies: list[Deputy], names: list[str]
) -> None:
    assert asked(people, leaves, deputies, DURING) == names


def test_a_deputy_has_the_rights_of_the_one_who_is_away_and_only_then() -> None:
    named = [Deputy(3, UNIT, 2)]
    _, acts, _ = covered([A, B, LEAD], [LEAD_AWAY], named, DURING)
    _, acts_not, _ = covered([A, B, LEAD], [LEAD_AWAY], named, date(2023, 7, 13))
    assert (acts.may_review(UNIT), acts_not.may_review(UNIT)) == (True, False)
    assert acts.own_units(Role.LEAD) == frozenset()


def test_nobody_acts_for_somebody_who_acts() -> None:
    people = [A, B, LEAD]
    named = [Deputy(3, UNIT, 1), Deputy(1, UNIT, 2)]
    found = covered(people, [AWAY, LEAD_AWAY], named, DURING)
    assert [p.may_review(UNIT) for p in found] == [False, False, True]


def test_a_deputy_who_left_the_unit_or_the_office_acts_no_more() -> None:
    elsewhere = Person(2, 1, "B", (Post(Role.CONTACT, 8),))
    gone = Person(2, 1, "B", (Post(Role.CONTACT, UNIT),), active=False)
    for deputy in (elsewhere, gone):
        found = covered([A, deputy, LEAD], [LEAD_AWAY], [Deputy(3, UNIT, 2)], DURING)
        assert [p.may_review(UNIT) for p in found] == [False, False, True]
