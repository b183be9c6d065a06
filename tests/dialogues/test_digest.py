"""The Monday digest, its Friday preview and the one asked for: who reads what, and every line of it."""

import unicodedata
from collections.abc import Callable, Sequence
from datetime import datetime

import pytest

from bot.domain.period import Period
from bot.services.ports import IndicatorFacts
from bot.services.queues import QueuedUnitOfWork
from tests.office import Heard, Office

OpenAt = Callable[[datetime], Office]
JUNE = {
    "小周": ("2-06 21亿", "2-07 4300", "2-08 10.2亿", "2-09 338亿"),
    "小韩": ("2-10 142万", "2-11 26"),
    "小蒋": ("2-01 5970/6000", "2-02 100%", "2-03 2.8万", "2-04 2600"),
    "小冯": ("1-01 99.7%", "1-02 98.31%"),
    "小褚": ("1-03 5.3%", "1-04 42"),
    "小朱": ("2-12 125",),
    "小尤": ("3-01 456", "3-02 28", "3-03 60%"),
    "小何": ("3-04 880",),
    "小施": ("4-01 98.4%", "4-04 99.3%"),
    "小孔": ("4-02 50%",),
    "郑主管": ("2-14 9200",),
}
LEADS = ("李科", "沈科", "卫科", "王科", "陈科", "杨科", "秦科", "许科", "吕科", "张科", "郑主管")


def at(text: str, year: int = 2023) -> datetime:
    """07-10 08:30 as a local moment."""
    return datetime.fromisoformat(f"{year}-{text.replace(' ', 'T')}")


@pytest.fixture
def morning(office_at: OpenAt) -> Office:
    """Monday 3 July 2023, 08:25."""
    return office_at(at("07-03 08:25"))


async def report(office: Office, who: str, figure: str) -> None:
    await office.says(who, figure)
    await office.presses(who, "确认")
    await office.says(who, "/cancel")


async def report_june(office: Office) -> None:
    """All but 2-13 and 4-03, reviewed; 2-05 waits for its review."""
    await office.moves_to(at("07-05 10:00"))
    for who, figures in JUNE.items():
        for figure in figures:
            await report(office, who, figure)
    for lead in LEADS:
        heard = await office.says(lead, "待审")
        every = [label for label in heard[-1].labels if label.startswith("全部通过")]
        for label in every:
            await office.presses(lead, label, on=heard[-1])
    await report(office, "小蒋", "2-05 2550")
    for who in office.accounts:
        office.hears(who)


def explain(office: Office, code: str, said: str, text: str) -> None:
    """What a contact gave as the reason of June's figure."""
    with office.app.units() as uow:
        indicator = next(i for i in uow.targets.indicators(1, 2023) if i.code == code)
        uow.reports.explain(
            indicator.id, Period(2023, 6), "behind", by=None, at=office.app.clock.now(), said=said, text=text
        )
        uow.commit()


def one(heard: Sequence[Heard]) -> list[str]:
    """The lines of the only message."""
    assert len(heard) == 1
    return heard[0].text.splitlines()


def too_wide(text: str) -> list[str]:
    """Lines of more than 34 half-width columns."""
    wide = {
        line: sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
        for line in text.splitlines()
    }
    return [line for line, columns in wide.items() if columns > 34]


# ---------------------------------------------------------------- the short digest


async def test_the_short_digest_says_what_changed_and_what_is_still_open(morning: Office) -> None:
    await morning.moves_to(at("07-03 08:30"))
    heard = morning.hears("赵局")
    assert one(heard) == [
        "【指标进展简报】7月3日 周一",
        "数据截至5月底｜序时进度41.7%",
        "共26项：已审26 待审0 未报0",
        "正常14 偏低6 年底达标类推进中5",
        "依申请类偏少1",
        "正常占已审53.8%、占全部53.8%",
        "■ 比上期（6月26日）",
        "无变化",
        "偏低：1-03、2-09、2-10、2-11等6项",
        "6月数据7月3日开报，7月7日截止",
        "内部数据，未经批准请勿转发",
        "演示数据，科室人员及完成数均为虚构",
    ]
    assert heard[0].labels == ["26项明细", "偏低", "请科室说明"]


