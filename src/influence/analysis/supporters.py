"""Who is an insider, a sponsor or a coach?"""

from __future__ import annotations

from collections.abc import Collection
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding, arrays_of, per_deal, per_person
from influence.array_types import ROUNDING, Flags, Floats, Ints, rounded
from influence.errors import InfluenceError
from influence.graph.arrays import Arrays
from influence.graph.grouping import rank_within
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.coach_jobs import coach_jobs
from influence.measures.supporter_kinds import (
    CONDITIONS_OF,
    KINDS,
    NO,
    RECORDED,
    UNDECIDED,
    UNKNOWN,
    YES,
    Kinds,
    anybody,
    flags,
    kinds,
    own_motive,
    recorded,
    supporting,
)
from influence.measures.trust_steps import STEPS, trust_steps
from influence.rules.indicators import Indicators
from influence.rules.thresholds import Thresholds
from influence.tables.language import say
from influence.tables.schema import LAYERS, OUR_SIDE

QUADRANTS = ("power and information", "power only", "information only", "neither")
GRADES = ("observed", "claimed", "no", "unknown")
UNKNOWN_GRADE = GRADES.index("unknown")
CONDITIONS = tuple(dict.fromkeys(name for names in CONDITIONS_OF.values() for name in names))
REPAIRS = {
    "believes_in_us": "prove our ability first: a reference, a trial, our experts on what they doubt",
    "trusted_inside": "help them earn trust inside: results they can show, credit in front of their superiors",
    "wants_us_to_win": "give them a reason to want us to win: what our success brings them and their organisation",
    "motive": "make our success theirs too; until then check whatever they say",
    "power": "power cannot be lent: ask what they see, and whom they know who has it",
    "support": "win their support: answer their objections to us",
    "sees": "find somebody closer to what happens; what everybody can know is no inside information",
    "shares": "earn their willingness to share: respect and attention",
}
DOUBTS = {
    "believes_in_us": "whether they trust our ability: do they defend our solution before experts?",
    "trusted_inside": "whether their organisation trusts them: do others act on what they say?",
    "wants_us_to_win": "whether they want us to win: what have they done for us that cost them something?",
    "motive": "for whose success they act",
    "power": "what their word weighs, by office and by standing",
    "support": "where they stand",
    "sees": "what they get to see",
    "shares": "whether they tell us what they see",
}
REJECTED = {
    "internal_seller": "sells for their own success, not for ours: unreliable",
    "past_coach": "coached us before: that has to be shown again in this deal",
    "public_source": "tells us what anybody can know",
    "insider": "informs us, which is not enough",
    "friend": "in contact with us, a friend perhaps: knowing us gives no credit",
}


