"""The verdict in sentences: what we hold, on whom it hangs, where to go in next, and how the vote may end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from influence.analysis.finding import Finding
from influence.show.deal_view import DealView
from influence.show.wording import (
    NEARLY,
    STRATEGIES,
    UNKNOWN,
    both,
    counted,
    deciding,
    has_contacts,
    listed,
    number,
    percent,
    signed,
    way_in,
)


def about(view: DealView) -> str:
    """What is known of the deal itself, in one line."""
    facts = view.facts
    amount = facts.get("amount")
    parts = {
        "Stage": facts.get("stage"),
        "Amount": None if amount is None else f"{amount:,.0f}",
        "Closes": _day(facts.get("close_date")),
        "As of": _day(facts.get("as_of")),
    }
    known = [f"{name}: {value or UNKNOWN}" for name, value in parts.items()]
    return " · ".join([*known, f"Outcome: {facts.get('outcome') or 'open'}"])


def _day(value: Any) -> str | None:
    return None if value is None else str(value)[:10]


def verdict(view: DealView) -> list[tuple[str, str]]:
    """What a sales manager should know of the deal: topic and sentences."""
    return [
        ("What we hold", " ".join([*_committee(view), held(view)])),
        ("What it hangs on", hanging(view)),
        ("Where to go in next", entry(view)),
        ("Rivals", rivals(view)),
        ("Where they stand", standing(view)),
        ("The vote", vote(view)),
    ]


def _committee(view: DealView) -> list[str]:
    if view.numbers["committee_source"] != "assumed":
        return []
    return [
        "The committee is assumed: no seat with a vote is recorded, so who decides is guessed from layer, influence "
        "and part in the decision."
    ]


def held(view: DealView) -> str:
    """How much of the committee is ours, and how much more could be."""
    voters, empty = deciding(view)
    if not voters and not empty:
        return "Nobody is known to decide: record the seats of the committee."
    nobody = f" {counted(empty, 'seat is', 'seats are')} empty: nobody knows who decides there." if empty else ""
    if not has_contacts(view):
        return f"No contact of ours is recorded, so what we hold is unknown, not nothing: record whom we know.{nobody}"
    return f"We hold {_share(view.coverage, voters, empty)}.{nobody}{_reach(view)}"


def _share(coverage: Finding, voters: Sequence[int], empty: int) -> str:
    contacted = coverage.detail["contacted"].to_numpy()
    count = int(sum(contacted[position] for position in voters))
    votes = percent(float(coverage.by_deal["coverage"].iloc[0]))
    return f"{count or 'none'} of the {len(voters) + empty} who decide ({votes} of the votes)"


def _reach(view: DealView) -> str:
    reach, coverage = view.numbers["reach"], view.numbers["coverage"]
    if reach >= 1 - NEARLY:
        return " Introductions could lead us to all of it." if coverage < 1 - NEARLY else ""
    if reach > coverage + NEARLY:
        return f" Introductions could lead us to {percent(reach)} of the votes."
    return " No introduction leads us any further."


def hanging(view: DealView) -> str:
    """On whom our reach depends."""
    if not has_contacts(view):
        return "No contact of ours is recorded, so nothing can be said of whom it hangs on."
    reach = view.numbers["reach"]
    if not reach or reach <= NEARLY:
        return "No path of introductions leads to anybody who decides."
    theirs, ours = _all_lost(view.people, reach), _all_lost(view.members, reach)
    ways = [each["label"] for each in theirs if each["cut_off"]]
    sentences = []
    if ways:
        lost = "that contact is" if len(ways) == 1 else "one of them is"
        sentences.append(f"Every path runs through {listed(ways)}: if {lost} lost, we reach nobody.")
    elif theirs:
        sentences.append(f"{theirs[0]['label']} alone, of those who decide, is within our reach.")
    if ours:
        only = listed([each["label"] for each in ours])
        sentences.append(f"Only {only} holds our contacts: without {only} we reach nobody.")
    return " ".join(sentences or [_partly(view)])


def _all_lost(who: Sequence[dict[str, Any]], reach: float) -> list[dict[str, Any]]:
    """Those with whom all of the reach is gone."""
    return [each for each in who if each["single_point"] and each["weight_lost"] >= reach - NEARLY]


def _partly(view: DealView) -> str:
    points = [each for each in [*view.people, *view.members] if each["single_point"]]
    if points:
        worst = max(points, key=lambda each: each["weight_lost"])
        share = percent(worst["weight_lost"])
        others = f" ({counted(len(points), 'single point', 'single points')} of failure in all)"
        return f"Losing {worst['label']} would take {share} of the votes out of our reach{others}."
    return f"No single person carries it alone.{_pair(view)}"


def _pair(view: DealView) -> str:
    """The two whose joint leaving costs most."""
    loss = view.numbers["worst_pair_loss"]
    if not loss:
        return ""
    pair = both(view, view.numbers["worst_pair"])
    return f" Losing both {pair} would take {percent(loss)} of the votes out of our reach."


def entry(view: DealView) -> str:
    """Where to go in next, and how."""
    if not view.best_entries:
        return "Nobody can be named whom it would pay to go in through."
    best = view.best_entries[0]
    person = view.people[best]
    because = f": {person['reason']}" if person["gate"] == "unverified" else ""
    how = f"({STRATEGIES[person['strategy']]}, {person['gate']}{because})"
    return f"Go in next through {person['label']}: {way_in(view, best)} {how}."


def rivals(view: DealView) -> str:
    """What every rival holds."""
    if not view.rivals:
        return "No rival is recorded: that is unknown, not none."
    voters, empty = deciding(view)
    if not voters and not empty:
        return f"Recorded: {listed(list(view.rivals))}. Nobody is known to decide, so what they hold cannot be told."
    shares = [f"{_named(side)} holds {_share(found, voters, empty)}." for side, found in view.rivals.items()]
    return " ".join(shares)


def _named(side: str) -> str:
    return "The rival" if side == "rival" else side


def standing(view: DealView) -> str:
    """What the known stances add up to, and what the unknown ones may change."""
    numbers, (_, empty) = view.numbers, deciding(view)
    unknown = [person for person in view.people if person["support"] is None]
    who = [counted(len(unknown), "person", "people")] if unknown else []
    who += [counted(empty, "empty seat", "empty seats")] if empty else []
    low, high = signed(numbers["support_low"]), signed(numbers["support_high"])
    if not numbers["certainty"]:
        return "No stance that counts is known: the committee may be anywhere from all against us to all for us."
    scale = "on a scale from −1, all against us, to +1, all for us"
    known = f"What is known adds up to {signed(numbers['support'])} {scale}"
    if not who:
        return f"{known}; every stance is known."
    return (
        f"{known}; but with the {' and '.join(who)} whose stance nobody knows it lies anywhere from {low} to {high}. "
        f"{'Only ' if numbers['certainty'] < 0.5 else ''}{percent(numbers['certainty'])} of the leverage is known."
    )


def vote(view: DealView) -> str:
    """How likely the vote passes, and how little that says."""
    numbers = view.numbers
    if numbers["approval"] is None:
        return "Nobody is known to decide, so the vote cannot be estimated."
    if not numbers["certainty"]:
        return "No stance that counts is known, so any chance of approval would be a guess."
    rule = "majority assumed" if view.facts.get("rule") is None else str(numbers["rule"])
    rule += f" of {percent(view.facts['quota'])}" if rule == "quota" else ""
    error = f", ± {percent(numbers['approval_se'])} by drawing" if numbers["approval_se"] else ""
    return (
        f"The model's estimate that the vote passes is {percent(numbers['approval'])} ({rule}{error}), with every "
        "unknown stance taken as even: an estimate, not a finding."
    )


def balance(view: DealView) -> str:
    """What the known forces add up to, and what the unknown ones may change."""
    numbers = view.numbers
    low, high = signed(numbers["balance_low"]), signed(numbers["balance_high"])
    if numbers["balance"] is None:
        return "No force for or against us is known: unknown, not none."
    known = (
        f"Known forces for us add up to {number(numbers['drivers'])}, against us to {number(numbers['barriers'])}: "
        f"a balance of {signed(numbers['balance'])}, where −1 is all against us and +1 all for us"
    )
    if all(person["force"] is not None for person in view.people):
        return f"{known}."
    return f"{known}; with what is not known it may be anywhere from {low} to {high}."


def force_unknown(names: Sequence[str]) -> str:
    """Whose force nobody knows."""
    return f"Unknown for {counted(len(names), 'person', 'people')}: {listed(names)}." if names else ""
