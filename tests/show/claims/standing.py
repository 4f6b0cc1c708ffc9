"""What the folds say of where the deal stands: committee, support, vote, contest, forces, ratings, supporters."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

import influence
from tests.show.claims.deal import (
    BETWEEN,
    NUMBER,
    SHARE,
    Claim,
    Deal,
    always,
    count_in,
    counts,
    empty_seats,
    names_in,
    no_contact,
    nobody_decides,
    nothing_known,
    number,
    percent,
    says,
    shown_support,
    unknown,
)

OPEN = "(?P<low>.+) to (?P<high>.+)"


def assumed(deal: Deal, found: Any) -> bool:
    return deal.number(influence.coverage, "committee_source") == "assumed"


def covers(deal: Deal, found: Any) -> bool:
    rows = deal.rows(influence.coverage).query("weight > 0")
    deciders = len(rows) + (0 if assumed(deal, None) else empty_seats(deal))
    told = (int(found["count"]), count_in(found["deciders"]))
    share = percent(rows.loc[rows["contacted"], "weight"].sum())
    return told == (int(rows["contacted"].sum()), deciders) and found["votes"] == share


def rival_covers(deal: Deal, found: Any) -> bool:
    side = "rival" if found["rival"] == "the rival" else found["rival"]
    own = deal.view.rival_coverage[side]
    rows = own.detail[own.detail["weight"] > 0]
    return int(found["count"]) == rows["contacted"].sum() and found["votes"] == percent(own.by_deal["coverage"].iloc[0])


def rivals_recorded(deal: Deal, found: Any) -> bool:
    return names_in(found["rivals"]) == set(deal.contacts(False)["side"])


def between(analysis: Any, low: str, high: str, shown: Any) -> Claim:
    return lambda deal, found: [found["low"], found["high"]] == [shown(deal.number(analysis, n)) for n in (low, high)]


support_between = between(influence.support, "support_low", "support_high", shown_support)


def doubts(deal: Deal, found: Any) -> bool:
    """How many people's support is unknown, and how many seats are empty."""
    people = deal.graph.people
    gaps = int(people["support"].isna().sum()) if "support" in people else len(people)
    wanted = [*([f"{gaps} {'person' if gaps == 1 else 'people'}"] if gaps else [])]
    seats = empty_seats(deal)
    wanted += [f"{seats} {'empty seat' if seats == 1 else 'empty seats'}"] if seats else []
    unknown_ = f"the support of {' and '.join(wanted)} is unknown"
    why = found["why"][0].lower() + found["why"][1:]
    return (unknown_ in why) == bool(wanted) and ("ratings of" in why) == _ratings_differ(deal)


def _ratings_differ(deal: Deal) -> bool:
    rows = deal.rows(influence.agreement)
    return bool((rows.loc[rows["measure"] == "support", "range"] > 1e-9).any())


def everybody_known(deal: Deal, found: Any) -> bool:
    return "support" in deal.graph.people and not deal.graph.people["support"].isna().any()


def vote(deal: Deal, found: Any) -> bool:
    chance, error = (deal.number(influence.committee, name) for name in ("approval", "approval_se"))
    told = found["chance"]
    if error and not chance:
        return told == f"{percent(3 * error)} or less"
    rule = deal.number(influence.committee, "rule")
    return told.partition(" if each")[0] == percent(chance) and (rule in found["rule"])


def chances_are(deal: Deal, found: Any) -> bool:
    wins = deal.rows(influence.contest).groupby("side")["wins"].first().sort_values(ascending=False)
    told = [each.rpartition(" ")[2] for each in BETWEEN.split(found["chances"]) if "more" not in each]
    all_ = [percent(each).rpartition(" ")[2] for each in wins]
    best = "us" if found["first"].startswith("won") else None
    bidders = wins.drop("nobody")
    ours = bidders.get("us", 0) >= bidders.max() - 1e-9
    return set(told) <= set(all_) and told[0] == all_[0] and (best is None or ours)


def forces_add_up(deal: Deal, found: Any) -> bool:
    force = deal.rows(influence.forces)["force"].dropna()
    sums = [number(force[force > 0].sum()), number(-force[force < 0].sum())]
    return [found["drivers"], found["barriers"]] == sums and found["balance"] == shown_support(
        deal.number(influence.forces, "balance")
    )


