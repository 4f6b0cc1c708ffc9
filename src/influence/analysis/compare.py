"""What changed between two graphs?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding, arrays_of
from influence.analysis.score import WHO, score
from influence.analysis.support import support
from influence.array_types import ROUNDING
from influence.errors import InfluenceError
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.tables.keys import Keys
from influence.tables.language import say

CAUSE = "contribution"


def compare(before: StakeholderGraph, after: StakeholderGraph) -> Finding:
    """What changed between two graphs, and who caused it?

    Compares a graph with a what-if of it, or two snapshots of the same deals by their ids.

    Parameters
    ----------
    before, after : StakeholderGraph
        Any number of deals.

    Returns
    -------
    Finding
        `by_deal`, a row per deal of either graph: what each numeric column of `score` rose by, under the same name
        and in the same unit; unknown where the number is unknown in one of the graphs, or the deal in one only.
        `detail`, indexed by `deal` and `score`: `who` (unknown for a deal's own numbers), `before`, `after`,
        `difference` (unknown where there is nothing to subtract) and `changed`. First a row for every column of
        `score`, text included; then, as score `contribution`, a row for every person of either graph, the largest
        difference first. **These differences add up to that of `support`**: a person who is not there, or whose
        support is unknown, contributes 0.

    Raises
    ------
    InfluenceError
        The ids of deals or of people are text in one graph and numbers in the other.

    Notes
    -----
    Support is the sum of leverage times support over people, exactly (docs/model.md section 3), so its change is the
    sum of the changes of these products; somebody whose own support stayed may well contribute to it, by leverage that
    others gave or took. No other score is additive over people. Rules 001-24, 003-50.

    Examples
    --------
    >>> import influence
    >>> duck = influence.datasets.load("cooked_duck")
    >>> found = influence.compare(duck, duck.with_support({"general manager": 0.5}))
    >>> found.by_deal[["coverage", "support", "certainty"]].round(2)
               coverage  support  certainty
    deal
    equipment       0.0     0.15        0.3
    >>> found.detail.loc[("equipment", "contribution")].head(1)[["who", "difference"]].round(2)
                                        who  difference
    deal      score
    equipment contribution  general manager        0.15
    """
    _check_ids(arrays_of(before).keys, arrays_of(after).keys)
    was, now = score(before), score(after)
    deals = was.index.union(now.index).rename("deal")
    was, now = was.reindex(deals), now.reindex(deals)
    rise = pd.DataFrame({name: now[name].astype(float) - was[name].astype(float) for name in _numbers(was, now)})
    return Finding(
        say("What changed between two graphs, and who caused it?"),
        rise,
        lambda: _detail(deals, list(was), _scores(was, now, rise), _causes(deals, before, after)),
        after,
    )


def _check_ids(before: Keys, after: Keys) -> None:
    for what, one, other in (("deals", before.deals, after.deals), ("people", before.persons, after.persons)):
        if len(one) and len(other) and one.inferred_type != other.inferred_type:
            raise InfluenceError(
                say(
                    "the ids of {what} are of type {before} before and {after} after, so none meets its like; write "
                    "them the same way in both graphs",
                    what=what,
                    before=one.inferred_type,
                    after=other.inferred_type,
                )
            )


def _numbers(was: pd.DataFrame, now: pd.DataFrame) -> list[str]:
    numeric = pd.api.types.is_numeric_dtype
    return [name for name in was if name not in WHO and numeric(was[name]) and numeric(now[name])]


def _scores(was: pd.DataFrame, now: pd.DataFrame, rise: pd.DataFrame) -> dict[str, Any]:
    """A row for every score of every deal, deal by deal."""
    deals, scores = was.shape
    return {
        "deal": np.repeat(np.arange(deals), scores),
        "score": np.tile(np.arange(scores), deals),
        "who": np.full(deals * scores, None, dtype=object),
        "before": _cells(was),
        "after": _cells(now),
        "difference": rise.reindex(columns=was.columns).to_numpy(dtype=float).ravel(),
    }


def _cells(table: pd.DataFrame) -> Any:
    cells = table.astype(object)
    return cells.where(cells.notna(), np.nan).to_numpy(dtype=object).ravel()


def _causes(deals: pd.Index, before: StakeholderGraph, after: StakeholderGraph) -> dict[str, Any]:
    """A row for every person of every deal, by falling size of what they changed."""
    was, now = (support(graph).detail[CAUSE] for graph in (before, after))
    people = was.index.union(now.index)
    deal = deals.get_indexer(people.get_level_values("deal"))
    in_both = (deals.isin(before.all_deals) & deals.isin(after.all_deals))[deal]
    was, now = was.reindex(people), now.reindex(people)
    difference = np.where(in_both, now.fillna(0.0) - was.fillna(0.0), np.nan)
    order = np.lexsort((np.arange(len(deal)), -np.round(np.abs(difference) / ROUNDING), deal))
    columns = {
        "deal": deal,
        "who": people.get_level_values("person").to_numpy(dtype=object),
        "before": _cells(was.to_frame()),
        "after": _cells(now.to_frame()),
        "difference": difference,
    }
    return {name: values[order] for name, values in columns.items()}


def _detail(deals: pd.Index, names: list[str], scores: dict[str, Any], causes: dict[str, Any]) -> pd.DataFrame:
    causes = {**causes, "score": np.full(len(causes["deal"]), len(names))}
    columns = {name: np.concatenate([scores[name], causes[name]]) for name in scores}
    order = np.argsort(columns["deal"], kind="stable")
    columns = {name: values[order] for name, values in columns.items()}
    index = pd.MultiIndex(
        levels=[deals, [*names, CAUSE]],
        codes=[columns.pop("deal"), columns.pop("score")],
        names=["deal", "score"],
        verify_integrity=False,
    )
    return pd.DataFrame({**columns, "changed": _changed(**columns)}, index=index)


def _changed(who: Any, before: Any, after: Any, difference: Any) -> Any:
    """Whether the two differ by more than rounding; unknown and unknown do not."""
    gone, unknown = pd.isna(before), pd.isna(after)
    text = np.isnan(difference) & ~gone
    other = np.zeros(len(before), dtype=bool)
    other[text] = before[text] != after[text]
    return (gone != unknown) | other | (np.abs(difference) > ROUNDING)
