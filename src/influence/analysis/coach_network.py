"""Does a network of coaches cover each account?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding, arrays_of, frame
from influence.array_types import Flags, Ints
from influence.graph.grouping import at, joined, largest_of_each
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.supporter_kinds import NO, UNKNOWN, YES, anybody, flags, kinds
from influence.rules.thresholds import Thresholds
from influence.tables.language import say


@dataclass(frozen=True)
class _People:
    """The people of each account, each once: account, person, whether a coach in any of its deals, whether inside."""

    account: Ints
    person: Ints
    coach: Ints
    inside: Flags


@dataclass(frozen=True)
class _Departments:
    """The departments of each account, by account and name, and who is in them, a position in `_People`."""

    account: Ints
    name: Any
    department: Ints
    who: Ints


def coach_network(graph: StakeholderGraph) -> Finding:
    """Does a network of coaches cover each account, and how many departures break it?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals; `deals.account` says which belong together. For the deals of today take `graph.only`.

    Returns
    -------
    Finding
        `by_account`, a row per account, indexed by `account`: `deals`, `deals_with_coach`, `coaches` (people, each
        once), `most_in_one_deal` (coaches), `unplaced` (coaches inside whose department nobody recorded),
        `departments` (those with somebody inside), of which `departments_with_coach`, `departments_without` (the
        conditions refute it for everybody known) and `departments_unknown` (somebody may yet turn out to be one),
        `to_cover` (those without a coach observed, joined by commas), `departures_to_break` (the smallest number of
        coaches whose leaving takes the last coach from a department that had one; unknown where none has) and
        `breaks_at` (that department, the first by name).
        `detail`, indexed by `account` and `department`: `people`, `coaches`, `undecided` (people), `has_coach` (true,
        false or unknown), `who` (the coaches, by id, joined by commas).

    Notes
    -----
    Coaches are those of `supporters`, by observed evidence and deal by deal (000-19); a coach in any deal of the
    account counts once, an id is the same person in every deal of an account. The departures are a minimum over
    departments of the coaches in it, for one department falls without the others. Deals whose account is unknown are
    left out, external people are in no department. One or two allies in one deal (003-42) and many coaches are no
    contradiction: the network spreads over the account, `most_in_one_deal` shows where it does not. Rule 000-20.

    Examples
    --------
    >>> import influence
    >>> influence.coach_network(influence.datasets.load("cooked_duck")).by_account["coaches"].to_dict()
    {'The customer': 0}
    """
    arrays = arrays_of(graph)
    accounts, account = _names(graph.table("deals"), "account")
    place = _of_deals(graph, account)[arrays.person_deal]
    rows = np.flatnonzero(place >= 0)
    people, who = _people(graph, place[rows], rows)
    departments = _departments(graph, place[rows], rows, who)
    columns = _by_account(graph, _of_deals(graph, account), len(accounts), people)
    return Finding(
        say("Does a network of coaches cover each account?"),
        frame(columns | _network(people, departments, len(accounts)), accounts.rename("account")),
        lambda: _detail(graph, accounts, people, departments),
        graph,
    )


def _names(table: pd.DataFrame, column: str) -> tuple[pd.Index, Ints]:
    """The names in a column, each once and in order, and the position of each row's; -1 where unknown."""
    if column not in table:
        return pd.Index([], dtype=object), np.full(len(table), -1)
    codes, names = pd.factorize(table[column], sort=True)
    return pd.Index(names), codes.astype(np.int64)


def _of_deals(graph: StakeholderGraph, account: Ints) -> Ints:
    """The account of each deal; -1 where unknown."""
    of_deals = np.full(graph.arrays.n_deals, -1)
    if len(account):
        of_deals[graph.keys.deal["deals"]] = account
    return of_deals


