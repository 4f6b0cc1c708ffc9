"""Where do we stand, and what follows from it?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding, arrays_of, frame, per_deal
from influence.array_types import Flags
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.next_stage import next_stages, people_of_next_stage
from influence.measures.phases import PHASES, phase
from influence.measures.support_base import LEVELS, SupportBase
from influence.measures.supporter_kinds import flags
from influence.rules.advice import RULES
from influence.rules.indicators import Indicators
from influence.rules.rule import fired
from influence.rules.thresholds import Thresholds
from influence.tables.language import say
from influence.tables.schema import OUR_SIDE
from influence.tables.stages import STAGES


def position(graph: StakeholderGraph, *, thresholds: Thresholds | None = None) -> Finding:
    """Where do we stand, and what follows from it?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    thresholds : Thresholds, optional
        From where on a rule fires; `ally`, `most_allies` and `close` count here.

    Returns
    -------
    Finding
        `by_deal`: `main_supporter` (the supporter with the largest leverage x support, by id; unknown where there
        is none), `position` (their level, `high`, `middle` or `low`; `none` where support is known and nobody is a
        supporter; unknown where nobody's support is known or no contact of ours is recorded), `supporters` and
        `allies` (people known to be), `favourable` (a decision maker is an ally and an approver is for us; unknown
        where what is unknown may decide it), `phase` (by who supports us now, as in `penetration_plan`: `entry`,
        `support_point`, `support_surface` or `network`; unknown where `position` is), `next_stage` (of the purchase,
        after the one the deal is in; unknown where that is unknown, or the last), `next_people` (who holds a seat of
        that stage, ids joined by commas; unknown where nobody is known to), `advice` (rows of `detail`).
        `detail`, a row per deal and rule that fires, indexed by `deal` and `code` (its number in docs/rules.md):
        `severity` (`fatal`, `serious`, `watch`, `go on`; no rule so far is fatal), `who` (whom it is about, ids joined
        by commas), `evidence` (a sentence with the numbers that show it), `action` (what to do).

    Notes
    -----
    A supporter is contacted (`contacted_depth` of the assumptions) and of known support above 0; people marked
    external who hold no seat are none, for a supporter stands in the customer's organisation. An ally is a
    supporter of at least `ally`. Support nobody knows is never counted, neither as support nor as neutral: neutral is
    a known support of exactly 0, and "nobody" in an advice means nobody known. Levels are the people's strategies
    (docs/model.md section 7): top down is high, middle out middle, bottom up low. Broad support are supporters in
    at least two layers or two departments; where departments are unknown and could make one, 003-36 keeps silent.
    The known balance of forces is that of `forces`: support x participation x influence, what is unknown left out.
    An opponent with votes is unopposed where no supporter stands at their level or above (003-20).

    In a favourable position the advice to expand gives way to the advice to maintain (003-18): 003-36 to 003-41
    do not fire. Rules that say whom we do not reach (003-12, 003-20) need a contact of ours in the deal, 003-43 needs a
    relationship in it. 003-36 is about a forecast and keeps silent once it is known how the deal ended. 003-37 names a
    person whom our main supporter can introduce, not known to be for or against us, who has more leverage. That two
    allies in conflict are no matter (003-42) is the article's count. 003-52 names neutrals whose `people.reason` is
    interest; 003-53 fires once a decision maker supports us, while nobody of our decision layer is recorded to have met
    an approver; whoever's layer is unknown may have. Rules 002-6, 003-11, 003-12, 003-17, 003-18, 003-20, 003-30 to
    003-32, 003-36 to 003-43, 003-45, 003-52, 003-53.

    Examples
    --------
    >>> import influence
    >>> found = influence.position(influence.datasets.load("cooked_duck"))
    >>> found.by_deal.loc["equipment", ["main_supporter", "position"]].tolist()
    ['vice president', 'middle']
    >>> found.detail["who"].loc["equipment"].to_dict()
    {'003-31': 'vice president', '003-37': 'general manager', '003-53': 'general manager'}
    """
    seen = Indicators(arrays_of(graph), OUR_SIDE, thresholds or Thresholds())
    return Finding(
        say("Where do we stand, and what follows from it?"),
        per_deal(graph.keys, _numbers(seen.base) | {"advice": lambda: _fires(seen).sum(axis=0)}),
        lambda: _detail(seen),
        graph,
    )


def _fires(seen: Indicators) -> Flags:
    """Which advice is given in which deals, a row for each rule."""
    return np.stack([rule.fires(seen) for rule in RULES])


def _numbers(base: SupportBase) -> dict[str, Any]:
    arrays, some = base.arrays, base.main >= 0
    known = arrays.per_deal(base.recorded & ~np.isnan(base.support)) > 0
    level = np.where(known, len(LEVELS), len(LEVELS) + 1)
    level[some] = base.level[base.main[some]]
    here = phase(arrays, base.supporter)
    return {
        "main_supporter": arrays.person_ids(base.main),
        "position": np.array([*LEVELS, "none", None], dtype=object)[level],
        "supporters": arrays.per_deal(base.supporter).astype(np.int64),
        "allies": arrays.per_deal(base.ally).astype(np.int64),
        "favourable": flags(base.favourable),
        "phase": np.where(level <= len(LEVELS), np.array(PHASES, dtype=object)[here], np.array(None, dtype=object)),
        "next_stage": np.array([*STAGES, None], dtype=object)[next_stages(arrays)],
        "next_people": lambda: people_of_next_stage(arrays),
    }


def _detail(seen: Indicators) -> pd.DataFrame:
    deal, columns = fired(RULES, seen, _fires(seen))
    index = pd.MultiIndex.from_arrays([seen.arrays.keys.deals.take(deal), columns.pop("code")], names=["deal", "code"])
    return frame(columns, index)
