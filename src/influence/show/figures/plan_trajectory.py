"""What the plan would bring, step by step."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from influence.analysis.committee import committee
from influence.analysis.finding import Finding
from influence.analysis.penetration_plan import penetration_plan
from influence.analysis.support import support
from influence.show.deal_view import records
from influence.show.figures.canvas import LABEL, SMALL, blank, canvas, head
from influence.show.figures.given import Given, in_its_language, one_of, view_of
from influence.show.figures.labels import place_labels
from influence.show.figures.palette import AGAINST, LINE, ON_MARK, OURS, OURS_SOFT
from influence.show.figures.words import tick
from influence.show.wording import leaning
from influence.tables.language import say
from influence.tables.phrases import counted, percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = (9.0, 4.6)
# One attempt a week, as the entry strategies count them.
HALF_A_YEAR = 26
# Axes narrower than this, in inches, have no room for names.
NAMED_FROM = 6.0
COLUMNS = {"person", "attempts", "support", "support_low", "support_high", "approval"}


@dataclass(frozen=True)
class _Plan:
    """Where the deal stands, None where that is not told, and each step with the name of whom it is to win.

    The support of a start of which nothing is known is None, between its bounds.
    """

    start: dict[str, Any] | None
    steps: list[dict[str, Any]]


@in_its_language
def plan_trajectory(given: Given, *, deal: object = None, ax: Axes | None = None) -> Axes:
    """Draw what the plan would bring: the committee's support after each step, and its range.

    Parameters
    ----------
    given : StakeholderGraph or Finding
        Any number of deals; or what `influence.penetration_plan(graph, ...)` found, whose people are then called by
        their ids, and which begins with its first step.
    deal : str or int, optional
        Which deal; may be left out where there is only one.
    ax : matplotlib.axes.Axes, optional
        Where to draw; on new axes of a figure of their own where none are given.

    Returns
    -------
    matplotlib.axes.Axes
        Across the attempts expected so far, upwards `support` (-1 to 1) with a band from `support_low` to
        `support_high`.

    Raises
    ------
    UnknownName
        There is no such deal, or there are several and none was named.
    InfluenceError
        `given` is neither a graph nor a plan.

    Notes
    -----
    docs/model.md, section 11. An estimate of the model: what the plan would bring, not what will happen.

    Examples
    --------
    >>> import influence
    >>> ax = influence.show.figures.plan_trajectory(influence.datasets.load("cooked_duck"))
    >>> ax.get_title(loc="left").partition(", ")[0]
    'Winning 6 people would lift support from +0.10 to +0.96'
    """
    plan = _plan(given, deal)
    with canvas(ax, SIZE) as ax:
        if plan.steps:
            _draw(ax, plan)
        else:
            blank(ax, say("No step of a plan is worthwhile as far as we know."))
            head(ax, say("There is nobody to win next"), "")
    return ax


def _plan(given: Given, deal: object) -> _Plan:
    if isinstance(given, Finding):
        _, rows = one_of(given, deal, COLUMNS, "plan_trajectory")
        return _Plan(None, records(rows))
    view = view_of(given, deal, "plan_trajectory")
    steps = view.rows(penetration_plan)
    now, approval = view.row(support), view.row(committee)["approval"]
    # A committee of which no support is known has none to begin with, not 0, and no chance that is more than a guess.
    start = {**now, "support": now["support"], "approval": approval}
    if not now["certainty"]:
        start |= {"support": None, "approval": None}
    told = start if now["support_low"] is not None else None
    return _Plan(told, [{**step, "person": view.labels[step["person"]]} for step in steps])


def _draw(ax: Axes, plan: _Plan) -> None:
    points = [*([plan.start] if plan.start else []), *plan.steps]
    spent = np.cumsum([point.get("attempts", 0.0) for point in points])
    reached = [np.nan if point["support"] is None else point["support"] for point in points]
    low, high = ([point[name] for point in points] for name in ("support_low", "support_high"))
    end = spent[-1] * 1.02 + 0.5
    across = [*spent, end]
    ax.fill_between(across, [*low, low[-1]], [*high, high[-1]], step="post", color=OURS_SOFT, linewidth=0, gid="range")
    ax.step(across, [*reached, reached[-1]], where="post", color=OURS, linewidth=2.2, gid="support")
    ax.plot(spent, reached, "o", color=OURS, markersize=6, gid="steps")
    if np.isnan(reached[0]):
        _unknown_start(ax, low[0], high[0])
    _axes(ax, end)
    head(ax, _title(plan, float(spent[-1])), _how_to_read(), note=_note(points), told=_told(plan))
    _named(ax, plan, spent, reached)


def _unknown_start(ax: Axes, low: float, high: float) -> None:
    """From where to where it may begin, and that nobody knows where."""
    ax.plot([0, 0], [low, high], color=OURS, linewidth=1.4, linestyle="--", marker="_", markersize=9, gid="start")
    ax.annotate(
        say("unknown"), (0, (low + high) / 2), xytext=(5, 0), textcoords="offset points", va="center", color=OURS,
        fontsize=SMALL, gid="unknown start",
    )  # fmt: skip


def _axes(ax: Axes, end: float) -> None:
    ax.set_xlim(-0.02 * end, end * 1.02)
    ax.margins(y=0.18)
    ax.autoscale(axis="y")
    ax.axhline(0, color=LINE, linewidth=1, zorder=0)
    ax.locator_params(axis="y", nbins=6, steps=[1, 2, 5, 10])
    ax.yaxis.set_major_formatter(tick)
    ax.set_ylabel(say("support (−1 to +1)"), fontsize=SMALL)
    ax.set_xlabel(say("attempts expected so far"), fontsize=SMALL)
    if end > HALF_A_YEAR:
        ax.axvline(HALF_A_YEAR, color=AGAINST, linewidth=1, linestyle="--", gid="half a year")
        ax.annotate(
            say("half a year, at one attempt a week"), (HALF_A_YEAR, 0), xycoords=("data", "axes fraction"),
            xytext=(4, 3), textcoords="offset points", color=AGAINST, fontsize=SMALL,
        )  # fmt: skip


def _named(ax: Axes, plan: _Plan, spent: Any, reached: list[float]) -> None:
    """Name each step beside its point, off the line."""
    first = len(reached) - len(plan.steps)
    places = [(float(x), y) for x, y in zip(spent[first:], reached[first:], strict=True)]
    if ax.get_window_extent().width < NAMED_FROM * ax.figure.dpi:
        _numbered(ax, places)
        return
    names = [f"{k} {step['person']}" for k, step in enumerate(plan.steps, start=1)]
    place_labels(ax, places, names, size=LABEL, marks=_along(spent, reached))


def _numbered(ax: Axes, places: list[tuple[float, float]]) -> None:
    """The steps by number alone, where their names have no room; the page around the figure names them."""
    for step, (x, y) in enumerate(places, start=1):
        ax.plot([x], [y], "o", color=OURS, markersize=12, zorder=3)
        ax.annotate(str(step), (x, y), ha="center", va="center_baseline", color=ON_MARK, fontsize=SMALL, gid="label")


def _along(spent: Any, reached: list[float]) -> list[tuple[float, float]]:
    """Points along the line, close enough that no name fits between two of them."""
    known = ~np.isnan(reached)
    spent, reached = spent[known], [float(each) for each in np.array(reached)[known]]
    corners = [(float(spent[0]), reached[0])]
    for x, y in zip(spent[1:], reached[1:], strict=True):
        corners += [(float(x), corners[-1][1]), (float(x), y)]
    parts = np.linspace(0, 1, 24)
    return [
        (one[0] + part * (other[0] - one[0]), one[1] + part * (other[1] - one[1]))
        for one, other in pairwise(corners)
        for part in parts
    ]


def _title(plan: _Plan, attempts: float) -> str:
    words = {
        "people": counted(len(plan.steps), "person", "people"),
        "after": leaning(plan.steps[-1]["support"]),
        "attempts": counted(round(attempts), "attempt", "attempts"),
    }
    if plan.start is None:
        return say("Winning {people} would take support to {after}, in about {attempts}", **words)
    if plan.start["support"] is None:
        unknown = "Winning {people} would take support from unknown to {after}, in about {attempts}"
        return say(unknown, **words)
    before = leaning(plan.start["support"])
    return say(
        "Winning {people} would lift support from {before} to {after}, in about {attempts}", before=before, **words
    )


def _how_to_read() -> str:
    return say("Line: the committee’s support after each step. Band: the range that everybody unknown leaves open.")


def _note(points: list[dict[str, Any]]) -> str:
    approval = points[-1]["approval"]
    model = say("A model’s estimate of what the plan would bring, not of what will happen.")
    if approval is None:
        return model
    chance = say(
        "Chance of approval: {before} now, {after} after the last step.",
        before=_chance(points[0]),
        after=percent(approval),
    )
    return f"{chance} {model}"


def _chance(point: dict[str, Any]) -> str:
    return say("unknown") if point["approval"] is None or "attempts" in point else percent(point["approval"])


def _told(plan: _Plan) -> list[str]:
    return [f"{k} {step['person']} {leaning(step['support'])}" for k, step in enumerate(plan.steps, start=1)]
