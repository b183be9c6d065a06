"""`dabiao stuck`: events that were set aside after their tries, to be looked at, retried or dropped."""

from collections.abc import Sequence
from typing import Annotated

import typer

from bot.cli_common import opened
from bot.domain.errors import DomainError
from bot.services.ports import UnitOfWork
from bot.services.queues import StoredEvent
from bot.texts import cli as texts

EVERY = "all"


def stuck(
    retry: Annotated[
        str | None, typer.Option("--retry", help="handle it once more: its reference, or all")
    ] = None,
    drop: Annotated[str | None, typer.Option("--drop", help="never handle it: its reference, or all")] = None,
) -> None:
    """List what could not be handled; the person was told its reference."""
    if retry and drop:
        raise typer.BadParameter("either --retry or --drop")
    with opened() as desk:
        events = desk.uow.inbox.aside()
        if chosen := retry or drop:
            events = _chosen(events, chosen)
            for event in events:
                if retry:
                    desk.uow.inbox.put_back(event.id)
                else:
                    desk.uow.inbox.drop(event.id, desk.now)
                desk.uow.messages.audit(
                    "retry" if retry else "drop", person_id=None, at=desk.now, reference=event.reference
                )
            desk.commit()
        for event in events:
            sender = _sender(desk.uow, event)
            typer.echo(texts.stuck_event(desk.t, event, sender, desk.settings.zone))
        typer.echo(texts.stuck_summary(desk.t, len(events), retried=bool(retry), dropped=bool(drop)))


def _chosen(events: Sequence[StoredEvent], reference: str) -> Sequence[StoredEvent]:
    """Raises DomainError reference-unknown (said, references)."""
    said = reference.strip().upper()
    found = [e for e in events if said in (e.reference, EVERY.upper())]
    if not found:
        raise DomainError("reference-unknown", said=reference, references=[e.reference for e in events])
    return found


def _sender(uow: UnitOfWork, event: StoredEvent) -> str:
    """Whose conversation it is from; the chat's id where nobody is known there."""
    account = uow.people.account(event.platform, event.chat)
    return uow.people.person(account.person_id).name if account else event.chat
