"""How is the customer covered by our team, member by member?"""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import scipy.sparse as sp
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

from influence.analysis.finding import Finding, arrays_of, frame, per_deal
from influence.array_types import Flags, Floats, Ints
from influence.errors import UnknownName
from influence.graph.arrays import Arrays
from influence.graph.grouping import at, largest_of_each, rank_within, runs
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.contacts import contacts_of, last_touch_days, loads, main_factions, votes_held
from influence.measures.encounters import how_often, ours, touches_without_vote
from influence.measures.our_members import in_access
from influence.measures.reach import single_points
from influence.measures.side_coverage import require_side
from influence.measures.views import views
from influence.rules.thresholds import Thresholds
from influence.tables.keys import ids
from influence.tables.language import say
from influence.tables.schema import LAYERS, OUR_SIDE

SHOWN_IN_MATRIX = ("depth", "age")
# A layer nobody recorded is as far from every other as no two known ones can be.
UNKNOWN_LAYER_APART = len(LAYERS)
# Votes are told apart to a thousandth, so that costs are whole numbers and equals are exactly equal.
WEIGHT_STEPS = 1000
# scipy's matching goes over all columns for each row: slices of this many deals keep it from growing with the square.
DEALS_AT_ONCE = 64


def team_coverage(graph: StakeholderGraph, *, thresholds: Thresholds | None = None) -> Finding:
    """How is the customer covered by our team: who carries the contacts, and who should pair with whom?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    thresholds : Thresholds, optional
        From where on a rule fires; `idle_days` counts here: a contact is stale so many days after its last touch.

    Returns
    -------
    Finding
        `by_deal`: `members` (of ours, in `team` or in contact), `unpaired_layers` (0 to 3, layers in which somebody of
        the committee sits and no team member stands; unknown where a member whose layer nobody recorded may stand
        there, where nobody recorded a member, and where nobody of the committee is known), `unpaired` (which, joined
        by commas), `busiest` (the member who has contacted most people, the first by id; unknown where nobody has
        contacted anybody), `busiest_load` (0 to 1, their `load`), `stale` (contacts; unknown where there are some and
        none can be judged), `undated` (contacts that cannot be judged: their last touch or the deal's `as_of` is
        unknown), `faction` (the one with most of the people we have contacted, the first by name; unknown where none
        of theirs is known), `faction_share` (0 to 1, of all people we have contacted, those of unknown faction among
        them); of `interactions`, unknown where none of ours is recorded, `encounters` (of ours with the customer),
        `joint` (0 to 1, the share in which two or more of the customer's people took part), `a_week` (touches a week,
        from the deal's first encounter with any side to `as_of`), `a_week_voters` and `a_week_others` (those with
        people known to have a vote or a veto, and with all others; unknown where no seat says who votes),
        `a_week_decision`, `a_week_management`, `a_week_operations` (those with people of each layer); and
        `without_vote` (0 to 1, the share of the touches of `contacts` that went to people without a vote or veto that
        anybody knows of; unknown where no touches are recorded or no seat says who votes).
        `detail`, a row per member: `layer`, `people` (whom they have contacted), `weight` (0 to 1, those people's
        share of the committee's votes; unknown where there is no committee), `load` (0 to 1, their share of the
        deal's contacts that are deep enough to count), `stale_days` (days from their last touch of anybody to
        `as_of`, negative where it came later), `single_point` (whether somebody of the committee is reached through
        them alone), `people_alone` (whom nobody else of ours has contacted), `pair_with` (the person of the committee
        they should pair with; unknown where more members than people are there to pair and nobody is left for them),
        `pair_layers_apart` (0 to 2, layers between the two; unknown where the member's is), `oldest_view` (whom of
        those they have met or rated they have not met or rated for longest, the first by id; unknown where nothing is
        dated) and `oldest_view_days` (how many days before `as_of` that was). `contact_matrix(graph, what="age")` has
        the age of every view of a deal.

    Notes
    -----
    A contact is every pair of member and person in `contacts`, a person is contacted from `contacted_depth` of the
    assumptions on; `people`, `load`, `people_alone` and the factions are about people contacted, `stale` and `undated`
    about all contacts. A pair recorded twice was touched when it was last touched.

    A touch is one person of the customer in one encounter; somebody of whom only the department is known is one in
    `a_week` and in `joint`, and has no layer and no vote. Less than a week counts as a week; encounters that nobody
    dated, and those after `as_of`, are in no rate. Each rival's numbers are in `rivals(graph).detail`, who met together
    in `met_together`. docs/model.md section 21.

    `pair_with` is an assignment of all members of a deal at once, each to a person of their own: of all assignments
    that leave as few members out as possible, those with the fewest layers between the paired (004-3; an unknown
    layer of a member counts as three apart), of these those with the most pairs already in contact, of these those
    that pair the most votes (to a thousandth), of these the one that gives the first member by id the first person
    by id. Minimum-cost matching by Jonker & Volgenant, 1987, in its sparse form. The order of these reasons is ours.
    `single_point` is that of `single_points_of_failure`. Rules 002-7.3, 002-12, 002-28, 003-21, 003-22, 003-44, 003-47,
    004-1, 004-2, 004-3, 004-6, 004-9.

    Examples
    --------
    >>> import influence
    >>> found = influence.team_coverage(influence.datasets.load("cooked_duck"))
    >>> found.by_deal.loc["equipment", ["unpaired", "busiest"]].tolist()
    ['decision', 'Yao']
    >>> found.detail[["load", "stale_days"]].loc[("equipment", "Yao")].tolist()
    [1.0, 15.0]
    """
    arrays, idle_days = arrays_of(graph), (thresholds or Thresholds()).idle_days
    columns = _gaps(arrays) | _busiest(arrays) | _staleness(arrays, idle_days)
    faction, share = main_factions(arrays)
    return Finding(
        say("How is the customer covered by our team?"),
        per_deal(graph.keys, columns | {"faction": faction, "faction_share": share} | _diligence(arrays)),
        lambda: _detail(arrays),
        graph,
    )


