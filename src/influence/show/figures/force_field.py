"""What drives the deal, and what blocks it, person by person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from influence.analysis.finding import Finding
from influence.analysis.forces import force_ranges, forces
from influence.show.deal_view import plain
from influence.show.figures.canvas import SMALL, blank, canvas, head
from influence.show.figures.given import Given, in_its_language, one_of, view_of
from influence.show.figures.palette import DECIDES, INK, PAPER, SOFT, UNKNOWN_SIGN, colour_of
from influence.show.figures.words import deciders, tick
from influence.show.wording import leaning
from influence.tables.language import say
from influence.tables.phrases import NEARLY, counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = (9.0, 5.6)
KNOWN, UNKNOWN = 12, 8
COLUMNS = {"force", "ledger", "weight"}


@dataclass(frozen=True)
class _Force:
    """One person's force, None where it is unknown, and the range it may then have, None where that is not told."""

    name: str
    force: float | None
    low: float | None
    high: float | None
    decides: bool


@in_its_language
def force_field(given: Given, *, deal: object = None, ax: Axes | None = None) -> Axes:
    """Draw what drives the deal and what blocks it: everybody's force, for us to the right and against us to the left.

    Parameters
    ----------
    given : StakeholderGraph or Finding
        Any number of deals; or what `influence.forces(graph)` found, whose people are then called by their ids and
        whose unknown forces have no range.
    deal : str or int, optional
        Which deal; may be left out where there is only one.
    ax : matplotlib.axes.Axes, optional
        Where to draw; on new axes of a figure of their own where none are given.

    Returns
    -------
    matplotlib.axes.Axes
        A bar a person from 0 to their force (-1 to 1), the twelve strongest; below them the unknown, those who decide
        first, as dashed ranges.

    Raises
    ------
    UnknownName
        There is no such deal, or there are several and none was named.
    InfluenceError
        `given` is neither a graph nor a finding of `forces`.

    Notes
    -----
    Force is support x participation x influence; docs/model.md, section 8.

    Examples
    --------
    >>> import influence
    >>> ax = influence.show.figures.force_field(influence.datasets.load("cooked_duck"))
    >>> ax.get_title(loc="left")
    'Drivers outweigh barriers: 0.36 to 0.00'
    """
    numbers, people = _forces(given, deal)
    with canvas(ax, SIZE) as ax:
        if people:
            _draw(ax, numbers, people)
        else:
            blank(ax, say("Nobody is recorded in this deal yet."))
            head(ax, say("No force is known yet"), "")
    return ax


def _forces(given: Given, deal: object) -> tuple[dict[str, Any], list[_Force]]:
    if isinstance(given, Finding):
        numbers, rows = one_of(given, deal, COLUMNS, "force_field")
        return numbers, [
            _Force(str(row["person"]), plain(row["force"]), None, None, row["weight"] > 0)
            for row in rows.to_dict("records")
        ]
    view = view_of(given, deal, "force_field")
    decide = deciders(view)
    each = zip(view.people, *force_ranges(view.arrays), strict=True)
    return view.row(forces), [
        _Force(person["label"], plain(force), float(low), float(high), k in decide)
        for k, (person, force, low, high) in enumerate(each)
    ]


def _draw(ax: Axes, numbers: dict[str, Any], people: list[_Force]) -> None:
    known = [each for each in people if each.force is not None]
    strongest = sorted(known, key=lambda each: -abs(each.force or 0))[:KNOWN]
    shown = sorted(strongest, key=lambda each: -(each.force or 0))
    unknown = sorted((each for each in people if each.force is None), key=lambda each: (not each.decides, _width(each)))
    asked = unknown[:UNKNOWN]
    for k, each in enumerate(shown):
        _known(ax, -k, each)
    start = -len(shown) - (1 if shown else 0)
    for k, each in enumerate(asked):
        _unknown(ax, start - k, each)
    _axes(ax, shown, asked, start)
    told = [f"{each.name} {leaning(each.force)}" for each in [*shown, *asked]]
    note = _note(len(known) - len(shown), len(unknown) - len(asked), [*shown, *asked])
    head(ax, _title(numbers, bool(known)), _how_to_read(), note=note, told=told)


def _width(each: _Force) -> float:
    return -((each.high or 0) - (each.low or 0))


def _known(ax: Axes, place: float, each: _Force) -> None:
    force = each.force or 0.0
    ax.barh(place, force, height=0.62, color=colour_of(force), gid="force")
    right = force >= 0
    ax.annotate(
        leaning(force), (force, place), xytext=(4 if right else -4, 0), textcoords="offset points", va="center",
        ha="left" if right else "right", fontsize=SMALL,
    )  # fmt: skip


def _unknown(ax: Axes, place: float, each: _Force) -> None:
    end = 0.0
    if each.low is not None and each.high is not None:
        end = each.high
        ax.barh(
            place, each.high - each.low, left=each.low, height=0.5, color=PAPER, edgecolor=SOFT, linestyle="--",
            linewidth=1, gid="range",
        )  # fmt: skip
    ax.annotate(UNKNOWN_SIGN, (end, place), xytext=(4, 0), textcoords="offset points", va="center", fontsize=SMALL)


def _axes(ax: Axes, shown: list[_Force], asked: list[_Force], start: float) -> None:
    places = [*(-np.arange(len(shown))), *(start - np.arange(len(asked)))]
    names = [f"{DECIDES} {each.name}" if each.decides else each.name for each in [*shown, *asked]]
    ax.set_yticks([float(place) for place in places], names, fontsize=SMALL, color=INK)
    ax.set_xlim(-1.12, 1.12)
    ax.set_ylim(min(places) - 0.8, max(places) + 0.8)
    ax.axvline(0, color=SOFT, linewidth=0.9)
    ax.xaxis.set_major_formatter(tick)
    ax.set_xlabel(say("force: against us to the left, for us to the right (−1 to +1)"), fontsize=SMALL)
    ax.spines["left"].set_visible(False)
    if asked:
        ax.text(-1.1, start + 0.8, say("not known yet"), fontsize=SMALL, color=SOFT, style="italic", va="center")


def _title(numbers: dict[str, Any], known: bool) -> str:
    if not known:
        return say("No force is known yet")
    drivers, barriers = numbers["drivers"], numbers["barriers"]
    words = {"drivers": f"{drivers:.2f}", "barriers": f"{barriers:.2f}"}
    if abs(drivers - barriers) <= NEARLY:
        return say("Drivers and barriers are even: {drivers} each", drivers=words["drivers"])
    if drivers > barriers:
        return say("Drivers outweigh barriers: {drivers} to {barriers}", **words)
    return say("Barriers outweigh drivers: {barriers} to {drivers}", **words)


def _how_to_read() -> str:
    return say(
        "Force is support × part in the decision × influence. Dashed: where somebody unknown could be, by what is "
        "known."
    )


def _note(known: int, unknown: int, shown: list[_Force]) -> str:
    parts = [say("★ decides")] if any(each.decides for each in shown) else []
    if known:
        parts.append(say("not drawn: {people} of weaker force", people=counted(known, "person", "people")))
    if unknown:
        parts.append(say("not drawn: {people} of unknown force", people=counted(unknown, "person", "people")))
    return " · ".join(parts)
