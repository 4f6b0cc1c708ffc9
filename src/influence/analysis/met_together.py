"""Who of the customer has met us together?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding, arrays_of, frame, per_deal
from influence.graph.arrays import Arrays
from influence.graph.lookups import deal_days
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.encounters import how_often, ours
from influence.measures.side_coverage import contacted_by
from influence.measures.together import Pairs, met_in_pairs
from influence.tables.language import say
from influence.tables.ranges import MOST, require


def met_together(graph: StakeholderGraph, *, largest: int = 20) -> Finding:
    """Who of the customer has met us together, and which supporters never have?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals; `interactions` says who took part in which encounter.
    largest : int
        Encounters of more people than this, such as a fair, make no pairs, 2 or more; ours.

    Returns
    -------
    Finding
        `by_deal`, unknown where no encounter of ours is recorded: `encounters` (of ours with the customer), `joint` (0
        to 1, the share in which two or more of the customer's people took part), `pairs` (two people each who met us
        together), `crowds` (encounters left out as too large), `supporter_pairs` (two supporters each: contacted and
        of known support above 0) and `supporters_together` (those of them who met us together at least once).
        `detail`, a row per pair, indexed by `deal`, `person` and `other`, the first of the two by id first: `times`
        (encounters together), `days_ago` (from the last of them to `as_of`; unknown where either is) and `supporters`
        (whether both are).

    Notes
    -----
    First most talks are single and private; with more supporters come joint talks, from which they learn of each other
    (003-44). Somebody of whom only the department is known counts in `joint` and is in no pair. docs/model.md section
    19. Rule 003-44.

    Examples
    --------
    >>> import influence
    >>> met = [("E1", "Ann"), ("E1", "Bo"), ("E2", "Ann")]
    >>> deal = influence.StakeholderGraph.from_tables(
    ...     [{"person": "Ann", "support": 0.5}, {"person": "Bo", "support": 0.5}],
    ...     interactions=[{"interaction": each, "side": "us", "member": "Yao", "person": who} for each, who in met],
    ...     deal="D",
    ... )
    >>> influence.met_together(deal).by_deal[["encounters", "joint", "pairs", "supporters_together"]]
          encounters  joint  pairs  supporters_together
    deal
    D              2    0.5      1                    1
    """
    require("largest", largest, 2, MOST, whole=True)
    arrays = arrays_of(graph)
    found = met_in_pairs(arrays, largest)
    return Finding(
        say("Who of the customer has met us together?"),
        per_deal(graph.keys, _numbers(arrays, found)),
        lambda: _detail(arrays, found),
        graph,
    )


def _numbers(arrays: Arrays, found: Pairs) -> dict[str, Any]:
    numbers = {name: ours(arrays, values) for name, values in how_often(arrays).items()}
    nothing = np.isnan(numbers["encounters"])
    deal, both = arrays.person_deal[found.one], _supporters(arrays)[found.one] & _supporters(arrays)[found.other]
    supporters = arrays.per_deal(_supporters(arrays))
    counts = {
        "pairs": arrays.per_deal(np.ones(len(deal)), deal),
        "crowds": found.crowds,
        "supporter_pairs": supporters * (supporters - 1) / 2,
        "supporters_together": arrays.per_deal(both, deal),
    }
    return {
        "encounters": pd.array(numbers["encounters"], dtype="Int64"),
        "joint": numbers["joint"],
        **{name: pd.arrays.IntegerArray(values.astype(np.int64), nothing) for name, values in counts.items()},
    }


def _supporters(arrays: Arrays) -> Any:
    """Whoever is contacted and known to support us."""
    return contacted_by(arrays) & (arrays.measure("support") > 0)


def _detail(arrays: Arrays, found: Pairs) -> pd.DataFrame:
    deal, supporters = arrays.person_deal[found.one], _supporters(arrays)
    columns = {
        "times": found.times,
        "days_ago": deal_days(arrays, "as_of")[deal] - found.day,
        "supporters": supporters[found.one] & supporters[found.other],
    }
    ids = [arrays.keys.deals.take(deal), arrays.person_ids(found.one), arrays.person_ids(found.other)]
    return frame(columns, pd.MultiIndex.from_arrays(ids, names=["deal", "person", "other"]))
