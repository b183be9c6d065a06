"""The administrator's command line on an empty store: what is printed is what is stored."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import text
from sqlalchemy.exc import OperationalError
from typer.testing import CliRunner

from bot.__main__ import cli
from bot.chat import RawEvent
from seed.demo import TABLE
from storage.targets import SqlTargets
from storage.unit_of_work import SqlUnitOfWork, make_engine
from tests.forms import docx
from tests.forms.made import shown
from tests.seed import layouts

DEPARTMENT = "临沂市行政审批服务局"
Dabiao = Callable[..., Any]


@pytest.fixture
def dabiao(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dabiao:
    """Runs a command with settings from the environment only."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DABIAO_DATABASE_URL", f"sqlite:///{tmp_path / 'store.sqlite'}")
    runner = CliRunner()
    return lambda *words: runner.invoke(cli, [str(w) for w in words])


@pytest.fixture
def loaded(dabiao: Dabiao) -> Dabiao:
    result = dabiao("import", TABLE, "--department", DEPARTMENT, "--year", 2023)
    assert result.exit_code == 0, result.output
    return dabiao


def targets(dabiao: Dabiao) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(dabiao("targets", "--json").stdout)
    return found


def table_with(tmp_path: Path, old: str, new: str) -> Path:
    path = tmp_path / "table.txt"
    text = TABLE.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return path


# ---------------------------------------------------------------- import


def test_an_import_stores_the_26_indicators(loaded: Dabiao) -> None:
    codes = [t["code"] for t in targets(loaded)]
    assert [sum(c.startswith(f"{duty}-") for c in codes) for duty in (1, 2, 3, 4)] == [4, 14, 4, 4]


def test_a_dry_run_shows_the_difference_and_stores_nothing(dabiao: Dabiao) -> None:
    result = dabiao("import", TABLE, "--department", DEPARTMENT, "--year", 2023, "--dry-run")
    assert "新增26项" in result.stdout
    assert "2-01 前三年均值 4.09万件、上年值 4.15万件与年度指标值99%单位不同" in result.stdout
    assert dabiao("targets").exit_code == 1


def test_a_department_has_a_name(dabiao: Dabiao) -> None:
    assert dabiao("import", TABLE, "--department", " ", "--year", 2023).exit_code == 2
    assert "还没有部门" in dabiao("targets").stderr


def test_importing_again_finds_nothing_new(loaded: Dabiao) -> None:
    result = loaded("import", TABLE, "--department", DEPARTMENT, "--year", 2023)
    assert "新增0项、变化0项、移出0项、未变26项" in result.stdout


def test_a_changed_target_is_shown_old_and_new(loaded: Dabiao, tmp_path: Path) -> None:
    path = table_with(tmp_path, "340万平方米", "350万平方米")
    result = loaded("import", path, "--department", DEPARTMENT, "--year", 2023)
    assert "年度指标值：340万平方米 → 350万平方米" in result.stdout
    assert next(t for t in targets(loaded) if t["code"] == "2-10")["annual_target"] == "350万平方米"


