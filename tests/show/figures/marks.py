"""What is drawn on axes, by what each mark stands for."""

from __future__ import annotations

from matplotlib.text import Text

from influence.show import figures

OF_A_DEAL = tuple(
    getattr(figures, name) for name in figures.__all__ if name not in ("alt_text", "save_figure", "pipeline", "trend")
)


def bars(ax, kind):
    return [patch for patch in ax.patches if patch.get_gid() == kind]


def lines(ax, kind):
    return [line for line in ax.lines if line.get_gid() == kind]


def texts(ax, kind):
    return [text for text in ax.texts if text.get_gid() == kind]


def boxes(drawn):
    """Where texts stand, in pixels; of a name with a line to its point, the name alone."""
    for text in drawn:
        # A name finds its place beside its point when it is drawn.
        text.get_window_extent()
    return [Text.get_window_extent(text) for text in drawn]


def shared(one, other):
    """The area that two boxes have in common, in pixels."""
    across = min(one.x1, other.x1) - max(one.x0, other.x0)
    up = min(one.y1, other.y1) - max(one.y0, other.y0)
    return max(across, 0) * max(up, 0)
