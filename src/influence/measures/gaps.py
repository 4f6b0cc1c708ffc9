"""What nobody knows yet, whom it is best asked of, and in which words.

What it is worth to know is for `information_gaps` to say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from influence.array_types import Flags, Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.grouping import at, ratio
from influence.graph.kept import kept
from influence.measures.known_answers import ANSWERED, GUESSED, OPEN, known_answers
from influence.measures.leverage import settled
from influence.measures.side_coverage import contacted_by
from influence.measures.supporter_kinds import recorded
from influence.measures.ways_in import STRATEGIES, UNVERIFIED, gates, reasons
from influence.tables.checklist import CHECKLIST, Question
from influence.tables.language import say
from influence.tables.phrases import percent
from influence.tables.schema import ROLES, WORST_GRADE

ROLE_MATTERS = {
    "approver": "everything depends on who approves",
    "decision_maker": "whoever chooses among the offers has to be won before the approver is asked",
    "evaluator": "whoever compares the offers sets what is asked of them",
    "user": "whoever works with it says whether it solves the problem",
    "influencer": "your own committee template asks for one",
    "gatekeeper": "your own committee template asks for one",
}
OUR_TEAM = "Our own team knows: "
SEAT_OF_NO_ROLE = "Who holds the seat without a named role?"
BOTH_JUDGED = "How good is our product for them, and how far does its price-performance lead the rivals?"
PRODUCT_JUDGED = "How good is our product for them?"
LEAD_JUDGED = "How far does the price-performance of our product lead the rivals?"


def our_team() -> str:
    """How a question begins that our own team can answer."""
    return say(OUR_TEAM)


def unknown_support(arrays: Arrays) -> Flags:
    """Whose support nobody knows."""
    return np.isnan(arrays.measure("support"))


def guessed_support(arrays: Arrays) -> Flags:
    """Whose support is known by the weakest evidence only."""
    return ~unknown_support(arrays) & (arrays.measure("evidence") == WORST_GRADE)


def answers(arrays: Arrays) -> Ints:
    """How far each question of the checklist is answered, of shape (deals, questions)."""
    return known_answers(arrays).state[:, : len(CHECKLIST)]


def missing_roles(arrays: Arrays) -> Flags:
    """Which of the required roles nobody is named for, and no empty seat waits for, of shape (deals, roles)."""
    waiting = [arrays.per_deal(arrays.empty_seat & arrays.seats_of(name), arrays.seat_deal) for name in ROLES]
    held = [arrays.per_deal(arrays.holds(name)) for name in ROLES]
    return arrays.required_roles & (np.stack(held, axis=1) == 0) & (np.stack(waiting, axis=1) == 0)


def unverified(arrays: Arrays) -> Flags:
    """Which strategies nobody can say are open, of shape (deals, strategies)."""
    return gates(arrays) == UNVERIFIED


def count(arrays: Arrays) -> Ints:
    """The gaps of each deal."""
    people = arrays.per_deal(unknown_support(arrays) | guessed_support(arrays))
    seats = arrays.per_deal(arrays.empty_seat, arrays.seat_deal)
    of_deal = [missing_roles(arrays), unverified(arrays), answers(arrays) < ANSWERED]
    return (people + seats + sum(each.sum(axis=1) for each in of_deal)).astype(np.int64)


# Whom to ask: of those we have contacted, the smallest of one number that packs, from the most to the least
# important, whether they are known not to share, the two tests of a gap, and their place among all contacted.


@dataclass(frozen=True)
class Contacted:
    """Those we have contacted, in the order in which we would rather ask them, and whether they will not share."""

    people: Ints
    silent: Flags

    def key(self, place: Ints, first: Flags | int = 0, second: Flags | int = 0) -> Ints:
        """The number of those at these places; `first` and `second` are what speaks against asking them."""
        return ((self.silent[place] * 2 + first) * 2 + second) * len(self.people) + place

    @property
    def nobody(self) -> int:
        """A number above all others."""
        return 8 * len(self.people) + 7

    def of(self, key: Ints) -> Ints:
        """Who is meant, positions in `people`; -1 where it is nobody."""
        place = np.where(key < self.nobody, key % max(len(self.people), 1), -1)
        return at(self.people, place, -1)


@kept
def contacted(arrays: Arrays) -> Contacted:
    """Those we have contacted: who sees and shares more, then whom we know better, then by id, comes first."""
    people = np.flatnonzero(contacted_by(arrays))
    # By position in CONDITIONS, observed, claimed and no, and last, where -1 finds it, unknown.
    worth = np.array([2, 1, -1, 0])
    telling = worth[recorded(arrays, "sees")] + worth[recorded(arrays, "shares")]
    people = people[np.lexsort((people, -arrays.depth()[people], -telling[people]))]
    return Contacted(people, worth[recorded(arrays, "shares")][people] < 0)


def ask_about_people(arrays: Arrays) -> Ints:
    """Whom to ask about each person: themselves, else whoever is tied to them, else of their department, else any."""
    known = contacted(arrays)
    place = np.arange(len(known.people))
    deal, team = arrays.person_deal, _departments(arrays)
    best = _smallest(known, deal[known.people], known.key(place, 1, 1), arrays.n_deals)[deal]
    inside = team[known.people] >= 0
    near = _smallest(known, team[known.people][inside], known.key(place, 1, 0)[inside], arrays.n_people)
    best = np.where(team >= 0, np.minimum(best, near[team]), best)
    np.minimum.at(best, *_tied(arrays, known, team))
    best[known.people] = known.key(place)
    return known.of(best)


def _tied(arrays: Arrays, known: Contacted, team: Ints) -> tuple[Ints, Ints]:
    """For each relationship with somebody contacted: who has it, and the number of whom it leads to."""
    binding, place = arrays.binding, np.full(arrays.n_people, -1)
    place[known.people] = np.arange(len(known.people))
    source = binding.source
    leads = place[binding.target] >= 0
    source, target = source[leads], binding.target[leads]
    elsewhere = (team[source] != team[target]) | (team[source] < 0)
    return source, known.key(place[target], 0, elsewhere)


def _departments(arrays: Arrays) -> Ints:
    """Each person's department as a number of its own in every deal; -1 where unknown."""
    apart = arrays.person_deal * (arrays.department.max(initial=-1) + 1) + arrays.department
    return np.where(arrays.department < 0, -1, np.unique(apart, return_inverse=True)[1])


