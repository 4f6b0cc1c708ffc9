"""Who of ours, and which rival, is in contact with whom, how deeply, and how long ago."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from influence.analysis.team_coverage import contact_matrix
from influence.rules.thresholds import Thresholds
from influence.show.deal_view import DealView, plain
from influence.show.figures.canvas import SMALL, blank, canvas, head, wrapped
from influence.show.figures.given import Given, in_its_language, view_of
from influence.show.figures.palette import AGAINST, DECIDES, INK, LINE, NEUTRAL, ON_MARK, OURS, SOFT
from influence.show.figures.words import deciders
from influence.show.wording import rival_named
from influence.tables.language import say
from influence.tables.phrases import counted, percent
from influence.tables.schema import OUR_SIDE

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW, COLUMN, EDGES = 0.4, 1.05, (3.0, 1.9)
ROWS = 30
WIDE, HIGH = 0.92, 0.84


@dataclass(frozen=True)
class _Column:
    """A member of ours or a rival: depth and days since the last touch for everybody, None where none is recorded."""

    name: str
    ours: bool
    depth: list[float | None]
    days: list[float | None]


@in_its_language
def team_matrix(given: Given, *, deal: object = None, ax: Axes | None = None) -> Axes:
    """Draw who of ours, and which rival, is in contact with whom, how deeply, and how long ago.

    Parameters
    ----------
    given : StakeholderGraph
        Any number of deals.
    deal : str or int, optional
        Which deal; may be left out where there is only one.
    ax : matplotlib.axes.Axes, optional
        Where to draw; on new axes of a figure of their own where none are given.

    Returns
    -------
    matplotlib.axes.Axes
        A row a person, those who decide first by votes, then whoever is in contact with anybody; a column a member of
        our team, then a rival. A cell has the depth of the contact (0 to 1) and the days since the last touch.

    Raises
    ------
    UnknownName
        There is no such deal, or there are several and none was named.
    InfluenceError
        `given` is no graph.

    Notes
    -----
    A red frame: not touched for `idle_days` of `Thresholds` or longer. docs/model.md, section 5.

    Examples
    --------
    >>> import influence
    >>> ax = influence.show.figures.team_matrix(influence.datasets.load("cooked_duck"))
    >>> ax.get_title(loc="left")
    '5 of 6 deciders have no contact of ours'
    """
    view = view_of(given, deal, "team_matrix")
    columns = [*_ours(view), *_rivals(view)]
    rows = _rows(view, columns)
    size = (EDGES[0] + COLUMN * max(len(columns), 3), EDGES[1] + ROW * min(max(len(rows), 3), ROWS))
    with canvas(ax, size) as ax:
        if columns and rows:
            _draw(ax, view, columns, rows)
        else:
            blank(ax, say("Record whom our team knows to see who is in contact with whom."))
            head(ax, say("Whom we cover is unknown: no contact of ours is recorded"), "")
    return ax


def _ours(view: DealView) -> list[_Column]:
    depth, days = (contact_matrix(view.graph, what=what) for what in ("depth", "age"))
    return [_Column(str(name), True, _plain(depth[name]), _plain(days[name])) for name in depth]


def _rivals(view: DealView) -> list[_Column]:
    """A column a rival, whoever of theirs it is: the deepest contact, and the last touch."""
    found = []
    for side in view.rival_coverage:
        depth, days = (contact_matrix(view.graph, side=side, what=what) for what in ("depth", "age"))
        name = rival_named(side)
        found.append(_Column(name, side == OUR_SIDE, _plain(depth.max(axis=1)), _plain(days.min(axis=1))))
    return found


def _plain(values: pd.Series) -> list[float | None]:
    return [plain(value) for value in values]


def _rows(view: DealView, columns: list[_Column]) -> list[int]:
    """Who decides, by votes, then whoever is in contact with anybody."""
    decide = deciders(view)
    met = {k for k in range(len(view.people)) if any(column.depth[k] is not None for column in columns)}
    return sorted(decide | met, key=lambda k: (k not in decide, -view.people[k]["weight"], k))


def _draw(ax: Axes, view: DealView, columns: list[_Column], rows: list[int]) -> None:
    shown, idle = rows[:ROWS], Thresholds().idle_days
    for y, position in enumerate(shown):
        for x, column in enumerate(columns):
            cell = _Cell(column.depth[position], column.days[position], OURS if column.ours else NEUTRAL)
            _drawn(ax, (x, -y), cell, idle)
    _axes(ax, view, columns, shown)
    told = [_told(view, columns, position) for position in shown]
    head(ax, _title(view), _how_to_read(), note=_note(len(rows) - len(shown), idle), told=told)


@dataclass(frozen=True)
class _Cell:
    """A contact with its depth and days since the last touch, None where there is none, and the side's colour."""

    depth: float | None
    days: float | None
    colour: str


