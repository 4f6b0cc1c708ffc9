"""Tables as Spark deals them out to a worker: rows of one frame, a record in the column of their table."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa


def arrow_rows(tables: dict[str, pd.DataFrame], deal: str = "string") -> pa.Table:
    """All rows, with no help from the library."""
    parts = [_part(name, pa.Table.from_pandas(table, preserve_index=False), deal) for name, table in tables.items()]
    return pa.concat_tables(parts, promote_options="default")


def _part(name: str, table: pa.Table, deal: str) -> pa.Table:
    own = {"deal": table["deal"].cast(deal), "table": pa.array([name] * len(table), pa.string())}
    place = pa.array(range(len(table)), pa.int64())
    return pa.table({**own, "place": place, name: table.to_struct_array()})
