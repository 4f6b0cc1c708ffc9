"""The page of a pipeline: every deal in one table that sorts, searches and filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import arrays_of
from influence.analysis.members import members
from influence.graph.called import title_of, told_apart
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.show.deal_facts import ENDED, ended
from influence.show.page import Page, page
from influence.show.pipeline.columns import Column, of_deals, of_members, words
from influence.show.pipeline.rows import rows_of
from influence.show.report.red_flags import VERDICTS
from influence.show.spoken import speaking_of
from influence.tables.language import say
from influence.tables.phrases import counted

DIGITS = 4


def pipeline(graph: StakeholderGraph, *, locale: str | None = None) -> Page:
    """Show every deal in one table that sorts, searches and filters, the largest amount at risk first.

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    locale : {"en", "zh"}, optional
        The language of the page; without it the one of `influence.speaking`, else that of the headers of the files
        the graph was read from.

    Returns
    -------
    Page
        One file of HTML that works offline: a row a deal with amount, closing day, our lead, stage, verdict, votes
        covered and within reach, support and its range, leverage known, chance to win, red flags, the single point of
        failure and the next entry point; below it a row a member of our team. Unknown is written out, never 0; what is
        unknown of every deal is named in one line instead of a column. It prints whole, and gives its rows as CSV.
        `save(path)`, `html`; in a notebook it shows itself.

    Raises
    ------
    UnknownName
        There is no such locale.
    InfluenceError
        `graph` is no graph.

    Notes
    -----
    At risk is the amount of a deal that is open and is not told to go on. Amounts in different currencies are never
    added. Rules 001-3, 004-1, 004-9.

    Examples
    --------
    >>> import influence
    >>> influence.show.pipeline(influence.datasets.load("cooked_duck")).title
    '1 deal'
    """
    arrays_of(graph)
    with speaking_of(graph, locale):
        return pipeline_page(graph, {})


def pipeline_page(graph: StakeholderGraph, links: Mapping[object, str]) -> Page:
    """The page of all deals of a graph, those with a report of their own leading there."""
    rows = rows_of(graph)
    title = counted(len(rows), "deal", "deals")
    deals = _deals(rows, links)
    unknown = [column for column in of_deals() if _unknown_in_all(column.name, deals)]
    known = [column for column in of_deals() if column not in unknown]
    return page(
        "pipeline.html",
        title=title,
        tables=[_table("deals", known, deals), _table("members", of_members(), _members(graph))],
        unknown=[column.head for column in unknown],
        how=_how_to_get_reports(rows, links),
        filters=_filters(rows),
        data={"words": words(), "quarter": _quarter(rows), "tones": _tones()},
    )


def _how_to_get_reports(rows: pd.DataFrame, links: Mapping[object, str]) -> str:
    """How to get pages of deals, where several have none."""
    without = len(rows) - len(links)
    if without < 2:
        return ""
    deals = counted(without, "deal has", "deals have")
    return say("{deals} no page of their own. For the 20 largest deals, or for single ones:", deals=deals)


def _deals(rows: pd.DataFrame, links: Mapping[object, str]) -> dict[str, list[Any]]:
    """Each column of the table of deals, in the order in which it is first read."""
    closes = [np.inf if pd.isna(day) else day.toordinal() for day in rows["close_date"]]
    # An amount nobody knows may be at risk, and one that ended or goes on is not.
    order = np.lexsort((closes, -rows["at_risk"].fillna(np.finfo(float).tiny)))
    rows = rows.iloc[order]
    called = told_apart({deal: title_of(facts, deal) for deal, facts in rows.to_dict("index").items()})
    verdicts = [_verdict(outcome, verdict) for outcome, verdict in zip(rows["outcome"], rows["verdict"], strict=True)]
    columns: dict[str, Any] = {
        "deal": list(called.values()),
        "link": [links.get(deal) for deal in rows.index],
        "verdict": verdicts,
        "close_date": _days(rows["close_date"]),
        "entry": rows["entry"],
        "single": rows["single_points"],
        **{name: rows[name] for name in (*PLAIN, *NUMBERS)},
    }
    return {name: _json(values) for name, values in columns.items()}


def _unknown_in_all(name: str, deals: Mapping[str, list[Any]]) -> bool:
    """Whether nobody has recorded this of any deal; no next step, and no single point of failure, are known facts."""
    holds = {"depends_on": "single", "entry": "deal"}.get(name, name)
    return bool(deals[holds]) and all(value is None for value in deals[holds])


PLAIN = ("currency", "lead", "stage", "depends_on")
NUMBERS = (
    "amount", "at_risk", "coverage", "reach", "support", "support_low", "support_high", "certainty", "win", "red_flags",
)  # fmt: skip


def _verdict(outcome: Any, verdict: str) -> str:
    """What to do, or how it ended."""
    return say(VERDICTS[verdict]) if pd.isna(outcome) else ended(outcome)


def _tones() -> dict[str, str]:
    """The class of each verdict, by which it gets its colour."""
    return {say(word): verdict.replace(" ", "-") for verdict, word in VERDICTS.items()}


def _days(dates: pd.Series) -> list[str | None]:
    return [None if pd.isna(day) else str(day)[:10] for day in dates]


def _json(values: Iterable[Any]) -> list[Any]:
    """Values as JSON has them: numbers with four digits, texts, null for what is unknown."""
    series = pd.Series(values)
    if pd.api.types.is_numeric_dtype(series.dtype):
        numbers = series.astype(float).round(DIGITS)
        return [None if np.isnan(each) else int(each) if each.is_integer() else each for each in numbers.tolist()]
    return [None if pd.isna(each) else str(each) for each in series]


def _members(graph: StakeholderGraph) -> dict[str, list[Any]]:
    """Each column of the table of our team, who carries most deals alone first."""
    found = members(graph).by_member
    found = found.iloc[np.lexsort((-found["deals"], -found["alone"]))]
    names = [column.name for column in of_members()[1:]]
    called = {"member": [str(each) for each in found.index]}
    names += ["currency", "currencies"]
    return called | {name: _json(found[name]) for name in names}


def _table(name: str, columns: list[Column], data: dict[str, list[Any]]) -> dict[str, Any]:
    return {"name": name, "columns": columns, "data": data, "size": len(next(iter(data.values())))}


def _filters(rows: pd.DataFrame) -> dict[str, list[str]]:
    """What there is to choose from."""
    verdicts = [say(word) for word in VERDICTS.values()] + [ended(outcome) for outcome in ENDED]
    there = {_verdict(*each) for each in zip(rows["outcome"], rows["verdict"], strict=True)}
    return {
        "verdict": [word for word in verdicts if word in there],
        "lead": sorted({str(each) for each in rows["lead"].dropna()}),
        "stage": list(dict.fromkeys(str(each) for each in rows["stage"].dropna())),
    }


def _quarter(rows: pd.DataFrame) -> list[str] | None:
    """First and last day of the quarter of the latest day the tables describe; None where they say no day."""
    latest = pd.to_datetime(rows["as_of"]).max()
    if pd.isna(latest):
        return None
    quarter = latest.to_period("Q")
    return [str(quarter.start_time)[:10], str(quarter.end_time)[:10]]
