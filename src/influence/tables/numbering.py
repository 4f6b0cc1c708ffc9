"""Ids of all tables as whole numbers: compiled for texts that Arrow holds, where there are many of them."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Ints
from influence.compiled import over_deals
from influence.tables.kernels import texts as loops

SLOTS = 2**16


def ranked(columns: Sequence[pd.Series]) -> tuple[list[Ints], pd.Index]:
    """Each id of these columns as its rank among all of them, -1 where it is unknown; and all of them in order."""
    if len(columns) == 1 and in_arrow(columns[0]) and _is_rising(columns[0], strictly=True):
        return [np.arange(len(columns[0]))], pd.Index(columns[0], name=None)
    codes, unique = numbered(columns)
    if _is_rising(unique):
        return codes, unique
    order = unique.argsort()
    rank = np.empty(len(order) + 1, dtype=np.int64)
    rank[order] = np.arange(len(order))
    rank[-1] = -1
    return [rank[code] for code in codes], unique[order]


def are_many_texts(columns: Sequence[pd.Series]) -> bool:
    """Whether Arrow holds the texts of these columns, and so many that compiled loops over their bytes pay."""
    alike = in_arrow(columns[0]) and len({column.dtype for column in columns}) == 1
    return alike and loops.number_texts.for_array_work(sum(map(len, columns))) is not None


def numbered(columns: Sequence[pd.Series]) -> tuple[list[Ints], pd.Index]:
    """Each id of these columns as the number of its first coming, -1 where it is unknown; and the ids so numbered."""
    if are_many_texts(columns):
        return _numbered_texts(columns)
    first, *others = [pd.Index(column) for column in columns if len(column)] or [pd.Index([], dtype=object)]
    codes, unique = pd.factorize(first.append(others))
    ends = np.cumsum([len(column) for column in columns])[:-1]
    return np.split(codes.astype(np.int64), ends), pd.Index(unique).infer_objects()


def _numbered_texts(columns: Sequence[pd.Series]) -> tuple[list[Ints], pd.Index]:
    arrow = import_module("pyarrow")
    parts = [texts_of(column) for column in columns]
    codes = [np.empty(len(column), dtype=np.int64) for column in columns]
    # Room for every text to be different; of memory, only what is written to is ever taken.
    texts = np.empty(sum(len(data) for _, data, _ in parts), dtype=np.uint8)
    ends = np.empty(sum(map(len, columns)) + 1, dtype=np.int64)
    slots, count, ends[0] = np.zeros((SLOTS, 2), dtype=np.uint64), 0, 0
    for (start, data, known), code in zip(parts, codes, strict=True):
        row = 0
        while True:
            row, count = loops.number_texts.fast(start, data, known, code, row, slots, texts, ends, count)
            if row == len(code):
                break
            slots = _wider(slots)
    buffers = arrow.py_buffer(ends[: count + 1].copy()), arrow.py_buffer(texts[: ends[count]].copy())
    different = arrow.LargeStringArray.from_buffers(count, *buffers)
    return codes, pd.Index(columns[0].dtype.__from_arrow__(different))


def _wider(slots: Ints) -> Ints:
    wider = np.zeros((4 * len(slots), 2), dtype=np.uint64)
    loops.move.fast(slots, wider)
    return wider


class PlacedTexts:
    """Texts to be found again by their group, which has slots of its own, so that those of a deal lie together."""

    def __init__(self, texts: pd.Series, group: Ints, size: int) -> None:
        self.place, self.data, known = texts_of(texts)
        rows = np.bincount(group, minlength=size)
        room = np.where(rows > 0, 2 ** np.ceil(np.log2(2 * np.maximum(rows, 1))).astype(np.int64), 0)
        self.begin = np.concatenate([[0], np.cumsum(room)]).astype(np.int64)
        self.slots = np.zeros((self.begin[-1], 2), dtype=np.uint64)
        loops.place_texts.fast(self.place, self.data, known, group, self.begin, self.slots)

    def rows(self, texts: pd.Series, group: Ints) -> Ints:
        """The first row placed that has the same text and group as each of these; -1 where there is none."""
        start, data, known = texts_of(texts)
        found = np.empty(len(texts), dtype=np.int64)
        placed = self.place, self.begin, self.slots, self.data
        over_deals(loops.find_texts, len(found), start, data, known, group, *placed, found, steps=np.inf)
        return found


def in_arrow(column: pd.Series | pd.Index) -> bool:
    """Whether Arrow holds the texts of this column, so that its bytes can be looked at as they are."""
    return getattr(column.dtype, "storage", "") == "pyarrow"


def texts_of(column: pd.Series) -> tuple[Ints, Ints, Flags]:
    """Where each text of a column that Arrow holds begins, and the last one ends; their bytes; and which are known.

    The last has no rows where all are.
    """
    arrow = import_module("pyarrow")
    whole = arrow.array(column.array)
    whole = (whole.combine_chunks() if isinstance(whole, arrow.ChunkedArray) else whole).cast(arrow.large_string())
    _, start, data = whole.buffers()
    known = np.asarray(whole.is_valid()) if whole.null_count else np.empty(0, dtype=bool)
    begin = np.frombuffer(start, dtype=np.int64)[whole.offset : whole.offset + len(whole) + 1]
    return begin, np.frombuffer(data or b"", dtype=np.uint8), known


def _is_rising(ids: pd.Series | pd.Index, *, strictly: bool = False) -> Any:
    if not in_arrow(ids):
        return ids.is_monotonic_increasing
    arrow, compute = import_module("pyarrow"), import_module("pyarrow.compute")
    whole = arrow.array(ids.array)
    before = compute.less if strictly else compute.less_equal
    return not whole.null_count and compute.all(before(whole[:-1], whole[1:]), min_count=0).as_py()
