"""Every sentence of the map and the report, in a sales manager's words: what is found, and what is not known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from influence.finding import Finding
from influence.show.deal_view import DealView

UNKNOWN = "unknown"
NOBODY = "nobody recorded"
ARROW = " → "
PLUS = " + "
NAMED = 3
NEARLY = 1e-9
STRATEGIES = {"top_down": "top-down", "middle_out": "middle-out", "bottom_up": "bottom-up"}
# How to read the arrow of each kind of tie that the library knows.
TIES = {
    "reports_to": "reports to; the boss stands above",
    "influences": "influences; the arrow points to who is swayed",
    "seeks_advice_from": "seeks advice; the arrow points to the adviser",
    "trusts": "trusts; the arrow points to who is trusted",
    "works_with": "work together",
    "knows": "know each other",
    "conflicts_with": "in conflict",
    "contact": "contact of ours",
    "path": "introductions that lead to number 1",
}


def percent(share: float | None) -> str:
    """A share in per cent, never rounded to nothing or to everything."""
    if share is None:
        return UNKNOWN
    if NEARLY < share < 0.005:
        return "under 1%"
    return "over 99%" if 0.995 <= share < 1 - NEARLY else f"{share:.0%}"


def number(value: float | None) -> str:
    """A number to two significant digits."""
    if value is None:
        return UNKNOWN
    if NEARLY < abs(value) < 0.0001:
        return "near 0"
    return "0" if abs(value) <= NEARLY else f"{value:.2g}".replace("-", "−")


def signed(value: float | None) -> str:
    """A number with its sign."""
    text = number(value)
    return f"+{text}" if value is not None and text[0].isdigit() and text != "0" else text


def listed(names: Sequence[str]) -> str:
    """Names in a row, cut short where there are many."""
    shown = list(names[:NAMED])
    left_out = len(names) - len(shown)
    if left_out:
        return f"{', '.join(shown)} and {left_out} more"
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def reading(kind: str) -> str:
    """How to read the line of a kind of tie."""
    return TIES.get(kind, f"{kind.replace('_', ' ')}; the arrow points as it was written")


def counted(count: int, one: str, more: str) -> str:
    """The count with its noun."""
    return f"{count} {one if count == 1 else more}"


def sentence(text: str) -> str:
    """The text with a capital and a full stop."""
    return f"{text[:1].upper()}{text[1:]}."


def stance_of(support: float | None) -> str:
    """A stance with what it means."""
    if support is None:
        return UNKNOWN
    return f"{signed(support)}, {'neutral' if support == 0 else 'for us' if support > 0 else 'against us'}"


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


def summary(view: DealView) -> str:
    """The deal in one line."""
    numbers = view.numbers
    parts = [
        f"Votes held: {percent(numbers['coverage']) if has_contacts(view) else UNKNOWN}",
        f"Within reach: {percent(numbers['reach']) if has_contacts(view) else UNKNOWN}",
        f"Single points of failure: {numbers['single_points'] if has_contacts(view) else UNKNOWN}",
        f"Go in next: {view.people[view.best_entries[0]]['label'] if view.best_entries else UNKNOWN}",
    ]
    return " · ".join(parts)


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


def has_contacts(view: DealView) -> bool:
    """Whether any contact of ours is recorded: where none is, what we hold is unknown, not nothing."""
    return bool(view.contacts)


def _committee(view: DealView) -> list[str]:
    if view.numbers["committee_source"] != "assumed":
        return []
    return [
        "The committee is assumed: no seat with a vote is recorded, so who decides is guessed from layer, influence "
        "and part in the decision."
    ]


def deciding(view: DealView) -> tuple[list[int], int]:
    """Who has votes, by position, and how many seats with votes nobody is known to hold."""
    voters = [position for position, person in enumerate(view.people) if person["weight"] > 0]
    return voters, sum(seat["position"] is None and seat["votes"] > 0 for seat in view.seats)


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


def both(view: DealView, pair: str) -> str:
    """What to call two people whose ids are joined by a plus sign, which an id may hold too."""
    names = {str(person["person"]): person["label"] for person in view.people}
    places = [at for at in range(len(pair)) if pair.startswith(PLUS, at)]
    splits = [(pair[:at], pair[at + len(PLUS) :]) for at in places]
    return next((f"{names[one]} and {names[other]}" for one, other in splits if {one, other} <= set(names)), pair)


def entry(view: DealView) -> str:
    """Where to go in next, and how."""
    if not view.best_entries:
        return "Nobody can be named whom it would pay to go in through."
    best = view.best_entries[0]
    person = view.people[best]
    because = f": {person['reason']}" if person["gate"] == "unverified" else ""
    how = f"({STRATEGIES[person['strategy']]}, {person['gate']}{because})"
    return f"Go in next through {person['label']}: {way_in(view, best)} {how}."


def way_in(view: DealView, person: int) -> str:
    """The introductions that lead to a person, or why not to use them."""
    path = view.path_to(person)
    if not path:
        return "no introduction leads there"
    if view.chance_of_path(person) < view.people[person]["access"] - NEARLY:
        return f"a direct approach, likelier to work than {ARROW.join(view.names(path))}"
    return ARROW.join(view.names(path))


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


def depth(view: DealView, position: int) -> str:
    """Who of us is in contact with a person, and how deeply."""
    if not view.contacts:
        return UNKNOWN
    own = [
        f"{view.members[member]['label']} (depth {number(strength)})"
        for member, strength in view.held_by.get(position, [])
    ]
    return ", ".join(own) or NOBODY


def rivals_of(view: DealView, position: int) -> str:
    """Which rivals are in contact with a person."""
    if not view.rivals:
        return UNKNOWN
    found = {side: finding.detail["members"].iloc[position] for side, finding in view.rivals.items()}
    return ", ".join(f"{members} ({side})" for side, members in found.items() if members) or NOBODY
