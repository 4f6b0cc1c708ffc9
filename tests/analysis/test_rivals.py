"""What the rivals hold: by hand, against the analyses of one side, and the laws (rules 002-7.8 to 002-26)."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import influence
from influence import StakeholderGraph, coverage, single_points_of_failure
from influence.analysis.rivals import rivals
from influence.measures.contest import shares
from tests.laws.laws import frames

PEOPLE = pd.DataFrame({"person": ["Ann", "Bo", "Cy", "Di"], "layer": ["decision", "management", "operations", None]})
SEATS = pd.DataFrame(
    {"role": ["approver", "decision_maker", "user"], "person": ["Ann", "Bo", "Cy"], "weight": [3, 2, 1]}
)
AS_OF = pd.DataFrame({"as_of": ["2012-03-15"]})
HELD = [
    ("us", "Yao", "Bo", 1.0, "2012-03-01"),
    ("Acme", "x", "Bo", 0.5, "2012-03-10"),
    ("Acme", "x", "Cy", 0.25, None),
    ("Acme", "y", "Ann", 0.2, "2012-03-12"),
    ("Zeta", "x", "Ann", 1.0, None),
    ("Zeta", "x", "Di", 1.0, None),
]


def deal(held=HELD, **tables):
    contacts = pd.DataFrame(held, columns=["side", "member", "person", "strength", "last_touch"])
    given_ = {"seats": SEATS, "deals": AS_OF, **tables} | ({"contacts": contacts} if held else {})
    return StakeholderGraph.from_tables(PEOPLE, **given_)


def one(graph):
    """The one row per deal, unknown as None."""
    return {name: None if pd.isna(value) else value for name, value in rivals(graph).by_deal.iloc[0].items()}


# By hand.


def test_rule_002_16_the_rival_held_all_of_the_committee_and_hung_on_no_person_of_it():
    duck = influence.datasets.load("cooked_duck")
    found = rivals(duck)
    numbers, rival = found.by_deal.loc["equipment"], found.detail.loc[("equipment", "rival")]
    assert numbers[["rivals", "strongest"]].tolist() == [1, "rival"]
    assert numbers["coverage_gap"] == rival["coverage_gap"] == pytest.approx(1 / 6 - 1)
    assert rival[["coverage", "heads"]].tolist() == [1, 1]
    heads = {f"head of {office}" for office in ("equipment", "finance", "office", "production")}
    only_theirs = set(rival["only_theirs"].split(", "))
    assert {name for name in only_theirs if duck.arrays.weight[duck.people["person"].tolist().index(name)] > 0} == {
        "general manager",
        *heads,
    }
    assert rival["only_theirs_weight"] == pytest.approx(5 / 6)
    # 002-19: what the vice president is told may reach the rival.
    assert rival["shared"] == "vice president"
    # The only single point is a member of theirs.
    assert rival[["single_points", "worst", "worst_loss"]].tolist() == [1, "rival's salesman", 1]
    # Rule 002-12: half a month of waiting against a rival who was there the day before.
    assert rival["last_touch_days"] == 1


def test_by_hand():
    found = rivals(deal())
    # Six votes: we hold Bo's 2; Acme Bo's 2 and Cy's 1, Ann not deeply enough; Zeta Ann's 3.
    assert one(deal()) == {
        "rivals": 2,
        "strongest": "Acme",
        "coverage_gap": pytest.approx(-1 / 6),
        "only_theirs_weight": pytest.approx(1 / 6),
    }
    detail = found.detail.loc["deal"]
    assert detail.index.tolist() == ["Acme", "Zeta"]
    assert detail["coverage"].tolist() == [0.5, 0.5]
    assert detail["coverage_gap"].tolist() == [pytest.approx(-1 / 6)] * 2
    assert detail["only_theirs"].tolist() == ["Cy", "Ann, Di"]
    assert detail["only_theirs_weight"].tolist() == [1 / 6, 0.5]
    assert detail["shared"].tolist() == ["Bo", ""]
    assert detail["last_touch_days"].fillna(-1).tolist() == [3, -1]


def test_the_strongest_is_whoever_covers_most_and_the_first_by_name_of_equals():
    assert one(deal())["strongest"] == "Acme"
    assert one(deal([*HELD, ("Zeta", "x", "Cy", 1.0, None)]))["strongest"] == "Zeta"
    swapped = [("Beta" if side == "Zeta" else "Gamma" if side == "Acme" else side, *rest) for side, *rest in HELD]
    assert one(deal(swapped))["strongest"] == "Beta"
    # A rival whom nobody knows well is listed all the same.
    assert one(deal([("Zeta", "x", "Ann", 0.1, None)])) == {
        "rivals": 1,
        "strongest": "Zeta",
        "coverage_gap": 0,
        "only_theirs_weight": 0,
    }


def test_without_a_committee_nobody_is_strongest():
    people = pd.DataFrame({"deal": [1], "person": ["Ann"]})
    seats = pd.DataFrame({"deal": [1], "role": ["user"], "person": [None], "weight": [0.0]})
    contacts = pd.DataFrame({"deal": [1], "side": ["Acme"], "member": ["x"], "person": ["Ann"]})
    deals = pd.DataFrame({"deal": [1, 2]})
    found = rivals(StakeholderGraph.from_tables(people, seats=seats, contacts=contacts, deals=deals))
    # Deal 1 has an assumed committee, deal 2 nobody at all.
    assert found.by_deal["strongest"].fillna("unknown").tolist() == ["Acme", "unknown"]
    assert found.by_deal["rivals"].fillna(-1).tolist() == [1, -1]


# No rival listed: rule 002-22.


@pytest.mark.parametrize("side", [None, "us"])
def test_rule_002_22_no_rival_listed_is_unknown_not_none(side):
    graph = deal([(side, "Yao", "Bo", 1.0, None)] if side else [])
    assert one(graph) == {"rivals": None, "strongest": None, "coverage_gap": None, "only_theirs_weight": None}
    assert rivals(graph).detail.empty
    closed = deal([], deals=AS_OF.assign(outcome="lost"))
    assert one(closed)["rivals"] is None


def asked(*answers, question="rivals", **more):
    return deal([], facts=pd.DataFrame({"question": question, "answer": list(answers), **more}))


@pytest.mark.parametrize("answer", ["none", " None ", "NO", "nobody", "无", "没有", "沒有"])
@pytest.mark.parametrize("question", ["rivals", "竞争对手"])
def test_rule_002_22_only_an_answer_says_that_there_is_none(answer, question):
    found = one(asked(answer, question=question))
    assert found == {"rivals": 0, "strongest": None, "coverage_gap": None, "only_theirs_weight": None}


@pytest.mark.parametrize(
    "graph",
    [
        asked(None),
        asked("maybe none"),
        asked("可能没有"),
        asked("Acme"),
        asked("none", "Acme"),
        asked("none", question="budget"),
        asked("none", side="Acme"),
    ],
)
def test_rule_002_22_any_other_answer_leaves_it_unknown(graph):
    assert one(graph)["rivals"] is None


def test_what_is_listed_goes_before_what_is_said():
    facts = pd.DataFrame({"question": ["rivals"], "answer": ["none"]})
    assert one(deal(facts=facts))["rivals"] == 2


# What a rival knows: rule 002-26.


def test_rule_002_26_what_a_rival_is_known_to_know_and_never_what_not():
    facts = pd.DataFrame(
        [
            ("decision_process", "five steps", "Acme"),
            ("决策流程", "a meeting", "Acme"),
            ("pain", None, "Acme"),
            ("colour", "red", "Acme"),
            ("terms", "net 30", "Acme"),
            ("fit", "yes", "us"),
            ("fit", "yes", None),
            ("fit", "yes", "nobody listed"),
        ],
        columns=["question", "answer", "side"],
    )
    known = ["answered", "knows_process", "knows_needs"]
    detail = rivals(deal(facts=facts)).detail.loc["deal"]
    assert detail.loc["Acme", known[:2]].tolist() == [1, True]
    assert pd.isna(detail.loc["Acme", "knows_needs"])
    assert detail.loc["Zeta", known].isna().all()
    facts["side"] = "Zeta"
    assert rivals(deal(facts=facts)).detail.loc[("deal", "Zeta"), known].tolist() == [2, True, True]
    assert rivals(deal()).detail[known].isna().all(axis=None)
    asked_only = facts[["question", "side"]]
    assert rivals(deal(facts=asked_only)).detail.loc[("deal", "Zeta"), "answered"] == 0


# Against the analyses of one side.

OF_COVERAGE = ["coverage", "coverage_depth", "heads", "roles_covered", "layers_covered", "reach"]
OF_POINTS = ["single_points", "worst", "worst_loss"]


def test_detail_is_what_coverage_and_single_points_say_of_each_side(many):
    found, ours = rivals(many), coverage(many)
    rows = pd.concat([table[["deal", "side"]].astype(object) for table in (many.contacts, many.interactions)])
    listed = rows[rows["side"] != "us"].drop_duplicates()
    assert sorted(found.detail.index) == sorted(map(tuple, listed.to_numpy()))
    us = dict(list(ours.detail.groupby(level="deal")["contacted"]))
    for side in found.detail.index.unique("rival"):
        theirs, points = coverage(many, side=side), single_points_of_failure(many, side=side, worlds=2)
        held = dict(list(theirs.detail.droplevel("deal").groupby(theirs.detail.index.get_level_values("deal"))))
        for deal in found.detail.xs(side, level="rival").index:
            row = found.detail.loc[(deal, side)]
            agree(row[OF_COVERAGE], theirs.by_deal.loc[deal, OF_COVERAGE])
            agree(row[OF_POINTS], points.by_deal.loc[deal, OF_POINTS])
            agree(row[["coverage_gap"]], ours.by_deal.loc[deal, ["coverage"]] - row["coverage"])
            them, we = held[deal], us[deal].droplevel("deal")
            only, both = them["contacted"] & ~we, them["contacted"] & we
            assert row["only_theirs"] == ", ".join(them.index[only]), deal
            assert row["shared"] == ", ".join(them.index[both]), deal
            assert row["only_theirs_weight"] == pytest.approx(them["weight"][only].sum(), abs=1e-12), deal


def test_by_deal_is_the_strongest_row_of_detail(many):
    found = rivals(many)
    for deal, row in found.by_deal.iterrows():
        if pd.isna(row["rivals"]):
            assert deal not in found.detail.index
            assert pd.isna(row["strongest"])
            continue
        detail = found.detail.loc[deal]
        assert row["rivals"] == len(detail)
        strongest = detail.loc[row["strongest"]]
        assert strongest["coverage"] == pytest.approx(detail["coverage"].max(), abs=1e-11)
        assert (
            row["coverage_gap"] == strongest["coverage_gap"] == pytest.approx(detail["coverage_gap"].min(), abs=1e-11)
        )
        assert row["only_theirs_weight"] == strongest["only_theirs_weight"]


# The laws.


def agree(one_, other):
    """Two rows hold the same values, unknown ones too."""
    one_, other = ([None if pd.isna(value) else value for value in each] for each in (one_, other))
    assert one_ == other


@pytest.mark.parametrize("strength", [0.0, 0.1, 0.25, 1.0])
def test_more_contacts_of_ours_never_lower_the_gap(many, one_contact_more, strength):
    more = one_contact_more(strength)
    for before, after in zip(frames(rivals, many), frames(rivals, more), strict=True):
        assert (after["coverage_gap"].fillna(0) >= before["coverage_gap"].fillna(0) - 1e-12).all()
        assert (after["only_theirs_weight"].fillna(0) <= before["only_theirs_weight"].fillna(0) + 1e-12).all()


def test_of_whom_nothing_good_is_thought_each_is_as_likely_as_the_others():
    there = np.array([[True, True, False, True]])
    assert shares(np.array([[-1.0, -1.0, 1.0, -1.0]]), there).tolist() == [[1 / 3, 1 / 3, 0, 1 / 3]]
