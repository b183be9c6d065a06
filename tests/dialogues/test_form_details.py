"""What the forms need beside the table is asked once, in a workbook, shown, stored and remembered."""

import io
from collections.abc import Callable
from datetime import datetime

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from bot.services.form_details import details_of
from tests.dialogues.test_forms import file_in
from tests.forms.made import shown
from tests.office import Office


async def asked(office: Office) -> tuple[str, bytes]:
    await office.says("郑主管", "表格")
    return file_in(office, (await office.presses("郑主管", "补充表内信息"))[-1])


async def filled_in(office: Office, change: Callable[[Workbook], None]) -> tuple[str, bytes]:
    name, content = await asked(office)
    book = load_workbook(io.BytesIO(content))
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return name, stream.getvalue()


def some(book: Workbook) -> None:
    book["基本信息"]["B3"].value = "某市财政局"
    book["资金"]["B2"].value = 120.5
    book["资金"]["G2"].value = 70
    book["指标级次"]["C2"].value = "产出指标"


async def test_what_was_filled_in_is_shown_then_stored_then_on_the_forms(office: Office) -> None:
    name, content = await filled_in(office, some)
    assert name == "演示数据-表内信息2023年.xlsx"
    heard = (await office.sends("郑主管", name, content))[-1]
    assert heard.text.splitlines() == [
        "2023年表内信息",
        "主管部门：— → 某市财政局",
        "年度资金总额 年初预算数：— → 120.5",
        "年度资金总额 1-7月执行数：— → 70",
        "行政备案、行政确认、行政裁决、公共服务… 一级指标：— → 产出指标",
        "以上尚未保存。",
    ]
    assert (await office.presses("郑主管", "确认导入"))[-1].text == "已保存2023年表内信息4处。"
    rows = shown(file_in(office, (await office.says("郑主管", "表格 监控 1-5月"))[-1])[1])
    assert (rows[5][2], rows[7][4], rows[7][5], rows[21][1]) == ("某市财政局", 120.5, "", "产出指标")


async def test_what_is_known_is_in_the_workbook_and_not_asked_again(office: Office) -> None:
    await office.sends("郑主管", *await filled_in(office, some))
    await office.presses("郑主管", "确认导入")
    name, content = await asked(office)
    assert load_workbook(io.BytesIO(content))["基本信息"]["B3"].value == "某市财政局"
    heard = await office.sends("郑主管", name, content)
    assert heard[-1].text == "与已保存的2023年表内信息一致，无需更新。"


async def test_a_cell_that_was_emptied_is_blank_again(office: Office) -> None:
    await office.sends("郑主管", *await filled_in(office, some))
    await office.presses("郑主管", "确认导入")

    def emptied(book: Workbook) -> None:
        book["资金"]["B2"].value = None

    heard = (await office.sends("郑主管", *await filled_in(office, emptied)))[-1]
    assert "年度资金总额 年初预算数：120.5 → —" in heard.text


async def test_a_form_says_what_it_lacks_and_how_to_give_it(office: Office) -> None:
    heard = (await office.says("郑主管", "表格 监控 1-5月"))[-1]
    assert heard.text.splitlines()[-1] == (
        "表内信息未填：主管部门、实施单位、资金、年度总体目标、一级/二级指标。发“表格 表内信息”可一次填好。"
    )
    assert (
        file_in(office, (await office.says("郑主管", "表格 表内信息"))[-1])[0]
        == "演示数据-表内信息2023年.xlsx"
    )


async def test_who_only_reads_the_forms_is_not_asked_for_their_details(office: Office) -> None:
    heard = (await office.says("赵局", "表格"))[-1]
    assert "补充表内信息" not in heard.labels


async def test_a_mobile_number_is_stopped_and_not_kept(office: Office) -> None:
    def personal(book: Workbook) -> None:
        book["基本信息"]["B5"].value = "某局 13812345678"

    heard = await office.sends("郑主管", *await filled_in(office, personal))
    assert heard[-1].text.startswith("内容疑似含身份证号或手机号，已拦截，未保存。")


async def test_what_holds_every_year_is_there_the_next_year_and_money_is_not(office: Office) -> None:
    await office.sends("郑主管", *await filled_in(office, some))
    await office.presses("郑主管", "确认导入")
    with office.app.units() as uow:
        department = uow.targets.departments()[0]
        [first, *_] = uow.targets.indicators(department.id, 2023)
        found = details_of(uow, department, 2024)
    assert (found.authority, dict(found.funds), found.levels_of(first.cells)) == (
        "某市财政局",
        {},
        ("产出指标", None),
    )


async def test_an_old_button_stores_nothing_that_was_not_shown(office: Office) -> None:
    name, content = await filled_in(office, some)
    first = (await office.sends("郑主管", name, content))[-1]
    await office.sends("郑主管", name, content)
    await office.presses("郑主管", "确认导入")
    office.at_time(datetime(2023, 7, 3, 10))
    heard = await office.presses("郑主管", "确认导入", on=first)
    assert heard[-1].text == "与已保存的2023年表内信息一致，无需更新。"
