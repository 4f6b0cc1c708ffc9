"""All deals by coverage and support."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from influence.errors import InfluenceError
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.show.figures.canvas import SMALL, blank, canvas, head
from influence.show.figures.given import in_its_language
from influence.show.figures.labels import place_labels
from influence.show.figures.palette import AGAINST, FOR, LINE, PAPER, SOFT, WARN
from influence.show.figures.words import tick
from influence.show.pipeline.rows import rows_of
from influence.show.wording import leaning
from influence.tables.language import say
from influence.tables.phrases import counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = (9.0, 5.6)
NAMED = 12
# Where a deal stands whose coverage is unknown.
MARGIN = -0.12
SMALLEST, LARGEST = 5.0, 26.0
COLOURS = {"go": FOR, "pause": WARN, "too early": PAPER, "stop": AGAINST}


@in_its_language
def pipeline(graph: StakeholderGraph, *, ax: Axes | None = None) -> Axes:
    """Draw all open deals by coverage and support, as large as their amounts.

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals; those that ended are left out.
    ax : matplotlib.axes.Axes, optional
        Where to draw; on new axes of a figure of their own where none are given.

    Returns
    -------
    matplotlib.axes.Axes
        Across `coverage` (0 to 1), upwards `support` (-1 to 1) with a line from `support_low` to `support_high`; the
        area is the amount, the colour the verdict. A deal whose coverage is unknown stands in the margin; one of whose
        support nothing is known has its line alone.

    Raises
    ------
    InfluenceError
        `graph` is no graph.

    Notes
    -----
    Amounts in different currencies are drawn as their numbers; the note says where there are several.

    Examples
    --------
    >>> import influence
    >>> influence.show.figures.pipeline(influence.datasets.load("cooked_duck")).get_title(loc="left")
    'No deal is open'
    """
    if not isinstance(graph, StakeholderGraph):
        raise InfluenceError(say("this is a {kind}; give pipeline a StakeholderGraph", kind=type(graph).__name__))
    rows = rows_of(graph)
    open_ = rows[rows["outcome"].isna()]
    # Where nobody is known to decide there is no committee whose support could be drawn.
    drawn = open_[open_["certainty"].notna()]
    with canvas(ax, SIZE) as ax:
        if drawn.empty:
            blank(ax, say("Nothing to draw."))
            head(ax, say("No deal is open" if open_.empty else "Nobody is known to decide in any open deal"), "")
        else:
            _draw(
                ax,
                drawn.sort_values("amount", ascending=False, kind="stable", na_position="last"),
                len(open_) - len(drawn),
            )
    return ax


def _draw(ax: Axes, rows: pd.DataFrame, left: int) -> None:
    most = rows["amount"].max()
    points, radii, names, told = [], [], [], []
    for row in rows.reset_index().to_dict("records"):
        x = MARGIN if pd.isna(row["coverage"]) else row["coverage"]
        size = _size(row["amount"], most)
        _mark(ax, x, size, row)
        height = row["support"] if pd.notna(row["support"]) else (row["support_low"] + row["support_high"]) / 2
        points.append((x, height))
        radii.append(size / 2 + 1)
        names.append(_called(row))
        told.append(f"{names[-1]} {leaning(None if pd.isna(row['support']) else row['support'])}")
    _axes(ax)
    head(ax, _title(rows), _how_to_read(), note=_note(rows, left), told=told[:NAMED])
    shown = slice(0, NAMED)
    place_labels(ax, points[shown], names[shown], size=SMALL, radii=radii[shown], marks=points[NAMED:])


def _size(amount: float, most: float) -> float:
    """As wide as the root of the amount, so that the area is the amount; smallest where it is unknown."""
    if pd.isna(amount) or not most > 0:
        return SMALLEST
    return SMALLEST + (LARGEST - SMALLEST) * float(max(amount, 0) / most) ** 0.5


def _mark(ax: Axes, x: float, size: float, row: dict[str, Any]) -> None:
    ax.plot([x, x], [row["support_low"], row["support_high"]], color=LINE, linewidth=1.4, zorder=1, gid="range")
    if pd.isna(row["support"]):
        return
    colour = COLOURS[row["verdict"]]
    ax.plot(
        [x], [row["support"]], "o", markersize=size, color=colour, alpha=0.85, gid="deal", zorder=2, clip_on=False,
        markeredgecolor=SOFT if colour == PAPER else PAPER, markeredgewidth=0.9,
    )  # fmt: skip


def _axes(ax: Axes) -> None:
    ax.set_xlim(MARGIN - 0.08, 1.06)
    ax.set_ylim(-1.08, 1.08)
    ax.axhline(0, color=SOFT, linewidth=0.8, zorder=0)
    ax.axvline(MARGIN / 2.5, color=LINE, linewidth=0.8, linestyle=":", zorder=0)
    ax.set_xticks(
        [MARGIN, 0, 0.25, 0.5, 0.75, 1], [say("not known"), "0%", "25%", "50%", "75%", "100%"], fontsize=SMALL
    )
    ax.yaxis.set_major_formatter(tick)
    ax.set_xlabel(say("votes covered"), fontsize=SMALL)
    ax.set_ylabel(say("support (−1 to +1)"), fontsize=SMALL)


def _called(row: dict[str, Any]) -> str:
    return str(next(row[name] for name in ("account", "name", "deal") if pd.notna(row[name])))


def _title(rows: pd.DataFrame) -> str:
    going, deals = int((rows["verdict"] == "go").sum()), counted(len(rows), "open deal", "open deals")
    if not going:
        return say("Of {deals} none is told to go on yet", deals=deals)
    return say("Of {deals}, {going} should go on; the rest need a decision or evidence first", deals=deals, going=going)


def _how_to_read() -> str:
    return say(
        "Area: amount. Blue: go on, amber: pause, red: stop, white: too early to say. Line: the range that the unknown "
        "leaves."
    )


def _note(rows: pd.DataFrame, left: int) -> str:
    several = rows["currency"].nunique() > 1
    told = [say("Amounts are in several currencies and drawn as their numbers.")] if several else []
    if left:
        deals = counted(left, "deal", "deals")
        told.append(say("not drawn: {deals} in which nobody is known to decide", deals=deals))
    return " · ".join(told)
