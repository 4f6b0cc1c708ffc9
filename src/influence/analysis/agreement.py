"""Do those who rate the customer's people agree, and about whom not?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding, arrays_of, per_deal
from influence.array_types import Flags, Floats, Ints, rounded
from influence.graph.arrays import Arrays
from influence.graph.grouping import at, largest_of_each, ratio
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.evidence import facts_of
from influence.measures.ratings import SPANS, Rated, Readings, disputed, hearsay, hull, rated, readings
from influence.rules.thresholds import Thresholds
from influence.tables.language import say
from influence.tables.schema import MEASURES
from influence.tables.spelling import plain

SUPPORT = MEASURES.index("support")
STATEMENT = 3


def agreement(graph: StakeholderGraph, *, thresholds: Thresholds | None = None) -> Finding:
    """Do those who rate the customer's people agree, and about whom do they not?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals; `ratings` says who rates whom.
    thresholds : Thresholds, optional
        From where on a rule fires; `apart` counts here: from which difference on raters dispute a person.

    Returns
    -------
    Finding
        `by_deal`: `alpha_interval` and `alpha_ordinal` (Krippendorff's alpha of support, at most 1 = all agree, 0 =
        as by chance, below = worse than chance; unknown where no two raters rate the same person or no two of their
        values differ), the same of the other measures (`alpha_interval_participation`, ...), `raters` (people who
        rated anything), `widest` (the person about whose support raters differ most, by id; unknown where they
        differ about nobody) and `widest_range` (0 to 1, by how much of support's range; unknown where no two rate
        the same person), `rates_high` (the rater whose ratings of support lie highest above those of others of the
        same people, as the name is written; unknown where nobody rates higher than others) and `rates_high_by`
        (their mean difference, 0 to 2 in units of support; unknown where no two rate the same person),
        `told_by_one` (answered questions of `facts` that only one team member knows the answer to; unknown where
        no answer says whose knowledge it is).
        `detail`, a row per person and measure rated, indexed by `deal`, `person` and `measure`: `raters`, `low` and
        `high` (smallest and largest rating, in the measure's own range), `range` (high - low), `pooled` (their mean,
        weighted by evidence; unknown where no evidence has weight), `pooled_low` and `pooled_high` (the interval
        that holds every rating and what `people` says), `hearsay` (raters who are people of the deal themselves and
        speak of somebody else), `disputed` (whether at least two raters are `apart`).

    Notes
    -----
    What a rater says now is their latest rating, dated before undated, the mean of several of one day; names that
    differ only by case, spaces or script are one rater. alpha = 1 - observed / expected disagreement. Observed is the
    mean squared difference between two ratings of the same person (each person's pairs weighted by 1 / (raters - 1)),
    expected that between any two ratings, whomever they are about; whom one alone rates counts in neither
    (Krippendorff, Content Analysis, 2004, chapter 11; Computing Krippendorff's Alpha-Reliability, 2011). Both come
    from sums of squares about means. The ordinal difference of two values is the number of ratings between them, with
    half of those at either end: exactly the difference of their mid-ranks. So the ordinal alpha is the interval alpha
    of mid-ranks.

    Evidence weighs by `evidence_weights` of the assumptions; hearsay is a statement, whatever grade it bears, and
    weighs no more than one (002-11). The pooled value tells the team where it stands; scores take what `people` says,
    and where two or more rate a person's support the interval widens the bounds of `support`. A fact whose `member`
    nobody recorded counts for nobody. Rules 004-5, 004-6, 002-11.

    Examples
    --------
    >>> import influence, pandas as pd
    >>> people = influence.datasets.load("cooked_duck").people
    >>> ratings = pd.DataFrame({"rater": ["Yao", "sales manager"], "person": "general manager", "value": [1, -0.5]})
    >>> ratings = ratings.assign(deal="equipment", measure="support")
    >>> found = influence.agreement(influence.StakeholderGraph.from_tables(people, ratings=ratings))
    >>> found.by_deal[["widest", "widest_range", "rates_high", "rates_high_by"]]
                        widest  widest_range rates_high  rates_high_by
    deal
    equipment  general manager          0.75        Yao            1.5
    """
    arrays, apart = arrays_of(graph), (thresholds or Thresholds()).apart
    by_deal = {
        **_alphas(arrays),
        "raters": _raters(arrays),
        **_widest(arrays),
        **_rates_high(arrays),
        "told_by_one": _told_by_one(arrays),
    }
    return Finding(
        say("Do those who rate the customer's people agree, and about whom not?"),
        per_deal(graph.keys, by_deal),
        lambda: _detail(arrays, apart),
        graph,
    )


def _alphas(arrays: Arrays) -> dict[str, Floats]:
    """Both alphas of every measure, by deal."""
    found, about = readings(arrays), rated(arrays)
    paired = about.raters[about.of_reading] > 1
    cell = arrays.person_deal[found.person[paired]] * len(MEASURES) + found.measure[paired]
    unit = np.cumsum(np.diff(about.of_reading[paired], prepend=-1) > 0) - 1
    # Raters who mean the same number must not differ by a rounding.
    order, cell, unit = _by_cell(cell, unit)
    value = rounded(found.value[paired][order])
    cells = arrays.n_deals * len(MEASURES)
    interval, ordinal = (_alpha(each, unit, cell, cells) for each in (value, _mid_ranks(value, cell)))
    table = {"interval": interval.reshape(-1, len(MEASURES)), "ordinal": ordinal.reshape(-1, len(MEASURES))}
    return {
        f"alpha_{metric}" + ("" if number == SUPPORT else f"_{name}"): values[:, number]
        for number, name in enumerate(MEASURES)
        for metric, values in table.items()
    }


def _by_cell(cell: Ints, unit: Ints) -> tuple[Ints, Ints, Ints]:
    """The order in which readings stand by deal and measure, and these and the units in it."""
    order = np.argsort(cell, kind="stable")
    return order, cell[order], unit[order]


def _alpha(value: Floats, unit: Ints, cell: Ints, cells: int) -> Floats:
    """Krippendorff's alpha of values of two and more raters a unit, for every cell; rows sorted by cell."""
    # Counted from a value of the cell, equal values are exactly zero.
    value = value - value[np.searchsorted(cell, cell)]
    raters, count = np.bincount(unit)[unit], np.bincount(cell, minlength=cells)
    within = value - (np.bincount(unit, weights=value) / np.maximum(np.bincount(unit), 1))[unit]
    around = value - (np.bincount(cell, weights=value, minlength=cells) / np.maximum(count, 1))[cell]
    observed = np.bincount(cell, weights=within**2 * raters / (raters - 1), minlength=cells)
    expected = np.bincount(cell, weights=around**2, minlength=cells)
    alpha = np.full(cells, np.nan)
    some = expected > 0
    alpha[some] = 1 - (1 - 1 / count[some]) * observed[some] / expected[some]
    return alpha


def _mid_ranks(value: Floats, cell: Ints) -> Floats:
    """The rank of each value in its cell, equal values in the middle of their ranks; rows sorted by cell."""
    order = np.lexsort((value, cell))
    sorted_value, sorted_cell = value[order], cell[order]
    new = np.ones(len(value), dtype=bool)
    new[1:] = (np.diff(sorted_cell) > 0) | (np.diff(sorted_value) > 0)
    level, first = np.cumsum(new) - 1, np.flatnonzero(new)
    ranks = np.empty(len(value))
    # The ranks of a level run from its first place to its last; where ranks begin in a cell makes no difference.
    ranks[order] = (first + (np.bincount(level, minlength=len(first)) - 1) / 2)[level]
    return ranks


def _raters(arrays: Arrays) -> Ints:
    deal, _, _ = _of_rater(arrays, readings(arrays), np.ones(len(readings(arrays).person), dtype=bool))
    return np.bincount(deal, minlength=arrays.n_deals)


def _of_rater(arrays: Arrays, found: Readings, rows: Flags) -> tuple[Ints, Ints, Any]:
    """The raters of these readings, by deal and name: the deal, which of them gave each reading, and the name."""
    deal, width = arrays.person_deal[found.person[rows]], found.rater.max(initial=0) + 1
    each, giver = np.unique(deal * width + found.rater[rows], return_inverse=True)
    order = np.lexsort((found.name[rows].astype(str), giver))
    first = order[np.searchsorted(giver[order], np.arange(len(each)))]
    return each // width, giver, found.name[rows][first]


def _widest(arrays: Arrays) -> dict[str, Any]:
    about = rated(arrays)
    part = rounded((about.high - about.low) / SPANS[SUPPORT])
    compared = (about.measure == SUPPORT) & (about.raters > 1)
    most = largest_of_each(arrays.person_deal[about.person], part, arrays.n_deals, compared)
    share = at(part, most, np.nan)
    who = np.where(share > 0, at(about.person, most, -1), -1)
    return {"widest": arrays.person_ids(who), "widest_range": share}


def _rates_high(arrays: Arrays) -> dict[str, Any]:
    """Who rates above the others of the same people by most, on average over these people."""
    found, about = readings(arrays), rated(arrays)
    rows = (found.measure == SUPPORT) & (about.raters[about.of_reading] > 1)
    unit, value = about.of_reading[rows], found.value[rows]
    others = (np.bincount(unit, weights=value)[unit] - value) / (about.raters[unit] - 1)
    deal, giver, names = _of_rater(arrays, found, rows)
    above = rounded(np.bincount(giver, weights=value - others) / np.bincount(giver))
    most = largest_of_each(deal, above, arrays.n_deals)
    by = at(above, most, np.nan)
    # Differences from one another add up to nothing: where nobody is above, nobody differs.
    return {"rates_high": np.where(by > 0, at(names, most, None), None), "rates_high_by": by}


def _told_by_one(arrays: Arrays) -> Any:
    """How many answered questions of each deal one member alone can answer."""
    facts, table = facts_of(arrays), arrays.table("facts")
    size = arrays.n_deals
    if table is None:
        return pd.arrays.IntegerArray(np.zeros(size, dtype=np.int64), np.ones(size, dtype=bool))
    rows = facts.answered & (facts.teller >= 0)
    asked, width = _questions(facts.question, table["question"].iloc[facts.row]), len(arrays.keys.members)
    known = np.unique((facts.deal * (asked.max(initial=0) + 1) + asked)[rows] * width + facts.teller[rows])
    question, tellers = np.unique(known // max(width, 1), return_counts=True)
    deal = question // (asked.max(initial=0) + 1)
    alone = np.bincount(deal[tellers == 1], minlength=size)
    return pd.arrays.IntegerArray(alone, np.bincount(deal, minlength=size) == 0)


def _questions(standard: Ints, words: pd.Series) -> Ints:
    """Each question as a number, those of one's own by their words, whatever spelling."""
    code, unique = pd.factorize(words.astype(object))
    own = np.unique([plain(str(word)) for word in unique], return_inverse=True)[1]
    # Standard questions come first, own ones behind the last of them.
    return np.where(standard >= 0, standard, standard.max(initial=0) + 1 + own[code]) if len(code) else standard


def _detail(arrays: Arrays, apart: float) -> pd.DataFrame:
    about = rated(arrays)
    low, high = hull(arrays)
    pooled, hearsay = _pooled(arrays, readings(arrays), about)
    columns = {
        "raters": about.raters,
        "low": about.low,
        "high": about.high,
        "range": about.high - about.low,
        "pooled": pooled,
        "pooled_low": low,
        "pooled_high": high,
        "hearsay": hearsay,
        "disputed": disputed(arrays, apart),
    }
    keys = arrays.keys
    index = pd.MultiIndex(
        levels=[keys.deals, keys.persons, MEASURES],
        codes=[keys.deal_of_person[about.person], keys.person_code[about.person], about.measure],
        names=["deal", "person", "measure"],
    )
    return pd.DataFrame(columns, index=index)


def _pooled(arrays: Arrays, found: Readings, about: Rated) -> tuple[Floats, Ints]:
    """The weighted mean of the ratings of each thing rated, and how many of them are hearsay."""
    told, size = hearsay(arrays), len(about.person)
    statement = arrays.assumptions.evidence_weights[STATEMENT]
    weight = np.where(told, np.minimum(found.weight, statement), found.weight)
    total = np.bincount(about.of_reading, weights=weight, minlength=size)
    summed = np.bincount(about.of_reading, weights=weight * found.value, minlength=size)
    mean = ratio(summed, total, np.nan)
    # A mean of equal numbers may be off by a rounding.
    return np.clip(mean, about.low, about.high), np.bincount(about.of_reading[told], minlength=size)
