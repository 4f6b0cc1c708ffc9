"""What the folds say of our team, the rivals, single points of failure and departures."""

from __future__ import annotations

from typing import Any

import pandas as pd

import influence
from tests.show.claims.deal import (
    SHARE,
    Claim,
    Deal,
    count_in,
    counts,
    in_both_tenses,
    names_in,
    no_contact,
    nobody_decides,
    nothing_known,
    number,
    percent,
    unknown,
)

POINTS = influence.single_points_of_failure


def no_reach(deal: Deal, found: Any) -> bool:
    return not deal.number(POINTS, "reach") or deal.number(POINTS, "reach") < 1e-9


def named_points(deal: Deal) -> dict[str, list[Any]]:
    """The single points of failure by name, with the votes lost with each."""
    rows = deal.rows(POINTS)
    found: dict[str, list[Any]] = {}
    for row in rows[rows["single_point"]].itertuples():
        found.setdefault(deal.label.get(row.who, str(row.who)), []).append(row)
    return found


def all_reach_goes(deal: Deal, found: Any) -> bool:
    """Without any of those named, no decider is within reach."""
    reach, points = deal.number(POINTS, "reach"), named_points(deal)
    return all(
        any(row.weight_lost >= reach - 1e-9 for row in points.get(name, [])) for name in names_in(found["names"])
    )


def worst_point(deal: Deal, found: Any) -> bool:
    lost = {name: max(row.weight_lost for row in rows) for name, rows in named_points(deal).items()}
    return abs(lost[found["name"]] - max(lost.values())) < 1e-9 and found["votes"] == percent(lost[found["name"]])


def pair_lost(deal: Deal, found: Any) -> bool:
    return found["votes"] == percent(deal.number(POINTS, "worst_pair_loss")) and _are(
        deal, found["pair"], deal.number(POINTS, "worst_pair")
    )


def _are(deal: Deal, told: str, pair: str) -> bool:
    """That two names stand for two ids joined by a plus sign."""
    names = {str(one): label for one, label in deal.label.items()}
    return names_in(told) == {names.get(one, one) for one in pair.split(" + ")}


def busiest(deal: Deal, found: Any) -> bool:
    load = deal.number(influence.team_coverage, "busiest_load")
    return found["member"] == str(deal.number(influence.team_coverage, "busiest")) and found["share"] == percent(load)


def stale(deal: Deal, found: Any) -> bool:
    undated = deal.number(influence.team_coverage, "undated")
    told = found.groupdict().get("undated")
    return count_in(found["stale"]) == deal.number(influence.team_coverage, "stale") and int(told or 0) == undated


def unpaired(deal: Deal, found: Any) -> bool:
    return found["layers"] == deal.number(influence.team_coverage, "unpaired")


def strongest(deal: Deal, found: Any) -> bool:
    name = deal.number(influence.rivals, "strongest")
    return found["rival"] == ("the rival" if name == "rival" else name)


def compared(sign: int) -> Claim:
    def check(deal: Deal, found: Any) -> bool:
        gap = deal.number(influence.coverage, "coverage") - deal.rows(influence.rivals)["coverage"].max()
        return gap * sign > 0 and found["votes"] == percent(abs(gap)) and strongest(deal, found)

    return check


def level(deal: Deal, found: Any) -> bool:
    return deal.number(influence.rivals, "coverage_gap") == 0 and strongest(deal, found)


def left(deal: Deal) -> float:
    """How many days are left until the deal closes, NaN where a day is unknown."""
    days = deal.graph.deals.reindex(columns=["close_date", "as_of"]).apply(pd.to_datetime).iloc[0]
    return (days["close_date"] - days["as_of"]) / pd.Timedelta(days=1)


def no_close(deal: Deal, found: Any) -> bool:
    return left(deal) != left(deal) and int(found["months"]) == influence.Assumptions().months_ahead


def days_left(deal: Deal, found: Any) -> bool:
    return left(deal) == (1 if found["days"] == "one" else count_in(found["days"]))


def attrition(deal: Deal, found: Any) -> bool:
    people = deal.graph.people
    gaps = int(people["attrition"].isna().sum()) if "attrition" in people else len(people)
    told = len(people) if found["who"] == "everybody" else count_in(found["who"])
    return told == gaps and found["year"] == percent(deal.view.arrays.assumptions.unknown_attrition)


def all_recorded(deal: Deal, found: Any) -> bool:
    return "attrition" in deal.graph.people and not deal.graph.people["attrition"].isna().any()


def worst_leaves(deal: Deal, found: Any) -> bool:
    worst = deal.label[deal.number(influence.resilience, "worst")]
    lost = deal.rows(influence.resilience)["support_lost"].max()
    return found["name"] == worst and found["loss"] == number(lost)


