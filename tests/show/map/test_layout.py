"""Where everything stands on the map, and how its lines run: on a hundred deals, in every view."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, pairwise

import pytest

from influence.show.map.card import CARD
from influence.show.map.layout import forest
from influence.show.map.lines import REPORTING
from influence.show.map.shown import LEVERAGE_SHOWN, MOST_CARDS, MOST_OF_EVERYBODY, on_the_committee
from influence.show.map.views import COMMITTEE, EVERYONE, MATTERS, MOST_COLUMNS, OrgChart
from tests.show.map.drawn import chart, charts, on_the_edge, overlap, passes, views
from tests.show.organisations import organisation
from tests.show.pages import graph_of

pytestmark = pytest.mark.slow


def test_a_hundred_deals_are_looked_at():
    assert len(charts()) == 100


def test_no_card_covers_another():
    for _, view in views():
        for one, other in combinations(view.grid.boxes.values(), 2):
            assert not overlap(one, other)


def test_everything_lies_on_the_map_and_each_card_in_its_row():
    for _, view in views():
        grid = view.grid
        for upper, lower in pairwise(grid.bands):
            assert (upper.band < lower.band, upper.bottom) == (True, lower.top)
        for box in grid.boxes.values():
            assert 0 < box.x < box.x + CARD.width < grid.width
            assert 0 < box.y < box.bottom < grid.height
        assert grid.columns <= MOST_COLUMNS[view.name]


def test_rows_are_layers():
    for one, view in views():
        bands = {band.band: band for band in view.grid.bands}
        for (kind, person), box in view.grid.boxes.items():
            if kind == "person":
                band = bands[one.view.arrays.layer[person]]
                assert band.top < box.y < box.bottom < band.bottom


def test_no_line_runs_over_a_card_that_is_not_its_end():
    for _, view in views():
        for line in view.lines:
            others = (box for key, box in view.grid.boxes.items() if key not in (line.begin, line.end))
            assert not any(passes(line, box) for box in others), (view.name, line)


def test_lines_join_their_ends_at_right_angles():
    for _, view in views():
        for line in view.lines:
            boxes = view.grid.boxes
            assert on_the_edge(line.points[0], boxes[line.begin])
            assert on_the_edge(line.points[-1], boxes[line.end])
            assert all((ax == bx) != (ay == by) for (ax, ay), (bx, by) in pairwise(line.points))


def test_the_reporting_lines_of_two_bosses_never_lie_on_each_other_on_the_first_view():
    for one in charts():
        view = one.views[0]
        runs = defaultdict(list)
        for line in view.lines:
            if line.kind == REPORTING:
                for (ax, ay), (bx, by) in pairwise(line.points[1:-1]):
                    level = ay == by
                    low, high = sorted((ax, bx) if level else (ay, by))
                    runs[level, ay if level else ax].append((low, high, line.begin))
        for others in runs.values():
            for (low, high, boss), (begin, end, other) in combinations(others, 2):
                assert boss == other or high <= begin or end <= low


def test_everybody_is_shown_or_folded_never_both_never_lost():
    for one, view in views():
        folded = [person for people in view.folded.values() for person in people]
        assert len(folded) == len(set(folded))
        assert not set(folded) & set(view.shown)
        assert set(view.folded) <= set(view.grid.boxes)
        assert {number for kind, number in view.grid.boxes if kind == "person"} == set(view.shown)
        if view.name != COMMITTEE:
            assert len(folded) + len(view.shown) == len(one.view.people)


def test_whoever_is_shown_is_shown_with_their_bosses():
    for one, view in views():
        if view.name != COMMITTEE:
            bosses = {one.boss[person] for person in view.shown} - {-1}
            assert bosses <= set(view.shown)


def test_no_view_shows_more_than_can_be_read():
    for one, view in views():
        most = {MATTERS: MOST_CARDS, EVERYONE: MOST_OF_EVERYBODY, COMMITTEE: len(one.view.people)}
        assert len(view.shown) <= most[view.name]


def test_who_carries_the_leverage_is_shown_where_there_is_room():
    for one in charts():
        view = one.views[0]
        leverage = [person["leverage"] or 0.0 for person in one.view.people]
        if len(view.shown) <= MOST_CARDS - 10:
            assert sum(leverage[k] for k in view.shown) >= LEVERAGE_SHOWN * sum(leverage) - 1e-9
            assert set(on_the_committee(one.view)) <= set(view.shown)


def test_the_same_deal_is_laid_out_the_same():
    for people, seed in ((34, 1), (130, 2)):
        one, other = (chart(organisation(people, seed)) for _ in range(2))
        assert [(view.grid, view.lines, view.folded) for view in one.views] == [
            (view.grid, view.lines, view.folded) for view in other.views
        ]


def test_the_first_view_is_read_without_zooming():
    for people in (10, 34, 130, 500):
        grid = chart(organisation(people)).views[0].grid
        # The canvas beside the panel on a screen of 1440 pixels; and the smallest text of the map.
        assert CARD.small * min(1118 / grid.width, 1.15) >= 11


# Organisations that no textbook has.


def only(view_of: OrgChart, name: str = EVERYONE):
    return next(view for view in view_of.views if view.name == name)


def test_a_team_without_any_boss_stands_in_a_few_columns():
    grid = only(chart(graph_of(*({"person": k} for k in range(40))))).grid
    assert 3 <= grid.columns <= MOST_COLUMNS[EVERYONE]
    assert grid.height < 1400


def test_several_roots_stand_side_by_side():
    lines = [{"source": k, "target": k % 3, "kind": "reports_to"} for k in range(3, 12)]
    view = only(chart(graph_of(*({"person": k, "layer": "management" if k < 3 else "operations"} for k in range(12)),
                               relationships=lines)))  # fmt: skip
    roots = [view.grid.boxes["person", k] for k in range(3)]
    assert len({box.column for box in roots}) == 3
    assert len({box.row for box in roots}) == 1


def test_a_boss_in_a_lower_layer_is_joined_all_the_same():
    people = [{"person": "a", "layer": "operations"}, {"person": "b", "layer": "decision"}, {"person": "c"}]
    view = only(chart(graph_of(*people, relationships=[{"source": "b", "target": "a", "kind": "reports_to"}])))
    line = next(line for line in view.lines if line.kind == REPORTING)
    assert not any(passes(line, box) for key, box in view.grid.boxes.items() if key not in (line.begin, line.end))


def test_departments_are_columns_where_most_people_have_one():
    def names(with_one: int) -> list[str]:
        people = [{"person": k, "department": ("IT", "Sales")[k % 2] if k < with_one else None} for k in range(10)]
        return chart(graph_of(*people)).columns(8).names

    assert sorted(names(6)) == ["IT", "Sales"]
    assert set(names(5)) == {""}


def test_more_departments_than_columns_share_the_last_one():
    people = [{"person": k, "department": f"D{k}", "influence": 1 - k / 20} for k in range(12)]
    columns = chart(graph_of(*people)).columns(8)
    assert columns.names == [*(f"D{k}" for k in range(7)), "None"] or len(columns.names) == 8
    assert columns.of[11] == len(columns.names) - 1


def test_of_two_bosses_the_stronger_counts_and_no_circle_is_closed():
    assert forest(3, [(0, 1, 0.5), (0, 2, 0.9)]) == [2, -1, -1]
    assert forest(3, [(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0)]) == [1, 2, -1]


def test_a_long_chain_of_bosses_is_no_trouble():
    size = 2000
    boss = forest(size, [(k, k - 1, 1.0) for k in range(1, size)])
    assert boss == list(range(-1, size - 1))
