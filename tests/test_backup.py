"""The store as one file and back: whole, beside a running writer, and never written over."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from bot.__main__ import cli
from seed.demo import TABLE

Dabiao = Callable[..., Any]


@pytest.fixture
def dabiao(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Dabiao:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DABIAO_DATABASE_URL", f"sqlite:///{tmp_path / 'store.sqlite'}")
    runner = CliRunner()

    def run(*words: object) -> Any:
        return runner.invoke(cli, [str(w) for w in words])

    assert run("import", TABLE, "--department", "某局", "--year", 2023).exit_code == 0
    return run


def test_what_was_stored_is_in_the_backup_and_comes_back(
    dabiao: Dabiao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "完整" in dabiao("backup", "copy.sqlite").stdout
    before = dabiao("targets", "--json").stdout
    monkeypatch.setenv("DABIAO_DATABASE_URL", f"sqlite:///{tmp_path / 'other.sqlite'}")
    assert "已用copy.sqlite恢复" in dabiao("restore", "copy.sqlite").stdout
    assert dabiao("targets", "--json").stdout == before


def test_a_writer_in_the_middle_of_its_work_is_not_waited_for_and_not_in_it(
    dabiao: Dabiao, tmp_path: Path
) -> None:
    writer = sqlite3.connect(tmp_path / "store.sqlite", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("UPDATE department SET name = '别的局'")
    assert dabiao("backup", "copy.sqlite").exit_code == 0
    writer.execute("COMMIT")
    writer.close()
    copy = sqlite3.connect(tmp_path / "copy.sqlite")
    assert copy.execute("SELECT name FROM department").fetchall() == [("某局",)]
    copy.close()


def test_no_file_is_written_over(dabiao: Dabiao, tmp_path: Path) -> None:
    (tmp_path / "copy.sqlite").write_text("precious")
    result = dabiao("backup", "copy.sqlite")
    assert (result.exit_code, "copy.sqlite已存在" in result.stderr) == (1, True)
    assert (tmp_path / "copy.sqlite").read_text() == "precious"
    dabiao("backup", "second.sqlite")
    result = dabiao("restore", "second.sqlite")
    assert (result.exit_code, "store.sqlite已存在" in result.stderr) == (1, True)


@pytest.mark.parametrize("content", [b"", b"no database at all", b"SQLite format 3\x00" + bytes(200)])
def test_what_is_no_store_is_not_restored(
    dabiao: Dabiao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setenv("DABIAO_DATABASE_URL", f"sqlite:///{tmp_path / 'new.sqlite'}")
    (tmp_path / "bad.sqlite").write_bytes(content)
    result = dabiao("restore", "bad.sqlite")
    assert (result.exit_code, "不是完整的达标数据库" in result.stderr) == (1, True)
    assert sorted(p.name for p in tmp_path.glob("new*")) == []


def test_before_the_first_import_there_is_nothing_to_copy(
    dabiao: Dabiao, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DABIAO_DATABASE_URL", f"sqlite:///{tmp_path / 'none.sqlite'}")
    assert "还没有数据库" in dabiao("backup", "copy.sqlite").stderr