def worst_two(deal: Deal, found: Any) -> bool:
    loss = deal.number(influence.resilience, "worst_pair_loss")
    return found["loss"] == number(loss) and _are(deal, found["pair"], deal.number(influence.resilience, "worst_pair"))


def no_more_lost(deal: Deal, found: Any) -> bool:
    lost = deal.rows(influence.resilience)["support_lost"].fillna(0)
    return int((lost > 1e-9).sum()) <= 1


CLAIMS: dict[str, list[Claim]] = {
    r"No team member is recorded\.": [lambda deal, found: not deal.number(influence.team_coverage, "members")],
    r"(?P<members>\d+ team members?)\.": [counts(influence.team_coverage, "members", "members")],
    r"Deciders without a counterpart on our team, by layer: (?P<layers>.+)\.": [unpaired],
    rf"(?P<member>.+) has (?P<share>{SHARE}) of (?:our contacts|the contacts by which we cover people)\.": [busiest],
    r"Whether a contact has gone cold is unknown: no date of a touch, or of the deal itself, is recorded\.": [
        unknown(influence.team_coverage, "stale")
    ],
    r"(?P<stale>\d+ contacts?) untouched for \d+ days or more\.": [stale],
    r"(?P<stale>\d+ contacts?) untouched for \d+ days or more; (?P<undated>\d+) without a date\.": [stale],
    r"No rival is recorded, so who competes with us is unknown\.": [unknown(influence.rivals, "rivals")],
    r"We were told that there is no rival\.": [lambda deal, found: deal.number(influence.rivals, "rivals") == 0],
    r"(?P<rivals>\d+ rivals? (?:is|are)) recorded\.": [counts(influence.rivals, "rivals", "rivals")],
    r"Nobody is known to decide, so which is strongest is unknown\.": [nobody_decides],
    r"The strongest is (?P<rival>.+)\.": [strongest],
    r"No contact of ours is recorded, so how we compare is unknown\.": [no_contact],
    rf"The strongest is (?P<rival>.+): ahead of us by (?P<votes>{SHARE}) of the votes\.": [compared(-1)],
    rf"The strongest is (?P<rival>.+): behind us by (?P<votes>{SHARE}) of the votes\.": [compared(1)],
    r"The strongest is (?P<rival>.+): level with us\.": [level],
    r"Nobody is known to decide, so what departures would cost us is unknown\.": [nobody_decides],
    r"Looking ahead: the next (?P<months>\d+) months\.": [no_close],
    r"Looking ahead: the (?P<days>one|[\d,]+) days? until the deal closes\.": [days_left],
    r"Looking ahead: the time until the deal closes, of which none is left\.": [lambda deal, found: left(deal) <= 0],
    r"How likely everybody is to leave is recorded\.": [all_recorded],
    rf"How likely they are to leave is unknown for (?P<who>.+); (?P<year>{SHARE}) a year is assumed\.": [attrition],
    r"No support that counts is known, so whose departure would cost us support is unknown\.": [nothing_known],
    r"Nobody's departure would cost us known support\.": [unknown(influence.resilience, "worst")],
    r"Worst departure: without (?P<name>.+) support falls by (?P<loss>.+)\.": [worst_leaves],
    r"Nobody else's departure would cost us known support\.": [no_more_lost],
    r"Worst two: without (?P<pair>.+) it falls by (?P<loss>.+)\.": [worst_two],
    **in_both_tenses(
        {
            r"No contact of ours is recorded, so whom our reach <depends|depended> on is unknown\.": [no_contact],
            r"No introduction path <leads|led> to a decider\.": [no_reach],
            r"Every path to a decider <runs|ran> through (?P<names>.+): "
            r"<if we lose|without> (?:one of these contacts|this contact), we <reach|reached> no decider\.": [
                all_reach_goes
            ],
            r"(?P<names>.+) <is|was> the only decider within our reach\.": [all_reach_goes],
            r"Every path to a decider <starts|started> with (?P<names>.+): "
            r"without .+ we <reach|reached> no decider\.": [all_reach_goes],
            r"<No|There was no> single point of failure\.": [
                lambda deal, found: deal.number(POINTS, "single_points") == 0
            ],
            rf"Losing (?P<name>.+) would <put|have put> (?P<votes>{SHARE}) of the votes out of reach\.": [worst_point],
            rf"Losing both (?P<pair>.+) would <put|have put> (?P<votes>{SHARE}) of the votes out of reach\.": [
                pair_lost
            ],
        }
    ),
    r"(?P<points>\d+ single points? of failure)\.": [counts(POINTS, "single_points", "points")],
}
