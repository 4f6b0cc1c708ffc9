"""The one place that makes HTML: a page in one file, offline, that runs no script but its own and shows text as text.

Text from a CRM is hostile. The template escapes everything, data travels as JSON with `<`, `>` and `&` spelled out,
and a Content-Security-Policy lets only the scripts and styles run whose hashes it names.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from influence.errors import InfluenceError, needed, require_folder_of
from influence.tables.language import say, spoken
from influence.write.files import write_whole

TEMPLATES = Path(__file__).parent / "templates"
# What a page has beside what all share.
STYLES = {"report.html": ("report.css",), "pipeline.html": ("pipeline.css",)}
SCRIPTS = {"report.html": ("report.js",), "pipeline.html": ("pipeline.js",)}
FRAME_HEIGHT = 720
ENDINGS, MARKDOWN = (".html", ".htm"), (".md", ".markdown")
# By this, near its beginning, a page of ours is told from anybody else's.
MARKDOWN_MARK = "<!-- generator: influence -->"
MARK = '<meta name="generator" content="influence">'
BEGINNING = 2000
# The parts of each script, each using what those before it define.
PARTS = {
    "map": (
        *("model", "state", "layout", "letters", "cards", "lines", "draw", "mark", "sight", "panel", "numbers", "plan"),
        *("tools", "search", "list", "keys", "pointer", "export", "start", "framed"),
    ),
    "network": ("network",),
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
    markdown : str
        The same as Markdown, without what is drawn; empty where a page is made as HTML alone.
    note : str
        What it says in one line, for where the page itself is not shown.
    """

    title: str
    html: str
    markdown: str = ""
    note: str = ""

    def save(self, path: str | Path, *, force: bool = False) -> Path:
        """Save the page.

        Parameters
        ----------
        path : str or pathlib.Path
            The file to write, in UTF-8, ending in .html or .htm, or in .md or .markdown for a page that has Markdown;
            its folder must exist.
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
        return say(
            "Page({title}, {count} kB); save(path) writes it, a notebook shows it",
            title=repr(self.title),
            count=f"{len(self.html) // 1024:,}",
        )

    def __str__(self) -> str:
        return self.html

    @property
    def frame_height(self) -> int:
        """Pixels that the page takes in a notebook."""
        return FRAME_HEIGHT

    def _repr_html_(self) -> str:
        # A notebook that is not trusted shows no frame, but text; a printed one shows the beginning of a long page.
        help_ = say("Nothing above, or cut off in print? Trust the notebook, or save the page: {code}.", code="{code}")
        beside = self.beside(help_, '.save("page.html")')
        return (
            f'<iframe title="{escape(self.title)}" sandbox="allow-scripts allow-downloads" width="100%" '
            f'height="{self.frame_height}" style="border:1px solid #d5dae1" '
            f'srcdoc="{escape(self.html)}"></iframe>{beside}'
        )

    def beside(self, help_: str, code: str) -> str:
        """What a notebook says where the page itself is not shown: its title and note, and what to do, with {code}."""
        note = f"{escape(self.note)}. " if self.note else ""
        told = escape(help_).replace("{code}", f"<code>{escape(code)}</code>")
        return f"<p><small>{escape(self.title)}. {note}{told}</small></p>"


def save_pages(pages: Mapping[Path, Page], *, force: bool = False) -> None:
    """Save these pages, all or none, over nothing but earlier pages of ours unless `force` says so."""
    for path, each in pages.items():
        if path.suffix.casefold() in MARKDOWN and not each.markdown:
            raise InfluenceError(
                say(
                    "{path} must end in {endings}; this page is written as HTML alone",
                    path=repr(path.name),
                    endings=say(" or ").join(ENDINGS),
                )
            )
    # Bytes: a platform that rewrites line ends would break the hashes of the scripts.
    contents = {path: _written(each, path).encode("utf-8") for path, each in pages.items()}
    save_files(contents, endings=(*ENDINGS, *MARKDOWN), force=force)


def _written(page: Page, path: Path) -> str:
    return page.markdown if path.suffix.casefold() in MARKDOWN else page.html


def save_files(
    files: Mapping[Path, bytes], *, endings: Sequence[str] = ENDINGS, marks: Sequence[str] = (), force: bool = False
) -> None:
    """Save these files, all or none, over nothing but what bears the mark of a page, or one of these, unless forced."""
    for path in files:
        require_folder_of(path)
        if path.suffix.casefold() not in endings:
            known = f"{', '.join(endings[:-1])} or {endings[-1]}"
            raise InfluenceError(
                say("{path} must end in {known}; the ending says what is written", path=repr(path.name), known=known)
            )
        if not force and path.is_file() and not _is_ours(path, marks):
            raise InfluenceError(
                say(
                    "{path} is there and was not written by influence; give another name, or pass force=True "
                    "(--force) to overwrite it",
                    path=repr(str(path)),
                )
            )
    write_whole(files)


def _is_ours(path: Path, marks: Sequence[str]) -> bool:
    """Whether a file is a page of ours, which says so near its beginning, or bears one of these marks anywhere."""
    content = path.read_bytes()
    ours = any(mark.encode() in content[:BEGINNING] for mark in (MARK, MARKDOWN_MARK))
    return ours or any(mark.encode() in content for mark in marks)


def page(template: str, *, title: str, **data: Any) -> Page:
    """The page that a template makes of this data."""
    from markupsafe import Markup

    drawn = next((name for name in PARTS if name in data), None)
    scripts = [*([_vis_network()] if drawn == "network" else []), *([_script(drawn)] if drawn else [])]
    scripts += [_text(name) for name in SCRIPTS.get(template, ())]
    styles = ["themed.css", f"{drawn}/{drawn}.css"] if drawn else []
    style = "".join(map(_text, ("page.css", *styles, *STYLES.get(template, ()))))
    html = _templates().get_template(template).render(
        title=title,
        # What stands in these files is ours or pyvis's; nothing of the data goes in.
        scripts=[Markup(script) for script in scripts],
        style=Markup(style),
        policy=_policy(scripts, style),
        drawn={f"{drawn}-data": data[drawn]} if drawn else {},
        **data,
    )  # fmt: skip
    return Page(title, html, note=data.get("summary", ""))


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
    parts = "".join(map(_text, ("theme.js", *(f"{folder}/{name}.js" for name in PARTS[folder]))))
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


@cache
def _vis_network() -> str:
    """The script that draws networks, as it comes with pyvis."""
    pyvis = needed("pyvis", say("drawing a map"), "pip install pyvis")
    found = sorted((Path(pyvis.__file__).parent / "templates" / "lib").glob("vis-*/vis-network.min.js"))
    if not found:
        raise InfluenceError(say("the installed pyvis lacks vis-network; install pyvis 0.3.2 again"))
    return found[-1].read_text(encoding="utf-8")


@cache
def _templates() -> Any:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {"say": say, "spoken": spoken}
    return made
