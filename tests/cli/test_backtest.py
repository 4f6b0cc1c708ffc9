"""`influence backtest`: from a folder of tables and a file of outcomes to a page."""

from __future__ import annotations

import re
from html import unescape

import numpy as np
import pandas as pd
import pytest

from influence.cli.main import FAULTS, FINE, USAGE, main


@pytest.fixture
def pipeline(tmp_path):
    """Sixty deals of three people each; the better they like us, the more are won."""
    rng = np.random.default_rng(0)
    like = rng.uniform(-1, 1, 60)
    deals = [f"D{number}" for number in range(60)]
    people = pd.DataFrame({"deal": np.repeat(deals, 3), "person": list("abc") * 60})
    people["support"] = np.clip(np.repeat(like, 3) + rng.normal(0, 0.3, 180), -1, 1).round(2)
    folder = tmp_path / "deals"
    folder.mkdir()
    people.to_csv(folder / "people.csv", index=False)
    pd.DataFrame({"deal": deals, "as_of": "2024-03-01"}).to_csv(folder / "deals.csv", index=False)
    ends = pd.DataFrame({"Deal": deals, "Outcome": np.where(like + rng.normal(0, 0.7, 60) > 0, "Won", "Closed Lost")})
    ends["Close Date"] = "31.05.2024"
    ends.to_csv(tmp_path / "outcomes.csv", index=False)
    return folder


def run(pipeline, *more):
    return main(["backtest", str(pipeline), "--outcomes", str(pipeline.parent / "outcomes.csv"), *more])


def test_the_page_is_written_and_holds_no_script(pipeline, capsys):
    page = pipeline.parent / "look.html"
    assert run(pipeline, "--least", "5:5", "--out", str(page)) == FINE
    said = capsys.readouterr().out
    assert "Few deals" in said
    assert said.strip().endswith("look.html")
    html = page.read_text(encoding="utf-8")
    assert "<script" not in html
    assert " style=" not in html
    assert "script-src 'none'" in unescape(html)
    text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL)
    assert "Which scores told won from lost" in text
    assert "What the chances were worth" in text
    assert not re.findall(r"\b(nan|None|NaT|[a-z]+_[a-z_]+)\b", text)


def test_few_deals_are_refused_with_the_option_that_helps(pipeline, capsys):
    assert run(pipeline) == USAGE
    assert "--least 1:1" in capsys.readouterr().err
    with pytest.raises(SystemExit, match="2"):
        run(pipeline, "--least", "0:x")


def test_faults_name_the_file_and_the_line(pipeline, capsys):
    file = pipeline.parent / "outcomes.csv"
    file.write_text(file.read_text().replace("Won", "Wonn", 1), encoding="utf-8")
    assert run(pipeline) == FAULTS
    error = capsys.readouterr().err
    assert re.search(r"outcomes\.csv:\d+: outcome: 'Wonn' is not a known outcome; did you mean 'won'", error)
    assert "influence columns" not in error


def test_what_was_known_too_late_is_refused(pipeline, capsys):
    pd.DataFrame({"deal": [f"D{number}" for number in range(60)], "as_of": "2025-01-01"}).to_csv(
        pipeline / "deals.csv", index=False
    )
    assert run(pipeline, "--least", "5:5") == FAULTS
    assert "is after the decision" in capsys.readouterr().err


def test_rows_dated_after_the_decision_are_refused_by_table_and_the_remedy_works(pipeline, capsys, monkeypatch):
    monkeypatch.chdir(pipeline.parent)
    pd.DataFrame({"deal": ["D3"], "question": ["pain"], "answer": ["x"], "date": ["2024-07-01"]}).to_csv(
        pipeline / "facts.csv", index=False
    )
    assert run(pipeline, "--least", "5:5") == FAULTS
    assert re.search(r"facts.* date: .*2024-07-01.* is after the decision on 'D3'; .*--as-of", capsys.readouterr().err)
    assert run(pipeline, "--least", "5:5", "--as-of", "2024-05-01") == FINE
