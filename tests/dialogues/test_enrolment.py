"""Enrolment codes: single use, expiring, slowed when guessed; strangers learn nothing."""

import re
from datetime import datetime, timedelta

import pytest

from tests.dialogues.stored import kept, linked, words_received
from tests.office import Heard, Office

REFUSED = "开通码无效或已失效，请向发码人重新索取。"
STRANGER = "本助手仅供受邀人员使用。如有开通码，请直接发送。"
NOW = datetime(2023, 7, 3, 9, 30)


def code_in(heard: list[Heard]) -> str:
    found = re.search(r"^[\w-]{20}$", heard[-1].text, re.MULTILINE)
    assert found is not None, heard[-1].text
    return found[0]


async def invited(office: Office, words: str = "小王 联络员 交易科") -> str:
    return code_in(await office.says("郑主管", f"邀请 {words}"))


async def test_the_first_message_after_enrolment_carries_the_secrecy_rule(office: Office) -> None:
    [welcome] = await office.says("phone", f"/start {await invited(office)}")
    assert "小王，欢迎使用" in welcome.text
    assert "联络员（交易科）" in welcome.text
    assert "严禁报送国家秘密、工作秘密、身份证号、手机号、办件人信息" in welcome.text


async def test_a_code_works_without_the_command(office: Office) -> None:
    await office.says("phone", await invited(office))
    assert linked(office)["phone"] == "小王"


async def test_a_code_may_be_read_out_and_typed_in_capitals(office: Office) -> None:
    code = await invited(office)
    assert set(code) & set("01oilOIL-_") == set()
    await office.says("phone", code.capitalize())
    assert linked(office)["phone"] == "小王"


async def test_a_code_works_once_even_with_two_devices(office: Office) -> None:
    code = await invited(office)
    await office.says("phone", f"/start {code}")
    assert [h.text for h in await office.says("tablet", f"/start {code}")] == [REFUSED]
    assert "tablet" not in linked(office)


async def test_an_expired_code_gets_the_same_answer_as_a_wrong_one(office: Office) -> None:
    code = await invited(office)
    office.at_time(NOW + timedelta(days=7))
    assert [h.text for h in await office.says("phone", f"/start {code}")] == [REFUSED]


async def test_only_a_hash_of_the_code_is_kept_with_the_invitation(office: Office) -> None:
    code = await invited(office)
    assert code not in str(kept(office)["invitation"])


@pytest.mark.parametrize("said", ["名单", "2-06 21亿", "/help", "你好", "/start", "👍", "邀请 我 管理员"])
async def test_a_stranger_gets_a_short_answer_that_reveals_nothing(office: Office, said: str) -> None:
    before = kept(office)
    assert [h.text for h in await office.says("nobody", said)] == [STRANGER]
    assert kept(office) == before


async def test_after_five_tries_a_stranger_has_to_wait(office: Office) -> None:
    for _ in range(5):
        assert [h.text for h in await office.says("nobody", "/start wrong-code-1")] == [REFUSED]
    code = await invited(office)
    assert "尝试次数过多" in (await office.says("nobody", f"/start {code}"))[-1].text
    office.at_time(NOW + timedelta(minutes=2))
    assert "小王，欢迎使用" in (await office.says("nobody", f"/start {code}"))[-1].text


async def test_the_wait_grows_with_every_further_try(office: Office) -> None:
    for _ in range(6):
        await office.says("nobody", "/start wrong-code-1")
    office.at_time(NOW + timedelta(seconds=70))
    await office.says("nobody", "/start wrong-code-2")
    office.at_time(NOW + timedelta(seconds=140))
    assert "尝试次数过多" in (await office.says("nobody", "/start wrong-code-3"))[-1].text


async def test_a_right_code_clears_the_count(office: Office) -> None:
    for _ in range(4):
        await office.says("phone", "/start wrong-code-1")
    await office.says("phone", f"/start {await invited(office)}")
    for _ in range(4):
        assert [h.text for h in await office.says("phone", "/start wrong-code-1")] == [REFUSED]


async def test_start_of_somebody_enrolled_is_a_call_for_help(office: Office) -> None:
    assert "上报" in (await office.says("小周", "/start"))[-1].text


async def test_a_second_account_of_the_same_person_works_beside_the_first(office: Office) -> None:
    await office.says("郑主管", "名单 小周")
    code = code_in(await office.presses("郑主管", "重发开通码"))
    await office.says("phone", f"/start {code}")
    assert linked(office) | {"phone": "小周", office.accounts["小周"]: "小周"} == linked(office)


async def test_somebody_elses_code_moves_the_account_only_after_a_question(office: Office) -> None:
    code = await invited(office, "新科长 科室负责人 交易科")
    account = office.accounts["小吴"]
    heard = await office.says("小吴", f"/start {code}")
    assert heard[-1].text == "这个开通码是给新科长的，当前账号属于小吴。要改用新科长的身份吗？"
    assert linked(office)[account] == "小吴"
    await office.presses("小吴", "改用新科长")
    assert linked(office)[account] == "新科长"


async def test_leaving_it_keeps_account_and_code(office: Office) -> None:
    code = await invited(office)
    await office.says("小吴", code)
    await office.presses("小吴", "保持不变")
    assert linked(office)[office.accounts["小吴"]] == "小吴"
    await office.says("phone", code)
    assert linked(office)["phone"] == "小王"


async def test_secrets_of_strangers_are_not_kept(office: Office) -> None:
    await office.says("nobody", "我的手机号是13812345678")
    assert "13812345678" not in words_received(office)


async def test_secrets_are_stopped_and_not_kept(office: Office) -> None:
    heard = await office.says("小周", "2-06 21亿 联系人13812345678")
    assert "已拦截，未保存" in heard[-1].text
    assert "13812345678" not in words_received(office)


async def test_a_file_with_secrets_is_not_kept(office: Office) -> None:
    heard = await office.sends("郑主管", "说明.txt", "机密★3年 本年度目标".encode("gb18030"))
    assert "已拦截，未保存" in heard[-1].text
    assert "本年度目标" not in words_received(office)
    with office.app.units() as uow:
        assert uow.messages.file("0" * 64) is None


async def test_a_file_name_with_a_secret_is_not_kept(office: Office) -> None:
    heard = await office.sends("小周", "13812345678.jpg", b"picture", mime="image/jpeg")
    assert "已拦截，未保存" in heard[-1].text
    assert "13812345678" not in words_received(office)
