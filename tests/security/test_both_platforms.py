"""Every command about one's own and others' figures, for everybody, on both platforms: the same answer."""

import pytest
from sqlalchemy import select

from bot.chat import RawEvent, Source, Text, message_from_json, plain_text
from handlers.commands import COMMANDS
from storage import schema
from tests.office import Office

PEOPLE = ("小周", "小韩", "李科", "钱局", "赵局", "郑主管", "小吴", "stranger")
PLATFORMS = ("web", "telegram")
STRANGERS_ANSWER = "本助手仅供受邀人员使用。如有开通码，请直接发送。"
ABOUT_2_06 = ("企业节省", "30亿", "25亿", "28亿")
"""What only those may read who see indicator 2-06: its name and yardsticks."""


def answers(office: Office, platform: str, who: str, said: str) -> list[str]:
    """What is answered to words; nothing of it is committed, so that each meets the same office."""
    account = office.accounts.get(who, who)
    source = Source(platform, account, account)
    box = schema.outbox
    with office.app.units() as uow:
        last = uow.connection.scalar(select(box.c.id).order_by(box.c.id.desc()).limit(1)) or 0
        uow.inbox.store("web", "dabiao", [RawEvent("now", account, {})], office.app.clock.now())
        [event] = uow.inbox.waiting(1)
        office.app.inbox.dispatch(uow, event, Text(source, said, "m"))
        query = select(box.c.body).where(
            box.c.id > last, box.c.platform == platform, box.c.chat == account, box.c.kind == "reply"
        )
        return [plain_text(message_from_json(b)) for b in uow.connection.scalars(query.order_by(box.c.id))]


@pytest.fixture
def known_on_both(office: Office) -> Office:
    """Everybody has the same account on Telegram; 小吴 has left."""
    with office.app.units() as uow:
        everybody = uow.people.in_department(uow.targets.departments()[0].id)
        for person in everybody:
            if account := office.accounts.get(person.name):
                uow.people.link_account("telegram", account, account, person.id, office.app.clock.now())
        uow.people.set_active(next(p.id for p in everybody if p.name == "小吴"), False)
        uow.commit()
    return office


@pytest.mark.parametrize("who", PEOPLE)
def test_a_command_is_answered_alike_on_both_platforms(known_on_both: Office, who: str) -> None:
    said = [f"/{c.name} {rest}" for c in COMMANDS for rest in ("2-06 21亿", "2-10 142万")]
    heard = {p: [answers(known_on_both, p, who, words) for words in said] for p in PLATFORMS}
    assert all(heard["web"])
    assert heard["web"] == heard["telegram"]
    if who in ("小吴", "stranger"):
        assert heard["web"] == [[STRANGERS_ANSWER]] * len(said)
    if who == "小韩":
        shown = "\n".join(words for found in heard["web"] for words in found)
        assert "施工图审核面积" in shown
        assert [secret for secret in ABOUT_2_06 if secret in shown] == []
