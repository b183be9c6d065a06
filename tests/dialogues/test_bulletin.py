"""The bulletin from the draft over the units' check to the signed paper, which never changes again."""

from datetime import datetime

import pytest

from tests.dialogues.stored import kept
from tests.dialogues.test_forms import file_in
from tests.forms.docx import rows, texts
from tests.office import Heard, Office

MAY = "通报 1-5月"
UNITS_ASKED = 10  # every unit has lines; 2-14 is nobody's


async def draft(office: Office, said: str = MAY) -> Heard:
    return (await office.says("郑主管", said))[-1]


async def checked(office: Office) -> None:
    """Sent to the units on Monday, and the next working day is over."""
    await draft(office)
    await office.presses("郑主管", "发给各科室核对")
    office.at_time(datetime(2023, 7, 4, 17, 30))


async def signed(office: Office, number: str = "演局发〔2023〕9号") -> Heard:
    await checked(office)
    await draft(office)
    await office.presses("郑主管", "签发")
    await office.presses("郑主管", "仍要签发")
    await office.says("郑主管", number)
    return (await office.presses("郑主管", "确认签发"))[-1]


async def test_the_draft_comes_with_what_is_to_be_settled_first(office: Office) -> None:
    heard = await draft(office)
    assert heard.text.splitlines() == [
        "待处理事项",
        "· 待核实1项：2-14 我…人员考试人次",
        "2023年1—5月代拟稿：共26项，正常14、进度较慢6",
        "尚未发各科室核对",
    ]
    assert heard.labels == ["发给各科室核对", "签发", "取消"]
    name, content = file_in(office, heard)
    assert name == "演示数据-代拟稿-关于演示局（目标取自公开表）2023年1—5月绩效目标运行监控情况的通报.docx"
    assert texts(content)[0] == "代拟稿　演示数据"
    assert texts(content)[-2:] == [
        "签发前待办（本页不随文印发，签发时自动去除）",
        "待核实1项：2-14 我市特种设备作业人员考试人次（未明确）。",
    ]


@pytest.mark.parametrize("words", ["通报 1-5月", "通报 1—5", "/bulletin 1-5", "通报1-5月", "表格 通报 1-5月"])
async def test_the_span_is_said_in_many_ways(office: Office, words: str) -> None:
    name, _ = file_in(office, await draft(office, words))
    assert "2023年1—5月" in name


async def test_the_figures_are_those_of_the_board(office: Office) -> None:
    """The board of 3 July is about May, as the bulletin of January to May is."""
    board = (await office.says("郑主管", "台账"))[-1].text
    assert "正常14 偏低6 推进中5 依申请1" in board.replace("\n", " ")
    _, content = file_in(office, await draft(office))
    assert (
        "有审定数据的26项中，进度正常14项，占53.8%；进度较慢6项，占23.1%；年底达到类推进中5项、依申请类不足1项，不作快慢评价。"
        in texts(content)
    )


async def test_nothing_said_alone_offers_the_months_that_are_over(office: Office) -> None:
    heard = await draft(office, "通报")
    assert (heard.text, heard.labels) == (
        "2023年通报\n请选择截至月份：",
        ["上半年", "1—5月", "1—4月", "1—3月", "1—2月", "1月"],
    )
    opened = (await office.presses("郑主管", "1—5月"))[-1]
    assert opened.labels == ["发给各科室核对", "签发", "取消"]


async def test_a_span_that_is_not_over_has_no_bulletin(office: Office) -> None:
    heard = await draft(office, "通报 1-7月")
    assert heard.text == "2023年7月尚未结束，目前最多到6月。例如：通报 1-6月。"


@pytest.mark.parametrize("said", ["13月", "abc", "1-13月", "签发"])
async def test_words_without_a_month_are_answered_with_an_example(office: Office, said: str) -> None:
    heard = await draft(office, f"通报 {said}")
    assert heard.text == f"“{said}”中没有读到截至月份。例如：通报 1-6月。"


