"""How the map and the report say things: numbers with their scale, names for ids, words for codes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from influence.measures.talk import AND_THEN
from influence.show.approach import DIRECT, IN_CONTACT, INTRODUCED, LIKELIER, THIN, Approach, approach
from influence.show.deal_facts import ended
from influence.show.deal_view import DealView
from influence.show.report.facts import Facts
from influence.show.told import Told, in_a_row, told
from influence.tables import phrases
from influence.tables.language import say
from influence.tables.phrases import NEARLY, capital, counted

UNKNOWN = "unknown"
NOBODY = "nobody recorded"
ASSUMED = "assumed"
SCALE = "scale −1 to +1"
# What the vote takes the unknown for.
EXPECTED = "People whose support is unknown are expected to lean as the known do, but less far."
ARROW = " → "
PLUS = " + "
COMMA = ", "
NAMED = 3
LEAST_SHOWN = 0.005
STRATEGIES = {"top_down": "top-down", "middle_out": "middle-out", "bottom_up": "bottom-up"}
SEVERITIES = {"fatal": "Fatal", "serious": "Serious", "watch": "Watch", "go on": "Next"}
# How to read the line of each kind of relationship that the library knows.
RELATIONSHIPS = {
    "reports_to": "reports to; the boss stands above",
    "dotted_line_to": "dotted line to; the arrow points to the second boss",
    "influences": "influences; the arrow points to who is influenced",
    "seeks_advice_from": "seeks advice; the arrow points to the adviser",
    "trusts": "trusts; the arrow points to who is trusted",
    "works_with": "work together",
    "knows": "know each other",
    "conflicts_with": "in conflict",
    "contact": "our contact",
    "path": "recommended path in",
}


def expectation(view: DealView) -> str:
    """What the vote takes the unknown for; empty where everybody is known."""
    unknown = view.empty_votes or any(person["support"] is None for person in view.people)
    return say(EXPECTED) if unknown else ""


def percent(share: float | None) -> str:
    """A share in per cent, never rounded to nothing or to everything."""
    return say(UNKNOWN) if share is None else phrases.percent(share)


def number(value: float | None) -> str:
    """A number to two significant digits."""
    return say(UNKNOWN) if value is None else phrases.number(value)


def signed(value: float | None) -> str:
    """A number to two significant digits, with its sign."""
    return say(UNKNOWN) if value is None else phrases.signed(value)


def leaning(support: float | None) -> str:
    """Support from −1 to +1 with its sign, always to two decimals."""
    if support is None:
        return say(UNKNOWN)
    if abs(support) <= NEARLY:
        return "0"
    return say("almost 0") if abs(support) < LEAST_SHOWN else f"{support:+.2f}".replace("-", "−")


def of_numbers() -> dict[str, str]:
    """The words that templates/said.js needs to say numbers as they are said here."""
    return {
        "unknown": say(UNKNOWN), "under_one": say("under 1%"), "over_99": say("over 99%"), "almost_0": say("almost 0"),
    }  # fmt: skip


def between(low: float | None, high: float | None) -> str:
    """The range of what is not known."""
    if low is None or high is None:
        return say(UNKNOWN)
    return f"{leaning(low)}\N{NO-BREAK SPACE}…\N{NO-BREAK SPACE}{leaning(high)}"


def listed(names: Sequence[str]) -> str:
    """Names in a row, cut short where there are many."""
    shown = list(names[:NAMED])
    left_out = len(names) - len(shown)
    if left_out:
        return say("{names} and {count} more", names=say(", ").join(shown), count=left_out)
    return in_a_row(shown)


def days(count: float | None) -> str:
    """A number of days before the day the tables describe, or after it."""
    if count is None:
        return say(UNKNOWN)
    said = counted(abs(int(count)), "day", "days")
    return say("{days} after that day", days=said) if count < 0 else said


def plain(code: str) -> str:
    """A code of the data in words."""
    return code.replace("_", " ")


def rival_named(side: str) -> str:
    """What to call a rival; one whose name nobody knows stands under "rival"."""
    return say("the rival") if side == "rival" else side


def reading(kind: str) -> str:
    """How to read the line of a kind of relationship."""
    if kind in RELATIONSHIPS:
        return say(RELATIONSHIPS[kind])
    return say("{kind}; the arrow points as it was written", kind=plain(kind))


def support_of(support: float | None) -> str:
    """A person's support with what it means."""
    if support is None:
        return say(UNKNOWN)
    stands = say("neutral") if support == 0 else say("for us") if support > 0 else say("against us")
    return say("{support}, {stands}", support=leaning(support), stands=stands)


