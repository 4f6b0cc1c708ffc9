"""Graphs as values: pickled, copied, compared, counted, and asked for what they do not have."""

from __future__ import annotations

import copy
import pickle

import pandas as pd
import pytest
from hypothesis import given

import influence
from influence import InfluenceError, InvalidData, StakeholderGraph, UnknownName
from tests.random_deals import deal_graphs


@pytest.fixture(scope="module")
def duck():
    return influence.datasets.load("cooked_duck")


@pytest.fixture
def two():
    """Two deals with one person each, who has the same id."""
    return StakeholderGraph.from_tables({"deal": ["a", "b"], "person": ["Ann", "Ann"]})


def test_a_graph_can_be_pickled_and_copied(duck):
    scores = influence.score(duck)
    for again in (pickle.loads(pickle.dumps(duck)), copy.copy(duck), copy.deepcopy(duck)):
        assert again == duck
        assert again.notes.equals(duck.notes)
        assert influence.score(again).equals(scores)


@pytest.mark.slow
@given(deal_graphs())
def test_a_graph_equals_what_was_pickled_of_it(graph):
    assert pickle.loads(pickle.dumps(graph)) == graph


def test_graphs_differ_by_a_cell_a_table_or_an_assumption(duck):
    assert duck != duck.with_support({"clerk": 0.5})
    assert duck != duck.replaced(seats=None)
    assert duck != duck.assuming(contacted_depth=0.5)
    assert duck != "cooked_duck"
    assert duck == duck.assuming(contacted_depth=0.5).assuming(contacted_depth=0.25)


def test_a_graph_has_no_hash(duck):
    with pytest.raises(TypeError, match="unhashable"):
        hash(duck)


def test_len_and_iteration_are_the_deals(two):
    assert len(two) == 2
    assert list(two) == ["a", "b"]
    assert "b" in two
    assert "c" not in two


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("nodes", "graph.people or graph.to_networkx()"),
        ("edges", "graph.relationships or graph.to_networkx()"),
        ("add_node", "graph.with_person(...)"),
        ("add_person", "graph.with_person(...)"),
        ("add_nodes_from", "graph.with_person(...)"),
        ("add_edge", "graph.with_relationship(...)"),
        ("remove_node", "graph.without(...)"),
        ("subgraph", "graph.to_networkx()"),
        ("peopel", "graph.people"),
    ],
)
def test_what_a_graph_does_not_have_is_answered_with_what_to_use(duck, name, instead):
    with pytest.raises(AttributeError) as raised:
        getattr(duck, name)
    assert isinstance(raised.value, InfluenceError)
    assert f"a StakeholderGraph has no {name!r}; use {instead}" in str(raised.value)
    assert not hasattr(duck, name)


def test_an_attribute_that_is_there_and_fails_says_why():
    broken = StakeholderGraph({}, None, None, None)
    with pytest.raises(AttributeError, match="'NoneType' object has no attribute 'deals'"):
        broken.all_deals  # noqa: B018


def test_setting_anything_is_an_error_of_ours_too(duck):
    with pytest.raises(InfluenceError, match="does not change; people cannot be set"):
        duck.people = None


