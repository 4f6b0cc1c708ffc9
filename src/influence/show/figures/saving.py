"""A figure as a file: for slides, documents and pages of others."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from influence.errors import InfluenceError
from influence.show.figures.canvas import alt_text, styled
from influence.tables.language import say
from influence.write.files import write_whole

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Where each kind of file keeps what the picture says in words; no day of writing, so that equal figures are equal.
METADATA: dict[str, dict[str, bool | None]] = {
    "svg": {"Title": True, "Date": None},
    "png": {"Description": True},
    "pdf": {"Title": True, "CreationDate": None},
}
DPI = 200


def save_figure(ax: Axes, path: str | Path) -> Path:
    """Save the figure that these axes are in, with its alternative text.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        What a figure of this library returned.
    path : str or pathlib.Path
        The file to write: .svg, .png or .pdf; its folder must exist.

    Returns
    -------
    pathlib.Path
        The file written.

    Raises
    ------
    InfluenceError
        The file has another ending, or cannot be written; what was there then stays as it was.

    Examples
    --------
    >>> import influence, tempfile
    >>> ax = influence.show.figures.contest(influence.datasets.load("cooked_duck"))
    >>> influence.show.figures.save_figure(ax, f"{tempfile.mkdtemp()}/contest.svg").name
    'contest.svg'
    """
    path = Path(path)
    kind = path.suffix.casefold().removeprefix(".")
    if kind not in METADATA:
        raise InfluenceError(say("{path} must end in .svg, .png or .pdf", path=repr(path.name)))
    written = io.BytesIO()
    metadata = {name: alt_text(ax) if value else value for name, value in METADATA[kind].items()}
    with styled():
        ax.figure.savefig(written, format=kind, dpi=DPI, metadata=metadata)
    write_whole({path: written.getvalue()})
    return path
