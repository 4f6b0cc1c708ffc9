"""The tables of files without the deals that have faults, and what is wrong with these."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from influence.errors import InvalidData
from influence.graph.reader_notes import NoteTaker
from influence.graph.sound_deals import Rows, graph_of_sound_deals
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.files.translation import deal_called
from influence.read.found_tables import Opened, deals_of
from influence.read.tables import Stated, name_of, put_together


def sound_tables(
    found: Opened, place: Path, stated: Stated, *, deal: object
) -> tuple[StakeholderGraph | None, pd.Series]:
    """The graph of the sound deals of files that were opened, and by deal what is wrong with the others.

    A whole file or column that has a fault, as one of every deal, is refused with `InvalidData`.
    """
    said = {table: deals_of(table, sheet) for table, sheet in found.sheets.items()}
    alone = None if any(cells is not None for cells in said.values()) else deal_called(deal, name_of(place))
    deals = {
        table: pd.Series(alone, index=found.sheets[table].cells.index, dtype=object) if cells is None else cells
        for table, cells in said.items()
    }

    def made(rows: Rows) -> StakeholderGraph:
        try:
            return put_together(_of_rows(found, rows), place, stated, deal=deal, taker=NoteTaker())
        except InvalidData as invalid:
            raise InvalidData(_of_one(invalid.problems, alone), invalid.files) from None

    return graph_of_sound_deals(deals, made)


def _of_rows(found: Opened, rows: Rows) -> Opened:
    """What was found, without the rows of deals that are left out and without what was wrong with them."""
    sheets = {table: replace(sheet, cells=sheet.cells[rows[table]]) for table, sheet in found.sheets.items()}
    lines = {table: set(sheet.cells.index) for table, sheet in sheets.items() if found.faults}
    faults = [fault for fault in found.faults if fault.row is None or fault.row in lines.get(fault.table, (fault.row,))]
    return replace(found, sheets=sheets, faults=faults, likely={})


def _of_one(problems: pd.DataFrame, alone: object) -> pd.DataFrame:
    """Faults of files that hold one deal are its own, though no column names it."""
    if alone is None:
        return problems
    unnamed = problems["deal"].isna() & problems["row"].notna()
    return problems.assign(deal=problems["deal"].mask(unnamed, alone))
