"""Leverage and centralities against a known rank."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from scipy.stats import mannwhitneyu, spearmanr

import influence
from influence.measures.bootstrap import agreement_with, drawn_counts
from influence.measures.centralities import MEASURES, centralities
from influence.measures.leverage import settled

DEAL = "krackhardt_hightech"


@pytest.fixture(scope="module")
def firm():
    return influence.datasets.load(DEAL)


@pytest.fixture(scope="module")
def tenure(firm):
    return firm.people.set_index("person")["tenure_years"].astype(float)


@pytest.fixture(scope="module")
def is_boss(firm):
    return firm.people.set_index("person")["level"] < 3


@pytest.fixture(scope="module")
def checked(firm, tenure):
    return influence.rank_check(firm, tenure)


def values_of(firm):
    """Each measure of each person, leverage first."""
    return np.vstack([settled(firm.arrays).leverage, centralities(firm.arrays, 0)])


def test_numbers_are_spearman_s_as_scipy_has_them(firm, tenure, checked):
    expected = [spearmanr(values, tenure).statistic for values in values_of(firm).round(9)]
    np.testing.assert_allclose(checked.detail["value"], expected, atol=1e-12)


def test_numbers_are_auc_where_the_truth_is_yes_or_no(firm, is_boss):
    found = influence.rank_check(firm, is_boss)
    boss = is_boss.to_numpy()
    expected = [
        mannwhitneyu(values[boss], values[~boss]).statistic / (boss.sum() * (~boss).sum())
        for values in values_of(firm).round(9)
    ]
    np.testing.assert_allclose(found.detail["value"], expected, atol=1e-12)
    assert found.by_deal["scale"].item() == "auc"


def test_draws_are_those_of_people_drawn_one_by_one():
    rng = np.random.default_rng(1)
    values = rng.integers(0, 6, (3, 12)).astype(float)
    counts = drawn_counts(12, 40, seed=2)
    for rank in (rng.integers(0, 5, 12).astype(float), np.repeat([0.0, 1.0], 6)):
        found = agreement_with(rank, values, counts)
        for draw, count in enumerate(counts.astype(int)):
            some = np.repeat(np.arange(12), count)
            for row, each in enumerate(values):
                if rank.max() > 1:
                    expected = spearmanr(each[some], rank[some]).statistic
                else:
                    up, down = each[some][rank[some] == 1], each[some][rank[some] == 0]
                    expected = mannwhitneyu(up, down).statistic / (len(up) * len(down))
                assert found[row, draw] == pytest.approx(expected, nan_ok=True)


def test_intervals_hold_the_number_and_differences_are_paired(checked):
    detail = checked.detail
    assert (detail["low"] <= detail["value"]).all()
    assert (detail["value"] <= detail["high"]).all()
    others = detail.iloc[1:]
    assert others["difference"].to_numpy() == pytest.approx(detail["value"].iloc[0] - others["value"].to_numpy())
    assert (others["difference_low"] <= others["difference"]).all()
    assert (others["difference"] <= others["difference_high"]).all()
    assert detail["difference"].iloc[:1].isna().all()


def test_the_true_rank_is_found_in_the_interval_as_often_as_said():
    """The mean of many simulated groups: a population correlation is covered about 95 times of 100."""
    rng, covered = np.random.default_rng(3), 0
    for _ in range(200):
        x = rng.standard_normal((2, 40))
        found = agreement_with(x[0], x[1:], drawn_counts(40, 400, seed=0))
        low, high = np.quantile(found[0], [0.025, 0.975])
        covered += low <= 0 <= high
    assert 180 <= covered <= 199


def test_centralities_are_networkx_s(firm):
    found = dict(zip(MEASURES, centralities(firm.arrays, 0), strict=True))
    relationships = firm.relationships
    people = firm.people["person"].tolist()
    asks, bound = nx.DiGraph(), nx.Graph()
    for network in (asks, bound):
        network.add_nodes_from(people)
        network.add_edges_from(relationships[["source", "target"]].itertuples(index=False))
    hubs, authorities = nx.hits(asks, max_iter=1000, tol=1e-12)
    expected = {
        "in_degree": nx.in_degree_centrality(asks),
        "betweenness": nx.betweenness_centrality(bound),
        "closeness": nx.closeness_centrality(asks),
        "pagerank": nx.pagerank(asks, tol=1e-12, max_iter=10_000),
        "eigenvector": nx.eigenvector_centrality(bound, max_iter=10_000, tol=1e-12),
        "core_number": nx.core_number(bound),
        "clustering": nx.clustering(bound),
    }
    for name, values in expected.items():
        np.testing.assert_allclose(found[name], [values[person] for person in people], atol=1e-6)
    for name, values in (("authority", authorities), ("hub", hubs)):
        shares = np.array([values[person] for person in people])
        np.testing.assert_allclose(found[name] / found[name].sum(), shares, atol=1e-6)
    lines = relationships.query("kind == 'reports_to'")["target"].value_counts()
    assert found["direct_reports"].tolist() == lines.reindex(people, fill_value=0).tolist()
    assert found["level"].tolist() == (-firm.people["level"]).tolist()


def test_arrows_run_to_whoever_is_listened_to():
    """Ann influences Bo; Bo asks Cy; Bo and Di work together; Ann and Di conflict."""
    rows = [
        ("Ann", "Bo", "influences"), ("Bo", "Cy", "seeks_advice_from"), ("Bo", "Di", "works_with"),
        ("Ann", "Di", "conflicts_with"), ("Ann", "Cy", "knows"),
    ]  # fmt: skip
    people = [{"person": person} for person in ("Ann", "Bo", "Cy", "Di")]
    graph = influence.StakeholderGraph.from_tables(
        people, [dict(zip(("source", "target", "kind"), row, strict=True)) for row in rows]
    )
    found = dict(zip(MEASURES, centralities(graph.arrays, 0), strict=True))
    assert (3 * found["in_degree"]).round(9).tolist() == [1, 1, 1, 1]
    assert (3 * found["out_degree"]).round(9).tolist() == [0, 3, 0, 1]
    assert (3 * found["degree"]).round(9).tolist() == [2, 3, 2, 1]
    assert np.isnan(found["level"]).all()


def test_the_same_seed_gives_the_same_and_another_does_not(firm, tenure, checked):
    assert influence.rank_check(firm, tenure) == checked
    assert not influence.rank_check(firm, tenure, seed=1).detail["low"].equals(checked.detail["low"])


@pytest.mark.slow
def test_ranks_that_mean_nothing_decide_nothing(firm, tenure):
    """Of ranks drawn by lot leverage is better than chance in hardly more than one of twenty draws."""
    rng = np.random.default_rng(0)
    found = [
        influence.rank_check(firm, pd.Series(rng.permutation(21), tenure.index), draws=400).by_deal for _ in range(40)
    ]
    assert sum((each["verdict"] != "undecided").item() for each in found) <= 6
    assert sum((each["better_than"] + each["worse_than"]).item() for each in found) <= 10


@pytest.mark.parametrize(("less", "verdict"), [(0.7, "better than chance"), (1.0, "undecided")])
def test_the_verdict_goes_by_leverage_whatever_other_measures_do(firm, less, verdict):
    """A rank by leverage in which who is asked by many stands lower than by leverage alone."""
    leverage = influence.support(firm).detail["leverage"].droplevel("deal")
    asked = firm.relationships.query("kind == 'seeks_advice_from'").groupby("target").size()
    truth = leverage.rank() - less * asked.reindex(leverage.index).fillna(0).rank()
    found = influence.rank_check(firm, truth)
    assert found.by_deal["verdict"].item() == verdict
    assert (found.by_deal["leverage_low"].item() > 0) == (verdict == "better than chance")
    assert found.detail.loc[(DEAL, "in_degree"), "low"] < 0


def test_a_planted_rank_is_found(firm):
    leverage = influence.support(firm).detail["leverage"].droplevel("deal")
    found = influence.rank_check(firm, leverage).by_deal.loc[DEAL]
    assert found["leverage"] == pytest.approx(1)
    assert (found["best"], found["verdict"]) == ("leverage", "better than chance")
    assert found["better_than"] >= 10
    against = influence.rank_check(firm, -leverage).by_deal.loc[DEAL]
    assert (against["verdict"], against["better_than"]) == ("worse than chance", 0)
    assert against["worse_than"] >= 5


def test_people_without_a_rank_are_left_out_and_counted(firm, tenure):
    some = tenure.copy()
    some.iloc[:3] = np.nan
    found = influence.rank_check(firm, some).by_deal.loc[DEAL]
    assert (found["people"], found["unranked"]) == (18, 3)
    dropped = influence.rank_check(firm, some.dropna()).by_deal.loc[DEAL]
    assert dropped["leverage"] == found["leverage"]


def test_too_few_of_a_kind_decide_nothing(firm, tenure):
    found = influence.rank_check(firm, tenure.rank() > 18)
    assert found.by_deal["verdict"].item() == "undecided"
    assert found.by_deal["reason"].item() == "only 3 people are of one of the two kinds; 5 are needed to decide"
    assert set(found.detail["verdict"].dropna()) == {"undecided"}


def test_what_is_not_known_of_all_or_the_same_for_all_has_no_number_and_says_why(firm, tenure):
    bare = firm.replaced(people=firm.people.drop(columns=["level", "layer"]))
    level = influence.rank_check(bare, tenure).detail.loc[(DEAL, "level")]
    assert np.isnan(level["value"])
    assert level["reason"] == "not known of 21 people with a known rank"
    assert level["verdict"] == "undecided"
    informal = bare.replaced(relationships=firm.relationships.query("kind == 'trusts'"))
    reports = influence.rank_check(informal, tenure).detail.loc[(DEAL, "direct_reports")]
    assert (reports["reason"], np.isnan(reports["value"])) == ("the same for everybody", True)


@pytest.mark.slow
def test_deals_never_touch_and_one_without_ranks_says_so(firm, tenure):
    tables = {name: firm.table(name) for name in ("people", "relationships")}
    twins = influence.StakeholderGraph.from_tables(
        **{name: pd.concat([table, table.assign(deal="a twin")]) for name, table in tables.items()}
    )
    alone = influence.rank_check(firm, tenure)
    both = influence.rank_check(twins, tenure)
    for deal in ("a twin", DEAL):
        assert both.by_deal.loc[deal].equals(alone.by_deal.loc[DEAL].rename(deal))
    of_one = pd.concat({"a twin": tenure}, names=["deal", "person"])
    half = influence.rank_check(twins, of_one)
    assert half.by_deal.loc[DEAL, "reason"] == "0 people have a known rank; 5 are needed"
    assert half.by_deal.loc[DEAL, "verdict"] is None
    assert set(half.detail.index.get_level_values("deal")) == {"a twin"}


def with_value(tenure, person, value):
    return {**tenure.to_dict(), person: value}


@pytest.mark.parametrize(
    ("truth", "message"),
    [
        (lambda t: t.iloc[:4], "no rank can be checked: 4 people have a known rank; 5 are needed"),
        (lambda t: t * 0 + 2, r"everybody has the same rank \(2\); give ranks that differ"),
        (lambda t: with_value(t, "A99", 1.0), "truth ranks 1 person not in the graph: 'A99'; did you mean 'A"),
        (lambda t: with_value(t, "A01", "high"), "truth of 'A01' is 'high'; give a number, higher = more senior"),
        (lambda t: with_value(t, "A01", np.inf), "truth of 'A01' is inf; give a number"),
        (lambda t: pd.concat([t, t.iloc[:1]]), "truth ranks 'A01' more than once; give one rank for each person"),
        (
            lambda t: t.reset_index(drop=True),
            "21 people not in the graph: 0, 1, .* index the truth by the ids of people",
        ),
        (lambda t: t.to_frame(), r"truth is a DataFrame; give one column by person, such as table.set_index"),
        (lambda t: [1, 2], "truth is a list; give one column by person"),
    ],
)
def test_what_cannot_be_checked_is_refused_with_a_remedy(firm, tenure, truth, message):
    with pytest.raises(influence.InfluenceError, match=message):
        influence.rank_check(firm, truth(tenure))


def test_a_graph_without_relationships_can_be_checked():
    people = [{"person": f"p{number}", "level": number} for number in range(6)]
    people[0]["level"] = 1
    graph = influence.StakeholderGraph.from_tables(people)
    found = influence.rank_check(graph, {f"p{number}": number for number in range(6)})
    assert found.detail["reason"].notna().sum() > 10
    assert found.by_deal["best_value"].notna().all()
