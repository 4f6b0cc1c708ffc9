"""Flags about our own team (rules 004)."""

from __future__ import annotations

from influence.array_types import Flags
from influence.measures.ratings import disputed, rated
from influence.rules.indicators import Indicators
from influence.rules.rule import SERIOUS, WATCH, Rule


def _disputed(seen: Indicators) -> Flags:
    """Whose ratings of any measure lie too far apart."""
    found = rated(seen.arrays)
    return seen.arrays.marked(found.person[(found.raters > 1) & disputed(seen.arrays, seen.thresholds.apart)])


RULES = (
    Rule(
        "004-1", WATCH,
        "one team member has every contact, with {people_contacted:person|people}: {lone_member}",
        "bring a second team member in contact with the deciders",
        deals=lambda seen: (seen.people_contacted > 1) & seen.has_lone_member, member=True,
    ),
    Rule(
        "004-5", SERIOUS,
        "team ratings differ by {thresholds.apart:%} of the scale or more: {who}",
        "sit down together and settle what each has seen",
        people=_disputed, ours_only=True,
    ),
    Rule(
        "004-7", SERIOUS,
        "{heard.tellers:team member|team members} told the customer {heard.versions:version|different versions} of "
        "the terms",
        "agree on one version, and correct the others with the customer",
        deals=lambda seen: seen.heard.versions > 1,
    ),
)  # fmt: skip
"""Flags of rules 004, by their numbers."""
