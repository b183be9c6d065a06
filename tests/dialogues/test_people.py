"""The administrator's work on people: the list, inviting, leaving, handing over."""

import re

import pytest

from tests.dialogues.stored import audited, kept, linked
from tests.office import Office


def posts_of(office: Office, name: str) -> list[str]:
    """role·unit of every post somebody holds."""
    with office.app.units() as uow:
        department = uow.targets.departments()[0]
        units = {u.id: u.name for u in uow.targets.units(department.id)}
        people = uow.people.in_department(department.id, inactive=True)
        held = next(p for p in people if p.name == name).posts
    return [p.role.value + (f"·{units[p.unit_id]}" if p.unit_id else "") for p in held]


# ---------------------------------------------------------------- the list


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("小周", ["交易科"]),
        ("李科", ["交易科"]),
        ("钱局", ["准入科", "交易科", "项目科", "涉农社会科"]),
    ],
)
async def test_people_see_the_units_that_are_theirs_to_see(office: Office, who: str, sees: list[str]) -> None:
    assert re.findall(r"■ (\S+)", await whole_list(office, who)) == sees


async def whole_list(office: Office, who: str) -> str:
    """All its pages; nobody but an administrator may do more than turn them."""
    [heard] = await office.says(who, "名单")
    text = heard.text
    while "下一页" in heard.labels:
        [heard] = await office.presses(who, "下一页")
        text += heard.text
        assert {"上一页"} <= set(heard.labels) <= {"上一页", "下一页"}
    return text


async def test_the_director_sees_every_unit_and_changes_nobody(office: Office) -> None:
    assert (await whole_list(office, "赵局")).count("■") == 10


async def test_the_list_of_one_unit(office: Office) -> None:
    [heard] = await office.says("郑主管", "名单 交易科")
    assert re.findall(r"■ (\S+)", heard.text) == ["交易科"]


async def test_somebody_invited_but_not_there_yet_is_marked(office: Office) -> None:
    await office.says("郑主管", "邀请 小王 联络员 交易科")
    assert "联络员：小周、小吴、小王（未开通）" in (await office.says("李科", "名单"))[-1].text


async def test_the_list_turns_its_pages_in_place(office: Office) -> None:
    [first] = await office.says("郑主管", "名单")
    [second] = await office.presses("郑主管", "下一页", on=first)
    assert second.key == first.key
    assert "上一页" in second.labels


# ---------------------------------------------------------------- inviting


@pytest.mark.parametrize(
    ("words", "name", "posts"),
    [
        ("小王 联络员 交易科", "小王", ["contact·交易科"]),
        ("交易科，小王，联络员", "小王", ["contact·交易科"]),
        ("李副科 科室负责人 交易科", "李副科", ["lead·交易科"]),
        ("孙局 分管领导 交易科、项目科", "孙局", ["leader·交易科", "leader·项目科"]),
        ("周主任 办公室主任", "周主任", ["director"]),
        ("吴主管 管理员", "吴主管", ["admin"]),
    ],
)
async def test_everything_in_one_line(office: Office, words: str, name: str, posts: list[str]) -> None:
    [heard] = await office.says("郑主管", f"邀请 {words}")
    assert f"{name}的开通码" in heard.text
    assert posts_of(office, name) == posts


@pytest.mark.parametrize("words", ["小王、小李 联络员 交易科", "\n小王 联络员 交易科\n小李 联络员 交易科"])
async def test_several_people_get_a_code_each(office: Office, words: str) -> None:
    heard = await office.says("郑主管", f"邀请 {words}")
    assert [h.text.splitlines()[0] for h in heard] == ["小王的开通码", "小李的开通码"]
    assert posts_of(office, "小王") == posts_of(office, "小李") == ["contact·交易科"]


async def test_of_several_people_one_with_a_known_name_is_asked_about(office: Office) -> None:
    heard = await office.says("郑主管", "邀请 小周 小李 联络员 项目科")
    assert heard[0].labels[:2] == ["同一人：联络员（交易科）", "另一位同名人员"]
    assert "小李的开通码" in heard[1].text
    await office.presses("郑主管", "另一位同名人员", on=heard[0])
    assert "小周的开通码" in office.all("郑主管")[-1].text


async def test_step_by_step_with_buttons(office: Office) -> None:
    await office.says("郑主管", "邀请")
    await office.says("郑主管", "孙局")
    await office.presses("郑主管", "分管领导")
    await office.presses("郑主管", "交易科")
    await office.presses("郑主管", "项目科")
    await office.presses("郑主管", "✓交易科")
    heard = await office.presses("郑主管", "选好了")
    assert "孙局的开通码" in heard[-1].text
    assert posts_of(office, "孙局") == ["leader·项目科"]


