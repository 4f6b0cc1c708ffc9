"""What `check` says of what a reader did: the most important first, and no more than one can read."""

from __future__ import annotations

import pandas as pd

import influence
from influence import StakeholderGraph
from influence.cli.main import FINE, main
from influence.graph.reader_notes import NoteTaker


def test_check_stops_after_fifty_notes_and_says_how_to_see_the_rest(monkeypatch, capsys):
    def many(path, *, infer=True, day_first=None):
        taker = NoteTaker()
        for number in range(63):
            taker.note("repaired", "c.csv", table="people", column=f"c{number}", line=2, value="x", source="y")
        return StakeholderGraph.from_tables(pd.DataFrame({"person": ["p"]}), notes=taker.notes)

    monkeypatch.setattr(influence.read, "salesforce", many)
    assert main(["check", "export", "--format", "salesforce"]) == FINE
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "... and 13 more: show them with --all, or save them with --notes FILE"
    assert len([line for line in lines if "(repaired: y)" in line]) == 50
