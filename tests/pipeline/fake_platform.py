"""A platform in memory: what is to go wrong is told beforehand, what was sent is kept."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.chat import (
    Accept,
    Capabilities,
    File,
    Incoming,
    Joined,
    Left,
    Message,
    RawEvent,
    Source,
    Text,
    plain_text,
)


@dataclass(frozen=True)
class Delivered:
    """One message that arrived. `edits` is the native id of the message it took the place of."""

    chat: str
    text: str
    at: float = 0.0
    edits: str | None = None


@dataclass
class FakeTime:
    """Seconds that pass only by sleeping."""

    now: float = 100.0

    def seconds(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds
        await asyncio.sleep(0)


@dataclass
class FakePlatform:
    """`faults` are raised by the next sends to a chat, which deliver nothing unless `arrives_anyway`."""

    capabilities: Capabilities = field(default_factory=Capabilities)
    name: str = "fake"
    account: str = "bot"
    time: FakeTime = field(default_factory=FakeTime)
    delivered: list[Delivered] = field(default_factory=list)
    faults: dict[str, list[Exception]] = field(default_factory=dict)
    arrives_anyway: bool = False
    gate: asyncio.Event | None = None  # sends wait for it
    files: dict[str, bytes | Exception] = field(default_factory=dict)
    files_ready: asyncio.Event = field(default_factory=asyncio.Event)

    async def run(self, accept: Accept) -> None:
        await asyncio.get_running_loop().create_future()

    def parse(self, payload: Mapping[str, Any]) -> Incoming | None:
        source = Source(self.name, payload["chat"], payload.get("sender", payload["chat"]))
        match payload["kind"]:
            case "text":
                return Text(source, payload["text"])
            case "file":
                return File(source, "a.bin", "application/octet-stream", None, payload["text"])
            case "joined":
                return Joined(source)
            case "left":
                return Left(source)
            case _:
                return None

    async def fetch(self, file: File, limit: int) -> bytes | None:
        await self.files_ready.wait()
        content = self.files[file.ref]
        if isinstance(content, Exception):
            raise content
        return content if len(content) <= limit else None

    async def send(self, chat: str, message: Message, key: str, native: str | None = None) -> str:
        if self.gate is not None:
            await self.gate.wait()
        faults = self.faults.get(chat)
        fault = faults.pop(0) if faults else None
        if fault is None or self.arrives_anyway:
            self.delivered.append(Delivered(chat, plain_text(message), self.time.now, native))
        if fault is not None:
            raise fault
        return native or f"n{len(self.delivered)}"

    def texts(self, chat: str | None = None) -> list[str]:
        return [d.text for d in self.delivered if chat in (None, d.chat)]


def event(native_id: str, chat: str, text: str = "", kind: str = "text") -> RawEvent:
    return RawEvent(native_id, chat, {"kind": kind, "chat": chat, "text": text or native_id})


def events(chat: str, *texts: str) -> Sequence[RawEvent]:
    return [event(f"{chat}-{text}", chat, text) for text in texts]
