"""What all figures are drawn on: axes with a title, how to read them, and the same in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from influence.show.figures.fonts import families, require_letters
from influence.show.figures.palette import INK, LINE, PAPER, SOFT
from influence.tables.phrases import stopped

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Size = tuple[float, float]
TITLE, SUBTITLE, LABEL, SMALL = 13.0, 9.5, 9.0, 8.0
# Of a figure's own axes: blank at the left edge, in points.
EDGE = 6.0
LEADING = 1.3
# Letters are wider on a coarser grid: what is wrapped for one must hold on another.
SAFE = 0.9
_STYLE: dict[str, Any] = {
    "font.size": LABEL,
    "text.color": INK,
    "axes.edgecolor": LINE,
    "axes.labelcolor": SOFT,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.facecolor": "none",
    "axes.titlelocation": "left",
    "axes.titlecolor": INK,
    "figure.facecolor": PAPER,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.bottom": False,
    "ytick.left": False,
    "svg.fonttype": "none",
    "svg.hashsalt": "influence",
    # A name may hold a dollar sign, which is no formula.
    "text.parse_math": False,
}


@dataclass(frozen=True)
class Asked:
    """What whoever embeds a figure asks for: its size in inches, None for the figure's own, and whether with a head."""

    size: Size | None = None
    heading: bool = True


_ITS_OWN = Asked()
_asked: ContextVar[Asked] = ContextVar("asked", default=_ITS_OWN)


@contextmanager
def embedded(size: Size | None, *, heading: bool) -> Iterator[None]:
    """Within it, figures that make their own axes make them of this size, and title and subtitle stand elsewhere."""
    before = _asked.set(Asked(size, heading))
    try:
        yield
    finally:
        _asked.reset(before)


@contextmanager
def styled() -> Iterator[None]:
    """Within it, and only there, matplotlib draws in our style."""
    from matplotlib import rc_context

    with rc_context({**_STYLE, "font.family": families()}):
        yield


@contextmanager
def canvas(ax: Axes | None, size: Size) -> Iterator[Axes]:
    """The reader's axes, or new ones of a figure of this size; no state of pyplot is made or changed."""
    with styled():
        yield _axes(size) if ax is None else ax


def _axes(size: Size) -> Axes:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=_asked.get().size or size, layout="constrained")
    FigureCanvasAgg(figure)
    figure.influence_owns = True
    return figure.add_subplot()


def owned(ax: Axes) -> bool:
    """Whether the figure was made for these axes alone, so that its edge is theirs."""
    return getattr(ax.figure, "influence_owns", False)


def head(ax: Axes, title: str, how_to_read: str, *, note: str = "", told: Sequence[str] = ()) -> None:
    """Write the finding above the axes, how to read it below the title, and a note beneath; keep all in words.

    The words, with what the marks say (`told`), are the figure's alternative text: `alt_text(ax)`.
    """
    ax.set_label(" ".join(stopped(part) for part in (title, how_to_read, "; ".join(told), note) if part))
    require_letters([alt_text(ax)])
    if _asked.get().heading:
        _titled(ax, title, how_to_read, note)


def _titled(ax: Axes, title: str, how_to_read: str, note: str) -> None:
    """Title and subtitle from the figure's edge on, and the note."""
    width = _width(ax)
    below = wrapped(ax, how_to_read, width, SUBTITLE)
    words = wrapped(ax, title, width, TITLE, weight="bold")
    pad = 14 + (below.count("\n") + 1) * SUBTITLE * LEADING

    def titled(start: float) -> None:
        ax.set_title(words, loc="left", x=start, fontsize=TITLE, weight="bold", pad=pad, linespacing=1.15)

    titled(0)
    if note:
        _note(ax, wrapped(ax, note, width, SMALL))
    settle(ax)
    start = _left_edge(ax)
    titled(start)
    ax.annotate(
        below, (start, 1), xytext=(0, 9), xycoords="axes fraction", textcoords="offset points", va="bottom",
        fontsize=SUBTITLE, color=SOFT, gid="subtitle", annotation_clip=False, linespacing=LEADING,
    ).set_in_layout(False)  # fmt: skip


def _note(ax: Axes, note: str) -> None:
    """The note below the label of the axis, never over it."""
    label = ax.get_xlabel()
    ax.set_xlabel(f"{label}\n{note}" if label else note, fontsize=SMALL, color=SOFT, linespacing=1.6)


def settle(ax: Axes) -> None:
    """Lay the figure out, so that places in points are known."""
    if owned(ax):
        ax.figure.draw_without_rendering()


def _left_edge(ax: Axes) -> float:
    """Where titles begin, in parts of the axes: at the edge of a figure of ours, else at the axes."""
    if not owned(ax):
        return 0.0
    box = ax.get_window_extent()
    return float((EDGE * ax.figure.dpi / 72 - box.x0) / box.width)


def _width(ax: Axes) -> float:
    """How wide titles may be, in pixels."""
    whole = ax.figure if owned(ax) else ax
    return SAFE * float(whole.get_window_extent().width) - 2 * EDGE


def alt_text(ax: Axes) -> str:
    """Read what the figure on these axes says, in words, for whoever cannot see it.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What a figure of this library returned.

    Returns
    -------
    str
        The title, how to read the figure, what its marks say, and its note.

    Examples
    --------
    >>> import influence
    >>> ax = influence.show.figures.contest(influence.datasets.load("cooked_duck"))
    >>> influence.show.figures.alt_text(ax).startswith(ax.get_title(loc="left"))
    True
    """
    return str(ax.get_label())


def text_size(ax: Axes, text: str, size: float, weight: str = "normal") -> tuple[float, float]:
    """How wide and high a text of one line stands on these axes, in pixels."""
    from matplotlib.font_manager import FontProperties

    font = FontProperties(family=families(), size=size, weight=weight)
    width, height, _ = ax.figure._get_renderer().get_text_width_height_descent(text, font, False)
    return float(width), float(height)


def wrapped(ax: Axes, text: str, width: float, size: float, weight: str = "normal") -> str:
    """The text in lines no wider than this many pixels where its words allow it; Chinese breaks at every sign."""
    lines = [""]
    for word in _pieces(text):
        longer = lines[-1] + word
        if not lines[-1].strip() or text_size(ax, longer.strip(), size, weight)[0] <= width:
            lines[-1] = longer
        else:
            lines.append(word.lstrip())
    return "\n".join(line.strip() for line in lines)


def _pieces(text: str) -> list[str]:
    """Where a line may break: before blanks, after hyphens, and between signs of Chinese, never before a stop."""
    return re.findall(r"[\u2e80-\u9fff][，。；：、？！）”]*|\s*[^\s\u2e80-\u9fff-]+-?|\s+|-", text)


def blank(ax: Axes, text: str) -> None:
    """Say that there is nothing to draw, in place of marks that would stand for zero."""
    ax.set_axis_off()
    ax.text(0.5, 0.5, text, ha="center", va="center", transform=ax.transAxes, color=SOFT, style="italic")
