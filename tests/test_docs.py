"""What the README and the docs say is so."""

from __future__ import annotations

import re
import runpy
import zipfile
from pathlib import Path

import influence

ROOT = Path(__file__).parents[1]


def test_the_page_of_tables_is_the_schema_s():
    page = runpy.run_path(str(ROOT / "docs" / "make_tables.py"))["page"]
    assert (ROOT / "docs" / "tables.md").read_text(encoding="utf-8") == page()


def readme_code():
    """The Python of the README by the heading it stands under."""
    parts = re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", (ROOT / "README.md").read_text(encoding="utf-8"), re.S | re.M)
    found = {title: re.search(r"```python\n(.*?)```", text, re.DOTALL) for title, text in parts}
    return {title: code[1] for title, code in found.items() if code}


def test_the_readme_s_notebook_code_runs_and_is_twelve_lines():
    code = readme_code()["In a notebook"]
    assert len([line for line in code.splitlines() if line.strip()]) <= 12
    exec(compile(code, "README.md", "exec"), {})


def test_the_readme_s_code_for_exports_runs(tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as export:
        export.writestr("Contact.csv", "Id,Name,Title\n003A,Ann,CEO\n")
        export.writestr("Opportunity.csv", "Id,Name,StageName\n006A,Plant,Prospecting\n")
        export.writestr("OpportunityContactRole.csv", "OpportunityId,ContactId,Role\n006A,003A,Evaluator\n")
    monkeypatch.chdir(tmp_path)
    exec(compile(readme_code()["From a CRM export"], "README.md", "exec"), {})
    assert (tmp_path / "scores.xlsx").is_file()


def test_every_function_the_readme_names_is_there():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in re.findall(r"influence\.(\w+)\(", readme):
        assert name in influence.__all__, name


def test_links_lead_somewhere():
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "datasets").rglob("*.md")]:
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
            assert (page.parent / link).exists(), f"{page.name} -> {link}"


def test_bundled_data_tells_its_source_licence_and_changes():
    for name in influence.datasets.names():
        readme = (influence.datasets.folder() / name / "README.md").read_text(encoding="utf-8")
        for word in ("**Source.**", "**Licence.**"):
            assert word in readme, f"{name}: {word}"
        assert "**Changed.**" in readme or "**Stated and assumed.**" in readme, name
