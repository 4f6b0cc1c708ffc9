"""What the README and the docs say is so."""

from __future__ import annotations

import re
import runpy
import zipfile
from pathlib import Path

import pytest

import influence
from influence.cli.main import main

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("name", runpy.run_path(str(ROOT / "docs" / "make_tables.py"))["PAGES"])
def test_the_pages_that_follow_from_the_code_are_the_code_s(name):
    pages = runpy.run_path(str(ROOT / "docs" / "make_tables.py"))["PAGES"]
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == pages[name]()


def test_the_data_packages_of_the_datasets_are_the_code_s():
    packages = runpy.run_path(str(ROOT / "docs" / "make_tables.py"))["packages"]()
    assert len(packages) == 3
    for place, text in packages.items():
        assert place.read_text(encoding="utf-8") == text


def test_the_drawing_of_the_architecture_is_the_code_s():
    picture = runpy.run_path(str(ROOT / "docs" / "draw_architecture.py"))["picture"]
    assert (ROOT / "docs" / "images" / "architecture.svg").read_text(encoding="utf-8") == picture()


def readme():
    return (ROOT / "README.md").read_text(encoding="utf-8")


def python_under(heading):
    """The first Python of a section of the README."""
    section = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", readme(), re.DOTALL | re.MULTILINE)[1]
    return re.search(r"```python\n(.*?)```", section, re.DOTALL)[1]


def test_the_readme_shows_picture_python_and_commands_before_anything_else():
    """That they print what the page says is tested with all pages, in `tests/docs`."""
    first = readme().partition("\n## ")[0]
    assert first.index("![") < first.index("```python") < first.index("```console")
    assert len(re.findall(r"^>>> ", first, re.MULTILINE)) == 6
    assert len(re.findall(r"^\$ ", first, re.MULTILINE)) == 2


def test_the_readme_s_code_for_exports_runs(tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as export:
        export.writestr("Contact.csv", "Id,Name,Title\n003A,Ann,CEO\n")
        export.writestr("Opportunity.csv", "Id,Name,StageName\n006A,Plant,Prospecting\n")
        export.writestr("OpportunityContactRole.csv", "OpportunityId,ContactId,Role\n006A,003A,Evaluator\n")
    monkeypatch.chdir(tmp_path)
    exec(compile(python_under("From a CRM export"), "README.md", "exec"), {})
    assert (tmp_path / "scores.xlsx").is_file()


def test_the_readme_names_every_analysis_and_nothing_that_is_not_there():
    public = {name: getattr(influence, name) for name in influence.__all__}
    analyses = {
        name
        for name, each in public.items()
        if getattr(each, "__module__", "").startswith(("influence.analysis", "influence.outcomes"))
    }
    listed = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`\w+`.*?) \|", readme(), re.MULTILINE))))
    assert listed == analyses - {"Finding", "Calibration"}
    assert set(re.findall(r"influence\.(\w+)\(", readme())) <= set(public)


def test_the_readme_lists_every_command(capsys):
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    commands = re.findall(r"^    (\w+) ", capsys.readouterr().out, re.MULTILINE)
    assert len(commands) > 5
    assert sorted(re.findall(r"^\| `influence (\w+) ", readme(), re.MULTILINE)) == sorted(commands)


def anchors(page):
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_links_lead_somewhere():
    docs = [page for page in (ROOT / "docs").rglob("*.md") if "_build" not in page.parts]
    for page in [*ROOT.glob("*.md"), *docs, *(ROOT / "datasets").rglob("*.md")]:
        for link, _, anchor in re.findall(r"\]\(([^)#:]*)(#?)([^):]*)\)", page.read_text(encoding="utf-8")):
            target = page.parent / link if link else page
            assert target.exists(), f"{page.name} -> {link}"
            assert not anchor or anchor in anchors(target), f"{page.name} -> {link}#{anchor}"


def test_the_terms_of_the_glossary_stand_in_order_each_once():
    tables = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").split("\n## ")[1:]
    terms = [re.findall(r"^\| ([^|-][^|]*) \| (?!meaning)", table, re.MULTILINE) for table in tables]
    assert all(len(each) > 5 and each == sorted(each, key=str.lower) for each in terms)
    once = {term for each in terms for term in each}
    assert len(once) == sum(map(len, terms))


def test_bundled_data_tells_its_source_licence_and_changes():
    for name in influence.datasets.names():
        readme = (influence.datasets.folder() / name / "README.md").read_text(encoding="utf-8")
        for word in ("**Source.**", "**Licence.**"):
            assert word in readme, f"{name}: {word}"
        assert "**Changed.**" in readme or "**Stated and assumed.**" in readme, name
