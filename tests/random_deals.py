"""Random deals for Hypothesis, made from the schema: a new column is tested without a word here."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from influence import RELATIONSHIP_KINDS, StakeholderGraph
from influence.tables.schema import TABLES, Column

Rows = list[dict[str, Any]]
MOST_PEOPLE = 6


def cell(column: Column) -> st.SearchStrategy[Any]:
    """Values the schema accepts for this column, unknown among them where it may be."""
    if column.name == "kind":
        known: st.SearchStrategy[Any] = st.sampled_from(sorted(RELATIONSHIP_KINDS))
    elif column.name == "stage":
        known = st.sampled_from(["x", "screening", "decision meeting"])
    elif column.choices:
        known = st.sampled_from(column.choices)
    elif column.type in ("number", "integer"):
        known = _numbers(column)
    else:
        known = {
            "flag": st.booleans(),
            "date": st.dates(date(1900, 1, 1), date(2200, 1, 1)),
            "text": st.sampled_from(["x", "y"]),
        }[column.type]
    return known if column.required else st.one_of(st.none(), known)


def _numbers(column: Column) -> st.SearchStrategy[Any]:
    low = column.low if column.low is not None else (0.0 if column.above is not None else -9.0)
    high = column.high if column.high is not None else 9.0
    if column.type == "integer":
        return st.integers(int(low), int(high))
    # Plain fractions, ends included, find more than wild floats do: equal numbers, zeros and ones meet often.
    steps = [low + (high - low) * k / 20 for k in range(21)]
    return st.sampled_from([step for step in steps if column.above is None or step > column.above])


# One strategy per row draws far faster than one per cell.
CELLS = {
    name: {column.name: cell(column) for column in table.columns if column.type != "id"}
    for name, table in TABLES.items()
}
ROWS = {name: st.fixed_dictionaries(cells) for name, cells in CELLS.items()}


@st.composite
def deal_tables(draw: st.DrawFn, deals: int = 2, smallest: int = 1) -> dict[str, pd.DataFrame]:
    """Sound tables of a few deals."""
    rows: dict[str, Rows] = {name: [] for name in ("people", "relationships", "seats", "deals", "team", "contacts")}
    for number in range(draw(st.integers(1, deals))):
        people = [f"p{k}" for k in range(draw(st.integers(smallest, MOST_PEOPLE)))]
        _add_deal(draw, rows, f"d{number}", people)
    return {name: pd.DataFrame(found) for name, found in rows.items() if found}


def _add_deal(draw: st.DrawFn, rows: dict[str, Rows], deal: str, people: list[str]) -> None:
    def row(table: str, **given: Any) -> None:
        rows[table].append({"deal": deal, **draw(ROWS[table]), **given})

    members = ["m0", "m1"]
    for person in people:
        row("people", person=person)
    _add_ties(draw, row, people)
    for _ in range(draw(st.integers(0, 4))):
        row("seats", person=draw(st.sampled_from(people)) if people and draw(st.booleans()) else None)
    row("deals", quota=draw(st.sampled_from([0.4, 0.5, 2 / 3, 1.0])))
    for member in draw(st.lists(st.sampled_from(members), unique=True)):
        row("team", member=member)
    for _ in range(draw(st.integers(0, 4)) if people else 0):
        side = draw(st.sampled_from(["us", "us", "rival"]))
        row("contacts", side=side, member=draw(st.sampled_from(members)), person=draw(st.sampled_from(people)))


def _add_ties(draw: st.DrawFn, row: Any, people: list[str]) -> None:
    # Bosses come earlier in the list, so that nobody reports to themselves in the end.
    for number in range(1, len(people)):
        if draw(st.booleans()):
            row(
                "relationships",
                source=people[number],
                target=people[draw(st.integers(0, number - 1))],
                kind="reports_to",
            )
    others = sorted(set(RELATIONSHIP_KINDS) - {"reports_to"})
    for _ in range(draw(st.integers(0, 2 * len(people))) if len(people) > 1 else 0):
        source, target = draw(st.permutations(people))[:2]
        row("relationships", source=source, target=target, kind=draw(st.sampled_from(others)))


def deal_graphs(deals: int = 2, smallest: int = 1) -> st.SearchStrategy[StakeholderGraph]:
    """Sound graphs of a few deals."""
    return deal_tables(deals, smallest).map(lambda tables: StakeholderGraph.from_tables(**tables))
