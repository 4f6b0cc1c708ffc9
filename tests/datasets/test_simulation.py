"""Laws of simulated pipelines: what is stated holds within the error of sampling, and the truth is the truth."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pandas as pd
import pytest
from scipy.special import ndtri

import influence
from influence.datasets import simulate
from influence.datasets.processes import PROCESSES
from influence.datasets.worlds import STRUCTURES, Correlations, worlds

CLEAR = {"unknown": 0, "noise": 0, "missing_relationships": 0, "wrong_relationships": 0, "empty_seats": 0}
SIDE = "Simulated rival 1"


@pytest.fixture(scope="module")
def found():
    return simulate(1000, seed=5)


@pytest.fixture(scope="module")
def clear():
    """Everything seen as it is."""
    return simulate(300, seed=5, **CLEAR)


def true_world(n_deals, seed=5):
    """The truth behind `simulate` with its defaults."""
    stream = np.random.default_rng(seed).spawn(1)[0]
    return worlds(stream, n_deals, STRUCTURES, Correlations(0.05, 0.1, 0.3, 0.5), 1)


@pytest.mark.slow
def test_the_same_seed_gives_the_same_and_another_gives_another():
    one, again, other = simulate(30, seed=1), simulate(30, seed=1), simulate(30, seed=2)
    assert one.graph == again.graph
    pd.testing.assert_frame_equal(one.truth, again.truth)
    pd.testing.assert_frame_equal(one.outcomes, again.outcomes)
    assert one.graph != other.graph
    assert not one.outcomes["close_date"].equals(other.outcomes["close_date"])


@pytest.mark.parametrize("process", PROCESSES)
def test_the_seller_sees_the_same_whatever_comes_of_it(process):
    assert simulate(30, process=process, seed=1).graph == simulate(30, seed=1).graph


def test_everything_says_that_it_is_simulated(found):
    graph = found.graph
    assert all("simulated" in str(deal) for deal in graph.all_deals)
    for column in ("name", "account"):
        assert graph.deals[column].str.contains("Simulated").all()
    assert graph.people["person"].str.startswith("sim-").all()
    assert set(graph.stances["side"]) == {SIDE}
    assert graph.notes["source"].str.contains("simulated").sum() == 1


def test_the_seller_is_not_told_the_outcome(found):
    assert "outcome" not in found.graph.deals or found.graph.deals["outcome"].isna().all()
    closes = found.outcomes["close_date"]
    as_of = found.graph.deals.set_index("deal")["as_of"]
    assert (as_of < closes.loc[as_of.index]).all()
    met = found.graph.interactions.set_index("deal")["date"]
    assert (met <= as_of.loc[met.index].to_numpy()).all()


@pytest.mark.parametrize("unknown", [0.5, 0.7, 0.9])
def test_as_many_supports_are_hidden_as_stated(unknown):
    people = simulate(500, unknown=unknown, seed=3).graph.people
    within = 5 * np.sqrt(unknown * (1 - unknown) / len(people))
    for measure in ("support", "influence", "openness", "participation", "appetite"):
        assert abs(people[measure].isna().mean() - unknown) < within


def test_as_many_seats_are_empty_as_stated(found):
    seats = found.graph.seats["person"]
    assert abs(seats.isna().mean() - 0.1) < 5 * np.sqrt(0.09 / len(seats))


def test_noise_is_as_large_as_stated(found):
    seen = found.graph.people.set_index(["deal", "person"])["support"]
    # Far from the ends of the scale, where nothing is cut off.
    middle = seen.notna() & (found.truth["support"].abs() < 0.3)
    error = (seen - found.truth["support"])[middle]
    assert abs(error.std() - 0.2) < 5 * 0.2 / np.sqrt(2 * len(error))


def test_relationships_are_missing_and_wrong_as_stated(found):
    world = true_world(1000)
    people = world.arrays.table("relationships")
    ids = found.truth.index.get_level_values("person").to_numpy()
    true = pd.MultiIndex.from_arrays(
        [found.outcomes.index[people["deal"]], ids[people["source"]], ids[people["target"]], people["kind"]]
    )
    seen = pd.MultiIndex.from_frame(found.graph.relationships[["deal", "source", "target", "kind"]])
    right = seen.isin(true)
    assert abs((~right).mean() - 0.1) < 0.001
    assert abs(right.sum() / len(true) - 0.7) < 5 * np.sqrt(0.21 / len(true))


def test_who_sees_everything_sees_the_truth(clear):
    people = clear.graph.people.set_index(["deal", "person"])
    for measure in ("support", "appetite", "openness", "influence", "participation"):
        assert (people[measure] - clear.truth[measure]).abs().max() <= 0.005 + 1e-9
    stances = clear.graph.stances.set_index(["deal", "person"])["support"]
    assert (stances - clear.truth[SIDE]).abs().max() <= 0.005 + 1e-9
    votes = clear.graph.seats.groupby(["deal", "person"]).size()
    assert (votes.reindex(clear.truth.index, fill_value=0) == clear.truth["votes"]).all()


def test_settled_support_is_the_library_s_own_where_everything_is_seen(clear):
    settled = influence.support(clear.graph).detail["settled_support"]
    # Cells are written with two digits.
    assert (settled - clear.truth["final"]).abs().max() < 0.02


def test_under_boss_the_outcome_is_where_the_approver_stands_at_the_end():
    found = simulate(300, process="boss", seed=5, **CLEAR)
    seats = found.graph.seats.query("role == 'approver'").set_index(["deal", "person"])
    final = found.truth["final"].loc[seats.index].droplevel("person")
    assert ((final > 0) == (found.outcomes["outcome"] == "won").loc[final.index]).all()


@pytest.mark.slow
def test_stances_correlate_as_stated_within_deals_and_departments():
    """Every copy of one structure has the same departments: the same two people of each deal make a sample."""
    apart = {"within_quarter": 0, "within_account": 0}
    found = simulate(2000, within_deal=0.25, within_department=0.6, organisations="uk_decc", seed=2, **apart)
    scores = found.truth["support"].unstack().apply(lambda column: ndtri((1 + column) / 2))
    department = found.graph.people.query("deal == 'simulated-00001'").set_index("person")["department"]
    measured = scores.corr()
    same = np.equal.outer(department[measured.index].to_numpy(), department[measured.index].to_numpy())
    pairs = np.triu(np.ones_like(same), 1)
    for stated, among in ((0.6, pairs & same), (0.25, pairs & ~same)):
        assert among.sum() > 50
        assert np.abs(measured.to_numpy()[among] - stated).max() < 5 * (1 - stated**2) / np.sqrt(len(scores))


@pytest.mark.slow
def test_accounts_and_quarters_hang_together():
    """Means of the deals of one account, or quarter, lie further apart than those of deals put together by lot."""
    found = simulate(4000, within_account=0.25, within_quarter=0.05, seed=4)
    mean = found.truth["support"].groupby("deal").mean()
    lots = np.random.default_rng(0).permutation(len(mean))
    quarter = found.outcomes["close_date"].dt.year * 4 + found.outcomes["close_date"].dt.quarter
    for group in (found.outcomes["account"], quarter):
        by_lot = pd.Series(group.to_numpy()[lots], index=group.index)
        assert mean.groupby(group).mean().std() > 1.15 * mean.groupby(by_lot).mean().std()


@pytest.mark.slow
def test_deals_have_several_outcomes_accounts_and_days(found):
    assert 200 < found.outcomes["account"].nunique() <= 250
    assert found.outcomes["close_date"].dt.year.nunique() == 3
    ends = {p: set(simulate(200, process=p, seed=1).outcomes["outcome"]) for p in ("ours", "rival", "no_decision")}
    assert ends["ours"] == {"won", "lost"}
    assert ends["rival"] == ends["no_decision"] == {"won", "lost", "no_decision"}


def test_the_winner_says_the_same_as_the_outcome():
    outcomes = simulate(300, process="rival", rivals=2, seed=1).outcomes
    of_winner = {"us": "won", "nobody": "no_decision", SIDE: "lost", "Simulated rival 2": "lost"}
    assert set(outcomes["winner"]) == set(of_winner)
    assert (outcomes["winner"].map(of_winner) == outcomes["outcome"]).all()


@pytest.mark.parametrize("structure", STRUCTURES)
def test_deals_of_every_structure_can_be_scored(structure):
    graph = simulate(20, organisations=[structure], seed=1).graph
    assert influence.committee(graph).by_deal["approval"].between(0, 1).all()
    assert (influence.coverage(graph).by_deal["coverage"] > 0).any()
    size = graph.people.groupby("deal").size()
    assert size.min() >= 13
    assert size.max() <= 40
    assert (graph.relationships["source"] != graph.relationships["target"]).all()


def test_one_deal_is_enough():
    assert len(simulate(1).graph) == 1


@pytest.mark.slow
def test_memory_grows_with_the_number_of_deals():
    simulate(10)

    def peak(n_deals):
        tracemalloc.start()
        simulate(n_deals, organisations="generated")
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    assert peak(1600) < 2.5 * peak(800)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"n_deals": 0}, "n_deals is 0; give a whole number from 1 to"),
        ({"unknown": 1.5}, "unknown is 1.5; give a number from 0 to 1"),
        ({"noise": -1}, "noise is -1; give a number, 0 or more"),
        ({"wrong_relationships": 1}, "wrong_relationships is 1; give a number from 0 to 0.9"),
        ({"rivals": 0}, "rivals is 0; give a whole number from 1 to 9"),
        ({"seed": -1}, "seed is -1"),
        ({"process": "bos"}, "no process called 'bos': did you mean 'boss'"),
        ({"organisations": "cooked_duk"}, "no organisation called 'cooked_duk': did you mean 'cooked_duck'"),
        ({"process": 3}, "no process called 3; known processes: 'ours', 'voter'"),
        ({"organisations": 5}, "organisations is 5; give one or more of generated"),
        ({"organisations": []}, r"organisations is \[\]; give one or more of generated"),
        ({"within_deal": 0.6}, "within_deal 0.6, within_department 0.5; give them in rising order"),
        ({"within_account": 0.3}, "within_quarter \\+ within_account is 0.35, within_deal 0.3"),
    ],
)
def test_what_cannot_be_is_refused_with_a_remedy(changed, message):
    with pytest.raises(influence.InfluenceError, match=message):
        simulate(**{"n_deals": 2, **changed})
