"""Whom do we win, in which order, and through whom? And by when, as commitments."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding, arrays_of, per_deal
from influence.array_types import Floats, Ints
from influence.errors import InfluenceError
from influence.graph.arrays import Arrays
from influence.graph.lookups import dates, deal_days
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.backlash import turns
from influence.measures.campaign import Campaign, campaign, require_campaign
from influence.measures.pairing import paired_members
from influence.measures.phases import PHASES, phase
from influence.measures.side_coverage import contacted_by
from influence.measures.support_bounds import slack
from influence.measures.talk import talk_about
from influence.measures.voting import approvals
from influence.measures.ways_in import GATES, REFUSED, STRATEGIES, best_entry, gates, strategy_named
from influence.tables.language import say
from influence.tables.ranges import require, require_draws

# Commitments that were steps of a plan are called so, with their number.
PLANNED = r"^plan (\d{1,9})$"
# The last day that every table of dates can hold, since 1970.
LAST_DAY = pd.Timestamp.max.to_datetime64().astype("datetime64[D]").astype(float)
ACTS = ("find_out", "weaken", "win_neutral", "strengthen")
WORDS = {
    "find_out": "find out where they stand and win them",
    "weaken": "weaken their opposition and win them",
    "win_neutral": "win them over from neutral",
    "strengthen": "make a supporter an ally",
}


def penetration_plan(
    graph: StakeholderGraph,
    *,
    strategy: str | None = None,
    steps: int = 6,
    budget: float = np.inf,
    seed: int = 0,
) -> Finding:
    """Whom do we win, in which order, and through whom?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    strategy : {"top_down", "middle_out", "bottom_up"}, optional
        The entry strategy; where none is named, that of each deal's best entry point.
    steps : int
        Most people to win, 1 or more; ours.
    budget : float
        Most attempts to expect, 0 or more; no limit where none is given.
    seed : int
        Of drawn votes, where a committee is too large to be exact.

    Returns
    -------
    Finding
        `by_deal`: `plan_strategy` and `plan_gate` of it, `steps` (people to win; 0 where the entry strategy is refused
        or nobody can be won), `attempts` (expected until all are), `support_end` (-1 to 1) and `approval_end` (0 to 1)
        once they are won.
        `detail`, a row per step from 1: `person`, `via` (who introduces us; unknown where we go by ourselves),
        `member` (who of ours should go, level to level, an engineer to an evaluator; unknown where none is recorded),
        `act` (`strengthen`, `weaken`, `win_neutral`, or `find_out` where nobody knows their support), `phase` the step
        is taken in, `access` (0 to 1), `attempts` (expected), `support`, `support_low`, `support_high` and
        `approval` once this step is done, `reason`, `talk_about` (what to talk about with them, by role; unknown
        where no role of theirs is known) and `turns` (who would turn against us once they are won, by name, and by how
        much; unknown where nobody we know would).

    Raises
    ------
    InfluenceError
        A number is out of range.
    UnknownName
        There is no such strategy.

    Notes
    -----
    Greedy by gain an attempt, access x move x headroom x leverage, over the campaign that `strategies` compares: the
    first person belongs to the strategy, each one won introduces us to the next, and somebody won stands wholly for
    us. The committee's support is linear in stances, so only access changes between steps. `approval` is that of
    `committee`, and expects more of everybody unknown the more are won (docs/model.md, section 11). Bounds leave
    everybody unknown who is not won at their worst and best. Phases, by tests on whoever is contacted or won and known
    to support us before the step: `entry`, nobody; `support_point`, somebody; `support_surface`, in two layers or
    departments at least; `network`, in every layer present and joined by the customer's own relationships. Rules
    001-5 to 001-8, 001-10, 002-8, 003-4, 003-7, 003-14, 003-15, 003-22 to 003-25, 003-30 to 003-37, 003-43, 004-3.

    Examples
    --------
    >>> import influence
    >>> plan = influence.penetration_plan(influence.datasets.load("cooked_duck"), strategy="top_down", steps=2)
    >>> plan.detail[["person", "via", "act", "phase"]]
                               person              via       act          phase
    deal      step
    equipment 1        general manager   vice president  find_out  support_point
              2     head of production  general manager  find_out  support_point
    """
    require_campaign(steps, budget)
    require_draws(1, seed)
    arrays = arrays_of(graph)
    chosen = _chosen(arrays, strategy)
    plan = _offered(arrays, campaign(arrays, chosen, steps=steps, budget=budget), chosen)
    stances = plan.stances(arrays)
    approval = approvals(arrays, stances, seed=seed)
    return Finding(
        say("Whom do we win, in which order, and through whom?"),
        per_deal(graph.keys, _numbers(arrays, plan, chosen, approval)),
        lambda: _detail(arrays, plan, stances, approval),
        graph,
    )


def plan_commitments(graph: StakeholderGraph, plan: Finding, *, days_per_attempt: float = 7) -> pd.DataFrame:
    """Who of ours does what about whom, and by when?

    Turns the steps of a plan into rows of `commitments`.

    Parameters
    ----------
    graph : StakeholderGraph
        The deals the plan was made for.
    plan : Finding
        What `penetration_plan(graph)` returned.
    days_per_attempt : float
        Days an attempt takes, above 0; a week each, ours, as `strategies` counts them.

    Returns
    -------
    pandas.DataFrame
        A row per step for the table `commitments`: `deal`, `commitment` ("plan 1" and so on, or whole numbers where the
        deal's commitments have such; above those that are there), `by` and `to` (the step's `member`: a planned act is
        owed to our own side), `about` (whom the step is to win), `what`, `made` (the deal's `as_of`) and `due` (that
        day plus the days that the attempts of this step and all before it are expected to take, rounded up; unknown
        where `as_of` is, or after the year 2261), `done` and `kept`, empty until they are filled in. `by` and `to` stay
        empty where no team member is recorded: say who goes before the rows are put in, or leave them out with
        `.dropna(subset="by")`.

    Raises
    ------
    InfluenceError
        `plan` is no plan, or `days_per_attempt` is out of range.

    Notes
    -----
    Put in with `graph.replaced(commitments=...)`, together with the commitments that are there, they come back in
    `commitments(graph).detail` as plan against actual, once `done` and `kept` are filled in. Rule 004-12.

    Examples
    --------
    >>> import influence
    >>> duck = influence.datasets.load("cooked_duck")
    >>> rows = influence.plan_commitments(duck, influence.penetration_plan(duck, steps=2))
    >>> rows[["commitment", "by", "about", "due"]]
      commitment             by               about        due
    0     plan 1            Yao     general manager 2012-05-06
    1     plan 2  sales manager  head of production 2012-05-30
    >>> influence.commitments(duck.replaced(commitments=rows)).by_deal[["planned", "open", "next_due"]]
               planned  open   next_due
    deal
    equipment        2     2 2012-05-06
    """
    require("days_per_attempt", days_per_attempt, above=0)
    arrays, steps = arrays_of(graph), _steps_of(plan)
    deal = arrays.keys.deals.get_indexer(pd.Index(steps["deal"]))
    made = np.append(deal_days(arrays, "as_of"), np.nan)[deal]
    needed = np.ceil(steps.groupby("deal", sort=False)["attempts"].cumsum().to_numpy(float) * days_per_attempt)
    columns = {
        "deal": steps["deal"],
        "commitment": _new_ids(graph.commitments, steps),
        "by": steps["member"],
        "to": steps["member"],
        "about": steps["person"],
        "what": steps["act"].map(WORDS),
        "made": dates(made),
        "due": dates(np.where(made + needed <= LAST_DAY, made + needed, np.nan)),
        # Of the types of what is filled in, which pandas 2 does not change.
        "done": dates(np.full(len(made), np.nan)),
        "kept": pd.array([pd.NA] * len(made), "boolean"),
    }
    return pd.DataFrame(columns)


def _steps_of(plan: object) -> pd.DataFrame:
    """The steps of a plan with deal and number as columns; refuse what is no plan."""
    steps = plan.detail.reset_index() if isinstance(plan, Finding) else pd.DataFrame()
    if not {"deal", "step", "person", "member", "act", "attempts"} <= set(steps):
        raise InfluenceError(say("plan is no plan; give what influence.penetration_plan(graph) returns"))
    return steps


def _new_ids(there: pd.DataFrame, steps: pd.DataFrame) -> Any:
    """Ids for the steps that no commitment of their deal has yet."""
    numbered = pd.api.types.is_integer_dtype(there["commitment"]) and len(there) > 0
    told = there["commitment"] if numbered else there["commitment"].astype(str).str.extract(PLANNED, expand=False)
    last = pd.to_numeric(told, errors="coerce").groupby(there["deal"]).max()
    number = steps["step"] + steps["deal"].map(last).fillna(0).astype(np.int64)
    return number if numbered else "plan " + number.astype(str)


def _chosen(arrays: Arrays, strategy: str | None) -> Ints:
    """The strategy of each deal's plan, a position in `STRATEGIES`; the middle where nobody gains anything."""
    if strategy is not None:
        return np.full(arrays.n_deals, STRATEGIES.index(strategy_named(strategy)))
    _, best = best_entry(arrays)
    return np.where(best >= 0, best, STRATEGIES.index("middle_out"))


