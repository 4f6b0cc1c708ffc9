"""Pipelines of simulated deals whose truth is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from influence.datasets.processes import PROCESSES, End
from influence.datasets.sightings import Blindness, Names, names_of, seen
from influence.datasets.worlds import STRUCTURES, Correlations, Worlds, worlds
from influence.errors import InfluenceError, UnknownName
from influence.graph.reader_notes import Notes, NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.sides import NOTHING, US
from influence.tables.language import say
from influence.tables.ranges import MOST, require
from influence.tables.schema import NOBODY, OUR_SIDE

MOST_RIVALS = 9


@dataclass(frozen=True, eq=False)
class Simulation:
    """Simulated deals: what the seller sees, what is true, and how they ended. None of it is real.

    Attributes
    ----------
    graph : StakeholderGraph
        What the seller sees on a day before each deal closes, without its outcome. Deals, accounts and rivals are
        called simulated, and the first of `graph.notes` says so.
    truth : pandas.DataFrame
        A row per deal and person: `support` (-1 to 1, how they truly stood to us at first), `final` (-1 to 1, at the
        end), `appetite`, `openness`, `influence`, `participation` (0 to 1, as in `people`), `votes` (in the committee)
        and how they stood to each rival at first (-1 to 1), in a column of the rival's name.
    outcomes : pandas.DataFrame
        A row per deal: `outcome` (`won`, `lost` or `no_decision`), `winner` (`us`, the rival's name, or `nobody`),
        `close_date` and `account`.
    """

    graph: StakeholderGraph
    truth: pd.DataFrame
    outcomes: pd.DataFrame


def simulate(
    n_deals: int,
    *,
    process: str = "ours",
    organisations: Iterable[str] = STRUCTURES,
    unknown: float = 0.7,
    noise: float = 0.2,
    missing_relationships: float = 0.3,
    wrong_relationships: float = 0.1,
    empty_seats: float = 0.1,
    within_deal: float = 0.3,
    within_department: float = 0.5,
    within_account: float = 0.1,
    within_quarter: float = 0.05,
    rivals: int = 1,
    seed: int = 0,
) -> Simulation:
    """Make a pipeline of simulated deals whose truth is known.

    Parameters
    ----------
    n_deals : int
        How many, 1 or more. About four belong to one account; they close within three years.
    process : {"ours", "voter", "degroot", "boss", "threshold", "no_decision", "rival"}
        How the customer comes to a decision; see the notes.
    organisations : iterable of str
        The structures that accounts are drawn from, each as likely: "generated" (13 to 34 people, one span of 3 to 7 a
        deal) or the name of a bundled dataset, of which no more than people, departments, levels and relationships are
        taken; of one with more than 40 people the three upper levels.
    unknown : float
        The share, 0 to 1, of the cells of support, participation, influence, openness, appetite and stances toward
        rivals that the seller does not see.
    noise : float
        The standard deviation of what the seller sees of support and stances, on their scale of 2, at least 0; of the
        measures from 0 to 1 half of it. What falls outside the range is set to its end.
    missing_relationships : float
        The share, 0 to 1, of the true relationships that the seller does not see.
    wrong_relationships : float
        The share, 0 to below 1, of the relationships in the seller's table that do not exist.
    empty_seats : float
        The share, 0 to 1, of the committee's seats of which the seller does not know who holds them.
    within_quarter, within_account, within_deal, within_department : float
        How far the true stances of two people to the same side hang together, as correlations of their normal scores:
        in deals that close in the same quarter, in deals of the same account (these add up), in the same deal, and in
        the same department of a deal. Each 0 to 1, and within_quarter + within_account <= within_deal <=
        within_department.
    rivals : int
        How many rivals each deal has, 1 to 9.
    seed : int
        Random seed. Another process with the same seed sees the same people, and gives the same graph.

    Returns
    -------
    Simulation

    Raises
    ------
    UnknownName
        There is no such process, or no such structure.
    InfluenceError
        A number is out of range, or the correlations are not in order.

    Notes
    -----
    Each stance is evenly spread from -1 to 1: 2 Phi(z) - 1 of a normal score z, the sum of a part common to the
    quarter, the account, the deal, the department, and one of the person's own, independent of each other. The same
    holds for each rival, and for the wish for change (appetite, on its scale from 0 to 1). Committees are of 4 to 7
    seats of one vote each; more than half must say yes.

    - `ours`: support settles, and each member says yes with (1 + x) / 2 (docs/model.md, sections 3 and 4).
    - `voter`: everybody is for us (with (1 + support) / 2) or against us; in each of 20 rounds a person with the chance
      of their openness takes over the opinion of somebody they listen to (Clifford & Sudbury 1973).
    - `degroot`: in each of 12 rounds everybody moves to the mean of those they listen to by their openness, while news
      hits the deal and each person, of standard deviation 0.1 each (DeGroot 1974).
    - `boss`: support settles, and the approver decides alone.
    - `threshold`: those of support above 1/3 are for us; others join once the share of those they listen to that are
      for us reaches a threshold of theirs, drawn from 0 to 1 (Granovetter 1978).
    - `no_decision`: as `ours`, but only after a vote, by the settled wish for change, on whether to buy at all.
    - `rival`: each member chooses us, a rival or nobody, as in `contest`; without more than half for one side there is
      no decision.

    Where a process does not say to whom a deal is lost, it is the rival of whom the committee thinks best. Encounters
    (about eight of ours a deal and three of each rival) happen from the day the deal opens to the day the seller looks,
    7 to 60 days before it closes; friends are met more often. All of these numbers are ours. Work and memory grow with
    the number of deals; no loop runs over deals or people.

    Examples
    --------
    >>> import influence
    >>> simulated = influence.datasets.simulate(200, seed=1)
    >>> len(simulated.graph), simulated.graph.all_deals[0]
    (200, 'simulated-00001')
    >>> round(simulated.graph.people["support"].isna().mean().item(), 1)
    0.7
    >>> simulated.truth.loc["simulated-00001", "support"].isna().any().item()
    False
    >>> simulated.outcomes["outcome"].unique().tolist()
    ['lost', 'won']
    """
    among = _checked(process, organisations)
    require("n_deals", n_deals, 1, MOST, whole=True)
    require("rivals", rivals, 1, MOST_RIVALS, whole=True)
    require("seed", seed, 0, MOST, whole=True)
    blind = _blindness(unknown, noise, missing_relationships, wrong_relationships, empty_seats)
    together = _correlations(within_quarter, within_account, within_deal, within_department)
    # A stream each, so that the seller sees the same whatever comes of it.
    truth, sight, end = np.random.default_rng(seed).spawn(3)
    world = worlds(truth, n_deals, among, together, rivals)
    names = names_of(world)
    tables = seen(sight, world, names, blind)
    ended = PROCESSES[process](world, end)
    graph = StakeholderGraph.from_tables(**tables, notes=_labelled(n_deals, seed))
    return Simulation(graph, _truth(world, names, ended), _outcomes(world, names, ended))


def _checked(process: str, organisations: Iterable[str]) -> tuple[str, ...]:
    """The structures, each once and in one order; refuse names that stand for nothing."""
    if process not in tuple(PROCESSES):
        raise UnknownName("process", process, PROCESSES)
    among = (organisations,) if isinstance(organisations, str) else organisations
    if not isinstance(among, Iterable) or not (among := tuple(among)):
        raise InfluenceError(
            say(
                "organisations is {organisations}; give one or more of {structures}",
                organisations=repr(organisations),
                structures=", ".join(STRUCTURES),
            )
        )
    for name in among:
        if name not in STRUCTURES:
            raise UnknownName("organisation", name, STRUCTURES)
    return tuple(name for name in STRUCTURES if name in among)


def _blindness(unknown: float, noise: float, missing: float, wrong: float, empty: float) -> Blindness:
    for name, share in (("unknown", unknown), ("missing_relationships", missing), ("empty_seats", empty)):
        require(name, share, 0, 1)
    require("noise", noise, 0)
    require("wrong_relationships", wrong, 0, 0.9)
    return Blindness(unknown, noise, missing, wrong, empty)


def _correlations(quarter: float, account: float, deal: float, department: float) -> Correlations:
    for name, value in (("quarter", quarter), ("account", account), ("deal", deal), ("department", department)):
        require(f"within_{name}", value, 0, 1)
    if not quarter + account <= deal <= department:
        raise InfluenceError(
            say(
                "people nearer to each other must not hang together less: within_quarter + within_account is "
                "{quarter}, within_deal {deal}, within_department {department}; give them in rising order",
                quarter=f"{quarter + account:g}",
                deal=f"{deal:g}",
                department=f"{department:g}",
            )
        )
    return Correlations(quarter, account, deal, department)


def _labelled(n_deals: int, seed: int) -> Notes:
    """The note that nothing here is real."""
    taker = NoteTaker()
    source = say(
        "simulated by influence.datasets.simulate({n_deals}, seed={seed}): made up, about nobody",
        n_deals=n_deals,
        seed=seed,
    )
    taker.note("inferred", "", table="people", value=say("every row of every table"), source=source)
    return taker.notes


def _truth(world: Worlds, names: Names, ended: End) -> pd.DataFrame:
    found = world.organisation
    codes, people = np.unique(names.people, return_inverse=True)[::-1]
    index = pd.MultiIndex([names.deals, people], [found.deal, codes], names=["deal", "person"])
    measures = {name: getattr(world, name) for name in ("appetite", "openness", "influence", "participation")}
    votes = np.bincount(world.member, minlength=len(found.deal))
    sides = dict(zip(names.rivals, world.support[:, 1:].T, strict=True))
    columns = {"support": world.support[:, 0], "final": ended.final, **measures, "votes": votes, **sides}
    return pd.DataFrame(columns, index=index)


def _outcomes(world: Worlds, names: Names, ended: End) -> pd.DataFrame:
    sides = np.array([OUR_SIDE, NOBODY, *names.rivals], dtype=object)
    word = np.select([ended.winner == US, ended.winner == NOTHING], ["won", "no_decision"], "lost")
    columns = {
        "outcome": word.astype(object),
        "winner": sides[ended.winner],
        "close_date": world.closes.astype("datetime64[s]"),
        "account": names.accounts,
    }
    return pd.DataFrame(columns, index=pd.Index(names.deals, name="deal"))
