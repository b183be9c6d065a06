"""Tables of other layouts in chat: shown first, partial, with the year and unknown columns asked for."""

import io
from collections.abc import Callable

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.services.ports import IndicatorFacts
from seed.demo import TABLE
from seed.published_table import read_table
from tests.dialogues.stored import audited, kept
from tests.office import Office
from tests.seed import layouts as made

HEADER = ("三级指标", "年度指标值", "实际完成值")
STORED = read_table(TABLE.read_bytes(), "表.txt")
NAME = dict(zip(STORED.codes, (row.indicator for row in STORED.rows), strict=True))
TARGET = dict(zip(STORED.codes, (row.annual_target for row in STORED.rows), strict=True))


def evaluation(*rows: tuple[object, ...], year: str = "（2023年度）") -> bytes:
    return made.workbook((("项目支出绩效自评表",), (year,), HEADER, *rows, ("总分", None, None)))


def targets(office: Office, year: int = 2023) -> dict[str, str | None]:
    with office.app.units() as uow:
        found = uow.targets.indicators(uow.targets.departments()[0].id, year)
    return {i.code: i.cells.annual_target for i in found}


async def test_a_table_of_some_indicators_leaves_the_others_alone(office: Office) -> None:
    before = kept(office)
    content = evaluation((NAME["2-10"], "350万平方米", "340万平方米"), (NAME["2-06"], TARGET["2-06"], "1"))
    [heard] = await office.sends("郑主管", "自评表.xlsx", content)
    assert "新增0项、变化1项、未变1项；表里没有的24项不动" in heard.text
    assert "年度指标值：340万平方米 → 350万平方米" in heard.text
    assert "完成值不导入" in heard.text
    assert "移出" not in heard.text
    assert kept(office) == before
    await office.presses("郑主管", "确认导入")
    assert targets(office) == {**TARGET, "2-10": "350万平方米"}
    assert kept(office)["revision"] == before["revision"]


async def test_new_indicators_get_codes_of_a_free_duty_and_overwrite_nothing(office: Office) -> None:
    rows = [
        ("企业开办时限", "≤1个工作日", "1"),
        ("帮办代办件数", "3000件", "1"),
        (NAME["1-02"], TARGET["1-02"], ""),
    ]
    [heard] = await office.sends("郑主管", "自评表.xlsx", evaluation(*rows))
    assert "新增2项、变化0项、未变1项；表里没有的25项不动" in heard.text
    assert "5-01 企业开办时限 ≤1个工作日" in heard.text
    assert "编号另用空号" in heard.text
    await office.presses("郑主管", "确认导入")
    assert targets(office) == {**TARGET, "5-01": "≤1个工作日", "5-02": "3000件"}
    [heard] = await office.sends("郑主管", "再来.xlsx", evaluation(*rows, ("投诉件数", "≤5件", "")))
    assert "5-03 投诉件数" in heard.text
    assert "未变3项" in heard.text


async def test_the_published_table_finds_again_what_came_without_a_duty(office: Office) -> None:
    """First a table without duties, then the whole one: the same indicators, with their codes."""
    rows = [(NAME[code], TARGET[code], "") for code in ("1-01", "2-06", "3-04")]
    await office.sends("郑主管", "自评表.xlsx", evaluation(*rows, year="（2024年度）"))
    await office.presses("郑主管", "确认导入")
    assert list(targets(office, 2024)) == ["1-01", "1-02", "1-03"]
    [heard] = await office.sends("郑主管", "目标表.txt", TABLE.read_bytes(), caption="2024年")
    assert "新增23项、变化3项、移出0项" in heard.text
    await office.presses("郑主管", "确认导入")
    assert sorted(t or "" for t in targets(office, 2024).values()) == sorted(t or "" for t in TARGET.values())


async def test_what_was_said_a_year_before_is_kept_for_an_indicator_of_that_name(office: Office) -> None:
    row = (NAME["1-01"], TARGET["1-01"], "")
    await office.sends("郑主管", "自评表.xlsx", evaluation(row, year="（2024年度）"))
    await office.presses("郑主管", "确认导入")
    with office.app.units() as uow:
        [found] = uow.targets.indicators(uow.targets.departments()[0].id, 2024)
    assert (found.unit, "responsible_unit" in found.assumed) == ("政务服务科", True)


