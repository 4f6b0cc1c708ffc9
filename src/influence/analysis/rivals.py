"""Whom do rivals cover that we do not?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding, arrays_of, frame, per_deal
from influence.array_types import Flags, Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.grouping import at, joined, largest_of_each, named_pairs, ratio, runs
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.contacts import Contacts, last_touch_days, merged
from influence.measures.departments_heard import departments_listed, departments_visited, heard_by_us
from influence.measures.encounters import encounters, how_often, ours, touches_without_vote
from influence.measures.evidence import facts_of
from influence.measures.reach import worst
from influence.measures.side_coverage import contacted_by, coverage_numbers, covered
from influence.measures.visits import visits
from influence.tables.checklist import CHECKLIST, NUMBER, question_numbers
from influence.tables.keys import Keys
from influence.tables.language import say
from influence.tables.schema import LAYERS, OUR_SIDE
from influence.tables.spelling import plain

NONE_WORDS = tuple(plain(word) for word in ("none", "no", "nobody", "无", "没有"))
# The other measures of coverage are the same for every side.
OF_THE_SIDE = ("coverage", "coverage_depth", "heads", "roles_covered", "layers_covered", "reach")
NEEDS = (NUMBER["pain"], NUMBER["fit"])
THEM = "the rival"


@dataclass(frozen=True)
class Rivals:
    """The rivals of all deals, those with a contact or an encounter, each pair once, sorted by deal and name.

    Attributes
    ----------
    deal : ndarray of int
        The number of the deal.
    name : ndarray of object
        What `contacts` and `interactions` call the rival.
    row, rival : ndarray of int
        The rows of `contacts` that are theirs, and whose each is, a position among the pairs.
    contacts : Contacts
        Their contacts, the owner a position among the pairs.
    only_theirs, shared : ndarray of bool
        Of those contacts: whom they have contacted and we have not, and whom both have.
    met : ndarray of int
        Each rival as a side of `encounters`; -1 where none of theirs is recorded.
    """

    deal: Ints
    name: Any
    row: Ints
    rival: Ints
    contacts: Contacts
    only_theirs: Flags
    shared: Flags
    met: Ints


def rivals(graph: StakeholderGraph) -> Finding:
    """Whom do rivals cover that we do not?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals; a rival is every side in `contacts` and `interactions` but ours.

    Returns
    -------
    Finding
        `by_deal`: `rivals` (those with a contact or an encounter; unknown where none is listed, 0 only where our side
        answers the question `rivals` with nothing but "none", "no", "nobody", "无" or "没有"), `strongest` (the rival
        with the largest coverage, the first by name; unknown where there is none, or no committee), `coverage_gap`
        (-1 to 1, our coverage less theirs), `only_theirs_weight` (0 to 1, votes of those whom they have contacted
        and we have not; both unknown where `strongest` is).
        `detail`, a row per rival of a deal: `coverage`, `coverage_depth`, `heads`, `roles_covered`, `layers_covered`,
        `reach` (each 0 to 1, as `coverage(graph, side=...)` has them), `coverage_gap` (-1 to 1, ours less theirs),
        `only_theirs` (whom they have contacted and we have not, ids joined by commas), `only_theirs_weight` (0 to 1,
        of the votes), `shared` (whom both have contacted: what we tell these people may reach the rival),
        `single_points` (people and members of theirs on whom their reach depends), `worst` and `worst_loss` (who costs
        them most reach, and how much, 0 to 1), `last_touch_days` (days from their last touch known to `as_of`),
        `answered` (0 to 19, questions of the checklist they are known to have an answer to; unknown where nothing
        they know is recorded), `knows_process`, `knows_needs` (true where they are known to have an answer, else
        unknown); of their encounters, unknown where none is recorded, `encounters`, `joint`, `a_week`, `a_week_voters`,
        `a_week_others`, `a_week_decision`, `a_week_management`, `a_week_operations` and `without_vote`, each as
        `team_coverage` has it of ours, `a_week_gap` (our touches a week less theirs), `highest_rank` (the layer of the
        most senior who came from them), `largest_party` (most who came at once), `departments` (of whom they met,
        joined by commas), `departments_only_theirs` (of these, those from which we have contacted or met nobody, and
        nobody has told us anything) and `invited_by` (who of the customer asked for one, ids joined by commas; unknown
        where nobody is recorded to have).

    Notes
    -----
    Contacted is whoever a side knows at least as deeply as `contacted_depth` of the assumptions. That no rival is
    listed says that nobody looked, not that there is none (002-22), whether the deal is open or closed; a list goes
    before an answer. `single_points`, `worst` and `worst_loss` are those of `single_points_of_failure(graph,
    side=...)`, in which everybody's willingness to introduce a rival is even. Whom only they cover, and who may pass
    things on, are shown as the risk they are (002-19); nothing here says what to do about either.
    Diligence is compared over the same weeks: from the deal's first encounter with any side to `as_of` (002-28).
    Their five strengths of 002-26: `answered`, `knows_process`, `roles_covered`, `knows_needs`, `last_touch_days`.
    Rules 000-3, 002-7.8, 002-14, 002-16, 002-18, 002-19, 002-20, 002-22, 002-26,
    002-28, 002-32.

    Examples
    --------
    >>> import influence
    >>> found = influence.rivals(influence.datasets.load("cooked_duck"))
    >>> found.by_deal[["coverage_gap", "only_theirs_weight"]].round(2).loc["equipment"].tolist()
    [-0.83, 0.83]
    >>> found.detail.loc[("equipment", "rival"), ["shared", "worst"]].tolist()
    ['vice president', "rival's salesman"]
    """
    arrays = arrays_of(graph)
    listed = _listed(arrays)
    return Finding(
        say("Whom do rivals cover that we do not?"),
        per_deal(graph.keys, _numbers(arrays, listed)),
        lambda: _detail(arrays, listed),
        graph,
    )


def _listed(arrays: Arrays) -> Rivals:
    """Every rival with contacts or encounters in a deal, and these contacts."""
    table, found = arrays.table("contacts"), encounters(arrays)
    sides = pd.Series(dtype=object) if table is None else table["side"]
    row = np.flatnonzero((sides != OUR_SIDE).to_numpy(dtype=bool))
    side = np.flatnonzero(found.name != OUR_SIDE)
    own = arrays.keys.deal.get("contacts", np.empty(0, dtype=np.int64))[row]
    names = np.concatenate([sides.iloc[row].to_numpy(dtype=object), found.name[side]])
    deal, name, rival = named_pairs(np.concatenate([own, found.deal[side]]), names)
    met = np.full(len(deal), -1)
    met[rival[len(row) :]] = side
    contacts = merged(arrays, row, rival[: len(row)])
    ours_too = contacted_by(arrays)[contacts.person]
    return Rivals(
        deal=deal,
        name=name,
        row=row,
        rival=rival[: len(row)],
        contacts=contacts,
        only_theirs=contacts.contacted & ~ours_too,
        shared=contacts.contacted & ours_too,
        met=met,
    )


def _votes(arrays: Arrays, listed: Rivals, which: Flags) -> Floats:
    """The share of the committee's votes that these contacts of each rival cover; NaN where there is no committee."""
    votes = arrays.votes[listed.contacts.person] * which
    total = arrays.total_votes[listed.deal]
    held = np.bincount(listed.contacts.owner, weights=votes, minlength=len(total))
    return ratio(held, total, np.nan)


