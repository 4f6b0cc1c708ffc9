"""What does each member of our team carry, over all deals?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding, arrays_of, frame
from influence.array_types import Flags, Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.grouping import at
from influence.graph.lookups import days, deal_days
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.contacts import loads, votes_held
from influence.measures.our_members import OurMembers, in_access, our_members, unnamed
from influence.measures.promises import kept_share, overdue, promises
from influence.tables.keys import ids
from influence.tables.language import say
from influence.tables.schema import OUR_SIDE
from influence.tables.spelling import plain


def members(graph: StakeholderGraph) -> Finding:
    """What does each member of our team carry, over all deals?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals; the same id is the same member in all of them. For the deals of today take `graph.only`.

    Returns
    -------
    Finding
        `by_member`, a row per member of ours, indexed by `member`: `deals` (those they are in: in `team`, in contact,
        in an encounter or as one who knows a fact), `people` (whom they have contacted, deal by deal), `weight` (votes
        of these people, each deal's committee counting 1, summed; unknown where no deal of theirs has a committee),
        `amount` (of their deals, as far as known; unknown where none is, or where the deals are in several
        currencies), `currency` (of the amount), `currencies` (how many their deals with an amount are in, one that
        nobody recorded counting as one more), `unpriced` (deals whose amount is unknown), `alone` (deals in which they
        hold every contact of ours), `amount_alone` (of these deals, 0 where there are none, else as `amount`), `open`
        and `overdue` (commitments of theirs that are not done, and those past their due day; `overdue` is unknown
        where some are open and none can be judged), `kept` (0 to 1, kept of their commitments that were kept or
        broken; unknown where none was) and `idle_days` (days from their last touch or encounter of any deal to its
        `as_of`; unknown where none is dated).
        `detail`, indexed by `member` and `deal`: `people`, `weight`, `load` (0 to 1, their share of the deal's
        contacts), `alone`, `amount`, `currency`, `open`, `overdue`, `kept` and `idle_days` of that deal.

    Notes
    -----
    **Amounts in different currencies are never added**: then `amount` is unknown, `currencies` is above 1 and `detail`
    has each deal's. A contact counts from `contacted_depth` of the assumptions on. Who carries many deals alone is a
    star on whom revenue hangs (004-1): the numbers say so, what to do is a colleague's matter. Encounters of ours
    that name nobody are those of one member called `unnamed` (-1 where members have numbers); as that may be several
    people, it is never `alone`. docs/model.md section 21. Rules 004-1, 004-9, 004-12.

    Examples
    --------
    >>> import influence
    >>> found = influence.members(influence.datasets.load("cooked_duck"))
    >>> found.by_member[["deals", "people", "alone", "idle_days"]]
                   deals  people  alone  idle_days
    member
    Yao                1       2      1       15.0
    sales manager      1       0      0        NaN
    """
    arrays = arrays_of(graph)
    own = our_members(arrays)
    numbers, member = np.unique(own.member, return_inverse=True)
    by_deal = _by_deal(arrays, own)
    whole = _whole(arrays, by_deal, member, len(numbers))
    return Finding(
        say("What does each member of our team carry, over all deals?"),
        frame(whole, pd.Index(ids(graph.keys.members, numbers), name="member")),
        lambda: _detail(arrays, own, by_deal),
        graph,
    )


def _by_deal(arrays: Arrays, own: OurMembers) -> dict[str, Any]:
    """What each member of each deal carries there, in the order of `our_members`."""
    (people, load), place = loads(arrays), in_access(arrays)
    total = np.bincount(own.deal[place >= 0], weights=people[place[place >= 0]], minlength=arrays.n_deals)[own.deal]
    nothing = np.where(arrays.total_votes > 0, 0.0, np.nan)[own.deal]
    load = np.where(place >= 0, at(load, place, np.nan), np.where(total > 0, 0.0, np.nan))
    return {
        "people": at(people, place, 0),
        "weight": np.where(place >= 0, at(votes_held(arrays), place, np.nan), nothing),
        "load": load,
        "alone": (load == 1) & ~unnamed(arrays, own.member),
        "amount": arrays.deal_numbers("amount")[own.deal],
        "currency": _currencies(arrays)[own.deal],
        "idle_days": _idle(arrays, own),
    }


def _currencies(arrays: Arrays) -> Any:
    """The currency of each deal as it is written; None where unknown."""
    found, table = np.full(arrays.n_deals, None, dtype=object), arrays.table("deals")
    if table is not None and "currency" in table:
        found[arrays.keys.deal["deals"]] = table["currency"].to_numpy(dtype=object, na_value=None)
    return found


def _idle(arrays: Arrays, own: OurMembers) -> Floats:
    """Days from each member's last touch or encounter in each deal to the day the tables describe."""
    last = np.full(len(own.key), np.nan)
    for table, column in (("contacts", "last_touch"), ("interactions", "date")):
        rows = arrays.table(table)
        if rows is not None and "member" in rows:
            of_ours = (rows["side"] == OUR_SIDE).to_numpy(dtype=bool) & (arrays.keys.member[table] >= 0)
            member = own.find(arrays.member_keys(table)[of_ours])
            np.fmax.at(last, member, days(arrays, table, column)[of_ours])
    return deal_days(arrays, "as_of")[own.deal] - last


def _whole(arrays: Arrays, by_deal: dict[str, Any], member: Ints, size: int) -> dict[str, Any]:
    """What each member carries over all their deals."""
    weight, fewest = by_deal["weight"], np.full(size, np.nan)
    np.fmin.at(fewest, member, by_deal["idle_days"])
    return {
        "deals": _count(member, size),
        "people": np.bincount(member, weights=by_deal["people"], minlength=size).astype(np.int64),
        "weight": _sum(weight, member, size, ~np.isnan(weight)),
        **_money(by_deal["amount"], by_deal["currency"], by_deal["alone"], member, size),
        **_promised(arrays, member, size),
        "idle_days": fewest,
    }


def _money(amount: Floats, currency: Any, alone: Flags, member: Ints, size: int) -> dict[str, Any]:
    """The amounts of each member's deals, added where they are in one currency."""
    priced, carried_alone = ~np.isnan(amount), _count(member[alone], size)
    code, words = pd.factorize(currency, sort=True)
    same = at(np.unique([plain(str(word)) for word in words], return_inverse=True)[1], code, -1).astype(np.int64)
    # Spelt in several ways, a currency is shown as in the first of them.
    order = np.flatnonzero(priced)[np.lexsort((code[priced], same[priced], member[priced]))]
    first = order[np.unique(np.stack([member[order], same[order]]), axis=1, return_index=True)[1]]
    currencies = _count(member[first], size)
    one = first[currencies[member[first]] == 1]
    shown = np.full(size, None, dtype=object)
    shown[member[one]] = currency[one]
    several = np.where(currencies > 1, np.nan, 0.0)
    held = _sum(amount, member, size, priced & alone) + several
    return {
        "amount": _sum(amount, member, size, priced) + several,
        "currency": shown,
        "currencies": currencies,
        "unpriced": _count(member[~priced], size),
        "alone": carried_alone,
        "amount_alone": np.where(carried_alone > 0, held, 0.0),
    }


def _count(group: Ints, size: int) -> Ints:
    return np.bincount(group, minlength=size)


def _sum(values: Floats, group: Ints, size: int, known: Flags) -> Floats:
    """The sum of the known values of each group; NaN where none is known."""
    summed = np.bincount(group[known], weights=values[known], minlength=size)
    return np.where(_count(group[known], size) > 0, summed, np.nan)


def _promised(arrays: Arrays, group: Ints, size: int) -> dict[str, Any]:
    """The commitments of our members, by the group that each of `our_members` is in."""
    found = promises(arrays)
    among = found.by_member >= 0
    of_group = np.where(among, at(group, found.by_member, 0), 0)
    late, _ = overdue(found, of_group, size, among)
    return {
        "open": _count(of_group[among & found.waiting], size),
        "overdue": late,
        "kept": kept_share(found, of_group, size, among),
    }


def _detail(arrays: Arrays, own: OurMembers, by_deal: dict[str, Any]) -> pd.DataFrame:
    size = len(own.key)
    columns = {**by_deal, **_promised(arrays, np.arange(size), size)}
    columns["idle_days"] = columns.pop("idle_days")
    members_, deals = ids(arrays.keys.members, own.member), arrays.keys.deals.take(own.deal)
    index = pd.MultiIndex.from_arrays([members_, deals], names=["member", "deal"])
    # By member, then by deal; pairs stand by deal.
    return frame(columns, index).iloc[np.argsort(own.member, kind="stable")]
