"""What imports what, what is loaded when, and what an installation needs."""

from __future__ import annotations

import ast
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

import influence

PACKAGE = Path(influence.__file__).parent
HEAVY = ("matplotlib", "pyvis", "numba", "jinja2", "openpyxl", "pyspark", "networkx")


def run(code, **environment):
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def imported(path):
    """Modules of this package that a file imports, wherever in the file it does."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("influence"):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def files(folder):
    return sorted((PACKAGE / folder).rglob("*.py"))


def test_import_loads_nothing_that_draws_or_compiles():
    code = f"import sys, influence; print([name for name in {HEAVY!r} if name in sys.modules])"
    assert run(code) == "[]"


@pytest.mark.parametrize(
    ("folder", "never"),
    [
        (
            "kernels",
            ("influence.analysis", "influence.show", "influence.read", "influence.stakeholder_graph", "pandas"),
        ),
        ("analysis", ("influence.analysis", "influence.show", "influence.read", "influence.portfolio", "matplotlib")),
        ("read", ("influence.analysis", "influence.show", "influence.kernels", "influence.portfolio")),
    ],
)
def test_imports_point_one_way(folder, never):
    for path in files(folder):
        for name in imported(path):
            assert not f"{name}.".startswith(tuple(f"{each}." for each in never)), f"{path.name} imports {name}"


def test_only_show_draws():
    for path in files("."):
        if "show" not in path.parts:
            assert not [name for name in imported(path) if name.startswith(("matplotlib", "pyvis"))], path.name


def test_public_names_are_documented_with_a_first_question_and_an_example():
    for name in influence.__all__:
        thing = getattr(influence, name)
        if callable(thing) and not isinstance(thing, type):
            assert thing.__doc__.splitlines()[0].endswith("?"), name
            assert "Examples\n" in thing.__doc__, name


def test_files_and_tests_stay_small():
    for path in files("."):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 400, path.name


@pytest.mark.skipif(sys.platform == "win32", reason="permissions work differently there")
def test_a_read_only_installation_compiles_in_memory(tmp_path):
    """Neither the package nor the user's cache can be written to."""
    site = tmp_path / "site"
    shutil.copytree(PACKAGE, site / "influence", ignore=shutil.ignore_patterns("__pycache__"))
    for folder in [site, *(path for path in site.rglob("*") if path.is_dir())]:
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    code = (
        "import numba.core.caching as caching\n"
        # The superuser may write anywhere: what is refused to others is refused here by name.
        "for locator in caching.CacheImpl._locator_classes: locator.ensure_cache_path = refuse\n"
    )
    refuse = "def refuse(self):\n    raise OSError('read-only')\n"
    work = (
        "import pandas as pd, influence\n"
        "people = pd.DataFrame({'person': ['Ann', 'Bo']})\n"
        "print(influence.score(influence.StakeholderGraph.from_tables(people))['voters'].item())\n"
    )
    try:
        assert run(refuse + code + work, PYTHONPATH=str(site), PYTHONDONTWRITEBYTECODE="1") == "2"
    finally:
        for folder in [site, *(path for path in site.rglob("*") if path.is_dir())]:
            folder.chmod(stat.S_IRWXU)
