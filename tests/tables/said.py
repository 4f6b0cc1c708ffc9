"""What the code says: the sentences in its calls of `say` and the like, also those that stand in a constant."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from tests.tables.unsaid import tree_of

# Which argument of each holds what is said.
PLACES = {"say": 0, "told": 0, "say_all": 0, "counted": 2, "UnknownName": 0, "path_of": 1}
# These say all the sentences among what they are given; ids of tables and codes have no spaces.
OF_FAULTS = ("add", "add_whole", "fault", "Fault", "Unreadable", "Wording")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def said_in(path: Path) -> Iterator[str]:
    """The sentences said in a file of Python: texts, and what names of the same file stand for."""
    tree = tree_of(path)
    whole = _named(tree.body)
    for scope in [tree, *(each for each in ast.walk(tree) if isinstance(each, FUNCTIONS))]:
        names = whole | _named(list(ast.walk(scope))) if isinstance(scope, FUNCTIONS) else whole
        for call in ast.walk(scope):
            if isinstance(call, ast.Call):
                yield from _said(call, names)


def _said(call: ast.Call, names: dict[str, list[ast.expr]]) -> Iterator[str]:
    name = getattr(call.func, "id", "") or getattr(call.func, "attr", "")
    if name in PLACES:
        for given in call.args[PLACES[name] : PLACES[name] + 1]:
            yield from _texts(given, names)
    if name in OF_FAULTS:
        yield from (text for given in call.args for text in _texts(given, names) if " " in text)


def _named(nodes: list[ast.AST] | list[ast.stmt]) -> dict[str, list[ast.expr]]:
    """What is written down under each name."""
    found = defaultdict(list)
    for node in nodes:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    found[target.id].append(node.value)
                elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    for name, value in zip(target.elts, node.value.elts, strict=True):
                        found[getattr(name, "id", "")].append(value)
    return dict(found)


def _texts(node: ast.expr, names: dict[str, list[ast.expr]]) -> Iterator[str]:
    """The texts that this may be; of what is computed none."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*_texts(node.body, names), *_texts(node.orelse, names))
    elif isinstance(node, ast.BoolOp):
        yield from (text for each in node.values for text in _texts(each, names))
    elif isinstance(node, ast.Tuple):
        yield from (text for each in node.elts for text in _texts(each, names))
    elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        rows = [each for each in names.get(node.value.id, ()) if isinstance(each, ast.Dict)]
        yield from (text for row in rows for each in row.values for text in _texts(each, names))
    elif isinstance(node, ast.Name):
        others = {name: nodes for name, nodes in names.items() if name != node.id}
        yield from (text for each in names.get(node.id, ()) for text in _texts(each, others))
