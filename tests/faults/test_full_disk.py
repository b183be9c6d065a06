"""A disk that is really full, under the real bot: only with DABIAO_FAULTS=all, and where one may mount."""

import asyncio
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.end_to_end.bot_process import PATIENCE, BotProcess
from tests.end_to_end.test_killed import on_telegram
from tests.faults.trouble import EVERY
from tests.platforms.telegram.botapi_standin import StandIn
from tests.stores import copied

WORDS = "2-12 126"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, of a few megabytes."""
    if not EVERY:
        pytest.skip("only with DABIAO_FAULTS=all: a file system is mounted for it")
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("a file system cannot be mounted here")
    yield folder
    subprocess.run(["umount", folder], check=True)


def fill(disk: Path) -> Path:
    """A file that takes all the room there is."""
    ballast = disk / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (65536, 512, 1):
            try:
                while file.write(b"x" * size) == size:
                    pass
            except OSError:
                continue
    return ballast


async def test_what_is_sent_while_the_disk_is_full_is_answered_once_when_there_is_room(
    disk: Path, template: Path, tmp_path: Path
) -> None:
    url = f"sqlite:///{copied(template, disk / 'office.sqlite')}"
    chat = on_telegram(url)["小朱"]
    async with StandIn() as telegram:
        telegram.world.chat(chat)
        bot = BotProcess(url, tmp_path / "log", telegram)
        try:
            await bot.start()
            telegram.say(chat, WORDS)
            await telegram.until(lambda: any("126" in m.text for m in telegram.sent(chat)), PATIENCE)
            asked = next(m for m in telegram.sent(chat) if "126" in m.text)
            ballast = await asyncio.to_thread(fill, disk)
            for n in range(60):
                telegram.say(chat, f"查 2-{n % 13 + 1:02}")
            telegram.press(chat, asked.message_id, "确认")
            await telegram.until(lambda: "disk is full" in bot.log.read_text("utf-8"), PATIENCE)
            await asyncio.sleep(5)
            assert bot.process is not None
            assert bot.process.returncode is None
            ballast.unlink()
            await telegram.until(
                lambda: bot.rows("SELECT count(*) FROM inbox WHERE state = 'done'") == [(62,)], 5 * PATIENCE
            )
            await telegram.until(lambda: bot.in_flight().queued + bot.in_flight().messages == 0, 5 * PATIENCE)
        finally:
            await bot.stop()
        told = [m.text for m in telegram.sent(chat) if m.text.startswith("✔ 2-12")]
        assert len(told) == 1
        assert bot.rows("SELECT count(*) FROM revision WHERE event_id IS NOT NULL") == [(1,)]
        assert bot.rows("SELECT count(*) FROM inbox WHERE state <> 'done'") == [(0,)]
