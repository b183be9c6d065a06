"""A department's settings: defaults, what is typed, what is stored."""

from datetime import time
from decimal import Decimal
from typing import Any

import pytest

from bot.domain.errors import DomainError
from bot.domain.period import Rhythm
from bot.domain.settings import SETTINGS, DepartmentSettings, setting_named
from bot.domain.thresholds import (
    DEFAULT,
    PROJECT_WEIGHTS,
    PROVINCIAL_FINANCE,
    Grades,
    ScoreWeights,
    Thresholds,
)

DEFAULTS = DepartmentSettings()


def test_the_defaults_are_those_of_the_rules() -> None:
    assert {setting.name: setting.show(DEFAULTS) for setting in SETTINGS} == {
        "review": "on",
        "rhythm": "quarterly",
        "due_working_day": "5",
        "due_fixed_day": "none",
        "lock_days": "none",
        "open_at": "09:00",
        "last_day_but_one_at": "14:30",
        "due_at": "16:00",
        "overdue_1_at": "09:00",
        "overdue_3_at": "09:00",
        "digest_weekday": "monday",
        "digest_at": "08:30",
        "preview_at": "15:00",
        "office_from": "08:30",
        "office_until": "17:30",
        "thresholds": "default",
        "grades": "90 80 60",
        "score_weights": "own",
        "evidence_on_public": "off",
        "evidence_mb": "10",
    }


def test_every_setting_of_a_department_can_be_listed_and_typed() -> None:
    assert [setting.name for setting in SETTINGS] == list(DepartmentSettings.__slots__)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("review", "off", False),
        ("review", "关", False),
        ("review", "是", True),
        ("rhythm", "monthly", Rhythm.MONTHLY),
        ("rhythm", "每月", Rhythm.MONTHLY),
        ("rhythm", "季报", Rhythm.QUARTERLY),
        ("rhythm", "按季度", Rhythm.QUARTERLY),
        ("rhythm", "半年", Rhythm.HALF_YEARLY),
        ("rhythm", "年度", Rhythm.YEARLY),
        ("due_working_day", "７", 7),
        ("due_fixed_day", "10", 10),
        ("due_fixed_day", "无", None),
        ("open_at", "9:30", time(9, 30)),
        ("open_at", "０９：０５", time(9, 5)),
        ("open_at", "9点半", time(9, 30)),
        ("open_at", "10点", time(10)),
        ("score_weights", "项目", PROJECT_WEIGHTS),
        ("score_weights", "按指标", None),
        ("score_weights", "20 40 30 10", ScoreWeights(Decimal(20), Decimal(40), Decimal(30), Decimal(10))),
        ("due_at", "16点45分", time(16, 45)),
        ("digest_weekday", "Tuesday", 1),
        ("digest_weekday", "周三", 2),
        ("digest_weekday", "星期五", 4),
        ("digest_weekday", "1", 0),
        ("thresholds", "provincial-finance", PROVINCIAL_FINANCE),
        ("thresholds", "省财政", PROVINCIAL_FINANCE),
        ("thresholds", "默认", DEFAULT),
        ("thresholds", "1.1，0.95，0.7", Thresholds(Decimal("1.1"), Decimal("0.95"), Decimal("0.7"))),
        (
            "thresholds",
            "1.2 1 0.8 2 10",
            Thresholds(near_points=Decimal(2), near_percent=Decimal(10)),
        ),
        ("grades", "95 85 70", Grades(Decimal(95), Decimal(85), Decimal(70))),
    ],
)
def test_a_setting_is_changed_as_people_type_it(name: str, text: str, value: Any) -> None:
    assert getattr(DEFAULTS.with_setting(name, text), name) == value


@pytest.mark.parametrize("name", ["审核", "REVIEW", " review "])
def test_a_setting_may_be_called_by_its_other_names(name: str) -> None:
    assert DEFAULTS.with_setting(name, "off") == DepartmentSettings(review=False)


