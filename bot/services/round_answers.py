"""What a round's reviewed answers give the official forms. Imports the domain, ports and the book."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.domain.monitoring import Round, RoundKind, Stated
from bot.services.form_c import Answer
from bot.services.ports import Department, UnitOfWork
from bot.services.round_book import RoundBook


@dataclass(frozen=True)
class RoundAnswers:
    """The reviewed answers of a round, by indicator id. No round: nothing was asked."""

    round: Round | None = None
    stated: Mapping[int, Stated] = field(default_factory=dict)

    @property
    def document(self) -> str:
        return self.round.document if self.round else ""

    def for_form_c(self) -> dict[int, Answer]:
        return {id_: _answer(stated) for id_, stated in self.stated.items()}


def _answer(stated: Stated) -> Answer:
    """Where there is no value, why there is none stands as the explanation."""
    return Answer(
        stated.value,
        stated.expected,
        stated.reasons,
        (),
        stated.text or stated.none_because,
        stated.likelihood,
        whole=True,
    )


def round_answers(
    uow: UnitOfWork, department: Department, kind: RoundKind, year: int, until: int
) -> RoundAnswers:
    """Of the newest round of that kind and span."""
    found = [
        r for r in uow.monitoring.rounds(department.id) if (r.kind, r.year, r.until) == (kind, year, until)
    ]
    if not found:
        return RoundAnswers()
    book = RoundBook.load(uow, department, found[-1])
    reviewed = {i.id: book.reviewed(i) for i in book.ledger.indicators}
    return RoundAnswers(found[-1], {id_: entry.stated for id_, entry in reviewed.items() if entry})
