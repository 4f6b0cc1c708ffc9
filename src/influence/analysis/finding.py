"""The one result type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from influence.errors import InfluenceError, NoAttribute
from influence.graph.arrays import Arrays
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.tables.keys import Keys
from influence.tables.language import say
from influence.tables.phrases import counted

SHOWN = 10


@dataclass(frozen=True)
class ByDeal:
    """The columns of a row per deal, each as it is or as the function that makes it."""

    deals: pd.Index
    columns: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        column = self.columns[name]
        return column() if callable(column) else column

    def frame(self) -> pd.DataFrame:
        """All of them side by side."""
        return frame({name: self[name] for name in self.columns}, self.deals)


@dataclass(frozen=True, repr=False, eq=False)
class Finding:
    """What an analysis found: the number per deal, per account or per member of ours, and the rows behind it.

    Attributes
    ----------
    title : str
        The question answered.
    summary : pandas.DataFrame
        One row per deal, indexed by `deal`, in the order of the deals' ids, and then called `by_deal`; or one row per
        account, indexed by `account`, and then called `by_account`; or one row per member of our team, indexed by
        `member`, and then called `by_member`; or one row per score, indexed by `score`, and then called `by_score`.
    detail : pandas.DataFrame
        The rows behind the numbers, indexed by `deal` (or `account`, or `member`) and what a row is. Made when first
        looked at: scoring many deals pays for the numbers only.
    graph : StakeholderGraph or None
        What was asked about; in a notebook its names stand for the ids of people and deals.

    Notes
    -----
    Two findings are equal (`==`) that answer the same question with the same two tables; like all that is compared by
    its tables, a finding has no hash. It can be pickled and copied, which makes the detail and leaves the graph behind.
    """

    title: str
    given: pd.DataFrame | ByDeal
    make_detail: Callable[[], pd.DataFrame] = field(repr=False)
    graph: StakeholderGraph | None = field(default=None, repr=False)

    @cached_property
    def summary(self) -> pd.DataFrame:
        """The numbers, a row per deal, account, member or score."""
        return self.given.frame() if isinstance(self.given, ByDeal) else self.given

    def column(self, name: str) -> Any:
        """One column of the summary; no other is made for it."""
        return self.given[name]

    @property
    def by_deal(self) -> pd.DataFrame:
        """One row per deal."""
        return self._by("deal")

    @property
    def by_account(self) -> pd.DataFrame:
        """One row per account."""
        return self._by("account")

    @property
    def by_member(self) -> pd.DataFrame:
        """One row per member of our team."""
        return self._by("member")

    @property
    def by_score(self) -> pd.DataFrame:
        """One row per score."""
        return self._by("score")

    @property
    def per(self) -> str:
        """What a row of the summary is: `deal`, `account`, `member` or `score`."""
        return str(self.summary.index.name)

    def _by(self, wanted: str) -> pd.DataFrame:
        if self.per != wanted:
            raise NoAttribute(
                say("this finding has a row per {per}, not per {wanted}; see its by_{per}", per=self.per, wanted=wanted)
            )
        return self.summary

    @cached_property
    def detail(self) -> pd.DataFrame:
        """The rows behind the numbers."""
        return self.make_detail()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Finding):
            return NotImplemented
        same = self.title == other.title and self.summary.equals(other.summary)
        return same and self.detail.equals(other.detail)

    def __reduce__(self) -> tuple[Any, ...]:
        return _found, (self.title, self.summary, self.detail)

    def __repr__(self) -> str:
        shown = self.summary.head(SHOWN).to_string()
        return f"{self.title}\n\n{shown}\n\n[{say('{count}; the rows behind them are in .detail', count=self._count)}]"

    @property
    def _count(self) -> str:
        return counted(len(self.summary), self.per, f"{self.per}s")

    def _repr_html_(self) -> str:
        from influence.analysis.notebook import as_html

        return as_html(self.title, self.summary, self.detail, self.graph)


def _found(title: str, summary: pd.DataFrame, detail: pd.DataFrame) -> Finding:
    return Finding(title, summary, lambda: detail)


def arrays_of(graph: StakeholderGraph) -> Arrays:
    """The arrays of the graph that an analysis is asked of; refuse anything else."""
    require_graph(graph)
    return graph.arrays


def require_graph(graph: object) -> None:
    """Refuse what is no graph."""
    if not isinstance(graph, StakeholderGraph):
        raise InfluenceError(say("this is a {kind}; give a StakeholderGraph", kind=type(graph).__name__))


def per_deal(keys: Keys, columns: Mapping[str, Any]) -> ByDeal:
    """A row per deal; a column that few ask for may be a function that makes it when somebody does."""
    return ByDeal(keys.deals.rename("deal"), columns)


def per_person(keys: Keys, columns: Mapping[str, Any], rows: Any = None) -> pd.DataFrame:
    """A frame of one row per person, or per those whose positions are `rows`; columns already cut to them."""
    kept = slice(None) if rows is None else rows
    codes = [keys.deal_of_person[kept], keys.person_code[kept]]
    index = pd.MultiIndex(
        levels=[keys.deals, keys.persons], codes=codes, names=["deal", "person"], verify_integrity=False
    )
    return frame(columns, index)


def frame(columns: Mapping[str, Any], index: pd.Index) -> pd.DataFrame:
    """A frame whose columns are of the type they come in: text and unknown stay objects, however many are unknown."""
    as_given = {
        name: pd.Series(values, index=index, dtype=object)
        if getattr(values, "dtype", None) == np.dtype(object)
        else values
        for name, values in columns.items()
    }
    return pd.DataFrame(as_given, index=index)
