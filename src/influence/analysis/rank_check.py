"""Does leverage rank people as they are known to rank?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding, arrays_of, frame, per_deal
from influence.array_types import Flags, Floats
from influence.errors import InfluenceError, nearest
from influence.graph.arrays import Arrays
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.bootstrap import AUC, agreement_with, drawn_counts, interval, scale_of
from influence.measures.centralities import MEASURES, centralities
from influence.measures.leverage import settled
from influence.tables.keys import Keys
from influence.tables.language import say
from influence.tables.phrases import counted
from influence.tables.ranges import require_draws

DRAWS, OUTSIDE = 4000, 0.05
# Values that differ by less are equal, or a last digit would tell them apart.
DIGITS = 9
FEWEST_PEOPLE, FEWEST_OF_A_KIND = 5, 5
LEVERAGE = "leverage"
BETTER, WORSE, UNDECIDED = "leverage is better", "leverage is worse", "undecided"
ABOVE, BELOW = "better than chance", "worse than chance"
SHOWN = 5
SUCH_AS = "such as table.set_index('person')['rank']"
MEASURED = len((LEVERAGE, *MEASURES))
NUMBERS = ("value", "low", "high", "difference", "difference_low", "difference_high")


def rank_check(graph: StakeholderGraph, truth: Any, *, draws: int = DRAWS, seed: int = 0) -> Finding:
    """Does leverage rank people as they are known to rank, and better than plain centralities do?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals. For an organisation of your own: its people and the relationships of a survey or a CRM.
    truth : pandas.Series or dict
        Each person's known rank, a number (higher = more senior), or True and False (such as: is a boss). By person,
        the same in every deal, or by deal and person. People without a known rank are left out and counted.
    draws : int
        Bootstrap samples of the people, at least 100.
    seed : int
        Random seed. Deals never touch: each draws from it anew.

    Returns
    -------
    Finding
        `by_deal`: `people` (with a known rank), `unranked` (people without), `scale` (`auc`, 0 to 1, chance 0.5, where
        the truth has two values; else `spearman`, -1 to 1, chance 0), `leverage` (on that scale), `leverage_low`,
        `leverage_high` (95 % interval), `best` (the measure with the highest number, of equals leverage, then the first
        in the order below), `best_value`, `better_than` and `worse_than` (how many centralities leverage surely ranks
        better than, and worse), `verdict` (of leverage: `better than chance`, `worse than chance` or `undecided`) and
        `reason` (why a deal could not be checked, or why nothing was decided).
        `detail`, a row per measure, leverage first: `value`, `low`, `high` (as above), `difference` (leverage less the
        measure, on the same draws), `difference_low`, `difference_high` (95 % for all comparisons of the deal
        together), `verdict` (`leverage is better`, `leverage is worse`, `undecided`; unknown for leverage itself) and
        `reason` (why a number is unknown).

    Raises
    ------
    InfluenceError
        `truth` is no column by person, ranks people who are not in the graph or one twice, or holds what is no number;
        no deal has 5 people with known ranks that differ; `draws` is below 100, or `seed` below 0.

    Notes
    -----
    The centralities, as networkx has them: on the network of who listens to whom (an arrow from whoever reports, asks,
    trusts or is influenced) `in_degree`, `out_degree`, `closeness`, `harmonic`, `pagerank`, `katz`, `authority` and
    `hub` (HITS); on the relationships without direction, conflicts left out, `degree`, `betweenness`, `eigenvector`,
    `core_number`, `clustering`; on the organisation chart `direct_reports` and `level` (the most senior the highest).
    AUC: the share of pairs of a higher and a lower person that are in the right order, equals one half (Hanley & McNeil
    1982). Intervals are of percentiles (Efron 1979) over people drawn with replacement; the fifteen comparisons of a
    deal share the 5 % between them (Bonferroni). Where fewer than 5 people are of one of two kinds, everything is
    undecided, for draws from so few look surer than they are. An interval from 1 to 1 says that no draw held a mistake,
    not that there is none. People of one organisation hang together, so intervals are rather too narrow than too wide,
    and a best of sixteen is partly luck. Leverage is leverage on the committee: it knows who has a seat, and where
    nobody has, who is of the decision layer. Take levels out of the graph to see what relationships alone tell of them.
    docs/model.md, section 20.

    Examples
    --------
    >>> import influence
    >>> graph = influence.datasets.load("krackhardt_hightech")
    >>> tenure = graph.people.set_index("person")["tenure_years"]  # do those with more tenure move the committee more?
    >>> found = influence.rank_check(graph, tenure)
    >>> found.by_deal[["leverage", "best", "better_than", "verdict"]].round(2)
                         leverage      best  better_than             verdict
    deal
    krackhardt_hightech      0.64  leverage            0  better than chance
    >>> found.detail["verdict"].value_counts().to_dict()  # of 21 people, nothing follows on which measure is best
    {'undecided': 15}
    """
    require_draws(draws, seed, least=100)
    arrays = arrays_of(graph)
    rank = _ranks(graph.keys, truth)
    checked = [_checked(arrays, deal, rank, draws, seed) for deal in range(arrays.n_deals)]
    if all(each.reason for each in checked):
        reason = checked[0].reason if checked else say("there are no deals")
        raise InfluenceError(say("no rank can be checked: {reason}", reason=reason))
    return Finding(
        say("Does leverage rank people as they are known to rank?"),
        per_deal(graph.keys, _by_deal(checked)),
        lambda: _detail(graph.keys, checked),
        graph,
    )


@dataclass(frozen=True)
class _Checked:
    """One deal; `numbers` are those of `NUMBERS`, each of shape (measures,), leverage first.

    With a `reason`, nothing could be checked; `few` says why nothing is decided, `missing` why a measure has no number.
    """

    people: int
    unranked: int
    reason: str | None = None
    scale: str | None = None
    few: str | None = None
    numbers: Mapping[str, Floats] = field(default_factory=lambda: _by_name(np.full((len(NUMBERS), MEASURED), np.nan)))
    missing: tuple[str | None, ...] = (None,) * MEASURED

    @property
    def verdicts(self) -> Any:
        """What the difference to each measure decides; None for leverage itself."""
        low, high = self.numbers["difference_low"], self.numbers["difference_high"]
        decided = np.select([low > 0, high < 0], [BETTER, WORSE], UNDECIDED).astype(object)
        verdicts = np.full(MEASURED, UNDECIDED, dtype=object) if self.few else decided
        verdicts[0] = None
        return verdicts


def _by_name(numbers: Floats) -> Mapping[str, Floats]:
    return dict(zip(NUMBERS, numbers, strict=True))


def _checked(arrays: Arrays, deal: int, rank: Floats, draws: int, seed: int) -> _Checked:
    here = slice(*arrays.person_start[deal : deal + 2])
    known: Flags = ~np.isnan(rank[here])
    truth, people, unranked = rank[here][known], int(known.sum()), int((~known).sum())
    reason = _why_not(truth)
    if reason:
        return _Checked(people, unranked, reason)
    measures = np.vstack([settled(arrays).leverage[here], centralities(arrays, deal)])[:, known]
    value, drawn = (
        _without_blanks(measures, agreement_with(truth, np.round(measures, DIGITS), counts))
        for counts in (np.ones((1, people)), drawn_counts(people, draws, seed))
    )
    low, high = interval(drawn, OUTSIDE)
    difference_low, difference_high = interval(drawn[0] - drawn, OUTSIDE / len(MEASURES))
    alone = value[:, 0]
    numbers = np.stack([alone, low, high, alone[0] - alone, difference_low, difference_high])
    numbers[:, np.isnan(alone)] = np.nan
    numbers[3:, 0] = np.nan
    missing = tuple(map(_why_unknown, measures, alone))
    return _Checked(people, unranked, None, scale_of(truth), _too_few(truth), _by_name(numbers), missing)


def _without_blanks(measures: Floats, agreement: Floats) -> Floats:
    """The agreement, unknown for measures that are not known of everybody ranked."""
    return np.where(np.isnan(measures.sum(axis=1, keepdims=True)), np.nan, agreement)


def _why_not(truth: Floats) -> str | None:
    if len(truth) < FEWEST_PEOPLE:
        known = counted(len(truth), "person has", "people have")
        return say("{known} a known rank; {fewest_people} are needed", known=known, fewest_people=FEWEST_PEOPLE)
    if (truth == truth[0]).all():
        return say("everybody has the same rank ({truth}); give ranks that differ", truth=f"{truth[0]:g}")
    return None


def _too_few(truth: Floats) -> str | None:
    rarer = np.unique(truth, return_counts=True)[1].min()
    if scale_of(truth) != AUC or rarer >= FEWEST_OF_A_KIND:
        return None
    few = counted(int(rarer), "person is", "people are")
    return say(
        "only {few} of one of the two kinds; {fewest_of_a_kind} are needed to decide",
        few=few,
        fewest_of_a_kind=FEWEST_OF_A_KIND,
    )


def _why_unknown(measure: Floats, value: float) -> str | None:
    if np.isnan(measure).any():
        return say(
            "not known of {count} with a known rank", count=counted(int(np.isnan(measure).sum()), "person", "people")
        )
    return say("the same for everybody") if np.isnan(value) else None


def _by_deal(checked: Sequence[_Checked]) -> dict[str, Any]:
    best = [_best(each.numbers["value"]) for each in checked]
    names = np.array([None, LEVERAGE, *MEASURES], dtype=object)
    return {
        "people": np.array([each.people for each in checked]),
        "unranked": np.array([each.unranked for each in checked]),
        "scale": _texts(each.scale for each in checked),
        "leverage": np.array([each.numbers["value"][0] for each in checked]),
        "leverage_low": np.array([each.numbers["low"][0] for each in checked]),
        "leverage_high": np.array([each.numbers["high"][0] for each in checked]),
        "best": names[np.array(best) + 1],
        "best_value": np.array([each.numbers["value"][place] for each, place in zip(checked, best, strict=True)]),
        "better_than": np.array([(each.verdicts == BETTER).sum() for each in checked]),
        "worse_than": np.array([(each.verdicts == WORSE).sum() for each in checked]),
        "verdict": _texts(map(_verdict, checked)),
        "reason": _texts(each.reason or each.few for each in checked),
    }


def _best(value: Floats) -> int:
    """The measure of the highest number, of equals the first; -1 where none is known, and then its number is too."""
    return -1 if np.isnan(value).all() else int(np.nanargmax(np.round(value, DIGITS)))


def _verdict(each: _Checked) -> str | None:
    if each.reason:
        return None
    chance = 0.5 if each.scale == AUC else 0.0
    if each.few or not (each.numbers["low"][0] > chance or each.numbers["high"][0] < chance):
        return UNDECIDED
    return ABOVE if each.numbers["low"][0] > chance else BELOW


def _detail(keys: Keys, checked: Sequence[_Checked]) -> pd.DataFrame:
    """A row a measure of every deal that could be checked."""
    some = [number for number, each in enumerate(checked) if not each.reason]
    index = pd.MultiIndex.from_product([keys.deals[some], [LEVERAGE, *MEASURES]], names=["deal", "measure"])
    rows = [checked[number] for number in some]
    columns: dict[str, Any] = {name: np.concatenate([each.numbers[name] for each in rows]) for name in NUMBERS}
    columns["verdict"] = np.concatenate([each.verdicts for each in rows])
    columns["reason"] = _texts(why for each in rows for why in each.missing)
    return frame(columns, index)


def _texts(words: Iterable[str | None]) -> Any:
    return np.array([*words, None], dtype=object)[:-1]


def _ranks(keys: Keys, truth: Any) -> Floats:
    """The known rank of each person of the graph; NaN where nobody knows it."""
    column = _column(truth)
    if isinstance(column.index, pd.MultiIndex):
        ids = [keys.deals.take(keys.deal_of_person), keys.persons.take(keys.person_code)]
        people = pd.MultiIndex.from_arrays(ids)
        place = np.arange(len(people))
    else:
        people, place = keys.persons, keys.person_code
    _require_people(column.index, people)
    values = np.full(len(people), np.nan)
    values[people.get_indexer(column.index)] = column.to_numpy()
    return values[place]


def _column(truth: Any) -> pd.Series:
    """The truth as a column of numbers, by person or by deal and person."""
    if not isinstance(truth, pd.Series | Mapping):
        raise InfluenceError(
            say(
                "truth is a {kind}; give one column by person, {such_as}, or a dict of ranks by person",
                kind=type(truth).__name__,
                such_as=say(SUCH_AS),
            )
        )
    column = pd.Series(truth, dtype=object)
    if column.index.nlevels > 2:
        raise InfluenceError(say("truth has an index of more than deal and person; give one column by deal and person"))
    numbers = pd.to_numeric(column, errors="coerce").astype(float)
    wrong = column[(numbers.isna() & column.notna()) | np.isinf(numbers)]
    if len(wrong):
        raise InfluenceError(
            say(
                "truth of {index} is {value}; give a number, higher = more senior, or True and False",
                index=_said(wrong.index[0]),
                value=repr(wrong.iloc[0]),
            )
        )
    return numbers


def _require_people(named: pd.Index, people: pd.Index) -> None:
    """Refuse ranks of people who are not there, and of one person twice."""
    twice = named[named.duplicated()]
    if len(twice):
        raise InfluenceError(
            say("truth ranks {twice} more than once; give one rank for each person", twice=_said(twice[0]))
        )
    strange = named[people.get_indexer(named) < 0]
    if len(strange):
        listed = ", ".join(map(_said, strange[:SHOWN])) + (" ..." if len(strange) > SHOWN else "")
        near = nearest(_said(strange[0]), map(_said, people))
        hint = (
            say("; did you mean {near}?", near=near[0])
            if near
            else say("; index the truth by the ids of people, {such_as}", such_as=say(SUCH_AS))
        )
        raise InfluenceError(
            say(
                "truth ranks {count} not in the graph: {listed}{hint}",
                count=counted(len(strange), "person", "people"),
                listed=listed,
                hint=hint,
            )
        )


def _said(who: Any) -> str:
    """A person, or a person of a deal, in words."""
    return say("{who} of deal {deal}", who=repr(who[1]), deal=repr(who[0])) if isinstance(who, tuple) else repr(who)
