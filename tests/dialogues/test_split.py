"""An indicator that lists two rates becomes two: each with its own values so far, the whole closed."""

import pytest

from seed.demo import TABLE
from tests.dialogues.stored import audited, kept
from tests.office import Office


async def report_both(office: Office, said: str = "4-01 99.3%、98.4%") -> None:
    await office.says("小施", said)
    await office.presses("小施", "确认")
    await office.says("吕科", "全部通过")


async def split(office: Office) -> None:
    await office.says("郑主管", "拆分 4-01")
    await office.presses("郑主管", "确认")


def codes(office: Office) -> list[str]:
    with office.app.units() as uow:
        found = uow.targets.indicators(uow.targets.departments()[0].id, 2023)
    return [i.code for i in found]


async def test_a_split_is_shown_with_what_becomes_of_the_figures(office: Office) -> None:
    await report_both(office)
    before = kept(office)
    [heard] = await office.says("郑主管", "拆分 4-01")
    assert heard.text.splitlines() == [
        "拆分 4-01 咨询服务满意率、一窗受理好评率",
        "年度指标值：99%",
        "■ 拆成",
        "4-01a 咨询服务满意率 99%",
        "4-01b 一窗受理好评率 99%",
        "已分开：6月",
        "只有一个数、不带入：1月、2月、3月、4月、5月",
        "科室、计量方式、频率、原因随同；4-01停用，记录保留。",
    ]
    assert kept(office) == before


async def test_each_rate_gets_its_own_values_as_they_were_given_and_reviewed(office: Office) -> None:
    await report_both(office, "4-01 99.3%、98.4% 新窗口")
    whole = office.figures("4-01")
    await split(office)
    assert office.figures("4-01a") == [("2023-06", "99.3", "reviewed")]
    assert office.figures("4-01b") == [("2023-06", "98.4", "reviewed")]
    assert office.figures("4-01") == whole
    [history] = await office.says("小施", "往月 4-01b")
    assert history.text.splitlines()[6:11] == [
        "6月",
        "  98.4% 已审 小施 7月3日 09:30",
        "规划100% 标准99%",
        "■ 拆分前（4-01）",
        "1月98.9% 2月98.8% 3月98.6%",
    ]
    assert audited(office, "split") == [{"code": "4-01", "into": ["4-01a", "4-01b"]}]


async def test_the_parts_stand_where_the_whole_stood_with_its_unit(office: Office) -> None:
    await split(office)
    assert codes(office)[-5:] == ["4-01a", "4-01b", "4-02", "4-03", "4-04"]
    assert "4-01" not in codes(office)
    [status] = await office.says("小施", "查 4-01b")
    assert status.text.splitlines()[:2] == ["4-01b 一窗受理好评率", "责任科室：大厅科"]


async def test_a_figure_returned_or_waiting_stays_so(office: Office) -> None:
    await office.says("小施", "4-01 99.3%、98.4%")
    await office.presses("小施", "确认")
    await split(office)
    assert office.figures("4-01b") == [("2023-06", "98.4", "waiting")]
    [review] = await office.says("吕科", "审核")
    assert review.text.splitlines()[0] == "待您审核2项"


async def test_an_even_share_of_the_weight_goes_to_each(office: Office) -> None:
    await office.says("郑主管", "分配 4-01 权重5")
    [heard] = await office.says("郑主管", "拆分 4-01")
    assert [line for line in heard.text.splitlines() if "权重" in line] == [
        "4-01a 咨询服务满意率 99% 权重2.5",
        "4-01b 一窗受理好评率 99% 权重2.5",
    ]


@pytest.mark.parametrize("said", ["4-01a 99.3% 4-01b 98.4%", "4-1A 99.3；4-1B 98.4", "4-01 99.3%、98.4%"])
async def test_the_parts_are_reported_by_their_codes_or_together(office: Office, said: str) -> None:
    await split(office)
    [heard] = await office.says("小施", said)
    values = [line.strip() for line in heard.text.splitlines() if "6月：" in line]
    assert values == ["6月：99.3% ●已达标", "6月：98.4% ▲略低"]


async def test_one_figure_for_the_old_code_is_asked_about(office: Office) -> None:
    await split(office)
    [heard] = await office.says("小施", "4-01 99.3%")
    assert heard.labels[:2] == ["4-01a 咨询服务满意率", "4-01b 一窗受理好评率"]


async def test_the_same_table_loaded_again_changes_nothing(office: Office) -> None:
    await split(office)
    before = kept(office)
    [heard] = await office.sends("郑主管", "目标表.txt", TABLE.read_bytes())
    assert "无需更新" in heard.text
    assert kept(office) == before


async def test_a_changed_row_changes_both_parts(office: Office) -> None:
    await split(office)
    lines = TABLE.read_text("utf-8").splitlines(keepends=True)
    at = next(n for n, line in enumerate(lines) if "一窗受理好评率" in line)
    lines[at] = lines[at].replace("99%", "98%")
    await office.sends("郑主管", "目标表.txt", "".join(lines).encode())
    await office.presses("郑主管", "确认导入")
    with office.app.units() as uow:
        found = uow.targets.indicators(uow.targets.departments()[0].id, 2023)
    assert [i.cells.annual_target for i in found if i.code.startswith("4-01")] == ["98%", "98%"]


async def test_a_split_is_done_once(office: Office) -> None:
    [first] = await office.says("郑主管", "拆分 4-01")
    await report_both(office)
    before = kept(office)
    heard = await office.presses("郑主管", "确认", on=first)
    # a figure has come in since
    assert heard[-1].text == "这一步已经处理过了，没有改动。发“帮助”可查看可用功能。"
    assert kept(office) == before
    await split(office)
    [again] = await office.says("郑主管", "拆分")
    assert again.text == "目标表中没有一项含多个比率的指标。"


async def test_what_is_one_rate_is_not_split(office: Office) -> None:
    [heard] = await office.says("郑主管", "拆分 2-10")
    assert heard.text == "2-10 施工图审核面积只有一个比率，不用拆分。未作改动。可发“查 2-10”看进展。"


async def test_a_note_behind_both_rates_is_kept_with_both(office: Office) -> None:
    [heard] = await office.says("小施", "4-01 99.3%、98.4% 新窗口")
    assert heard.text.splitlines()[2] == "咨询服务满意率99.3%、一窗受理好评率98.4%，以较低的为准"
    assert heard.text.splitlines()[-1] == "备注：新窗口"
