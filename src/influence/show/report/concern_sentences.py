"""The sentences on what goes wrong, what is not known, where we disagree, and who covers whom."""

from __future__ import annotations

from influence.show.deal_view import DealView, first
from influence.show.wording import UNKNOWN, counted, number, percent, sentence, signed

VERDICTS = {"go": "Go on", "hold": "Hold", "stop": "Stop"}
TOO_LITTLE = "001-2"


def verdict(view: DealView) -> list[str]:
    """Whether to go on, and why."""
    numbers = first(view.diagnosis.by_deal)
    grades = view.diagnosis.detail["severity"].value_counts().to_dict()
    found = ", ".join(f"{count} {grade}" for grade, count in sorted(grades.items()))
    found = f"red flags: {found}" if grades else "no red flag"
    if numbers["verdict_code"] == TOO_LITTLE:
        found += "; too little is known of where people stand"
    return [f"{VERDICTS[numbers['verdict']]}: {found}. What is not known raises no flag; it is listed below."]


def gaps(view: DealView) -> list[str]:
    """How much is not known."""
    numbers = first(view.gaps.by_deal)
    missing = f"{counted(numbers['gaps'], 'thing is', 'things are')} not known."
    answered = f"{percent(numbers['answered'])} of the checklist's eighteen questions have an answer."
    if view.numbers["certainty"] is None:
        return [f"{missing} Nobody is known to decide, so how far support lies open is unknown. {answered}"]
    width = number(numbers["interval_width"])
    return [
        f"{missing} What is unknown leaves the committee's support open by {width} of the 2 from wholly against to "
        f"wholly for us; {answered} First what would better the next move most."
    ]


def agreement(view: DealView) -> list[str]:
    """How far our raters agree."""
    numbers = first(view.agreement.by_deal)
    if not numbers["raters"]:
        return ["Nobody has rated anybody here, so whether we see the customer alike is unknown."]
    alpha = numbers["alpha_interval"]
    raters = counted(numbers["raters"], "rater", "raters")
    if alpha is None:
        return [
            f"{raters}; how far they agree on support is unknown, for no two differ or no two rate the same person."
        ]
    said = f"{raters}; on support they agree by {number(alpha)} (Krippendorff's alpha: 1 wholly, 0 as by chance)."
    high = numbers["rates_high"]
    if high is not None and numbers["rates_high_by"] > 0:
        said += f" {high} rates highest, by {signed(numbers['rates_high_by'])} on average."
    return [said]


def team(view: DealView) -> list[str]:
    """Where no member of ours stands, and whose contact has gone cold."""
    numbers = first(view.team.by_deal)
    if not numbers["members"]:
        return ["No member of ours is recorded."]
    said = [f"{counted(numbers['members'], 'member', 'members')} of ours."]
    if numbers["unpaired"]:
        said.append(f"Somebody decides, and nobody of ours stands, in the layer: {numbers['unpaired']}.")
    if numbers["busiest"] is not None:
        said.append(f"{numbers['busiest']} holds {percent(numbers['busiest_load'])} of our contacts.")
    said.append(_cold(numbers["stale"], numbers["undated"]))
    return [" ".join(said)]


def _cold(stale: int | None, undated: int) -> str:
    """How many contacts nobody has touched for long."""
    if stale is None:
        return "Whether a contact has gone cold is unknown: no day of a touch, or of the deal itself, is recorded."
    return f"Contacts not touched for two weeks or more: {stale}; without a date: {undated}."


def rivals(view: DealView) -> list[str]:
    """What the strongest rival holds against us."""
    numbers = first(view.rivals_hold.by_deal)
    if numbers["rivals"] is None:
        return ["No rival is listed: unknown, not none. Ask who else is in contact with them."]
    if not numbers["rivals"]:
        return ["We were told that there is no rival."]
    listed = counted(numbers["rivals"], "rival is", "rivals are")
    return [sentence(f"{listed} listed; the strongest is {numbers['strongest']}, {gap(numbers['coverage_gap'])}")]


def gap(ours_less_theirs: float | None) -> str:
    """Our share of the votes against a rival's."""
    if ours_less_theirs is None:
        return UNKNOWN
    if ours_less_theirs == 0:
        return "as many votes as ours"
    size = percent(abs(ours_less_theirs))
    return f"{size} of the votes {'fewer' if ours_less_theirs > 0 else 'more'} than we"
