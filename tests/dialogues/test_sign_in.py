"""登录 and 退出登录 in a conversation: who gets a link, where, and where not."""

from sqlalchemy import select

from bot.services.sign_in import hash_of, new_token
from storage import schema
from tests.dialogues.test_evidence import make_public
from tests.office import Office

LINK = "https://dabiao.example/enter#{code}"


def invitations(office: Office) -> int:
    with office.app.engine.connect() as connection:
        return len(connection.execute(select(schema.invitation.c.id)).all())


async def test_where_there_is_no_web_chat_for_others_no_link_is_given(office: Office) -> None:
    before = invitations(office)
    [answer] = await office.says("小周", "登录")
    assert answer.text == "网页版未对其他浏览器开放，可联系管理员郑主管。"
    assert invitations(office) == before


async def test_a_link_is_for_ten_minutes_and_the_one_before_works_no_more(office: Office) -> None:
    office.app.links["web"] = LINK
    [first] = await office.says("小周", "登录")
    assert "https://dabiao.example/enter#" in first.text
    assert "10分钟内有效，仅限一次" in first.text
    await office.says("小周", "/login")
    with office.app.engine.connect() as connection:
        used = connection.scalars(select(schema.invitation.c.used_at).order_by(schema.invitation.c.id)).all()
    assert [u is None for u in used[-2:]] == [False, True]


async def test_a_link_is_not_given_on_a_platform_of_others(office: Office) -> None:
    office.app.links["web"] = LINK
    make_public(office)
    before = invitations(office)
    [answer] = await office.says("小周", "登录")
    assert answer.text == "此平台不发登录链接。请在网页版里发“登录”，或请管理员郑主管重发开通码。"
    assert invitations(office) == before


async def test_signing_out_says_of_how_many_browsers(office: Office) -> None:
    [nowhere] = await office.says("小周", "退出登录")
    assert nowhere.text == "网页版没有登录中的浏览器。"
    with office.app.units() as uow:
        account = uow.people.account("web", office.accounts["小周"])
        assert account is not None
        for _ in range(2):
            uow.sessions.add(hash_of(new_token()), account.person_id, office.app.clock.now())
        uow.commit()
    [out] = await office.says("小周", "/logout")
    assert out.text == "已退出网页版的全部登录（2处）。再次登录需新的开通码。"
    with office.app.engine.connect() as connection:
        assert connection.execute(select(schema.web_session)).all() == []


async def test_they_are_offered_only_where_the_web_chat_is_served_to_others(office: Office) -> None:
    for command in ("登录", "退出登录"):
        assert command not in "".join(h.text for h in await office.says("小周", "帮助"))
