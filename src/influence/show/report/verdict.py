"""The verdict: what a sales manager should know of the deal before anything else."""

from __future__ import annotations

from influence.analysis.coverage import coverage
from influence.analysis.finding import Finding
from influence.measures.ratings import support_spread
from influence.show.deal_view import DealView
from influence.show.report.contest import may_win
from influence.show.report.entry_points import next_entry_point
from influence.show.report.facts import Facts
from influence.show.report.section import Section, Topics
from influence.show.report.single_points import depends_on
from influence.show.told import in_a_row, together
from influence.show.wording import expectation, leaning, percent, rival_named
from influence.tables.language import say
from influence.tables.phrases import NEARLY, capital, counted, stopped

# Two chances that lie further apart are both told.
POINTS = 0.02


def section(view: DealView) -> Section:
    """Coverage, single points of failure, the next entry point, rivals, support, the vote and who may win."""
    paragraphs = [
        (say("Coverage"), _coverage(view)),
        (say("Single points of failure"), depends_on(view)),
        (_begin_title(view), next_entry_point(view)),
        (say("Rivals"), _rivals(view)),
        (say("Support"), _support(view)),
        (say("The vote"), _vote(view)),
        (say("Who may win"), may_win(view)),
    ]
    return Section(say("Where the deal stands"), blocks=[Topics(paragraphs)])


def _begin_title(view: DealView) -> str:
    return say("Where the map would have begun") if view.once(Facts).closed else say("Where to begin")


def _coverage(view: DealView) -> str:
    """How much of the committee we cover, and how much more we could."""
    assumed = view.numbers["committee_source"] == "assumed"
    return together([*([_assumed()] if assumed else []), _covered(view)])


def _assumed() -> str:
    return say(
        "The committee is assumed: no seat with a vote is recorded, so the deciders are inferred from layer, influence "
        "and part in the decision."
    )


def _covered(view: DealView) -> str:
    if view.nobody_decides:
        return say("Nobody is known to decide.")
    empty = _empty(view.empty_votes)
    if not view.has_contacts:
        return together([say("No contact of ours is recorded, so our coverage is unknown."), empty])
    share = _share(view, view.found(coverage))
    return together([say("We cover {share}.", share=share), empty, _reach(view)])


def _empty(seats: int) -> str:
    if not seats:
        return ""
    return stopped(counted(seats, "seat with a vote has an unknown holder", "seats with a vote have unknown holders"))


def _share(view: DealView, found: Finding) -> str:
    """The deciders whom a side covers, and their votes."""
    contacted = found.detail["contacted"].to_numpy()
    count = int(sum(contacted[position] for position in view.voters))
    deciders = counted(len(view.voters) + view.empty_votes, "decider", "deciders")
    votes = percent(float(found.by_deal["coverage"].iloc[0]))
    return say("{count} of {deciders} ({votes} of the votes)", count=count, deciders=deciders, votes=votes)


def _reach(view: DealView) -> str:
    reach, covered = view.numbers["reach"], view.numbers["coverage"]
    if reach >= 1 - NEARLY:
        return say("Introductions could take us to all of the votes.") if covered < 1 - NEARLY else ""
    if reach > covered + NEARLY:
        return say("Introductions could take us to {votes} of the votes.", votes=percent(reach))
    return say("No introduction takes us further.")


def _rivals(view: DealView) -> str:
    """How much of the committee every rival covers."""
    if not view.rival_coverage:
        return say("Unknown: no contact of a rival is recorded.")
    if view.nobody_decides:
        return say(
            "Recorded: {rivals}. Nobody is known to decide, so their coverage is unknown.",
            rivals=in_a_row(list(view.rival_coverage)),
        )
    return together(
        [
            say("Covered by {rival}: {share}.", rival=rival_named(side), share=_share(view, found))
            for side, found in view.rival_coverage.items()
        ]
    )


def _support(view: DealView) -> str:
    """What the known support adds up to, and what the unknown may change."""
    numbers = view.numbers
    if view.nothing_known:
        return say(
            "No support that counts is known. The committee's support could be anywhere from −1 (all against us) to +1 "
            "(all for us)."
        )
    known = say(
        "The committee's known support is {support} on a scale from −1 (all against us) to +1 (all for us).",
        support=leaning(numbers["support"]),
    )
    return together([known, *_how_far_known(view, capital(in_a_row(_doubts(view))))])


def _how_far_known(view: DealView, why: str) -> list[str]:
    """How far what is unknown leaves the committee's support open."""
    if not why:
        return [say("Everybody's support is known.")]
    numbers = view.numbers
    low, high = numbers["support_low"], numbers["support_high"]
    if high - low <= NEARLY:
        return [say("{why}, but that leaves the committee's support where it is.", why=why)]
    carry = "The people whose support is known carry {share} of the leverage on the committee."
    if numbers["certainty"] < 0.5:
        carry = "The people whose support is known carry only {share} of the leverage on the committee."
    doubt = say("{why}, so it could be anywhere from {low} to {high}.", why=why, low=leaning(low), high=leaning(high))
    return [doubt, say(carry, share=percent(numbers["certainty"]))]


def _doubts(view: DealView) -> list[str]:
    """Why the committee's support is not settled: whose is unknown, and on whom ratings differ."""
    people, seats = sum(person["support"] is None for person in view.people), view.empty_votes
    who = [counted(people, "person", "people")] if people else []
    who += [counted(seats, "empty seat", "empty seats")] if seats else []
    unknown = [say("the support of {people} is unknown", people=in_a_row(who))] if who else []
    spread = support_spread(view.arrays)
    differ = int(sum(spread.high - spread.low > NEARLY))
    raters = counted(differ, "person", "people")
    return [*unknown, *([say("ratings of {people} differ", people=raters)] if differ else [])]


def _vote(view: DealView) -> str:
    """How likely the vote passes, and how little that says."""
    numbers = view.numbers
    if numbers["approval"] is None:
        return say("Nobody is known to decide, so the vote cannot be estimated.")
    if view.nothing_known:
        return say("No support that counts is known, so any chance of approval would be a guess.")
    error = say(", sampling error ±{error}", error=percent(numbers["approval_se"])) if numbers["approval_se"] else ""
    chance = percent(numbers["approval"])
    if error and not numbers["approval"]:
        # Of all the votes drawn none passed, which proves a chance that is small, not one that is nothing.
        chance, error = say("{chance} or less", chance=percent(3 * numbers["approval_se"])), ""
    joint = numbers["approval_correlated"]
    if abs(joint - numbers["approval"]) > POINTS:
        alone = "{chance} if each decides alone, and at {joint} if what moves one moves the others too"
        chance = say(alone, chance=chance, joint=percent(joint))
    said = [
        say(
            "The model puts the chance that the vote passes at {chance} ({rule}{error}).",
            chance=chance, rule=_rule(view), error=error,
        ),
        expectation(view),
        say("An estimate, not a finding."),
    ]  # fmt: skip
    return together(said)


def _rule(view: DealView) -> str:
    rule = view.facts.get("rule")
    if rule is None:
        return say("rule assumed: majority")
    if view.numbers["rule"] == "quota":
        return say("rule: quota of {share}", share=percent(view.facts["quota"]))
    return say("rule: {rule}", rule=say(rule))
