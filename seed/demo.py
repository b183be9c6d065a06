"""A pretend office around the real table: units, people and January–May figures, marked as pretend.

The targets are the published table's; the units, the people and every actual are made up (for rehearsals).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.domain.actual import Actual, read_actual
from bot.domain.calendar import WorkCalendar
from bot.domain.figure import Standing
from bot.domain.indicator import Indicator
from bot.domain.likelihood import SaidReason, official
from bot.domain.people import Person, Post, Role
from bot.domain.period import Period, Rhythm
from bot.services.import_targets import apply, compare
from bot.services.ports import Department, IndicatorFacts, NewRevision, Unit, UnitOfWork
from seed.published_table import read_table

TABLE = Path(__file__).parent / "linyi_2023.txt"
NAME = "演示局（目标取自公开表）"
YEAR = 2023
START = datetime(2023, 7, 3, 8, 25)  # noqa: DTZ001 - local time; the zone is the installation's
ASSUMED = frozenset({"weight"})


@dataclass(frozen=True, slots=True)
class Office:
    """A unit with its lead and contacts (A角, B角) and the codes it answers for."""

    unit: str
    lead: str
    contacts: tuple[str, ...]
    codes: tuple[str, ...]


OFFICES = (
    Office("政务服务科", "王科", ("小冯",), ("1-01", "1-02")),
    Office("掌办专班", "陈科", ("小褚",), ("1-03", "1-04")),
    Office("准入科", "卫科", ("小蒋",), ("2-01", "2-02", "2-03", "2-04", "2-05")),
    Office("交易科", "李科", ("小周", "小吴"), ("2-06", "2-07", "2-08", "2-09")),
    Office("项目科", "沈科", ("小韩",), ("2-10", "2-11")),
    Office("涉农社会科", "杨科", ("小朱",), ("2-12", "2-13")),
    Office("改革科", "秦科", ("小尤",), ("3-01", "3-02", "3-03")),
    Office("踏勘科", "许科", ("小何",), ("3-04",)),
    Office("大厅科", "吕科", ("小施",), ("4-01", "4-04")),
    Office("后勤科", "张科", ("小孔",), ("4-02", "4-03")),
)  # 2-14 is left without a unit
ADMINISTRATOR = "郑主管"
DIRECTORS = ("赵局", "孙主任")
LEADERS: Mapping[str, tuple[str, ...]] = {
    "钱局": ("准入科", "交易科", "项目科", "涉农社会科"),
    "曹局": ("政务服务科", "掌办专班", "改革科", "踏勘科", "大厅科", "后勤科"),
}
QUARTERLY = frozenset({"1-01", "1-02", "3-01", "3-02"})
BY_APPLICATION = frozenset({"2-12", "2-13"})

# January to May, as a contact would type them; quarterly indicators have the first quarter.
ACTUALS: Mapping[str, tuple[str, ...]] = {
    "1-01": ("99.7%",),
    "1-02": ("98.31%",),
    "1-03": ("4.2%", "4.31%", "4.48%", "4.6%", "4.71%"),
    "1-04": ("36", "37", "38", "39", "40"),
    "2-01": ("992/1000", "1986/2000", "2982/3000", "3980/4000", "4976/5000"),
    "2-02": ("100%", "100%", "100%", "100%", "100%"),
    "2-03": ("4300", "8200", "1.35万", "1.86万", "2.31万"),
    "2-04": ("410", "790", "1260", "1720", "2150"),
    "2-05": ("400", "810", "1270", "1700", "2120"),
    "2-06": ("2.9亿", "5.6亿", "9.8亿", "13.5亿", "17亿"),
    "2-07": ("790", "1480", "2290", "3060", "3850"),
    "2-08": ("1.1亿", "2.3亿", "4.2亿", "6.1亿", "7.9亿"),
    "2-09": ("52亿", "98亿", "161亿", "226亿", "292亿"),
    "2-10": ("21万", "42万", "68万", "93万", "118万"),
    "2-11": ("3", "7", "11", "15", "19"),
    "2-12": ("18", "37", "60", "82", "104"),
    "2-13": ("15", "30", "46", "61", "74"),
    "2-14": ("1400", "2800", "4500", "6100", "7600"),
    "3-01": ("453",),
    "3-02": ("25",),
    "3-03": ("36%", "40%", "44.5%", "49%", "53%"),
    "3-04": ("140", "290", "450", "610", "770"),
    "4-01": ("98.9%", "98.8%", "98.6%", "98.7%", "98.5%"),
    "4-02": ("5%", "10%", "20%", "30%", "40%"),
    "4-03": ("0%", "10%", "15%", "20%", "30%"),
    "4-04": ("99.1%", "99.2%", "99.2%", "99.3%", "99.3%"),
}
SAID: Mapping[str, tuple[SaidReason, str]] = {
    "1-03": (SaidReason.SYSTEM_UPGRADE, "五月底新版上线，活跃度回升中"),
    "2-09": (SaidReason.SEASONAL, "大项目集中在下半年开标"),
    "2-10": (SaidReason.FEW_APPLICATIONS, ""),
    "4-01": (SaidReason.STAFF, "新窗口人员上岗培训中"),
}


def load(uow: UnitOfWork, zone: ZoneInfo, calendar: WorkCalendar) -> Department:
    """The office, its table and its figures. The caller commits."""
    department = uow.targets.add_department(NAME, pretend=True)
    settings = department.settings.with_setting("rhythm", Rhythm.MONTHLY.value)
    uow.targets.save_settings(department.id, settings)
    department = uow.targets.department(department.id)
    at = datetime(YEAR, 1, 4, 9, tzinfo=zone)
    table = read_table(TABLE.read_bytes(), TABLE.name)
    rows = tuple(zip(table.codes, table.rows, strict=True))
    apply(uow, compare(uow, department, YEAR, rows), by=None, now=at)
    units = {o.unit: uow.targets.add_unit(department.id, o.unit) for o in OFFICES}
    people = _people(uow, department, units, at)
    _assign(uow, department, units)
    _report(uow, department, people, zone, calendar)
    return department


def _people(
    uow: UnitOfWork, department: Department, units: Mapping[str, Unit], at: datetime
) -> Mapping[str, Person]:
    posts: dict[str, list[Post]] = {name: [Post(Role.DIRECTOR)] for name in DIRECTORS}
    for name, charge in LEADERS.items():
        posts[name] = [Post(Role.LEADER, units[u].id) for u in charge]
    posts[ADMINISTRATOR] = [Post(Role.ADMIN)]
    for office in sorted(OFFICES, key=lambda o: o.unit != "交易科"):  # the unit of the examples comes first
        unit = units[office.unit].id
        posts |= {name: [Post(Role.CONTACT, unit)] for name in office.contacts}
        posts[office.lead] = [Post(Role.LEAD, unit)]
    found = {}
    for number, (name, held) in enumerate(posts.items(), start=1):
        found[name] = uow.people.add(department.id, name, held)
        uow.people.link_account("web", f"p{number}", f"p{number}", found[name].id, at)
    return found


def _assign(uow: UnitOfWork, department: Department, units: Mapping[str, Unit]) -> None:
    of = {code: units[o.unit].id for o in OFFICES for code in o.codes}
    for indicator in uow.targets.indicators(department.id, YEAR):
        code = indicator.code
        facts = IndicatorFacts(
            unit_id=of.get(code),
            measure=indicator.measure.value,
            direction=indicator.direction.value,
            rhythm=(Rhythm.QUARTERLY if code in QUARTERLY else Rhythm.MONTHLY).value,
            weight=None,
            by_application=code in BY_APPLICATION,
            baseline=None,
            assumed=ASSUMED if code in of else ASSUMED | {"responsible_unit"},
        )
        uow.targets.change_facts(indicator.id, facts)


def _report(
    uow: UnitOfWork,
    department: Department,
    people: Mapping[str, Person],
    zone: ZoneInfo,
    calendar: WorkCalendar,
) -> None:
    """Each figure on the second working day after its period, passed by the lead the same afternoon."""
    by_code = {code: o for o in OFFICES for code in o.codes}
    for indicator in uow.targets.indicators(department.id, YEAR):
        office = by_code.get(indicator.code)
        contact = people[office.contacts[0] if office else ADMINISTRATOR]
        lead = people[office.lead if office else ADMINISTRATOR]
        last = None
        for period, typed in zip(periods(indicator), ACTUALS[indicator.code], strict=False):
            day = calendar.following(period.last_day, 2)
            at = datetime.combine(day, time(10, 20), zone)
            actual = _read(indicator, typed, last)
            revision = uow.reports.add(
                NewRevision(
                    indicator.id,
                    period,
                    actual.value,
                    contact.id,
                    at,
                    numerator=actual.numerator,
                    denominator=actual.denominator,
                    on_behalf=office is None,
                )
            )
            if revision is None:
                raise RuntimeError("a figure of the pretend office was not stored")
            passed = at + timedelta(hours=5)
            uow.reports.decide(revision.id, Standing.REVIEWED, by=lead.id, at=passed)
            last = actual.value
        _explain(uow, indicator, contact, datetime(YEAR, 6, 2, 10, 30, tzinfo=zone))


def periods(indicator: Indicator) -> tuple[Period, ...]:
    """The periods that ended by the end of May."""
    found = (Period.ending(YEAR, month, indicator.rhythm) for month in range(1, 6))
    return tuple(p for p in found if p is not None)


def _read(indicator: Indicator, typed: str, last: Decimal | None) -> Actual:
    return read_actual(
        typed,
        unit=indicator.unit_of_measure,
        target=indicator.target,
        measure=indicator.measure.value,
        last=last,
    )[0]


def _explain(uow: UnitOfWork, indicator: Indicator, contact: Person, at: datetime) -> None:
    if indicator.code not in SAID:
        return
    said, text = SAID[indicator.code]
    newest = periods(indicator)[-1]
    uow.reports.explain(
        indicator.id,
        newest,
        "behind",
        by=contact.id,
        at=at,
        reason=official(said).value,
        said=said.value,
        text=text,
    )