async def test_a_year_alone_offers_its_months(office: Office) -> None:
    assert (await draft(office, "通报 2023年")).text.splitlines()[0] == "2023年通报"


@pytest.mark.parametrize("who", ["赵局", "钱局", "李科", "小周"])
@pytest.mark.parametrize("words", [MAY, "表格 通报 1-5月"])
async def test_only_administrators_draft(office: Office, who: str, words: str) -> None:
    before = kept(office)
    heard = await office.says(who, words)
    assert heard[-1].text == "您没有这项权限，可联系管理员郑主管。"
    assert kept(office) == before


async def test_what_is_missing_and_what_waits_is_named_and_not_in_the_paper(office: Office) -> None:
    await office.says("小周", "2-06 21亿；2-07 4600")
    await office.presses("小周", "确认")
    heard = await draft(office, "通报 1-6月")
    assert heard.text.splitlines()[1:4] == [
        "· 待审2项：2-06 为…节省资金流数、2-07 公…易平台交易量",
        "· 未报24项：1-01 行…项网上可办率、1-02 行…项全程网办率等",
        "· 待核实1项：2-14 我…人员考试人次",
    ]
    _, content = file_in(office, heard)
    assert "2023年纳入监控的绩效指标共26项，其中截至成文时无审定数据26项，暂不评价。" in texts(content)


# ---------------------------------------------------------------- checking


async def test_every_lead_and_contact_checks_the_units_own_lines(office: Office) -> None:
    await draft(office)
    heard = (await office.presses("郑主管", "发给各科室核对"))[-1]
    assert heard.text.splitlines()[0] == f"已发{UNITS_ASKED}个科室核对，7月4日周二 17:30截止。"
    for who in ("李科", "小周", "小吴"):
        [asked] = office.hears(who)
        assert asked.text.splitlines() == [
            "2023年1—5月通报稿，请核对：交易科",
            "2-06 为企业节省资金流数",
            "  17亿元/30亿元 56.7% 超序时",
            "2-07 公共资源交易平台交易量",
            "  3850件/9000件 42.8% 正常",
            "2-08 政府采购网上交易额",
            "  7.9亿元/10亿元 79.0% 超序时",
            "2-09 公共资源交易平台交易额",
            "  292亿元/900亿元 32.4% 偏低",
            "请于7月4日周二 17:30前答复。",
        ]
        assert asked.labels == ["无误", "有误"]
    assert [office.hears(who) for who in ("赵局", "钱局")] == [[], []]


async def test_the_administrator_sees_who_has_answered(office: Office) -> None:
    await draft(office)
    await office.presses("郑主管", "发给各科室核对")
    heard = (await office.presses("李科", "无误"))[-1]
    assert heard.text == "已记录：交易科核对无误。"
    heard = await draft(office)
    assert heard.text.splitlines()[-1] == (
        "科室核对：无误1、有误0、未答复9（政务服务科、掌办专班、准入科、项目科、涉农社会科、改革科等）；"
        "7月4日周二 17:30截止"
    )
    assert heard.labels == ["签发", "取消"]


async def test_what_a_unit_finds_wrong_is_told_and_open(office: Office) -> None:
    await draft(office)
    await office.presses("郑主管", "发给各科室核对")
    await office.presses("小褚", "有误")
    answer = (await office.says("小褚", "1-03 应为4.8%"))[-1]
    assert answer.text.splitlines()[0] == "已记录并转告管理员：掌办专班反映有误。"
    [told] = office.hears("郑主管")
    assert told.text == "2023年1—5月通报稿：掌办专班反映有误\n1-03 应为4.8%\n小褚"
    assert office.figures("1-03")[-1] == ("2023-05", "4.71", "reviewed")
    assert "· 科室反映有误1个：掌办专班“1-03 应为4.8%”" in (await draft(office)).text


