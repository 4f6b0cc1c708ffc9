"""What if? Changes to one graph that make another; `StakeholderGraph` offers each as a method.

Whatever is given passes the same checks as a table that is read. The first graph stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, TypeVar

import numpy as np
import pandas as pd

from influence.errors import InfluenceError, UnknownName
from influence.graph.rows import inside, rows_with, with_rows
from influence.tables.assumptions import Assumptions
from influence.tables.keys import require_id
from influence.tables.language import say
from influence.tables.schema import OUR_SIDE, TABLES


class Tables(Protocol):
    """What a change needs of a graph."""

    @property
    def assumptions(self) -> Assumptions:
        """What the model assumes."""

    def table(self, name: str) -> pd.DataFrame:
        """One table as a copy."""

    @property
    def people_given(self) -> pd.DataFrame:
        """The people as a copy, without what ratings filled in."""

    @property
    def contacts_given(self) -> pd.DataFrame:
        """The contacts as a copy, without what follows from the encounters."""

    @property
    def seats_given(self) -> pd.DataFrame:
        """The seats as a copy, without those that templates assume."""

    def one_deal(self, deal: object = None) -> object:
        """The deal named, or the only one there is."""

    def replaced(self: Graph, **tables: Any) -> Graph:
        """The graph with these tables in place of its own, checked."""

    def _of(self: Graph, tables: Mapping[str, pd.DataFrame]) -> Graph:
        """The graph of rows of its own tables, unchecked."""


Graph = TypeVar("Graph", bound=Tables)


def with_person(graph: Graph, person: object, *, deal: object = None, **columns: object) -> Graph:
    """What if this person were there too, or were different?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    person : str or int
        Somebody new, or somebody who is there already and takes the values given.
    deal : str or int, optional
        Only in this deal; else in every deal that has the person. Somebody new in a graph of several deals needs one.
    **columns
        Columns of `people`, those of the caller's own among them; None for unknown. A measure given replaces the
        ratings of it.

    Returns
    -------
    StakeholderGraph
        What the graph had filled in for somebody who was there (their influence, their layer) stays as it was, unless
        it is given here.

    Raises
    ------
    UnknownName
        There is no such column or deal, or somebody new could join several deals.
    InvalidData
        A value is outside its column's range.

    Examples
    --------
    >>> import influence
    >>> duck = influence.datasets.load("cooked_duck")
    >>> duck.with_person("buyer", support=0.5, department="purchasing")
    StakeholderGraph: 1 deal, 14 people, 15 relationships, 6 seats, 13 contacts
    """
    people = graph.people_given
    require_id("person", person)
    for name in columns:
        if name not in TABLES["people"].by_name and name not in people:
            raise UnknownName("column of people", name, [*TABLES["people"].by_name, *people])
    there = inside(people, None if deal is None else graph.one_deal(deal))
    found = people.loc[there & (people["person"] == person), "deal"].tolist()
    deals = found or [graph.one_deal(deal)]
    changed = with_rows(people, rows_with(people, deals, {"person": person}), deals, {"person": person, **columns})
    return graph.replaced(people=changed, ratings=_unrated(graph, [person], columns, deal))


def with_support(graph: Graph, support: Mapping[Any, float | None], *, deal: object = None) -> Graph:
    """What if the support of these people were another?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    support : mapping of str or int to float
        Support by person, -1 to 1; None for unknown. It replaces what was known: their ratings of support go.
    deal : str or int, optional
        Only in this deal; else in every deal that has the person.

    Returns
    -------
    StakeholderGraph

    Raises
    ------
    UnknownName
        There is no such person or no such deal.
    InvalidData
        A value is no number from -1 to 1.
    InfluenceError
        `support` is no mapping.

    Notes
    -----
    A person whom a neutral stranger replaces in the same place: `with_support({person: 0})`. Rule 003-50.

    Examples
    --------
    >>> import influence
    >>> duck = influence.datasets.load("cooked_duck")
    >>> won = duck.with_support({"general manager": 0.5})
    >>> bool(influence.support(won).by_deal["support"].item() > influence.support(duck).by_deal["support"].item())
    True
    """
    if not hasattr(support, "keys"):
        raise InfluenceError(
            say("support is {support}; give each person's, such as {{'Ann': 0.5}}", support=repr(support))
        )
    given, people = dict(support), graph.people_given
    for person in given:
        _deals_of(graph, person, deal)
    there = people["person"].isin(given) & inside(people, deal)
    # As objects, so that what is no number reaches the checks as it was written.
    column = people["support"].astype(object) if "support" in people else pd.Series(np.nan, people.index, dtype=object)
    column[there] = [given[person] for person in people.loc[there, "person"]]
    ratings = _unrated(graph, given, ["support"], deal)
    return graph.replaced(people=people.assign(support=column), ratings=ratings)


def with_contact(
    graph: Graph,
    person: object,
    *,
    member: object,
    strength: float | None = 1.0,
    side: str = OUR_SIDE,
    deal: object = None,
) -> Graph:
    """What if a member of our team, or of a rival's, were in contact with this person?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    person : str or int
        With whom.
    member : str or int
        Who holds the contact; may be somebody new. Their contact with the person, where there is one already, takes
        this strength.
    strength : float, optional
        0 to 1; 0 = no contact any more, None = as strong as a contact of unknown strength.
    side : str
        Ours, or a rival's name.
    deal : str or int, optional
        Only in this deal; else in every deal that has the person.

    Returns
    -------
    StakeholderGraph

    Raises
    ------
    UnknownName
        There is no such person or no such deal.
    InvalidData
        A value is not what its column of `contacts` takes.

    Examples
    --------
    >>> import influence
    >>> duck = influence.datasets.load("cooked_duck")
    >>> met = duck.with_contact("general manager", member="sales manager", strength=0.5)
    >>> influence.coverage(met).by_deal["heads"].round(2).item()
    0.33
    """
    row = {"side": side, "member": member, "person": person}
    deals = _deals_of(graph, person, deal)
    contacts = graph.contacts_given
    there = rows_with(contacts, deals, row)
    return graph.replaced(contacts=with_rows(contacts, there, deals, {**row, "strength": strength}))


def with_relationship(
    graph: Graph,
    source: object,
    target: object,
    *,
    kind: str,
    strength: float | None = 1.0,
    deal: object = None,
) -> Graph:
    """What if these two people had this relationship?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    source, target : str or int
        The two, in the direction in which the kind of relationship is written.
    kind : str
        One of the assumptions' `relationship_kinds`. A relationship of this kind between them, where there is one
        already, takes this strength.
    strength : float, optional
        Above 0, at most 1.
    deal : str or int, optional
        Only in this deal; else in every deal that has both.

    Returns
    -------
    StakeholderGraph
        Everybody's layer stays what it was.

    Raises
    ------
    UnknownName
        There is no such person, no deal with both, or no such deal.
    InvalidData
        A value is not what its column of `relationships` takes, or somebody would get a second boss, or report to
        themselves in the end.

    Examples
    --------
    >>> import influence
    >>> duck = influence.datasets.load("cooked_duck")
    >>> duck.with_relationship("friend", "general manager", kind="knows")
    StakeholderGraph: 1 deal, 13 people, 16 relationships, 6 seats, 13 contacts
    """
    row = {"source": source, "target": target, "kind": kind}
    deals = _deals_of(graph, target, deal, among=_deals_of(graph, source, deal))
    relationships, kinds = graph.table("relationships"), graph.assumptions.relationship_kinds
    there = rows_with(relationships, deals, row)
    if kind in kinds and kinds[kind].both_ways:
        there |= rows_with(relationships, deals, {**row, "source": target, "target": source})
    return graph.replaced(relationships=with_rows(relationships, there, deals, {**row, "strength": strength}))


def with_seat(
    graph: Graph,
    person: object,
    *,
    role: str,
    weight: float | None = None,
    veto: bool | None = None,
    deal: object = None,
) -> Graph:
    """What if this person held a seat?

    They take the first seat of this role that nobody is known to hold, as after `without`; else they get a new one.
    A seat of this role that they hold already takes the weight and the veto given.

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    person : str or int
        Who holds it.
    role : str
        The buying role.
    weight : float, optional
        Votes, 0 or more; else what the seat has, 1 for a new one.
    veto : bool, optional
        Whether the deal needs this person's yes; else what the seat has, no for a new one.
    deal : str or int, optional
        Only in this deal; else in every deal that has the person.

    Returns
    -------
    StakeholderGraph
        The first seat with votes puts an end to the committee assumed for its deal.

    Raises
    ------
    UnknownName
        There is no such person or no such deal.
    InvalidData
        A value is not what its column of `seats` takes.

    Examples
    --------
    >>> import influence
    >>> duck = influence.datasets.load("cooked_duck")
    >>> succeeded = duck.without("head of finance").with_seat("accountant", role="influencer")
    >>> influence.coverage(succeeded).detail["weight"].round(2).loc["equipment", "accountant"].item()
    0.17
    """
    seats, deals = graph.seats_given, _deals_of(graph, person, deal)
    seats["person"] = seats.get("person", pd.Series(np.nan, seats.index, dtype=object))
    own = rows_with(seats, deals, {"role": role, "person": person})
    free = rows_with(seats, deals, {"role": role}) & seats["person"].isna().to_numpy(dtype=bool)
    open_to_them = np.concatenate([np.flatnonzero(own), np.flatnonzero(free)])
    _, first = np.unique(seats["deal"].to_numpy(dtype=object)[open_to_them].astype(str), return_index=True)
    there = np.isin(np.arange(len(seats)), open_to_them[first])
    given = {name: value for name, value in (("weight", weight), ("veto", veto)) if value is not None}
    return graph.replaced(seats=with_rows(seats, there, deals, {"role": role, "person": person, **given}))


def _unrated(graph: Tables, people: Iterable[object], measures: Iterable[str], deal: object) -> pd.DataFrame:
    """The ratings without those of these people that rate one of these measures."""
    ratings = graph.table("ratings")
    rated = ratings["person"].isin(list(people)) & ratings["measure"].isin(list(measures))
    return ratings[~(rated & inside(ratings, deal))]


def _deals_of(graph: Tables, person: object, deal: object, among: Iterable[object] = ()) -> list[object]:
    """The deals that have this person, of those named or of all; UnknownName where there is none."""
    require_id("person", person)
    people = graph.table("people")
    there = inside(people, None if deal is None else graph.one_deal(deal))
    # Whoever is looked for beside another person can only be where that person is.
    known = people[there & people["deal"].isin(list(among))] if among else people[there]
    found: list[object] = known.loc[known["person"] == person, "deal"].tolist()
    if not found:
        raise UnknownName("person", person, known["person"].unique())
    return found
