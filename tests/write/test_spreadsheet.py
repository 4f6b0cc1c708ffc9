"""Tables written for spreadsheets: what comes back, what never runs, and what does not fit."""

from __future__ import annotations

import re
import sys
import zipfile

import numpy as np
import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from influence import InfluenceError, StakeholderGraph, penetration_plan, score
from influence.graph.reader_notes import NoteTaker
from influence.write import spreadsheet
from influence.write.spreadsheet import CUT, ENDINGS, MOST_CHARACTERS, as_csv, harmless, original, save

# Ids of a CRM, each of which a spreadsheet would spoil in its own way.
DEALS = ["007", "123456789012345678", "=1+1", "+x", "-2", "@a", "'=1+1", "1E5", "TRUE", "#N/A", "商机-1", "O'Neil; x"]
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1+1", "a;=1+1", "a\n=1+1", "#N/A", "{=1}"]


@pytest.fixture(scope="module")
def graph():
    """A deal of two for each of the ids."""
    people = pd.DataFrame([(deal, person) for deal in DEALS for person in ("=Ann", "Bo")], columns=["deal", "person"])
    people["support"] = np.linspace(-1, 1, len(people)) / 3
    seats = people[["deal", "person"]].assign(role="decision_maker")
    contacts = people[people["person"] == "Bo"][["deal", "person"]].assign(side="us", member="007", strength=1 / 3)
    return StakeholderGraph.from_tables(people=people, seats=seats, contacts=contacts)


def read_back(path, ids):
    """The table as a CRM's importer would read it: ids as text, everything else as it comes."""
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    keep = {"dtype": dict.fromkeys(ids, str), "keep_default_na": False, "na_values": [""]}
    return pd.read_csv(path, **keep) if path.suffix == ".csv" else pd.read_excel(path, **keep)


def same(found, expected, path):
    """Equal cell by cell; a CSV file after the apostrophes are taken away, its numbers as Python prints them."""
    assert list(found) == list(expected)
    for column in expected:
        given_cells = found[column].map(original) if path.suffix == ".csv" else found[column]
        for cell, wanted in zip(given_cells, expected[column], strict=True):
            if pd.isna(wanted):
                assert pd.isna(cell), column
            else:
                assert type(cell) is str if isinstance(wanted, str) else not isinstance(cell, str), column
                # A workbook keeps sixteen digits, and pandas 2 reads the seventeenth of a CSV file loosely.
                close = path.suffix != ".parquet" and isinstance(wanted, float)
                assert cell == (pytest.approx(wanted, rel=1e-15) if close else wanted), column


@pytest.mark.parametrize("ending", ENDINGS)
def test_scores_come_back_as_they_were_by_the_ids_of_the_crm(graph, tmp_path, ending):
    scores = score(graph)
    path = save(scores, tmp_path / f"scores{ending}")
    found = read_back(path, ["deal"])
    same(found, scores.reset_index(), path)
    assert sorted(map(original, found["deal"]) if ending == ".csv" else found["deal"]) == sorted(DEALS)
    assert scores["has_coach"].isna().any()


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_plan_is_keyed_by_deal_step_and_person(graph, tmp_path, ending):
    plan = penetration_plan(graph, steps=2).detail
    path = save(plan, tmp_path / f"plan{ending}")
    found = read_back(path, ["deal", "person", "via", "member"])
    same(found, plan.reset_index(), path)
    assert list(found)[:3] == ["deal", "step", "person"]
    assert "007" in set(found["member"])


@pytest.mark.parametrize("ending", ENDINGS)
def test_notes_are_written_without_a_number_for_each_row(tmp_path, ending):
    taker = NoteTaker()
    taker.note("inferred", "c.csv", line=[2, 3], table="people", row=["=1", 7], column="level", value=[2, "decision"],
               source="title", confidence=0.8)  # fmt: skip
    taker.note("kept out", "c.csv", column="Fax")
    path = save(taker.notes.frame, tmp_path / f"notes{ending}")
    found = read_back(path, ["row", "value"])
    assert list(found) == list(taker.notes.frame)
    assert found["line"].tolist()[:2] == [2, 3]
    assert found["value"].tolist()[:2] == ["2", "decision"]
    assert found["confidence"].isna().tolist() == [False, False, True]


