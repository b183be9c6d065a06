"""The row that says which process polls and sends. Implements bot.pipeline.lease.LeaseRow."""

import os
import secrets
import socket
from dataclasses import dataclass, field

from sqlalchemy import Engine, text

from storage.unit_of_work import store_faults

HOLD = text(
    "INSERT INTO lease (name, holder, until) VALUES (:name, :holder, now() + :seconds * interval '1 second')"
    " ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until"
    " WHERE lease.holder = excluded.holder OR lease.until < now()"
)
LET_GO = text("UPDATE lease SET until = now() WHERE name = :name AND holder = :holder")


def _myself() -> str:
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(8)}"


@dataclass(frozen=True)
class PostgresLease:
    """One row per name; `holder` is this process: machine:process:random."""

    engine: Engine
    name: str
    holder: str = field(default_factory=_myself)

    def hold(self, seconds: float) -> bool:
        with store_faults(), self.engine.begin() as connection:
            given = {"name": self.name, "holder": self.holder, "seconds": seconds}
            return connection.execute(HOLD, given).rowcount == 1

    def let_go(self) -> None:
        with store_faults(), self.engine.begin() as connection:
            connection.execute(LET_GO, {"name": self.name, "holder": self.holder})
