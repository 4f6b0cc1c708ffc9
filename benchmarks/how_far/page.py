"""The tables of docs/how_far_to_trust_it.md, from the figures that were measured."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.how_far.entry import BEST, PROCESSES_SHOWN, RECOMMENDED, RULES, SEEN
from benchmarks.how_far.measured import Size
from benchmarks.how_far.pipelines import CHANCES, HIDDEN, SHARES, TOGETHER
from influence.datasets.processes import PROCESSES

PAGE = Path(__file__).parents[2] / "docs" / "how_far_to_trust_it.md"
PLACE = re.compile(r"(<!-- (\w+): made by python -m benchmarks.how_far -->\n).*?(<!-- end -->)", re.DOTALL)
RIGHT, MEAN_KNOWN = (0.9, 1.1), "mean_known"
RULE_WORDS = {
    "most_asked": "the person most asked",
    "highest_level": "the most senior person",
    "easiest_to_reach": "the person easiest to reach",
    "random": "anybody",
}


def tables(figures: dict[str, Any], size: Size) -> dict[str, str]:
    """Every table, and the sizes, by the name of its place on the page."""
    found = {"sizes": sizes(size), "summary": summary(figures), "organisation": organisation(figures["organisation"])}
    for share in SHARES:
        found[f"separation_{share[:2]}"] = separation(figures["separation"][share])
    found |= {"slopes": slopes(figures["slopes"]), "together": together(figures["together"])}
    for hidden, name in zip(SEEN, ("entry_seen", "entry_hidden"), strict=True):
        found[name] = entry(figures["entry"][hidden])
    return found


def filled(text: str, made: dict[str, str]) -> str:
    """The page with its tables in their places; every table has one."""
    places = [place[2] for place in PLACE.finditer(text)]
    if sorted(places) != sorted(made):
        raise ValueError(f"the page has places for {sorted(places)}, the tables are {sorted(made)}")
    return PLACE.sub(lambda place: f"{place[1]}\n{made[place[2]]}\n\n{place[3]}", text)


def summary(figures: dict[str, Any]) -> str:
    """What was asked of the numbers before they were measured, and whether they hold it."""
    slope = figures["slopes"]["70 %"]["ours"]["approval"]
    asked = f"the slope of `approval` lies between {RIGHT[0]} and {RIGHT[1]}, our process, 70 % hidden"
    rows = [[asked, f"{slope[0]:.3f} ({between(slope, '.3f')})", held(slope, *RIGHT)]]
    for hidden, told in figures["separation"].items():
        published = [name for name in told if name not in (*CHANCES, MEAN_KNOWN)]
        best = max(published, key=lambda name: told[name]["mean"][0])
        rivals = {MEAN_KNOWN: "at least as good as", best: "better than the best published rule,"}
        for rule, words in rivals.items():
            more = told[rule]["approval_more"]
            measured = f"{more[0]:+.3f} ({between(more, '+.3f')})"
            rows.append([f"`approval` is {words} `{rule}`, {hidden} hidden", measured, held(more, 0.0, 1.0)])
    return table(["asked", "measured (95 %)", "held"], rows)


def held(figure: Sequence[float], low: float, high: float) -> str:
    """Whether a figure lies between two numbers, as far as its interval decides it."""
    if low <= figure[1] and figure[2] <= high:
        return "yes"
    if figure[2] < low or high < figure[1]:
        return "**no**"
    return f"**undecided**, {'rather yes' if low <= figure[0] <= high else 'rather no'}"


def sizes(size: Size) -> str:
    return (
        f"Measured on {size.pipelines} simulated pipelines of {size.deals:,} deals each (seeds 0 to "
        f"{size.pipelines - 1}), entry points on {size.entry_deals} deals of each."
    )


def organisation(figures: dict[str, Any]) -> str:
    order = sorted(figures, key=lambda name: -figures[name][0])
    rows = [
        [f"`{name}`", two(value), f"{two(low)} to {two(high)}", verdict or ""]
        for name, (value, low, high, verdict) in ((name, figures[name]) for name in order)
    ]
    return table(["measure", "AUC", "95 % interval", "the comparison"], rows)


def separation(figures: dict[str, Any]) -> str:
    rows = [
        [
            f"`{name}`",
            *(two(row[process][0]) for process in PROCESSES),
            f"**{row['mean'][0]:.3f}**",
            share(row["known"]),
            "" if name == "approval" else f"{row['approval_more'][0]:+.3f} ({between(row['approval_more'], '+.3f')})",
        ]
        for name, row in figures.items()
    ]
    return table(["score", *PROCESSES, "mean", "known of", "`approval` has more (95 %)"], rows)


def slopes(figures: dict[str, Any]) -> str:
    head = ["process", *(f"`{chance}` {hidden}" for chance in CHANCES for hidden in SHARES)]
    rows = [
        [process, *(two(figures[hidden][process][chance][0]) for chance in CHANCES for hidden in SHARES)]
        for process in PROCESSES
    ]
    return table(head, rows)


def together(figures: dict[str, Any]) -> str:
    mostly = CHANCES[:2]
    head = ["hidden", *(f"`{chance}`, {rho:g}" for chance in mostly for rho in TOGETHER)]
    rows = [
        [hidden, *(two(figures[hidden][f"{rho:g}"][chance][0]) for chance in mostly for rho in TOGETHER)]
        for hidden in HIDDEN
    ]
    return table(head, rows)


def entry(figures: dict[str, Any]) -> str:
    head = ["process", "the best choice wins", "the recommended person", *(RULE_WORDS[rule] for rule in RULES)]
    return table(
        [*head, "recommended less the best plain rule (95 %)"],
        [_entry_row(name, figures[name]) for name in PROCESSES_SHOWN],
    )


def _entry_row(process: str, row: dict[str, Any]) -> list[str]:
    best = max(RULES, key=lambda rule: row[rule][0])
    more = row[f"more_than_{best}"]
    won = [share(row[name]) for name in (RECOMMENDED, *RULES)]
    points = f"{100 * more[0]:+.0f} points ({100 * more[1]:+.0f} to {100 * more[2]:+.0f})"
    return [process, f"{100 * row[BEST][0]:.1f} %", *won, points]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def two(number: float) -> str:
    return f"{number:.2f}"


def share(figure: Sequence[float]) -> str:
    return f"{figure[0]:.0%}".replace("%", " %")


def between(figure: Sequence[float], form: str) -> str:
    return f"{figure[1]:{form}} to {figure[2]:{form}}"