def test_a_new_department_starts_with_the_settings(dabiao: Dabiao, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DABIAO_RHYTHM", "monthly")
    dabiao("import", TABLE, "--department", DEPARTMENT, "--year", 2023)
    assert {t["rhythm"] for t in targets(dabiao)} == {"monthly"}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "是空的"),
        (b"PK\x03\x04 nothing", "不是可打开的xlsx"),
        (b"\xff\xfe\xfd\xfc\x81\x00", "文件"),
        ("你好，世界".encode(), "没有找到绩效目标表的表头"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_one_line(
    dabiao: Dabiao, tmp_path: Path, content: bytes, says: str
) -> None:
    path = tmp_path / "文件.txt"
    path.write_bytes(content)
    result = dabiao("import", path, "--department", DEPARTMENT, "--year", 2023)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert says in result.stderr


def test_a_file_that_is_not_there_is_a_usage_error(dabiao: Dabiao) -> None:
    assert dabiao("import", "nowhere.txt", "--department", DEPARTMENT, "--year", 2023).exit_code == 2


# ---------------------------------------------------------------- targets


def test_targets_as_json_have_exactly_the_agreed_keys(loaded: Dabiao) -> None:
    cells = "duty_no duty sub_duty goal indicator explanation annual_target planned_value standard_value"
    more = "standard_source mean3 last_year history_source activity"
    known = "code responsible_unit measure direction rhythm weight assumed target questions"
    assert set(targets(loaded)[0]) == set(f"{cells} {more} {known}".split())


def test_targets_tell_what_is_only_assumed(loaded: Dabiao) -> None:
    found = next(t for t in targets(loaded) if t["code"] == "2-10")
    assert found["assumed"] == [
        "by_application",
        "direction",
        "measure",
        "responsible_unit",
        "rhythm",
        "weight",
    ]
    assert (found["measure"], found["responsible_unit"], found["target"]["value"]) == (
        "cumulative",
        None,
        "3400000",
    )


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--year", "2031"), "没有2031年的目标表，已有：“2023”"),
        (("--department", "别的局"), "没有“别的局”这个部门"),
    ],
)
def test_what_is_not_stored_is_said_with_what_is(loaded: Dabiao, words: tuple[str, ...], says: str) -> None:
    result = loaded("targets", *words)
    assert (result.exit_code, says in result.stderr) == (1, True)


# ---------------------------------------------------------------- read


def test_read_tells_how_a_cell_is_understood(dabiao: Dabiao) -> None:
    [found] = json.loads(dabiao("read", "--json", "--", "5万").stdout)
    assert found == {
        "text": "5万",
        "kind": "quantity",
        "operator": None,
        "value": "50000",
        "low": None,
        "high": None,
        "unit": None,
        "approximate": False,
        "parts": [],
    }


def test_read_in_words(dabiao: Dabiao) -> None:
    assert dabiao("read", "--", "≥30亿元", "/").stdout.splitlines() == [
        "≥30亿元 → 数量 >=3000000000元",
        "/ → 空",
    ]


# ---------------------------------------------------------------- assignments


def filled_in(path: Path, unit: str, weight: object = 5) -> Path:
    """The workbook as an administrator sends it back, 2-14 given to a unit."""
    book = load_workbook(BytesIO(path.read_bytes()))
    sheet = book.worksheets[0]
    headers = [c.value for c in sheet[1]]
    row = next(r for r in sheet.iter_rows(min_row=2) if r[0].value == "2-14")
    row[headers.index("责任科室")].value = unit
    row[headers.index("报送频率")].value = "每月"
    row[headers.index("权重")].value = weight
    book.save(path)
    return path


def test_the_assignments_workbook_comes_back_as_facts(loaded: Dabiao, tmp_path: Path) -> None:
    out = tmp_path / "分工.xlsx"
    assert loaded("assignments", "--out", out).exit_code == 0
    filled_in(out, "交易科、项目科")
    result = loaded("import", TABLE, "--department", DEPARTMENT, "--year", 2023, "--assignments", out)
    assert "责任科室 交易科" in result.stdout
    found = next(t for t in targets(loaded) if t["code"] == "2-14")
    assert (found["responsible_unit"], found["rhythm"], found["weight"], found["assumed"]) == (
        "交易科",
        "monthly",
        "5",
        [],
    )


@pytest.mark.parametrize("weight", ["5分", "5%", "５"])
def test_a_weight_may_be_written_with_its_unit(loaded: Dabiao, tmp_path: Path, weight: str) -> None:
    out = tmp_path / "分工.xlsx"
    loaded("assignments", "--out", out)
    filled_in(out, "交易科", weight=weight)
    loaded("import", TABLE, "--department", DEPARTMENT, "--year", 2023, "--assignments", out)
    assert next(t["weight"] for t in targets(loaded) if t["code"] == "2-14") == "5"


