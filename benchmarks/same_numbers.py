"""Did a change of the code change any number?

    python -m benchmarks.same_numbers save FILE.pkl      # before
    python -m benchmarks.same_numbers compare FILE.pkl   # after; exit code 1 where anything differs

Every analysis of every bundled dataset and of 500 random deals, with every column of every table filled in at random:
all numbers, flags and ids of both its tables must be the same to the last digit. Sentences are not compared.
The frames are pickled with the tables they came from; the file belongs outside the repository.
"""

from __future__ import annotations

import argparse
import pickle
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import influence
from influence.tables.checklist import QUESTIONS
from influence.tables.schema import MEASURES, TABLES, Column
from tests.laws.laws import ANALYSES
from tests.laws.laws import frames as found_by

N_DEALS = 500
# Sentences for readers, not numbers; their wording may improve.
SENTENCES = {"evidence", "action", "advice", "reason", "why", "question", "missing", "reading"}
KINDS = ("influences", "seeks_advice_from", "trusts", "works_with", "knows", "conflicts_with")
STAGES = ("screening", "decision meeting", "x")


def main() -> int:
    """Save the frames, or compare them with those saved."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.same_numbers", description=str(main.__doc__))
    parser.add_argument("what", choices=("save", "compare"))
    parser.add_argument("file", type=Path, metavar="FILE.pkl")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    return save(options.file) if options.what == "save" else compare(options.file)


def save(file: Path) -> int:
    """Save the frames of now, with the tables that they come from."""
    tables = random_tables(np.random.default_rng(2026))
    file.write_bytes(pickle.dumps((tables, frames(tables))))
    return 0


def compare(file: Path) -> int:
    """Tell which frames are no longer those saved; 1 where any is not."""
    tables, before = pickle.loads(file.read_bytes())
    after = frames(tables)
    different = [name for name in before if not same(before[name], after[name])]
    cells = sum(int(frame.size) for frame in before.values())
    print(f"{len(before)} frames, {cells:,} cells, {len(different)} frames differ")
    for name in different:
        print(f"  {name}: {told(before[name], after[name])}")
    return 1 if different else 0


def frames(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Every frame of every analysis, without its sentences."""
    graphs = {name: influence.datasets.load(name) for name in influence.datasets.names()}
    graphs["random"] = influence.StakeholderGraph.from_tables(**tables)
    found = {
        f"{source}: {name}[{number}]": frame
        for source, graph in graphs.items()
        for name, analysis in ANALYSES.items()
        for number, frame in enumerate(found_by(analysis, graph))
    }
    return {name: plain(frame) for name, frame in found.items()}


