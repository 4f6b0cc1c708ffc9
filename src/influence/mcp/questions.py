"""The questions an assistant may ask, each a function of the graph that answers in JSON."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from influence.analysis.committee import committee
from influence.analysis.compare import compare
from influence.analysis.contest import contest
from influence.analysis.coverage import coverage
from influence.analysis.diagnose import diagnose
from influence.analysis.entry_points import entry_points
from influence.analysis.information_gaps import information_gaps
from influence.analysis.penetration_plan import penetration_plan
from influence.analysis.priors import priors
from influence.analysis.score import score
from influence.analysis.single_points import single_points_of_failure
from influence.analysis.support import support
from influence.errors import InfluenceError, InvalidData, UnknownName
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.mcp.answers import MOST_ROWS, answer, assumed, finding, rows_of
from influence.mcp.quoting import LABEL, Quoting, clipped, named, quoted

Answer = dict[str, Any]
MOST_DEALS = 200
SUMMARY = (
    "support", "support_low", "support_high", "coverage", "reach", "win", "approval", "single_points", "red_flags",
    "verdict", "entry",
)  # fmt: skip
ABOUT = ("account", "name", "stage", "amount", "close_date", "outcome")
FACTORS = ("access", "move", "headroom", "leverage")


def one(graph: StakeholderGraph, deal: str | None) -> StakeholderGraph:
    """The deal that is meant, alone; the only one there is where none is named."""
    return graph.only(graph.one_deal() if deal is None else named("deal", deal, graph.all_deals))


def list_deals(graph: StakeholderGraph, sort_by: str, most_first: bool, limit: int, offset: int) -> Answer:
    """Deals in the order of a score, each with what decides its place."""
    scores = score(graph)
    if sort_by not in scores:
        raise UnknownName("score", sort_by, scores)
    if not (1 <= limit <= MOST_DEALS and offset >= 0):
        raise InfluenceError(f"limit is {limit} and offset {offset}; give 1 to {MOST_DEALS}, and 0 or more")
    order = scores[sort_by].sort_values(ascending=not most_first, kind="stable", na_position="last").index
    shown = order[offset : offset + limit]
    columns = list(dict.fromkeys([*(name for name in SUMMARY if name in scores), sort_by]))
    about = graph.deals.set_index("deal").reindex(shown)
    numbers = pd.concat([about[[name for name in ABOUT if name in about]], scores.loc[shown, columns]], axis=1)
    return answer(
        graph.only(*shown), "Which deals are there?", numbers.rename_axis("deal"), of=len(order), offset=offset
    )


def all_scores(graph: StakeholderGraph, deal: str | None) -> Answer:
    """Every score of one deal."""
    alone = one(graph, deal)
    return answer(alone, "What are all the scores of this deal?", score(alone))


def coverage_of(graph: StakeholderGraph, deal: str | None) -> Answer:
    """Whom we cover of those who decide."""
    alone = one(graph, deal)
    return finding(alone, coverage(alone))


def support_of(graph: StakeholderGraph, deal: str | None) -> Answer:
    """Where the committee stands, and who moves it."""
    alone = one(graph, deal)
    vote = committee(alone).by_deal.reset_index(drop=True)
    return finding(alone, support(alone)) | {"vote": rows_of(vote, Quoting(alone))[0]}


def single_points(graph: StakeholderGraph, deal: str | None) -> Answer:
    """On whom the deal depends, whoever costs most first."""
    alone = one(graph, deal)
    found = single_points_of_failure(alone)
    order = found.detail.sort_values(["weight_lost", "expected_loss"], ascending=False, kind="stable")
    return finding(alone, type(found)(found.title, found.summary, lambda: order))


def entries(graph: StakeholderGraph, deal: str | None, strategy: str | None, limit: int) -> Answer:
    """Where to go in next, with the arithmetic of every gain."""
    alone = one(graph, deal)
    found = entry_points(alone, strategy=strategy)
    ranked = found.detail.sort_values("gain", ascending=False, kind="stable")
    ranked.insert(0, "arithmetic", [_arithmetic(row) for row in ranked[[*FACTORS, "gain"]].to_dict("records")])
    return finding(alone, type(found)(found.title, found.summary, lambda: ranked), rows=limit)


def _arithmetic(row: Mapping[Any, float]) -> str:
    factors = " × ".join(f"{name} {row[name]:.4f}" for name in FACTORS)
    return f"{factors} = gain {row['gain']:.4f}"


def plan(graph: StakeholderGraph, deal: str | None, strategy: str | None, steps: int) -> Answer:
    """Whom to win, in which order and through whom."""
    alone = one(graph, deal)
    return finding(alone, penetration_plan(alone, strategy=strategy, steps=min(steps, MOST_ROWS)))


def gaps(graph: StakeholderGraph, deal: str | None, limit: int) -> Answer:
    """What to find out next."""
    alone = one(graph, deal)
    elsewhere = priors(graph) if "account" in graph.deals else None
    return finding(alone, information_gaps(alone, priors=elsewhere), rows=limit)


def red_flags(graph: StakeholderGraph, deal: str | None) -> Answer:
    """What is going wrong, and whether to go on."""
    alone = one(graph, deal)
    return finding(alone, diagnose(alone))


def contest_of(graph: StakeholderGraph, deal: str | None) -> Answer:
    """Who wins: we, a rival, or nobody."""
    alone = one(graph, deal)
    return finding(alone, contest(alone), rows=MOST_ROWS)


def what_if(
    graph: StakeholderGraph,
    deal: str | None,
    support_becomes: Mapping[str, float] | None,
    gone: list[str] | None,
    contact_with: Mapping[str, str] | None,
) -> Answer:
    """Every score before and after a change that is tried out, not made."""
    before = one(graph, deal)
    after, people = before, list(before.people["person"])
    team = list(before.team["member"]) if len(before.team) else []
    ours = list(dict.fromkeys([*team, *before.contacts.get("member", [])]))
    for person, member in (contact_with or {}).items():
        after = after.with_contact(named("person", person, people), member=_member(member, ours))
    if support_becomes:
        after = after.with_support({named("person", who, people): value for who, value in support_becomes.items()})
    if gone:
        after = after.without(*(named("person or member", who, dict.fromkeys([*people, *ours])) for who in gone))
    return _change(before, after, "What would change?")


def _member(member: str, ours: list[Any]) -> Any:
    """Somebody of ours, who may be new."""
    try:
        return named("member", member, ours)
    except UnknownName:
        return member


def as_of(graph: StakeholderGraph, deal: str | None, day: str) -> Answer:
    """What was known on a day, and what has changed since."""
    now = one(graph, deal)
    return _change(now.as_of(day), now, f"What was known on {day}, and what has changed since?")


def _change(before: StakeholderGraph, after: StakeholderGraph, question: str) -> Answer:
    changes = compare(before, after).detail.reset_index()
    changed = changes[changes["changed"]].drop(columns=["deal", "changed"])
    people = changed[changed["score"] == "contribution"].drop(columns="score")
    scores = changed[changed["score"] != "contribution"].drop(columns="who")
    told = answer(after, question, score(after)[[*SUMMARY]], changed=scores, caused_by=people.head(MOST_ROWS))
    return told | {"assumed_before": assumed(before)}


def check(graph: StakeholderGraph) -> Answer:
    """What was read, left out, merged or inferred."""
    notes, files = graph.notes, graph.files
    counts = notes.groupby("action", sort=True).size() if len(notes) else pd.Series(dtype=int)
    told = answer(graph, "What was read, and what was done to it?", pd.DataFrame())
    return told | {
        "counts": {"deals": len(graph), "people": len(graph.people)},
        "files": [{str(name): quoted(cell) if isinstance(cell, str) else int(cell) for name, cell in row.items()}
                  for row in files.to_dict("records")],
        "notes": {str(action): int(count) for action, count in counts.items()},
        "faults": [],
    }  # fmt: skip


def faults(error: InvalidData) -> Answer:
    """What is wrong with files that cannot be read: each fault with its place and its remedy."""
    problems = error.problems.head(MOST_ROWS).to_dict("records")
    told = [_fault(problem, error.files.get(problem["table"])) for problem in problems]
    return {"question": "What is wrong with these files?", "about_texts": LABEL, "faults": told,
            "faults_left_out": len(error.problems) - len(told)}  # fmt: skip


def _fault(problem: Mapping[Any, Any], file: Path | None) -> dict[str, Any]:
    """One fault; files by name, for where the folder lies is nobody's business."""
    place = {"file": quoted(file.name if file else Path(str(problem["table"])).name)}
    place |= {name: problem[name] for name in ("row", "column") if not pd.isna(problem[name])}
    value = {} if pd.isna(problem["value"]) else {"value": quoted(problem["value"])}
    return {**place, **value, **{name: clipped(str(problem[name])) for name in ("problem", "remedy")}}
