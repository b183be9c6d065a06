"""Prompts, answers and errors fit a dozen lines of a phone; board, digest, history, previews may be longer.

Whatever is said in any test is measured when its office closes (tests/office.py).
"""

import ast
from pathlib import Path

from bot.chat import say
from bot.services.ports import Address
from tests.lengths import overlong
from tests.office import Office

ROOT = Path(__file__).parents[2]
WHOLE = {
    ("board.py", "overview"),
    ("board.py", "listing"),
    ("digest.py", "digest"),  # and its preview
    ("status.py", "history"),
    ("table.py", "preview"),
    ("table.py", "assignment_preview"),
    ("delivery.py", "preview"),
    ("fill_in.py", "checked"),  # of a workbook, before it is taken
}
"""Who alone may say more than a dozen lines at once."""


def shown_whole(path: Path) -> set[tuple[str, str]]:
    """The functions of a module that let a message be of any length."""
    return {
        (path.name, function.name)
        for function in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(function, ast.FunctionDef)
        for call in ast.walk(function)
        if isinstance(call, ast.keyword) and call.arg == "whole"
    }


def test_only_boards_digests_histories_and_previews_are_shown_whole() -> None:
    modules = [
        p for folder in ("bot/texts", "handlers", "bot/pipeline") for p in (ROOT / folder).rglob("*.py")
    ]
    assert {found for path in modules for found in shown_whole(path)} == WHOLE


def test_a_long_answer_would_be_noticed(office: Office) -> None:
    with office.app.units() as uow:
        now = office.app.clock.now()
        long = say("\n".join("行" for _ in range(13)))
        uow.messages.send(Address("web", office.accounts["小周"]), long, key="long", kind="notice", at=now)
        uow.commit()
    assert overlong(office.app) == ["\n".join("行" for _ in range(13))]
    with office.app.units() as uow:
        uow.connection.exec_driver_sql("DELETE FROM outbox")
        uow.commit()


async def turned(office: Office, who: str) -> str:
    """All pages of the newest answer, to the last."""
    said = [office.all(who)[-1].text]
    while "下一页" in office.all(who)[-1].labels:
        said.append((await office.presses(who, "下一页", on=office.all(who)[-1]))[-1].text)
    return "\n".join(said)


async def test_help_and_the_list_of_people_turn_pages(office: Office) -> None:
    for words in ("帮助", "名单"):
        await office.says("郑主管", words)
        assert len((await turned(office, "郑主管")).splitlines()) > 24


MANY = "2-06 21亿；2-07 4600；2-08 9.9亿；2-09 338亿"


async def test_many_figures_are_confirmed_on_any_page_and_stored_once(office: Office) -> None:
    for code in ("2-10", "2-11", "2-12", "2-13", "3-01"):
        await office.says("郑主管", f"分配 {code} 交易科")
    await office.says("小周", MANY + "；2-10 142万；2-11 23；2-13 90；3-01 461")
    said = await turned(office, "小周")
    codes = ("2-06", "2-07", "2-08", "2-09", "2-10", "2-11", "2-13", "3-01")
    assert [c for c in codes if f"{c} " not in said] == []
    heard = await office.presses("小周", "确认")
    assert [h for h in heard if "另有3项已记录。" in h.text.splitlines()]
    june = {c: [f for f in office.figures(c) if f[0] in ("2023-06", "2023Q2")] for c in codes}
    assert {c: len(found) for c, found in june.items()} == dict.fromkeys(codes, 1)
