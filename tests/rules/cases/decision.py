"""Flags about the decision: large amounts (002-1, 002-17), its day (002-20), and who leads us to it (003-34)."""

from __future__ import annotations

from tests.rules.smallest_deals import COMMITTEE, FOUR, contact, people, seat

LARGE, SMALL = [{"amount": 2_000_000}], [{"amount": 1000}]
NEAR = {"as_of": "2024-03-31", "close_date": "2024-04-10"}
TOP = people("A", "B", layer=["decision", "management"])
LED = [{"source": "B", "target": "A", "kind": "reports_to"}]

CASES = {
    "002-1": (
        {"people": FOUR, "seats": [seat("A"), seat("D", "user", weight=0)], "deals": LARGE},
        [
            {"deals": SMALL},
            {"deals": [{"amount": None}]},
            {"seats": [seat("A"), seat("B")]},
            {"seats": [seat("A"), seat(None)]},
            {"seats": [seat(None)]},
            {"seats": []},
        ],
    ),
    "002-17": (
        {"people": TOP, "seats": [seat("B")], "deals": LARGE},
        [
            {"deals": SMALL},
            {"deals": [{"amount": None}]},
            {"seats": [seat("A"), seat("B")]},
            {"seats": [seat("A", "approver", weight=0), seat("B")]},
            {"seats": [seat("B"), seat(None)]},
            {"people": people("A", "B", layer="management")},
            {"seats": []},
        ],
    ),
    "002-20": (
        {"people": FOUR, "seats": COMMITTEE, "contacts": [contact("A")], "deals": [NEAR]},
        [
            {"deals": [NEAR | {"close_date": "2024-04-30"}]},
            {"deals": [NEAR | {"close_date": "2024-03-30"}]},
            {"deals": [NEAR | {"close_date": None}]},
            {"deals": [NEAR | {"as_of": None}]},
            {"deals": [NEAR | {"outcome": "won"}]},
            {"contacts": [contact(who) for who in "ABCD"]},
            {"contacts": []},
            {"seats": [seat("A"), seat(None)]},
            {"seats": []},
        ],
    ),
    "003-34": (
        {
            "people": FOUR,
            "seats": COMMITTEE,
            "relationships": LED,
            "contacts": [contact("B", last_touch="2024-03-01"), contact("C", last_touch="2024-03-30")],
            "deals": [{"as_of": "2024-03-31"}],
        },
        [
            {"contacts": [contact("B", last_touch="2024-03-30")]},
            {"contacts": [contact("B", last_touch=None)]},
            {"contacts": [contact("B", last_touch="2024-03-01"), contact("B", member="n", last_touch=None)]},
            {"contacts": [contact("B", last_touch="2024-03-01"), contact("A", last_touch="2024-03-01")]},
            {"seats": [seat(None, "approver"), *COMMITTEE]},
            {"relationships": []},
            {"deals": [{"as_of": None}]},
        ],
    ),
}
