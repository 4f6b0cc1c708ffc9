"""A file of committee templates, as the table that `Assumptions(templates=...)` takes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from influence.read.files.sheets import known, only_sheet
from influence.tables.language import say
from influence.tables.schema import TABLES
from influence.tables.spelling import plain
from influence.tables.vocabulary import column_named, values_of

_WORDS = {
    "from_amount": ("起始金额", "金额起"),
    "below_amount": ("封顶金额", "金额止"),
    "category": ("类别", "采购类别"),
}
_HEADERS = {plain(word): name for name, words in _WORDS.items() for word in (name, *words)}


def templates_of(path: str | Path) -> pd.DataFrame:
    """The rows of a CSV file or workbook of committee templates, in English or Chinese headers and roles."""
    sheet = only_sheet(path, say("give the one of templates by itself"))
    frame = sheet.cells.set_axis([_named(header) for header in sheet.header], axis=1).apply(known)
    if "role" in frame:
        roles = values_of(TABLES["seats"]["role"])
        frame["role"] = [cell if pd.isna(cell) else roles.get(plain(cell), cell) for cell in frame["role"]]
    return frame


def _named(header: str) -> str:
    """The column that a header means, as in seats and deals; the header itself where it means none."""
    ours = _HEADERS.get(plain(header)) or column_named("seats", header) or column_named("deals", header)
    return ours or header
