"""Nodes and edges with their attributes made into tables through the vocabulary; whatever does not fit is noted.

Shared by the readers of network files. A node is a person, an edge a relationship; what an edge means and which way it
is drawn is stated by the file or by the caller, never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from influence.errors import InfluenceError, InvalidData, UnknownName
from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.files.notation import Scale, scales
from influence.read.files.translation import assumed, deal_called, kinds_meant
from influence.read.networks.attributes import LABEL, Attributed, Noted, note_each, objects, text_of
from influence.tables.assumptions import Assumptions
from influence.tables.phrases import counted
from influence.tables.spelling import plain
from influence.tables.vocabulary import column_named, is_unknown

WAYS = ("source_to_target", "target_to_source")
DIRECTED, UNDIRECTED, MUTUAL = "directed", "undirected", "mutual"

Kind = str | Mapping[str, str] | None
Direction = str | Mapping[str, str] | None
Scales = Mapping[str, tuple[float, float]] | None
Cells = dict[str, Any]


class Node(NamedTuple):
    """A node of a file: where it stands, its id, its attributes, and why it cannot be used, if so."""

    file: str
    line: int | None
    id: Any
    cells: Cells
    fault: str | None = None


class Edge(NamedTuple):
    """An edge of a file; several of one `record` are one row of it."""

    file: str
    line: int | None
    source: Any
    target: Any
    way: str
    cells: Cells
    fault: str | None = None
    record: int | None = None


@dataclass(frozen=True)
class Network:
    """What a file holds: `name` is the deal's, `tables` came beside, ready to use; `skipped` says how many rows of each
    file were left out, and noted, before; `decimal_comma` whether the comma is free to stand in numbers.
    """

    name: Any
    nodes: list[Node]
    edges: list[Edge]
    tables: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    taker: NoteTaker = field(default_factory=NoteTaker)
    skipped: Mapping[str, int] = field(default_factory=dict)
    decimal_comma: bool = False

    def account(self, file: str, rows: int, left_out: int) -> None:
        """Account for the rows of a file, those left out before included."""
        before = self.skipped.get(file, 0)
        self.taker.account(file, rows + before, left_out + before)


@dataclass(frozen=True)
class Stated:
    """What a caller states about a file: which kind each of its words means, "" being that of an edge without a word,
    which of `WAYS` each kind is drawn, "" being all others, and the scales.
    """

    kinds: Mapping[str, str]
    ways: Mapping[str, str]
    scales: Mapping[str, Scale]
    assumptions: Assumptions

    def way(self, kind: str) -> str | None:
        """Which way edges of this kind are drawn, as far as stated."""
        return self.ways.get(kind, self.ways.get(""))


def stated(kind: Kind, direction: Direction, scale: Scales, assumptions: Assumptions | None) -> Stated:
    """The statements of a caller, checked."""
    assumptions = assumed(assumptions)
    known = kinds_meant(assumptions)
    every = {name: name for name in WAYS}
    kinds = {plain(word): _one_of("kind of relationship", name, known) for word, name in _each("kind", kind)}
    drawn = {word: _one_of("direction", way, every) for word, way in _each("direction", direction)}
    ways = {word and _one_of("kind of relationship", word, known): way for word, way in drawn.items()}
    return Stated(kinds, ways, scales(scale), assumptions)


def _each(what: str, given: str | Mapping[str, str] | None) -> list[tuple[str, str]]:
    """The words and what each means; "" is the word of those without one."""
    if given is None:
        return []
    pairs = list(given.items()) if isinstance(given, Mapping) else [("", given)]
    if not all(isinstance(word, str) for pair in pairs for word in pair):
        raise InfluenceError(f"{what} is {given!r}; give a name, or a dict from names to names")
    return pairs


def _one_of(what: str, name: str, known: Mapping[str, str]) -> str:
    meant = known.get(name) or known.get(plain(name))
    if meant is None:
        raise UnknownName(what, name, dict.fromkeys(known.values()))
    return meant


def graph_of(network: Network, said: Stated, deal: object = None) -> StakeholderGraph:
    """The graph of these nodes and edges, with notes of whatever was done to them."""
    people = _people(network, said)
    relationships = _relationships(network, people, said)
    tables = (
        {"people": people} | ({"relationships": relationships} if len(relationships) else {}) | dict(network.tables)
    )
    told: dict[str, Any] = {"assumptions": said.assumptions, "notes": network.taker.notes}
    try:
        return StakeholderGraph.from_tables(**tables, deal=deal_called(deal, network.name), **told)
    except InvalidData as invalid:
        raise InvalidData(_explained(invalid.problems), _places(network)) from None


def _explained(problems: pd.DataFrame) -> pd.DataFrame:
    """A second boss or a circle is what edges read the wrong way round look like."""
    hint = problems["code"].isin(["second_boss", "reporting_circle"])
    longer = problems["remedy"].astype(str) + ", or state the other direction= if the edges are drawn the other way"
    return problems.assign(remedy=problems["remedy"].mask(hint, longer))


def _places(network: Network) -> dict[str, Path]:
    parts: dict[str, Sequence[Node | Edge]] = {"people": network.nodes, "relationships": network.edges}
    return {table: Path(rows[0].file) for table, rows in parts.items() if rows}


def _people(network: Network, said: Stated) -> pd.DataFrame:
    """A row per person, labelled by line; nodes that cannot be used are noted, doubled ones merged."""
    used, left_out = [], []
    for node in network.nodes:
        fault = node.fault or (None if _is_id(node.id) else "has no id")
        if fault:
            label = node.cells.get(LABEL)
            name = label if isinstance(label, str) and label else node.id
            left_out.append(Noted(node.file, node.line, None, None, name, fault))
        else:
            used.append(node)
    note_each(network.taker, "left out", "people", left_out)
    for file in dict.fromkeys(node.file for node in network.nodes):
        rows = [node for node in network.nodes if node.file == file]
        kept = sum(node.file == file for node in used)
        network.account(file, len(rows), len(rows) - kept)
    ids = [node.id for node in used]
    read = Attributed("people", used, ids, network.taker, said.scales, decimal_comma=network.decimal_comma).values()
    return _merged(read.assign(person=objects(ids)), used, network.taker)


def _is_id(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip() != ""


def _merged(people: pd.DataFrame, nodes: list[Node], taker: NoteTaker) -> pd.DataFrame:
    """One row for each id: the first, and where it is unknown the next."""
    doubled = people["person"].duplicated().to_numpy(dtype=bool)
    if not doubled.any():
        return _labelled(people, nodes)
    first = people.groupby("person", sort=False).first().reset_index()
    of, found = first.set_index("person"), []
    for position in np.flatnonzero(doubled):
        person, node = people["person"].iloc[position], nodes[position]
        row = people.iloc[position].drop("person").dropna()
        other = [column for column in row.index if of.at[person, column] != row[column]]
        differs = f"; the first counts where they differ, in {', '.join(other)}" if other else ""
        source = f"duplicates an earlier node with this id{differs}"
        found.append(Noted(node.file, node.line, person, None, person, source))
    note_each(taker, "merged", "people", found)
    kept = [node for node, double in zip(nodes, doubled, strict=True) if not double]
    return _labelled(first[list(people)], kept)


def _labelled(frame: pd.DataFrame, rows: Sequence[Node | Edge]) -> pd.DataFrame:
    """Labelled by line where every row has one, so that faults are shown where they stand."""
    lines = [row.line for row in rows]
    return frame if None in lines else frame.set_axis(pd.Index(lines, dtype=np.int64))


def _relationships(network: Network, people: pd.DataFrame, said: Stated) -> pd.DataFrame:
    """A row per relationship, labelled by line; edges that cannot be used are noted, doubled ones merged."""
    edges = network.edges
    ids = set(people["person"])
    faults = {row: why for row, edge in enumerate(edges) if (why := edge.fault or _fault_of_ends(edge, ids))}
    meaning = {**kinds_meant(said.assumptions), **said.kinds}
    attribute = next((name for name in _kind_attributes(edges) if _says_kinds(edges, name, meaning)), None)
    kinds = _kinds(network, attribute, meaning, faults)
    _require_ways(network, kinds, said, _names(people))
    used = [row for row in range(len(edges)) if row not in faults]
    named = [f"{edges[row].source} -> {edges[row].target}" for row in used]
    ours = network.taker, said.scales, attribute, network.decimal_comma
    rest = Attributed("relationships", [edges[row] for row in used], named, *ours).values()
    strength = dict(zip(used, rest.get("strength", [None] * len(used)), strict=True))
    faults |= {row: "has strength 0, which means no relationship" for row in used if strength[row] == 0}
    _account(network, faults)
    return _merged_relationships(network, _drawn(edges, kinds, said, faults), strength)


def _fault_of_ends(edge: Edge, people: set[Any]) -> str | None:
    for end, name in (("source", edge.source), ("target", edge.target)):
        if not _is_id(name):
            return f"has no {end}"
        if name not in people:
            return f"its {end} {name!r} is not in the file"
    return "links somebody to themselves" if edge.source == edge.target else None


def _kind_attributes(edges: list[Edge]) -> list[str]:
    """The attributes that may say what an edge means, the label last."""
    names = dict.fromkeys(name for edge in edges for name in edge.cells)
    found = [name for name in names if column_named("relationships", name) == "kind"]
    return found + [name for name in names if plain(name) == LABEL]


def _word(edge: Edge, attribute: str | None) -> str:
    """What the edge says it means, as `plain` makes it; "" where it says nothing."""
    word = "" if attribute is None else text_of(edge.cells.get(attribute)) or ""
    return "" if is_unknown(word) else plain(word)


def _says_kinds(edges: list[Edge], attribute: str, meaning: Mapping[str, str]) -> bool:
    return any(word in meaning for word in {_word(edge, attribute) for edge in edges} - {""})


def _kinds(
    network: Network, attribute: str | None, meaning: Mapping[str, str], faults: dict[int, str]
) -> dict[int, str]:
    """The kind of each edge that can be used; words that mean none are faults."""
    words = {row: _word(edge, attribute) for row, edge in enumerate(network.edges) if row not in faults}
    for row, word in words.items():
        if word and word not in meaning:
            written = text_of(network.edges[row].cells.get(str(attribute)))
            remedy = f"say what it means: {_meaning(written)}"
            faults[row] = f"{written!r} is not a known kind of relationship; {remedy}"
    silent = [row for row, word in words.items() if not word]
    if silent and "" not in meaning:
        raise InfluenceError(_no_kind(network.edges, silent, meaning))
    kinds = {row: meaning[word] for row, word in words.items() if row not in faults}
    _note_kinds(network, attribute, {row: words[row] for row in kinds}, kinds)
    return kinds


def _no_kind(edges: list[Edge], silent: list[int], meaning: Mapping[str, str]) -> str:
    first = edges[silent[0]]
    unread = [
        f"; {name!r} says {word!r}, which is not a known kind: {_meaning(word)}"
        for name in _kind_attributes(edges)
        if (word := text_of(first.cells.get(name))) and plain(word) not in meaning
    ]
    does = "does not say what it means" if len(silent) == 1 else "do not say what they mean"
    start = f"{len(silent):,} of {counted(len(edges), 'edge', 'edges')} {does}, the first being {_shown(first, {})}"
    remedy = "; give the kind, such as kind='reports_to' or 'works_with' (--kind reports_to)"
    return start + remedy + "".join(unread[:1])


def _meaning(word: object) -> str:
    return f"for instance kind={{{word!r}: 'knows'}} (--kind {word}=knows)"


def _note_kinds(network: Network, attribute: str | None, words: dict[int, str], kinds: dict[int, str]) -> None:
    """Note which words are read as which kinds, and of how many edges the kind is the caller's."""
    counts: dict[tuple[str, str, str], int] = {}
    for row, kind in kinds.items():
        edge = network.edges[row]
        written = str(text_of(edge.cells.get(str(attribute)))) if words[row] else ""
        counts[edge.file, written, kind] = counts.get((edge.file, written, kind), 0) + 1
    for (file, written, kind), count in counts.items():
        if written != kind:
            times = counted(count, "time", "times")
            source = f"{attribute} {written!r}, {times}" if written else f"kind= as stated, {times}"
            network.taker.note("renamed", file, table="relationships", column="kind", value=kind, source=source)


