"""Laws of every analysis: deals apart are deals together; neither the order of rows nor other ids change anything."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import settings
from pandas.testing import assert_frame_equal

import influence
from influence import InfluenceError, StakeholderGraph
from tests.laws.laws import ANALYSES, frames, plain, same

# These take more than a second for so many deals one by one.
LONG = {"diagnose", "score", "strategies", "trend"}
every_analysis = pytest.mark.parametrize("name", ANALYSES)
# Of these not even the last digit depends on the deals beside.
TO_THE_DIGIT = {"agreement", "information_gaps"}


@pytest.fixture(scope="session")
def some(many):
    """Some of the deals as graphs of their own, of one, two and six deals in turn."""
    deals = many.all_deals[:: len(many.all_deals) // (3 * settings.default.max_examples)]
    ends = np.resize((1, 2, 6), len(deals)).cumsum()
    return {tuple(part): many.only(*part) for part in np.split(deals, ends[ends < len(deals)])}


@pytest.fixture(scope="session")
def accounts(many):
    """Some of the accounts, each also as a graph of its own."""
    deals = many.deals.groupby("account")["deal"].agg(list)
    return {(account,): many.only(*deals[account]) for account in deals.index[: len(deals) // 3]}


@pytest.fixture(scope="session")
def colleagues(many):
    """Our members, each with the deals they are in as a graph of its own."""
    deals = influence.members(many).detail.reset_index().groupby("member")["deal"].agg(list)
    return {(member,): many.only(*those) for member, those in deals.items()}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow if name in LONG else ()) for name in ANALYSES]
)
def test_apart_is_together(name, many, some, accounts, colleagues):
    """A few deals, an account, or a member's deals by themselves give the rows that they have among the others."""
    together = frames(ANALYSES[name], many)
    exactly = {"check_exact": True} if name in TO_THE_DIGIT else {}
    parts = {"deal": some, "account": accounts, "member": colleagues}[together[0].index.names[0]]
    apart = zip(*(frames(ANALYSES[name], graph) for graph in parts.values()), strict=True)
    for whole, each in zip(together, apart, strict=True):
        # In the deals of a member others have rows too.
        own = [_of(part, rows) for part, rows in zip(parts, each, strict=True)]
        same(pd.concat([plain(rows) for rows in own]), _of([name for part in parts for name in part], whole), **exactly)


def _of(names, rows):
    """The rows of these deals, accounts or members."""
    return rows[rows.index.get_level_values(0).isin(names)]


def test_a_source_who_is_a_member_of_another_deal_only_is_no_member_of_this_one():
    people = pd.DataFrame({"deal": [1, 2], "person": ["Ann", "Bo"]})
    facts = pd.DataFrame({"deal": [1], "question": ["pain"], "answer": ["x"], "source": ["m0"]})
    graph = StakeholderGraph.from_tables(people, facts=facts, team=pd.DataFrame({"deal": [2], "member": ["m0"]}))
    together, alone = (influence.agreement(each).by_deal["told_by_one"][1] for each in (graph, graph.only(1)))
    assert (together is pd.NA) == (alone is pd.NA)


@pytest.fixture(scope="session")
def shuffled(many_tables):
    mixed = {name: table.sample(frac=1, random_state=1) for name, table in many_tables.items()}
    return StakeholderGraph.from_tables(**mixed)


@every_analysis
@pytest.mark.slow
def test_the_order_of_the_rows_changes_no_number_and_no_name(name, many, shuffled):
    for one, other in zip(frames(ANALYSES[name], many), frames(ANALYSES[name], shuffled), strict=True):
        same(one, other)


@pytest.fixture(scope="session")
def renamed(many_tables):
    """The same deals, everybody of theirs and ours called otherwise wherever they are named."""
    return StakeholderGraph.from_tables(
        **{name: table.map(called_otherwise) for name, table in many_tables.items()},
    )


def called_otherwise(cell):
    # Names keep their order, since the first of equals is told.
    return re.sub(r"\b([pm])(\d)\b", r"\1z\2", cell) if isinstance(cell, str) else cell


def called_as_before(cell):
    return re.sub(r"([pm])z(\d)", r"\1\2", cell) if isinstance(cell, str) else cell


@every_analysis
@pytest.mark.slow
def test_other_ids_change_no_number(name, many, renamed):
    for one, other in zip(frames(ANALYSES[name], many), frames(ANALYSES[name], renamed), strict=True):
        same(one, other.map(called_as_before).rename(index=called_as_before))


@every_analysis
@pytest.mark.slow
def test_no_table_is_changed(name, many_tables):
    """Neither the caller's tables nor the graph's are other than before."""
    given = {table: frame.copy(deep=True) for table, frame in many_tables.items()}
    graph = StakeholderGraph.from_tables(**given)
    held = {table: graph.table(table) for table in given}
    frames(ANALYSES[name], graph)
    for table in given:
        assert_frame_equal(given[table], many_tables[table])
        assert_frame_equal(graph.table(table), held[table])


@every_analysis
@pytest.mark.parametrize("odd", [None, "deals.csv", pd.DataFrame({"person": ["Ann"]})], ids=["None", "text", "table"])
def test_what_is_no_graph_is_refused(name, odd):
    with pytest.raises(InfluenceError, match=f"this is a {type(odd).__name__}; give a StakeholderGraph"):
        ANALYSES[name](odd)


def test_there_are_analyses_under_these_laws():
    assert len(ANALYSES) > 17
    assert {"score", "rivals", "diagnose", "coach_network"} <= set(ANALYSES)