def contact_matrix(
    graph: StakeholderGraph, *, deal: object = None, side: str = OUR_SIDE, what: str = "depth"
) -> pd.DataFrame:
    """Who of ours is in contact with whom of theirs, and how deeply, or since when?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    deal : str or int, optional
        Which of them; may be left out where there is only one.
    side : str
        Whose contacts: ours, or a rival's by the name `contacts` gives it.
    what : {"depth", "age"}
        What stands in a cell.

    Returns
    -------
    pandas.DataFrame
        A row per person and a column per member of the side, both in the order of their ids: the `depth` of contact, 0
        to 1, unknown where none is recorded; or the `age` of the member's view of the person, days from the last touch
        (of ours also the last rating) to `as_of`, unknown where none is dated. Our side has a column for everybody in
        `team` too.

    Raises
    ------
    UnknownName
        There is no such deal or no such side, or nothing such to show, or there are several deals and none was named.

    Notes
    -----
    Of a contact recorded twice the stronger counts; one without strength counts as 1 (docs/model.md section 5). Rules
    004-1, 004-2, 004-6.

    Examples
    --------
    >>> import influence
    >>> matrix = influence.contact_matrix(influence.datasets.load("cooked_duck"))
    >>> matrix.loc["vice president"].to_dict()
    {'Yao': 0.9, 'sales manager': nan}
    """
    arrays, access = arrays_of(graph), arrays_of(graph).access(side)
    require_side(arrays, side)
    if what not in SHOWN_IN_MATRIX:
        raise UnknownName("cell", what, SHOWN_IN_MATRIX)
    number = graph.keys.deals.get_loc(graph.one_deal(deal))
    people = np.arange(*arrays.person_start[number : number + 2])
    members = np.flatnonzero(access.member_deal == number)
    owner, person, values = _cells(arrays, side, what)
    here = (arrays.person_deal[person] == number) & (owner >= 0)
    cells = np.full((len(people), len(members)), np.nan)
    cells[person[here] - people[:1], owner[here] - members[:1]] = values[here]
    return pd.DataFrame(
        cells,
        index=pd.Index(arrays.person_ids(people), name="person"),
        columns=pd.Index(ids(arrays.keys.members, access.member_id[members]), name="member"),
    )


def _cells(arrays: Arrays, side: str, what: str) -> tuple[Ints, Ints, Floats]:
    """What is known of each pair: the member, a position in `access(side)`, the person, and the number."""
    contacts = contacts_of(arrays, side)
    if what == "age" and side == OUR_SIDE:
        found = views(arrays)
        return in_access(arrays)[found.member], found.person, found.age
    return contacts.owner, contacts.person, contacts.depth if what == "depth" else contacts.age


