"""The rehearsal plays the whole job: colleagues report by themselves, and the digest shows every state."""

from collections.abc import Callable
from datetime import datetime

from seed import demo
from seed.demo_script import scripted
from tests.office import ZONE, Office

OpenAt = Callable[[datetime], Office]


async def test_on_10_july_the_full_digest_shows_every_state(office_at: OpenAt) -> None:
    office = office_at(demo.START)
    office.app.script = scripted(office.accounts.__getitem__, ZONE)
    await office.moves_to(datetime(2023, 7, 3, 9))
    await office.says("小周", "1 21亿；2 4600；3 9.9亿；4 338亿")
    await office.presses("小周", "确认")
    await office.presses("小周", "季节性")
    await office.presses("李科", "全部通过（4）")
    await office.moves_to(datetime(2023, 7, 10, 8, 30))
    digest = office.hears("赵局")[-1].text.splitlines()
    assert digest[:3] == [
        "【指标进展简报】7月10日 周一",
        "数据截至6月底｜序时进度50%",
        "共26项：已审23 待审1 未报2",
    ]
    assert "转为正常：2-11 组织评审工作次数" in digest
    assert "2-09约676亿元 2-10约284万㎡" in " ".join(digest)


async def test_the_colleagues_say_everything_once(office_at: OpenAt) -> None:
    office = office_at(demo.START)
    office.app.script = scripted(office.accounts.__getitem__, ZONE)
    await office.moves_to(datetime(2023, 7, 5, 12))
    await office.moves_to(datetime(2023, 7, 6, 12))
    assert [f for f in office.figures("2-10") if f[0] == "2023-06"] == [("2023-06", "1420000", "reviewed")]
