"""Processes by which a customer comes to a decision; each takes what is true at the start and tells how it ends.

Sources: Friedkin & Johnsen (1990) for `ours`; Clifford & Sudbury, A model for spatial conflict (1973), and Holley &
Liggett (1975) for `voter`; DeGroot, Reaching a consensus (1974), for `degroot`; Granovetter, Threshold models of
collective behavior (1978), in the form of Kempe, Kleinberg & Tardos (2003), for `threshold`. How long they run, how
hard shocks hit and who begins is ours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from influence.array_types import Flags, Floats, Ints
from influence.datasets.worlds import Worlds
from influence.graph.arrays import Arrays
from influence.measures.contest import shares
from influence.measures.listening import listening
from influence.measures.sides import NOTHING, US

VOTER_ROUNDS, DEGROOT_ROUNDS = 20, 12
DEAL_SHOCK, PERSONAL_SHOCK = 0.1, 0.1
FOR_US_AT_FIRST = 1 / 3


@dataclass(frozen=True)
class End:
    """How deals end.

    Attributes
    ----------
    final : ndarray of shape (people,)
        How each person stands to us at the end, -1 to 1.
    winner : ndarray of int, of shape (deals,)
        `US`, `NOTHING`, or from 2 on the rivals in their order.
    """

    final: Floats
    winner: Ints


class Listeners:
    """Who listens to whom among everybody, for processes of many rounds: rows of Lambda W."""

    def __init__(self, arrays: Arrays) -> None:
        heard = listening(arrays)
        self.openness, self.pull, self.alike = heard.openness, heard.pull, heard.alike
        self.deal, self.n_deals = arrays.person_deal, arrays.n_deals
        self.placed = heard.placed.astype(float)
        self.first, self.size = arrays.person_start[self.deal], np.diff(arrays.person_start)[self.deal]
        self.until = np.concatenate([[0.0], np.cumsum(np.abs(self.pull.data))])
        self.known = self.until[self.pull.indptr[1:]] - self.until[self.pull.indptr[:-1]]
        self.whole = self.known + self.alike * (self.size - 1)

    def heard(self, opinions: Floats) -> Floats:
        """What each person takes over from those they listen to: Lambda W x."""
        here = self.placed * opinions
        others = np.bincount(self.deal, here, self.n_deals)[self.deal] - here
        return self.pull @ opinions + self.alike * others

    def picked(self, luck: Floats) -> tuple[Ints, Floats]:
        """For each person one of those they listen to, likelier the more they do, and 1, or -1 where they oppose them.

        `luck` is a number from 0 to 1 a person; whoever listens to nobody picks themselves.
        """
        wanted = luck * self.whole
        begin, end = self.pull.indptr[:-1], self.pull.indptr[1:]
        entry = np.searchsorted(self.until, self.until[begin] + wanted, side="right") - 1
        entry = np.clip(entry, begin, np.maximum(end - 1, begin))
        further = np.divide(wanted - self.known, self.alike, out=np.zeros(len(luck)), where=self.alike > 0)
        other = self.first + np.clip(further, 0, np.maximum(self.size - 2, 0)).astype(np.int64)
        other += other >= np.arange(len(luck))
        recorded = (wanted < self.known) & (end > begin)
        found = np.where(recorded, np.append(self.pull.indices, 0)[entry], other)
        sign = np.where(recorded, np.sign(np.append(self.pull.data, 1.0)[entry]), 1.0)
        nobody = self.whole <= 0
        return np.where(nobody, np.arange(len(luck)), found), np.where(nobody, 1.0, sign)


def ours(world: Worlds, rng: np.random.Generator) -> End:
    """Support settles and each member votes by it, as in docs/model.md, sections 3 and 4."""
    final = world.settled(world.support[:, :1])[:, 0]
    return _we_or_a_rival(world, final, world.passes(_says_yes(world, final, rng)))


def voter(world: Worlds, rng: np.random.Generator) -> End:
    """Everybody is for or against us; the open ones take over the opinion of one they listen to, round by round."""
    listeners, people = Listeners(world.arrays), len(world.support)
    opinion = np.where(rng.random(people) < (1 + world.support[:, 0]) / 2, 1.0, -1.0)
    for _ in range(VOTER_ROUNDS):
        moved, luck = rng.random((2, people))
        whom, sign = listeners.picked(luck)
        opinion = np.where(moved < listeners.openness, sign * opinion[whom], opinion)
    return _by_heads(world, opinion)


def degroot(world: Worlds, rng: np.random.Generator) -> End:
    """Everybody moves towards those they listen to, round by round, while news hits deals and people."""
    listeners, opinion = Listeners(world.arrays), world.support[:, 0]
    deal = world.organisation.deal
    for _ in range(DEGROOT_ROUNDS):
        news = DEAL_SHOCK * rng.standard_normal(world.organisation.n_deals)[deal]
        news += PERSONAL_SHOCK * rng.standard_normal(len(opinion))
        opinion = np.clip((1 - listeners.openness) * opinion + listeners.heard(opinion) + news, -1, 1)
    return _by_heads(world, opinion)


def boss(world: Worlds, rng: np.random.Generator) -> End:
    """Support settles, and the approver decides alone: for us where theirs is above 0."""
    final = world.settled(world.support[:, :1])[:, 0]
    return _we_or_a_rival(world, final, final[world.approver] > 0)


def threshold(world: Worlds, rng: np.random.Generator) -> End:
    """Those well disposed are for us; others join once enough of whom they listen to are, and nobody turns back."""
    listeners = Listeners(world.arrays)
    enough = rng.random(len(world.support))
    joined = world.support[:, 0] > FOR_US_AT_FIRST
    while True:
        heard = listeners.heard(joined.astype(float))
        share = np.divide(heard, listeners.whole, out=np.zeros(len(enough)), where=listeners.whole > 0)
        more = joined | ((listeners.whole > 0) & (share >= enough))
        if (more == joined).all():
            return _by_heads(world, np.where(joined, 1.0, -1.0))
        joined = more


def no_decision(world: Worlds, rng: np.random.Generator) -> End:
    """First a vote on whether anything is bought at all, by the settled wish for change; only then one on us."""
    final, wish = world.settled(np.stack([world.support[:, 0], 2 * world.appetite - 1], axis=1)).T
    act = world.passes(_says_yes(world, wish, rng))
    found = _we_or_a_rival(world, final, world.passes(_says_yes(world, final, rng)))
    return End(final, np.where(act, found.winner, NOTHING))


def rival(world: Worlds, rng: np.random.Generator) -> End:
    """Each member chooses us, a rival or nobody; whom more than half choose wins, as in `contest`.

    Settled stances to all sides, as shares of what each is worth to the member, are the chances of their choice.
    """
    stances = np.insert(world.support, NOTHING, 1 - 2 * world.appetite, axis=1)
    settled = world.settled(stances)
    chances = shares(settled[world.member], np.ones((len(world.member), stances.shape[1]), dtype=bool))
    luck = rng.random(len(world.member))
    chosen = (luck[:, None] >= np.cumsum(chances, axis=1)[:, :-1]).sum(axis=1)
    winner = np.full(world.organisation.n_deals, NOTHING)
    for side in (each for each in range(stances.shape[1]) if each != NOTHING):
        winner[world.passes(chosen == side)] = side
    return End(settled[:, US], winner)


def _says_yes(world: Worlds, settled: Floats, rng: np.random.Generator) -> Flags:
    chance = np.clip((1 + settled[world.member]) / 2, 0, 1)
    yes: Flags = rng.random(len(world.member)) < chance
    return yes


def _by_heads(world: Worlds, final: Floats) -> End:
    """More than half of the committee are for us at the end, or a rival wins."""
    return _we_or_a_rival(world, final, world.passes(final[world.member] > 0))


def _we_or_a_rival(world: Worlds, final: Floats, won: Flags) -> End:
    return End(final, np.where(won, US, NOTHING + world.likeliest_rival))


PROCESSES: Mapping[str, Callable[[Worlds, np.random.Generator], End]] = MappingProxyType(
    {each.__name__: each for each in (ours, voter, degroot, boss, threshold, no_decision, rival)}
)
