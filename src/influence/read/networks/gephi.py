"""The tables of nodes and edges that Gephi's Data Laboratory exports, as CSV files or in a workbook."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypedDict

from influence.errors import InfluenceError
from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.files.detection import encoded
from influence.read.files.sheets import NamedSheet, sheets_of
from influence.read.files.xml import file_at
from influence.read.networks.network import (
    DIRECTED,
    MUTUAL,
    UNDIRECTED,
    Direction,
    Edge,
    Kind,
    Network,
    Node,
    Scales,
    stated,
)
from influence.read.networks.nodes_and_edges import graph_of
from influence.tables.assumptions import Assumptions
from influence.tables.language import say
from influence.tables.spelling import plain
from influence.tables.vocabulary import column_named

Paths = str | Path | Sequence[str | Path]
_PARTNERS = (("nodes", "edges"), ("node", "edge"))


@encoded
def gephi(
    path: Paths,
    *,
    kind: Kind = None,
    direction: Direction = None,
    deal: object = None,
    scale: Scales = None,
    assumptions: Assumptions | None = None,
    encoding: str | None = None,
) -> StakeholderGraph:
    r"""Read the tables of nodes and edges that Gephi exports.

    Parameters
    ----------
    path : str or pathlib.Path, or a list of these
        A folder, .zip or .xlsx with both tables, a list of the two CSV files, or one of them: the other is then looked
        for beside it, under the same name with `edges` for `nodes`. Tables are known by their headers: `Id`; `Source`
        and `Target`.
    kind, direction, deal, scale, assumptions : optional
        As for `read.graphml`.
    encoding : str, optional
        The encoding of files that do not say it themselves, such as "big5" or "cp1250"; without it, their bytes tell.

    Returns
    -------
    StakeholderGraph
        As of `read.graphml`: a row of nodes is a person, its Label the `name`.

    Raises
    ------
    InvalidData, UnknownName, InfluenceError
        As `read.graphml` does, for these tables; also where one of the two is missing.

    Notes
    -----
    As for `read.graphml`, and: Gephi's column Type says whether an edge is directed, undirected or mutual, not what it
    means; the kind is looked for in the other columns, Label last. Tables that are neither nodes nor edges are left
    out and noted.

    Examples
    --------
    >>> import influence, pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "nodes.csv").write_text("Id,Label,support\n1,Ann,ally\n2,Bo,")
    >>> _ = (folder / "edges.csv").write_text("Source,Target,Type,Label,Weight\n2,1,Directed,trusts,1.0")
    >>> graph = influence.read.gephi(folder, direction="source_to_target")
    >>> graph
    StakeholderGraph: 1 deal, 2 people, 1 relationship
    >>> graph.people[["person", "name", "support"]]
      person name  support
    0      1  Ann      1.0
    1      2   Bo      NaN
    """
    said = stated(kind, direction, scale, assumptions)
    taker = NoteTaker()
    lists = lists_at(path, taker, _PARTNERS)
    edges = [sheet for sheet in lists if sheet.place("source") and sheet.place("target")]
    nodes = [sheet for sheet in lists if sheet not in edges and sheet.place("id")]
    require_both(path, {"nodes (with a column Id)": nodes, "edges (with Source and Target)": edges})
    leave_out(taker, [sheet for sheet in lists if sheet not in [*edges, *nodes]], say("neither nodes nor edges"))
    people = [node for sheet in nodes for node in _nodes(sheet)]
    drawn = [edge for sheet in edges for edge in _edges(sheet)]
    network = Network(name_of(path, _PARTNERS), people, drawn, taker=taker, **opened(lists))
    return graph_of(network, said, deal)


def _nodes(sheet: Listed) -> Iterator[Node]:
    own = str(sheet.place("id"))
    for line, cells in sheet.rows:
        yield Node(sheet.file, line, cells.pop(own, ""), cells)


def _edges(sheet: Listed) -> Iterator[Edge]:
    source, target = str(sheet.place("source")), str(sheet.place("target"))
    drawn, own = sheet.named("type"), sheet.named("id")
    for line, cells in sheet.rows:
        ends = cells.pop(source, ""), cells.pop(target, "")
        cells.pop(str(own), "")
        way, fault = way_of(cells.pop(str(drawn), ""))
        yield Edge(sheet.file, line, *ends, way, cells, fault)


def way_of(word: str) -> tuple[str, str | None]:
    """How an edge is drawn, and what is wrong with the word that says so; one that does not say has a direction."""
    way = word.strip().casefold() or DIRECTED
    known = (DIRECTED, UNDIRECTED, MUTUAL)
    return (
        (way, None)
        if way in known
        else (
            DIRECTED,
            say("{word} is neither {names} nor {known}", word=repr(word), names=", ".join(known[:2]), known=known[2]),
        )
    )


class Opened(TypedDict):
    """What `Network` asks about sheets."""

    skipped: dict[str, int]
    decimal_comma: bool


class Listed:
    """A sheet as a list of nodes or edges."""

    def __init__(self, named: NamedSheet) -> None:
        self.name, self.file, self.sheet = named
        counts: dict[str, int] = {}
        self.header = []
        for position, written in enumerate(map(str.strip, self.sheet.header), start=1):
            counts[written] = counts.get(written, 0) + 1
            again = f"{written} ({counts[written]})" if counts[written] > 1 else written
            self.header.append(again if written else f"column {position}")

    @property
    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row's line, and its cells that are not empty."""
        cells = self.sheet.cells
        for line, row in zip(cells.index, cells.itertuples(index=False, name=None), strict=True):
            yield int(line), {name: cell.strip() for name, cell in zip(self.header, row, strict=True) if cell.strip()}

    def named(self, word: str) -> str | None:
        """The header that is this word, however it is written."""
        return self._first(lambda name: plain(name) == word)

    def place(self, column: str) -> str | None:
        """The header of an end, or of the id or the label."""
        is_end = column in ("source", "target")
        return self._first(lambda name: column_named("relationships", name) == column) if is_end else self.named(column)

    def _first(self, suits: Callable[[str], bool]) -> str | None:
        return next((name for name in self.header if suits(name)), None)


