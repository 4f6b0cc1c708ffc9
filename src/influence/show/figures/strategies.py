"""Which entry strategy is fastest, and which lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from influence.analysis import strategies as analysis
from influence.analysis.finding import Finding
from influence.show.deal_view import records
from influence.show.figures.canvas import LABEL, SMALL, blank, canvas, head
from influence.show.figures.given import Given, in_its_language, one_of, view_of
from influence.show.figures.labels import place_labels
from influence.show.figures.palette import LINE, OURS, PAPER, SOFT
from influence.show.figures.words import tick
from influence.show.report.strategies_compared import end_unknown
from influence.show.wording import leaning
from influence.tables.language import say

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = (8.0, 4.4)
COLUMNS = {"gate", "attempts", "support_p5", "worst_departure"}
NAMES = {"top_down": "top-down", "middle_out": "middle-out", "bottom_up": "bottom-up"}


@in_its_language
def strategies(given: Given, *, deal: object = None, ax: Axes | None = None) -> Axes:
    """Draw the entry strategies by speed and by what of them lasts.

    Parameters
    ----------
    given : StakeholderGraph or Finding
        Any number of deals; or what `influence.strategies(graph, ...)` found.
    deal : str or int, optional
        Which deal; may be left out where there is only one.
    ax : matplotlib.axes.Axes, optional
        Where to draw; on new axes of a figure of their own where none are given.

    Returns
    -------
    matplotlib.axes.Axes
        Across the `attempts` expected until the target, upwards `support_p5` (-1 to 1). A strategy that does not get
        there stands in the margin to the right; a refused one is told in the note.

    Raises
    ------
    UnknownName
        There is no such deal, or there are several and none was named.
    InfluenceError
        `given` is neither a graph nor a finding of `strategies`.

    Notes
    -----
    docs/model.md, section 11.

    Examples
    --------
    >>> import influence
    >>> ax = influence.show.figures.strategies(influence.datasets.load("cooked_duck"))
    >>> ax.get_title(loc="left")
    'Fastest, and lasts best when people leave: bottom-up'
    """
    numbers, rows, drawn = _found(given, deal)
    with canvas(ax, SIZE) as ax:
        if drawn:
            _draw(ax, numbers, rows, drawn)
        else:
            refused = all(_is_refused(row) for row in rows)
            blank(ax, say("No entry strategy can be judged by what is known."))
            head(ax, say("No entry strategy is open" if refused else "Which entry strategy lasts best is unknown"), "")
    return ax


def _found(given: Given, deal: object) -> tuple[dict[str, Any], list[dict[str, Any]], list[dict[str, Any]]]:
    """The deal's numbers, its strategies, and those of them that are drawn."""
    if isinstance(given, Finding):
        numbers, frame = one_of(given, deal, COLUMNS, "strategies")
        rows = records(frame)
        return numbers, rows, [row for row in rows if not _is_refused(row)]
    view = view_of(given, deal, "strategies")
    rows = view.rows(analysis.strategies)
    # One that wins nobody ends where it began, which is nowhere known where no support is.
    drawn = [row for row in rows if not _is_refused(row) and not end_unknown(view, row)]
    return view.row(analysis.strategies), rows, drawn


def _is_refused(row: dict[str, Any]) -> bool:
    return row["support_p5"] is None


def _draw(ax: Axes, numbers: dict[str, Any], rows: list[dict[str, Any]], drawn: list[dict[str, Any]]) -> None:
    end = max([row["attempts"] or 0 for row in drawn] + [10]) * 1.1
    beyond = end * 1.14
    points = [(beyond if row["attempts"] is None else row["attempts"], row["support_p5"]) for row in drawn]
    for (x, y), row in zip(points, drawn, strict=True):
        there = row["attempts"] is not None
        ax.plot(
            [x], [y], "o", markersize=11, color=OURS if there else PAPER, markeredgecolor=OURS, markeredgewidth=1.5,
            clip_on=False, gid="strategy",
        )  # fmt: skip
    _axes(ax, end, beyond, [y for _, y in points])
    head(ax, _title(numbers, drawn), _how_to_read(), note=_note(rows, drawn), told=[_told(row) for row in drawn])
    place_labels(ax, points, [say(NAMES[row["strategy"]]) for row in drawn], size=LABEL, radii=[7.0] * len(points))


def _axes(ax: Axes, end: float, beyond: float, heights: list[float]) -> None:
    low, high = min([*heights, 0]), max([*heights, 0])
    room = max(0.25 * (high - low), 0.1)
    ax.set_ylim(max(low - room, -1.1), min(high + room, 1.1))
    ax.set_xlim(-0.03 * end, beyond + (beyond - end) * 0.6)
    ax.axvline(end, color=LINE, linewidth=1, linestyle=":")
    ax.axhline(0, color=SOFT, linewidth=0.8)
    ticks = [tick_ for tick_ in ax.get_xticks() if 0 <= tick_ < end * 0.98]
    ax.set_xticks([*ticks, beyond], [*(f"{tick_:g}" for tick_ in ticks), say("not reached")], fontsize=SMALL)
    ax.yaxis.set_major_formatter(tick)
    ax.locator_params(axis="y", nbins=6, steps=[1, 2, 5, 10])
    ax.set_xlabel(say("attempts expected until approval is likelier than not (fewer is faster)"), fontsize=SMALL)
    ax.set_ylabel(say("support left in the worst case (5th percentile)"), fontsize=SMALL)


def _title(numbers: dict[str, Any], drawn: list[dict[str, Any]]) -> str:
    fastest, robust = numbers["fastest"], numbers["most_robust"]
    if fastest is None and any(row["attempts"] == 0 for row in drawn):
        return say(
            "Approval is likelier than not already. Lasts best when people leave: {robust}", robust=say(NAMES[robust])
        )
    if fastest is None:
        return say(
            "No entry strategy gets there in time. Lasts best when people leave: {robust}", robust=say(NAMES[robust])
        )
    if fastest == robust:
        return say("Fastest, and lasts best when people leave: {fastest}", fastest=say(NAMES[fastest]))
    return say(
        "Fastest: {fastest}. Lasts best when people leave: {robust}",
        fastest=say(NAMES[fastest]), robust=say(NAMES[robust]),
    )  # fmt: skip


def _how_to_read() -> str:
    return say(
        "To the left: sooner at the target. Higher: more support left of it when people leave. Hollow: not reached."
    )


def _note(rows: list[dict[str, Any]], drawn: list[dict[str, Any]]) -> str:
    """Which strategies are not drawn, and why."""
    left = [row for row in rows if row not in drawn]
    whys = ("refused, so not drawn: {strategies}", "wins nobody, so where it ends is unknown: {strategies}")
    parts = []
    for why, refused in zip(whys, (True, False), strict=True):
        names = [say(NAMES[row["strategy"]]) for row in left if _is_refused(row) == refused]
        parts += [say(why, strategies=say(", ").join(names))] if names else []
    return " · ".join(parts)


def _told(row: dict[str, Any]) -> str:
    name, left = say(NAMES[row["strategy"]]), leaning(row["support_p5"])
    if row["attempts"] is None:
        return say("{strategy}: not reached, {support} left", strategy=name, support=left)
    return say(
        "{strategy}: {attempts} attempts, {support} left", strategy=name, attempts=round(row["attempts"]), support=left
    )
