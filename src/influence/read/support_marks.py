"""The engagement matrix of stakeholder registers: a column for each attitude, C where somebody stands today.

Unaware, Resistant, Neutral, Supportive and Leading are the five levels of the Stakeholder Engagement Assessment
Matrix of the PMBOK Guide; C marks the current one, D the desired one.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from influence.graph.reader_notes import NoteTaker
from influence.read.files.csv_text import Sheet
from influence.tables.language import say
from influence.tables.spelling import plain
from influence.tables.vocabulary import column_named, is_unknown, number_words

_MARKS = frozenset({"c", "d", "cd", "dc"})
_BETWEEN = str.maketrans("", "", "/,;&+ ")
# Fewer columns named after an attitude may well be there by chance.
FEWEST = 3


def with_support_of_marks(sheet: Sheet, file: str, taker: NoteTaker) -> Sheet:
    """The sheet with the column of each person's C as the word of support, and of the D as a column of one's own."""
    words = number_words("people", "support")
    attitudes = [place for place, header in enumerate(sheet.header) if plain(header) in words or is_unknown(header)]
    attitudes = [place for place in attitudes if sheet.header[place].strip() and _only_marks(sheet.cells[place])]
    has_support = any(column_named("people", header) == "support" for header in sheet.header)
    if len(attitudes) < FEWEST or has_support:
        return sheet
    kept = [place for place in range(len(sheet.header)) if place not in attitudes]
    marked = [_marked(sheet, attitudes, mark) for mark in "cd"]
    headers = [*(sheet.header[place] for place in kept), "support", "desired support"]
    cells = pd.concat([sheet.cells[kept], *marked], axis=1).set_axis(range(len(headers)), axis=1)
    names = ", ".join(sheet.header[place].strip() for place in attitudes)
    taker.note(
        "renamed", file, table="people", column="support", value="support", source=say("C under {names}", names=names)
    )
    return replace(sheet, header=headers, cells=cells)


def _only_marks(cells: pd.Series) -> bool:
    said = {_mark(cell) for cell in cells} - {""}
    return said <= _MARKS


def _mark(cell: str) -> str:
    return cell.casefold().translate(_BETWEEN)


def _marked(sheet: Sheet, attitudes: list[int], mark: str) -> pd.Series:
    """Under which attitude this mark stands in each row; "" where it stands nowhere, all of them where it is twice."""
    rows = zip(*(sheet.cells[place] for place in attitudes), strict=True)
    names = [sheet.header[place].strip() for place in attitudes]
    found = [", ".join(name for name, cell in zip(names, row, strict=True) if mark in _mark(cell)) for row in rows]
    return pd.Series(found, index=sheet.cells.index, dtype=sheet.cells[attitudes[0]].dtype)
