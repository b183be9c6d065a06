"""Files in chat: the target table with preview and confirmation; everything else a polite answer."""

import base64
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from seed.demo import TABLE
from tests.dialogues.stored import kept, words_received
from tests.office import Office


def table_with(old: str, new: str) -> bytes:
    text = TABLE.read_text("utf-8")
    assert old in text
    return text.replace(old, new).encode("gb18030")


CHANGED = table_with("340万平方米", "350万平方米")


def targets(office: Office, year: int) -> dict[str, str | None]:
    with office.app.units() as uow:
        found = uow.targets.indicators(uow.targets.departments()[0].id, year)
    return {i.code: i.cells.annual_target for i in found}


async def test_a_table_is_shown_before_it_is_stored(office: Office) -> None:
    before = kept(office)
    [heard] = await office.sends("郑主管", "目标表.txt", CHANGED)
    assert "新增0项、变化1项、移出0项、未变25项" in heard.text
    assert "年度指标值：340万平方米 → 350万平方米" in heard.text
    assert kept(office) == before


async def test_a_confirmed_table_changes_the_target_and_logs_it(office: Office) -> None:
    await office.sends("郑主管", "目标表.txt", CHANGED)
    await office.presses("郑主管", "确认导入")
    assert targets(office, 2023)["2-10"] == "350万平方米"
    [event] = kept(office)["target_event"]
    assert {"340万平方米", "350万平方米", "目标表.txt"} <= set(event)


async def test_a_table_is_confirmed_once(office: Office) -> None:
    [heard] = await office.sends("郑主管", "目标表.txt", CHANGED)
    button = heard.button("确认导入").id
    await office.presses_id("郑主管", button)
    before = kept(office)
    await office.presses_id("郑主管", button)
    assert kept(office) == before


async def test_what_changed_since_the_preview_is_shown_again(office: Office) -> None:
    [first] = await office.sends("郑主管", "目标表.txt", CHANGED)
    await office.sends("郑主管", "目标表2.txt", table_with("900亿元", "910亿元"))
    await office.presses("郑主管", "确认导入")
    before = kept(office)
    heard = await office.presses_id("郑主管", first.button("确认导入").id)
    assert "910亿元 → 900亿元" in heard[-1].text
    assert kept(office) == before


async def test_a_new_years_table_keeps_what_was_said_of_the_old_one(office: Office) -> None:
    await office.sends("郑主管", "目标表.txt", TABLE.read_bytes(), caption="2024年")
    await office.presses("郑主管", "确认导入")
    with office.app.units() as uow:
        found = uow.targets.indicators(uow.targets.departments()[0].id, 2024)
    first = found[0]
    assert (len(found), first.unit, "responsible_unit" in first.assumed) == (26, "政务服务科", True)
    assert len(targets(office, 2023)) == 26


async def test_the_year_can_be_chosen_with_a_button(office: Office) -> None:
    await office.sends("郑主管", "目标表.txt", CHANGED)
    await office.presses("郑主管", "换年度")
    [_, heard] = await office.presses("郑主管", "2024")
    assert "2024年绩效目标表\n新增26项" in heard.text


async def test_a_table_can_be_dropped(office: Office) -> None:
    before = kept(office)
    await office.sends("郑主管", "目标表.txt", CHANGED)
    await office.presses("郑主管", "取消")
    assert kept(office) == before


async def test_what_reports_refer_to_is_retired_not_deleted(office: Office) -> None:
    lines = TABLE.read_text("utf-8").splitlines(keepends=True)
    without = "".join(line for line in lines if "组织踏勘评审工作次数" not in line)
    [heard] = await office.sends("郑主管", "目标表.txt", without.encode())
    assert "移出目标表1项" in heard.text
    figures = office.figures("3-04")
    await office.presses("郑主管", "确认导入")
    assert "3-04" not in targets(office, 2023)
    assert office.figures("3-04") == figures