def _gaps(arrays: Arrays) -> dict[str, Any]:
    """The layers where the committee sits and nobody of ours stands (004-3)."""
    seated = [arrays.per_deal((arrays.weight > 0) & (arrays.layer == layer)) > 0 for layer in range(len(LAYERS))]
    gap = np.stack(seated, axis=1) & ~arrays.team_layers
    deal = arrays.access().member_deal
    members = np.bincount(deal, minlength=arrays.n_deals)
    unplaced = np.bincount(deal[arrays.member_layer < 0], minlength=arrays.n_deals)
    unknown = ~np.any(seated, axis=0) | (gap.any(axis=1) & ((members == 0) | (unplaced > 0)))
    words = [
        ", ".join(layer for layer, open_ in zip(LAYERS, which, strict=True) if open_)
        for which in product((False, True), repeat=len(LAYERS))
    ]
    return {
        "members": members,
        "unpaired_layers": pd.arrays.IntegerArray(gap.sum(axis=1), unknown),
        "unpaired": np.where(unknown, None, np.array(words, dtype=object)[gap @ np.array([4, 2, 1])]),
    }


def _busiest(arrays: Arrays) -> dict[str, Any]:
    """Who has contacted most people, and their share of the contacts (004-9)."""
    access, (people, load) = arrays.access(), loads(arrays)
    busiest = largest_of_each(access.member_deal, people, arrays.n_deals, people > 0)
    return {
        "busiest": ids(arrays.keys.members, at(access.member_id, busiest, -1)),
        "busiest_load": at(load, busiest, np.nan),
    }


def _staleness(arrays: Arrays, idle_days: float) -> dict[str, Any]:
    """How many contacts nobody touched for so long, and of how many nobody can tell (002-12)."""
    contacts = contacts_of(arrays)
    undated = np.isnan(contacts.age)

    def count(which: Flags) -> Ints:
        return np.bincount(contacts.deal[which], minlength=arrays.n_deals)

    nothing_known = (count(undated) > 0) & (count(~undated) == 0)
    return {
        "stale": pd.arrays.IntegerArray(count(contacts.age >= idle_days), nothing_known),
        "undated": count(undated),
    }


def _diligence(arrays: Arrays) -> dict[str, Any]:
    """How often we meet the customer, whom of them, and how much of it goes to people without a vote."""
    columns: dict[str, Any] = {name: ours(arrays, values) for name, values in how_often(arrays).items()}
    columns["encounters"] = pd.array(columns["encounters"], dtype="Int64")
    rows, person, _ = arrays.contacts()
    spent = touches_without_vote(arrays, rows, arrays.person_deal[person], arrays.n_deals)
    return columns | {"without_vote": spent}


def _oldest(arrays: Arrays, size: int) -> dict[str, Any]:
    """The oldest view that each member has of anybody (004-6)."""
    found = views(arrays)
    owner = in_access(arrays)[found.member]
    oldest = largest_of_each(owner, found.age, size, ~np.isnan(found.age) & (owner >= 0))
    return {
        "oldest_view": arrays.person_ids(at(found.person, oldest, -1)),
        "oldest_view_days": at(found.age, oldest, np.nan),
    }


def _detail(arrays: Arrays) -> pd.DataFrame:
    access, contacts, layer = arrays.access(), contacts_of(arrays), arrays.member_layer
    size, (people, load) = len(layer), loads(arrays)
    owner, met = contacts.owner[contacts.contacted], contacts.person[contacts.contacted]
    alone = np.bincount(met, minlength=arrays.n_people)[met] == 1
    pair = _pairs(arrays, layer)
    apart = np.abs(layer - at(arrays.layer, pair, -1))
    columns = {
        "layer": np.array([*LAYERS, None], dtype=object)[layer],
        "people": people,
        "weight": votes_held(arrays),
        "load": load,
        "stale_days": last_touch_days(contacts.age, contacts.owner, size),
        "single_point": single_points(arrays, OUR_SIDE)[access.member_node],
        "people_alone": np.bincount(owner[alone], minlength=size),
        "pair_with": arrays.person_ids(pair),
        "pair_layers_apart": pd.arrays.IntegerArray(apart, (pair < 0) | (layer < 0)),
        **_oldest(arrays, size),
    }
    index = pd.MultiIndex.from_arrays(
        [arrays.keys.deals.take(access.member_deal), ids(arrays.keys.members, access.member_id)],
        names=["deal", "member"],
    )
    return frame(columns, index)


# Who pairs with whom.


