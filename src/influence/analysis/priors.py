"""What do the account's other deals say of a person?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding, arrays_of, frame
from influence.errors import UnknownName
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.tables.language import say
from influence.tables.schema import ROLES

WHATS = ("support", "influence", "role")


def priors(graph: StakeholderGraph, account: str | None = None) -> Finding:
    """What do the account's other deals say of the same person, and how old is it?

    A prior is where to begin to ask, never a fact: past coaches are no coaches (rule 000-19), so nothing else that this
    library computes uses it.

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals; `deals.account` says which belong together.
    account : str, optional
        Of this account alone; of all where none is named.

    Returns
    -------
    Finding
        `by_account`, indexed by `account`: `deals`, `people` (whom another deal of the account says something of),
        `priors` (how many) and `unknown_here` (of these, how many are of something that the deal itself does not say).
        `detail`, a row per deal, person and what is known of them elsewhere, indexed by `account`, `deal`, `person` and
        `what` (`support`, `influence` or `role`): `value` (-1 to 1, or 0 to 1; unknown of a role), `role` (unknown of
        the others), `from_deal` (the deal that says so, the latest of several), `day` (on which it was so, as far as
        that is known), `age` (days from then to the day of this deal, 0 or more; unknown where either is) and
        `known_here` (whether the deal itself says what it is).

    Raises
    ------
    UnknownName
        There is no such account.

    Notes
    -----
    An id is the same person in every deal of an account. The day of a deal is its `as_of`, or its `close_date` where it
    ended before; that of a value is the day of its last dated rating, else its deal's. What is later than the day of
    this deal is no prior of it; what has no day comes last. Of several roles the first of approver, decision maker,
    evaluator, user, influencer, gatekeeper, other. Deals without an account are left out.
    `information_gaps(graph, priors=...)` asks whether they still hold. Rules 000-19, 003-48; docs/model.md, section 24.

    Examples
    --------
    >>> import influence
    >>> deals = influence.StakeholderGraph.from_tables(
    ...     [{"deal": 1, "person": "Ann", "support": 0.5}, {"deal": 2, "person": "Ann"}],
    ...     deals=[{"deal": 1, "account": "Acme", "as_of": "2024-01-31", "outcome": "won"},
    ...            {"deal": 2, "account": "Acme", "as_of": "2024-05-30"}],
    ... )
    >>> influence.priors(deals).detail[["value", "from_deal", "age", "known_here"]]
                                 value  from_deal    age  known_here
    account deal person what
    Acme    2    Ann    support    0.5          1  120.0       False
    """
    arrays_of(graph)
    deals = _deals(graph)
    if account is not None:
        if account not in set(deals["account"]):
            raise UnknownName("account", account, sorted(deals["account"].unique()))
        deals = deals[deals["account"] == account]
    found = _latest(_said(graph, deals), _people(graph, deals))
    return Finding(
        say("What do the account's other deals say of the same person, and how old is it?"),
        _by_account(deals, found),
        lambda: _detail(found),
        graph,
    )


def _deals(graph: StakeholderGraph) -> pd.DataFrame:
    """The deals of an account, each with its day: the one the tables describe, or that on which it ended before."""
    told = graph.deals.reindex(columns=["deal", "account", "as_of", "close_date", "outcome"])
    told = told[told["account"].notna()].reset_index(drop=True)
    as_of, closed = (pd.to_datetime(told[name]) for name in ("as_of", "close_date"))
    ended = told["outcome"].notna() & closed.notna() & ~(closed > as_of)
    return told[["deal", "account"]].assign(day=as_of.mask(ended, closed))


def _people(graph: StakeholderGraph, deals: pd.DataFrame) -> pd.DataFrame:
    """The people of these deals, with what each deal says of them."""
    people = graph.people.reindex(columns=["deal", "person", "support", "influence"])
    people = people[people["deal"].isin(deals["deal"])].reset_index(drop=True)
    place, held = pd.Index(deals["deal"]).get_indexer(people["deal"]), _roles(graph)
    return people.assign(
        account=deals["account"].to_numpy(dtype=object)[place],
        day=deals["day"].to_numpy(dtype="datetime64[s]")[place],
        role=[held.get(key) for key in zip(people["deal"], people["person"], strict=True)],
    )


def _roles(graph: StakeholderGraph) -> dict[tuple[Any, Any], str]:
    """The first role of everybody who holds one."""
    seats = graph.seats_given.reindex(columns=["deal", "person", "role"]).dropna()
    rows = sorted(seats.itertuples(index=False), key=lambda seat: -ROLES.index(seat.role))
    return {(seat.deal, seat.person): seat.role for seat in rows}


def _said(graph: StakeholderGraph, deals: pd.DataFrame) -> pd.DataFrame:
    """A row for everything that a deal says of a person: account, person, deal, what, value or role, and the day."""
    people = _people(graph, deals)
    parts = []
    for what in WHATS:
        rows = people[people[what].notna()]
        value = rows[what].astype(float) if what != "role" else pd.Series(np.nan, rows.index)
        role = rows["role"].astype(object) if what == "role" else pd.Series(None, rows.index, dtype=object)
        told = rows[["account", "person", "deal", "day"]].rename(columns={"deal": "from_deal"})
        parts.append(told.assign(what=what, value=value, role=role))
    return _with_days_of_ratings(pd.concat(parts, ignore_index=True), graph)


def _with_days_of_ratings(said: pd.DataFrame, graph: StakeholderGraph) -> pd.DataFrame:
    ratings = graph.ratings.reindex(columns=["deal", "person", "measure", "date"]).dropna()
    if not len(ratings):
        return said
    last = ratings.groupby(["deal", "person", "measure"], as_index=False)["date"].max()
    last = last.rename(columns={"deal": "from_deal", "measure": "what", "date": "rated"})
    both = said.merge(last, on=["from_deal", "person", "what"], how="left")
    return both.assign(day=pd.to_datetime(both["rated"]).fillna(both["day"])).drop(columns="rated")


def _latest(said: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    """For everybody in a deal the latest that another deal of the account says of each thing."""
    here = people.rename(columns={name: f"own_{name}" for name in (*WHATS, "day")})
    both = here.merge(said, on=["account", "person"])
    both = both[(both["from_deal"] != both["deal"]) & ~(both["day"] > both["own_day"])]
    own = np.select([both["what"] == what for what in WHATS], [both[f"own_{what}"].notna() for what in WHATS], False)
    both = both.assign(age=(both["own_day"] - both["day"]) / pd.Timedelta(days=1), known_here=own.astype(bool))
    both = both.assign(place=both["what"].map({what: number for number, what in enumerate(WHATS)}))
    keys = ["account", "deal", "person", "place"]
    both = both.sort_values([*keys, "day", "from_deal"], ascending=[True] * 4 + [False, True], na_position="last")
    return both.drop_duplicates(keys).reset_index(drop=True)


def _by_account(deals: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    accounts = pd.Index(np.unique(deals["account"].to_numpy(dtype=object)), name="account")
    whom = found.drop_duplicates(["account", "person"])
    counts = {"deals": deals, "people": whom, "priors": found, "unknown_here": found[~found["known_here"]]}
    columns: dict[str, Any] = {
        name: rows.groupby("account").size().reindex(accounts, fill_value=0).to_numpy(dtype=np.int64)
        for name, rows in counts.items()
    }
    return frame(columns, accounts)


def _detail(found: pd.DataFrame) -> pd.DataFrame:
    index = pd.MultiIndex.from_frame(found[["account", "deal", "person", "what"]])
    columns = ("value", "role", "from_deal", "day", "age", "known_here")
    return frame({name: found[name].array for name in columns}, index)
