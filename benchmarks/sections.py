"""What the benchmark measures, a function a section; each prints its figures as one line of JSON.

python -m benchmarks.sections SECTION [NUMBER ...]
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import influence
from benchmarks.elsewhere import LIBRARIES, ours, require_same, ways_of
from benchmarks.generated import pipeline
from benchmarks.measuring import Measured, run
from benchmarks.one_organisation import compared, organisation
from benchmarks.plain_networkx import deals as plain_deals
from influence.analysis.finding import Finding

# The plain script integrates what the library sums over nodes.
BY_ANOTHER_RULE = "approval_correlated"
DETAILS = (
    "agreement", "checklist", "committee", "contest", "coverage", "diagnose", "entry_points", "forces",
    "information_gaps", "members", "penetration_plan", "position", "resilience", "rivals", "single_points_of_failure",
    "strategies", "support", "supporters", "team_coverage",
)  # fmt: skip


def scored(n_deals: int) -> dict[str, Any]:
    """Tables to scores, and the memory that takes beyond the tables."""
    compiled()
    tables = pipeline(n_deals)
    people = len(tables["people"])
    made = Measured(lambda: influence.StakeholderGraph.from_tables(**tables))
    scores = Measured(lambda: influence.score(made.made))
    held = max(made.bytes, made.kept + scores.bytes)
    return {
        "deals": n_deals, "people": people, "made": made.seconds, "made_cpu": made.computing,
        "scored": scores.seconds, "scored_cpu": scores.computing, "bytes": held / people,
    }  # fmt: skip


def plainly(n_deals: int, n_plain: int) -> dict[str, Any]:
    """The whole score of some deals by the plain networkx script, scaled up to all; and how far the numbers differ."""
    compiled()
    graph = influence.StakeholderGraph.from_tables(**pipeline(n_deals))
    scores = Measured(lambda: influence.score(graph))
    part = graph.only(*graph.all_deals[:n_plain])
    rows = {name: part.table(name) for name in ("people", "relationships", "seats", "contacts", "deals", "team")}
    rows = {name: table for name, table in rows.items() if len(table)}
    plain = Measured(lambda: {deal: each.score() for deal, each in plain_deals(rows).items()})
    return {
        "deals": n_deals, "ours": scores.seconds, "theirs": plain.seconds / n_plain * n_deals,
        "difference": _difference(scores.made, plain.made),
    }  # fmt: skip


def _difference(scores: Any, plain: dict[Any, dict[str, Any]]) -> float:
    return max(
        abs(scores.loc[deal, name] - value)
        for deal, row in plain.items()
        for name, value in row.items()
        if isinstance(value, float) and value == value and name != BY_ANOTHER_RULE
    )


def loops(n_deals: int, n_part: int) -> dict[str, Any]:
    """The paths of every deal, here and by loops over some of the deals elsewhere, scaled up to all."""
    compiled()
    graph = influence.StakeholderGraph.from_tables(**pipeline(n_deals))
    ours(graph.only(*graph.all_deals[:700]))
    figures = {"deals": n_deals, "ours": Measured(lambda: ours(graph.assuming())).seconds}
    given = list(ways_of(graph, n_part))
    for name, library in LIBRARIES.items():
        found = Measured(lambda library=library: [library(ways) for ways in given])  # type: ignore[misc]
        require_same(graph, found.made)
        figures[name] = found.seconds / n_part * n_deals
    return figures


def large(n_people: int) -> dict[str, Any]:
    """Every score of one deal in one organisation, and its dominators, reach and cut points here and elsewhere."""
    influence.score(influence.StakeholderGraph.from_tables(**organisation(60_000, 600_000)))
    tables = organisation(n_people, 10 * n_people)
    made = Measured(lambda: influence.StakeholderGraph.from_tables(**tables))
    scores = Measured(lambda: influence.score(made.made))
    gigabytes = max(made.bytes, made.kept + scores.bytes) / 2**30
    figures = {"people": n_people, "made": made.seconds, "scored": scores.seconds, "gigabytes": gigabytes}
    return figures | compared(made.made)


def from_files(n_deals: int) -> dict[str, Any]:
    """A folder of CSV and one of Parquet files to scores.csv, by the command line."""
    compiled()
    tables, figures = pipeline(n_deals), {"deals": n_deals}
    with tempfile.TemporaryDirectory() as place:
        for ending in ("csv", "parquet"):
            folder = Path(place, ending)
            folder.mkdir()
            for name, table in tables.items():
                file = folder / f"{name}.{ending}"
                table.to_csv(file, index=False) if ending == "csv" else table.to_parquet(file)
            scores = str(Path(place, "scores.csv"))
            _, wall, cpu = run([sys.executable, "-m", "influence", "score", str(folder), "--out", scores], {})
            figures |= {ending: wall, f"{ending}_cpu": cpu}
    return figures


def start() -> dict[str, Any]:
    """How long the first answers take, with nothing compiled and with everything compiled."""
    cooked = str(Path(influence.__file__).parents[2] / "datasets" / "cooked_duck")
    told: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as place:
        report = ["-m", "influence", "report", cooked, "--out", str(Path(place, "report")), "--force"]
        much = "import influence; from benchmarks.sections import compiled; compiled(1_000)"
        commands = {
            "version": ["-m", "influence", "--version"],
            "import": ["-c", "import influence"],
            "report": report,
            "many": ["-c", much],
        }
        for name, command in commands.items():
            cache = {"NUMBA_CACHE_DIR": str(Path(place, name))}
            told[name] = [run([sys.executable, *command], cache)[1:] for _ in ("cold", "warm")]
    return told


def details(n_deals: int) -> dict[str, Any]:
    """The computing that the rows behind each analysis take."""
    small = influence.StakeholderGraph.from_tables(**pipeline(300, seed=1))
    graph = influence.StakeholderGraph.from_tables(**pipeline(n_deals))
    figures: dict[str, Any] = {}
    for name in DETAILS:
        analysis = getattr(influence, name)
        analysis(small).detail  # noqa: B018 (compiles)
        found: Finding = analysis(graph)
        rows = Measured(lambda found=found: found.detail)  # type: ignore[misc]
        figures[name] = [rows.computing, len(rows.made)]
    return figures


def compiled(n_deals: int = 5_000) -> None:
    """Score enough deals for every kernel to be compiled, those too that only many rows are worth."""
    influence.score(influence.StakeholderGraph.from_tables(**pipeline(n_deals, seed=1)))


SECTIONS = {each.__name__: each for each in (scored, plainly, loops, large, from_files, start, details)}

if __name__ == "__main__":
    print(json.dumps(SECTIONS[sys.argv[1]](*map(int, sys.argv[2:]))))
