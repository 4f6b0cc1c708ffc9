"""Simple rules that vendors publish: what a score of ours has to beat."""

from __future__ import annotations

import numpy as np
import pandas as pd

from influence.analysis.finding import arrays_of, per_deal
from influence.array_types import Flags, Floats
from influence.graph.arrays import Arrays
from influence.graph.grouping import ratio
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.contacts import contacts_of, last_touch_days
from influence.measures.side_coverage import contacted_by, coverage_numbers

RED, AMBER, GREEN = 0.0, 1.0, 2.0
MULTITHREADED = 4
"""Contacts from which on a deal counts as carried by many."""
KEY_PLAYER = 0.6
"""Influence from which on somebody is a key player: in the political structure (ours)."""
FRESH, STALE = 14, 30
"""Days since the last touch up to which a deal is green, and amber."""


def baselines(graph: StakeholderGraph) -> pd.DataFrame:
    """What do the simple rules that vendors publish say of every deal?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.

    Returns
    -------
    pandas.DataFrame
        One row per deal, indexed by `deal`; in each column more speaks for us, and unknown stays unknown.

        - `relationship_status`: 0 red, no supportive key player; 1 amber, some; 2 green, one of them a decision maker
          or approver. Key players are people of influence .6 or more; unknown where of nobody both influence and
          support are known. After Altify's dashboard of relationships [1]_.
        - `worst_signal`: 0 red, 1 amber, 2 green, the worst of three: people contacted (1 red, 2 amber, 3 or more
          green), days since our last touch (up to 14 green, up to 30 amber, else red), and whether a decision maker
          or approver is contacted (else amber). Signals nobody can tell are left out. After deal inspection at
          Breadbox, which marks one thread red and 14 days without activity [2]_, and the warnings "no activity", "not
          enough contacts" and "no power" of Gong [3]_; three threads are enough by [4]_. 30 days are ours.
        - `contacts_engaged`: how many people we have contacted.
        - `multithreaded`: 1 where those are four or more, else 0. Gong tells of 58 % won of such deals [5]_.
        - `roles_filled`: the share of approver, decision maker, evaluator and user that somebody named holds, 0 to 1:
          the percentage of required roles that are filled, as Salesforce has it [6]_.
        - `recency`: minus the days since our last touch.
        - `mean_known`: the plain mean of the known support, -1 to 1: a baseline of our own.

        Where no row of `contacts` is ours, what rests on contacts is unknown.

    Raises
    ------
    InfluenceError
        This is no graph.

    Notes
    -----
    Somebody is contacted from the depth on that `Assumptions.contacted_depth` says (docs/model.md section 5); days are
    counted to `deals.as_of`. See docs/model.md section 23.

    References
    ----------
    .. [1] https://help.uplandsoftware.com/altify/help/v9.9/Reporting/dashboards/Altify_Relationships_Dashboard.htm
    .. [2] https://app.breadboxmsp.com/docs/deal-inspection
    .. [3] https://help.gong.io/hc/en-us/articles/360043022172
    .. [4] https://www.skills.sh/swan-gtm/gtm-skills/multi-thread-deals
    .. [5] https://www.gong.io/win-rates/
    .. [6] https://developer.salesforce.com/docs/data/data-cloud-dmo-mapping/guide/c360dm-si-buyingcommitteedmo-dmo.html
       (CompletenessPercent)

    Examples
    --------
    >>> import influence
    >>> influence.baselines(influence.datasets.load("cooked_duck"))[["contacts_engaged", "multithreaded"]]
               contacts_engaged  multithreaded
    deal
    equipment               2.0            0.0
    """
    arrays = arrays_of(graph)
    engaged, days, support = _engaged(arrays), _days(arrays), arrays.measure("support")
    known = arrays.per_deal(~np.isnan(support))
    columns = {
        "relationship_status": _relationship_status(arrays),
        "worst_signal": _worst_signal(arrays, engaged, days),
        "contacts_engaged": engaged,
        "multithreaded": np.where(np.isnan(engaged), np.nan, engaged >= MULTITHREADED),
        "roles_filled": coverage_numbers(arrays)["roles_filled"],
        "recency": -days,
        "mean_known": ratio(arrays.per_deal(np.nan_to_num(support)), known, np.nan),
    }
    return per_deal(graph.keys, columns).frame()


def _engaged(arrays: Arrays) -> Floats:
    """How many people we have contacted; unknown in a deal without a contact of ours."""
    ours = arrays.per_deal(np.ones(len(contacts_of(arrays).deal)), contacts_of(arrays).deal)
    return np.where(ours > 0, arrays.per_deal(contacted_by(arrays)), np.nan)


def _days(arrays: Arrays) -> Floats:
    contacts = contacts_of(arrays)
    return last_touch_days(contacts.age, contacts.deal, arrays.n_deals)


def _power(arrays: Arrays) -> Flags:
    """Who holds a seat of a decision maker or an approver."""
    return arrays.holds("decision_maker") | arrays.holds("approver")


def _relationship_status(arrays: Arrays) -> Floats:
    support, influence = arrays.measure("support"), arrays.measure("influence")
    told = arrays.per_deal(~np.isnan(support) & ~np.isnan(influence)) > 0
    friends = (support > 0) & (influence >= KEY_PLAYER)
    some, powerful = (arrays.per_deal(people) > 0 for people in (friends, friends & _power(arrays)))
    return np.where(told, np.select([powerful, some], [GREEN, AMBER], RED), np.nan)


def _worst_signal(arrays: Arrays, engaged: Floats, days: Floats) -> Floats:
    power = arrays.per_deal(_power(arrays) & contacted_by(arrays)) > 0
    threads = np.select([engaged >= 3, engaged == 2], [GREEN, AMBER], RED)
    activity = np.select([days <= FRESH, days <= STALE], [GREEN, AMBER], RED)
    signals = [
        np.where(np.isnan(engaged), np.nan, threads),
        np.where(np.isnan(days), np.nan, activity),
        np.where(np.isnan(engaged), np.nan, np.where(power, GREEN, AMBER)),
    ]
    worst = np.fmin.reduce(signals)
    return np.asarray(worst)
