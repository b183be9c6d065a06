"""The department's settings: shown and changed by administrators only."""

from bot.domain.locking import Locked, newly_locked
from bot.domain.settings import SETTINGS, DepartmentSettings, setting_named
from bot.services import review as reviews
from bot.services.scope import ledgers_in_use, newest_ended_month
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
    if not value:
        turn.reply(texts.one(turn.t, setting, current))
        return
    changed = current.with_setting(name, value)
    passed = 0
    if changed != current:
        _save(turn, current, changed)
        passed = _pass_every(turn) if current.review and not changed.review else 0
    locked = _locked_by(turn, current, changed) if changed.lock_days != current.lock_days else None
    turn.reply(texts.changed(turn.t, setting, current, changed, passed, locked))


def _locked_by(turn: Turn, old: DepartmentSettings, new: DepartmentSettings) -> Locked:
    """Which months' periods are locked at once, and which one next."""
    year = newest_ended_month(turn.today)[0]
    return newly_locked(year, turn.today, turn.calendar, old, new)


def _save(turn: Turn, old: DepartmentSettings, new: DepartmentSettings) -> None:
    turn.uow.targets.save_settings(turn.department.id, new)
    for setting in SETTINGS:
        before, after = setting.show(old), setting.show(new)
        if before != after:
            turn.audit("setting", name=setting.name, old=before, new=after)


def _pass_every(turn: Turn) -> int:
    """Without review nothing waits for it: how many figures count from now on."""
    tables = ledgers_in_use(turn.uow, turn.department, turn.today)
    passed = [p for x in tables for p in reviews.pass_every(turn.uow, x, turn.person, turn.now)]
    for indicator, revision in passed:
        turn.audit("pass", indicator=indicator.code, period=revision.period.key, value=str(revision.value))
    return len(passed)


def name_and_value(words: str) -> tuple[str, str]:
    """截止日 8, 截止日：8, 截止日=8 or 截止日8: the name, and what follows it."""
    known = sorted(
        (n for s in SETTINGS for n in (s.name, *s.aliases) if words.lower().startswith(n)), key=len
    )
    if known:
        return known[-1], words[len(known[-1]) :].strip(" =:：")
    name, _, value = words.partition(" ")
    return name, value.strip()
