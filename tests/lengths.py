"""How long what was said is on a phone."""

from sqlalchemy import select

from bot.app import App
from bot.chat import message_from_json, plain_text
from bot.texts.fitting import LONGEST, lines_of
from storage import schema


def overlong(app: App) -> list[str]:
    """Whatever the bot has said so far in more than a dozen lines, but for what is shown whole."""
    with app.units() as uow:
        bodies = uow.connection.scalars(select(schema.outbox.c.body)).all()
    said = [message_from_json(body) for body in bodies]
    texts = {plain_text(message) for message in said if not message.whole}
    return sorted(text for text in texts if lines_of(text) > LONGEST)
