"""The verdict: what a sales manager should know of the deal before anything else."""

from __future__ import annotations

from typing import Any

from influence.analysis.coverage import coverage
from influence.analysis.finding import Finding
from influence.measures.ratings import support_spread
from influence.show.deal_view import DealView
from influence.show.report.contest import may_win
from influence.show.report.entry_points import next_entry_point
from influence.show.report.section import Section, Topics
from influence.show.report.single_points import depends_on
from influence.show.told import in_a_row
from influence.show.wording import EXPECTED, UNKNOWN, leaning, percent, rival_named
from influence.tables.phrases import NEARLY, capital, counted

# Two chances that lie further apart are both told.
POINTS = 0.02


def about(view: DealView) -> str:
    """What is known of the deal itself, in one line."""
    facts = view.facts
    amount = facts.get("amount")
    parts = {
        "Stage": facts.get("stage"),
        "Amount": None if amount is None else " ".join([f"{amount:,.0f}", *filter(None, [facts.get("currency")])]),
        "Closes": _day(facts.get("close_date")),
        "As of": _day(facts.get("as_of")),
    }
    known = [f"{name}: {value or UNKNOWN}" for name, value in parts.items()]
    return " · ".join([*known, f"Outcome: {facts.get('outcome') or 'open'}"])


def _day(value: Any) -> str | None:
    return None if value is None else str(value)[:10]


def section(view: DealView) -> Section:
    """Coverage, single points of failure, the next entry point, rivals, support, the vote and who may win."""
    paragraphs = [
        ("Coverage", _coverage(view)),
        ("Single points of failure", depends_on(view)),
        ("Where to begin", next_entry_point(view)),
        ("Rivals", _rivals(view)),
        ("Support", _support(view)),
        ("The vote", _vote(view)),
        ("Who may win", may_win(view)),
    ]
    return Section("Where the deal stands", blocks=[Topics(paragraphs)])


def _coverage(view: DealView) -> str:
    """How much of the committee we cover, and how much more we could."""
    assumed = view.numbers["committee_source"] == "assumed"
    return " ".join([*([_assumed()] if assumed else []), _covered(view)])


def _assumed() -> str:
    return (
        "The committee is assumed: no seat with a vote is recorded, so the deciders are inferred from layer, influence "
        "and part in the decision."
    )


def _covered(view: DealView) -> str:
    if view.nobody_decides:
        return "Nobody is known to decide."
    empty = _empty(view.empty_votes)
    if not view.has_contacts:
        return f"No contact of ours is recorded, so our coverage is unknown.{empty}"
    return f"We cover {_share(view, view.found(coverage))}.{empty}{_reach(view)}"


def _empty(seats: int) -> str:
    if not seats:
        return ""
    return f" {counted(seats, 'seat with a vote has an unknown holder', 'seats with a vote have unknown holders')}."


def _share(view: DealView, found: Finding) -> str:
    """The deciders whom a side covers, and their votes."""
    contacted = found.detail["contacted"].to_numpy()
    count = int(sum(contacted[position] for position in view.voters))
    deciders = counted(len(view.voters) + view.empty_votes, "decider", "deciders")
    votes = percent(float(found.by_deal["coverage"].iloc[0]))
    return f"{count} of {deciders} ({votes} of the votes)"


def _reach(view: DealView) -> str:
    reach, covered = view.numbers["reach"], view.numbers["coverage"]
    if reach >= 1 - NEARLY:
        return " Introductions could take us to all of the votes." if covered < 1 - NEARLY else ""
    if reach > covered + NEARLY:
        return f" Introductions could take us to {percent(reach)} of the votes."
    return " No introduction takes us further."


def _rivals(view: DealView) -> str:
    """How much of the committee every rival covers."""
    if not view.rival_coverage:
        return "Unknown: no contact of a rival is recorded."
    if view.nobody_decides:
        return (
            f"Recorded: {in_a_row(list(view.rival_coverage))}. Nobody is known to decide, so their coverage is unknown."
        )
    shares = [f"Covered by {rival_named(side)}: {_share(view, found)}." for side, found in view.rival_coverage.items()]
    return " ".join(shares)


def _support(view: DealView) -> str:
    """What the known support adds up to, and what the unknown may change."""
    numbers = view.numbers
    if view.nothing_known:
        return (
            "No support that counts is known. The committee's support could be anywhere from −1 (all against us) to +1 "
            "(all for us)."
        )
    known = (
        f"The committee's known support is {leaning(numbers['support'])} on a scale from −1 (all against us) to +1 "
        "(all for us)."
    )
    why = " and ".join(_doubts(view))
    if not why:
        return f"{known} Everybody's support is known."
    low, high = numbers["support_low"], numbers["support_high"]
    if high - low <= NEARLY:
        return f"{known} {capital(why)}, but that leaves the committee's support where it is."
    only = "only " if numbers["certainty"] < 0.5 else ""
    return (
        f"{known} {capital(why)}, so it could be anywhere from {leaning(low)} to {leaning(high)}. The people whose "
        f"support is known carry {only}{percent(numbers['certainty'])} of the leverage on the committee."
    )


def _doubts(view: DealView) -> list[str]:
    """Why the committee's support is not settled: whose is unknown, and on whom ratings differ."""
    people, seats = sum(person["support"] is None for person in view.people), view.empty_votes
    who = [counted(people, "person", "people")] if people else []
    who += [counted(seats, "empty seat", "empty seats")] if seats else []
    unknown = [f"the support of {' and '.join(who)} is unknown"] if who else []
    spread = support_spread(view.arrays)
    differ = int(sum(spread.high - spread.low > NEARLY))
    return [*unknown, *([f"ratings of {counted(differ, 'person', 'people')} differ"] if differ else [])]


def _vote(view: DealView) -> str:
    """How likely the vote passes, and how little that says."""
    numbers = view.numbers
    if numbers["approval"] is None:
        return "Nobody is known to decide, so the vote cannot be estimated."
    if view.nothing_known:
        return "No support that counts is known, so any chance of approval would be a guess."
    error = f", sampling error ±{percent(numbers['approval_se'])}" if numbers["approval_se"] else ""
    chance = percent(numbers["approval"])
    if error and not numbers["approval"]:
        # Of all the votes drawn none passed, which proves a chance that is small, not one that is nothing.
        chance, error = f"{percent(3 * numbers['approval_se'])} or less", ""
    together = numbers["approval_correlated"]
    if abs(together - numbers["approval"]) > POINTS:
        chance = f"{chance} if each decides alone, and at {percent(together)} if what moves one moves the others too"
    unknown = view.empty_votes or any(person["support"] is None for person in view.people)
    said = [
        f"The model puts the chance that the vote passes at {chance} ({_rule(view)}{error}).",
        *([EXPECTED] if unknown else []),
        "An estimate, not a finding.",
    ]
    return " ".join(said)


def _rule(view: DealView) -> str:
    rule = view.facts.get("rule")
    if rule is None:
        return "rule assumed: majority"
    return f"rule: quota of {percent(view.facts['quota'])}" if view.numbers["rule"] == "quota" else f"rule: {rule}"
