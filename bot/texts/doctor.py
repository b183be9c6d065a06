"""What `dabiao doctor` finds, in words. Imports the catalogue."""

from collections.abc import Mapping, Sequence

from bot.texts.catalogue import Translate, msg
from bot.texts.common import listed

FAULTS: Mapping[str, str] = {  # how aiohttp and the Bot API call what keeps them apart
    "ClientConnectorDNSError": msg("the address {address} is not known here"),
    "ClientConnectorError": msg("no connection to {address}"),
    "ClientProxyConnectionError": msg("no connection to the proxy"),
    "ClientConnectorCertificateError": msg("the certificate of {address} is not trusted"),
    "ServerDisconnectedError": msg("{address} hung up"),
    "time-out": msg("no answer of {address} in time"),
    "Unauthorized": msg("the token is not known there; BotFather shows the right one"),
    "Not Found": msg("the token is not known there; BotFather shows the right one"),
}
MARKS = {True: "✓", False: "✗", None: "·"}


def line(ok: bool | None, words: str) -> str:
    return f"{MARKS[ok]} {words}"


def verdict(t: Translate, wrong: int) -> str:
    return t("{n} things are wrong.", n=wrong) if wrong else t("Nothing is wrong.")


def settings_read(t: Translate, timezone: str, language: str) -> str:
    return t(
        "settings are readable: time zone {timezone}, language {language}",
        timezone=timezone,
        language=language,
    )


def catalogue(t: Translate, count: int) -> str:
    return t("texts: {n} in Chinese", n=count)


def calendar(t: Translate, year: int, known: bool) -> str:
    if known:
        return t("working days of {year} are known", year=year)
    return t("working days of {year} are not published yet: Monday to Friday is assumed", year=year)


def database_unreachable(t: Translate, why: str) -> str:
    return t("the database cannot be used: {why}", why=why)


def no_database(t: Translate) -> str:
    return t("there is no database yet; the first import makes it")


def database_behind(t: Translate, revision: str, head: str | None) -> str:
    return t("the database is at {revision}, not at {head}: start the bot once", revision=revision, head=head)


def database(t: Translate, head: str) -> str:
    return t("database: reachable, at {head}", head=head)


def no_department(t: Translate) -> str:
    return t("no department yet: dabiao import FILE --department NAME --year YYYY")


def tables(t: Translate, name: str, years: Sequence[int]) -> str:
    if not years:
        return t("{name}: no target table yet", name=name)
    return t("{name}: tables of {years}", name=name, years=listed(t, map(str, years)))


def orphans(t: Translate, codes: Sequence[str]) -> str:
    if not codes:
        return t("every indicator has a responsible unit")
    return t("nobody answers for {n}: {codes}", n=len(codes), codes=listed(t, codes))


def no_administrator(t: Translate, name: str) -> str:
    return t("{name}: no administrator yet: dabiao invite --role admin", name=name)


def people(t: Translate, count: int, waiting: Sequence[str]) -> str:
    if not waiting:
        return t("{n} people, all with an account", n=count)
    return t("{n} people, without an account yet: {names}", n=count, names=listed(t, waiting))


def telegram_off(t: Translate) -> str:
    return t("Telegram is off: DABIAO_TELEGRAM_TOKEN is not set")


def telegram(t: Translate, name: str, fault: str, address: str) -> str:
    if name:
        return t("Telegram answers: @{name}", name=name)
    words = t(FAULTS[fault], address=address) if fault in FAULTS else fault
    return t("Telegram does not answer: {fault}", fault=words)


def web_off(t: Translate) -> str:
    return t("the web chat is off")


def web_here(t: Translate, address: str) -> str:
    return t("web chat: {address}, for this machine only", address=address)


def web(t: Translate, url: str, listens: str, *, overheard: bool) -> str:
    if overheard:
        return t(
            "web chat: {url}, listening on {listens}; over http, which others can read along",
            url=url,
            listens=listens,
        )
    return t("web chat: {url}, listening on {listens}", url=url, listens=listens)
