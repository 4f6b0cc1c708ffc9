"""What the page of a pipeline is given."""

from __future__ import annotations

import json
import re
from typing import Any

import pandas as pd

from influence import StakeholderGraph
from influence.show.page import Page


def data(page: Page, table: str = "deals") -> dict[str, list[Any]]:
    """The columns of a table of the page."""
    found = re.search(rf'<script id="{table}-data" type="application/json">(.*?)</script>', page.html, re.DOTALL)
    assert found
    return json.loads(found[1])


def row(page: Page, deal: int = 0) -> dict[str, Any]:
    return {name: values[deal] for name, values in data(page).items()}


def many(count: int = 150) -> StakeholderGraph:
    """Deals of two people each, every tenth without an amount, of two currencies, some of them closed."""
    ids = [f"D{k:04}" for k in range(count)]
    people = pd.DataFrame(
        {
            "deal": [deal for deal in ids for _ in range(2)],
            "person": ["ann", "bo"] * count,
            "name": ["Ann Lee", "Bo Ma"] * count,
            "support": [0.5 if k % 3 else None for k in range(2 * count)],
        }
    )
    deals = pd.DataFrame(
        {
            "deal": ids,
            "account": [f"Account {'ABCDEFG'[k % 7] * 2}" for k in range(count)],
            "stage": [("Qualify", "Propose")[k % 2] for k in range(count)],
            "amount": [None if k % 10 == 9 else 1000.0 * (k * 37 % 101) for k in range(count)],
            "currency": [("EUR", "USD")[k % 2] for k in range(count)],
            "close_date": [f"2026-{9 + k % 4:02}-15" for k in range(count)],
            "as_of": "2026-11-20",
            "outcome": [None if k % 5 else "won" for k in range(count)],
        }
    )
    contacts = pd.DataFrame(
        [
            {"deal": deal, "side": "us", "member": ("Ravi", "Tom")[k % 2], "person": "ann"}
            for k, deal in enumerate(ids)
            if k % 4
        ]
    )
    seats = pd.DataFrame([{"deal": deal, "role": "approver", "person": "bo"} for deal in ids])
    ties = pd.DataFrame([{"deal": deal, "source": "bo", "target": "ann", "kind": "trusts"} for deal in ids])
    return StakeholderGraph.from_tables(people, ties, seats=seats, deals=deals, contacts=contacts)
