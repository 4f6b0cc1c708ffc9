"""Who owes whom: by hand, a plan there and back, and row by row in plain Python (rules 003-49, 004-4, 004-12)."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import influence
from influence import InfluenceError, StakeholderGraph
from influence.analysis.commitments import commitments
from influence.analysis.penetration_plan import penetration_plan, plan_commitments

PEOPLE = [{"person": "Ann"}, {"person": "Bo"}]
TEAM = [{"member": "Yao"}, {"member": "Li"}]
DUE = "2024-05-10"


def deal(*rows, as_of="2024-05-15", **tables):
    """One deal with these promises."""
    promised = [{"commitment": f"c{number}", "by": "Yao", "to": "Ann", **row} for number, row in enumerate(rows)]
    given = {"team": TEAM, "deals": [{"as_of": as_of}], **tables}
    return StakeholderGraph.from_tables(PEOPLE, commitments=promised, deal="D", **given)


def one(graph):
    """The one row per deal, unknown as None."""
    return {name: None if pd.isna(value) else value for name, value in commitments(graph).by_deal.iloc[0].items()}


def states(*rows, **tables):
    return commitments(deal(*rows, **tables)).detail["state"].tolist()


# By hand.


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ({}, "open"),
        ({"due": "2024-05-15"}, "open"),
        ({"due": "2024-05-14"}, "overdue"),
        ({"due": DUE, "done": "2024-05-10"}, "done"),
        ({"due": DUE, "done": "2024-05-11"}, "broken"),
        ({"done": "2024-05-11"}, "done"),
        ({"due": DUE, "done": "2024-05-11", "kept": True}, "kept"),
        ({"due": DUE, "done": "2024-05-09", "kept": False}, "broken"),
        ({"due": "2024-06-01", "kept": False}, "broken"),
        ({"kept": True}, "kept"),
    ],
)
def test_rule_003_49_what_was_said_goes_first_then_the_days(row, state):
    assert states(row) == [state]


def test_rule_004_4_given_received_and_their_balance():
    promised = deal(
        {"due": "2024-05-10"},
        {"to": "Bo", "due": "2024-05-20"},
        {"kept": True},
        {"by": "Ann", "to": "Yao", "due": "2024-05-18"},
        {"by": "Bo", "to": "Li", "kept": False},
        {"by": "Yao", "to": "Li", "about": "Bo"},
        {"by": "Ann", "to": "Bo", "done": "2024-05-01"},
        {"by": "Ro", "to": "Ann", "kept": False},
        contacts=[{"side": "Acme", "member": "Ro", "person": "Ann"}],
        seats=[{"person": "Bo", "role": "approver"}],
    )
    assert one(promised) == {
        "given": 3, "received": 2, "balance": 1, "planned": 1, "open": 4, "overdue": 1, "undated": 1,
        "kept": 1, "broken": 2, "kept_ratio": 1 / 3, "next_due": pd.Timestamp("2024-05-18"),
        "we_owe": 2, "they_owe": 1, "word_kept": 1.0, "approver_open": 1,
    }  # fmt: skip
    detail = commitments(promised).detail.loc["D"]
    assert detail["by_side"].tolist() == ["ours", "ours", "ours", "theirs", "theirs", "ours", "theirs", "rival"]
    assert detail["to_side"].tolist() == ["theirs"] * 3 + ["ours"] * 3 + ["theirs"] * 2
    assert detail["to_approver"].tolist() == [False, True] + [False] * 4 + [True, False]


def test_rule_003_33_promises_to_the_approver_are_told_apart():
    seats = [{"person": "Ann", "role": "approver"}]
    assert one(deal({}, {"to": "Bo"}, {"kept": True}, seats=seats))["approver_open"] == 1


def test_rule_004_12_days_left_and_days_late():
    rows = {"due": DUE}, {"due": "2024-05-20"}, {"due": DUE, "done": "2024-05-12"}, {"due": DUE, "done": "2024-05-07"}
    detail = commitments(deal(*rows)).detail
    assert detail["days_left"].fillna(99).tolist() == [-5, 5, 99, 99]
    assert detail["days_late"].fillna(99).tolist() == [99, 99, 2, -3]


def test_rule_000_10_what_a_coach_planned_with_us_and_did_has_its_day():
    row = {"by": "Ann", "to": "Yao", "what": "tell us who attends", "due": DUE, "done": "2024-05-09", "kept": True}
    detail = commitments(deal(row)).detail.iloc[0]
    assert detail[["by", "by_side", "what", "state", "days_late"]].tolist() == [
        "Ann", "theirs", "tell us who attends", "kept", -1,
    ]  # fmt: skip


# Unknown stays unknown.


def test_where_nothing_is_recorded_nothing_is_counted():
    numbers = one(StakeholderGraph.from_tables(PEOPLE))
    assert set(numbers.values()) == {None}
    people = pd.DataFrame({"deal": ["a", "b"], "person": "Ann"})
    promised = pd.DataFrame({"deal": ["a"], "commitment": 1, "by": "Ann", "to": "Ann"})
    found = commitments(StakeholderGraph.from_tables(people, commitments=promised)).by_deal
    assert found["open"].fillna(-1).tolist() == [1, -1]
    assert found["overdue"].isna().all()


def test_overdue_is_unknown_where_no_open_promise_can_be_judged():
    assert (one(deal({}, {}))["overdue"], one(deal({}, {}))["undated"]) == (None, 2)
    assert (one(deal({"due": DUE}, as_of=None))["overdue"], one(deal({"due": DUE}, as_of=None))["undated"]) == (None, 1)
    assert (one(deal({"due": DUE}, {}))["overdue"], one(deal({"due": DUE}, {}))["undated"]) == (1, 1)
    assert (one(deal({"kept": True}))["overdue"], one(deal({"kept": True}))["undated"]) == (0, 0)


def test_done_alone_says_nothing_of_a_word_kept():
    numbers = one(deal({"due": DUE, "done": DUE}))
    assert (numbers["kept"], numbers["broken"], numbers["kept_ratio"], numbers["word_kept"]) == (0, 0, None, None)


# A plan becomes commitments and comes back as plan against actual.


@pytest.fixture
def duck():
    return influence.datasets.load("cooked_duck")


def test_rule_004_12_a_plan_becomes_commitments_and_comes_back_as_plan_against_actual(duck):
    plan = penetration_plan(duck, steps=3)
    rows = plan_commitments(duck, plan)
    assert rows["about"].tolist() == plan.detail["person"].tolist()
    assert rows["by"].tolist() == plan.detail["member"].tolist()
    # 7.41 attempts of a week each are 51.9 days, with the 3.33 of the next step 75.2: counted from 15 March 2012.
    assert rows["due"].dt.strftime("%m-%d").tolist()[:2] == ["05-06", "05-30"]
    went = rows.copy()
    went.loc[0, ["done", "kept"]] = [pd.Timestamp("2012-05-01"), True]
    went.loc[1, "done"] = pd.Timestamp("2012-06-09")
    back = commitments(duck.replaced(commitments=went))
    actual = back.detail.loc["equipment", ["about", "made", "due", "done", "kept", "state", "days_late"]]
    assert actual["about"].tolist() == rows["about"].tolist()
    assert (actual["made"] == pd.Timestamp("2012-03-15")).all()
    assert actual["due"].tolist() == rows["due"].tolist()
    assert actual["state"].tolist() == ["kept", "broken", "open"]
    assert actual["days_late"].fillna(99).tolist() == [-5, 10, 99]
    numbers = back.by_deal.loc["equipment"]
    assert numbers[["given", "planned", "open", "word_kept"]].tolist() == [0, 3, 1, 0.5]


def test_an_attempt_may_take_longer_than_a_week(duck):
    plan = penetration_plan(duck, steps=2)
    due = [plan_commitments(duck, plan, days_per_attempt=days)["due"] for days in (0.001, 14)]
    assert due[0].tolist() == [pd.Timestamp("2012-03-16")] * 2
    assert due[1].dt.strftime("%m-%d").tolist() == ["06-27", "08-13"]
    assert plan_commitments(duck, plan, days_per_attempt=1e9)["due"].isna().all()
    with pytest.raises(InfluenceError, match="days_per_attempt is 0; give a number above 0"):
        plan_commitments(duck, plan, days_per_attempt=0)


def test_a_second_plan_gets_numbers_of_its_own(duck):
    plan = penetration_plan(duck, steps=2)
    first = plan_commitments(duck, plan)
    both = pd.concat([first, plan_commitments(duck.replaced(commitments=first), plan)])
    assert both["commitment"].tolist() == ["plan 1", "plan 2", "plan 3", "plan 4"]
    assert len(commitments(duck.replaced(commitments=both)).detail) == 4
    numbered = duck.replaced(commitments=first.assign(commitment=[7, 9]))
    assert plan_commitments(numbered, plan)["commitment"].tolist() == [10, 11]


def test_what_nobody_can_date_or_do_stays_empty():
    alone = StakeholderGraph.from_tables([{"person": "Ann", "support": 0}], seats=[{"person": "Ann", "role": "user"}])
    rows = plan_commitments(alone, penetration_plan(alone))
    assert len(rows) == 1
    assert rows[["by", "to", "made", "due"]].isna().all(axis=None)
    weak = StakeholderGraph.from_tables([{"person": "Ann"}], deals=[{"product_strength": 0, "value_lead": 0}])
    assert plan_commitments(weak, penetration_plan(weak, strategy="bottom_up")).empty


@pytest.mark.parametrize("odd", [None, "plan.csv", pd.DataFrame()], ids=["None", "text", "table"])
def test_what_is_no_plan_is_refused(duck, odd):
    with pytest.raises(InfluenceError, match="plan is no plan; give what"):
        plan_commitments(duck, odd)
    with pytest.raises(InfluenceError, match="plan is no plan"):
        plan_commitments(duck, influence.support(duck))


def test_every_plan_of_every_deal_goes_back_in(many):
    rows = plan_commitments(many, penetration_plan(many)).dropna(subset="by")
    there = many.commitments
    back = many.replaced(commitments=pd.concat([there.astype(object), rows.astype(object)], ignore_index=True))
    planned = commitments(back).by_deal["planned"].fillna(0) - commitments(many).by_deal["planned"].fillna(0)
    assert len(rows) > 100
    assert planned.sum() == len(rows)


def test_nobody_is_sent_of_whom_no_name_is_known():
    met = [{"interaction": "E1", "side": "us", "person": "Ann"}]
    graph = StakeholderGraph.from_tables(PEOPLE, interactions=met)
    assert graph.contacts["member"].tolist() == ["unnamed"]
    assert penetration_plan(graph).detail["member"].isna().all()


# Row by row, in plain Python.


def expected(graph):
    """The state and sides of every commitment, by deal and id."""
    as_of = graph.deals.set_index("deal")["as_of"].to_dict()
    people = set(graph.people[["deal", "person"]].itertuples(index=False, name=None))
    ours = set(graph.team[["deal", "member"]].itertuples(index=False, name=None))
    for name in ("contacts", "interactions", "facts"):
        rows = graph.table(name)
        ours |= set(rows[rows["side"].fillna("us") == "us"][["deal", "member"]].itertuples(index=False, name=None))

    def side(deal, who):
        return "theirs" if (deal, who) in people else "ours" if (deal, who) in ours else "rival"

    found = {}
    for row in graph.commitments.itertuples(index=False):
        day, late = as_of[row.deal], pd.notna(row.done) and row.done > row.due
        if pd.notna(row.kept):
            state = "kept" if row.kept else "broken"
        elif pd.notna(row.done):
            state = "broken" if late else "done"
        else:
            state = "overdue" if row.due < day else "open"
        found[row.deal, row.commitment] = state, side(row.deal, row.by), side(row.deal, row.to)
    return found


def test_every_state_and_side_is_that_of_the_plain_script(many):
    found, wanted = commitments(many), expected(many)
    got = found.detail[["state", "by_side", "to_side"]].apply(tuple, axis=1).to_dict()
    assert got == wanted
    assert {state for state, _, _ in wanted.values()} == {"open", "overdue", "kept", "broken", "done"}
    assert {side for _, side, _ in wanted.values()} == {"ours", "theirs", "rival"}


def test_the_rows_add_up_to_what_stands_by_deal(many):
    found = commitments(many)
    detail = found.detail.reset_index()
    by = detail.groupby("deal")
    given = (detail["by_side"] == "ours") & (detail["to_side"] == "theirs")
    there = found.by_deal[found.by_deal["open"].notna()]
    assert there.index.tolist() == sorted(detail["deal"].unique())
    counts = {state: detail["state"].eq(state).groupby(detail["deal"]).sum() for state in ("kept", "broken", "overdue")}
    for state in ("kept", "broken"):
        assert there[state].tolist() == counts[state].tolist()
    known = there["overdue"].notna()
    assert there["overdue"][known].tolist() == counts["overdue"][known].tolist()
    assert (counts["overdue"][~known] == 0).all()
    assert there["given"].tolist() == given.groupby(detail["deal"]).sum().tolist()
    ratio = counts["kept"] / (counts["kept"] + counts["broken"])
    assert np.array_equal(there["kept_ratio"], ratio, equal_nan=True)
    ahead = detail["due"].where(detail["state"] == "open").groupby(detail["deal"]).min()
    assert there["next_due"].fillna(pd.Timestamp(0)).tolist() == ahead.fillna(pd.Timestamp(0)).tolist()
    assert by.size().sum() == len(detail)