def supporters(
    graph: StakeholderGraph, *, past_coaches: Collection[object] = (), thresholds: Thresholds | None = None
) -> Finding:
    """Who is an insider, a sponsor or a coach, and who is only said to be?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    past_coaches : collection of str or int
        Ids of people who coached us in earlier deals, for instance by an earlier `supporters`. It gives them no kind,
        only the reason why being a coach has to be shown again.
    thresholds : Thresholds, optional
        From where on a rule fires; `power`, `hidden`, `holes`, `unreliable` and `neglected_days` count
        here.

    Returns
    -------
    Finding
        `by_deal`: `coaches`, `sponsors`, `insiders` (people, each by their highest kind), `undecided` (people who may
        yet turn out to be of some kind), `claimed_only` (people whose `kind_claimed` is higher than what is
        observed), `breach` (0 to 1, of what is observed; unknown where nobody is of any kind and not everybody is
        refuted), `has_coach` and `inside_supporter` (true; false where the conditions refute it for everybody
        known; else unknown: false means that nobody inside helps us), `empty_quadrants` (of power and information,
        those in which none of our supporters is known to stand, joined by commas).
        `detail`, a row per person: `kind` (`coach`, `sponsor`, `insider`; `none` where every kind is refuted; unknown
        where none is shown and one still may be), `kind_claimed` (the same where a claim counts as much as something
        observed), `insider`, `sponsor`, `coach` (each kind for itself: true, false or unknown), `missing` (the one
        condition that keeps them from `missing_for`, the highest kind above their own that lacks a single one;
        unknown where there is none), `missing_is` (`claimed`, `no` or `unknown`), `action` (for that condition, or
        for a sponsor further away, for the first a coach needs in the order ability, trust, wish), `steps` (0 to 4,
        what is missing for a coach), `promotion_rank` (of sponsors in the deal, 1 = closest to a coach), `power`,
        `information` (sees and shares), `quadrant` (of the two), `formal_influence`, `personal_influence` (0 to 1),
        `hidden_influencer`, `visibility` (0 to 1, share of the committee's votes they have relationships with),
        `insider_rank` (of people without power who may become insiders, 1 = first to ask), `rejected_as`
        (`internal_seller`, `past_coach`, `public_source`, `insider`, `friend`: the first that fits who is not a
        coach), `reason` (why not a coach, or what a coach does not do), `verifies`, `reports` and `plans` (the three
        jobs of a coach, that the project is real, how others stand, how to go on: `observed` or `claimed`; unknown
        where nothing shows it), `last_job` (the last day of any of them; unknown where one has no day), `lapsed` (a
        coach who for `neglected_days` neither met us nor did any), `trust_step` (the furthest recorded of what trust
        grows by: `contact` of ours, a `promise` of ours to them, one that we `kept`; unknown where nothing is).

    Raises
    ------
    InfluenceError
        `past_coaches` is text, not a list of ids.

    Notes
    -----
    Each kind is the logical "and" of its conditions, never a weighted sum: insider = sees and shares (000-1); sponsor =
    influence of at least `power`, support above 0 and wants us to win (000-5, 000-6, 000-7); coach = trusts our
    ability, is trusted inside and wants us to win (000-13, 000-14), and is not known to act for their own success
    (000-24; an unknown motive does not speak against them). Only `observed` passes; numbers count as recorded. That a
    coach also shares, plans with us and has influence (000-12, 000-17) is what a coach does for us, not what makes
    one: it stands in `information`, `power` and `reason`. Neither relationships nor contacts enter (000-15, 000-21),
    and nothing passes from one deal to the next (000-19). A sponsor may be external (000-8); who is not marked external
    counts as inside. breach = 1 - product of (1 - hole) (000-25). `insider_rank` goes by visibility, then by how easily
    the layer is reached; gatekeepers are asked even without relationships (000-2). A job is shown by whom `facts` name
    as the source of an answer (verifies: budget, need, process, time; reports: reactions, support, wins, rivals; plans:
    the next step), by ratings of others, by encounters about how to go on; observed is evidence of grade 1 or 2, and
    where we were there (docs/model.md, section 10). Rules 000-1, 000-2, 000-4 to 000-19, 000-21 to 000-27, 003-35.

    Examples
    --------
    >>> import influence
    >>> found = influence.supporters(influence.datasets.load("cooked_duck"))
    >>> found.by_deal[["coaches", "undecided"]].loc["equipment"].tolist()
    [0, 13]
    >>> found.by_deal["inside_supporter"].tolist()
    [<NA>]
    >>> found.detail.loc[("equipment", "vice president"), ["missing", "missing_for"]].tolist()
    ['wants_us_to_win', 'sponsor']
    """
    if isinstance(past_coaches, str):
        raise InfluenceError(say("past_coaches is {past_coaches}; give a list of ids", past_coaches=repr(past_coaches)))
    arrays, limits = arrays_of(graph), thresholds or Thresholds()
    observed, claimed = (kinds(arrays, power=limits.power, claimed=claimed) for claimed in (False, True))
    size = np.array([0.0, *(limits.holes[kind] for kind in KINDS[1:])])[np.maximum(observed.kind, 0)]
    hole = size * np.where(own_motive(arrays), limits.unreliable, 1.0)
    return Finding(
        say("Who is an insider, a sponsor or a coach?"),
        per_deal(graph.keys, _numbers(arrays, observed, claimed, hole)),
        lambda: _detail(arrays, observed, claimed, limits, past_coaches),
        graph,
    )


def _numbers(arrays: Arrays, observed: Kinds, claimed: Kinds, hole: Floats) -> dict[str, Any]:
    kind, deal = observed.kind, arrays.person_deal
    inside = ~arrays.external
    supporter = supporting(kind)

    def count(people: Flags) -> Ints:
        return arrays.per_deal(people).astype(np.int64)

    with np.errstate(divide="ignore"):
        breach = -np.expm1(arrays.per_deal(np.log1p(-hole)))
    return {f"{name}s" if name != "coach" else "coaches": count(kind == KINDS.index(name)) for name in KINDS[:0:-1]} | {
        "undecided": count(kind == UNDECIDED),
        "claimed_only": count(claimed.kind > np.maximum(kind, 0)),
        "breach": np.where(anybody(supporter, deal, arrays.n_deals) == UNKNOWN, np.nan, breach),
        "has_coach": flags(anybody(observed.passed["coach"], deal, arrays.n_deals)),
        "inside_supporter": flags(anybody(supporter[inside], deal[inside], arrays.n_deals)),
        "empty_quadrants": _empty_quadrants(arrays, _quadrant(observed), kind > 0),
    }


