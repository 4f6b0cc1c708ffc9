"""What to find out next: the order of the gaps, the checklist, whom to ask, and what nobody recorded."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

import influence
from influence import StakeholderGraph, support
from influence.analysis.information_gaps import KINDS, information_gaps
from influence.tables.checklist import CHECKLIST, FURTHER
from tests.analysis.gaps import frame, gap, places_found, rows

NAMES = [question.name for question in CHECKLIST]
CELLS_OF_A_FACT = ("question", "answer", "evidence", "side")


def test_f8_is_never_negative_and_rows_stand_in_the_documented_order(many):
    found = information_gaps(many)
    untold = found.detail["what"].isin(["role", "question"]) | found.detail["about"].isin(NAMES)
    assert (found.detail["value"].isna() == untold).all()
    assert (found.detail["value"].dropna() >= 0).all()
    counts = found.detail.groupby(level="deal").size().reindex(found.by_deal.index, fill_value=0)
    assert counts.tolist() == found.by_deal["gaps"].tolist()
    for _, part in found.detail.groupby(level="deal"):
        assert part.index.get_level_values("gap").tolist() == list(range(1, len(part) + 1))
        assert not part[part["what"] != "seat"].duplicated(["what", "about"]).any()
        keys = [
            (
                not (row.about == "approver" and row.what in ("seat", "role")),
                np.isnan(row.value),
                -np.round(np.nan_to_num(row.value), 12),
                -np.round(np.nan_to_num(row.width), 12),
                KINDS.index(row.what),
            )
            for row in part.itertuples()
        ]
        assert keys == sorted(keys)


def test_rule_001_11_an_approver_nobody_is_named_for_comes_first():
    people = frame(person=["Ann", "Bo"], support=[None, None])
    seats = frame(role=["decision_maker"], person=["Ann"], weight=[5.0])
    unnamed = information_gaps(StakeholderGraph.from_tables(people, seats=seats)).detail
    assert unnamed.iloc[0][["what", "about", "code"]].tolist() == ["role", "approver", "001-11"]
    assert np.isnan(unnamed.iloc[0]["width"])
    assert sorted(unnamed["about"][unnamed["what"] == "role"]) == ["approver", "evaluator", "user"]
    waiting = pd.concat([seats, frame(role=["approver", "user"], person=[None, None], weight=[1.0, 2.0])])
    empty = information_gaps(StakeholderGraph.from_tables(people, seats=waiting)).detail
    first = empty.iloc[0]
    assert first[["what", "about", "code", "question"]].tolist() == [
        "seat", "approver", "001-11", "Who holds the seat of the approver?",
    ]  # fmt: skip
    assert first["width"] == pytest.approx(2 / 8)
    assert empty["about"][empty["what"] == "role"].tolist() == ["evaluator"]
    named = information_gaps(StakeholderGraph.from_tables(people, seats=waiting.assign(person=["Ann", "Bo", "Bo"])))
    assert named.detail.iloc[0]["what"] == "support"
    assert named.detail["about"][named.detail["what"] == "role"].tolist() == ["evaluator"]


@pytest.mark.parametrize("seat", [{"weight": 0.0}, {"stage": "screening"}])
def test_rule_002_4_a_role_that_does_not_vote_where_it_is_decided_is_no_seat(seat):
    seats = pd.concat([frame(role=["user"], **seat), frame(role=["evaluator"], person="Ann", stage="decision")])
    deals = frame(stage=["decision"])
    graph = StakeholderGraph.from_tables(frame(person=["Ann"]), seats=seats, deals=deals)
    assert rows(graph, "seat").empty
    assert rows(graph, "role")["about"].tolist() == ["approver", "decision_maker", "user"]


def test_on_cooked_duck_the_seller_is_sent_to_the_general_manager_first():
    duck = influence.datasets.load("cooked_duck")
    found = information_gaps(duck)
    first = found.detail.iloc[0]
    assert found.detail.index[0] == ("equipment", 1)
    assert first[["what", "about", "ask"]].tolist() == ["support", "general manager", "vice president"]
    assert first["question"] == "Is General manager for us or against us, and how strongly?"
    assert first["width"] == pytest.approx(2 * support(duck).detail.loc[("equipment", "general manager"), "leverage"])
    assert first["value"] == found.detail["value"].max() > 0


# The checklist.


def with_facts(*facts):
    table = pd.DataFrame(facts, columns=[*CELLS_OF_A_FACT]).assign(deal="deal")
    return StakeholderGraph.from_tables(frame(person=["Ann"]), facts=table)


def test_rules_001_17_and_002_7_a_guess_is_no_answer():
    graph = with_facts(
        ("budget", "two million", 2, None),
        ("rivals", "probably none", 3, "us"),
        ("personal_wins", "perhaps a promotion", 2, "us"),
        ("fit", "yes", 4, "us"),
        ("reaction", "kind", None, "us"),
        ("decision_time", None, 1, "us"),
        ("next_step", "a visit", 1, "rival"),
        ("terms", "ten percent off", 1, "us"),
    )
    found = information_gaps(graph)
    # Budget, personal wins (hedged, so of grade 3) and reaction; a rival's knowledge is not ours, nor are terms asked.
    assert found.by_deal["answered"].item() == pytest.approx(3 / 19)
    assert rows(graph, "evidence")["about"].tolist() == ["rivals", "fit"]
    assert rows(graph, "evidence")["code"].tolist() == ["001-17", "001-17"]
    assert rows(graph, "evidence")["question"].str.startswith("We only guess so far").all()
    asked = rows(graph, "question")["about"].tolist()
    assert asked == [name for name in NAMES if name not in ("budget", "personal_wins", "reaction", "rivals", "fit")]
    assert not {question.name for question in FURTHER} & set(asked)
    ours = "Our own team knows: How do we go on, and what is the next step?"
    assert gap(graph, "question", "next_step")["question"] == ours
    better = with_facts(("rivals", "probably none", 3, "us"), ("rivals", "the incumbent", 1, "us"))
    assert rows(better, "evidence").empty
    assert "rivals" not in rows(better, "question")["about"].tolist()


@pytest.mark.parametrize("grade", [None, 1, 2, 3])
@pytest.mark.parametrize("first", [0, 5, 10])
def test_an_answer_closes_its_gap_and_raises_the_share_answered(many_tables, many, grade, first):
    """One question of the checklist answered in each deal."""
    names = dict(zip(many.all_deals, itertools.islice(itertools.cycle(NAMES), first, None), strict=False))
    answers = pd.DataFrame({"deal": list(names), "question": list(names.values()), "answer": "so it is", "side": "us"})
    # Only the customer can say what their pain is.
    answers["source"] = answers["deal"].map(many.people.groupby("deal")["person"].first())
    facts = pd.concat([many_tables["facts"].astype(object), answers.assign(evidence=grade).astype(object)])
    before = information_gaps(many)
    after = information_gaps(StakeholderGraph.from_tables(**{**many_tables, "facts": facts}))
    open_before = set(places_found(before.detail))
    was_open = np.array([gap in open_before for gap in names.items()])
    assert not set(places_found(after.detail)) & set(names.items())
    assert (after.by_deal["gaps"] == before.by_deal["gaps"] - was_open).all()
    np.testing.assert_allclose(after.by_deal["answered"], before.by_deal["answered"] + was_open / 19, atol=1e-12)


# Whom to ask.

OFFICE = frame(
    person=["boss", "clerk", "friend", "head", "keeper", "mole", "sulker"],
    department=[None, "sales", None, "sales", "office", "works", "sales"],
    sees=[None, None, None, None, None, "observed", "observed"],
    shares=[None, None, None, None, None, "claimed", "no"],
)
OFFICE_TIES = frame(
    source=["boss", "boss", "boss"], target=["clerk", "sulker", "mole"], kind=["knows", "knows", "conflicts_with"]
)
OFFICE_SEATS = frame(person=["keeper", "head"], role=["gatekeeper", "approver"])


def asked(what, about, *met):
    met = [each if isinstance(each, tuple) else (each, 0.5) for each in met]
    contacts = frame(person=[who for who, _ in met], strength=[depth for _, depth in met], member="Yao", side="us")
    graph = StakeholderGraph.from_tables(OFFICE, OFFICE_TIES, OFFICE_SEATS, contacts=contacts)
    return gap(graph, what, about)["ask"]


@pytest.mark.parametrize(
    ("about", "met", "best"),
    [
        ("boss", ["boss", "clerk"], "boss"),
        ("boss", ["clerk", "friend", "mole"], "clerk"),
        ("boss", ["friend", "mole"], "mole"),
        ("boss", ["friend", "sulker"], "friend"),
        ("boss", ["sulker"], "sulker"),
        ("boss", [], None),
        ("friend", ["boss", "clerk"], "boss"),
        ("friend", [("boss", 0.3), "clerk"], "clerk"),
        ("friend", [("boss", 0.24), ("clerk", 0.24)], None),
        ("head", ["clerk", "mole"], "clerk"),
        ("head", ["mole", "sulker"], "mole"),
    ],
)
def test_whom_to_ask_about_a_person(about, met, best):
    assert asked("support", about, *met) == best


def test_rule_002_18_a_question_goes_to_the_role_that_knows():
    assert asked("question", "decision_process", "head", "keeper", "mole") == "keeper"
    assert asked("role", "user", "head", "keeper", "mole") == "keeper"
    assert asked("question", "budget", "head", "keeper", "mole") == "head"
    assert asked("question", "budget", "keeper", "mole") == "mole"
    assert asked("question", "friend_or_rival", "keeper", "mole") == "mole"
    assert asked("question", "next_step", "head", "keeper") == "Yao"
    assert asked("question", "next_step") is None
    assert asked("gate", "bottom_up", "head", "mole") == "mole"
    assert asked("question", "budget") is None


# What nobody recorded, and the laws.


def test_deals_of_which_next_to_nothing_is_known_are_full_of_gaps():
    graph = StakeholderGraph.from_tables(frame(deal=["one"], person=[7]), deals=frame(deal=["none", "one"]))
    found = information_gaps(graph)
    assert found.by_deal.index.tolist() == ["none", "one"]
    # Four roles, the top and the bottom, nineteen questions, and one person.
    assert found.by_deal["gaps"].tolist() == [4 + 2 + 19, 4 + 2 + 19 + 1]
    assert found.by_deal["answered"].tolist() == [0, 0]
    assert found.by_deal["interval_width"].tolist() == pytest.approx([0, 2])
    assert found.detail["ask"].isna().all()
    assert found.detail.loc["one"].loc[2, ["what", "about"]].tolist() == ["support", 7]


def test_nothing_is_left_to_ask_where_everything_is_known():
    tables = {
        "people": frame(person=["Ann"], support=0.5),
        "seats": frame(person="Ann", role=["approver", "decision_maker", "evaluator", "user"]),
        "facts": frame(question=NAMES, answer="known", source="Ann"),
        "contacts": frame(side=["us"], member="Yao", person="Ann"),
        "deals": frame(product_strength=[1.0]),
    }
    found = information_gaps(StakeholderGraph.from_tables(**tables))
    assert found.by_deal.iloc[0].tolist() == [0, 1, 0]
    assert found.detail.empty
    assert found.detail.index.names == ["deal", "gap"]
