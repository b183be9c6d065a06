"""The rounds of the year 2023: what each unit answers, and the form that comes out of it, line by line.

What stands on the form is what was typed or pressed, so one table is both.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.dialogues.test_forms import file_in
from tests.forms.made import shown
from tests.office import Heard, Office

REASONS = {"经费": 7, "制度": 8, "人员": 9, "硬件": 10, "其他": 11}
"""The columns of form C that are ticked."""
LIKELY = {"确定能": 13, "有可能": 14, "完全不可能": 15}
TICK = "✔"


@dataclass(frozen=True)
class Monitored:
    """A line of form C: target, January to July, the whole year, reasons with their words, likelihood."""

    code: str
    target: str
    value: str
    year: str
    likely: str = "确定能"
    reasons: str = ""
    words: str = ""

    def cells(self) -> list[object]:
        """The cells E to Q as the form has them."""
        ticked = {REASONS[r]: TICK for r in self.reasons.split()} | {LIKELY[self.likely]: TICK}
        known = {4: self.target, 5: self.value, 6: self.year, 12: self.words}
        return [(known | ticked).get(column, "") for column in range(4, 17)]


JULY = (
    Monitored("1-01", "99.70%", "99.7%", "99.7%"),
    Monitored("1-02", "98.30%", "98%", "98.3%", "有可能", "制度", "两个事项等省级统一入口"),
    # The mean of six times 5.0 and once 6.0: 36 ÷ 7
    Monitored("1-03", "5.90%", "5.1429%", "5.6%", "有可能", "硬件 其他", "上半年系统升级"),
    Monitored("1-04", "47项", "42项", "47项"),
    Monitored("2-01", "99%", "99.2%", "99.2%"),
    Monitored("2-02", "100%", "100%", "100%"),
    Monitored("2-03", "5万", "2.94万", "5.04万"),
    Monitored("2-04", "0.5万", "2940", "5000"),
    Monitored("2-05", "0.5万", "2800", "4800", "完全不可能", "经费", "推广经费未到位"),  # by July 2917
    Monitored("2-06", "30亿元", "18.2亿元", "31.2亿元"),
    Monitored("2-07", "9000件", "5250件", "9000件"),  # 7/12 to the piece
    Monitored("2-08", "10亿元", "6.3亿元", "10.8亿元"),
    Monitored("2-09", "850亿元", "476亿元", "816亿元", "有可能", "经费 其他", "大项目集中在四季度开标"),
    Monitored("2-10", "340万平方米", "189万平方米", "344.25万平方米"),  # by its plan 186.67, by 7/12 198.33
    Monitored("2-11", "50个", "28个", "48个", "有可能", "人员", "专家库调整"),  # by July 29.2
    Monitored("2-12", "240件", "126件", "216件", "有可能", "其他", "依申请办件减少"),  # by July 140
    Monitored("2-13", "192个", "112个", "192个"),
    Monitored("2-14", "18000人次", "10500人次", "18000人次"),
    Monitored("3-01", "461项", "459项", "461项", "确定能", "制度", "两项等省里确认"),
    Monitored("3-02", "32个", "20个", "32个"),
    # on its way, and not to 83
    Monitored("3-03", "83%", "45.5%", "78%", "有可能", "人员", "清单梳理人手不足"),
    Monitored("3-04", "1800次", "1050次", "1800次"),
    # the lower of its two rates
    Monitored("4-01", "99%", "98.5%", "99%", "有可能", "人员", "新窗口人员培训中"),
    Monitored("4-02", "100%", "56%", "100%"),
    Monitored("4-03", "100%", "56%", "100%"),
    Monitored("4-04", "99%", "99.3%", "99.3%"),
)


@dataclass(frozen=True)
class Scored:
    """A line of form D: target, the year's actual, weight, points, and why it was missed, with the remedy."""

    code: str
    target: str
    value: str
    weight: str
    points: str
    words: str = ""

    def cells(self) -> list[object]:
        """The cells G to K as the form has them."""
        return [self.target, self.value, float(self.weight), float(self.points), self.words]


