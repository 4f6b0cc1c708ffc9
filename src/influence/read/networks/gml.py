"""GML, read by networkx and taken on as any network."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

from influence.errors import InfluenceError
from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.files.detection import encoded
from influence.read.networks.network import DIRECTED, UNDIRECTED, Direction, Edge, Kind, Network, Node, Scales, stated
from influence.read.networks.nodes_and_edges import graph_of
from influence.read.networks.plain_text import text_at
from influence.tables.assumptions import Assumptions
from influence.tables.language import say

if TYPE_CHECKING:
    import networkx as nx


@encoded
def gml(
    path: str | Path,
    *,
    kind: Kind = None,
    direction: Direction = None,
    deal: object = None,
    scale: Scales = None,
    assumptions: Assumptions | None = None,
    encoding: str | None = None,
) -> StakeholderGraph:
    """Read a GML file.

    Parameters
    ----------
    path : str or pathlib.Path
        A .gml file, as Gephi, igraph, yEd and networkx write it.
    kind, direction, deal, scale, assumptions : optional
        As for `read.graphml`.
    encoding : str, optional
        The encoding of files that do not say it themselves, such as "big5" or "cp1250"; without it, their bytes tell.

    Returns
    -------
    StakeholderGraph
        As of `read.graphml`: the number of a node is the id, its label the `name`.

    Raises
    ------
    InvalidData, UnknownName, InfluenceError
        As `read.graphml` does, for this format.

    Examples
    --------
    >>> import influence, os, tempfile
    >>> path = os.path.join(tempfile.mkdtemp(), "plant.gml")
    >>> nodes = 'node [ id 1 label "Ann" ] node [ id 2 label "Bo" ]'
    >>> with open(path, "w") as file:
    ...     _ = file.write(f'graph [ directed 1 {nodes} edge [ source 2 target 1 label "trusts" ] ]')
    >>> influence.read.gml(path, direction="source_to_target")
    StakeholderGraph: 1 deal, 2 people, 1 relationship
    """
    said = stated(kind, direction, scale, assumptions)
    taker = NoteTaker()
    place, text = text_at(path, taker)
    G = _parsed(text, place)
    way = DIRECTED if G.is_directed() else UNDIRECTED
    nodes = [Node(f"{place.name}[nodes]", None, node, dict(data)) for node, data in G.nodes(data=True)]
    edges = [Edge(f"{place.name}[edges]", None, one, other, way, dict(data)) for one, other, data in G.edges(data=True)]
    for name, value in G.graph.items():
        source = say("an attribute of the whole graph")
        taker.note("kept out", place.name, column=str(name), value=str(value)[:80], source=source)
    return graph_of(Network(place.stem or "deal", nodes, edges, taker=taker), said, deal)


def _parsed(text: str, place: Path) -> nx.Graph[Any]:
    """The graph; files of Gephi have doubled edges without saying that they may, so that all may."""
    import networkx as nx

    if "multigraph" not in text:
        head, bracket, rest = text.partition("[")
        text = f"{head}{bracket} multigraph 1 {rest}" if bracket and head.split()[-1:] == ["graph"] else text
    try:
        with warnings.catch_warnings(action="ignore"):
            return nx.parse_gml(text, label="id")
    except Exception as error:  # networkx raises nearly anything for what is damaged
        reason = str(error).split("\n")[0][:200]
        raise InfluenceError(
            say("{place} is not GML that can be read ({reason}); export it again", place=place, reason=reason)
        ) from error
