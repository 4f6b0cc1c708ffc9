"""Where the committee's support comes from, person by person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from influence.analysis.finding import Finding
from influence.analysis.support import support
from influence.show.figures.canvas import LABEL, SMALL, canvas, head, wrapped
from influence.show.figures.given import Given, in_its_language, one_of, view_of
from influence.show.figures.palette import DECIDES, INK, PAPER, SOFT, colour_of
from influence.show.figures.words import deciders, shortened, tick
from influence.show.wording import leaning
from influence.tables.language import say
from influence.tables.phrases import NEARLY, percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = (9.0, 4.6)
SHOWN, FEWEST_SHOWN = 7, 3
# What a name needs, in inches, and the bars beside those of people: all others, the sum, what is not known.
NAME_INCHES, OTHERS = 0.72, 3
# Bars of a deal with few people are no wider for it.
FEWEST = 6
BAR = 0.62
COLUMNS = {"leverage", "contribution", "low", "high"}


# Numbers stand on paper, so that no line runs through them.
OVER_LINES = {"facecolor": PAPER, "edgecolor": "none", "pad": 0.6}


@dataclass(frozen=True)
class _Parts:
    """The committee's support: the sum, its bounds, and what each person adds to it, largest first."""

    support: float | None
    low: float | None
    high: float | None
    known: bool
    parts: list[tuple[str, float, bool]]


@in_its_language
def leverage_waterfall(given: Given, *, deal: object = None, ax: Axes | None = None) -> Axes:
    """Draw where the committee's support comes from: what each person adds, up to the score.

    Parameters
    ----------
    given : StakeholderGraph or Finding
        Any number of deals; or what `influence.support(graph)` found, whose people are then called by their ids.
    deal : str or int, optional
        Which deal; may be left out where there is only one.
    ax : matplotlib.axes.Axes, optional
        Where to draw; on new axes of a figure of their own where none are given.

    Returns
    -------
    matplotlib.axes.Axes
        A bar a person, the seven who count most and one for all others, as high as leverage times support; they add
        up to the known support (-1 to 1). The last, dashed box goes from `support_low` to `support_high`.

    Raises
    ------
    UnknownName
        There is no such deal, or there are several and none was named.
    InfluenceError
        `given` is neither a graph nor a finding of `support`.

    Notes
    -----
    docs/model.md, section 3. The title's share is of what is for us (or against us) alone: of a sum in which parts
    cancel out, no part is a share.

    Examples
    --------
    >>> import influence
    >>> ax = influence.show.figures.leverage_waterfall(influence.datasets.load("cooked_duck"))
    >>> ax.get_title(loc="left")
    'Known support +0.10, all from Vice president'
    """
    parts = _parts(given, deal)
    with canvas(ax, SIZE) as ax:
        _draw(ax, parts)
    return ax


def _parts(given: Given, deal: object) -> _Parts:
    if isinstance(given, Finding):
        numbers, rows = one_of(given, deal, COLUMNS, "leverage_waterfall")
        each = [(str(row.person), float(row.contribution), False) for row in rows.itertuples()]
    else:
        view = view_of(given, deal, "leverage_waterfall")
        numbers, found, decide = view.row(support), view.found(support).detail["contribution"], deciders(view)
        labels = [person["label"] for person in view.people]
        each = [(label, float(value), k in decide) for k, (label, value) in enumerate(zip(labels, found, strict=True))]
    # What nobody knows (NaN) adds nothing to what is known: it stands in the dashed box.
    adding = sorted((part for part in each if abs(part[1]) > NEARLY), key=lambda part: -abs(part[1]))
    return _Parts(
        numbers["support"], numbers["support_low"], numbers["support_high"], bool(numbers["certainty"]), adding
    )


def _draw(ax: Axes, found: _Parts) -> None:
    most = _most(ax)
    shown = found.parts[:most] if len(found.parts) > most + 1 else found.parts
    rest = found.parts[len(shown) :]
    bars = [
        (name, value, decides)
        for (_, value, decides), name in zip(shown, shortened([n for n, *_ in shown]), strict=True)
    ]
    if rest:
        bars.append((say("{count} more", count=len(rest)), sum(v for _, v, _ in rest), False))
    level, names = 0.0, []
    for k, (name, value, decides) in enumerate(bars):
        _bar(ax, k, level, value)
        level += value
        ax.plot([k + BAR / 2, k + 1 - BAR / 2], [level, level], color=SOFT, linewidth=0.9, gid="step")
        names.append(f"{name}\n{DECIDES}" if decides else name)
    names += _totals(ax, len(bars), found)
    ax.axhline(0, color=SOFT, linewidth=0.9)
    _axes(ax, found, names)
    told = [f"{name} {leaning(value)}" for name, value, _ in bars]
    head(ax, _title(found), _how_to_read(), note=_note(bars), told=told)


