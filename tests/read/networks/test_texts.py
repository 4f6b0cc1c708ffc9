"""Networks and drawings written as text: Pajek, UCINET, NetDraw, GML, Graphviz, Mermaid."""

from __future__ import annotations

import pytest

import influence
from influence import InfluenceError
from influence.read import dot, gml, mermaid, pajek, ucinet, vna
from tests.read.networks.network_files import (
    AS_DRAWN,
    FIELD,
    FORMATS,
    KRACKHARDT,
    assert_accounted,
    known,
    noted,
    related,
)

ADVICE = {"kind": "seeks_advice_from", "scale": {"strength": (0, 5)}, **AS_DRAWN}
DOWN = {"kind": "reports_to", "direction": "target_to_source"}


def written(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def strengths(graph):
    table = graph.relationships
    return dict(zip(zip(table["source"], table["target"], strict=True), table["strength"], strict=True))


class TestFieldCases:
    @pytest.mark.parametrize(("read", "file"), [(dot, "org.dot"), (mermaid, "org.mmd")])
    def test_a_drawing_has_reporting_lines_and_a_dotted_one(self, read, file):
        graph = read(FIELD / "15_diagram_text" / file, **DOWN)
        names = dict(known(graph, "person", "name"))
        found = sorted((names[one], kind, names[other]) for one, other, kind in related(graph))
        assert found == [
            ("Akua Boateng", "reports_to", "Ingrid Solheim"),
            ("Lena Vogt", "dotted_line_to", "Akua Boateng"),
            ("Lena Vogt", "reports_to", "Mateus Prado"),
            ("Mateus Prado", "reports_to", "Ingrid Solheim"),
        ]
        assert_accounted(graph)

    @pytest.mark.parametrize("file", ["drawio_org.csv", "drawio_plain.csv"])
    def test_settings_of_drawio_are_no_rows(self, file):
        graph = influence.read.tables(FIELD / "15_diagram_text" / file)
        assert len(graph.people) == 4
        pairs = [("aboateng", "isolheim"), ("lvogt", "mprado"), ("mprado", "isolheim")]
        assert related(graph) == [(*pair, "reports_to") for pair in pairs]

    def test_pajek(self):
        graph = pajek(FIELD / "17_pajek_ucinet" / "advice.net", **ADVICE)
        assert strengths(graph) == pytest.approx(
            {
                ("Prado", "Solheim"): 1.0,
                ("Prado", "Boateng"): 0.8,
                ("Boateng", "Solheim"): 0.8,
                ("Vogt", "Prado"): 1.0,
                ("Vogt", "Tanabe"): 0.6,
                ("Tanabe", "Boateng"): 1.0,
            }
        )
        assert "read from the first to the second" in noted(graph, "renamed", "source")[0][0]

    def test_ucinet_and_netdraw(self):
        graph = ucinet(FIELD / "17_pajek_ucinet" / "advice.dl", **ADVICE)
        assert strengths(graph) == pytest.approx(
            {("Prado", "Solheim"): 1.0, ("Prado", "Boateng"): 0.8, ("Boateng", "Solheim"): 0.8}
        )
        graph = vna(FIELD / "17_pajek_ucinet" / "advice.vna", **ADVICE)
        assert strengths(graph) == pytest.approx({("p", "s"): 1.0, ("b", "s"): 0.8})
        assert known(graph, "person", "name", "support") == [
            ["b", "Akua Boateng", -1.0],
            ["p", "Mateus Prado", 0.0],
            ["s", "Ingrid Solheim", 1.0],
        ]


@pytest.mark.parametrize(
    ("read", "file"), [(pajek, "krackhardt.pajek.net"), (ucinet, "krackhardt.ucinet.dl"), (gml, "krackhardt.gml")]
)
def test_several_relations_in_one_file(read, file):
    """The same network as the bundled one, of which networkx reads 24 people in Pajek's format."""
    graph = read(FORMATS / file, **KRACKHARDT)
    bundled = influence.datasets.load("krackhardt_hightech").relationships["kind"].value_counts().to_dict()
    assert len(graph.people) == 21
    assert graph.relationships["kind"].value_counts().to_dict() == bundled
    assert_accounted(graph)


class TestPajek:
    def test_a_matrix_and_lists(self, tmp_path):
        text = "*Vertices 3\n1 a\n2 b\n3 c\n*Arcslist\n1 2 3\n*Matrix\n0 0 0\n0 0 1\n0 0 0\n"
        assert [pair[:2] for pair in related(pajek(written(tmp_path, "x.net", text), kind="trusts", **AS_DRAWN))] == [
            ("a", "b"),
            ("a", "c"),
            ("b", "c"),
        ]

    def test_two_people_of_one_label_keep_their_numbers(self, tmp_path):
        graph = pajek(written(tmp_path, "x.net", '*Vertices 2\n1 "Wei"\n2 "Wei"\n*Edges\n1 2\n'), kind="knows")
        assert known(graph, "person", "name") == [["1", "Wei"], ["2", "Wei"]]

    @pytest.mark.parametrize("text", ["*Partition x\n", "*Vertices many\n", "1 2 3\n", "*Vertices 1\n7 a\n", "\n"])
    def test_what_is_none_is_refused(self, tmp_path, text):
        with pytest.raises(InfluenceError, match=r"x\.net"):
            pajek(written(tmp_path, "x.net", text))


class TestUcinet:
    @pytest.mark.parametrize(
        "text",
        [
            "dl n=3 format=edgelist1\nlabels embedded\ndata:\na b 0.5\na c\nb c\n",
            "dl n=3, format=nodelist1\nlabels:\na,b,c\ndata:\n1 2 3\n2 3\n",
            "dl n=3\nlabels embedded\ndata:\na b c\na 0 1 1\nb 0 0 1\nc 0 0 0\n",
        ],
    )
    def test_the_same_in_other_formats(self, tmp_path, text):
        graph = ucinet(written(tmp_path, "x.dl", text), kind="trusts", **AS_DRAWN)
        assert [pair[:2] for pair in related(graph)] == [("a", "b"), ("a", "c"), ("b", "c")]

    @pytest.mark.parametrize(
        "text",
        [
            "no dl",
            "dl nr=2 nc=3\ndata:\n1",
            "dl n=2 format=edgelist2\ndata:\n1",
            "dl n=2\ndata:\n1 2 3\n",
            "dl\ndata:\n1",
        ],
    )
    def test_what_is_not_read_is_refused(self, tmp_path, text):
        with pytest.raises(InfluenceError, match=r"x\.dl"):
            ucinet(written(tmp_path, "x.dl", text), kind="trusts", **AS_DRAWN)


class TestDrawings:
    @pytest.mark.parametrize(
        ("read", "name", "text"),
        [
            (dot, "x.dot", 'digraph { a -> {b c} /* two */ ; b -> c [style="dotted"] // one\n}'),
            (dot, "x.gv", "strict digraph g { edge [dir=back] b -> a; subgraph s { c -> a } c -> b [style=dashed] }"),
            (mermaid, "x.mmd", "flowchart LR\n a[A] --> b & c\n b -.-> c\n %% that is all\n"),
            (
                mermaid,
                "x.mmd",
                "---\ntitle: x\n---\ngraph TD;\nsubgraph s\na-->b;a-->c;end\nb-.->c\nstyle a fill:#f9f\n",
            ),
        ],
    )
    def test_the_same_chart(self, tmp_path, read, name, text):
        found = related(read(written(tmp_path, name, text), **DOWN))
        assert found == [("b", "a", "reports_to"), ("c", "a", "reports_to"), ("c", "b", "dotted_line_to")]

    def test_dashes_mean_nothing_among_other_relationships(self, tmp_path):
        graph = dot(written(tmp_path, "x.dot", "digraph { a -> b [style=dashed] }"), kind="trusts", **AS_DRAWN)
        assert related(graph) == [("a", "b", "trusts")]
        assert ["line"] in noted(graph, "kept out", "column")

    def test_words_on_lines_are_kinds(self, tmp_path):
        graph = mermaid(written(tmp_path, "x.mmd", "graph LR\na -->|trusts| b\nb -- advice --> c\n"), **AS_DRAWN)
        assert related(graph) == [("a", "b", "trusts"), ("b", "c", "seeks_advice_from")]
        graph = dot(written(tmp_path, "x.dot", "graph { a -- b [label=<<i>knows</i>>] }"))
        assert related(graph) == [("a", "b", "knows")]

    @pytest.mark.parametrize("text", ["sequenceDiagram\nA->>B: hi\n", "graph TD\na --> \n", "graph TD\na ??? b\n", ""])
    def test_what_is_no_flowchart_is_refused(self, tmp_path, text):
        with pytest.raises(InfluenceError, match=r"x\.mmd"):
            mermaid(written(tmp_path, "x.mmd", text), **DOWN)

    @pytest.mark.parametrize(
        "text", ["", "a -> b", "digraph { a -> ", "digraph { a } digraph { b }", "digraph { -> b }"]
    )
    def test_what_is_no_dot_is_refused(self, tmp_path, text):
        with pytest.raises(InfluenceError, match=r"x\.dot"):
            dot(written(tmp_path, "x.dot", text), **DOWN)
