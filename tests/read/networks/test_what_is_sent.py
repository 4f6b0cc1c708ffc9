"""Nominations, mail and replies: the sender seeks advice from the receiver; what has no direction works both ways."""

from __future__ import annotations

import networkx as nx
import pytest

from influence import InfluenceError, InvalidData
from influence.read import matrix, tables
from influence.read.networks.gexf import gexf
from influence.read.networks.graphml import graphml
from influence.read.networks.networkx_objects import networkx as read_networkx
from tests.read.networks.network_files import (
    AS_DRAWN,
    FORMATS,
    KEYS,
    NODES,
    assert_accounted,
    edge,
    graph_xml,
    noted,
    related,
    xml,
)

WORDS = ["emails", "e-mail", "Mail", "nominates", "nomination", "replies to", "Reply", "提名", "回复"]


@pytest.mark.parametrize("word", WORDS)
def test_a_word_for_what_is_sent_is_read_and_noted_once_its_direction_is_said(tmp_path, word):
    path = xml(tmp_path, graph_xml(NODES + edge("a", "b", kind=word), KEYS))
    graph = graphml(path, **AS_DRAWN)
    assert related(graph) == [("a", "b", "seeks_advice_from")]
    assert ["seeks_advice_from", f"kind {word!r}, 1 time"] in noted(graph, "renamed", "value", "source")
    assert_accounted(graph)


def test_its_direction_is_asked_for_with_what_the_sender_does(tmp_path):
    path = xml(tmp_path, graph_xml(NODES + edge("a", "b", kind="emails"), KEYS))
    with pytest.raises(
        InfluenceError, match=r"that a seeks advice from b, give .*the sender seeks advice from the rec"
    ):
        graphml(path)
    assert related(graphml(path, direction="target_to_source")) == [("b", "a", "seeks_advice_from")]


def test_without_a_direction_the_remedy_is_works_with_and_it_works(tmp_path):
    path = xml(tmp_path, graph_xml(NODES + edge("a", "b", kind="Emails"), KEYS, way="undirected"))
    with pytest.raises(InfluenceError, match=r"kind=\{'Emails': 'works_with'\} \(--kind Emails=works_with\)"):
        graphml(path)
    assert related(graphml(path, kind={"Emails": "works_with"})) == [("a", "b", "works_with")]


@pytest.mark.parametrize(
    ("word", "way", "kind"),
    [
        ("comments on", "directed", "seeks_advice_from"),
        ("comments on", "undirected", "works_with"),
        ("friendship", "undirected", "knows"),
        ("lunch", "directed", "knows"),
    ],
)
def test_another_word_is_proposed_as_what_comes_nearest(tmp_path, word, way, kind):
    path = xml(tmp_path, graph_xml(NODES + edge("a", "b", kind=word), KEYS, way=way))
    with pytest.raises(InfluenceError) as raised:
        graphml(path)
    assert f"for instance kind={{{word!r}: {kind!r}}} (--kind {word}={kind})" in str(raised.value)
    assert related(graphml(path, kind={word: kind}, **AS_DRAWN)) == [("a", "b", kind)]


def test_edges_with_a_direction_are_never_proposed_as_works_with(tmp_path):
    for made, sent in ((nx.DiGraph, True), (nx.Graph, False)):
        with pytest.raises(InfluenceError) as raised:
            read_networkx(made([("Ann", "Bo"), ("Cy", "Bo")]))
        proposed = str(raised.value)
        assert ("kind='seeks_advice_from' (--kind seeks_advice_from), from the sender to the rec" in proposed) == sent
        assert ("kind='works_with' (--kind works_with)" in proposed) == (not sent)


def test_a_matrix_that_says_the_same_in_both_directions_is_works_with(tmp_path):
    path = tmp_path / "m.csv"
    for text, proposed in (
        (",Ann,Bo,Cy\nAnn,,2,0\nBo,2,,1\nCy,0,1,\n", "kind='works_with' (--kind works_with)"),
        (",Ann,Bo,Cy\nAnn,,2,0\nBo,1,,1\nCy,0,1,\n", "kind='seeks_advice_from' (--kind seeks_advice_from)"),
    ):
        path.write_text(text)
        for read, error in ((matrix, InfluenceError), (tables, InvalidData)):
            with pytest.raises(error) as raised:
                read(path)
            assert proposed in str(raised.value)
            assert ("works_with" in str(raised.value)) == ("works_with" in proposed)


def test_senders_and_receivers_head_the_ends_of_relationships(tmp_path):
    (tmp_path / "people.csv").write_text("person\nAnn\nBo\n")
    (tmp_path / "relationships.csv").write_text("Sender,Receiver,kind\nAnn,Bo,mail\n")
    assert related(tables(tmp_path)) == [("Ann", "Bo", "seeks_advice_from")]


def test_a_real_network_that_does_not_say_what_it_is_may_be_advice_and_not_work():
    place = FORMATS / "krackhardt_advice.gephi13.gexf"
    with pytest.raises(InfluenceError, match=r"190 of 190 relationships .*kind='seeks_advice_from'") as raised:
        gexf(place)
    assert "works_with" not in str(raised.value)
    graph = gexf(place, kind="seeks_advice_from", **AS_DRAWN)
    assert graph.relationships["target"].value_counts().idxmax() == "A02"
