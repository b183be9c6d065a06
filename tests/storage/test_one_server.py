"""One serving process for one file."""

from pathlib import Path

import pytest

from storage.one_server import AlreadyServed, one_server


def test_a_second_server_of_the_same_file_is_refused_with_the_firsts_process(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    with (
        one_server(url),
        pytest.raises(AlreadyServed, match=r"store\.sqlite .*\(process \d+\)"),
        one_server(url),
    ):
        pass


def test_the_file_is_free_again_when_the_server_has_gone(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'store.sqlite'}"
    served = 0
    for _ in range(2):
        with one_server(url):
            served += 1
    assert served == 2


def test_two_files_have_two_servers(tmp_path: Path) -> None:
    with one_server(f"sqlite:///{tmp_path / 'a'}"), one_server(f"sqlite:///{tmp_path / 'b'}"):
        assert sorted(p.name for p in tmp_path.iterdir()) == ["a-lock", "b-lock"]


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "postgresql+psycopg://dabiao@db/dabiao"])
def test_a_store_in_memory_and_a_database_server_need_no_lock(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with one_server(url), one_server(url):
        assert list(tmp_path.iterdir()) == []
