"""Bad input gets an answer: what was understood, what is wrong, an example. Nothing stored changes."""

import pytest

from tests.office import Office


def everything(office: Office) -> list[object]:
    """What is stored of figures."""
    return [
        office.figures(f"{d}-{n:02d}")
        for d, count in ((1, 4), (2, 14), (3, 4), (4, 4))
        for n in range(1, count + 1)
    ]


@pytest.mark.parametrize(
    ("who", "text", "says"),
    [
        ("小周", "9-99 3", ["9-99", "2-03 3.2万"]),
        ("小周", "图书馆藏书 3万", ["图书馆藏书", "电子档案 3.2万"]),
        ("小周", "2-07 4600万元", ["元", "件", "正确示例"]),
        ("小韩", "2-10 142万件", ["件", "平方米", "正确示例"]),
        ("小周", "@#¥%……&*", ["没看懂", "2-06 17亿元"]),
        ("小周", "😀😀😀", ["没看懂", "2-06 17亿元"]),
        ("小周", "一" * 5000, ["5000", "2000", "2-03 3.2万"]),
        ("小周", "8月 2-07 5000", ["8月还没有结束"]),
        ("小周", "2022年12月 2-07 5000", ["已锁定"]),
        ("小周", "2-10 142万", ["不归您填报", "郑主管"]),
        ("小周", "2-07 1e400", ["大得不合常理", "正确示例"]),
        ("小周", "2-08 4600", ["“4600元”、“4600亿元”都不合常理", "如：7.9亿元"]),
        ("小周", "2-07 NaN", ["读不出", "正确示例"]),
        ("小周", "2-07 -5", ["不能为负", "正确示例"]),
        ("小蒋", "2-01 2991/0", ["分母不能为0", "2991/3000"]),
        ("小周", "2-07 很多", ["正确示例"]),
        ("小周", "2-07 4 6 0 0", ["正确示例"]),
        ("赵局", "2-07 4600", ["联络员", "查 2-07"]),
        ("小周", "/nonsense", ["/nonsense", "帮助"]),
        ("小周", "2-07 4600 联系人13812345678", ["手机号", "未保存"]),
        ("小周", "机密★2年 2-07 4600", ["密级", "未保存"]),
    ],
)
async def test_the_answer_says_what_is_wrong_and_what_would_be_right(
    office: Office, who: str, text: str, says: list[str]
) -> None:
    before = everything(office)
    heard = await office.says(who, text)
    assert [w for w in says if w not in heard[-1].text] == []
    assert everything(office) == before


async def test_a_number_without_an_indicator_asks_which_one_when_several_are_open(office: Office) -> None:
    heard = await office.says("小蒋", "3000")
    assert heard[-1].text == "“3000”是哪个指标的？"
    assert [x[:4] for x in heard[-1].labels] == ["2-04", "2-05", "2-03", "取消"]


@pytest.mark.parametrize(
    "text", ["２－０７　４６００", "2-07：4，600", "2-07 四千6百", "2-07 4600件。", "2—07 4600"]
)
async def test_full_width_and_mixed_digits_are_read(office: Office, text: str) -> None:
    heard = await office.says("小周", text)
    assert "6月（累计）：4600件（+750件）" in heard[-1].text


async def test_separators_that_nobody_sees_are_no_lines(office: Office) -> None:
    [heard] = await office.says("小周", "说不清的话" + "\x1d" * 20 + "拆分")
    assert heard.text.startswith("没看懂“说不清的话")


async def test_html_in_a_note_is_plain_text(office: Office) -> None:
    heard = await office.says("小周", "2-07 4600 <b>加急</b>")
    assert "<b>加急</b>" in heard[-1].text


async def test_what_was_stopped_is_not_kept_anywhere(office: Office) -> None:
    await office.says("小周", "2-07 4600 联系人13812345678")
    with office.app.units() as uow:
        connection = uow.connection
        tables = ("inbox", "outbox", "revision", "audit", "dialogue", "option")
        stored = [str(connection.exec_driver_sql(f"SELECT * FROM {t}").fetchall()) for t in tables]  # noqa: S608
    assert all(stored)
    assert [s for s in stored if "13812345678" in s] == []
