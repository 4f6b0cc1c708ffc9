"""Small network files for the readers' tests, and what comes of reading them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from influence import InfluenceError

FORMATS = Path(__file__).parents[2] / "data" / "formats"
FIELD = FORMATS.parent / "field" / "networks"


AS_DRAWN = {"direction": "source_to_target"}


KRACKHARDT = {"kind": {"friendship": "trusts"}, **AS_DRAWN}


NODES = "<node id='a'/><node id='b'/><node id='c'/>"


KEYS = "".join(
    f"<key id='{one}' for='all' attr.name='{one}' attr.type='string'/>"
    for one in ("kind", "label", "support", "weight", "shoe", "职务")
)


def related(graph):
    table = graph.relationships
    return sorted(zip(table["source"], table["target"], table["kind"], strict=True))


def known(graph, *columns):
    table = graph.people.reindex(columns=list(columns)).astype(object)
    return table.where(table.notna(), None).values.tolist()


def noted(graph, action, *columns):
    notes = graph.notes
    return notes.loc[notes["action"] == action, list(columns)].values.tolist()


def assert_accounted(graph):
    files = graph.files
    assert (files["rows"] == files["used"] + files["left_out"]).all()
    # A note with a column is of a cell too many, whose row is used.
    assert sum(pd.isna(column) for (column,) in noted(graph, "left out", "column")) == files["left_out"].sum()


def xml(tmp_path, text, name="plant.graphml"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def graph_xml(inside, keys="", way="directed"):
    return f"<graphml>{keys}<graph edgedefault='{way}'>{inside}</graph></graphml>"


def edge(source, target, more="", **data):
    inside = "".join(f"<data key='{key}'>{value}</data>" for key, value in data.items())
    return f"<edge source='{source}' target='{target}' {more}>{inside}</edge>"


def read_or_refused(read, path):
    try:
        graph = read(path, kind="knows", **AS_DRAWN)
    except InfluenceError:
        return
    assert_accounted(graph)
