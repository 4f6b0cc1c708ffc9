"""What imports what, what is loaded when, and what an installation needs."""

from __future__ import annotations

import graphlib
import os
import runpy
import shutil
import stat
import subprocess
import sys
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

import influence

ROOT = Path(__file__).parents[1]
PACKAGE = Path(influence.__file__).parent
DRAWING = runpy.run_path(str(ROOT / "docs" / "draw_architecture.py"))
modules, place = DRAWING["modules"], DRAWING["place"]
# Every file is parsed for these, which takes a second.
imports = cache(DRAWING["imports"])
named = cache(lambda importer, path: tuple(DRAWING["named"](importer, path)))

# The table of folders: data goes down this line, and a file imports from its own folder and from those above it.
LINE = (
    "speech",  # what is said, in the language spoken
    "errors",  # imported by all
    "array_types",
    "compiled",  # what compiles a loop
    "tables",  # what the data may say
    "graph",  # the container: tables, arrays, networkx
    "measures",  # what several answers share
    "rules",  # what warns, what follows, and from where on
    "analysis",  # one question a file
    "outcomes",  # scores against how deals ended
    "read",  # files in
    "write",  # files out
    "show",  # pages
    "datasets",  # the data that comes along, and simulated deals
    "spark",  # the scores of a cluster
    "__init__",  # the public names
    "mcp",  # the questions of an assistant
    "cli",  # the command line
    "__main__",
)
ROOT_FILES = {"__init__", "__main__", "errors", "array_types", "compiled", "speech"}
EVERYWHERE = ("influence.array_types", "influence.compiled")
HEAVY = ("matplotlib", "pyvis", "numba", "jinja2", "openpyxl", "pyspark", "networkx", "sklearn")
PUBLIC = (influence, influence.read, influence.show, influence.show.figures, influence.spark)
QUESTIONS = ("influence.analysis", "influence.outcomes.backtest", "influence.outcomes.baselines")
VERBS = ("Ask", "Check", "Draw", "List", "Load", "Make", "Read", "Replace", "Save", "Show", "Write")
MOST_LINES = 400


def run(code, **environment):
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, env={**os.environ, **environment}
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def within(folder):
    """The modules of one folder of the package."""
    return {name: path for name, path in modules(PACKAGE).items() if f"{name}.".startswith(f"influence.{folder}.")}


def running_back(package):
    """Imports from a later place in the line."""
    known = modules(package)
    pairs = [
        (importer, imported, place(importer, known), place(imported, known)) for importer, imported in imports(package)
    ]
    return sorted(
        f"{importer} imports {imported}"
        for importer, imported, one, other in pairs
        if LINE.index(one) < LINE.index(other)
    )


def circle(package):
    """Modules that import one another in a circle, wherever in the files they do; empty where none do."""
    needs = defaultdict(set)
    for importer, imported in imports(package):
        needs[importer].add(imported)
    try:
        graphlib.TopologicalSorter(needs).prepare()
    except graphlib.CycleError as found:
        return list(found.args[1])
    return []


def test_every_file_and_folder_has_its_place_in_the_line():
    known = modules(PACKAGE)
    assert {place(name, known) for name in known} == set(LINE)
    assert {path.stem for path in PACKAGE.glob("*.py")} == ROOT_FILES
    assert list(DRAWING["ROOMS"]) == [name for name in LINE if name not in ROOT_FILES]


def test_imports_come_from_earlier_in_the_line():
    assert running_back(PACKAGE) == []


def test_no_modules_import_one_another_in_a_circle():
    assert circle(PACKAGE) == []


@pytest.mark.parametrize(
    "line",
    [
        "import influence.show.page",
        "from influence.show import page",
        "from influence.show.page import draw",
        "from ..show import page",
        "from ..show.page import draw",
        "def late():\n    from influence.show.page import draw",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from influence.show.page import draw",
    ],
)
def test_an_import_is_seen_however_it_is_written(tmp_path, line):
    package = tmp_path / "influence"
    for folder in ("tables", "show"):
        (package / folder).mkdir(parents=True)
        (package / folder / "__init__.py").write_text("")
    (package / "__init__.py").write_text("")
    (package / "show" / "page.py").write_text("from influence.tables import schema\n")
    (package / "tables" / "schema.py").write_text(line)
    assert running_back(package) == ["influence.tables.schema imports influence.show.page"]
    assert set(circle(package)) == {"influence.tables.schema", "influence.show.page"}


def test_kernels_know_arrays_and_nothing_else():
    kernels = {
        name: path for folder in ("tables", "graph", "measures") for name, path in within(f"{folder}.kernels").items()
    }
    for name, path in kernels.items():
        for imported in named(name, path):
            assert not imported.startswith("pandas"), f"{name} imports {imported}"
    outside = [pair for pair in imports(PACKAGE) if pair[0] in kernels and pair[1] not in {*kernels, *EVERYWHERE}]
    assert outside == []


def test_an_analysis_imports_no_other():
    files = within("analysis")
    assert not [
        (importer, imported)
        for importer, imported in imports(PACKAGE)
        if importer in files
        and imported in files
        and imported != "influence.analysis.finding"
        and importer.rpartition(".")[2] not in ("finding", "score", "score_tables", "compare", "trend")
    ]


def test_readers_compute_nothing():
    later = {"measures", "rules", "analysis"}
    known = modules(PACKAGE)
    assert not [pair for pair in imports(PACKAGE) if place(pair[0], known) == "read" and place(pair[1], known) in later]


def test_only_show_draws():
    for name, path in modules(PACKAGE).items():
        if not name.startswith("influence.show"):
            drawing = [each for each in named(name, path) if each.startswith(("matplotlib", "pyvis", "jinja2"))]
            assert not drawing, name


def test_import_loads_nothing_that_draws_or_compiles():
    code = f"import sys, influence; print([name for name in {HEAVY!r} if name in sys.modules])"
    assert run(code) == "[]"


def public_functions():
    for home in PUBLIC:
        yield from ((name, getattr(home, name)) for name in home.__all__)
    yield from ((name, getattr(influence.datasets, name)) for name in ("load", "names", "simulate"))


def test_analyses_answer_a_question_and_actions_begin_with_a_verb():
    for name, thing in public_functions():
        if callable(thing) and not isinstance(thing, type):
            first = thing.__doc__.splitlines()[0]
            if thing.__module__.startswith(QUESTIONS):
                assert first.endswith("?"), name
            else:
                assert first.split()[0] in VERBS, f"{name}: {first}"
            assert "Examples\n" in thing.__doc__, name


@pytest.mark.parametrize("folder", ["src", "tests", "docs", "benchmarks"])
def test_files_stay_small(folder):
    long = {
        path.relative_to(ROOT).as_posix(): len(path.read_text(encoding="utf-8").splitlines())
        for path in (ROOT / folder).rglob("*.py")
    }
    assert {path: lines for path, lines in long.items() if lines > MOST_LINES} == {}


@pytest.mark.slow
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


@pytest.mark.parametrize(
    "module", [influence, influence.read, influence.show, influence.spark], ids=lambda module: module.__name__
)
def test_dir_lists_what_is_public(module):
    assert dir(module) == sorted(module.__all__)
