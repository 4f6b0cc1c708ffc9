"""What the folds say of what to do: where to begin, the plan, the entry strategies, questions, flags, our position."""

from __future__ import annotations

import re
from typing import Any

import influence
from influence.analysis.penetration_plan import WORDS
from influence.tables.phrases import capital
from tests.show.claims.deal import (
    NUMBER,
    SHARE,
    Claim,
    Deal,
    always,
    count_in,
    names_in,
    nobody_decides,
    nothing_known,
    number,
    percent,
    says,
    shown_support,
    unknown,
)

PLAN, WAYS, POSITION = influence.penetration_plan, influence.strategies, influence.position
NAMES = {"top-down": "top_down", "middle-out": "middle_out", "bottom-up": "bottom_up"}
MOST_TRIES = 26
ACTS = "(?P<act>" + "|".join(map(re.escape, WORDS.values())) + ")"


def plan_begins_with(deal: Deal) -> str | None:
    steps = deal.rows(PLAN)
    return None if steps.empty else deal.label[steps["person"].iloc[0]]


def support_of(deal: Deal, name: str) -> list[float]:
    people = deal.graph.people
    known = people["support"] if "support" in people else people["person"].map(lambda _: None)
    return [value for value, each in zip(known, deal.names, strict=True) if each == name]


def act_fits(deal: Deal, found: Any) -> bool:
    """What is to be done with somebody goes by where they stand."""
    fitting = {"find_out": lambda s: s != s or s is None, "weaken": lambda s: s < 0, "win_neutral": lambda s: s == 0,
               "strengthen": lambda s: s > 0}  # fmt: skip
    act = next(name for name, words in WORDS.items() if words == found["act"])
    stands = support_of(deal, found["who"])
    if act == "find_out":
        return any(each is None or each != each for each in stands)
    return any(each is not None and each == each and fitting[act](each) for each in stands)


def met(covers: bool) -> Claim:
    """That the member named is in contact with the person, deeply enough to cover them or not."""

    def check(deal: Deal, found: Any) -> bool:
        rows = deal.contacts(True)
        people = rows["person"].map(deal.label)
        met_ = rows[(rows["member"].astype(str) == found["member"]) & (people == found["who"])]
        contacted = deal.of(influence.coverage, "contacted", found["who"])
        return not met_.empty and covers in contacted

    return check


def stranger(deal: Deal, found: Any) -> bool:
    """Nobody of ours is in contact with them."""
    depths = deal.of(influence.coverage, "depth", found["who"])
    return any(depth != depth or not depth for depth in depths)


def introduced(deal: Deal, found: Any) -> bool:
    """Those named lead to the person, by the best introduction path or by the plan."""
    paths = [str(each) for each in deal.of(influence.entry_points, "path", found["who"])]
    steps = deal.rows(PLAN)
    by_plan = {deal.label[row.via] for row in steps.itertuples() if row.via is not None and row.via == row.via}
    return all(name in by_plan or any(name in path for path in paths) for name in names_in(found["via"]))


def begins(deal: Deal, found: Any) -> bool:
    return found["who"] == plan_begins_with(deal)


def no_way_in(deal: Deal, found: Any) -> bool:
    return deal.rows(PLAN).empty


def told_to_stop(deal: Deal, found: Any) -> bool:
    return deal.number(influence.diagnose, "verdict") == "stop"


def is_closed(deal: Deal, found: Any) -> bool:
    return deal.closed


def still_open(deal: Deal, found: Any) -> bool:
    return not deal.closed


def gate_reason(deal: Deal, found: Any) -> bool:
    reasons = deal.rows(influence.entry_points)["reason"].dropna()
    return found["reason"] in {capital(each) for each in reasons}


def access_of_first(deal: Deal, found: Any) -> bool:
    chances = deal.of(influence.entry_points, "access", plan_begins_with(deal) or "")
    return found["chance"] in map(percent, chances)


def against(deal: Deal, found: Any) -> bool:
    return any(value is not None and value < 0 and shown_support(value) == found["support"]
               for value in support_of(deal, found["name"]))  # fmt: skip


