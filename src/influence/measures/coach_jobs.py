"""What a coach does for us, and when last (rule 000-10).

Three jobs: to verify that the project is real, to report how others stand, to plan with us. Whoever is seen to do them
is observed, whoever answered once has claimed to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from influence.array_types import Flags, Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.kept import kept
from influence.graph.lookups import days, people_named
from influence.measures.evidence import facts_of
from influence.measures.talk import talks
from influence.tables.checklist import NUMBER
from influence.tables.schema import CONDITIONS, OUR_SIDE
from influence.tables.talking_points import planning

OBSERVED, CLAIMED, UNKNOWN = CONDITIONS.index("observed"), CONDITIONS.index("claimed"), -1
# From this grade on, evidence is what somebody says; better ones are deeds.
STATEMENT = 3
ANSWERED_BY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "verifies": ("real", "budget", "pain", "decision_time", "decision_process"),
        "reports": ("reaction", "friend_or_rival", "cooperation", "personal_wins", "rivals"),
        "plans": ("next_step",),
    }
)
"""The three jobs, and the questions of the checklist whose answers show each."""


@dataclass(frozen=True)
class Jobs:
    """What each person did for us.

    Attributes
    ----------
    done : mapping of str to ndarray of int
        Each job, by person: a position in `CONDITIONS`, -1 where nobody knows of it.
    last : ndarray of float
        The last day on which any was done, in days since 1970; infinite where the day of one is unknown, which may be
        today; negative infinity where none was done.
    """

    done: Mapping[str, Ints]
    last: Floats


@kept
def coach_jobs(arrays: Arrays) -> Jobs:
    """What each person did for us, by the answers they gave, what they say of others, and what we planned together."""
    last = np.full(arrays.n_people, -np.inf)
    done = {job: _answered(arrays, questions, last) for job, questions in ANSWERED_BY.items()}
    done["reports"] = _better(done["reports"], _rated_others(arrays, last))
    done["plans"] = _better(done["plans"], _planned(arrays, last))
    return Jobs(done, last)


def _answered(arrays: Arrays, questions: tuple[str, ...], last: Floats) -> Ints:
    facts = facts_of(arrays)
    rows = np.isin(facts.question, [NUMBER[name] for name in questions]) & facts.answered & (facts.source >= 0)
    return _found(arrays, facts.source[rows], facts.grade[rows] < STATEMENT, facts.day[rows], last)


def _rated_others(arrays: Arrays, last: Floats) -> Ints:
    table = arrays.table("ratings")
    if table is None:
        return np.full(arrays.n_people, UNKNOWN)
    person = arrays.keys.person["ratings", "person"]
    rater = people_named(arrays, arrays.person_deal[person], table["rater"])
    rows = (rater >= 0) & (rater != person)
    observed = arrays.numbers("ratings", "evidence")[rows] < STATEMENT
    return _found(arrays, rater[rows], observed, days(arrays, "ratings", "date")[rows], last)


def _planned(arrays: Arrays, last: Floats) -> Ints:
    """Who took part in an encounter about how to go on: we were there."""
    met = talks(arrays, OUR_SIDE)
    rows = (met.person >= 0) & planning(met.topic)
    return _found(arrays, met.person[rows], np.ones(rows.sum(), dtype=bool), met.day[rows], last)


def _found(arrays: Arrays, person: Ints, observed: Flags, day: Floats, last: Floats) -> Ints:
    """How each person is known to do a job; the newest day of it goes into `last`."""
    np.maximum.at(last, person, np.where(np.isnan(day), np.inf, day))
    seen, told = arrays.marked(person[observed]), arrays.marked(person)
    return np.where(seen, OBSERVED, np.where(told, CLAIMED, UNKNOWN))


def _better(one: Ints, other: Ints) -> Ints:
    """Of two grades the one that says more; `CONDITIONS` begin with the strongest."""
    return np.where((one < 0) | (other < 0), np.maximum(one, other), np.minimum(one, other))