def _offered(arrays: Arrays, plan: Campaign, chosen: Ints) -> Campaign:
    """The plan without the steps of deals whose entry strategy is refused."""
    refused = gates(arrays)[np.arange(arrays.n_deals), chosen] == REFUSED
    person, via = (np.where(refused[:, None], -1, each) for each in (plan.person, plan.via))
    support = np.where(refused[:, None], plan.support[:, :1], plan.support)
    return replace(plan, person=person, via=via, support=support, attempts=np.where(person >= 0, plan.attempts, 0.0))


def _numbers(arrays: Arrays, plan: Campaign, chosen: Ints, approval: Floats) -> dict[str, Any]:
    exists = arrays.total_votes > 0
    gate = gates(arrays)[np.arange(arrays.n_deals), chosen]
    return {
        "plan_strategy": np.array(STRATEGIES, dtype=object)[chosen],
        "plan_gate": np.array(GATES, dtype=object)[gate],
        "steps": (plan.person >= 0).sum(axis=1),
        "attempts": plan.attempts.sum(axis=1),
        "support_end": np.where(exists, plan.support[:, -1], np.nan),
        "approval_end": approval[:, -1],
    }


@dataclass(frozen=True)
class _Steps:
    """The steps taken, one after the other: deal, number from 0, and person."""

    deal: Ints
    number: Ints
    person: Ints


