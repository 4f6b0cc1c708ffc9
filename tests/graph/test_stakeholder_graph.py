"""The container: what it fills in, what it keeps, what it hands out."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import influence
from influence import StakeholderGraph
from influence.tables.schema import TABLES


def people(**columns):
    return pd.DataFrame({"person": ["Ann", "Bo", "Cy"], **columns})


def test_rule_000_7_influence_comes_from_office_or_from_personal_standing():
    found = StakeholderGraph.from_tables(
        people(influence=[0.1, None, None], formal_influence=[0.9, 0.5, None], personal_influence=[0.9, 0.4, None])
    ).people
    assert found["influence"].tolist()[:2] == [0.1, pytest.approx(1 - 0.5 * 0.6)]
    assert found["influence"].isna().tolist() == [False, False, True]


def test_one_known_part_of_influence_is_enough():
    found = StakeholderGraph.from_tables(people(personal_influence=[0.3, None, 0.0])).people
    assert found["influence"].tolist()[::2] == [pytest.approx(0.3), 0.0]
    assert found["influence"].isna().tolist() == [False, True, False]


def test_an_unknown_measure_that_was_rated_is_the_median_of_its_ratings():
    rows = [("Ann", "support", -1.0), ("Bo", "support", 0.25), ("Bo", "support", 0.5), ("Bo", "support", -1.0)]
    ratings = pd.DataFrame(rows, columns=["person", "measure", "value"]).assign(rater="Yao")
    found = StakeholderGraph.from_tables(people(support=[0.75, None, None]), ratings=ratings).people
    assert found["support"].tolist()[:2] == [0.75, 0.25]
    assert found["support"].isna().tolist() == [False, False, True]


def test_rule_002_3_layers_come_from_level_and_reports():
    ties = pd.DataFrame({"source": ["Cy", "Bo"], "target": ["Bo", "Ann"], "kind": "reports_to"})
    found = StakeholderGraph.from_tables(people(level=[1, 2, 3]), ties).people
    assert found["layer"].tolist() == ["decision", "management", "operations"]
    given_layer = StakeholderGraph.from_tables(people(level=[1, 2, 3], layer=["operations", None, None]), ties).people
    assert given_layer["layer"].tolist() == ["operations", "management", "operations"]


def test_rule_002_3_reports_in_another_deal_make_nobody_a_manager():
    twice = pd.DataFrame({"deal": ["a", "a", "b", "b"], "person": ["Ann", "Bo"] * 2})
    tie = pd.DataFrame({"deal": ["b"], "source": ["Bo"], "target": ["Ann"], "kind": ["reports_to"]})
    found = StakeholderGraph.from_tables(twice, tie).people
    assert found["layer"].tolist() == ["operations", "operations", "management", "operations"]


def test_tables_handed_out_are_copies_and_attributes_do_not_change():
    graph = influence.datasets.load("cooked_duck")
    mine = graph.people
    mine.loc[0, "support"] = -1
    mine["influence"] = 0.0
    assert graph.people["support"].dropna().tolist() == [0.6]
    assert graph.people["influence"].max() == 1
    with pytest.raises(AttributeError, match="does not change"):
        graph.people = None
    with pytest.raises(AttributeError, match="does not change"):
        graph._tables = None


def test_the_caller_s_later_changes_do_not_reach_the_graph():
    mine = people(support=[0.1, 0.2, 0.3])
    graph = StakeholderGraph.from_tables(mine)
    mine.loc[:, "support"] = -1.0
    assert graph.people["support"].tolist() == [0.1, 0.2, 0.3]


def test_the_repr_counts_in_one_line():
    one = StakeholderGraph.from_tables(people().head(1))
    assert repr(one) == "StakeholderGraph: 1 deal, 1 person"
    assert repr(influence.datasets.load("krackhardt_hightech")) == (
        "StakeholderGraph: 1 deal, 21 people, 312 relationships"
    )


def test_only_keeps_the_deals_named():
    twice = pd.DataFrame({"deal": ["a", "b", "b"], "person": ["Ann", "Ann", "Bo"]})
    graph = StakeholderGraph.from_tables(twice)
    assert graph.only("b").people["person"].tolist() == ["Ann", "Bo"]
    with pytest.raises(influence.UnknownName, match="no deal called 'c'"):
        graph.only("c")


def test_without_leaves_the_seat_in_the_committee_and_nothing_else_behind():
    graph = influence.datasets.load("cooked_duck")
    gone = graph.without("vice president")
    assert "vice president" not in gone.people["person"].tolist()
    assert not (gone.relationships[["source", "target"]] == "vice president").any().any()
    assert gone.seats["person"].isna().sum() == 1
    assert len(gone.contacts) == len(graph.contacts) - 2
    assert len(graph.people) == 13
    with pytest.raises(influence.UnknownName, match="did you mean 'vice president'"):
        graph.without("vice-president")


def test_without_a_member_of_ours_takes_their_contacts():
    gone = influence.datasets.load("cooked_duck").without("Yao")
    assert set(gone.contacts["side"]) == {"rival"}
    assert gone.team["member"].tolist() == ["sales manager"]


def test_without_in_one_deal_leaves_the_other_alone():
    twice = pd.DataFrame({"deal": ["a", "a", "b", "b"], "person": ["Ann", "Bo"] * 2})
    left = StakeholderGraph.from_tables(twice).without("Ann", deal="a").people
    assert left[["deal", "person"]].to_numpy().tolist() == [["a", "Bo"], ["b", "Ann"], ["b", "Bo"]]


def test_other_assumptions_make_another_graph():
    graph = influence.datasets.load("cooked_duck")
    changed = graph.assuming(contacted_depth=0.95)
    assert influence.coverage(changed).by_deal["coverage"].item() == 0
    assert influence.coverage(graph).by_deal["coverage"].item() > 0
    with pytest.raises(influence.UnknownName, match="did you mean 'contacted_depth'"):
        graph.assuming(contact_depth=0.5)
    with pytest.raises(influence.InfluenceError, match=r"contacted_depth is 1\.5"):
        graph.assuming(contacted_depth=1.5)


def test_a_kind_of_tie_of_one_s_own():
    kinds = {**influence.RELATIONSHIP_KINDS, "mentors": influence.RelationshipKind(0.0, 1.0, 0.9, 0.1)}
    ties = pd.DataFrame({"source": ["Ann"], "target": ["Bo"], "kind": ["mentors"]})
    # Ann is known to listen to nobody.
    told = people(openness=[0.0, None, None])
    graph = StakeholderGraph.from_tables(told, ties, assumptions=influence.Assumptions(relationship_kinds=kinds))
    # Bo listens to Ann alone, as openly as the default has it; Cy has no part in the deal.
    assert influence.support(graph).detail["leverage"].tolist() == pytest.approx([0.5, 1 / 6, 1 / 3])
    with pytest.raises(influence.InvalidData, match="is not a known kind"):
        StakeholderGraph.from_tables(people(), ties)


def test_networkx_by_hand():
    G = nx.DiGraph()
    G.add_node("Ann", support=0.5, influence=1.0, participation=1.0, hobby=["chess"])
    G.add_node("Bo", support=None)
    G.add_edge("Bo", "Ann", kind="reports_to", strength=0.5)
    G.graph["seats"] = [{"role": "approver", "person": "Ann"}]
    graph = influence.read.networkx(G, deal="plant")
    assert graph.all_deals.tolist() == ["plant"]
    assert influence.coverage(graph).detail["weight"].tolist() == [1.0, 0.0]
    assert graph.people["hobby"].tolist()[0] == ["chess"]
    assert "hobby" in G.nodes["Ann"]


def test_an_undirected_graph_may_hold_ties_that_read_both_ways_only():
    G = nx.Graph()
    G.add_edge("Ann", "Bo", kind="works_with")
    assert len(influence.read.networkx(G).relationships) == 1
    G.add_edge("Ann", "Cy", kind="reports_to")
    with pytest.raises(influence.InfluenceError, match="has no direction, which reports_to needs"):
        influence.read.networkx(G)


def test_edges_without_a_kind_need_one():
    G = nx.DiGraph([("Ann", "Bo")])
    with pytest.raises(influence.InfluenceError, match="1 of 1 relationship does not say what it means"):
        influence.read.networkx(G)
    with pytest.raises(influence.InfluenceError, match="which way are the relationships of the kind trusts drawn"):
        influence.read.networkx(G, kind="trusts")
    graph = influence.read.networkx(G, kind="trusts", direction="source_to_target")
    assert graph.relationships["kind"].tolist() == ["trusts"]


def test_what_is_no_networkx_graph():
    with pytest.raises(influence.InfluenceError, match="G is of type dict; give a networkx graph"):
        influence.read.networkx({})
    with pytest.raises(influence.InvalidData, match="is empty"):
        influence.read.networkx(nx.DiGraph())


@pytest.mark.slow
def test_the_round_trip_through_networkx_loses_nothing(many):
    some = many.only(*many.all_deals[::12])
    back = [influence.read.networkx(some.to_networkx(deal)) for deal in some.all_deals]
    for name in TABLES:
        mine = some.table(name)
        for deal, one in zip(some.all_deals, back, strict=True):
            require_the_same(mine[mine["deal"] == deal], one.table(name))
    again = {name: [one.table(name) for one in back if len(one.table(name))] for name in TABLES}
    again = {name: pd.concat(tables, ignore_index=True) for name, tables in again.items() if tables}
    scores = influence.score(StakeholderGraph.from_tables(**again))
    assert_frame_equal(influence.score(some), scores, check_dtype=False, rtol=0, atol=1e-12)


def require_the_same(mine, back):
    """Every known cell, whatever the order of the rows."""
    if not len(mine):
        assert not len(back)
        return
    before = mine.dropna(axis=1, how="all")
    order = [column for column in before if before[column].notna().all()]
    one, other = (each.sort_values(order, ignore_index=True) for each in (before, back[before.columns]))
    assert_frame_equal(one, other, check_dtype=False)


def test_the_round_trip_keeps_ids_that_are_numbers_and_a_mix_of_ties():
    G = nx.MultiDiGraph(deal=7)
    G.add_nodes_from([1, 2, 3], support=0.0)
    for kind in ("trusts", "knows", "trusts"):
        G.add_edge(1, 2, kind=kind)
    back = influence.read.networkx(G).to_networkx()
    assert nx.is_isomorphic(G, back)
    assert list(back.nodes) == [1, 2, 3]
    assert back.graph["deal"] == 7
    assert sorted(kind for _, _, kind in back.edges(data="kind")) == ["knows", "trusts", "trusts"]


def test_several_deals_must_be_named_for_networkx():
    twice = pd.DataFrame({"deal": ["a", "b"], "person": ["Ann", "Ann"]})
    with pytest.raises(influence.UnknownName, match="no deal named; known deals: 'a', 'b'"):
        StakeholderGraph.from_tables(twice).to_networkx()


def test_a_graph_is_its_tables_again(many):
    tables = {name: many.table(name) for name in TABLES if len(many.table(name))}
    again = StakeholderGraph.from_tables(**tables)
    assert_frame_equal(influence.score(many), influence.score(again), rtol=0, atol=0)
    assert np.array_equal(many.people.columns, again.people.columns)


@pytest.mark.parametrize("left", [(), ("knows",), ("knows", "conflicts_with")])
def test_assumptions_that_lack_a_kind_in_use_are_refused(left):
    ties = pd.DataFrame({"source": ["Ann"], "target": ["Bo"], "kind": ["trusts"]})
    graph = StakeholderGraph.from_tables(people(), ties)
    kinds = {kind: influence.RELATIONSHIP_KINDS[kind] for kind in left}
    with pytest.raises(influence.InfluenceError, match="relationship_kinds lacks 'trusts', which relationships"):
        graph.assuming(relationship_kinds=kinds)
    more = {**kinds, "trusts": influence.RELATIONSHIP_KINDS["trusts"]}
    assert graph.assuming(relationship_kinds=more).assumptions.relationship_kinds == more


def test_a_dotted_line_carries_half_a_reporting_line_and_makes_nobody_a_manager():
    solid, dotted = (influence.RELATIONSHIP_KINDS[kind] for kind in ("reports_to", "dotted_line_to"))
    assert (dotted.target_sways_source, dotted.source_sways_target) == (0.5, 0.15)
    assert (dotted.source_introduces_target, dotted.target_introduces_source) == (0.4, 0.6)
    assert dotted.target_sways_source * 2 == solid.target_sways_source
    ties = pd.DataFrame({"source": ["Ann"], "target": ["Bo"], "kind": ["dotted_line_to"]})
    graph = StakeholderGraph.from_tables(people(support=[0.0, 1.0, 0.0]), ties)
    assert graph.people["layer"].tolist() == ["operations"] * 3
    settled = influence.support(graph).detail["settled_support"].tolist()
    assert settled[0] > 0 == settled[2]
