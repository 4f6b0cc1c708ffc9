"""The data that comes with the library."""

from __future__ import annotations

from pathlib import Path

from influence.errors import UnknownName
from influence.graph.stakeholder_graph import StakeholderGraph

# In an installation the data stands inside the package, in a checkout beside it.
_INSTALLED = Path(__file__).parents[1] / "datasets_bundled"
_CHECKOUT = Path(__file__).parents[3] / "datasets"


def folder() -> Path:
    """Where the bundled datasets are: a folder each, with a README of its source and licence."""
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT


def names() -> list[str]:
    """List the bundled datasets.

    Returns
    -------
    list of str

    Examples
    --------
    >>> import influence
    >>> influence.datasets.names()
    ['cooked_duck', 'krackhardt_hightech', 'uk_decc']
    """
    return sorted(path.name for path in folder().iterdir() if (path / "people.csv").is_file())


def load(name: str) -> StakeholderGraph:
    """Load a bundled dataset.

    Parameters
    ----------
    name : str
        One of `names()`.

    Returns
    -------
    StakeholderGraph

    Raises
    ------
    UnknownName
        There is no such dataset.

    Examples
    --------
    >>> import influence
    >>> influence.datasets.load("krackhardt_hightech")
    StakeholderGraph: 1 deal, 21 people, 312 relationships
    """
    from influence.read import tables

    if name not in names():
        raise UnknownName("dataset", name, names())
    return tables(folder() / name)
