"""The columns of the tables as arrays, for all deals at once.

People stand sorted by deal, so each deal is a slice.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Floats, Ints
from influence.compiled import loop
from influence.graph.edges import starts
from influence.graph.grouping import at, largest_of_each
from influence.graph.kept import kept
from influence.graph.kernels import sums
from influence.tables.assumptions import Assumptions
from influence.tables.keys import Keys, ids
from influence.tables.schema import LAYERS, REASONS, TABLES


class Columns:
    """Columns by position in the sorted `people` or in the rows of their table; unknown numbers are NaN."""

    def __init__(
        self,
        tables: Mapping[str, pd.DataFrame],
        keys: Keys,
        assumptions: Assumptions,
        seat_assumed: Flags | None = None,
    ) -> None:
        """`seat_assumed` says which rows of `seats` templates assume; none where it is not given."""
        self._tables = tables
        none = np.zeros(len(tables.get("seats", ())), dtype=bool)
        self.seat_assumed: Flags = none if seat_assumed is None else seat_assumed
        self.kept: dict[Hashable, Any] = {}
        self.keys = keys
        self.assumptions = assumptions
        self.n_deals = len(keys.deals)
        self.n_people = len(tables["people"])
        self.person_deal = keys.deal_of_person
        self.person_start = starts(self.person_deal, self.n_deals)

    def table(self, name: str) -> pd.DataFrame | None:
        """One table, not to be changed; none where it was not given."""
        return self._tables.get(name)

    def measure(self, name: str, unknown: float = np.nan) -> Floats:
        """A measure of people, with `unknown` where nobody knows it; openness no larger than their reason allows.

        Not to be changed.
        """
        values = self.numbers("people", name, unknown)
        return np.minimum(values, self._openness_ceiling) if name == "openness" else values

    @cached_property
    def _openness_ceiling(self) -> Floats:
        """The largest openness of each person, by why they stand where they stand (rule 003-10)."""
        ceilings = [self.assumptions.openness_ceilings[reason] for reason in REASONS]
        return np.array([*ceilings, 1.0])[self.codes("people", "reason", REASONS)]

    @kept
    def numbers(self, table: str, column: str, unknown: float = np.nan) -> Floats:
        """A column of numbers, with `unknown` where there is none; the whole column where the table lacks it.

        Whoever asks again gets the same array: it is not to be changed.
        """
        frame = self._tables.get(table)
        if frame is None or column not in frame:
            return np.full(0 if frame is None else len(frame), unknown)
        if np.isnan(unknown):
            return np.asarray(frame[column].to_numpy(dtype=np.float64, na_value=np.nan))
        known = self.numbers(table, column)
        return np.where(np.isnan(known), unknown, known)

    def defaulted(self, table: str, column: str) -> Floats:
        """A column of numbers with the schema's default where a cell is unknown."""
        default = TABLES[table][column].default
        return self.numbers(table, column, np.nan if default is None else float(default))

    def codes(self, table: str, column: str, choices: tuple[str, ...]) -> Ints:
        """A column of choices as positions among `choices`; -1 where unknown."""
        return self.narrow_codes(table, column, choices).astype(np.int64)

    @kept
    def narrow_codes(self, table: str, column: str, choices: tuple[str, ...]) -> Ints:
        """The same in as few bytes as will do: not to be changed, nor to be computed with."""
        frame = self._tables.get(table)
        if frame is None or column not in frame:
            return np.full(0 if frame is None else len(frame), -1, dtype=np.int8)
        # Each distinct word is looked up once.
        codes, words = pd.factorize(frame[column])
        positions = pd.Categorical(words, categories=list(choices)).codes
        return at(positions, codes, positions.dtype.type(-1))

    def person_ids(self, positions: Any) -> Any:
        """The ids of the people at these positions, unknown where a position is -1."""
        # One more code behind the last, for nobody: -1 finds it.
        return ids(self.keys.persons, at(self._person_code, positions, -1))

    @cached_property
    def _person_code(self) -> Ints:
        """The position in `keys.persons` of the id of each person."""
        return self.keys.person_code

    def pair_ids(self, pairs: Ints) -> Any:
        """The ids of two people each, joined by a plus sign; unknown where one of the two positions is -1."""
        joined = np.full(len(pairs), None, dtype=object)
        both = (pairs >= 0).all(axis=1)
        one, other = (np.asarray(self.person_ids(each), dtype=object).astype(str) for each in pairs[both].T)
        joined[both] = one.astype(object) + " + " + other.astype(object)
        return joined

    def marked(self, people: Ints) -> Flags:
        """One flag per person, true of these."""
        found = np.zeros(self.n_people, dtype=bool)
        found[people] = True
        return found

    def largest(self, values: Floats, among: Flags) -> Ints:
        """Who of these has the largest value in each deal, of equals the first by id; -1 where there is nobody."""
        return largest_of_each(self.person_deal, values, self.n_deals, among)

    @cached_property
    def person_texts(self) -> Any:
        """The id of each person as text."""
        return self._texts(np.arange(self.n_people))

    def _texts(self, people: Ints) -> Any:
        # Of a block of deals only its own people are put into text.
        return np.asarray(self.keys.persons.take(self._person_code[people]).astype(str), dtype=object)

    @cached_property
    def member_texts(self) -> Any:
        """The id of each of `keys.members` as text."""
        return np.asarray(self.keys.members.astype(str), dtype=object)

    @cached_property
    def person_names(self) -> Any:
        """What to call each person, as text."""
        return self.names_of(np.arange(self.n_people))

    def names_of(self, people: Ints) -> Any:
        """What to call these people: their name, else their title with the id, else the id, as text."""
        # Without Arrow the texts are the ids themselves, which nothing may write over.
        called, table = self._texts(people).copy(), self._tables["people"]
        if "title" in table:
            titles = table["title"].to_numpy(dtype=object)[people]
            told = pd.notna(titles) & (titles != called)
            called[told] = titles[told] + " (" + called[told] + ")"
        if "name" in table:
            names = table["name"].to_numpy(dtype=object)[people]
            called = np.where(pd.isna(names), called, names)
        return called

    def per_deal(self, values: Floats | Flags | Ints, deal: Ints | None = None) -> Floats:
        """Sums of values of people (or of rows of the deals given) per deal."""
        if deal is not None and values.dtype == bool:
            return np.bincount(deal[values], minlength=self.n_deals).astype(float)
        if deal is not None:
            return np.bincount(deal, weights=values, minlength=self.n_deals)
        total = np.empty(self.n_deals)
        kernel = sums.counted if values.dtype == bool else sums.summed
        loop(kernel, self.person_start, np.ascontiguousarray(values), total, steps=self.n_people)
        return total

    def deal_numbers(self, column: str) -> Floats:
        """A column of `deals` by the deal's number; NaN where unknown."""
        values = np.full(self.n_deals, np.nan)
        if "deals" in self._tables:
            values[self.keys.deal["deals"]] = self.numbers("deals", column)
        return values

    def deal_codes(self, column: str, choices: tuple[str, ...]) -> Ints:
        """A column of choices of `deals` by the deal's number; -1 where unknown."""
        values = np.full(self.n_deals, -1, dtype=np.int64)
        if "deals" in self._tables:
            values[self.keys.deal["deals"]] = self.codes("deals", column, choices)
        return values

    @cached_property
    def layer(self) -> Ints:
        """The layer of each person, a position in `LAYERS`."""
        return self.codes("people", "layer", LAYERS)

    @cached_property
    def department(self) -> Ints:
        """The department of each person as a number; -1 where unknown."""
        people = self._tables["people"]
        if "department" not in people:
            return np.full(self.n_people, -1, dtype=np.int64)
        return np.asarray(pd.factorize(people["department"])[0], dtype=np.int64)

    @cached_property
    def external(self) -> Flags:
        """Who is marked as outside the customer's organisation; who is not counts as inside."""
        return self.measure("external") > 0
