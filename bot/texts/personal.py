"""One's own data, and leaving for good, in words. Imports services' results and chat."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.chat import Attachment, Button, Heading, Message, say
from bot.domain.people import Person, Post
from bot.services.personal import Left, MyData
from bot.services.ports import Account, Unit
from bot.texts.catalogue import Translate, msg
from bot.texts.common import aside, clipped, listed
from bot.texts.leave import days
from bot.texts.people import posts
from bot.texts.roster import post_names

LONGEST_POSTS = 80  # characters; the file has them all


def my_data(t: Translate, found: MyData, units: Sequence[Unit], zone: ZoneInfo, now: datetime) -> Message:
    """At most a dozen lines, and a file with every row."""
    message = say(
        Heading(t("Your data")),
        "\n".join(
            [
                t("Name: {name}", name=found.person.name),
                t("Posts: {posts}", posts=clipped(posts(t, found.person, units), LONGEST_POSTS)),
                t("Accounts: {accounts}", accounts=listed(t, sorted(_account(t, a) for a in found.accounts))),
                *_settings(t, found),
                _figures(t, found, zone),
                t(
                    "Reviews {reviews}, explanations {explained}, messages sent {sent} and received {received}",
                    reviews=found.count("verdict"),
                    explained=found.count("explanation", "deferral"),
                    sent=found.count("inbox"),
                    received=found.count("outbox"),
                ),
                *_more(t, found),
            ]
        ),
        t("The file has every row stored about you. To leave: /leave"),
    )
    return replace(message, document=_file(t, found, now.astimezone(zone)))


def _account(t: Translate, account: Account) -> str:
    return account.platform + (aside(t, account.language) if account.language else "")


def _settings(t: Translate, found: MyData) -> list[str]:
    said = [t("quiet hours {hours}", hours=str(found.quiet))] if found.quiet else []
    said += [t("deputy {name} ({unit})", name=d.deputy.name, unit=d.units[0].name) for d in found.deputies]
    if found.leave:
        said.append(t("leave {days}", days=days(t, found.leave.leave, weekday=False)))
    return [t("Settings: {settings}", settings=listed(t, said))] if said else []


def _figures(t: Translate, found: MyData, zone: ZoneInfo) -> str:
    if found.reported is None:
        return t("Figures reported: none")
    first, last = (f"{at.astimezone(zone):%Y-%m-%d}" for at in found.reported)
    return t("Figures reported: {n} ({first} to {last})", n=found.count("revision"), first=first, last=last)


def _more(t: Translate, found: MyData) -> list[str]:
    """What few people have: files in support, answers in rounds, bulletins checked or signed."""
    said = {
        msg("files in support {n}"): found.count("evidence"),
        msg("answers in rounds {n}"): found.count("monitoring_entry"),
        msg("bulletins checked or signed {n}"): found.count("bulletin_answer", "signed_bulletins"),
    }
    counts = [t(words, n=n) for words, n in said.items() if n]
    return [listed(t, counts)] if counts else []


def _file(t: Translate, found: MyData, local: datetime) -> Attachment:
    content = json.dumps(found.rows, ensure_ascii=False, indent=1).encode()
    return Attachment(t("my-data-{day}.json", day=f"{local:%Y%m%d}"), "application/json", content)


# ---------------------------------------------------------------- leaving


def ask_me(t: Translate, person: Person, untaken: Sequence[Post], units: Sequence[Unit]) -> Message:
    return say(
        t("Delete your data and leave? This cannot be undone."),
        t("Your name and accounts go; figures and reviews stay, under a number."),
        t("Then there would be nobody for: {posts}", posts=post_names(t, untaken, units)) if untaken else "",
        buttons=[_yes_or_no(t, t("delete my data"), "erase.me", person)],
    )


def ask(t: Translate, person: Person) -> Message:
    """To an administrator, about somebody deactivated."""
    return say(
        t("Erase the name {name}? This cannot be undone.", name=person.name),
        t("Lists, history and exports then say a number; figures and reviews stay."),
        buttons=[_yes_or_no(t, t("erase the name"), "erase.confirm", person)],
    )


def _yes_or_no(t: Translate, label: str, verb: str, person: Person) -> list[Button]:
    return [
        Button(label, verb, {"person": person.id, "answer": "yes"}, style="danger"),
        Button(t("cancel"), "draft.cancel", {"answer": "no"}),
    ]


def gone(t: Translate, left: Left) -> Message:
    """The last thing said to somebody who left."""
    return say(t("Your name and accounts are deleted; records say {name}. Thank you.", name=left.name))


def erased(t: Translate, left: Left) -> Message:
    return say(t("The name is erased; records say {name}.", name=left.name))


def somebody_left(t: Translate, left: Left, units: Sequence[Unit]) -> Message:
    """To administrators."""
    return say(
        t(
            "{name} has left ({posts}) and deleted the own data.",
            name=left.name,
            posts=post_names(t, left.posts, units),
        ),
        t("Now there is nobody for: {posts}. See: orphans", posts=post_names(t, left.untaken, units))
        if left.untaken
        else "",
    )
