"""Files in support of figures looked at: listed, handed over, removed; and where one is required."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest
from PIL import Image

from tests.dialogues.stored import audited, kept
from tests.dialogues.test_evidence import PDF, files, make_public, reports
from tests.office import Heard, Office
from tests.papers import pdf, picture

LISTED = "2-06 为企业节省资金流数\n1 核验表.pdf 1KB\n  6月 7月3日 09:30 小周"


@pytest.fixture
async def attached(office: Office) -> Office:
    """小周 has reported 2-06 for June with a file; nobody has reviewed it yet."""
    await office.sends("小周", "核验表.pdf", PDF, "2-06 21亿")
    await office.presses("小周", "确认")
    return office


# ---------------------------------------------------------------- listed


@pytest.mark.parametrize("said", ["佐证 2-06", "/evidence 2-06", "佐证2-06", "佐证 为企业节省资金流数"])
async def test_the_reporter_sees_who_when_and_how_large(attached: Office, said: str) -> None:
    heard = (await attached.says("小周", said))[-1]
    assert heard.text == LISTED
    assert heard.labels == ["发送1", "移除1"]


async def test_a_period_has_its_own(attached: Office) -> None:
    heard = (await attached.says("小周", "佐证 2-06 6月"))[-1]
    assert heard.text == LISTED.replace("流数", "流数 6月", 1)
    assert "还没有佐证" in (await attached.says("小周", "佐证 2-06 5月"))[-1].text


async def test_a_period_that_is_none_is_asked_for(attached: Office) -> None:
    assert "如：佐证 2-06 6月" in (await attached.says("小周", "佐证 2-06 那个"))[-1].text


@pytest.mark.parametrize(("who", "buttons"), [("李科", ["发送1"]), ("郑主管", ["发送1", "移除1"])])
async def test_the_unit_lead_and_the_administrator_see_it_at_once(
    attached: Office, who: str, buttons: list[str]
) -> None:
    heard = (await attached.says(who, "佐证 2-06"))[-1]
    assert heard.text == LISTED
    assert heard.labels == buttons


@pytest.mark.parametrize("who", ["钱局", "赵局"])
async def test_leaders_see_it_once_the_figure_counts_and_read_the_unit(attached: Office, who: str) -> None:
    assert "还没有佐证" in (await attached.says(who, "佐证 2-06"))[-1].text
    await attached.presses("李科", "全部通过（1）")
    heard = (await attached.says(who, "佐证 2-06"))[-1]
    assert heard.text == LISTED.replace("小周", "交易科")
    assert heard.labels == ["发送1"]


async def test_another_units_contact_learns_nothing(attached: Office) -> None:
    heard = (await attached.says("小韩", "佐证 2-06"))[-1]
    unknown = (await attached.says("小韩", "佐证 9-99"))[-1]
    assert heard.text == unknown.text.replace("9-99", "2-06")
    assert "核验表" not in heard.text


async def test_many_files_fit_a_phone(attached: Office) -> None:
    for n in range(6):
        await attached.sends("小周", f"第{n}份.pdf", pdf(str(n)), "2-06 佐证")
    heard = (await attached.says("小周", "佐证 2-06"))[-1]
    assert len(heard.text.splitlines()) <= 12
    assert "第5份.pdf" in heard.text
    assert "另有3份较早的" in heard.text


async def test_a_file_of_a_corrected_figure_says_so(attached: Office) -> None:
    await attached.says("小周", "2-06 22亿")
    await attached.presses("小周", "填写错误")
    await attached.presses("小周", "确认")
    assert "小周 （更正前）" in (await attached.says("小周", "佐证 2-06"))[-1].text


# ---------------------------------------------------------------- handed over


async def test_the_button_sends_the_file_as_it_came(office: Office) -> None:
    await office.sends("小周", "现场.jpg", picture(shade=200), "2-06 21亿", "image/jpeg")
    await office.presses("小周", "确认")
    await office.says("李科", "佐证 2-06")
    [heard] = await office.presses("李科", "发送1")
    document = heard.message.document
    assert document is not None
    assert (document.name, document.mime) == ("现场.jpg", "image/jpeg")
    with office.app.units() as uow:
        stored = uow.messages.file(document.blob or "")
    assert stored is not None
    assert stored.content == picture(shade=200)
    with Image.open(io.BytesIO(stored.content)) as opened:
        assert opened.size == (8, 8)
    assert [f["name"] for f in audited(office, "evidence-sent")] == ["现场.jpg"]


async def test_a_file_is_not_handed_to_whoever_has_lost_the_sight_of_it(attached: Office) -> None:
    [shown] = await attached.says("李科", "佐证 2-06")
    with attached.app.units() as uow:
        department = uow.targets.departments()[0]
        person = next(p for p in uow.people.in_department(department.id) if p.name == "李科")
        uow.people.set_posts(person.id, [])
        uow.commit()
    [heard] = await attached.presses("李科", "发送1", on=shown)
    assert heard.message.document is None


async def test_on_a_public_platform_only_names_are_listed(attached: Office) -> None:
    [before] = await attached.says("李科", "佐证 2-06")
    make_public(attached)
    [heard] = await attached.says("李科", "佐证 2-06")
    assert heard.text.startswith(LISTED)
    assert "本平台为公共平台" in heard.text
    assert heard.labels == []
    [refused] = await attached.presses("李科", "发送1", on=before)
    assert refused.message.document is None
    assert "本平台为公共平台" in refused.text


# ---------------------------------------------------------------- removed


@pytest.mark.parametrize("who", ["小周", "郑主管"])
async def test_the_reporter_or_the_administrator_removes_it(attached: Office, who: str) -> None:
    await attached.says(who, "佐证 2-06")
    await attached.presses(who, "移除1")
    assert len(files(attached)) == 1
    heard = await attached.presses(who, "移除")
    assert heard[-1].text == "✔ 2-06 为企业节省资金流数 6月：佐证“核验表.pdf”已移除。"
    assert files(attached) == []
    [fact] = audited(attached, "evidence-removed")
    assert (fact["code"], fact["period"], fact["name"]) == ("2-06", "2023-06", "核验表.pdf")


async def test_removing_asks_first_and_a_second_press_does_nothing(attached: Office) -> None:
    [shown] = await attached.says("小周", "佐证 2-06")
    [asked] = await attached.presses("小周", "移除1", on=shown)
    await attached.presses("小周", "取消", on=asked)
    assert len(files(attached)) == 1
    [asked] = await attached.presses("小周", "移除1", on=shown)
    await attached.presses("小周", "移除", on=asked)
    for heard in (
        await attached.presses("小周", "移除", on=asked),
        await attached.presses("小周", "移除1", on=shown),
        await attached.presses("小周", "发送1", on=shown),
    ):
        assert "没有改动" in heard[-1].text


async def test_a_colleague_does_not_remove_it(attached: Office) -> None:
    [shown] = await attached.says("小吴", "佐证 2-06")
    assert shown.labels == ["发送1"]


async def test_a_file_can_be_attached_again_after_it_was_removed(attached: Office) -> None:
    await attached.says("小周", "佐证 2-06")
    await attached.presses("小周", "移除1")
    await attached.presses("小周", "移除")
    await attached.sends("小周", "核验表.pdf", PDF, "2-06 佐证")
    assert len(files(attached)) == 1


# ---------------------------------------------------------------- required


async def require(office: Office, said: str = "佐证 2-06 必需") -> Heard:
    return (await office.says("郑主管", said))[-1]


async def test_figures_given_before_need_none_until_they_are_corrected(office: Office) -> None:
    await require(office)
    assert "缺佐证" not in (await office.says("小周", "待报"))[-1].text
    await office.says("小周", "2-06 5月 18亿")
    await office.presses("小周", "填写错误")
    heard = await office.presses("小周", "确认")
    assert any("2-06需要佐证" in h.text for h in heard)


async def test_an_administrator_says_where_one_is_required(office: Office) -> None:
    assert "今后报数须附佐证" in (await require(office)).text
    assert audited(office, "evidence-rule") == [{"code": "2-06", "required": True}]
    assert "没有改动" in (await require(office)).text
    assert "不必附佐证" in (await require(office, "佐证 2-06 不必")).text
    assert [f["required"] for f in audited(office, "evidence-rule")] == [True, False]


@pytest.mark.parametrize("who", ["小周", "李科", "钱局", "赵局"])
async def test_nobody_else_does(office: Office, who: str) -> None:
    before = kept(office)
    heard = (await office.says(who, "佐证 2-06 必需"))[-1]
    assert heard.text == "2-06是否须附佐证由管理员郑主管设定；查看请发：佐证 2-06。没有改动。"
    assert kept(office) == before


async def test_the_receipt_asks_for_it_and_the_figure_is_taken(office: Office) -> None:
    await require(office)
    receipt = await reports(office)
    assert "2-06需要佐证：请回复本条发图片、pdf、docx或xlsx" in receipt.text
    assert office.figures("2-06")[-1] == ("2023-06", "2100000000", "waiting")


async def test_with_the_file_nothing_is_asked_for(office: Office) -> None:
    await require(office)
    await office.sends("小周", "核验表.pdf", PDF, "2-06 21亿")
    heard = await office.presses("小周", "确认")
    assert not any("需要佐证" in h.text for h in heard)


async def test_on_a_public_platform_the_receipt_says_where(office: Office) -> None:
    await require(office)
    make_public(office)
    assert "2-06需要佐证：请在内网网页聊天中补交。" in (await reports(office)).text


async def test_the_review_message_says_what_is_missing_until_it_is_there(office: Office) -> None:
    await require(office)
    await reports(office)
    [told] = office.hears("李科")
    assert "▲缺佐证" in told.text
    await office.sends("小周", "核验表.pdf", PDF, "2-06 佐证")
    changed = next(h for h in office.all("李科") if h.key == told.key)
    assert "▲缺佐证" not in changed.text
    assert "佐证1份" in changed.text
    [one] = await office.presses("李科", "1", on=changed)
    assert "佐证1份" in one.text
    [listed] = await office.presses("李科", "看佐证", on=one)
    assert "核验表.pdf" in listed.text


async def test_a_figure_without_one_can_be_passed(office: Office) -> None:
    await require(office)
    await reports(office)
    await office.presses("李科", "全部通过（1）")
    assert office.figures("2-06")[-1][2] == "reviewed"


@pytest.mark.parametrize("who", ["小周", "李科", "郑主管", "钱局"])
async def test_pending_lists_what_lacks_one(office: Office, who: str) -> None:
    await require(office)
    await reports(office)
    heard = (await office.says(who, "待报"))[-1]
    assert "■ 缺佐证1项 2-06（6月）" in heard.text
    await office.sends("小周", "核验表.pdf", PDF, "2-06 佐证")
    assert "缺佐证" not in (await office.says(who, "待报"))[-1].text


async def test_alone_the_word_says_how_and_what_is_missing(office: Office) -> None:
    await require(office)
    await reports(office)
    heard = (await office.says("小周", "佐证"))[-1]
    assert "回复已记录的那条消息发文件" in heard.text
    assert "■ 缺佐证1项\n2-06 为企业节省资金流数 6月" in heard.text
    assert len(heard.text.splitlines()) <= 12
    assert "必需" not in heard.text
    assert "必需" in (await office.says("郑主管", "佐证"))[-1].text


async def test_the_platform_that_is_public_is_known_from_what_it_can_do(
    office_at: Callable[[datetime], Office],
) -> None:
    from bot.app import make_dispatcher
    from bot.platforms.telegram.render import CAPABILITIES

    office = office_at(datetime(2023, 7, 3, 9, 30))
    app = office.app
    web = app.platforms["web"]

    class Public:
        name, capabilities = "telegram", replace(CAPABILITIES)

    made = make_dispatcher(
        app.settings,
        {"web": web, "telegram": Public()},  # type: ignore[dict-item]
        app.clock,
        app.calendar,
        {},
    )
    assert made.public == {"telegram"}


async def test_the_parts_of_a_split_indicator_keep_the_files_and_the_rule(office: Office) -> None:
    await require(office, "佐证 4-01 必需")
    await office.sends("小施", "核验表.pdf", PDF, "4-01 99.3%、98.4%")
    await office.presses("小施", "确认")
    await office.says("郑主管", "拆分 4-01")
    await office.presses("郑主管", "确认")
    assert [f[0] for f in files(office)] == ["4-01", "4-01a", "4-01b"]
    assert "核验表.pdf" in (await office.says("吕科", "佐证 4-01b"))[-1].text
    assert "没有改动" in (await require(office, "佐证 4-01a 必需")).text


@pytest.mark.parametrize("said", ["非必需", "取消必需", "不必"])
async def test_no_longer_required_is_said_in_many_ways(office: Office, said: str) -> None:
    await require(office)
    assert "没有改动" not in (await require(office, f"佐证 2-06 {said}")).text
    assert "没有改动" in (await require(office, f"佐证 2-06 {said}")).text