def _people(graph: StakeholderGraph, place: Ints, rows: Ints) -> tuple[_People, Ints]:
    """Everybody in an account once, and who of them stands in each of these rows of people."""
    width = len(graph.keys.persons)
    each, who = np.unique(place * width + graph.keys.person_code[rows], return_inverse=True)
    coach, inside = np.zeros(len(each), dtype=np.int64), np.zeros(len(each), dtype=bool)
    np.maximum.at(coach, who, _coaches(graph)[rows])
    inside[who[~graph.arrays.external[rows]]] = True
    return _People(each // width, each % width, coach, inside), who


def _coaches(graph: StakeholderGraph) -> Ints:
    """Whether each person is a coach, as a state; from where on somebody has power makes no difference to it."""
    return kinds(graph.arrays, power=Thresholds().power).passed["coach"]


def _departments(graph: StakeholderGraph, place: Ints, rows: Ints, who: Ints) -> _Departments:
    names, department = _names(graph.table("people"), "department")
    some = (department[rows] >= 0) & ~graph.arrays.external[rows]
    width, size = max(len(names), 1), who.max(initial=0) + 1
    units, unit = np.unique((place * width + department[rows])[some], return_inverse=True)
    # Somebody in several deals of the account is in their department once.
    pairs = np.unique(unit * size + who[some])
    return _Departments(units // width, np.asarray(names, dtype=object)[units % width], pairs // size, pairs % size)


def _by_account(graph: StakeholderGraph, account: Ints, size: int, people: _People) -> dict[str, Any]:
    coaches = graph.arrays.per_deal(_coaches(graph) == YES).astype(np.int64)
    known = account >= 0
    most = np.zeros(size, dtype=np.int64)
    np.maximum.at(most, account[known], coaches[known])
    return {
        "deals": np.bincount(account[known], minlength=size),
        "deals_with_coach": np.bincount(account[known & (coaches > 0)], minlength=size),
        "coaches": np.bincount(people.account[people.coach == YES], minlength=size),
        "most_in_one_deal": most,
    }


def _network(people: _People, found: _Departments, size: int) -> dict[str, Any]:
    """What the departments of each account say of its network."""
    held, coaches = _held(people, found)
    unplaced = people.inside & (people.coach == YES)
    unplaced[found.who] = False

    def count(departments: Flags) -> Ints:
        return np.bincount(found.account[departments], minlength=size)

    # The first of those with the fewest coaches: departments stand sorted by account and name.
    weakest = largest_of_each(found.account, -coaches, size, held == YES)
    fewest = at(coaches, weakest, 0)
    return {
        "unplaced": np.bincount(people.account[unplaced], minlength=size),
        "departments": count(held >= NO),
        "departments_with_coach": count(held == YES),
        "departments_without": count(held == NO),
        "departments_unknown": count(held == UNKNOWN),
        "to_cover": joined(found.name[held != YES], found.account[held != YES], size),
        "departures_to_break": pd.arrays.IntegerArray(fewest, fewest == 0),
        "breaks_at": at(found.name, weakest, None),
    }


def _held(people: _People, found: _Departments) -> tuple[Ints, Ints]:
    """Whether each department has a coach, as a state, and how many."""
    size, coach = len(found.account), people.coach[found.who]
    return anybody(coach, found.department, size), np.bincount(found.department[coach == YES], minlength=size)


def _detail(graph: StakeholderGraph, accounts: pd.Index, people: _People, found: _Departments) -> pd.DataFrame:
    held, coaches = _held(people, found)
    size, coach = len(held), people.coach[found.who]
    names = np.asarray(graph.keys.persons.astype(str), dtype=object)[people.person[found.who]]
    columns = {
        "people": np.bincount(found.department, minlength=size),
        "coaches": coaches,
        "undecided": np.bincount(found.department[coach == UNKNOWN], minlength=size),
        "has_coach": flags(held),
        "who": joined(names[coach == YES], found.department[coach == YES], size),
    }
    index = pd.MultiIndex.from_arrays([accounts[found.account], found.name], names=["account", "department"])
    return frame(columns, index)
