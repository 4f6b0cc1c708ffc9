"""What the cells of the plan, the entry points and the supporters claim: each of them, and that no row is missing."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import networkx as nx

import influence
from benchmarks.plain_networkx import ROOT, deals
from influence.analysis.penetration_plan import WORDS
from influence.show.deal_view import DealView
from influence.show.report.folds import SECTIONS
from influence.show.report.section import Section, Table
from influence.tables.phrases import capital
from tests.show.claims.deal import Claim, Deal, number, percent, shown_support
from tests.show.claims.doing import NAMES, PLAN, act_fits, equal_in, introduced, met, stranger
from tests.show.pages import tables

ENTRIES, HELPERS = influence.entry_points, influence.supporters
PHASES = {
    "getting in": "entry",
    "first supporter": "support_point",
    "widening": "support_surface",
    "joining up": "network",
}
FACTORS = {"Chance to get in": "access", "Chance to move": "move", "Room to move": "headroom", "Weight": "leverage"}
CONDITIONS = {
    "sight of what happens": "sees", "willingness to tell us": "shares", "power": "power", "support for us": "support",
    "trust in our ability": "believes_in_us", "trust inside": "trusted_inside", "wish that we win": "wants_us_to_win",
    "acting for our success": "motive",
}  # fmt: skip
STATES = {True: "yes", False: "no", None: "unknown"}
STATUS = {"claimed": "only claimed", "no": "ruled out", "unknown": "unknown"}
KINDS = {"insider", "sponsor", "coach"}
PLAIN = ("people", "relationships", "seats", "deals", "team", "contacts")
DEPTH = r"\(depth (?P<depth>\S+)\)"


def deep(deal: Deal, found: Any) -> bool:
    """That a contact with them is as deep as told; one of unknown depth counts in full."""
    rows = deal.contacts(True)
    depths = rows.loc[rows["person"].map(deal.label) == found["who"], "strength"]
    return found["depth"] in set(map(number, depths.fillna(1.0)))


@cache
def rows_of(deal: Deal, analysis: Any) -> list[dict[str, Any]]:
    """The rows behind an analysis, what is unknown as None."""
    rows = deal.rows(analysis).astype(object)
    return rows.where(rows.notna(), None).to_dict("records")


@cache
def introducible(deal: Deal) -> set[object]:
    """Whom relationships lead to from our team, however unlikely; reckoned without the library."""
    (plain,) = deals({name: getattr(deal.graph, name) for name in PLAIN}).values()
    ways = plain.access()
    return {node[1] for node in nx.descendants(ways, ROOT) if node[0] == "person"}


def leads(there: bool) -> Claim:
    """That an introduction leads to somebody of this name, or none does."""

    def check(deal: Deal, found: Any) -> bool:
        theirs = [person for person, name in deal.label.items() if name == found["who"]]
        return any((person in introducible(deal)) == there for person in theirs)

    return check


WAYS: dict[str, list[Claim]] = {
    rf"(?P<member>.+) is in contact {DEPTH}": [met(True), deep],
    rf"(?P<member>.+) knows them {DEPTH}: deepen it": [met(False), deep],
    r"(?P<member>.+) is introduced by (?P<via>.+)": [introduced],
    r"direct approach: nobody we know leads there": [stranger, leads(False)],
    r"direct approach: more likely to work than an introduction": [stranger, leads(True)],
}


def how(deal: Deal, who: str, told: str) -> bool:
    """Whether somebody is got to as told."""
    fits = [(checks, found) for pattern, checks in WAYS.items() if (found := re.fullmatch(pattern, told))]
    return any(all(check(deal, {**found.groupdict(), "who": who}) for check in checks) for checks, found in fits)


def untrue_rows(view: DealView, sections: Sequence[Section]) -> Iterator[str]:
    """The cells of these three sections that the analyses do not bear out."""
    deal = view.once(Deal)
    for make, section in zip(SECTIONS, sections, strict=True):
        for table, own in zip(tables(section), TABLES.get(make.__module__.rpartition(".")[2], ()), strict=False):
            for wrong in own(deal, table):
                yield f"{section.title}: {wrong}"


def _differ(told: Table, wanted: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """Where the cells that are known beforehand differ, row by row."""
    if len(told.rows) != len(wanted):
        yield f"{len(told.rows)} rows, not {len(wanted)}"
    yield from _wrong(zip(_cells(told), wanted, strict=False))


def _wrong(pairs: Iterable[tuple[Mapping[str, str], Mapping[str, str]]]) -> Iterator[str]:
    for row, right in pairs:
        yield from (f"{name} of {row}: not {cell}" for name, cell in right.items() if row[name] != cell)


def _cells(table: Table) -> list[dict[str, str]]:
    return [dict(zip(table.head, map(str, row), strict=True)) for row in table.rows]


def plan(deal: Deal, table: Table) -> Iterator[str]:
    yield from _differ(table, [_step(deal, step) for step in rows_of(deal, PLAN)])
    for row in _cells(table):
        told = {"who": row["Whom to win"], "act": _word(row["Action"])}
        if not (how(deal, told["who"], row["How to get there"]) and act_fits(deal, told)):
            yield f"how to get to {row}"
        if (named := re.match(r"(.+) (?:is|knows) ", row["How to get there"])) and named[1] != row["Who goes"]:
            yield f"who goes in {row}"


def _word(action: str) -> str:
    return next(words for words in WORDS.values() if capital(words) == action)


def _step(deal: Deal, step: Any) -> dict[str, str]:
    low, high = map(shown_support, (step["support_low"], step["support_high"]))
    attempts = max(1, round(step["attempts"]))
    return {
        "Step": str(step["step"]), "Whom to win": deal.label[step["person"]],
        "Phase": next(words for words, phase in PHASES.items() if phase == step["phase"]),
        "Attempts": f"about {attempts}", "Support after": shown_support(step["support"]),
        "Range": f"{low}\N{NO-BREAK SPACE}…\N{NO-BREAK SPACE}{high}",
        "Approval after": "unknown" if step["approval"] is None else percent(step["approval"]),
    }  # fmt: skip


def entry_points_of(name: str) -> Callable[[Deal, Table], Iterator[str]]:
    """The table of an entry strategy: everybody of it who is worth winning, the best first."""

    def check(deal: Deal, table: Table) -> Iterator[str]:
        own = [row for row in rows_of(deal, ENTRIES) if row["strategy"] == code and row["rank"]]
        rows = sorted((row for row in own if row["gain"] > 1e-9), key=lambda row: row["rank"])
        yield from _differ(table, [_entry(deal, row) for row in rows])
        told = [(row["Who"], row["How to get there"]) for row in _cells(table)]
        yield from (f"how to get to {who}: {way}" for who, way in told if not how(deal, who, way))
        if table.title != f"{name.capitalize()}: {deal.number(ENTRIES, code)}":
            yield table.title
        equal = re.search(r"The first (\d+) are practically equal", table.lead)
        if (int(equal[1]) if equal else 1) != max(1, equal_in([row["gain"] for row in rows])):
            yield table.lead

    code = NAMES[name]
    return check


def _entry(deal: Deal, row: Any) -> dict[str, str]:
    factors = {head: number(row[name]) for head, name in FACTORS.items()}
    gain = math.prod(row[name] for name in FACTORS.values())
    said = number(gain) if gain < 1e-4 else f"+{number(gain)}"
    return {"Rank": str(row["rank"]), "Who": deal.label[row["person"]], "Gain": said, **factors}


def helpers(deal: Deal, table: Table) -> Iterator[str]:
    rows = [row for row in rows_of(deal, HELPERS) if {row["kind"], row["kind_claimed"]} & KINDS]
    yield from _differ_by_name(table, {deal.label[row["person"]]: _helper(deal, row) for row in rows})


def _helper(deal: Deal, row: Any) -> dict[str, str]:
    reason = "Is a coach and tells us what they see" if row["reason"] is None else capital(_in_words(row["reason"]))
    return {
        "Observed": row["kind"] or "unknown", "Claimed": row["kind_claimed"] or "unknown", "Why not a coach": reason,
        "Power": STATES[row["power"]], "Inside information": STATES[row["information"]],
    }  # fmt: skip


def _in_words(reason: str) -> str:
    for words, name in CONDITIONS.items():
        reason = re.sub(rf"\b{name} (?=only|refuted|unknown)", f"{words} ", reason)
    return reason


def near(deal: Deal, table: Table) -> Iterator[str]:
    rows = [row for row in rows_of(deal, HELPERS) if row["missing"] is not None]
    yield from _differ_by_name(table, {deal.label[row["person"]]: _lacks(deal, row) for row in rows})


def _lacks(deal: Deal, row: Any) -> dict[str, str]:
    """What is missing; how far, as the table of people has it where it is one of its columns."""
    people = deal.graph.people
    stated = people.loc[people["person"] == row["person"], row["missing"]].item() if row["missing"] in people else None
    status = STATUS[stated if stated in STATUS else row["missing_is"]]
    missing = next(words for words, name in CONDITIONS.items() if name == row["missing"])
    return {"Could be": row["missing_for"], "Missing": missing, "Status": status}


def _differ_by_name(table: Table, right: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    """The same, in any order."""
    told = {row["Who"]: row for row in _cells(table)}
    yield from (f"{who} is missing, or no row of theirs" for who in told.keys() ^ right.keys())
    yield from _wrong((told[who], right[who]) for who in told.keys() & right.keys())


TABLES: Mapping[str, Sequence[Callable[[Deal, Table], Iterator[str]]]] = {
    "plan": (plan,),
    "entry_points": tuple(map(entry_points_of, NAMES)),
    "supporters": (helpers, near),
}
"""By section, what each of its tables is checked by, in their order."""
