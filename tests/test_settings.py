"""Settings come from the environment; wrong ones are all reported at once."""

from datetime import time

import pytest
from pydantic import ValidationError

from bot.domain.period import Rhythm
from bot.settings import Settings, faults


def test_every_wrong_setting_is_reported_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = {
        "TIMEZONE": "Mars",
        "WEB_PORT": "99999",
        "WEB_HOST": "0.0.0.0",  # noqa: S104 - the wrong value under test
        "DUE_WORKING_DAY": "40",
        "DATABASE_URL": "mysql://somewhere",
        "TELEGRAM_API_URL": "https://example.org/bot123",
    }
    for name, value in wrong.items():
        monkeypatch.setenv(f"DABIAO_{name}", value)
    with pytest.raises(ValidationError) as caught:
        Settings(_env_file=None)  # type: ignore[call-arg]
    assert {line.split(":")[0] for line in faults(caught.value)} == {f"DABIAO_{name}" for name in wrong}


def test_a_fault_never_shows_a_token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DABIAO_TELEGRAM_TOKEN", "123:secret")
    monkeypatch.setenv("DABIAO_TIMEZONE", "Mars")
    with pytest.raises(ValidationError) as caught:
        Settings(_env_file=None)  # type: ignore[call-arg]
    assert "secret" not in " ".join(faults(caught.value))


def test_a_new_departments_rules_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DABIAO_RHYTHM", "monthly")
    monkeypatch.setenv("DABIAO_REVIEW", "off")
    monkeypatch.setenv("DABIAO_DIGEST_AT", "09:10")
    department = Settings(_env_file=None).department  # type: ignore[call-arg]
    assert (department.rhythm, department.review) == (Rhythm.MONTHLY, False)
    assert department.digest_at == time(9, 10)


def test_a_time_outside_office_hours_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DABIAO_DIGEST_AT", "20:00")
    with pytest.raises(ValidationError) as caught:
        Settings(_env_file=None)  # type: ignore[call-arg]
    assert "DIGEST_AT" in faults(caught.value)[0]


@pytest.mark.parametrize("secret", ["", "short", "密" * 24, "a b" * 10])
def test_a_webhook_without_a_good_secret_is_refused(monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    monkeypatch.setenv("DABIAO_TELEGRAM_WEBHOOK_URL", "https://bot.example/telegram")
    monkeypatch.setenv("DABIAO_TELEGRAM_WEBHOOK_SECRET", secret)
    with pytest.raises(ValidationError) as caught:
        Settings(_env_file=None)  # type: ignore[call-arg]
    assert faults(caught.value)[0].startswith("DABIAO_TELEGRAM_WEBHOOK_SECRET")


def test_a_webhook_is_called_by_https_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DABIAO_TELEGRAM_WEBHOOK_URL", "http://bot.example/telegram")
    with pytest.raises(ValidationError) as caught:
        Settings(_env_file=None)  # type: ignore[call-arg]
    assert faults(caught.value)[0].startswith("DABIAO_TELEGRAM_WEBHOOK_URL")