def test_a_wrong_cell_is_named_with_its_file_and_nothing_is_stored(loaded: Dabiao, tmp_path: Path) -> None:
    out = tmp_path / "分工.xlsx"
    loaded("assignments", "--out", out)
    filled_in(out, "交易科", weight="很重")
    before = targets(loaded)
    result = loaded("import", TABLE, "--department", DEPARTMENT, "--year", 2023, "--assignments", out)
    assert result.exit_code == 1
    assert result.stderr.startswith("分工.xlsx: ")
    assert "很重" in result.stderr
    assert targets(loaded) == before


def test_a_workbook_is_not_written_under_a_name_that_hides_it(loaded: Dabiao, tmp_path: Path) -> None:
    result = loaded("assignments", "--out", tmp_path / "分工.txt")
    assert (result.exit_code, (tmp_path / "分工.txt").exists()) == (2, False)


def test_a_new_department_is_said_beside_those_there_are(loaded: Dabiao) -> None:
    result = loaded("import", TABLE, "--department", "行政审批局", "--year", 2023, "--dry-run")
    assert result.stdout.startswith(f"行政审批局（新建；已有：{DEPARTMENT}）")


def test_a_table_is_no_assignments_workbook(loaded: Dabiao) -> None:
    result = loaded("import", TABLE, "--department", DEPARTMENT, "--year", 2023, "--assignments", TABLE)
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)


# ---------------------------------------------------------------- invite


def test_the_first_administrator_is_invited_with_a_code(loaded: Dabiao) -> None:
    result = loaded("invite", "--role", "admin", "--name", "郑主管")
    code = re.search(r"开通码：([\w-]{20})", result.stdout)
    assert code is not None
    assert f"/start {code[1]}" in result.stdout
    assert "有效期至" in result.stdout


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--role", "contact"), "该岗位需要指定科室"),
        (("--role", "lead", "--unit", "没有科"), "还没有科室。加--create-units可新建“没有科”。"),
    ],
)
def test_an_invitation_that_cannot_be_is_refused(loaded: Dabiao, words: tuple[str, ...], says: str) -> None:
    result = loaded("invite", *words)
    assert (result.exit_code, says in result.stderr) == (1, True)


def test_a_unit_that_is_not_there_is_said_with_those_that_are(loaded: Dabiao) -> None:
    loaded("invite", "--role", "lead", "--unit", "交易科", "--create-units")
    result = loaded("invite", "--role", "lead", "--unit", "没有科")
    assert (result.exit_code, result.stderr) == (
        1,
        "没有“没有科”这个科室，已有：交易科。加--create-units可新建。\n",
    )


def test_units_are_made_when_asked_for(loaded: Dabiao) -> None:
    result = loaded("invite", "--role", "leader", "--unit", "交易科", "--unit", "项目科", "--create-units")
    assert "分管领导（交易科、项目科）" in result.stdout


def test_before_any_table_there_is_nobody_to_invite_for(dabiao: Dabiao) -> None:
    result = dabiao("invite", "--role", "admin")
    assert (result.exit_code, "请先导入目标表" in result.stderr) == (1, True)


# ---------------------------------------------------------------- doctor and settings


def test_trouble_with_the_store_is_one_line(loaded: Dabiao, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object) -> None:
        raise OperationalError("SELECT", {}, Exception("database is locked"))

    monkeypatch.setattr(SqlTargets, "departments", locked)
    result = loaded("targets", "--json")
    assert (result.exit_code, len(result.output.splitlines())) == (1, 1)
    assert "database is locked" in result.output


def test_doctor_finds_an_empty_set_up_in_order(dabiao: Dabiao) -> None:
    result = dabiao("doctor")
    assert (result.exit_code, "还没有数据库" in result.stdout) == (0, True)


