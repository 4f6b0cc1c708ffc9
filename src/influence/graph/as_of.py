"""The graph as it was known on a day; `StakeholderGraph` offers it as a method.

What a row or a cell has a day for is left out after that day. What has none (people as they are written, relationships,
seats, our team, how deep a contact is) cannot be taken back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from typing import Protocol, TypeVar

import numpy as np
import pandas as pd

from influence.array_types import Days, Flags
from influence.errors import InfluenceError
from influence.graph.undated import DROP, KEEP
from influence.tables.keys import Keys, id_columns
from influence.tables.language import say
from influence.tables.schema import TABLES

ROWS = {"interactions": "date", "ratings": "date", "facts": "date", "stances": "date", "commitments": "made"}
"""The column that says on which day a row was known, by table."""
CELLS = {"contacts": ("last_touch", ("last_touch", "touches")), "deals": ("close_date", ("outcome",))}
"""The column that says on which day some cells were known, and these cells, by table."""

_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ].*)?")


class Dated(Protocol):
    """What this needs of a graph."""

    @property
    def all_deals(self) -> pd.Index:
        """The ids of the deals, in order."""

    @property
    def _given(self) -> dict[str, pd.DataFrame]:
        """The tables without what follows from ratings and encounters."""

    @property
    def _until(self) -> np.datetime64 | None:
        """The day as of which the graph stands already."""

    def _of(self: Graph, tables: Mapping[str, pd.DataFrame], until: np.datetime64 | None = None) -> Graph:
        """The graph of rows of its own tables, unchecked."""


Graph = TypeVar("Graph", bound=Dated)


def as_of(graph: Graph, day: object, *, undated: str = KEEP) -> Graph:
    """Take back what came after a day: the graph as it was known then.

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    day : str, datetime.date or pandas.Timestamp
        The last day that counts, such as "2024-05-31". Of a time with a zone it is the day there.
    undated : {"keep", "drop"}
        What becomes of rows and cells that have a column for their day, and no day in it: they count as known, or as
        not known yet.

    Returns
    -------
    StakeholderGraph
        Without the rows of `interactions`, `ratings`, `facts`, `stances` (`date`) and `commitments` (`made`) of later
        days. Unknown again are: `done` of a commitment where it comes later, with `kept` (whose day is `done`, where
        that is unknown `due`); `last_touch` and `touches` of a contact that was given, where `last_touch` comes later;
        `outcome` of a deal that closes later (`close_date`). Contacts that follow from encounters, and measures of
        people that follow from ratings, are derived again from what is left; of the ratings what each rater said last
        counts, as in `agreement`. Every deal has a row in `deals`, with `as_of` = the day. A graph that is as of an
        earlier day already knows no more on this one, and stays as of the earlier.

    Raises
    ------
    InfluenceError
        `day` is no day, or `undated` neither "keep" nor "drop".

    Notes
    -----
    **What cannot be taken back** has no day: cells of `people` as they are written, relationships, seats, our team, a
    given contact and its strength, a stance that another replaced, stage and amount of a deal. `tenure_end`, `due` and
    `close_date` are plans, and stay. A promise by or to somebody whom no row that is left names, neither a person nor a
    member, goes with the rows that named them, and who invited to an encounter is unknown then. See docs/model.md,
    section 22. Rules 001-24, 002-13.

    Examples
    --------
    What the seller of `cooked_duck` could have known two weeks before the meeting:

    >>> import influence
    >>> duck = influence.datasets.load("cooked_duck")
    >>> before = duck.as_of("2012-03-01")
    >>> len(duck.facts), len(before.facts)
    (17, 10)
    >>> influence.compare(before, duck).by_deal["win"].round(2).item()
    -0.45
    """
    earlier = _earlier(day_of(day), graph._until)
    return graph._of(with_known_parties(known_on(graph, earlier, undated)), until=earlier)


def on_each_day(graph: Graph, days: Days, undated: str) -> Graph:
    """The graph that holds each deal once for each of these rising days, as of it.

    The deals have numbers, from 0 on: those of the first deal first, day by day.
    """
    each: dict[str, list[pd.DataFrame]] = {}
    for number, day in enumerate(days):
        for name, table in known_on(graph, _earlier(day, graph._until), undated).items():
            deal = graph.all_deals.get_indexer(pd.Index(table["deal"])) * len(days) + number
            each.setdefault(name, []).append(table.assign(deal=pd.array(deal, dtype="Int64")))
    stacked = {name: pd.concat(tables, ignore_index=True) for name, tables in each.items()}
    return graph._of(with_known_parties(stacked), until=_earlier(days[-1], graph._until))


def day_of(day: object) -> np.datetime64:
    """The day meant, as a `datetime64[D]`; InfluenceError where it is none."""
    given = day.strip() if isinstance(day, str) else day
    if isinstance(given, date | np.datetime64) or (isinstance(given, str) and _WRITTEN.fullmatch(given)):
        # Every day of the calendar, which `pandas.to_datetime` of pandas 2.2 does not know.
        with suppress(ValueError):
            read = pd.Timestamp(given)
            if not pd.isna(read):
                return np.datetime64(read.date(), "D")
    raise InfluenceError(
        say("day is {day}; give a day such as '2024-05-31', a datetime.date or a pandas.Timestamp", day=repr(day))
    )


def _earlier(day: np.datetime64, until: np.datetime64 | None) -> np.datetime64:
    return day if until is None else min(day, until)


def known_on(graph: Dated, day: np.datetime64, undated: str) -> dict[str, pd.DataFrame]:
    """The tables as they were known on this day, those without rows left out."""
    if undated not in (KEEP, DROP):
        raise InfluenceError(
            say("undated is {undated}; give {keep} or {drop}", undated=repr(undated), keep=repr(KEEP), drop=repr(DROP))
        )
    tables = graph._given
    for name, column in ROWS.items():
        if name in tables:
            tables[name] = tables[name][~_later(tables[name], column, day, undated)]
    for name, (column, cells) in CELLS.items():
        if name in tables:
            tables[name] = _blanked(tables[name], cells, _later(tables[name], column, day, undated))
    if "commitments" in tables:
        tables["commitments"] = _open_again(tables["commitments"], day, undated)
    tables["deals"] = _dated(tables.get("deals"), graph.all_deals, day)
    return {name: table for name, table in tables.items() if len(table) or name == "people"}


def _later(table: pd.DataFrame, column: str, day: np.datetime64, undated: str) -> Flags:
    """Which rows say in this column that they came after the day, or say nothing where that counts as later."""
    if column not in table:
        return np.full(len(table), undated == DROP)
    days = table[column].to_numpy("datetime64[D]")
    return (days > day) | (np.isnat(days) & (undated == DROP))


def _blanked(table: pd.DataFrame, cells: Sequence[str], rows: Flags) -> pd.DataFrame:
    return table.assign(**{name: table[name].mask(rows) for name in cells if name in table})


def _open_again(commitments: pd.DataFrame, day: np.datetime64, undated: str) -> pd.DataFrame:
    """The promises of which nobody knew yet that they were done, or whether they were kept."""
    days = [commitments[name] for name in ("done", "due") if name in commitments]
    ended = days[0].where(days[0].notna(), days[-1]) if days else None
    known = commitments if ended is None else commitments.assign(due=ended)
    judged_later = _later(known, "due", day, undated)
    done_later = _later(commitments, "done", day, KEEP)
    return _blanked(_blanked(commitments, ("kept",), judged_later), ("done",), done_later)


def _dated(deals: pd.DataFrame | None, all_deals: pd.Index, day: np.datetime64) -> pd.DataFrame:
    """A row for every deal, as of the day."""
    rows = pd.DataFrame({"deal": []}) if deals is None else deals
    whole = rows.set_index("deal").reindex(all_deals).reset_index()
    whole["as_of"] = np.full(len(whole), day, dtype="datetime64[s]")
    return whole[TABLES["deals"].in_order(whole)]


def with_known_parties(tables: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """The tables without promises by or to somebody who is in no row any more, and without such a person's asking."""
    known = dict(tables)
    if not id_columns(tables, "party"):
        return known
    for (table, column), (person, member) in Keys.of(tables).party.items():
        rows = tables[table]
        stranger = pd.Series((person < 0) & (member < 0) & rows[column].notna().to_numpy(), rows.index)
        if column == "invited_by":
            known[table] = _blanked(rows, (column,), stranger.to_numpy())
        else:
            known[table] = known[table].loc[~stranger.reindex(known[table].index)]
    return {name: table for name, table in known.items() if len(table) or name == "people"}
