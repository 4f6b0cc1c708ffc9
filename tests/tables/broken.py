"""Sound tables with one cell changed, and that the check tells of it, where it is and what to do."""

from __future__ import annotations

import pytest

import influence


def with_cell(tables, table, row, column, value):
    """The tables with one cell changed."""
    cells = tables[table].astype(object)
    cells.loc[row, column] = value
    return {**tables, table: cells}


def require_told(tables, table, row, column, text):
    """Of a column of this row, any where none is named, the check says this; and no graph is made of such tables."""
    problems = influence.check(tables)
    here = problems[(problems["table"] == table) & (problems["row"] == row) & problems["column"].notna()]
    told = here if column is None else here[here["column"] == column]
    assert any(text in each for each in told["problem"] + "; " + told["remedy"]), problems.to_string()
    assert problems["remedy"].str.len().min() > 0
    with pytest.raises(influence.InvalidData, match=f"{table}:{row}: "):
        influence.StakeholderGraph.from_tables(**tables)
