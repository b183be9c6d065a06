"""Coming in to the web chat by an invitation's link: a session nobody can plant, guess, steal or outstay."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.services import enrol
from bot.services.sign_in import hash_of, new_token
from storage import schema
from tests.security.served import COOKIE, NOBODY, OURS, Served
from tests.stores import Fill, pretend_office

WRONG = "abcdefghjkmnpqrstuvw"
REFUSED = {"error": "code_refused"}


@pytest.fixture
async def served(new_store: Callable[[Fill], str]) -> AsyncIterator[Served]:
    office = await Served.at(new_store(pretend_office))
    yield office
    await office.close()


def rows(served: Served, table: Any) -> list[dict[str, Any]]:
    with served.app.engine.connect() as connection:
        return [dict(r) for r in connection.execute(select(table)).mappings()]


# ---------------------------------------------------------------- the link


async def test_an_invitation_is_a_link_whose_code_no_server_is_told(served: Served) -> None:
    token = await served.signs_in("郑主管")
    await served.says(token, "邀请 小新 联络员 交易科", "e1")
    said = (await served.reads(token))[-1]
    assert "https://dabiao.example/enter#" in said
    assert "打开链接" in said


async def test_looking_at_a_link_does_not_use_it_up(served: Served) -> None:
    """What previews, mail filters and prefetching browsers do."""
    code = served.invitation("小周")
    for method in ("GET", "HEAD", "OPTIONS"):
        for path in ("/enter", f"/enter?code={code}", f"/api/enter?code={code}"):
            await served.client.request(method, path, headers={"Host": OURS["Host"]})
    assert (await served.enters(code)).status == 200


async def test_the_page_to_sign_in_on_sends_no_referrer_and_is_framed_by_nobody(served: Served) -> None:
    response = await served.gets("/enter", None)
    assert response.status == 200
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
    assert "form-action 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert response.headers["Cache-Control"] == "no-store"


async def test_the_first_time_the_secrecy_rule_is_said_and_later_that_there_is_one_more_browser(
    served: Served,
) -> None:
    with served.app.units() as uow:
        department = uow.targets.departments()[0]
        made = enrol.invite(
            uow,
            department.id,
            served._person(uow, "郑主管").posts,
            name="新人",
            now=served.app.clock.now(),
            days=7,
        )
        uow.commit()
    first = (await served.enters(made.code)).cookies[COOKIE].value
    assert "严禁" in (await served.reads(first))[0]
    second = await served.signs_in("新人")
    assert "另一个浏览器登录" in (await served.reads(first))[-1]
    assert await served.reads(first) == await served.reads(second)


# ---------------------------------------------------------------- codes


async def test_a_code_works_once(served: Served) -> None:
    code = served.invitation("小周")
    assert (await served.enters(code)).status == 200
    again = await served.enters(code)
    assert (again.status, await again.json()) == (403, REFUSED)
    assert COOKIE not in again.cookies


@pytest.mark.parametrize(
    "copied",
    ["{}", " {}\n", "/start {}", "/start@dabiao {}", "\u200b{}\u200b", "https://dabiao.example/enter#{}"],
)
async def test_a_code_works_however_it_was_copied(served: Served, copied: str) -> None:
    code = served.invitation("小周")
    assert (await served.enters(copied.format(code.upper()))).status == 200


async def test_wrong_used_expired_and_orphaned_codes_are_refused_alike(served: Served) -> None:
    used, expired = served.invitation("小周"), served.invitation("小周", timedelta(minutes=1))
    gone = served.invitation("小蒋")
    await served.enters(used)
    served.deactivate("小蒋")
    served.later(timedelta(minutes=2))
    for code in (used, expired, gone, WRONG):
        response = await served.enters(code)
        assert (response.status, await response.json()) == (403, REFUSED)


async def test_guessing_is_slowed_down_whatever_cookie_comes_along(served: Served) -> None:
    right, caught = served.invitation("小周"), []
    for n in range(7):
        response = await served.enters(WRONG, token=f"{n}" * 43)
        caught.append(response.status)
    assert caught == [403] * 5 + [429] * 2
    assert (await response.json(), response.headers["Retry-After"]) == (
        {"error": "slowly", "minutes": 1},
        "60",
    )
    assert (await served.enters(right)).status == 429  # a hit among too many tries is no hit
    served.later(timedelta(minutes=1))
    assert (await served.enters(right)).status == 200


async def test_who_guesses_cannot_pose_as_many_callers(served: Served) -> None:
    caught = [(await served.enters(WRONG, x_forwarded_for=f"10.0.0.{n}")).status for n in range(6)]
    assert caught[-1] == 429


async def test_behind_a_trusted_proxy_each_caller_is_counted_alone(new_store: Callable[[Fill], str]) -> None:
    served = await Served.at(new_store(pretend_office), web_proxies="127.0.0.0/8, 10.9.0.1")
    for n in range(6):  # what the caller claims stands further left, and is not believed
        response = await served.enters(WRONG, x_forwarded_for=f"8.8.8.{n}, 10.1.1.1, 10.9.0.1")
    assert response.status == 429
    other = await served.enters(served.invitation("小周"), x_forwarded_for="10.1.1.2, 10.9.0.1")
    assert other.status == 200
    await served.close()


@pytest.mark.parametrize("code", [None, 5, "", " ", "x" * 201, ["a"], {"a": 1}])
async def test_what_is_no_code_is_refused_before_anything_is_looked_up(served: Served, code: object) -> None:
    assert (await served.enters(code)).status == 400
    assert rows(served, schema.enrolment_attempt) == []


async def test_a_code_typed_in_the_conversation_is_not_used_there(served: Served) -> None:
    """Or whoever sits at somebody's open page would take over all of that person's browsers."""
    mine, other = await served.signs_in("小周"), served.invitation("郑主管")
    await served.says(mine, other, "e1")
    assert "已登录为小周" in (await served.reads(mine))[-1]
    assert (await served.enters(other)).status == 200


# ---------------------------------------------------------------- sessions


async def test_a_session_that_was_planted_stays_outside(served: Served) -> None:
    response = await served.enters(served.invitation("小周"), token=NOBODY)
    token = response.cookies[COOKIE].value
    assert token != NOBODY
    assert await served.is_in(token)
    assert not await served.is_in(NOBODY)


async def test_signing_in_ends_the_session_the_browser_had(served: Served) -> None:
    theirs = await served.signs_in("郑主管")  # planted: the attacker's own, or left on a shared computer
    response = await served.enters(served.invitation("小周"), token=theirs)
    mine = response.cookies[COOKIE].value
    assert [await served.is_in(t) for t in (theirs, mine)] == [False, True]


async def test_the_cookie_is_for_this_site_over_tls_and_for_no_script(served: Served) -> None:
    given = (await served.enters(served.invitation("小周"))).cookies[COOKIE]
    assert (given["secure"], given["httponly"], given["samesite"]) == (True, True, "Strict")
    assert (given["path"], given["domain"]) == ("/", "")


async def test_on_this_machine_alone_the_cookie_goes_without_tls(new_store: Callable[[Fill], str]) -> None:
    served = await Served.at(new_store(pretend_office), web_url="")
    here = {"Host": "127.0.0.1:8765", "Origin": "http://127.0.0.1:8765"}
    response = await served.enters(served.invitation("小周"), **here)
    given = response.cookies["dabiao"]
    assert (given["secure"], given["httponly"], given["samesite"]) == ("", True, "Strict")
    assert "Strict-Transport-Security" not in response.headers
    await served.close()


async def test_the_store_cannot_speak_in_anybodys_name(served: Served) -> None:
    token = await served.signs_in("小周")
    stored = [row["token_hash"] for row in rows(served, schema.web_session)]
    assert stored == [hash_of(token)]
    assert token not in str([rows(served, t) for t in schema.metadata.sorted_tables])
    assert not await served.is_in(stored[0][:43])


ROUTES = ("/api/hello", "/api/updates?wait=0", "/api/commands", f"/api/files/{'ab' * 32}")


@pytest.mark.parametrize(
    "token",
    [None, NOBODY, "p1", "", "ab" * 32, "../" * 10, "x" * 5000, hash_of(NOBODY), "小周".encode().hex()],
)
async def test_a_forged_cookie_opens_nothing(served: Served, token: str | None) -> None:
    before = {t.name: rows(served, t) for t in schema.metadata.sorted_tables}
    for path in ROUTES:
        response = await served.gets(f"{path}", token)
        assert (response.status, await response.json()) == (401, {"error": "signed_out"})
    for path in ("/api/events", "/api/uploads"):
        response = await served.posts(path, {"as": "p1", "id": "e1", "text": "2-06 21亿"}, token)
        assert response.status == 401
    assert (await served.posts("/api/clock", {"step": "hour"}, token)).status == 403
    assert {t.name: rows(served, t) for t in schema.metadata.sorted_tables} == before


async def test_nobody_is_whom_the_page_says(served: Served) -> None:
    """`as` is the demo's word."""
    token = await served.signs_in("小周")
    await served.posts("/api/events", {"as": "p2", "id": "e1", "text": "我的数据"}, token)
    view = await (await served.gets("/api/updates?as=p2&wait=0", token)).json()
    assert [p["name"] for p in view["personas"]] == ["小周"]
    assert {row["chat"] for row in rows(served, schema.inbox)} == {view["account"]}