def _detail(arrays: Arrays, plan: Campaign, stances: Floats, approval: Floats) -> pd.DataFrame:
    deal, number = np.nonzero(plan.person >= 0)
    taken = _Steps(deal, number, plan.person[deal, number])
    below, above = slack(arrays, stances)
    stance = arrays.measure("support")[taken.person]
    act = np.select([np.isnan(stance), stance < 0, stance == 0], ACTS[:3], ACTS[3]).astype(object)
    columns: dict[str, Any] = {
        "person": arrays.person_ids(taken.person),
        "via": arrays.person_ids(plan.via[deal, number]),
        "member": paired_members(arrays, taken.person, plan.via[deal, number]),
        "act": act,
        "phase": _phases(arrays, stances)[deal, number],
        "access": plan.access[deal, number],
        "attempts": plan.attempts[deal, number],
        "support": plan.support[deal, number + 1],
        "support_low": (plan.support - below)[deal, number + 1],
        "support_high": (plan.support + above)[deal, number + 1],
        "approval": approval[deal, number + 1],
        "reason": _reasons(arrays, plan, taken, act),
        "talk_about": talk_about(arrays)[taken.person],
        "turns": turns(arrays, taken.person),
    }
    index = pd.MultiIndex.from_arrays([arrays.keys.deals.take(deal), number + 1], names=["deal", "step"])
    return pd.DataFrame({name: pd.Series(values, index=index) for name, values in columns.items()}, index=index)


def _phases(arrays: Arrays, stances: Floats) -> Any:
    """The phase each step is taken in, of shape (deals, steps)."""
    contacted = contacted_by(arrays)
    # Whoever is won has another stance than at first, or was wholly for us already.
    won = stances != stances[:, :1]
    held = [phase(arrays, (contacted | won[:, step]) & (each > 0)) for step, each in enumerate(stances.T[:-1])]
    return np.array(PHASES, dtype=object)[np.stack(held, axis=1)]


def _reasons(arrays: Arrays, plan: Campaign, taken: _Steps, act: Any) -> Any:
    """One sentence a step: what to do, by way of whom, what it brings, and how often to expect to try."""
    names = np.append(arrays.person_names, "")
    via = plan.via[taken.deal, taken.number]
    gained = np.diff(plan.support, axis=1)[taken.deal, taken.number]
    moved, attempts = _rounded(gained, 3), _rounded(plan.attempts[taken.deal, taken.number], 1)
    sentence = "{who}: {what}; worth {moved}, about {attempts} attempts."
    by_introduction = "{who}: {what}, introduced by {via}; worth {moved}, about {attempts} attempts."
    rows = zip(names[taken.person], act, via.tolist(), names[via], moved, attempts, strict=True)
    said = [
        say(
            by_introduction if place >= 0 else sentence,
            who=who, what=say(WORDS[each]), via=through, moved=worth, attempts=tries,
        )
        for who, each, place, through, worth, tries in rows
    ]  # fmt: skip
    return np.array(said, dtype=object)


def _rounded(values: Floats, digits: int) -> Any:
    return pd.Series(values).round(digits).astype(str).to_numpy(dtype=object)
