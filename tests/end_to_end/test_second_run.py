"""A second `dabiao run` on the same store refuses to start; other commands work beside the first."""

import asyncio
import sys
from pathlib import Path

from tests.end_to_end.bot_process import BotProcess
from tests.platforms.telegram.botapi_standin import StandIn
from tests.stores import copied


async def dabiao(bot: BotProcess, *arguments: str) -> tuple[int | None, str]:
    """Run a command to its end beside the bot: exit code and what it said."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        *arguments,
        env=bot.environment(),
        cwd=bot.log.parent,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await asyncio.wait_for(process.communicate(), 30)
    return process.returncode, said.decode()


async def test_two_processes_do_not_serve_one_store(template: Path, tmp_path: Path) -> None:
    async with StandIn() as telegram:
        store = copied(template, tmp_path / "store.sqlite")
        bot = BotProcess(f"sqlite:///{store}", tmp_path / "log", telegram)
        await bot.start()
        try:
            assert bot.process is not None
            number = bot.process.pid
            code, said = await dabiao(bot, "run")
            assert (code, f"is being served already (process {number})" in said) == (1, True)
            assert "Traceback" not in said
            code, said = await dabiao(bot, "targets", "--json")
            assert (code, "4-04" in said) == (0, True)
        finally:
            await bot.stop()
