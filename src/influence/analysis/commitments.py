"""Who owes whom, and who keeps their word?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding, arrays_of, frame, per_deal
from influence.array_types import Flags, Floats
from influence.graph.arrays import Arrays
from influence.graph.lookups import dates
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.promises import BROKEN, KEPT, OURS, SIDES, STATES, Promises, kept_share, overdue, promises
from influence.tables.language import say


def commitments(graph: StakeholderGraph) -> Finding:
    """Who owes whom, and who keeps their word?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.

    Returns
    -------
    Finding
        `by_deal`, every count unknown where no commitment of the deal is recorded: `given` (promises of ours to the
        customer), `received` (the customer's to us), `balance` (`given` less `received`: above 0 we gave more),
        `planned` (ours to ourselves, such as the steps of a plan); of all commitments, whoever made them, `open` (not
        done yet, overdue ones among them), `overdue` (open on `as_of`, their due day before it; unknown where some are
        open and none can be judged), `undated` (open ones that cannot be judged: their due day or `as_of` is unknown),
        `kept`, `broken`, `kept_ratio` (0 to 1, kept of those kept or broken; unknown where none was) and `next_due`
        (the next due day of what is open and not overdue; unknown where none is known); `we_owe` and `they_owe` (open
        ones of `given` and of `received`), `word_kept` (0 to 1, `kept_ratio` of what our side promised or planned) and
        `approver_open` (those of `we_owe` made to somebody who is known to approve).
        `detail`, a row per commitment, indexed by `deal` and `commitment`: `by`, `by_side`, `to`, `to_side` (`ours`, a
        member of ours; `theirs`, a person of the customer; `rival`, a rival's member), `about` (whom a planned act is
        to win), `what`, `made`, `due`, `done`, `kept` as they were written, `state` (`open`, `overdue`, `kept`,
        `broken`, `done`), `days_left` (of what is open, days from `as_of` to the due day, below 0 once overdue),
        `days_late` (of what is done, days from the due day, below 0 where it was early) and `to_approver`. **Rows with
        `about` are plan against actual**: `made` is when it was planned.

    Notes
    -----
    What `kept` says goes first. Where it says nothing, a commitment done after its due day is `broken`: it was promised
    by a day that passed without it. One done in time, or of which nobody recorded the due day, is `done`: nobody said
    whether it was what was promised, so that it counts neither as kept nor as broken. The due day itself is not late.
    One that is overdue is still owed and not broken yet. docs/model.md section 21. Rules 003-33, 003-49, 004-4, 004-12,
    000-10.

    Examples
    --------
    >>> import influence
    >>> deal = influence.StakeholderGraph.from_tables(
    ...     [{"person": "Ann"}],
    ...     deals=[{"as_of": "2024-05-10"}],
    ...     team=[{"member": "Yao"}],
    ...     commitments=[
    ...         {"commitment": 1, "by": "Yao", "to": "Ann", "what": "a visit to the plant", "due": "2024-05-08"},
    ...         {"commitment": 2, "by": "Ann", "to": "Yao", "what": "a talk with her head", "kept": True},
    ...     ],
    ...     deal="D",
    ... )
    >>> found = influence.commitments(deal)
    >>> found.by_deal[["given", "received", "overdue", "kept_ratio"]]
          given  received  overdue  kept_ratio
    deal
    D         1         1        1         1.0
    >>> found.detail[["what", "state", "days_left"]]
                                         what    state  days_left
    deal commitment
    D    1               a visit to the plant  overdue       -2.0
         2               a talk with her head     kept        NaN
    """
    arrays = arrays_of(graph)
    found = promises(arrays)
    return Finding(
        say("Who owes whom, and who keeps their word?"),
        per_deal(graph.keys, _numbers(arrays, found)),
        lambda: _detail(arrays, found),
        graph,
    )


def _numbers(arrays: Arrays, found: Promises) -> dict[str, Any]:
    size, every = arrays.n_deals, np.ones(len(found.deal), dtype=bool)
    none_known = np.bincount(found.deal, minlength=size) == 0

    def count(which: Flags) -> Any:
        return pd.arrays.IntegerArray(np.bincount(found.deal[which], minlength=size), none_known)

    given, received = found.given, found.received
    late, undated = overdue(found, found.deal, size, every)
    late[none_known] = pd.NA
    return {
        "given": count(given),
        "received": count(received),
        "balance": count(given) - count(received),
        "planned": count((found.by_side == OURS) & (found.to_side == OURS)),
        "open": count(found.waiting),
        "overdue": late,
        "undated": pd.arrays.IntegerArray(undated, none_known),
        "kept": count(found.state == KEPT),
        "broken": count(found.state == BROKEN),
        "kept_ratio": kept_share(found, found.deal, size, every),
        "next_due": dates(_next_due(found, size)),
        "we_owe": count(given & found.waiting),
        "they_owe": count(received & found.waiting),
        "word_kept": kept_share(found, found.deal, size, found.by_side == OURS),
        "approver_open": count(given & found.waiting & found.to_approver),
    }


def _next_due(found: Promises, size: int) -> Floats:
    """The first due day of what is open in each deal and not overdue; NaN where none is known."""
    first, ahead = np.full(size, np.nan), found.waiting & ~(found.left < 0)
    np.fmin.at(first, found.deal[ahead], found.due[ahead])
    return first


def _detail(arrays: Arrays, found: Promises) -> pd.DataFrame:
    table = arrays.table("commitments")
    rows = pd.DataFrame(columns=["commitment"], dtype=object) if table is None else table.iloc[found.row]

    def cells(name: str) -> Any:
        return rows[name].array if name in rows else np.full(len(rows), None, dtype=object)

    side, state = np.array(SIDES, dtype=object), np.array(STATES, dtype=object)
    columns = {
        "by": cells("by"),
        "by_side": side[found.by_side],
        "to": cells("to"),
        "to_side": side[found.to_side],
        "about": cells("about"),
        "what": cells("what"),
        "made": dates(found.made),
        "due": dates(found.due),
        "done": dates(found.done),
        "kept": cells("kept"),
        "state": state[found.state],
        "days_left": found.left,
        "days_late": found.done - found.due,
        "to_approver": found.to_approver,
    }
    index = [arrays.keys.deals.take(found.deal), pd.Index(rows["commitment"])]
    return frame(columns, pd.MultiIndex.from_arrays(index, names=["deal", "commitment"]))
