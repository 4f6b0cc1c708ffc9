"""The largest facts of a deal, each found once: what the first screen says of it is made of these."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np

from influence.analysis.contest import contest
from influence.analysis.diagnose import diagnose
from influence.analysis.penetration_plan import penetration_plan
from influence.rules.indicators import Indicators
from influence.rules.thresholds import Thresholds
from influence.show.deal_view import DealView
from influence.show.next_move import is_to_be_won
from influence.tables.phrases import NEARLY
from influence.tables.schema import OUR_SIDE

# From this share on, one person's support is worth a sentence.
LARGE = 0.25


class Facts:
    """The largest facts of a deal; everything unknown is None."""

    def __init__(self, view: DealView) -> None:
        self.view = view
        self.seen = Indicators(view.arrays, OUR_SIDE, Thresholds())

    @cached_property
    def closed(self) -> bool:
        """Whether it is known how the deal ended."""
        return self.view.facts.get("outcome") is not None

    @cached_property
    def verdict(self) -> str:
        """Go, pause, too early or stop."""
        return str(self.view.row(diagnose)["verdict"])

    @cached_property
    def missing(self) -> list[str]:
        """The evidence without which nobody is told to go on."""
        missing = self.view.row(diagnose)["evidence_missing"]
        return missing.split(", ") if missing else []

    @cached_property
    def contributions(self) -> list[tuple[int, float]]:
        """Whose known support moves the committee, by position, the largest first; they add up to its support."""
        people = enumerate(self.view.people)
        moved = [
            (p, each["leverage"] * each["support"])
            for p, each in people
            if each["support"] is not None and each["leverage"] is not None
        ]
        return sorted((each for each in moved if abs(each[1]) > NEARLY), key=lambda each: -abs(each[1]))

    @cached_property
    def largest(self) -> tuple[int, float] | None:
        """Who carries most of what speaks for us, or against us where the committee leans that way, and which share."""
        leans = self.view.numbers["support"] or 0.0
        same = [each for each in self.contributions if each[1] * leans > 0]
        whole = sum(value for _, value in same)
        return (same[0][0], same[0][1] / whole) if same and abs(leans) > NEARLY else None

    @cached_property
    def approvers_missed(self) -> list[int]:
        """The approvers where all are known, none is in contact with us, and some contact of ours is recorded."""
        return np.flatnonzero(self.seen.approvers_missed).tolist() if self.view.has_contacts else []

    @cached_property
    def our_last_touch(self) -> int | None:
        """Days since we last touched anybody who decides."""
        return _days(self.seen.idle[0])

    @cached_property
    def their_last_touch(self) -> int | None:
        """Days since a rival last touched anybody who decides."""
        return _days(self.seen.others_idle[0])

    @cached_property
    def since_touch(self) -> list[int | None]:
        """Days since we last touched each person."""
        return [_days(each) for each in self.seen.since_touch]

    @cached_property
    def chances(self) -> dict[str, float]:
        """The chance of each side and of no decision, the likeliest first; empty where any would be a guess."""
        if self.view.row(contest)["win"] is None:
            return {}
        detail = self.view.found(contest).detail
        if not detail["own"].notna().any():
            return {}
        wins = detail.groupby("side", sort=False)["wins"].first()
        return dict(sorted(((str(side), float(chance)) for side, chance in wins.items()), key=lambda each: -each[1]))

    @cached_property
    def plan(self) -> list[dict[str, Any]]:
        """The steps of the plan."""
        return self.view.rows(penetration_plan)

    @cached_property
    def begin_with(self) -> int | None:
        """With whom to begin, by position, also where nobody is to be won any more: as the plan does.

        Where one entry strategy was asked for, its best entry point.
        """
        if self.view.strategy is not None:
            return next(iter(self.view.best_entries), None)
        return self.view.places[self.plan[0]["person"]] if self.plan else None

    @property
    def next_person(self) -> int | None:
        """Whom to win next, by position; None once the deal has ended or is told to stop."""
        return self.begin_with if is_to_be_won(self.view.facts.get("outcome"), self.verdict) else None


def _days(count: float) -> int | None:
    return None if np.isnan(count) else int(count)
