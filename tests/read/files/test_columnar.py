"""Parquet and Arrow files: the same rows mean the same, whatever file they come in."""

from __future__ import annotations

import sys

import pandas as pd
import pyarrow as pa
import pyarrow.feather
import pyarrow.parquet
import pytest

from influence import InfluenceError
from influence.read import tables
from influence.read.files.columnar import batches_of
from tests.files_on_disk import lines_of, problems_of

ENDINGS = ("csv", "parquet", "feather", "arrow")


def saved(place, ending, **frames):
    """A folder of these tables, one file each."""
    place.mkdir(exist_ok=True)
    for name, frame in frames.items():
        path = place / f"{name}.{ending}"
        if ending == "csv":
            frame.to_csv(path, index=False)
        elif ending == "arrow":
            table = pa.Table.from_pandas(frame, preserve_index=False)
            with pa.OSFile(str(path), "wb") as file, pa.ipc.new_stream(file, table.schema) as stream:
                stream.write_table(table)
        else:
            getattr(frame.reset_index(drop=True), f"to_{ending}")(path)
    return place


@pytest.mark.parametrize("ending", ENDINGS[1:])
def test_the_same_rows_make_the_same_graph_and_notes(tmp_path, ending):
    frames = {
        "people": pd.DataFrame(
            {
                "deal": ["D1", "D1", "D2"],
                "person": ["007", "b", "c"],
                "support": [0.1, None, -1],
                "level": [1, None, 2],
                "Personal Influence": ["50%", "", "0.3"],
                "own": [True, False, None],
            }
        ),
        "relationships": pd.DataFrame({"deal": ["D1"], "source": ["b"], "target": ["007"], "kind": ["reports_to"]}),
        "deals": pd.DataFrame({"deal": ["D1", "D2"], "as_of": pd.to_datetime(["2024-05-31", None])}),
    }
    frames["relationships"]["kind"] = frames["relationships"]["kind"].astype("category")
    plain = tables(saved(tmp_path / "csv", "csv", **frames), deal="x")
    other = tables(saved(tmp_path / ending, ending, **frames), deal="x")
    assert other.people.drop(columns="own").equals(plain.people.drop(columns="own"))
    assert other.relationships.equals(plain.relationships)
    assert other.deals.equals(plain.deals)
    columns = ["action", "table", "column", "source"]
    assert other.notes[columns].equals(plain.notes[columns])


@pytest.mark.parametrize("ending", ENDINGS[1:])
def test_whole_ids_with_gaps_stay_whole(tmp_path, ending):
    frame = pd.DataFrame({"person": [7, 8], "name": ["Ann", "Bo"]})
    seats = pd.DataFrame({"role": ["user", "user"], "person": [7, None]})
    found = tables(saved(tmp_path / "acme", ending, people=frame, seats=seats))
    assert found.seats["person"].tolist()[0] == "7"


@pytest.mark.parametrize("ending", ENDINGS[1:])
def test_a_fault_is_named_by_its_row(tmp_path, ending):
    frame = pd.DataFrame({"person": ["ann", "bo"], "support": [0.5, 1.5]})
    place = saved(tmp_path / "acme", ending, people=frame)
    assert lines_of(place)[0].startswith(f"people.{ending}:2: support: '1.5' is not a number from -1 to 1")


def test_a_damaged_file_and_a_cell_of_several_values_are_faults(tmp_path):
    place = tmp_path / "acme"
    place.mkdir()
    (place / "people.parquet").write_bytes(b"PAR1 no more")
    assert problems_of(place).problems["code"].tolist() == ["unreadable_file"]
    pa.parquet.write_table(pa.table({"person": [["a", "b"]]}), place / "people.parquet")
    (line,) = lines_of(place)
    assert "person: holds list" in line


def test_without_pyarrow_the_error_says_what_to_install(tmp_path, monkeypatch):
    place = saved(tmp_path / "acme", "parquet", people=pd.DataFrame({"person": ["ann"]}))
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(InfluenceError, match=r"pip install influence-graph\[parquet\]"):
        tables(place)


@pytest.mark.parametrize("ending", ENDINGS[1:])
def test_parts_of_a_file_are_its_rows_in_order(tmp_path, ending):
    frame = pd.DataFrame({"person": [f"p{number}" for number in range(10)]})
    place = saved(tmp_path / "acme", ending, people=frame)
    parts = list(batches_of(place / f"people.{ending}", 3))
    cells = pd.concat([part.cells for part in parts])
    assert cells[0].tolist() == frame["person"].tolist()
    assert cells.index.tolist() == list(range(1, 11))
