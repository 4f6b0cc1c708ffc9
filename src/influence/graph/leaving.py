"""What if somebody left? One graph without people of either side, or one for each of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from influence.errors import UnknownName
from influence.graph.rows import inside
from influence.graph.what_if import Graph, Tables
from influence.tables.keys import id_columns, require_id
from influence.tables.schema import TABLES


def without(graph: Graph, *who: object, deal: object = None) -> Graph:
    """What if these people, theirs or ours, were gone?

    Their relationships, contacts, ratings, stances, promises and parts in encounters go with them; their seats stay in
    the committee, held by nobody known, and so does what they told us.

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    *who : str or int
        Ids of people or of our team's members.
    deal : str or int, optional
        Only in this deal; else in every deal that has them.

    Returns
    -------
    StakeholderGraph

    Raises
    ------
    UnknownName
        There is no such person or member, or no such deal.
    InfluenceError
        Somebody is given as something else than one id.

    Examples
    --------
    >>> import influence
    >>> influence.datasets.load("cooked_duck").without("general manager", "Yao")
    StakeholderGraph: 1 deal, 12 people, 11 relationships, 6 seats, 10 contacts
    """
    tables = _own_tables(graph)
    touched = {name: inside(table, None if deal is None else graph.one_deal(deal)) for name, table in tables.items()}
    places = _places_of_people(tables)
    _require_known(who, [ids[touched[table]] for (table, _), ids in places.items()])
    for table, column in places:
        rows = tables[table]
        leaves = rows[column].isin(who) & touched[table].reindex(rows.index)
        tables[table] = _left(rows, table, column, leaves)
    return graph._of(tables)


def without_each(graph: Graph, *who: object, deal: object = None) -> Graph:
    """What if each of these people were gone, one at a time?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    *who : str or int
        Ids of people or of our team's members.
    deal : str or int, optional
        The deal they are in; may be left out where there is only one.

    Returns
    -------
    StakeholderGraph
        One deal for each, numbered from 0 in the order given: the deal as `without` leaves it.

    Raises
    ------
    UnknownName
        There is no such person or member, or no such deal.
    InfluenceError
        Somebody is given as something else than one id.

    Examples
    --------
    >>> import influence
    >>> duck = influence.datasets.load("cooked_duck")
    >>> each = duck.without_each("general manager", "vice president", "Yao")
    >>> influence.score(each, columns=["coverage", "reach"]).round(2)
          coverage  reach
    deal
    0         0.17    0.5
    1         0.00    0.0
    2         0.00    0.0
    """
    own = graph.one_deal(deal)
    tables = {name: rows[inside(rows, own)] for name, rows in _own_tables(graph).items()}
    _require_known(who, list(_places_of_people(tables).values()))
    copies = {name: _copied(rows, len(who)) for name, rows in tables.items()}
    # A deal of whom the only person leaves is a deal still.
    copies.setdefault("deals", pd.DataFrame({"deal": range(len(who))}))
    for table, column in _places_of_people(copies):
        rows = copies[table]
        gone = pd.Series(list(who), dtype=object).reindex(rows["deal"]).to_numpy()
        leaves = (rows[column].astype(object) == gone).fillna(value=False).astype(bool)
        copies[table] = _left(rows, table, column, leaves)
    return graph._of(copies)


def _own_tables(graph: Tables) -> dict[str, pd.DataFrame]:
    """The tables as they were given, without what ratings and encounters filled in."""
    given = {"people": graph.people_given, "contacts": graph.contacts_given, "seats": graph.seats_given}
    known = {name: graph.table(name) for name in TABLES} | given
    return {name: table for name, table in known.items() if len(table) or name == "people"}


def _places_of_people(tables: Mapping[str, pd.DataFrame]) -> dict[tuple[str, str], pd.Series]:
    """Every column that holds ids of people of either side, by table and name."""
    return {**id_columns(tables, "person"), **id_columns(tables, "member"), **id_columns(tables, "party")}


def _left(rows: pd.DataFrame, table: str, column: str, leaves: Any) -> pd.DataFrame:
    """What is left of the rows: seats and facts lose the name only, so do remarks on who else was there."""
    if table in ("seats", "facts") or column in ("about", "invited_by"):
        return rows.assign(**{column: rows[column].mask(leaves)})
    return rows[~leaves]


def _copied(rows: pd.DataFrame, times: int) -> pd.DataFrame:
    """The rows so many times, each time as a deal of its own, numbered from 0."""
    again = rows.iloc[np.tile(np.arange(len(rows)), times)].reset_index(drop=True)
    return again.assign(deal=np.repeat(np.arange(times), len(rows)))


def _require_known(who: Iterable[object], ids: list[pd.Series]) -> None:
    known = pd.concat(ids)
    for name in who:
        require_id("person or member", name)
        if not (known == name).any():
            raise UnknownName("person or member", name, known.dropna().unique())
