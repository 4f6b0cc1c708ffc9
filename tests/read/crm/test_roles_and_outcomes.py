"""Which buying role a CRM's contact role means, and how a stage and its flags say a deal ended."""

from __future__ import annotations

import pandas as pd
import pytest

from influence import InfluenceError
from influence.read.crm.inferred_words import contact_roles, outcomes
from influence.tables.schema import ROLES
from influence.tables.vocabulary import VALUES

ROLE_CASES = {
    "approver": """Economic Buyer; Economic Decision Maker; Executive Sponsor; BUDGET_HOLDER; EXECUTIVE_SPONSOR;
        Key Decision Maker; Approver; Economic Buyer (final); Economic buying influence; CFO - signs;
        Signatory; Final approval; Budget owner; 批准者; 最终审批; CFO""",
    "decision_maker": """Decision Maker; DECISION_MAKER; decision-maker; Secondary Decision Maker; Main decision maker;
        DM; Technical Decision Maker; Decider; 决策者; 決策者; 关键决策人; 拍板人""",
    "evaluator": """Evaluator; Technical Buyer; Technical Evaluator; LEGAL_AND_COMPLIANCE; Developer/Evaluator;
        Tech eval; Technical buying influence; Technical gatekeeper (IT); Decision Criteria owner;
        Legal; Engineering Lead; 评估者; 技术把关者; 技术看门人; 技术评估; 法务""",
    "user": "User; Business User; END_USER; User Buyer; User buying influence; Power user; 使用者; 最终用户",
    "influencer": "Influencer; INFLUENCER; Key influencer; Decision influencer; BLOCKER; Recommender; 影响者",
    "gatekeeper": "Gatekeeper; Gate keeper; 守门人; Procurement; Purchasing; 采购",
    "other": "Other; OTHER; Does not Matter; Supporting Role; 其他",
    None: "Manager; Unknown; 3; Not a decision maker; No decision power; Non-technical; 非决策人; x",
}  # fmt: skip


def test_contact_roles_mean_buying_roles():
    asked = [(text.strip(), role) for role, all_ in ROLE_CASES.items() for text in all_.split(";")]
    found = contact_roles(pd.Series([text for text, _ in asked]))
    for (text, role), row in zip(asked, found.itertuples(), strict=True):
        assert (row.role, row.claim) == (role, None), text
        assert (row.confidence > 0) == (role is not None) == (row.word is not None), text


@pytest.mark.parametrize("role", ROLES)
def test_every_role_of_the_vocabulary_is_sure_but_the_one_that_means_two(role):
    """Rules 001 and 002 call 决策者 who decides finally, rule 003-5 puts an approver above."""
    words = pd.Series([role, *VALUES["role"][role]])
    found = contact_roles(words)
    assert set(found["role"]) == {role}
    assert found["confidence"].to_list() == [0.7 if word == "决策者" else 0.9 for word in words]


def test_a_coach_is_claimed_and_holds_no_role():
    for text in ("CHAMPION", "Champion (test it)", "Coach", "Mentor", "教练", "内部顾问"):
        found = contact_roles(pd.Series([text])).iloc[0]
        assert (found["role"], found["claim"], found["confidence"]) == (None, "coach", 0.5), text


def test_a_role_and_a_claim_may_stand_together():
    found = contact_roles(pd.Series(["User champion"])).iloc[0]
    assert (found["role"], found["claim"]) == ("user", "coach")


STAGE_CASES = [
    ("Closed Won", "won"), ("closedwon", "won"), ("Closed-Won", "won"), ("closed_won", "won"), ("Won", "won"),
    ("100% Closed Won", "won"), ("Closed Won - renewal", "won"), ("Won (signed)", "won"), ("赢单", "won"),
    ("贏單", "won"), ("成交", "won"), ("已成交", "won"), ("中标", "won"), ("Closed Lost", "lost"),
    ("closedlost", "lost"), ("Closed Lost - price", "lost"), ("Lost to rival", "lost"),
    ("0% Closed Lost", "lost"), ("Closed Lost - no decision", "lost"), ("Closed - No Decision", "lost"),
    ("丢单", "lost"), ("輸單", "lost"), ("输单-价格", "lost"), ("流标", "lost"), ("未中标", "lost"),
    ("Closed", None), ("Closing", None), ("Verbal won", None), ("Not won", None), ("Likely won", None),
    ("Won 90%", None), ("Won/Lost", None), ("Wonder", None), ("Lose weight", None), ("Verloren", "lost"),
    ("Gewonnen", "won"), ("Open", None), ("进行中", None), ("预计成交", None), ("未成交", None), ("运输", None),
    ("双赢方案", None), ("Negotiation/Review", None), ("谈判", None), ("", None),
]  # fmt: skip


def test_stages_say_how_deals_ended():
    found = outcomes(pd.Series([stage for stage, _ in STAGE_CASES]))
    for (stage, outcome), row in zip(STAGE_CASES, found.itertuples(), strict=True):
        assert row.outcome == outcome, stage
        assert (row.confidence > 0) == (row.word is not None) == (outcome is not None), stage


FLAG_CASES = [
    ("Proposal", True, True, "won", "is_won"),
    ("Closed Lost", True, True, "won", "is_won"),
    ("Proposal", True, None, "won", "is_won"),
    ("Closed Won", False, True, "lost", "is_closed, not is_won"),
    (None, False, True, "lost", "is_closed, not is_won"),
    ("Closed Won", False, False, None, "not is_closed"),
    ("Closed Won", None, False, None, "not is_closed"),
    ("Closed Won", True, False, None, "is_won, not is_closed"),
    ("Closed Won", False, None, None, "not is_won"),
    ("Closed Lost", False, None, "lost", "Closed Lost"),
    ("Closed Lost", None, True, "lost", "Closed Lost"),
    ("Proposal", None, True, None, None),
    ("Proposal", False, False, None, None),
    ("Closed Won", None, None, "won", "Closed Won"),
]


@pytest.mark.parametrize("write", [lambda flag: flag, str, lambda flag: "Yes" if flag else "no", float])
def test_flags_win_over_words(write):
    for stage, won, closed, outcome, word in FLAG_CASES:
        written = [pd.Series([None if flag is None else write(flag)], dtype=object) for flag in (won, closed)]
        found = outcomes(pd.Series([stage], dtype=object), *written).iloc[0]
        assert (found["outcome"], found["word"]) == (outcome, word), (stage, won, closed)
        assert (found["confidence"] > 0) == (outcome is not None), (stage, won, closed)


def test_flags_stand_beside_stages_row_by_row_whatever_their_index():
    stages = pd.Series(["Closed Won", "Proposal"], index=[7, 7])
    found = outcomes(stages, pd.Series([False, True]), pd.Series([True, True], dtype="boolean"))
    assert found["outcome"].to_list() == ["lost", "won"]
    assert found.index.to_list() == [7, 7]


def test_flags_of_another_length_are_refused():
    with pytest.raises(
        InfluenceError, match="is_won and the stages have different numbers of rows, 1 and 2; give a row per deal"
    ):
        outcomes(pd.Series(["a", "b"]), pd.Series([True]))