# ---------------------------------------------------------------- bad files


def workbook(title: str = "别的", rows: int = 1) -> bytes:
    book = Workbook()
    book.worksheets[0].title = title
    for _ in range(rows):
        book.worksheets[0].append(["不是目标表"])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def zip_bomb() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("空.txt", b"", "空.txt是空的"),
        ("空.xlsx", b"", "空.xlsx是空的"),
        ("假.xlsx", b"PK\x03\x04 no workbook", "不是可打开的xlsx工作簿"),
        ("旧.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"0" * 100, "旧版xls格式"),
        ("别的.xlsx", workbook(), "没有绩效目标表的表头"),
        ("炸弹.xlsx", zip_bomb(), "解压后大得异常"),
        ("大.xlsx", b"PK" + b"0" * 11_000_000, "超过10MB"),
        ("乱码.txt", b"\x81\xff\xfe\x00\xff\x80\x81" * 9, "乱码.txt"),
        ("别的.txt", "今天天气很好".encode(), "没有找到绩效目标表的表头"),
    ],
)
async def test_a_bad_file_is_answered_with_what_is_accepted(
    office: Office, name: str, content: bytes, says: str
) -> None:
    before = kept(office)
    [heard] = await office.sends("郑主管", name, content)
    assert says in heard.text
    assert "没有改动任何数据" in heard.text
    assert kept(office) == before


async def test_a_row_that_lost_cells_is_named(office: Office) -> None:
    lines = TABLE.read_text("utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if "施工图审核面积" in line)
    cells = lines[at].split("\t")
    lines[at] = "\t".join(cells[: len(cells) // 2])
    before = kept(office)
    [heard] = await office.sends("郑主管", "目标表.txt", "\n".join(lines).encode())
    assert f"第{at + 1}行" in heard.text
    assert kept(office) == before


@pytest.mark.parametrize("who", ["郑主管", "小周", "李科", "钱局"])
async def test_a_photo_where_a_figure_is_expected(office: Office, who: str) -> None:
    before = kept(office)
    [heard] = await office.sends(who, "IMG_1.jpg", b"\xff\xd8\xff", mime="image/jpeg")
    assert "请直接发文字，如：2-03 3.2万" in heard.text
    assert kept(office) == before


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("小周", "只收图片（jpg、png）、pdf、docx、xlsx"),
        ("李科", "只收图片（jpg、png）、pdf、docx、xlsx"),
        ("钱局", "文件只由管理员导入"),
        ("赵局", "文件只由管理员导入"),
    ],
)
async def test_a_table_from_anybody_else_is_not_taken(office: Office, who: str, said: str) -> None:
    before = kept(office)
    [heard] = await office.sends(who, "目标表.txt", CHANGED)
    assert said in heard.text
    assert kept(office) == before


async def test_a_table_with_personal_data_is_neither_taken_nor_kept(office: Office) -> None:
    content = TABLE.read_bytes().replace("内部统计".encode(), "内部统计 联系人13812345678".encode(), 1)
    [heard] = await office.sends("郑主管", "目标表.txt", content)
    assert "已拦截，未保存" in heard.text
    received = words_received(office)
    assert "13812345678" not in received
    assert base64.b64encode(content).decode() not in received


async def test_what_is_written_beside_a_photo_is_read(office: Office) -> None:
    [heard] = await office.sends("小周", "a.jpg", b"\xff\xd8\xff", caption="2-06 21亿", mime="image/jpeg")
    assert "21亿元" in heard.text


async def test_how_a_table_is_loaded_is_told_on_the_word(office: Office) -> None:
    [heard] = await office.says("郑主管", "导入")
    assert heard.text == (
        "请把绩效目标表直接发过来：xlsx、docx或文本文件，不超过10MB。\n"
        "执行监控表、自评表和其他列有指标、目标值的表也可以。\n"
        "会先列出变化，您确认后才保存。\n"
        "填好的分工表也这样发。"
    )
