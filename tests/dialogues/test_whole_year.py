"""The year 2023 of the published table, played through: twelve periods, and form D worked out by hand.

Figures are reported on the second working day after each period and passed that day, but for what goes wrong
in a year: a figure returned, one corrected, a target changed, a unit that is late, a contact who leaves.
"""

import io
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from bot.app import build
from bot.clock import standing_clock
from bot.domain.people import Post, Role
from bot.services.import_targets import apply, compare
from bot.settings import Settings
from seed.demo import TABLE
from seed.published_table import read_table
from tests.office import ZONE, Heard, Office
from tests.stores import Fill

JANUARY = datetime(2023, 1, 4, 9, 30)

AMOUNTS: Mapping[str, tuple[str, str]] = {  # so much each month, as people write it
    "2-03": ("4200", ""),
    "2-04": ("420", ""),
    "2-05": ("400", ""),
    "2-06": ("2.6", "亿"),
    "2-07": ("750", ""),
    "2-08": ("0.9", "亿"),
    "2-09": ("68", "亿"),
    "2-10": ("27", "万"),
    "2-11": ("4", ""),
    "2-12": ("18", ""),
    "2-13": ("16", ""),
    "2-14": ("1500", ""),
    "3-03": ("6.5", "%"),
    "3-04": ("150", ""),
    "4-02": ("8", "%"),
}
THE_SAME: Mapping[str, str] = {  # every time
    "1-01": "99.7%",
    "1-02": "98%",
    "2-01": "99.2%",
    "2-02": "100%",
    "4-01": "99.3%、98.5%",
    "4-04": "99.3%",
}
QUARTERLY = ("1-01", "1-02", "3-01", "3-02")
WEIGHT_3 = ("2-14", "3-04", "4-03", "4-04")
POINTS: Mapping[str, str] = {
    # Reached, so all 4 points (3 of those in WEIGHT_3): 12 × 4 + 4 × 3 = 60
    **dict.fromkeys(("1-01", "1-04", "2-01", "2-02", "2-03", "2-04"), "4"),
    **dict.fromkeys(("2-06", "2-07", "2-08", "2-13", "3-01", "3-02"), "4"),
    **dict.fromkeys(WEIGHT_3, "3"),
    # Not reached: weight × actual ÷ target, to two places
    "1-02": "3.99",  # 4 × 98 ÷ 98.3 = 3.9878
    "1-03": "3.73",  # the mean of six times 5.0 and six times 6.0 is 5.5; 4 × 5.5 ÷ 5.9 = 3.7288
    "2-05": "3.84",  # 12 × 400 = 4800 of 5000; 4 × 0.96
    "2-09": "3.84",  # 12 × 68亿 = 816亿 of 850亿, the target in force since July; 4 × 0.96
    "2-10": "3.81",  # 12 × 27万 = 324万 of 340万; 4 × 0.95294 = 3.8118
    "2-11": "3.84",  # 12 × 4 = 48 of 50; 4 × 0.96
    "2-12": "3.6",  # 12 × 18 = 216 of 240; 4 × 0.9
    "3-03": "3.76",  # 12 × 6.5% = 78% of 83%; 4 × 0.93976 = 3.7590
    "4-01": "3.98",  # the lower of two rates, 98.5 of 99; 4 × 0.99495 = 3.9798
    "4-02": "3.84",  # 12 × 8% = 96% of 100%
}
TOTAL = 98.23
"""60 + 3.99 + 3.73 + 3.84 + 3.84 + 3.81 + 3.84 + 3.60 + 3.76 + 3.98 + 3.84 = 60 + 38.23."""


def typed(code: str, month: int) -> str | None:
    """What is reported of the month's period; None where the month ends none."""
    if code in QUARTERLY and month % 3:
        return None
    if code in AMOUNTS:
        amount, scale = AMOUNTS[code]
        return f"{Decimal(amount) * month:f}{scale}"
    special = {
        "1-03": "5.0%" if month <= 6 else "6.0%",
        "1-04": f"{35 + month}",
        "3-01": {3: "453", 6: "457"}.get(month, "461"),
        "3-02": f"{8 * month // 3}",
        "4-03": "100%" if month == 12 else f"{8 * month}%",
    }
    return special.get(code) or THE_SAME[code]