def _quadrant(found: Kinds) -> Ints:
    """Where each person stands between power and information, a position in `QUADRANTS`; -1 where one is unknown."""
    power, information = found.states["power"], found.passed["insider"]
    return np.where((power == UNKNOWN) | (information == UNKNOWN), -1, 2 * (power == NO) + (information == NO))


def _empty_quadrants(arrays: Arrays, quadrant: Ints, supporter: Flags) -> Any:
    # That nobody stands in the last, with neither, is no gap.
    wanted = QUADRANTS[:3]
    held = [arrays.per_deal(supporter & (quadrant == k)) > 0 for k in range(len(wanted))]
    words = [
        ", ".join(name for name, there in zip(wanted, taken, strict=True) if not there)
        for taken in product((False, True), repeat=len(wanted))
    ]
    return np.array(words, dtype=object)[np.array([4, 2, 1]) @ np.array(held)]


def _detail(
    arrays: Arrays, observed: Kinds, claimed: Kinds, limits: Thresholds, past_coaches: Collection[object]
) -> pd.DataFrame:
    formal, personal = arrays.measure("formal_influence"), arrays.measure("personal_influence")
    standing = personal - formal
    ahead = np.where(np.isnan(standing), UNKNOWN, np.where(standing >= limits.hidden - ROUNDING, YES, NO))
    columns: dict[str, Any] = {
        "kind": _words(KINDS, observed.kind),
        "kind_claimed": _words(KINDS, claimed.kind),
        **{kind: flags(observed.passed[kind]) for kind in CONDITIONS_OF},
        **_development(arrays, observed),
        "power": flags(observed.states["power"]),
        "information": flags(observed.passed["insider"]),
        "quadrant": _words(QUADRANTS, _quadrant(observed)),
        "formal_influence": formal,
        "personal_influence": personal,
        "hidden_influencer": flags(ahead),
        **_candidates(arrays, observed),
        **_rejections(arrays, observed, past_coaches),
        **_jobs(arrays, limits),
        "trust_step": _words(STEPS, trust_steps(arrays)),
    }
    return per_person(arrays.keys, columns)


def _words(words: Collection[str], positions: Ints) -> Any:
    """Words by their positions, unknown where a position is -1."""
    return np.array([*words, None], dtype=object)[positions]


def _grade(arrays: Arrays, found: Kinds, name: str) -> Ints:
    """How far a condition is met, a position in `GRADES`."""
    if name in RECORDED:
        return recorded(arrays, name) % len(GRADES)
    return np.array([GRADES.index("no"), UNKNOWN_GRADE, GRADES.index("observed")])[found.states[name]]


def _lacking(found: Kinds, kind: str) -> tuple[Ints, Ints]:
    """How many conditions of a kind each person does not meet, and the first of them, a position in `CONDITIONS`."""
    lacking = np.stack([found.states[name] != YES for name in CONDITIONS_OF[kind]])
    return lacking.sum(axis=0), np.array([CONDITIONS.index(name) for name in CONDITIONS_OF[kind]])[
        lacking.argmax(axis=0)
    ]


def _development(arrays: Arrays, found: Kinds) -> dict[str, Any]:
    """What each person lacks for which kind, what to do about it, and which sponsor comes first."""
    aim, condition = np.full((2, arrays.n_people), -1)
    for rank, kind in enumerate(KINDS[1:], start=1):
        count, first = _lacking(found, kind)
        near = (count == 1) & (found.kind < rank)
        aim, condition = np.where(near, rank, aim), np.where(near, first, condition)
    steps, first = _lacking(found, "coach")
    sponsor = found.kind == KINDS.index("sponsor")
    worked_on = np.where((condition < 0) & sponsor, first, condition)
    grades = np.stack([_grade(arrays, found, name) for name in CONDITIONS])
    everybody = np.arange(arrays.n_people)
    return {
        "missing": _words(CONDITIONS, condition),
        "missing_for": _words(KINDS, aim),
        "missing_is": np.where(condition < 0, None, _words(GRADES, grades[condition, everybody])),
        "action": np.where(worked_on < 0, None, _actions()[worked_on, grades[worked_on, everybody]]),
        "steps": steps,
        "promotion_rank": _promotion(arrays, found, steps, sponsor),
    }


