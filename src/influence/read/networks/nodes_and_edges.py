"""Nodes and edges with their attributes made into tables through the vocabulary; whatever does not fit is noted.

Shared by the readers of network files. A node is a person, an edge a relationship; what an edge means and which way it
is drawn is stated by the file or by the caller, never guessed.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from influence.errors import InvalidData
from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.files.translation import deal_called
from influence.read.networks.attributes import LABEL, Attributed, Noted, note_each, objects
from influence.read.networks.network import Edge, Network, Node, Stated, is_id, labelled
from influence.read.networks.relationships import relationships_of
from influence.tables.language import say


def graph_of(network: Network, said: Stated, deal: object = None) -> StakeholderGraph:
    """The graph of these nodes and edges, with notes of whatever was done to them."""
    people = _people(network, said)
    relationships = relationships_of(network, people, said)
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
    longer = problems["remedy"].astype(str) + say(", or state the other direction= if they are drawn the other way")
    return problems.assign(remedy=problems["remedy"].mask(hint, longer))


def _places(network: Network) -> dict[str, Path]:
    parts: dict[str, Sequence[Node | Edge]] = {"people": network.nodes, "relationships": network.edges}
    return {table: Path(rows[0].file) for table, rows in parts.items() if rows}


def _people(network: Network, said: Stated) -> pd.DataFrame:
    """A row per person, labelled by line; nodes that cannot be used are noted, doubled ones merged."""
    used, left_out = [], []
    for node in network.nodes:
        fault = node.fault or (None if is_id(node.id) else say("has no id"))
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
    attributes = Attributed("people", used, ids, network.taker, said.scales, None, *network.manner)
    read = attributes.values()
    return _merged(read.assign(person=objects(ids)), used, network.taker)


def _merged(people: pd.DataFrame, nodes: list[Node], taker: NoteTaker) -> pd.DataFrame:
    """One row for each id: the first, and where it is unknown the next."""
    doubled = people["person"].duplicated().to_numpy(dtype=bool)
    if not doubled.any():
        return labelled(people, nodes)
    first = people.groupby("person", sort=False).first().reset_index()
    of, found = first.set_index("person"), []
    for position in np.flatnonzero(doubled):
        person, node = people["person"].iloc[position], nodes[position]
        row = people.iloc[position].drop("person").dropna()
        other = [column for column in row.index if of.at[person, column] != row[column]]
        differs = say("; the first counts where they differ, in {other}", other=", ".join(other)) if other else ""
        source = say("duplicates an earlier node with this id{differs}", differs=differs)
        found.append(Noted(node.file, node.line, person, None, person, source))
    note_each(taker, "merged", "people", found)
    kept = [node for node, double in zip(nodes, doubled, strict=True) if not double]
    return labelled(first[list(people)], kept)