def _require_ways(network: Network, kinds: dict[int, str], said: Stated, names: Mapping[Any, Any]) -> None:
    """One-way kinds need edges with a direction, and somebody who says which way they are drawn."""
    for row, kind in kinds.items():
        edge = network.edges[row]
        if said.assumptions.relationship_kinds[kind].both_ways or edge.way == MUTUAL:
            continue
        if edge.way == UNDIRECTED:
            remedy = "draw it with a direction, or give it a kind that reads both ways, such as works_with or knows"
            raise InfluenceError(f"{_shown(edge, names)} has no direction, which {kind} needs; {remedy}")
        if said.way(kind) is None:
            raise InfluenceError(_no_way(edge, kind, names))


def _no_way(edge: Edge, kind: str, names: Mapping[Any, Any]) -> str:
    one, other = names.get(edge.source, edge.source), names.get(edge.target, edge.target)
    reads = kind.replace("_", " ")
    return (
        f"which way are the edges of the kind {kind} drawn? The first is {_shown(edge, names)}: if it says that "
        f"{one} {reads} {other}, give direction='source_to_target', if that {other} {reads} {one}, "
        f"direction='target_to_source' (--direction); where kinds differ, direction={{{kind!r}: ...}}"
    )


def _names(people: pd.DataFrame) -> dict[Any, Any]:
    named = people.dropna(subset="name") if "name" in people else people.iloc[:0].assign(name="")
    return dict(zip(named["person"], named["name"], strict=True))


