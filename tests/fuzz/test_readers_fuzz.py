"""Whatever a file holds, it is read or an `InfluenceError` is raised; `python -m tests.fuzz.readers` looks longer."""

from __future__ import annotations

import importlib.util
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.cases import ENDINGS, FILES, FOLDER, PARTS, TEXTS, readers
from tests.fuzz.readers import search, tried

RUNS = 30
"""Inputs for each reader, those to begin with among them: a count, since a busy machine reads fewer a second."""

CELLS = st.one_of(
    st.sampled_from(["", " ", "1", "2", "ann", "bo", "0.5", "50%", "0,5", "#N/A", "NA", "null", "-", "nan", "inf"]),
    st.sampled_from(["1e999", "2024-05-31", "31/12/2024", "2024-02-30", "true", "reports_to", "approver", "总经理"]),
    st.sampled_from(
        ['"a,b"', '"a\nb"', '"a ""b"""', '"', 'a"b', "Ã©", "(DM) Ann", "=1+1", "\u202e", "\x00", "a;b", "9" * 40]
    ),
    st.text(max_size=4),
)
ENCODINGS = st.sampled_from(["utf-8", "utf-8", "utf-8-sig", "utf-16", "gb18030", "cp1252", "latin-1"])


def headers(reader):
    """Those that the reader's own exports have, and some of nobody's."""
    known = {cell for text in TEXTS.get(reader, TEXTS["salesforce"]) for cell in text.partition("\n")[0].split(",")}
    return st.lists(st.sampled_from([*sorted(known), "", "age", "NA"]), min_size=1, max_size=7)


@st.composite
def exports(draw, reader):
    """A folder of CSV files made of nasty cells under headers that the reader looks for."""
    files = []
    for _ in range(draw(st.integers(1, len(FILES.get(reader, FILES["salesforce"]))))):
        titles = draw(headers(reader))
        rows = draw(st.lists(st.lists(CELLS, max_size=len(titles) + 1), max_size=5))
        text = draw(st.sampled_from(["\n", "\r\n"])).join(",".join(row) for row in [titles, *rows])
        files.append(text.encode(draw(ENCODINGS), "replace"))
    head = ENDINGS.get(reader, (FOLDER,)).index(FOLDER)
    return bytes([head]) + PARTS.join(files)


@pytest.mark.parametrize("reader", readers())
@pytest.mark.slow
def test_only_influence_errors_escape(reader):
    _, read = search(reader, RUNS)
    assert read > 0, "not even an export to begin with was read: add one to FILES and TEXTS of tests/fuzz/cases.py"


@pytest.mark.slow
@pytest.mark.parametrize("reader", [name for name in readers() if FOLDER in ENDINGS.get(name, (FOLDER,))])
@settings(max_examples=40)
@given(data=st.data())
def test_any_export_made_of_nasty_cells_is_read_or_refused(reader, data):
    tried(reader, data.draw(exports(reader)))


@pytest.mark.slow
@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris has no wheel for this interpreter")
def test_a_short_run_guided_by_coverage_finds_nothing(tmp_path):
    """All readers in one run, as instrumenting what they import takes longer than they do."""
    command = [sys.executable, "-m", "tests.fuzz.readers", "--runs", f"{RUNS}", "--seed", "1", "--corpus", tmp_path]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.count("only InfluenceError escapes") == len(readers())
