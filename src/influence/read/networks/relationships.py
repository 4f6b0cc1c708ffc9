"""Edges made into relationships: what each means, which way it reads, and what cannot be used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from influence.errors import InfluenceError
from influence.read.files.translation import kinds_meant
from influence.read.networks.attributes import LABEL, Attributed, Noted, note_each, objects, text_of
from influence.read.networks.network import DIRECTED, MUTUAL, UNDIRECTED, WAYS, Edge, Network, Stated, is_id, labelled
from influence.tables.assumptions import RELATIONSHIP_KINDS
from influence.tables.kind_hints import HINTS
from influence.tables.language import say
from influence.tables.phrases import counted
from influence.tables.spelling import plain
from influence.tables.vocabulary import column_named, is_unknown

_OF_WHAT_IS_SENT = "; of nominations, mail and replies the sender seeks advice from the receiver"


def relationships_of(network: Network, people: pd.DataFrame, said: Stated) -> pd.DataFrame:
    """A row per relationship, labelled by line; edges that cannot be used are noted, doubled ones merged."""
    edges = network.edges
    ids = set(people["person"])
    faults = {row: why for row, edge in enumerate(edges) if (why := edge.fault or _fault_of_ends(edge, ids))}
    meaning = {**kinds_meant(said.assumptions), **said.kinds}
    attribute = next((name for name in _kind_attributes(edges) if _says_kinds(edges, name, meaning)), None)
    kinds = _kinds(network, attribute, meaning, faults)
    said = _as_it_reads(said, kinds, {row: _word(edges[row], attribute) for row in kinds}, network)
    _require_ways(network, attribute, kinds, said, _names(people))
    used = [row for row in range(len(edges)) if row not in faults]
    named = [f"{edges[row].source} -> {edges[row].target}" for row in used]
    ours = network.taker, said.scales, attribute, *network.manner
    rest = Attributed("relationships", [edges[row] for row in used], named, *ours).values().set_axis(used)
    strength = dict(zip(used, rest.get("strength", [None] * len(used)), strict=True))
    faults |= {row: say("has strength 0, which means no relationship") for row in used if strength[row] == 0}
    _account(network, faults)
    kept = _merged_relationships(network, _drawn(edges, kinds, said, faults), strength)
    return _related(network, kept, strength, rest.drop(columns="strength", errors="ignore"))


def _as_it_reads(said: Stated, kinds: Mapping[int, str], words: Mapping[int, str], network: Network) -> Stated:
    """Where an edge made in Python says itself that A reports to B, it reads so unless another way is stated."""
    if not network.made_in_python or "" in said.ways:
        return said
    plainly = {kinds[row]: WAYS[0] for row, word in words.items() if word}
    return replace(said, ways={**plainly, **said.ways})


def _fault_of_ends(edge: Edge, people: set[Any]) -> str | None:
    for end, name in (("source", edge.source), ("target", edge.target)):
        if not is_id(name):
            return say("has no {end}", end=end)
        if name not in people:
            return say("its {end} {name} is not in the file", end=end, name=repr(name))
    return say("links somebody to themselves") if edge.source == edge.target else None


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
            remedy = say("say what it means: {edges}", edges=_meaning(written, network.edges[row]))
            faults[row] = say(
                "{written} is not a known kind of relationship; {remedy}", written=repr(written), remedy=remedy
            )
    silent = [row for row, word in words.items() if not word]
    if silent and "" not in meaning:
        raise InfluenceError(_no_kind(network.edges, silent, meaning))
    kinds = {row: meaning[word] for row, word in words.items() if row not in faults}
    _note_kinds(network, attribute, {row: words[row] for row in kinds}, kinds)
    return kinds


def _no_kind(edges: list[Edge], silent: list[int], meaning: Mapping[str, str]) -> str:
    first = edges[silent[0]]
    unread = [
        say(
            "; {name} says {word}, which is not a known kind: {meaning}",
            name=repr(name),
            word=repr(word),
            meaning=_meaning(word, first),
        )
        for name in _kind_attributes(edges)
        if (word := text_of(first.cells.get(name))) and plain(word) not in meaning
    ]
    every = counted(len(edges), "relationship", "relationships")
    start = say(
        "{count} of {every} does not say what it means, the first being {first}"
        if len(silent) == 1
        else "{count} of {every} do not say what they mean, the first being {first}",
        count=f"{len(silent):,}",
        every=every,
        first=_shown(first, {}),
    )
    return (
        start
        + say("; give the kind, such as {kinds}", kinds=_proposed([edges[row] for row in silent]))
        + "".join(unread[:1])
    )


def _proposed(edges: list[Edge]) -> str:
    """Kinds to choose from; whoever sends looks up to the receiver, which a kind that reads both ways would lose."""
    if read_both_ways(edges):
        return say("kind='works_with' (--kind works_with), as all of them read both ways")
    return say(
        "kind='reports_to' (--kind reports_to), or for nominations, mail and replies kind='seeks_advice_from' "
        "(--kind seeks_advice_from), from the sender to the receiver"
    )


def read_both_ways(edges: list[Edge]) -> bool:
    """Whether no edge has a direction, or each says the same in both."""
    said = {(edge.source, edge.target, repr(edge.cells)) for edge in edges}
    undirected = all(edge.way != DIRECTED for edge in edges)
    return undirected or said == {(target, source, cells) for source, target, cells in said}


def _meaning(word: object, edge: Edge) -> str:
    kind, _ = HINTS.get(plain(str(word)), ("knows", False))
    if edge.way == UNDIRECTED and not RELATIONSHIP_KINDS[kind].both_ways:
        kind = "works_with"
    return say("for instance {stated}", stated=_stating(word, kind))


def _stating(word: object, kind: str) -> str:
    """How a caller states what a word of the file means."""
    return f"kind={{{word!r}: {kind!r}}} (--kind {word}={kind})"


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
            source = f"{attribute} {written!r}, {times}" if written else say("kind= as stated, {times}", times=times)
            network.taker.note("renamed", file, table="relationships", column="kind", value=kind, source=source)


def _require_ways(
    network: Network, attribute: str | None, kinds: dict[int, str], said: Stated, names: Mapping[Any, Any]
) -> None:
    """One-way kinds need edges with a direction, and somebody who says which way they are drawn."""
    for row, kind in kinds.items():
        edge = network.edges[row]
        if said.assumptions.relationship_kinds[kind].both_ways or edge.way == MUTUAL:
            continue
        if edge.way == UNDIRECTED:
            word = text_of(edge.cells.get(str(attribute))) if _word(edge, attribute) else ""
            both_ways = _stating(word, "works_with") if word else say("kind='works_with' (--kind works_with)")
            remedy = say(
                "draw it with a direction, or give it a kind that reads both ways: {both_ways}", both_ways=both_ways
            )
            raise InfluenceError(
                say(
                    "{names} has no direction, which {kind} needs; {remedy}",
                    names=_shown(edge, names),
                    kind=kind,
                    remedy=remedy,
                )
            )
        if said.way(kind) is None:
            raise InfluenceError(_no_way(edge, kind, names))


def _no_way(edge: Edge, kind: str, names: Mapping[Any, Any]) -> str:
    one, other = names.get(edge.source, edge.source), names.get(edge.target, edge.target)
    reads = kind.replace("_", " ")
    return say(
        "which way are the relationships of the kind {kind} drawn? The first is {names}: if it says that {one} "
        "{reads} {other}, give direction='source_to_target', if that {other} {reads} {one}, "
        "direction='target_to_source' (--direction); where kinds differ, direction={{{quoted}: ...}}{sent}",
        kind=kind,
        names=_shown(edge, names),
        one=one,
        reads=reads,
        other=other,
        quoted=repr(kind),
        sent=say(_OF_WHAT_IS_SENT) if kind == "seeks_advice_from" else "",
    )


def _names(people: pd.DataFrame) -> dict[Any, Any]:
    named = people.dropna(subset="name") if "name" in people else people.iloc[:0].assign(name="")
    return dict(zip(named["person"], named["name"], strict=True))


def _shown(edge: Edge, names: Mapping[Any, Any]) -> str:
    place = edge.file if edge.line is None else say("{file}, line {line}", file=edge.file, line=edge.line)
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
    strength: float | None = None

    @property
    def key(self) -> tuple[Any, ...]:
        ends = (self.source, self.target)
        return (self.kind, *(sorted(ends, key=repr) if self.either_way else ends))


def _merged_relationships(
    network: Network, relationships: list[_Relationship], strength: dict[int, Any]
) -> list[_Relationship]:
    """Each relationship once, with the largest strength given for it; parallel edges are meant as they are."""
    if network.parallel:
        return relationships
    first: dict[tuple[Any, ...], _Relationship] = {}
    most: dict[tuple[Any, ...], Any] = {}
    found = []
    for one in relationships:
        edge, given = network.edges[one.row], strength[one.row]
        known = first.setdefault(one.key, one)
        most[one.key] = float(np.fmax(most.get(one.key, np.nan), np.nan if given is None else given))
        if known is not one:
            place = network.edges[known.row].line
            source = say("duplicates an earlier relationship") + (
                "" if place is None else say(", on line {place}", place=place)
            )
            found.append(Noted(edge.file, edge.line, f"{one.source} -> {one.target}", None, one.kind, source))
    note_each(network.taker, "merged", "relationships", found)
    return [one._replace(strength=most[key]) for key, one in first.items()]


def _related(
    network: Network, kept: list[_Relationship], strength: Mapping[int, Any], own: pd.DataFrame
) -> pd.DataFrame:
    """The relationships as a table, with attributes of the caller's own."""
    columns = {name: objects([getattr(one, name) for one in kept]) for name in ("source", "target", "kind")}
    known = [strength[one.row] if one.strength is None else one.strength for one in kept]
    frame = pd.DataFrame(columns).assign(strength=np.array(known, dtype=float))
    frame = frame.drop(columns="strength") if frame["strength"].isna().all() else frame
    rows = own.loc[[one.row for one in kept]].reset_index(drop=True)
    return labelled(pd.concat([frame, rows], axis=1), [network.edges[one.row] for one in kept])
