"""Random deals for Hypothesis, made from the schema: a new column is tested without a word here."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
from hypothesis import Phase, given, seed, settings
from hypothesis import strategies as st

from influence import RELATIONSHIP_KINDS, StakeholderGraph
from influence.tables.checklist import QUESTIONS
from influence.tables.schema import MEASURES, TABLES, Column

Rows = list[dict[str, Any]]
MOST_PEOPLE = 6


def cell(column: Column) -> st.SearchStrategy[Any]:
    """Values the schema accepts for this column, unknown among them where it may be."""
    if column.name == "kind" and not column.choices:
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
def deal_rows(draw: st.DrawFn, deals: int = 2, smallest: int = 1, told: bool = False) -> dict[str, Rows]:
    """The rows of a few deals; with `told` also what raters say, what is known, and several rivals."""
    rows: dict[str, Rows] = {name: [] for name in TABLES}
    for number in range(draw(st.integers(1, deals))):
        people = [f"p{k}" for k in range(draw(st.integers(smallest, MOST_PEOPLE)))]
        _add_deal(draw, rows, f"d{number}", people)
        if told:
            _add_what_is_told(draw, rows, f"d{number}", people)
    return rows


def frames(rows: dict[str, Rows]) -> dict[str, pd.DataFrame]:
    """A DataFrame for each table that has rows."""
    return {name: pd.DataFrame(found) for name, found in rows.items() if found}


def deal_tables(deals: int = 2, smallest: int = 1, told: bool = False) -> st.SearchStrategy[dict[str, pd.DataFrame]]:
    """Sound tables of a few deals."""
    return deal_rows(deals, smallest, told).map(frames)


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
    _add_what_happened(draw, row, people, members)
    _add_promises(draw, row, people, [each["member"] for each in _of(rows, deal, "team", "contacts", "interactions")])


def _of(rows: dict[str, Rows], deal: str, *tables: str) -> Rows:
    return [row for table in tables for row in rows[table] if row["deal"] == deal]


def _add_what_happened(draw: st.DrawFn, row: Any, people: list[str], members: list[str]) -> None:
    """Encounters, some of them of one day and several people, and how people stand to others than us."""
    for _ in range(draw(st.integers(0, 5))):
        person = draw(st.sampled_from([None, *people]))
        somewhere = {} if person else {"department": "x"}
        side, member = draw(st.sampled_from(["us", "us", "rival"])), draw(st.sampled_from([None, *members]))
        asked = draw(st.sampled_from([None, *people]))
        meeting = draw(st.sampled_from(["e0", "e1", "e2"]))
        row("interactions", interaction=meeting, side=side, member=member, person=person, invited_by=asked, **somewhere)
    sides = st.sampled_from(["rival", "Acme", "nobody"])
    for person, side in (
        draw(st.lists(st.tuples(st.sampled_from(people), sides), max_size=3, unique=True)) if people else ()
    ):
        row("stances", person=person, side=side)


def _add_promises(draw: st.DrawFn, row: Any, people: list[str], members: list[str | None]) -> None:
    parties = sorted({*people, *filter(None, members)})
    for number in range(draw(st.integers(0, 3)) if parties else 0):
        days = {name: draw(CELLS["commitments"][name]) for name in ("made", "due", "done")}
        later = {name: max(day, days["made"] or day) for name, day in days.items() if day}
        by, to = draw(st.sampled_from(parties)), draw(st.sampled_from(parties))
        about = draw(st.sampled_from([None, *people]))
        row("commitments", commitment=f"c{number}", by=by, to=to, about=about, **{**days, **later})


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


# Few people are rated, by few raters in several spellings, so that many raters meet.
RATERS = ["Ann", " ann", "bo", "Cy", "p0", "x"]
SIDES = ["us", "Acme", "rival", "Zeta"]


def _rating(measure: str) -> st.SearchStrategy[dict[str, Any]]:
    column = TABLES["people"][measure]
    low, high = column.low or 0.0, column.high or 0.0
    return st.fixed_dictionaries(
        {
            "rater": st.sampled_from(RATERS),
            "person": st.sampled_from(["p0", "p1"]),
            "measure": st.just(measure),
            "value": st.sampled_from([low + (high - low) * k / 8 for k in range(9)]),
            "date": st.sampled_from([None, "2024-01-01", "2024-05-31"]),
            "evidence": st.sampled_from([None, 1, 2, 3, 4]),
        }
    )


def _fact(questions: list[str], answers: list[str | None]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "question": st.sampled_from(questions),
            "answer": st.sampled_from(answers),
            "source": st.sampled_from(["p0", "p1", "m0", None]),
            "member": st.sampled_from([None, "m0", "m0", "m1"]),
            "date": st.sampled_from(["2024-01-01", "2024-02-01", None]),
            "side": st.sampled_from([None, "us", "us", "rival"]),
            "evidence": st.sampled_from([None, 1, 3, 4]),
        }
    )


# One measure in two is support, on which most hangs.
RATING = st.one_of(_rating("support"), st.sampled_from(MEASURES).flatmap(_rating))
# A deal's facts are of one family, so that several answers to a question meet.
FACTS = [
    _fact(["budget", "预算", "fit", "Why?", "why ?", "Who?"], [None, "x", "y", "y"]),
    _fact(
        ["final_say", "stated_probability", "proposal", "pain", "rivals", "terms", "presented"],
        ["p0", "p1", "p0, p1", "90%", "maybe", "none", None],
    ),
    _fact([*(question.name for question in QUESTIONS), "a question of our own"], ["yes", "perhaps", None]),
]


def _add_what_is_told(draw: st.DrawFn, rows: dict[str, Rows], deal: str, people: list[str]) -> None:
    for rating in draw(st.lists(RATING, max_size=14)):
        if rating["person"] in people:
            rows["ratings"].append({"deal": deal, **rating})
    facts = draw(st.lists(draw(st.sampled_from(FACTS)), max_size=9))
    rows["facts"] += [{"deal": deal, **fact} for fact in facts]
    if any(fact["source"] == "m0" for fact in facts) and not _has(rows["team"], deal=deal, member="m0"):
        # A source who is no member of the deal is a stranger: see tests/laws/test_every_analysis.py.
        rows["team"].append({"deal": deal, **draw(ROWS["team"]), "member": "m0"})
    for contact in rows["contacts"]:
        if contact["deal"] == deal:
            contact["side"] = draw(st.sampled_from(SIDES))


def _has(rows: Rows, **cells: Any) -> bool:
    return any(cells.items() <= row.items() for row in rows)


def deal_graphs(deals: int = 2, smallest: int = 1, told: bool = False) -> st.SearchStrategy[StakeholderGraph]:
    """Sound graphs of a few deals."""
    return deal_tables(deals, smallest, told).map(lambda tables: StakeholderGraph.from_tables(**tables))


def drawn(strategy: st.SearchStrategy[Any], examples: int, seed_: int) -> list[Any]:
    """So many examples of a strategy, drawn once for laws to share."""
    found: list[Any] = []

    @seed(seed_)
    @settings(max_examples=examples, phases=[Phase.generate], database=None)
    @given(strategy)
    def draw(example: Any) -> None:
        found.append(example)

    draw()
    return found


def side_by_side(examples: list[dict[str, Rows]]) -> dict[str, pd.DataFrame]:
    """Many examples as the deals of one graph: deals never touch, so that each stays an example of its own."""
    rows: dict[str, Rows] = {name: [] for name in TABLES}
    for number, example in enumerate(examples):
        for name, found in example.items():
            rows[name] += [_own(row, f"{number:04}") for row in found]
    return frames(rows)


def _own(row: dict[str, Any], example: str) -> dict[str, Any]:
    """The row with the example in the id of its deal and its account, the two things examples could share."""
    shared = ("deal", "account")
    return {**row, **{name: f"{example} {row[name]}" for name in shared if row.get(name) is not None}}
