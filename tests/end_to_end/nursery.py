"""Starts the bot by forking a process that has loaded the program: 200 starts take minutes, not an hour.

What is killed is a process of its own all the same; only the loading of modules is not done again.
"""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

ROOT = Path(__file__).parents[2]


@dataclass
class Born:
    """As much of asyncio's Process as the harness needs."""

    nursery: "Nursery"
    pid: int
    returncode: int | None = None

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    async def wait(self) -> int:
        if self.returncode is None:
            self.returncode = await asyncio.to_thread(self.nursery.ask, {"wait": self.pid})
        return self.returncode


class Nursery:
    """`with Nursery() as nursery:` its processes are children of one that has nothing else to do."""

    def __enter__(self) -> Self:
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "tests.end_to_end.nursery"],
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._parent.communicate()

    def ask(self, request: Mapping[str, object]) -> int:
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        print(json.dumps(request), file=self._parent.stdin, flush=True)
        return int(self._parent.stdout.readline())

    async def start(self, environment: Mapping[str, str], log: Path) -> Born:
        request = {"environment": dict(environment), "log": str(log)}
        return Born(self, await asyncio.to_thread(self.ask, request))


def main() -> None:
    """Answer requests, a JSON object a line: start one, or wait for the end of one."""
    from bot import __main__ as program
    from bot import app  # noqa: F401 - loaded once for all
    from bot.platforms import telegram  # noqa: F401

    for line in sys.stdin:
        request = json.loads(line)
        if pid := request.get("wait"):
            answer = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        elif (answer := os.fork()) == 0:
            _become(request)
            program.cli(["run"])
        print(answer, flush=True)  # noqa: T201


def _become(request: Mapping[str, str | dict[str, str]]) -> None:
    """The bot, with the settings and the log that are asked for."""
    os.environ.clear()
    os.environ.update(dict(request["environment"]))
    log = Path(str(request["log"]))
    os.chdir(log.parent)
    with log.open("ab") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    os.close(0)


if __name__ == "__main__":
    main()