def _gap(arrays: Arrays, listed: Rivals) -> Floats:
    """Our coverage less that of each rival."""
    return covered(arrays)[listed.deal] - _votes(arrays, listed, listed.contacts.contacted)


def _numbers(arrays: Arrays, listed: Rivals) -> dict[str, Any]:
    count = np.bincount(listed.deal, minlength=arrays.n_deals)
    coverage = _votes(arrays, listed, listed.contacts.contacted)
    strongest = largest_of_each(listed.deal, coverage, arrays.n_deals, ~np.isnan(coverage))

    def of_strongest(values: Any, unknown: Any) -> Any:
        return at(values, strongest, unknown)

    return {
        "rivals": pd.arrays.IntegerArray(count, (count == 0) & ~_said_to_have_none(arrays)),
        "strongest": of_strongest(listed.name, None),
        "coverage_gap": of_strongest(_gap(arrays, listed), np.nan),
        "only_theirs_weight": of_strongest(_votes(arrays, listed, listed.only_theirs), np.nan),
    }


def _said_to_have_none(arrays: Arrays) -> Flags:
    """In which deals our side answers that there is no rival, and nothing else."""
    facts = facts_of(arrays)
    asked = (facts.question == NUMBER["rivals"]) & facts.answered
    none = np.array([plain(str(answer)) in NONE_WORDS for answer in facts.answer[asked]], dtype=bool)
    deal = facts.deal[asked]
    return (arrays.per_deal(none, deal) > 0) & (arrays.per_deal(~none, deal) == 0)


