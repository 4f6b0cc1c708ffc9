"""Flags about what was shown to whom, who wants any change, and whom nobody has met for long (rules 000 to 003)."""

from __future__ import annotations

from tests.rules.smallest_deals import COMMITTEE, FOUR, contact, fact, met, people, seat

COACH = {"believes_in_us": "observed", "trusted_inside": "observed", "wants_us_to_win": "observed"}
LATE, LONG_AGO, LATELY = "2024-06-01", "2024-01-01", "2024-05-01"
JUNE = [{"as_of": LATE}]

CASES = {
    "000-19": (
        {"people": people("A", **COACH), "deals": JUNE, "contacts": [contact("A", last_touch=LONG_AGO)]},
        [
            {"contacts": [contact("A", last_touch=LATELY)]},
            {"contacts": [contact("A", last_touch=LONG_AGO), contact("A", member="n")]},
            {"interactions": [met("A", date=LATELY)]},
            {"interactions": [met("A")]},
            # Of somebody nobody named it may have been A.
            {"interactions": [met(None, date=LATELY)]},
            {"facts": [fact("budget", "100", source="A", date=LATELY)]},
            {"facts": [fact("next_step", "a trial", source="A")]},
            {"people": people("A", "B", **COACH) + people("C"), "contacts": [contact("C", last_touch=LONG_AGO)]},
            {"people": people("A", **COACH | {"wants_us_to_win": None})},
            {"deals": []},
        ],
    ),
    "001-5": (
        {
            "people": FOUR,
            "seats": COMMITTEE,
            "interactions": [met("A", "demo"), met("A", topic="price and specification"), met("B", topic="产品功能")],
        },
        [
            {"interactions": [met("A", "demo"), met("A", topic="what they gain by it"), met("C", "demo")]},
            {"interactions": [met("A", "demo"), met("A"), met("B", topic="features and results")]},
            {"interactions": [met("A", topic=None), met("B", "visit", "the weather")]},
            # Of somebody nobody named it may have been A or B.
            {"interactions": [met("A", "demo"), met(None, topic="results")]},
            {"interactions": [met("A", "demo", side="rival")]},
            {"seats": COMMITTEE[2:]},
        ],
    ),
    "001-9, demo": (
        {"people": FOUR, "seats": COMMITTEE, "interactions": [met("A", "demo"), met("C", "demo")]},
        [
            {"interactions": [met("A", "demo"), met("D", "demo")]},
            # It may have been a demo, and the visitor a user.
            {"interactions": [met("A", "demo"), met("D", None)]},
            {"interactions": [met("A", "demo"), met(None, "demo")]},
            {"facts": [fact("presented", "D")]},
            {"facts": [fact("presented", None)]},
            {"interactions": [met("A", "meeting")]},
            {"seats": COMMITTEE[1:], "interactions": [met("A", "demo")]},
        ],
    ),
    "001-9, to whom": (
        {"people": FOUR, "facts": [fact("presented", "yes, last week")]},
        [
            {"facts": [fact("presented", "yes, to A")]},
            # Somebody whose name the table does not have.
            {"facts": [fact("presented", "yes, Mr Li")]},
            {"facts": [fact("presented", "nobody knows"), fact("presented", None)]},
            {"interactions": [met("A", "demo")]},
        ],
    ),
    "001-9, somebody": (
        {"people": FOUR, "interactions": [met(None, "demo")]},
        [
            {"interactions": [met(None, "demo"), met("A", "demo")]},
            {"interactions": [met(None, "meeting")]},
            {"facts": [fact("presented", "A")]},
        ],
    ),
    "001-15": (
        {"people": people("A", "B", appetite=[0.0, None]), "seats": [seat("A"), seat("B")]},
        [
            {"people": people("A", "B", appetite=[None, None])},
            {"people": people("A", "B", appetite=[0.25, None])},
            {"seats": [seat("A"), seat("B"), seat(None)]},
            {"seats": [seat("A"), seat("B", weight=2)]},
            {"seats": []},
        ],
    ),
    "002-7.3": (
        {
            "people": people("A", "B"),
            "seats": [seat("A")],
            "contacts": [contact("A", touches=1), contact("B", touches=9)],
        },
        [
            {"contacts": [contact("A", touches=2), contact("B", touches=8)]},
            {"contacts": [contact("A", touches=None), contact("B", touches=9), contact("A", member="n", touches=1)]},
            {"contacts": [contact("B", touches=9)]},
            # B may hold the empty seat, and whom we met may be A.
            {"seats": [seat("A"), seat(None)]},
            {"interactions": [met(None)]},
            {"seats": [seat("A"), seat("B", weight=0, veto=True)]},
            {"seats": []},
        ],
    ),
    "002-9": (
        {
            "people": people("A", "B", department=["Human Resources", "Equipment"]),
            "deals": [{"departments": "equipment; Production"}],
            "contacts": [contact("A")],
        },
        [
            {"contacts": [contact("A"), contact("B")]},
            {"deals": [{"departments": None}]},
            {"deals": [{"departments": "Production; human resources"}]},
            {"people": people("A", "B", department=[None, "Equipment"])},
            {"contacts": []},
            {"interactions": [met(None, department="equipment")]},
        ],
    ),
    "003-12, for long": (
        {
            "people": people("A", support=0.0),
            "deals": JUNE,
            "seats": [seat("A")],
            "contacts": [contact("A", last_touch=LONG_AGO)],
        },
        [
            {"contacts": [contact("A", last_touch=LATELY)]},
            {"contacts": [contact("A", last_touch=LONG_AGO), contact("A", member="n")]},
            {"interactions": [met("A")]},
            {"people": people("A", support=None)},
            {"people": people("A", support=0.1)},
            {"deals": [{"as_of": LATE, "outcome": "lost"}]},
            {"seats": []},
        ],
    ),
    "003-48": (
        {
            "people": people("A", "B", support=[0.5, None]),
            "deals": [{"as_of": LATE, "outcome": "lost"}],
            "contacts": [contact("A", last_touch=LONG_AGO), contact("B", last_touch=LONG_AGO)],
        },
        [
            {"deals": [{"as_of": LATE, "outcome": None}]},
            {"deals": [{"as_of": None, "outcome": "won"}]},
            {"contacts": [contact("A", last_touch=LATELY), contact("B", last_touch=LONG_AGO)]},
            {"contacts": [contact("A", last_touch=None)]},
            {"people": people("A", "B", support=[-0.5, None])},
        ],
    ),
}
