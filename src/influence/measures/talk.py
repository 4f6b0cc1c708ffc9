"""What to talk about with each person, and to whom only the product was shown (docs/model.md, section 7)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Floats, Ints
from influence.graph.arrays import Arrays
from influence.graph.kept import kept
from influence.graph.lookups import days
from influence.measures.supporter_kinds import coaches
from influence.tables.schema import ENCOUNTERS, OUR_SIDE
from influence.tables.talking_points import COACH, TALK_ABOUT, only_product

DEMO = ENCOUNTERS.index("demo")
AND_THEN = "; then "


@kept
def talk_about(arrays: Arrays) -> Any:
    """What to talk about with each person, by role, of several the weightiest first; None where no role is known."""
    said = np.full(arrays.n_people, None, dtype=object)
    # A coach is one beside their role, and hears that first.
    for words, people in [(COACH, coaches(arrays)), *_by_role(arrays)]:
        before = pd.notna(said)
        said[people & ~before] = words
        said[people & before] = said[people & before] + AND_THEN + words
    return said


def _by_role(arrays: Arrays) -> list[tuple[str, Flags]]:
    """Each thing to talk about with whoever holds a role that wants to hear it."""
    found: dict[str, Flags] = {}
    for role, words in TALK_ABOUT.items():
        found[words] = found.get(words, np.zeros(arrays.n_people, dtype=bool)) | arrays.holds(role)
    return list(found.items())


@dataclass(frozen=True)
class Talks:
    """What one side talked about with whom, a position each for every row of `interactions` that is its own.

    Attributes
    ----------
    row : ndarray of int
        The row in the table `interactions`.
    deal : ndarray of int
        The number of the deal.
    person : ndarray of int
        A position in `people`; -1 for somebody of whom only the department is known.
    kind : ndarray of int
        A position in `ENCOUNTERS`; -1 where unknown.
    day : ndarray of float
        In days since 1970; NaN where unknown.
    topic : pandas.Series
        What they talked about.
    product : ndarray of bool
        Whether it was a demo, or was about the product, its features or its price alone.
    """

    row: Ints
    deal: Ints
    person: Ints
    kind: Ints
    day: Floats
    topic: pd.Series
    product: Flags


@kept
def talks(arrays: Arrays, side: str = OUR_SIDE) -> Talks:
    """The encounters of one side."""
    table = arrays.table("interactions")
    if table is None:
        table = pd.DataFrame({name: pd.Series(dtype=object) for name in ("deal", "side")})
    row = np.flatnonzero((table["side"] == side).to_numpy(dtype=bool))
    kind = arrays.codes("interactions", "kind", ENCOUNTERS)[row]
    topic = table["topic"].iloc[row] if "topic" in table else pd.Series(None, index=table.index[row], dtype=object)
    return Talks(
        row=row,
        deal=arrays.keys.deal.get("interactions", row)[row],
        person=arrays.keys.person.get(("interactions", "person"), np.full(len(table), -1))[row],
        kind=kind,
        day=days(arrays, "interactions", "date")[row],
        topic=topic,
        product=(kind == DEMO) | only_product(topic),
    )


def shown_only_the_product(arrays: Arrays, side: str = OUR_SIDE) -> Flags:
    """With whom this side talked, and every time about the product alone.

    An encounter of unknown topic, or with somebody nobody named, may have been about something else with them.
    """
    found = talks(arrays, side)
    known = found.person >= 0
    shown = arrays.marked(found.person[known & found.product])
    more = arrays.marked(found.person[known & ~found.product])
    perhaps = arrays.per_deal(~known & ~found.product, found.deal) > 0
    return shown & ~more & ~perhaps[arrays.person_deal]