def plain(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame by position: names of columns and of index levels may change, values may not."""
    told = frame.reset_index()
    told = told.drop(columns=[name for name in told if name in SENTENCES])
    told = told.astype(object).where(told.notna(), None)
    return told.set_axis(range(told.shape[1]), axis=1)


def same(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    """Whether both hold the same values, exactly."""
    return one.shape == other.shape and bool(((one == other) | (one.isna() & other.isna())).all(axis=None))


def told(one: pd.DataFrame, other: pd.DataFrame) -> str:
    """By how much numbers differ at most, and in how many cells anything else does."""
    if one.shape != other.shape:
        return f"{one.shape} is now {other.shape}"
    apart = np.asarray((one != other) & ~(one.isna() & other.isna()))
    pairs = list(zip(one.to_numpy()[apart], other.to_numpy()[apart], strict=True))
    far = [abs(a - b) for a, b in pairs if isinstance(a, float) and isinstance(b, float)]
    return f"{len(far)} numbers by at most {max(far, default=0.0):.1e}, {len(pairs) - len(far)} other cells"


def random_tables(rng: np.random.Generator) -> dict[str, pd.DataFrame]:
    """Sound tables of random deals, every column of the schema in them, a third of the cells unknown."""
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
    for number in range(N_DEALS):
        _deal(rng, rows, f"d{number:03d}")
    tables = {name: pd.DataFrame(found) for name, found in rows.items()}
    return {name: _filled(rng, name, table) for name, table in tables.items()}


def _deal(rng: np.random.Generator, rows: dict[str, list[dict[str, Any]]], deal: str) -> None:
    people = [f"p{k}" for k in range(rng.integers(1, 15))]
    rows["deals"].append({"deal": deal, "quota": 0.5})
    rows["people"] += [{"deal": deal, "person": person} for person in people]
    rows["team"] += [{"deal": deal, "member": member} for member in ("m0", "m1")[: rng.integers(0, 3)]]
    # Bosses come earlier in the list, so that nobody reports to themselves in the end.
    for k in range(1, len(people)):
        if rng.random() < 0.7:
            boss = people[rng.integers(0, k)]
            rows["relationships"].append({"deal": deal, "source": people[k], "target": boss, "kind": "reports_to"})
    for _ in range(rng.integers(0, 2 * len(people)) if len(people) > 1 else 0):
        one, other = rng.choice(people, 2, replace=False)
        rows["relationships"].append({"deal": deal, "source": one, "target": other, "kind": rng.choice(KINDS)})
    for _ in range(rng.integers(0, 7)):
        rows["seats"].append({"deal": deal, "person": rng.choice([*people, None])})
    for _ in range(rng.integers(0, 6)):
        side, member = rng.choice(["us", "us", "rival"]), rng.choice(["m0", "m1"])
        rows["contacts"].append({"deal": deal, "side": side, "member": member, "person": rng.choice(people)})
    for _ in range(rng.integers(0, 6)):
        row = {"rater": rng.choice(["m0", "m1", "p0"]), "person": rng.choice(people), "measure": rng.choice(MEASURES)}
        rows["ratings"].append({"deal": deal, **row, "value": round(rng.random(), 2)})
    for _ in range(rng.integers(0, 6)):
        question, answer = rng.choice(QUESTIONS).name, rng.choice(["maybe p0", "yes", "p0", None])
        side, source = rng.choice(["us", "us", "rival"]), rng.choice(["p0", "p1", "m0", None])
        rows["facts"].append({"deal": deal, "question": question, "answer": answer, "side": side, "source": source})
    _met_and_promised(rng, rows, deal, people)


def _met_and_promised(rng: np.random.Generator, rows: dict[str, list[dict[str, Any]]], deal: str, people: Any) -> None:
    for number in range(rng.integers(0, 8)):
        side, member = rng.choice(["us", "us", "rival"]), rng.choice(["m0", "m1", None])
        met = {"interaction": f"e{number // 2}", "side": side, "member": member, "person": rng.choice(people)}
        rows["interactions"].append({"deal": deal, **met})
    for number in range(rng.integers(0, 3)):
        row = {"commitment": f"c{number}", "by": rng.choice(people), "to": rng.choice(people)}
        # Days of a promise in their order: made, due, done.
        days = np.sort(rng.integers(0, 400, 3))
        made, due, done = (pd.Timestamp("2024-01-01") + pd.Timedelta(days=int(day)) for day in days)
        rows["commitments"].append({"deal": deal, **row, "made": made, "due": due, "done": rng.choice([done, None])})
    for person in rng.permutation(people)[: rng.integers(0, 3)]:
        rows["stances"].append({"deal": deal, "person": person, "side": rng.choice(["rival", "nobody"])})


def _filled(rng: np.random.Generator, name: str, table: pd.DataFrame) -> pd.DataFrame:
    for column in TABLES[name].columns:
        if column.name not in table and column.type != "id":
            values = _cells(rng, column, len(table))
            unknown = np.zeros(len(table), dtype=bool) if column.required else rng.random(len(table)) < 1 / 3
            table[column.name] = pd.Series(values, dtype=object).mask(unknown, None)
    return table


def _cells(rng: np.random.Generator, column: Column, size: int) -> list[Any]:
    if column.name == "stage":
        return list(rng.choice(STAGES, size))
    if column.choices:
        return list(rng.choice(column.choices, size))
    if column.type == "flag":
        return [bool(cell) for cell in rng.random(size) < 0.3]
    if column.type == "date":
        return [pd.Timestamp("2024-01-01") + pd.Timedelta(days=int(day)) for day in rng.integers(0, 400, size)]
    if column.type == "text":
        return list(rng.choice(["x", "y", "z"], size))
    low = column.low if column.low is not None else 0.05
    high = column.high if column.high is not None else 9
    numbers = rng.integers(int(low), int(high) + 1, size) if column.type == "integer" else rng.uniform(low, high, size)
    return [cell.item() for cell in np.round(numbers, 2)]


if __name__ == "__main__":
    sys.exit(main())
