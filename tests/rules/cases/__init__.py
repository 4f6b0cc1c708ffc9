"""For each red flag the tables that raise it, and changes to them each of which silences it."""

from __future__ import annotations

from tests.rules.cases import (
    coaches_and_answers,
    decision,
    encounters,
    position_and_team,
    promises,
    the_lost_deal,
    visits,
)

CASES = coaches_and_answers.CASES | the_lost_deal.CASES | position_and_team.CASES | encounters.CASES
CASES |= decision.CASES | visits.CASES | promises.CASES
