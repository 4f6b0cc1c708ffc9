"""Organisations of any size for the pages, made up: departments, bosses, seats, contacts of ours and of rivals."""

from __future__ import annotations

import numpy as np
import pandas as pd

from influence import StakeholderGraph

DEPARTMENTS = ("Finance", "IT", "Operations", "Procurement")
FIRST = ("Lucia", "Xenia", "Tanja", "Mei", "Bernd", "Jonas", "Rajesh", "Lars", "Yusuf", "Omar", "Elena", "Maria")
LAST = ("Ramanathan", "Ali", "Krause", "Nakamura", "García", "Nguyen", "Rossi", "Müller-Lüdenscheidt", "Petrov")
TITLES = (
    "Chief {} Officer", "VP {}", "Head of {}", "{} Manager", "{} Analyst", "Senior {} Specialist",
)  # fmt: skip
TIES = ("influences", "seeks_advice_from", "trusts", "works_with", "knows", "conflicts_with", "dotted_line_to")
ROLES = ("approver", "decision_maker", "decision_maker", "gatekeeper", "evaluator", "evaluator", "user", "user")


def organisation(people: int, seed: int = 0) -> StakeholderGraph:
    """A deal with so many people below one chief executive, four departments, two rivals."""
    rng = np.random.default_rng(seed)
    boss = np.array([-1, *((k - 1) // 4 if k > 4 else 0 for k in range(1, people))])
    rows = [_person(rng, k, boss, people) for k in range(people)]
    lines = [{"source": k, "target": int(boss[k]), "kind": "reports_to"} for k in range(1, people)]
    seats = [
        {"role": role, "person": k if k < people else None, "veto": role == "approver", "weight": 3 - (k > 2)}
        for k, role in enumerate(ROLES)
    ]
    return StakeholderGraph.from_tables(
        pd.DataFrame(rows),
        pd.DataFrame([*lines, *_ties(rng, people)]),
        pd.DataFrame([*seats, {"role": "user", "person": None}]),
        pd.DataFrame([{"account": "Hanseatic Industrial Group", "name": "ERP renewal", "amount": 1840000.0,
                       "stage": "evaluation", "as_of": "2026-11-20", "close_date": "2027-03-31"}]),
        contacts=pd.DataFrame(_contacts(rng, people)),
        deal="deal",
    )  # fmt: skip


def _person(rng: np.random.Generator, k: int, boss: np.ndarray, people: int) -> dict[str, object]:
    head = k
    while head > 4:
        head = int(boss[head])
    area = None if k == 0 else DEPARTMENTS[(head - 1) % 4]
    depth, above = 0, k
    while above > 0:
        above, depth = int(boss[above]), depth + 1
    title = "Chief Executive Officer" if k == 0 else TITLES[min(depth - 1, 5)].format(area)
    known = rng.random(3) < 0.7
    return {
        "person": k,
        "name": f"{FIRST[k % len(FIRST)]} {LAST[(k * 5) % len(LAST)]}" + (f" {k}" if k >= 34 else ""),
        "title": title,
        "department": area,
        "support": round(float(rng.uniform(-1, 1)), 2) if known[0] else None,
        "influence": round(float(rng.uniform(0.2, 1)), 2) if known[1] else None,
        "participation": round(float(rng.uniform(0, 1)), 2) if known[2] else None,
        "layer": ("decision", "decision", "management")[depth] if depth < 3 else "operations",
    }


def _ties(rng: np.random.Generator, people: int) -> list[dict[str, object]]:
    drawn = {
        (int(a), int(b)): TIES[int(kind)]
        for a, b, kind in zip(*rng.integers(0, people, (2, people)), rng.integers(0, len(TIES), people), strict=True)
        if a < b
    }
    return [{"source": a, "target": b, "kind": kind, "strength": 0.6} for (a, b), kind in drawn.items()]


def _contacts(rng: np.random.Generator, people: int) -> list[dict[str, object]]:
    ours = [("Ravi Menon", 2), ("Sarah Lindqvist", 7), ("Sarah Lindqvist", 5), ("Tom Becker", 6)]
    theirs = [("Oracle", "K. Braun", 1), ("Oracle", "K. Braun", 4), ("SAP", "Ida Vogt", 2)]
    rows = [("us", member, person) for member, person in ours] + theirs
    return [
        {"side": side, "member": member, "person": person, "strength": round(float(rng.uniform(0.3, 0.8)), 2),
         "last_touch": "2026-10-01"}
        for side, member, person in rows
        if person < people
    ]  # fmt: skip
