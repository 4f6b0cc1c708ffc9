"""The page of benchmarks has a place for every table that the command makes, and the tables come out whole."""

from __future__ import annotations

from benchmarks.sections import DETAILS
from benchmarks.tables import PAGE, PLACE, filled, tables

SCORED = {
    "deals": 20_000,
    "people": 680_000,
    "made": 1.0,
    "made_cpu": 1.0,
    "scored": 1.5,
    "scored_cpu": 2.0,
    "bytes": 400.0,
}
LARGE = {
    "people": 10**6, "made": 3.0, "scored": 30.0, "gigabytes": 4.0, "ours": 5.0, "igraph from edges": 70.0,
    "rustworkx from edges": 20.0, "igraph from tables": 120.0, "rustworkx from tables": 60.0,
}  # fmt: skip
FIGURES = {
    "scored": [SCORED, SCORED, SCORED | {"deals": 100_000, "scored_cpu": 20.0}],
    "plainly": {"deals": 20_000, "ours": 2.0, "theirs": 1_000.0, "difference": 3e-16},
    "loops": {"deals": 20_000, "ours": 1.0, "igraph": 9.0, "rustworkx": 8.0, "networkx": 99.0},
    "large": [LARGE | {"people": 10**5}, LARGE],
    "files": {"deals": 20_000, "csv": 3.0, "csv_cpu": 4.0, "parquet": 2.0, "parquet_cpu": 3.0},
    "start": {name: [[9.0, 8.0], [0.1, 0.1]] for name in ("version", "import", "report", "many")},
    "details": {name: [0.5, 10] for name in DETAILS},
    "machine": "Measured on two cores.",
}  # fmt: skip


def test_every_table_has_its_place_on_the_page():
    made = tables(FIGURES)
    page = filled(PAGE.read_text(encoding="utf-8"), made)
    assert [place[2] for place in PLACE.finditer(page)] == ["machine", "ratios", "goals", "growth", "large", "details"]
    assert all(text in page for text in made.values())


def test_a_goal_missed_says_by_how_much():
    goals = tables(FIGURES)["goals"]
    assert "| tables to scores, 20,000 deals, by the clock | 2.50 s | at most 1 s | no: 2.5 times that |" in goals
    assert "| CSV folder of 20,000 deals to scores.csv, computing | 4.00 s | at most 5 s | yes |" in goals


def test_ratios_are_told_in_times():
    ratios = tables(FIGURES)["ratios"]
    assert "| **500** | 240: yes |" in ratios
    same = "| dominators, reach and cut points of 1,000,000 people, rustworkx"
    assert f"{same} from edges ready-made | 5.00 s | 20.0 s | **4.0** | 5: no |" in ratios
    # Making the graph counts where the others make theirs of tables too.
    assert f"{same} from tables of ids, as ours | 8.00 s | 60.0 s | **7.5** | 5: yes |" in ratios
