"""Who may do what: every command and every button, for every role, checked again each time."""

import pytest

from bot.domain.people import Person, Post, Role
from handlers.command import Command
from handlers.commands import COMMANDS
from handlers.doings import DOINGS, doings
from tests.dialogues.stored import kept
from tests.office import Office

ROLES = {
    "小韩": Role.CONTACT,  # of another unit
    "小周": Role.CONTACT,
    "李科": Role.LEAD,
    "钱局": Role.LEADER,
    "赵局": Role.DIRECTOR,
    "郑主管": Role.ADMIN,
}
ALONE = frozenset({Role.ADMIN})
REPORTING = frozenset({Role.CONTACT, Role.LEAD, Role.ADMIN})
REVIEWING = frozenset({Role.LEAD, Role.ADMIN})
WHOLE = frozenset({Role.DIRECTOR, Role.ADMIN})
OVERSEEING = frozenset({Role.LEAD, Role.LEADER, Role.DIRECTOR, Role.ADMIN})
ALL = frozenset(Role)
MAY = {
    **dict.fromkeys(("report", "correct", "withdraw", "template", "round", "selfcheck", "fill"), REPORTING),
    **dict.fromkeys(("away", "back", "deputy", "remindme"), REPORTING),
    **dict.fromkeys(("pass", "approve", "return", "remind"), REVIEWING),
    **dict.fromkeys(("review", "corrections"), OVERSEEING),
    **dict.fromkeys(
        (
            "invite",
            "handover",
            "assign",
            "assignments",
            "bind",
            "unbind",
            "settings",
            "import",
            "target",
            "bulletin",
            "split",
            "reopen",
            "preview",
            "delivery",
            "orphans",
            "erase",
        ),
        ALONE,
    ),
    **dict.fromkeys(
        ("status", "board", "history", "chart", "pending", "export", "digest", "people", "plan", "evidence"),
        ALL,
    ),
    "form": WHOLE,
    **dict.fromkeys(("language", "cancel", "help", "quiet", "mydata", "leave", "login", "logout"), ALL),
}


def called(commands: tuple[Command, ...]) -> list[str]:
    return [c.name for c in commands]


def test_every_command_is_in_the_matrix() -> None:
    assert sorted(MAY) == sorted(called(COMMANDS))


@pytest.mark.parametrize("command", called(COMMANDS))
@pytest.mark.parametrize("who", ROLES)
async def test_a_command_is_refused_to_whom_it_is_not_open(office: Office, who: str, command: str) -> None:
    before = kept(office)
    heard = await office.says(who, f"/{command}")
    refused = heard[-1].text == "您没有这项权限，可联系管理员郑主管。"
    assert refused == (ROLES[who] not in MAY[command])
    assert kept(office) == before


@pytest.mark.parametrize("command", called(COMMANDS))
async def test_a_command_tells_a_stranger_nothing(office: Office, command: str) -> None:
    before = kept(office)
    for said in (f"/{command}", f"/{command} 2-06 交易科"):
        [heard] = await office.says("nobody", said)
        assert heard.text == "本助手仅供受邀人员使用。如有开通码，请直接发送。"
    assert kept(office) == before


@pytest.mark.parametrize("command", called(COMMANDS))
async def test_a_command_of_somebody_deactivated_is_a_strangers(office: Office, command: str) -> None:
    deactivate(office, "小周")
    before = kept(office)
    [heard] = await office.says("小周", f"/{command} 2-06 21亿")
    assert heard.text == "本助手仅供受邀人员使用。如有开通码，请直接发送。"
    assert kept(office) == before


def deactivate(office: Office, name: str) -> None:
    with office.app.units() as uow:
        department = uow.targets.departments()[0]
        person = next(p for p in uow.people.in_department(department.id) if p.name == name)
        uow.people.set_active(person.id, False)
        uow.commit()


def test_help_shows_only_what_a_person_may_do() -> None:
    for role in Role:
        person = Person(1, 1, "某", (Post(role, 1),))
        offered = called(doings(groups=True, sign_in=True).for_person(person))
        assert offered == [c for c in called(COMMANDS) if role in MAY[c]]


ADMINISTRATING = (
    "assign.",
    "invite.",
    "handover.",
    "table.",
    "people.again",
    "people.leave",
    "people.left",
    "plan.confirm",
    "split.",
    "round.open",
    "round.close",
    "erase.ask",
    "erase.confirm",
)


def test_every_button_of_administration_is_the_administrators_alone() -> None:
    others = [Person(1, 1, "某", (Post(r, 1),)) for r in Role if r is not Role.ADMIN]
    verbs = [v for v in DOINGS.actions if v.startswith(ADMINISTRATING)]
    assert len(verbs) > 15
    assert [v for v in verbs for p in others if DOINGS.actions[v][0](p)] == []


def test_no_button_acts_for_somebody_deactivated() -> None:
    gone = Person(1, 1, "某", tuple(Post(r, 1) for r in Role), active=False)
    assert len(DOINGS.actions) > 30
    assert [v for v, (right, _) in DOINGS.actions.items() if right(gone)] == []


async def test_a_button_is_checked_again_when_the_right_is_gone(office: Office) -> None:
    """The administrator's open card does nothing once the post was handed over."""
    [card] = await office.says("郑主管", "分配 2-14")
    await office.says("郑主管", "邀请 吴主管 管理员")
    with office.app.units() as uow:
        department = uow.targets.departments()[0]
        person = next(p for p in uow.people.in_department(department.id) if p.name == "郑主管")
        uow.people.set_posts(person.id, [])
        uow.commit()
    before = kept(office)
    heard = await office.presses_id("郑主管", card.button("责任科室").id)
    assert "没有这项权限" in heard[-1].text
    assert kept(office) == before


async def test_an_open_question_is_no_right(office: Office) -> None:
    """What was asked of an administrator is not taken from somebody who is none any more."""
    await office.says("郑主管", "分配 2-14")
    await office.presses("郑主管", "权重")
    with office.app.units() as uow:
        department = uow.targets.departments()[0]
        person = next(p for p in uow.people.in_department(department.id) if p.name == "郑主管")
        uow.people.set_posts(person.id, [])
        uow.commit()
    before = kept(office)
    assert "没有这项权限" in (await office.says("郑主管", "5"))[-1].text
    assert kept(office) == before


async def test_somebody_elses_button_does_nothing(office: Office) -> None:
    [card] = await office.says("郑主管", "分配 2-14")
    before = kept(office)
    assert await office.presses_id("小周", card.button("责任科室").id) == []
    assert kept(office) == before


async def test_help_is_to_be_had_from_administrators_who_are_there(office: Office) -> None:
    [invited] = await office.says("郑主管", "邀请 李主任 管理员")
    code = next(line for line in invited.text.splitlines() if is_code_like(line))
    [heard] = await office.says("小周", "/assign")
    assert heard.text == "您没有这项权限，可联系管理员郑主管。"
    await office.says("newcomer", f"/start {code}")
    [heard] = await office.says("小周", "/assign")
    assert heard.text == "您没有这项权限，可联系管理员郑主管、李主任。"


def is_code_like(line: str) -> bool:
    return len(line) >= 16 and line.isascii()


async def test_whoever_handed_everything_over_is_told_whom_to_ask(office: Office) -> None:
    await office.says("郑主管", "交接 李科 小周")
    await office.presses("郑主管", "交接")
    [heard] = await office.says("李科", "2-06 21亿")
    assert "可联系管理员郑主管" in heard.text
