"""免打扰: what somebody is not asked for waits until the quiet hours are over."""

from datetime import datetime, timedelta

from bot.domain.quiet import Quiet, read_quiet
from bot.services.slots_due import Schedule
from bot.texts import quiet as texts
from handlers import words as small_words
from handlers.turn import Turn

OFF = frozenset({"关", "关闭", "取消", "无", "off", "none"})
MOST_TRIES = 20


def quiet(turn: Turn, words: str) -> None:
    """/quiet 20:00-08:00, 免打扰 关; by itself what is set."""
    said = small_words.plain(words)
    if not said:
        turn.reply(texts.state(turn.t, turn.uow.people.quiet([turn.person.id]).get(turn.person.id)))
        return
    settings = turn.department.settings
    hours = None
    if said.lower() not in OFF:
        hours = read_quiet(said, settings.office_from, settings.office_until)
    turn.uow.people.set_quiet(turn.person.id, hours)
    turn.audit("quiet", hours=str(hours) if hours else None)
    turn.reply(texts.changed(turn.t, hours))


def may_leave_at(moment: datetime, hours: Quiet, schedule: Schedule | None) -> datetime | None:
    """The first moment from this one on outside the quiet hours, on a working day in office hours where a
    `schedule` asks for that; None when there is none soon.
    """
    for _ in range(MOST_TRIES):
        if hours.covers(moment.time()):
            moment = hours.end_after(moment)
        elif schedule is None or schedule.may_send(moment):
            return moment
        else:
            moment = _next_office_hour(moment, schedule)
    return None


def _next_office_hour(moment: datetime, schedule: Schedule) -> datetime:
    today, opens = moment.date(), schedule.settings.office_from
    early = schedule.calendar.is_working(today) and moment.time() < opens
    day = today if early else schedule.calendar.next_working(today + timedelta(days=1))
    return datetime.combine(day, opens)
