"""The reports of several deals in one folder, with a page that leads to each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd

from influence.analysis.score import WHO, score
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.show import wording
from influence.show.page import Page, page
from influence.show.report.report import report
from influence.tables.schema import OUR_SIDE

INDEX = "index.html"
LONGEST_NAME = 60
OF_CONTACTS = ("coverage", "reach", "single_points", "worst")
"""The scores that are unknown, not nothing, where no contact of ours is recorded."""
# Letters and digits of any script; whatever else an id holds has a meaning to some file system.
UNSAFE = re.compile(r"[^\w-]+")
# Names that Windows keeps for devices, whatever their ending.
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|index)$", re.IGNORECASE)


def save_reports(graph: StakeholderGraph, deals: Sequence[object], folder: str | Path) -> Path:
    """Where do the reports of these deals begin?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    deals : sequence of str or int
        The deals to report on.
    folder : str or pathlib.Path
        Where to write; made where it is missing.

    Returns
    -------
    pathlib.Path
        `index.html`: the report itself where there is one deal, else a page that leads to the report of each.

    Raises
    ------
    UnknownName
        There is no such deal.
    OSError
        The folder cannot be written to.
    """
    # All pages are made before the first is written: an unknown deal leaves nothing half done.
    reports = [report(graph, deal) for deal in deals]
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    if len(reports) == 1:
        return reports[0].save(folder / INDEX)
    names = file_names(deals)
    for each, name in zip(reports, names, strict=True):
        each.save(folder / name)
    titles = [each.title for each in reports]
    kept = graph.only(*deals)
    scores = score(kept).loc[list(deals)].astype(object)
    contacts = kept.contacts
    scores.loc[~scores.index.isin(contacts.loc[contacts["side"] == OUR_SIDE, "deal"]), list(OF_CONTACTS)] = None
    return _index(scores, _labels(kept), titles, names).save(folder / INDEX)


def _labels(graph: StakeholderGraph) -> dict[tuple[object, object], str]:
    """What to call each person of each deal."""
    people = graph.people
    return dict(zip(zip(people["deal"], people["person"], strict=True), graph.arrays.person_names, strict=True))


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


def _index(
    scores: pd.DataFrame, labels: dict[tuple[object, object], str], titles: Sequence[str], names: Sequence[str]
) -> Page:
    known = scores.where(scores.notna(), None).reset_index()
    for column in WHO:
        pairs = zip(known["deal"], known[column], strict=True)
        # Whoever is no person is a member of ours, who has no other name.
        known[column] = pd.Series([labels.get(pair, pair[1]) for pair in pairs], dtype=object)
    rows = zip(known.to_dict("records"), titles, names, strict=True)
    return page(
        "pipeline.html",
        title=f"{len(titles)} deals",
        summary="Whether to go on, how much of each committee we hold, on whom it hangs, and where to go in next.",
        deals=[{"title": title, "page": quote(name), **_told(row)} for row, title, name in rows],
    )


def _told(row: dict[Any, Any]) -> dict[str, str]:
    """One deal's scores in words."""
    strategy = row["entry_strategy"]
    return {
        "verdict": row["verdict"],
        "red_flags": str(row["red_flags"]),
        "held": wording.percent(row["coverage"]),
        "reach": wording.percent(row["reach"]),
        "support": f"{wording.signed(row['support_low'])} … {wording.signed(row['support_high'])}",
        "certainty": wording.percent(row["certainty"]),
        "single_points": _or_unknown(row["single_points"]),
        "worst": "nobody" if row["worst"] is None and row["reach"] is not None else _or_unknown(row["worst"]),
        "entry": _or_unknown(row["entry"]),
        "way": wording.UNKNOWN if strategy is None else f"{wording.STRATEGIES[strategy]} ({row[strategy]})",
    }


def _or_unknown(cell: object) -> str:
    return wording.UNKNOWN if cell is None else str(cell)
