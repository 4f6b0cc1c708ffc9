"""The dependencies tell the truth: what is declared is imported somewhere, and what is imported is declared."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
# What the gate calls instead of importing it, and the words by which it does.
TOOLS = {
    "ipykernel": "--nbmake",
    "mypy": "mypy",
    "nbmake": "--nbmake",
    "pytest_xdist": "pytest -n",
    "ruff": "ruff check",
}
# Packages that are imported under another name.
IMPORTED_AS = {"pillow": "PIL", "python-pptx": "pptx", "pyyaml": "yaml", "scikit-learn": "sklearn"}
OWN = {"influence", "tests", "benchmarks"}


def packages(requirements):
    """The names under which what is required is imported; extras of the project itself are left out."""
    names = (re.match(r"[A-Za-z0-9_.-]+", line)[0] for line in requirements)
    return {IMPORTED_AS.get(name, name.replace("-", "_")) for name in names if name != PROJECT["project"]["name"]}


def imported(*folders):
    """The packages of others that these folders import, wherever in a file and also by `import_module` and `needed`."""
    found = set()
    for path in (path for folder in folders for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found |= {name.partition(".")[0] for name in _names(node)}
    return found - set(sys.stdlib_module_names) - OWN


def _names(node):
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level:
        return [node.module]
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("import_module", "needed"):
        return [each.value for each in node.args[:1] if isinstance(each, ast.Constant)]
    return []


EXTRAS = PROJECT["project"]["optional-dependencies"]
NEEDED = packages(PROJECT["project"]["dependencies"])
FOR_USERS = NEEDED.union(*(packages(lines) for name, lines in EXTRAS.items() if name not in ("docs", "test")))
FOR_PAGES = packages(EXTRAS["docs"]) - FOR_USERS
FOR_TESTS = packages(EXTRAS["test"])


def test_the_library_imports_what_it_declares_and_declares_what_it_imports():
    assert imported("src") == FOR_USERS


def test_the_tests_import_what_they_declare_or_the_gate_calls_it():
    assert imported("tests", "benchmarks", "docs") - FOR_USERS - FOR_PAGES == FOR_TESTS - set(TOOLS)


@pytest.mark.parametrize("package", sorted(FOR_PAGES - set(TOOLS)))
def test_the_pages_are_built_with_what_they_declare(package):
    assert package in (ROOT / "docs" / "conf.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("tool", TOOLS)
def test_the_gate_calls_the_tools(tool):
    options = " ".join(PROJECT["tool"]["pytest"]["ini_options"]["addopts"])
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8") + (ROOT / "README.md").read_text(encoding="utf-8")
    assert tool in FOR_TESTS
    assert TOOLS[tool] in f"{options} {gate}"


def test_what_the_library_always_needs_is_needed_without_an_extra():
    """Whatever `import influence` or a module of it loads at its top is no extra."""
    at_the_top = set()
    for path in (ROOT / "src").rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            at_the_top |= {name.partition(".")[0] for name in _names(node)}
    assert at_the_top - set(sys.stdlib_module_names) - OWN <= NEEDED
