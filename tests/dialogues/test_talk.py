"""Talking as people talk: hello, what is left, that was wrong; answers that are no answers."""

import pytest

from bot.degrade import width
from tests.office import Office


async def test_the_numbers_of_the_list_on_the_screen_keep_their_meaning(office: Office) -> None:
    await office.says("小周", "上报")
    await office.says("小周", "1 21亿")
    await office.presses("小周", "确认")
    heard = await office.says("小周", "2 4600")
    assert "2-07" in heard[-1].text
    assert "6月（累计）：4600件（+750件）" in heard[-1].text
    heard = await office.says("小周", "3 8.9亿")
    assert "2-08" in heard[-1].text


@pytest.mark.parametrize("word", ["你好", "您好！", "在吗", "早上好"])
async def test_a_greeting_is_returned_with_what_is_open(office: Office, word: str) -> None:
    heard = await office.says("小韩", word)
    assert heard[-1].text.startswith("您好！还有待报：\n1 2-10")


@pytest.mark.parametrize("word", ["你好", "谢谢", "收到"])
async def test_a_leader_is_greeted_too(office: Office, word: str) -> None:
    heard = await office.says("赵局", word)
    assert heard[-1].text.startswith("您好！发“简报”")


async def test_the_numbers_after_a_courtesy_may_be_used(office: Office) -> None:
    await office.says("小周", "上报")
    await office.says("小周", "1 21亿")
    await office.presses("小周", "确认")
    heard = await office.says("小周", "收到")
    assert "1 2-07" in heard[-1].text
    heard = await office.says("小周", "1 4600")
    assert "6月（累计）：4600件（+750件）" in heard[-1].text


@pytest.mark.parametrize("words", ["还有哪些没报", "还差哪些？", "还剩几个没报", "我还有什么要报的"])
async def test_asking_what_is_left_lists_it(office: Office, words: str) -> None:
    heard = await office.says("小施", words)
    assert heard[-1].text.splitlines()[0] == "待报2项（7月7日周五截止）"


@pytest.mark.parametrize("words", ["刚才报错了", "报错了", "刚才那个数报错了", "填错了"])
async def test_a_mistake_is_mended_from_the_figures_last_given(office: Office, words: str) -> None:
    await office.says("小周", "2-07 4600")
    await office.presses("小周", "确认")
    heard = await office.says("小周", words)
    assert heard[-1].labels[0] == "2-07 6月 4600件"
    await office.presses("小周", "2-07 6月 4600件")
    heard = await office.says("小周", "4650")
    assert "4600件 → 4650件" in heard[-1].text


async def test_a_mistake_noticed_before_confirming_cancels(office: Office) -> None:
    await office.says("小周", "2-07 4600")
    heard = await office.says("小周", "报错了")
    assert heard[-1].text == "已取消，没有保存任何数据。"


@pytest.mark.parametrize("words", ["电子档案 2.8万", "电子当案 2.8万", "2-03 2.8万"])
async def test_a_figure_with_its_name_is_not_taken_for_a_reason(office: Office, words: str) -> None:
    await office.says("小蒋", "5月 2-04 2200")
    heard = await office.says("小蒋", words)
    assert "6月（累计）：2.8万（+4900）" in heard[-1].text


@pytest.mark.parametrize("words", ["450", "本月450", "2.9万", "好的", "收到"])
async def test_a_number_or_a_courtesy_is_no_reason(office: Office, words: str) -> None:
    await office.says("小蒋", "5月 2-04 2200")
    heard = await office.says("小蒋", words)
    assert heard[-1].text == "请用几个字说明原因，如：申请量少；也可直接点按钮。"
    heard = await office.says("小蒋", "5月漏了两天的数")
    assert "原为2150，更正原因：5月漏了两天的数" in heard[-1].text


async def test_a_courtesy_is_not_noted_as_why_a_figure_is_low(office: Office) -> None:
    await office.says("小韩", "2-11 20")
    await office.presses("小韩", "确认")
    heard = await office.says("小韩", "收到")
    assert heard[-1].text == "请用几个字说明原因，如：申请量少；也可直接点按钮。"


