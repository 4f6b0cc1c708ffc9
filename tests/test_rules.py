"""Rules of the articles that no other test names, each on the smallest deal that shows it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import influence
from influence.tables.checklist import CHECKLIST
from influence.tables.stages import STAGES, stage_named


def graph(**tables):
    """One deal; every table a list of rows."""
    return influence.StakeholderGraph.from_tables(
        **{name: pd.DataFrame(rows) for name, rows in tables.items()}, deal="d"
    )


def person(name, **measures):
    return {"person": name, **measures}


def seat(name, role, **more):
    return {"person": name, "role": role, **more}


def contact(name, side="us", **more):
    return {"side": side, "member": "m", "person": name, **more}


def tie(source, target, kind, **more):
    return {"source": source, "target": target, "kind": kind, **more}


def test_000_3_whom_a_rival_has_met_is_counted_as_what_the_rival_holds():
    deal = graph(
        people=[person("A"), person("B")],
        seats=[seat("A", "approver"), seat("B", "user")],
        contacts=[contact("A", "rival"), contact("B")],
    )
    assert influence.coverage(deal, side="rival").detail["contacted"].tolist() == [True, False]
    assert influence.coverage(deal).detail["contacted"].tolist() == [False, True]


@pytest.mark.parametrize(("weight", "kind"), [(0.49, "none"), (0.5, "sponsor")])
def test_000_6_a_sponsor_stands_in_the_political_circle(weight, kind):
    refuted = dict.fromkeys(("sees", "shares", "believes_in_us", "trusted_inside"), "no")
    deal = graph(people=[person("A", influence=weight, support=0.5, wants_us_to_win="observed", **refuted)])
    assert influence.supporters(deal).detail["kind"].tolist() == [kind]


def test_000_23_who_tells_what_anybody_can_know_is_a_public_source():
    deal = graph(people=[person("A", sees="no", shares="observed", believes_in_us="no")])
    assert influence.supporters(deal).detail["rejected_as"].tolist() == ["public_source"]


def test_000_26_without_a_way_in_there_is_no_plan():
    """A weak product refuses the only way in that these people offer."""
    deal = graph(people=[person("A")], deals=[{"product_strength": 0.1, "value_lead": 0.1}])
    assert influence.entry_points(deal).by_deal["bottom_up"].item() == "refused"
    assert influence.entry_points(deal).detail["rank"].isna().all()
    assert influence.penetration_plan(deal, strategy="bottom_up").detail.empty


def test_000_28_an_insider_sees_and_shares_and_needs_no_power():
    deal = graph(people=[person("A", sees="observed", shares="observed", influence=0.0)])
    assert influence.supporters(deal).detail["insider"].tolist() == [True]


def test_001_3_information_ranks_deals_and_names_the_next_step():
    people = pd.DataFrame({"deal": ["a", "b"], "person": ["A", "B"], "support": [-0.5, 0.5]})
    deals = influence.StakeholderGraph.from_tables(people)
    assert influence.score(deals)["support"].idxmax() == "b"
    assert influence.entry_points(deals).by_deal["entry"].tolist() == ["A", "B"]


@pytest.mark.parametrize(
    ("rule", "shown", "fires"),
    [("001-5", "decides", True), ("001-6", "decides, uses", False), ("001-7", "evaluates", True)],
)
def test_a_presentation_is_worth_what_its_audience_makes_of_it(rule, shown, fires):
    """Deciders see results (001-5), users detail (001-6), technical gatekeepers standards (001-7)."""
    roles = {"decides": "decision_maker", "uses": "user", "evaluates": "evaluator"}
    deal = graph(
        people=[person(name) for name in roles],
        seats=[seat(name, role) for name, role in roles.items()],
        facts=[{"question": "presented", "answer": shown}],
    )
    assert ("001-9" in influence.diagnose(deal).detail["code"].tolist()) == fires, rule


def test_001_10_what_to_do_depends_on_the_person():
    deal = graph(
        people=[person("A"), person("B", support=-0.5), person("C", support=0.0), person("D", support=0.5)],
        seats=[seat(name, "decision_maker") for name in "ABCD"],
    )
    acts = influence.penetration_plan(deal).detail.set_index("person")["act"].to_dict()
    assert len(set(acts.values())) == 4, acts


@pytest.mark.parametrize(("appetite", "move"), [(0.0, 0.25), (0.5, 0.375), (1.0, 0.5)])
def test_001_12_who_wishes_for_change_is_easier_to_move(appetite, move):
    """move = openness (1/2 + appetite / 2), by hand with openness 1/2."""
    deal = graph(people=[person("A", openness=0.5, appetite=appetite)])
    assert influence.entry_points(deal).detail["move"].tolist() == [move]


def test_002_1_a_large_purchase_is_no_one_person_s_word():
    """Of three votes none decides alone: each swings half of the four ways in which the others vote (by hand)."""
    deal = graph(people=[person(name) for name in "ABC"], seats=[seat(name, "decision_maker") for name in "ABC"])
    assert influence.committee(deal).detail["banzhaf"].tolist() == [0.5, 0.5, 0.5]


def test_002_5_who_runs_a_department_manages_without_using():
    deal = graph(people=[person("A"), person("B")], relationships=[tie("B", "A", "reports_to")])
    assert deal.people["layer"].tolist() == ["management", "operations"]


def test_002_6_the_stages_of_a_purchase_stand_in_their_order():
    words = ("信息收集", "筛选", "多次讨论", "技术谈判", "决策会议")
    assert tuple(map(stage_named, words)) == STAGES


RULES_OF_THE_CHECKLIST = [
    "000-29",
    "002-7.1", "002-7.2", "002-7.3", "002-7.4", "002-7.5", "002-7.6", "002-7.7", "002-7.8", "002-7.9", "002-7.10",
    "002-7.11", "002-7.12", "002-7.13", "001-11", "001-15", "001-16", "001-19", "001-22",
]  # fmt: skip


@pytest.mark.parametrize(("question", "rule"), list(zip(CHECKLIST, RULES_OF_THE_CHECKLIST, strict=True)))
def test_every_question_of_the_checklist_is_asked_until_it_is_answered(question, rule):
    asked = influence.information_gaps(graph(people=[person("A")])).detail
    row = asked[asked["about"] == question.name]
    assert row["code"].tolist() == [rule]
    answered = graph(people=[person("A")], facts=[{"question": question.name, "answer": "so it is", "source": "A"}])
    assert question.name not in influence.information_gaps(answered).detail["about"].tolist()
    assert influence.information_gaps(answered).by_deal["answered"].item() == pytest.approx(1 / 19)


def test_002_28_how_long_ago_each_member_touched_anybody():
    deal = graph(
        people=[person("A"), person("B")],
        deals=[{"as_of": "2024-03-31"}],
        contacts=[contact("A", last_touch="2024-03-01"), contact("B", last_touch="2024-03-30")],
    )
    assert influence.team_coverage(deal).detail["stale_days"].tolist() == [1.0]
    assert influence.team_coverage(deal).by_deal["stale"].tolist() == [1]


def test_003_1_the_product_opens_a_gate_and_enters_no_score():
    weak, strong = (
        graph(people=[person("A", support=0.5)], deals=[{"product_strength": strength, "value_lead": 0.0}])
        for strength in (0.1, 0.9)
    )
    before, after = influence.score(weak), influence.score(strong)
    changed = [name for name in before if not before[name].equals(after[name])]
    assert set(changed) <= {"bottom_up", "entry", "entry_strategy", "entry_gain"}
    assert "bottom_up" in changed


def test_003_2_a_conflict_turns_one_against_the_other():
    """By hand: B listens to A alone, with sway -0.5 scaled to -1; half open, B settles at 0.5 x -1."""
    deal = graph(
        people=[person("A", support=1.0, openness=0.0), person("B", support=0.0, openness=0.5)],
        relationships=[tie("A", "B", "conflicts_with")],
    )
    assert influence.support(deal).detail["settled_support"].tolist() == [1.0, -0.5]


def test_003_4_one_person_may_hold_several_roles():
    deal = graph(people=[person("A")], seats=[seat("A", "approver"), seat("A", "user", weight=0)])
    assert influence.coverage(deal).by_deal["roles_filled"].item() == 0.5


def test_003_6_a_budget_wins_some_people_and_not_all():
    """An attempt is 1 / (access x move): by hand 1 / (0.5 x 0.375) = 5.33 for each of these three."""
    deal = graph(people=[person(name) for name in "ABC"], deals=[{"product_strength": 0.9}])
    assert len(influence.penetration_plan(deal, budget=11).detail) == 2
    assert len(influence.penetration_plan(deal, budget=5).detail) == 0


@pytest.mark.parametrize(("openness", "settled"), [(0.0, -1.0), (0.5, 0.0), (0.75, 0.5)])
def test_003_10_a_stance_changes_as_far_as_its_holder_is_open(openness, settled):
    """By hand: x = openness x 1 + (1 - openness) x -1 for who listens to one ally alone."""
    deal = graph(
        people=[person("A", support=1.0, openness=0.0), person("B", support=-1.0, openness=openness)],
        relationships=[tie("A", "B", "influences")],
    )
    assert influence.support(deal).detail["settled_support"].tolist() == pytest.approx([1.0, settled])


def test_003_13_what_drives_and_what_bars_stand_beside_each_other():
    """By hand: 0.5 x 1 x 0.8 for us, 1 x 0.5 x 0.2 against us."""
    deal = graph(
        people=[
            person("A", support=0.5, participation=1.0, influence=0.8),
            person("B", support=-1.0, participation=0.5, influence=0.2),
        ]
    )
    found = influence.forces(deal).by_deal.iloc[0]
    assert found[["drivers", "barriers", "balance"]].tolist() == pytest.approx([0.4, 0.1, 0.6])


def test_003_25_the_way_on_from_the_evaluator_leads_through_the_decision_maker():
    deal = graph(
        people=[person("E"), person("D"), person("A")],
        seats=[seat("E", "evaluator"), seat("D", "decision_maker"), seat("A", "approver")],
        relationships=[tie("E", "D", "reports_to"), tie("D", "A", "reports_to")],
    )
    assert influence.entry_points(deal).detail.loc[("d", "E"), "onward"] == "E → D → A"


def test_003_29_acceptance_below_lowers_the_risk_above():
    """The approver listens to whom he hears: the more users are for it, the likelier his yes."""
    chances = [
        influence.committee(
            graph(
                people=[person("A"), *(person(f"U{k}", support=1.0 if k < friends else -1.0) for k in range(4))],
                seats=[seat("A", "approver")],
                relationships=[tie("A", f"U{k}", "seeks_advice_from") for k in range(4)],
            )
        )
        .by_deal["approval"]
        .item()
        for friends in range(5)
    ]
    assert np.diff(chances).min() > 0


def test_003_32_an_approver_who_supports_us_is_to_be_made_an_ally():
    deal = graph(people=[person("A", support=0.5)], seats=[seat("A", "approver")], contacts=[contact("A")])
    found = influence.position(deal)
    assert found.by_deal["position"].item() == "high"
    assert found.detail.loc[("d", "003-31"), "who"] == "A"


def test_003_48_who_coached_us_before_is_remembered_and_gets_no_credit():
    deal = graph(people=[person("A", believes_in_us="no")])
    found = influence.supporters(deal, past_coaches=["A"]).detail
    assert found["rejected_as"].tolist() == ["past_coach"]
    assert found["coach"].tolist() == [False]


def test_004_10_the_scout_asks_first_what_would_change_the_next_move_most():
    worth = influence.information_gaps(influence.datasets.load("cooked_duck")).detail["value"].dropna().to_numpy()
    assert worth[0] > 0
    assert (np.diff(worth) <= 1e-12).all()


def test_004_11_the_meeting_learns_whom_to_ask_and_which_level_is_missing():
    duck = influence.datasets.load("cooked_duck")
    assert influence.information_gaps(duck).detail.iloc[0]["ask"] == "vice president"
    assert influence.team_coverage(duck).by_deal["unpaired"].item() == "decision"


def test_004_11_whom_of_ours_to_bring_goes_by_what_is_to_be_found_out():
    deal = graph(
        people=[person("A", layer="decision"), person("B", layer="operations")],
        team=[
            {"member": "boss", "layer": "decision", "function": "sales director"},
            {"member": "nerd", "layer": "operations", "function": "售前工程师"},
            {"member": "rep", "layer": "operations", "function": None},
        ],
        contacts=[contact("A") | {"member": "rep"}, contact("B") | {"member": "rep"}],
    )
    found = influence.information_gaps(deal).detail.set_index("about")
    assert found.loc[["fit", "final_say", "budget"], "bring"].tolist() == ["nerd", "boss", None]
    assert found.loc["budget", "bring_function"] == "finance"
    assert found.loc["rivals", ["bring_function", "bring"]].isna().all()
    # Level to level to a person; what we know ourselves whoever of ours met most people knows.
    assert found.loc[["A", "B"], "bring"].tolist() == ["boss", "rep"]
    assert found.loc["next_step", "ask"] == "rep"


def test_004_12_plan_and_outcome_are_compared():
    before = graph(people=[person("A", support=0.0)])
    found = influence.compare(before, before.with_support({"A": 0.5})).detail
    cause = found[found.index.get_level_values("score") == "contribution"]
    assert cause[["who", "difference"]].to_numpy().tolist() == [["A", 0.5]]