def ask_role(arrays: Arrays, role: str) -> Ints:
    """Whom to ask in each deal, a position in `people`: whoever holds this role, else any; -1 where there is nobody."""
    known = contacted(arrays)
    holds = arrays.holds(role) if role in ROLES else np.ones(arrays.n_people, dtype=bool)
    keys = known.key(np.arange(len(known.people)), 0, ~holds[known.people])
    return known.of(_smallest(known, arrays.person_deal[known.people], keys, arrays.n_deals))


def _smallest(known: Contacted, group: Ints, key: Ints, size: int) -> Ints:
    best = np.full(size, known.nobody)
    np.minimum.at(best, group, key)
    return best


# The gaps of each kind, a row each.


@dataclass(frozen=True)
class Gaps:
    """The gaps of one kind.

    Attributes
    ----------
    what : str
        The kind.
    deal : ndarray of int
        The number of the deal.
    item : ndarray of int
        What it is about: a person, a row of `seats`, or a position in `ROLES`, `STRATEGIES`, `CHECKLIST`.
    place : ndarray of int
        Which of equals comes first.
    about : ndarray of object
        What it is about, by id or name.
    ask : ndarray of int
        Whom to ask, a position in `people`; -1 where there is nobody, or our own team knows.
    question, why : ndarray of object
        What to ask, and why it matters.
    width : ndarray of float
        How much of the interval of committee support it leaves open; NaN where that cannot be told.
    code : ndarray of object
        The number in rules.md.
    """

    what: str
    deal: Ints
    item: Ints
    place: Ints
    about: Any
    ask: Ints
    question: Any
    why: Any
    width: Floats
    code: Any


