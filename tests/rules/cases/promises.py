"""Flags about promises: to the approver (003-33), our word (003-49), gives and gets (004-4), due days (004-12)."""

from __future__ import annotations

from tests.rules.smallest_deals import COMMITTEE, FOUR, promise

TEAM = [{"member": "m"}]
TODAY = [{"as_of": "2024-03-31"}]
DEAL = {"people": FOUR, "seats": COMMITTEE, "team": TEAM, "deals": TODAY}
LATE = {"due": "2024-03-30"}
DONE = {"done": "2024-03-01"}

CASES = {
    "003-33": (
        DEAL | {"commitments": [promise("m", "A", **LATE)]},
        [
            {"commitments": [promise("m", "A", due="2024-03-31")]},
            {"commitments": [promise("m", "A", due=None)]},
            {"commitments": [promise("m", "A", **LATE, done="2024-03-30")]},
            {"commitments": [promise("m", "A", **LATE, kept=True)]},
            {"commitments": [promise("m", "B", **LATE)]},
            {"commitments": [promise("A", "m", **LATE)]},
            {"deals": [{"as_of": None}]},
            {"seats": COMMITTEE[1:]},
        ],
    ),
    "003-49": (
        DEAL | {"commitments": [promise("m", "D", kept=False)]},
        [
            {"commitments": [promise("m", "D", kept=None)]},
            {"commitments": [promise("m", "D", kept=True)]},
            {"commitments": [promise("D", "m", kept=False)]},
            {"commitments": [promise("m", "D", **LATE, done="2024-03-30")]},
        ],
    ),
    "004-4": (
        DEAL | {"commitments": [promise("m", who, **DONE) for who in "ABC"]},
        [
            {"commitments": [promise("m", who, **DONE) for who in "AB"]},
            {"commitments": [*(promise("m", who, **DONE) for who in "AB"), promise("m", "C")]},
            {"commitments": [*(promise("m", who, **DONE) for who in "ABC"), promise("D", "m")]},
        ],
    ),
    "004-12": (
        DEAL | {"commitments": [promise("m", "m", about="B", **LATE)]},
        [
            {"commitments": [promise("m", "m", about="B", due=None)]},
            {"commitments": [promise("m", "m", about="B", **LATE, **DONE)]},
            {"commitments": [promise("m", "A", **LATE)]},
            {"commitments": [promise("B", "m", **LATE)]},
            {"deals": [{"as_of": None}]},
        ],
    ),
}
