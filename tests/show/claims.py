"""What each sentence of the first screen claims, checked against the analyses by a second way than the page's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd

import influence
from influence.show.deal_view import DealView
from influence.show.told import Told, Who
from influence.tables.phrases import percent
from tests.show.pages import shown_support

Claim = Callable[["Deal", Any], bool]
SENTENCES = re.compile(r"(?<=\.) ")


class Deal:
    """A deal and what the analyses say of it."""

    def __init__(self, view: DealView) -> None:
        self.view, self.graph = view, view.graph
        self._found: dict[Any, Any] = {}
        self.names = [str(name) for name in view.arrays.person_names]

    def number(self, analysis: Any, name: str) -> Any:
        value = self.found(analysis).by_deal[name].iloc[0]
        return None if pd.isna(value) else value

    def rows(self, analysis: Any) -> pd.DataFrame:
        return self.found(analysis).detail.reset_index()

    def found(self, analysis: Any) -> Any:
        """What an analysis finds, asked anew."""
        if analysis not in self._found:
            self._found[analysis] = analysis(self.graph)
        return self._found[analysis]

    def of(self, analysis: Any, column: str, name: str) -> list[Any]:
        """What an analysis says of everybody of this name."""
        rows = self.rows(analysis)
        return [value for value, each in zip(rows[column], self.names, strict=True) if each == name]


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
    return {label[person] for person in approvers} == set(re.split(r", | and ", found["who"]))


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


def nobody_decides(deal: Deal, found: Any) -> bool:
    return deal.number(influence.coverage, "coverage") is None


def nothing_known(deal: Deal, found: Any) -> bool:
    return not deal.number(influence.support, "certainty")


def no_contact(deal: Deal, found: Any) -> bool:
    sides = deal.graph.contacts.get("side", pd.Series(dtype=object))
    return not (sides == "us").any()


def no_chance(deal: Deal, found: Any) -> bool:
    rows = deal.rows(influence.contest)
    return deal.number(influence.contest, "win") is None or not rows["own"].notna().any()


RANGE = r"\((?P<known>\S+|almost 0), between (?P<low>\S+|almost 0) and (?P<high>\S+|almost 0)\)\."
CLAIMS: dict[str, list[Claim]] = {
    rf"The committee leans our way {RANGE}": [leans(1, True)],
    rf"What is known leans our way {RANGE}": [leans(1, False)],
    rf"The committee leans against us {RANGE}": [leans(-1, True)],
    rf"What is known leans against us {RANGE}": [leans(-1, False)],
    rf"What is known leaves the committee even {RANGE}": [support_is],
    r"Nobody is known to decide, so where the committee leans is unknown\.": [nobody_decides],
    r"No support that counts is known: the committee could be all against us or all for us\.": [nothing_known],
    r"No contact of ours is recorded, so what we cover is unknown\.": [no_contact],
    r"We cover (?P<votes>.+) of the votes\.": [votes],
    r"We cover (?P<votes>.+) of the votes of a committee that is only assumed\.": [assumed],
    r"(?P<who>.+) approves, and none of us covers them\.": [missed],
    r"Our last contact with a decider was (?P<ago>.+ days?) ago\.": [last_touch("us", "ago")],
    r"Our last contact with a decider was (?P<ago>.+ days?) ago, a rival's (?P<theirs>.+)\.": [
        last_touch("us", "ago"), last_touch("rivals", "theirs"),
    ],
    r"(?P<rival>.+) covers (?P<lead>.+) of the votes more than we do\.": [ahead],
    r"Chances to win, by the model: (?P<chances>.+)\.": [chances],
    r"How it may end would be a guess: too little is known of how they choose\.": [no_chance],
}  # fmt: skip
for side, sign in (("for", 1), ("against", -1)):
    for share in ("(?P<share>.+) of what", "All that"):
        begin = rf"{share} speaks {side} us is"
        CLAIMS[rf"{begin} (?P<who>[^,]+)\."] = [carries(sign), no_contact]
        CLAIMS[rf"{begin} (?P<who>.+), who is in contact with us\."] = [carries(sign), covered(True)]
        CLAIMS[rf"{begin} (?P<who>.+), whom none of us covers\."] = [carries(sign), covered(False)]


def untrue(view: DealView, sentences: list[str]) -> Iterator[str]:
    """The sentences that nobody can check, and those that the data do not bear out."""
    deal = Deal(view)
    for sentence in (each for text in sentences for each in SENTENCES.split(text)):
        # Of several that fit, the one that says most: ", who is in contact" goes before what names may hold.
        fits = [(pattern, found) for pattern in CLAIMS if (found := re.fullmatch(pattern, sentence))]
        if not fits:
            yield f"nothing checks: {sentence}"
        elif not all(check(deal, found) for pattern, found in fits[-1:] for check in CLAIMS[pattern]):
            yield f"untrue: {sentence}"


def people_named(text: str) -> list[object]:
    """The ids of whom a text names."""
    pieces = text.pieces if isinstance(text, Told) else (text,)
    return [piece.person for piece in pieces if isinstance(piece, Who)]
