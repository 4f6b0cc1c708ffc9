"""Flags about the committee, the six errors among them (rules 002)."""

from __future__ import annotations

from tests.rules.smallest_deals import COMMITTEE, FOUR, contact, fact, people, seat

CASES = {
    "002-24A": (
        {"people": FOUR, "seats": COMMITTEE, "facts": [fact("final_say", "b")]},
        [
            {"facts": [fact("final_say", "A")]},
            {"facts": [fact("final_say", "somebody else")]},
            {"facts": [fact("final_say", None)]},
            {"facts": [fact("final_say", "B", side="rival")]},
            {"seats": [seat(None, "approver"), *COMMITTEE[1:]]},
            {"seats": [seat("B", "decision_maker", weight=4), *COMMITTEE[2:]]},
            # The empty seats may be B's too.
            {"seats": [*COMMITTEE, seat(None, weight=3)]},
            {"seats": []},
        ],
    ),
    "002-24B": (
        {"people": FOUR, "seats": COMMITTEE, "contacts": [contact("B"), contact("C"), contact("D")]},
        [
            {"contacts": [contact("A"), contact("B")]},
            {"contacts": []},
            {"contacts": [contact("B", side="rival")]},
            {"seats": [*COMMITTEE, seat(None, "approver")]},
            {"seats": COMMITTEE[1:]},
        ],
    ),
    "002-24C": (
        {"people": FOUR, "seats": COMMITTEE, "contacts": [contact("A")]},
        [
            {"contacts": [contact("A"), contact("B")]},
            {"contacts": []},
            {"seats": COMMITTEE[:2]},
            {"seats": [*COMMITTEE[:3], seat(None, "user")]},
            # A or B may hold the empty seat too: two deciders, or three.
            {"seats": [*COMMITTEE[:2], seat(None, "user")], "contacts": [contact("D")]},
            {"seats": []},
        ],
    ),
    "002-24D": (
        {
            "people": people("A", "B", "C", support=[None, 0.5, None]),
            "seats": [seat("A"), seat("C")],
            "relationships": [{"source": "B", "target": "A", "kind": "reports_to"}],
            "contacts": [contact("B")],
        },
        [
            {"people": people("A", "B", "C", support=None)},
            {"people": people("A", "B", "C", support=[None, -0.5, None])},
            {"contacts": [contact("A"), contact("B")]},
            {"contacts": [contact("B", strength=0.1)]},
            {"relationships": [{"source": "B", "target": "A", "kind": "conflicts_with"}]},
            {"seats": [seat("C")]},
        ],
    ),
    "002-24E": (
        {
            "people": FOUR,
            "seats": COMMITTEE,
            "contacts": [contact("A"), contact("A", side="x"), contact("B", side="x")],
        },
        [
            {"contacts": [contact("A"), contact("A", side="x")]},
            # No contact of ours is recorded: what we cover is unknown.
            {"contacts": [contact("A", side="x"), contact("B", side="x")]},
            {"contacts": [contact("A"), contact("A", side="x"), contact("B", side="x", strength=0.1)]},
            {"seats": []},
            {"seats": [*COMMITTEE[:3], seat(None, "user")], "contacts": [contact("A", side="x")]},
        ],
    ),
    "002-24F": (
        {"people": FOUR, "facts": [fact(name, "x", source="B") for name in ("pain", "budget", "fit")]},
        [
            {"facts": [fact(name, "x", source="B") for name in ("pain", "budget")]},
            {"facts": [fact("pain", "x", source="A"), *(fact(name, "x", source="B") for name in ("budget", "fit"))]},
            {
                "facts": [
                    fact("pain", "x", source=None),
                    *(fact(n, "x", source="B") for n in ("budget", "fit", "terms")),
                ]
            },
            {"facts": [fact("pain", "x", source="the press"), *(fact(n, "x", source="B") for n in ("budget", "fit"))]},
            {"facts": [fact(name, None, source="B") for name in ("pain", "budget", "fit")]},
            # What A answered nobody wrote down.
            {
                "facts": [
                    fact("terms", None, source="A"),
                    *(fact(n, "x", source="B") for n in ("pain", "budget", "fit")),
                ]
            },
        ],
    ),
    "002-2": (
        {
            "people": people("A", "B", layer=["decision", "operations"]),
            "deals": [{"stage": "讨论"}],
            "contacts": [contact("B")],
        },
        [
            {"contacts": [contact("A")]},
            {"contacts": []},
            {"deals": [{"stage": "screening"}]},
            {"deals": [{"stage": None}]},
            {"people": people("A", "B", layer=["management", "operations"])},
        ],
    ),
    "002-10": (
        {"people": FOUR, "seats": COMMITTEE, "facts": [fact("final_say", "B", source="B")]},
        [
            {"facts": [fact("final_say", "B", source="C")]},
            {"facts": [fact("final_say", "B")]},
            {"facts": [fact("final_say", "A", source="A")]},
        ],
    ),
    "002-11": (
        {"people": FOUR, "ratings": [{"rater": "B", "person": "A", "measure": "support", "value": 0.5}]},
        [
            {"ratings": [{"rater": "A", "person": "A", "measure": "support", "value": 0.5}]},
            {"ratings": [{"rater": "m", "person": "A", "measure": "support", "value": 0.5}]},
            {"ratings": [{"rater": "B", "person": "A", "measure": "influence", "value": 0.5}]},
            {
                "ratings": [
                    {"rater": rater, "person": "A", "measure": "support", "value": 0.5}
                    for rater in ("B", "our engineer")
                ]
            },
        ],
    ),
    "002-12": (
        {
            "people": FOUR,
            "seats": COMMITTEE,
            "deals": [{"stage": "Negotiation/Review", "as_of": "2024-03-15"}],
            "contacts": [contact("A", last_touch="2024-03-01"), contact("B", last_touch="2024-02-01")],
        },
        [
            {"contacts": [contact("A", last_touch="2024-03-02")]},
            {"contacts": [contact("A", last_touch="2024-03-01"), contact("B", last_touch=None)]},
            {"contacts": [contact("A", last_touch=None)]},
            {"deals": [{"stage": "Prospecting", "as_of": "2024-03-15"}]},
            {"deals": [{"stage": None, "as_of": "2024-03-15"}]},
            {"deals": [{"stage": "Negotiation/Review", "as_of": None}]},
        ],
    ),
    "002-13": (
        {
            "people": people("A", "B", "C", support=[0.5, None, None]),
            "seats": [seat("A"), seat("B"), seat("C")],
            "facts": [fact("stated_probability", "95 %")],
        },
        [
            {"facts": [fact("stated_probability", "0.6")]},
            {"facts": [fact("stated_probability", "quite sure")]},
            {"facts": [fact("stated_probability", None)]},
            {"people": people("A", "B", "C", support=None)},
            {"people": people("A", "B", "C", support=0.9)},
            {"seats": []},
        ],
    ),
    "002-15": (
        {
            "people": people("A", "B", "C", "D", support=[0.5, 0.0, -0.5, 0.0]),
            "seats": COMMITTEE,
        },
        [
            {"people": people("A", "B", "C", "D", support=[0.5, 0.0, None, 0.0])},
            {"people": people("A", "B", "C", "D", support=[0.5, 0.0, 0.5, 0.0])},
            {"people": people("A", "B", "C", "D", support=[0.0, 0.0, 0.0, 0.0])},
            {"seats": [*COMMITTEE, seat(None)]},
            {"seats": []},
        ],
    ),
    "002-15, one of two": (
        {"people": people("A", "B", support=[0.5, 0.0]), "seats": COMMITTEE[:2]},
        [
            {"people": people("A", "B", support=[0.5, None])},
            {"people": people("A", "B", support=[0.5, 0.1])},
            {"seats": [*COMMITTEE[:2], seat(None)]},
            # Alone, but not among others.
            {"seats": COMMITTEE[:1]},
            {"seats": []},
        ],
    ),
    "002-15, one of three": (
        {"people": people("A", "B", "C", support=[0.0, 0.5, -0.5]), "seats": COMMITTEE[:3]},
        [
            {"people": people("A", "B", "C", support=[0.0, 0.5, None])},
            {"people": people("A", "B", "C", support=[0.5, 0.5, -0.5])},
        ],
    ),
    "002-22": (
        {"people": FOUR, "deals": [{"as_of": "2024-03-31"}], "facts": [fact("rivals", "x", date="2024-03-01")]},
        [
            {"facts": [fact("rivals", "x", date="2024-03-02")]},
            {"facts": [fact("rivals", "x", date=None)]},
            {"facts": [fact("rivals", None, date="2024-03-01")]},
            {"deals": [{"as_of": None}]},
        ],
    ),
    "002-23": (
        {"people": FOUR, "seats": COMMITTEE, "contacts": [contact("A")], "facts": [fact("proposal", "sent")]},
        [
            {"contacts": [contact("A"), contact("B")]},
            {"contacts": []},
            {"facts": [fact("proposal", None)]},
            {"seats": [COMMITTEE[0], *(seat(None) for _ in range(3))]},
            {"seats": []},
        ],
    ),
}
