"""Which columns a map has, and in which of them each person stands: departments, else branches of the hierarchy."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

# Departments make the columns where at least this share of the people has one, and there are as many as this.
SHARE, FEWEST, MOST = 0.6, 2, 8
NOWHERE = -1


@dataclass(frozen=True)
class Columns:
    """The column of each person (-1 = in the middle, above all columns), and what each is called ("" = nothing)."""

    of: list[int]
    names: list[str]


def columns(departments: Sequence[str | None], boss: Sequence[int], weight: Sequence[float], most: int) -> Columns:
    """The columns of a deal, at most so many; those that matter least share the last one."""
    known = Counter(each for each in departments if each)
    by_name = len(known) >= FEWEST and sum(known.values()) >= SHARE * len(departments)
    groups: list[str | int | None] = list(departments) if by_name else list(branches(boss))
    total: dict[str | int, float] = {}
    for group, share in zip(groups, weight, strict=True):
        if group not in (None, "", NOWHERE):
            assert group is not None
            total[group] = total.get(group, 0.0) + share + 1e-6
    ranked = sorted(total, key=lambda group: (-total[group], str(group)))
    own, shared = (ranked, []) if len(ranked) <= most else (ranked[: most - 1], ranked[most - 1 :])
    order = sorted(own, key=lambda group: _first(groups, group)) + ([None] if shared else [])
    place = {group: k for k, group in enumerate(order)} | dict.fromkeys(shared, len(order) - 1)
    names = [str(group) if by_name and group is not None else "" for group in order]
    return Columns([NOWHERE if g in (None, "", NOWHERE) else place[g] for g in groups], names or [""])


def _first(groups: Sequence[str | int | None], group: str | int | None) -> int:
    return groups.index(group)


def branches(boss: Sequence[int]) -> list[int]:
    """The branch of each person, a number: which of those below the top they stand under; -1 for whoever is above."""
    below: dict[int, list[int]] = defaultdict(list)
    for person, above in enumerate(boss):
        below[above].append(person)
    heads = [person for person in below[-1] if below[person]] or below[-1]
    while len(heads) == 1 and below[heads[0]]:
        heads = below[heads[0]]
    if not any(below[head] for head in heads):
        return _side_by_side(heads, len(boss))
    found = [NOWHERE] * len(boss)
    for branch, head in enumerate(heads):
        waiting = [head]
        while waiting:
            person = waiting.pop()
            found[person] = branch
            waiting.extend(below[person])
    return found


def _side_by_side(people: Sequence[int], size: int) -> list[int]:
    """People of whom none is anybody's boss, in about as many columns as there are rows."""
    wide = max(1, min(MOST, math.ceil(math.sqrt(len(people) / 2))))
    found = [NOWHERE] * size
    for place, person in enumerate(people):
        found[person] = place % wide
    return found
