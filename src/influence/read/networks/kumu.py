"""Kumu's tables of elements and connections, as CSV files or in a workbook, and its JSON blueprint."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from influence.errors import InfluenceError
from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.files.xml import bytes_of, file_at
from influence.read.networks.attributes import LABEL, sound, text_of
from influence.read.networks.gephi import Listed, Paths, leave_out, lists_at, name_of, opened, require_both, way_of
from influence.read.networks.network import Cells, Direction, Edge, Kind, Network, Node, Scales, stated
from influence.read.networks.nodes_and_edges import graph_of
from influence.tables.assumptions import Assumptions
from influence.tables.language import say
from influence.tables.phrases import counted
from influence.tables.spelling import plain

SEPARATOR = "|"
_PARTNERS = (("elements", "connections"), ("element", "connection"))
_IDS = ("id", "_id")
_NO_NAMES = "elements (with a column Label)"


def kumu(
    path: Paths,
    *,
    kind: Kind = None,
    direction: Direction = None,
    deal: object = None,
    scale: Scales = None,
    assumptions: Assumptions | None = None,
) -> StakeholderGraph:
    """Read a Kumu map.

    Parameters
    ----------
    path : str or pathlib.Path, or a list of these
        A JSON blueprint (.json); or a folder, .zip or .xlsx with the tables of elements and of connections, a list of
        the CSV files, or one of the two: the other is then looked for beside it, under the same name with `connections`
        for `elements`. Tables are known by their headers: `Label`; `From` and `To`.
    kind, direction, deal, scale, assumptions : optional
        As for `read.graphml`.

    Returns
    -------
    StakeholderGraph
        As of `read.graphml`: an element is a person, its ID the id, or its label where it has none.

    Raises
    ------
    InvalidData, UnknownName, InfluenceError
        As `read.graphml` does, for these files; also where there is no table of elements or of connections.

    Notes
    -----
    As for `read.graphml`, and:

    - Type is the kind of a connection. Direction is directed, undirected or mutual; a mutual connection of a kind that
      does not read both ways is two relationships; one without a Direction counts as directed.
    - From and To hold ids or labels; one that is the label of several elements is left out, as nobody can tell which
      is meant. Several names separated by `|` are as many relationships.
    - Sheets whose name says (ignore) are left out and noted, as are tables of anything else. Elements of every Type are
      read: leave out of the map what is not a person.

    Examples
    --------
    >>> import influence, json, pathlib, tempfile
    >>> path = pathlib.Path(tempfile.mkdtemp()) / "plant.json"
    >>> elements = [{"label": "Ann", "support": "ally"}, {"label": "Bo"}]
    >>> connections = [{"from": "Bo", "to": "Ann", "type": "works with", "direction": "mutual"}]
    >>> _ = path.write_text(json.dumps({"elements": elements, "connections": connections}))
    >>> graph = influence.read.kumu(path)
    >>> graph.relationships[["source", "target", "kind"]]
      source target        kind
    0     Bo    Ann  works_with
    """
    said = stated(kind, direction, scale, assumptions)
    if isinstance(path, str | Path) and Path(path).suffix.casefold() == ".json":
        return graph_of(_blueprint(file_at(path)), said, deal)
    return graph_of(_tables(path), said, deal)


class _Row(NamedTuple):
    """A row of a table, or an entry of a blueprint, and what is wrong with it as such."""

    file: str
    line: int | None
    cells: Cells
    fault: str | None = None

    def take(self, *names: str) -> Any:
        """What stands under the first of these names that says something; the others stay."""
        for name in list(self.cells):
            if plain(name) in names and text_of(self.cells[name]) != "":
                return self.cells.pop(name)
        return None


def _tables(path: Paths) -> Network:
    taker = NoteTaker()
    lists = lists_at(path, taker, _PARTNERS)
    ignored = [sheet for sheet in lists if "(ignore)" in sheet.name.casefold()]
    lists = [sheet for sheet in lists if sheet not in ignored]
    connections = [sheet for sheet in lists if sheet.named("from") and sheet.named("to")]
    people = [sheet for sheet in lists if sheet not in connections and (sheet.named(LABEL) or sheet.named("id"))]
    require_both(path, {_NO_NAMES: people, "connections (with From and To)": connections})
    leave_out(taker, ignored, say("its name says (ignore)"))
    leave_out(
        taker,
        [sheet for sheet in lists if sheet not in [*connections, *people]],
        say("neither elements nor connections"),
    )
    nodes = _nodes(row for sheet in people for row in _rows(sheet))
    edges = _edges((row for sheet in connections for row in _rows(sheet)), nodes)
    return Network(name_of(path, _PARTNERS), nodes, edges, taker=taker, **opened(lists))


def _rows(sheet: Listed) -> Iterator[_Row]:
    return (_Row(sheet.file, line, dict(cells)) for line, cells in sheet.rows)


def _blueprint(path: Path) -> Network:
    found = _json(path)
    if not isinstance(found, dict) or not isinstance(found.get("elements"), list):
        raise InfluenceError(
            say("{path} is not a Kumu blueprint: it has no list of elements; export the project as JSON", path=path)
        )
    taker = NoteTaker()
    for name, value in found.items():
        if name not in ("elements", "connections"):
            size = (
                counted(len(value), "entry", "entries") if isinstance(value, list | dict) else str(text_of(value))[:80]
            )
            taker.note(
                "kept out",
                path.name,
                column=sound(name),
                value=size,
                source=say("neither elements nor connections"),
            )
    connections = found.get("connections")
    nodes = _nodes(_entries(found["elements"], f"{path.name}[elements]"))
    edges = _edges(_entries(connections if isinstance(connections, list) else [], f"{path.name}[connections]"), nodes)
    return Network(path.stem or "deal", nodes, edges, taker=taker)


def _json(path: Path) -> Any:
    try:
        return json.loads(bytes_of(path))
    except RecursionError as error:
        raise InfluenceError(
            say("{path} is nested too deeply to be a Kumu blueprint; export it again", path=path)
        ) from error
    except ValueError as error:
        raise InfluenceError(
            say("{path} is not JSON ({error}); export the project from Kumu as JSON", path=path, error=error)
        ) from error


def _entries(entries: list[Any], file: str) -> Iterator[_Row]:
    """Each entry; a project's export keeps the fields in a dict of their own, under longer names."""
    for entry in entries:
        if not isinstance(entry, dict):
            yield _Row(file, None, {LABEL: str(text_of(entry))[:80]}, say("is not an entry with fields and values"))
            continue
        inner = entry.get("attributes")
        fields = {**entry, **inner} if isinstance(inner, dict) else dict(entry)
        if isinstance(inner, dict):
            del fields["attributes"]
        yield _Row(file, None, {_short(name): _joined(value) for name, value in fields.items()})