async def test_a_step_can_be_typed_instead(office: Office) -> None:
    await office.says("郑主管", "邀请 小王")
    heard = await office.says("郑主管", "联络员 项目科")
    assert "小王的开通码" in heard[-1].text


async def test_an_invitation_can_be_dropped_half_way(office: Office) -> None:
    before = kept(office)
    await office.says("郑主管", "邀请 小王")
    await office.presses("郑主管", "取消")
    assert kept(office) == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("小王 联络员 没有科", "没有“没有科”这个科室"),
        ("小王 小李 交易科", "没看懂"),
        ("小王 联络员 交易科\n小李 交易科", "没看懂"),
        ("一个非常非常非常非常非常非常非常非常长的名字 联络员 交易科", "姓名最多20个字"),
    ],
)
async def test_what_cannot_be_understood_invites_nobody(office: Office, words: str, says: str) -> None:
    before = kept(office)
    assert says in (await office.says("郑主管", f"邀请 {words}"))[-1].text
    assert kept(office) == before


async def test_somebody_of_the_same_name_is_asked_about(office: Office) -> None:
    heard = await office.says("郑主管", "邀请 小周 联络员 项目科")
    assert heard[-1].labels[:2] == ["同一人：联络员（交易科）", "另一位同名人员"]
    await office.presses("郑主管", "同一人：联络员（交易科）")
    assert posts_of(office, "小周") == ["contact·交易科", "contact·项目科"]
    assert "联络员（交易科、项目科）" in office.hears("小周")[-1].text


async def test_a_code_pressed_for_twice_is_one_invitation(office: Office) -> None:
    heard = await office.says("郑主管", "邀请 小周 联络员 项目科")
    button = heard[-1].button("另一位同名人员").id
    await office.presses_id("郑主管", button)
    before = kept(office)
    await office.presses_id("郑主管", button)
    assert kept(office) == before


# ---------------------------------------------------------------- leaving and coming back


async def test_somebody_who_left_is_a_stranger(office: Office) -> None:
    await office.says("郑主管", "名单 小周")
    await office.presses("郑主管", "停用")
    await office.presses("郑主管", "停用")
    assert "仅供受邀人员使用" in (await office.says("小周", "2-06 21亿"))[-1].text
    assert audited(office, "deactivate") == [{"person": "小周"}]


async def test_a_button_of_somebody_who_left_does_nothing(office: Office) -> None:
    [asked] = await office.says("小周", "2-06 21亿")
    await office.says("郑主管", "名单 小周")
    await office.presses("郑主管", "停用")
    await office.presses("郑主管", "停用")
    before = kept(office)
    assert await office.presses_id("小周", asked.button("确认").id) == []
    assert kept(office) == before


async def test_leaving_says_what_nobody_would_do_any_more(office: Office) -> None:
    await office.says("郑主管", "名单 小韩")
    [heard] = await office.presses("郑主管", "停用")
    assert "停用后无人担任：联络员（项目科）" in heard.text
    assert heard.labels[0] == "先办交接"


async def test_the_only_administrator_cannot_be_deactivated(office: Office) -> None:
    await office.says("郑主管", "名单 郑主管")
    [heard] = await office.presses("郑主管", "停用")
    assert "唯一的管理员" in heard.text


async def test_somebody_deactivated_comes_back_with_a_new_code(office: Office) -> None:
    await office.says("郑主管", "名单 小周")
    await office.presses("郑主管", "停用")
    await office.presses("郑主管", "停用")
    heard = await office.presses("郑主管", "恢复并发开通码")
    code = re.search(r"^[\w-]{20}$", heard[-1].text, re.MULTILINE)
    assert code is not None
    await office.says("phone", code[0])
    assert linked(office)["phone"] == "小周"


async def test_a_new_code_makes_the_old_one_useless(office: Office) -> None:
    heard = await office.says("郑主管", "邀请 小王 联络员 交易科")
    old = re.search(r"^[\w-]{20}$", heard[-1].text, re.MULTILINE)
    assert old is not None
    await office.says("郑主管", "名单 小王")
    await office.presses("郑主管", "重发开通码")
    assert "开通码无效" in (await office.says("phone", old[0]))[-1].text


# ---------------------------------------------------------------- handing over


