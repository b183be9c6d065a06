"""Every word people read has a Chinese form, and the Chinese form has the same fields."""

import ast
import re
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


NAMES = (
    re.compile(  # of units, people, indicators and documents: they are as the table and the office write them
        r"交易科|小王|小周|小吴|电子档案|全程网办率|局发〔2023〕[569]号|鲁财绩〔202[34]〕[25]号|language 中文"
    )
)
FOREIGN = re.compile(r"[\u2e80-\u9fff\uff01-\uff60、。]")


def test_english_has_no_chinese_but_names() -> None:
    wrong = [i for i in sorted(used()) if FOREIGN.search(NAMES.sub("", i))]
    assert wrong == []
    assert any(FOREIGN.search(i) for i in used())


LITERAL_CHINESE = {  # what stands in code and is not said by itself
    "common.py": "a unit that is left away",
    "errors.py": "a comma that is left behind",
    "digest_rows.py": "the square metre's short sign",
    "milestones.py": "the square metre's short sign",
    "figures.py": "signs of comparison in cells",
    "fitting.py": "where Chinese text may be broken",
    "form_details.py": "the official workbook's name and headings",
    "forms.py": "official headings",
    "leave.py": "examples that are put into the reader's language",
    "rounds.py": "examples that are put into the reader's language",
    "typed.py": "examples that are put into the reader's language",
    "people.py": "each language in its own words",
}


def test_no_text_is_written_in_chinese_outside_the_catalogue() -> None:
    found = {}
    for file in sorted((ROOT / "bot" / "texts").glob("*.py")):
        tree = ast.parse(file.read_text("utf-8"))
        known = msgids(tree)
        said = [c for c in strings(tree) if FOREIGN.search(c) and c not in known]
        if said and file.name not in LITERAL_CHINESE:
            found[file.name] = said
    assert found == {}


def strings(tree: ast.AST) -> list[str]:
    """All literal strings but docstrings."""
    bare = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    return [
        n.value
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in bare
    ]
