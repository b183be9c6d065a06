"""`dabiao run` without the pace at which Telegram lets messages leave; settings as always from DABIAO_…."""

from dataclasses import replace

from bot import parts
from bot.__main__ import serve
from bot.app import build
from bot.chat import Capabilities
from bot.platforms.telegram import TelegramChat
from bot.settings import Settings


class Unpaced(TelegramChat):
    @property
    def capabilities(self) -> Capabilities:
        return replace(super().capabilities, per_second=0, per_chat_second=0, group_per_minute=0)


def main() -> None:
    parts.TelegramChat = Unpaced  # type: ignore[misc]
    serve(build(Settings()))


if __name__ == "__main__":
    main()
