"""The red flags of every subject. A new rule is an entry in one of the files of `flags/`, and its test.

A rule fires in a deal by what is known of it; what is unknown never makes one fire.
"""

from __future__ import annotations

from influence.rules.flags import (
    decision,
    position,
    process,
    project,
    promises,
    supporters,
    team,
    the_lost_deal,
    visits,
)

RULES = (
    *the_lost_deal.RULES,
    *supporters.RULES,
    *project.RULES,
    *process.RULES,
    *position.RULES,
    *team.RULES,
    *decision.RULES,
    *visits.RULES,
    *promises.RULES,
)
"""Every red flag; those of one severity fire in this order."""