@pytest.mark.parametrize("words", ["9-99 12", "2-99", "2-15 300"])
async def test_an_unknown_code_is_named_even_while_a_figure_is_asked_for(office: Office, words: str) -> None:
    await office.says("小周", "2-07")
    heard = await office.says("小周", words)
    assert heard[-1].text.startswith(f"没有找到与“{words.split()[0]}”对应的指标")


@pytest.mark.parametrize("words", ["都通过", "全部通过"])
async def test_a_lead_passes_everything_in_words(office: Office, words: str) -> None:
    await office.says("小周", "2-07 4600")
    await office.presses("小周", "确认")
    await office.says("李科", words)
    assert office.figures("2-07")[-1] == ("2023-06", "4600", "reviewed")


async def test_no_line_of_an_answer_is_wider_than_a_phone(office: Office) -> None:
    answers = [await office.says("小蒋", "2-01 5960/5990"), await office.says("小周", "2-07 4600")]
    answers.append(await office.says("小周", "往月 2-07"))
    lines = [line for heard in answers for line in heard[-1].text.splitlines()[1:]]
    assert [line for line in lines if width(line) > 36] == []


async def test_one_that_is_in_already_does_not_keep_the_others_out(office: Office) -> None:
    await office.says("小周", "2-07 4600")
    await office.presses("小周", "确认")
    heard = await office.says("小周", "2-07 4600件，2-09 338亿")
    assert heard[-1].text.splitlines()[:2] == [
        "2-09 公共资源交易平台交易额",
        "6月（累计）：338亿元（+46亿元）",
    ]


async def test_a_note_added_to_a_figure_is_no_correction(office: Office) -> None:
    await office.says("小周", "2-08 8.9亿")
    await office.presses("小周", "确认")
    heard = await office.says("小周", "2-08 8.9亿，较上月多1亿，其中货物类5亿")
    assert "备注：较上月多1亿，其中货物类5亿" in heard[-1].text
    assert "更正" not in heard[-1].text


@pytest.mark.parametrize("words", ["稍后", "稍后再报", "晚点报", "我在开会，等会儿再报"])
async def test_later_is_understood(office: Office, words: str) -> None:
    heard = await office.says("小孔", words)
    assert heard[-1].text == "好的。还有2项待报，方便时发“上报”即可。"


@pytest.mark.parametrize("words", ["取消", "算了", "/cancel", "撤销"])
async def test_with_nothing_to_cancel_the_ways_back_are_named(office: Office, words: str) -> None:
    await office.says("小韩", "2-10 142万")
    await office.presses("小韩", "取消")
    heard = await office.says("小韩", words)
    assert heard[-1].text == "没有要取消的操作。已报的数可发“撤回”或“更正”。"


@pytest.mark.parametrize("words", ["小吴报了吗", "都报了吧", "什么时候截止", "截止哪天？"])
async def test_asking_whether_and_until_when_shows_the_list(office: Office, words: str) -> None:
    heard = await office.says("小周", words)
    assert heard[-1].text.splitlines()[0] == "待报4项（7月7日周五截止）"


@pytest.mark.parametrize("words", ["都和上次一样", "和上期一样", "都跟上月一样"])
async def test_all_as_last_time_may_be_typed(office: Office, words: str) -> None:
    heard = await office.says("小施", words)
    assert heard[-1].text.splitlines()[0] == "读到2项："


@pytest.mark.parametrize("words", ["3 8.9亿", "第三个 8.9亿", "6月 2-08 8.9亿"])
async def test_a_numbered_or_dated_figure_is_not_taken_for_a_reason(office: Office, words: str) -> None:
    await office.says("小周", "上报")
    await office.says("小周", "5月 2-07 3900")
    heard = await office.says("小周", words)
    assert "3900" not in heard[-1].text
    assert "2-08" in heard[-1].text


@pytest.mark.parametrize("words", ["2-07口径", "口径 2-07", "请问2-07怎么算的", "交易量怎么样"])
async def test_a_question_about_an_indicator_is_answered(office: Office, words: str) -> None:
    heard = await office.says("小周", words)
    assert heard[-1].text.startswith("2-07 公共资源交易平台交易量\n责任科室：交易科")


async def test_a_figure_grouped_by_ten_thousands_is_read(office: Office) -> None:
    heard = await office.says("小周", "2-06 21,0000,0000")
    assert "6月（累计）：21亿元（+4亿元）" in heard[-1].text
