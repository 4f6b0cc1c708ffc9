"""How much of the deciding committee have we covered?"""

from __future__ import annotations

import pandas as pd

from influence.analysis.finding import Finding, arrays_of, per_deal, per_person
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.side_coverage import contact_names, contacted_by, coverage_numbers, require_side
from influence.tables.language import say
from influence.tables.schema import OUR_SIDE


def coverage(graph: StakeholderGraph, *, side: str = OUR_SIDE) -> Finding:
    """How much of the deciding committee have we covered?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    side : str
        Whose contacts count: ours, or a rival's by the name `contacts` gives it.

    Returns
    -------
    Finding
        `by_deal`, each 0 to 1: `coverage` (share of the committee's votes whose holders we have contacted),
        `coverage_depth` (the same, by depth of contact), `heads` (share of the committee's people and empty seats),
        `supporting` (votes of known supporters), `roles_filled` and `roles_covered` (share of approver, decision
        maker, evaluator and user who are named, and contacted), `layers_covered` (share of the layers present
        with somebody contacted), `reach` (votes that some introduction path leads to; **reach is not
        coverage**); `committee_source` is `seats`, or `assumed` where no seat has votes. Unknown where a deal has no
        committee or nobody in it.
        `detail`, a row per person: `weight` (share of the votes), `depth` (strongest contact, 0 to 1), `contacted`,
        `members` (who of the side is in contact, by id).

    Raises
    ------
    UnknownName
        There is no such side.

    Notes
    -----
    With w the share of the votes and d the depth: coverage is the sum of w over d >= `contacted_depth`,
    coverage_depth the sum of w d (docs/model.md section 5). Rules 002-16, 002-20, 002-21, 002-14, 001-4.

    Examples
    --------
    >>> import influence
    >>> duck = influence.datasets.load("cooked_duck")
    >>> influence.coverage(duck).by_deal[["heads", "reach"]].round(2).loc["equipment"].tolist()
    [0.17, 1.0]
    """
    require_side(arrays_of(graph), side)
    return Finding(
        say("How much of the deciding committee have we covered?"),
        per_deal(graph.keys, coverage_numbers(arrays_of(graph), side)),
        lambda: _detail(graph, side),
        graph,
    )


def _detail(graph: StakeholderGraph, side: str) -> pd.DataFrame:
    arrays = arrays_of(graph)
    columns = {
        "weight": arrays.weight,
        "depth": arrays.depth(side),
        "contacted": contacted_by(arrays, side),
        "members": contact_names(arrays, side),
    }
    return per_person(graph.keys, columns)