def _detail(arrays: Arrays, listed: Rivals) -> pd.DataFrame:
    apart = _each_as_a_deal(arrays, listed)
    numbers, size = coverage_numbers(apart, THEM), len(listed.deal)
    ids_of = arrays.person_texts[listed.contacts.person]

    def named(which: Flags) -> Any:
        return joined(ids_of[which], listed.contacts.owner[which], size)

    columns = {
        **{name: numbers[name] for name in OF_THE_SIDE},
        "coverage_gap": _gap(arrays, listed),
        "only_theirs": named(listed.only_theirs),
        "only_theirs_weight": _votes(arrays, listed, listed.only_theirs),
        "shared": named(listed.shared),
        **worst(apart, THEM),
        "last_touch_days": last_touch_days(listed.contacts.age, listed.contacts.owner, size),
        **_knowledge(arrays, listed),
        **_diligence(arrays, listed),
        **_visits(arrays, listed),
    }
    index = pd.MultiIndex.from_arrays([arrays.keys.deals.take(listed.deal), listed.name], names=["deal", "rival"])
    return frame(columns, index)


def _knowledge(arrays: Arrays, listed: Rivals) -> dict[str, Any]:
    """What each rival is known to know: never that they do not (002-26)."""
    size, facts = len(listed.deal), arrays.table("facts")
    known, answered = np.zeros(size, dtype=bool), np.zeros((size, len(NUMBER)), dtype=bool)
    if facts is not None and "side" in facts:
        whose = _whose(arrays, listed, "facts")
        known[whose[whose >= 0]] = True
        question = question_numbers(facts["question"])
        told = (whose >= 0) & (question >= 0)
        if "answer" in facts:
            told &= facts["answer"].notna().to_numpy()
            answered[whose[told], question[told]] = True
    needs = answered[:, list(NEEDS)].any(axis=1)
    process = answered[:, NUMBER["decision_process"]]
    return {
        "answered": pd.arrays.IntegerArray(answered[:, : len(CHECKLIST)].sum(axis=1), ~known),
        "knows_process": pd.arrays.BooleanArray(process, ~process),
        "knows_needs": pd.arrays.BooleanArray(needs, ~needs),
    }


def _whose(arrays: Arrays, listed: Rivals, table: str) -> Ints:
    """The rival each row of a table with sides is about; -1 where it is about none that is listed."""
    index = pd.MultiIndex.from_arrays([listed.deal, listed.name])
    rows = arrays.table(table)
    if rows is None:
        return np.empty(0, dtype=np.int64)
    return index.get_indexer(pd.MultiIndex.from_arrays([arrays.keys.deal[table], rows["side"].astype(object)]))


def _diligence(arrays: Arrays, listed: Rivals) -> dict[str, Any]:
    """How often each rival meets the customer, and how much less often than we do (002-28)."""
    often, size = how_often(arrays), len(listed.deal)
    columns: dict[str, Any] = {name: at(values, listed.met, np.nan) for name, values in often.items()}
    columns["encounters"] = pd.array(columns["encounters"], dtype="Int64")
    columns["without_vote"] = touches_without_vote(arrays, listed.row, listed.rival, size)
    columns["a_week_gap"] = ours(arrays, often["a_week"])[listed.deal] - columns["a_week"]
    return columns


