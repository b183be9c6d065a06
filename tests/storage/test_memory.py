"""What is remembered of the store is what is committed, whoever writes and however it ends."""

from contextlib import suppress

import pytest

from storage.unit_of_work import SqlUnitOfWork, make_engine
from tests.office import Office


def name_of(office: Office, person_id: int) -> str:
    with office.app.units() as uow:
        return uow.people.person(person_id).name


@pytest.fixture
def person(office: Office) -> int:
    with office.app.units() as uow:
        [department] = uow.targets.departments()
        return uow.people.in_department(department.id)[0].id


def test_what_another_connection_commits_is_seen(office: Office, person: int) -> None:
    before = name_of(office, person)
    engine = make_engine(office.app.settings.database_url)
    with SqlUnitOfWork(engine) as uow:
        uow.people.rename(person, f"{before}二")
        uow.commit()
    engine.dispose()
    assert name_of(office, person) == f"{before}二"


def test_what_was_undone_was_never_so(office: Office, person: int) -> None:
    before = name_of(office, person)
    with office.app.units() as uow:
        uow.people.rename(person, "某人")
        assert uow.people.person(person).name == "某人"
    assert name_of(office, person) == before


def test_a_savepoint_that_is_undone_takes_its_own_back_only(office: Office, person: int) -> None:
    with office.app.units() as uow:
        uow.people.rename(person, "甲")
        with suppress(ZeroDivisionError), uow.savepoint():
            uow.people.rename(person, "乙")
            assert uow.people.person(person).name == "乙"
            raise ZeroDivisionError
        assert uow.people.person(person).name == "甲"


def test_a_commit_that_fails_leaves_nothing_remembered(
    office: Office, person: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = name_of(office, person)

    def full(_: object) -> None:
        raise OSError("no room")

    with monkeypatch.context() as trouble:
        trouble.setattr(office.app.engine.dialect, "do_commit", full)
        with suppress(OSError), office.app.units() as uow:
            uow.people.rename(person, "某人")
            assert uow.people.person(person).name == "某人"
            uow.commit()
    assert name_of(office, person) == before
