"""The one place that makes HTML: a page in one file, offline, that runs no script but its own and shows text as text.

Text from a CRM is hostile. The template escapes everything, data travels as JSON with `<`, `>` and `&` spelled out,
and a Content-Security-Policy lets only the scripts and styles run whose hashes it names.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from influence.errors import InfluenceError, require_folder_of
from influence.write.files import write_whole

TEMPLATES = Path(__file__).parent / "templates"
FRAME_HEIGHT = 720
ENDINGS = (".html", ".htm")
# By this, near its beginning, a page of ours is told from anybody else's.
MARK = '<meta name="generator" content="influence">'
BEGINNING = 2000
# The parts of each script, each using what those before it define.
PARTS = {
    "map": (
        *("model", "state", "layout", "letters", "cards", "lines", "draw", "mark", "sight", "panel", "numbers", "plan"),
        *("tools", "search", "list", "keys", "pointer", "export", "start"),
    ),
}


@dataclass(frozen=True, repr=False)
class Page:
    """A page in one file of HTML that needs no network.

    Attributes
    ----------
    title : str
        What the page is about.
    html : str
        The whole page.
    """

    title: str
    html: str

    def save(self, path: str | Path, *, force: bool = False) -> Path:
        """Save the page.

        Parameters
        ----------
        path : str or pathlib.Path
            The file to write, in UTF-8, ending in .html or .htm; its folder must exist.
        force : bool
            Whether to write over a file that is no page of this library; an earlier page of it is always replaced.

        Returns
        -------
        pathlib.Path
            The file written.

        Raises
        ------
        InfluenceError
            There is no such folder, the file has another ending, it is there and no page of this library, or it
            cannot be written; what was there then stays as it was.
        """
        path = Path(path)
        save_pages({path: self}, force=force)
        return path

    def __repr__(self) -> str:
        return f"Page({self.title!r}, {len(self.html) // 1024:,} kB); save(path) writes it, a notebook shows it"

    def __str__(self) -> str:
        return self.html

    def _repr_html_(self) -> str:
        # A notebook that is not trusted shows no frame, but text; a printed one shows the beginning of a long page.
        return (
            f'<iframe title="{escape(self.title)}" sandbox="allow-scripts allow-downloads" width="100%" height="{FRAME_HEIGHT}" '
            f'style="border:1px solid #d5dae1" srcdoc="{escape(self.html)}"></iframe>'
            f"<p><small>{escape(self.title)}. Nothing above, or cut off in print? "
            "Trust the notebook, or save the page: <code>.save(&quot;page.html&quot;)</code></small></p>"
        )


def save_pages(pages: Mapping[Path, Page], *, force: bool = False) -> None:
    """Save these pages, all or none, over nothing but earlier pages of ours unless `force` says so."""
    for path in pages:
        require_folder_of(path)
        if path.suffix.casefold() not in ENDINGS:
            raise InfluenceError(f"{path.name!r} must end in {' or '.join(ENDINGS)}; a page is written as HTML")
        if not force and path.is_file() and not _is_ours(path):
            raise InfluenceError(
                f"{str(path)!r} is there and was not written by influence; give another name, or pass force=True "
                "(--force) to overwrite it"
            )
    # Bytes: a platform that rewrites line ends would break the hashes of the scripts.
    write_whole({path: each.html.encode("utf-8") for path, each in pages.items()})


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return MARK.encode() in file.read(BEGINNING)


def page(template: str, *, title: str, **data: Any) -> Page:
    """The page that a template makes of this data."""
    from markupsafe import Markup

    scripts = [_script("map")] if "map" in data else []
    style = _text("page.css") + (_text("map/map.css") if "map" in data else "")
    html = _templates().get_template(template).render(
        title=title,
        # What stands in these files is ours or pyvis's; nothing of the data goes in.
        scripts=[Markup(script) for script in scripts],
        style=Markup(style),
        policy=_policy(scripts, style),
        **data,
    )  # fmt: skip
    return Page(title, html)


def _policy(scripts: list[str], style: str) -> str:
    """Nothing is allowed but these scripts and this style, whose hashes the browser compares."""
    hashes = " ".join(f"'sha256-{_hash(script)}'" for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'sha256-{_hash(style)}'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def _text(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


@cache
def _script(folder: str) -> str:
    """The script of a page out of its parts, which share one scope; `PARTS` lists them in their order."""
    parts = "".join(_text(f"{folder}/{name}.js") for name in PARTS[folder])
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


@cache
def _templates() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    from influence.tables.language import say

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["say"] = say
    return made
