"""The year 2023 of the published table, played through: twelve periods, two rounds, forms C and D by hand.

What goes wrong in a year goes wrong here: a figure returned, some corrected, a target changed, a unit that is
late, a contact who leaves, a round's answer returned and another handed in on the last day.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

import pytest

from tests.dialogues.stored import audited
from tests.dialogues.year import JANUARY, QUARTERLY, UNITS, WEIGHT_3, Year, codes_of, founded
from tests.dialogues.year_rounds import (
    DECEMBER,
    JULY,
    TOTAL,
    WEIGHT,
    Monitored,
    Scored,
    fill_in,
    form_c_of,
    form_d_of,
    lines_of,
)
from tests.office import Heard, Office
from tests.stores import Fill

DUE = (
    *("2月7日周二", "3月7日周二", "4月10日周一", "5月9日周二", "6月7日周三", "7月7日周五"),
    *("8月7日周一", "9月7日周四", "10月11日周三", "11月7日周二", "12月7日周四", "1月8日周一"),
)
"""The fifth working day after each month; free are 5 April, 1–3 May, until 6 October, 1 January."""


@pytest.fixture
def office(new_store: Callable[[Fill], str]) -> Iterator[Office]:
    opened = Office.at(new_store(founded), JANUARY)
    opened.app.outbox.pictures.draw = lambda _: b"picture"  # drawing has its own tests, and takes longest
    yield opened
    opened.closes()


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
    await a_monitoring_round(year)
    await year.month(8, late="大厅科")
    await a_late_report(year)
    await a_correction_after_the_round(office)
    await a_hand_over(year)
    for month in (9, 10, 11, 12):
        await year.month(month)
    await form_d_by_the_reported_figures(office)
    await a_self_evaluation(year)
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


# ---------------------------------------------------------------- what goes wrong in a year


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
    await correct(office, "小周", "更正 5月 2-07 3750")
    assert office.figures("2-07")[-2:] == [("2023-05", "3700", "reviewed"), ("2023-05", "3750", "reviewed")]


async def correct(office: Office, who: str, said: str) -> None:
    await office.says(who, said)
    await office.presses(who, "填写错误")
    await office.presses(who, "确认")
    await office.says("李科", "全部通过")


async def a_changed_target(office: Office) -> None:
    await office.moves_to(datetime(2023, 7, 10, 10))
    await office.says("郑主管", "调整目标 2-09 850亿元 局发〔2023〕5号")
    await office.presses("郑主管", "确认")
    await office.moves_to(datetime(2023, 7, 17, 9))
    digest = next(h for h in reversed(office.all("赵局")) if "指标进展简报" in h.text)
    assert "目标值调整：2-09 900亿元→850亿元" in digest.text
    [changed] = audited(office, "target")
    assert changed["document"] == "局发〔2023〕5号"


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


# ---------------------------------------------------------------- rounds


async def opened(office: Office, said: str) -> None:
    await office.says("郑主管", said)
    await office.presses("郑主管", "确认发起")


async def filled_in(year: Year, unit: str, command: str, answers: Mapping[str, Monitored | Scored]) -> Heard:
    """The unit's contact answers for all of the unit's indicators and hands in; what the lead hears."""
    own = {code: answers[code] for code in codes_of(unit)}
    heard = await fill_in(year.office, year.contacts[unit], command, own)
    year.office.hears(UNITS[unit][0])
    await year.office.presses(year.contacts[unit], "提交", on=heard)
    return year.office.hears(UNITS[unit][0])[-1]


async def a_monitoring_round(year: Year) -> None:
    """From 3 August to finance's 15th: an answer returned, a unit on the last day; form C has it all."""
    office = year.office
    await office.moves_to(datetime(2023, 8, 3, 10))
    await opened(office, "监控 1-7月 8月15日前 鲁财绩〔2023〕5号")
    answers = {line.code: line for line in JULY}
    await filled_in(year, "改革科", "监控填报", answers)
    await office.presses("秦科", "全部通过（8）")
    mistaken = replace(answers["2-09"], value="486亿元", reasons="其他", words="含8月数")
    shown = await filled_in(year, "交易科", "监控填报", answers | {"2-09": mistaken})
    await an_answer_returned(year, shown, answers)
    unreviewed = form_c_of(office, (await office.says("郑主管", "表格 监控 1-7月"))[-1])
    assert unreviewed["4-02"][1:] == ["56%", *[""] * 11]  # what was reported, and nothing that was not asked
    await office.moves_to(datetime(2023, 8, 15, 10))
    assert "监控今日截止，尚未提交" in office.hears("小施")[-1].text
    await filled_in(year, "大厅科", "监控填报", answers)
    await office.says("吕科", "全部通过")
    heard = (await office.says("郑主管", "表格 监控 1-7月"))[-1]
    assert form_c_of(office, heard) == {line.code: line.cells() for line in JULY}
    await office.says("郑主管", "监控 结束")
    await office.presses("郑主管", "结束本轮")


