"""Flags about encounters: who came (000-3), met whom together (002-14), was invited (002-32); single talks (003-44)."""

from __future__ import annotations

from tests.rules.smallest_deals import COMMITTEE, FOUR, contact, people, seat, visit

DEAL = {"people": FOUR, "seats": COMMITTEE}
FRIENDS = {
    "people": people("A", "B", "C", support=0.5),
    "contacts": [contact(who) for who in "ABC"],
}

CASES = {
    "000-3": (
        DEAL | {"interactions": [visit("A", "rival", rank="decision")]},
        [
            {"interactions": [visit("A", "rival", rank="management")]},
            {"interactions": [visit("A", "rival", rank=None)]},
            {"interactions": [visit("A", "rival", party_size=2)]},
            {"interactions": [visit("A", "us", rank="decision")]},
            {"interactions": [visit(None, "rival", rank="decision", department="Finance")]},
        ],
    ),
    "002-14": (
        DEAL | {"interactions": [visit("A", "rival"), visit("B", "rival")]},
        [
            {"interactions": [visit("A", "rival"), visit("B", "rival", encounter="f")]},
            {"interactions": [visit("A", "us"), visit("B", "us")]},
            {"interactions": [visit("A", "rival"), visit("A", "rival", member="x")]},
            {"seats": [seat("A"), seat("B", weight=0)]},
            {"seats": []},
        ],
    ),
    "002-32": (
        DEAL | {"interactions": [visit("B", "rival", invited_by="A")]},
        [
            {"interactions": [visit("B", "rival", invited_by=None)]},
            {"interactions": [visit("B", "us", invited_by="A")]},
            {"interactions": [visit("B", "rival", member="x", invited_by="x")]},
        ],
    ),
    "003-44": (
        FRIENDS | {"interactions": [visit(who, encounter=who) for who in "ABC"]},
        [
            {"interactions": [visit(who, encounter=who) for who in "AB"]},
            {"interactions": [*(visit(who, encounter=who) for who in "ABC"), visit("A", encounter="B")]},
            {"interactions": [*(visit(who, encounter=who) for who in "ABC"), visit(None, department="Finance")]},
            {"people": people("A", "B", "C", support=[0.5, None, None])},
            {"interactions": []},
        ],
    ),
}
