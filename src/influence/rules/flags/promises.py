"""Flags about promises: overdue, broken, or given for nothing."""

from __future__ import annotations

from influence.rules.rule import SERIOUS, WATCH, Rule

RULES = (
    Rule(
        "003-33", SERIOUS,
        "promises of ours are past their day to the approver: {who}",
        "keep them now, or agree on another day in person: the approver's prestige is at stake with our word",
        people=lambda seen: seen.approver_waits, ours_only=True,
    ),
    Rule(
        "003-49", SERIOUS,
        "we did not keep our word, or kept it late, to: {who}",
        "say so yourself, make it good, and promise only what we are sure to keep",
        people=lambda seen: seen.let_down, ours_only=True,
    ),
    Rule(
        "004-4", WATCH,
        "{fulfilled:promise of ours is|promises of ours are} fulfilled, and the customer has promised us nothing",
        "ask for something in return before giving more",
        deals=lambda seen: (seen.fulfilled >= seen.thresholds.much_given) & (seen.promised_to_us == 0), ours_only=True,
    ),
    Rule(
        "004-12", WATCH,
        "{overdue:planned act or promise|planned acts or promises} of ours past the day on which they were due",
        "do them, or change the plan together",
        deals=lambda seen: seen.overdue > 0, ours_only=True,
    ),
)  # fmt: skip
"""Flags about promises, by their numbers."""