@given(st.text() | st.text(alphabet="=+-@＝;\t\r\n' a", max_size=12))
def test_no_text_runs_and_every_id_can_be_joined_again(text):
    cell = harmless(text)
    assert original(cell) == text
    assert not cell.startswith(("\t", "\r", "\n"))
    for part in re.split(r"[;\t\r\n]", cell):
        assert not part.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@given(st.text(alphabet="0123456789abcXYZ'.,:/ ", max_size=12).filter(lambda text: not text.startswith(("'", " "))))
def test_what_runs_nowhere_is_left_alone(text):
    assert harmless(text) == text


def test_a_long_cell_of_line_ends_takes_no_time():
    assert harmless("\n" * 200_000).count("'") == 200_000


@pytest.mark.parametrize("text", FORMULAS)
def test_nothing_in_a_workbook_is_a_formula_or_an_error(tmp_path, text):
    """Neither a cell, nor a header, nor the sheet's name; and the text itself is what is joined by."""
    table = pd.DataFrame({text: [text], "n": [1]}, index=pd.Index([text], name=f"{text} id"))
    path = save(table, tmp_path / "=cmd.xlsx")
    with zipfile.ZipFile(path) as archive:
        (sheet,) = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        xml = archive.read(sheet).decode()
    assert "<f>" not in xml
    assert 't="e"' not in xml
    (page,) = openpyxl.load_workbook(path).worksheets
    assert page.title == "influence"
    # Written by lxml, where that is installed, a carriage return stays one; else it is a line feed.
    seen = text.replace("\r", "\n")
    read = [[str(cell.value).replace("\r", "\n") for cell in row] for row in page.iter_rows()]
    assert read == [
        [f"{seen} id", seen, "n"],
        [seen, seen, "1"],
    ]
    assert {cell.data_type for cell in page["A"]} == {"s"}
    assert page["A2"].quotePrefix == (harmless(text) != text)


@pytest.mark.parametrize("text", FORMULAS[:-2])
def test_nothing_in_a_csv_file_is_a_formula(tmp_path, text):
    table = pd.DataFrame({text: pd.Categorical([text]), "n": [-1.5]})
    found = pd.read_csv(save(table, tmp_path / "t.csv"), lineterminator="\n")
    assert original(found.columns[0]) == text != found.columns[0]
    assert original(found.iloc[0, 0]) == text != found.iloc[0, 0]
    assert found["n"].item() == -1.5
    assert as_csv(table) == (tmp_path / "t.csv").read_bytes().decode("utf-8-sig")


def test_parquet_is_left_as_it_is(tmp_path):
    table = pd.DataFrame({"=x": FORMULAS, "n": pd.array([1, None, *[3] * 11], dtype="Int64")})
    found = pd.read_parquet(save(table, tmp_path / "t.parquet"))
    assert found["=x"].tolist() == FORMULAS
    assert found["n"].isna().sum() == 1


def test_cells_of_every_sort_in_a_workbook(tmp_path):
    table = pd.DataFrame(
        {
            "flag": pd.array([True, None], dtype="boolean"),
            "whole": pd.array([7, None], dtype="Int64"),
            "long": [123456789012345678, 1],
            "number": [1 / 3, np.inf],
            "day": pd.to_datetime(["2025-05-31", None]),
            "time": pd.to_datetime(["2025-05-31 12:30", "1850-01-01 00:00"]),
            "zone": pd.to_datetime(["2025-05-31T12:30+08:00", None], utc=True),
            "group": pd.Categorical(["a", None]),
            "any": [["=1"], pd.NA],
        }
    )
    path = save(table, tmp_path / "t.xlsx")
    header, first, second = openpyxl.load_workbook(path).active.values
    assert dict(zip(header, first, strict=True)) == {
        "flag": True, "whole": 7, "long": "123456789012345678", "number": pytest.approx(1 / 3, rel=1e-15),
        "day": pd.Timestamp("2025-05-31"), "time": pd.Timestamp("2025-05-31 12:30"),
        "zone": pd.Timestamp("2025-05-31 04:30"), "group": "a", "any": "['=1']",
    }  # fmt: skip
    assert dict(zip(header, second, strict=True)) == {
        "flag": None, "whole": None, "long": 1, "number": "inf", "day": None, "time": "1850-01-01 00:00:00",
        "zone": None, "group": None, "any": None,
    }  # fmt: skip