async def test_a_session_ends_when_it_is_not_used(served: Served) -> None:
    token = await served.signs_in("小周")
    served.later(timedelta(days=34))
    assert await served.is_in(token)
    served.later(timedelta(days=2))
    assert not await served.is_in(token)


async def test_use_prolongs_a_session_and_a_page_left_open_does_not(served: Served) -> None:
    used, open_ = await served.signs_in("小周"), await served.signs_in("小周")
    for n in range(3):
        served.later(timedelta(days=15))
        await served.says(used, "帮助", f"e{n}")
        await served.gets("/api/updates?wait=0", open_)
    assert [await served.is_in(t) for t in (used, open_)] == [True, False]


async def test_a_session_ends_after_half_a_year_however_much_it_is_used(served: Served) -> None:
    token = await served.signs_in("小周")
    for n in range(17):
        served.later(timedelta(days=10))
        assert (await served.says(token, "帮助", f"e{n}")).status == 200
    served.later(timedelta(days=10))
    assert (await served.says(token, "帮助", "last")).status == 401


async def test_sessions_that_ended_by_themselves_are_swept_at_the_next_sign_in(served: Served) -> None:
    await served.signs_in("小周")
    served.later(timedelta(days=36))
    token = await served.signs_in("李科")
    assert [row["token_hash"] for row in rows(served, schema.web_session)] == [hash_of(token)]


