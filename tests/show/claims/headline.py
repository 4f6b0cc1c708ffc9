"""What each sentence of the verdict claims, of an open deal and of one that is closed."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

import influence
from influence.tables.phrases import percent
from tests.show.claims.deal import Claim, Deal, in_both_tenses, no_contact, nobody_decides, nothing_known
from tests.show.pages import shown_support


def support_is(deal: Deal, found: Any) -> bool:
    names = ("support", "support_low", "support_high")
    told = [shown_support(deal.number(influence.support, name)) for name in names]
    return [found["known"], found["low"], found["high"]] == told


def leans(sign: int, whole: bool) -> Claim:
    def check(deal: Deal, found: Any) -> bool:
        known, low, high = (deal.number(influence.support, f"support{end}") for end in ("", "_low", "_high"))
        sure = low >= 0 if sign > 0 else high <= 0
        return support_is(deal, found) and known * sign > 0 and sure == whole

    return check


def carries(sign: int) -> Claim:
    def check(deal: Deal, found: Any) -> bool:
        rows = deal.rows(influence.support)
        parts = rows["contribution"] * sign
        whole = parts[parts > 0].sum()
        largest = parts.max()
        named = [part for part, name in zip(parts, deal.names, strict=True) if name == found["who"]]
        share = found.groupdict().get("share") or percent(1.0)
        return (
            largest in named
            and share == percent(largest / whole)
            and deal.number(influence.support, "support") * sign > 0
        )

    return check


def covered(expected: bool) -> Claim:
    return lambda deal, found: expected in deal.of(influence.coverage, "contacted", found["who"])


def votes(deal: Deal, found: Any) -> bool:
    return found["votes"] == percent(deal.number(influence.coverage, "coverage"))


def assumed(deal: Deal, found: Any) -> bool:
    return votes(deal, found) and deal.number(influence.coverage, "committee_source") == "assumed"


def missed(deal: Deal, found: Any) -> bool:
    approvers = set(deal.graph.seats.query("role == 'approver'")["person"].dropna())
    label = dict(zip(deal.graph.people["person"], deal.names, strict=True))
    verb = "had to approve" if deal.closed else "approves" if len(approvers) == 1 else "approve"
    return verb in found[0] and {label[person] for person in approvers} == set(re.split(r", | and ", found["who"]))


def last_touch(side: str, group: str) -> Claim:
    def check(deal: Deal, found: Any) -> bool:
        """The newest of what is recorded is not newer: an undated touch would have silenced the sentence."""
        voters = set(deal.rows(influence.coverage).query("weight > 0")["person"])
        contacts = deal.graph.contacts
        ours = contacts[(contacts["side"] == "us") if side == "us" else (contacts["side"] != "us")]
        days = list(ours[ours["person"].isin(voters)].get("last_touch", pd.Series(dtype=object)).dropna())
        met = deal.graph.interactions
        if {"side", "date"} <= set(met):
            same = (met["side"] == "us") if side == "us" else (met["side"] != "us")
            days += list(met[same & met["person"].isin(voters)]["date"].dropna())
        told = int(found[group].split()[0].replace(",", ""))
        as_of = pd.Timestamp(deal.graph.deals["as_of"].iloc[0])
        return all((as_of - pd.Timestamp(day)).days >= told for day in days)

    return check


def ahead(deal: Deal, found: Any) -> bool:
    best = deal.rows(influence.rivals)["coverage"].max()
    return found["lead"] == percent(best - deal.number(influence.coverage, "coverage"))


def chances(deal: Deal, found: Any) -> bool:
    wins = deal.rows(influence.contest).groupby("side")["wins"].first()
    told = re.split(r", | and ", found["chances"])
    return sorted(each.rpartition(" ")[2] for each in told) == sorted(percent(each).rpartition(" ")[2] for each in wins)


def no_chance(deal: Deal, found: Any) -> bool:
    rows = deal.rows(influence.contest)
    return deal.number(influence.contest, "win") is None or not rows["own"].notna().any()


RANGE = r"\((?P<known>\S+|almost 0), between (?P<low>\S+|almost 0) and (?P<high>\S+|almost 0)\)\."
# "<now|then>": as it reads while the deal is open, and once it is closed.
IN_BOTH: dict[str, list[Claim]] = {
    rf"The committee <leans|leaned> our way {RANGE}": [leans(1, True)],
    rf"What <is|was> known <leans|leaned> our way {RANGE}": [leans(1, False)],
    rf"The committee <leans|leaned> against us {RANGE}": [leans(-1, True)],
    rf"What <is|was> known <leans|leaned> against us {RANGE}": [leans(-1, False)],
    rf"What <is|was> known <leaves|left> the committee even {RANGE}": [support_is],
    r"Nobody <is|was> known to decide, so where the committee <leans|leaned> is unknown\.": [nobody_decides],
    r"No support that counts <is|was> known: the committee could <be|have been> all against us or all for us\.": [
        nothing_known
    ],
    r"No contact of ours is recorded, so what we <cover|covered> is unknown\.": [no_contact],
    r"We <cover|covered> (?P<votes>\S+(?: \d+%)?) of the votes\.": [votes],
    r"We <cover|covered> (?P<votes>.+) of the votes of a committee that is only assumed\.": [assumed],
    r"(?P<who>.+) <approves?|had to approve>, and none of us <covers|covered> them\.": [missed],
    r"Our last contact with a decider was (?P<ago>\S+ days?) <ago|old>\.": [last_touch("us", "ago")],
    r"Our last contact with a decider was (?P<ago>.+ days?) <ago|old>, a rival's (?P<theirs>.+)\.": [
        last_touch("us", "ago"), last_touch("rivals", "theirs"),
    ],
    r"(?P<rival>.+) <covers|covered> (?P<lead>.+) of the votes more than we <do|did>\.": [ahead],
    r"Chances to win, by the model<|, were>: (?P<chances>.+)\.": [chances],
    r"How it <may end would be|would end would have been> a guess: too little <is|was> known of how they choose\.": [
        no_chance
    ],
}  # fmt: skip
for side, sign in (("for", 1), ("against", -1)):
    for share in ("(?P<share>.+) of what", "All that"):
        begin = rf"{share} <speaks|spoke> {side} us <is|was>"
        IN_BOTH[rf"{begin} (?P<who>[^,]+)\."] = [carries(sign), no_contact]
        IN_BOTH[rf"{begin} (?P<who>.+), who <is|was> in contact with us\."] = [carries(sign), covered(True)]
        IN_BOTH[rf"{begin} (?P<who>.+), whom none of us <covers|covered>\."] = [carries(sign), covered(False)]
CLAIMS = in_both_tenses(IN_BOTH)
