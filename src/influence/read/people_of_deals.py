"""People without a column of deals, as most systems list them: put on the deals on which other tables name them."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from influence.graph.reader_notes import NoteTaker
from influence.tables.language import say
from influence.tables.vocabulary import BOSS

Tables = dict[str, pd.DataFrame]
_PAIR = ["deal", "person"]


def with_people_of_deals(values: Tables, names: Mapping[str, str], taker: NoteTaker) -> Tables:
    """The tables with everybody on each deal on which a seat, contact or encounter names them; others are left out.

    Only where the table of people has no column of deals; relationships without one hold wherever both ends are.
    """
    people = values.get("people")
    if people is None or "person" not in people or "deal" in people or (pairs := _pairs(values)).empty:
        return values
    people = people.assign(person=people["person"].astype(str).str.strip())
    placed = pairs[pairs["person"].isin(people["person"])]
    if placed.empty:
        return values
    _leave_out(people, placed, names, taker)
    spread = people.assign(line=people.index).merge(placed, on="person").set_index("line")
    spread = _with_bosses_here(spread, names["people"], taker)
    tables = values | {"people": spread}
    relationships = values.get("relationships")
    if relationships is not None and {"source", "target"} <= set(relationships) and "deal" not in relationships:
        ends = [placed.rename(columns={"person": end}) for end in ("source", "target")]
        lines = relationships.assign(line=relationships.index)
        tables["relationships"] = (
            lines.merge(ends[0], on="source").merge(ends[1], on=["deal", "target"]).set_index("line")
        )
    return tables


def _pairs(values: Tables) -> pd.DataFrame:
    """Who is on which deal by their seats, contacts and encounters."""
    named = [values[each] for each in ("seats", "contacts", "interactions") if each in values]
    said = [table[_PAIR] for table in named if set(_PAIR) <= set(table)]
    if not said:
        return pd.DataFrame(columns=_PAIR)
    pairs = pd.concat(said, ignore_index=True).fillna("").astype(str).apply(lambda cells: cells.str.strip())
    return pairs[(pairs != "").all(axis=1)].drop_duplicates(ignore_index=True)


def _leave_out(people: pd.DataFrame, placed: pd.DataFrame, names: Mapping[str, str], taker: NoteTaker) -> None:
    """Note the people whom nothing puts on a deal, and count their rows as left out; of a file of people alone."""
    file = names["people"]
    out = people[~people["person"].isin(placed["person"])]
    source = say("is on no deal: no seat, contact or encounter names this person")
    alone = list(names.values()).count(file) == 1
    lines = out.index.tolist() if alone else None
    taker.note("left out", file, line=lines, table="people", row=out["person"].tolist(), source=source)
    taker.leave_out_rows(file, len(out) if alone else 0)
    source = say("by the seats, contacts and encounters: the table has no column of deals")
    taker.note("inferred", file, table="people", column="deal", value=len(placed), source=source)


def _with_bosses_here(spread: pd.DataFrame, file: str, taker: NoteTaker) -> pd.DataFrame:
    """Bosses who are on the same deal; others are kept out, noted."""
    if BOSS not in spread:
        return spread
    boss = spread[BOSS].fillna("").astype(str).str.strip()
    here = pd.MultiIndex.from_frame(spread[_PAIR])
    away = (boss != "").to_numpy() & ~pd.MultiIndex.from_arrays([spread["deal"], boss]).isin(here)
    where = {"table": "people", "column": BOSS, "row": spread["person"][away].tolist()}
    source = [say("{name} is on none of these deals", name=name) for name in boss[away]]
    taker.note("kept out", file, line=spread.index[away].tolist(), value=boss[away].tolist(), source=source, **where)
    return spread.assign(**{BOSS: spread[BOSS].mask(away)})