def force_unknown(deal: Deal, found: Any) -> bool:
    rows = deal.rows(influence.forces)
    gaps = deal.named(rows.loc[rows["force"].isna(), "person"])
    return count_in(found["people"]) == int(rows["force"].isna().sum()) and names_in(found["names"]) == gaps


def no_force(deal: Deal, found: Any) -> bool:
    return not deal.rows(influence.forces)["force"].dropna().any()


def inside(deal: Deal, found: Any) -> bool:
    kinds = deal.rows(influence.supporters)["kind"].value_counts()
    told = {
        each.split()[1].rstrip("s").removesuffix("e"): int(each.split()[0]) for each in BETWEEN.split(found["kinds"])
    }
    return all(kinds.get({"coach": "coach"}.get(kind, kind), 0) == count for kind, count in told.items())


def may_help(deal: Deal, found: Any) -> bool:
    return count_in(found["people"]) == deal.number(influence.supporters, "undecided")


def lean_our_way(deal: Deal, found: Any) -> bool:
    people = deal.graph.people
    support = people["support"] if "support" in people else pd.Series(np.nan, people.index)
    return count_in(found["people"]) == int((support > 0).sum())


def closest(deal: Deal, found: Any) -> bool:
    rows = deal.rows(influence.supporters)
    told = names_in(found["names"].partition(" and ")[0] if " more" in found["names"] else found["names"])
    return told <= deal.named(rows.loc[rows["insider_rank"] <= 3, "person"])


def hidden(deal: Deal, found: Any) -> bool:
    rows = deal.rows(influence.supporters)
    return names_in(found["names"]) == deal.named(rows.loc[rows["hidden_influencer"].fillna(False), "person"])


def is_(analysis: Any, column: str, value: object) -> Claim:
    return lambda deal, found: deal.number(analysis, column) == value


def nobody_inside(deal: Deal, found: Any) -> bool:
    return deal.number(influence.supporters, "inside_supporter") is not None and not deal.number(
        influence.supporters, "inside_supporter"
    )


def raters(deal: Deal, found: Any) -> bool:
    return count_in(found["raters"]) == deal.number(influence.agreement, "raters")


def no_ratings(deal: Deal, found: Any) -> bool:
    return not deal.number(influence.agreement, "raters")


def small_quota(deal: Deal, found: Any) -> bool:
    return deal.graph.deals["quota"].iloc[0] <= 0.5