async def test_a_name_nearly_the_same_is_pointed_out(office: Office) -> None:
    content = evaluation((NAME["2-10"] + "数", "350万平方米", ""))
    [heard] = await office.sends("郑主管", "自评表.xlsx", content)
    assert f"如就是2-10 {NAME['2-10']}，请改成同名再导入" in heard.text


async def test_a_name_that_several_indicators_have_is_left_alone(office: Office) -> None:
    with office.app.units() as uow:
        department = uow.targets.departments()[0].id
        cells = next(i.cells for i in uow.targets.indicators(department, 2023) if i.code == "2-10")
        facts = IndicatorFacts(None, "cumulative", "more", "monthly", None, False, None, frozenset())
        uow.targets.add_indicator(department, 2023, "4-09", cells, facts, ())
        uow.commit()
    before = kept(office)
    [heard] = await office.sends("郑主管", "自评表.xlsx", evaluation((NAME["2-10"], "999万平方米", "")))
    assert "有多项指标同名，未动1项" in heard.text
    assert "2-10、4-09" in heard.text
    assert heard.labels == []
    assert kept(office) == before


async def test_the_forms_the_bot_writes_are_no_change(office: Office) -> None:
    """执行监控表 and the finance system's sheet write ≥30亿元 for 30亿元: the target is the same."""
    for form in ("表格 监控 1-6月", "表格 自评"):
        heard = await office.says("郑主管", form)
        [file] = [h.message.document for h in heard if h.message.document]
        [answer] = await office.sends("郑主管", "回传.xlsx", content_of(office, file.blob))
        assert "26项与已保存的2023年目标一致，无需更新；表里没有的0项不动" in answer.text
        assert answer.labels == []


def content_of(office: Office, blob: str | None) -> bytes:
    with office.app.units() as uow:
        file = uow.messages.file(blob or "")
    assert file is not None
    assert file.content is not None
    return file.content


# ---------------------------------------------------------------- the year


async def test_without_a_year_in_its_title_a_table_is_asked_about(office: Office) -> None:
    before = kept(office)
    content = evaluation((NAME["2-10"], "350万平方米", ""), year="填报日期：2024年1月15日")
    [heard] = await office.sends("郑主管", "自评表.xlsx", content)
    assert heard.text == "这份目标表是哪一年的？"
    assert heard.labels == ["2022", "2023", "2024"]
    assert kept(office) == before
    [_, heard] = await office.presses("郑主管", "2023")
    assert "2023年绩效目标表" in heard.text
    assert "340万平方米 → 350万平方米" in heard.text


async def test_a_year_beside_the_file_is_taken(office: Office) -> None:
    content = evaluation((NAME["2-10"], "350万平方米", ""), year="某局")
    [heard] = await office.sends("郑主管", "自评表.xlsx", content, caption="2023年的")
    assert "340万平方米 → 350万平方米" in heard.text


async def test_a_title_of_another_year_is_pointed_out(office: Office) -> None:
    content = evaluation((NAME["2-10"], "350万平方米", ""), year="（2022年度）")
    [heard] = await office.sends("郑主管", "自评表.xlsx", content, caption="2023年的")
    assert "2023年绩效目标表" in heard.text
    assert "表题为2022年，按2023年导入，请核对年度。" in heard.text
    [heard] = await office.sends("郑主管", "自评表.xlsx", content)
    assert "2022年绩效目标表" in heard.text
    assert "请核对年度" not in heard.text
    await office.presses("郑主管", "换年度", on=heard)
    [_, heard] = await office.presses("郑主管", "2023")
    assert "表题为2022年，按2023年导入，请核对年度。" in heard.text


