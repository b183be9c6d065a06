"""A unit's group: bound by an administrator, for reporting only, off unless switched on."""

import itertools
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.chat import Incoming, RawEvent, Renumbered, Source, Text, plain_text
from bot.services.queues import QueuedUnitOfWork
from tests.dialogues.stored import audited, kept
from tests.office import Office

GROUP = "g-1"
Group = Callable[[str, str], "list[str]"]


@pytest.fixture
def group(office: Office) -> Group:
    """Says something in a group where groups are switched on; returns what is heard there."""
    ids = itertools.count(1)

    def says(who: str, text: str) -> list[str]:
        native = f"group{next(ids)}"
        source = Source("web", GROUP, office.accounts.get(who, who), private=False)
        event_id = happens(office, native, Text(source, text, native))
        with office.app.units() as uow:
            due = uow.outbox.due(office.app.clock.now(), 50, ["web"])
        return [plain_text(m.message) for m in due if m.key.startswith(f"reply:{event_id}:")]

    return says


def happens(office: Office, native: str, incoming: Incoming) -> int:
    """Something in the group, stored and handled; the event's id."""
    dispatch = replace(office.app.inbox.dispatch, groups=True)  # type: ignore[type-var]

    def handle(uow: QueuedUnitOfWork) -> int:
        uow.inbox.store("web", "dabiao", [RawEvent(native, GROUP, {})], office.app.clock.now())
        event = uow.inbox.waiting(1)[0]
        dispatch(uow, event, incoming)
        uow.inbox.done([event.id], office.app.clock.now())
        return event.id

    return office.app.transactions.run_now(handle)


def bound(office: Office) -> dict[str, str]:
    with office.app.units() as uow:
        units = uow.targets.units(uow.targets.departments()[0].id)
    return {u.name: u.group.chat for u in units if u.group}


async def test_an_administrator_binds_and_unbinds_a_group(office: Office, group: Group) -> None:
    assert group("郑主管", "/bind 交易科") == ["本群已绑定交易科。"]
    assert bound(office) == {"交易科": GROUP}
    assert group("郑主管", "/unbind") == ["本群已解除与交易科的绑定。"]
    assert bound(office) == {}
    assert audited(office, "bind") == [{"unit": "交易科"}]


async def test_a_group_that_was_given_another_id_stays_bound(office: Office, group: Group) -> None:
    group("郑主管", "/bind 交易科")
    happens(office, "moved", Renumbered(Source("web", GROUP, "", private=False), "g-2"))
    assert bound(office) == {"交易科": "g-2"}


async def test_a_group_belongs_to_one_unit(office: Office, group: Group) -> None:
    group("郑主管", "/bind 交易科")
    group("郑主管", "/bind 项目科")
    assert bound(office) == {"项目科": GROUP}


@pytest.mark.parametrize("who", ["小周", "李科", "钱局", "赵局"])
async def test_nobody_else_binds_a_group(office: Office, group: Group, who: str) -> None:
    assert group(who, "/bind 交易科") == ["您没有这项权限，可联系管理员郑主管。"]
    assert bound(office) == {}


async def test_an_unknown_unit_is_answered_with_those_there_are(office: Office, group: Group) -> None:
    [heard] = group("郑主管", "/bind 没有科")
    assert "没有“没有科”这个科室" in heard
    assert "交易科" in heard


async def test_the_units_own_people_report_in_its_group(office: Office, group: Group) -> None:
    group("郑主管", "/bind 交易科")
    assert "21亿元" in group("小周", "2-06 21亿")[-1]


@pytest.mark.parametrize(("who", "said"), [("小周", "/board"), ("小韩", "2-10 150万"), ("赵局", "/digest")])
async def test_what_others_may_not_see_is_not_said_in_a_group(
    office: Office, group: Group, who: str, said: str
) -> None:
    group("郑主管", "/bind 交易科")
    before = kept(office)
    assert group(who, said) == ["此功能请私聊使用。"]
    assert kept(office) == before


async def test_an_unbound_group_hears_nothing_of_the_figures(office: Office, group: Group) -> None:
    assert group("小周", "2-06 21亿") == ["此功能请私聊使用。"]


async def test_a_stranger_in_a_group_gets_no_answer(group: Group) -> None:
    assert group("nobody", "/bind 交易科") == []
    assert group("nobody", "/start wrong-code-1") == []


async def test_help_offers_groups_only_where_they_are_switched_on(office: Office) -> None:
    assert "绑定" not in (await office.says("郑主管", "/help"))[-1].text


async def test_ones_own_data_are_not_shown_in_a_group(office: Office, group: Group) -> None:
    group("郑主管", "/bind 交易科")
    for said in ("/mydata", "我的数据", "/leave", "删除我的数据"):
        assert group("小周", said) == ["此功能请私聊使用。"]
