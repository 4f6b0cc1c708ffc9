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
# Pages cite files of the code beside pages; these are downloads of the site.
myst_all_links_external = False
# Widgets would be loaded from the network, and no notebook has any.
nb_ipywidgets_js: dict[str, dict[str, str]] = {}
nb_execution_mode = "cache"
nb_execution_cache_path = str(ROOT / "docs" / "_build" / "notebooks")
nb_execution_raise_on_error = True
nb_execution_timeout = 120

autodoc_typehints = "none"
numpydoc_show_class_members = False
numpydoc_class_members_toctree = False


def setup(app: Sphinx) -> None:
    """Link citations of the model, and draw the map of the first page once the pages are written."""
    app.connect("autodoc-process-docstring", _link_the_model)
    app.connect("build-finished", _finish)


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
