"""The public names are loaded when they are first asked for, and are those that type checkers are told of."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import influence
from influence.errors import InfluenceError


def told_to_type_checkers():
    """Every public name and the module that it is said to come from."""
    (block,) = [node for node in ast.parse(Path(influence.__file__).read_text(encoding="utf-8")).body
                if isinstance(node, ast.If)]  # fmt: skip
    return {alias.name: line.module for line in block.body for alias in line.names}


def loaded_by(code):
    """The packages of others that a fresh Python has loaded after this."""
    said = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return {"numpy", "pandas", "scipy", "networkx", "numba", "jinja2"} & set(said.stdout.split())


def test_every_public_name_is_told_to_type_checkers():
    assert set(told_to_type_checkers()) == set(influence.__all__)


@pytest.mark.parametrize("name", influence.__all__)
def test_a_name_is_what_type_checkers_take_it_for(name):
    home = import_module(told_to_type_checkers()[name])
    expected = import_module(f"influence.{name}") if home is influence else getattr(home, name)
    assert getattr(influence, name) is expected


def test_importing_influence_loads_no_package():
    assert loaded_by("import influence") == set()


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_the_version_and_the_help_are_told_before_any_package_is_loaded(option):
    code = f"from influence.cli.main import main\ntry: main(['{option}'])\nexcept SystemExit: pass"
    assert loaded_by(code) == set()


def test_a_name_that_is_none_is_refused_with_the_nearest():
    with pytest.raises(AttributeError, match="influence has nothing called 'scores'; did you mean 'score'") as found:
        _ = influence.scores
    assert isinstance(found.value, InfluenceError)
    assert not hasattr(influence, "nothing_like_this_at_all")
