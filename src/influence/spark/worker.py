"""What a worker of Spark does: score the whole deals that were dealt out to it, and say what is wrong with the rest.

Nothing of Spark in here: batches of Arrow come in and go out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from influence import compiled
from influence.analysis.score import WHO
from influence.analysis.score import score as scores_of
from influence.errors import SHOWN, InfluenceError, InvalidData, UnknownName
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.tables.assumptions import Assumptions
from influence.tables.frames import as_frame
from influence.tables.language import say
from influence.tables.schema import TABLES

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]

Tables = Mapping[str, pd.DataFrame]

# The columns beside `deal`: of the rows that come in, and of those that go out.
TABLE, PLACE = "table", "place"
ERROR = "error"
NO_DEAL = "{rows} has rows without a deal; say in each which deal it belongs to"


@dataclass(frozen=True)
class Task:
    """What every worker is to know.

    Attributes
    ----------
    assumptions : Assumptions
        What the model assumes where no source gives a number.
    deal, person : {"string", "int64"}
        What the ids are.
    columns : dict of str to str
        The columns of the scores and what their cells are, in the words of Arrow.
    """

    assumptions: Assumptions
    deal: str
    person: str
    columns: Mapping[str, str]


def columns_of_scores(person: str) -> dict[str, str]:
    """The columns of the scores and what their cells are: of those that name a person, what ids are."""
    scores = scores_of(StakeholderGraph.from_tables({"person": ["nobody"]}))
    return {str(name): person if name in WHO else _kind(scores[name].dtype) for name in scores}


def _kind(dtype: Any) -> str:
    for kind, is_so in (
        ("bool", pd.api.types.is_bool_dtype),
        ("int64", pd.api.types.is_integer_dtype),
        ("double", pd.api.types.is_float_dtype),
    ):
        if is_so(dtype):
            return kind
    return "string"


def scored(task: Task, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The scores of one part of the rows, which holds whole deals: a deal may be spread over its batches."""
    import pyarrow as pa

    # Every core has a worker of its own, whose threads would only take time from the others.
    compiled.WORTH_SHARING = sys.maxsize
    gathered = list(batches)
    if not gathered:
        return
    rows = pa.Table.from_batches(gathered).sort_by(PLACE)
    for found in _found(task, rows):
        yield _batch(task, found)


def _found(task: Task, rows: pa.Table) -> Iterator[pd.DataFrame]:
    """Scores and faults of all deals among these rows, each deal in one frame."""
    strange = _strange(rows)
    if strange:
        yield pd.DataFrame({"deal": list(strange), ERROR: list(strange.values())}, dtype=object)
    tables = {name: _frame(name, rows) for name in TABLES if name in rows.column_names}
    deals = {deal for table in tables.values() for deal in table["deal"].dropna()}
    if any(table["deal"].isna().any() for table in tables.values()) and None not in strange:
        lost = say(" and ").join(name for name, table in tables.items() if table["deal"].isna().any())
        yield _refused(None, say(NO_DEAL, rows=lost))
    yield from _of_deals(task, tables, sorted(deals - set(strange)))


def _strange(rows: pa.Table) -> dict[Any, str]:
    """What is wrong with deals of which rows name no table that there is."""
    pairs = rows.select(["deal", TABLE]).group_by(["deal", TABLE]).aggregate([]).to_pylist()
    return {
        pair["deal"]: f"table: {UnknownName('table', pair['table'], TABLES)}"
        for pair in sorted(pairs, key=lambda pair: str(pair[TABLE]), reverse=True)
        if pair[TABLE] not in TABLES
    }


def _frame(name: str, rows: pa.Table) -> pd.DataFrame:
    """One table, from the records in its column."""
    import pyarrow as pa
    import pyarrow.compute as pc  # type: ignore[import-untyped]

    own = rows.filter(pc.equal(rows[TABLE], name))
    records = pa.Table.from_struct_array(own[name])
    return as_frame(name, records.drop_columns("deal").append_column("deal", own["deal"]))


def _of_deals(task: Task, tables: Tables, deals: list[Any]) -> Iterator[pd.DataFrame]:
    """The scores of these deals at once; where some have faults, first of the others, then of each of them."""
    if not deals:
        return
    own = {name: table[table["deal"].isin(deals)] for name, table in tables.items()}
    try:
        yield _scores(task, own, deals)
    except InfluenceError as error:
        if len(deals) == 1:
            yield _refused(deals[0], _faults(error))
            return
        for part in _parts(deals, _faulty(error, own)):
            yield from _of_deals(task, own, part)


def _faulty(error: InfluenceError, tables: Tables) -> set[Any]:
    """The deals whose rows have the faults."""
    if not isinstance(error, InvalidData):
        return set()
    rows = error.problems[error.problems["row"].notna()]
    return {tables[table]["deal"][row] for table, row in zip(rows["table"], rows["row"], strict=True)}


def _parts(deals: list[Any], faulty: set[Any]) -> list[list[Any]]:
    """The sound deals together and each faulty one by itself; halves where no deal, or every one, seems faulty."""
    sound = [deal for deal in deals if deal not in faulty]
    if len(sound) in (0, len(deals)):
        half = len(deals) // 2
        return [deals[:half], deals[half:]]
    return [sound, *([deal] for deal in deals if deal in faulty)]


def _scores(task: Task, tables: Tables, deals: list[Any]) -> pd.DataFrame:
    if len(deals) == 1:
        tables = {name: _labelled(name, table) for name, table in tables.items()}
    known = {name: table for name, table in tables.items() if len(table)}
    if "people" not in known:
        known["people"] = _company(task, deals[0])
    graph = StakeholderGraph.from_tables(**known, assumptions=task.assumptions)
    return scores_of(graph).loc[deals].reset_index()


def _company(task: Task, deal: Any) -> pd.DataFrame:
    """Somebody in a deal of their own: deals without people are scored only beside others, and never touch them."""
    whole = task.deal == "int64"
    return pd.DataFrame(
        {
            "deal": [deal - 1 if whole else f"beside {deal}"],
            "person": [0 if task.person == "int64" else "nobody"],
        }
    )


def _labelled(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """The table whose rows are called by their ids: on a cluster they have no number."""
    ids = [column.name for column in TABLES[name].columns if column.type == "id" and column.name != "deal"]
    there = [column for column in ids if column in table]
    if not there:
        return table
    called = [" - ".join("?" if pd.isna(cell) else str(cell) for cell in row) for row in table[there].to_numpy(object)]
    return table.set_axis(pd.Index(called, dtype=object))


def _faults(error: InfluenceError) -> str:
    """What is wrong with one deal, a line a fault."""
    if not isinstance(error, InvalidData):
        return str(error)
    lines = error.lines()
    more = len(lines) - SHOWN
    return "\n".join(
        lines[:SHOWN] + ([say("... and {more} more: influence.check lists them", more=more)] if more > 0 else [])
    )


def _refused(deal: Any, faults: str) -> pd.DataFrame:
    return pd.DataFrame({"deal": [deal], ERROR: [faults]}, dtype=object)


def _batch(task: Task, found: pd.DataFrame) -> pa.RecordBatch:
    """The rows as Arrow has them; what is not told is null."""
    import pyarrow as pa

    kinds = {"deal": task.deal, **task.columns, ERROR: "string"}
    nothing = pd.Series([None] * len(found), dtype=object)
    arrays = [
        pa.array(found.get(name, nothing), type=pa.type_for_alias(kind), from_pandas=True)
        for name, kind in kinds.items()
    ]
    return pa.RecordBatch.from_arrays(arrays, names=list(kinds))
