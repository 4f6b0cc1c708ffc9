"""The page of the map: whose deal, which strategy, which language, how large."""

from __future__ import annotations

import pandas as pd
import pytest

import influence
from influence import StakeholderGraph, UnknownName
from influence.show.spoken import language_of
from tests.show.organisations import organisation
from tests.show.pages import embedded, graph_of


@pytest.mark.parametrize("strategy", ["middle_out", "middle-out", "Middle out"])
def test_a_strategy_marks_its_own_people_only(duck, strategy):
    page = influence.show.org_map(duck.graph, strategy=strategy)
    drawn = embedded(page)
    assert drawn["people"][drawn["now"]["next"]]["name"] == "Head of production"


def test_a_strategy_that_is_none_is_answered_with_the_nearest(duck):
    with pytest.raises(UnknownName, match="did you mean 'top_down'"):
        influence.show.org_map(duck.graph, strategy="topdwon")


def test_where_it_is_too_early_the_map_begins_with_what_the_report_begins_with(duck):
    early = graph_of({"person": "Ann", "support": 0.2}, {"person": "Bo"})
    assert influence.diagnose(early).by_deal["verdict"].item() == "too early"
    first = embedded(influence.show.org_map(early))["now"]["before"]
    assert f"1. {first}" in influence.show.report(early).markdown
    assert embedded(influence.show.org_map(duck.graph))["now"]["before"] is None


def test_a_relationship_of_the_caller_s_own_kind_is_drawn_and_named():
    own = {**influence.RELATIONSHIP_KINDS, "plays_golf_with": influence.RELATIONSHIP_KINDS["knows"]}
    graph = StakeholderGraph.from_tables(
        pd.DataFrame({"person": ["a", "b"]}),
        pd.DataFrame({"source": ["a"], "target": ["b"], "kind": ["plays_golf_with"]}),
        assumptions=influence.Assumptions(relationship_kinds=own),
    )
    drawn = embedded(influence.show.org_map(graph))
    kind = next(each for each in drawn["kinds"] if each["kind"] == "plays_golf_with")
    assert (kind["reading"], kind["count"], kind["arrow"]) == ("plays golf with", 1, True)
    drawn_kinds = [drawn["kinds"][number]["kind"] for number, *_ in drawn["views"][2]["lines"]]
    assert drawn_kinds.count("plays_golf_with") == 1


def test_whole_numbers_are_ids_too():
    graph = graph_of({"person": 7}, {"person": 10, "title": "Head"}, deal=3)
    page = influence.show.org_map(graph, deal=3)
    assert page.title == "Deal 3"
    assert [card["id"] for card in embedded(page)["people"]] == [7, 10]


def test_a_deal_of_nobody_but_an_empty_seat_is_shown():
    seats = pd.DataFrame([{"deal": "b", "role": "approver", "person": None, "veto": True}])
    people = pd.DataFrame([{"deal": "a", "person": "Ann"}])
    graph = StakeholderGraph.from_tables(people, seats=seats, deals=pd.DataFrame({"deal": ["a", "b"]}))
    assert [card["name"] for card in embedded(influence.show.org_map(graph, deal="b"))["seats"]] == ["Holder unknown"]
    assert "1 seat with a vote has an unknown holder." in influence.show.report(graph, deal="b").html


def test_one_of_several_deals_must_be_named():
    graph = StakeholderGraph.from_tables(pd.DataFrame({"deal": ["a", "b"], "person": ["Ann", "Bo"]}))
    for show in (influence.show.org_map, influence.show.report):
        with pytest.raises(UnknownName, match="no deal named; known deals: 'a', 'b'"):
            show(graph)
        assert [card["name"] for card in embedded(show(graph, deal="a"))["people"]] == ["Ann"]


def test_a_locale_that_is_none_is_answered_with_those_there_are(duck):
    with pytest.raises(UnknownName, match="'en', 'zh'"):
        influence.show.org_map(duck.graph, locale="klingon")


def test_the_map_speaks_the_language_of_the_headers_read(tmp_path, duck):
    (tmp_path / "people.csv").write_text("姓名,职务,支持度\n王建国,总经理,0.5\n", encoding="utf-8")
    graph = influence.read.tables(tmp_path)
    assert (language_of(graph), language_of(duck.graph)) == ("zh", "en")
    page = influence.show.org_map(graph)
    assert '<html lang="zh">' in page.html
    assert "关键人物" in embedded(page)["words"].values()
    assert "Who matters" in embedded(influence.show.org_map(graph, locale="en"))["words"].values()


@pytest.mark.parametrize("show", [influence.show.org_map, influence.show.report, influence.show.network])
def test_in_a_notebook_a_page_says_its_numbers_beside_the_frame(duck, show):
    shown = show(duck.graph)._repr_html_()
    beside = shown.rpartition("</iframe>")[2]
    assert "Votes covered: " in beside
    assert "<code>.save(&quot;page.html&quot;)</code>" in beside
    assert "<iframe" not in beside


def test_in_a_notebook_the_frame_is_as_high_as_its_map(duck):
    heights = [influence.show.org_map(graph).height for graph in (graph_of({"person": "Ann"}), organisation(60))]
    assert heights == [560, 900]
    assert 'height="560"' in influence.show.org_map(graph_of({"person": "Ann"}))._repr_html_()


@pytest.mark.parametrize("people", [10, 34, 130, pytest.param(500, marks=pytest.mark.slow)])
def test_a_page_is_at_most_150_kb_and_one_more_for_each_person(people):
    assert len(influence.show.org_map(organisation(people)).html.encode()) <= (150 + people) * 1000
