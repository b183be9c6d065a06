"""One serving process for one store."""

from pathlib import Path

import pytest

from storage.one_server import AlreadyServed, one_server
from tests.stores import Stores, empty


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


@pytest.mark.postgresql
def test_a_second_server_of_the_same_postgresql_database_is_refused(postgresql_stores: Stores) -> None:
    url = postgresql_stores.new(empty)
    with one_server(url):
        with (
            pytest.raises(AlreadyServed, match=r"is being served already \(process \d+ of the"),
            one_server(url),
        ):
            pass
        other = postgresql_stores.new(empty)
        with one_server(other):
            pass
    with one_server(url):
        postgresql_stores.drop(other)


def test_two_files_have_two_servers(tmp_path: Path) -> None:
    with one_server(f"sqlite:///{tmp_path / 'a'}"), one_server(f"sqlite:///{tmp_path / 'b'}"):
        assert sorted(p.name for p in tmp_path.iterdir()) == ["a-lock", "b-lock"]


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_store_in_memory_needs_no_lock(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with one_server(url), one_server(url):
        assert list(tmp_path.iterdir()) == []