UNITS: Mapping[str, tuple[str, tuple[str, ...], str]] = {  # contacts, lead, duties
    "改革科": ("秦科", ("小尤",), "13"),
    "交易科": ("李科", ("小周", "小吴"), "2"),
    "大厅科": ("吕科", ("小施",), "4"),
}


def founded(url: str) -> None:
    """The office in January: table, units and people, and no figure yet."""
    settings = Settings(_env_file=None, database_url=url, telegram_token=None)  # type: ignore[call-arg]
    app = build(settings, demo=True, clock=standing_clock(JANUARY.replace(tzinfo=ZONE)))
    table = read_table(TABLE.read_bytes(), TABLE.name)
    with app.units() as uow:
        department = uow.targets.add_department("某市某局")
        rows = tuple(zip(table.codes, table.rows, strict=True))
        apply(uow, compare(uow, department, 2023, rows), by=None, now=app.clock.now())
        posts = {"郑主管": Post(Role.ADMIN), "赵局": Post(Role.DIRECTOR)}
        for name, (lead, contacts, _) in UNITS.items():
            unit = uow.targets.add_unit(department.id, name).id
            posts |= {lead: Post(Role.LEAD, unit)} | {c: Post(Role.CONTACT, unit) for c in contacts}
        for number, (name, post) in enumerate(posts.items(), start=1):
            person = uow.people.add(department.id, name, [post])
            uow.people.link_account("web", f"p{number}", f"p{number}", person.id, app.clock.now())
        uow.commit()
    app.close()


@pytest.fixture
def office(new_store: Callable[[Fill], str]) -> Iterator[Office]:
    opened = Office.at(new_store(founded), JANUARY)
    opened.app.outbox.pictures.draw = lambda _: b"picture"  # drawing has its own tests, and takes longest
    yield opened
    opened.closes()


def codes_of(unit: str) -> list[str]:
    return [code for code in POINTS if code[0] in UNITS[unit][2]]


