"""What is wrong in a network written as text is said with its line; what only draws it is no fault."""

from __future__ import annotations

import pytest

from influence import InfluenceError, read

DL = "dl n=2\nformat = fullmatrix\n"


@pytest.mark.parametrize(
    ("reader", "text", "said"),
    [
        ("dot", "digraph {\n a -> b;\n \x01 }", r"a\.txt:3: .* is not DOT; correct it"),
        ("dot", "digraph {\n a [label=<<b>b];\n}", r"a\.txt:2: a label in <\.\.\.> is not closed; close it"),
        ("dot", "digraph " + "{" * 500, r"is nested more than \d+ deep; flatten it"),
        ("dot", "digraph { a [label", "ends in the middle of the graph; it lacks a closing bracket"),
        ("vna", "a b 1\n", r"a\.txt has no \*Node data and no \*Tie data"),
        ("vna", "*Node data\nID\na\n*Nonsense\n", r"a\.txt:4: '\*Nonsense' is not read; give \*Tie data"),
        ("ucinet", DL + "data:\n0 1\nmuch 0\n", r"a\.txt:5: 'much' is not a number; give a matrix of numbers"),
        ("ucinet", DL + "data:\n0 1\n1\n", "3 numbers, not 4 for each matrix of 2 people"),
        ("ucinet", DL + "labels embedded\ndata:\nAnn Bo\nAnn 0 1\nCy 1 0\n", "differ between rows and columns"),
        ("gml", "graph [ node [ id 1 ]", "is not GML that can be read .*; export it again"),
        ("gml", "\x89PNG\r\n\x1a\n\0\0", "is not a network in plain text but looks like a PNG"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tmp_path, reader, text, said):
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(InfluenceError, match=said):
        getattr(read, reader)(path, kind="works_with")


@pytest.mark.parametrize(
    ("reader", "text", "people", "related"),
    [
        ("dot", 'digraph { a:n -> b:s:w [label = "x" + "y"]; }', ["a", "b"], 1),
        ("vna", "*Node properties\nID x y\na 1 2\n*Tie data\nfrom to told\na b often\n", ["a", "b"], 1),
        ("mermaid", "graph TD\na --> b\na ~~~ c\n", ["a", "b", "c"], 1),
    ],
)
def test_what_only_draws_it_is_no_fault(tmp_path, reader, text, people, related):
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    graph = getattr(read, reader)(path, kind="works_with")
    assert sorted(graph.people["person"]) == people
    assert len(graph.relationships) == related
