"""What do we find out next?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding, arrays_of, frame, per_deal
from influence.array_types import Flags, Floats, Ints, rounded
from influence.errors import InfluenceError
from influence.graph.arrays import Arrays
from influence.graph.grouping import rank_within
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.evidence import evidence_weights
from influence.measures.gaps import (
    Gaps,
    answers,
    count,
    empty_seats,
    guessed_answers,
    guessed_people,
    guessed_support,
    named,
    open_questions,
    our_team,
    unknown_people,
    unknown_support,
    unnamed_roles,
    unverified_gates,
)
from influence.measures.known_answers import ANSWERED
from influence.measures.our_experts import members_for
from influence.measures.pairing import paired_members
from influence.measures.priors_in_words import may_hold
from influence.measures.side_coverage import NOTHING
from influence.measures.support_bounds import committee_support
from influence.measures.ways_in import (
    REFUSED,
    STRATEGIES,
    UNVERIFIED,
    cold_access,
    factors,
    gates,
    move,
    strategy_of_people,
)
from influence.tables.language import say
from influence.tables.our_functions import OF_QUESTION, OF_STRATEGY
from influence.tables.phrases import counted, sentence
from influence.tables.ranges import require
from influence.tables.schema import LAYERS, ROLES, WORST_GRADE

# Of gaps that are worth the same, the earlier kind comes first.
KINDS = ("support", "seat", "role", "gate", "evidence", "question")
TOP = STRATEGIES.index("top_down")
# In deals of more people than this nobody's support is priced: each takes several passes over all introductions.
PRICED = 2_000
EQUALLY_LIKELY: Mapping[float, float] = {-1.0: 0.2, -0.5: 0.2, 0.0: 0.2, 0.5: 0.2, 1.0: 0.2}


def information_gaps(
    graph: StakeholderGraph,
    *,
    prior: Mapping[float, float] | None = None,
    top_down_open: float = 0.5,
    priors: Finding | None = None,
) -> Finding:
    """What do we find out next?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    prior : mapping of float to float, optional
        How likely each support, -1 to 1, is for somebody of whom nobody knows it. By default -1, -0.5, 0, 0.5 and 1
        are equally likely (ours).
    top_down_open : float
        How likely the top is open to us, 0 to 1, where no contact of ours is recorded (ours).
    priors : Finding, optional
        What `influence.priors` found in the account's other deals, to ask whether it still holds. It changes no number.

    Returns
    -------
    Finding
        `by_deal`: `gaps` (how many), `answered` (0 to 1, the share of the nineteen questions of the checklist that a
        fact or another table of ours answers, see `checklist`; a guess is no answer), `interval_width` (0 to 2, how far
        apart the bounds of committee support lie).
        `detail`, a row per gap, numbered from 1 in the order in which to close them: `what`, `about`, `ask` (the person
        we have contacted who knows best, by id; where our own team knows, as `question` then says, our member with
        most people contacted; unknown where there is nobody), `question` (in words), `width` (0 to 2, how much of the
        interval it leaves open; unknown where that cannot be told), `value` (0 or more, in committee support: how much
        more the best next move gains on average once this one thing is known; unknown where it cannot be told, and of
        a person in deals of more than 2,000 people, where it would take too long and `why` says so), `why`,
        `code` (its number in docs/rules.md), `bring_function` (the function of ours that gets to know it best,
        `engineer`, `service`, `finance` or `management`; unknown where it takes none), `bring` (our member of that
        function, or the one to send to the person it is about, level to level; unknown where we have none) and
        `prior` (what another deal of the account says of it, how old that is, and to ask whether it still holds;
        unknown where none does, or no `priors` are given).
        By `what`: `support` (nobody knows where this person stands), `seat` (the committee has a seat of this role
        that nobody is known to hold), `role` (nobody is named for one of the required roles, and no empty seat
        is either), `gate` (nobody can say whether this strategy is open), `evidence` (a person's support, or the
        answer to a question, is known by evidence of grade 4 only, or only the customer could say so and has not),
        `question` (of the checklist, without an answer).

    Raises
    ------
    InfluenceError
        `prior` holds a support outside -1 to 1 or a negative chance, or its chances do not add up to 1;
        `top_down_open` is not between 0 and 1; or `priors` is not what `influence.priors` returns.

    Notes
    -----
    width: 2 x the size of the leverage of a person, 2 x the share of the votes of an empty seat; their sum is
    `interval_width`, to which whom several raters see differently adds what `support` says.
    Support known by weak evidence is taken at its word there, so its width is 0.

    value: sum_v p(v) max_a U(a, v) - max_a sum_v p(v) U(a, v) (F8 of docs/rules.md; Howard, Information value theory,
    1966). A move a is to go in at somebody whose strategy is not refused, or to wait, which gains 0; U is the gain of
    `entry_points`. Support settles a person's headroom, whom they introduce us to, and whether that opens the top.
    Weak evidence of a person is right with its grade's weight, else the prior holds. Whoever turns out to hold an
    empty seat is approached cold, as one of the decision layer whose leverage is their share of the votes: whom they
    would listen to, and who to them, is not in the price. An unverified `bottom_up` is open
    as if the unknown ones of product strength and value lead were anything from 0 to 1. What a role or an answer is
    worth cannot be told without inventing it.

    Order: a seat or role of an approver nobody is named for (001-11), then the larger value, the larger width, then
    support, seat, role, gate, evidence, question, then by id or by the order of roles and questions.

    To ask: about a person, themselves if contacted; else whoever of our contacts is tied to them, then of the same
    department, then sees and shares, then is better known to us. About the rest, whoever holds the role that knows
    best (the gatekeeper about seats and roles, 002-18). Somebody known not to share is asked last. Rules 000-29,
    001-2, 001-11, 001-16, 001-17, 002-6, 002-7, 002-18, 003-3, 003-19, 003-27, 004-10, 004-11.

    Examples
    --------
    >>> import influence
    >>> found = influence.information_gaps(influence.datasets.load("cooked_duck"))
    >>> found.detail.loc[("equipment", 1), ["what", "about", "ask"]].tolist()
    ['support', 'general manager', 'vice president']
    """
    beliefs = _beliefs(EQUALLY_LIKELY if prior is None else prior, top_down_open)
    arrays = arrays_of(graph)
    holding = may_hold(_told_elsewhere(priors), graph.people, arrays.person_names)
    bounds = committee_support(arrays)
    numbers = {
        "gaps": count(arrays),
        "answered": (answers(arrays) == ANSWERED).mean(axis=1),
        "interval_width": bounds.high - bounds.low,
    }
    return Finding(
        say("What do we find out next?"),
        per_deal(graph.keys, numbers),
        lambda: _detail(arrays, Worth(arrays, beliefs), holding),
        graph,
    )


def _told_elsewhere(priors: object) -> pd.DataFrame | None:
    """The rows of what `influence.priors` found; refuse what is something else."""
    if priors is None:
        return None
    rows = priors.detail.reset_index() if isinstance(priors, Finding) else pd.DataFrame()
    if not {"deal", "person", "what", "value", "role", "from_deal", "age", "known_here"} <= set(rows):
        raise InfluenceError(say("priors holds no priors; give what influence.priors(graph) returns"))
    return rows


@dataclass(frozen=True)
class Beliefs:
    """What is likely of what nobody knows: each `support` with its `chance`, and that the top is open to us."""

    support: Floats
    chance: Floats
    top_down_open: float


def _beliefs(prior: Mapping[float, float], top_down_open: float) -> Beliefs:
    try:
        support, chance = np.array(sorted(prior.items()), dtype=float).reshape(-1, 2).T
    except (AttributeError, TypeError, ValueError):
        raise InfluenceError(
            say("prior is {prior}; give a mapping of numbers, support to chance", prior=repr(prior))
        ) from None
    if not ((support >= -1) & (support <= 1)).all():
        raise InfluenceError(say("prior has the support {value}; give numbers from -1 to 1", value=support.tolist()))
    if not (chance >= 0).all():
        raise InfluenceError(say("prior has the chances {value}; give none below 0", value=chance.tolist()))
    if not abs(chance.sum() - 1) <= 1e-9:
        raise InfluenceError(
            say("the chances of prior add up to {count}; let them add up to 1", count=f"{chance.sum():g}")
        )
    require("top_down_open", top_down_open, 0, 1)
    return Beliefs(support, chance, top_down_open)


class Worth:
    """What it is worth to know: how much more the best next move gains on average."""

    def __init__(self, arrays: Arrays, beliefs: Beliefs) -> None:
        self.arrays = arrays
        self.beliefs = beliefs

    @cached_property
    def best(self) -> Floats:
        """What the best move of each strategy gains now, 0 where it is refused, of shape (deals, strategies)."""
        arrays = self.arrays
        best = np.zeros((arrays.n_deals, len(STRATEGIES)))
        np.maximum.at(best, (arrays.person_deal, strategy_of_people(arrays)), factors(arrays)["gain"])
        return np.where(gates(arrays) == REFUSED, 0.0, best)

    @cached_property
    def people(self) -> Floats:
        """Of everybody's support, where it is unknown or known by the weakest evidence only; else 0.

        NaN in deals of so many people that it would take too long.
        """
        from influence.compiled import over_deals
        from influence.measures.kernels import value_of_information as kernel

        arrays, known = self.arrays, self.arrays.willing_introductions
        found, mine, gate = factors(arrays), strategy_of_people(arrays), gates(arrays)
        top_offered = arrays.team_layers[:, LAYERS.index("decision")] | (gate[:, TOP] == UNVERIFIED)
        guessed, value = guessed_support(arrays), np.zeros(arrays.n_people)
        trusted = evidence_weights(arrays, np.array([float(WORST_GRADE)]))[0]
        many = (np.diff(arrays.person_start) > PRICED)[arrays.person_deal]
        asked = (unknown_support(arrays) | guessed) & ~many
        over_deals(
            kernel.values, arrays.n_deals, arrays.person_start, known.start, known.target, known.value,
            arrays.depth(), arrays.willing, cold_access(arrays, arrays.person_deal, arrays.layer),
            np.stack([found["move"], found["headroom"], found["leverage"]], axis=1), mine == TOP,
            gate[arrays.person_deal, mine] != REFUSED, top_offered, float(arrays.assumptions.top_down_access),
            asked, arrays.measure("support", 0.0), np.where(guessed, trusted, 0.0),
            self.beliefs.support, self.beliefs.chance, value, steps=self._steps(asked, len(known.value)),
        )  # fmt: skip
        return np.where(many, np.nan, value)

    def _steps(self, asked: Flags, introductions: int) -> float:
        """How far the kernel goes: for each unknown and each support it may be, everything in the deal."""
        a_deal = (introductions + self.arrays.n_people) / max(self.arrays.n_deals, 1)
        return float(asked.sum() * len(self.beliefs.support) * a_deal)

    def seats(self, deal: Ints, role: Ints, share: Floats) -> Floats:
        """Of who holds each empty seat, which nobody can be approached for before."""
        assumed = self.arrays.assumptions
        middle = np.isin(role, [ROLES.index("decision_maker"), ROLES.index("evaluator")])
        # Whoever decides or evaluates opens the middle by being there.
        offered = middle | (gates(self.arrays)[deal, TOP] != REFUSED)
        moved = move(assumed.unknown_openness, assumed.unknown_appetite)
        most = cold_access(self.arrays, deal, np.full(len(deal), LAYERS.index("decision"))) * moved * share * offered
        gain = most[:, None] * (1 - self.beliefs.support)
        more = np.maximum(gain - self.best.max(axis=1)[deal][:, None], 0)
        # A matrix product rounds by how many rows it has; each deal is to have the same numbers alone.
        return (more * self.beliefs.chance).sum(axis=1)

    def gates(self, deal: Ints, strategy: Ints) -> Floats:
        """Of whether each unverified strategy is open."""
        chance = np.where(strategy == TOP, self.beliefs.top_down_open, self._strong()[deal])
        own = self.best[deal, strategy]
        others = np.where(np.arange(len(STRATEGIES)) == strategy[:, None], 0.0, self.best[deal]).max(axis=1)
        informed = chance * np.maximum(others, own) + (1 - chance) * others
        return np.maximum(informed - np.maximum(others, chance * own), 0)

    def _strong(self) -> Floats:
        """How likely the product or its price-performance leads enough, as far as nobody has judged them."""
        numbers = [self.arrays.deal_numbers(name) for name in ("product_strength", "value_lead")]
        return 1 - self.arrays.assumptions.bottom_up_strength ** np.isnan(numbers).sum(axis=0)


def _values(worth: Worth, gaps: Gaps) -> Floats:
    """What it is worth to know each gap of a kind; NaN where that cannot be told."""
    if gaps.what == "seat":
        role = worth.arrays.codes("seats", "role", ROLES)[gaps.item]
        return worth.seats(gaps.deal, role, gaps.width / 2)
    if gaps.what == "gate":
        return worth.gates(gaps.deal, gaps.item)
    return np.full(len(gaps.deal), np.nan)


def _detail(arrays: Arrays, worth: Worth, holding: Mapping[tuple[Any, Any], str]) -> pd.DataFrame:
    people = [unknown_people(arrays), guessed_people(arrays)]
    of_deal = [make(arrays) for make in (empty_seats, unnamed_roles, unverified_gates, guessed_answers, open_questions)]
    value = np.concatenate([worth.people[gaps.item] for gaps in people] + [_values(worth, gaps) for gaps in of_deal])
    columns, deal, place = _columns(arrays, [*people, *of_deal], value, sum(len(gaps.deal) for gaps in people))
    columns |= _brought(arrays, people, of_deal)
    deals = arrays.keys.deals.take(deal)
    # As objects, so that no sentence is cut and nothing unknown becomes a number.
    columns["prior"] = np.full(len(deal), None, dtype=object)
    if holding:
        columns["prior"][:] = [holding.get(pair) for pair in zip(deals, columns["about"], strict=True)]
    order = _order(deal, columns, place)
    rank = rank_within(deal[order])
    numbers = pd.RangeIndex(1, int(rank.max(initial=0)) + 2)
    index = pd.MultiIndex(levels=[arrays.keys.deals, numbers], codes=[deal[order], rank], names=["deal", "gap"])
    return frame({name: each[order] for name, each in columns.items()}, index)


def _columns(arrays: Arrays, found: list[Gaps], value: Floats, people: int) -> tuple[dict[str, Any], Ints, Ints]:
    """The columns of `detail`, not yet in order, and for each row its deal and its place among equals.

    The first rows, so many, are about people.
    """

    def joined(name: str) -> Any:
        return np.concatenate([getattr(gaps, name) for gaps in found])

    of_people = [_too_many() if np.isnan(each) else _said(each) for each in value[:people]]
    priced = [*of_people, *map(_said, value[people:])]

    columns = {
        "what": np.repeat(np.array([gaps.what for gaps in found], dtype=object), [len(gaps.deal) for gaps in found]),
        "about": joined("about"),
        "ask": _asked(arrays, found),
        "question": joined("question"),
        "width": joined("width"),
        "value": value,
        "why": np.array([sentence(why + said) for why, said in zip(joined("why"), priced, strict=True)], dtype=object),
        "code": joined("code"),
    }
    return columns, joined("deal"), joined("place")


def _asked(arrays: Arrays, found: list[Gaps]) -> Any:
    """Whom to ask, by id: somebody of the customer, or who of ours knows the customer best where we know ourselves."""
    asked = np.concatenate([named(arrays, gaps.ask) for gaps in found])
    ours = np.concatenate([[text.startswith(our_team()) for text in gaps.question] for gaps in found]).astype(bool)
    deal = np.concatenate([gaps.deal for gaps in found])[ours]
    asked[ours] = _objects(members_for(arrays, deal, [None] * len(deal)))
    return np.where(pd.isna(asked), NOTHING, asked)


def _brought(arrays: Arrays, people: list[Gaps], of_deal: list[Gaps]) -> dict[str, Any]:
    """Whom of ours to bring (004-11): level to level to a person, else by the function that gets to know it."""
    persons = np.concatenate([gaps.item for gaps in people])
    wanted = {**OF_QUESTION, **OF_STRATEGY}
    function = np.array([wanted.get(about) for gaps in of_deal for about in gaps.about], dtype=object)
    deal, some = np.concatenate([gaps.deal for gaps in of_deal]), pd.notna(function)
    members = np.full(len(deal), None, dtype=object)
    members[some] = _objects(members_for(arrays, deal[some], function[some]))
    bring = np.concatenate([_objects(paired_members(arrays, persons, np.full(len(persons), -1))), members])
    nobody = np.full(len(persons), None, dtype=object)
    return {"bring_function": np.concatenate([nobody, function]), "bring": np.where(pd.isna(bring), NOTHING, bring)}


def _objects(values: Any) -> Any:
    return np.asarray(values, dtype=object)


def _order(deal: Ints, columns: dict[str, Any], place: Ints) -> Ints:
    """The order in which to close the gaps."""
    what, value = columns["what"], columns["value"]
    kind = np.array([KINDS.index(each) for each in what], dtype=np.int64)
    approver = np.isin(kind, [KINDS.index("seat"), KINDS.index("role")]) & (columns["about"] == "approver")
    # Products of the same factors may differ by rounding.
    gained = np.where(np.isnan(value), 1.0, -rounded(value))
    return np.lexsort((place, kind, -rounded(np.nan_to_num(columns["width"])), gained, ~approver, deal))


def _too_many() -> str:
    """Why the support of somebody was not priced."""
    return "; " + say(
        "what knowing it is worth was not worked out: that takes too long with more than {people}",
        people=counted(PRICED, "person", "people"),
    )


def _said(value: float) -> str:
    """What knowing it gains, in words; nothing where that is nothing or unknown."""
    if value < 0.0005 or np.isnan(value):
        return ""
    return say("; knowing it improves the best next move by {gain} on average", gain=f"{value:.3f}")
