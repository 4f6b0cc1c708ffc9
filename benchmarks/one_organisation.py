"""How long does each analysis take, and how much memory, on one deal in one very large organisation?

    python -m benchmarks.one_organisation [people] [relationships]

Ten relationships a person where no number is given, 30 seats and 200 contacts. Prints the seconds of each analysis
that `score` asks, by the clock and of computing (other work on the machine lengthens only the first), and the memory in
use until its end at most; then, where they are installed, how long igraph and rustworkx need for dominators, reach and
cut points of the same customer, from edges ready-made and from tables of ids. Loops are compiled on a small deal first.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

import influence
from benchmarks.generated import INFORMAL
from benchmarks.whole_graphs import OF_EDGES, OF_TABLES, Numbered
from influence.analysis.finding import arrays_of
from influence.analysis.score import SCORES
from influence.analysis.single_points import losses_and_cut_points
from influence.measures.reach import on_nodes
from influence.tables.schema import OUR_SIDE, ROLES

SEATS, CONTACTS, MEMBERS, SPAN = 30, 200, 12, 6


def organisation(n_people: int, n_relationships: int, seed: int = 0) -> dict[str, pd.DataFrame]:
    """The tables of one deal: everybody but the first reports to somebody, the rest of the relationships is by chance.

    Half of every measure is unknown, as it is in life; seats are held near the top.
    """
    rng = np.random.default_rng(seed)
    number = np.arange(n_people)
    person = np.array([f"C{each:07d}" for each in number], dtype=object)
    level = np.searchsorted(np.cumsum(SPAN ** np.arange(12.0)), number, side="right") + 1
    people = pd.DataFrame({"deal": "one", "person": person, "level": np.minimum(level, 9)})
    for name, low in (("support", -1), ("participation", 0), ("influence", 0), ("openness", 0)):
        values = np.round(rng.uniform(low, 1, n_people), 2)
        people[name] = np.where(rng.random(n_people) < 0.5, values, np.nan)
    return {
        "people": people,
        "relationships": _relationships(rng, person, n_relationships),
        "seats": _seats(rng, person),
        "contacts": _contacts(rng, person),
        "stances": _stances(rng, person),
        "deals": pd.DataFrame({"deal": ["one"], "product_strength": [0.6]}),
    }


def _relationships(rng: np.random.Generator, person: Any, count: int) -> pd.DataFrame:
    report = np.arange(1, len(person))
    informal = count - len(report)
    source = rng.integers(0, len(person), informal)
    target = (source + rng.integers(1, len(person), informal)) % len(person)
    both = {
        "source": person[np.concatenate([report, source])],
        "target": person[np.concatenate([(report - 1) // SPAN, target])],
        "kind": np.concatenate([np.full(len(report), "reports_to"), rng.choice(INFORMAL, informal)]),
        "strength": np.round(rng.uniform(0.2, 1, count), 2),
    }
    return pd.DataFrame({"deal": "one", **both}).drop_duplicates(["source", "target", "kind"])


def _seats(rng: np.random.Generator, person: Any) -> pd.DataFrame:
    held = rng.choice(min(len(person), 50 * SEATS), SEATS, replace=False)
    return pd.DataFrame({"deal": "one", "role": np.resize(ROLES, SEATS), "person": person[held]})


def _contacts(rng: np.random.Generator, person: Any) -> pd.DataFrame:
    member = [f"member {each:02d}" for each in rng.integers(0, MEMBERS, CONTACTS)]
    near = rng.choice(min(len(person), 50 * SEATS), CONTACTS // 2, replace=False)
    known = person[np.concatenate([near, len(person) - 1 - np.arange(CONTACTS - len(near))])]
    strength = np.round(rng.uniform(0.1, 1, CONTACTS), 2)
    return pd.DataFrame({"deal": "one", "side": "us", "member": member, "person": known, "strength": strength})


def _stances(rng: np.random.Generator, person: Any) -> pd.DataFrame:
    known = person[rng.choice(len(person), len(person) // 100, replace=False)]
    support = np.round(rng.uniform(-1, 1, len(known)), 2)
    return pd.DataFrame({"deal": "one", "side": "rival", "person": known, "support": support})


def timed(label: str, work: Callable[[], Any]) -> tuple[Any, float]:
    """The result of `work` and its seconds; prints these, those of computing, and the memory at most until its end."""
    start, computing = time.perf_counter(), time.process_time()
    result = work()
    seconds, computed = time.perf_counter() - start, time.process_time() - computing
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{label:<35}{seconds:9.2f} s{computed:9.2f} s CPU{memory:9.2f} GiB", flush=True)
    return result, seconds


def main(n_people: int = 100_000, n_relationships: int | None = None) -> None:
    """Print the table."""
    small = influence.StakeholderGraph.from_tables(**organisation(2_000, 20_000))
    for analysis in SCORES.values():
        analysis(small)
    tables = organisation(n_people, n_relationships or 10 * n_people)
    print(f"one deal, {n_people:,} people, {len(tables['relationships']):,} relationships, kernels compiled")
    graph, _ = timed("tables checked, graph made", lambda: influence.StakeholderGraph.from_tables(**tables))
    for name, analysis in SCORES.items():
        timed(name, lambda analysis=analysis: analysis(graph).by_deal)  # type: ignore[misc]
    timed("score, all of them anew", lambda: influence.score(graph.assuming()))
    compared(graph)


def compared(graph: influence.StakeholderGraph) -> dict[str, float]:
    """The seconds of dominators, reach and cut points, with what they need made anew, here and elsewhere.

    The others begin at edges ready-made, and once more at tables of text ids. All must agree.
    """
    arrays, seconds = arrays_of(graph.assuming()), {}
    (losses, cuts), seconds["ours"] = timed(
        "dominators, reach, cut points", lambda: losses_and_cut_points(arrays, OUR_SIDE)
    )
    lost = losses.lost
    access, binding = arrays.access(), arrays.binding
    live = access.edges.value >= arrays.assumptions.path_threshold
    edges = np.stack([access.edges.source, access.edges.target], axis=1)[live]
    bound = np.stack([binding.source, binding.target], axis=1)
    numbered = Numbered(len(lost), edges, len(cuts), bound[bound[:, 0] < bound[:, 1]])
    weight = on_nodes(access, arrays.weight)
    for start, given, libraries in (("edges", numbered, OF_EDGES), ("tables", numbered.named(), OF_TABLES)):
        for name, elsewhere in libraries.items():
            found, took = timed(f"the same in {name}, from {start}", partial(elsewhere, given))
            seconds[f"{name} from {start}"] = took
            dominator, reach, split = found
            assert np.isclose(weight[list(reach)].sum(), lost[0])
            assert sorted(split) == np.flatnonzero(cuts).tolist()
            assert np.allclose(_summed(dominator, weight), lost, atol=1e-12)
    return seconds


def _summed(dominator: dict[int, int], weight: Any) -> Any:
    """The weight at and below each node of the dominator tree."""
    summed = np.zeros(len(weight))
    for node in np.flatnonzero(weight).tolist():
        above: int | None = node if node in dominator else None
        while above is not None:
            summed[above] += weight[node]
            above = dominator[above] if above else None
    return summed


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
