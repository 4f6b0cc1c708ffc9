"""The tables of "how far to trust it" are those of the last run, and the last run is of today's code."""

from __future__ import annotations

import json

import numpy as np
import pytest

import influence
from benchmarks.how_far import entry, measured, page, pipelines
from influence.datasets.processes import PROCESSES
from influence.measures.leverage import settled

AGAIN = "run python -m benchmarks.how_far, and read whether the sentences of its page still hold"


def full():
    return measured.stored()["full"]


def leaves(figures, path=()):
    """Every number of nested figures by where it stands."""
    if not isinstance(figures, dict):
        return {path: figures}
    return {place: each for key in figures for place, each in leaves(figures[key], (*path, key)).items()}


def test_the_tables_of_the_page_are_those_of_the_figures():
    text = page.PAGE.read_text(encoding="utf-8")
    assert page.filled(text, page.tables(full(), measured.FULL)) == text, AGAIN


def test_a_page_without_a_place_for_a_table_is_refused():
    with pytest.raises(ValueError, match="the page has places for"):
        page.filled("nothing", {"sizes": "10 deals"})


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ([1.0, 0.9, 1.1], "yes"),
        ([0.89, 0.85, 0.93], "**undecided**, rather no"),
        ([1.0, 0.8, 1.2], "**undecided**, rather yes"),
        ([0.7, 0.6, 0.8], "**no**"),
        ([1.3, 1.2, 1.4], "**no**"),
    ],
)
def test_an_interval_decides_whether_a_figure_holds(figure, said):
    assert page.held(figure, 0.9, 1.1) == said


@pytest.mark.slow
def test_the_figures_are_those_of_today_s_code():
    """A small run, as the full one takes minutes."""
    now, then = (leaves(json.loads(json.dumps(each))) for each in (measured.measured(measured.SMALL), small()))
    assert now.keys() == then.keys(), AGAIN
    for place, figure in then.items():
        assert [*map(type, now[place])] == [*map(type, figure)], f"{place}: {AGAIN}"
        numbers = [(one, two) for one, two in zip(now[place], figure, strict=True) if isinstance(two, float)]
        assert np.allclose(*zip(*numbers, strict=True), atol=1e-6, equal_nan=True), f"{place}: {AGAIN}"


def small():
    return measured.stored()["small"]


@pytest.mark.parametrize("share", pipelines.SHARES)
def test_approval_is_not_worse_than_the_mean_and_better_than_every_published_rule(share):
    told = full()["separation"][share]
    published = set(influence.baselines(influence.datasets.load("cooked_duck"))) - {"mean_known"}
    assert published < set(told)
    assert told["mean_known"]["approval_more"][0] >= 0
    assert all(told[rule]["approval_more"][1] > 0 for rule in published)


@pytest.mark.slow
def test_votes_that_hang_together_are_drawn_as_told():
    """Where two vote and both must say yes, half of the deals pass if votes are one, a quarter if each is its own."""
    simulated = influence.datasets.simulate(4000, seed=1)
    truth = simulated.truth.assign(final=0.0, votes=0)
    place = truth.groupby("deal").cumcount()
    truth.loc[place < 2, "votes"] = 1
    shares = [pipelines.won_together(truth, rho, 1).mean() for rho in (0.0, 0.5, 1.0)]
    assert shares == pytest.approx([1 / 4, 1 / 3, 1 / 2], abs=0.02)


@pytest.mark.slow
def test_who_wins_what_is_told_by_the_truth():
    """The recommended person is the best one where the seller sees everything, and customers decide as we think."""
    found = entry.entry(8, 0, 0.01)
    seeing = found[pipelines.NOTHING]
    assert seeing["ours"]["recommended"] == pytest.approx(1, abs=0.01)
    assert seeing[entry.KNOWN_BOSS]["recommended"] == pytest.approx(1, abs=0.01)
    assert all(row[rule] <= 1 for told in found.values() for row in told.values() for rule in entry.RULES)


def test_what_somebody_wins_is_the_leverage_where_support_settles():
    world = entry.world_of(5, 0)
    expected = settled(world.arrays).leverage * (1 - world.support[:, 0]) / 2
    assert np.allclose(entry.effects(world, "ours", 1, 0), expected)


def test_the_world_is_the_one_that_is_simulated():
    world, simulated = entry.world_of(20, 3), influence.datasets.simulate(20, seed=3)
    assert np.array_equal(world.support[:, 0], simulated.truth["support"])
    assert np.array_equal(world.openness, simulated.truth["openness"])


@pytest.mark.slow
def test_what_happens_does_not_depend_on_what_is_hidden():
    """So one set of outcomes serves every share of hidden answers."""
    for process in PROCESSES:
        seen, unseen = (influence.datasets.simulate(30, process=process, seed=2, unknown=share) for share in (0, 0.9))
        assert seen.outcomes.equals(unseen.outcomes)


@pytest.mark.slow
def test_errors_about_one_committee_go_the_same_way():
    """What the page says of why `approval` is a little too sure: right on average, and wrong together."""
    simulated = influence.datasets.simulate(1000, seed=0)
    expected = 2 * influence.committee(simulated.graph).detail["yes"].dropna() - 1
    final = simulated.truth["final"].reindex(expected.index)
    assert np.polyfit(expected, final, 1)[0] == pytest.approx(1, abs=0.1)
    error = (final - expected).groupby("deal")
    size, pairs = error.size(), (error.sum() ** 2 - error.apply(lambda each: (each**2).sum())).sum()
    assert pairs / (size * (size - 1)).sum() / (final - expected).var() == pytest.approx(1 / 3, abs=0.1)


def test_numbers_of_several_pipelines_have_a_mean_and_an_interval():
    """By hand: of 1 and 3 the mean is 2, the standard error 1, and t of one degree of freedom 12.7062."""
    assert measured.over_pipelines([{"a": 1.0}, {"a": 3.0}]) == {"a": pytest.approx([2, -10.7062, 14.7062], abs=1e-4)}