# ---------------------------------------------------------------- leaving


async def test_signing_out_ends_the_session_here_and_leaves_others(served: Served) -> None:
    here, there = await served.signs_in("小周"), await served.signs_in("小周")
    response = await served.posts("/api/leave", {}, here)
    assert response.cookies[COOKIE].value == ""
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert [await served.is_in(t) for t in (here, there)] == [False, True]


async def test_signing_out_everywhere_ends_ones_own_and_nobody_elses(served: Served) -> None:
    here, there = await served.signs_in("小周"), await served.signs_in("小周")
    other = await served.signs_in("李科")
    await served.posts("/api/leave", {"everywhere": True}, here)
    assert [await served.is_in(t) for t in (here, there, other)] == [False, False, True]


async def test_logout_typed_in_a_chat_ends_all_sessions(served: Served) -> None:
    here, there = await served.signs_in("小周"), await served.signs_in("小周")
    await served.says(here, "退出登录", "e1")
    assert [await served.is_in(t) for t in (here, there)] == [False, False]


async def test_whoever_is_deactivated_is_out_at_once_even_on_a_page_that_waits(served: Served) -> None:
    token = await served.signs_in("小周")
    view = await (await served.gets("/api/updates?wait=0", token)).json()
    path = f"/api/updates?wait=25&after={view['cursor']}&state={view['state']}"
    waiting = asyncio.create_task(served.gets(path, token))
    await asyncio.sleep(0.2)
    assert not waiting.done()
    served.deactivate("小周")
    async with asyncio.timeout(8):
        assert (await waiting).status == 401
    assert rows(served, schema.web_session) == []


