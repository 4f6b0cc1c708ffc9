"""What raters say of people now, and how far apart they are (rules 004-5, F10).

A rater's view of one thing about a person is their latest: dated before undated, and the mean of several of one day.
Names that differ only by case, spaces or script are one rater.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Floats, Ints, rounded
from influence.graph.arrays import Arrays
from influence.graph.kept import kept
from influence.graph.lookups import days, people_named
from influence.measures.evidence import evidence_weights
from influence.tables.schema import MEASURES, TABLES
from influence.tables.spelling import plain

# How far each measure's range reaches from end to end, by position in MEASURES.
SPANS = np.array([(TABLES["people"][name].high or 0) - (TABLES["people"][name].low or 0) for name in MEASURES])


@dataclass(frozen=True)
class Readings:
    """What each rater says now, a position each, sorted by person, measure and rater.

    Attributes
    ----------
    person : ndarray of int
        Who is rated, a position in `people`.
    measure : ndarray of int
        What is rated, a position in `MEASURES`.
    rater : ndarray of int
        Who rates, a number in the order of the raters' names.
    name : ndarray of object
        How the rater's name is written here.
    value : ndarray of float
        The rating, in the measure's own range.
    weight : ndarray of float
        How far it is trusted, 0 to 1, by its evidence.
    """

    person: Ints
    measure: Ints
    rater: Ints
    name: Any
    value: Floats
    weight: Floats


@dataclass(frozen=True)
class Rated:
    """What was rated, a position each for every person and measure, sorted by these.

    Attributes
    ----------
    person, measure : ndarray of int
        As in `Readings`.
    of_reading : ndarray of int
        For each of the readings, which of these it is about.
    raters : ndarray of int
        How many rate it.
    low, high : ndarray of float
        The smallest and the largest rating.
    """

    person: Ints
    measure: Ints
    of_reading: Ints
    raters: Ints
    low: Floats
    high: Floats


@dataclass(frozen=True)
class Spread:
    """People of known support whom two or more rate, and the interval, -1 to 1, in which it then lies."""

    person: Ints
    low: Floats
    high: Floats


def hull(arrays: Arrays) -> tuple[Floats, Floats]:
    """The smallest interval around all ratings of each thing rated and what `people` says of it."""
    found = rated(arrays)
    own = np.full(len(found.person), np.nan)
    for number in np.unique(found.measure):
        rows = found.measure == number
        own[rows] = arrays.numbers("people", MEASURES[number])[found.person[rows]]
    return np.fmin(found.low, own), np.fmax(found.high, own)


def disputed(arrays: Arrays, apart: float) -> Flags:
    """Of which things rated two ratings differ by at least this share of the measure's range."""
    found = rated(arrays)
    return rounded((found.high - found.low) / SPANS[found.measure]) >= apart


@kept
def support_spread(arrays: Arrays) -> Spread:
    """Whose known support several raters leave an interval, and which."""
    found, (low, high) = rated(arrays), hull(arrays)
    rows = np.flatnonzero((found.measure == MEASURES.index("support")) & (found.raters > 1))
    if len(rows):
        rows = rows[~np.isnan(arrays.measure("support")[found.person[rows]])]
    return Spread(found.person[rows], low[rows], high[rows])


@kept
def hearsay(arrays: Arrays) -> Flags:
    """Which readings come from people of the deal who speak of somebody else (rule 002-11)."""
    found = readings(arrays)
    deal, told = arrays.person_deal[found.person], np.zeros(len(found.person), dtype=bool)
    if not len(told):
        return told
    # A rater called like a team member of the deal is that member, whoever else is called so.
    others = np.flatnonzero(~_ours(arrays, deal, found.name))
    speaker = people_named(arrays, deal[others], pd.Series(found.name[others], dtype=object))
    told[others] = (speaker >= 0) & (speaker != found.person[others])
    return told


def _ours(arrays: Arrays, deal: Ints, names: Any) -> Flags:
    """Whether each name, of the deal given, is one of our members there."""
    access = arrays.access()
    members = np.asarray(arrays.keys.members, dtype=object)[access.member_id]
    spelling, every = pd.factorize(np.concatenate([members, names]).astype(str))
    name = np.unique([plain(each) for each in every], return_inverse=True)[1][spelling]
    key = np.concatenate([access.member_deal, deal]) * (name.max(initial=0) + 1) + name
    return np.isin(key[len(members) :], key[: len(members)])


@kept
def readings(arrays: Arrays) -> Readings:
    """What each rater says now."""
    table = arrays.table("ratings")
    if table is None or not len(table):
        none, nothing = np.empty(0, dtype=np.int64), np.empty(0)
        return Readings(none, none, none, np.empty(0, dtype=object), nothing, nothing)
    person, measure = arrays.keys.person["ratings", "person"], arrays.codes("ratings", "measure", MEASURES)
    spelling, names = pd.factorize(table["rater"].astype(object), sort=True)
    rater = np.unique([plain(str(name)) for name in names], return_inverse=True)[1][spelling]
    day = np.nan_to_num(days(arrays, "ratings", "date"), nan=-np.inf)
    value = arrays.numbers("ratings", "value")
    weight = evidence_weights(arrays, arrays.numbers("ratings", "evidence"))
    # By value and weight last, so that the order of the rows does not even change the rounding of a mean.
    order = np.lexsort((spelling, weight, value, day, rater, measure, person))
    group = _groups(person[order], measure[order], rater[order])
    newest = np.append(np.flatnonzero(np.diff(group)), len(group) - 1)
    latest = day[order] == day[order][newest][group]
    row, group = order[latest], group[latest]
    first = np.flatnonzero(_begins(group))
    one = row[first]
    # A mean of equal numbers may be off by a rounding.
    ends = np.minimum.reduceat(value[row], first), np.maximum.reduceat(value[row], first)
    return Readings(
        person=person[one],
        measure=measure[one],
        rater=rater[one],
        name=np.asarray(names, dtype=object)[np.minimum.reduceat(spelling[row], first)],
        value=np.clip(_means(value[row], group), *ends),
        weight=_means(weight[row], group),
    )


def _means(values: Floats, group: Ints) -> Floats:
    return np.bincount(group, weights=values) / np.bincount(group)


def _begins(*sorted_columns: Ints) -> Flags:
    """Which rows begin something new, where equal rows stand together."""
    new = np.zeros(len(sorted_columns[0]), dtype=bool)
    new[:1] = True
    for column in sorted_columns:
        new[1:] |= column[1:] != column[:-1]
    return new


def _groups(*sorted_columns: Ints) -> Ints:
    return np.cumsum(_begins(*sorted_columns)) - 1


@kept
def rated(arrays: Arrays) -> Rated:
    """What was rated, by how many and between which ends."""
    found = readings(arrays)
    first = np.flatnonzero(_begins(found.person, found.measure))
    of_reading = _groups(found.person, found.measure)
    return Rated(
        person=found.person[first],
        measure=found.measure[first],
        of_reading=of_reading,
        raters=np.bincount(of_reading, minlength=len(first)),
        low=np.minimum.reduceat(found.value, first),
        high=np.maximum.reduceat(found.value, first),
    )