async def test_what_nobody_sees_in_the_sheet_is_pointed_out(office: Office) -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[4].hidden = True
        sheet.column_dimensions["C"].hidden = True

    content = changed_sheet(
        evaluation((NAME["2-10"], "350万平方米", "340万"), (NAME["2-06"], "31亿元", "1")), hide
    )
    [heard] = await office.sends("郑主管", "自评表.xlsx", content)
    assert "隐藏的行、列（4、C）也已读取，请核对。" in heard.text


def changed_sheet(content: bytes, change: Callable[[Worksheet], None]) -> bytes:
    book = load_workbook(io.BytesIO(content))
    change(book.worksheets[0])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


# ---------------------------------------------------------------- columns that are asked for

UNKNOWN = made.workbook(made.UNKNOWN, sheet="任务")


async def named(office: Office, content: bytes = UNKNOWN) -> str:
    await office.sends("郑主管", "任务.xlsx", content)
    await office.presses("郑主管", "B 工作任务")
    return (await office.presses("郑主管", "D 年底做到"))[-1].text


async def test_unknown_columns_are_asked_for_shown_and_then_confirmed(office: Office) -> None:
    before = kept(office)
    [heard] = await office.sends("郑主管", "任务.xlsx", UNKNOWN)
    assert heard.text == "“任务”的表头认不出。哪一列是指标名称？"
    assert heard.labels == ["A 编号", "B 工作任务", "C 牵头人", "D 年底做到", "E 说明", "取消"]
    [_, heard] = await office.presses("郑主管", "B 工作任务")
    assert heard.text == "指标名称：B 工作任务列。哪一列是年度目标值？"
    assert heard.labels == [
        "A 编号",
        "C 牵头人",
        "D 年底做到",
        "E 说明",
        "与指标同在一格",
        "重新选列",
        "取消",
    ]
    [_, heard] = await office.presses("郑主管", "D 年底做到")
    assert heard.text.splitlines()[:6] == [
        "按所选列读出4行",
        "指标：B 工作任务列；目标值：D 年底做到列",
        "企业登记全程网办率 → ≥95%",
        "办件量 → 30万件",
        "群众评价 → 显著提升",
        "平均办理时限 → ≤3个工作日",
    ]
    [_, heard] = await office.presses("郑主管", "按此读取")
    assert "新增3项、变化1项、未变0项；表里没有的25项不动" in heard.text
    assert "没有历史值" not in heard.text
    assert "按选定的列读取：B列为指标，D列为目标值。" in heard.text
    assert kept(office) == before
    await office.presses("郑主管", "确认导入")
    assert targets(office) == {
        **TARGET,
        "2-01": "≥95%",
        "5-01": "30万件",
        "5-02": "显著提升",
        "5-03": "≤3个工作日",
    }
    assert audited(office, "columns") == [{"document": "任务.xlsx", "indicator": 1, "target": 3}]


async def test_columns_are_remembered_for_the_same_header(office: Office) -> None:
    await named(office)
    await office.presses("郑主管", "按此读取")
    next_year = [("2024年重点工作任务",), *made.UNKNOWN[1:3]]
    [heard] = await office.sends("郑主管", "新.xlsx", made.workbook(next_year))
    assert "2024年绩效目标表\n新增1项" in heard.text
    assert "按选定的列读取" in heard.text
    other = [made.UNKNOWN[0], ("编号", "任务", "牵头人", "年底做到", "说明"), *made.UNKNOWN[2:]]
    [heard] = await office.sends("郑主管", "别的.xlsx", made.workbook(other))
    assert "哪一列是指标名称" in heard.text


async def test_remembered_columns_can_be_named_anew(office: Office) -> None:
    await named(office)
    await office.presses("郑主管", "按此读取")
    [_, heard] = await office.presses("郑主管", "重新选列")
    [_, question] = await office.presses("郑主管", "C 牵头人", on=heard)
    [refused] = await office.presses("郑主管", "D 年底做到")
    assert "“李科”在第4行和第5行目标值不同" in refused.text
    [_, heard] = await office.presses("郑主管", "重新选列", on=question)
    await office.presses("郑主管", "A 编号", on=heard)
    typed = await office.says("郑主管", "D")
    assert "甲 → ≥95%" in typed[-1].text
    await office.presses("郑主管", "按此读取")
    [again] = await office.sends("郑主管", "任务.xlsx", UNKNOWN)
    assert "A列为指标，D列为目标值" in again.text


