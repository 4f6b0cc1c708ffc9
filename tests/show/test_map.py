"""The map without a browser: the marks on its cards, where they stand, how lines run."""

from __future__ import annotations

import sys
from itertools import combinations, pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import influence
from influence import StakeholderGraph, UnknownName
from influence.show.map.layout import CARD_HEIGHT, CARD_WIDTH, COLUMN, Chart, forest, placed
from influence.show.map.org_map import drawing
from influence.show.map.routes import Routes
from influence.tables.schema import LAYERS
from tests.show.pages import embedded, graph_of, view_of


def hierarchy(people: int, per_boss: int) -> StakeholderGraph:
    lines = [{"source": k, "target": (k - 1) // per_boss, "kind": "reports_to"} for k in range(1, people)]
    return graph_of(*({"person": k, "level": 1 if k == 0 else None} for k in range(people)), relationships=lines)


def test_unknown_is_not_neutral():
    people = [{"person": name, "support": support} for name, support in zip("abcd", (None, 0, 0.7, -0.7), strict=True)]
    cards = drawing(view_of(*people))["cards"]
    assert [each["glyph"] for each in cards] == ["?", "0", "+", "−"]
    assert [each["fill"] is None for each in cards] == [True, False, False, False]
    assert len({each["fill"] for each in cards}) == 4
    assert dict(cards[0]["facts"])["Support"] == "unknown"
    assert dict(cards[1]["facts"])["Support"] == "0, neutral"


def test_the_marks_of_yao_s_deal(duck):
    cards = {each["label"]: each for each in drawing(duck)["cards"]}
    assert cards["General manager"]["seat"] == "approver · 17% · veto"
    assert [label for label, each in cards.items() if each.get("contacted")] == [
        "Yao's friend", "Vice president",
    ]  # fmt: skip
    assert sum(bool(each.get("rival")) for each in cards.values()) == 11
    assert {label for label, each in cards.items() if each["single"]} == {
        "General manager", "Vice president", "Yao (our team)",
    }  # fmt: skip
    assert cards["General manager"]["entry"] == 1


def test_the_recommended_path_is_drawn_from_our_member_on(duck):
    drawn = drawing(duck)
    path = [(edge["from"], edge["to"]) for edge in drawn["edges"] if edge["kind"] == "path"]
    names = [(drawn["cards"][source]["label"], drawn["cards"][target]["label"]) for source, target in path]
    assert names == [("Yao (our team)", "Vice president"), ("Vice president", "General manager")]


@pytest.mark.parametrize("strategy", ["middle_out", "middle-out", "Middle out"])
def test_a_strategy_marks_its_own_people_only(duck, strategy):
    page = influence.show.org_map(duck.graph, strategy=strategy)
    first = next(card for card in embedded(page)["cards"] if card.get("entry") == 1)
    assert first["label"] == "Head of production"


def test_a_strategy_that_is_none_is_answered_with_the_nearest(duck):
    with pytest.raises(UnknownName, match="did you mean 'top_down'"):
        influence.show.org_map(duck.graph, strategy="topdwon")


def test_many_lines_are_faint_and_few_are_not(duck, unknown):
    def colours(view):
        edges = drawing(view)["edges"]
        return {len(edge["color"]["color"]) for edge in edges if edge["kind"] not in ("reports_to", "contact", "path")}

    assert colours(duck) == {len("#rrggbb")}
    assert colours(unknown) == {len("#rrggbbaa")}


def test_a_relationship_of_the_caller_s_own_kind_is_drawn_and_named():
    own = {**influence.RELATIONSHIP_KINDS, "plays_golf_with": influence.RELATIONSHIP_KINDS["knows"]}
    graph = StakeholderGraph.from_tables(
        pd.DataFrame({"person": ["a", "b"]}),
        pd.DataFrame({"source": ["a"], "target": ["b"], "kind": ["plays_golf_with"]}),
        assumptions=influence.Assumptions(relationship_kinds=own),
    )
    assert "plays golf with; the arrow points as it was written" in influence.show.org_map(graph).html


def test_whole_numbers_are_ids_too():
    graph = graph_of({"person": 7}, {"person": 10, "title": "Head"}, deal=3)
    page = influence.show.org_map(graph, deal=3)
    assert page.title == "Deal 3"
    assert [card["label"] for card in embedded(page)["cards"]] == ["7", "Head (10)"]


def test_a_deal_of_nobody_but_an_empty_seat_is_shown():
    seats = pd.DataFrame([{"deal": "b", "role": "approver", "person": None, "veto": True}])
    people = pd.DataFrame([{"deal": "a", "person": "Ann"}])
    graph = StakeholderGraph.from_tables(people, seats=seats, deals=pd.DataFrame({"deal": ["a", "b"]}))
    assert [card["name"] for card in embedded(influence.show.org_map(graph, deal="b"))["cards"]] == ["Holder unknown"]
    report = influence.show.report(graph, deal="b").html
    assert "1 seat with a vote has an unknown holder." in report


def test_one_of_several_deals_must_be_named():
    graph = StakeholderGraph.from_tables(pd.DataFrame({"deal": ["a", "b"], "person": ["Ann", "Bo"]}))
    for show in (influence.show.org_map, influence.show.report):
        with pytest.raises(UnknownName, match="no deal named; known deals: 'a', 'b'"):
            show(graph)
        assert [card["label"] for card in embedded(show(graph, deal="a"))["cards"]] == ["Ann"]


# Where the cards stand, and how the lines run.


@st.composite
def charts(draw) -> Chart:
    size = draw(st.integers(1, 40))
    boss = [-1] + [draw(st.integers(-1, person - 1)) for person in range(1, size)]
    band = [draw(st.integers(0, len(LAYERS) - 1)) for _ in range(size)]
    level = [draw(st.sampled_from([1.0, 2.0, 3.0, float("nan")])) for _ in range(size)]
    return Chart(band, level, boss)


@given(charts())
def test_no_card_covers_another_and_each_stands_in_its_band(chart):
    layout = placed(chart)
    spots = list(zip(layout.x, layout.y, strict=True))
    for (ax, ay), (bx, by) in combinations(spots, 2):
        assert abs(ax - bx) >= CARD_WIDTH or abs(ay - by) >= CARD_HEIGHT
    bands = {band.band: band for band in layout.bands}
    for band, y in zip(chart.band, layout.y, strict=True):
        assert bands[band].top < y - CARD_HEIGHT / 2 < y + CARD_HEIGHT / 2 < bands[band].bottom
    for upper, lower in pairwise(layout.bands):
        assert (upper.band < lower.band, upper.bottom) == (True, lower.top)


@given(charts())
def test_reports_of_one_band_stand_below_their_boss(chart):
    layout = placed(chart)
    for person, boss in enumerate(chart.boss):
        if boss >= 0 and chart.band[person] == chart.band[boss]:
            assert layout.y[person] > layout.y[boss]


@given(charts(), st.randoms(use_true_random=False))
def test_lines_keep_to_right_angles_and_join_their_cards(chart, random):
    layout = placed(chart)
    routes = Routes(layout)
    people = range(len(chart.band))
    pairs = [(boss, person) for person, boss in enumerate(chart.boss) if boss >= 0]
    lines = [(pair, routes.down(*pair, 13.0)) for pair in pairs]
    for _ in range(5):
        one, other = random.choice(people), random.choice(people)
        if one != other:
            lines.append(((one, other), routes.between(one, other, 9.0)))
    for ends, points in lines:
        assert all(ax == bx or ay == by for (ax, ay), (bx, by) in pairwise(points))
        for card, (x, y) in zip(ends, (points[0], points[-1]), strict=True):
            assert abs(x - layout.x[card]) <= CARD_WIDTH / 2
            assert abs(y - layout.y[card]) <= CARD_HEIGHT / 2


def test_a_small_tree_stands_as_one_would_draw_it():
    layout = placed(Chart([0, 1, 1, 2, 2, 2], [float("nan")] * 6, [-1, 0, 0, 1, 1, 2]))
    columns = [x / COLUMN for x in layout.x]
    assert columns == [1.25, 0.5, 2.0, 0.0, 1.0, 2.0]
    assert layout.y[0] < layout.y[1] == layout.y[2] < layout.y[3] == layout.y[4] == layout.y[5]


def test_of_two_bosses_the_stronger_counts_and_no_circle_is_closed():
    assert forest(3, [(0, 1, 0.5), (0, 2, 0.9)]) == [2, -1, -1]
    assert forest(3, [(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0)]) == [1, 2, -1]


def test_a_hierarchy_of_130_fits_the_window_and_is_read():
    layout = placed_hierarchy(130)
    assert layout.scale > 0.4


def placed_hierarchy(people: int):
    boss = [-1] + [(person - 1) // 5 for person in range(1, people)]
    managers = set(boss)
    band = [0] + [1 if person in managers else 2 for person in range(1, people)]
    return placed(Chart(band, [float("nan")] * people, boss))


@pytest.mark.slow
def test_the_map_s_time_grows_with_the_people_and_not_with_their_square():
    def calls(people: int) -> int:
        graph, count = hierarchy(people, 6), 0

        def counted(frame, event, argument):
            nonlocal count
            count += event in ("call", "c_call")

        influence.show.org_map(graph)
        sys.setprofile(counted)
        try:
            influence.show.org_map(graph)
        finally:
            sys.setprofile(None)
        return count

    # Eight times the people: eightfold if linear, sixty-fourfold if quadratic. Calls are counted, since seconds depend
    # on what else a machine does.
    assert calls(2000) < 10 * calls(250)
