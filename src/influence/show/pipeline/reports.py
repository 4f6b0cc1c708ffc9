"""The reports of several deals in one folder, with the page of the pipeline that leads to each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import quote

import pandas as pd

from influence.graph.stakeholder_graph import StakeholderGraph
from influence.show.assets import sharing
from influence.show.page import Page, save_pages
from influence.show.pipeline.pipeline import pipeline_page
from influence.show.report.report import report
from influence.show.spoken import speaking_of
from influence.tables.language import say
from influence.tables.phrases import counted
from influence.tables.progress import doing
from influence.write.files import made_folder

INDEX = "index.html"
LONGEST_NAME = 60
# Letters and digits of any script; whatever else an id holds has a meaning to some file system.
UNSAFE = re.compile(r"[^\w-]+")
# Names that Windows keeps for devices, whatever their ending.
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|index)$", re.IGNORECASE)
# Of more deals than this the pipeline has its page, and each of them one only where it is asked for.
MOST_REPORTS = 100


def save_reports(
    graph: StakeholderGraph,
    deals: Sequence[object],
    folder: str | Path,
    *,
    top: int | None = None,
    locale: str | None = None,
    force: bool = False,
) -> Path:
    """Save the page of these deals, and the report of each that has one.

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    deals : sequence of str or int
        The deals of the page.
    folder : str or pathlib.Path
        Where to write; made where it is missing.
    top : int, optional
        How many deals get a report of their own, those with the largest amounts; where none is given, all of up to 100
        deals, and none of more.
    locale : {"en", "zh"}, optional
        The language of the pages; without it the one of `influence.speaking`, else that of the headers of the files
        the graph was read from.
    force : bool
        Whether to write over files that are no pages of this library.

    Returns
    -------
    pathlib.Path
        `index.html`: the report itself where there is one deal, else the page of all of them (`pipeline`), which leads
        to the reports; these then share the files of their style and their script, which stand beside them.

    Raises
    ------
    UnknownName
        There is no such deal or locale.
    InfluenceError
        The folder is a file or cannot be written to, or a page would take the place of a file that is no page of this
        library; nothing is written then.
    """
    # All pages are made before the first is written: an unknown deal leaves nothing half done.
    with speaking_of(graph, locale), _telling(deals) as done:
        pages, shared = _pages(graph.only(*deals), deals, top, done)
    place = made_folder(Path(folder))
    beside = {place / name: each for name, each in shared.items()}
    save_pages({place / name: each for name, each in pages.items()}, beside=beside, force=force)
    return place / INDEX


def _telling(deals: Sequence[object]) -> AbstractContextManager[Callable[[float], None]]:
    return doing(say("Writing the pages of {deals}", deals=counted(len(deals), "deal", "deals")))


def _pages(
    graph: StakeholderGraph, deals: Sequence[object], top: int | None, done: Callable[[float], None]
) -> tuple[dict[str, Page], dict[str, str]]:
    """Every page by the name of its file, and the files that reports of several deals share."""
    if len(deals) == 1:
        return {INDEX: report(graph, deal=deals[0])}, {}
    told = reported(graph, deals, top)
    names = dict(zip(told, file_names(told), strict=True))
    pages = {INDEX: pipeline_page(graph, {deal: quote(name) for deal, name in names.items()})}
    with sharing() as shared:
        for deal, name in names.items():
            pages[name] = report(graph, deal=deal)
            done((len(pages) - 1) / len(names))
    return pages, shared


def reported(graph: StakeholderGraph, deals: Sequence[object], top: int | None) -> list[object]:
    """The deals that get a report of their own: the largest, or all of a pipeline that is not too large."""
    if top is None:
        return list(deals) if len(deals) <= MOST_REPORTS else []
    amounts = graph.deals.set_index("deal").reindex(list(deals)).reindex(columns=["amount"])["amount"]
    # Deals whose amount nobody knows come last; of equals the first.
    return list(pd.to_numeric(amounts).sort_values(ascending=False, kind="stable", na_position="last").index[:top])


def file_names(deals: Sequence[object]) -> list[str]:
    """A file name for each deal that is a path nowhere and no other's; file systems may not tell case apart."""
    names: list[str] = []
    for deal in deals:
        plain = UNSAFE.sub("_", str(deal))[:LONGEST_NAME].strip("_") or "deal"
        plain = f"{plain}_" if DEVICES.match(plain) else plain
        taken = {name.casefold() for name in names}
        numbered = (f"{plain}.html" if k == 1 else f"{plain}_{k}.html" for k in range(1, len(deals) + 2))
        names.append(next(name for name in numbered if name.casefold() not in taken))
    return names
