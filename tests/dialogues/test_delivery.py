"""An administrator looks before and after sending: whom the next reminder reaches, what became of others."""

from collections.abc import Callable
from datetime import datetime

import pytest

from bot.chat import Unreachable
from tests.dialogues.rounds import open_round
from tests.office import Office

OpenAt = Callable[[datetime], Office]


@pytest.fixture
def morning(office_at: OpenAt) -> Office:
    return office_at(datetime(2023, 7, 3, 8, 25))


async def lines(office: Office, words: str) -> list[str]:
    return (await office.says("郑主管", words))[-1].text.splitlines()


async def test_before_the_window_opens_it_is_said_who_will_be_asked_for_how_much(morning: Office) -> None:
    found = await lines(morning, "提醒预览")
    assert found[:2] == ["下次提醒：7月3日周一 09:00", "按目前情况将发给11人："]
    assert "小周（待报4项）" in " ".join(found)
    assert found[-1] == "实际发送时按当时情况重新确定。"


async def test_who_has_reported_all_is_spared_and_said_to_be(morning: Office) -> None:
    await morning.moves_to(datetime(2023, 7, 3, 9, 30))
    await morning.says("小何", "3-04 930")
    await morning.presses("小何", "确认")
    found = await lines(morning, "催报 预览")
    assert found[0] == "下次提醒：7月6日周四 14:30"
    assert "没有待报，不提醒：小何" in found


async def test_a_step_that_is_not_for_contacts_says_so(office_at: OpenAt) -> None:
    office = office_at(datetime(2023, 7, 10, 9, 30))
    found = await lines(office, "提醒预览")
    assert found[0] == "下次提醒：7月12日周三 09:00"
    assert "有待报，但这一步不发联络员：" in "".join(found)
    assert "李科（所管未报4项）" in found


async def test_somebody_without_an_account_is_named_before_and_after(morning: Office) -> None:
    await morning.says("郑主管", "邀请 老何 联络员 踏勘科")
    assert "联系不上（未开通）：老何" in await lines(morning, "提醒预览")
    await morning.moves_to(datetime(2023, 7, 3, 9, 30))
    assert " 联系不上（未开通）：老何" in await lines(morning, "发送情况")


async def test_what_became_of_every_occasion(morning: Office) -> None:
    web = morning.app.platforms["web"]
    send = web.send
    blocked = morning.accounts["小孔"]

    async def refuses(chat: str, *more: object) -> str:
        if chat == blocked:
            raise Unreachable("blocked")
        return await send(chat, *more)  # type: ignore[arg-type]

    web.send = refuses  # type: ignore[method-assign]
    await morning.moves_to(datetime(2023, 7, 3, 9, 30))
    await morning.says("郑主管", "催报 小周")
    assert await lines(morning, "发送情况") == [
        "提醒和简报发送情况",
        "■ 7月3日 09:00 无人负责的指标：送达1人",
        "■ 7月3日 09:00 提醒：送达10人",
        " 未送达（停用或拉黑）：小孔",
        "■ 7月3日 08:30 简报：送达5人",
        "■ 7月3日 催报：送达1人",
    ]


async def test_a_rounds_reminders_are_among_them(office_at: OpenAt) -> None:
    office = office_at(datetime(2023, 8, 14, 9, 30))
    await office.says("郑主管", "邀请 老何 联络员 踏勘科")
    await open_round(office)
    assert (await lines(office, "发送情况"))[1:] == ["■ 8月14日 09:30 绩效监控或自评：送达11人"]
    await office.moves_to(datetime(2023, 8, 14, 14, 31))
    found = await lines(office, "发送情况")
    at = found.index("■ 8月14日 14:30 绩效监控或自评：送达11人")
    assert found[at + 1] == " 联系不上（未开通）：老何"


async def test_in_a_new_office_nothing_was_sent(office_at: OpenAt) -> None:
    office = office_at(datetime(2023, 7, 3, 8, 0))
    assert await lines(office, "/delivery") == ["最近两周没有发送过提醒或简报。"]


@pytest.mark.parametrize("words", ["/delivery", "提醒预览"])
@pytest.mark.parametrize("who", ["小周", "李科", "赵局"])
async def test_it_is_for_administrators(office: Office, who: str, words: str) -> None:
    assert (await office.says(who, words))[-1].text == "您没有这项权限，可联系管理员郑主管。"
