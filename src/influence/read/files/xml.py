"""XML from strangers as a tree that knows its lines; document types, entities and oversized files are refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from influence.errors import InfluenceError, needed
from influence.read.files.csv_text import MOST_BYTES, path_of
from influence.read.files.encodings import no_table
from influence.tables.language import say

MOST_DEPTH = 200
# Encodings that Expat cannot read itself and files from China, Japan and Korea declare.
_TRANSCODED = ("gb2312", "gbk", "gb18030", "big5", "shift_jis", "euc-jp", "euc-kr")
_DECLARED = re.compile(rb"""^(<\?xml[^>]*?)\s+encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_READERS = {"graphml": "read.graphml (read.yed, if yEd drew it)", "gexf": "read.gexf"}
_STARTS = (
    (b"%PDF", "is a PDF", "export the network itself from the program that drew it"),
    (
        b"PK\x03\x04",
        "is a zip or a workbook",
        "unpack it; workbooks are for read.gephi and read.kumu",
    ),
    (b"\xd0\xcf\x11\xe0", "is an old Office file", "save it as .xlsx and use read.gephi or read.kumu"),
    (b"{", "looks like JSON", "a Kumu blueprint is for read.kumu"),
    (b"[", "looks like JSON", "a Kumu blueprint is for read.kumu"),
)


class Element(ElementTree.Element):
    """An element that knows on which line of the file it starts, and its name without the namespace."""

    line: int

    @property
    def name(self) -> str:
        """The name without the namespace."""
        return str(self.tag).rpartition("}")[2]

    def parts(self, name: str) -> list[Any]:
        """Its direct children of this name, in whatever namespace."""
        return [part for part in self._children() if part.name == name]

    def _children(self) -> Iterable[Any]:
        return iter(self)

    def part(self, name: str) -> Any:
        """Its first child of this name; none where there is none."""
        return next(iter(self.parts(name)), None)

    @property
    def words(self) -> str:
        """Its text, without the white space around it."""
        return (self.text or "").strip()


def file_at(path: str | Path) -> Path:
    """The path of a file of acceptable size; `InfluenceError` where there is none."""
    path = path_of(path, "a file")
    try:
        size = path.stat().st_size
        folder = path.is_dir()
    except (OSError, ValueError) as error:
        raise InfluenceError(say("{path} cannot be read ({error}); check the path", path=path, error=error)) from error
    if folder:
        raise InfluenceError(say("{path} is a folder; give the file itself", path=path))
    if size > MOST_BYTES:
        raise InfluenceError(
            say(
                "{path} has {size} bytes, more than the {most_bytes} accepted; split it",
                path=path,
                size=f"{size:,}",
                most_bytes=f"{MOST_BYTES:,}",
            )
        )
    return path


def bytes_of(path: Path) -> bytes:
    """What the file holds."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InfluenceError(
            say("{path} cannot be read ({error}); check that you may read it", path=path, error=error.strerror)
        ) from error


def root_of(path: Path, wanted: str) -> Element:
    """The root of this XML file, which must be called `wanted`."""
    data = bytes_of(path)
    for start, what, remedy in _STARTS:
        if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(start):
            raise InfluenceError(
                say(
                    "{path} {what}, not a {wanted} file; {remedy}",
                    path=path,
                    what=say(what),
                    wanted=wanted,
                    remedy=say(remedy),
                )
            )
    looks = no_table(data)
    if looks and "XML" not in looks[0] and "web page" not in looks[0]:
        raise InfluenceError(
            say(
                "{path} looks like {looks}, not a {wanted} file; check that it is the right file",
                path=path,
                looks=say(looks[0]),
                wanted=wanted,
            )
        )
    root = _parsed(_transcoded(data, path), path)
    if root.name.casefold() != wanted:
        remedy = (
            say("use {readers}", readers=say(_READERS[root.name]))
            if root.name in _READERS
            else say("check that it is the right file")
        )
        raise InfluenceError(
            say(
                "{path} is not a {wanted} file: its outermost element is {root}; {remedy}",
                path=path,
                wanted=wanted,
                root=repr(root.name),
                remedy=remedy,
            )
        )
    return root


def _transcoded(data: bytes, path: Path) -> bytes:
    declared = _DECLARED.match(data)
    encoding = declared[2].decode().casefold() if declared else ""
    if declared is None or encoding not in _TRANSCODED:
        return data
    try:
        return (declared[1] + data[declared.end() :]).decode(encoding).encode()
    except UnicodeError as error:
        raise InfluenceError(
            say(
                "{path} says it is in {encoding}, but is not ({error}); save it as UTF-8",
                path=path,
                encoding=encoding,
                error=error,
            )
        ) from error


def _parsed(data: bytes, path: Path) -> Element:
    defused = needed("defusedxml", say("reading XML"), "pip install defusedxml")
    reader = import_module("defusedxml.ElementTree")
    builder = _Builder()
    parser = reader.DefusedXMLParser(target=builder, forbid_dtd=True)
    builder.line = lambda: int(parser.parser.CurrentLineNumber)
    try:
        parser.feed(data)
        root: Element = parser.close()
    except defused.DefusedXmlException as error:
        remedy = say("such files can be attacks; remove everything from <!DOCTYPE to its closing >")
        raise InfluenceError(
            say("{path} declares a document type or entities; {remedy}", path=path, remedy=remedy)
        ) from error
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        remedy = say("export it again as UTF-8; it may be damaged or cut off")
        raise InfluenceError(
            say("{path} is not well-formed XML ({error}); {remedy}", path=path, error=error, remedy=remedy)
        ) from error
    return root


class _Builder(ElementTree.TreeBuilder):
    """Builds the tree, and refuses one that is nested without end."""

    line: Callable[[], int]

    def __init__(self) -> None:
        super().__init__(element_factory=Element)
        self.depth = 0

    def start(self, tag: Any, attributes: Any) -> Any:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise ValueError(say("more than {most_depth} elements inside each other", most_depth=MOST_DEPTH))
        element: Any = super().start(tag, attributes)
        element.line = self.line()
        return element

    def end(self, tag: Any) -> Any:
        self.depth -= 1
        return super().end(tag)
