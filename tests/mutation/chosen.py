"""Which tests are about a file, by names and imports, and which kernels are compiled from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "influence"
# The whole model written down plainly: every score of hundreds of deals must equal its own.
EVERYWHERE = ("tests/laws/test_against_plain_networkx.py", "tests/laws/test_second_model_against_plain_networkx.py")
# Where tests have other names than what they are about.
WHOLE = {"rules": "tests/rules", "kernels": "tests/measures"}
# Tests of the same names that are about something else, or come last anyway; pages only repeat numbers.
ELSEWHERE = {"cli", "docs", "laws", "mcp", "show", "spark", "write"}


@cache
def tests_of(changed: Path) -> tuple[str, ...]:
    """The tests about a file or about who imports it, by their names, all of a rule or a kernel, the plain model."""
    about = dict.fromkeys(path for name in _readers(changed) for path in _tests_called(name))
    whole = [tests for part, tests in WHOLE.items() if part in changed.parts]
    return (*about, *whole, *EVERYWHERE)


@cache
def nearest(changed: Path) -> set[str]:
    """The tests called after a file or that use it; where there are none, those of the files that import it."""
    direct = [path for name in sorted(_importing({changed.stem})) for path in _tests_called(name)]
    return set(_tests_called(changed.stem) or direct)


def _tests_called(name: str) -> list[str]:
    """The tests called after a file, then those that import it."""
    every = [path for path in sorted((ROOT / "tests").rglob("test_*.py")) if not ELSEWHERE & set(path.parts)]
    words = re.compile(rf"\.{name} import|^from influence import .*\b{name}\b|\binfluence\.{name}\(", re.MULTILINE)
    importing = [path for path in every if words.search(path.read_text(encoding="utf-8"))]
    called = [path for path in every if path.name.startswith(f"test_{name}")]
    return [str(path.relative_to(ROOT)) for path in dict.fromkeys([*called, *importing])]


def _readers(changed: Path) -> Iterator[str]:
    """Names of the file, of the files that import it, and of those that import these."""
    yield changed.stem
    direct = _importing({changed.stem})
    yield from sorted(direct)
    yield from sorted(_importing(direct) - direct)


def _importing(names: set[str]) -> set[str]:
    """Names of the files of these folders that import one of these."""
    words = re.compile(rf"^\s*from influence\.\S*\b({'|'.join(map(re.escape, names))})\b", re.MULTILINE)
    files = [
        path for folder in ("analysis", "measures", "outcomes", "rules") for path in (PACKAGE / folder).rglob("*.py")
    ]
    return {path.stem for path in files if names and words.search(path.read_text(encoding="utf-8"))} - {"__init__"}


def kernels_from(changed: Path) -> set[str]:
    """The modules whose compiled code holds something of this file: itself, and the kernels that import it."""
    modules = {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path for path in _kernel_files()}
    found = {".".join(changed.with_suffix("").parts)}
    while more := {name for name, path in modules.items() if name not in found and _imports(path, found)}:
        found |= more
    return found


def _kernel_files() -> list[Path]:
    return [path for folder in PACKAGE.rglob("kernels") for path in folder.glob("*.py")]


def _imports(path: Path, modules: set[str]) -> bool:
    return any(f"from {module} import" in path.read_text(encoding="utf-8") for module in modules)