async def test_a_leader_reads_of_the_units_in_charge_only(morning: Office) -> None:
    await morning.moves_to(at("07-03 08:30"))
    lines = one(morning.hears("钱局"))
    assert lines[2] == "共13项：已审13 待审0 未报0"
    assert "偏低：2-09、2-10、2-11" in lines


async def test_contacts_and_leads_get_no_monday_digest(morning: Office) -> None:
    await morning.moves_to(at("07-03 08:30"))
    assert [morning.hears(who) for who in ("小周", "李科")] == [[], []]


async def test_the_administrator_is_told_of_indicators_nobody_answers_for(morning: Office) -> None:
    await morning.moves_to(at("07-03 08:30"))
    heard = morning.hears("郑主管")
    assert one(heard)[-4:-2] == ["■ 无责任科室1项", "2-14 我市特种设备作业人员考试人次"]
    assert heard[0].labels == ["26项明细", "偏低", "指定责任科室"]


async def test_the_short_digest_names_corrections_and_late_figures(morning: Office) -> None:
    await report_june(morning)
    await morning.moves_to(at("07-11 10:00"))
    await report(morning, "小孔", "4-03 40%")
    for lead in ("张科", "卫科"):
        heard = await morning.says(lead, "待审")
        await morning.presses(lead, next(x for x in heard[-1].labels if "全部通过" in x))
    morning.hears("赵局")
    await morning.moves_to(at("07-17 08:30"))
    lines = one(morning.hears("赵局"))
    assert lines[5:7] == ["■ 比上期（7月10日）", "新入账：2-05、4-03"]


async def test_the_short_digest_has_at_most_six_lines_of_changes(morning: Office) -> None:
    with morning.app.units() as uow:
        now = morning.app.clock.now()
        for indicator in uow.targets.indicators(1, 2023)[:9]:
            uow.targets.log_target(indicator.id, "100件", "90件", by=None, at=now)
        uow.commit()
    await morning.moves_to(at("07-03 08:30"))
    lines = one(morning.hears("赵局"))
    changed = lines[lines.index("■ 比上期（6月26日）") + 1 : -4]
    assert [line[:6] for line in changed] == ["目标值调整："] * 6


# ---------------------------------------------------------------- the full digest


