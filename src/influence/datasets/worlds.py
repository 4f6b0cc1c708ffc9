"""What is true in simulated deals before anybody looks: who stands where, who decides, who listens to whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from influence.array_types import Flags, Floats, Ints
from influence.datasets.organisations import GENERATED, KINDS, Organisations, organisations, seated
from influence.graph.arrays import Arrays
from influence.measures.leverage import settled_support
from influence.tables.assumptions import Assumptions
from influence.tables.keys import Keys
from influence.tables.schema import ROLES

STRUCTURES = (GENERATED, "cooked_duck", "krackhardt_hightech", "uk_decc")
SEATS = len(ROLES)
FIRST_DAY, DAYS, QUARTER = np.datetime64("2021-01-01"), 3 * 365, 91
DEALS_PER_ACCOUNT = 4


@dataclass(frozen=True)
class Correlations:
    """How far the stances of two people hang together, as correlations of their normal scores.

    Attributes
    ----------
    quarter, account, deal, department : float
        Of two people in deals that close in the same quarter, that are of the same account (these two add up), in the
        same deal, and in the same deal and department.
    """

    quarter: float
    account: float
    deal: float
    department: float


@dataclass(frozen=True)
class Worlds:
    """The truth of every deal.

    Attributes
    ----------
    organisation : Organisations
        The people and their relationships.
    account : ndarray of int, of shape (deals,)
        The number of each deal's account.
    closes : ndarray of datetime64, of shape (deals,)
        The day each deal closes.
    support : ndarray of shape (people, 1 + rivals)
        How each person stands to us and to each rival before they listen to each other, -1 to 1.
    appetite, openness, influence, participation : ndarray of shape (people,)
        As in the table `people`, 0 to 1.
    member, seat : ndarray of int
        Who sits on a committee, and the number of their seat, the approver's 0; by deal.
    """

    organisation: Organisations
    account: Ints
    closes: Floats
    support: Floats
    appetite: Floats
    openness: Floats
    influence: Floats
    participation: Floats
    member: Ints
    seat: Ints

    @cached_property
    def arrays(self) -> Arrays:
        """The truth as the model sees tables in which everything is known."""
        found = self.organisation
        people = {name: getattr(self, name) for name in ("appetite", "openness", "influence", "participation")}
        numbers = {"deal": found.deal, "person": np.arange(len(found.deal)), "level": found.level}
        ends = {"deal": found.deal[found.source], "source": found.source, "target": found.target}
        seats = {"deal": found.deal[self.member], "role": np.array(ROLES)[self.seat], "person": self.member}
        tables = {
            "people": pd.DataFrame({**numbers, "support": self.support[:, 0], **people, "layer": "management"}),
            "relationships": pd.DataFrame({**ends, "kind": np.array(KINDS)[found.kind]}),
            "seats": pd.DataFrame(seats),
        }
        return Arrays(tables, Keys.of(tables), Assumptions())

    def settled(self, stances: Floats) -> Floats:
        """Where stances settle once everybody has listened (docs/model.md section 3), a column a case."""
        return settled_support(self.arrays, stances)

    def passes(self, yes: Flags) -> Flags:
        """Whether more than half of each committee says yes; `yes` by member."""
        deal = self.organisation.deal[self.member]
        votes, seats = (np.bincount(each, minlength=self.organisation.n_deals) for each in (deal[yes], deal))
        return 2 * votes > seats

    @cached_property
    def approver(self) -> Ints:
        """Who holds the approver's seat of each deal."""
        return self.member[self.seat == 0]

    @cached_property
    def likeliest_rival(self) -> Ints:
        """The rival, from 1, of whom each committee thinks best on average, of equals the first."""
        deal, rivals = self.organisation.deal[self.member], self.support[self.member, 1:]
        liked = [np.bincount(deal, each, self.organisation.n_deals) for each in rivals.T]
        return 1 + np.argmax(liked, axis=0)


def worlds(
    rng: np.random.Generator, n_deals: int, among: tuple[str, ...], together: Correlations, rivals: int
) -> Worlds:
    """Draw the truth of so many deals."""
    account = np.sort(rng.integers(0, max(n_deals // DEALS_PER_ACCOUNT, 1), n_deals))
    kind_of_account = rng.integers(0, len(among), account.max(initial=0) + 1)
    found = organisations(rng, among, kind_of_account[account])
    day = rng.integers(0, DAYS, n_deals)
    scores = [_stances(rng, found, account, day // QUARTER, together) for _ in range(2 + rivals)]
    member, seat = seated(rng, found, SEATS)
    size = len(found.deal)
    return Worlds(
        found,
        account,
        FIRST_DAY + day,
        np.stack(scores[1:], axis=1),
        (1 + scores[0]) / 2,
        rng.uniform(0.1, 0.9, size),
        np.clip(1.1 - 0.2 * found.level + 0.15 * rng.standard_normal(size), 0.05, 1),
        rng.uniform(0.2, 1, size),
        member,
        seat,
    )


def _stances(
    rng: np.random.Generator, found: Organisations, account: Ints, quarter: Ints, together: Correlations
) -> Floats:
    """Stances, each evenly spread from -1 to 1, whose normal scores correlate as told."""
    from scipy.special import ndtr

    deal = found.deal
    department = deal * (found.department.max(initial=0) + 1) + found.department
    shares = (
        (together.quarter, quarter[deal]),
        (together.account, account[deal]),
        (together.deal - together.quarter - together.account, deal),
        (together.department - together.deal, np.unique(department, return_inverse=True)[1]),
        (1 - together.department, np.arange(len(deal))),
    )
    score = np.zeros(len(deal))
    for share, group in shares:
        score += np.sqrt(share) * rng.standard_normal(group.max(initial=-1) + 1)[group]
    return 2 * ndtr(score) - 1
