"""How fast is a Salesforce export read, and how much memory does that take?

    python -m benchmarks.crm [contacts]

Generates the CSV files in a temporary folder: as many contacts as asked for, 1.2 roles for each, a fifth as many
opportunities, a reporting line for most, and activities with a tenth.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

from influence.graph.reader_notes import ACTIONS
from influence.read.crm.salesforce import salesforce

ROLES = (
    "Decision Maker",
    "Evaluator",
    "Business User",
    "Economic Buyer",
    "Influencer",
    "Executive Sponsor",
    "Other",
    "",
)
TITLES = ("CEO", "VP Sales", "Head of IT", "Purchasing Manager", "Engineer", "采购经理", "", "Director, Finance")
STAGES = ("Prospecting", "Negotiation/Review", "Closed Won", "Closed Lost")


def ids(prefix: str, numbers: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    """Ids of 15 characters, as reports have them."""
    return np.char.add(prefix, np.char.zfill(numbers.astype(str), 15 - len(prefix)))


def write_export(folder: Path, n: int, seed: int = 0) -> None:
    """Write an export of `n` contacts."""
    rng = np.random.default_rng(seed)
    n_deals, n_accounts, n_roles, n_tasks = max(n // 5, 1), max(n // 10, 1), n * 12 // 10, max(n // 10, 1)
    every = np.arange(n)
    account = np.sort(rng.integers(0, n_accounts, n))
    boss = np.where((every % 6 > 0) & (rng.random(n) < 0.8), ids("003", every - every % 6), "")
    contacts = {
        "Id": ids("003", every),
        "FirstName": np.char.add("Ann", (every % 997).astype(str)),
        "LastName": np.char.add("Lee", every.astype(str)),
        "AccountId": ids("001", account),
        "Title": np.array(TITLES)[rng.integers(0, len(TITLES), n)],
        "Department": np.array(["IT", "Finance", ""])[rng.integers(0, 3, n)],
        "Email": np.char.add(np.char.add("p", (every - (rng.random(n) < 0.01)).astype(str)), "@example.com"),
        "Birthdate": "1970-01-01",
        "ReportsToId": boss,
    }
    of_deal = np.arange(n_deals)
    deals = {
        "Id": ids("006", of_deal),
        "Name": np.char.add("Deal ", of_deal.astype(str)),
        "AccountId": ids("001", account[of_deal * 5]),
        "StageName": np.array(STAGES)[rng.integers(0, len(STAGES), n_deals)],
        "Amount": rng.integers(1, 10**6, n_deals),
        "CloseDate": "2024-06-30",
        "OwnerId": ids("005", of_deal % 300),
    }
    person = np.concatenate([every, rng.integers(0, n, n_roles - n)])
    roles = {
        "OpportunityId": ids("006", np.minimum(person // 5, n_deals - 1)),
        "ContactId": ids("003", person),
        "Role": np.array(ROLES)[rng.integers(0, len(ROLES), n_roles)],
        "IsPrimary": "false",
    }
    who = rng.integers(0, n, n_tasks)
    tasks = {
        "WhoId": ids("003", who),
        "WhatId": ids("006", np.minimum(who // 5, n_deals - 1)),
        "OwnerId": ids("005", who % 300),
        "ActivityDate": np.array(["2024-01-05", "2024-03-07"])[rng.integers(0, 2, n_tasks)],
        "Status": "Completed",
        "Subject": np.char.add("Demo ", (who % 997).astype(str)),
    }
    files = {"Contact": contacts, "Opportunity": deals, "OpportunityContactRole": roles, "Task": tasks}
    for name, columns in files.items():
        pd.DataFrame(columns).to_csv(folder / f"{name}.csv", index=False)


def main(n: int = 100_000) -> None:
    """Print rows a second and the peak of memory."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        write_export(folder, n)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.perf_counter()
        graph = salesforce(folder)
        seconds = time.perf_counter() - start
    rows = int(graph.files["rows"].sum())
    print(graph)
    print(graph.files.to_string(index=False))
    counts = graph.notes["action"].value_counts()
    print(", ".join(f"{counts.get(action, 0):,} {action}" for action in ACTIONS))
    print(f"{'read, inferred and validated':<45}{seconds:9.2f} s")
    print(f"{'rows of the files a second':<45}{rows / seconds:9,.0f}")
    print(f"{'rows of people a second':<45}{len(graph.people) / seconds:9,.0f}")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"{'peak memory (writing the files took ' + format(before / 2**20, '.2f') + ')':<45}{peak / 2**20:9.2f} GiB")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
