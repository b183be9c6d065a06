"""What holds in the whole source: who commits, that buttons lead somewhere, that errors have words."""

import ast
import re
from collections import Counter

from bot.texts.errors import ERRORS
from handlers.commands import COMMANDS
from handlers.doings import DOINGS
from tests.pipeline.source import called, calls, constants, sources, text_argument

WORDS = ("bot/texts/errors.py", "bot/texts/admin_errors.py")


def test_only_the_pipeline_and_the_command_line_commit() -> None:
    commits = {path for path, tree in sources() if calls(tree, "commit")}
    pipeline = {path for path in commits if path.startswith("bot/pipeline/")}
    line = {path for path in commits if re.fullmatch(r"bot/(cli_\w+|__main__)\.py", path)}
    session = {"storage/unit_of_work.py", "storage/migrations/env.py"}  # what a commit is made of
    assert pipeline
    assert line
    assert commits - pipeline - line == session


def test_no_handler_or_service_opens_a_transaction_of_its_own() -> None:
    visited = list(sources("handlers")) + [s for s in sources("bot") if s[0].startswith("bot/services/")]
    opening = {path for path, tree in visited if calls(tree, "SqlUnitOfWork", "Session", "begin", "units_of")}
    assert len(visited) > 20
    assert opening == set()


def verbs() -> set[str]:
    """Verbs of buttons, written out at the button or handed on to one."""
    trees = [tree for path, tree in sources("bot", "handlers") if not path.startswith("bot/services/")]
    at_buttons = {verb for tree in trees for call in calls(tree, "Button") for verb in text_argument(call, 1)}
    families = "|".join(sorted({verb.split(".")[0] for verb in DOINGS.actions}))
    form = re.compile(rf"({families})\.[a-z_]+")
    return at_buttons | {text for tree in trees for text in constants(tree) if form.fullmatch(text)}


def test_every_button_leads_somewhere() -> None:
    assert len(verbs()) > 20
    assert sorted(verbs() - set(DOINGS.actions)) == []


def test_no_action_is_without_a_button() -> None:
    written = Counter(text for _, tree in sources("bot", "handlers") for text in constants(tree))
    assert DOINGS.actions
    assert [verb for verb in DOINGS.actions if written[verb] < 2] == []


def named_or_said(argument: ast.expr) -> list[str]:
    """The texts of an argument, and what the handlers' constants in it say."""
    nodes = list(ast.walk(argument))
    names = {n.id for n in nodes if isinstance(n, ast.Name)} | {
        n.attr for n in nodes if isinstance(n, ast.Attribute)
    }
    said = [str(n.value) for n in nodes if isinstance(n, ast.Constant)]
    given = [named_texts(tree) for _, tree in sources("handlers")]
    return said + [text for one in given for name in names for text in one.get(name, ())]


def named_texts(tree: ast.AST) -> dict[str, list[str]]:
    """Names given to texts, also several in one assignment."""
    found: dict[str, list[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target, value = node.targets[0], node.value
            names = target.elts if isinstance(target, ast.Tuple) else [target]
            values = value.elts if isinstance(value, ast.Tuple) else [value]
            for one, said in zip(names, values, strict=False):
                if isinstance(one, ast.Name) and isinstance(said, ast.Constant):
                    found.setdefault(one.id, []).append(str(said.value))
    return found


def test_every_open_question_has_somebody_to_read_the_answer() -> None:
    asked = {
        kind
        for _, tree in sources("handlers")
        for call in calls(tree, "ask")
        if isinstance(call.func, ast.Attribute) and called(call) == "ask"
        for kind in named_or_said(call.args[0])
    }
    assert len(asked) > 4
    assert sorted(asked - set(DOINGS.dialogues)) == []
    assert sorted(set(DOINGS.dialogues) - asked) == []


def test_no_name_or_alias_belongs_to_two_commands() -> None:
    names = Counter(name for c in COMMANDS for name in (c.name, *c.aliases))
    assert len(names) > 20
    assert [name for name, times in names.items() if times > 1] == []


def error_codes() -> set[str]:
    """Codes of domain errors: written out, or handed to a function that passes its parameter on as one."""
    trees = [tree for _, tree in sources()]
    made_by = {"DomainError": 0} | {n: p for tree in trees for n, p in passing_on(tree)}
    return {
        code
        for tree in trees
        for name, position in made_by.items()
        for call in calls(tree, name)
        for code in text_argument(call, position)
    }


def passing_on(tree: ast.AST) -> list[tuple[str, int]]:
    """Functions whose parameter becomes a domain error's code: name, and position of that argument."""
    found = []
    for function in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)):
        names = [a.arg for a in function.args.args if a.arg != "self"]
        for call in calls(function, "DomainError"):
            if call.args and isinstance(call.args[0], ast.Name) and call.args[0].id in names:
                found.append((function.name, names.index(call.args[0].id)))
    return found


def test_every_error_a_person_can_mend_has_words() -> None:
    assert len(error_codes()) > 30
    assert sorted(error_codes() - set(ERRORS)) == []


def test_no_words_are_kept_for_an_error_that_nobody_raises() -> None:
    raised = {text for path, tree in sources() if path not in WORDS for text in constants(tree)}
    chosen = Counter(text for path, tree in sources() if path in WORDS for text in constants(tree))
    assert ERRORS
    assert sorted(code for code in ERRORS if code not in raised and chosen[code] < 2) == []
