"""A department's settings in words: names, values, examples, what changed. Imports the domain and chat."""

from collections.abc import Mapping, Sequence

from bot.chat import Message, say
from bot.domain.locking import Locked
from bot.domain.settings import SETTINGS, DepartmentSettings, Setting
from bot.texts.catalogue import Translate, msg
from bot.texts.common import aside, day_name, month_name
from bot.texts.fitting import COLUMNS, side_by_side

NAMES: Mapping[str, str] = {
    "review": msg("review by the unit lead"),
    "rhythm": msg("rhythm of new indicators"),
    "due_working_day": msg("due on the n-th working day"),
    "due_fixed_day": msg("due on a fixed day instead"),
    "lock_days": msg("locked n working days after the due day"),
    "open_at": msg("opening reminder"),
    "last_day_but_one_at": msg("reminder on the last day but one"),
    "due_at": msg("list of what is missing on the due day"),
    "overdue_1_at": msg("reminder 1 working day after"),
    "overdue_3_at": msg("reminder 3 working days after"),
    "digest_weekday": msg("day of the digest"),
    "digest_at": msg("time of the digest"),
    "preview_at": msg("time of the preview"),
    "office_from": msg("office hours from"),
    "office_until": msg("office hours until"),
    "thresholds": msg("thresholds of the lights"),
    "grades": msg("bounds of the grades"),
    "score_weights": msg("points of the self-evaluation"),
    "evidence_on_public": msg("files taken and shown on public platforms"),
    "evidence_mb": msg("largest file in support of a figure, in MB"),
}
VALUES: Mapping[str, str] = {
    "on": msg("on"),
    "off": msg("off"),
    "none": msg("none"),
    "default": msg("default"),
    "provincial-finance": msg("provincial finance"),
    "own": msg("by indicator"),
    "project": msg("project"),
    "monthly": msg("monthly"),
    "quarterly": msg("quarterly"),
    "half-yearly": msg("half-yearly"),
    "yearly": msg("yearly"),
    "monday": msg("monday"),
    "tuesday": msg("tuesday"),
    "wednesday": msg("wednesday"),
    "thursday": msg("thursday"),
    "friday": msg("friday"),
}


def overview(t: Translate, settings: DepartmentSettings) -> Message:
    """Every setting under the name it is changed by, with its value; what one means is said when it is named."""
    values = [t("{name}: {value}", name=typed_name(t, s), value=_in_brief(t, s, settings)) for s in SETTINGS]
    return say(
        "\n".join(side_by_side(values, COLUMNS + 6)),
        t("To change one: {examples}", examples=t("; ").join(_examples(t))),
    )


def _in_brief(t: Translate, setting: Setting, settings: DepartmentSettings) -> str:
    """Chinese names leave room for the numbers of a named set; in English they are said when it is named."""
    brief = t.language == "en"
    return value_words(t, setting.show(settings)) if brief else value_shown(t, setting, settings)


def one(t: Translate, setting: Setting, settings: DepartmentSettings) -> Message:
    """What a setting means, its value, and how it is changed."""
    return say(
        t("{name}: {value}", name=typed_name(t, setting), value=value_shown(t, setting, settings)),
        t(NAMES[setting.name]),
        t("To change one: {examples}", examples=_example(t, setting)),
    )


def _examples(t: Translate) -> list[str]:
    return [_example(t, setting) for setting in SETTINGS[:1]]


def _example(t: Translate, setting: Setting) -> str:
    return f"{t('settings')} {typed_name(t, setting)} {typed_value(t, setting)}"


def typed_name(t: Translate, setting: Setting) -> str:
    """What people type to name it, in their language."""
    return setting.aliases[0] if t.language == "zh_CN" and setting.aliases else setting.name


def typed_value(t: Translate, setting: Setting) -> str:
    return value_words(t, setting.example)


def value_words(t: Translate, value: str) -> str:
    """A value as it could be typed back, in the reader's language."""
    return t(VALUES[value]) if value in VALUES else value


def value_shown(t: Translate, setting: Setting, settings: DepartmentSettings) -> str:
    """The value; of a named set of thresholds its numbers as well."""
    words = value_words(t, setting.show(settings))
    if setting.name != "thresholds":
        return words
    numbers = settings.thresholds
    three = " ".join(f"{n:f}" for n in (numbers.ahead, numbers.on_pace, numbers.slightly_below))
    return words if words.startswith(three) else words + aside(t, three)


def changed(
    t: Translate,
    setting: Setting,
    old: DepartmentSettings,
    new: DepartmentSettings,
    passed: int,
    locked: Locked | None = None,
) -> Message:
    """Old → new; what a change of the due day takes with it is said as well, and how many figures that waited
    for review count from now on, and what is locked.
    """
    lines = [change_line(t, setting, old, new)]
    lines += [
        change_line(t, s, old, new) for s in SETTINGS if s.name != setting.name and s.show(old) != s.show(new)
    ]
    if passed:
        lines.append(t("{n} figures that waited for review count now.", n=passed))
    hint = t("Indicators already in the table keep their own rhythm.") if setting.name == "rhythm" else ""
    return say("\n".join(lines), hint, "\n".join(_locked_lines(t, locked)) if locked else "")


def _locked_lines(t: Translate, locked: Locked) -> list[str]:
    """What is locked at once, what next and from when, and how one unit gets in again."""
    lines = []
    if locked.months:
        months = _months(t, locked.months)
        lines.append(
            t("Locked at once: {months}; nothing can be reported or corrected there.", months=months)
        )
    if locked.opened:
        lines.append(t("These take figures again: {months}.", months=_months(t, locked.opened)))
    if locked.next_month is None:
        lines.append(
            t(
                "All of the year is locked from {year}-{day} on.",
                year=locked.next_from.year,
                day=day_name(t, locked.next_from),
            )
        )
    else:
        month, day = month_name(t, locked.next_month), day_name(t, locked.next_from)
        lines.append(t("Next is {month}, locked from {day} on.", month=month, day=day))
    if locked.months:
        last = month_name(t, locked.months[-1])
        lines.append(t("To reopen one for one unit: reopen 交易科 {month} one was left out", month=last))
    return lines


def _months(t: Translate, months: Sequence[int]) -> str:
    if len(months) == 1:
        return month_name(t, months[0])
    return t("months {first}–{last}", first=months[0], last=months[-1])


def change_line(t: Translate, setting: Setting, old: DepartmentSettings, new: DepartmentSettings) -> str:
    before, after = value_words(t, setting.show(old)), value_words(t, setting.show(new))
    name = typed_name(t, setting)
    if before == after:
        return t("{name} is {value} already.", name=name, value=after)
    return t("{name}: {old} → {new}", name=name, old=before, new=after)
