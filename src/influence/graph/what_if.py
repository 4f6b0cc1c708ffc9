"""What if? Changes to one graph that make another; `StakeholderGraph` offers each as a method.

Whatever is given passes the same checks as a table that is read. The first graph stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from influence.array_types import Flags
from influence.errors import UnknownName
from influence.tables.schema import OUR_SIDE, TABLES

if TYPE_CHECKING:
    from influence.graph.stakeholder_graph import StakeholderGraph

# How a problem names a row that stands in no table of the caller's.
NEW_ROW = "what if"


def with_support(
    graph: StakeholderGraph, support: Mapping[Any, float | None], *, deal: object = None
) -> StakeholderGraph:
    """What if these people stood elsewhere?

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
    stances, people = dict(support), graph.people
    for person in stances:
        _deals_of(graph, person, deal)
    there = people["person"].isin(stances) & _inside(people, deal)
    # As objects, so that what is no number reaches the checks as it was written.
    column = people["support"].astype(object) if "support" in people else pd.Series(np.nan, people.index, dtype=object)
    column[there] = [stances[person] for person in people.loc[there, "person"]]
    ratings = graph.ratings
    forgotten = ratings["person"].isin(list(stances)) & (ratings["measure"] == "support") & _inside(ratings, deal)
    return _rebuilt(graph, people=people.assign(support=column), ratings=ratings[~forgotten])


def with_contact(
    graph: StakeholderGraph,
    person: object,
    *,
    member: object,
    strength: float | None = 1.0,
    side: str = OUR_SIDE,
    deal: object = None,
) -> StakeholderGraph:
    """What if a member were in contact with this person?

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
        A value is no contact's.

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
    there = _same(graph.contacts, deals, row)
    return _rebuilt(graph, contacts=_put(graph.contacts, there, deals, {**row, "strength": strength}))


def with_relationship(
    graph: StakeholderGraph,
    source: object,
    target: object,
    *,
    kind: str,
    strength: float | None = 1.0,
    deal: object = None,
) -> StakeholderGraph:
    """What if these two people were tied?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    source, target : str or int
        The two, in the direction in which the kind of tie is written.
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
        A value is no tie's, somebody would get a second boss or report to themselves in the end.

    Examples
    --------
    >>> import influence
    >>> duck = influence.datasets.load("cooked_duck")
    >>> duck.with_relationship("friend", "general manager", kind="knows")
    StakeholderGraph: 1 deal, 13 people, 16 relationships, 6 seats, 13 contacts
    """
    row = {"source": source, "target": target, "kind": kind}
    deals = _deals_of(graph, target, deal, among=_deals_of(graph, source, deal))
    there = _same(graph.relationships, deals, row)
    if kind in graph.assumptions.relationship_kinds and graph.assumptions.relationship_kinds[kind].both_ways:
        there |= _same(graph.relationships, deals, {**row, "source": target, "target": source})
    return _rebuilt(graph, relationships=_put(graph.relationships, there, deals, {**row, "strength": strength}))


def with_seat(
    graph: StakeholderGraph,
    person: object,
    *,
    role: str,
    weight: float | None = None,
    veto: bool | None = None,
    deal: object = None,
) -> StakeholderGraph:
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
        A value is no seat's.

    Examples
    --------
    >>> import influence
    >>> duck = influence.datasets.load("cooked_duck")
    >>> succeeded = duck.without("head of finance").with_seat("accountant", role="influencer")
    >>> influence.coverage(succeeded).detail["weight"].round(2).loc["equipment", "accountant"].item()
    0.17
    """
    seats, deals = graph.seats, _deals_of(graph, person, deal)
    seats["person"] = seats.get("person", pd.Series(np.nan, seats.index, dtype=object))
    own = _same(seats, deals, {"role": role, "person": person})
    free = _same(seats, deals, {"role": role}) & seats["person"].isna().to_numpy(dtype=bool)
    open_to_them = np.concatenate([np.flatnonzero(own), np.flatnonzero(free)])
    _, first = np.unique(seats["deal"].to_numpy(dtype=object)[open_to_them].astype(str), return_index=True)
    there = np.isin(np.arange(len(seats)), open_to_them[first])
    given = {name: value for name, value in (("weight", weight), ("veto", veto)) if value is not None}
    return _rebuilt(graph, seats=_put(seats, there, deals, {"role": role, "person": person, **given}))


def _rebuilt(graph: StakeholderGraph, **changed: pd.DataFrame) -> StakeholderGraph:
    """The graph with these tables in place of its own, checked like any other."""
    tables = {name: graph.table(name) for name in TABLES} | changed
    # A deal out of which everybody was taken stays a deal.
    named = {*tables["people"]["deal"].unique(), *tables["deals"]["deal"].unique()}
    nobody = graph.all_deals[~graph.all_deals.isin(named)].tolist()
    tables["deals"] = _put(tables["deals"], np.zeros(len(tables["deals"]), dtype=bool), nobody, {})
    known = {name: table for name, table in tables.items() if len(table)}
    return type(graph).from_tables(**known, assumptions=graph.assumptions)


def _inside(table: pd.DataFrame, deal: object) -> Any:
    """Which rows the change may touch."""
    return table["deal"].notna() if deal is None else table["deal"] == deal


def _deals_of(graph: StakeholderGraph, person: object, deal: object, among: Iterable[object] = ()) -> list[object]:
    """The deals that have this person, of those named or of all; UnknownName where there is none."""
    people = graph.people
    inside = _inside(people, None if deal is None else graph.one_deal(deal))
    # Whoever is looked for beside another person can only be where that person is.
    known = people[inside & people["deal"].isin(list(among))] if among else people[inside]
    found: list[object] = known.loc[known["person"] == person, "deal"].tolist()
    if not found:
        raise UnknownName("person", person, known["person"].unique())
    return found


def _same(table: pd.DataFrame, deals: list[object], row: Mapping[str, object]) -> Flags:
    """Which rows of these deals hold these values."""
    there = table["deal"].isin(deals).to_numpy(dtype=bool)
    for column, value in row.items():
        there = there & (table[column] == value).to_numpy(dtype=bool, na_value=False)
    return there


def _put(table: pd.DataFrame, there: Flags, deals: list[object], row: Mapping[str, object]) -> pd.DataFrame:
    """The table with these values in the rows there, and in a new row of every deal that has none of them."""
    present = set(table.loc[there, "deal"])
    absent = [deal for deal in deals if deal not in present]
    # As objects, so that what is no number reaches the checks as it was written.
    old = {name: table.get(name, pd.Series(np.nan, table.index)).astype(object).mask(there, row[name]) for name in row}
    new = pd.DataFrame([{"deal": deal, **row} for deal in absent], index=[NEW_ROW] * len(absent), dtype=object)
    if not len(table):
        return new
    return pd.concat([table.assign(**old).astype({"deal": object}), new]) if absent else table.assign(**old)
