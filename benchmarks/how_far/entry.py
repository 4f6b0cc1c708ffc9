"""How much does going to the recommended person win, of what the best choice in truth would have won?

Winning somebody means: with the chance that we get there (`access`) and that they can be moved (`move`), both as they
truly are, they are wholly for us; else nothing changes. What that is worth, the process tells.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

import influence
from benchmarks.how_far.pipelines import HIDDEN, NOTHING
from influence.analysis.finding import arrays_of
from influence.array_types import Floats, Ints
from influence.datasets import Simulation
from influence.datasets.organisations import KINDS
from influence.datasets.processes import PROCESSES
from influence.datasets.worlds import STRUCTURES, Correlations, Worlds, worlds
from influence.measures.ways_in import factors
from influence.tables.schema import ROLES

RUNS = {"ours": 1, "boss": 1, "degroot": 20, "threshold": 100, "voter": 100}
"""Processes that move people differently, and how often each is run; two know no luck before the vote."""
SEEN = (NOTHING, "70 %")
# From whom a relationship leads to whom it asks.
ASKED = {"reports_to": "target", "seeks_advice_from": "target", "trusts": "target", "influences": "source"}
KNOWN_BOSS = "boss, and we know it"
PROCESSES_SHOWN = (*RUNS, KNOWN_BOSS)
RECOMMENDED, BEST, RANDOM = "recommended", "best", "random"
RULES = ("most_asked", "highest_level", "easiest_to_reach", RANDOM)


def entry(n_deals: int, seed: int, share_of_runs: float = 1.0) -> dict[str, Any]:
    """By what is hidden and by process: what each rule wins, as a share of the best; nested, numbers only."""
    world = world_of(n_deals, seed)
    seen = {hidden: influence.datasets.simulate(n_deals, seed=seed, **HIDDEN[hidden]) for hidden in SEEN}
    true = factors(arrays_of(true_graph(seen[NOTHING], world)))
    chance = true["access"] * true["move"]
    gains = {name: chance * effects(world, name, _runs(name, share_of_runs), seed) for name in RUNS}
    return {
        hidden: {
            **{process: judged(gain, choices(simulated), world) for process, gain in gains.items()},
            KNOWN_BOSS: judged(gains["boss"], choices(only_the_approver_decides(simulated)), world),
        }
        for hidden, simulated in seen.items()
    }


def only_the_approver_decides(simulated: Simulation) -> Simulation:
    """What the seller sees, who has left the other seats out of the table."""
    seats = simulated.graph.seats
    return replace(simulated, graph=simulated.graph.replaced(seats=seats[seats["role"] == "approver"]))


def _runs(process: str, share: float) -> int:
    return max(1, round(RUNS[process] * share))


def world_of(n_deals: int, seed: int) -> Worlds:
    """The truth that `simulate` draws with its defaults."""
    truth = np.random.default_rng(seed).spawn(3)[0]
    return worlds(truth, n_deals, STRUCTURES, Correlations(0.05, 0.1, 0.3, 0.5), 1)


def true_graph(simulated: Simulation, world: Worlds) -> influence.StakeholderGraph:
    """What the seller would see if nothing were hidden; whom our team knows is as it is."""
    found, truth = world.organisation, simulated.truth.reset_index()
    deals, persons = (truth[name].to_numpy() for name in ("deal", "person"))
    ends = {end: persons[getattr(found, end)] for end in ("source", "target")}
    kinds, roles = np.array(KINDS, dtype=object)[found.kind], np.array(ROLES, dtype=object)[world.seat]
    measures = ["deal", "person", "support", "appetite", "openness", "influence", "participation"]
    plain = simulated.graph.people[["deal", "person", "department", "level"]]
    return simulated.graph.replaced(
        people=plain.merge(truth[measures], on=["deal", "person"]),
        relationships=pd.DataFrame({"deal": deals[found.source], **ends, "kind": kinds}),
        seats=pd.DataFrame({"deal": deals[world.member], "role": roles, "person": persons[world.member]}),
    )


def effects(world: Worlds, process: str, runs: int, seed: int) -> Floats:
    """By how much the votes for us rise, as a share of those that decide, once a person is wholly for us."""
    before, found = standing(world, process, runs, seed), np.zeros(len(world.support))
    size, start = world.organisation.size, world.organisation.start[:-1]
    for place in range(size.max()):
        there = size > place
        support = world.support.copy()
        support[start[there] + place, 0] = 1
        after = standing(replace(world, support=support), process, runs, seed)
        found[start[there] + place] = (after - before)[there]
    return found


def standing(world: Worlds, process: str, runs: int, seed: int) -> Floats:
    """The share of the deciding votes that are for us at the end, by deal: the same luck whoever is won."""
    decides = world.approver if process == "boss" else world.member
    deal = world.organisation.deal[decides]
    ends = (PROCESSES[process](world, np.random.default_rng([seed, run])).final[decides] for run in range(runs))
    final = sum(ends) / runs
    return np.bincount(deal, (1 + final) / 2) / np.bincount(deal)


def choices(simulated: Simulation) -> dict[str, Ints]:
    """Whom each rule goes to in each deal, by what the seller sees: a position in the people, -1 for nobody."""
    arrays, graph = arrays_of(simulated.graph), simulated.graph
    level = graph.people.set_index(["deal", "person"])["level"].reindex(simulated.truth.index)
    worth = {
        "most_asked": asked(simulated),
        "highest_level": -level.to_numpy(dtype=float),
        "easiest_to_reach": factors(arrays)["access"],
    }
    everybody, entry = np.ones(arrays.n_people, dtype=bool), influence.entry_points(graph).by_deal["entry"]
    first = simulated.truth.index.get_indexer(pd.MultiIndex.from_arrays([entry.index, entry]))
    return {RECOMMENDED: first, **{name: arrays.largest(value, everybody) for name, value in worth.items()}}


def asked(simulated: Simulation) -> Floats:
    """How many relationships of the seller's tables lead to each person: of those who report, ask, trust or follow."""
    rows = simulated.graph.relationships
    leads_to = [
        rows.loc[rows["kind"] == kind, ["deal", end]].set_axis(["deal", "person"], axis=1)
        for kind, end in ASKED.items()
    ]
    counts = pd.concat(leads_to).value_counts()
    return counts.reindex(simulated.truth.index, fill_value=0).to_numpy(dtype=float)


def judged(gain: Floats, chosen: dict[str, Ints], world: Worlds) -> dict[str, float]:
    """The mean best gain, the share of it that each rule wins, and what the recommendation has over each rule."""
    start, size = world.organisation.start[:-1], world.organisation.size
    best = np.maximum.reduceat(gain, start).sum()
    won = {name: np.where(who >= 0, gain[who], 0.0).sum() / best for name, who in chosen.items()}
    won[RANDOM] = (np.add.reduceat(gain, start) / size).sum() / best
    more = {f"more_than_{name}": float(won[RECOMMENDED] - won[name]) for name in RULES}
    return {BEST: float(best / len(size)), **{name: float(share) for name, share in won.items()}, **more}
