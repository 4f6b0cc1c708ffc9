"""What each of our team carries over the pipeline: by hand, and deal by deal in plain Python (rules 004-1, 004-12)."""

from __future__ import annotations

import math

import pandas as pd
import pytest

import influence
from influence import StakeholderGraph
from influence.analysis.members import members
from influence.errors import NoAttribute
from tests.laws.laws import same

PEOPLE = [(1, "Ann"), (1, "Bo"), (2, "Ann"), (3, "Cy")]
CONTACTS = [(1, "Yao", "Ann", "2024-05-01"), (1, "Li", "Bo", "2024-05-05"), (2, "Yao", "Ann", "2024-05-09")]
DEALS = {"deal": [1, 2, 3], "amount": [10.0, 5.0, None], "currency": ["EUR", "eur", "USD"], "as_of": "2024-05-11"}
SEATS = [(1, "user", "Ann"), (1, "user", "Bo"), (2, "user", "Ann")]


def pipeline(*, held=CONTACTS, deals=DEALS, **tables):
    return StakeholderGraph.from_tables(
        pd.DataFrame(PEOPLE, columns=["deal", "person"]),
        contacts=pd.DataFrame(held, columns=["deal", "member", "person", "last_touch"]).assign(side="us"),
        seats=pd.DataFrame(SEATS, columns=["deal", "role", "person"]),
        deals=pd.DataFrame(deals),
        **tables,
    )


def of(graph, member="Yao"):
    """The row of one member, unknown as None."""
    return {name: None if pd.isna(value) else value for name, value in members(graph).by_member.loc[member].items()}


# By hand.


def test_rule_004_1_a_star_is_seen_over_the_pipeline():
    assert of(pipeline()) == {
        "deals": 2, "people": 2, "weight": 1.5, "amount": 15, "currency": "EUR", "currencies": 1, "unpriced": 0,
        "alone": 1, "amount_alone": 5, "open": 0, "overdue": 0, "kept": None, "idle_days": 2,
    }  # fmt: skip
    detail = members(pipeline()).detail
    assert detail.index.tolist() == [("Li", 1), ("Yao", 1), ("Yao", 2)]
    assert detail["load"].tolist() == [0.5, 0.5, 1]
    assert detail["alone"].tolist() == [False, False, True]
    assert detail["idle_days"].tolist() == [6, 10, 2]
    assert detail["currency"].tolist() == ["EUR", "EUR", "eur"]


def test_amounts_in_different_currencies_are_never_added():
    for other in ("USD", None):
        numbers = of(pipeline(deals={**DEALS, "currency": ["EUR", other, "USD"]}))
        assert (numbers["amount"], numbers["amount_alone"], numbers["currency"]) == (None, None, None)
        assert numbers["currencies"] == 2
    nowhere = of(pipeline(deals={name: cells for name, cells in DEALS.items() if name != "currency"}))
    assert (nowhere["amount"], nowhere["currency"], nowhere["currencies"]) == (15, None, 1)


def test_an_unknown_amount_is_not_nothing():
    unknown = of(pipeline(deals={**DEALS, "amount": None}))
    assert (unknown["amount"], unknown["amount_alone"], unknown["unpriced"], unknown["currencies"]) == (
        None,
        None,
        2,
        0,
    )
    some = of(pipeline(deals={**DEALS, "amount": [10.0, None, 7.0]}))
    assert (some["amount"], some["amount_alone"], some["unpriced"]) == (10, None, 1)
    assert of(pipeline(deals={**DEALS, "amount": None}), "Li")["amount_alone"] == 0


def test_rule_004_12_their_own_commitments_over_all_deals():
    rows = [
        (1, "a", "Yao", "Ann", "2024-05-10", None),
        (1, "b", "Yao", "Ann", None, None),
        (1, "c", "Li", "Ann", None, None),
        (1, "d", "Ann", "Li", "2024-06-01", None),
        (2, "a", "Yao", "Ann", None, True),
        (2, "b", "Yao", "Yao", None, False),
        (2, "c", "Ann", "Yao", None, False),
    ]
    promised = pd.DataFrame(rows, columns=["deal", "commitment", "by", "to", "due", "kept"])
    graph = pipeline(commitments=promised)
    assert [of(graph)[name] for name in ("open", "overdue", "kept")] == [2, 1, 0.5]
    assert [of(graph, "Li")[name] for name in ("open", "overdue", "kept")] == [1, None, None]
    detail = members(graph).detail.loc["Yao"]
    assert detail["kept"].fillna(-1).tolist() == [-1, 0.5]


