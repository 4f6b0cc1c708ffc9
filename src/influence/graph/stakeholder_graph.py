"""The one container: validated tables of people, ties, committee and contacts, for one deal or a million."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from influence.errors import InvalidData, UnknownName
from influence.graph import what_if
from influence.graph.arrays import Arrays
from influence.graph.reader_notes import Notes, nothing_noted
from influence.tables.assumptions import Assumptions
from influence.tables.derived_columns import completed
from influence.tables.keys import Keys, id_columns
from influence.tables.schema import TABLES
from influence.tables.validation import validated

if TYPE_CHECKING:
    import networkx as nx


class StakeholderGraph:
    """People as nodes carrying support, participation and influence, relationships as edges, for any number of deals.

    Build one with `from_tables`, `from_networkx` or a reader of `influence.read`. A graph never changes: `only`,
    `without`, `with_support` and its like, and `assuming` return new ones, and every table handed out is a copy. Rows
    of `people` are sorted by deal and person, so that no number and no name depends on the order of those that came in.

    Examples
    --------
    >>> import influence
    >>> influence.datasets.load("cooked_duck")
    StakeholderGraph: 1 deal, 13 people, 15 relationships, 6 seats, 13 contacts
    """

    def __init__(
        self, tables: Mapping[str, pd.DataFrame], keys: Keys, assumptions: Assumptions, notes: Notes | None = None
    ) -> None:
        """For this class's own use: `tables` must have passed validation, `keys` must be theirs."""
        self._tables = dict(tables)
        self._keys = keys
        self._assumptions = assumptions
        self._notes = notes or nothing_noted()

    @classmethod
    def from_tables(
        cls,
        people: pd.DataFrame,
        relationships: pd.DataFrame | None = None,
        seats: pd.DataFrame | None = None,
        deals: pd.DataFrame | None = None,
        team: pd.DataFrame | None = None,
        contacts: pd.DataFrame | None = None,
        ratings: pd.DataFrame | None = None,
        facts: pd.DataFrame | None = None,
        *,
        deal: object = "deal",
        assumptions: Assumptions | None = None,
        notes: Notes | None = None,
    ) -> StakeholderGraph:
        """What graph do these tables describe?

        Parameters
        ----------
        people, relationships, seats, deals, team, contacts, ratings, facts : pandas.DataFrame
            The tables of docs/tables.md; only `people` is needed. Columns of the caller's own are kept.
        deal : str or int
            The deal all rows belong to where no table has a `deal` column.
        assumptions : Assumptions, optional
            What the model assumes where no source gives a number.
        notes : Notes, optional
            What a reader did to the rows before they became these tables; handed on as `notes`.

        Returns
        -------
        StakeholderGraph
            With three things filled in and visible in `people`: unknown `influence` from formal and personal
            influence, 1 - (1 - formal)(1 - personal) (rule 000-7); any unknown measure from the median of its
            ratings; `layer` from level and reporting lines (rule 002-3).

        Raises
        ------
        InvalidData
            The tables hold faults; `problems` lists them all.
        InfluenceError
            Something given is not a table.

        Examples
        --------
        >>> import influence, pandas as pd
        >>> people = pd.DataFrame({"person": ["Ann", "Bo"], "support": [0.5, None]})
        >>> ties = pd.DataFrame({"source": ["Bo"], "target": ["Ann"], "kind": ["reports_to"]})
        >>> influence.StakeholderGraph.from_tables(people, ties)
        StakeholderGraph: 1 deal, 2 people, 1 relationship
        """
        given = zip(TABLES, (people, relationships, seats, deals, team, contacts, ratings, facts), strict=True)
        tables = {name: table for name, table in given if table is not None}
        assumptions = assumptions or Assumptions()
        read, keys, problems = validated(tables, deal=deal, assumptions=assumptions)
        if keys is None or problems:
            raise InvalidData(problems.frame)
        return cls._sorted(read, keys, assumptions, notes)

    @classmethod
    def from_networkx(
        cls,
        G: nx.Graph[Any],
        *,
        deal: object = None,
        kind: str | None = None,
        assumptions: Assumptions | None = None,
    ) -> StakeholderGraph:
        """What stakeholder graph does this networkx graph describe?

        Nodes are people, their attributes the columns of `people`; edges are relationships with `kind` and
        `strength`. Other tables come from the graph's attributes, each a list of dicts: `G.graph["seats"]`, ...

        Parameters
        ----------
        G : networkx.Graph
            Of any class; a graph without directions may hold only kinds of tie that read both ways.
        deal : str or int, optional
            What to call the deal; `G.graph["deal"]`, else "deal".
        kind : str, optional
            The kind of every edge that has no `kind` of its own.
        assumptions : Assumptions, optional
            What the model assumes where no source gives a number.

        Returns
        -------
        StakeholderGraph
            Of one deal.

        Raises
        ------
        InvalidData
            The graph holds faults, or an undirected graph a tie that needs a direction; `problems` lists them.
        InfluenceError
            `G` is no networkx graph.

        Examples
        --------
        >>> import influence, networkx as nx
        >>> G = nx.DiGraph()
        >>> G.add_node("Ann", support=0.5)
        >>> G.add_edge("Bo", "Ann", kind="reports_to")
        >>> influence.StakeholderGraph.from_networkx(G, deal="plant")
        StakeholderGraph: 1 deal, 2 people, 1 relationship
        """
        from influence.graph.networkx_form import tables_of

        assumptions = assumptions or Assumptions()
        deal = G.graph.get("deal", "deal") if deal is None and hasattr(G, "graph") else deal
        return cls.from_tables(**tables_of(G, kind, assumptions.relationship_kinds), deal=deal, assumptions=assumptions)

    def to_networkx(self, deal: object = None) -> nx.MultiDiGraph[Any]:
        """What does networkx make of one deal?

        Parameters
        ----------
        deal : str or int, optional
            Which deal; may be left out where there is only one.

        Returns
        -------
        networkx.MultiDiGraph
            A node per person with every known attribute, an edge per relationship, the other tables as lists of
            dicts in its `graph` attribute. `from_networkx` brings the same graph back.

        Raises
        ------
        UnknownName
            There is no such deal, or several and none was named.
        """
        from influence.graph.networkx_form import graph_of

        return graph_of(self.only(self.one_deal(deal)))

    @property
    def assumptions(self) -> Assumptions:
        """What the model assumes where no source gives a number."""
        return self._assumptions

    @property
    def notes(self) -> pd.DataFrame:
        """What a reader left out, merged, mended or inferred, a row each (see `influence.graph.reader_notes.Notes`)."""
        return self._notes.frame.copy()

    @property
    def files(self) -> pd.DataFrame:
        """The files a reader read: how many rows each has, how many are used, how many left out."""
        return self._notes.files.copy()

    @property
    def keys(self) -> Keys:
        """Where each row of each table belongs."""
        return self._keys

    @cached_property
    def arrays(self) -> Arrays:
        """The tables as arrays of numbers, for all deals at once; made when first asked for."""
        return Arrays(self._tables, self._keys, self._assumptions)

    @property
    def all_deals(self) -> pd.Index:
        """The ids of the deals, in order."""
        return self.keys.deals.rename("deal")

    def table(self, name: str) -> pd.DataFrame:
        """One table as a copy; without rows where none was given."""
        if name not in TABLES:
            raise UnknownName("table", name, TABLES)
        if name not in self._tables:
            return pd.DataFrame(columns=list(TABLES[name].required))
        return self._tables[name].copy()

    people = property(lambda self: self.table("people"), doc="The people, sorted by deal and person.")
    relationships = property(lambda self: self.table("relationships"), doc="The ties between people.")
    seats = property(lambda self: self.table("seats"), doc="The committee's seats and the roles.")
    deals = property(lambda self: self.table("deals"), doc="What is known of each deal.")
    team = property(lambda self: self.table("team"), doc="Our members.")
    contacts = property(lambda self: self.table("contacts"), doc="Who is in contact with whom, ours and rivals'.")
    ratings = property(lambda self: self.table("ratings"), doc="What raters think of people.")
    facts = property(lambda self: self.table("facts"), doc="Answers to the intelligence checklist.")

    def only(self, *deals: object) -> StakeholderGraph:
        """Which graph remains of these deals alone?

        Parameters
        ----------
        *deals : str or int
            The deals to keep.

        Returns
        -------
        StakeholderGraph

        Raises
        ------
        UnknownName
            There is no such deal.
        """
        for deal in deals:
            self._require_deal(deal)
        kept = {name: table[table["deal"].isin(deals)] for name, table in self._tables.items()}
        return self._of(kept)

    def without(self, *who: object, deal: object = None) -> StakeholderGraph:
        """What if these people, theirs or ours, were gone?

        Their ties, contacts and ratings go with them; their seats stay in the committee, held by nobody known, and so
        does what they told us.

        Parameters
        ----------
        *who : str or int
            Ids of people or of our members.
        deal : str or int, optional
            Only in this deal; else in every deal that has them.

        Returns
        -------
        StakeholderGraph

        Raises
        ------
        UnknownName
            There is no such person or member, or no such deal.
        """
        if deal is not None:
            self._require_deal(deal)
        self._require_who(who, deal)

        def gone(table: str, column: str) -> Any:
            frame = self._tables[table]
            return frame[column].isin(who) & (True if deal is None else frame["deal"] == deal)

        tables = dict(self._tables)
        for table, column in [*id_columns(tables, "person"), *id_columns(tables, "member")]:
            leaves = gone(table, column)
            if table in ("seats", "facts"):
                tables[table] = tables[table].assign(**{column: tables[table][column].mask(leaves)})
            else:
                tables[table] = tables[table][~leaves.reindex(tables[table].index)]
        return self._of(tables)

    with_support = what_if.with_support
    with_contact = what_if.with_contact
    with_relationship = what_if.with_relationship
    with_seat = what_if.with_seat

    def assuming(self, **changes: Any) -> StakeholderGraph:
        """What if the model assumed something else?

        Parameters
        ----------
        **changes
            Attributes of `Assumptions` by name.

        Returns
        -------
        StakeholderGraph

        Raises
        ------
        UnknownName
            There is no such assumption.
        InfluenceError
            The value is out of range.
        """
        from dataclasses import fields, replace

        names = [each.name for each in fields(Assumptions)]
        for name in changes:
            if name not in names:
                raise UnknownName("assumption", name, names)
        return StakeholderGraph(self._tables, self._keys, replace(self._assumptions, **changes), self._notes)

    def one_deal(self, deal: object = None) -> object:
        """The deal named, or the only one there is; UnknownName where that is none."""
        if deal is None and len(self.all_deals) == 1:
            return self.all_deals[0]
        self._require_deal(deal)
        return deal

    @classmethod
    def _sorted(
        cls, tables: Mapping[str, pd.DataFrame], keys: Keys, assumptions: Assumptions, notes: Notes | None
    ) -> StakeholderGraph:
        people = tables["people"].iloc[keys.order].reset_index(drop=True)
        return cls({**tables, "people": completed(people, tables, keys)}, keys, assumptions, notes)

    def _of(self, tables: Mapping[str, pd.DataFrame]) -> StakeholderGraph:
        fresh = {name: table.reset_index(drop=True) for name, table in tables.items()}
        return self._sorted(fresh, Keys.of(fresh), self._assumptions, self._notes)

    def _require_deal(self, deal: object) -> None:
        if deal not in self.keys.deals:
            raise UnknownName("deal", deal, self.keys.deals)

    def _require_who(self, who: tuple[object, ...], deal: object) -> None:
        places = [*id_columns(self._tables, "person").items(), *id_columns(self._tables, "member").items()]
        known = pd.concat(
            [ids if deal is None else ids[self._tables[table]["deal"] == deal] for (table, _), ids in places]
        )
        for name in who:
            if not (known == name).any():
                raise UnknownName("person or member", name, known.dropna().unique())

    def __setattr__(self, name: str, value: object) -> None:
        if name.startswith("_") and not hasattr(self, name):
            object.__setattr__(self, name, value)
        else:
            raise AttributeError(f"a StakeholderGraph does not change; {name} cannot be set")

    def __repr__(self) -> str:
        counts = [(len(self.all_deals), "deals"), *((len(self._tables[t]), t) for t in _COUNTED if t in self._tables)]
        return "StakeholderGraph: " + ", ".join(f"{n:,} {_one(w) if n == 1 else w}" for n, w in counts)


_COUNTED = ("people", "relationships", "seats", "contacts")


def _one(words: str) -> str:
    return "person" if words == "people" else words.removesuffix("s")