def not_the_approver(deal: Deal, found: Any) -> bool:
    seats = deal.graph.seats
    approvers = deal.named(seats.loc[seats["role"] == "approver", "person"].dropna())
    return found["name"] in approvers and plan_begins_with(deal) not in approvers


def equal_in(gains: Any) -> int:
    """How many gains are less than a tenth below the largest."""
    return sum(gain >= 0.9 * max(gains) for gain in gains)


def equal(deal: Deal, found: Any) -> bool:
    """So many of one strategy; of which, its table tells."""
    rows = deal.rows(influence.entry_points)
    return int(found["count"]) in rows[rows["gain"] > 0].groupby("strategy")["gain"].agg(equal_in).tolist()


# The plan.


def plan_length(deal: Deal, found: Any) -> bool:
    steps, tries = deal.rows(PLAN), deal.rows(PLAN)["attempts"].sum()
    return count_in(found["people"]) == len(steps) and count_in(found["tries"]) == max(1, round(tries))


def plan_strategy(deal: Deal, found: Any) -> bool:
    """The plan follows it, and so belongs whoever is first; why it is not open stands with the plan."""
    rows, first = deal.rows(influence.entry_points), plan_begins_with(deal)
    theirs = set(rows.loc[rows["person"].map(deal.label) == first, "strategy"])
    open_ = deal.number(PLAN, "plan_gate") == "open"
    return {NAMES[found["strategy"]], deal.number(PLAN, "plan_strategy")} <= theirs and not (open_ and "(" in found[0])


def plan_is_long(deal: Deal, found: Any) -> bool:
    return deal.rows(PLAN)["attempts"].sum() > MOST_TRIES


def plan_brings(deal: Deal, found: Any) -> bool:
    last = deal.rows(PLAN).iloc[-1]
    return (found["support"], found["chance"]) == (shown_support(last["support"]), percent(last["approval"]))


def not_real(deal: Deal, found: Any) -> bool:
    rows = deal.rows(influence.checklist)
    return (rows.loc[rows["question"] == "real", "state"] != "answered").all()


def no_budget(deal: Deal, found: Any) -> bool:
    return not deal.graph.deals["budget_approved"].iloc[0]


def all_refused(deal: Deal, found: Any) -> bool:
    return (deal.rows(WAYS)["gate"] == "refused").all()


# The entry strategies.


def strategies_in(told: str) -> set[str]:
    return {code for name, code in NAMES.items() if name in told}


def fastest(deal: Deal, found: Any) -> bool:
    rows = deal.rows(WAYS).set_index("strategy")["attempts"].dropna()
    best = rows[rows <= rows.min() + 1e-9]
    return _told(deal, found, best, number)


def _told(deal: Deal, found: Any, best: Any, shown: Any) -> bool:
    """The best strategies, or their number."""
    if "names" in found.groupdict():
        return bool(strategies_in(found["names"])) and strategies_in(found["names"]) <= set(best.index)
    return found["value"] == shown(best.iloc[0])


def none_fast(deal: Deal, found: Any) -> bool:
    return deal.rows(WAYS)["attempts"].isna().all()


def already_there(deal: Deal, found: Any) -> bool:
    return (deal.rows(WAYS)["steps"] == 0).any()


def robust(deal: Deal, found: Any) -> bool:
    rows = deal.rows(WAYS).set_index("strategy")["support_p5"].dropna()
    best = rows[rows >= rows.max() - 1e-9]
    return _told(deal, found, best, shown_support)


def wins_nobody(deal: Deal, found: Any) -> bool:
    return nothing_known(deal, found)


def alike(deal: Deal, found: Any) -> bool:
    rows = deal.rows(WAYS).query("gate != 'refused'")
    ends = rows[["support_end", "approval_end", "support_p5"]]
    same = ((ends.max() - ends.min()) < 0.015).all()
    return bool(same) and found["support"] == shown_support(rows["support_end"].iloc[0])


# Questions, flags and our position.


def questions(deal: Deal, found: Any) -> bool:
    """Never more than the analysis has; of some nothing depends on the answer."""
    return 0 <= count_in(found["questions"]) <= deal.number(influence.information_gaps, "gaps")