class TestPerson:
    def test_somebody_new_joins_the_only_deal(self, duck):
        more = duck.with_person("buyer", support=0.5, department="purchasing")
        assert len(more.people) == len(duck.people) + 1
        row = more.people.set_index("person").loc["buyer"]
        assert row[["deal", "support", "department", "layer"]].tolist() == [
            "equipment", 0.5, "purchasing", "operations",
        ]  # fmt: skip
        assert more.without("buyer") == duck

    def test_somebody_new_needs_a_deal_where_there_are_several(self, two):
        with pytest.raises(UnknownName, match="no deal named; known deals: 'a', 'b'"):
            two.with_person("Bo")
        assert two.with_person("Bo", deal="b").people["person"].tolist() == ["Ann", "Ann", "Bo"]

    def test_somebody_who_is_there_takes_the_columns_given_and_keeps_the_rest(self, duck, two):
        changed = duck.with_person("clerk", support=-0.5, influence=None).people.set_index("person")
        assert changed.loc["clerk", "support"] == -0.5
        assert pd.isna(changed.loc["clerk", "influence"])
        kept = [name for name in changed if name not in ("support", "influence")]
        assert changed.loc["clerk", kept].equals(duck.people.set_index("person").loc["clerk", kept])
        assert two.with_person("Ann", support=1, deal="a").people["support"].isna().tolist() == [False, True]
        assert two.with_person("Ann", support=1).people["support"].tolist() == [1, 1]

    def test_nothing_given_changes_nothing(self, duck):
        assert duck.with_person("clerk") == duck

    def test_a_measure_given_replaces_its_ratings(self):
        ratings = [{"rater": "Yao", "person": "Ann", "measure": name, "value": 0.5} for name in ("support", "openness")]
        graph = StakeholderGraph.from_tables({"person": ["Ann"]}, ratings=ratings)
        changed = graph.with_person("Ann", support=None)
        assert changed.people["support"].isna().all()
        assert changed.ratings["measure"].tolist() == ["openness"]

    def test_columns_of_one_s_own(self):
        graph = StakeholderGraph.from_tables({"person": ["Ann"], "age": [50]})
        assert graph.with_person("Bo", age=40).people["age"].tolist() == [50, 40]
        with pytest.raises(UnknownName, match="no column of people called 'suport': did you mean 'support'"):
            graph.with_person("Bo", suport=0.5)

    def test_values_pass_the_same_checks_as_a_table(self, duck):
        with pytest.raises(InvalidData, match="people:what if: support: 2 is not a number from -1 to 1"):
            duck.with_person("buyer", support=2)
        with pytest.raises(InvalidData, match="'Clerk' differs from another id only by spaces or case"):
            duck.with_person("Clerk")


class TestReplaced:
    def test_tables_in_place_of_the_graph_s_own(self, duck):
        ours = duck.contacts.query("side == 'us'")
        fewer = duck.replaced(contacts=ours, interactions=[], seats=[])
        assert len(fewer.contacts) == len(ours) < len(duck.contacts)
        # Contacts follow from the encounters that stay.
        assert len(duck.replaced(contacts=[]).contacts) == len(duck.contacts)
        assert fewer.seats.empty
        assert fewer.people.equals(duck.people)

    def test_a_deal_whose_people_are_gone_stays_a_deal(self, two):
        assert list(two.replaced(people=two.people.query("deal == 'b'"))) == ["a", "b"]

    def test_what_is_no_table_of_ours(self, duck):
        with pytest.raises(UnknownName, match="no table called 'peple': did you mean 'people'"):
            duck.replaced(peple=duck.people)
        with pytest.raises(InvalidData, match="deal: is a missing column"):
            duck.replaced(people=duck.people.drop(columns="deal"))


@pytest.mark.parametrize(
    "slip",
    [
        lambda graph: graph.only(["equipment"]),
        lambda graph: graph.without(["clerk"]),
        lambda graph: graph.without("clerk", deal=["equipment"]),
        lambda graph: graph.to_networkx(["equipment"]),
        lambda graph: graph.with_person(["clerk"]),
        lambda graph: graph.with_person("clerk", title=["clerk"]),
        lambda graph: graph.with_support(["clerk"]),
        lambda graph: graph.with_contact(["clerk"], member="Yao"),
        lambda graph: graph.with_contact("clerk", member=["Yao"]),
        lambda graph: graph.with_relationship("clerk", ["friend"], kind="knows"),
        lambda graph: graph.with_relationship("clerk", "friend", kind=["knows"]),
        lambda graph: graph.with_seat("clerk", role=["user"]),
        lambda graph: graph.with_seat({"clerk"}, role="user"),
        lambda graph: graph.from_tables({"person": ["Ann"]}, deal=["plant"]),
    ],
)
def test_a_list_where_one_thing_is_meant_says_so(duck, slip):
    with pytest.raises(InfluenceError, match=r"; give (one id|one value|each person's)"):
        slip(duck)
