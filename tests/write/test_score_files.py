"""A pipeline of any size from files to a file: the numbers of `score`, and a row for each deal with faults."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import influence
from benchmarks.generated import pipeline
from influence import InfluenceError, InvalidData
from influence.read import blocks
from influence.read.files import parts
from influence.read.files.csv_text import Unreadable, parsed
from influence.write import score_files as in_blocks
from tests.files_on_disk import folder

DEALS = 12
PEOPLE = "deal,person,support\nD1,ann,0.5\nD2,bo,1.5\nD3,cy,\nD3,cy,0\n,di,0\n"


@pytest.fixture
def small(monkeypatch):
    """A megabyte of two thousand bytes, so that small files make many blocks."""
    monkeypatch.setattr(in_blocks, "MEGABYTE", 2_000)
    monkeypatch.setattr(blocks, "PART_BYTES", 500)
    monkeypatch.setattr(parts, "LARGEST_CELL", 50)


@pytest.fixture(scope="module")
def tables():
    return pipeline(DEALS, seed=3)


def saved(place, tables, ending="csv"):
    place.mkdir()
    for name, table in tables.items():
        file = place / f"{name}.{ending}"
        if ending == "csv":
            table.to_csv(file, index=False)
        else:
            table.to_parquet(file, index=False)
    return place


def scores_of(place, tmp_path, **options):
    return pd.read_parquet(influence.score_files(place, tmp_path / "scores.parquet", **options)).set_index("deal")


def same(found, wanted):
    found = found.drop(columns="error")[list(wanted)].astype(wanted.dtypes.to_dict())
    found, wanted = (scores.astype(object).where(scores.notna(), None) for scores in (found, wanted))
    pd.testing.assert_frame_equal(found, wanted, rtol=1e-12, atol=1e-14, check_dtype=False, check_index_type=False)


@pytest.mark.parametrize("ending", ["csv", "parquet"])
def test_blocks_give_the_numbers_of_score_and_say_nothing_into_a_pipe(tmp_path, tables, ending, small, capsys):
    place = saved(tmp_path / "deals", tables, ending)
    found = scores_of(place, tmp_path, megabytes=4)
    assert found["error"].isna().all()
    same(found, influence.score(influence.read.tables(place)))
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("size", [1, 10_000])
def test_a_deal_with_faults_is_a_row_and_stops_no_other(tmp_path, tables, small, size):
    people = tables["people"].astype({"support": object})
    people.loc[people.index[people["deal"] == "D000003"][0], "support"] = 7
    relationships = tables["relationships"].copy()
    line = relationships.index[relationships["deal"] == "D000005"][0]
    relationships.loc[line, "target"] = "nobody"
    place = saved(tmp_path / "deals", tables | {"people": people, "relationships": relationships})
    found = scores_of(place, tmp_path, megabytes=size)
    assert found.index[found["error"].notna()].tolist() == ["D000003", "D000005"]
    assert found.index.tolist() == sorted(found.index)
    assert "support: '7' is not a number from -1 to 1" in found["error"]["D000003"]
    assert f"relationships.csv:{line + 2}: target: 'nobody' refers to an unknown person" in found["error"]["D000005"]
    sound = [f"D{number:06d}" for number in range(DEALS) if number not in (3, 5)]
    same(found.loc[sound], influence.score(influence.StakeholderGraph.from_tables(**tables).only(*sound)))
    assert found.loc[["D000003", "D000005"]].drop(columns="error").isna().all(axis=None)


def test_faults_are_told_with_their_lines_and_rows_without_a_deal_too(tmp_path):
    found = scores_of(folder(tmp_path, people=PEOPLE), tmp_path)
    assert found.index.tolist()[:3] == ["D1", "D2", "D3"]
    assert found.index.isna().tolist() == [False, False, False, True]
    assert found["error"].tolist()[1:] == [
        "people.csv:3: support: '1.5' is not a number from -1 to 1; correct it to a number from -1 to 1, or leave it "
        "empty if nobody knows",
        "people.csv:5: person: 'cy' is duplicated in this deal; keep one row, or give the other its own id",
        "people.csv:6: deal: '' is missing; every row needs an id",
    ]


def test_a_fault_of_every_deal_stops_all_and_writes_nothing(tmp_path):
    place = folder(tmp_path, people="deal,name,support\nD1,ann,0\nD2,,0\n", seats="deal,person\nD1,ann\n")
    with pytest.raises(InvalidData, match="role: is a missing column"):
        influence.score_files(place, tmp_path / "scores.csv")
    assert not (tmp_path / "scores.csv").exists()


def test_one_deal_that_no_column_names_is_told_by_its_folder(tmp_path):
    found = scores_of(folder(tmp_path, people="person,support\nann,5\nbo,x,y\n"), tmp_path)
    assert found.index.tolist() == ["acme"]
    assert "has more cells than the header" in found["error"].item()


def test_what_cannot_be_divided_is_refused_with_what_to_do(tmp_path, tables, small):
    people = tables["people"].drop(columns="deal")
    with pytest.raises(InfluenceError, match=r"no column of deals.*score the folder in one piece"):
        influence.score_files(saved(tmp_path / "a", tables | {"people": people}), tmp_path / "scores.csv", megabytes=1)
    place = saved(tmp_path / "b", tables)
    (place / "people.csv").write_bytes(
        (place / "people.csv").read_text().replace("deal,", "deal,Né,", 1).encode("cp1252")
    )
    with pytest.raises(InvalidData, match="is not UTF-8, and is too large to be read in one piece; save it as CSV UTF"):
        influence.score_files(place, tmp_path / "scores.csv", megabytes=1)


@pytest.mark.parametrize("size", [0, True, 1.5])
def test_a_size_that_is_none_is_refused(tmp_path, size):
    with pytest.raises(InfluenceError, match=r"megabytes is .* give a whole number, 1 or more"):
        influence.score_files(tmp_path, tmp_path / "scores.csv", megabytes=size)


SIGNS = ["a", ",", '"x\ny"', "良", " ", '"q""z"', "\n", "\r\n", '"']
TEXTS = st.lists(st.lists(st.sampled_from(SIGNS), max_size=12).map("".join), max_size=12)


@settings(max_examples=300)
@given(TEXTS, st.sampled_from(["p,q,r\n", "p;q\n", 'p,"q\nz",r\n', "\ufeffp,q\n", "sep=;\np;q\n"]), st.integers(1, 30))
def test_parts_of_a_file_are_the_whole_of_it(tmp_path_factory, lines, head, size):
    path = tmp_path_factory.mktemp("parts") / "a.csv"
    path.write_bytes((head + "\n".join(lines)).encode())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(parts, "LARGEST_CELL", 5)
        try:
            found = list(parts.parts_of(path, size))
        except Unreadable as refused:
            if refused.code == "unmatched_quotes":  # longer between two quotes than a cell may be here
                return
            with pytest.raises(Unreadable):
                parsed(path.read_bytes())
            return
    whole = parsed(path.read_bytes())
    cells = pd.concat([part.cells for part in found])
    assert cells.index.tolist() == whole.cells.index.tolist()
    assert cells.to_numpy(dtype=object).tolist() == whole.cells.to_numpy(dtype=object).tolist()
    assert {line: more for part in found for line, more in part.ragged.items()} == whole.ragged