def unknown_people(arrays: Arrays) -> Gaps:
    """Those whose support nobody knows."""
    people = np.flatnonzero(unknown_support(arrays))
    leverage = settled(arrays).leverage[people]
    width = 2 * np.abs(leverage)
    question = [
        say("Is {name} for us or against us, and how strongly?", name=name) for name in arrays.person_names[people]
    ]
    why = [
        say(
            "leverage {leverage}: while this is unknown, the committee's support could still move by {width}",
            leverage=_rounded(one),
            width=_rounded(each),
        )
        for one, each in zip(leverage, width, strict=True)
    ]
    return _people(arrays, "support", people, question, why, width)


def guessed_people(arrays: Arrays) -> Gaps:
    """Those whose support is known by the weakest evidence only."""
    people = np.flatnonzero(guessed_support(arrays))
    support, leverage = arrays.measure("support")[people], settled(arrays).leverage[people]
    stated = [say("a support of {support}", support=f"{each:+.2f}".replace("-", "−")) for each in support]
    names = arrays.person_names[people]
    question = [
        say("What has {name} done that shows {support}?", name=name, support=each)
        for name, each in zip(names, stated, strict=True)
    ]
    why = [
        say(
            "{support} is only a guess (evidence grade {grade}), with leverage {leverage}",
            support=each,
            grade=WORST_GRADE,
            leverage=_rounded(one),
        )
        for each, one in zip(stated, leverage, strict=True)
    ]
    return _people(arrays, "evidence", people, question, why, np.zeros(len(people)))


def _rounded(value: float) -> str:
    """A number of two digits, or how little it is."""
    if abs(value) >= 0.005:
        return f"{value:.2f}".replace("-", "−")
    return say("almost nothing") if value else say("nothing")


def _people(arrays: Arrays, what: str, people: Ints, question: list[str], why: list[str], width: Floats) -> Gaps:
    return Gaps(
        what=what,
        deal=arrays.person_deal[people],
        item=people,
        place=people,
        about=named(arrays, people),
        ask=ask_about_people(arrays)[people],
        question=_texts(question),
        why=_texts(why),
        width=width,
        code=np.full(len(people), "001-22" if what == "support" else "001-17", dtype=object),
    )


def empty_seats(arrays: Arrays) -> Gaps:
    """Seats of the committee that nobody is known to hold."""
    seats = np.flatnonzero(arrays.empty_seat)
    deal, role, veto = arrays.seat_deal[seats], arrays.codes("seats", "role", ROLES)[seats], arrays.seat_veto[seats]
    share = ratio(arrays.seat_weight[seats], arrays.total_votes[deal])
    about = _texts(list(ROLES))[role]
    why = [
        say(
            "this seat has {votes}: while empty, the committee's support could still move by {width}",
            votes=say("{share} of the votes and a veto" if must else "{share} of the votes", share=percent(votes)),
            width=_rounded(2 * votes),
        )
        for votes, must in zip(share, veto, strict=True)
    ]
    return Gaps(
        what="seat",
        deal=deal,
        item=seats,
        # Seats have no ids: those of one role are told apart by their width, and last by the veto.
        place=2 * role + ~veto,
        about=about,
        ask=ask_role(arrays, "gatekeeper")[deal],
        question=_texts(
            [
                say(SEAT_OF_NO_ROLE) if name == "other" else say("Who holds the seat of the {role}?", role=_words(name))
                for name in about
            ]
        ),
        why=_texts(why),
        width=2 * share,
        code=np.where(about == "approver", "001-11", "002-18").astype(object),
    )


