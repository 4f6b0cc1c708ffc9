"""Who wins: we, a rival, or nobody?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding, arrays_of, frame, per_deal
from influence.array_types import Floats, Ints, rounded
from influence.graph.arrays import Arrays
from influence.graph.grouping import at
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.contest import Contest, ambiguous, contested, shares
from influence.measures.sides import NOTHING, US, sides
from influence.measures.voters import counting
from influence.measures.voting import DRAWS, sampling_error
from influence.tables.language import say
from influence.tables.ranges import require_draws
from influence.tables.schema import NOBODY, OUR_SIDE

TWO_MAY_PASS = "a quota of half of the votes or less is one that two sides could pass at once"
NOBODY_DECIDES = "nobody is known to decide"


def contest(graph: StakeholderGraph, *, draws: int = DRAWS, seed: int = 0) -> Finding:
    """Who wins: we, a rival, or nobody?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals. The rivals of a deal are the sides but ours in `stances`, `contacts` and `interactions`;
        nobody, where the customer buys nothing, is a side of every deal.
    draws : int
        Votes drawn where a committee is too large to be exact, as in `committee`.
    seed : int
        Of those draws.

    Returns
    -------
    Finding
        `by_deal`: `win` (0 to 1, the chance that the committee chooses us), `win_se` (its standard error; 0 where it is
        exact), `win_low` and `win_high` (its bounds: all that is unknown against us, and for us), `rival` (the rival
        most likely to win, the first by name) and `rival_wins` (0 to 1, their chance; both unknown where no rival is
        listed, which says that nobody looked), `no_decision` (0 to 1, the chance that no side gets the votes),
        `leader` (the likeliest end: `us`, a rival's name, or `nobody`; of equals nobody, then a rival) and `reason`
        (why there is no contest where the numbers are unknown).
        `detail`, a row per person and side: `own` (-1 to 1, how they stand to the side by themselves; unknown where
        nobody knows), `settled` (-1 to 1, once everybody has listened), `chooses` (0 to 1, the chance that they choose
        the side) and `wins` (0 to 1, the chance that the side gets the deal; the same for everybody). **The `wins` of
        a deal's sides sum to 1.**

    Raises
    ------
    InfluenceError
        `draws` is below 1, or `seed` below 0.

    Notes
    -----
    How person i stands to side k: to us their support, to others their row in `stances`; to nobody, where they have
    none, 1 - 2 x appetite; what is unknown is expected side by side as in `committee`. These settle for each side as
    support does, to x_ik; a_ik = (1 + x_ik) / 2, and i chooses k with a_ik / (sum over the deal's sides of a_ik), equal
    shares where all are 0. A side wins if those who choose it pass the vote of docs/model.md section 4, whoever holds a
    veto among them; if none does, nothing is decided. Under a rule that two sides could pass at once (a quota of half
    of the votes or less) there is no contest. Where nobody mirrors us and no rival is listed, `win` is `approval`; one
    more rival never raises it. In deals with conflicts the bounds hold, but may be wider than what can be attained.
    docs/model.md section 11. Rules 002-7.8, 002-22, 003-13, 001-22.

    Examples
    --------
    >>> import influence
    >>> deal = influence.StakeholderGraph.from_tables(
    ...     [{"person": "Ann", "support": 0.5, "appetite": 1}],
    ...     stances=[{"person": "Ann", "side": "Acme", "support": 0.0}],
    ...     deal="D",
    ... )
    >>> influence.contest(deal).by_deal[["win", "rival", "rival_wins", "no_decision"]]
          win rival  rival_wins  no_decision
    deal
    D     0.6  Acme         0.4          0.0
    """
    require_draws(draws, seed)
    arrays = arrays_of(graph)
    found = contested(arrays, draws=draws, seed=seed)
    return Finding(
        say("Who wins: we, a rival, or nobody?"),
        per_deal(graph.keys, _numbers(arrays, found, draws)),
        lambda: _detail(arrays, found),
        graph,
    )


def _numbers(arrays: Arrays, found: Contest, draws: int) -> dict[str, Any]:
    deals, there = np.arange(arrays.n_deals), sides(arrays).there
    win, nothing = found.wins[:, US], found.wins[:, NOTHING]
    rival = _likeliest(np.where(there, found.wins, np.nan)[:, NOTHING + 1 :]) + NOTHING + 1
    listed = there.shape[1] > NOTHING + 1
    known = (rival > NOTHING) if listed else np.zeros(arrays.n_deals, dtype=bool)
    strongest = found.wins[deals, np.where(known, rival, US)]
    names = sides(arrays).names(deals, np.where(known, rival, US))
    reason = np.full(arrays.n_deals, None, dtype=object)
    reason[np.isnan(win)], reason[ambiguous(arrays)] = NOBODY_DECIDES, TWO_MAY_PASS
    error = np.where(counting(arrays).drawn, sampling_error(win, draws), 0.0)
    return {
        "win": win,
        "win_se": np.where(np.isnan(win), np.nan, error),
        "win_low": found.low,
        "win_high": found.high,
        "rival": at(names, np.where(known, deals, -1), None),
        "rival_wins": np.where(known, strongest, np.nan),
        "no_decision": nothing,
        "leader": _leader(win, np.where(known, strongest, -1.0), nothing, names),
        "reason": reason,
    }


def _likeliest(chances: Floats) -> Ints:
    """The column of the largest chance of each row, of equals the first; -1 where none is known."""
    known = ~np.isnan(chances)
    if not chances.shape[1]:
        return np.full(len(chances), -1)
    return np.where(known.any(axis=1), np.where(known, rounded(np.nan_to_num(chances)), -1).argmax(axis=1), -1)


def _leader(win: Floats, rival: Floats, nothing: Floats, names: Any) -> Any:
    """The likeliest end of each deal, never the flattering one of equals; None where there is no contest."""
    names_of = np.full((len(win), 3), None, dtype=object)
    names_of[:, 0], names_of[:, 1], names_of[:, 2] = NOBODY, names, OUR_SIDE
    first = _likeliest(np.stack([nothing, rival, win], axis=1))
    leader = names_of[np.arange(len(win)), first]
    leader[np.isnan(win)] = None
    return leader


def _detail(arrays: Arrays, found: Contest) -> pd.DataFrame:
    here = sides(arrays)
    person, column = np.nonzero(here.there[arrays.person_deal])
    deal = arrays.person_deal[person]
    columns = {
        "own": found.own[person, column],
        "settled": found.settled[person, column],
        "chooses": shares(found.settled, here.there[arrays.person_deal])[person, column],
        "wins": found.wins[deal, column],
    }
    ids = [arrays.keys.deals.take(deal), arrays.person_ids(person), here.names(deal, column)]
    return frame(columns, pd.MultiIndex.from_arrays(ids, names=["deal", "person", "side"]))