def with_gate(strategy: str, gate: str, reason: str = "") -> str:
    """An entry strategy, and why it is not open where it is not."""
    named, why = say(STRATEGIES[strategy]), say(gate)
    if gate == "open":
        return named
    if reason:
        why = say("{gate}: {reason}", gate=why, reason=reason)
    return say("{strategy} ({why})", strategy=named, why=why)


def severity_of(row: Mapping[str, Any]) -> str:
    """How severe a flag or an advice is, in a word."""
    return say(SEVERITIES[row["severity"]])


def summary(view: DealView) -> str:
    """The deal in one line."""
    numbers, known = view.numbers, view.has_contacts
    parts = [
        say("Votes covered: {share}", share=percent(numbers["coverage"] if known else None)),
        say("Votes within reach: {share}", share=percent(numbers["reach"] if known else None)),
        say("Single points of failure: {count}", count=numbers["single_points"] if known else say(UNKNOWN)),
    ]
    facts = view.once(Facts)
    return " · ".join([ended(view.facts["outcome"]), *parts] if facts.closed else [*parts, _next(view, facts)])


def _next(view: DealView, facts: Facts) -> str:
    """Whom to win next, or why nobody."""
    if facts.next_person is not None:
        return say("Next entry point: {name}", name=view.people[facts.next_person]["label"])
    none = say("none before what stops the deal is lifted") if facts.verdict == "stop" else say("none found")
    return say("Next entry point: {name}", name=none)


def path_in(view: DealView, position: int) -> Told:
    """How to get to somebody, in words."""
    return path_of(view, approach(view, position))


def path_of(view: DealView, found: Approach) -> Told:
    """A way to somebody, in words."""
    if found.kind == INTRODUCED:
        names = in_a_row([view.people[each]["label"] for each in found.via])
        return told("{member} is introduced by {names}", member=found.member or told("our team"), names=names)
    words = {
        IN_CONTACT: "{member} is in contact (depth {depth})",
        THIN: "{member} knows them (depth {depth}): deepen it",
        LIKELIER: "direct approach: more likely to work than an introduction",
        DIRECT: "direct approach: nobody we know leads there",
    }  # fmt: skip
    return told(words[found.kind], member=str(found.member), depth=number(found.depth))


def to_talk_about(person: Mapping[str, Any]) -> str:
    """What to talk about with somebody, by role, with a capital; empty where no role of theirs is known."""
    return capital(topics(person))


def topics(person: Mapping[str, Any]) -> str:
    """What to talk about with somebody, by role; empty where no role of theirs is known."""
    return say(AND_THEN).join(say(topic) for topic in (person["talk_about"] or "").split(AND_THEN) if topic)


def named(view: DealView, who: str) -> list[str]:
    """What to call people whose ids are joined by commas, which an id may hold too."""
    labels = {str(person): label for person, label in view.labels.items()}
    parts, names = who.split(COMMA), []
    while parts:
        length = next((size for size in range(len(parts), 0, -1) if COMMA.join(parts[:size]) in labels), 1)
        names.append(labels.get(COMMA.join(parts[:length]), parts[0]))
        parts = parts[length:]
    return names


def both(view: DealView, pair: str) -> Told | str:
    """What to call two people whose ids are joined by a plus sign, which an id may hold too."""
    names = {str(person): label for person, label in view.labels.items()}
    places = [at for at in range(len(pair)) if pair.startswith(PLUS, at)]
    splits = [(pair[:at], pair[at + len(PLUS) :]) for at in places]
    return next((in_a_row([names[one], names[other]]) for one, other in splits if {one, other} <= set(names)), pair)


def our_contact(view: DealView, position: int) -> str:
    """Who of us is in contact with a person, and how deeply."""
    if not view.has_contacts:
        return say(UNKNOWN)
    own = [
        say("{member} (depth {depth})", member=view.members[member]["label"], depth=number(depth))
        for member, depth in view.contacts_with.get(position, [])
    ]
    return say(", ").join(own) or say(NOBODY)


def rivals_of(view: DealView, position: int) -> str:
    """Which rivals are in contact with a person."""
    if not view.rival_coverage:
        return say(UNKNOWN)
    found = {side: finding.detail["members"].iloc[position] for side, finding in view.rival_coverage.items()}
    there = [say("{members} ({side})", members=members, side=side) for side, members in found.items() if members]
    return say(", ").join(there) or say(NOBODY)
