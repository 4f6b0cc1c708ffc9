"""Where people stand in a network: those who know each other near each other, the same each time, fast for thousands.

Small networks are laid out by springs (Fruchterman and Reingold, 1991). Larger ones are divided into communities
(Louvain: Blondel and others, 2008); each is laid out by itself in a disc as large as it has people, and the discs are
laid out like people.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]
Pairs = npt.NDArray[np.int64]

MOST_SPRINGS = 150
"""People laid out by springs; each step takes their square."""
STEPS = 120
APART = 60.0
"""Pixels between two neighbours, about."""
GOLDEN = np.pi * (3 - np.sqrt(5))


def positions(people: int, ties: Iterable[tuple[int, int]]) -> Points:
    """A point for each person; `ties` are pairs of positions."""
    pairs = np.array(sorted({(min(tie), max(tie)) for tie in ties if tie[0] != tie[1]}), dtype=np.int64).reshape(-1, 2)
    if people <= MOST_SPRINGS:
        return springs(people, pairs) * APART
    return _in_discs(people, pairs)


def springs(people: int, pairs: Pairs, weight: Points | None = None) -> Points:
    """Points that those who are tied draw together and all others push apart; neighbours about 1 apart."""
    spot = _sunflower(people)
    pull = np.ones(len(pairs)) if weight is None else weight
    for step in range(STEPS if len(pairs) else 0):
        away = spot[:, None, :] - spot[None, :, :]
        far = np.maximum((away**2).sum(axis=2), 0.01)
        move = (away / far[:, :, None]).sum(axis=1) - 0.02 * spot
        along = spot[pairs[:, 0]] - spot[pairs[:, 1]]
        drawn = along * (pull * np.sqrt((along**2).sum(axis=1)))[:, None]
        np.add.at(move, pairs[:, 0], -drawn)
        np.add.at(move, pairs[:, 1], drawn)
        length = np.maximum(np.sqrt((move**2).sum(axis=1)), 1e-9)
        spot = spot + move * (np.minimum(length, 1.0 * (1 - step / STEPS)) / length)[:, None]
    return spot


def _sunflower(people: int) -> Points:
    """Points about 1 apart in a disc, the first in its middle."""
    rank = np.arange(people)
    return 0.6 * np.sqrt(rank)[:, None] * np.column_stack([np.cos(rank * GOLDEN), np.sin(rank * GOLDEN)])


def _in_discs(people: int, pairs: Pairs) -> Points:
    own = communities(people, pairs)
    disc = np.empty(people, dtype=np.int64)
    for number, members in enumerate(own):
        disc[members] = number
    radius = np.array([0.8 * np.sqrt(len(members)) + 0.5 for members in own])
    centre = _centres(disc, pairs, radius)
    found = np.empty((people, 2))
    for number, members in enumerate(own):
        place = {person: k for k, person in enumerate(members)}
        inside = [(place[a], place[b]) for a, b in pairs[(disc[pairs] == number).all(axis=1)].tolist()]
        found[members] = centre[number] + _in_a_disc(len(members), inside, radius[number])
    return found * APART


def communities(people: int, pairs: Pairs) -> list[list[int]]:
    """Who belongs together, largest first; those with nobody in one circle, the last."""
    import networkx as nx

    graph = nx.Graph()
    graph.add_nodes_from(np.unique(pairs).tolist())
    graph.add_edges_from(pairs.tolist())
    found = [sorted(each) for each in nx.community.louvain_communities(graph, seed=0)] if len(pairs) else []
    alone = sorted(set(range(people)) - set(graph))
    return [*sorted(found, key=lambda each: (-len(each), each)), *([alone] if alone else [])]


def _centres(disc: Pairs, pairs: Pairs, radius: Points) -> Points:
    """Where the middles of the discs lie: near those they are tied with most, none over another."""
    between, count = np.unique(np.sort(disc[pairs], axis=1), axis=0, return_counts=True)
    outside = between[:, 0] != between[:, 1]
    pull = np.minimum(count[outside] / max(float(count[outside].max(initial=1)), 1.0) + 0.1, 1.0)
    return _pushed_apart(springs(len(radius), between[outside], pull), radius)


def _pushed_apart(centre: Points, radius: Points) -> Points:
    """The discs in about the room that they need, moved until none covers another."""
    centre = centre * np.sqrt((radius**2).sum() / max(float((centre**2).sum(axis=1).mean()), 1e-9))
    least = radius[:, None] + radius[None, :] + 1.0
    for _ in range(300):
        away = centre[:, None, :] - centre[None, :, :]
        far = np.sqrt((away**2).sum(axis=2)) + np.eye(len(radius)) * least
        lack = np.maximum(least - far, 0)
        if lack.max() < 0.05:
            break
        centre = centre + (away / np.maximum(far, 1e-6)[:, :, None] * (0.3 * lack)[:, :, None]).sum(axis=1)
    return centre


def _in_a_disc(people: int, inside: Sequence[tuple[int, int]], radius: float) -> Points:
    if people > 2 * MOST_SPRINGS:
        return _sunflower(people) * (radius / (0.6 * np.sqrt(people)))
    spot = springs(people, np.array(inside, dtype=np.int64).reshape(-1, 2))
    spot = spot - spot.mean(axis=0)
    widest = float(np.sqrt((spot**2).sum(axis=1)).max())
    return spot * (radius / max(widest, 1.0))