def _shown(edge: Edge, names: Mapping[Any, Any]) -> str:
    place = edge.file if edge.line is None else f"{edge.file}, line {edge.line}"
    return f"{names.get(edge.source, edge.source)} -> {names.get(edge.target, edge.target)} ({place})"


def _account(network: Network, faults: Mapping[int, str]) -> None:
    """Account for the rows of each file; one of several edges is left out when all of them are."""
    records: dict[tuple[str, int], list[int]] = {}
    for row, edge in enumerate(network.edges):
        records.setdefault((edge.file, row if edge.record is None else -1 - edge.record), []).append(row)
    found: dict[str, list[Noted]] = {"left out": [], "dropped": []}
    count = {file: [0, 0] for file in dict.fromkeys(edge.file for edge in network.edges)}
    for (file, _), rows in records.items():
        bad = [row for row in rows if row in faults]
        count[file][0] += 1
        count[file][1] += len(bad) == len(rows)
        if bad:
            edge = network.edges[bad[0]]
            action = "left out" if len(bad) == len(rows) else "dropped"
            pairs = ((network.edges[row].source, network.edges[row].target) for row in bad)
            value = ", ".join(f"{source or '?'} -> {target or '?'}" for source, target in pairs)
            source = "; ".join(dict.fromkeys(faults[row] for row in bad))
            found[action].append(Noted(file, edge.line, None, None, value, source))
    for action, notes in found.items():
        note_each(network.taker, action, "relationships", notes)
    for file, (rows_there, left_out) in count.items():
        network.account(file, rows_there, left_out)


