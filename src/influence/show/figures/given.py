"""What a figure is given: a graph of any number of deals, or the finding of the analysis that it shows."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec

import pandas as pd

from influence.analysis.finding import Finding
from influence.errors import InfluenceError, UnknownName
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.show.deal_view import DealView, plain
from influence.show.spoken import speaking_of
from influence.tables.language import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

P = ParamSpec("P")

Given = StakeholderGraph | DealView | Finding


def in_its_language(draw: Callable[P, Axes]) -> Callable[P, Axes]:
    """Let a figure speak the language chosen, else that of the headers of the graph it is given."""

    @wraps(draw)
    def drawn(*given: P.args, **options: P.kwargs) -> Axes:
        first = next(iter((*given, *options.values())), None)
        graph = first.graph if isinstance(first, DealView) else first
        with speaking_of(graph) if isinstance(graph, StakeholderGraph) else nullcontext():
            return draw(*given, **options)

    return drawn


def view_of(given: object, deal: object, figure: str) -> DealView:
    """The deal of a graph; a figure that shows several analyses can do with no finding of one."""
    if isinstance(given, DealView):
        return given
    if isinstance(given, StakeholderGraph):
        return DealView(given, deal)
    raise InfluenceError(
        say("this is a {kind}; give {figure} a StakeholderGraph", kind=type(given).__name__, figure=figure)
    )


def one_of(finding: Finding, deal: object, columns: set[str], figure: str) -> tuple[dict[str, Any], pd.DataFrame]:
    """The numbers of one deal in a finding, and the rows behind them; refuse the finding of another analysis."""
    if finding.per != "deal" or not columns <= set(finding.detail):
        raise InfluenceError(
            say(
                "this finding answers {title}; {figure} needs the columns {columns}",
                title=repr(finding.title),
                figure=figure,
                columns=_listed(columns),
            )
        )
    deals = list(finding.by_deal.index)
    if deal is None and len(deals) == 1:
        deal = deals[0]
    if deal not in deals:
        raise UnknownName("deal", deal, deals)
    numbers = {str(name): plain(value) for name, value in finding.by_deal.loc[[deal]].iloc[0].items()}
    rows = finding.detail
    return numbers, rows[rows.index.get_level_values("deal") == deal].reset_index()


def _listed(columns: set[str]) -> str:
    return ", ".join(sorted(columns))