async def test_columns_can_be_typed(office: Office) -> None:
    await office.sends("郑主管", "任务.xlsx", UNKNOWN)
    heard = await office.says("郑主管", "Z")
    assert "没有“Z”列，请发A到E之间的列号" in heard[-1].text
    heard = await office.says("郑主管", "b列")
    assert "指标名称：B 工作任务列" in heard[-1].text
    heard = await office.says("郑主管", "D")
    assert "办件量 → 30万件" in heard[-1].text


async def test_a_wide_table_offers_the_first_columns_and_takes_any_letter(office: Office) -> None:
    header = [f"栏{n}" for n in range(1, 121)]
    rows = [["内容"] * 110 + [f"事项{n}", f"{n}0件"] + ["内容"] * 8 for n in range(1, 4)]
    [heard] = await office.sends("郑主管", "宽.xlsx", made.workbook((header, *rows)), caption="2023")
    assert "其他列请直接发列号，最后一列是DP" in heard.text
    await office.says("郑主管", "DG")
    heard = await office.says("郑主管", "DH")
    assert "事项1 → 10件" in heard[-1].text


async def test_indicator_and_target_may_be_named_in_one_column(office: Office) -> None:
    grid = (("2023年任务",), ("编号", "工作任务", "牵头人"), *made.ONE_CELL[2:])
    await office.sends("郑主管", "任务.xlsx", made.workbook(grid))
    await office.presses("郑主管", "B 工作任务")
    [_, heard] = await office.presses("郑主管", "与指标同在一格")
    assert "企业登记全程网办率 → ≥95%" in heard.text


async def test_a_column_that_cannot_be_read_names_its_cell_and_asks_on(office: Office) -> None:
    before = kept(office)
    await office.sends("郑主管", "任务.xlsx", UNKNOWN)
    await office.presses("郑主管", "B 工作任务")
    heard = await office.presses("郑主管", "E 说明")
    assert "“任务”第4行E列是空的，同行是“办件量”" in heard[-1].text
    assert kept(office) == before
    [_, heard_] = await office.presses("郑主管", "D 年底做到")
    assert "按所选列读出4行" in heard_.text


async def test_the_question_for_columns_can_be_dropped(office: Office) -> None:
    await office.sends("郑主管", "任务.xlsx", UNKNOWN)
    await office.presses("郑主管", "取消")
    heard = await office.says("郑主管", "B")
    assert "哪一列是年度目标值" not in heard[-1].text


async def test_a_document_is_read_in_chat(office: Office) -> None:
    grid = (("指标名称", "目标值"), (NAME["2-10"], "350万平方米"))
    [heard] = await office.sends("郑主管", "表.docx", made.document(grid, above=("2023年目标表",)))
    assert "340万平方米 → 350万平方米" in heard.text


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("坏.docx", b"PK\x03\x04 nothing", "坏.docx不是可打开的docx文档"),
        ("旧.doc", bytes.fromhex("d0cf11e0a1b11ae1") + b"0" * 99, "旧.doc是旧版doc格式"),
        ("缺.xlsx", evaluation(("某率", None, "95%")), "缺.xlsx“Sheet1”第4行B列是空的，同行是“某率”"),
        (
            "符号.xlsx",
            made.workbook((("三级指标", "计算符号", "年度指标值", "计量单位"), ("某率", "约", 95, "%"))),
            "“Sheet1”第2行B列写的是“约”，可填：≥ ≤ > < = 定性",
        ),
        (
            "重名.xlsx",
            evaluation(("某率", "95%", ""), ("某率", "96%", "")),
            "“某率”在第4行和第5行目标值不同",
        ),
    ],
)
async def test_a_bad_table_changes_nothing_and_names_the_cell(
    office: Office, name: str, content: bytes, says: str
) -> None:
    before = kept(office)
    [heard] = await office.sends("郑主管", name, content)
    assert says in heard.text
    assert "没有改动任何数据" in heard.text
    assert kept(office) == before
