"""The office that plays the year 2023: the published table, its units and people, and what they report.

Figures are reported on the second working day after each period and passed that day.
"""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from bot.app import build
from bot.clock import standing_clock
from bot.domain.people import Post, Role
from bot.services.import_targets import apply, compare
from bot.settings import Settings
from seed.demo import TABLE
from seed.published_table import read_table
from tests.office import ZONE, Office

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
OTHERS = ("1-03", "1-04", "3-01", "3-02", "4-03")
CODES = tuple(sorted((*AMOUNTS, *THE_SAME, *OTHERS)))
QUARTERLY = ("1-01", "1-02", "3-01", "3-02")
WEIGHT_3 = ("2-14", "3-04", "4-03", "4-04")
UNITS: Mapping[str, tuple[str, tuple[str, ...], str]] = {  # lead, contacts, duties
    "改革科": ("秦科", ("小尤",), "13"),
    "交易科": ("李科", ("小周", "小吴"), "2"),
    "大厅科": ("吕科", ("小施",), "4"),
}


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


def codes_of(unit: str) -> list[str]:
    return [code for code in CODES if code[0] in UNITS[unit][2]]


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
