"""The processes by which simulated customers decide, written down plainly: deal by deal, person by person.

Who listens to whom comes from `benchmarks.plain_votes`. Luck is drawn as the library draws it, all deals at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.plain_votes import Committee
from influence.tables.schema import ROLES


@dataclass
class Deal:
    """One deal, its people counted from 0 and as positions among the people of all deals."""

    people: list[int]
    W: np.ndarray[Any, Any]
    openness: np.ndarray[Any, Any]
    support: list[list[float]]
    wish: list[float]
    committee: list[int]
    rows: list[int]
    approver: int

    def settled(self, own):
        left = np.eye(len(own)) - np.diag(self.openness) @ self.W
        return np.linalg.solve(left, (1 - self.openness) * np.array(own))

    def ours(self):
        return [sides[0] for sides in self.support]

    def passes(self, yes):
        return sum(map(bool, yes)) > len(self.committee) / 2

    def rival(self):
        means = [sum(self.support[j][k] for j in self.committee) for k in range(1, len(self.support[0]))]
        return 2 + means.index(max(means))


def deals(world):
    """Every deal of a world, from its tables."""
    tables = {name: world.arrays.table(name) for name in ("people", "relationships", "seats")}
    found = []
    for deal in tables["people"]["deal"].unique():
        rows = {name: table[table["deal"] == deal].to_dict("records") for name, table in tables.items()}
        plain = Committee(rows)
        W, openness = plain.listening()
        people = [row["person"] for row in rows["people"]]
        at = {person: number for number, person in enumerate(people)}
        found.append(
            Deal(
                people,
                W,
                openness,
                [world.support[person].tolist() for person in people],
                [2 * row["appetite"] - 1 for row in rows["people"]],
                [at[row["person"]] for row in rows["seats"]],
                [number for number, each in enumerate(tables["seats"]["deal"]) if each == deal],
                at[next(row["person"] for row in rows["seats"] if row["role"] == ROLES[0])],
            )
        )
    return found


def ours(all_deals, rng):
    luck = rng.random(sum(len(deal.committee) for deal in all_deals))
    for deal in all_deals:
        x = deal.settled(deal.ours())
        won = deal.passes(luck[row] < (1 + x[j]) / 2 for j, row in zip(deal.committee, deal.rows, strict=True))
        yield x, 0 if won else deal.rival()


def boss(all_deals, rng):
    for deal in all_deals:
        x = deal.settled(deal.ours())
        yield x, 0 if x[deal.approver] > 0 else deal.rival()


def voter(all_deals, rng):
    size = sum(len(deal.people) for deal in all_deals)
    first, rounds = rng.random(size), [rng.random((2, size)) for _ in range(20)]
    for deal in all_deals:
        opinion = [1 if first[p] < (1 + s) / 2 else -1 for p, s in zip(deal.people, deal.ours(), strict=True)]
        for moved, luck in rounds:
            before = list(opinion)
            for i, person in enumerate(deal.people):
                if moved[person] < deal.openness[i]:
                    opinion[i] = _taken_over(deal, i, luck[person], before)
        yield opinion, 0 if deal.passes(opinion[j] > 0 for j in deal.committee) else deal.rival()


def _taken_over(deal, i, luck, before):
    """First those of whom a relationship tells, in their order, then everybody else alike."""
    weights = deal.W[i]
    even = _even(deal, i)
    recorded = weights - even * (np.arange(len(weights)) != i)
    recorded[abs(recorded) < 1e-12] = 0
    wanted = luck * (abs(recorded).sum() + even * (len(weights) - 1))
    for j, weight in enumerate(recorded):
        if weight and wanted < abs(weight):
            return before[j] * (1 if weight > 0 else -1)
        wanted -= abs(weight)
    others = [j for j in range(len(weights)) if j != i]
    return before[others[int(wanted / even)]]


def _even(deal, i):
    """What person i gives to everybody alike: what they give to somebody of whom no relationship tells them."""
    return min((abs(w) for j, w in enumerate(deal.W[i]) if j != i), default=0.0) if _somebody_unheard(deal) else 0.0


def _somebody_unheard(deal):
    """Whether somebody listens to everybody alike for want of relationships."""
    rows = [np.delete(row, i) for i, row in enumerate(deal.W)]
    return any(len(set(np.round(row, 12))) == 1 and row[0] > 0 for row in rows)


def degroot(all_deals, rng):
    size = sum(len(deal.people) for deal in all_deals)
    rounds = [(rng.standard_normal(len(all_deals)), rng.standard_normal(size)) for _ in range(12)]
    for number, deal in enumerate(all_deals):
        x = deal.ours()
        for common, own in rounds:
            heard = deal.W @ np.array(x)
            x = [
                min(max((1 - lam) * x[i] + lam * heard[i] + 0.1 * common[number] + 0.1 * own[person], -1), 1)
                for i, (lam, person) in enumerate(zip(deal.openness, deal.people, strict=True))
            ]
        yield x, 0 if deal.passes(x[j] > 0 for j in deal.committee) else deal.rival()


def threshold(all_deals, rng):
    enough = rng.random(sum(len(deal.people) for deal in all_deals))
    for deal in all_deals:
        joined = {i for i, s in enumerate(deal.ours()) if s > 1 / 3}
        while True:
            more = {
                i
                for i, person in enumerate(deal.people)
                if i not in joined and sum(deal.W[i, j] for j in joined) / abs(deal.W[i]).sum() >= enough[person]
            }
            if not more:
                break
            joined |= more
        yield (
            [1 if i in joined else -1 for i in range(len(deal.people))],
            0 if deal.passes(j in joined for j in deal.committee) else deal.rival(),
        )


def no_decision(all_deals, rng):
    acts, chooses = rng.random((2, sum(len(deal.committee) for deal in all_deals)))
    for deal in all_deals:
        x, wish = deal.settled(deal.ours()), deal.settled(deal.wish)
        seats = list(zip(deal.committee, deal.rows, strict=True))
        buys = deal.passes(acts[row] < (1 + wish[j]) / 2 for j, row in seats)
        us = deal.passes(chooses[row] < (1 + x[j]) / 2 for j, row in seats)
        yield x, (0 if us else deal.rival()) if buys else 1


def rival(all_deals, rng):
    luck = rng.random(sum(len(deal.committee) for deal in all_deals))
    for deal in all_deals:
        sides = [[s[0], -w, *s[1:]] for s, w in zip(deal.support, deal.wish, strict=True)]
        settled = np.array([deal.settled(column) for column in zip(*sides, strict=True)]).T
        chosen = []
        for j, row in zip(deal.committee, deal.rows, strict=True):
            worth = [(1 + x) / 2 for x in settled[j]]
            left, side = luck[row] * sum(worth), 0
            while left >= worth[side]:
                left -= worth[side]
                side += 1
            chosen.append(side)
        most = [k for k in range(len(sides[0])) if k != 1 and deal.passes(each == k for each in chosen)]
        yield settled[:, 0], most[0] if most else 1


PLAIN = {each.__name__: each for each in (ours, voter, degroot, boss, threshold, no_decision, rival)}
