"""Tables of nodes and edges that Gephi exports."""

from __future__ import annotations

import pandas as pd
import pytest

from influence import InfluenceError
from influence.read.networks.gephi import gephi
from tests.read.networks.network_files import (
    AS_DRAWN,
    assert_accounted,
    known,
    noted,
    related,
)


class TestGephi:
    NODES = "Id,Label,timeset,Support\n1,Ann,,0.5\n2,Bo,,\n"

    def tables(self, tmp_path, edges, nodes=NODES):
        (tmp_path / "nodes.csv").write_text(nodes, encoding="utf-8")
        (tmp_path / "edges.csv").write_text(edges, encoding="utf-8")
        return tmp_path

    def test_ids_stay_text_and_labels_are_names(self, tmp_path):
        graph = gephi(self.tables(tmp_path, "Source,Target,Type,Id,Label\n2,1,Directed,0,advice\n"), **AS_DRAWN)
        assert known(graph, "person", "name", "support") == [["1", "Ann", 0.5], ["2", "Bo", None]]
        assert related(graph) == [("2", "1", "seeks_advice_from")]

    @pytest.mark.parametrize("file", ["nodes.csv", "edges.csv"])
    def test_one_file_finds_the_other(self, tmp_path, file):
        place = self.tables(tmp_path, "Source,Target\n2,1\n")
        assert related(gephi(place / file, kind="knows")) == [("2", "1", "knows")]

    def test_two_files_may_be_given(self, tmp_path):
        place = self.tables(tmp_path, "Source,Target\n2,1\n")
        (place / "edges.csv").rename(place / "links.csv")
        assert len(related(gephi([place / "nodes.csv", place / "links.csv"], kind="knows"))) == 1
        with pytest.raises(InfluenceError, match="has no table of edges"):
            gephi(place / "nodes.csv", kind="knows")

    def test_type_is_the_direction(self, tmp_path):
        edges = "Source,Target,Type\n2,1,Undirected\n"
        with pytest.raises(InfluenceError, match=r"Bo -> Ann .*edges.csv, line 2.* has no direction"):
            gephi(self.tables(tmp_path, edges), kind="trusts", **AS_DRAWN)
        graph = gephi(self.tables(tmp_path, edges.replace("Undirected", "Sideways")), kind="knows")
        assert noted(graph, "left out", "line", "source") == [
            [2, "'Sideways' is neither directed, undirected nor mutual"]
        ]

    def test_other_tables_are_left_out_row_by_row(self, tmp_path):
        place = self.tables(tmp_path, "Source,Target\n2,1\n")
        (place / "prices.csv").write_text("price,of\n3,x\n4,y\n", encoding="utf-8")
        graph = gephi(place, kind="knows")
        assert_accounted(graph)
        assert noted(graph, "left out", "file", "line") == [["prices.csv", 2], ["prices.csv", 3]]

    def test_semicolons_leave_the_comma_to_numbers(self, tmp_path):
        nodes, edges = self.NODES.replace(",", ";").replace("0.5", "0,5"), "Source;Target;Weight\n2;1;0,25\n"
        graph = gephi(self.tables(tmp_path, edges, nodes), kind="knows")
        assert graph.people["support"].iloc[0] == 0.5
        assert graph.relationships["strength"].tolist() == [0.25]

    def test_a_workbook_of_both(self, tmp_path):
        pytest.importorskip("openpyxl")
        with pd.ExcelWriter(tmp_path / "x.xlsx") as book:
            pd.DataFrame({"Id": [1, 2], "Label": ["Ann", "Bo"]}).to_excel(book, sheet_name="Nodes", index=False)
            pd.DataFrame({"Source": [2], "Target": [1]}).to_excel(book, sheet_name="Edges", index=False)
        graph = gephi(tmp_path / "x.xlsx", kind="knows")
        assert related(graph) == [("2", "1", "knows")]
        assert graph.files["file"].tolist() == ["x.xlsx[Nodes]", "x.xlsx[Edges]"]

    @pytest.mark.parametrize("path", [3, [], [3]])
    def test_a_path_is_a_path(self, path):
        with pytest.raises(InfluenceError, match="give the path"):
            gephi(path)
