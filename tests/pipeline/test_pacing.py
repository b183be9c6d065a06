"""How fast messages may leave, in time that passes only when told."""

import pytest

from bot.chat import Capabilities
from bot.pipeline.pacing import BURST, Pace
from tests.pipeline.fake_platform import FakeTime


def leaves(pace: Pace, time: FakeTime, chat: str, messages: int) -> list[float]:
    """When each of several messages to a chat leaves, in seconds from now."""
    start, moments = time.now, []
    for _ in range(messages):
        time.now += pace.delay(chat)
        pace.spend(chat)
        moments.append(round(time.now - start, 3))
    return moments


@pytest.mark.parametrize(
    ("limits", "chat", "expected"),
    [
        (Capabilities(), "a", [0, 0, 0, 0, 0]),
        (Capabilities(per_second=25), "a", [0, 0.04, 0.08, 0.12, 0.16]),
        (Capabilities(per_chat_second=1), "a", [0, 0, 0, 1, 2]),
        (Capabilities(per_chat_second=1, group_per_minute=20), "-7", [0, 3, 6, 9, 12]),
    ],
)
def test_an_answer_leaves_at_once_and_many_at_the_allowed_pace(
    limits: Capabilities, chat: str, expected: list[float]
) -> None:
    time = FakeTime()
    assert leaves(Pace(limits, time.seconds), time, chat, 5) == expected


def test_one_chats_pace_is_not_anothers() -> None:
    time = FakeTime()
    pace = Pace(Capabilities(per_chat_second=1), time.seconds)
    for _ in range(BURST):
        pace.spend("a")
    assert (pace.delay("a"), pace.delay("b")) == (1.0, 0.0)
    assert pace.waiting() == {"a": 1.0}


def test_a_held_chat_waits_alone_and_a_held_platform_as_a_whole() -> None:
    time = FakeTime()
    pace = Pace(Capabilities(), time.seconds)
    pace.hold(30, "a")
    assert (pace.delay("a"), pace.delay("b"), pace.everyone()) == (30.0, 0.0, 0.0)
    pace.hold(5)
    assert (pace.delay("a"), pace.delay("b"), pace.everyone()) == (30.0, 5.0, 5.0)
    time.now += 30
    assert (pace.delay("a"), pace.waiting()) == (0.0, {})