class Year:
    """The office going from month to month: who reports what, by unit."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.contacts = {unit: contacts[0] for unit, (_, contacts, _) in UNITS.items()}

    async def month(self, month: int, *, late: str = "", **instead: str) -> None:
        """Everybody reports the month, but the unit that is late; `instead` of a code's own figure."""
        await self.office.moves_to(datetime.combine(self.working_day(month, 2), time(10)))
        for unit in self.contacts:
            if unit != late:
                await self.report(unit, month, instead)

    async def report(self, unit: str, month: int, instead: Mapping[str, str]) -> None:
        given = [(c, instead.get(c) or typed(c, month)) for c in codes_of(unit)]
        said = "；".join(f"{code} {value}" for code, value in given if value)
        if said:
            await self.office.says(self.contacts[unit], said)
            await self.office.says(self.contacts[unit], "确认")
            await self.office.says(UNITS[unit][0], "全部通过")

    def working_day(self, month: int, number: int) -> date:
        """The working day of that number after the end of the month of 2023."""
        first = date(2023 + month // 12, month % 12 + 1, 1)
        return self.office.app.calendar.following(first - timedelta(days=1), number)


async def test_a_whole_year_ends_in_the_self_evaluation_worked_out_by_hand(office: Office) -> None:
    year = Year(office)
    await set_up(office)
    for month in (1, 2):
        await year.month(month)
    await year.month(3, late="交易科")
    await a_returned_report(year)
    await year.month(4)
    await year.month(5, **{"2-07": "3700"})
    await a_correction(office)
    await year.month(6)
    await a_changed_target(office)
    await year.month(7)
    await year.month(8, late="大厅科")
    await a_late_report(year)
    await a_hand_over(year)
    for month in (9, 10, 11, 12):
        await year.month(month)
    assert in_form_d(office, (await office.says("郑主管", "表格 自评 2023"))[-1]) == (POINTS, 100, TOTAL)
    nobody_was_told_more_than_needed(office)


async def set_up(office: Office) -> None:
    """The administrator says who answers for what, how often and with what weight; and sets a plan."""
    for unit in UNITS:
        for weight, rhythm, chosen in (
            ("4", "每月", lambda c: c not in WEIGHT_3 and c not in QUARTERLY),
            ("4", "每季度", lambda c: c in QUARTERLY),
            ("3", "每月", lambda c: c in WEIGHT_3),
        ):
            if codes := [c for c in codes_of(unit) if chosen(c)]:
                await office.says("郑主管", f"分配 {' '.join(codes)} {unit} {rhythm} 权重{weight}")
    await office.says("郑主管", "计划 2-10 一季度 60 二季度 150 三季度 260 四季度 340 依据 局发〔2023〕1号")
    await office.presses("郑主管", "确认")


async def a_returned_report(year: Year) -> None:
    """March of 2-10 is returned with a reason, given again, and passed."""
    office = year.office
    await office.says("小周", "2-10 78万")
    await office.presses("小周", "确认")
    await office.says("李科", "退回 2-10 漏了一个项目")
    assert "漏了一个项目" in office.hears("小周")[-1].text
    await year.report("交易科", 3, {})
    assert office.figures("2-10")[-2:] == [
        ("2023-03", "780000", "returned"),
        ("2023-03", "810000", "reviewed"),
    ]


async def a_correction(office: Office) -> None:
    """May of 2-07 was mistyped; the old figure stays beside the new one, with the reason."""
    await office.moves_to(datetime(2023, 6, 8, 10))
    await office.says("小周", "更正 5月 2-07 3750")
    await office.presses("小周", "填写错误")
    await office.presses("小周", "确认")
    await office.says("李科", "全部通过")
    assert office.figures("2-07")[-2:] == [("2023-05", "3700", "reviewed"), ("2023-05", "3750", "reviewed")]


async def a_changed_target(office: Office) -> None:
    await office.moves_to(datetime(2023, 7, 10, 10))
    await office.says("郑主管", "调整目标 2-09 850亿元 局发〔2023〕5号")
    await office.presses("郑主管", "确认")
    await office.moves_to(datetime(2023, 7, 17, 9))
    digest = next(h for h in reversed(office.all("赵局")) if "指标进展简报" in h.text)
    assert "目标值调整：2-09 900亿元→850亿元" in digest.text


async def a_late_report(year: Year) -> None:
    """August is due on 7 September; the lead hears of it the day after, and nobody once it is in."""
    office = year.office
    await office.moves_to(datetime(2023, 9, 8, 10))
    assert "4-02" in office.hears("吕科")[-1].text
    await year.report("大厅科", 8, {})
    office.hears("吕科")
    await office.moves_to(datetime(2023, 9, 13, 10))
    assert [h.text for h in office.hears("吕科") if "简报预览" not in h.text] == []


async def a_hand_over(year: Year) -> None:
    office = year.office
    await office.says("郑主管", "交接 小周 小吴")
    await office.presses("郑主管", "交接")
    [refused] = await office.says("小周", "2-06 23.4亿")
    assert "没有" in refused.text
    year.contacts["交易科"] = "小吴"


def in_form_d(office: Office, heard: Heard) -> tuple[Mapping[str, str], float, float]:
    """Points by code, and the last row's weight and total, as a second library reads the file."""
    document = heard.message.document
    with office.app.units() as uow:
        kept = uow.messages.file(document.blob if document and document.blob else "")
        indicators = uow.targets.indicators(uow.targets.departments()[0].id, 2023)
    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(kept.content if kept and kept.content else b""))
        .get_sheet_by_index(0)
        .to_python()
    )
    by_name = {row[3]: row for row in rows}
    points = {i.code: f"{Decimal(str(by_name[i.name][9])).normalize():f}" for i in indicators}
    last = next(row for row in rows if row[0] == "总分")
    return points, last[8], last[9]


def nobody_was_told_more_than_needed(office: Office) -> None:
    """Twelve openings to a contact who is in time, no ladder; a digest for every Monday's working week."""
    reminders = [h.text for h in office.all("小尤") if "可以报了" in h.text]
    assert len(reminders) == 12