async def test_only_the_lead_takes_back_that_something_is_wrong(office: Office) -> None:
    await draft(office)
    await office.presses("郑主管", "发给各科室核对")
    await office.presses("小周", "有误")
    await office.says("小周", "2-06 少算了")
    refused = (await office.presses("小吴", "无误"))[-1]
    assert refused.text == (
        "小周已反映有误（2-06 少算了），改为无误须由科室负责人答复，未作改动。发“通报”可查看各稿。"
    )
    await office.presses("李科", "无误")
    assert "无误1、有误0" in (await draft(office)).text


async def test_a_lead_answers_anew(office: Office) -> None:
    """The buttons of the first answer are used up; its receipt has one that brings them again."""
    await draft(office)
    await office.presses("郑主管", "发给各科室核对")
    await office.presses("卫科", "有误")
    await office.says("卫科", "电子印章应为2200")
    assert "无误0、有误1" in (await draft(office)).text
    heard = (await office.presses("卫科", "重新答复"))[-1]
    assert (heard.text.splitlines()[0], heard.labels) == (
        "2023年1—5月通报稿，请核对：准入科",
        ["无误", "有误"],
    )
    assert (await office.presses("卫科", "无误"))[-1].text == "已记录：准入科核对无误。"
    assert "无误1、有误0" in (await draft(office)).text


async def test_wrong_pressed_by_mistake_is_taken_back(office: Office) -> None:
    await draft(office)
    await office.presses("郑主管", "发给各科室核对")
    heard = (await office.presses("卫科", "有误"))[-1]
    assert heard.labels == ["重新答复"]
    await office.presses("卫科", "重新答复")
    await office.says("卫科", "今天很忙")
    assert "无误0、有误0" in (await draft(office)).text
    assert (await office.presses("卫科", "无误"))[-1].text == "已记录：准入科核对无误。"


async def test_whoever_has_left_the_unit_does_not_answer_for_it(office: Office) -> None:
    await draft(office)
    await office.presses("郑主管", "发给各科室核对")
    with office.app.units() as uow:
        department = uow.targets.departments()[0]
        person = next(p for p in uow.people.in_department(department.id) if p.name == "李科")
        uow.people.set_posts(person.id, [])
        uow.commit()
    before = kept(office)
    assert "没有这项权限" in (await office.presses("李科", "无误"))[-1].text
    assert kept(office) == before


async def test_nobody_is_asked_outside_office_hours(office: Office) -> None:
    office.at_time(datetime(2023, 7, 3, 19, 0))
    await draft(office)
    heard = (await office.presses("郑主管", "发给各科室核对"))[-1]
    assert "08:30" in heard.text
    assert office.hears("李科") == []
    office.at_time(datetime(2023, 7, 4, 9, 0))
    heard = (await office.presses("郑主管", "发给各科室核对"))[-1]
    assert "7月5日周三 17:30截止" in heard.text


async def correct(office: Office, said: str) -> None:
    """The lead of 交易科 corrects a figure of May, which counts at once."""
    await office.says("李科", said)
    await office.says("李科", "漏了一笔")
    await office.presses("李科", "确认")


async def test_after_a_correction_only_that_unit_is_asked_again(office: Office) -> None:
    await draft(office)
    await office.presses("郑主管", "发给各科室核对")
    await office.presses("王科", "无误")
    await office.presses("李科", "无误")
    await correct(office, "更正 2-07 5月 3900")
    heard = await draft(office)
    assert "· 送核后有变动1项：2-07" in heard.text
    for who in ("王科", "李科", "小冯"):
        office.hears(who)
    heard = (await office.presses("郑主管", "发给各科室核对"))[-1]
    assert heard.text.startswith("已发1个科室核对")
    assert "3900件/9000件" in office.hears("李科")[-1].text
    assert (office.hears("王科"), office.hears("小冯")) == ([], [])
    state = (await draft(office)).text
    assert "送核后有变动" not in state
    assert "无误1、有误0、未答复9" in state


