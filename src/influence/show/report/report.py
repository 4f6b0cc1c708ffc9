"""The report on one deal: the verdict in plain words, the map, and the tables behind both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from influence.graph.stakeholder_graph import StakeholderGraph
from influence.show import wording
from influence.show.deal_view import DealView
from influence.show.map.org_map import drawing
from influence.show.page import Page, page
from influence.show.report import concerns, outlook, verdict_sentences

TOP = 5
FORCES = 20
BAR = 100


def report(graph: StakeholderGraph, deal: object = None) -> Page:
    """How does one deal stand, on whom does it hang, and where do we go in next?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    deal : str or int, optional
        Which deal to report on; may be left out where there is only one.

    Returns
    -------
    Page
        One file of HTML that works offline: the verdict in words, what goes wrong, what to find out, where we
        disagree, the map, what follows, the plan, the ways in compared, who supports us, and the tables behind them,
        with unknown written out wherever something is.
        `save(path)`, `html`; in a notebook it shows itself.

    Raises
    ------
    UnknownName
        There is no such deal, or several and none was named.

    Examples
    --------
    >>> import influence
    >>> page = influence.show.report(influence.datasets.load("cooked_duck"))
    >>> "We hold 1 of the 6 who decide (17% of the votes)." in page.html
    True
    """
    view = DealView(graph, deal)
    return page(
        "report.html",
        title=view.title,
        summary=verdict_sentences.about(view),
        verdict=verdict_sentences.verdict(view),
        going_wrong=concerns.going_wrong(view),
        finding_out=concerns.finding_out(view),
        disagreement=concerns.disagreement(view),
        our_team=concerns.our_team(view),
        rivals=concerns.rivals(view),
        map=drawing(view),
        embedded=True,
        follows=outlook.follows(view),
        plan=outlook.plan(view),
        ways_compared=outlook.ways_compared(view),
        who_supports=outlook.who_supports(view),
        if_people_leave=outlook.if_people_leave(view),
        committee=_committee(view),
        threshold=wording.number(view.arrays.assumptions.contacted_depth),
        no_single_point=verdict_sentences.hanging(view),
        single_points=_single_points(view),
        strategies=list(_strategies(view)),
        forces=_forces(view),
    )


def _committee(view: DealView) -> list[dict[str, str]]:
    """Seat by seat, those nobody is known to hold included; who is assumed to decide where no seat is recorded."""
    if view.numbers["committee_source"] == "assumed":
        assumed = [{"role": "assumed", "position": p, "votes": 1.0, "share": row["weight"], "veto": False}
                   for p, row in enumerate(view.people) if row["weight"] > 0]  # fmt: skip
        return [_seat(view, seat) for seat in [*assumed, *view.seats]]
    return [_seat(view, seat) for seat in view.seats]


def _seat(view: DealView, seat: dict[str, Any]) -> dict[str, str]:
    told = {
        "role": seat["role"].replace("_", " "),
        "votes": wording.percent(seat["share"]) if seat["votes"] > 0 else "no vote",
        "veto": "veto" if seat["veto"] else "no",
    }
    if seat["position"] is None:
        return told | dict.fromkeys(("who", "depth", "rivals", "stance", "pivot"), wording.UNKNOWN)
    person = view.people[seat["position"]]
    return told | {
        "who": person["label"],
        "depth": wording.depth(view, seat["position"]),
        "rivals": wording.rivals_of(view, seat["position"]),
        "stance": wording.stance_of(person["support"]),
        "pivot": "no vote" if person["pivot"] is None else wording.number(person["pivot"]),
    }


def _single_points(view: DealView) -> list[dict[str, str]]:
    """Those on whom reach hangs, the worst first."""
    sides = [("theirs", each) for each in view.people] + [("ours", each) for each in view.members]
    points = [(side, each) for side, each in sides if each["single_point"]]
    return [
        {
            "who": each["label"],
            "side": side,
            "lost": wording.percent(each["weight_lost"]),
            "cut_off": str(each["cut_off"]),
            "expected": f"{wording.percent(each['expected_loss'])} ± {wording.percent(each['expected_loss_se'])}",
        }
        for side, each in sorted(points, key=lambda point: -point[1]["weight_lost"])
    ]


def _strategies(view: DealView) -> Iterator[dict[str, Any]]:
    """Each way in: its gate, and the best people to go in through where it is offered."""
    for strategy, name in wording.STRATEGIES.items():
        own = [p for p, row in enumerate(view.people) if row["strategy"] == strategy]
        ranked = sorted((p for p in own if view.people[p]["rank"] is not None), key=lambda p: view.people[p]["rank"])
        yield {
            "name": name.capitalize(),
            "gate": view.numbers[strategy],
            "reason": wording.sentence(view.people[own[0]]["reason"] if own else "nobody known belongs to it"),
            "people": [_entry(view, position) for position in ranked[:TOP]],
        }


def _entry(view: DealView, position: int) -> dict[str, str]:
    person = view.people[position]
    factors = {name: wording.number(person[name]) for name in ("access", "move", "headroom", "leverage")}
    return {
        "rank": str(person["rank"]),
        "who": person["label"],
        "gain": wording.signed(person["gain"]),
        **factors,
        "way": wording.way_in(view, position),
    }


def _forces(view: DealView) -> dict[str, Any]:
    """The known forces as bars, the strongest first, and who has none that is known."""
    known = [person for person in view.people if person["force"] is not None]
    unknown = [person["label"] for person in view.people if person["force"] is None]
    shown = sorted(known, key=lambda person: -abs(person["force"]))[:FORCES]
    return {
        "bars": [
            {
                "who": person["label"],
                "force": wording.signed(person["force"]),
                "left": round(BAR + min(person["force"], 0) * BAR, 1),
                "width": round(abs(person["force"]) * BAR, 1),
                "side": "for" if person["force"] > 0 else "against",
            }
            for person in shown
        ],
        "more": len(known) - len(shown),
        "unknown": verdict_sentences.force_unknown(unknown),
        "balance": verdict_sentences.balance(view),
    }
