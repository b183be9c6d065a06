"""The English names of units are read as the units they name."""

import pytest

from bot.domain import units
from bot.domain.unit_names import ENGLISH, english, spellings


def test_every_english_name_is_read_as_its_unit_or_one_of_the_same_kind() -> None:
    found = {s: (units.scan_unit(s), unit) for s, unit in spellings().items()}
    assert len(found) > 100
    wrong = {
        spelt: unit
        for spelt, (read, unit) in found.items()
        if read is None or read[1] != len(spelt) or units.factor(read[0], unit) != 1
    }
    assert wrong == {}


def test_every_unit_with_an_english_name_is_a_unit() -> None:
    assert [u for u in ENGLISH if units.scan_unit(u) != (u, len(u))] == []


@pytest.mark.parametrize(
    ("unit", "one", "several"),
    [
        ("件", "item", "items"),
        ("元", "yuan", "yuan"),
        ("工作日", "working day", "working days"),
        ("次/年", "time/year", "times/year"),
        ("班列", "班列", "班列"),
    ],
)
def test_a_unit_without_a_name_stays_as_it_is(unit: str, one: str, several: str) -> None:
    assert (english(unit, one=True), english(unit)) == (one, several)
