"""What a department may set, the defaults, and how it is typed and stored. Imports the domain only."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import time
from typing import Any

from bot.domain.errors import DomainError
from bot.domain.period import Rhythm
from bot.domain.setting_values import (
    GRADES,
    RHYTHM,
    SWITCH,
    THRESHOLDS,
    TIME,
    WEEKDAY,
    WEIGHTS,
    ValueKind,
    number_between,
    or_nothing,
)
from bot.domain.thresholds import DEFAULT, DEFAULT_GRADES, Grades, ScoreWeights, Thresholds


@dataclass(frozen=True, slots=True)
class DepartmentSettings:
    """Times are local. `due_fixed_day`, when set, is a day of the month and stands in for `due_working_day`.

    `lock_days`: how many working days after its due day a period still takes figures; None: all year.
    `digest_weekday` counts from Monday = 0. `score_weights` None: every indicator's own weight, as a whole
    department's self-evaluation has them. `evidence_on_public`: whether files in support of figures are taken
    and handed over on public platforms; `evidence_mb`: how large one may be.
    """

    review: bool = True
    rhythm: Rhythm = Rhythm.QUARTERLY
    due_working_day: int = 5
    due_fixed_day: int | None = None
    lock_days: int | None = None
    open_at: time = time(9)
    last_day_but_one_at: time = time(14, 30)
    due_at: time = time(16)
    overdue_1_at: time = time(9)
    overdue_3_at: time = time(9)
    digest_weekday: int = 0
    digest_at: time = time(8, 30)
    preview_at: time = time(15)
    office_from: time = time(8, 30)
    office_until: time = time(17, 30)
    thresholds: Thresholds = DEFAULT
    grades: Grades = DEFAULT_GRADES
    score_weights: ScoreWeights | None = None
    evidence_on_public: bool = False
    evidence_mb: int = 10

    def to_json(self, base: "DepartmentSettings | None" = None) -> dict[str, str]:
        """Name to text of what differs from `base` (by default from the defaults)."""
        other = base or DepartmentSettings()
        return {s.name: s.show(self) for s in SETTINGS if getattr(self, s.name) != getattr(other, s.name)}

    @classmethod
    def from_json(
        cls, value: Mapping[str, str], base: "DepartmentSettings | None" = None
    ) -> "DepartmentSettings":
        """`base` with what `to_json` wrote. Raises DomainError as `with_setting` does."""
        read = {setting_named(name).name: setting_named(name).parse(text) for name, text in value.items()}
        return _checked(replace(base or cls(), **read))

    def with_setting(self, name: str, text: str) -> "DepartmentSettings":
        """These settings with one changed as typed.

        Raises DomainError: setting-unknown (name, names), setting-invalid (name, value, example; clash: the
        setting whose time would lie outside office hours).
        """
        setting = setting_named(name)
        changed = replace(self, **{setting.name: setting.parse(text)})
        if setting.name == "due_working_day":
            changed = replace(changed, due_fixed_day=None)
        return _checked(changed, setting.name)


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting as help lists it: its name, how people also call it, and an example of a value."""

    name: str
    aliases: tuple[str, ...]
    example: str
    kind: ValueKind

    def parse(self, text: str) -> Any:
        try:
            return self.kind.parse(_plain(text))
        except ValueError as error:
            raise DomainError("setting-invalid", name=self.name, value=text, example=self.example) from error

    def show(self, settings: DepartmentSettings) -> str:
        """The value as text that could be typed: on, quarterly, 09:00, monday, default."""
        return self.kind.show(getattr(settings, self.name))


SETTINGS = (
    Setting("review", ("审核", "复核"), "on", SWITCH),
    Setting("rhythm", ("报送频率", "频率", "周期"), "monthly", RHYTHM),
    # Due by the 10th working day or the 20th, a window closes before the next opens, whatever the holidays.
    Setting("due_working_day", ("截止工作日", "截止"), "5", number_between(1, 10)),
    Setting("due_fixed_day", ("截止日", "固定截止日"), "8", or_nothing(number_between(1, 20))),
    Setting("lock_days", ("锁定工作日", "锁定"), "10", or_nothing(number_between(1, 60))),
    Setting("open_at", ("开始提醒时间",), "09:00", TIME),
    Setting("last_day_but_one_at", ("截止前提醒时间",), "14:30", TIME),
    Setting("due_at", ("截止汇总时间",), "16:00", TIME),
    Setting("overdue_1_at", ("逾期提醒时间",), "09:00", TIME),
    Setting("overdue_3_at", ("逾期三日提醒时间",), "09:00", TIME),
    Setting("digest_weekday", ("简报日",), "monday", WEEKDAY),
    Setting("digest_at", ("简报时间",), "08:30", TIME),
    Setting("preview_at", ("预览时间",), "15:00", TIME),
    Setting("office_from", ("上班时间",), "08:30", TIME),
    Setting("office_until", ("下班时间",), "17:30", TIME),
    Setting("thresholds", ("亮灯标准", "阈值"), "1.2 1 0.8", THRESHOLDS),
    Setting("grades", ("等级", "评分等级"), "90 80 60", GRADES),
    Setting("score_weights", ("自评分值", "分值"), "10 50 30 10", WEIGHTS),
    Setting("evidence_on_public", ("公共平台收佐证",), "off", SWITCH),
    Setting("evidence_mb", ("佐证上限",), "10", number_between(1, 20)),
)

_SENDING_TIMES = (
    "open_at",
    "last_day_but_one_at",
    "due_at",
    "overdue_1_at",
    "overdue_3_at",
    "digest_at",
    "preview_at",
)


def setting_named(name: str) -> Setting:
    """The setting of that name or alias. Raises DomainError setting-unknown (name, names)."""
    plain = _plain(name).replace("-", "_")
    for setting in SETTINGS:
        if plain == setting.name or plain in setting.aliases:
            return setting
    raise DomainError("setting-unknown", name=name, names=[s.name for s in SETTINGS])


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()


def _checked(settings: DepartmentSettings, name: str | None = None) -> DepartmentSettings:
    """The settings, if everything is sent in office hours; else DomainError about what changed (`name`)."""
    for sending in _SENDING_TIMES:
        if not settings.office_from <= getattr(settings, sending) <= settings.office_until:
            setting = setting_named(name or sending)
            value = setting.show(settings)
            raise DomainError(
                "setting-invalid", name=setting.name, value=value, example=setting.example, clash=sending
            )
    return settings