def _short(name: str) -> str:
    return "type" if plain(name) in ("elementtype", "connectiontype") else name


def _joined(value: Any) -> Any:
    """Lists of words as Kumu writes them in one cell."""
    words = [text_of(one) for one in value] if isinstance(value, list) else [None]
    return value if None in words else SEPARATOR.join(str(word) for word in words)


def _nodes(rows: Iterable[_Row]) -> list[Node]:
    nodes = []
    for row in rows:
        own = text_of(row.take(*_IDS))
        name = text_of(next((cell for key, cell in row.cells.items() if plain(key) == LABEL), None))
        nodes.append(Node(row.file, row.line, own or name or "", row.cells, row.fault))
    return nodes


def _edges(rows: Iterable[_Row], nodes: list[Node]) -> list[Edge]:
    """An edge for every pair that a connection names."""
    known = _Names(nodes)
    return [edge for record, row in enumerate(rows) for edge in _of_row(row, record, known)]


def _of_row(row: _Row, record: int, known: _Names) -> Iterator[Edge]:
    ends = [text_of(row.take(name)) or "" for name in ("from", "to")]
    way, fault = way_of(str(text_of(row.take("direction"))))
    row.take(*_IDS)
    for source in known.meant(ends[0]):
        for target in known.meant(ends[1]):
            why = row.fault or fault or known.fault(source) or known.fault(target)
            pair = known.person(source), known.person(target)
            yield Edge(row.file, row.line, *pair, way, row.cells, why, record)


class _Names:
    """Whom the ids and labels of elements name."""

    def __init__(self, nodes: list[Node]) -> None:
        self.ids = {node.id for node in nodes if not node.fault}
        self.labels: dict[str, list[str]] = {}
        for node in nodes:
            label = next((text_of(cell) for key, cell in node.cells.items() if plain(key) == LABEL), None)
            if label and not node.fault and node.id not in self.labels.setdefault(label, []):
                self.labels[label].append(node.id)

    def meant(self, words: str) -> list[str]:
        """The names in a cell, one of which may itself hold the separator."""
        if words in self.ids or words in self.labels:
            return [words]
        return [word for part in words.split(SEPARATOR) if (word := part.strip())] or [""]

    def person(self, name: str) -> str:
        """The id that a name stands for; the name itself where it stands for none or several."""
        people = self.labels.get(name, [])
        return people[0] if name not in self.ids and len(people) == 1 else name

    def fault(self, name: str) -> str | None:
        """Why nobody can tell whom a name means."""
        people = self.labels.get(name, [])
        # An id that was made from a label is no better than that label.
        if len(people) < 2 or (name in self.ids and name not in people):
            return None
        return say(
            "{name} is the label of {count} elements ({names}); name one by its id",
            name=repr(name),
            count=len(people),
            names=", ".join(people[:10]),
        )