async def test_an_answer_to_the_older_check_counts_where_the_lines_are_the_same(office: Office) -> None:
    await draft(office)
    await office.presses("郑主管", "发给各科室核对")
    [older] = [h for h in office.hears("李科") if "无误" in h.labels]
    await correct(office, "更正 2-07 5月 3900")
    await draft(office)
    await office.presses("郑主管", "发给各科室核对")
    assert (await office.presses("王科", "无误"))[-1].text == "已记录：政务服务科核对无误。"
    before = kept(office)
    await office.presses("李科", "无误", on=older)
    assert kept(office) == before
    assert "无误1、有误0、未答复9" in (await draft(office)).text


# ---------------------------------------------------------------- signing


async def test_nothing_is_signed_that_the_units_have_not_checked(office: Office) -> None:
    await draft(office)
    heard = (await office.presses("郑主管", "签发"))[-1]
    assert heard.text.startswith("该稿尚未经各科室核对，不能签发。")


async def test_nothing_is_signed_while_units_have_time(office: Office) -> None:
    await draft(office)
    await office.presses("郑主管", "发给各科室核对")
    office.at_time(datetime(2023, 7, 4, 17, 29))
    await draft(office)
    heard = (await office.presses("郑主管", "签发"))[-1]
    assert heard.text.startswith("核对期到7月4日17:30，尚未答复：政务服务科、掌办专班、")
    office.at_time(datetime(2023, 7, 4, 17, 30))
    heard = (await office.presses("郑主管", "签发"))[-1]
    assert heard.text.splitlines() == [
        "尚有待处理事项",
        "· 待核实1项：2-14 我…人员考试人次",
        "· 未答复10个：政务服务科、掌办专班、准入科、交易科、项目科、涉农社会科等",
        "仍要签发吗？",
    ]


async def test_silent_units_alone_are_asked_about_before_signing(office: Office) -> None:
    await office.says("郑主管", "分配 2-14 交易科")
    await draft(office)
    await office.presses("郑主管", "发给各科室核对")
    for who in LEADS[1:]:
        await office.presses(who, "无误")
    office.at_time(datetime(2023, 7, 4, 17, 30))
    await draft(office)
    heard = (await office.presses("郑主管", "签发"))[-1]
    assert heard.text == "尚有待处理事项\n· 未答复1个：政务服务科\n仍要签发吗？"


LEADS = ("王科", "陈科", "卫科", "李科", "沈科", "杨科", "秦科", "许科", "吕科", "张科")


async def test_it_may_be_signed_earlier_when_all_have_answered(office: Office) -> None:
    await office.says("郑主管", "分配 2-14 交易科")
    await draft(office)
    await office.presses("郑主管", "发给各科室核对")
    for who in LEADS:
        await office.presses(who, "无误")
    heard = await draft(office)
    assert heard.text.splitlines()[-1] == "科室核对：无误10、有误0，已全部答复"
    heard = (await office.presses("郑主管", "签发"))[-1]
    assert heard.text == "请输入发文字号，例如：局发〔2023〕9号"


async def test_signing_asks_twice_while_something_is_open_and_then_for_the_number(office: Office) -> None:
    await checked(office)
    await draft(office)
    heard = (await office.presses("郑主管", "签发"))[-1]
    assert heard.labels == ["仍要签发", "取消"]
    await office.presses("郑主管", "仍要签发")
    heard = (await office.says("郑主管", "9号"))[-1]
    assert heard.text == "“9号”不像发文字号。例如：局发〔2023〕9号。未签发。"
    heard = (await office.says("郑主管", "演局发[2023]9号"))[-1]
    assert heard.text.splitlines()[1] == "发文字号：演局发〔2023〕9号。签发后内容不再变动。"
    with office.app.units() as uow:
        assert uow.bulletins.signed(1, 2023) == []
    heard = (await office.presses("郑主管", "确认签发"))[-1]
    assert heard.text.splitlines()[0] == "截至5月的通报，演局发〔2023〕9号，2023年7月4日签发"
    name, content = file_in(office, heard)
    assert name == "演示数据-关于演示局（目标取自公开表）2023年1—5月绩效目标运行监控情况的通报.docx"
    said = texts(content)
    assert said[:2] == ["演示数据", "演局发〔2023〕9号"]
    assert "2023年7月4日" in said
    assert "代拟稿" not in "".join(said)


