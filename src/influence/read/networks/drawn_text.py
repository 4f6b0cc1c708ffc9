"""Drawings written as text: how dashed lines and lines without a word are read."""

from __future__ import annotations

from influence.read.networks.network import Cells, Stated
from influence.tables.vocabulary import BOSS, DOTTED


def line_cells(label: str, dashed: bool, said: Stated) -> Cells:
    """What a line says: its words; a dashed one among reporting lines is a dotted line."""
    if dashed and not label and said.kinds.get("") == BOSS:
        return {"kind": DOTTED}
    return ({"label": label} if label else {}) | ({"line": "dashed"} if dashed else {})
