"""The department's settings: shown and changed by administrators only."""

from bot.domain.settings import SETTINGS, DepartmentSettings, setting_named
from bot.texts import settings as texts
from handlers.turn import Turn


def settings(turn: Turn, words: str) -> None:
    """/settings, or 设置 截止日 8: what is set, or one setting changed; its name alone shows it."""
    current = turn.department.settings
    if not words:
        turn.reply(texts.overview(turn.t, current))
        return
    name, value = name_and_value(words)
    setting = setting_named(name)
    changed = current.with_setting(name, value) if value else current
    if changed != current:
        _save(turn, current, changed)
    turn.reply(texts.changed(turn.t, setting, current, changed))


def _save(turn: Turn, old: DepartmentSettings, new: DepartmentSettings) -> None:
    turn.uow.targets.save_settings(turn.department.id, new)
    for setting in SETTINGS:
        before, after = setting.show(old), setting.show(new)
        if before != after:
            turn.audit("setting", name=setting.name, old=before, new=after)


def name_and_value(words: str) -> tuple[str, str]:
    """截止日 8, 截止日：8, 截止日=8 or 截止日8: the name, and what follows it."""
    known = sorted(
        (n for s in SETTINGS for n in (s.name, *s.aliases) if words.lower().startswith(n)), key=len
    )
    if known:
        return known[-1], words[len(known[-1]) :].strip(" =:：")
    name, _, value = words.partition(" ")
    return name, value.strip()
