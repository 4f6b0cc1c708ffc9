"""Leverage, support and vote against the plain script, above all where most people have no relationships."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from scipy.special import ndtr, ndtri

import influence
from benchmarks.plain_networkx import deals
from benchmarks.plain_votes import Assumed
from influence.tables.schema import TABLES
from tests.conftest import SEED
from tests.sparse_deals import sparse_graph

ASSUMED = [{}, {"spread": 0.0}, {"spread": 0.3, "shrinkage": 0.0}, {"shrinkage": 9.0, "vote_correlation": 0.2}]
SUPPORT = ["support", "support_low", "support_high", "certainty", "mean_known", "known"]


@pytest.fixture(scope="module")
def sparse():
    return sparse_graph(300, SEED)


@pytest.fixture(scope="module", params=[*ASSUMED], ids=str)
def assumed(request, sparse, many):
    """The sparse deals and those of all other laws under some assumptions, each with the plain script of its deals."""
    graphs = [graph.assuming(**request.param) for graph in (sparse, many)]
    scripts = [deals({name: graph.table(name) for name in TABLES}, Assumed(**request.param)) for graph in graphs]
    return list(zip(graphs, scripts, strict=True))


def test_leverage_and_settled_support_are_those_of_the_plain_script(assumed):
    for graph, scripts in assumed:
        found = influence.support(graph).detail[["leverage", "settled_support"]]
        for deal, script in scripts.items():
            leverage, settled = script.settled()
            plain = [[leverage[who], settled[who]] for who in found.loc[deal].index] if script.people else []
            np.testing.assert_allclose(found.loc[deal].astype(float), plain, rtol=0, atol=1e-12, err_msg=deal)


def test_support_its_bounds_and_the_baseline_are_those_of_the_plain_script(assumed):
    for graph, scripts in assumed:
        found = influence.support(graph).by_deal[SUPPORT].astype(float)
        for deal, script in scripts.items():
            plain = [float(script.support()[name]) for name in SUPPORT]
            np.testing.assert_allclose(found.loc[deal], plain, rtol=0, atol=1e-12, err_msg=deal)


def test_votes_from_expected_supports_are_those_of_the_plain_script(assumed):
    for graph, scripts in assumed:
        found = influence.committee(graph)
        yes = found.detail["yes"].astype(float).to_dict()
        approvals = found.by_deal[["approval", "approval_correlated"]].astype(float).to_dict("index")
        for deal, script in scripts.items():
            for who, _, _, chance in script.voters():
                assert who is None or yes[deal, who] == pytest.approx(chance, abs=1e-12), (deal, who)
            approval = pytest.approx(script.vote()[0], abs=1e-9, nan_ok=True)
            correlated = pytest.approx(at_twenty_nodes(script), abs=1e-9, nan_ok=True)
            assert approvals[deal] == {"approval": approval, "approval_correlated": correlated}, deal


def at_twenty_nodes(script):
    """The formula of docs/model.md, section 4, to the letter: every vote listed at each of the nodes."""
    voters, rho = script.voters(), script.assume.vote_correlation
    if not voters:
        return math.nan
    nodes, weights = np.polynomial.hermite_e.hermegauss(20)
    chances = np.array([chance for *_, chance in voters])[:, None]
    yes = ndtr((ndtri(chances) + math.sqrt(rho) * nodes) / math.sqrt(1 - rho))
    passing = [vote for vote in itertools.product((False, True), repeat=len(voters)) if script.passes(voters, vote)]
    each = [np.where(np.array(vote)[:, None], yes, 1 - yes).prod(axis=0) for vote in passing]
    return float(np.sum(each, axis=0) @ weights / weights.sum()) if passing else 0.0


def test_entry_points_gain_by_the_leverage_of_the_plain_script(sparse):
    scripts = deals({name: sparse.table(name) for name in TABLES})
    found = influence.entry_points(sparse).detail["gain"].astype(float).to_dict()
    for deal, script in scripts.items():
        for who, gain in script.gains().items():
            assert found[deal, who] == pytest.approx(gain, abs=1e-12), (deal, who)
