"""The one container: validated tables of people, relationships, committee and contacts, for one deal or a million."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from influence.errors import InvalidData, NoAttribute, UnknownName
from influence.graph import as_of, assuming, leaving, what_if
from influence.graph.arrays import Arrays
from influence.graph.hints import no_attribute
from influence.graph.reader_notes import Notes, nothing_noted, with_names_told, with_own_columns
from influence.graph.rows import in_order
from influence.tables.assumptions import Assumptions
from influence.tables.committee_templates import with_template_seats
from influence.tables.derived_columns import completed, with_ratings
from influence.tables.derived_contacts import with_encounters
from influence.tables.frames import as_frame
from influence.tables.keys import Keys, require_id
from influence.tables.language import say
from influence.tables.phrases import counted
from influence.tables.schema import TABLES
from influence.tables.validation import validated

if TYPE_CHECKING:
    import networkx as nx


class StakeholderGraph:
    """People as nodes carrying support, participation and influence, relationships as edges, for any number of deals.

    Build one with `from_tables` or a reader of `influence.read`, one of which takes networkx graphs. A graph never
    changes: `only`, `without`, `with_support` and its like, and `assuming` return new ones, and every table handed out
    is a copy. Rows of `people` are sorted by deal and person, so that no number and no name depends on the order of
    those that came in.

    `len` counts its deals, iteration gives their ids. Two graphs are equal (`==`) that hold the same tables, row by
    row, and assume the same, whatever a reader noted; like all that is compared by its tables, a graph has no hash.
    Graphs can be pickled and copied.

    Examples
    --------
    >>> import influence
    >>> influence.datasets.load("cooked_duck")
    StakeholderGraph: 1 deal, 13 people, 15 relationships, 6 seats, 13 contacts
    """

    def __init__(
        self,
        tables: Mapping[str, pd.DataFrame],
        keys: Keys,
        assumptions: Assumptions,
        notes: Notes | None = None,
        before: Mapping[str, pd.DataFrame] | None = None,
        until: np.datetime64 | None = None,
    ) -> None:
        """For this class's own use: `tables` must have passed validation, `keys` must be theirs.

        `before` holds people and contacts as they were before ratings and encounters filled them in, where these did;
        `until` is the day as of which the graph stands, beyond which it knows nothing.
        """
        self._tables = dict(tables)
        self._before = dict(before or {})
        self._until = until
        self._keys = keys
        self._assumptions = assumptions
        self._notes = notes or nothing_noted()

    @classmethod
    def from_tables(
        cls,
        people: Any,
        relationships: Any = None,
        seats: Any = None,
        deals: Any = None,
        team: Any = None,
        contacts: Any = None,
        ratings: Any = None,
        facts: Any = None,
        interactions: Any = None,
        commitments: Any = None,
        stances: Any = None,
        *,
        deal: object = "deal",
        assumptions: Assumptions | None = None,
        notes: Notes | None = None,
    ) -> StakeholderGraph:
        """Make a graph of tables.

        Parameters
        ----------
        people, relationships, seats, deals, team, contacts, ratings, facts, interactions, commitments, stances : table
            The tables of docs/tables.md; only `people` is needed. Columns of the caller's own are kept. Each is a
            pandas.DataFrame or what that takes (a list of records, a dict of columns, a structured array), or a table
            of polars, pyarrow or whatever else has Arrow's `__arrow_c_stream__` (needs pyarrow). People without a
            column `person` have their names for ids where these all differ, with a note.
        deal : str or int
            The deal all rows belong to where no table has a `deal` column.
        assumptions : Assumptions, optional
            What the model assumes where no source gives a number.
        notes : Notes, optional
            What a reader did to the rows before they became these tables; handed on as `notes`, with a note for each
            column that is none of ours.

        Returns
        -------
        StakeholderGraph
            With four things filled in. Visible in `people`: unknown `influence` from formal and personal influence,
            1 - (1 - formal)(1 - personal) (rule 000-7); any unknown measure from the median of its ratings;
            `layer` from level and reporting lines (rule 002-3). Visible in `contacts`: whom a member met by
            `interactions`, how often and when last. `people_given` and `contacts_given` are without ratings and
            encounters.

        Raises
        ------
        InvalidData
            The tables hold faults; `problems` lists them all.
        InfluenceError
            Something given is not a table.

        Examples
        --------
        >>> import influence
        >>> people = {"person": ["Ann", "Bo"], "support": [0.5, None]}
        >>> relationships = [{"source": "Bo", "target": "Ann", "kind": "reports_to"}]
        >>> influence.StakeholderGraph.from_tables(people, relationships)
        StakeholderGraph: 1 deal, 2 people, 1 relationship
        """
        known = (people, relationships, seats, deals, team, contacts, ratings, facts)
        tables = dict(zip(TABLES, (*known, interactions, commitments, stances), strict=True))
        return cls._checked(tables, deal, assumptions or Assumptions(), notes)

    def to_networkx(self, deal: object = None) -> nx.MultiDiGraph[Any]:
        """Hand one deal to networkx.

        Parameters
        ----------
        deal : str or int, optional
            Which deal; may be left out where there is only one.

        Returns
        -------
        networkx.MultiDiGraph
            A node per person with every known attribute, an edge per relationship, the other tables as lists of
            dicts in its `graph` attribute. `influence.read.networkx` brings the same graph back.

        Raises
        ------
        UnknownName
            There is no such deal, or several and none was named.
        """
        from influence.graph.networkx_form import graph_of

        deal = self.one_deal(deal)
        one = self.only(deal)
        return graph_of(one._given | {"people": one.people}, deal)

    @property
    def assumptions(self) -> Assumptions:
        """What the model assumes where no source gives a number."""
        return self._assumptions

    @property
    def notes(self) -> pd.DataFrame:
        """What a reader left out, merged, fixed or inferred, a row each (see `influence.graph.reader_notes.Notes`)."""
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
        # Those that templates assume stand behind those that were given.
        assumed = np.arange(len(self._tables.get("seats", ()))) >= len(self._given.get("seats", ()))
        return Arrays(self._tables, self._keys, self._assumptions, assumed)

    @property
    def all_deals(self) -> pd.Index:
        """The ids of the deals, in order."""
        return self.keys.deals.rename("deal")

    def table(self, name: str) -> pd.DataFrame:
        """One table as a copy; without rows where none was given."""
        self._require_table(name)
        return _copy(name, self._tables)

    people = property(lambda self: self.table("people"), doc="The people, sorted by deal and person.")
    relationships = property(lambda self: self.table("relationships"), doc="The relationships between people.")
    seats = property(lambda self: self.table("seats"), doc="The committee's seats and the roles.")
    deals = property(lambda self: self.table("deals"), doc="What is known of each deal.")
    team = property(lambda self: self.table("team"), doc="Our members.")
    contacts = property(lambda self: self.table("contacts"), doc="Who is in contact with whom, ours and rivals'.")
    people_given = property(lambda self: _copy("people", self._given), doc="People without what ratings filled in.")
    contacts_given = property(lambda self: _copy("contacts", self._given), doc="Contacts without the encounters'.")
    seats_given = property(lambda self: _copy("seats", self._given), doc="Seats without those that templates assume.")
    ratings = property(lambda self: self.table("ratings"), doc="What raters think of people.")
    facts = property(lambda self: self.table("facts"), doc="Answers to the intelligence checklist.")
    interactions = property(lambda self: self.table("interactions"), doc="Who met whom, an encounter and person a row.")
    commitments = property(lambda self: self.table("commitments"), doc="Who promised what to whom.")
    stances = property(lambda self: self.table("stances"), doc="How people stand to sides other than ours.")

    def only(self, *deals: object) -> StakeholderGraph:
        """Keep these deals alone.

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
        InfluenceError
            A deal is given as something else than one id.
        """
        for deal in deals:
            self._require_deal(deal)
        kept = {name: table[table["deal"].isin(deals)] for name, table in self._given.items()}
        return self._of(kept)

    def replaced(self, **tables: Any) -> StakeholderGraph:
        """What if these tables stood in place of the graph's own?

        Parameters
        ----------
        **tables : table
            Whatever `from_tables` takes, by the table's name; they pass the same checks. A deal stays a deal even where
            they leave nobody in it.

        Returns
        -------
        StakeholderGraph

        Raises
        ------
        UnknownName
            There is no table of that name.
        InvalidData
            The tables hold faults; `problems` lists them all.

        Examples
        --------
        >>> import influence
        >>> duck = influence.datasets.load("cooked_duck")
        >>> duck.replaced(contacts=duck.contacts.query("touches > 4"), interactions=[])
        StakeholderGraph: 1 deal, 13 people, 15 relationships, 6 seats, 1 contact
        """
        for name in tables:
            self._require_table(name)
        given = {**self._given, **{name: as_frame(name, table) for name, table in tables.items()}}
        there = {deal for name in ("people", "deals") if "deal" in given.get(name, ()) for deal in given[name]["deal"]}
        left = pd.DataFrame({"deal": [deal for deal in self.all_deals if deal not in there]})
        if len(left):
            given["deals"] = pd.concat([given["deals"], left]) if len(given.get("deals", ())) else left
        known = {name: table for name, table in given.items() if len(table) or name == "people"}
        return self._checked(known, "deal", self._assumptions, until=self._until)

    as_of = as_of.as_of
    without = leaving.without
    without_each = leaving.without_each
    with_person = what_if.with_person
    with_support = what_if.with_support
    with_contact = what_if.with_contact
    with_relationship = what_if.with_relationship
    with_seat = what_if.with_seat
    assuming = assuming.assuming

    def one_deal(self, deal: object = None) -> object:
        """The deal named, or the only one there is; UnknownName where that is none."""
        if deal is None and len(self.all_deals) == 1:
            return self.all_deals[0]
        self._require_deal(deal)
        return deal

    @classmethod
    def _checked(
        cls,
        tables: Mapping[str, Any],
        deal: object,
        assumptions: Assumptions,
        notes: Notes | None = None,
        until: np.datetime64 | None = None,
    ) -> StakeholderGraph:
        read, keys, problems = validated(tables, deal=deal, assumptions=assumptions)
        if keys is None or problems:
            raise InvalidData(problems.frame)
        notes = with_own_columns(read, with_names_told(tables["people"], read, notes))
        return cls._sorted(read, keys, assumptions, notes, until)

    @classmethod
    def _sorted(
        cls,
        tables: Mapping[str, pd.DataFrame],
        keys: Keys,
        assumptions: Assumptions,
        notes: Notes | None,
        until: np.datetime64 | None,
    ) -> StakeholderGraph:
        people = completed(in_order(tables["people"], keys.order), tables, keys)
        given = {**tables, "people": people}
        rated, met = with_ratings(people, tables, keys, latest=until is not None), with_encounters(tables, keys)
        seated = with_template_seats(given, keys, assumptions.templates or ())
        derived = (("people", rated), ("contacts", met), ("seats", seated))
        filled = {name: table for name, table in derived if table is not None}
        before = {name: _copy(name, given) for name in filled}
        whole = given | filled
        new_rows = met is not None or seated is not None
        return cls(whole, Keys.of(whole) if new_rows else keys, assumptions, notes, before, until)

    @property
    def _given(self) -> dict[str, pd.DataFrame]:
        """The tables without what follows from ratings and encounters, which every change derives anew."""
        return {**self._tables, **self._before}

    def _under(self, assumptions: Assumptions) -> StakeholderGraph:
        """The same tables under other assumptions."""
        if assumptions.templates != self._assumptions.templates:
            return self._sorted(self._given, Keys.of(self._given), assumptions, self._notes, self._until)
        return StakeholderGraph(self._tables, self._keys, assumptions, self._notes, self._before, self._until)

    def of_deals(self, keys: Keys, rows: Mapping[str, Any]) -> StakeholderGraph:
        """For the package's own use: the graph of these rows of its tables, whose keys these are."""
        cut = {name: table.iloc[rows[name]].reset_index(drop=True) for name, table in self._tables.items()}
        return StakeholderGraph(cut, keys, self._assumptions, self._notes, until=self._until)

    def _of(self, tables: Mapping[str, pd.DataFrame], until: np.datetime64 | None = None) -> StakeholderGraph:
        """The graph of rows of its own tables, which need no checks."""
        fresh = {name: table.reset_index(drop=True) for name, table in tables.items()}
        return self._sorted(fresh, Keys.of(fresh), self._assumptions, self._notes, until or self._until)

    def _require_table(self, name: str) -> None:
        if name not in tuple(TABLES):
            raise UnknownName("table", name, TABLES)

    def _require_deal(self, deal: object) -> None:
        require_id("deal", deal)
        if deal not in self.keys.deals:
            raise UnknownName("deal", deal, self.keys.deals)

    def __len__(self) -> int:
        return len(self.all_deals)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.all_deals)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, StakeholderGraph):
            return NotImplemented
        same = all(self.table(name).equals(other.table(name)) for name in TABLES)
        return same and self._assumptions == other._assumptions

    def __reduce__(self) -> tuple[Any, ...]:
        return StakeholderGraph, (self._tables, self._keys, self._assumptions, self._notes, self._before, self._until)

    def __setattr__(self, name: str, value: object) -> None:
        if name.startswith("_") and name not in self.__dict__:
            object.__setattr__(self, name, value)
        else:
            raise NoAttribute(say("a StakeholderGraph does not change; {name} cannot be set", name=name))

    def __getattr__(self, name: str) -> Any:
        if hasattr(type(self), name):  # it is there and failed: let it fail with its own error
            return object.__getattribute__(self, name)
        raise no_attribute(name, dir(type(self)))

    def __repr__(self) -> str:
        counts = [(len(self.all_deals), "deals"), *((len(self._tables[t]), t) for t in _COUNTED if t in self._tables)]
        return f"StakeholderGraph: {say(', ').join(counted(n, _one(each), each) for n, each in counts)}"


def _copy(name: str, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    return tables[name].copy() if name in tables else pd.DataFrame(columns=list(TABLES[name].required))


_COUNTED = ("people", "relationships", "seats", "contacts")


def _one(words: str) -> str:
    return "person" if words == "people" else words.removesuffix("s")