CLAIMS: dict[str, list[Claim]] = {
    r"The committee is assumed: no seat with a vote is recorded, so the deciders are inferred .*\.": [assumed],
    r"Nobody is known to decide\.": [nobody_decides],
    r"No contact of ours is recorded, so our coverage is unknown\.": [no_contact],
    r"(?P<count>\d+) seats? with a vote (?:has an unknown holder|have unknown holders)\.": [
        lambda deal, found: int(found["count"]) == empty_seats(deal)
    ],
    rf"We cover (?P<count>\d+) of (?P<deciders>\d+ deciders?) \((?P<votes>{SHARE}) of the votes\)\.": [covers],
    r"Introductions could take us to all of the votes\.": [
        lambda deal, found: deal.number(influence.coverage, "reach") > 1 - 1e-9
    ],
    rf"Introductions could take us to (?P<votes>{SHARE}) of the votes\.": [says(influence.coverage, "reach", "votes")],
    r"No introduction takes us further\.": [
        lambda deal, found: deal.number(influence.coverage, "reach")
        <= deal.number(influence.coverage, "coverage") + 1e-9
    ],
    r"Unknown: no contact of a rival is recorded\.": [lambda deal, found: deal.contacts(False).empty],
    r"Recorded: (?P<rivals>.+)\.": [rivals_recorded],
    r"Nobody is known to decide, so their coverage is unknown\.": [nobody_decides],
    rf"Covered by (?P<rival>.+): (?P<count>\d+) of \d+ deciders? \((?P<votes>{SHARE}) of the votes\)\.": [rival_covers],
    r"No support that counts is known\.": [nothing_known],
    r"The committee's support could be anywhere from −1 \(all against us\) to \+1 \(all for us\)\.": [nothing_known],
    r"The committee's known support is (?P<support>.+) on a scale from −1 \(all against us\) to \+1 \(all for us\)\.": [
        says(influence.support, "support", "support", shown_support)
    ],
    r"Everybody's support is known\.": [everybody_known],
    r"(?P<why>.+), but that leaves the committee's support where it is\.": [doubts],
    rf"(?P<why>.+), so it could be anywhere from {OPEN}\.": [doubts, support_between],
    rf"The people whose support is known carry (?:only )?(?P<share>{SHARE}) of the leverage on the committee\.": [
        says(influence.support, "certainty", "share")
    ],
    r"Nobody is known to decide, so the vote cannot be estimated\.": [nobody_decides],
    r"No support that counts is known, so any chance of approval would be a guess\.": [nothing_known],
    r"The model puts the chance that the vote passes at (?P<chance>.+) \(rule(?: assumed)?: (?P<rule>.+)\)\.": [vote],
    r"People whose support is unknown are expected to lean as the known do, but less far\.": [
        lambda deal, found: not everybody_known(deal, None) or empty_seats(deal) > 0
    ],
    r"An estimate, not a finding\.": [always],
    r"Unknown: nobody is known to decide\.": [nobody_decides],
    r"Unknown: a quota of half of the votes or less is one that two sides could pass at once\.": [
        unknown(influence.contest, "win"), small_quota,
    ],
    r"How anybody stands to us, to a rival or to buying nothing is unknown, so any chance would be a guess\.": [
        lambda deal, found: not deal.rows(influence.contest)["own"].notna().any()
    ],
    r"Most likely (?P<first>.+): the model gives (?P<chances>.+)\.": [chances_are],
    rf"What is unknown could bring our chance anywhere from {OPEN}\.": [
        between(influence.contest, "win_low", "win_high", percent)
    ],
    r"No rival is recorded; one that exists would take from our chance\.": [unknown(influence.contest, "rival")],
    r"No force for or against us is known\.": [no_force],
    rf"Known drivers add up to (?P<drivers>{NUMBER}), known barriers to (?P<barriers>{NUMBER}): a balance of "
    r"(?P<balance>.+) on a scale from −1 \(all against us\) to \+1 \(all for us\)\.": [forces_add_up],
    rf"With what is unknown, it could be anywhere from {OPEN}\.": [
        between(influence.forces, "balance_low", "balance_high", shown_support)
    ],
    r"Force unknown for (?P<people>.+?): (?P<names>.+)\.": [force_unknown],
    r"No ratings yet, so we can't tell whether the team agrees\.": [no_ratings],
    r"(?P<raters>\d+ raters?)\.": [raters],
    r"How far they agree on support is unknown: no two rate the same person, or all ratings are the same\.": [
        unknown(influence.agreement, "alpha_interval")
    ],
    r"Their agreement on support is (?P<alpha>.+) \(Krippendorff's alpha: 1 = full agreement, 0 = chance\)\.": [
        says(influence.agreement, "alpha_interval", "alpha", number)
    ],
    r"(?P<rater>.+) rates support highest: (?P<by>.+) above others on average, on the scale from −1 to \+1\.": [
        says(influence.agreement, "rates_high", "rater", lambda rater: str(rater).strip()),
        says(influence.agreement, "rates_high_by", "by", number),
    ],
    r"Nobody is recorded in this deal, so whether we have inside support is unknown\.": [
        lambda deal, found: deal.graph.people.empty
    ],
    r"We have inside support: (?P<kinds>.+)\.": [inside],
    rf"By the model, it covers (?P<share>{SHARE}) of the customer\.": [says(influence.supporters, "breach", "share")],
    r"(?P<people>\d+ (?:person leans|people lean)) our way\.": [lean_our_way],
    r"Whether anybody helps us inside is unknown: (?P<people>.+) may, but nobody was observed to\.": [may_help],
    r"No inside support: it is ruled out for everybody we know inside\.": [nobody_inside],
    r"Whether we have a coach is unknown\.": [unknown(influence.supporters, "has_coach")],
    r"Nobody we know is a coach\.": [is_(influence.supporters, "has_coach", False)],
    r"(?P<people>\d+ \S+ \S+) claimed to be more than was observed(?:: verify)?\.": [
        counts(influence.supporters, "claimed_only", "people")
    ],
    r"Without power themselves, but closest to the deciders: (?P<names>.+)\.": [closest],
    r"Hidden influencers, with more influence than their office gives: (?P<names>.+)\.": [hidden],
}  # fmt: skip