async def test_the_full_digest_after_the_window_has_closed(morning: Office) -> None:
    await report_june(morning)
    explain(morning, "2-09", "seasonal", "大项目集中在下半年开标")
    explain(morning, "2-10", "few-applications", "")
    await morning.moves_to(at("07-10 08:29"))
    morning.hears("赵局")
    await morning.moves_to(at("07-10 08:30"))
    heard = morning.hears("赵局")
    assert one(heard) == [
        "【指标进展简报】7月10日 周一",
        "数据截至6月底｜序时进度50%",
        "共26项：已审23 待审1 未报2",
        "正常12 偏低7 年底达标类推进中4",
        "正常占已审52.2%、占全部46.2%",
        "■ 比上期（5月底）",
        "完成全年：2-08 政府采购网上交易额",
        "转为正常：2-11 组织评审工作次数",
        "转为偏低：2-07、3-04",
        "目标值调整：无",
        "■ 偏低7项",
        "1-03 月平均日活跃度",
        " 4.60%，目标5.90%",
        " 差1.30个百分点｜掌办专班",
        " 上年2% 三年均1.8%",
        "2-07 公共资源交易平台交易量",
        " 4300/9000件 47.8%",
        " 低于序时2.2个百分点｜交易科",
        " 上年8000 三年均8000",
        "2-09 公共资源交易平台交易额",
        " 338/900亿元 37.6%",
        " 低于序时12.4个百分点｜交易科",
        " 上年900 三年均1550",
        " 原因：大项目集中在下半年开标",
        "2-10 施工图审核面积",
        " 142/340万㎡ 41.8%",
        " 低于序时8.2个百分点｜项目科",
        " 上年150 三年均305；申请量少",
        "3-01 “跨区域通办”事项数量",
        " 456项，目标461项",
        " 差5项｜改革科",
        " 上年453 三年均453",
        "3-04 组织踏勘评审工作次数",
        " 880/1800次 48.9%",
        " 低于序时1.1个百分点｜踏勘科",
        " 上年2490 三年均1894",
        "4-01 咨询服务满意率…窗受理好评率",
        " 98.4%，目标99%",
        " 差0.6个百分点｜大厅科",
        "■ 照此推算全年（假设，仅供参考）",
        "2-07约8600件 2-09约676亿元",
        "2-10约284万㎡ 3-04约1760次",
        "■ 未报2项（7日截止，已提醒）",
        "2-13 事务所…报告数量｜涉农社会科",
        "4-03 党建共…地建设完成率｜后勤科",
        "■ 待审：2-05 电…领取数量｜准入科",
        "内部数据，未经批准请勿转发",
        "演示数据，科室人员及完成数均为虚构",
    ]
    assert heard[0].labels == ["26项明细", "偏低", "请科室说明"]


async def test_no_line_of_a_digest_is_too_wide_for_a_phone(morning: Office) -> None:
    await report_june(morning)
    await morning.moves_to(at("07-17 09:00"))
    texts = [h.text for who in ("赵局", "钱局", "曹局", "郑主管") for h in morning.all(who)]
    digests = [text for text in texts if text.startswith("【")]
    assert len(digests) > 10
    assert [line for text in digests for line in too_wide(text)] == []


async def test_a_digest_names_units_and_never_people(morning: Office) -> None:
    await report_june(morning)
    await morning.moves_to(at("07-10 08:30"))
    text = morning.hears("赵局")[-1].text
    assert [name for name in morning.accounts if name in text] == []
    assert "交易科" in text


async def test_a_digest_in_february_guesses_nothing_about_the_year(office_at: OpenAt) -> None:
    office = office_at(at("02-13 08:25"))
    await office.moves_to(at("02-13 08:30"))
    text = office.hears("赵局")[-1].text
    assert text.splitlines()[1] == "数据截至1月底｜序时进度8.3%"
    assert "推算" not in text


async def test_what_is_not_due_is_not_counted_as_missing(office_at: OpenAt) -> None:
    """In February the quarterly indicators have no period that has ended."""
    office = office_at(at("02-13 08:25"))
    await office.moves_to(at("02-13 08:30"))
    lines = one(office.hears("赵局"))
    assert lines[2] == "共26项：已审22 待审0 未报0 未到期4"


async def test_a_changed_target_is_in_the_next_digest_with_its_document(morning: Office) -> None:
    await report_june(morning)
    with morning.app.units() as uow:
        indicator = next(i for i in uow.targets.indicators(1, 2023) if i.code == "2-07")
        now = morning.app.clock.now()
        uow.targets.log_target(indicator.id, "9000件", "8500件", by=None, at=now, document="局发〔2023〕5号")
        uow.commit()
    await morning.moves_to(at("07-10 08:30"))
    lines = morning.hears("钱局")[-1].text.splitlines()
    assert lines[9:11] == ["目标值调整：2-07 9000件→8500件（局", "  发〔2023〕5号）"]
    await morning.moves_to(at("07-17 08:30"))
    assert "目标值调整" not in morning.hears("钱局")[-1].text