def _drawn(edges: list[Edge], kinds: dict[int, str], said: Stated, faults: Mapping[int, str]) -> list[_Relationship]:
    """The relationships as they read: ends in our order, a mutual edge of a one-way kind as two."""
    relationships = []
    for row, kind in kinds.items():
        source, target, way = edges[row].source, edges[row].target, edges[row].way
        if row in faults:
            continue
        one_way = not said.assumptions.relationship_kinds[kind].both_ways
        if one_way and way == DIRECTED and said.way(kind) == WAYS[1]:
            source, target = target, source
        relationships.append(_Relationship(row, source, target, kind, not one_way and way != DIRECTED))
        if one_way and way == MUTUAL:
            relationships.append(_Relationship(row, target, source, kind, False))
    return relationships


class _Relationship(NamedTuple):
    row: int
    source: Any
    target: Any
    kind: str
    either_way: bool

    @property
    def key(self) -> tuple[Any, ...]:
        ends = (self.source, self.target)
        return (self.kind, *(sorted(ends, key=repr) if self.either_way else ends))


def _merged_relationships(
    network: Network, relationships: list[_Relationship], strength: Mapping[int, Any]
) -> pd.DataFrame:
    """Each relationship once, with the largest strength given for it."""
    first: dict[tuple[Any, ...], _Relationship] = {}
    most: dict[tuple[Any, ...], float] = {}
    found = []
    for one in relationships:
        edge, given = network.edges[one.row], strength[one.row]
        known = first.setdefault(one.key, one)
        most[one.key] = float(np.fmax(most.get(one.key, np.nan), np.nan if given is None else given))
        if known is not one:
            place = network.edges[known.row].line
            source = "duplicates an earlier relationship" + ("" if place is None else f", on line {place}")
            found.append(Noted(edge.file, edge.line, f"{one.source} -> {one.target}", None, one.kind, source))
    note_each(network.taker, "merged", "relationships", found)
    kept = list(first.values())
    columns = {name: objects([getattr(one, name) for one in kept]) for name in ("source", "target", "kind")}
    frame = pd.DataFrame(columns).assign(strength=[most[one.key] for one in kept])
    frame = frame.drop(columns="strength") if frame["strength"].isna().all() else frame
    return _labelled(frame, [network.edges[one.row] for one in kept])
