"""How far a reading can be trusted: evidence grades, hedged answers, and the facts each side knows.

A claim is not an observation (rules 001-17, 002-10, 002-11): what a person says has grade 3, what was only guessed a
grade less, and no grade makes a contact of somebody who was merely talked about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.kept import kept
from influence.graph.lookups import days, people_named
from influence.tables.checklist import question_numbers
from influence.tables.schema import OUR_SIDE, WORST_GRADE

# A Latin word stands alone; Chinese has no spaces between words.
HEDGES = re.compile(
    r"\b(?:maybe|perhaps|possibly|probably|presumably|supposedly|apparently|i guess|i think|i suppose|i assume|not sure"
    r"|unsure|seems)\b|(?<![不尽盡])可能|也许|也許|我猜|大概|或许|或許|估计|估計|好像",
    re.IGNORECASE,
)


def hedged(texts: pd.Series) -> Flags:
    """Which texts say that their speaker is not sure; unknown text does not."""
    return texts.astype(object).map(lambda text: bool(HEDGES.search(str(text))), na_action="ignore").eq(True).to_numpy()


def evidence_weights(arrays: Arrays, grades: Floats) -> Floats:
    """How far a reading of each grade is trusted, 0 to 1; unknown grades as the assumptions say."""
    by_grade = arrays.assumptions.evidence_weights
    weights = np.array([*(by_grade[grade] for grade in sorted(by_grade)), arrays.assumptions.unknown_evidence])
    return weights[np.where(np.isnan(grades), len(by_grade), grades - 1).astype(np.int64)]


@dataclass(frozen=True)
class Facts:
    """The facts one side knows, a position each for every row of `facts` that is its own.

    Attributes
    ----------
    row : ndarray of int
        The row in the table `facts`.
    deal : ndarray of int
        The number of the deal.
    question : ndarray of int
        A position in `checklist.QUESTIONS`; -1 for a question of one's own.
    asked : ndarray of object
        The question as it is written.
    answer : ndarray of object
        The answer as text; None where there is none.
    answered : ndarray of bool
        Whether there is an answer.
    hedged : ndarray of bool
        Whether the answer says that its speaker is not sure.
    grade : ndarray of float
        The evidence grade, 1 to 4, one worse where the answer is hedged; NaN where nobody graded it.
    day : ndarray of float
        The date in days since 1970; NaN where unknown.
    source : ndarray of int
        The person who said so, a position in `people`; -1 where it is nobody of the deal.
    by_member : ndarray of bool
        Whether the source is a member, of any side, and nobody of the deal: what we know of ourselves.
    teller : ndarray of int
        The member who knows it, a number in `keys.members`: as `member` says, else as `source` names one; -1 where
        unknown.
    """

    row: Ints
    deal: Ints
    question: Ints
    asked: Any
    answer: Any
    answered: Flags
    hedged: Flags
    grade: Floats
    day: Floats
    source: Ints
    by_member: Flags
    teller: Ints


@kept
def facts_of(arrays: Arrays, side: str = OUR_SIDE) -> Facts:
    """The facts this side knows; whose knowledge a fact is stands in its `side`, ours where nobody says."""
    table = arrays.table("facts")
    if table is None:
        table = pd.DataFrame(columns=["deal", "question"], dtype=object)
    owner = table["side"].fillna(OUR_SIDE) if "side" in table else pd.Series(OUR_SIDE, index=table.index)
    row = np.flatnonzero((owner == side).to_numpy(dtype=bool))
    deal = arrays.keys.deal.get("facts", np.empty(0, dtype=np.int64))[row]
    answers = _column(table, "answer", row)
    source = _column(table, "source", row)
    unsure, speaker = hedged(answers), people_named(arrays, deal, source)
    member = _members_named(arrays, deal, source)
    return Facts(
        row=row,
        deal=deal,
        question=question_numbers(table["question"].iloc[row]),
        asked=table["question"].iloc[row].to_numpy(dtype=object),
        answer=answers.to_numpy(dtype=object, na_value=None),
        answered=answers.notna().to_numpy(),
        hedged=unsure,
        grade=_grades(arrays, row, unsure),
        day=days(arrays, "facts", "date")[row],
        source=speaker,
        by_member=(member >= 0) & (speaker < 0),
        teller=_tellers(arrays, row, member),
    )


def _column(table: pd.DataFrame, name: str, row: Ints) -> pd.Series:
    return table[name].iloc[row] if name in table else pd.Series(None, index=table.index[row], dtype=object)


def _grades(arrays: Arrays, row: Ints, unsure: Flags) -> Floats:
    grade = arrays.numbers("facts", "evidence")[row]
    # A guess nobody graded is the weakest evidence there is.
    return np.where(unsure, np.minimum(np.where(np.isnan(grade), WORST_GRADE, grade + 1), WORST_GRADE), grade)


def _members_named(arrays: Arrays, deal: Ints, texts: pd.Series) -> Ints:
    """The number of the member of the deal, of any side, whom each text names by id; -1 where it names none."""
    number = np.asarray(pd.Index(arrays.member_texts).get_indexer(texts.astype(str)))
    of_deal = [arrays.member_keys(table)[member >= 0] for table, member in arrays.keys.member.items()]
    there = np.isin(deal * max(len(arrays.member_texts), 1) + number, np.concatenate([np.empty(0), *of_deal]))
    return np.where((number >= 0) & there, number, -1)


def _tellers(arrays: Arrays, row: Ints, said: Ints) -> Ints:
    known = arrays.keys.member.get("facts")
    return said if known is None else np.where(known[row] >= 0, known[row], said)