async def test_something_set_aside_is_listed_with_its_reason_and_not_as_a_lapse(morning: Office) -> None:
    await report_june(morning)
    await morning.says("小朱", "2-13 省里还没给，大概12号")
    await morning.moves_to(at("07-10 08:30"))
    lines = morning.hears("赵局")[-1].text.splitlines()
    assert lines[lines.index("■ 未报2项（7日截止，已提醒）") + 2] == " 待上级数据，预计7月12日"


# ---------------------------------------------------------------- the preview


async def test_leads_and_the_administrator_see_a_preview_on_friday(morning: Office) -> None:
    await report_june(morning)
    await morning.moves_to(at("07-07 15:00"))
    heard = morning.hears("李科")
    lines = heard[-1].text.splitlines()
    assert lines[0] == "【简报预览】7月10日 周一"
    assert lines[2] == "共4项：已审4 待审0 未报0"
    assert lines[-4:-2] == ["简报将于7月10日周一 08:30发送。", "偏低指标可点按钮补充说明。"]
    assert heard[-1].labels == ["4项明细", "偏低", "补充说明 2-07", "补充说明 2-09"]
    assert morning.hears("郑主管")[-1].text.startswith("【简报预览】")
    assert [morning.hears(who) for who in ("赵局", "小吴")] == [[], []]


async def test_a_word_added_to_the_preview_stands_in_mondays_digest(morning: Office) -> None:
    await report_june(morning)
    await morning.moves_to(at("07-07 15:00"))
    await morning.presses("李科", "补充说明 2-09")
    heard = await morning.says("李科", "三个大项目已排期，预计九月开标")
    assert heard[-1].text == "已记下，将列在简报2-09下。"
    await morning.moves_to(at("07-10 08:30"))
    lines = morning.hears("赵局")[-1].text.splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("2-09"))
    assert lines[first + 4 : first + 6] == [" 科室说明：三个大项目已排期，预计", "  九月开标"]


async def test_a_secret_is_not_taken_as_an_explanation(morning: Office) -> None:
    await report_june(morning)
    await morning.moves_to(at("07-07 15:00"))
    await morning.presses("李科", "补充说明 2-09")
    await morning.says("李科", "详见【机密】文件")
    with morning.app.units() as uow:
        ids = [i.id for i in uow.targets.indicators(1, 2023)]
        assert [e for e in uow.reports.explanations(ids) if e.kind == "preview"] == []


# ---------------------------------------------------------------- asked for


async def test_the_digest_can_be_asked_for_at_any_time(morning: Office) -> None:
    heard = await morning.says("钱局", "简报")
    assert one(heard)[:3] == [
        "【指标进展简报·即时】7月3日",
        "数据截至5月底｜序时进度41.7%",
        "共13项：已审13 待审0 未报0",
    ]


async def test_a_contact_reads_of_the_own_unit_and_asks_nobody(morning: Office) -> None:
    heard = await morning.says("小周", "/digest")
    assert one(heard)[2] == "共4项：已审4 待审0 未报0"
    assert heard[0].labels == ["4项明细", "偏低"]


# ---------------------------------------------------------------- once


async def test_a_second_tick_sends_no_second_digest(morning: Office) -> None:
    await morning.moves_to(at("07-03 08:30"))
    morning.hears("赵局")
    await morning.app.scheduler.tick()
    await morning.settle()
    assert morning.hears("赵局") == []


async def test_a_missed_digest_is_dropped_and_the_next_one_covers_its_week(office_at: OpenAt) -> None:
    office = office_at(at("06-30 16:00"))
    await office.app.scheduler.tick()
    office.at_time(at("07-04 09:30"))
    await office.app.scheduler.tick()
    await office.settle()
    assert office.hears("赵局") == []
    await office.moves_to(at("07-17 08:30"))
    lines = office.hears("赵局")[0].text.splitlines()
    assert "■ 比上期（5月底）" in lines


# ---------------------------------------------------------------- a new year


