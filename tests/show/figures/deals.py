"""Deals to draw: one of 34 people, a Chinese one, and one of which nothing is known."""

from __future__ import annotations

import numpy as np
import pandas as pd

from influence import StakeholderGraph

FIRST = (
    "Tanja",
    "Rajesh",
    "Yusuf",
    "Lucia",
    "Xenia",
    "Bernd",
    "Marco",
    "Quentin",
    "Elena",
    "Peter",
    "Jonas",
    "Omar",
    "Lars",
    "Mei",
    "Hanna",
    "Rosa",
    "Ivo",
)
LAST = [
    "Krause",
    "García",
    "Müller-Lüdenscheidt",
    "Ramanathan",
    "Ali",
    "Petrov",
    "Sato",
    "Schneider",
    "Ivanova",
    "Moreau",
    "Dubois",
    "Rossi",
    "Singh",
]
ROLES = ("approver", "decision_maker", "decision_maker", "evaluator", "evaluator", "user", "user", "gatekeeper")
LAYERS = ("decision", "management", "operations")


def large(people: int = 34, seed: int = 3) -> StakeholderGraph:
    """A deal with unknown cells, rivals, an empty seat, and names long and short."""
    draw = np.random.default_rng(seed)
    names = [f"{FIRST[k % len(FIRST)]} {LAST[(k * 5) % len(LAST)]}" for k in range(people)]
    table = pd.DataFrame(
        {
            "person": [f"p{k:02}" for k in range(people)],
            "name": names,
            "layer": [LAYERS[min(k // 5, 2)] for k in range(people)],
            "support": _gaps(draw, draw.uniform(-1, 1, people), 0.4),
            "participation": _gaps(draw, draw.uniform(0, 1, people), 0.3),
            "influence": _gaps(draw, draw.uniform(0.1, 1, people), 0.3),
            "appetite": _gaps(draw, draw.uniform(0, 1, people), 0.5),
        }
    )
    seats = [{"role": role, "person": f"p{k:02}", "weight": 3 if k == 0 else 1} for k, role in enumerate(ROLES)]
    seats[0]["veto"] = True
    tied = [{"source": f"p{k:02}", "target": f"p{(k - 1) // 3:02}", "kind": "reports_to"} for k in range(1, people)]
    tied += [
        {"source": f"p{a:02}", "target": f"p{b:02}", "kind": "trusts"}
        for a, b in draw.integers(0, people, (40, 2)).tolist()
        if a != b and (a - 1) // 3 != b and (b - 1) // 3 != a
    ]
    contacts = [
        ("us", "Ravi Menon", "p01", 0.4, "2026-10-01"), ("us", "Tom Becker", "p03", 0.3, "2026-06-15"),
        ("us", "Sarah Lindqvist", "p11", 0.8, "2026-11-05"), ("us", "Sarah Lindqvist", "p04", 0.5, None),
        ("Oracle", "O1", "p02", 0.7, "2026-11-01"), ("Oracle", "O1", "p07", 0.6, "2026-10-30"),
        ("SAP", "S1", "p01", 0.6, "2026-10-11"),
    ]  # fmt: skip
    return StakeholderGraph.from_tables(
        table,
        pd.DataFrame(tied).drop_duplicates(["source", "target"]),
        seats=pd.DataFrame([*seats, {"role": "user", "person": None, "weight": 1}]),
        contacts=pd.DataFrame(contacts, columns=["side", "member", "person", "strength", "last_touch"]),
        deals=pd.DataFrame(
            [{"account": "Hanseatic", "name": "ERP", "as_of": "2026-11-20", "close_date": "2027-03-31"}]
        ),
        deal="erp",
    )


def chinese() -> StakeholderGraph:
    names = ["王建国", "李晓梅", "张伟", "刘洋", "陈静", "杨帆", "赵敏", "黄磊", "周婷", "吴刚"]
    people = pd.DataFrame(
        {
            "person": names,
            "support": [0.6, None, -0.4, 0.3, None, 0.0, 0.8, -0.2, None, 0.5],
            "participation": [0.9, 0.8, 0.5, None, 0.4, 0.6, 0.2, 0.7, 0.3, 0.1],
            "influence": [1.0, 0.7, 0.6, 0.4, None, 0.5, 0.3, 0.2, 0.4, 0.2],
            "layer": ["decision"] * 2 + ["management"] * 3 + ["operations"] * 5,
        }
    )
    seats = [{"role": role, "person": name} for role, name in zip(ROLES, names, strict=False)]
    tied = [{"source": names[k], "target": names[(k - 1) // 3], "kind": "reports_to"} for k in range(1, 10)]
    contacts = [("us", "小陈", "张伟", 0.6, "2026-11-01"), ("us", "老林", "王建国", 0.4, "2026-09-01")]
    return StakeholderGraph.from_tables(
        people,
        pd.DataFrame(tied),
        seats=pd.DataFrame(seats),
        contacts=pd.DataFrame(contacts, columns=["side", "member", "person", "strength", "last_touch"]),
        deals=pd.DataFrame([{"account": "华东机械", "name": "产线改造", "as_of": "2026-11-20"}]),
        deal="zh",
    )


def nothing_known() -> StakeholderGraph:
    return StakeholderGraph.from_tables(pd.DataFrame({"person": ["Ann", "Bo", "Cy"]}), deal="new")


def _gaps(draw: np.random.Generator, values: np.ndarray, share: float) -> np.ndarray:
    return np.where(draw.uniform(size=len(values)) < share, np.nan, values.round(2))
