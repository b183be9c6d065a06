"""Every button: whose it is, who may press it, and that nobody else's press, old or forged, does anything."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from bot.chat import Choice, Source
from bot.domain.people import Person, Post, Role
from handlers.doings import DOINGS
from tests.dialogues.stored import kept
from tests.office import Office

REPORTING = frozenset({Role.CONTACT, Role.LEAD, Role.ADMIN})
REVIEWING = frozenset({Role.LEAD, Role.ADMIN})
LEADING = frozenset({Role.LEADER, Role.DIRECTOR})
WHOLE = frozenset({Role.DIRECTOR, Role.ADMIN})
ALONE = frozenset({Role.ADMIN})
ALL = frozenset(Role)
FAMILIES = {
    **dict.fromkeys(("draft", "why", "report", "preview", "fill_in", "round", "remind"), REPORTING),
    **dict.fromkeys(("review", "nudge"), REVIEWING),
    **dict.fromkeys(
        ("people", "invite", "handover", "assign", "table", "target", "plan", "split", "bulletin", "erase"),
        ALONE,
    ),
    "inquiry": LEADING,
    "corrections": frozenset({Role.LEAD, *LEADING, Role.ADMIN}),
    "form": WHOLE,
    **dict.fromkeys(
        ("status", "history", "board", "chart", "export", "enrol", "language", "evidence", "help", "page"),
        ALL,
    ),
}
"""Who may press the buttons of a family; what is about one's own is checked again by what acts."""
OTHERWISE = {
    **dict.fromkeys(
        (
            "review.list",
            "review.page",
            "review.open",
            "inquiry.answer",
            "inquiry.taken",
            "people.page",
            "plan.pick",
        ),
        ALL,
    ),
    "review.withdraw": REPORTING,
    **dict.fromkeys(
        ("bulletin.right", "bulletin.wrong", "bulletin.again"), frozenset({Role.LEAD, Role.CONTACT})
    ),
    **dict.fromkeys(("evidence.attach", "evidence.none", "evidence.remove", "evidence.removed"), REPORTING),
    "erase.me": ALL,
    **dict.fromkeys(("form.details", "form.details_store"), ALONE),
    **dict.fromkeys(("round.open", "round.close_ask", "round.close", "round.reopen", "round.nudge"), ALONE),
    **dict.fromkeys(("round.pass", "round.return", "round.return_these", "round.because"), REVIEWING),
}


def may(verb: str) -> frozenset[Role]:
    right, _ = DOINGS.actions[verb]
    return frozenset(r for r in Role if right(Person(1, 1, "某", (Post(r, 1),))))


def test_every_button_is_in_the_matrix_and_open_to_whom_that_says() -> None:
    expected = {v: OTHERWISE.get(v) or FAMILIES.get(v.split(".")[0]) for v in DOINGS.actions}
    assert {v: may(v) for v in DOINGS.actions} == expected


def test_without_a_post_nothing_can_be_pressed_that_decides_or_writes() -> None:
    nobody = Person(1, 1, "某", ())
    asking = {"status", "history", "board", "chart", "export", "enrol", "language", "inquiry", "evidence"}
    open_to_all = {v for v, (right, _) in DOINGS.actions.items() if right(nobody)}
    assert {v for v in open_to_all if v.split(".")[0] not in asking} == {
        "review.list",
        "review.open",
        "review.page",
        "help.page",
        "page.turn",  # of what was said already
        "people.page",
        "erase.me",  # oneself
        "plan.pick",  # shows; only an administrator's words set it
    }


@dataclass(frozen=True)
class Live:
    """A button that somebody was shown and that still acts."""

    owner: str
    label: str
    option: str


SCENES: Sequence[tuple[str, str]] = (
    ("小周", "2-06 21亿"),
    ("小韩", "2-10 142万"),
    ("郑主管", "分配 2-14"),
    ("郑主管", "交接 李科 小周"),
    ("郑主管", "人员 小吴"),
    ("郑主管", "停用 小吴"),
    ("郑主管", "设置 审核 关"),
    ("郑主管", "导出"),
    ("赵局", "看板"),
    ("赵局", "查 2-09"),
    ("李科", "待审"),
    ("钱局", "简报"),
)


async def live_buttons(office: Office) -> list[Live]:
    await office.says("小周", "2-07 4600")
    await office.presses("小周", "确认")
    found = []
    for who, said in SCENES:
        for heard in await office.says(who, said):
            found += [Live(who, b.label, b.id or "") for row in heard.message.buttons for b in row]
    for heard in office.hears("李科"):
        found += [Live("李科", b.label, b.id or "") for row in heard.message.buttons for b in row]
    return found


async def test_a_button_pressed_by_anybody_else_does_nothing_and_says_nothing(office: Office) -> None:
    live = await live_buttons(office)
    assert len({b.label for b in live}) > 15
    before = kept(office)
    for button in live:
        for who in ("小韩", "小周", "李科", "钱局", "赵局", "郑主管", "stranger"):
            if who != button.owner:
                assert await office.presses_id(who, button.option) == [], (who, button)
    assert kept(office) == before


async def test_a_button_pressed_in_its_chat_by_somebody_else_does_nothing(office: Office) -> None:
    """As in a group, or with a forged sender: the question remembers whom it asked."""
    live = [b for b in await live_buttons(office) if b.owner == "郑主管"]
    assert live
    before = kept(office)
    for button in live:
        source = Source("web", office.accounts["郑主管"], office.accounts["小周"])
        with office.app.units() as uow:
            event = uow.inbox.event(1)
            office.app.inbox.dispatch(uow, event, Choice(source, button.option, "m"))
            uow.commit()
    assert kept(office) == before


@pytest.mark.parametrize(
    "forged",
    ["", "x", "0", "1", "draft.confirm", "' OR 1=1 --", "../../etc", "a" * 64, "确认", "%00", "AAAAAAAAAAAA"],
)
async def test_an_invented_button_is_an_old_one(office: Office, forged: str) -> None:
    await office.says("小周", "2-06 21亿")
    before = kept(office)
    with office.app.units() as uow:
        source = Source("web", office.accounts["小周"], office.accounts["小周"])
        office.app.inbox.dispatch(uow, uow.inbox.event(1), Choice(source, forged, "m"))
        uow.commit()
    assert kept(office) == before


async def test_a_button_pressed_a_second_time_says_so_and_stores_nothing(office: Office) -> None:
    [asked] = await office.says("小周", "2-06 21亿")
    await office.presses("小周", "确认", on=asked)
    before = kept(office)
    for _ in range(3):
        [answer] = await office.presses("小周", "确认", on=asked)
        assert "没有改动" in answer.text
    assert kept(office) == before
