"""The checklist answers itself from the tables where they do, and says which."""

from __future__ import annotations

import pandas as pd
import pytest

import influence
from influence import StakeholderGraph, checklist
from influence.show.deal_view import DealView
from influence.show.report.plan import NO_BUDGET, NOT_FIRM, section
from influence.tables.checklist import CHECKLIST, QUESTIONS
from tests.analysis.gaps import frame, rows

PEOPLE = frame(person=["Ann", "Bo"])
MET = {"interaction": "E1", "side": "us", "person": "Ann"}
HELD = {"side": ["us"], "member": "M", "person": "Ann"}
VOTE = {"seats": frame(role=["approver"], person=["Ann"])}

ONE_EMPTY = frame(role=["approver", "user"], person=["Ann", None])


def of_people(**measures):
    return {**VOTE, "people": frame(person=["Ann", "Bo"], **measures)}


def table_of(question, **tables):
    """The state of the question and the table that says so."""
    found = checklist(StakeholderGraph.from_tables(**{"people": PEOPLE, **tables})).detail.loc["deal"]
    return found.loc[question, ["state", "table"]].tolist()


@pytest.mark.parametrize(
    ("question", "table", "given"),
    [
        ("first_contact", "interactions", {"interactions": frame(**MET, date=["2024-05-31"])}),
        ("first_contact", "contacts", {"contacts": frame(**HELD, last_touch="2024-05-31")}),
        ("spoke_with", "interactions", {"interactions": frame(**MET, kind=["call"])}),
        ("spoke_with", "contacts", {"contacts": frame(**HELD)}),
        ("topics", "interactions", {"interactions": frame(**MET, topic=["downtime"])}),
        ("reaction", "interactions", {"interactions": frame(**MET, reception=["warm"])}),
        ("presented", "interactions", {"interactions": frame(**MET, kind=["demo"])}),
        ("proposal", "interactions", {"interactions": frame(**MET, kind=["proposal"])}),
        ("rivals", "interactions", {"interactions": frame(**{**MET, "side": "Acme"}, kind=["call"])}),
        ("rivals", "contacts", {"contacts": frame(side=["Acme"], member="R", person="Ann")}),
        ("rivals", "stances", {"stances": frame(side=["Acme"], person="Ann", support=0.5)}),
        ("final_say", "seats", VOTE),
        ("decision_power", "seats", {**VOTE, "contacts": frame(side=["us"], member="M", person="Bo")}),
        ("fit", "deals", {"deals": frame(product_strength=[0.4])}),
        ("decision_time", "deals", {"deals": frame(close_date=["2024-05-31"])}),
        ("budget", "deals", {"deals": frame(amount=[1000.0])}),
        ("budget", "deals", {"deals": frame(budget_approved=[True])}),
        ("next_step", "commitments", {"commitments": frame(commitment=["C"], by="Ann", to="Bo", due="2024-05-31")}),
        ("cooperation", "people", of_people(appetite=[0.0, None])),
        ("personal_wins", "people", of_people(personal_win=[0.0, None])),
        ("friend_or_rival", "people", of_people(support=[0.0, None])),
        ("real", "deals", {"deals": frame(budget_approved=[False], reason_to_act="fined from June on")}),
    ],
)  # fmt: skip
def test_rule_002_7_a_table_answers_its_question_and_a_fact_goes_before(question, table, given):
    assert table_of(question) == ["open", None]
    assert table_of(question, **given) == ["answered", table]
    told = frame(question=[question], answer="as I was told", source="Ann")
    assert table_of(question, **given, facts=told) == ["answered", "facts"]
    doubted = frame(question=[question], answer="perhaps", evidence=4)
    assert table_of(question, **given, facts=doubted) == ["answered", table]


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("first_contact", {"interactions": frame(**{**MET, "side": "Acme"}, date=["2024-05-31"])}),
        ("first_contact", {"contacts": frame(**HELD)}),
        ("rivals", {"stances": frame(side=["nobody"], person="Ann", support=0.5)}),
        ("topics", {"interactions": frame(**{**MET, "side": "Acme"}, topic=["price"])}),
        ("final_say", {"seats": frame(role=["approver"], person=[None])}),
        ("final_say", {"seats": frame(role=["user"], person=["Ann"])}),
        ("decision_power", VOTE),
        ("real", {"deals": frame(budget_approved=[True])}),
        ("next_step", {"commitments": frame(commitment=["C"], by="Ann", to="Bo")}),
        ("next_step", {"commitments": frame(commitment=["C"], by="Ann", to="Bo", due="2024-05-31", kept=[False])}),
        ("friend_or_rival", of_people(support=[None, 1.0])),
        ("friend_or_rival", {**of_people(support=[1.0, 1.0]), "seats": ONE_EMPTY}),
    ],
)  # fmt: skip
def test_half_an_answer_is_none(question, given):
    assert table_of(question, **given) == ["open", None]


@pytest.mark.parametrize(
    ("question", "given"),
    [
        ("topics", {"interactions": frame(**MET, topic=["downtime"], evidence=4)}),
        ("friend_or_rival", of_people(support=[1.0, None], evidence=4)),
    ],
)
def test_rule_001_17_what_hangs_on_weak_evidence_is_a_guess(question, given):
    assert table_of(question, **given)[0] == "guess"


def test_rule_001_16_only_the_customer_confirms_their_pain():
    facts = frame(question=["pain"], answer="the old line stops every week", evidence=1)
    contacts = frame(side=["us"], member="Yao", person="Bo")
    for source, state in ((None, "guess"), ("Yao", "guess"), ("Ann", "answered")):
        told = {"facts": facts.assign(source=source), "contacts": contacts}
        assert table_of("pain", **told) == [state, "facts"]
        gaps = rows(StakeholderGraph.from_tables(PEOPLE, **told), "evidence")
        assert gaps[["about", "code"]].to_numpy().tolist() == ([["pain", "001-16"]] if state == "guess" else [])
        assert gaps["question"].str.startswith("The customer has not said so yet.").all()


def test_rule_000_29_no_plan_is_firm_before_the_project_is_known_to_be_real():
    def said(**deal):
        deals = frame(product_strength=[0.9], value_lead=0.9, **deal)
        return section(
            DealView(StakeholderGraph.from_tables(frame(person=["Ann"], support=0.0), deals=deals))
        ).sentences

    assert said()[0] == said(budget_approved=[True])[0] == NOT_FIRM
    assert said(budget_approved=[False], reason_to_act="a fine")[0] == NO_BUDGET
    firm = said(budget_approved=[True], reason_to_act="a fine")
    assert not {NOT_FIRM, NO_BUDGET} & set(firm)


def test_the_three_states_add_up_and_the_gaps_agree(many):
    found, gaps = checklist(many), influence.information_gaps(many)
    assert (found.by_deal.sum(axis=1) == len(CHECKLIST)).all()
    pd.testing.assert_series_equal(found.by_deal["answered"] / len(CHECKLIST), gaps.by_deal["answered"])
    assert len(found.detail) == len(QUESTIONS) * len(found.by_deal)
    assert (found.detail["table"].isna() == (found.detail["state"] == "open")).all()