@pytest.mark.parametrize("ending", ENDINGS)
def test_half_characters_are_replaced_where_no_file_can_hold_them(tmp_path, ending):
    table = pd.DataFrame([["a\udfffb"]], columns=pd.Index(["x\ud800"], dtype=object), dtype=object)
    found = read_back(save(table, tmp_path / f"t{ending}"), [])
    assert found.to_dict("list") == {"x�": ["a�b"]}


def test_what_a_cell_cannot_hold_is_marked(tmp_path):
    texts = ["a\x00b\x1f\ufffe", "x" * (MOST_CHARACTERS + 1), "😀" * 20_000, "y" * MOST_CHARACTERS, "😀" * 16_383]
    path = save(pd.DataFrame({"text": texts}), tmp_path / "t.xlsx")
    found = [row[0] for row in openpyxl.load_workbook(path).active.values][1:]
    assert found[0] == "a�b��"
    assert found[1] == "x" * (MOST_CHARACTERS - len(CUT)) + CUT
    assert found[2].endswith("😀" + CUT)
    assert max(len(text.encode("utf-16-le")) // 2 for text in found) == MOST_CHARACTERS
    assert found[3:] == texts[3:]


def test_more_than_a_sheet_holds_is_refused_with_a_remedy(tmp_path, monkeypatch):
    assert (spreadsheet.MOST_ROWS, spreadsheet.MOST_COLUMNS) == (2**20, 2**14)
    monkeypatch.setattr(spreadsheet, "MOST_ROWS", 3)
    save(pd.DataFrame({"x": [1, 2]}), tmp_path / "t.xlsx")
    with pytest.raises(InfluenceError, match=r"^3 rows of 1 columns do not fit .* takes 2 below .*write \.csv or"):
        save(pd.DataFrame({"x": [1, 2, 3]}), tmp_path / "t.xlsx")
    save(pd.DataFrame({"x": [1, 2, 3]}), tmp_path / "t.csv")


@pytest.mark.parametrize(
    ("name", "extra", "package"), [("t.xlsx", "excel", "openpyxl"), ("t.parquet", "parquet", "pyarrow")]
)
def test_a_missing_package_is_named_with_what_to_install(tmp_path, monkeypatch, name, extra, package):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(InfluenceError, match=rf"needs {package}: pip install influence-graph\[{extra}\]"):
        save(pd.DataFrame({"x": [1]}), tmp_path / name)
    assert not (tmp_path / name).exists()


def test_what_a_caller_can_get_wrong(tmp_path):
    table = pd.DataFrame({"x": [1]})
    with pytest.raises(InfluenceError, match=r"'t\.xls' must end in one of \.csv, \.xlsx, \.parquet"):
        save(table, tmp_path / "t.xls")
    with pytest.raises(InfluenceError, match=r"no folder .*make it first"):
        save(table, tmp_path / "nowhere" / "t.csv")
    with pytest.raises(InfluenceError, match="two columns are called 'x'; rename one"):
        save(table.set_index("x", drop=False), tmp_path / "t.csv")


def test_the_table_given_is_not_changed(tmp_path):
    table = pd.DataFrame({"=x": ["=1", None], 2: ["\ud800", {"a": 1}]}, index=pd.Index(["+a", "b"], name="deal"))
    before = table.copy(deep=True)
    for ending in ENDINGS:
        save(table, tmp_path / f"t{ending}")
    pd.testing.assert_frame_equal(table, before)


def test_a_finding_becomes_a_workbook_of_two_sheets(graph, tmp_path):
    found = penetration_plan(graph, steps=2)
    path = save(found, tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["by deal", "detail"]
    for title, table in (("by deal", found.by_deal), ("detail", found.detail)):
        header, *rows = book[title].values
        assert list(header) == [*table.index.names, *table.columns]
        assert len(rows) == len(table)


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_a_file_of_one_table_is_no_place_for_a_finding(graph, tmp_path, ending):
    with pytest.raises(InfluenceError, match=rf"'plan\{ending}' has room for one; save its by_deal or its detail"):
        save(penetration_plan(graph, steps=2), tmp_path / f"plan{ending}")
    assert not (tmp_path / f"plan{ending}").exists()


def test_what_is_neither_a_table_nor_a_finding(tmp_path):
    with pytest.raises(InfluenceError, match=r"this is a list; give a pandas\.DataFrame or a Finding"):
        save([1], tmp_path / "t.csv")
