"""The changes that could be made in a file: one place each, the rest as it was."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
}  # fmt: skip
OPERATIONS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult, ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}  # fmt: skip


@dataclass(frozen=True)
class Mutant:
    """A file with one change: where it is, and the whole source."""

    file: Path
    line: int
    change: str
    source: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.change}"


def places(path: Path) -> int:
    """How many changes could be made in a file."""
    return len(list(_places(ast.parse(path.read_text(encoding="utf-8")))))


def mutant(path: Path, number: int, file: Path) -> Mutant:
    """The file with the change of this number."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    place = list(_places(tree))[number]
    line, before = place.lineno, ast.unparse(place)
    _change(place)
    return Mutant(file, line, f"{before} -> {ast.unparse(place)}", ast.unparse(tree))


def _places(tree: ast.Module) -> Iterator[ast.expr]:
    """What can be changed: not in type annotations or docstrings, nor what only says something."""
    skipped = {id(part) for node in ast.walk(tree) for part in _unchanged(node)}
    for node in ast.walk(tree):
        if id(node) not in skipped and isinstance(node, ast.expr) and _can_change(node):
            yield node


def _unchanged(node: ast.AST) -> Iterator[ast.AST]:
    annotations = [getattr(node, "annotation", None), getattr(node, "returns", None)]
    said = [node] if isinstance(node, (ast.Raise, ast.Assert)) else []
    for each in [*annotations, *said]:
        if each is not None:
            yield from ast.walk(each)


def _can_change(node: ast.expr) -> bool:
    if isinstance(node, ast.Compare):
        return type(node.ops[0]) in COMPARISONS
    if isinstance(node, ast.BinOp):
        return type(node.op) in OPERATIONS
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, (ast.Not, ast.Invert))
    return isinstance(node, ast.Constant) and type(node.value) in (int, float)


def _change(node: ast.expr) -> None:
    if isinstance(node, ast.Compare):
        node.ops[0] = COMPARISONS[type(node.ops[0])]()
    elif isinstance(node, ast.BinOp):
        node.op = OPERATIONS[type(node.op)]()
    elif isinstance(node, ast.UnaryOp):
        node.op = ast.UAdd() if isinstance(node.op, ast.Invert) else ast.Not()
        if isinstance(node.op, ast.Not):
            node.operand = ast.UnaryOp(ast.Not(), node.operand)
    elif isinstance(node, ast.Constant):
        node.value = node.value + 1 if node.value in (0, 1, -1) else node.value * 1.5