def flags(deal: Deal, found: Any) -> bool:
    rows = deal.rows(influence.diagnose)["severity"].value_counts()
    told = [int(each) for each in re.findall(r"\d+", found["flags"])]
    return told[0] == rows.sum() and sorted(told[1:]) == sorted(rows.tolist())


def no_flags(deal: Deal, found: Any) -> bool:
    return deal.rows(influence.diagnose).empty


def verdict(deal: Deal, found: Any) -> bool:
    words = {"go": "go on", "pause": "pause", "too early": "too early to say", "stop": "stop"}
    return found["verdict"] == words[deal.number(influence.diagnose, "verdict")]


def main_supporter(deal: Deal, found: Any) -> bool:
    layers = {"at the top": "high", "in the middle of the organisation": "middle", "low in the organisation": "low"}
    name = deal.label[deal.number(POSITION, "main_supporter")]
    return found["name"] == name and layers[found["where"]] == deal.number(POSITION, "position")


def allies(deal: Deal, found: Any) -> bool:
    told = [int(found["supporters"]), int(found["allies"])]
    return told == [deal.number(POSITION, name) for name in ("supporters", "allies")]


def favourable(value: object) -> Claim:
    return lambda deal, found: deal.number(POSITION, "favourable") == value


BEGINNINGS: dict[str, list[Claim]] = {
    rf"(?P<member>.+) meets (?P<who>.+): {ACTS}\.": [met(True), act_fits],
    rf"(?P<member>.+) knows (?P<who>.+) \(depth .+\), deepens the contact: {ACTS}\.": [met(False), act_fits],
    rf"(?P<member>.+) asks (?P<via>.+) for an introduction to (?P<who>.+): {ACTS}\.": [introduced, act_fits],
    rf"(?P<member>.+) approaches (?P<who>.+) directly: {ACTS}\.": [stranger, act_fits],
    r"The map would have begun with (?P<who>.+), with whom (?P<member>.+) was in contact\.": [begins, met(True)],
    r"The map would have begun with (?P<who>.+), whom (?P<member>.+) knew too little \(depth .+\)\.": [
        begins, met(False),
    ],
    r"The map would have begun with (?P<who>.+), by an introduction of (?P<member>.+) through (?P<via>.+)\.": [
        begins, introduced,
    ],
    r"The map would have begun with (?P<who>.+), directly: that was more likely to work than an introduction\.": [
        begins, stranger,
    ],
    r"The map would have begun with (?P<who>.+), to whom nobody could introduce us\.": [begins, stranger],
}  # fmt: skip
REASONS: dict[str, list[Claim]] = {
    r"(?P<reason>[A-Z].+)\.": [gate_reason],
    r"Nobody we know belongs to this strategy\.": [always],
}
"""Why a strategy is offered or not, in any words: all that is known otherwise goes before."""
CLAIMS: dict[str, list[Claim]] = {
    r"No worthwhile entry point found\.": [no_way_in],
    r"Nowhere before what stops the deal is lifted\.": [told_to_stop, still_open],
    r"The plan would then begin with (?P<who>.+)\.": [told_to_stop, begins],
    r"Unverified: (?P<reason>.+)\.": [gate_reason],
    **BEGINNINGS,
    rf"Chance to get there: (?P<chance>{SHARE})\.": [access_of_first],
    r"(?P<name>.+) is against us \((?P<support>.+)\), and would have to introduce us\.": [against],
    r"(?P<name>.+) is against us \((?P<support>[^)]+)\)\.": [against],
    r"Why not first (?P<name>.+), who approves: .+\.": [not_the_approver, still_open],
    r"The first (?P<count>\d+) are practically equal: their gains differ by less than a tenth\.": [equal],
    r"The plan is not firm until it is known that the project is real: .+\.": [not_real, still_open],
    r"The plan is not firm until the customer approves a budget\.": [no_budget, still_open],
    r"The deal is closed\.": [is_closed],
    r"This is the plan that the map would have made; there is nothing left to follow\.": [is_closed],
    r"The verdict is to stop: this plan is no advice until what stops the deal is lifted\.": [told_to_stop],
    r"Entry strategy: (?P<strategy>\S+)(?: \(.+\))?\.": [plan_strategy],
    r"(?P<people>\d+ (?:person|people)) to win, in about (?P<tries>\S+) attempts?\.": [plan_length],
    r"That is longer than the 26 attempts \(one a week for half a year\), over which .+\.": [plan_is_long],
    r"No plan: every entry strategy is refused\.": [no_way_in],
    r"The next table says what would lift each refusal\.": [no_way_in],
    r"No plan: nobody worth winning was found\.": [no_way_in],
    r"Nobody is known to decide, so what the plan would bring cannot be told\.": [nobody_decides],
    r"Once all are won, the committee's known support is (?P<support>.+) \(scale −1 to \+1\) and the model puts the "
    rf"chance that the vote passes at (?P<chance>{SHARE}) if each decides alone\.": [plan_brings],
    r"That is what the plan would bring, not a forecast\.": [always],
    r"The deal is closed: nothing is left to win in it\.": [is_closed],
    r"The verdict is to stop: nobody is to be won before what stops the deal is lifted\.": [told_to_stop],
    r"What the red flags, the plan, the open questions and our position ask for, most pressing first\.": [still_open],
    r"Nobody is known to decide, so the entry strategies cannot be compared\.": [nobody_decides],
    r"Every entry strategy is refused, so none is fastest and none most robust\.": [all_refused],
    r"Approval is above 50% already\.": [already_there],
    r"No strategy brings approval above 50% within .+\.": [none_fast],
    r"Fastest: (?P<names>.+)\.": [fastest],
    r"Fastest: none\.": [none_fast],
    r"Fastest: no difference\.": [already_there],
    r"About (?P<value>.+) attempts bring approval above 50%\.": [fastest],
    r"Most robust: (?P<names>.+)\.": [robust],
    r"Most robust: unknown\.": [wins_nobody],
    r"No strategy wins anybody within .+, and no support is known\.": [wins_nobody],
    rf"If people leave in .+, support stays at (?P<value>{NUMBER}) or more in 95% of the simulated futures\.": [robust],
    r"No difference: no strategy wins anybody within .+, and no support is known\.": [wins_nobody],
    rf"No difference: each strategy offered ends at (?P<support>{NUMBER}) .+, with approval at {SHARE}\.": [alike],
    r"(?P<questions>\d+ open questions?), sorted by impact on the next move\.": [questions, still_open],
    r"(?P<questions>\d+ open questions?) left\.": [questions, is_closed],
    r"Nobody is known to decide, so how far the committee's support is open is unknown\.": [nobody_decides],
    r"The committee's support could still move by (?P<width>.+) \(scale −1 to \+1\)\.": [
        says(influence.information_gaps, "interval_width", "width", number)
    ],
    rf"(?P<share>{SHARE}) of the checklist's \d+ questions have an answer\.": [
        says(influence.information_gaps, "answered", "share")
    ],
    r"Verdict: (?P<verdict>.+)\.": [verdict, still_open],
    r"The map's verdict would have been: (?P<verdict>.+)\.": [verdict, is_closed],
    r"No red flags\.": [no_flags],
    r"(?P<flags>\d+ red flags?: .+)\.": [flags],
    r"Our position is unknown: nobody's support is known, or no contact of ours is recorded\.": [
        unknown(POSITION, "position")
    ],
    r"Nobody we are in contact with is known to support us\.": [unknown(POSITION, "main_supporter")],
    r"Our main supporter is (?P<name>.+), (?P<where>at the top|in the middle of .+|low in .+)\.": [main_supporter],
    r"Known supporters in contact with us: (?P<supporters>\d+); allies among them: (?P<allies>\d+)\.": [allies],
    r"Our position is favourable: keep it\.": [favourable(True), still_open],
    r"Our position is favourable\.": [favourable(True), is_closed],
    r"Our position is not favourable yet\.": [favourable(False)],
    r"Whether our position is favourable is unknown\.": [favourable(None)],
}