def _most(ax: Axes) -> int:
    """How many people have a bar of their own: fewer in a figure so narrow that their names would touch."""
    inches = ax.get_window_extent().width / ax.figure.dpi
    return int(max(FEWEST_SHOWN, min(SHOWN, inches // NAME_INCHES - OTHERS)))


def _bar(ax: Axes, place: float, level: float, value: float) -> None:
    ax.bar(place, value, width=BAR, bottom=level, color=colour_of(value), gid="part")
    up = value >= 0
    ax.annotate(
        leaning(value), (place, level + value), xytext=(0, 4 if up else -4),
        textcoords="offset points", ha="center", va="bottom" if up else "top", fontsize=LABEL, bbox=OVER_LINES,
    )  # fmt: skip


def _totals(ax: Axes, place: int, found: _Parts) -> list[str]:
    """The sum, where something is known, and the range that the unknown leaves; their names."""
    names = []
    if found.known and found.support is not None:
        ax.bar(place, found.support, width=BAR, color=INK, gid="sum")
        up = found.support >= 0
        ax.annotate(
            leaning(found.support), (place, found.support), xytext=(0, 4 if up else -4), textcoords="offset points",
            ha="center", va="bottom" if up else "top", weight="bold", fontsize=LABEL,
        )  # fmt: skip
        names.append(say("known support"))
    if found.low is not None and found.high is not None and found.high - found.low > NEARLY:
        place += len(names)
        ax.bar(
            place, found.high - found.low, width=BAR, bottom=found.low, color=PAPER, edgecolor=SOFT, linestyle="--",
            linewidth=1.2, gid="range",
        )  # fmt: skip
        for end, value, side in ((found.high, 4, "bottom"), (found.low, -4, "top")):
            ax.annotate(
                leaning(end), (place, end), xytext=(0, value), textcoords="offset points", ha="center", va=side,
                fontsize=LABEL,
            )  # fmt: skip
        names.append(say("with the unknown"))
    return names


def _axes(ax: Axes, found: _Parts, names: list[str]) -> None:
    ends = [value for value in (found.low, found.high, found.support, 0.0) if value is not None]
    low, high = min(ends), max(ends)
    edges = [patch.get_y() + part for patch in ax.patches for part in (0, patch.get_height())]
    low, high = min([low, *edges]), max([high, *edges])
    room = max(0.12 * (high - low), 0.05)
    ax.set_ylim(low - room, high + room)
    slots = max(len(names), FEWEST)
    # Few bars stand in the middle, no wider than many.
    spare = (slots - len(names)) / 2
    ax.set_xlim(-0.6 - spare, len(names) - 0.4 + spare)
    each = ax.get_window_extent().width / slots
    ax.set_xticks(
        range(len(names)), [_fitted(ax, name, each * 0.9) for name in names], fontsize=SMALL, linespacing=1.25
    )
    ax.locator_params(axis="y", nbins=6, steps=[1, 2, 5, 10])
    ax.yaxis.set_major_formatter(tick)
    ax.set_ylabel(say("support (−1 to +1)"), fontsize=SMALL)
    ax.spines["bottom"].set_visible(False)


def _fitted(ax: Axes, name: str, width: float) -> str:
    return "\n".join(wrapped(ax, line, width, SMALL) for line in name.split("\n"))


def _title(found: _Parts) -> str:
    if found.support is None:
        return say("Nobody is known to decide, so support cannot be added up")
    if not found.known or not found.parts:
        return say("No support that counts is known")
    sum_ = leaning(found.support)
    same = [part for part in found.parts if part[1] * found.support > NEARLY]
    if not same:
        return say("Known support {support}: what is for us and what is against us cancel out", support=sum_)
    name, largest, _ = same[0]
    if len(found.parts) == 1:
        return say("Known support {support}, all from {person}", support=sum_, person=name)
    words = {"support": sum_, "share": percent(largest / sum(part[1] for part in same)), "person": name}
    if found.support > 0:
        return say("Known support {support}: {share} of what is for us comes from {person}", **words)
    return say("Known support {support}: {share} of what is against us comes from {person}", **words)


def _how_to_read() -> str:
    return say(
        "Each bar: a person’s support times their leverage on the committee. Together they make the known support; the "
        "dashed box is how far the unknown could move it."
    )


def _note(bars: list[tuple[str, float, bool]]) -> str:
    return say("★ decides") if any(decides for *_, decides in bars) else ""
