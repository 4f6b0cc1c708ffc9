"""What is left of the committee's support when people leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from influence.analysis import resilience as analysis
from influence.analysis.finding import Finding
from influence.show.deal_view import plain
from influence.show.figures.canvas import SMALL, blank, canvas, head
from influence.show.figures.given import Given, in_its_language, one_of, view_of
from influence.show.figures.palette import DECIDES, INK, SOFT, colour_of
from influence.show.figures.words import deciders, tick
from influence.show.wording import leaning
from influence.tables.language import say
from influence.tables.phrases import NEARLY, counted, percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = (9.0, 4.6)
SHOWN = 10
COLUMNS = {"leaves", "coverage_lost", "support_lost"}


@in_its_language
def resilience(given: Given, *, deal: object = None, ax: Axes | None = None) -> Axes:
    """Draw what would be left of the committee's support when people leave, and whose leaving costs most.

    Parameters
    ----------
    given : StakeholderGraph or Finding
        Any number of deals; or what `influence.resilience(graph, ...)` found, whose people are then called by their
        ids.
    deal : str or int, optional
        Which deal; may be left out where there is only one.
    ax : matplotlib.axes.Axes, optional
        Where to draw; on new axes of a figure of their own where none are given.

    Returns
    -------
    matplotlib.axes.Axes
        A bar a person, the ten whose leaving changes most, from 0 to the support that goes with them (-1 to 1;
        negative where an opponent leaves), with the chance that they leave.

    Raises
    ------
    UnknownName
        There is no such deal, or there are several and none was named.
    InfluenceError
        `given` is neither a graph nor a finding of `resilience`.

    Notes
    -----
    docs/model.md, section 6.

    Examples
    --------
    >>> import influence
    >>> ax = influence.show.figures.resilience(influence.datasets.load("cooked_duck"))
    >>> ax.get_title(loc="left")
    'When people leave, +0.09 of support is left on average, 0 in the worst case'
    """
    numbers, rows = _found(given, deal)
    known = [row for row in rows if abs(row[2] or 0.0) > NEARLY]
    shown = sorted(known, key=lambda row: -abs(row[2] or 0.0))[:SHOWN]
    with canvas(ax, SIZE) as ax:
        if shown:
            _draw(ax, numbers, shown, len(known) - len(shown))
        else:
            blank(ax, say("Nobody’s leaving is known to change the committee’s support."))
            head(ax, say("No support that counts is known"), "")
    return ax


Row = tuple[str, float, float | None, bool]


def _found(given: Given, deal: object) -> tuple[dict[str, Any], list[Row]]:
    """The deal's numbers, and each person's name, chance to leave, support lost, and whether they decide."""
    if isinstance(given, Finding):
        numbers, rows = one_of(given, deal, COLUMNS, "resilience")
        each = rows.to_dict("records")
        return numbers, [(str(row["person"]), row["leaves"], plain(row["support_lost"]), False) for row in each]
    view = view_of(given, deal, "resilience")
    decide, detail = deciders(view), view.rows(analysis.resilience)
    return view.row(analysis.resilience), [
        (view.labels[row["person"]], row["leaves"], row["support_lost"], k in decide) for k, row in enumerate(detail)
    ]


def _draw(ax: Axes, numbers: dict[str, Any], shown: list[Row], left: int) -> None:
    for k, (_, leaves, lost, _) in enumerate(shown):
        _bar(ax, -k, lost or 0.0, leaves)
    names = [f"{DECIDES} {name}" if decides else name for name, _, _, decides in shown]
    ax.set_yticks([-k for k in range(len(shown))], names, fontsize=SMALL, color=INK)
    ends = [lost or 0.0 for _, _, lost, _ in shown]
    low, high = min([*ends, 0]), max([*ends, 0])
    room = 0.45 * (high - low)
    ax.set_xlim(low - room, high + room)
    ax.set_ylim(-max(len(shown), 4) + 0.4, 0.7)
    ax.axvline(0, color=SOFT, linewidth=0.9)
    ax.spines["left"].set_visible(False)
    ax.xaxis.set_major_formatter(tick)
    ax.set_xlabel(say("support that goes with them (scale −1 to +1)"), fontsize=SMALL)
    told = [f"{name} {leaning(lost)} ({percent(leaves)})" for name, leaves, lost, _ in shown]
    head(ax, _title(numbers), _how_to_read(), note=_note(numbers, shown, left), told=told)


def _bar(ax: Axes, place: float, lost: float, leaves: float) -> None:
    ax.barh(place, lost, height=0.62, color=colour_of(lost), gid="lost")
    right = lost >= 0
    said = say("{support}; chance to leave {chance}", support=leaning(lost), chance=percent(leaves))
    ax.annotate(
        said, (lost, place), xytext=(4 if right else -4, 0), textcoords="offset points", va="center",
        ha="left" if right else "right", fontsize=SMALL,
    )  # fmt: skip


def _title(numbers: dict[str, Any]) -> str:
    return say(
        "When people leave, {mean} of support is left on average, {worst} in the worst case",
        mean=leaning(numbers["support_mean"]), worst=leaning(numbers["support_p5"]),
    )  # fmt: skip


def _how_to_read() -> str:
    return say(
        "A bar: the support that goes when this person goes, and the chance that they do. Worst case: 5th percentile."
    )


def _note(numbers: dict[str, Any], shown: list[Row], left: int) -> str:
    parts = [say("★ decides")] if any(decides for *_, decides in shown) else []
    if left:
        people = counted(left, "person", "people")
        parts.append(say("not drawn: {people} who cost less", people=people))
    return " · ".join(parts)
