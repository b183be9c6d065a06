"""Saying who answers for an indicator: typed, with buttons, and with the workbook."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot.domain.indicator import Direction, Indicator, Measure
from bot.domain.period import Rhythm
from seed.demo import TABLE
from tests.dialogues.stored import audited, kept
from tests.office import Heard, Office


def indicator(office: Office, code: str) -> Indicator:
    with office.app.units() as uow:
        department = uow.targets.departments()[0]
        return next(i for i in uow.targets.indicators(department.id, 2023) if i.code == code)


def attached(office: Office, heard: Heard) -> bytes:
    """The content of the document of a message."""
    document = heard.message.document
    assert document is not None
    with office.app.units() as uow:
        file = uow.messages.file(document.blob or "")
    assert file is not None
    assert file.content is not None
    return file.content


# ---------------------------------------------------------------- typed


async def test_what_nobody_answers_for_is_listed(office: Office) -> None:
    [heard] = await office.says("郑主管", "分配")
    assert "尚未分配的指标：1项" in heard.text
    assert heard.labels[0].startswith("2-14")


async def test_all_facts_in_one_line(office: Office) -> None:
    await office.says("郑主管", "分配 2-14 交易科 按季 权重 5 依申请 比率 越少越好")
    found = indicator(office, "2-14")
    assert (found.unit, found.rhythm, found.weight, found.by_application) == (
        "交易科",
        Rhythm.QUARTERLY,
        Decimal(5),
        True,
    )
    assert (found.measure, found.direction) == (Measure.RATE, Direction.LESS)
    assert found.assumed == frozenset()
    assert audited(office, "assign")[0]["code"] == "2-14"


async def test_several_indicators_at_once(office: Office) -> None:
    await office.says("郑主管", "分配 2-13、2-14 交易科")
    assert [indicator(office, c).unit for c in ("2-13", "2-14")] == ["交易科", "交易科"]


async def test_a_new_contact_reports_at_once_what_was_assigned(office: Office) -> None:
    await office.says("郑主管", "分配 2-14 交易科")
    await office.says("小周", "2-14 8900")
    await office.presses("小周", "确认")
    assert office.figures("2-14")[-1] == ("2023-06", "8900", "waiting")


async def test_a_unit_that_is_not_there_is_added_only_when_confirmed(office: Office) -> None:
    before = kept(office)
    await office.says("郑主管", "分配 2-14 人事科")
    assert kept(office) == before
    await office.presses("郑主管", "新建")
    assert indicator(office, "2-14").unit == "人事科"


async def test_of_several_units_the_first_answers_and_the_others_assist(office: Office) -> None:
    await office.says("郑主管", "分配 2-14 交易科、准入科")
    found = indicator(office, "2-14")
    assert (found.unit, found.assisting) == ("交易科", ("准入科",))


async def test_a_run_of_codes_is_assigned_at_once(office: Office) -> None:
    await office.says("郑主管", "分配 1-1到1-3 交易科 权重5%")
    found = [indicator(office, f"1-0{n}") for n in range(1, 5)]
    assert [i.unit for i in found] == ["交易科", "交易科", "交易科", "掌办专班"]
    assert [i.weight for i in found] == [5, 5, 5, None]


async def test_an_indicator_may_be_named_instead_of_coded(office: Office) -> None:
    await office.says("郑主管", "分配 特种设备 交易科")
    assert indicator(office, "2-14").unit == "交易科"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("9-99 交易科", "没有“9-99”"),
        ("2-14 交易科 每世纪", "没看懂“每世纪”"),
        ("交易科", "没看懂"),
        ("2-14 权重500 交易科", "没看懂“权重500”"),
    ],
)
async def test_what_cannot_be_read_assigns_nothing(office: Office, words: str, says: str) -> None:
    before = kept(office)
    assert says in (await office.says("郑主管", f"分配 {words}"))[-1].text
    assert kept(office) == before


# ---------------------------------------------------------------- buttons


async def test_a_unit_is_chosen_with_buttons_in_place(office: Office) -> None:
    [listed] = await office.says("郑主管", "分配")
    [card] = await office.presses("郑主管", listed.labels[0], on=listed)
    await office.presses("郑主管", "责任科室")
    heard = await office.presses("郑主管", "踏勘科")
    assert (card.key, heard[-1].key) == (listed.key, listed.key)
    assert indicator(office, "2-14").unit == "踏勘科"


async def test_a_weight_is_typed_after_its_button(office: Office) -> None:
    await office.says("郑主管", "分配 2-06")
    await office.presses("郑主管", "权重")
    assert "不是权重" in (await office.says("郑主管", "很多"))[-1].text
    await office.says("郑主管", "７.５分")
    assert indicator(office, "2-06").weight == Decimal("7.5")


async def test_what_is_assumed_is_confirmed_with_one_button(office: Office) -> None:
    await office.sends("郑主管", "目标表.txt", TABLE.read_bytes(), caption="2024年")
    await office.presses("郑主管", "确认导入")
    [card] = await office.says("郑主管", "分配 2-06")
    assert "报送频率：每月（暂定）" in card.text
    [settled] = await office.presses("郑主管", "以上都对")
    assert "（暂定）" not in settled.text
    assert "以上都对" not in settled.labels


# ---------------------------------------------------------------- the workbook


async def test_the_workbook_goes_out_is_corrected_and_comes_back(office: Office) -> None:
    [sent] = await office.says("郑主管", "分工表")
    book = load_workbook(BytesIO(attached(office, sent)))
    sheet = book.worksheets[0]
    headers = [c.value for c in sheet[1]]
    row = next(r for r in sheet.iter_rows(min_row=2) if r[0].value == "2-14")
    row[headers.index("责任科室")].value = "人事科"
    row[headers.index("报送频率")].value = "每季度"
    stream = BytesIO()
    book.save(stream)
    before = kept(office)
    [preview] = await office.sends("郑主管", "分工.xlsx", stream.getvalue())
    assert "责任科室 人事科、报送频率 每季度" in preview.text
    assert "新增科室1个" in preview.text
    assert kept(office) == before
    await office.presses("郑主管", "确认导入")
    assert (indicator(office, "2-14").unit, indicator(office, "2-14").rhythm) == (
        "人事科",
        Rhythm.QUARTERLY,
    )


async def test_an_unchanged_workbook_changes_nothing_it_did_not_know(office: Office) -> None:
    [sent] = await office.says("郑主管", "分工表")
    [heard] = await office.sends("郑主管", "分工.xlsx", attached(office, sent))
    assert "无需更新" in heard.text


async def test_a_wrong_cell_is_named(office: Office) -> None:
    [sent] = await office.says("郑主管", "分工表")
    book = load_workbook(BytesIO(attached(office, sent)))
    sheet = book.worksheets[0]
    column = [c.value for c in sheet[1]].index("报送频率")
    sheet[2][column].value = "有空就报"
    stream = BytesIO()
    book.save(stream)
    before = kept(office)
    [heard] = await office.sends("郑主管", "分工.xlsx", stream.getvalue())
    assert (
        f"单元格{sheet[2][column].coordinate}写的是“有空就报”，可填：每月、每季度、每半年、每年" in heard.text
    )
    assert kept(office) == before
