"""Organisations for simulated deals: copies of bundled structures and generated ones, all deals at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from influence.array_types import Flags, Floats, Ints
from influence.datasets.bundled import load
from influence.graph.edges import starts
from influence.graph.grouping import rank_within
from influence.tables.assumptions import RELATIONSHIP_KINDS

GENERATED = "generated"
KINDS = tuple(RELATIONSHIP_KINDS)
REPORTS = KINDS.index("reports_to")
# How often each kind is drawn where a structure tells of nothing but its reporting lines.
INFORMAL = {
    "influences": 0.2,
    "seeks_advice_from": 0.25,
    "trusts": 0.2,
    "works_with": 0.2,
    "knows": 0.05,
    "conflicts_with": 0.1,
}
INFORMAL_EACH = 2
INSIDE_DEPARTMENT = 0.7
SIZES, SPANS = (13, 34), (3, 7)
# A purchase concerns the upper levels of a large organisation.
LARGE, UPPER_LEVELS = 40, 3


@dataclass(frozen=True)
class Organisations:
    """The people of every deal, sorted by deal, and how they truly relate.

    Attributes
    ----------
    n_deals : int
        How many deals there are.
    deal, level, department : ndarray of shape (people,)
        Of each person the number of the deal, the rank (1 = most senior) and the department, counted from 0 in the
        deal.
    source, target, kind : ndarray of shape (relationships,)
        Both ends, positions of people, and the kind, a position in `KINDS`.
    """

    n_deals: int
    deal: Ints
    level: Ints
    department: Ints
    source: Ints
    target: Ints
    kind: Ints

    @property
    def start(self) -> Ints:
        """Where the people of each deal begin, of shape (deals + 1,)."""
        return starts(self.deal, self.n_deals)

    @property
    def size(self) -> Ints:
        """How many people each deal has."""
        return np.diff(self.start)


def organisations(rng: np.random.Generator, among: tuple[str, ...], which: Ints) -> Organisations:
    """An organisation for each deal; `which` of those named is, by deal, a position in `among`."""
    blocks = []
    for number, name in enumerate(among):
        deals = np.flatnonzero(which == number)
        blocks.append(_generated(rng, deals) if name == GENERATED else _copies(rng, name, deals))
    return _side_by_side(len(which), blocks)


@dataclass(frozen=True)
class _Block:
    """Some deals; positions are counted from the first of their people."""

    deal: Ints
    level: Ints
    department: Ints
    source: Ints
    target: Ints
    kind: Ints


def _side_by_side(n_deals: int, blocks: list[_Block]) -> Organisations:
    """All blocks as one, sorted by deal."""
    first = np.cumsum([0, *(len(block.deal) for block in blocks)])[:-1]
    together = {
        name: np.concatenate([getattr(block, name) for block in blocks]) for name in ("deal", "level", "department")
    }
    order = np.argsort(together["deal"], kind="stable")
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    source, target = (
        place[np.concatenate([getattr(block, end) + begin for block, begin in zip(blocks, first, strict=True)])]
        for end in ("source", "target")
    )
    kind = np.concatenate([block.kind for block in blocks])
    rows = np.lexsort((target, source))
    people = {name: values[order] for name, values in together.items()}
    return Organisations(n_deals, **people, source=source[rows], target=target[rows], kind=kind[rows])


def _copies(rng: np.random.Generator, name: str, deals: Ints) -> _Block:
    """A bundled structure once for each of these deals; with drawn relationships where it tells of few."""
    graph = load(name)
    people, relationships = graph.people, graph.relationships
    level = people["level"].astype(float).fillna(people["level"].max()).to_numpy(dtype=np.int64)
    kept = level <= UPPER_LEVELS if len(people) > LARGE else np.ones(len(people), dtype=bool)
    place = np.where(kept, np.cumsum(kept) - 1, -1)
    ends = [place[people.set_index("person").index.get_indexer(relationships[end])] for end in ("source", "target")]
    there = (ends[0] >= 0) & (ends[1] >= 0)
    kind = np.array([KINDS.index(each) for each in relationships["kind"]])[there]
    # Those without a department stand in one of their own.
    department = np.unique(people["department"].fillna("").to_numpy(dtype=str)[kept], return_inverse=True)[1]
    begin = np.arange(len(deals))[:, None] * kept.sum()
    block = _Block(
        np.repeat(deals, kept.sum()),
        np.tile(level[kept], len(deals)),
        np.tile(department, len(deals)),
        (begin + ends[0][there]).ravel(),
        (begin + ends[1][there]).ravel(),
        np.tile(kind, len(deals)),
    )
    informal = (kind != REPORTS).sum()
    return block if informal >= kept.sum() else _tied(rng, block)


def _generated(rng: np.random.Generator, deals: Ints) -> _Block:
    """Reporting lines of one span a deal, a department for each who reports to the top."""
    size, span = rng.integers(*SIZES, len(deals), endpoint=True), rng.integers(*SPANS, len(deals), endpoint=True)
    begin = np.cumsum(size) - size
    deal, span = np.repeat(deals, size), np.repeat(span, size)
    within = np.arange(len(deal)) - np.repeat(begin, size)
    level, branch = np.ones(len(deal), dtype=np.int64), within.copy()
    boss = above = np.where(within > 0, (within - 1) // span, -1)
    while (above >= 0).any():
        level += above >= 0
        branch = np.where(above > 0, above, branch)
        above = np.where(above > 0, (above - 1) // span, -1)
    under = np.flatnonzero(within > 0)
    superior = under - within[under] + boss[under]
    return _tied(rng, _Block(deal, level, branch, under, superior, np.full(len(under), REPORTS)))


def _tied(rng: np.random.Generator, block: _Block) -> _Block:
    """The block with informal relationships more, a few a person, most of them inside a department."""
    source = np.repeat(np.arange(len(block.deal)), INFORMAL_EACH)
    near = rng.random(len(source)) < INSIDE_DEPARTMENT
    target = np.where(near, _colleague(rng, block, source), somebody_else(rng, block.deal, source))
    kind = rng.choice([KINDS.index(name) for name in INFORMAL], len(source), p=list(INFORMAL.values()))
    size = len(block.deal)
    drawn = np.unique(relationship_key(size, source, target, kind)[source != target])
    ends = (drawn // len(KINDS) // size, drawn // len(KINDS) % size, drawn % len(KINDS))
    source, target, kind = (
        np.concatenate(each) for each in zip((block.source, block.target, block.kind), ends, strict=True)
    )
    return _Block(block.deal, block.level, block.department, source, target, kind)


def relationship_key(people: int, source: Ints, target: Ints, kind: Ints) -> Ints:
    """Each relationship among so many people as one number."""
    return (source * people + target) * len(KINDS) + kind


def _colleague(rng: np.random.Generator, block: _Block, person: Ints) -> Ints:
    """Somebody of the same deal and department, the person themselves where they are alone in it."""
    group = block.deal * (block.department.max(initial=0) + 1) + block.department
    order = np.argsort(group, kind="stable")
    return order[_drawn_of_group(rng, group[order], np.argsort(order)[person])]


def _drawn_of_group(rng: np.random.Generator, group: Ints, rows: Ints) -> Ints:
    """For each of these rows another row of its group; groups stand together."""
    begin = np.flatnonzero(np.diff(group, prepend=-1))
    run = np.repeat(np.arange(len(begin)), np.diff(begin, append=len(group)))[rows]
    first, size = begin[run], np.diff(begin, append=len(group))[run]
    further = 1 + np.floor(rng.random(len(rows)) * (size - 1)).astype(np.int64)
    return first + (rows - first + np.where(size > 1, further, 0)) % size


def somebody_else(rng: np.random.Generator, deal: Ints, person: Ints) -> Ints:
    """For each of these people somebody else of their deal; people stand sorted by deal."""
    return _drawn_of_group(rng, deal, person)


def seated(rng: np.random.Generator, found: Organisations, most: int) -> tuple[Ints, Ints]:
    """Who sits on each committee, and the number of their seat, from 0: the most senior first, then by rank and luck.

    Half to all of `most` seats a deal, or as many as it has people.
    """
    luck: Floats = rng.random(len(found.deal))
    order = np.lexsort((np.where(found.level == 1, luck, found.level + 2 * luck), found.deal))
    seats = rng.integers(most // 2 + 1, most, found.n_deals, endpoint=True)
    turn = rank_within(found.deal)
    held: Flags = turn < seats[found.deal]
    return order[held], turn[held]
