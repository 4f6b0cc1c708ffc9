"""Who wins: we, a rival, or nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from influence.analysis import contest as analysis
from influence.analysis.finding import Finding
from influence.show.figures.canvas import LABEL, SMALL, blank, canvas, head
from influence.show.figures.given import Given, in_its_language, one_of, view_of
from influence.show.figures.palette import INK, LINE, NEUTRAL, OURS, PAPER, SOFT
from influence.show.wording import rival_named
from influence.tables.language import say
from influence.tables.phrases import NEARLY, percent
from influence.tables.schema import NOBODY, OUR_SIDE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = (8.0, 3.4)
COLUMNS = {"own", "settled", "chooses", "wins"}


@in_its_language
def contest(given: Given, *, deal: object = None, ax: Axes | None = None) -> Axes:
    """Draw who wins: our chance, that of each rival, and that nothing is decided.

    Parameters
    ----------
    given : StakeholderGraph or Finding
        Any number of deals; or what `influence.contest(graph)` found.
    deal : str or int, optional
        Which deal; may be left out where there is only one.
    ax : matplotlib.axes.Axes, optional
        Where to draw; on new axes of a figure of their own where none are given.

    Returns
    -------
    matplotlib.axes.Axes
        A bar a side, as long as its chance (0 to 1; together they are 1), with our bounds as a dashed box.

    Raises
    ------
    UnknownName
        There is no such deal, or there are several and none was named.
    InfluenceError
        `given` is neither a graph nor a finding of `contest`.

    Notes
    -----
    docs/model.md, section 11.

    Examples
    --------
    >>> import influence
    >>> ax = influence.show.figures.contest(influence.datasets.load("cooked_duck"))
    >>> sum(bar.get_gid() == "wins" for bar in ax.patches)
    3
    """
    if isinstance(given, Finding):
        numbers, rows = one_of(given, deal, COLUMNS, "contest")
    else:
        view = view_of(given, deal, "contest")
        numbers, rows = view.row(analysis.contest), view.found(analysis.contest).detail.reset_index()
    with canvas(ax, SIZE) as ax:
        if numbers["win"] is None or numbers["win_high"] - numbers["win_low"] >= 1 - NEARLY or rows.empty:
            blank(ax, say("Who wins cannot be estimated by what is known."))
            head(ax, say("Who wins is unknown"), "")
        else:
            _draw(ax, numbers, _sides(rows))
    return ax


def _sides(rows: pd.DataFrame) -> list[tuple[str, float]]:
    """Each side with its chance: we, then the rivals, the likeliest first, then nobody."""
    chances = rows.groupby("side", sort=False)["wins"].first()
    order = {OUR_SIDE: 0, NOBODY: 2}
    return sorted(
        ((str(side), float(chance)) for side, chance in chances.items()), key=lambda s: (order.get(s[0], 1), -s[1])
    )


def _called(side: str) -> str:
    return say("we") if side == OUR_SIDE else say("no decision") if side == NOBODY else rival_named(side)


def _draw(ax: Axes, numbers: dict[str, Any], sides: list[tuple[str, float]]) -> None:
    for k, (side, chance) in enumerate(sides):
        colour = OURS if side == OUR_SIDE else NEUTRAL if side == NOBODY else PAPER
        ax.barh(
            -k,
            chance,
            height=0.6,
            color=colour,
            edgecolor=INK if colour == PAPER else colour,
            linewidth=1.2,
            gid="wins",
        )
    low, high = numbers["win_low"], numbers["win_high"]
    known = high - low <= NEARLY
    if not known:
        ax.barh(
            0, high - low, left=low, height=0.8, color="none", edgecolor=SOFT, linestyle="--", linewidth=1, gid="range"
        )
    for k, (side, chance) in enumerate(sides):
        ours = side == OUR_SIDE and not known
        said = percent(chance)
        if ours:
            said = say("{chance} ({low} to {high})", chance=said, low=percent(low), high=percent(high))
        end = max(chance, high) if ours else chance
        ax.annotate(said, (end, -k), xytext=(5, 0), textcoords="offset points", va="center", fontsize=LABEL)
    ax.set_yticks([-k for k in range(len(sides))], [_called(side) for side, _ in sides], fontsize=LABEL, color=INK)
    ax.set_xlim(0, 1.25)
    ax.set_ylim(-len(sides) + 0.4, 0.6)
    ax.set_xticks([0, 0.5, 1], ["0%", "50%", "100%"], fontsize=SMALL)
    ax.axvline(0.5, color=LINE, linewidth=1, zorder=0)
    ax.set_xlabel(say("chance"), fontsize=SMALL)
    told = [f"{_called(side)} {percent(chance)}" for side, chance in sides]
    head(ax, _title(numbers), _how_to_read(known=known), note=_note(numbers), told=told)


def _title(numbers: dict[str, Any]) -> str:
    leader, win = numbers["leader"], percent(numbers["win"])
    if leader == OUR_SIDE:
        return say("We are the likeliest to win, at {chance}", chance=win)
    if leader == NOBODY:
        return say(
            "No decision is the likeliest end, at {chance}; we win with {win}",
            chance=percent(numbers["no_decision"]),
            win=win,
        )
    rival, chance = rival_named(leader), percent(numbers["rival_wins"])
    return say("The likeliest to win is {rival}, at {chance}; we win with {win}", rival=rival, chance=chance, win=win)


def _how_to_read(*, known: bool) -> str:
    if known:
        return say("The chances of a model; together they make 100%.")
    return say("The chances of a model; together they make 100%. Dashed: how far the unknown could move ours.")


def _note(numbers: dict[str, Any]) -> str:
    return say("No rival is listed, which says that nobody looked.") if numbers["rival"] is None else ""