# Points by 财预〔2020〕10号. Reached: the whole weight. Not reached: weight × actual ÷ target, to two places.
DECEMBER = (
    Scored("1-01", "99.70%", "99.7%", "4", "4"),
    # 4 × 98 ÷ 98.3 = 3.9878
    Scored("1-02", "98.30%", "98%", "4", "3.99", "统一入口未上线，2024年3月底前接入"),
    # The mean of six times 5.0 and six times 6.0 is 5.5; 4 × 5.5 ÷ 5.9 = 3.7288
    Scored("1-03", "5.90%", "5.5%", "4", "3.73", "上半年系统升级，今后错峰升级"),
    Scored("1-04", "47项", "47项", "4", "4"),  # 35 + 12
    Scored("2-01", "99%", "99.2%", "4", "4"),
    Scored("2-02", "100%", "100%", "4", "4"),
    Scored("2-03", "5万", "5.04万", "4", "4"),  # 12 × 4200
    Scored("2-04", "0.5万", "5040", "4", "4"),  # 12 × 420
    Scored("2-05", "0.5万", "4800", "4", "3.84", "推广经费未到位，已列入下年预算"),  # 12 × 400; 4 × 0.96
    Scored("2-06", "30亿元", "31.2亿元", "4", "4"),  # 12 × 2.6亿
    Scored("2-07", "9000件", "9000件", "4", "4"),  # 12 × 750
    Scored("2-08", "10亿元", "10.8亿元", "4", "4"),  # 12 × 0.9亿
    # 12 × 68亿 = 816亿 of 850亿, the target in force since July; 4 × 0.96
    Scored("2-09", "850亿元", "816亿元", "4", "3.84", "两个大项目推迟，已排定一季度开标"),
    # 12 × 27万 = 324万; 4 × 324 ÷ 340 = 3.8118
    Scored("2-10", "340万平方米", "324万平方米", "4", "3.81", "申请量减少，下年按实际需求设目标"),
    Scored("2-11", "50个", "48个", "4", "3.84", "专家库调整，已补充专家"),  # 12 × 4; 4 × 0.96
    # 12 × 18 = 216 were reported, 220 turned out in the evaluation; 4 × 220 ÷ 240 = 3.6667
    Scored("2-12", "240件", "220件", "4", "3.67", "依申请办件减少，加强政策宣传"),
    Scored("2-13", "192个", "192个", "4", "4"),  # 12 × 16
    Scored("2-14", "18000人次", "18000人次", "3", "3"),  # 12 × 1500
    Scored("3-01", "461项", "461项", "4", "4"),
    Scored("3-02", "32个", "32个", "4", "4"),  # 8 × 12 ÷ 3
    # 12 × 6.5% = 78%; 4 × 78 ÷ 83 = 3.7590
    Scored("3-03", "83%", "78%", "4", "3.76", "清单梳理人手不足，已增配两人"),
    Scored("3-04", "1800次", "1800次", "3", "3"),  # 12 × 150
    # The lower of two rates; 4 × 98.5 ÷ 99 = 3.9798
    Scored("4-01", "99%", "98.5%", "4", "3.98", "新窗口人员不熟练，每月培训"),
    Scored("4-02", "100%", "96%", "4", "3.84", "会议室未完工，2024年2月完工"),  # 12 × 8%
    Scored("4-03", "100%", "100%", "3", "3"),
    Scored("4-04", "99%", "99.3%", "3", "3"),
)
WEIGHT = 100
"""22 × 4 + 4 × 3 = 88 + 12."""
TOTAL = 98.30
"""Reached: 12 × 4 + 4 × 3 = 60. Not reached:
3.99 + 3.73 + 3.84 + 3.84 + 3.81 + 3.84 + 3.67 + 3.76 + 3.98 + 3.84 = 38.30."""


# ---------------------------------------------------------------- filling in


def asked_of(heard: Heard) -> str:
    """The code a question of a round is about."""
    found = re.search(r"^\d+/\d+ (\d-\d\d)", heard.text, re.MULTILINE)
    assert found, heard.text
    return found[1]


async def fill_in(office: Office, who: str, command: str, answers: Mapping[str, Monitored | Scored]) -> Heard:
    """Answer one question after the other, by a button where there is the right one; the summary."""
    heard = (await office.says(who, command))[-1]
    for _ in range(6 * len(answers)):
        if "提交" in heard.labels:
            return heard
        code = asked_of(heard)
        given = answers[code]
        offered = [said for said in sayings(given) if said in heard.labels]
        if offered:
            heard = (await office.presses(who, offered[0], on=heard))[-1]
        else:
            heard = (await office.says(who, written(given, heard)))[-1]
    raise AssertionError(heard.text)


def sayings(given: Monitored | Scored) -> Sequence[str]:
    """The buttons that say it, the one that says most first."""
    if isinstance(given, Scored):
        return (given.value,)
    return (f"{given.value}，全年{given.year}", given.likely)


def written(given: Monitored | Scored, heard: Heard) -> str:
    """What is typed where no button says it."""
    if isinstance(given, Scored):
        return given.words if "偏差原因" in heard.text else given.value
    if "选好了" in heard.labels:
        return f"{given.reasons.replace(' ', '、')} {given.words}"
    return f"{given.value} 全年{given.year}"


# ---------------------------------------------------------------- forms


def lines_of(office: Office, heard: Heard) -> dict[str, list[object]]:
    """The rows of a form by code, and its last ones by their first cell, as a second library reads them."""
    _, content = file_in(office, heard)
    rows = shown(content)
    with office.app.units() as uow:
        indicators = uow.targets.indicators(uow.targets.departments()[0].id, 2023)
    by_name = {row[3]: row for row in rows}
    first = {str(row[0]): row for row in rows if row[0]}
    return first | {i.code: by_name[i.name] for i in indicators}


def form_c_of(office: Office, heard: Heard) -> dict[str, list[object]]:
    lines = lines_of(office, heard)
    return {line.code: lines[line.code][4:17] for line in JULY}


def form_d_of(office: Office, heard: Heard) -> dict[str, list[object]]:
    lines = lines_of(office, heard)
    return {line.code: lines[line.code][6:11] for line in DECEMBER}
