"""The docs site: `sphinx-build -W --keep-going -c docs . docs/_build/html`, offline, from the root of the project.

The root is the source, so that a link from one page to another leads to the same place on the site, on disk and
wherever the files are shown.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import influence

if TYPE_CHECKING:
    from sphinx.application import Sphinx

ROOT = Path(__file__).parents[1]
SECTIONS = dict(
    re.findall(r"^## (\d+)\. (.+)$", (ROOT / "docs" / "model.md").read_text(encoding="utf-8"), re.MULTILINE)
)

project = "influence"
author = "the influence contributors"
version = release = influence.__version__
root_doc = "docs/index"
extensions = ["myst_nb", "sphinx.ext.autodoc", "numpydoc"]
include_patterns = [
    "*.md",
    "docs/**.md",
    "datasets/*/README.md",
    "notebooks/*.ipynb",
]
exclude_patterns = ["docs/_build", ".*", "src", "tests", "benchmarks", "**/.ipynb_checkpoints"]

html_theme = "pydata_sphinx_theme"
html_title = "influence"
html_static_path = ["site"]
html_css_files = ["site.css"]
html_show_sourcelink = False
html_copy_source = False
# Excerpts would be fetched page by page, which browsers forbid to files on disk.
html_show_search_summary = False
html_context = {"default_mode": "auto"}
html_theme_options = {
    "navbar_align": "left",
    "navbar_end": ["theme-switcher"],
    "secondary_sidebar_items": ["page-toc"],
    "show_toc_level": 2,
    "footer_start": ["copyright"],
    "footer_end": ["theme-version"],
    "navigation_with_keys": False,
    "back_to_top_button": False,
}
copyright = "the influence contributors, MIT licence"

myst_enable_extensions = ["colon_fence", "dollarmath"]
myst_heading_anchors = 4
# Widgets would be loaded from the network, and no notebook has any.
nb_ipywidgets_js: dict[str, dict[str, str]] = {}
nb_execution_mode = "cache"
nb_execution_cache_path = str(ROOT / "docs" / "_build" / "notebooks")
nb_execution_raise_on_error = True
nb_execution_timeout = 120

default_role = "py:obj"
autodoc_typehints = "none"
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False


def setup(app: Sphinx) -> None:
    """Link citations of the model, and draw the map of the first page once the pages are written."""
    app.connect("autodoc-process-docstring", _link_the_model)
    app.connect("source-read", _give_records_headings)
    app.connect("build-finished", _finish)


def _give_records_headings(app: Sphinx, page: str, source: list[str]) -> None:
    """Make each decision a record that can be linked to: in the file it is an item of a list, its first words bold."""
    if page == "docs/decisions":
        items = re.sub(r"^- (\*\*(.+?)\*\*)", _record, source[0], flags=re.MULTILINE | re.DOTALL)
        source[0] = re.sub(r"^  (?=\S)", "", items, flags=re.MULTILINE)


def _record(item: re.Match[str]) -> str:
    heading = " ".join(item[2].split()).rstrip(".:")
    return f"### {heading}\n\n{item[1]}"


def _link_the_model(app: Sphinx, what: str, name: str, thing: object, options: object, lines: list[str]) -> None:
    """Turn "docs/model.md, section 5" in docstrings into a link to that section."""
    text = re.sub(r"docs/model\.md,?\s+section\s+(\d+)", _link, "\n".join(lines))
    lines[:] = text.split("\n")


def _link(cited: re.Match[str]) -> str:
    heading = re.sub(r"[^\w\- ]", "", f"{cited[1]}. {SECTIONS[cited[1]]}".lower()).replace(" ", "-")
    return f"`the model, section {cited[1]} <../../model.html#{heading}>`__"


def _finish(app: Sphinx, error: Exception | None) -> None:
    if error or app.builder.format != "html":
        return
    site = Path(app.outdir)
    influence.show.org_map(influence.datasets.load("cooked_duck")).save(site / "docs" / "cooked_duck_map.html")
    (site / "index.html").write_text(
        '<!doctype html><meta charset="utf-8"><title>influence</title>'
        '<meta http-equiv="refresh" content="0; url=docs/index.html"><a href="docs/index.html">influence</a>\n',
        encoding="utf-8",
    )
