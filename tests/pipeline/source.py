"""The project's own source as syntax trees, for tests of its structure."""

import ast
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "handlers", "storage", "seed")


def sources(*packages: str) -> Iterator[tuple[str, ast.Module]]:
    """Path inside the project and tree of every module of these packages (all, if none is named)."""
    for package in packages or PACKAGES:
        for file in sorted((ROOT / package).rglob("*.py")):
            yield file.relative_to(ROOT).as_posix(), ast.parse(file.read_text("utf-8"))


def calls(tree: ast.AST, *names: str) -> list[ast.Call]:
    """Calls of functions or methods with these names."""
    return [n for n in ast.walk(tree) if isinstance(n, ast.Call) and called(n) in names]


def called(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def text_argument(call: ast.Call, position: int) -> Iterable[str]:
    """The argument at a position, when it is written out as a string (also as one of two)."""
    return texts(call.args[position]) if len(call.args) > position else ()


def texts(node: ast.expr) -> Sequence[str]:
    match node:
        case ast.Constant(value=str(text)):
            return [text]
        case ast.IfExp(body=one, orelse=other):
            return [*texts(one), *texts(other)]
        case _:
            return []


def constants(tree: ast.AST) -> list[str]:
    """Every string in a tree, as often as it is there."""
    return [n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
