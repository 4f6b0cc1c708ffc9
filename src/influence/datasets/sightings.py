"""What the seller of simulated deals sees of the truth: part of it, not exactly, and some of it wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Floats, Ints
from influence.datasets.organisations import INFORMAL, KINDS, relationship_key, somebody_else
from influence.datasets.worlds import Worlds
from influence.tables.schema import ENCOUNTERS, OUR_SIDE, ROLES

MEMBERS = ("our seller", "our manager", "our executive")
MEMBER_LAYERS = ("operations", "management", "decision")
# Our encounters in a deal and each rival's, people in one, and contacts from before the deal.
ENCOUNTERS_OURS, ENCOUNTERS_THEIRS, PEOPLE_MET, KNOWN_BEFORE = 8, 3, 2, 2
DAYS_OPEN, DAYS_LEFT = (90, 300), (7, 60)


@dataclass(frozen=True)
class Blindness:
    """How badly the seller sees; shares from 0 to 1, `noise` a standard deviation on the scale of support."""

    unknown: float
    noise: float
    missing_relationships: float
    wrong_relationships: float
    empty_seats: float


@dataclass(frozen=True)
class Names:
    """What simulated deals, accounts, people and rivals are called; the word is in every one of them."""

    deals: Any
    accounts: Any
    people: Any
    rivals: Any


def names_of(world: Worlds) -> Names:
    """The ids of every deal, its account and its people."""
    found = world.organisation
    width = max(5, len(str(found.n_deals)))
    each = np.array([f"simulated-{number:0{width}d}" for number in range(1, found.n_deals + 1)], dtype=object)
    account = np.array([f"Simulated account {number + 1}" for number in range(world.account.max(initial=-1) + 1)])
    within = np.arange(len(found.deal)) - found.start[found.deal]
    person = np.array([f"sim-{number:02d}" for number in range(1, within.max(initial=-1) + 2)], dtype=object)
    rivals = [f"Simulated rival {number}" for number in range(1, world.support.shape[1])]
    return Names(each, account.astype(object)[world.account], person[within], np.array(rivals, dtype=object))


def seen(rng: np.random.Generator, world: Worlds, names: Names, blind: Blindness) -> dict[str, pd.DataFrame]:
    """The seller's tables."""
    as_of = world.closes - rng.integers(*DAYS_LEFT, len(world.closes), endpoint=True)
    return {
        "people": _people(rng, world, names, blind),
        "relationships": _relationships(rng, world, names, blind),
        "seats": _seats(rng, world, names, blind),
        "deals": _deals(rng, world, names, as_of),
        "team": _team(names),
        "contacts": _contacts(rng, world, names),
        "interactions": _encounters(rng, world, names, as_of),
        "stances": _stances(rng, world, names, blind),
    }


def _dimly(rng: np.random.Generator, truth: Floats, blind: Blindness, low: float) -> Floats:
    """The truth with noise, in its range from `low` to 1, unknown as often as told; noise fits the range."""
    noise = blind.noise * (1 - low) / 2 * rng.standard_normal(truth.shape)
    hidden = rng.random(truth.shape) < blind.unknown
    return np.where(hidden, np.nan, np.round(np.clip(truth + noise, low, 1), 2))


def _people(rng: np.random.Generator, world: Worlds, names: Names, blind: Blindness) -> pd.DataFrame:
    found = world.organisation
    departments = np.array([f"Department {number}" for number in range(1, found.department.max(initial=-1) + 2)])
    shares = {name: getattr(world, name) for name in ("participation", "influence", "openness", "appetite")}
    return pd.DataFrame(
        {
            "deal": names.deals[found.deal],
            "person": names.people,
            "department": departments.astype(object)[found.department],
            "level": found.level,
            "support": _dimly(rng, world.support[:, 0], blind, -1),
            **{name: _dimly(rng, values, blind, 0) for name, values in shares.items()},
        }
    )


def _relationships(rng: np.random.Generator, world: Worlds, names: Names, blind: Blindness) -> pd.DataFrame:
    """Part of the true relationships, and wrong ones as their share of all those that are seen."""
    found = world.organisation
    seen = np.flatnonzero(rng.random(len(found.source)) >= blind.missing_relationships)
    wrong = blind.wrong_relationships
    invented = _invented(rng, world, round(len(seen) * wrong / (1 - wrong)))
    ends = (found.source[seen], found.target[seen], found.kind[seen])
    source, target, kind = (np.concatenate(each) for each in zip(ends, invented, strict=True))
    columns = {"source": names.people[source], "target": names.people[target]}
    return pd.DataFrame(
        {"deal": names.deals[found.deal[source]], **columns, "kind": np.array(KINDS, dtype=object)[kind]}
    )


def _invented(rng: np.random.Generator, world: Worlds, count: int) -> tuple[Ints, Ints, Ints]:
    """So many relationships that are not there."""
    found = world.organisation
    kinds = np.array([KINDS.index(name) for name in INFORMAL])

    people = len(found.deal)
    true = np.sort(relationship_key(people, found.source, found.target, found.kind))
    source, target, kind = (np.zeros(count, dtype=np.int64) for _ in range(3))
    again = np.arange(count)
    while len(again):
        source[again] = rng.integers(0, people, len(again))
        target[again] = somebody_else(rng, found.deal, source[again])
        kind[again] = rng.choice(kinds, len(again))
        drawn = relationship_key(people, source[again], target[again], kind[again])
        place = np.minimum(np.searchsorted(true, drawn), len(true) - 1)
        again = again[true[place] == drawn]
    return source, target, kind


