"""Generated pipelines of any size, seeded: about 34 people, 70 ties and six seats a deal."""

from __future__ import annotations

import numpy as np
import pandas as pd

from influence.tables.schema import ROLES

PEOPLE, TIES, SEATS = 34, 70, 6
INFORMAL = ("influences", "seeks_advice_from", "trusts", "works_with", "knows", "conflicts_with")


def pipeline(n_deals: int, seed: int = 0) -> dict[str, pd.DataFrame]:
    """Tables of `n_deals` deals; a good part of every measure is unknown, as it is in life."""
    rng = np.random.default_rng(seed)
    size = rng.integers(PEOPLE - 10, PEOPLE + 11, n_deals)
    deal = np.repeat(np.arange(n_deals), size)
    within = np.arange(len(deal)) - np.repeat(np.cumsum(size) - size, size)
    deals = np.array([f"D{number:06d}" for number in range(n_deals)], dtype=object)
    person = np.array([f"C{number:07d}" for number in range(len(deal))], dtype=object)
    people = pd.DataFrame({"deal": deals[deal], "person": person, "level": np.where(within == 0, 1, 2 + within // 6)})
    for name, low in (("support", -1), ("participation", 0), ("influence", 0), ("openness", 0)):
        people[name] = np.where(rng.random(len(deal)) < 0.5, np.round(rng.uniform(low, 1, len(deal)), 2), np.nan)
    first = np.cumsum(size) - size
    return {
        "people": people,
        "relationships": _ties(rng, deals, person, deal, within, first, size),
        "seats": _seats(rng, deals, person, first, size),
        "contacts": _contacts(rng, deals, person, first, size),
        "deals": pd.DataFrame({"deal": deals, "product_strength": np.round(rng.random(n_deals), 2)}),
    }


def _ties(rng, deals, person, deal, within, first, size):  # type: ignore[no-untyped-def]
    report = np.flatnonzero(within > 0)
    boss = first[deal[report]] + (within[report] - 1) // 6
    where = np.repeat(np.arange(len(deals)), TIES - size + 1)
    source = first[where] + rng.integers(0, size[where])
    target = first[where] + (source - first[where] + rng.integers(1, size[where])) % size[where]
    kind = np.concatenate([np.full(len(report), "reports_to"), rng.choice(INFORMAL, len(where))])
    return pd.DataFrame(
        {
            "deal": deals[np.concatenate([deal[report], where])],
            "source": person[np.concatenate([report, source])],
            "target": person[np.concatenate([boss, target])],
            "kind": kind,
            "strength": np.round(rng.uniform(0.2, 1, len(kind)), 2),
        }
    )


def _seats(rng, deals, person, first, size):  # type: ignore[no-untyped-def]
    where = np.repeat(np.arange(len(deals)), SEATS)
    turn = np.tile(np.arange(SEATS), len(deals))
    return pd.DataFrame(
        {
            "deal": deals[where],
            "role": np.array(ROLES)[turn],
            "person": person[first[where] + turn * (size[where] // SEATS)],
        }
    )


def _contacts(rng, deals, person, first, size):  # type: ignore[no-untyped-def]
    where = np.repeat(np.arange(len(deals)), 3)
    return pd.DataFrame(
        {
            "deal": deals[where],
            "side": "us",
            "member": np.tile(["seller", "seller", "manager"], len(deals)),
            "person": person[first[where] + rng.integers(0, size[where])],
            "strength": np.round(rng.uniform(0.1, 1, len(where)), 2),
        }
    )