async def test_a_page_that_waits_hears_its_own_news_at_once_and_nothing_of_others(served: Served) -> None:
    mine, other = await served.signs_in("小周"), await served.signs_in("李科")
    await served.reads(mine)
    view = await (await served.gets("/api/updates?wait=0", mine)).json()
    path = f"/api/updates?wait=25&after={view['cursor']}&state={view['state']}"
    waiting = asyncio.create_task(served.gets(path, mine))
    await asyncio.sleep(0.2)
    await served.says(other, "帮助", "e1")
    await asyncio.sleep(0.3)
    assert not waiting.done()
    await served.says(mine, "帮助", "e2")
    async with asyncio.timeout(1):
        heard = await (await waiting).json()
    assert "帮助" in [e["text"] for e in heard["entries"]]


async def test_coming_back_does_not_revive_an_old_session(served: Served) -> None:
    token = await served.signs_in("小周")
    served.deactivate("小周")
    with served.app.units() as uow:
        uow.people.set_active(served._person(uow, "小周").id, True)
        uow.commit()
    assert not await served.is_in(token)


async def test_a_session_row_of_somebody_inactive_opens_nothing(served: Served) -> None:
    """Whatever way the person was switched off."""
    token = await served.signs_in("小周")
    with served.app.units() as uow:
        uow.people.set_active(served._person(uow, "小周").id, False)
        uow.commit()
    assert not await served.is_in(token)
    assert len(rows(served, schema.web_session)) == 1


async def test_a_new_code_from_the_administrator_ends_the_sessions_of_a_lost_phone(served: Served) -> None:
    lost, admin = await served.signs_in("小周"), await served.signs_in("郑主管")
    await served.says(admin, "名单 小周", "e1")
    await served.settle()
    view = await (await served.gets("/api/updates?wait=0", admin)).json()
    buttons = [b for row in view["entries"][-1]["message"]["buttons"] for b in row]
    option = next(b["id"] for b in buttons if "码" in b["label"])
    body = {"id": "e2", "option": option, "message": view["entries"][-1]["id"]}
    await served.posts("/api/events", body, admin)
    await served.settle()
    assert [await served.is_in(t) for t in (lost, admin)] == [False, True]


async def test_another_device_comes_in_by_a_link_that_lasts_ten_minutes(served: Served) -> None:
    first = await served.signs_in("小周")
    await served.says(first, "登录", "e1")
    code = (await served.reads(first))[-1].partition("/enter#")[2][: enrol.CODE_LENGTH]
    second = (await served.enters(code)).cookies[COOKIE].value
    assert await served.reads(first) == await served.reads(second)
    await served.says(first, "/login", "e2")
    late = (await served.reads(first))[-1].partition("/enter#")[2][: enrol.CODE_LENGTH]
    assert late != code
    served.later(timedelta(minutes=10))
    assert (await served.enters(late)).status == 403


async def test_erasing_somebody_leaves_no_session(served: Served) -> None:
    token = await served.signs_in("小周")
    with served.app.units() as uow:
        person = served._person(uow, "小周")
        uow.personal.erase(person.id, 1, "已离职1", event_id=None)
        uow.commit()
    assert not await served.is_in(token)
    assert rows(served, schema.web_session) == []


async def test_two_at_once_with_one_code_are_one(served: Served) -> None:
    code = served.invitation("小周")
    answers = await asyncio.gather(*(served.enters(code) for _ in range(4)))
    assert sorted(a.status for a in answers) == [200, 403, 403, 403]


def test_tokens_are_long_and_never_the_same() -> None:
    made = {new_token() for _ in range(1000)}
    assert (len(made), {len(token) for token in made}) == (1000, {43})
