"""Laws of a graph as of a day, and of scores day by day (rules 001-24, 002-13)."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import influence
from influence import StakeholderGraph
from influence.tables.schema import TABLES
from tests.laws.laws import same
from tests.random_deals import deal_graphs

# The day of a row, by what the schema has: a new table with a date is under these laws by itself.
ROWS = {name: "date" for name, table in TABLES.items() if "date" in table.by_name} | {"commitments": "made"}
CELLS = {"contacts": ("last_touch", ["last_touch", "touches"]), "deals": ("close_date", ["outcome"])}
DAYS = ("1950-01-01", "2024-01-01", "2024-01-15", "2024-02-01", "2024-05-31", "2100-06-30")
days = st.sampled_from(DAYS)
undated = st.sampled_from(["keep", "drop"])
# Their names are what a row is told by; anything else of a later row may be another.
NAMED = {"person", "member", "commitment", "interaction", "by", "to", "invited_by", "about", "deal", "department"}


def later(table, column, day):
    """Which rows of a table came after the day."""
    dates = pd.to_datetime(table.get(column, pd.Series(None, table.index)), format="ISO8601")
    return (dates > pd.Timestamp(day)).to_numpy(dtype=bool)


def without_later(tables, day):
    """The tables without any row or cell of a later day, as if nobody had written one yet."""
    left = {}
    for name, table in tables.items():
        rows = table[~later(table, ROWS[name], day)] if name in ROWS else table
        for name_of, (column, cells) in CELLS.items():
            if name == name_of:
                gone = later(rows, column, day)
                rows = rows.assign(**{cell: rows[cell].astype(object).mask(gone, None) for cell in cells})
        left[name] = rows
    return {name: table for name, table in left.items() if len(table)}


def changed(tables, day, rng):
    """The tables with other words and numbers in the rows of later days, each a cell that another row of it has."""
    other = {}
    for name, table in tables.items():
        rows = later(table, ROWS.get(name, ""), day)
        free = [cell for cell in table if cell not in NAMED | {"measure", "side", ROWS.get(name)}]
        mixed = {cell: table[cell].astype(object).to_numpy()[rng.permutation(len(table))] for cell in free}
        if name == "ratings":
            mixed["value"] = np.where(rows, 0.5, table["value"])
        if name == "commitments":
            mixed |= {cell: np.full(len(table), None) for cell in ("due", "done")}
        other[name] = table.assign(**{cell: table[cell].astype(object).mask(rows, mixed[cell]) for cell in mixed})
    return other


def says_the_same(graph, other):
    """Every known cell of the one is in the other; columns and tables of which nothing is known may be missing."""
    for name in TABLES:
        tables = [each.table(name) for each in (graph, other)]
        one, two = (table.loc[:, table.notna().any()] for table in tables)
        assert list(one) == list(two), name
        assert len(tables[0]) == len(tables[1]), name
        same(one, two)


@given(deal_graphs(told=True), days, days, undated)
def test_twice_is_once_as_of_the_earlier(graph, one, other, undated):
    twice = graph.as_of(one, undated=undated).as_of(other, undated=undated)
    assert twice == graph.as_of(min(one, other), undated=undated)


@pytest.mark.slow
@pytest.mark.parametrize("kept", ["keep", "drop"])
def test_no_score_depends_on_a_row_of_a_later_day(many_tables, kept):
    """Neither on there being one nor on what it says; in hundreds of deals at once, on each of a few days."""
    rng, quiet = np.random.default_rng(0), without_promises(many_tables)
    all_known, all_said = StakeholderGraph.from_tables(**quiet), StakeholderGraph.from_tables(**many_tables)
    for day in DAYS[1:]:
        for graph, other in ((all_known, without_later(quiet, day)), (all_said, changed(many_tables, day, rng))):
            earlier = StakeholderGraph.from_tables(**other)
            then, now = (each.as_of(day, undated=kept) for each in (graph, earlier))
            same(influence.score(now), influence.score(then))


def without_promises(tables):
    """Without promises and askings, whose parties may be named in later rows only."""
    met = {"interactions": tables["interactions"].drop(columns="invited_by")} if "interactions" in tables else {}
    return {name: table for name, table in {**tables, **met}.items() if name != "commitments"}


@pytest.fixture(scope="module")
def quiet(many_tables):
    return StakeholderGraph.from_tables(**without_promises(many_tables))


@pytest.mark.parametrize("day", DAYS)
def test_no_table_depends_on_a_row_of_a_later_day(many_tables, quiet, day):
    earlier = StakeholderGraph.from_tables(**without_promises(without_later(many_tables, day)))
    for kept in ("keep", "drop"):
        says_the_same(*(each.as_of(day, undated=kept) for each in (quiet, earlier)))


@given(deal_graphs(told=True), days, undated)
def test_a_graph_as_of_a_day_passes_every_check(graph, day, undated):
    then = graph.as_of(day, undated=undated)
    again = then.replaced()
    for name in TABLES:
        same(again.table(name), then.table(name))
    assert influence.check({name: then.table(name) for name in TABLES if len(then.table(name))}).empty


@given(deal_graphs(told=True), days)
def test_a_rated_measure_is_the_median_of_what_agreement_reads(graph, day):
    then = graph.as_of(day)
    rated = influence.agreement(then).detail
    before, filled = (people.set_index(["deal", "person"]) for people in (then.people_given, then.people))
    for (deal, person, measure), row in rated.iterrows():
        if measure == "influence" or (measure in before and pd.notna(before.loc[(deal, person), measure])):
            continue
        assert row["low"] - 1e-12 <= filled.loc[(deal, person), measure] <= row["high"] + 1e-12


@pytest.mark.slow
@pytest.mark.parametrize("kept", ["keep", "drop"])
def test_a_trend_is_the_scores_of_each_day(many, kept):
    """Out of order and twice the same day come out in order and once."""
    found = influence.trend(many, [*DAYS[::-1], DAYS[0]], undated=kept)
    assert found.index.get_level_values("day").unique().strftime("%Y-%m-%d").tolist() == list(DAYS)
    for day in DAYS:
        same(found.xs(pd.Timestamp(day), level="day"), influence.score(many.as_of(day, undated=kept)))


@pytest.mark.slow
def test_trends_of_deals_apart_are_trends_of_deals_together(many):
    together = influence.trend(many, DAYS[1:3])
    for deal in many.all_deals[::40]:
        same(influence.trend(many.only(deal), DAYS[1:3]), together.loc[[deal]])


@pytest.mark.slow
def test_as_of_a_day_deals_apart_are_deals_together(many):
    then = many.as_of(DAYS[2])
    for deal in many.all_deals[::40]:
        says_the_same(many.only(deal).as_of(DAYS[2]), then.only(deal))