def test_whoever_met_a_department_or_knows_a_fact_is_there_too():
    met = pd.DataFrame({"deal": [3], "interaction": 1, "side": "us", "member": "Wu", "department": "Finance"})
    facts = pd.DataFrame({"deal": [2], "question": "pain", "answer": "x", "member": "Xu"})
    graph = pipeline(interactions=met.assign(date="2024-05-08"), facts=facts)
    assert (of(graph, "Wu")["idle_days"], of(graph, "Wu")["people"], of(graph, "Wu")["weight"]) == (3, 0, 0)
    assert (of(graph, "Xu")["deals"], of(graph, "Xu")["idle_days"], of(graph, "Xu")["weight"]) == (1, None, 0)
    assert members(graph).detail.loc[("Xu", 2), "load"] == 0


def test_a_rival_s_member_is_not_ours():
    theirs = pd.DataFrame({"deal": [3], "interaction": 1, "side": "Acme", "member": "Ro", "person": "Cy"})
    assert members(pipeline(interactions=theirs)).by_member.index.tolist() == ["Li", "Yao"]


def test_who_is_not_named_may_be_several_and_is_never_alone():
    met = pd.DataFrame({"deal": [3], "interaction": 1, "side": "us", "person": "Cy"})
    assert of(pipeline(interactions=met), "unnamed")["alone"] == 0
    assert members(pipeline(interactions=met)).detail.loc[("unnamed", 3), "load"] == 1


def test_nobody_at_all():
    found = members(StakeholderGraph.from_tables({"person": ["Ann"]}))
    assert found.by_member.empty
    assert found.detail.empty
    assert (found.by_member.index.name, found.detail.index.names) == ("member", ["member", "deal"])


def test_a_finding_says_what_its_rows_are():
    found = members(pipeline())
    assert found.per == "member"
    with pytest.raises(NoAttribute, match="a row per member, not per deal; see its by_member"):
        found.by_deal  # noqa: B018
    assert "[2 members; the rows" in repr(found)


# Against other analyses, deal by deal.


def test_each_row_is_what_the_deals_say_one_by_one(many):
    found, team = members(many), influence.team_coverage(many).detail
    promised = influence.commitments(many).detail.reset_index()
    deals = many.deals.set_index("deal")
    for member, row in found.by_member.iterrows():
        here = found.detail.loc[member]
        own = team.xs(member, level="member")
        assert row["deals"] == len(here)
        assert row["people"] == own["people"].sum()
        assert row["weight"] == pytest.approx(own["weight"].sum())
        alone = own.index[(own["load"] == 1) & (member != "unnamed")]
        assert row["alone"] == len(alone)
        mine = promised[(promised["by"] == member) & (promised["by_side"] == "ours")]
        kept, broken = (mine["state"].eq(state).sum() for state in ("kept", "broken"))
        assert row["kept"] == pytest.approx(kept / (kept + broken) if kept + broken else math.nan, nan_ok=True)
        assert row["open"] == mine["state"].isin(["open", "overdue"]).sum()
        amounts = deals.loc[here.index, "amount"].dropna()
        currencies = deals.loc[amounts.index, "currency"].fillna("?").nunique()
        assert row["currencies"] == currencies
        assert pd.isna(row["amount"]) == (currencies != 1)


def test_of_one_deal_each_member_is_what_its_detail_says(many):
    """Deals apart: the rows of a deal are the same, whatever other deals are beside."""
    together = members(many).detail
    for deal in list(many)[::40]:
        same(members(many.only(deal)).detail, together[together.index.get_level_values("deal") == deal])