def _visits(arrays: Arrays, listed: Rivals) -> dict[str, Any]:
    """Who came from each rival, whose departments they met, and at whose invitation (000-3, 002-18, 002-32)."""
    whose, size = _whose(arrays, listed, "interactions"), len(listed.deal)
    there = whose >= 0
    rank, party = np.full(size, len(LAYERS)), np.full(size, -1.0)
    came = np.array([*range(len(LAYERS)), len(LAYERS)])[arrays.codes("interactions", "rank", LAYERS)]
    np.minimum.at(rank, whose[there], came[there])
    np.maximum.at(party, whose[there], arrays.numbers("interactions", "party_size", -1.0)[there])
    met = departments_visited(arrays, there)
    ours_too = pd.MultiIndex.from_arrays([listed.deal[whose[there]], met]).isin(heard_by_us(arrays))
    asked = np.unique(np.stack([whose, visits(arrays).invited_by], axis=1)[there], axis=0)
    asked = asked[asked[:, 1] >= 0]
    invited = joined(arrays.person_texts[asked[:, 1]], asked[:, 0], size)
    return {
        "highest_rank": np.array([*LAYERS, None], dtype=object)[rank],
        "largest_party": pd.arrays.IntegerArray(party.astype(np.int64), party < 0),
        "departments": departments_listed(whose[there], met, size),
        "departments_only_theirs": departments_listed(whose[there], met, size, ~ours_too),
        "invited_by": np.where(invited == "", None, invited),
    }


# Each rival of each deal as a deal of its own: what is asked of one side is then asked of all of them at once.


def _each_as_a_deal(arrays: Arrays, listed: Rivals) -> Arrays:
    """A deal for every rival of every deal: the same people, relationships and seats, and the rival's contacts only."""
    people, pair_of = _rows_of(arrays.person_deal, listed.deal, arrays.n_deals)
    width = len(arrays.keys.persons) + 1
    # Where each pair's people begin, less where they began: how far a position moves.
    moved = np.searchsorted(pair_of, np.arange(len(listed.deal))) - arrays.person_start[listed.deal]
    found = {"people": (people, pair_of), "contacts": (listed.row, listed.rival)}
    for name in ("relationships", "seats", "deals"):
        if arrays.table(name) is not None:
            found[name] = _rows_of(arrays.keys.deal[name], listed.deal, arrays.n_deals)
    person = {}
    for (table, column), place in arrays.keys.person.items():
        if table in found:
            row, pair = found[table]
            person[table, column] = np.where(place[row] < 0, -1, place[row] + moved[pair])
    keys = Keys(
        deals=pd.RangeIndex(len(listed.deal)),
        deal={name: pair for name, (_, pair) in found.items()},
        person_given=np.arange(len(people)),
        order=np.arange(len(people)),
        person=person,
        people=pair_of * width + arrays.keys.person_code[people],
        persons=arrays.keys.persons,
        members=arrays.keys.members,
        member={name: code[found[name][0]] for name, code in arrays.keys.member.items() if name in found},
        party={},
    )
    assumed = arrays.seat_assumed[found["seats"][0]] if "seats" in found else None
    return Arrays(_taken(arrays, found), keys, arrays.assumptions, assumed)


def _rows_of(deal: Ints, wanted: Ints, size: int) -> tuple[Ints, Ints]:
    """The rows of each wanted deal, one deal after the other, and the position in `wanted` each is there for."""
    order = np.argsort(deal, kind="stable")
    start = np.searchsorted(deal[order], np.arange(size + 1))
    pair, row = runs(start[wanted], np.diff(start)[wanted])
    return order[row], pair


def _taken(arrays: Arrays, found: dict[str, tuple[Ints, Ints]]) -> dict[str, pd.DataFrame]:
    """These rows of each table, all contacts on one side."""
    tables = {}
    for name, (row, _) in found.items():
        table = arrays.table(name)
        if table is not None:
            tables[name] = table.iloc[row].reset_index(drop=True)
    if "contacts" in tables:
        tables["contacts"] = tables["contacts"].assign(side=THEM)
    return tables
