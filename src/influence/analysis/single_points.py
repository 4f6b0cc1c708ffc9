"""On which single person, theirs or ours, does the deal depend?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding, arrays_of, per_deal
from influence.array_types import Flags, Floats, Ints
from influence.compiled import at_once
from influence.graph.access import Access
from influence.graph.arrays import Arrays
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.reach import Losses, losses, names_on, on_nodes, over_access, single_points, worst
from influence.measures.side_coverage import require_side
from influence.measures.worlds import expected_losses
from influence.tables.language import say
from influence.tables.phrases import counted
from influence.tables.ranges import require_draws
from influence.tables.schema import OUR_SIDE

# In deals of more people than this no worst pair is looked for: each candidate takes a pass over all introductions.
PAIRED = 2_000


def single_points_of_failure(
    graph: StakeholderGraph, *, side: str = OUR_SIDE, worlds: int = 1024, seed: int = 0
) -> Finding:
    """On which single person, theirs or ours, does the deal depend?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    side : str
        Whose contacts count: ours, or a rival's by the name `contacts` gives it.
    worlds : int
        Sampled worlds behind `expected_loss`; fewer in a deal where they would draw more than 200 million introductions
        altogether, but at least 2: `expected_loss_se` says how exact the mean is.
    seed : int
        Of those worlds.

    Returns
    -------
    Finding
        `by_deal`: `reach` (0 to 1, votes that some introduction path leads to), `single_points` (how many people
        and members are one), `worst` (who costs most reach, by id; the people first where that is equal),
        `worst_loss` (0 to 1), `worst_pair` and `worst_pair_loss` (the two of their people whose joint leaving costs
        most; only where nobody alone is a single point, and not looked for in deals of more than 2,000 people) and
        `reason` (why no pair was looked for, as a sentence; unknown where one was, or a single point stands first).
        `detail`, a row per person and per team member: `side` (`theirs`, `ours`), `weight_lost` (reach that goes
        with them, their own seat included), `cut_off` (committee people other than them who are no longer reached),
        `single_point`, `expected_loss` and `expected_loss_se` (votes lost with them where each introduction comes off
        with its chance: a mean over sampled worlds, and its standard error), `cut_point` (whether their leaving
        splits the customer's own relationships; unknown for team members).

    Raises
    ------
    InfluenceError
        `worlds` is below 2, or `seed` below 0.
    UnknownName
        There is no such side.

    Notes
    -----
    A single point of failure cuts off at least one committee person, or takes all of the reach along. Exact, by the
    dominator tree of the access graph from a root above our members, over introductions of at least `path_threshold`
    (docs/model.md section 6). Dominators after Georgiadis, Tarjan & Werneck, 2006; expected losses after Xie et al.,
    ICDE 2023; cut points after Hopcroft & Tarjan, 1973. Rules 002-16, 004-1, 003-28, 003-50.

    Examples
    --------
    >>> import influence
    >>> found = influence.single_points_of_failure(influence.datasets.load("cooked_duck"))
    >>> found.by_deal[["single_points", "worst", "worst_loss"]]
               single_points           worst  worst_loss
    deal
    equipment              3  vice president         1.0
    """
    require_side(arrays_of(graph), side)
    # A standard error needs at least two.
    require_draws(worlds, seed, least=2, name="worlds")
    arrays = arrays_of(graph)
    return Finding(
        say("On which single person, theirs or ours, does the deal depend?"),
        per_deal(graph.keys, _numbers(arrays, side)),
        lambda: _detail(arrays, side, worlds, seed),
        graph,
    )


def _numbers(arrays: Arrays, side: str) -> dict[str, Any]:
    access, lost, found = arrays.access(side), losses(arrays, side), worst(arrays, side)
    few = np.diff(arrays.person_start) <= PAIRED
    wanted = (found["single_points"] == 0) & (lost.reach > 0)
    pair, pair_loss = _pairs(arrays, access, wanted & few)
    return {
        "reach": np.where(arrays.total_votes > 0, lost.reach, np.nan),
        **found,
        "worst_pair": arrays.pair_ids(access.people(pair)),
        "worst_pair_loss": pair_loss,
        "reason": np.array([None, _too_many()], dtype=object)[(wanted & ~few).astype(int)],
    }


def _too_many() -> str:
    return say(
        "The two people whose joint loss costs most were not looked for: that takes too long with more than {people}.",
        people=counted(PAIRED, "person", "people"),
    )


def _pairs(arrays: Arrays, access: Access, wanted: Flags) -> tuple[Ints, Floats]:
    from influence.measures.kernels import dominators, small_dominators

    candidate = on_nodes(access, np.ones(arrays.n_people)) > 0
    pair = np.full((arrays.n_deals, 2), -1)
    loss = np.zeros(arrays.n_deals)
    if not wanted.any():
        return pair, np.full(arrays.n_deals, np.nan)
    over_access(
        access, (small_dominators.worst_pairs, dominators.worst_pairs), arrays.assumptions.path_threshold,
        on_nodes(access, arrays.weight), candidate, wanted, pair, loss,
        steps=float(candidate.sum()) * len(access.edges.value) / max(arrays.n_deals, 1),
    )  # fmt: skip
    return pair, np.where(pair[:, 0] >= 0, loss, np.nan)


def _detail(arrays: Arrays, side: str, worlds: int, seed: int) -> pd.DataFrame:
    lost, cuts = losses_and_cut_points(arrays, side)
    access, single = arrays.access(side), single_points(arrays, side)
    nodes = np.concatenate([access.person_node, access.member_node])
    deal = np.concatenate([arrays.person_deal, access.member_deal])
    mean, error = expected_losses(arrays, side, worlds=worlds, seed=seed)
    ours = np.arange(len(nodes)) >= arrays.n_people
    columns = {
        "side": np.where(ours, "ours", "theirs"),
        "weight_lost": lost.lost[nodes],
        "cut_off": lost.cut_off[nodes].astype(int),
        "single_point": single[nodes],
        "expected_loss": mean[nodes],
        "expected_loss_se": error[nodes],
        "cut_point": pd.array([*cuts, *[None] * len(access.member_node)], dtype="boolean"),
    }
    order = np.argsort(deal, kind="stable")
    index = pd.MultiIndex.from_arrays(
        [arrays.keys.deals.take(deal[order]), names_on(arrays, access, order)], names=["deal", "who"]
    )
    return pd.DataFrame(columns).iloc[order].set_axis(index)


def losses_and_cut_points(arrays: Arrays, side: str) -> tuple[Losses, Flags]:
    """What goes with each node of the access graph, and who holds the customer together: on a core each."""
    # Both begin with the relationships.
    at_once(lambda: arrays.pairs, lambda: arrays.relationships)
    lost, cuts = at_once(lambda: losses(arrays, side), lambda: cut_points(arrays))
    return lost, cuts


def cut_points(arrays: Arrays) -> Flags:
    """Who holds the customer's own relationships together: without them somebody is no longer joined to somebody."""
    from influence.measures.kernels import cut_points

    cuts = np.zeros(arrays.n_people, dtype=bool)
    find = cut_points.cut_points.for_work(len(arrays.binding.target))
    find(arrays.binding.start, arrays.binding.target, cuts)
    return cuts