def test_a_dash_in_a_name_is_an_underscore() -> None:
    assert setting_named("due-fixed-day").name == "due_fixed_day"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("review", "maybe"),
        ("review", ""),
        ("rhythm", "weekly"),
        ("due_working_day", "0"),
        ("due_working_day", "11"),
        ("due_working_day", "five"),
        ("due_fixed_day", "21"),
        ("open_at", "25:00"),
        ("open_at", "9"),
        ("digest_weekday", "周日"),
        ("digest_weekday", "0"),
        ("thresholds", "1 2 3"),
        ("thresholds", "1.2 1"),
        ("thresholds", "1.2 NaN 0.8"),
        ("thresholds", "1.2 1 -1"),
        ("grades", "120 80 60"),
        ("grades", "90 80"),
        ("score_weights", "10 50 30"),
        ("score_weights", "10 50 30 20"),
        ("score_weights", "110 -10 0 0"),
    ],
)
def test_what_cannot_be_read_is_answered_with_an_example(name: str, text: str) -> None:
    with pytest.raises(DomainError) as caught:
        DEFAULTS.with_setting(name, text)
    example = setting_named(name).example
    assert (caught.value.code, caught.value.facts) == (
        "setting-invalid",
        {"name": name, "value": text, "example": example},
    )
    assert isinstance(DEFAULTS.with_setting(name, example), DepartmentSettings)


def test_an_unknown_setting_is_answered_with_the_list() -> None:
    with pytest.raises(DomainError) as caught:
        DEFAULTS.with_setting("colour", "red")
    assert caught.value.code == "setting-unknown"
    assert caught.value.facts == {"name": "colour", "names": [setting.name for setting in SETTINGS]}


@pytest.mark.parametrize(
    ("name", "text", "clash"),
    [
        ("open_at", "08:00", "open_at"),
        ("due_at", "18:00", "due_at"),
        ("office_from", "09:00", "digest_at"),
        ("office_until", "15:30", "due_at"),
    ],
)
def test_nothing_can_be_set_to_be_sent_outside_office_hours(name: str, text: str, clash: str) -> None:
    with pytest.raises(DomainError) as caught:
        DEFAULTS.with_setting(name, text)
    example = setting_named(name).example
    assert caught.value.facts == {"name": name, "value": text, "example": example, "clash": clash}


def test_a_due_working_day_takes_the_place_of_a_fixed_day() -> None:
    fixed = DEFAULTS.with_setting("due_fixed_day", "10")
    assert fixed == DepartmentSettings(due_fixed_day=10)
    assert fixed.with_setting("due_working_day", "6") == DepartmentSettings(due_working_day=6)


def test_only_what_differs_is_stored_and_it_reads_back() -> None:
    changed = DepartmentSettings(
        review=False,
        rhythm=Rhythm.MONTHLY,
        due_working_day=6,
        due_fixed_day=10,
        digest_weekday=2,
        digest_at=time(9, 15),
        thresholds=PROVINCIAL_FINANCE,
        grades=Grades(good=Decimal("82.5")),
    )
    stored = changed.to_json()
    assert stored == {
        "review": "off",
        "rhythm": "monthly",
        "due_working_day": "6",
        "due_fixed_day": "10",
        "digest_weekday": "wednesday",
        "digest_at": "09:15",
        "thresholds": "provincial-finance",
        "grades": "90 82.5 60",
    }
    assert DepartmentSettings.from_json(stored) == changed
    assert DEFAULTS.to_json() == {}
    assert DepartmentSettings.from_json({}) == DEFAULTS


def test_own_thresholds_read_back() -> None:
    changed = DepartmentSettings(thresholds=Thresholds(on_pace=Decimal("0.95"), near_points=Decimal(2)))
    assert DepartmentSettings.from_json(changed.to_json()) == changed


def test_a_department_differs_from_the_defaults_of_its_installation() -> None:
    base = DepartmentSettings(rhythm=Rhythm.MONTHLY, digest_at=time(9))
    changed = base.with_setting("rhythm", "quarterly")
    assert changed.to_json(base) == {"rhythm": "quarterly"}
    assert DepartmentSettings.from_json({"rhythm": "quarterly"}, base) == changed


def test_a_stored_time_outside_office_hours_is_refused() -> None:
    with pytest.raises(DomainError) as caught:
        DepartmentSettings.from_json({"digest_at": "07:00"})
    assert (caught.value.code, caught.value.facts["name"]) == ("setting-invalid", "digest_at")