def test_doctor_names_what_is_still_to_be_done(loaded: Dabiao) -> None:
    result = loaded("doctor")
    assert "未分配指标26项" in result.stdout
    assert "还没有管理员" in result.stdout


def test_doctor_says_when_the_store_is_none(
    dabiao: Dabiao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bad.sqlite").write_bytes(b"this is no database, only words" * 100)
    monkeypatch.setenv("DABIAO_DATABASE_URL", f"sqlite:///{tmp_path / 'bad.sqlite'}")
    result = dabiao("doctor")
    assert (result.exit_code, "✗ 数据库不可用" in result.stdout) == (1, True)
    assert [dabiao(command).exit_code for command in ("targets", "run")] == [1, 1]
    assert dabiao("run").stderr == "数据库不可用：file is not a database\n"


def test_doctor_says_when_there_is_no_folder_for_the_store(
    dabiao: Dabiao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DABIAO_DATABASE_URL", f"sqlite:///{tmp_path / 'nowhere' / 'store.sqlite'}")
    result = dabiao("doctor")
    assert (result.exit_code, "✗ 数据库不可用" in result.stdout) == (1, True)


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"DABIAO_WEB": "false"}, "· 网页版未启用"),
        ({}, "✓ 网页版：http://127.0.0.1:8765/，仅限本机"),
        ({"DABIAO_WEB_URL": "https://a.example"}, "✓ 网页版：https://a.example，监听127.0.0.1:8765\n"),
        (
            {"DABIAO_WEB_URL": "http://a.example", "DABIAO_WEB_PLAIN_HTTP": "true"},
            "· 网页版：http://a.example，监听127.0.0.1:8765；未加密",
        ),
    ],
)
def test_doctor_says_where_the_web_chat_is(
    dabiao: Dabiao, monkeypatch: pytest.MonkeyPatch, env: dict[str, str], said: str
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert said in dabiao("doctor").stdout


def test_a_web_chat_that_others_reach_without_an_address_does_not_start(
    dabiao: Dabiao, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DABIAO_WEB_HOST", "10.1.1.1")
    result = dabiao("run")
    assert result.exit_code == 2
    assert "DABIAO_WEB_HOST: 10.1.1.1 can be reached by others: say in DABIAO_WEB_URL" in result.stderr


def test_doctor_says_when_telegram_does_not_answer(dabiao: Dabiao, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DABIAO_TELEGRAM_TOKEN", "123456:AAsecretsecretsecretsecretsecretsecre")
    monkeypatch.setenv("DABIAO_TELEGRAM_API_URL", "http://127.0.0.1:9")
    result = dabiao("doctor")
    assert (result.exit_code, "✗ Telegram没有应答：连不上http://127.0.0.1:9" in result.stdout) == (1, True)
    assert "AAsecret" not in result.output


def test_wrong_settings_are_all_named_at_once(dabiao: Dabiao, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DABIAO_TIMEZONE", "Mars/Base")
    monkeypatch.setenv("DABIAO_INVITE_DAYS", "0")
    result = dabiao("doctor")
    assert result.exit_code == 2
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == [
        "DABIAO_TIMEZONE",
        "DABIAO_INVITE_DAYS",
    ]


def test_the_command_line_speaks_english_where_that_is_set(
    dabiao: Dabiao, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DABIAO_LANGUAGE", "en")
    assert "Nothing is wrong." in dabiao("doctor").stdout


# ---------------------------------------------------------------- forms


def test_form_a_is_written_and_imported_again_without_a_difference(loaded: Dabiao, tmp_path: Path) -> None:
    out = tmp_path / "表A.xlsx"
    result = loaded("form", "A", "--department", DEPARTMENT, "--year", 2023, "--out", out)
    assert (result.exit_code, result.stdout) == (0, "绩效目标表：26项指标\n")
    again = loaded("import", out, "--department", DEPARTMENT, "--year", 2023)
    assert "新增0项、变化0项、移出0项、未变26项" in again.stdout


@pytest.mark.parametrize(
    ("words", "title", "says"),
    [
        (("C", "--until", 7), "部门（单位）整体支出绩效目标执行监控表", "绩效目标执行监控表：26项指标"),
        (("D",), "部门（单位）整体支出绩效自评表", "绩效自评表：26项指标"),
        (("import", "--until", 7), "一级指标", "财政系统导入表：26项指标"),
    ],
)
def test_the_other_forms_are_written_with_what_they_lack(
    loaded: Dabiao, tmp_path: Path, words: tuple[object, ...], title: str, says: str
) -> None:
    out = tmp_path / "表.xlsx"
    result = loaded("form", *words, "--year", 2023, "--out", out)
    lines = result.stdout.splitlines()
    assert (result.exit_code, lines[0]) == (0, says)
    assert any(line.startswith("· ") for line in lines)
    assert title in [row[0] for row in shown(out.read_bytes())]


def test_the_bulletin_is_written_as_a_draft(loaded: Dabiao, tmp_path: Path) -> None:
    out = tmp_path / "通报.docx"
    result = loaded("form", "bulletin", "--year", 2023, "--until", 6, "--out", out)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "通报（代拟稿）：26项指标"
    assert lines[1].startswith("· 未报26项：")
    assert docx.texts(out.read_bytes())[0] == "代拟稿"


def test_a_form_of_a_year_without_a_table_is_refused(loaded: Dabiao, tmp_path: Path) -> None:
    result = loaded("form", "a", "--year", 2031, "--out", tmp_path / "x.xlsx")
    assert (result.exit_code, result.stderr) == (1, "没有2031年的指标表，现有：2023。\n")


def test_the_details_of_the_forms_go_out_and_come_back(loaded: Dabiao, tmp_path: Path) -> None:
    out = tmp_path / "表内信息.xlsx"
    assert loaded("form-details", "--out", out).exit_code == 0
    book = load_workbook(out)
    book["基本信息"]["B3"].value = "某市财政局"
    book.save(out)
    result = loaded("form-details", "--in", out)
    assert (result.exit_code, result.stdout) == (0, "主管部门：— → 某市财政局\n已保存。\n")
    assert loaded("form-details").exit_code == 2


# ---------------------------------------------------------------- stuck


@pytest.fixture
def stuck(loaded: Dabiao, tmp_path: Path) -> SqlUnitOfWork:
    """A store in which two events were set aside."""
    uow = SqlUnitOfWork(make_engine(f"sqlite:///{tmp_path / 'store.sqlite'}"))
    with uow:
        at = datetime(2023, 7, 3, 1, 31, tzinfo=UTC)
        uow.inbox.store("telegram", "1", [RawEvent(n, "2001", {}) for n in "ab"], at)
        for event_id, reference in ((1, "3F9A21"), (2, "77C0DE")):
            uow.inbox.set_aside(event_id, reference, at)
        uow.commit()
    return uow


def states(uow: SqlUnitOfWork) -> list[str]:
    with uow:
        return [row[0] for row in uow.connection.execute(text("SELECT state FROM inbox ORDER BY id"))]


def test_what_is_stuck_is_listed_by_the_reference_the_person_was_told(
    loaded: Dabiao, stuck: SqlUnitOfWork
) -> None:
    lines = loaded("stuck").stdout.splitlines()
    assert lines[:2] == [
        "3F9A21  2023-07-03 09:31  telegram  2001",
        "77C0DE  2023-07-03 09:31  telegram  2001",
    ]
    assert "搁置2条" in lines[2]


def test_one_is_handled_once_more_and_the_other_given_up(loaded: Dabiao, stuck: SqlUnitOfWork) -> None:
    assert "1条将重新处理" in loaded("stuck", "--retry", "3f9a21").stdout
    assert states(stuck) == ["new", "aside"]
    assert "已放弃1条" in loaded("stuck", "--drop", "all").stdout
    assert states(stuck) == ["new", "dropped"]
    assert loaded("stuck").stdout == "没有搁置的消息。\n"


def test_an_unknown_reference_changes_nothing(loaded: Dabiao, stuck: SqlUnitOfWork) -> None:
    result = loaded("stuck", "--drop", "ABC")
    assert (result.exit_code, "“3F9A21”、“77C0DE”" in result.stderr) == (1, True)
    assert states(stuck) == ["aside", "aside"]


# ---------------------------------------------------------------- tables of other layouts


def saved(tmp_path: Path, content: bytes, name: str = "任务.xlsx") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_a_table_of_some_indicators_changes_those_only(loaded: Dabiao, tmp_path: Path) -> None:
    name = next(t["indicator"] for t in targets(loaded) if t["code"] == "2-10")
    grid = (("（2023年度）",), ("三级指标", "年度指标值", "实际完成值"), (name, "350万平方米", "340万平方米"))
    path = saved(tmp_path, layouts.workbook(grid))
    result = loaded("import", path, "--department", DEPARTMENT, "--year", 2023)
    assert "新增0项、变化1项、未变0项；表里没有的25项不动" in result.stdout
    assert "! 表中的完成值不导入" in result.stdout
    found = targets(loaded)
    assert (len(found), next(t for t in found if t["code"] == "2-10")["annual_target"]) == (26, "350万平方米")


def test_unknown_columns_are_listed_named_and_remembered(loaded: Dabiao, tmp_path: Path) -> None:
    path = saved(tmp_path, layouts.workbook(layouts.UNKNOWN, sheet="任务"))
    command = ("import", path, "--department", DEPARTMENT, "--year", 2023)
    refused = loaded(*command)
    assert (refused.exit_code, len(refused.stderr.splitlines())) == (1, 1)
    assert "“A 编号”、“B 工作任务”、“C 牵头人”、“D 年底做到”、“E 说明”" in refused.stderr
    assert "--indicator-column B --target-column D" in refused.stderr
    dry = loaded(*command, "--indicator-column", "B", "--target-column", "d", "--dry-run")
    assert "新增3项、变化1项" in dry.stdout
    assert loaded(*command).exit_code == 1
    stored = loaded(*command, "--indicator-column", "B", "--target-column", "d")
    assert "B列为指标，D列为目标值" in stored.stdout
    assert {"5-01", "5-02", "5-03"} < {t["code"] for t in targets(loaded)}
    assert "未变4项；表里没有的25项不动" in loaded(*command).stdout


@pytest.mark.parametrize(
    "options",
    [
        ("--indicator-column", "B"),
        ("--target-column", "D"),
        ("--indicator-column", "B", "--target-column", "第四"),
    ],
)
def test_columns_are_named_together_by_letters(
    loaded: Dabiao, tmp_path: Path, options: tuple[str, ...]
) -> None:
    path = saved(tmp_path, layouts.workbook(layouts.UNKNOWN))
    result = loaded("import", path, "--department", DEPARTMENT, "--year", 2023, *options)
    assert result.exit_code == 2


def test_a_column_read_wrongly_names_its_cell(loaded: Dabiao, tmp_path: Path) -> None:
    path = saved(tmp_path, layouts.workbook(layouts.UNKNOWN, sheet="任务"))
    columns = ("--indicator-column", "B", "--target-column", "E")
    result = loaded("import", path, "--department", DEPARTMENT, "--year", 2023, *columns)
    assert (result.exit_code, len(targets(loaded))) == (1, 26)
    assert "“任务”第4行E列是空的" in result.stderr


def test_a_document_is_imported(loaded: Dabiao, tmp_path: Path) -> None:
    path = saved(tmp_path, layouts.document(layouts.THREE_COLUMNS[1:]), "表.docx")
    result = loaded("import", path, "--department", DEPARTMENT, "--year", 2023)
    assert "新增3项、变化1项" in result.stdout
