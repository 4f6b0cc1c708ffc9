"""What a side was told: its answers to the checklist, from whom, how surely, and what raters say (rules 001, 002, 004).

One number, flag or name per deal or per person. Whatever is unknown is taken so that nothing seems wrong by it.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.grouping import at, ends_of_each, joined
from influence.graph.lookups import days, deal_days, people_named
from influence.measures.evidence import Facts, facts_of
from influence.measures.ratings import hearsay, rated
from influence.tables.checklist import NUMBER, QUESTIONS
from influence.tables.language import say
from influence.tables.schema import MEASURES
from influence.tables.spelling import plain


class Heard:
    """What one side was told; arrays over people, or over deals where a name says so.

    From `several` answers on, one source of all of them is a source alone.
    """

    def __init__(self, arrays: Arrays, side: str, *, several: int) -> None:
        self.arrays, self.several = arrays, several
        self.facts = facts_of(arrays, side)

    def latest(self, question: str) -> Ints:
        """Per deal, the newest answer to this question, a position in `facts`; -1 where there is none."""
        facts = self.facts
        rows = np.flatnonzero(facts.answered & (facts.question == NUMBER[question]))
        text = pd.factorize(facts.answer[rows].astype(str), sort=True)[0]
        order = rows[np.lexsort((text, -np.nan_to_num(facts.day[rows], nan=-np.inf), facts.deal[rows]))]
        deals, first = np.unique(facts.deal[order], return_index=True)
        found = np.full(self.arrays.n_deals, -1)
        found[deals] = order[first]
        return found

    def of_answer(self, question: str, values: Any, unknown: Any) -> Any:
        """Per deal, what belongs to the newest answer to this question."""
        place = self.latest(question)
        values = np.asarray(values)
        found = np.full(len(place), unknown, dtype=values.dtype if len(values) else None)
        found[place >= 0] = values[place[place >= 0]]
        return found

    @cached_property
    def answer_names(self) -> Ints:
        """Per fact, the person its answer names, a position in `people`; -1 where it is nobody."""
        facts = self.facts
        asked = facts.question == NUMBER["final_say"]
        named = np.full(len(facts.deal), -1)
        named[asked] = people_named(self.arrays, facts.deal[asked], pd.Series(facts.answer[asked], dtype=object))
        return named

    @cached_property
    def final_say(self) -> Ints:
        """Per deal, who is said to have the final say, a position in `people`; -1 where nobody is named."""
        return self.of_answer("final_say", self.answer_names, -1).astype(np.int64)

    @cached_property
    def final_say_votes(self) -> Floats:
        """Per deal, the share of the votes of whoever is said to have the final say."""
        return at(self.arrays.weight, self.final_say, np.nan)

    @cached_property
    def stated(self) -> Floats:
        """Per deal, the probability somebody on this side stated."""
        read = np.array([probability(answer) for answer in self.facts.answer], dtype=float)
        return np.asarray(self.of_answer("stated_probability", read, np.nan), dtype=float)

    def day_of(self, question: str) -> Floats:
        """Per deal, the day of the newest answer to this question, in days since 1970."""
        return np.asarray(self.of_answer(question, self.facts.day, np.nan), dtype=float)

    @cached_property
    def own_claim(self) -> Flags:
        """Per deal, whether it is the person themself who says so (002-10)."""
        return self.of_answer("final_say", self.facts.source, -2) == self.final_say

    # How good the answers are.

    @cached_property
    def answers(self) -> Floats:
        """Per deal, how many answers there are."""
        return self.arrays.per_deal(self.facts.answered, self.facts.deal)

    @cached_property
    def hedged(self) -> Floats:
        """Per deal, how many of them are guesses by their own words (001-17)."""
        return self.arrays.per_deal(self.facts.hedged, self.facts.deal)

    @cached_property
    def hedged_questions(self) -> Any:
        """Per deal, the questions they answer."""
        facts, rows = self.facts, np.flatnonzero(self.facts.hedged)
        rows = rows[np.lexsort((facts.asked[rows].astype(str), facts.deal[rows]))]
        return joined(_asks(facts)[rows], facts.deal[rows], self.arrays.n_deals, between=" ")

    @cached_property
    def _by_customer(self) -> Flags:
        """Which answers somebody else than a member of the side gave, or nobody knows who."""
        facts = self.facts
        return facts.answered & ~facts.by_member

    @cached_property
    def _perhaps_by_customer(self) -> Flags:
        """Those answers, and questions of which it is told whom, when or by whom they were asked, but no answer."""
        facts, table = self.facts, self.arrays.table("facts")
        if table is None:
            return self._by_customer
        about = [name for name in ("source", "date", "evidence", "member") if name in table]
        asked = table[about].notna().any(axis=1).to_numpy(dtype=bool)[facts.row]
        return (facts.answered | asked) & ~facts.by_member

    @cached_property
    def sourced_answers(self) -> Floats:
        """Per deal, how many answers somebody of the customer gave."""
        return self.arrays.per_deal(self._by_customer, self.facts.deal)

    @cached_property
    def one_source(self) -> Flags:
        """Whoever gave every answer of several that somebody of the customer gave (002-24F)."""
        # Whoever was asked and whose answer nobody wrote down may have given one too.
        facts, rows = self.facts, self._perhaps_by_customer
        low, high = ends_of_each(facts.deal[rows], facts.source[rows], self.arrays.n_deals)
        alone = (low == high) & (low >= 0) & (self.sourced_answers >= self.several)
        return self.arrays.marked(low[alone])

    @cached_property
    def early(self) -> Floats:
        """Per deal, how many days a proposal was handed over before the need was known (001-18)."""
        return self.day_of("pain") - self.day_of("proposal")

    @cached_property
    def rivals_since(self) -> Floats:
        """Per deal, how old the last word about rivals is, in days (002-22)."""
        return deal_days(self.arrays, "as_of") - self.day_of("rivals")

    # What each member told them.

    @cached_property
    def _terms(self) -> tuple[Ints, Ints, Ints]:
        """Deal, teller and version of every answer about terms that a known member gave, the newest of each."""
        facts = self.facts
        rows = np.flatnonzero(facts.answered & (facts.question == NUMBER["terms"]) & (facts.teller >= 0))
        version = pd.factorize(np.array([plain(str(text)) for text in facts.answer[rows]], dtype=object), sort=True)[0]
        order = np.lexsort(
            (version, -np.nan_to_num(facts.day[rows], nan=-np.inf), facts.teller[rows], facts.deal[rows])
        )
        pairs = np.stack([facts.deal[rows], facts.teller[rows]], axis=1)[order]
        first = np.unique(pairs, axis=0, return_index=True)[1] if len(pairs) else np.empty(0, dtype=np.int64)
        return pairs[first, 0], pairs[first, 1], version[order][first]

    @cached_property
    def tellers(self) -> Floats:
        """Per deal, how many members told the customer terms."""
        deal, _, _ = self._terms
        return self.arrays.per_deal(np.ones(len(deal)), deal)

    @cached_property
    def versions(self) -> Floats:
        """Per deal, how many different versions of them (004-7)."""
        deal, _, version = self._terms
        different = np.unique(np.stack([deal, version], axis=1), axis=0)
        return self.arrays.per_deal(np.ones(len(different)), different[:, 0])

    # What raters say.

    @cached_property
    def unmoved(self) -> Flags:
        """Whose support, rated on several days, is no higher on the last than on the first (001-21)."""
        arrays = self.arrays
        if arrays.table("ratings") is None:
            return np.zeros(arrays.n_people, dtype=bool)
        rows = np.flatnonzero(arrays.codes("ratings", "measure", MEASURES) == MEASURES.index("support"))
        frame = pd.DataFrame(
            {
                "person": arrays.keys.person["ratings", "person"][rows],
                "day": days(arrays, "ratings", "date")[rows],
                "value": arrays.numbers("ratings", "value")[rows],
            }
        )
        undated = frame.loc[frame["day"].isna(), "person"].unique()
        daily = frame.dropna(subset="day").groupby(["person", "day"], as_index=False)["value"].mean()
        ends = daily.groupby("person")["value"].agg(["first", "last", "size"])
        stuck = ends.index[(ends["size"] > 1) & (ends["last"] <= ends["first"])]
        return arrays.marked(np.setdiff1d(stuck, undated).astype(np.int64))

    @cached_property
    def hearsay_only(self) -> Flags:
        """Of whose support only other people of the customer speak (002-11)."""
        arrays, found = self.arrays, rated(self.arrays)
        told = hearsay(arrays)
        others = np.bincount(found.of_reading, weights=told, minlength=len(found.person))
        support = found.measure == MEASURES.index("support")
        return arrays.marked(found.person[support & (others == found.raters)])


def _asks(facts: Facts) -> Any:
    """What each fact answers, in words: a standard question as the checklist asks it, one's own as it is written."""
    standard = np.array([say(question.asks) for question in QUESTIONS], dtype=object)
    return np.where(facts.question < 0, facts.asked, standard[facts.question])


def probability(answer: object) -> float:
    """A probability as somebody writes it, 0.9, 90% or 90; NaN where it reads like none."""
    found = re.fullmatch(r"\s*(\d+(?:[.,]\d+)?)\s*([%％]?)\s*", str(answer or ""))
    if not found:
        return np.nan
    value = float(found[1].replace(",", "."))
    value = value / 100 if found[2] or value > 1 else value
    return value if value <= 1 else np.nan
