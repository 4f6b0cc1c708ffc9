"""The rules that vendors publish, each by hand on the smallest deals that tell it from the others."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import influence
from influence import StakeholderGraph


def rules_of(people, contacts=(), seats=(), as_of="2024-06-30"):
    tables = {"people": people, "contacts": contacts, "seats": seats, "deals": [{"deal": "D", "as_of": as_of}]}
    frames = {name: pd.DataFrame(rows).assign(deal="D") for name, rows in tables.items() if len(rows)}
    return influence.baselines(StakeholderGraph.from_tables(**frames)).loc["D"]


def met(*people, days=0, strength=0.6):
    day = pd.Timestamp("2024-06-30") - pd.Timedelta(days=days)
    return [{"side": "us", "member": "m", "person": who, "strength": strength, "last_touch": day} for who in people]


FIVE = [{"person": who} for who in "abcde"]
POWER = [{"role": "approver", "person": "a"}]


@pytest.mark.parametrize(
    ("who", "roles", "status"),
    [
        ([{"person": "a", "support": -0.5, "influence": 0.9}], ["approver"], 0),
        ([{"person": "a", "support": 0.5, "influence": 0.5}], ["approver"], 0),
        ([{"person": "a", "support": 0.5, "influence": 0.6}], ["user"], 1),
        ([{"person": "a", "support": 0.5, "influence": 0.6}], ["approver"], 2),
        ([{"person": "a", "support": 0.5, "influence": 0.6}], ["decision_maker"], 2),
        ([{"person": "a", "support": 0.5}], ["approver"], np.nan),
    ],
)
def test_the_status_of_relationships_is_altify_s(who, roles, status):
    found = rules_of(who, seats=[{"role": role, "person": "a"} for role in roles])["relationship_status"]
    assert found == status or (np.isnan(status) and np.isnan(found))


@pytest.mark.parametrize(
    ("contacts", "signal"),
    [
        (met("a", "b", "c"), 2),
        (met("a", "b"), 1),  # two threads
        (met("a"), 0),  # one
        (met("a", "b", "c", days=14), 2),
        (met("a", "b", "c", days=15), 1),
        (met("a", "b", "c", days=31), 0),
        (met("b", "c", "d"), 1),  # no power
        (met("a", "b", "c") + met("d", days=99), 2),  # the last touch counts, not the first
    ],
)
def test_the_worst_signal_counts(contacts, signal):
    assert rules_of(FIVE, contacts, POWER)["worst_signal"] == signal


def test_a_signal_that_nobody_can_tell_is_left_out():
    undated = [{name: cell for name, cell in row.items() if name != "last_touch"} for row in met("a", "b", "c")]
    assert rules_of(FIVE, undated, POWER)["worst_signal"] == 2
    assert np.isnan(rules_of(FIVE, (), POWER)["worst_signal"])


def test_four_contacts_are_many_and_none_recorded_is_unknown():
    assert rules_of(FIVE, met(*"abc"))[["contacts_engaged", "multithreaded"]].tolist() == [3, 0]
    assert rules_of(FIVE, met(*"abcd"))[["contacts_engaged", "multithreaded"]].tolist() == [4, 1]
    assert rules_of(FIVE, met(*"abcd", strength=0.1))[["contacts_engaged", "multithreaded"]].tolist() == [0, 0]
    assert rules_of(FIVE)[["contacts_engaged", "multithreaded", "recency"]].isna().all()


def test_the_share_of_required_roles_is_salesforce_s():
    seats = [
        {"role": "approver", "person": "a"},
        {"role": "user", "person": "b"},
        {"role": "evaluator", "person": None},
    ]
    assert rules_of(FIVE, seats=seats)["roles_filled"] == 0.5


def test_recency_and_the_mean_of_the_known():
    assert rules_of(FIVE, met("a", days=40) + met("b", days=9))["recency"] == -9
    people = [{"person": "a", "support": 0.5}, {"person": "b", "support": -0.2}, {"person": "c"}]
    assert rules_of(people)["mean_known"] == pytest.approx(0.15)
    assert np.isnan(rules_of([{"person": "c"}])["mean_known"])


def test_deals_apart_are_deals_together(many):
    together = influence.baselines(many)
    deal = many.all_deals[3]
    pd.testing.assert_frame_equal(influence.baselines(many.only(deal)), together.loc[[deal]], check_index_type=False)
