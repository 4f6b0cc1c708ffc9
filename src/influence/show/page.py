"""The one place that makes HTML: a page in one file, offline, that runs no script but its own and shows text as text.

Text from a CRM is hostile. The template escapes everything, data travels as JSON with `<`, `>` and `&` spelled out,
and a Content-Security-Policy lets only the scripts and styles run whose hashes it names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from influence.errors import InfluenceError, require_folder_of
from influence.show.assets import CONSTANTS, PARTS, SHARED_MARK, TEMPLATES, assets_of
from influence.tables.language import say, spoken
from influence.write.files import write_whole

FRAME_HEIGHT = 720
ENDINGS, MARKDOWN = (".html", ".htm"), (".md", ".markdown")
# By this, near its beginning, a page of ours is told from anybody else's.
MARKDOWN_MARK = "<!-- generator: influence -->"
MARK = '<meta name="generator" content="influence">'
BEGINNING = 2000


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
    height : int
        Pixels that it takes in a notebook, at most 720 of a page that is read from top to bottom.
    """

    title: str
    html: str
    markdown: str = ""
    note: str = ""
    height: int = FRAME_HEIGHT

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

    def _repr_html_(self) -> str:
        # A notebook that is not trusted shows no frame, but text; a printed one shows the beginning of a long page.
        help_ = say("Nothing above, or cut off in print? Trust the notebook, or save the page: {code}.", code="{code}")
        beside = self.beside(help_, '.save("page.html")')
        return (
            f'<iframe title="{escape(self.title)}" sandbox="allow-scripts allow-downloads" width="100%" '
            f'height="{self.height}" style="border:1px solid #d5dae1" '
            f'srcdoc="{escape(self.html)}"></iframe>{beside}'
        )

    def beside(self, help_: str, code: str) -> str:
        """What a notebook says where the page itself is not shown: its title and note, and what to do, with {code}."""
        note = f"{escape(self.note.rstrip('.。'))}. " if self.note else ""
        told = escape(help_).replace("{code}", f"<code>{escape(code)}</code>")
        return f"<p><small>{escape(self.title)}. {note}{told}</small></p>"


def save_pages(pages: Mapping[Path, Page], *, beside: Mapping[Path, str] | None = None, force: bool = False) -> None:
    """Save these pages, and what they share, all or none, over nothing but earlier ones unless `force` says so."""
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
    shared = {path: text.encode("utf-8") for path, text in (beside or {}).items()}
    endings = (*ENDINGS, *MARKDOWN, *(path.suffix for path in shared))
    save_files({**contents, **shared}, endings=endings, marks=(SHARED_MARK,), force=force)


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
    own = dict(data[drawn]) if drawn else {}
    constants = {name: own.pop(name) for name in CONSTANTS.get(drawn or "", ())}
    assets = assets_of(template, drawn, constants)
    html = _templates().get_template(template).render(
        title=title,
        # What stands in these files is ours or pyvis's; nothing of the data goes in.
        scripts=[Markup(script) for script in assets.scripts],
        style=Markup(assets.style),
        shared=assets.files,
        policy=assets.policy,
        drawn={f"{drawn}-data": own} if drawn else {},
        **data,
    )  # fmt: skip
    return Page(title, html, note=data.get("summary", ""))


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
    made.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":"), "ensure_ascii": False}
    made.globals |= {"say": say, "spoken": spoken}
    return made