def _drawn(ax: Axes, middle: tuple[int, int], cell: _Cell, idle: float) -> None:
    from matplotlib.patches import Rectangle

    depth, days = cell.depth, cell.days
    corner = (middle[0] - WIDE / 2, middle[1] - HIGH / 2)
    ax.add_patch(Rectangle(corner, WIDE, HIGH, facecolor=LINE, alpha=0.35, gid="empty"))
    if depth is None:
        return
    shade = 0.25 + 0.75 * depth
    ax.add_patch(Rectangle(corner, WIDE, HIGH, facecolor=cell.colour, alpha=shade, gid="contact"))
    if days is not None and days >= idle:
        ax.add_patch(Rectangle(corner, WIDE, HIGH, fill=False, edgecolor=AGAINST, linewidth=1.8, gid="idle"))
    ink = ON_MARK if shade > 0.62 else INK
    told = f"{depth:.1f}" if days is None else say("{depth} · {days} d", depth=f"{depth:.1f}", days=int(days))
    ax.text(*middle, told, ha="center", va="center", fontsize=SMALL, color=ink, gid="cell")


def _axes(ax: Axes, view: DealView, columns: list[_Column], shown: list[int]) -> None:
    decide, room = deciders(view), 0.9 * ax.get_window_extent().width / len(columns)
    people = [(k, view.people[k]) for k in shown]
    names = [_named(view, k, person["label"], decides=k in decide) for k, person in people]
    ax.set_yticks(-np.arange(len(shown)), names, fontsize=SMALL, color=INK)
    heads = [wrapped(ax, column.name, room, SMALL) for column in columns]
    ax.set_xticks(range(len(columns)), heads, fontsize=SMALL)
    ax.set_xlim(-0.6, len(columns) - 0.4)
    ax.set_ylim(-len(shown) + 0.4, 0.6)
    ours = sum(column.ours for column in columns)
    if 0 < ours < len(columns):
        ax.axvline(ours - 0.5, color=SOFT, linewidth=1.2)
    for side in ax.spines.values():
        side.set_visible(False)


def _named(view: DealView, position: int, name: str, *, decides: bool) -> str:
    if not decides:
        return name
    return f"{DECIDES} {name} · {percent(view.people[position]['weight'])}"


def _title(view: DealView) -> str:
    if not view.has_contacts:
        return say("Whom we cover is unknown: no contact of ours is recorded")
    alone = [k for k in view.voters if not view.contacts_with.get(k)]
    if not view.voters:
        return say("Nobody is known to decide")
    if not alone:
        return say("Every known decider has a contact of ours")
    people = counted(len(view.voters), "decider", "deciders")
    if len(alone) == 1:
        return say("{person} decides and has no contact of ours", person=view.people[alone[0]]["label"])
    return say("{count} of {people} have no contact of ours", count=len(alone), people=people)


def _how_to_read() -> str:
    return say("Depth of the contact (0 to 1) and days since the last touch. An empty cell: no contact is recorded.")


def _note(left: int, idle: float) -> str:
    parts = [
        say("★ decides, with the share of the votes"),
        say("red frame: not touched for {days} or longer", days=counted(idle, "day", "days")),
    ]
    if left:
        parts.append(say("not drawn: {people}", people=counted(left, "person", "people")))
    return " · ".join(parts)


def _told(view: DealView, columns: list[_Column], position: int) -> str:
    met = [f"{column.name} {column.depth[position]:.1f}" for column in columns if column.depth[position] is not None]
    return f"{view.people[position]['label']}: {', '.join(met) or say('no contact recorded')}"