def unnamed_roles(arrays: Arrays) -> Gaps:
    """Required roles without a person and without an empty seat."""
    deal, role = np.nonzero(missing_roles(arrays))
    about = _texts(list(ROLES))[role]
    return Gaps(
        what="role",
        deal=deal,
        item=role,
        place=role,
        about=about,
        ask=ask_role(arrays, "gatekeeper")[deal],
        question=_texts([say("Who is the {role}?", role=_words(name)) for name in about]),
        why=_texts([say("nobody is named for this role: {why}", why=say(ROLE_MATTERS[name])) for name in about]),
        width=np.full(len(deal), np.nan),
        code=np.where(about == "approver", "001-11", "003-3").astype(object),
    )


def unverified_gates(arrays: Arrays) -> Gaps:
    """Strategies nobody can say are open."""
    deal, strategy = np.nonzero(unverified(arrays))
    top = strategy == STRATEGIES.index("top_down")
    return Gaps(
        what="gate",
        deal=deal,
        item=strategy,
        place=strategy,
        about=_texts(list(STRATEGIES))[strategy],
        # The top is unverified where no contact is recorded: there is nobody to ask but ourselves.
        ask=np.where(top, -1, ask_role(arrays, "user")[deal]),
        question=np.where(top, our_team() + say("Whom of theirs do we know, and how well?"), _judged(arrays)[deal]),
        why=reasons(strategy, np.full(len(deal), UNVERIFIED)),
        width=np.zeros(len(deal)),
        code=np.where(top, "003-19", "003-27").astype(object),
    )


def _judged(arrays: Arrays) -> Any:
    """What to ask in each deal to know whether bottom_up is open: what nobody has judged yet."""
    product, lead = (~np.isnan(arrays.deal_numbers(name)) for name in ("product_strength", "value_lead"))
    return np.where(product, say(LEAD_JUDGED), np.where(lead, say(PRODUCT_JUDGED), say(BOTH_JUDGED))).astype(object)


def open_questions(arrays: Arrays) -> Gaps:
    """Questions of the checklist without an answer."""
    return _checklist(arrays, "question", OPEN)


def guessed_answers(arrays: Arrays) -> Gaps:
    """Questions of the checklist to which we have a guess, or an answer that the customer has not confirmed."""
    return _checklist(arrays, "evidence", GUESSED)


def _checklist(arrays: Arrays, what: str, known: int) -> Gaps:
    deal, number = np.nonzero(answers(arrays) == known)
    guess = known == GUESSED
    before = [_unsure(each) * guess + our_team() * (each.knows == "member") for each in CHECKLIST]
    because = say("the answer so far is not sure: ") if guess else ""
    return Gaps(
        what=what,
        deal=deal,
        item=number,
        # Behind the people of whom we only have a guess.
        place=arrays.n_people + number,
        about=_texts([each.name for each in CHECKLIST])[number],
        ask=_knowing(arrays)[deal, number],
        question=_texts([words + say(each.asks) for words, each in zip(before, CHECKLIST, strict=True)])[number],
        why=_texts([because + say(each.matters) for each in CHECKLIST])[number],
        width=np.full(len(deal), np.nan),
        code=_texts(["001-17" if guess and not each.by_customer else each.rule for each in CHECKLIST])[number],
    )


def _unsure(question: Question) -> str:
    """What is wrong with a guess."""
    return say("The customer has not said so yet. ") if question.by_customer else say("We only guess so far. ")


def _knowing(arrays: Arrays) -> Ints:
    """Whom to ask each question of the checklist, of shape (deals, questions); -1 where our own team knows."""
    asked = {role: ask_role(arrays, role) for role in sorted({each.knows for each in CHECKLIST} - {"member"})}
    asked["member"] = np.full(arrays.n_deals, -1)
    return np.stack([asked[each.knows] for each in CHECKLIST], axis=1)


def named(arrays: Arrays, positions: Ints) -> Any:
    """The ids of the people at these positions, None where a position is -1."""
    found, some = np.full(len(positions), None, dtype=object), positions >= 0
    found[some] = np.asarray(arrays.person_ids(positions[some]), dtype=object)
    return found


def _words(role: str) -> str:
    return say(role.replace("_", " "))


def _texts(words: list[str]) -> Any:
    return np.array(words, dtype=object)
