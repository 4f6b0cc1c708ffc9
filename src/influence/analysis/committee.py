"""Will the committee say yes, and whose vote decides?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding, arrays_of, per_deal, per_person
from influence.graph.arrays import Arrays
from influence.graph.grouping import ratio
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.appetite import appetite_of_votes
from influence.measures.voters import voters_of
from influence.measures.voting import DRAWS, approval, approval_correlated, approval_error, ballot
from influence.tables.language import say
from influence.tables.ranges import require_draws
from influence.tables.schema import RULES


def committee(graph: StakeholderGraph, *, draws: int = DRAWS, seed: int = 0) -> Finding:
    """Will the committee say yes, and whose vote decides?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    draws : int
        Votes drawn where a committee is too large to be exact: more than twenty voters with weights that are not
        multiples of one number, or some 800 voters and more.
    seed : int
        Of those draws.

    Returns
    -------
    Finding
        `by_deal`: `approval` (0 to 1, the chance that the vote passes if each voter decides alone), `approval_se` (its
        standard error, above 0 also where all or none of the drawn votes passed; 0 only where it is exact),
        `approval_correlated` (0 to 1, the chance if what moves one voter moves the others too; where votes are drawn,
        its standard error is at most that of a share of as many draws), `rule`, `voters` (people and empty seats with a
        vote or a veto), `appetite` (0 to 1, the wish for change of those who decide, by their votes, as far as it is
        known; unknown where nobody's is) and `appetite_known` (0 to 1, the share of the votes whose holders' wish is).
        `detail`, a row per known voter: `weight` (share of the votes), `veto`, `yes` (chance of a yes), `pivot`
        (chance that the vote passes with their yes less the chance without), `banzhaf`, `banzhaf_normalised`,
        `shapley_shubik` (0 to 1, from weights and rule alone; over all voters, empty seats included, the last two
        sum to 1).

    Raises
    ------
    InfluenceError
        `draws` is below 1, or `seed` below 0.

    Notes
    -----
    Person j says yes with probability (1 + x_j) / 2, x the support that settles where unknown support is what the
    known lead to expect: their mean x c / (c + `shrinkage`), c of them (`support` and its bounds never expect); an
    empty seat with (1 + that) / 2. `approval` takes them as independent; `approval_correlated` has what moves all of
    them alike, z standard normal, in it: Phi((Phi^-1(p_j) + sqrt(rho) z) / sqrt(1 - rho)), rho the assumptions'
    `vote_correlation`, by twenty of Gauss and Hermite's nodes. Where votes hang together `approval` alone is too sure.
    A person votes once, with the weight of all their seats; whoever holds a veto must say yes. Exact by dynamic
    programming over sums of votes (weights that are multiples of one number, up to some 800 voters of one vote each),
    by listing all votes (up to twenty voters), as a product where the vote must be unanimous, else by seeded draws
    (docs/model.md section 4). The error of p of n draws is that of (pn + 1) / (n + 2) (Laplace). Banzhaf, 1965;
    Shapley & Shubik, 1954; Birnbaum, 1969.
    Rules 001-15, 002-1, 002-17, 003-11.

    Examples
    --------
    >>> import influence
    >>> found = influence.committee(influence.datasets.load("cooked_duck"))
    >>> found.by_deal[["rule", "voters"]]
                   rule  voters
    deal
    equipment  majority       6
    """
    require_draws(draws, seed)
    arrays = arrays_of(graph)
    voters = voters_of(arrays)
    by_deal = {
        "approval": approval(arrays, draws=draws, seed=seed),
        "approval_se": approval_error(arrays, draws=draws, seed=seed),
        "approval_correlated": approval_correlated(arrays, draws=draws, seed=seed),
        "rule": np.array(RULES, dtype=object)[voters.rule],
        "voters": voters.size,
        **appetite_of_votes(arrays),
    }
    return Finding(
        say("Will the committee say yes, and whose vote decides?"),
        per_deal(graph.keys, by_deal),
        lambda: _detail(arrays, draws, seed),
        graph,
    )


def _detail(arrays: Arrays, draws: int, seed: int) -> pd.DataFrame:
    voters, found = voters_of(arrays), ballot(arrays, draws=draws, seed=seed)
    known = voters.person >= 0
    people = voters.person[known]
    total = arrays.per_deal(found.banzhaf, voters.deal)[voters.deal]
    measures: dict[str, Any] = {
        "yes": found.yes,
        "pivot": found.pivot,
        "banzhaf": found.banzhaf,
        "banzhaf_normalised": ratio(found.banzhaf, total),
        "shapley_shubik": found.shapley,
    }
    columns = {"weight": arrays.weight[people], "veto": voters.veto[known]}
    columns |= {name: values[known] for name, values in measures.items()}
    return per_person(arrays.keys, columns, people)
