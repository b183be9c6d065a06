"""Settings of an installation, from DABIAO_… in the environment or `.env`; faults are reported at once."""

from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AnyHttpUrl, BeforeValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def _blank_is_none(value: object) -> object:
    return None if value == "" else value


class Settings(BaseSettings):
    """What the environment says. The office's own rules (due day, review, …) are settings in the store."""

    model_config = SettingsConfigDict(env_prefix="DABIAO_", env_file=".env", extra="ignore")

    database_url: str = "sqlite:///dabiao.sqlite"
    timezone: str = "Asia/Shanghai"
    language: Literal["zh_CN", "en"] = "zh_CN"
    clock_start: Annotated[datetime | None, BeforeValidator(_blank_is_none)] = None
    telegram_token: Annotated[SecretStr | None, BeforeValidator(_blank_is_none)] = None
    telegram_api_url: AnyHttpUrl = AnyHttpUrl("https://api.telegram.org")
    telegram_proxy: Annotated[AnyHttpUrl | None, BeforeValidator(_blank_is_none)] = None
    telegram_groups: bool = False
    web: bool = True
    web_host: str = "127.0.0.1"
    web_port: int = Field(8765, ge=1, le=65535)
    file_limit_mb: int = Field(10, ge=1, le=20)
    invite_days: int = Field(7, ge=1, le=60)
    tick_seconds: float = Field(20, gt=0, le=60)
    # defaults of a new department
    due_working_day: int = Field(5, ge=1, le=10)
    rhythm: Literal["monthly", "quarterly", "half-yearly", "yearly"] = "quarterly"
    review: bool = True
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("no such time zone; for example Asia/Shanghai") from None
        return value

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if not value.startswith("sqlite:///"):
            raise ValueError("only SQLite is supported; for example sqlite:///dabiao.sqlite")
        return value

    @field_validator("web_host")
    @classmethod
    def _loopback(cls, value: str) -> str:
        if value not in LOOPBACK:
            raise ValueError("the web chat serves this machine only: 127.0.0.1, ::1 or localhost")
        return value

    @field_validator("telegram_api_url")
    @classmethod
    def _root_only(cls, value: AnyHttpUrl) -> AnyHttpUrl:
        parts = urlsplit(str(value))
        if parts.query or parts.fragment or "/bot" in parts.path:
            raise ValueError("the root address of the Bot API server, without /bot and token")
        return value

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


def faults(error: ValidationError) -> list[str]:
    """One line per wrong setting, with the name to look for; never the value of a secret."""
    return [
        f"DABIAO_{'_'.join(str(p) for p in e['loc']).upper()}: {e['msg'].removeprefix('Value error, ')}"
        for e in error.errors(include_input=False, include_url=False)
    ]