async def test_duties_go_from_one_to_another(office: Office) -> None:
    [asked] = await office.says("郑主管", "交接 小周 小韩")
    assert "岗位：联络员（交易科）\n涉及指标4项" in asked.text
    await office.presses("郑主管", "交接")
    assert posts_of(office, "小周") == []
    assert posts_of(office, "小韩") == ["contact·项目科", "contact·交易科"]
    assert "您已接手小周的工作：联络员（交易科）" in office.hears("小韩")[-1].text
    assert "已移交小韩" in office.hears("小周")[-1].text
    assert audited(office, "handover")[0]["taker"] == "小韩"


async def test_what_was_being_asked_of_the_giver_is_asked_no_more(office: Office) -> None:
    [asked] = await office.says("小周", "2-06 21亿")
    await office.says("郑主管", "交接 小周 小吴")
    await office.presses("郑主管", "交接")
    before = office.figures("2-06")
    await office.presses_id("小周", asked.button("确认").id)
    assert office.figures("2-06") == before


async def test_a_review_goes_with_the_post(office: Office) -> None:
    await office.says("小周", "2-06 21亿")
    await office.presses("小周", "确认")
    await office.says("郑主管", "交接 李科 沈科 交易科")
    await office.presses("郑主管", "交接")
    assert "2-06" in (await office.says("沈科", "待审"))[-1].text
    assert "2-06" not in (await office.says("李科", "待审"))[-1].text


async def test_an_administrator_hands_over_to_somebody_not_enrolled_with_a_code(office: Office) -> None:
    await office.says("郑主管", "邀请 吴主管 联络员 交易科")
    await office.says("郑主管", "交接 郑主管 吴主管")
    heard = await office.presses("郑主管", "交接")
    assert "吴主管的开通码" in heard[-1].text
    assert posts_of(office, "吴主管") == ["contact·交易科", "admin"]


async def test_a_handover_is_done_once(office: Office) -> None:
    [asked] = await office.says("郑主管", "交接 小周 小吴")
    button = asked.button("交接").id
    await office.presses_id("郑主管", button)
    before = kept(office)
    await office.presses_id("郑主管", button)
    assert kept(office) == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("小周 没有人", "没有叫“没有人”的人"),
        ("小周 小周", "同一人"),
        ("小周 小吴 项目科", "没有可交接的岗位"),
        ("小周 小吴 没有科", "没有“没有科”这个科室"),
    ],
)
async def test_a_handover_that_cannot_be_is_refused(office: Office, words: str, says: str) -> None:
    before = kept(office)
    assert says in (await office.says("郑主管", f"交接 {words}"))[-1].text
    assert kept(office) == before


async def test_handing_over_by_buttons(office: Office) -> None:
    await office.says("郑主管", "交接")
    await office.presses("郑主管", "小周")
    await office.presses("郑主管", "小吴")
    await office.presses("郑主管", "交接")
    assert posts_of(office, "小周") == []


# ---------------------------------------------------------------- on behalf, language


async def test_an_administrator_enters_a_figure_on_behalf_and_the_lead_reviews_it(office: Office) -> None:
    await office.says("郑主管", "2-06 21亿")
    await office.presses("郑主管", "确认")
    assert office.figures("2-06")[-1] == ("2023-06", "2100000000", "waiting")
    with office.app.units() as uow:
        indicators = uow.targets.indicators(uow.targets.departments()[0].id, 2023)
        indicator = next(i for i in indicators if i.code == "2-06")
        revision = uow.reports.revisions([indicator.id])[-1]
    assert (revision.on_behalf, revision.by_name) == (True, "郑主管")
    assert "代报" in office.hears("李科")[-1].text


async def test_the_language_is_ones_own(office: Office) -> None:
    await office.says("小周", "语言 英文")
    assert "What you can do" in (await office.says("小周", "/help"))[-1].text
    assert (
        "可用功能" in (await office.says("小吴", "/help"))[-1].text or "上报" in office.all("小吴")[-1].text
    )
    assert (await office.says("小周", "/language 中文"))[-1].text == "已切换为中文。"


async def test_an_unknown_language_is_refused(office: Office) -> None:
    assert "没有“火星文”这种语言" in (await office.says("小周", "语言 火星文"))[-1].text


async def test_binding_is_off_unless_switched_on(office: Office) -> None:
    assert (await office.says("郑主管", "/bind 交易科"))[-1].text == "本系统未启用群聊。可联系管理员郑主管。"
