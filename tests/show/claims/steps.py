"""What each step of the list claims, and each sentence in a table: a rule's words, a question's, or the plan's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import influence
from influence.show.deal_view import DealView
from influence.show.report.folds import SECTIONS
from influence.show.report.next_steps import next_steps
from influence.show.report.section import Section
from influence.tables.phrases import capital, sentence
from tests.show.claims.deal import Claim, Deal, count_in, names_in, nothing_known, number, shown_support
from tests.show.claims.doing import BEGINNINGS, PLAN, REASONS, not_the_approver
from tests.show.pages import tables

RULES = (influence.diagnose, influence.position)
EVIDENCE = {
    "committee": "Find out who decides, and record the seats of the committee.",
    "contacts": "Record whom of them we know, and how well.",
    "support": "Find out where they stand, until people with half of the leverage are known.",
    "checklist": "Begin the checklist: ask the customer its standard questions and record the answers.",
}


@cache
def said_by_rules(deal: Deal, column: str) -> set[str]:
    """What the rules that fire say, as evidence or as action."""
    return {sentence(text) for rule in RULES for text in deal.rows(rule)[column]}


def of_a_rule(column: str) -> Claim:
    return lambda deal, found: found[0] in said_by_rules(deal, column)


def about(deal: Deal, found: Any) -> bool:
    """A rule, or what somebody lacks to help us, asks for it, and names those people."""
    rules = [row for rule in RULES for row in deal.rows(rule).dropna(subset=["who"]).itertuples()]
    wanted = [(row.who, sentence(row.action)) for row in rules]
    lacking = deal.rows(influence.supporters).dropna(subset=["missing"])
    named = deal.named(lacking.loc[lacking["action"].map(sentence) == sentence(found["do"]), "person"])
    ids = {str(one): label for one, label in deal.label.items()}
    told = names_in(found["who"])
    by_rule = any(action == sentence(found["do"]) and told == {ids.get(each, each) for each in who.split(", ")}
                  for who, action in wanted)  # fmt: skip
    return by_rule or (bool(named) and told == named)


def lacks(deal: Deal, found: Any) -> bool:
    rows = deal.rows(influence.supporters).dropna(subset=["missing"])
    return names_in(found["names"]) <= deal.named(rows["person"])


@cache
def questions(deal: Deal) -> set[str]:
    asked = deal.rows(influence.information_gaps)["question"]
    return {capital(each.removeprefix("Our own team knows: ")) for each in asked}


@cache
def reasons_to_ask(deal: Deal) -> set[str]:
    return {sentence(each) for each in deal.rows(influence.information_gaps)["why"]}


def asks(deal: Deal, found: Any) -> bool:
    return found["question"] in questions(deal)


def asks_where(deal: Deal, found: Any) -> bool:
    rows = deal.rows(influence.information_gaps)
    return found["who"] in deal.named(rows.loc[rows["ask"] == rows["about"], "ask"].dropna())


def why_asked(deal: Deal, found: Any) -> bool:
    return found[0] in reasons_to_ask(deal)


def moves(deal: Deal, found: Any) -> bool:
    return found["width"] in {number(each) for each in deal.rows(influence.information_gaps)["width"].dropna()}


def can_tell(deal: Deal, found: Any) -> bool:
    rows = deal.rows(influence.information_gaps)
    return moves(deal, found) and found["who"] in deal.named(rows["ask"].dropna())


def plan_step(deal: Deal, found: Any) -> bool:
    row = deal.rows(PLAN).set_index("step").loc[int(found["step"])]
    told = (count_in(found["tries"]), found["support"])
    return told == (max(1, round(row["attempts"])), shown_support(row["support"]))


def not_offered(deal: Deal, found: Any) -> bool:
    rows = deal.rows(influence.strategies)
    return found["reason"] in set(rows.loc[rows["gate"] == "refused", "reason"])


def evidence_missing(deal: Deal, found: Any) -> bool:
    missing = deal.rows(influence.diagnose), deal.number(influence.diagnose, "evidence_missing") or ""
    return found[0] in {EVIDENCE[each] for each in missing[1].split(", ") if each}


WHAT: dict[str, list[Claim]] = {
    r".+": [of_a_rule("action")],
    r"(?P<member>.+) asks (?P<who>.+?): (?P<question>.+)": [asks],
    r"(?P<member>.+) answers: (?P<question>.+)": [asks],
    r"Nobody we know can tell yet: (?P<question>.+)": [asks],
    r"(?P<member>.+) asks (?P<who>.+) where they stand\.": [asks_where],
    r"About (?P<who>.+?): (?P<do>.+)": [about],
    **BEGINNINGS,
    **{re.escape(words): [evidence_missing] for words in EVIDENCE.values()},
}
WHY: dict[str, list[Claim]] = {
    r".+": [lambda deal, found: of_a_rule("evidence")(deal, found) or why_asked(deal, found)],
    r"Where they stand moves the committee's support by up to (?P<width>\S+)\.": [moves],
    r"Where they stand moves the committee's support by up to (?P<width>\S+)\. (?P<who>.+) can tell best where they "
    r"stand\.": [can_tell],
    r"Step (?P<step>\d+) of the plan: about (?P<tries>\S+) attempts?; support is (?P<support>.+) then\.": [plan_step],
    r"They could help us inside: (?P<names>.+)\.": [lacks],
    r"Why not first (?P<name>.+), who approves: .+\.": [not_the_approver],
}
IN_TABLES: dict[str, list[Claim]] = {
    **REASONS,
    **WHY,
    r"Not offered: (?P<reason>.+)\.": [not_offered],
    r"Wins nobody within 26 attempts .+\. No support is known either, so where it ends is unknown\.": [nothing_known],
}
CHECKED_ELSEWHERE = {"all_steps", "supporters", "plan", "entry_points"}
"""Sections whose cells with a full stop are a step, a reason of the analysis, or how to get to somebody."""


def untrue_steps(view: DealView) -> Iterator[str]:
    """The steps and reasons that nobody can check, and those that are not borne out."""
    deal = view.once(Deal)
    for step in next_steps(view):
        yield from _untrue(deal, [str(step.what)], WHAT)
        yield from _untrue(deal, [str(why) for why in step.why], WHY)


def untrue_cells(view: DealView, sections: Sequence[Section]) -> Iterator[str]:
    """The sentences in the cells of the folds' tables that are not borne out."""
    deal = view.once(Deal)
    for make, section in zip(SECTIONS, sections, strict=True):
        if make.__module__.rpartition(".")[2] not in CHECKED_ELSEWHERE:
            cells = [cell for table in tables(section) for row in table.rows for cell in row]
            yield from _untrue(deal, [str(cell) for cell in cells if cell.endswith(".")], IN_TABLES)


def _untrue(deal: Deal, texts: list[str], claims: dict[str, list[Claim]]) -> Iterator[str]:
    for text in texts:
        fits = [(pattern, found) for pattern in claims if (found := re.fullmatch(pattern, text))]
        if not any(all(check(deal, found) for check in claims[pattern]) for pattern, found in fits):
            yield f"untrue: {text}"
