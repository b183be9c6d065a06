"""Asked to stop, the bot lets what is on its way arrive and leaves nothing in doubt."""

from pathlib import Path

from tests.end_to_end.bot_process import PATIENCE, BotProcess
from tests.platforms.telegram.botapi_standin import StandIn
from tests.stores import copied

STRANGER = 7001


async def test_asked_to_stop_in_the_middle_of_a_delivery_it_is_marked_as_sent(
    template: Path, tmp_path: Path
) -> None:
    async with StandIn() as telegram:
        telegram.world.chat(STRANGER)
        store = copied(template, tmp_path / "office.sqlite")
        bot = BotProcess(f"sqlite:///{store}", tmp_path / "log", telegram)
        await bot.start()
        try:
            held = telegram.fault("sendMessage", chat=STRANGER, hang=2, delivered=True)
            telegram.say(STRANGER, "你好")
            await telegram.until(lambda: held.times == 0, PATIENCE)
            assert bot.in_flight().messages == 1
            assert await bot.asked_to_stop() == 0
            assert bot.in_flight().messages == 0
            sent = bot.rows(f"SELECT state FROM outbox WHERE platform = 'telegram' AND chat = '{STRANGER}'")  # noqa: S608
            assert sent == [("sent",)]
            assert "Traceback" not in bot.log.read_text("utf-8")
        finally:
            await bot.stop()
