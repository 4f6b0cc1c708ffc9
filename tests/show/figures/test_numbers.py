"""What figures draw are the numbers of the analyses; nothing unknown is drawn as one."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings

import influence
from influence.show import figures
from tests.random_deals import deal_graphs
from tests.show.figures.marks import bars, lines
from tests.show.pages import deal_of_nobody

DEALS = ("duck", "large", "chinese", "nothing known")
close = pytest.approx


@pytest.mark.parametrize("name", DEALS)
def test_the_waterfall_adds_up_to_the_score(drawn_of, name):
    graph = drawn_of[name].graph
    ax, found = figures.leverage_waterfall(graph), influence.support(graph)
    parts = [bar.get_height() for bar in bars(ax, "part")]
    assert math.fsum(parts) == close(found.by_deal["support"].item(), abs=1e-9)
    assert [bar.get_height() for bar in bars(ax, "sum")] == (
        [] if name == "nothing known" else [close(math.fsum(parts))]
    )
    steps = [line.get_ydata()[0] for line in lines(ax, "step")]
    assert steps == close(np.cumsum(parts).tolist())


@settings(max_examples=10, deadline=None)
@given(deal_graphs())
def test_the_waterfall_of_any_deal_adds_up(graph):
    for deal in graph.all_deals:
        ax = figures.leverage_waterfall(graph, deal=deal)
        support = influence.support(graph).by_deal.loc[deal, "support"]
        parts = math.fsum(bar.get_height() for bar in bars(ax, "part"))
        assert parts == close(0.0 if np.isnan(support) else support, abs=1e-9)


@pytest.mark.parametrize("name", DEALS)
def test_the_range_of_the_waterfall_is_that_of_the_analysis(drawn_of, name):
    graph = drawn_of[name].graph
    (box,) = bars(figures.leverage_waterfall(graph), "range")
    low, high = influence.support(graph).by_deal[["support_low", "support_high"]].iloc[0]
    assert (box.get_y(), box.get_y() + box.get_height()) == (close(low), close(high))


@pytest.mark.parametrize("name", DEALS)
def test_seats_are_as_wide_as_their_votes_and_the_bar_is_coverage_and_reach(drawn_of, name):
    view = drawn_of[name]
    ax, numbers = figures.committee_coverage(view.graph), influence.coverage(view.graph).by_deal.iloc[0]
    middles = [bar.get_x() + bar.get_width() / 2 for bar in bars(ax, "seat")]
    shares = sorted((view.people[k]["weight"] for k in view.voters), reverse=True)
    assert len(middles) == len(shares) + view.empty_votes
    assert all(0 < place < 1 for place in middles)
    covered = [bar.get_width() for bar in bars(ax, "covered")]
    assert covered == ([close(numbers["coverage"])] if view.has_contacts else [])
    reach = [bar.get_x() + bar.get_width() for bar in bars(ax, "reach")]
    assert reach == ([close(numbers["reach"])] if view.has_contacts else [])


def test_whoever_is_unknown_has_a_dashed_box_on_paper(large):
    ax = figures.committee_coverage(large.graph)
    unknown = sum(large.people[k]["support"] is None for k in large.voters) + large.empty_votes
    dashed = [bar for bar in bars(ax, "seat") if bar.get_linestyle() == "--"]
    assert len(dashed) == unknown
    assert {bar.get_facecolor() for bar in dashed} == {(1.0, 1.0, 1.0, 1.0)}


@pytest.mark.parametrize("name", DEALS)
def test_the_trajectory_is_the_plan(drawn_of, name):
    graph = drawn_of[name].graph
    plan = influence.penetration_plan(graph).detail
    (points,) = lines(figures.plan_trajectory(graph), "steps")
    first, *steps = points.get_ydata()
    assert steps == close(plan["support"].tolist())
    now = influence.support(graph).by_deal.iloc[0]
    assert np.isnan(first) if not now["certainty"] else first == close(now["support"])
    assert list(points.get_xdata())[1:] == close(plan["attempts"].cumsum().tolist())


@pytest.mark.parametrize("name", DEALS)
def test_forces_known_are_bars_and_unknown_ones_ranges(drawn_of, name):
    graph = drawn_of[name].graph
    force = influence.forces(graph).detail["force"]
    ax = figures.force_field(graph)
    strongest = force.dropna().abs().sort_values(ascending=False)[:12]
    drawn = [bar.get_width() for bar in bars(ax, "force")]
    assert sorted(map(abs, drawn)) == close(sorted(strongest.tolist()))
    assert len(bars(ax, "range")) == min(int(force.isna().sum()), 8)


@pytest.mark.parametrize("name", DEALS)
def test_nobody_stands_at_a_zero_that_nobody_knows(drawn_of, name):
    people = drawn_of[name].graph.people.reindex(columns=["participation", "influence"])
    ax = figures.power_and_part(drawn_of[name].graph)
    x, y = (np.array([float(getattr(line, f"get_{of}data")()[0]) for line in lines(ax, "person")]) for of in "xy")
    drawn = people.dropna(how="all")
    assert sorted(x[x >= 0]) == close(sorted(drawn["participation"].dropna()))
    assert sorted(y[y >= 0]) == close(sorted(drawn["influence"].dropna()))
    assert len(x) == len(drawn)


@pytest.mark.parametrize("name", DEALS)
def test_a_cell_for_each_contact_and_none_for_the_others(drawn_of, name):
    graph = drawn_of[name].graph
    pairs = graph.contacts.reindex(columns=["side", "member", "person"])
    ours = pairs[pairs["side"] == "us"].drop_duplicates()
    theirs = pairs[pairs["side"] != "us"][["side", "person"]].drop_duplicates()
    assert len(bars(figures.team_matrix(graph), "contact")) == len(ours) + len(theirs)


@pytest.mark.parametrize("name", DEALS)
def test_the_factors_of_an_entry_point_multiply_to_its_gain(drawn_of, name):
    graph = drawn_of[name].graph
    ax, found = figures.entry_ranking(graph), influence.entry_points(graph).detail
    found = found[found["rank"].notna() & (found["gain"] > 1e-9)]
    widths = [[bar.get_width() for bar in bars(ax, factor)] for factor in ("access", "move", "headroom", "leverage")]
    gains = [2 * 10 ** -sum(each) for each in zip(*widths, strict=True)]
    assert gains == close(sorted(found["gain"], reverse=True)[:10])


@pytest.mark.parametrize("name", ["duck", "large", "chinese"])
def test_the_bars_of_a_contest_are_the_chances_and_make_one(drawn_of, name):
    graph = drawn_of[name].graph
    drawn = [bar.get_width() for bar in bars(figures.contest(graph), "wins")]
    assert math.fsum(drawn) == close(1)
    assert drawn[0] == close(influence.contest(graph).by_deal["win"].item())


def test_where_everything_decides_that_nobody_knows_no_chance_is_drawn(drawn_of):
    assert bars(figures.contest(drawn_of["nothing known"].graph), "wins") == []


@pytest.mark.parametrize("name", ["duck", "large", "chinese"])
def test_what_goes_with_people_is_what_resilience_says(drawn_of, name):
    graph = drawn_of[name].graph
    lost = influence.resilience(graph).detail["support_lost"].dropna()
    drawn = [abs(bar.get_width()) for bar in bars(figures.resilience(graph), "lost")]
    assert drawn == close(sorted(lost[lost.abs() > 1e-9].abs(), reverse=True)[:10])


@pytest.mark.parametrize("name", DEALS)
def test_strategies_stand_where_the_analysis_puts_them(drawn_of, name):
    graph = drawn_of[name].graph
    found = influence.strategies(graph).detail.dropna(subset="support_p5")
    if name == "nothing known":
        # One of them wins nobody and ends where it began: at the 0 of what nobody knows.
        assert 0 in found["support_end"].tolist()
        found = found[found["support_end"] != 0]
    drawn = lines(figures.strategies(graph), "strategy")
    assert [float(line.get_ydata()[0]) for line in drawn] == close(found["support_p5"].tolist())
    reached = [
        float(line.get_xdata()[0]) for line, there in zip(drawn, found["attempts"].notna(), strict=True) if there
    ]
    assert reached == close(found["attempts"].dropna().tolist())


def test_a_trend_of_support_begins_when_some_is_known():
    told = {"deal": "a", "rater": "m", "person": "x", "measure": "support", "value": 0.5, "date": "2024-03-01"}
    people = pd.DataFrame({"deal": ["a", "a"], "person": ["x", "y"]})
    graph = influence.StakeholderGraph.from_tables(people, ratings=pd.DataFrame([told]))
    ax = figures.trend(graph, ["2024-01-31", "2024-03-31"], column="support")
    (line,) = lines(ax, "deal")
    assert np.isnan(line.get_ydata()[0])
    assert line.get_ydata()[1] == close(0.25)
    assert "up in 0 deals" in figures.alt_text(ax)


def test_a_trend_breaks_where_a_score_is_unknown():
    days = pd.to_datetime(["2026-01-31", "2026-02-28", "2026-03-31"])
    index = pd.MultiIndex.from_product([["D1", "D2"], days], names=["deal", "day"])
    ax = figures.trend(pd.DataFrame({"win": [0.1, np.nan, 0.3, 0.5, 0.4, 0.2]}, index=index))
    one, two = (line.get_ydata() for line in lines(ax, "deal"))
    assert np.isnan(one[1])
    assert list(two) == [0.5, 0.4, 0.2]
    assert ax.get_title(loc="left") == "Chance to win: up in 1 deal, down in 1 deal"


def test_a_finding_draws_what_its_graph_draws(large):
    pairs = {
        figures.leverage_waterfall: (influence.support, "part", "get_height"),
        figures.force_field: (influence.forces, "force", "get_width"),
        figures.resilience: (influence.resilience, "lost", "get_width"),
        figures.entry_ranking: (influence.entry_points, "access", "get_width"),
        figures.contest: (influence.contest, "wins", "get_width"),
    }
    for draw, (analysis, kind, size) in pairs.items():
        one, other = draw(large.graph), draw(analysis(large.graph))
        assert [getattr(bar, size)() for bar in bars(one, kind)] == [getattr(bar, size)() for bar in bars(other, kind)]


def test_a_finding_of_another_analysis_is_refused(large):
    with pytest.raises(influence.InfluenceError, match="this finding answers 'How much"):
        figures.leverage_waterfall(influence.coverage(large.graph))
    with pytest.raises(influence.InfluenceError, match="this is a Finding; give committee_coverage a StakeholderGraph"):
        figures.committee_coverage(influence.coverage(large.graph))


def test_an_open_deal_in_which_nobody_decides_is_neither_drawn_at_0_nor_said_to_be_closed():
    ax = figures.pipeline(deal_of_nobody().only("b"))
    assert ax.get_title(loc="left") == "Nobody is known to decide in any open deal"
    both = figures.pipeline(deal_of_nobody())
    assert len(lines(both, "range")) == 1
    assert "not drawn: 1 deal in which nobody is known to decide" in figures.alt_text(both)