def _actions() -> Any:
    """What to do about each condition in each grade."""
    words = [
        [None, say("only claimed: see by deeds {doubt}", doubt=say(DOUBTS[name])), say(REPAIRS[name]), _find_out(name)]
        for name in CONDITIONS
    ]
    return np.array(words, dtype=object)


def _find_out(name: str) -> str:
    return say("find out {doubt}", doubt=say(DOUBTS[name]))


def _promotion(arrays: Arrays, found: Kinds, steps: Ints, sponsor: Flags) -> Any:
    """Sponsors by what is missing for a coach, then by how much of it is refused, then by falling influence."""
    refused = np.sum([found.states[name] == NO for name in CONDITIONS_OF["coach"]], axis=0)
    return _ranked(arrays, sponsor, -arrays.measure("influence", 0.0), refused, steps)


def _ranked(arrays: Arrays, among: Flags, *keys: Any) -> Any:
    """Ranks within each deal of some people by the last of these keys, then by those before; equals by id."""
    people = np.flatnonzero(among)
    order = people[np.lexsort((people, *(key[people] for key in keys), arrays.person_deal[people]))]
    deal = arrays.person_deal[order]
    ranks = np.zeros(arrays.n_people, dtype=np.int64)
    ranks[order] = rank_within(deal) + 1
    return pd.arrays.IntegerArray(ranks, ranks == 0)


def _candidates(arrays: Arrays, found: Kinds) -> dict[str, Any]:
    """Who sees much of the committee, and whom of those without power to ask first (000-2)."""
    binding = arrays.binding
    source = binding.source
    seen = np.bincount(source, weights=arrays.weight[binding.target], minlength=arrays.n_people)
    nearby = (seen > 0) | arrays.holds("gatekeeper")
    asked = (found.states["power"] == NO) & (found.passed["insider"] == UNKNOWN) & (found.kind <= 0) & nearby
    ease = np.array([arrays.assumptions.cold_access[layer] for layer in LAYERS])[arrays.layer]
    return {"visibility": seen, "insider_rank": _ranked(arrays, asked, -ease, -rounded(seen))}


def _rejections(arrays: Arrays, found: Kinds, past_coaches: Collection[object]) -> dict[str, Any]:
    """Which of those who are not coaches each person is, and the reason in words."""
    coach = found.passed["coach"] == YES
    tells = np.isin(recorded(arrays, "shares"), [GRADES.index("observed"), GRADES.index("claimed")])
    _, person, strength = arrays.contacts()
    contacted = np.zeros(arrays.n_people, dtype=bool)
    contacted[person[strength >= arrays.assumptions.contacted_depth]] = True
    fits = [
        own_motive(arrays),
        arrays.keys.persons.isin(list(past_coaches))[arrays.keys.person_code],
        tells & (found.states["sees"] == NO),
        found.kind == KINDS.index("insider"),
        contacted,
    ]
    rejected = np.where(coach, -1, np.select(fits, range(len(REJECTED)), -1))
    unmet = _unmet(arrays, found)
    prefix = _words([say(words) + say("; ") for words in REJECTED.values()], rejected)
    idle = _words(
        (say("a coach, but not seen to tell us what they see"),), np.where(found.passed["insider"] == YES, -1, 0)
    )
    return {
        "rejected_as": _words(list(REJECTED), rejected),
        "reason": np.where(coach, idle, np.where(rejected < 0, "", prefix) + unmet),
    }


def _jobs(arrays: Arrays, limits: Thresholds) -> dict[str, Any]:
    """What each person did of a coach's three jobs, on which day last, and who has lapsed (000-10, 000-19)."""
    jobs = coach_jobs(arrays)
    last = pd.to_datetime(np.where(np.isfinite(jobs.last), jobs.last, np.nan), unit="D").as_unit("s")
    lapsed = Indicators(arrays, OUR_SIDE, limits).lapsed
    return {job: _words(GRADES, done) for job, done in jobs.done.items()} | {"last_job": last.array, "lapsed": lapsed}


def _unmet(arrays: Arrays, found: Kinds) -> Any:
    """The coach's conditions that each person does not meet, in words."""
    names = CONDITIONS_OF["coach"][:3]
    said = ("", say("{condition} only claimed"), say("{condition} refuted"), say("{condition} unknown"))
    words = [
        say(", ").join(said[grade].format(condition=name) for name, grade in zip(names, grades, strict=True) if grade)
        or say("all three conditions met otherwise")
        for grades in product(range(len(GRADES)), repeat=len(names))
    ]
    return np.array(words, dtype=object)[np.array([16, 4, 1]) @ np.stack([_grade(arrays, found, n) for n in names])]
