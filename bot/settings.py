"""Settings of an installation, from DABIAO_… in the environment or `.env`; faults are reported at once."""

import re
from datetime import datetime
from importlib.util import find_spec
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import (
    AnyHttpUrl,
    AnyUrl,
    BeforeValidator,
    Field,
    SecretStr,
    UrlConstraints,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.domain.errors import DomainError
from bot.domain.settings import SETTINGS, DepartmentSettings, setting_named
from bot.web_place import WebPlace, networks

WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{24,256}")  # the Bot API's alphabet and length
DATABASES = ("sqlite:///dabiao.sqlite", "postgresql+psycopg://dabiao:password@localhost/dabiao")


def _blank_is_none(value: object) -> object:
    return None if value == "" else value


def _is_address(value: str) -> bool:
    try:
        return bool(make_url(value).database)
    except (ArgumentError, ValueError):
        return False


def _of_department(value: object, info: ValidationInfo) -> object:
    """A department's default as it would be typed in chat; what cannot be read is named with an example."""
    setting = setting_named(info.field_name or "")
    if value is None or value == "":
        return None
    try:
        setting.parse(str(value))
    except DomainError:
        raise ValueError(f"cannot be read; for example {setting.example}") from None
    return str(value)


HttpsUrl = Annotated[AnyUrl, UrlConstraints(allowed_schemes=["https"])]
OfDepartment = Annotated[str | None, BeforeValidator(_of_department)]


class Settings(BaseSettings):
    """What the environment says. The office's own rules (due day, review, …) are settings in the store."""

    model_config = SettingsConfigDict(env_prefix="DABIAO_", env_file=".env", extra="ignore")

    database_url: str = Field(DATABASES[0], repr=False)  # it may hold a password
    timezone: str = "Asia/Shanghai"
    language: Literal["zh_CN", "en"] = "zh_CN"
    clock_start: Annotated[datetime | None, BeforeValidator(_blank_is_none)] = None
    telegram_token: Annotated[SecretStr | None, BeforeValidator(_blank_is_none)] = None
    telegram_api_url: AnyHttpUrl = AnyHttpUrl("https://api.telegram.org")
    telegram_proxy: Annotated[AnyHttpUrl | None, BeforeValidator(_blank_is_none)] = None
    telegram_groups: bool = False
    telegram_webhook_url: Annotated[HttpsUrl | None, BeforeValidator(_blank_is_none)] = None
    telegram_webhook_secret: Annotated[SecretStr | None, BeforeValidator(_blank_is_none)] = None
    telegram_webhook_host: str = "127.0.0.1"
    telegram_webhook_port: int = Field(8443, ge=1, le=65535)
    health_host: str = "127.0.0.1"
    health_port: Annotated[int | None, BeforeValidator(_blank_is_none)] = Field(None, ge=1, le=65535)
    web: bool = True
    web_plain_http: bool = False
    web_url: str = ""  # where others open the web chat; empty: this machine only
    web_host: str = "127.0.0.1"
    web_port: int = Field(8765, ge=1, le=65535)
    web_proxies: str = ""  # whose X-Forwarded-For is believed: addresses and networks
    web_idle_days: int = Field(35, ge=1, le=365)  # a sign-in that is not used ends; figures come monthly
    web_session_days: int = Field(180, ge=1, le=365)
    file_limit_mb: int = Field(10, ge=1, le=20)
    keep_days: int = Field(400, ge=30)  # raw events and sent messages; figures and the audit stay
    invite_days: int = Field(7, ge=1, le=60)
    tick_seconds: float = Field(20, gt=0, le=60)
    lease_seconds: float = Field(15, ge=2, le=20)  # several processes: so soon another one takes over
    log_format: Literal["text", "json"] = "text"
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
        """Never says the address itself: it may hold a password."""
        if value.startswith("sqlite:///"):
            return value
        if not (value.startswith("postgresql+psycopg://") and _is_address(value)):
            raise ValueError(f"not the address of a database; for example {' or '.join(DATABASES)}")
        if find_spec("psycopg") is None:
            raise ValueError("PostgreSQL needs one more package: pip install 'dabiao[postgresql]'")
        return value

    @field_validator("web_url")
    @classmethod
    def _safe_address(cls, value: str, info: ValidationInfo) -> str:
        return WebPlace(url=value, plain=info.data.get("web_plain_http", False)).url

    @field_validator("web_host")
    @classmethod
    def _safe_host(cls, value: str, info: ValidationInfo) -> str:
        if "web_url" in info.data:  # it is in order
            WebPlace(value, url=info.data["web_url"], plain=True)
        return value

    @field_validator("web_proxies")
    @classmethod
    def _known_networks(cls, value: str) -> str:
        try:
            networks(value)
        except ValueError:
            raise ValueError("addresses or networks; for example 127.0.0.1, 10.1.0.0/16") from None
        return value

    @field_validator("telegram_api_url")
    @classmethod
    def _root_only(cls, value: AnyHttpUrl) -> AnyHttpUrl:
        parts = urlsplit(str(value))
        if parts.query or parts.fragment or "/bot" in parts.path:
            raise ValueError("the root address of the Bot API server, without /bot and token")
        return value

    # Defaults of departments created from now on: the names and values of bot.domain.settings.
    review: OfDepartment = None
    rhythm: OfDepartment = None
    due_working_day: OfDepartment = None
    due_fixed_day: OfDepartment = None
    lock_days: OfDepartment = None
    open_at: OfDepartment = None
    last_day_but_one_at: OfDepartment = None
    due_at: OfDepartment = None
    overdue_1_at: OfDepartment = None
    overdue_3_at: OfDepartment = None
    digest_weekday: OfDepartment = None
    digest_at: OfDepartment = None
    preview_at: OfDepartment = None
    office_from: OfDepartment = None
    office_until: OfDepartment = None
    thresholds: OfDepartment = None
    grades: OfDepartment = None
    score_weights: OfDepartment = None
    evidence_on_public: OfDepartment = None
    evidence_mb: OfDepartment = None

    @property
    def department(self) -> DepartmentSettings:
        """The settings a new department begins with."""
        given = {s.name: getattr(self, s.name) for s in SETTINGS}
        return DepartmentSettings.from_json({name: text for name, text in given.items() if text is not None})

    @property
    def web_place(self) -> WebPlace:
        return WebPlace(
            self.web_host, self.web_port, self.web_url, self.web_plain_http, networks(self.web_proxies)
        )

    @model_validator(mode="after")
    def _webhook_has_a_secret(self) -> "Settings":
        secret = self.telegram_webhook_secret
        if self.telegram_webhook_url and not (secret and WEBHOOK_SECRET.fullmatch(secret.get_secret_value())):
            raise ValueError(
                "DABIAO_TELEGRAM_WEBHOOK_SECRET: a webhook needs a secret of 24 to 256 letters, digits, _, -;"
                " for example the output of: openssl rand -hex 24"
            )
        if self.telegram_webhook_url and find_spec("uvicorn") is None:
            raise ValueError("a webhook needs one more package: pip install 'dabiao[webhook]'")
        return self

    @model_validator(mode="after")
    def _sent_in_office_hours(self) -> "Settings":
        try:
            self.department  # noqa: B018 - every time is checked against the office hours
        except DomainError as error:
            name = error.facts["name"].upper()
            raise ValueError(
                f"DABIAO_{name}: outside office hours ({error.facts.get('clash', '')})"
            ) from None
        return self

    @property
    def secrets(self) -> list[str]:
        """What no log may show."""
        given = (self.telegram_token, self.telegram_webhook_secret)
        password = make_url(self.database_url).password
        return [s.get_secret_value() for s in given if s is not None] + ([password] if password else [])

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)


def faults(error: ValidationError) -> list[str]:
    """One line per wrong setting, with the name to look for; never the value of a secret."""
    return [
        ": ".join(
            part
            for part in (
                "_".join(("DABIAO", *(str(p).upper() for p in e["loc"]))) if e["loc"] else "",
                e["msg"].removeprefix("Value error, "),
            )
            if part
        )
        for e in error.errors(include_input=False, include_url=False)
    ]
