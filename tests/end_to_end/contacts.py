"""Contacts of the pretend office on Telegram, each reporting the unit's indicators one after the other."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.platforms.telegram.botapi_standin import StandIn
from tests.platforms.telegram.botapi_state import Sent

AGAIN = 20.0  # seconds without an answer after which people say it again: an answer can be lost on its way
TIMES = 20

# June's (or the second quarter's) figures as typed, and as they are to be stored.
FIGURES = {
    "1-01": ("99.7%", "2023Q2", "99.7"),
    "1-02": ("98.4%", "2023Q2", "98.4"),
    "1-03": ("4.8%", "2023-06", "4.8"),
    "1-04": ("41", "2023-06", "41"),
    "2-01": ("5972/6000", "2023-06", "99.5333"),
    "2-02": ("100%", "2023-06", "100"),
    "2-03": ("2.8万", "2023-06", "28000"),
    "2-04": ("2600", "2023-06", "2600"),
    "2-05": ("2560", "2023-06", "2560"),
    "2-06": ("20亿", "2023-06", "2000000000"),
    "2-07": ("4600", "2023-06", "4600"),
    "2-08": ("9.5亿", "2023-06", "950000000"),
    "2-09": ("350亿", "2023-06", "35000000000"),
    "2-10": ("142万", "2023-06", "1420000"),
    "2-11": ("23", "2023-06", "23"),
    "2-12": ("126", "2023-06", "126"),
    "2-13": ("90", "2023-06", "90"),
    "3-01": ("455", "2023Q2", "455"),
    "3-02": ("27", "2023Q2", "27"),
    "3-03": ("57%", "2023-06", "57"),
    "3-04": ("930", "2023-06", "930"),
    "4-01": ("98.6%", "2023-06", "98.6"),
    "4-02": ("50%", "2023-06", "50"),
    "4-03": ("40%", "2023-06", "40"),
    "4-04": ("99.3%", "2023-06", "99.3"),
}


# Typed first and put right by editing the message before it is confirmed.
MISTYPED = {"2-04": "2610", "2-06": "20.5亿", "2-11": "24", "3-03": "58%", "3-04": "940", "4-03": "41%"}


@dataclass
class Contact:
    """One step is one message or one press; `steps` hands them out."""

    chat: int
    codes: tuple[str, ...]
    telegram: StandIn
    steps: asyncio.Semaphore
    asks: int = 1  # questions after each report
    did: int = 0
    confirmed: list[str] = field(default_factory=list)  # codes the bot said are recorded

    async def work(self) -> None:
        for code in self.codes:
            await self._report(code)
            asked = 0
            while asked < self.asks:
                await self._ask(code)
                asked += 1

    async def _report(self, code: str) -> None:
        asked = await self._drafts(code)
        await self._step()
        self.telegram.press(self.chat, asked.message_id, "确认")

        def again() -> None:
            """Press the newest question that can still be pressed; where there is none, look it up."""
            drafts = [
                m for m in self.telegram.sent(self.chat) if m.text.startswith(code) and offers(m, "确认")
            ]
            if drafts:
                self.telegram.press(self.chat, drafts[-1].message_id, "确认")
            else:
                self.telegram.say(self.chat, f"查 {code}")

        def says_it_is_in(m: Sent) -> bool:
            looked_up = m.message_id > asked.message_id and m.text.startswith(code) and "待审" in m.text
            return m.text.startswith(f"✔ {code}") or looked_up

        await self._hears(says_it_is_in, again)
        self.confirmed.append(code)

    async def _drafts(self, code: str) -> Sent:
        """The question to confirm the figure, after the message was put right where it was mistyped."""
        figure = FIGURES[code][0]
        text, right = f"{code} {MISTYPED.get(code, figure)}", f"{code} {figure}"
        message = await self._say(text)
        asked = await self._hears(
            lambda m: m.text.startswith(code) and offers(m, "确认"),
            lambda: self.telegram.say(self.chat, text),
        )
        if code not in MISTYPED:
            return asked
        await self._step()
        self.telegram.edit(self.chat, message, right)
        return await self._hears(
            lambda m: m.message_id > asked.message_id and offers(m, "确认"),
            lambda: self.telegram.say(self.chat, right),
        )

    async def _ask(self, code: str) -> None:
        """Alternately a question and a file that is none of a contact's business."""
        known = {m.message_id for m in self.telegram.sent(self.chat)}
        if self.did % 2:
            await self._say(f"查 {code}")
        else:
            await self._step()
            self.telegram.send_document(self.chat, f"{code}.txt", code.encode())
        await self._hears(
            lambda m: m.message_id not in known, lambda: self.telegram.say(self.chat, f"查 {code}")
        )

    async def _say(self, text: str) -> int:
        await self._step()
        return self.telegram.say(self.chat, text)

    async def _step(self) -> None:
        await self.steps.acquire()
        self.did += 1

    async def _hears(self, wanted: Callable[[Sent], bool], again: Callable[[], object]) -> Sent:
        """The newest message that is wanted; without one for a while the contact does it again."""
        for _ in range(TIMES):
            try:
                await self.telegram.until(lambda: any(map(wanted, self.telegram.sent(self.chat))), AGAIN)
            except TimeoutError:
                again()
                self.did += 1
            else:
                break
        return next(m for m in reversed(self.telegram.sent(self.chat)) if wanted(m))


def offers(message: Sent, label: str) -> bool:
    return any(label == shown for row in message.buttons for shown, _ in row)
