"""The tables of docs/benchmarks.md, from the figures measured in one run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
PLACE = re.compile(r"(<!-- (\w+): made by python -m benchmarks -->\n).*?(<!-- end -->)", re.DOTALL)
Rows = list[list[str]]
BEGINS = {"tables": "from tables of ids, as ours", "edges": "from edges ready-made"}
"""Where the others begin with one organisation; from edges, ours begins at a graph that was made of the tables."""


def tables(figures: dict[str, Any]) -> dict[str, str]:
    """Every table by the name of its place on the page."""
    return {
        "machine": figures["machine"],
        "ratios": table(["the same work", "ours", "theirs", "times as fast", "goal"], ratios(figures)),
        "goals": table(["what", "measured", "goal", "reached"], goals(figures)),
        "growth": table(
            ["deals", "people", "tables to graph, s", "graph to scores, s", "µs of computing a deal", "bytes a person"],
            [growth(each) for each in figures["scored"]],
        ),
        "large": table(
            ["people", "tables to graph, s", "every score, s", "memory, GB"],
            [
                [f"{each['people']:,}", *(f"{each[name]:.1f}" for name in ("made", "scored", "gigabytes"))]
                for each in figures["large"]
            ],
        ),
        "details": table(
            ["the rows behind", "rows", "s of computing"],
            [[f"`{name}`", f"{rows:,}", f"{cpu:.2f}"] for name, (cpu, rows) in figures["details"].items()],
        ),
    }


def ratios(figures: dict[str, Any]) -> Rows:
    """The same work here and elsewhere, in the same run."""
    plain, loops = figures["plainly"], figures["loops"]
    deals = f"{loops['deals']:,} deals"
    rows = [_ratio(f"every score of {deals}, plain networkx script", plain["ours"], plain["theirs"], 240)]
    rows += [
        _ratio(f"paths, losses and cut points of {deals}, {name} deal by deal", loops["ours"], loops[name], None)
        for name in ("networkx", "igraph", "rustworkx")
    ]
    for each in figures["large"]:
        for start, ours in (("tables", each["made"] + each["ours"]), ("edges", each["ours"])):
            for name, goal in (("igraph", 13), ("rustworkx", 5)):
                what = f"dominators, reach and cut points of {each['people']:,} people, {name} {BEGINS[start]}"
                theirs, large = each[f"{name} from {start}"], each["people"] == 10**6
                rows.append(_ratio(what, ours, theirs, goal if large else None))
    return rows


def _ratio(what: str, ours: float, theirs: float, goal: float | None) -> list[str]:
    times = theirs / ours
    reached = "" if goal is None else f"{goal}: {_reached(times >= goal)}"
    return [
        what,
        f"{ours:.2f} s",
        f"{theirs:.1f} s",
        f"**{times:,.0f}**" if times >= 10 else f"**{times:.1f}**",
        reached,
    ]


def goals(figures: dict[str, Any]) -> Rows:
    """What was asked for beforehand, and whether it is reached."""
    one, many = figures["scored"][1:]
    largest, files, told = figures["large"][-1], figures["files"], figures["start"]
    slowest = max(figures["details"], key=lambda name: figures["details"][name][0])
    growth = _per_deal(many) / _per_deal(one)
    numbers = f"{figures['plainly']['difference']:.1e}"
    rows = [
        (f"tables to scores, {one['deals']:,} deals, by the clock", one["made"] + one["scored"], 1.0, "s"),
        (f"a deal among {many['deals']:,}, to one among {one['deals']:,}", growth, 1.1, "times"),
        (f"memory beyond the tables, {many['deals']:,} deals", many["bytes"], 500, "bytes a person"),
        (f"CSV folder of {files['deals']:,} deals to scores.csv, computing", files["csv_cpu"], 5, "s"),
        (f"Parquet folder of {files['deals']:,} deals to scores.csv, computing", files["parquet_cpu"], None, "s"),
        (f"every score of {largest['people']:,} people, by the clock", largest["scored"], 60, "s"),
        ("its memory", largest["gigabytes"], 8, "GB"),
        ("`influence --version`, by the clock", told["version"][1][0], 0.3, "s"),
        ("`import influence`, by the clock", told["import"][1][0], 0.6, "s"),
        ("first report with nothing compiled, computing", told["report"][0][1], 5, "s"),
        ("the same once more, computing", told["report"][1][1], None, "s"),
        ("first 1,000 deals with nothing compiled, computing", told["many"][0][1], None, "s"),
        ("the same once more, computing", told["many"][1][1], None, "s"),
        (f"the slowest rows behind an answer, `{slowest}`, computing", figures["details"][slowest][0], 1.0, "s"),
    ]
    found = [[what, f"{value:,.2f} {unit}", *_held(value, goal, unit)] for what, value, goal, unit in rows]
    return [*found, ["largest difference to the plain script", numbers, "1e-9", _reached(float(numbers) < 1e-9)]]


def _held(value: float, goal: float | None, unit: str) -> list[str]:
    if goal is None:
        return ["", ""]
    return [f"at most {goal:g} {unit}", _reached(value <= goal, f"no: {value / goal:.1f} times that")]


def _reached(held: bool, otherwise: str = "no") -> str:
    return "yes" if held else otherwise


def growth(each: dict[str, Any]) -> list[str]:
    """A row of the table of growth."""
    seconds = [f"{each[name]:.2f}" for name in ("made", "scored")]
    return [f"{each['deals']:,}", f"{each['people']:,}", *seconds, f"{_per_deal(each):.0f}", f"{each['bytes']:.0f}"]


def _per_deal(each: dict[str, Any]) -> float:
    """Microseconds of computing a deal, from tables to scores."""
    return float((each["made_cpu"] + each["scored_cpu"]) / each["deals"] * 1e6)


def table(header: Sequence[str], rows: Rows) -> str:
    """A table in Markdown, numbers to the right."""
    line = ["---", *["--:"] * (len(header) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in [list(header), line, *rows])


def filled(text: str, made: dict[str, str]) -> str:
    """The page with its tables in their places; every table has one."""
    places = [place[2] for place in PLACE.finditer(text)]
    if sorted(places) != sorted(made):
        raise ValueError(f"the page has places for {sorted(places)}, the tables are {sorted(made)}")
    return PLACE.sub(lambda place: f"{place[1]}\n{made[place[2]]}\n\n{place[3]}", text)
