"""The reports of several deals in one folder, with a page that leads to each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

from influence.analysis.diagnose import diagnose
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.show.deal_view import DealView
from influence.show.page import Page, page, save_pages
from influence.show.report.red_flags import VERDICTS
from influence.show.report.report import report_of
from influence.show.report.section import Table
from influence.show.wording import UNKNOWN, between, percent, with_gate
from influence.write.files import made_folder

INDEX = "index.html"
LONGEST_NAME = 60
# Letters and digits of any script; whatever else an id holds has a meaning to some file system.
UNSAFE = re.compile(r"[^\w-]+")
# Names that Windows keeps for devices, whatever their ending.
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|index)$", re.IGNORECASE)
HEAD = (
    "Deal", "Verdict", "Red flags", "Votes covered", "Votes within reach", "Support (range)", "Support known",
    "Single points of failure", "Depends most on", "Next entry point", "Entry strategy",
)  # fmt: skip
NOTE = (
    "Votes covered: the share of the committee's votes whose holders we are in contact with. Votes within reach: the "
    "share that introductions could take us to. Support: of the committee, from −1 (all against us) to +1 (all for "
    "us). Support known: the share of the leverage on the committee whose support is known. Depends most on: who would "
    "take most votes out of our reach."
)


def save_reports(graph: StakeholderGraph, deals: Sequence[object], folder: str | Path, *, force: bool = False) -> Path:
    """Save the reports of these deals, and where there are several a page that leads to each.

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    deals : sequence of str or int
        The deals to report on.
    folder : str or pathlib.Path
        Where to write; made where it is missing.
    force : bool
        Whether to write over files that are no pages of this library.

    Returns
    -------
    pathlib.Path
        `index.html`: the report itself where there is one deal, else a page that leads to the report of each.

    Raises
    ------
    UnknownName
        There is no such deal.
    InfluenceError
        The folder is a file or cannot be written to, or a page would take the place of a file that is no page of this
        library; nothing is written then.
    """
    # All pages are made before the first is written: an unknown deal leaves nothing half done.
    names = file_names(deals)
    reports, rows = [], []
    for deal, name in zip(deals, names, strict=True):
        view = DealView(graph, deal)
        reports.append(report_of(view))
        rows.append((quote(name), index_row(view)))
    folder = made_folder(Path(folder))
    index = folder / INDEX
    if len(reports) == 1:
        return reports[0].save(index, force=force)
    pages = {folder / name: each for name, each in zip(names, reports, strict=True)}
    save_pages({**pages, index: index_page(rows)}, force=force)
    return index


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


def index_page(rows: Sequence[tuple[str, Sequence[str]]]) -> Page:
    """The page of several deals: the file of each report, and its row."""
    return page(
        "pipeline.html",
        title=f"{len(rows)} deals",
        summary="Whether to go on, how much of each committee we cover, whom that depends on, and where to go in next.",
        table=Table(HEAD, [row for _, row in rows], note=NOTE, links=[name for name, _ in rows]),
    )


def index_row(view: DealView) -> list[str]:
    """One deal's scores in words, under `HEAD`."""
    numbers, flags, known = view.numbers, view.row(diagnose), view.has_contacts
    return [
        view.title,
        VERDICTS[flags["verdict"]],
        str(flags["red_flags"]),
        percent(numbers["coverage"]) if known else UNKNOWN,
        percent(numbers["reach"]) if known else UNKNOWN,
        between(numbers["support_low"], numbers["support_high"]),
        percent(numbers["certainty"]),
        str(numbers["single_points"]) if known else UNKNOWN,
        _depends_on(view),
        view.people[view.best_entries[0]]["label"] if view.best_entries else "none found",
        _strategy(view),
    ]


def _depends_on(view: DealView) -> str:
    if view.worst is not None:
        return str(view.worst["label"])
    return "nobody" if view.has_contacts and view.numbers["reach"] is not None else UNKNOWN


def _strategy(view: DealView) -> str:
    strategy = view.numbers["entry_strategy"]
    return "none found" if strategy is None else with_gate(strategy, view.numbers[strategy])
