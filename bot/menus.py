"""The native command menus: each person's chat offers what that person may do. Imports the app's parts."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.chat import SendError
from bot.pipeline.transactions import Transactions
from bot.platforms.telegram import TelegramChat
from bot.services.queues import QueuedUnitOfWork
from bot.texts.catalogue import translator
from handlers.command import Doings

log = logging.getLogger(__name__)

SECONDS = 10
Menu = tuple[tuple[str, str], ...]


@dataclass
class Menus:
    """Looks at everybody's posts now and then and tells Telegram where a menu has changed.

    What was told is kept in memory only: telling it again after a restart changes nothing.
    """

    telegram: TelegramChat
    transactions: Transactions
    doings: Doings
    language: str
    _told: dict[str, Menu] = field(default_factory=dict)

    async def run(self) -> None:
        while True:
            try:
                await self.refresh()
            except Exception:
                log.exception("the command menus could not be refreshed; it goes on")
            await asyncio.sleep(SECONDS)

    async def refresh(self) -> None:
        for chat, menu in await self.transactions.run(self._menus):
            if self._told.get(chat) == menu:
                continue
            try:
                await self.telegram.set_menu(chat, None, menu)
            except SendError as error:
                log.warning("the menu of a chat could not be set: %s", error)
                return
            self._told[chat] = menu

    def _menus(self, uow: QueuedUnitOfWork) -> Sequence[tuple[str, Menu]]:
        found = []
        for department in uow.targets.departments():
            people = {p.id: p for p in uow.people.in_department(department.id)}
            for person_id, accounts in uow.people.accounts(people).items():
                for account in (a for a in accounts if a.platform == self.telegram.name and a.reachable):
                    t = translator(account.language or self.language)
                    allowed = self.doings.for_person(people[person_id])
                    found.append((account.chat, tuple((c.name, t(c.summary)) for c in allowed)))
        return found