async def an_answer_returned(year: Year, shown: Heard, answers: Mapping[str, Monitored]) -> None:
    """The lead returns one of fourteen; the contact takes the reviewed figure instead, and all is passed."""
    office = year.office
    await office.presses("李科", "退回", on=shown)
    await office.presses("李科", "2-09")
    await office.says("李科", "与7月上报数不一致")
    assert "原因：与7月上报数不一致" in office.hears("小周")[-1].text
    await filled_in(year, "交易科", "监控填报", answers)
    await office.says("李科", "全部通过")


async def a_correction_after_the_round(office: Office) -> None:
    """July of 2-06 is put right in September; what the round stated in August stays what was stated."""
    await correct(office, "小周", "更正 7月 2-06 18.3亿")
    assert office.figures("2-06")[-2][1:] == ("1830000000", "reviewed")
    heard = (await office.says("郑主管", "表格 监控 1-7月"))[-1]
    assert form_c_of(office, heard)["2-06"][1] == "18.2亿元"


async def form_d_by_the_reported_figures(office: Office) -> None:
    """Before anybody has evaluated: by the figures of December, 216 of 240 for 2-12: 4 × 0.9 = 3.6."""
    heard = (await office.says("郑主管", "表格 自评 2023"))[-1]
    points = {code: cells[3] for code, cells in form_d_of(office, heard).items()}
    assert points == {line.code: float(line.points) for line in DECEMBER} | {"2-12": 3.6}
    assert lines_of(office, heard)["总分"][8:10] == [WEIGHT, 98.23]  # 98.30 − 3.67 + 3.60


async def a_self_evaluation(year: Year) -> None:
    """In January every unit states the year's actuals, why a target was missed and what is done about it."""
    office = year.office
    await office.moves_to(datetime(2024, 1, 22, 10))
    await opened(office, "自评 2月28日前 鲁财绩〔2024〕2号")
    answers = {line.code: line for line in DECEMBER}
    for unit, (lead, _, _) in UNITS.items():
        await filled_in(year, unit, "自评填报", answers)
        await office.says(lead, "全部通过")
    heard = (await office.says("郑主管", "表格 自评 2023"))[-1]
    assert form_d_of(office, heard) == {line.code: line.cells() for line in DECEMBER}
    assert lines_of(office, heard)["总分"][8:10] == [WEIGHT, TOTAL]
    assert heard.text.splitlines()[1] == "总分98.30，等级优"


# ---------------------------------------------------------------- and all the while


def nobody_was_told_more_than_needed(office: Office) -> None:
    """Twelve openings to a contact who is in time, and no ladder; one digest a week."""
    heads = [h.text.splitlines()[0] for h in office.all("小尤")]
    assert [h for h in heads if "截止" in h and not h.startswith("2023年")] == [
        f"{month}月数据可以报了（{due}截止）" for month, due in enumerate(DUE, 1)
    ]
    digests = [h.text.splitlines()[0] for h in office.all("赵局") if h.text.startswith("【指标进展简报】")]
    # From Monday 13 February, after January's window, to Monday 22 January 2024 there are 50 weeks; in that
    # of 2 October two days are worked. On 1 May and 1 January nobody works: those two come later in the week.
    assert len(digests) == len(set(digests)) == 49
    assert [d.rpartition("】")[2] for d in digests if not d.endswith("周一")] == [
        "5月4日 周四",
        "1月2日 周二",
    ]
