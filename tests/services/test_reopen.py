"""What administrators type to reopen a period, as it is read."""

from datetime import date

import pytest

from bot.services.ports import Unit
from bot.services.reopen import read_request

UNITS = [Unit(1, 1, "交易科"), Unit(2, 1, "政务服务科"), Unit(3, 1, "服务科")]
JULY = date(2023, 7, 28)
FEBRUARY = date(2024, 2, 19)


@pytest.mark.parametrize(
    ("words", "unit", "end", "reason"),
    [
        ("交易科 5月 漏报一笔", "交易科", (2023, 5), "漏报一笔"),
        ("交易科5月漏报一笔", "交易科", (2023, 5), "漏报一笔"),
        ("5月 交易科 漏报一笔", "交易科", (2023, 5), "漏报一笔"),
        ("交易科 2023年5月份，理由：漏报一笔", "交易科", (2023, 5), "漏报一笔"),
        ("交易科的5月，因为 漏报一笔", "交易科", (2023, 5), "漏报一笔"),
        ("交易科　５月　漏报一笔", "交易科", (2023, 5), "漏报一笔"),
        ("交易科 二季度 口径有误", "交易科", (2023, 6), "口径有误"),
        ("交易科 上半年 口径有误", "交易科", (2023, 6), "口径有误"),
        ("交易科 1-6月 口径有误", "交易科", (2023, 6), "口径有误"),
        ("交易科 上月 口径有误", "交易科", (2023, 6), "口径有误"),
        ("交易科 5月 6月的数串到5月", "交易科", (2023, 5), "6月的数串到5月"),
        ("政务服务科 5月 漏报", "政务服务科", (2023, 5), "漏报"),
        ("服务科 5月 漏报", "服务科", (2023, 5), "漏报"),
        ("交易科 8月 漏报", "交易科", (2022, 8), "漏报"),  # August 2023 is still to come
        ("交意科 5月 漏报", None, (2023, 5), "交意科 漏报"),
        ("交易科 漏报一笔", "交易科", None, "漏报一笔"),
        ("交易科 3-5月 漏报一笔", "交易科", None, "3-5月 漏报一笔"),
        ("交易科 13月 漏报", "交易科", None, "13月 漏报"),
        ("交易科 5月", "交易科", (2023, 5), ""),
        ("交易科 5月 理由：", "交易科", (2023, 5), ""),
        ("随便", None, None, "随便"),
    ],
)
def test_unit_period_and_reason_as_people_type_them(
    words: str, unit: str | None, end: tuple[int, int] | None, reason: str
) -> None:
    found = read_request(words, UNITS, JULY)
    assert (found.unit.name if found.unit else None, found.end, found.reason) == (
        unit,
        end,
        reason,
    )


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("交易科 12月 漏报", (2023, 12)),
        ("交易科 1月 漏报", (2024, 1)),
        ("交易科 6月 漏报", (2023, 6)),
        ("交易科 去年11月 漏报", (2023, 11)),
        ("交易科 2022年6月 漏报", (2022, 6)),
        ("交易科 全年 漏报", (2023, 12)),
    ],
)
def test_a_month_without_its_year_is_the_newest_that_has_ended(words: str, end: tuple[int, int]) -> None:
    assert read_request(words, UNITS, FEBRUARY).end == end
