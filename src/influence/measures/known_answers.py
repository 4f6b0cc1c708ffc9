"""What we know of each question of the checklist, and which table says so: a fact, or a table that holds the answer.

A seller who has written down whom we met need not write again whom we spoke with (rules 002-7, 000-29, 001-16).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from influence.array_types import Flags, Ints
from influence.graph.arrays import Arrays
from influence.graph.kept import kept
from influence.measures.evidence import facts_of
from influence.measures.side_coverage import contacted_by
from influence.tables.checklist import NUMBER, QUESTIONS
from influence.tables.schema import NOBODY, OUR_SIDE, TABLES, WORST_GRADE

# How far a question is answered: nobody knows, we guess or only we say so, or it is known.
OPEN, GUESSED, ANSWERED = range(3)
NO_TABLE = -1
_TABLES = tuple(TABLES)


@dataclass(frozen=True)
class Known:
    """How far each question of `QUESTIONS` is answered, and the table that says so, of shape (deals, questions).

    Attributes
    ----------
    state : ndarray of int
        `OPEN`, `GUESSED` or `ANSWERED`.
    table : ndarray of int
        A position in `TABLES`; -1 where nothing answers it.
    """

    state: Ints
    table: Ints


@kept
def known_answers(arrays: Arrays) -> Known:
    """The best answer to each question; of equally good ones that in `facts`, then the one listed first here."""
    state = _told(arrays)
    table = np.where(state > OPEN, _TABLES.index("facts"), NO_TABLE)
    for question, name, found in _in_tables(arrays):
        number = NUMBER[question]
        better = found > state[:, number]
        state[better, number], table[better, number] = found[better], _TABLES.index(name)
    return Known(state, table)


def _told(arrays: Arrays) -> Ints:
    """What our facts answer; where only the customer can know, what they did not say themselves is a guess."""
    facts = facts_of(arrays)
    ours = facts.answered & (facts.question >= 0)
    customers = np.array([question.by_customer for question in QUESTIONS])[facts.question]
    weak = (facts.grade == WORST_GRADE) | (customers & (facts.source < 0))
    state = np.full((arrays.n_deals, len(QUESTIONS)), OPEN)
    np.maximum.at(state, (facts.deal[ours], facts.question[ours]), np.where(weak, GUESSED, ANSWERED)[ours])
    return state


def _in_tables(arrays: Arrays) -> Iterator[tuple[str, str, Ints]]:
    """Each question that a table can answer, the table, and how far it does in each deal."""
    met, seats, deals = (_Rows(arrays, name) for name in ("interactions", "seats", "deals"))
    for table, told in (("interactions", met), ("contacts", _Rows(arrays, "contacts"))):
        yield (
            "first_contact",
            table,
            told.known(told.ours & told.filled("date" if table == "interactions" else "last_touch")),
        )
        yield "spoke_with", table, told.known(told.ours & told.filled("person"))
        yield "rivals", table, told.known(told.rivals)
    yield "topics", "interactions", met.known(met.ours & met.filled("topic"))
    yield "reaction", "interactions", met.known(met.ours & met.filled("reception"))
    yield "presented", "interactions", met.known(met.ours & met.holds("kind", "demo"))
    yield "proposal", "interactions", met.known(met.ours & met.holds("kind", "proposal"))
    stances = _Rows(arrays, "stances")
    yield "rivals", "stances", stances.known(stances.rivals)
    yield "final_say", "seats", seats.known(seats.holds("role", "approver") & seats.filled("person"))
    yield "decision_power", "seats", np.where(_talks(arrays), seats.known(seats.filled("person")), OPEN)
    yield "next_step", "commitments", _promised(arrays)
    yield "fit", "deals", deals.known(deals.filled("product_strength"))
    yield "decision_time", "deals", deals.known(deals.filled("close_date"))
    yield "budget", "deals", deals.known(deals.filled("amount") | deals.filled("budget_approved"))
    yield "real", "deals", deals.known(deals.filled("budget_approved") & deals.filled("reason_to_act"))
    for question, measure in (
        ("cooperation", "appetite"),
        ("personal_wins", "personal_win"),
        ("friend_or_rival", "support"),
    ):
        yield question, "people", _of_voters(arrays, measure)


class _Rows:
    """The rows of one table, as far as they answer something."""

    def __init__(self, arrays: Arrays, name: str) -> None:
        self.arrays = arrays
        table = arrays.table(name)
        self.frame = pd.DataFrame() if table is None else table
        self.deal: Ints = arrays.keys.deal.get(name, np.empty(0, dtype=np.int64))
        grade = arrays.numbers(name, "evidence")
        self.grade = np.where(grade == WORST_GRADE, GUESSED, ANSWERED)

    def known(self, rows: Flags) -> Ints:
        """How far these rows answer a question in each deal."""
        state = np.full(self.arrays.n_deals, OPEN)
        np.maximum.at(state, self.deal[rows], self.grade[rows])
        return state

    def filled(self, column: str) -> Flags:
        """Which rows have something in this column."""
        if column not in self.frame:
            return np.zeros(len(self.frame), dtype=bool)
        return self.frame[column].notna().to_numpy(dtype=bool)

    def holds(self, column: str, word: str) -> Flags:
        """Which rows have this word in this column."""
        if column not in self.frame:
            return np.zeros(len(self.frame), dtype=bool)
        return (self.frame[column] == word).to_numpy(dtype=bool, na_value=False)

    @cached_property
    def ours(self) -> Flags:
        """Which rows are of our side."""
        return self.holds("side", OUR_SIDE)

    @property
    def rivals(self) -> Flags:
        """Which rows are of a rival."""
        return self.filled("side") & ~self.ours & ~self.holds("side", NOBODY)


def _talks(arrays: Arrays) -> Flags:
    """In which deals we have contacted somebody."""
    return arrays.per_deal(contacted_by(arrays)) > 0


def _promised(arrays: Arrays) -> Ints:
    """Where an open promise has a day by which it is to be done."""
    rows = _Rows(arrays, "commitments")
    return rows.known(rows.filled("due") & ~rows.filled("done") & ~rows.filled("kept"))


def _of_voters(arrays: Arrays, measure: str) -> Ints:
    """Where this is known of everybody who has a vote, and of no seat it is unknown whose it is."""
    votes = arrays.weight > 0
    known, weak = ~np.isnan(arrays.measure(measure)), arrays.measure("evidence") == WORST_GRADE
    whole = (arrays.per_deal(votes) > 0) & (arrays.per_deal(votes & ~known) == 0) & (arrays.empty_weight <= 0)
    return np.where(whole, np.where(arrays.per_deal(votes & weak) > 0, GUESSED, ANSWERED), OPEN)
