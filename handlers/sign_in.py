"""The web chat's sessions from within a chat: a link for another browser, and the end of them all."""

from bot.domain.errors import DomainError
from bot.services import sign_in as signing
from bot.services.enrol import invite_again
from bot.texts import sign_in as texts
from handlers.turn import Turn


def login(turn: Turn, _words: str) -> None:
    """/login: a link that signs the person in once more; not where others run the platform."""
    pattern = turn.links.get(signing.WEB)
    if pattern is None:
        raise DomainError("no-web-chat")
    if turn.public:
        raise DomainError("login-elsewhere")
    turn.uow.people.revoke_invitations(turn.person.id, turn.now)
    made = invite_again(turn.uow, turn.person, now=turn.now, lasting=signing.LINK_LASTS, by=turn.person.id)
    turn.audit("login-link")
    turn.reply(texts.link(turn.t, pattern.format(code=made.code), signing.LINK_LASTS))


def logout(turn: Turn, _words: str) -> None:
    """/logout: on the web chat the person has to come in anew everywhere, here too."""
    ended = turn.uow.sessions.end_all(turn.person.id)
    turn.audit("logout", sessions=ended)
    turn.reply(texts.signed_out(turn.t, ended))
