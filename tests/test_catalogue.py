"""Every word people read has a Chinese form, and the Chinese form has the same fields."""

import ast
from pathlib import Path
from string import Formatter

from bot.texts.catalogue import LOCALE, load, load_file

ROOT = Path(__file__).parent.parent


def msgids(tree: ast.AST) -> set[str]:
    """The literal first arguments of calls to `t(...)`, `self.t(...)`, `turn.t(...)` and `msg(...)`."""
    found = set()
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and node.args):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        if name in ("t", "msg") and isinstance(node.args[0], ast.Constant):
            found.add(str(node.args[0].value))
    return found


def used() -> set[str]:
    files = [*ROOT.glob("bot/**/*.py"), *ROOT.glob("handlers/*.py"), *ROOT.glob("seed/*.py")]
    return set().union(*(msgids(ast.parse(f.read_text("utf-8"))) for f in files))


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_msgid_has_a_chinese_text() -> None:
    assert sorted(used() - set(load(LOCALE / "zh_CN"))) == []


def test_the_chinese_catalogue_has_no_entry_that_nothing_uses() -> None:
    assert sorted(set(load(LOCALE / "zh_CN")) - used()) == []


def test_the_chinese_text_fills_the_same_fields() -> None:
    catalogue = load(LOCALE / "zh_CN")
    wrong = {i: text for i, text in catalogue.items() if not fields(text) <= fields(i)}
    assert catalogue
    assert wrong == {}


def test_no_msgid_stands_in_two_files() -> None:
    files = sorted((LOCALE / "zh_CN").glob("*.po"))
    ids = [i for f in files for i in load_file(f)]
    assert len(ids) > 50
    assert sorted({i for i in ids if ids.count(i) > 1}) == []


def test_the_search_for_msgids_sees_calls() -> None:
    assert len(used()) > 50