async def test_a_signed_bulletin_is_sent_to_nobody_else(office: Office) -> None:
    await checked(office)
    others = (*LEADS, "赵局", "钱局", "小周")
    for who in others:
        office.hears(who)
    await draft(office)
    await office.presses("郑主管", "签发")
    await office.presses("郑主管", "仍要签发")
    await office.says("郑主管", "演局发〔2023〕9号")
    assert file_in(office, (await office.presses("郑主管", "确认签发"))[-1])
    assert [office.hears(who) for who in others] == [[]] * len(others)


async def test_a_correction_after_signing_changes_nothing_in_the_paper(office: Office) -> None:
    first = file_in(office, await signed(office))[1]
    await correct(office, "更正 2-07 5月 3900")
    assert office.figures("2-07")[-1] == ("2023-05", "3900", "reviewed")
    heard = await draft(office)
    assert heard.labels == []
    again = file_in(office, heard)[1]
    assert (texts(again), rows(again)) == (texts(first), rows(first))
    assert next(row for row in rows(again) if row[0] == "2-07")[4] == "3850件"


async def test_a_signed_span_takes_no_answer_and_no_second_number(office: Office) -> None:
    await signed(office)
    refused = "该通报已签发（演局发〔2023〕9号），内容不再变动。查看请发“通报 1-5月”。"
    assert (await office.presses("李科", "无误"))[-1].text == refused
    assert (await office.presses("李科", "有误"))[-1].text == refused
    heard = await draft(office, "通报")
    assert heard.text.splitlines()[1] == "截至5月的通报，演局发〔2023〕9号，2023年7月4日签发"


async def test_a_number_is_used_once(office: Office) -> None:
    await signed(office)
    office.at_time(datetime(2023, 7, 5, 9, 0))
    await draft(office, "通报 1-4月")
    await office.presses("郑主管", "发给各科室核对")
    office.at_time(datetime(2023, 7, 6, 17, 30))
    await draft(office, "通报 1-4月")
    await office.presses("郑主管", "签发")
    await office.presses("郑主管", "仍要签发")
    heard = (await office.says("郑主管", "演局发〔2023〕9号"))[-1]
    said = "演局发〔2023〕9号已用于截至5月的通报，请另行输入。未签发。"
    assert heard.text == f"{said}发“通报”可查看各稿。"
    assert (await office.says("郑主管", "演局发〔2023〕10号"))[-1].labels == ["确认签发", "取消"]


@pytest.mark.parametrize("label", ["发给各科室核对", "签发"])
async def test_a_draft_that_has_changed_since_is_not_acted_on(office: Office, label: str) -> None:
    await draft(office)
    await correct(office, "更正 2-07 5月 3900")
    before = kept(office)
    heard = (await office.presses("郑主管", label))[-1]
    assert heard.text == "该稿生成后情况有变，本次未办理。请重新查看：通报 1-5月"
    assert kept(office) == before


async def test_a_figure_corrected_while_the_number_is_asked_stops_the_signing(office: Office) -> None:
    await checked(office)
    await draft(office)
    await office.presses("郑主管", "签发")
    await office.presses("郑主管", "仍要签发")
    confirm = (await office.says("郑主管", "演局发〔2023〕9号"))[-1]
    await correct(office, "更正 2-07 5月 3900")
    heard = (await office.presses("郑主管", "确认签发", on=confirm))[-1]
    assert heard.text.startswith("该稿生成后情况有变")
    with office.app.units() as uow:
        assert uow.bulletins.signed(1, 2023) == []


async def test_cancelling_leaves_the_draft_as_it_is(office: Office) -> None:
    await draft(office)
    heard = (await office.presses("郑主管", "取消"))[-1]
    assert heard.text == "已取消，未发送、未签发。"
    assert office.hears("李科") == []
