"""What to do next, as tasks that a CRM takes in: the steps of the plan, and what to find out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import arrays_of, frame
from influence.analysis.information_gaps import information_gaps
from influence.analysis.penetration_plan import LAST_DAY, penetration_plan, plan_commitments
from influence.errors import UnknownName
from influence.graph.called import names_by_key
from influence.graph.grouping import rank_within
from influence.graph.lookups import dates, deal_days
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.talk import AND_THEN
from influence.tables.language import say
from influence.tables.ranges import require
from influence.write.crm_files import DESTINATIONS, Destination
from influence.write.files import made_folder, write_whole
from influence.write.questions import Deal, known_deals
from influence.write.spreadsheet import as_csv

STEP, GAP = "step", "gap"
COLUMNS = ("kind", "person", "owner", "due", "priority", "subject", "reason")
HIGH, NORMAL = "high", "normal"
# What knowing a gap must better the next move by, as the gap's own reason says it from there on.
WORTH_IT = 0.0005


def actions(
    graph: StakeholderGraph,
    *,
    strategy: str | None = None,
    steps: int = 6,
    gaps: int = 10,
    days_per_attempt: float = 7,
    days_to_find_out: float = 7,
) -> pd.DataFrame:
    """List what to do next in every deal, as tasks: a row per step of the plan and per gap.

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    strategy : {"top_down", "middle_out", "bottom_up"}, optional
        The entry strategy of the plan; where none is named, that of each deal's best entry point.
    steps : int
        Most steps of the plan, 1 or more.
    gaps : int
        Most gaps of a deal, the most valuable first, 0 or more; ours.
    days_per_attempt : float
        Days an attempt of the plan takes, above 0, as in `plan_commitments`.
    days_to_find_out : float
        Days that finding something out may take, above 0; a week, ours.

    Returns
    -------
    pandas.DataFrame
        Indexed by `deal` and `task` (1, 2, ...: the steps in their order, then the gaps): `kind` (`step` or `gap`);
        `person` (whom it is about, by id; unknown for a gap that is about nobody); `owner` (who of ours, by id: whom
        the plan sends, or who knows the person asked; unknown where nobody of ours is recorded); `due` (a date,
        counted from the deal's `as_of`; unknown where that is); `priority` (`high` for the first step, and for a
        gap whose answer improves the next move; else `normal`); `subject` (what to do) and `reason` (why), in sentences
        of the language spoken.

    Raises
    ------
    InfluenceError
        A number is out of range.
    UnknownName
        There is no such strategy.

    Notes
    -----
    Steps are those of `penetration_plan`, with the days of `plan_commitments`; gaps those of `information_gaps`. Rules
    004-11, 004-12, 001-25, 002-7.13.

    Examples
    --------
    >>> import influence
    >>> tasks = influence.actions(influence.datasets.load("cooked_duck"), steps=1, gaps=1)
    >>> tasks["subject"].iloc[0]
    'Find out where General manager stands, and win them'
    >>> tasks["due"].astype(str).tolist()
    ['2012-05-06', '2012-03-22']
    """
    require("gaps", gaps, 0)
    require("days_to_find_out", days_to_find_out, above=0)
    arrays_of(graph)
    both = [_steps(graph, strategy, steps, days_per_attempt), _gaps(graph, int(gaps), days_to_find_out)]
    rows = {name: np.concatenate([each[name] for each in both]) for name in ("deal", *COLUMNS)}
    deal = graph.all_deals.get_indexer(pd.Index(rows["deal"]))
    # Stable, so that each deal's steps stay before its gaps.
    order = np.argsort(deal, kind="stable")
    number = rank_within(deal[order]) + 1
    index = pd.MultiIndex.from_arrays([graph.all_deals.take(deal[order]), number], names=["deal", "task"])
    return frame({name: rows[name][order] for name in COLUMNS}, index)


def write_actions(graph: StakeholderGraph, folder: str | Path, *, crm: str, **options: Any) -> list[Path]:
    """Write the tasks, and what is known of people, as files that a CRM imports as they are.

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals, with the CRM's own ids.
    folder : str or pathlib.Path
        Where to; made where it is missing, and files of the same names in it are replaced.
    crm : {"salesforce", "hubspot", "dynamics"}
        Whose column names and words the files have.
    **options
        As `actions` takes them.

    Returns
    -------
    list of pathlib.Path
        Two files: the tasks, and a row per person of a deal with their role, support (-1 to 1) and coverage (0 to 1,
        the depth of our contact), where any of these is known. Their names and columns are in docs/actions.md.

    Raises
    ------
    UnknownName
        No files are written for such a CRM, or there is no such strategy.
    InfluenceError
        A number is out of range, or the files cannot be written.

    Notes
    -----
    Unknown is an empty cell, which the imports of all three leave as it is in the CRM. Text that a spreadsheet would
    run begins with an apostrophe, as `save` writes it. UTF-8, without a mark at the start, which would become part of
    the first header.

    Examples
    --------
    >>> import influence, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     tasks, people = influence.write_actions(influence.datasets.load("cooked_duck"), folder, crm="salesforce")
    ...     print(tasks.name, tasks.read_text().splitlines()[0], sep=": ")
    Task.csv: WhatId,WhoId,OwnerId,Subject,ActivityDate,Status,Priority,Description
    """
    if crm not in DESTINATIONS:
        raise UnknownName("CRM", crm, DESTINATIONS)
    to = DESTINATIONS[crm]
    tasks, people = actions(graph, **options).reset_index(), _known_people(graph, to)
    tables = {to.task_file: to.tasks(tasks), to.people_file: to.people(people)}
    place = made_folder(Path(folder))
    files = {place / name: as_csv(table).encode("utf-8") for name, table in tables.items()}
    write_whole(files)
    return list(files)


def _steps(graph: StakeholderGraph, strategy: str | None, steps: int, days: float) -> dict[str, Any]:
    plan = penetration_plan(graph, strategy=strategy, steps=steps)
    planned = plan_commitments(graph, plan, days_per_attempt=days)
    detail, names = plan.detail.reset_index(), names_by_key(graph)
    told = detail.astype(object).where(detail.notna(), None).to_dict("records")
    return {
        "deal": _objects(detail["deal"]),
        "kind": _objects([STEP] * len(told)),
        "person": _objects(detail["person"]),
        "owner": _objects(planned["by"]),
        "due": planned["due"].to_numpy(dtype="datetime64[s]"),
        "priority": _objects([HIGH if step["step"] == 1 else NORMAL for step in told]),
        "subject": _objects([_act(step, names) for step in told]),
        "reason": _objects([_why(step) for step in told]),
    }


def _objects(values: Any) -> Any:
    return pd.Series(values, dtype=object).to_numpy(dtype=object)


def _act(step: Mapping[Any, Any], names: Mapping[Any, str]) -> str:
    name = names[step["deal"], step["person"]]
    if step["act"] == "find_out":
        return say("Find out where {name} stands, and win them", name=name)
    if step["act"] == "weaken":
        return say("Weaken the opposition of {name}, and win them", name=name)
    if step["act"] == "win_neutral":
        return say("Win {name} over from neutral", name=name)
    return say("Make {name} an ally", name=name)


def _why(step: Mapping[Any, Any]) -> str:
    parts = [str(step["reason"])]
    if step["talk_about"] is not None:
        topics = say(AND_THEN).join(say(topic) for topic in step["talk_about"].split(AND_THEN))
        parts.append(say("Talk about: {topics}.", topics=topics))
    return " ".join(parts)


def _gaps(graph: StakeholderGraph, most: int, days: float) -> dict[str, Any]:
    detail = information_gaps(graph).detail.groupby("deal", sort=False).head(most).reset_index()
    told = [{str(name): cell for name, cell in gap.items()}
            for gap in detail.astype(object).where(detail.notna(), None).to_dict("records")]  # fmt: skip
    deals, names = known_deals(graph), names_by_key(graph)
    as_of = deal_days(graph.arrays, "as_of")[graph.all_deals.get_indexer(pd.Index(detail["deal"]))] + np.ceil(days)
    return {
        "deal": _objects(detail["deal"]),
        "kind": _objects([GAP] * len(told)),
        "person": _objects([gap["about"] if (gap["deal"], gap["about"]) in names else None for gap in told]),
        "owner": _objects([_owner(deals[gap["deal"]], gap) for gap in told]),
        "due": dates(np.where(as_of <= LAST_DAY, as_of, np.nan)),
        "priority": _objects([HIGH if (gap["value"] or 0) > WORTH_IT else NORMAL for gap in told]),
        "subject": _objects([say("Find out: {question}", question=gap["question"]) for gap in told]),
        "reason": _objects([_asked(gap, names) for gap in told]),
    }


def _owner(deal: Deal, gap: Mapping[str, Any]) -> object:
    """Who is to find it out; of several the first by id, whatever the order of the rows."""
    return min(deal.owners(gap) if deal.contacts else deal.members, key=str, default=None)


def _asked(gap: Mapping[Any, Any], names: Mapping[Any, str]) -> str:
    who = names.get((gap["deal"], gap["ask"]))
    return gap["why"] if who is None else f"{gap['why']} {say('Best asked: {name}.', name=who)}"


def _known_people(graph: StakeholderGraph, to: Destination) -> pd.DataFrame:
    """Role, support and coverage of everybody of whom one of these is known."""
    people, seats = graph.people, graph.seats
    _, met, _ = graph.arrays.contacts()
    recorded = graph.arrays.marked(met)
    rows = pd.DataFrame(
        {
            "deal": people["deal"],
            "person": people["person"],
            "support": people.get("support", np.nan),
            "coverage": np.where(recorded, graph.arrays.depth(), np.nan),
        }
    )
    if "person" in seats and len(seats):
        held = seats.dropna(subset="person").drop_duplicates(["deal", "person"])
        rows = rows.merge(held[["deal", "person", "role"]], on=["deal", "person"], how="left")
        rows["role"] = rows["role"].map(to.roles)
    else:
        rows["role"] = None
    known = rows[["support", "coverage", "role"]].notna().any(axis=1)
    return rows[known].reset_index(drop=True)
