"""Tables kept by column, in Parquet and Arrow's own files (Feather): as text, like those of every other file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from influence.errors import needed
from influence.read.files.csv_text import MOST_COLUMNS, Sheet, Unreadable
from influence.tables.language import say

COLUMNAR = (".parquet", ".feather", ".arrow")
_REMEDY = "write it again, as Parquet with one value a cell"
# Beyond this not every whole number is one that floating point can hold.
_MOST_WHOLE = 2.0**53


def columns_of(data: bytes, ending: str) -> Sheet:
    """The table of a file that keeps columns; its first row is line 1, since it has no line of headers.

    Parameters
    ----------
    data : bytes
        All that is in the file.
    ending : str
        One of `COLUMNAR`.

    Returns
    -------
    Sheet
        Every cell as a CSV file would have it, so that the same rows mean the same whatever file they come in.

    Raises
    ------
    InfluenceError
        `pyarrow` is not installed.
    Unreadable
        The file is damaged, or a cell holds several values.

    Examples
    --------
    >>> import io, pandas as pd
    >>> from influence.read.files.columnar import columns_of
    >>> into = io.BytesIO()
    >>> pd.DataFrame({"person": ["Ann", "Bo"], "support": [0.5, None]}).to_parquet(into)
    >>> columns_of(into.getvalue(), ".parquet").cells.values.tolist()
    [['Ann', '0.5'], ['Bo', '']]
    """
    arrow = _arrow()
    with _refused(arrow):
        return sheet_of(_table(arrow, arrow.py_buffer(data), ending))


def batches_of(path: Path, rows: int) -> Iterator[Sheet]:
    """The same table in parts of about so many rows, of which only one is in memory at a time."""
    arrow, line = _arrow(), 1
    with _refused(arrow):
        for batch in _batches(arrow, path, rows):
            yield sheet_of(arrow.Table.from_batches([batch]), line)
            line += batch.num_rows


def sheet_of(table: Any, line: int = 1) -> Sheet:
    """An Arrow table as text, its first row being of this line."""
    if table.num_columns > MOST_COLUMNS:
        raise Unreadable(
            say(
                "has {num_columns} columns, more than {most_columns}",
                num_columns=f"{table.num_columns:,}",
                most_columns=f"{MOST_COLUMNS:,}",
            ),
            "keep the columns you need",
            code="too_large",
        )
    if not table.num_columns:
        raise Unreadable("is empty", "give it columns and rows, or remove it", code="empty_file")
    index = pd.Index(np.arange(line, line + table.num_rows))
    columns = {number: _texts(table.column(number), name) for number, name in enumerate(table.column_names)}
    return Sheet(list(table.column_names), pd.DataFrame(columns).set_axis(index), line=line - 1)


def _texts(column: Any, name: str) -> Any:
    """The cells of one column as text, "" where there is none; whole numbers as such, though gaps made floats of them.

    Days and times are written as ISO does.
    """
    import pyarrow as arrow  # type: ignore[import-untyped]
    from pyarrow import compute

    kinds = arrow.types
    if kinds.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    try:
        texts = _in_text(column) if kinds.is_floating(column.type) else column.cast(arrow.large_string())
        cells = compute.fill_null(texts, "")
    except (arrow.ArrowInvalid, arrow.ArrowNotImplementedError) as error:
        raise Unreadable(say("holds {type} in a cell", type=column.type), _REMEDY, column=name) from error
    return (cells.combine_chunks() if isinstance(cells, arrow.ChunkedArray) else cells).to_pandas()


def _in_text(column: Any) -> Any:
    """Numbers as text, each different one once: most measures have few, and finding one again takes less time."""
    import pyarrow as arrow

    coded = column.dictionary_encode().unify_dictionaries().combine_chunks()
    different = coded.dictionary
    numbers = different.to_numpy(zero_copy_only=False)
    known = numbers[~np.isnan(numbers)]
    if (np.abs(known) <= _MOST_WHOLE).all() and (known == np.floor(known)).all():
        different = arrow.array(np.nan_to_num(numbers).astype(np.int64), mask=np.isnan(numbers))
    return different.cast(arrow.large_string()).take(coded.indices)


def _table(arrow: Any, source: Any, ending: str) -> Any:
    from pyarrow import feather, parquet

    if ending == ".parquet":
        return parquet.read_table(arrow.BufferReader(source))
    try:
        return feather.read_table(arrow.BufferReader(source))
    except arrow.ArrowInvalid:
        return arrow.ipc.open_stream(source).read_all()


def _batches(arrow: Any, path: Path, rows: int) -> Iterator[Any]:
    from pyarrow import parquet

    if path.suffix.casefold() == ".parquet":
        with parquet.ParquetFile(path) as file:
            yield from file.iter_batches(batch_size=rows)
        return
    with arrow.memory_map(str(path)) as source:
        try:
            file = arrow.ipc.open_file(source)
            batches = map(file.get_batch, range(file.num_record_batches))
        except arrow.ArrowInvalid:
            batches = arrow.ipc.open_stream(source)
        yield from batches


@contextmanager
def _refused(arrow: Any) -> Iterator[None]:
    """Say in our words that a file is damaged."""
    try:
        yield
    except (arrow.ArrowException, OSError) as error:
        if isinstance(error, FileNotFoundError | PermissionError):
            raise
        raise Unreadable(say("is no file of columns ({error})", error=str(error)[:80]), "export it again") from error


def _arrow() -> Any:
    return needed("pyarrow", say("reading Parquet and Arrow files"), "pip install influence-graph[parquet]")
