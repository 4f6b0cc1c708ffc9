"""Why the plan does not begin with whoever approves: the one factor by which they fall behind."""

from __future__ import annotations

from influence.show.deal_view import DealView
from influence.show.report.facts import Facts
from influence.show.told import Told, told
from influence.show.wording import STRATEGIES, leaning, number, percent
from influence.tables.language import say
from influence.tables.phrases import sentence

REFUSED = "refused"
# By which factor of the gain the approver falls behind, in words.
BEHIND = {
    "access": "they are harder to get to (chance {theirs}, against {first})",
    "move": "they are harder to move (chance {theirs}, against {first})",
    "headroom": "they can be won for less, with support of {support} already",
    "leverage": "they move the committee less (weight {theirs}, against {first})",
}
SHARES = ("access", "move")


def why_not_approver(view: DealView) -> Told:
    """Why not the approver first; nothing where the plan begins with one, or nobody approves."""
    first = view.once(Facts).next_person
    approvers = [seat["position"] for seat in view.seats if seat["role"] == "approver" and seat["position"] is not None]
    if first is None or not approvers or first in approvers:
        return Told(())
    reason = _reason(view, approvers[0], first)
    name = view.people[approvers[0]]["label"]
    return told("Why not first {name}, who approves: {reason}.", name=name, reason=reason) if reason else Told(())


def _reason(view: DealView, approver: int, first: int) -> str:
    """The refusal of their strategy, else the factor in which they fall furthest behind whoever comes first."""
    person, other = view.people[approver], view.people[first]
    if person["gate"] == REFUSED:
        named, why = say(STRATEGIES[person["strategy"]]), sentence(person["reason"]).rstrip(".。")
        return say("the {strategy} strategy is refused ({reason})", strategy=named, reason=why)
    behind = {name: person[name] / other[name] for name in BEHIND if other[name] > 0}
    worst = min(behind, key=lambda name: behind[name], default=None)
    if worst is None or behind[worst] >= 1:
        return ""
    shown = percent if worst in SHARES else number
    told_ = {"theirs": shown(person[worst]), "first": shown(other[worst]), "support": leaning(person["support"])}
    return say(BEHIND[worst], **told_)