def _seats(rng: np.random.Generator, world: Worlds, names: Names, blind: Blindness) -> pd.DataFrame:
    person = names.people[world.member]
    person[rng.random(len(person)) < blind.empty_seats] = None
    deal = names.deals[world.organisation.deal[world.member]]
    return pd.DataFrame({"deal": deal, "role": np.array(ROLES, dtype=object)[world.seat], "person": person})


def _deals(rng: np.random.Generator, world: Worlds, names: Names, as_of: Floats) -> pd.DataFrame:
    """Without their outcome: what the seller sees is of a day before it."""
    count = len(names.deals)
    return pd.DataFrame(
        {
            "deal": names.deals,
            "account": names.accounts,
            "name": [f"Simulated deal {number}" for number in range(1, count + 1)],
            "amount": np.round(np.exp(rng.normal(11, 1, count)), -2),
            "close_date": world.closes.astype("datetime64[s]"),
            "as_of": as_of.astype("datetime64[s]"),
            "rule": "majority",
        }
    )


def _team(names: Names) -> pd.DataFrame:
    count = len(names.deals)
    return pd.DataFrame(
        {
            "deal": np.repeat(names.deals, len(MEMBERS)),
            "member": np.tile(np.array(MEMBERS, dtype=object), count),
            "layer": np.tile(np.array(MEMBER_LAYERS, dtype=object), count),
        }
    )


def _contacts(rng: np.random.Generator, world: Worlds, names: Names) -> pd.DataFrame:
    """Whom our team knew before the deal began."""
    deal = np.repeat(np.arange(len(names.deals)), KNOWN_BEFORE)
    person = _met(rng, world, deal, np.zeros_like(deal))
    return pd.DataFrame(
        {
            "deal": names.deals[deal],
            "side": OUR_SIDE,
            "member": np.array(MEMBERS, dtype=object)[rng.integers(0, len(MEMBERS), len(deal))],
            "person": names.people[person],
            "strength": np.round(rng.uniform(0.1, 0.9, len(deal)), 2),
        }
    ).drop_duplicates(["deal", "member", "person"], ignore_index=True)


def _encounters(rng: np.random.Generator, world: Worlds, names: Names, as_of: Floats) -> pd.DataFrame:
    """Who met whom from the day the deal was opened to the day it is looked at."""
    opened = world.closes - rng.integers(*DAYS_OPEN, len(world.closes), endpoint=True)
    deal, side = _sides_met(rng, len(names.deals), len(names.rivals))
    date = opened[deal] + np.floor(rng.random(len(deal)) * (as_of - opened).astype(int)[deal]).astype(int)
    member = np.where(side == 0, rng.integers(0, len(MEMBERS), len(deal)), -1)
    kind = rng.integers(0, len(ENCOUNTERS) - 1, len(deal))
    row = np.repeat(np.arange(len(deal)), rng.integers(1, PEOPLE_MET, len(deal), endpoint=True))
    person = _met(rng, world, deal[row], side[row])
    table = {
        "deal": names.deals[deal[row]],
        "interaction": _numbered(deal)[row],
        "date": date[row].astype("datetime64[s]"),
        "side": np.append(OUR_SIDE, names.rivals)[side[row]],
        "member": np.array([*MEMBERS, None], dtype=object)[member[row]],
        "person": names.people[person],
        "kind": np.array(ENCOUNTERS, dtype=object)[kind[row]],
    }
    return pd.DataFrame(table).drop_duplicates(["deal", "interaction", "person"], ignore_index=True)


def _sides_met(rng: np.random.Generator, n_deals: int, rivals: int) -> tuple[Ints, Ints]:
    """The deal and side (0 ours) of each encounter, sorted by deal."""
    often = np.array([ENCOUNTERS_OURS, *[ENCOUNTERS_THEIRS] * rivals])
    count = rng.poisson(often, (n_deals, len(often)))
    deal, side = np.indices(count.shape)
    return np.repeat(deal.ravel(), count.ravel()), np.repeat(side.ravel(), count.ravel())


def _numbered(deal: Ints) -> Any:
    """An id of each encounter, counted in its deal; deals stand together."""
    within = np.arange(len(deal)) - np.searchsorted(deal, deal)
    ids = np.array([f"encounter {number}" for number in range(1, within.max(initial=-1) + 2)], dtype=object)
    return ids[within]


def _met(rng: np.random.Generator, world: Worlds, deal: Ints, side: Ints) -> Ints:
    """Whom each side (0 ours) met in these deals: of two drawn, whoever likes it more; friends are easier to meet."""
    found = world.organisation
    luck = rng.random((2, len(deal)))
    one, other = found.start[deal] + np.floor(luck * found.size[deal]).astype(np.int64)
    return np.where(world.support[one, side] >= world.support[other, side], one, other)


def _stances(rng: np.random.Generator, world: Worlds, names: Names, blind: Blindness) -> pd.DataFrame:
    """How people stand to each rival, as often unknown as how they stand to us."""
    sighted = _dimly(rng, world.support[:, 1:], blind, -1)
    person, side = np.nonzero(~np.isnan(sighted))
    return pd.DataFrame(
        {
            "deal": names.deals[world.organisation.deal[person]],
            "person": names.people[person],
            "side": names.rivals[side],
            "support": sighted[person, side],
        }
    )
