"""What is said of the project beside its code agrees with it: recipe, citation, templates of issues, notebooks."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

import influence

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def test_the_conda_recipe_needs_what_the_package_needs():
    recipe = (ROOT / "recipe" / "meta.yaml").read_text(encoding="utf-8")
    run = recipe.partition("\n  run:\n")[2].partition("\n\n")[0]
    needed = {line.strip().removeprefix("- ").replace(" ", "") for line in run.splitlines()}
    # Whoever installs by conda gets the compiled loops too.
    fast = PROJECT["optional-dependencies"]["fast"]
    assert needed == {*PROJECT["dependencies"], *fast, f"python{PROJECT['requires-python']}"}
    (name, where), *_ = PROJECT["scripts"].items()
    assert f"- {name} = {where}" in recipe
    assert f'"{influence.__version__}"' in recipe


def test_the_citation_is_of_this_version():
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(r"^version: (.+)$", citation, re.MULTILINE)[1] == influence.__version__
    assert re.search(r"^license: (.+)$", citation, re.MULTILINE)[1] == PROJECT["license"]


def cells(path, kind):
    return [each for each in json.loads(path.read_text(encoding="utf-8"))["cells"] if each["cell_type"] == kind]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_opens_with_its_question_and_ends_with_what_to_do(path):
    told = ["".join(each["source"]) for each in cells(path, "markdown")]
    assert "?" in told[0]
    assert re.match(r"## What to do\n\n1\. ", told[-1])


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path):
    assert all(not each["outputs"] and each["execution_count"] is None for each in cells(path, "code"))


def test_every_public_name_stands_on_one_page_of_the_api():
    """The folders that are public as they stand have pages of their own, made from the code."""
    pages = sorted((ROOT / "docs" / "reference" / "api").glob("*.md"))
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    listed = re.findall(r"^\.\. auto\w+:: influence\.(\w+)$", text, re.MULTILINE)
    assert sorted(listed) == sorted({*influence.__all__} - {"read", "show", "datasets", "spark"})


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "docs/architecture.md", "docs/carrying_on/pages.md"])
def test_files_that_the_recipes_name_are_there(page):
    """As they are written: from the root, from the package, or from one of its folders."""
    text = (ROOT / page).read_text(encoding="utf-8")
    named = set(re.findall(r"`([\w./]+(?:\.(?:py|md|toml)|/))(?:::\w+)?`", text))
    assert len(named) > 5
    package = ROOT / "src" / "influence"
    folders = [ROOT, ROOT / "src", package, ROOT / "docs", *(each for each in package.rglob("*") if each.is_dir())]
    assert sorted(name for name in named if not any((folder / name).exists() for folder in folders)) == []


def test_whatever_the_recipes_name_is_in_the_code():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)(?:\([^`]*\))?`", text))
    files = [path for folder in ("src", "tests", "docs") for path in (ROOT / folder).rglob("*.py")]
    words = {word for path in files for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))}
    assert len(named) > 30
    assert sorted(named - words) == []
