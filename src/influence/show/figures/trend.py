"""How a score came about, day by day."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from influence.analysis import trend as analysis
from influence.analysis.score import COLUMNS
from influence.errors import InfluenceError, UnknownName
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.show.figures.canvas import LABEL, SMALL, blank, canvas, head
from influence.show.figures.given import in_its_language
from influence.show.figures.labels import place_labels
from influence.show.figures.palette import LINE, NEUTRAL, OURS
from influence.tables.language import say
from influence.tables.phrases import NEARLY, counted, signed

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = (9.0, 4.6)
# Lines of more deals than this are drawn, but the largest changes alone are named.
NAMED = 8
# What the scores that are shares or supports are called; others go by their column.
CALLED = {
    "win": "chance to win", "approval": "chance of approval", "coverage": "votes covered",
    "reach": "votes within reach", "support": "support of the committee", "certainty": "leverage known",
    "red_flags": "red flags",
}  # fmt: skip


@in_its_language
def trend(
    given: StakeholderGraph | pd.DataFrame,
    days: Iterable[Any] | None = None,
    *,
    column: str = "win",
    ax: Axes | None = None,
) -> Axes:
    """Draw how a score of every deal came about, day by day.

    Parameters
    ----------
    given : StakeholderGraph or pandas.DataFrame
        Any number of deals, or what `influence.trend(graph, days)` returned.
    days : iterable of str, datetime.date or pandas.Timestamp, optional
        The days, as of `influence.trend`; of a graph, where none are given, twelve month ends up to the latest `as_of`.
    column : str
        Which score: a column of numbers of `influence.score`.
    ax : matplotlib.axes.Axes, optional
        Where to draw; on new axes of a figure of their own where none are given.

    Returns
    -------
    matplotlib.axes.Axes
        A line a deal; where the score is unknown on a day, the line is broken.

    Raises
    ------
    UnknownName
        There is no such column of numbers.
    InfluenceError
        `days` holds what is no day, or is missing where no deal has an `as_of`; `given` is neither a graph nor such a
        frame.

    Notes
    -----
    docs/model.md, section 22.

    Examples
    --------
    >>> import influence
    >>> duck = influence.datasets.load("cooked_duck")
    >>> ax = influence.show.figures.trend(duck, ["2012-02-15", "2012-03-01", "2012-03-15"], column="red_flags")
    >>> ax.get_title(loc="left")
    'Red flags: up in 1 deal, down in 0 deals'
    """
    lines = _lines(given, days, column)
    with canvas(ax, SIZE) as ax:
        if lines.notna().to_numpy().any():
            _draw(ax, lines, say(CALLED.get(column, column.replace("_", " "))))
        else:
            blank(ax, say("The score is unknown on each of these days."))
            head(ax, say("Nothing is known of this score"), "")
    return ax


def _lines(given: object, days: Iterable[Any] | None, column: str) -> pd.DataFrame:
    """A row a day and a column a deal."""
    if isinstance(given, StakeholderGraph):
        given = analysis.trend(given, _months(given) if days is None else days)
    if not isinstance(given, pd.DataFrame) or list(given.index.names) != ["deal", "day"]:
        raise InfluenceError(
            say(
                "this is a {kind}; give a StakeholderGraph, or what influence.trend returned", kind=type(given).__name__
            )
        )
    numbers = given.select_dtypes("number").columns
    if column not in numbers:
        known = [name for own in COLUMNS.values() for name in own if name in numbers]
        raise UnknownName("score", column, known)
    known = given[column].astype(float)
    if column == "support" and "certainty" in given:
        # Of nobody known, support adds up to 0, which is not where the committee stands.
        known = known.where(given["certainty"] > 0)
    return known.unstack("deal").sort_index()


def _months(graph: StakeholderGraph) -> list[pd.Timestamp]:
    """The last days of eleven months, and the latest day that the tables describe."""
    latest = pd.to_datetime(graph.deals.reindex(columns=["as_of"])["as_of"]).max()
    if pd.isna(latest):
        raise InfluenceError(say("days is missing; give a list of days, such as ['2024-04-30', '2024-05-31']"))
    return [*pd.date_range(end=latest - pd.Timedelta(days=1), periods=11, freq="ME"), latest]


def _draw(ax: Axes, lines: pd.DataFrame, called: str) -> None:
    change = lines.apply(_change).fillna(0.0)
    named = change.abs().sort_values(ascending=False, kind="stable").index[:NAMED]
    for deal in lines:
        strong = deal in named
        ax.plot(
            lines.index, lines[deal], marker="o", markersize=3.5, color=OURS if strong else NEUTRAL, gid="deal",
            linewidth=1.8 if strong else 0.8, alpha=1 if strong else 0.5,
        )  # fmt: skip
    ax.margins(x=0.12, y=0.15)
    ax.grid(axis="y", color=LINE, linewidth=0.7)
    ax.set_ylabel(called, fontsize=SMALL)
    ax.tick_params(labelsize=SMALL)
    rising, falling = int((change > NEARLY).sum()), int((change < -NEARLY).sum())
    told = [f"{deal} {signed(change[deal])}" for deal in named]
    left = len(lines.columns) - len(named)
    note = say("not named: {deals} that changed less", deals=counted(left, "deal", "deals")) if left else ""
    head(
        ax,
        _title(called, rising, falling),
        say("A line a deal; broken where the score is unknown."),
        note=note,
        told=told,
    )
    _named(ax, lines, named)


def _change(line: pd.Series) -> float:
    known = line.dropna()
    return float(known.iloc[-1] - known.iloc[0]) if len(known) else np.nan


def _named(ax: Axes, lines: pd.DataFrame, named: pd.Index) -> None:
    from matplotlib.dates import date2num

    ends = {deal: lines[deal].dropna() for deal in named}
    ends = {deal: line for deal, line in ends.items() if len(line)}
    points = [(float(date2num(line.index[-1])), float(line.iloc[-1])) for line in ends.values()]
    place_labels(ax, points, [str(deal) for deal in ends], size=LABEL)


def _title(called: str, rising: int, falling: int) -> str:
    return say(
        "{score}: up in {rising}, down in {falling}",
        score=called[:1].upper() + called[1:], rising=counted(rising, "deal", "deals"),
        falling=counted(falling, "deal", "deals"),
    )  # fmt: skip
