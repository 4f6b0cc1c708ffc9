"""Committee, leverage, support and vote (docs/model.md, sections 2 to 4) written down plainly, deal by deal."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.special import ndtr, ndtri

CARRIES = {  # target sways source, source sways target, source introduces target, target introduces source
    "reports_to": (1.0, 0.3, 0.5, 0.8),
    "dotted_line_to": (0.5, 0.15, 0.4, 0.6),
    "influences": (0, 1.0, 0.8, 0.4),
    "seeks_advice_from": (1.0, 0, 0.6, 0.6),
    "trusts": (1.0, 0, 0.6, 0.8),
    "works_with": (0.5, 0.5, 0.6, 0.6),
    "knows": (0, 0, 0.5, 0.5),
    "conflicts_with": (-0.5, -0.5, 0, 0),
}
CEILING = {"interest": 1.0, "habit": 0.7, "career_risk": 0.6, "conviction": 0.5, "loyalty": 0.3, "faction": 0.2}
Row = dict[str, Any]
Voter = tuple[Any, float, bool, float]  # who (None: an empty seat), votes, veto, chance of a yes


@dataclass(frozen=True)
class Assumed:
    """What sections 3 and 4 assume of those whom nobody has asked (all ours)."""

    spread: float = 1.0
    shrinkage: float = 2.0
    vote_correlation: float = 0.5


class Committee:
    """One deal's rows, unknown cells left out, with what its committee settles on and decides as methods."""

    def __init__(self, tables: dict[str, list[Row]], assumed: Assumed | None = None) -> None:
        self.assume = assumed or Assumed()
        self.people = {row["person"]: row for row in tables.get("people", [])}
        self.ties = tables.get("relationships", [])
        self.deal = (tables.get("deals") or [{}])[0]
        self.seats = self._deciding(tables.get("seats", []))
        self.team = tables.get("team", [])
        self.contacts = [row for row in tables.get("contacts", []) if row["side"] == "us"]
        self.placed = self._placed(tables.get("contacts", []))
        self.ratings = tables.get("ratings", [])
        self.votes, self.empty, self.assumed = self._committee()
        total = sum(self.votes.values()) + sum(weight for weight, _ in self.empty)
        self.exists = total > 0
        self.weight = {who: votes / total if total else 0.0 for who, votes in self.votes.items()}
        self.empty_weight = sum(weight for weight, _ in self.empty) / total if total else 0.0

    def _deciding(self, seats: list[Row]) -> list[Row]:
        """The seats; those of another stage than the deciding one keep their role and lose votes and veto."""
        voting = [seat for seat in seats if seat.get("weight", 1.0) > 0 or seat.get("veto", False)]
        stages = {seat["stage"] for seat in voting if "stage" in seat}
        if "decision meeting" in stages:
            deciding = "decision meeting"
        elif self.deal.get("stage") in stages:
            deciding = self.deal["stage"]
        else:
            return seats
        none = {"weight": 0.0, "veto": False}
        return [seat if seat.get("stage", deciding) == deciding else seat | none for seat in seats]

    def _committee(self) -> tuple[dict[Any, float], list[tuple[float, bool]], bool]:
        votes = dict.fromkeys(self.people, 0.0)
        empty = []
        for seat in self.seats:
            weight = seat.get("weight", 1.0)
            if "person" in seat:
                votes[seat["person"]] += weight
            elif weight > 0 or seat.get("veto", False):
                empty.append((weight, seat.get("veto", False)))
        if sum(seat.get("weight", 1.0) for seat in self.seats) > 0:
            return votes, empty, False
        deciding = [who for who, row in self.people.items() if row["layer"] == "decision"] or list(self.people)
        force = {w: self.people[w].get("influence", 0.5) * self.people[w].get("participation", 0.5) for w in deciding}
        if sum(force.values()) == 0:
            force = dict.fromkeys(deciding, 1.0)
        return {who: force.get(who, 0.0) for who in self.people}, empty, True

    def has_role(self, role: str) -> set[Any]:
        return {seat["person"] for seat in self.seats if seat["role"] == role and "person" in seat}

    # Support

    def _placed(self, contacts: list[Row]) -> set[Any]:
        """Whoever has a relationship of any kind, a seat of any stage and weight, or a contact of any side."""
        of_ties = {tie[end] for tie in self.ties for end in ("source", "target")}
        return of_ties | {row["person"] for row in [*self.seats, *contacts] if "person" in row}

    def sway(self) -> np.ndarray[Any, Any]:
        """How much each listens to each, by the relationships alone."""
        place = {who: number for number, who in enumerate(self.people)}
        sway, parts = np.zeros((2, len(place), len(place)))
        for tie in self.ties:
            toward, back, _, _ = CARRIES[tie["kind"]]
            for one, other, carried in ((tie["source"], tie["target"], toward), (tie["target"], tie["source"], back)):
                part = carried * tie.get("strength", 1.0) * self.people[other].get("influence", 0.5)
                sway[place[one], place[other]] += part
                parts[place[one], place[other]] += abs(part)
        # What cancels is no sway, although its last digit seldom is 0.
        return np.where(np.abs(sway) > 1e-12 * parts, sway, 0.0)

    def listening(self) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
        """W and the openness that counts: those of whom nobody told a sway listen to all placed people alike."""
        W, openness = np.zeros((len(self.people), len(self.people))), np.zeros(len(self.people))
        placed = [number for number, who in enumerate(self.people) if who in self.placed]
        if len(placed) < 2:
            return W, openness
        A = self.sway()[np.ix_(placed, placed)]
        r = np.abs(A).sum(axis=1, keepdims=True)
        k = self.assume.spread * np.mean(r == 0) * (r[r > 0].mean() if r.any() else 1.0)
        even = (1 - np.eye(len(placed))) / (len(placed) - 1)
        W[np.ix_(placed, placed)] = np.where(r > 0, (A + k * even) / np.where(r > 0, r + k, 1), even)
        known = [open_to_others(row) for row in self.people.values()]
        openness[placed] = np.minimum(known, 0.99)[placed]
        return W, openness

    def settled(self, unknown: float = 0.0) -> tuple[dict[Any, float], dict[Any, float]]:
        """Leverage and settled support of everybody, `unknown` in place of a support that nobody knows."""
        order = list(self.people)
        W, openness = self.listening()
        solved = np.eye(len(order)) - np.diag(openness) @ W
        stance = np.array([self.people[who].get("support", unknown) for who in order])
        weight = np.array([self.weight[who] for who in order])
        settled = np.linalg.solve(solved, (1 - openness) * stance)
        leverage = (1 - openness) * np.linalg.solve(solved.T, weight)
        return dict(zip(order, leverage, strict=True)), dict(zip(order, settled, strict=True))

    def support(self) -> Row:
        leverage, _ = self.settled()
        known = {who for who, row in self.people.items() if "support" in row}
        between = {who: self.interval(who) if who in known else (-1.0, 1.0) for who in self.people}
        ends = {who: (leverage[who] * low, leverage[who] * high) for who, (low, high) in between.items()}
        total = sum(map(abs, leverage.values())) + self.empty_weight
        sure = sum(abs(leverage[who]) * (1 - (high - low) / 2) for who, (low, high) in between.items())
        return {
            "support": sum(leverage[who] * self.people[who]["support"] for who in known),
            "support_low": sum(map(min, ends.values())) - self.empty_weight,
            "support_high": sum(map(max, ends.values())) + self.empty_weight,
            "certainty": sure / total if total else math.nan,
            "mean_known": sum(self.people[who]["support"] for who in known) / len(known) if known else math.nan,
            "known": len(known),
        }

    def interval(self, who: Any) -> tuple[float, float]:
        """Between what the person's support lies: where two or more rate it, anything any of them says now."""
        said: dict[str, list[Row]] = {}
        for row in self.ratings:
            if row["person"] == who and row["measure"] == "support":
                said.setdefault(row["rater"].strip().casefold(), []).append(row)
        values = [self.people[who]["support"]]
        for rows in said.values() if len(said) > 1 else ():
            dated = [row for row in rows if str(row.get("date", "NaT")) != "NaT"]
            latest = [row for row in dated if row["date"] == max(each["date"] for each in dated)] or rows
            values.append(sum(row["value"] for row in latest) / len(latest))
        return min(values), max(values)

    # Votes

    def expected(self) -> float:
        """What a support that nobody knows is expected to be: the mean of the known, shrunk the more the fewer."""
        known = [row["support"] for row in self.people.values() if "support" in row]
        return sum(known) / (len(known) + self.assume.shrinkage) if known else 0.0

    def voters(self) -> list[Voter]:
        """Everybody who votes or may forbid, from expected supports."""
        _, settled = self.settled(self.expected())
        vetoes = {seat["person"] for seat in self.seats if seat.get("veto", False) and "person" in seat}
        known = [
            (who, votes, who in vetoes, min(max((1 + settled[who]) / 2, 0), 1))
            for who, votes in self.votes.items()
            if votes > 0 or who in vetoes
        ]
        return known + [(None, weight, veto, (1 + self.expected()) / 2) for weight, veto in self.empty]

    def passes(self, voters: list[Voter], yes: tuple[bool, ...]) -> bool:
        total = sum(votes for _, votes, _, _ in voters)
        voted = sum(votes for (_, votes, _, _), says in zip(voters, yes, strict=True) if says)
        if any(veto and not says for (_, _, veto, _), says in zip(voters, yes, strict=True)):
            return False
        rule = self.deal.get("rule", "majority")
        if rule == "majority":
            return voted > total / 2 + 1e-9 * total
        share = 1.0 if rule == "unanimous" else self.deal["quota"]
        return voted >= share * total - 1e-9 * total

    def vote(self) -> tuple[float, dict[Any, tuple[float, float, float]]]:
        """Approval, and pivot, Banzhaf and Shapley-Shubik of each known voter, by listing every vote."""
        voters = self.voters()
        size = len(voters)
        if not size:
            return math.nan, {}
        outcome = {yes: self.passes(voters, yes) for yes in itertools.product((False, True), repeat=size)}

        def chance(yes: tuple[bool, ...], but: int | None = None) -> float:
            each = [p if says else 1 - p for (_, _, _, p), says in zip(voters, yes, strict=True)]
            return math.prod(p for number, p in enumerate(each) if number != but)

        measures = {}
        for number, (who, *_) in enumerate(voters):
            swings = [
                yes
                for yes in outcome
                if yes[number] and outcome[yes] and not outcome[(*yes[:number], False, *yes[number + 1 :])]
            ]
            orders = [math.factorial(sum(y) - 1) * math.factorial(size - sum(y)) for y in swings]
            measures[number, who] = (
                sum(chance(yes, number) for yes in swings),
                len(swings) / 2 ** (size - 1),
                sum(orders) / math.factorial(size),
            )
        approval = sum(chance(yes) for yes in outcome if outcome[yes])
        return approval, {who: values for (_, who), values in measures.items() if who is not None}

    def approval_correlated(self) -> float:
        """Approval with votes that hang together: every vote listed at each z, integrated over z by trapezoids."""
        voters, rho = self.voters(), self.assume.vote_correlation
        votes = [yes for yes in itertools.product((False, True), repeat=len(voters)) if self.passes(voters, yes)]
        # Fine beside the normal curve and beside the steps that a correlation near 1 makes of it.
        step = min(1.0, math.sqrt((1 - rho) / max(rho, 1e-9))) / 8
        z = np.arange(-10, 10, step)
        density = np.exp(-(z**2) / 2) * step / math.sqrt(2 * math.pi)
        cut = ndtri(np.array([p for *_, p in voters]))[:, None]
        yes = ndtr((cut + math.sqrt(rho) * z) / math.sqrt(1 - rho))
        each = (np.prod(np.where(np.array(vote)[:, None], yes, 1 - yes), axis=0) for vote in votes)
        return float(density @ sum(each, np.zeros_like(z))) if voters else math.nan


def open_to_others(person: Row) -> float:
    """How far others can move a person, no farther than why they stand where they stand allows."""
    openness: float = person.get("openness", 0.5)
    return min(openness, CEILING[person["reason"]]) if "reason" in person else openness
