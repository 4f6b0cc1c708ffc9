"""The style and the scripts of a page: made of parts, without what only we read, in it or in files beside it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from influence.errors import InfluenceError, needed
from influence.tables.language import say

TEMPLATES = Path(__file__).parent / "templates"
# What a page has beside what all share.
STYLES = {"report.html": ("report.css",), "pipeline.html": ("pipeline.css",)}
SCRIPTS = {"report.html": ("report.js",), "pipeline.html": ("said.js", "pipeline.js")}
# The parts of each script, each using what those before it define.
PARTS = {
    "map": (
        *("model", "state", "layout", "letters", "cards", "lines", "draw", "mark", "sight", "panel", "numbers", "plan"),
        *("tools", "search", "list", "keys", "pointer", "export", "start", "framed"),
    ),
    "network": ("network",),
}
# Of what is drawn, that which is the same on every page of a language: it stands in the script, not in the data.
CONSTANTS = {"map": ("words", "bands", "card", "grid")}
# In every file that pages share, so that it is told from anybody else's.
COMMENT = re.compile(r"^\s*/\*.*?\*/", re.DOTALL | re.MULTILINE)
SHARED_MARK = "/* generator: influence, shared by the pages of this folder */\n"
_shared: ContextVar[dict[str, str] | None] = ContextVar("shared", default=None)


@dataclass(frozen=True)
class Assets:
    """The style and the scripts of a page, and where they stand: in the page itself, or in files beside it."""

    style: str
    scripts: tuple[str, ...]
    files: Mapping[str, str]
    """What each file is called by its ending, "css" or "js"; empty where all stands in the page."""

    @property
    def policy(self) -> str:
        """Nothing is allowed but these scripts and this style: by their hashes, or by where they come from."""
        scripts = " ".join(map(_hash, self.scripts)) or "'none'"
        script, style = ("'self'", "'self'") if self.files else (scripts, _hash(self.style))
        return (
            f"default-src 'none'; script-src {script}; style-src {style}; "
            "img-src data: blob:; base-uri 'none'; form-action 'none'"
        )


def assets_of(template: str, drawn: str | None, constants: Mapping[str, Any]) -> Assets:
    """What a page of this template needs that draws a map, a network or nothing."""
    names = ["page.css", *(["themed.css", f"{drawn}/{drawn}.css"] if drawn else []), *STYLES.get(template, ())]
    scripts = [
        *([_vis_network()] if drawn == "network" else []),
        *([_script(drawn, json.dumps(constants))] if drawn else []),
    ]
    scripts += map(_text, SCRIPTS.get(template, ()))
    style, shared = "".join(map(_text, names)), _shared.get()
    files = {} if shared is None else _as_files(template, style, scripts, shared)
    return Assets(style, tuple(scripts), files)


@contextmanager
def sharing() -> Iterator[dict[str, str]]:
    """Pages made meanwhile have style and scripts in files beside them, in which there is each only once.

    Yields
    ------
    dict
        The files to save beside the pages: the text of each by its name, which says what it holds, so that pages made
        by another version keep their own.
    """
    files: dict[str, str] = {}
    token = _shared.set(files)
    try:
        yield files
    finally:
        _shared.reset(token)


def _as_files(template: str, style: str, scripts: list[str], shared: dict[str, str]) -> dict[str, str]:
    """The names of the files of these, which are among the shared ones from then on."""
    names = {}
    for ending, text in (("css", style), ("js", "\n".join(scripts))):
        content = SHARED_MARK + text
        name = f"{Path(template).stem}-{hashlib.sha256(content.encode()).hexdigest()[:8]}.{ending}"
        shared[name], names[ending] = content, name
    return names


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _text(name: str) -> str:
    """A file of the templates, without the comments and indents that only its readers need; each line is as it was."""
    text = (TEMPLATES / name).read_text(encoding="utf-8")
    lines = [line.strip() for line in COMMENT.sub("", text).splitlines()]
    return "".join(f"{line}\n" for line in lines if line and not line.startswith("//"))


@cache
def _script(folder: str, constants: str) -> str:
    """The script of a page out of its parts, which share one scope; `PARTS` lists them in their order."""
    own = constants.replace("<", "\\u003c")
    parts = "".join(map(_text, ("said.js", "theme.js", *(f"{folder}/{name}.js" for name in PARTS[folder]))))
    return f'"use strict";\n(() => {{\nconst constants = {own};\n{parts}}})();\n'


@cache
def _vis_network() -> str:
    """The script that draws networks, as it comes with pyvis."""
    pyvis = needed("pyvis", say("drawing a map"), "pip install pyvis")
    found = sorted((Path(pyvis.__file__).parent / "templates" / "lib").glob("vis-*/vis-network.min.js"))
    if not found:
        raise InfluenceError(say("the installed pyvis lacks vis-network; install pyvis 0.3.2 again"))
    return found[-1].read_text(encoding="utf-8")