def lists_at(path: Paths, taker: NoteTaker, partners: Sequence[tuple[str, str]]) -> list[Listed]:
    """Every sheet there, that of the partner file included where one CSV file is given."""
    paths = list(path) if isinstance(path, list | tuple) else [path]
    if not paths or not all(isinstance(one, str | Path) for one in paths):
        raise InfluenceError(
            say("path is {path}; give the path of a folder, a file, or a list of files", path=repr(path))
        )
    places = [Path(str(one)) for one in paths]
    if len(places) == 1 and places[0].suffix.casefold() in (".csv", ".tsv", ".txt"):
        places += [other for other in _partners(places[0], partners) if other.is_file()][:1]
    return [Listed(sheet) for place in places for sheet in sheets_of(_checked(place), taker)]


def _checked(place: Path) -> Path:
    """A folder is read file by file; anything else must be a file of acceptable size."""
    try:
        return place if place.is_dir() else file_at(place)
    except ValueError as error:
        raise InfluenceError(
            say("{place} cannot be read ({error}); check the path", place=place, error=error)
        ) from error


def _partners(path: Path, partners: Sequence[tuple[str, str]]) -> Iterator[Path]:
    """Where the other file may be: the same name with the other word in it, in the same case."""
    for one, other in [*partners, *(pair[::-1] for pair in partners)]:
        for word, instead in ((one, other), (one.title(), other.title()), (one.upper(), other.upper())):
            head, found, tail = path.stem.rpartition(word)
            if found:
                yield path.with_name(head + instead + tail + path.suffix)


def require_both(path: Paths, found: Mapping[str, Sequence[Listed]]) -> None:
    """Refuse what lacks one of its two tables."""
    missing = [what for what, sheets in found.items() if not sheets]
    if missing:
        raise InfluenceError(
            say(
                "{path} has no table of {missing}; give both, for instance in one folder",
                path=path,
                missing=say(" and none of ").join(map(say, missing)),
            )
        )


def leave_out(taker: NoteTaker, sheets: Sequence[Listed], why: str) -> None:
    """Note every row of sheets that are not read."""
    for sheet in sheets:
        lines, before = list(sheet.sheet.cells.index), sheet.sheet.skipped
        taker.note("left out", sheet.file, line=lines, source=[say("the whole table: {why}", why=why)] * len(lines))
        taker.account(sheet.file, len(lines) + before, len(lines) + before)


def opened(sheets: Sequence[Listed]) -> Opened:
    """What is known of sheets since they were opened."""
    skipped = {sheet.file: sheet.sheet.skipped for sheet in sheets}
    return {"skipped": skipped, "decimal_comma": any(sheet.sheet.decimal_comma for sheet in sheets)}


def name_of(path: Paths, partners: Sequence[tuple[str, str]]) -> str:
    """The name of the folder or file, without the word that tells the two tables apart."""
    first = Path(str(path[0] if isinstance(path, list | tuple) else path)).resolve()
    words = "|".join(word for pair in partners for word in pair)
    stem = first.name if first.is_dir() else re.sub(rf"[\s_.-]*({words})$", "", first.stem, flags=re.IGNORECASE)
    return stem or first.stem or "deal"
