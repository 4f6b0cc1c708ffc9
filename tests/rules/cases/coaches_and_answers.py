"""Flags about supporters and about what we were told (rules 000 and 001)."""

from __future__ import annotations

from tests.rules.smallest_deals import COMMITTEE, FOUR, NOBODY, contact, fact, people, seat

CASES = {
    "000-27": (
        {"people": people("A", "B", **NOBODY), "seats": [seat("A")]},
        [
            # Nobody is known to be inside: both may be external.
            {"seats": []},
            {"seats": [seat("A"), seat(None)]},
            {"seats": [], "people": people("A", "B", **NOBODY, external=[None, True])},
            {"people": [{"person": "A", **NOBODY}, {"person": "B", **NOBODY, "sees": None, "shares": None}]},
            {
                "people": [
                    {"person": "A", **NOBODY},
                    {"person": "B", **NOBODY, "sees": "observed", "shares": "observed"},
                ]
            },
            {"seats": [], "people": people("A", "B", **NOBODY, external=True)},
        ],
    ),
    "001-1": (
        {
            "people": people("A", "B", "C", support=[-1, -1, None], openness=0.3),
            "seats": [seat("A"), seat("B"), seat("C")],
        },
        [
            {"people": people("A", "B", "C", support=[-1, None, None], openness=0.3)},
            # How open they are is unknown: C, of unknown support, may turn A and B, relationships or none.
            {"people": people("A", "B", "C", support=[-1, -1, None])},
            # How much they heed C is unknown, as C's influence is.
            {"relationships": [{"source": who, "target": "C", "kind": "trusts"} for who in "AB"]},
            {"seats": [seat("A"), seat(None), seat("C")]},
            {"seats": []},
        ],
    ),
    "000-16": (
        {"people": people("A", believes_in_us="no", wants_us_to_win="claimed")},
        [
            {"people": people("A", believes_in_us=None, wants_us_to_win="claimed")},
            {"people": people("A", believes_in_us="claimed", wants_us_to_win="claimed")},
            {"people": people("A", believes_in_us="no", wants_us_to_win="no", support=-0.5)},
        ],
    ),
    "000-24": (
        {"people": people("A", "B", motive=["own", None], shares="claimed"), "contacts": [contact("A"), contact("B")]},
        [
            {"people": people("A", "B", motive=None, shares="claimed")},
            {"people": people("A", "B", motive="organisation", shares="claimed")},
            {"people": people("A", "B", motive="own", shares="no")},
            {"contacts": [contact("B")]},
        ],
    ),
    "001-9": (
        {"people": FOUR, "seats": COMMITTEE, "facts": [fact("presented", "A; evaluator，B")]},
        [
            {"facts": [fact("presented", "A, D")]},
            {"facts": [fact("presented", "A, user")]},
            {"facts": [fact("presented", "A, a visitor")]},
            {"facts": [fact("presented", None)]},
            # To whom else it was shown nobody wrote down.
            {"facts": [fact("presented", "A, B"), fact("presented", None)]},
            {"seats": COMMITTEE[1:]},
        ],
    ),
    "001-17": (
        {"people": FOUR, "facts": [fact("pain", "可能是成本"), fact("budget", "10,000")]},
        [
            {"facts": [fact("pain", "不可能再等")]},
            {"facts": [fact("pain", "in May, the perhapsometer broke")]},
            {"facts": [fact("pain", None)]},
        ],
    ),
    "001-18": (
        {"people": FOUR, "facts": [fact("proposal", "v1", date="2024-01-01"), fact("pain", "cost", date="2024-01-05")]},
        [
            {"facts": [fact("proposal", "v1", date="2024-01-05"), fact("pain", "cost", date="2024-01-05")]},
            {"facts": [fact("proposal", "v1", date="2024-01-01"), fact("pain", "cost", date=None)]},
            {"facts": [fact("proposal", "v1", date="2024-01-01"), fact("pain", None, date="2024-01-05")]},
        ],
    ),
    "001-20": (
        {"people": people("A", support=0.5, personal_win=0.0)},
        [
            {"people": people("A", support=0.5, personal_win=None)},
            {"people": people("A", support=0.5, personal_win=0.1)},
            {"people": people("A", support=None, personal_win=-1.0)},
        ],
    ),
    "001-21": (
        {
            "people": people("A", support=0.0),
            "contacts": [contact("A", touches=3), contact("A", member="n", touches=2)],
            "ratings": [
                {"rater": "m", "person": "A", "measure": "support", "value": value, "date": day}
                for value, day in ((0.0, "2024-01-01"), (0.0, "2024-03-01"))
            ],
        },
        [
            {"contacts": [contact("A", touches=3), contact("A", member="n", touches=None)]},
            {"contacts": [contact("A", touches=4)]},
            {"ratings": [{"rater": "m", "person": "A", "measure": "support", "value": 0.0, "date": "2024-01-01"}]},
            {
                "ratings": [
                    {"rater": "m", "person": "A", "measure": "support", "value": value, "date": day}
                    for value, day in ((0.0, "2024-01-01"), (0.5, "2024-03-01"))
                ]
            },
            {
                "ratings": [
                    {"rater": "m", "person": "A", "measure": "support", "value": value, "date": day}
                    for value, day in ((0.0, "2024-01-01"), (0.0, "2024-03-01"), (0.5, None))
                ]
            },
        ],
    ),
    "001-23": (
        {"people": people(*"ABCDE", support=0.5)},
        [
            {"people": people(*"ABCD", support=0.5)},
            {"people": people(*"ABCDE", support=[0.5, 0.5, 0.5, 0.5, None])},
            {"people": people(*"ABCDE", support=[0.5, 0.5, 0.5, 0.5, 0.0])},
        ],
    ),
}
