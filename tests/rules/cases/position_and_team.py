"""Flags about where we stand and about our own team (rules 003 and 004)."""

from __future__ import annotations

from tests.rules.smallest_deals import FOUR, contact, fact, people, seat

CASES = {
    "003-12": (
        {"people": people("A", "B", support=[0.0, 0.5]), "seats": [seat("A"), seat("B")], "contacts": [contact("B")]},
        [
            {"contacts": [contact("A")]},
            {"contacts": []},
            {"people": people("A", "B", support=[None, 0.5])},
            {"seats": [seat("B")]},
        ],
    ),
    "003-36": (
        {
            "people": people("A", "B", support=[0.5, -0.5], department="x"),
            "seats": [seat("A", "decision_maker"), seat("B", "approver")],
            "contacts": [contact("A"), contact("B")],
        },
        [
            {"people": people("A", "B", support=[0.5, None], department="x")},
            {"people": people("A", "B", support=[0.5, 0.5], department=["x", "y"])},
            {"people": people("A", "B", support=[None, -0.5], department="x")},
        ],
    ),
    "003-41": (
        {
            "people": people("A", "B", support=[0.8, -0.5]),
            "seats": [seat("A", "evaluator"), seat("B", "decision_maker")],
            "contacts": [contact("A"), contact("B")],
        },
        [
            {"people": people("A", "B", support=[0.8, None])},
            {"people": people("A", "B", support=[0.5, -0.5])},
            {"people": people("A", "B", support=[0.8, 0.8])},
            {"seats": [seat("A", "user"), seat("B", "decision_maker")]},
        ],
    ),
    "003-42": (
        {"people": people("A", "B", "C", support=1.0), "contacts": [contact(who) for who in "ABC"]},
        [
            {"people": people("A", "B", "C", support=[1.0, 1.0, None])},
            {"people": people("A", "B", "C", support=[1.0, 1.0, 0.5])},
            {"contacts": [contact(who) for who in "AB"]},
        ],
    ),
    "003-47": (
        {"people": people("A", "B", "C", faction=["x", "x", "y"]), "contacts": [contact("A"), contact("B")]},
        [
            {"people": people("A", "B", "C", faction=["x", None, "y"])},
            {"people": people("A", "B", "C", faction="x")},
            {"people": people("A", "B", "C", faction=None)},
            {"contacts": [contact(who) for who in "ABC"]},
            {"contacts": [contact("A")]},
        ],
    ),
    "004-1": (
        {"people": FOUR, "team": [{"member": "m"}, {"member": "n"}], "contacts": [contact("A"), contact("B")]},
        [
            {"contacts": [contact("A"), contact("B", member="n")]},
            {"contacts": [contact("A")]},
            {"contacts": []},
            {"team": [{"member": "m"}]},
        ],
    ),
    "004-5": (
        {
            "people": people("A"),
            "ratings": [
                {"rater": rater, "person": "A", "measure": "support", "value": value}
                for rater, value in (("manager", 1.0), ("rep", -0.5))
            ],
        },
        [
            {"ratings": [{"rater": "manager", "person": "A", "measure": "support", "value": 1.0}]},
            {
                "ratings": [
                    {"rater": rater, "person": "A", "measure": "support", "value": value}
                    for rater, value in (("manager", 1.0), ("rep", 0.6))
                ]
            },
        ],
    ),
    "004-7": (
        {"people": FOUR, "facts": [fact("terms", "30 days", member="m"), fact("条款", "60 days", member="n")]},
        [
            {"facts": [fact("terms", "30 days", member="m"), fact("terms", "30 Days", member="n")]},
            {"facts": [fact("terms", "30 days", member="m"), fact("terms", "60 days", member=None)]},
            {"facts": [fact("terms", "30 days", member="m"), fact("terms", None, member="n")]},
            {
                "facts": [
                    fact("terms", "30 days", member="m", date="2024-01-01"),
                    fact("terms", "60 days", member="m", date="2024-02-01"),
                ]
            },
        ],
    ),
}