async def test_december_is_reported_in_january(office_at: OpenAt) -> None:
    office = office_at(at("01-02 08:59", 2024))
    await office.moves_to(at("01-02 09:00", 2024))
    assert office.hears("小周")[0].text.splitlines()[0] == "12月数据可以报了（1月8日周一截止）"


async def test_a_new_years_table_opens_its_first_window_in_february(office_at: OpenAt) -> None:
    office = office_at(at("02-01 08:59", 2024))
    await office.app.transactions.run(new_table)
    await office.moves_to(at("02-01 09:00", 2024))
    assert office.hears("小周")[0].text.splitlines()[0] == "1月数据可以报了（2月6日周二截止）"


async def test_without_a_new_table_nobody_is_chased_in_february(office_at: OpenAt) -> None:
    office = office_at(at("02-01 08:59", 2024))
    await office.moves_to(at("02-29 17:00", 2024))
    assert [h.text for h in office.hears("小周")] == []


async def test_in_the_first_weeks_the_digest_is_about_december(office_at: OpenAt) -> None:
    office = office_at(at("02-05 08:25", 2024))
    await office.app.transactions.run(new_table)
    await office.moves_to(at("02-05 08:30", 2024))
    (heard,) = office.hears("赵局")
    lines = heard.text.splitlines()
    assert lines[1] == "数据截至2023年12月底｜序时进度100%"
    assert "1月数据2月1日开报，2月6日截止" in lines
    assert too_wide(heard.text) == []
    (details,) = await office.presses("赵局", "26项明细", on=heard)
    assert details.text.splitlines()[:2] == ["绩效台账 2023年｜全部26", "数据截至12月底｜序时进度100.0%"]


async def test_the_details_of_a_preview_are_those_of_the_digest_to_come(morning: Office) -> None:
    await report_june(morning)
    await morning.moves_to(at("07-07 15:00"))
    preview = morning.hears("沈科")[-1]
    assert "■ 偏低1项" in preview.text.splitlines()
    (low,) = await morning.presses("沈科", "偏低", on=preview)
    assert low.text.splitlines()[:3] == [
        "绩效台账 2023年｜偏低1",
        "数据截至6月底｜序时进度50.0%",
        "1 ▲2-10 施工图审核面积",
    ]
    (everything,) = await morning.presses("沈科", "全部2", on=low)
    assert everything.text.splitlines()[1] == "数据截至6月底｜序时进度50.0%"


async def test_a_lead_goes_from_the_preview_to_what_waits(morning: Office) -> None:
    await report_june(morning)
    await morning.moves_to(at("07-07 15:00"))
    assert "去审核" not in morning.hears("沈科")[-1].labels
    (waiting,) = await morning.presses("卫科", "去审核", on=morning.hears("卫科")[-1])
    assert waiting.text.splitlines()[:2] == ["待您审核1项", "1 2-05 电子许可证书同步领取数量"]


def new_table(uow: QueuedUnitOfWork) -> None:
    """2024's table: the same indicators, without a figure."""
    for old in uow.targets.indicators(1, 2023):
        facts = IndicatorFacts(
            unit_id=old.unit_id,
            measure=old.measure.value,
            direction=old.direction.value,
            rhythm=old.rhythm.value,
            weight=None,
            by_application=False,
            baseline=None,
            assumed=frozenset(),
        )
        uow.targets.add_indicator(1, 2024, old.code, old.cells, facts, ())


async def test_before_the_first_digest_the_administrator_hears_what_nobody_answers_for(
    office_at: OpenAt,
) -> None:
    def only_new(uow: QueuedUnitOfWork) -> None:
        new_table(uow)
        for indicator in uow.targets.indicators(1, 2023):
            uow.targets.retire(indicator.id, at("01-01 09:00", 2024).astimezone())

    office = office_at(at("02-05 08:25", 2024))
    await office.app.transactions.run(only_new)
    await office.moves_to(at("02-05 08:30", 2024))
    assert "■ 无责任科室1项" in office.hears("郑主管")[0].text.splitlines()
