"""Where to go in next, and which factor decides it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from influence.analysis.finding import Finding
from influence.show.deal_view import records
from influence.show.figures.canvas import SMALL, blank, canvas, head, text_size
from influence.show.figures.given import Given, in_its_language, one_of, view_of
from influence.show.figures.palette import FOR, INK, NEUTRAL, ON_MARK, OURS, WARN
from influence.show.wording import signed
from influence.tables.language import say
from influence.tables.phrases import NEARLY, counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = (9.0, 4.8)
SHOWN = 10
# Each factor, the most it can be, what it is called, and its colour.
FACTORS = (
    ("access", 1.0, "chance to get in", OURS),
    ("move", 1.0, "chance to move", FOR),
    ("headroom", 2.0, "room to move", NEUTRAL),
    ("leverage", 1.0, "leverage", WARN),
)
COLUMNS = {"rank", "gain", *(name for name, *_ in FACTORS)}
# Two entry points whose gains are this near are practically equal.
EQUAL = 0.1


@in_its_language
def entry_ranking(given: Given, *, deal: object = None, ax: Axes | None = None) -> Axes:
    """Draw where to go in next: the best entry points, and what each factor takes away.

    Parameters
    ----------
    given : StakeholderGraph or Finding
        Any number of deals; or what `influence.entry_points(graph, ...)` found, whose people are then called by their
        ids.
    deal : str or int, optional
        Which deal; may be left out where there is only one.
    ax : matplotlib.axes.Axes, optional
        Where to draw; on new axes of a figure of their own where none are given.

    Returns
    -------
    matplotlib.axes.Axes
        A bar a person, the ten with the largest gain. Its parts are -log10 of each factor, of `headroom` as a share of
        2, so they add up to -log10 of half of the gain: the shorter, the better.

    Raises
    ------
    UnknownName
        There is no such deal, or there are several and none was named.
    InfluenceError
        `given` is neither a graph nor a finding of `entry_points`.

    Notes
    -----
    gain = access x move x headroom x leverage; docs/model.md, section 7.

    Examples
    --------
    >>> import influence
    >>> ax = influence.show.figures.entry_ranking(influence.datasets.load("cooked_duck"))
    >>> ax.get_title(loc="left")
    'Next entry point: General manager'
    """
    if isinstance(given, Finding):
        _, frame = one_of(given, deal, COLUMNS, "entry_ranking")
        rows = [{**row, "label": str(row["person"])} for row in records(frame)]
    else:
        rows = view_of(given, deal, "entry_ranking").people
    offered = sorted((row for row in rows if _offered(row)), key=lambda row: -round(row["gain"], 12))
    with canvas(ax, SIZE) as ax:
        if offered:
            _draw(ax, offered[:SHOWN], len(offered) - SHOWN)
        else:
            blank(ax, say("No worthwhile entry point found by what is known."))
            head(ax, say("No worthwhile entry point found"), "")
    return ax


def _offered(row: dict[str, Any]) -> bool:
    return row["rank"] is not None and row["gain"] > NEARLY


def _draw(ax: Axes, shown: list[dict[str, Any]], left: int) -> None:
    whole = max(-math.log10(row["gain"] / 2) for row in shown)
    ax.set_xlim(0, whole * 1.16)
    ax.set_ylim(-max(len(shown), 4) + 0.4, 0.7)
    for k, row in enumerate(shown):
        _bar(ax, -k, row)
    ax.set_yticks([-k for k in range(len(shown))], [row["label"] for row in shown], fontsize=SMALL, color=INK)
    ax.set_xticks([])
    # Below the bars stands first what each colour is.
    ax.xaxis.labelpad = 16
    ax.spines["bottom"].set_visible(False)
    note = say("not drawn: {people} with a smaller gain", people=counted(left, "person", "people")) if left > 0 else ""
    told = [f"{row['label']} {signed(row['gain'])}" for row in shown]
    head(ax, _title(shown), _how_to_read(), note=note, told=told)
    _key(ax)


def _bar(ax: Axes, place: float, row: dict[str, Any]) -> None:
    start, pixels = 0.0, ax.get_window_extent().width / ax.get_xlim()[1]
    for name, most, _, colour in FACTORS:
        width = -math.log10(min(row[name] / most, 1.0))
        ax.barh(place, width, left=start, height=0.62, color=colour, gid=name)
        said = f"{row[name]:.2f}" if row[name] >= 0.005 else f"{row[name]:.1g}"
        if text_size(ax, said, SMALL)[0] * 1.2 < width * pixels:
            ax.text(start + width / 2, place, said, ha="center", va="center", fontsize=SMALL, color=ON_MARK)
        start += width
    ax.annotate(
        signed(row["gain"]), (start, place), xytext=(4, 0), textcoords="offset points", va="center", fontsize=SMALL,
        weight="bold",
    )  # fmt: skip


def _key(ax: Axes) -> None:
    """What each colour is, in a row below the bars."""
    place, width = 0.0, ax.get_window_extent().width
    for _, _, word, colour in FACTORS:
        said = f"■ {say(word)}"
        ax.text(place, -0.02, said, color=colour, fontsize=SMALL, va="top", transform=ax.transAxes)
        place += (text_size(ax, said, SMALL)[0] * 1.1 + 16) / width


def _title(shown: list[dict[str, Any]]) -> str:
    best = shown[0]
    close = [row["label"] for row in shown[1:3] if row["gain"] >= (1 - EQUAL) * best["gain"]]
    if close:
        return say(
            "Next entry point: {person}; practically equal: {others}",
            person=best["label"],
            others=say(", ").join(close),
        )
    return say("Next entry point: {person}", person=best["label"])


def _how_to_read() -> str:
    return say(
        "The shorter the bar, the better: each part is what one factor takes away (on a scale of powers of ten). At "
        "its end: support gained for the committee."
    )