def _pairs(arrays: Arrays, layer: Ints) -> Ints:
    """Whom of the committee each member should pair with, a position in `people`; -1 where nobody is left."""
    deal, seated = arrays.access().member_deal, np.flatnonzero(arrays.weight > 0)
    member_start = np.searchsorted(deal, np.arange(arrays.n_deals + 1))
    seat_start = np.searchsorted(arrays.person_deal[seated], np.arange(arrays.n_deals + 1))
    pair = np.full(len(deal), -1)
    for first in range(0, arrays.n_deals, DEALS_AT_ONCE):
        last = min(first + DEALS_AT_ONCE, arrays.n_deals)
        members = np.arange(member_start[first], member_start[last])
        people = seated[seat_start[first] : seat_start[last]]
        if len(members) and len(people):
            pair[members] = _paired(arrays, layer, members, people)
    return pair


def _paired(arrays: Arrays, layer: Ints, members: Ints, people: Ints) -> Ints:
    """The pairs of these members with these people, both whole deals."""
    deal, theirs = arrays.access().member_deal[members], arrays.person_deal[people]
    start = np.searchsorted(theirs, deal)
    count = np.searchsorted(theirs, deal, side="right") - start
    row, person = runs(start, count)
    rank = person - start[row]
    cost, nobody = _costs(arrays, layer, members, row, people[person])
    kept = _first_of_their_kind(deal, count, cost)
    if not kept.any():
        # Members and deciders there are, but not in the same deal.
        return np.full(len(members), -1)
    number, some = np.cumsum(kept) - 1, kept[row]
    # Beside the people there is a nobody for each member, dear enough to be the last choice.
    everybody = np.arange(kept.sum())
    edges = np.concatenate([number[row[some]], everybody]), np.concatenate([person[some], len(people) + everybody])
    costs, ranks = np.concatenate([cost[some], nobody[kept]]), np.concatenate([rank[some], count[kept]])
    chosen = np.full(len(members), len(people))
    chosen[kept] = _cheapest(*edges, costs, ranks, rank_within(deal[kept]))
    return np.append(people, np.full(len(members), -1))[chosen]


def _first_of_their_kind(deal: Ints, count: Ints, cost: Ints) -> Flags:
    """Who may be paired: of the members to whom all people cost the same, the first by id, as many as people.

    Of two of a kind the first is paired before the second, so all behind these are paired with nobody.
    """
    seen: Counter[tuple[int, bytes]] = Counter()
    kept, last = np.ones(len(deal), dtype=bool), np.cumsum(count)
    for member in np.flatnonzero(np.bincount(deal)[deal] > count).tolist():
        kind = int(deal[member]), cost[last[member] - count[member] : last[member]].tobytes()
        seen[kind] += 1
        kept[member] = seen[kind] <= count[member]
    return kept


def _costs(arrays: Arrays, layer: Ints, members: Ints, row: Ints, people: Ints) -> tuple[Ints, Ints]:
    """What each pair costs in whole numbers, and what each member costs that is paired with nobody.

    Each reason outweighs the sum of all that follow it, over a team of that size.
    """
    member, contacts, size = members[row], contacts_of(arrays), max(arrays.n_people, 1)
    apart = np.where(layer[member] < 0, UNKNOWN_LAYER_APART, np.abs(layer[member] - arrays.layer[people]))
    held = (contacts.owner * size + contacts.person)[contacts.contacted]
    stranger = ~np.isin(member * size + people, held)
    lighter = WEIGHT_STEPS - np.round(WEIGHT_STEPS * arrays.weight[people]).astype(np.int64)
    deal = arrays.access().member_deal[members]
    team = np.searchsorted(deal, deal, side="right") - np.searchsorted(deal, deal)
    a_stranger = WEIGHT_STEPS + team
    a_layer = a_stranger * (team + 1)
    nobody = (UNKNOWN_LAYER_APART + 1) * a_layer * (team + 1)
    return a_layer[row] * apart + a_stranger[row] * stranger + lighter, nobody


def _cheapest(row: Ints, column: Ints, cost: Ints, rank: Ints, turn: Ints) -> Ints:
    """The column of each row in the cheapest assignment; of equals the one whose rows in turn get the lowest ranks."""
    for k in range(turn.max() + 1):
        own = turn[row] == k
        # Ranks of one row a deal never add up to a whole step of cost; a price of 0 would count as no edge.
        price = cost * (rank.max() + 1) + np.where(own, rank, 0) + 1.0
        shape = (len(turn), int(column.max()) + 1)
        # Of places of 32 bits, which all versions of scipy take here.
        ends = row.astype(np.int32), column.astype(np.int32)
        _, chosen = min_weight_full_bipartite_matching(sp.csr_array((price, ends), shape=shape))
        kept = ~own | (column == chosen[row])
        row, column, cost, rank = row[kept], column[kept], cost[kept], rank[kept]
    return np.asarray(chosen)
