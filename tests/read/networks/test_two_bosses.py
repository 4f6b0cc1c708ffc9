"""A solid and a dotted line, as chart tools write them."""

from __future__ import annotations

from pathlib import Path

import pytest

import influence
from influence import InvalidData
from influence.cli.main import main

TWO_BOSSES = Path(__file__).parents[2] / "data" / "field" / "networks" / "04_two_bosses"
REPORTS = {("Boateng", "Solheim"), ("Prado", "Solheim"), ("Tanabe", "Prado"), ("Vogt", "Prado")}


@pytest.mark.parametrize("reader", ["graphml", "gexf"])
def test_a_second_boss_is_refused_with_a_remedy_that_keeps_the_direction(reader):
    read = getattr(influence.read, reader)
    with pytest.raises(InvalidData) as refused:
        read(TWO_BOSSES / f"matrix.{reader}", kind="reports_to", direction="source_to_target")
    problems = refused.value.problems
    assert set(problems["code"]) == {"second_boss"}
    assert problems["remedy"].str.contains("'dotted_line_to', source and target as they are").all()


def test_dotted_lines_of_their_own_word_are_read_each_in_its_direction():
    ways = dict.fromkeys(("reports_to", "dotted_line_to"), "source_to_target")
    graph = influence.read.graphml(
        TWO_BOSSES / "matrix_worded.graphml", kind={"dotted line to": "dotted_line_to"}, direction=ways
    )
    found = graph.relationships
    names = graph.people.set_index("person")["name"] if "name" in graph.people else {}
    ends = {
        kind: {(names.get(one, one), names.get(other, other)) for one, other in rows[["source", "target"]].values}
        for kind, rows in found.groupby("kind")
    }
    assert ends["reports_to"] == REPORTS
    assert ends["dotted_line_to"] == {("Tanabe", "Boateng"), ("Vogt", "Boateng")}


def test_the_command_line_can_say_it_too(capsys):
    ways = [
        option for kind in ("reports_to", "dotted_line_to") for option in ("--direction", f"{kind}=source-to-target")
    ]
    words = ["--format", "graphml", "--kind", "dotted line to=dotted_line_to"]
    assert main(["check", str(TWO_BOSSES / "matrix_worded.graphml"), *words, *ways]) == 0
    assert "6 relationships" in capsys.readouterr().out
