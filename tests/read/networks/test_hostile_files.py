"""Damaged and hostile network files are read or refused, and a wrong file is named."""

from __future__ import annotations

import shutil

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from influence import InfluenceError
from influence.read.networks.gephi import gephi
from influence.read.networks.gexf import gexf
from influence.read.networks.graphml import graphml
from influence.read.networks.yed import yed
from tests.read.networks.network_files import (
    FORMATS,
    KEYS,
    NODES,
    graph_xml,
    known,
    read_or_refused,
    xml,
)

SNIPPETS = [b"<node id='A01'/>", b"'", b'"', b"<", b"&#0;", b"&amp;", b"id=''", b"1e999", b"nan", b"\n", b",", b"A01"]


class TestHostileFiles:
    BOMB = "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]>" + graph_xml("<node id='&b;'/>")

    @pytest.mark.parametrize("read", [graphml, gexf, yed])
    @pytest.mark.parametrize(
        "text", [BOMB, "<!DOCTYPE graphml SYSTEM 'http://127.0.0.1/x.dtd'><graphml/>", "<!DOCTYPE gexf><gexf/>"]
    )
    def test_document_types_and_entities_are_refused(self, tmp_path, read, text):
        with pytest.raises(InfluenceError, match="declares a document type or entities"):
            read(xml(tmp_path, text))

    def test_endless_nesting_is_refused(self, tmp_path):
        with pytest.raises(InfluenceError, match="more than 200 elements inside each other"):
            graphml(xml(tmp_path, "<graphml>" + "<graph>" * 100_000))

    def test_oversized_files_are_refused_unread(self, tmp_path, monkeypatch):
        monkeypatch.setattr("influence.read.files.xml.MOST_BYTES", 10)
        with pytest.raises(InfluenceError, match="more than the 10 accepted"):
            graphml(xml(tmp_path, graph_xml(NODES)))

    @pytest.mark.parametrize(
        ("data", "message"),
        [
            (b"%PDF-1.7", "is a PDF"),
            (b"PK\x03\x04xx", "is a zip or a workbook"),
            (b"\x89PNG\r\n", "looks like a PNG picture"),
            (b'{"elements": []}', r"looks like JSON, .*read\.kumu"),
            (b"", "not well-formed XML"),
            (b"Id,Label\n1,Ann\n", "not well-formed XML"),
            (b"<html><body/></html>", "outermost element is 'html'"),
            (b"<graphml><graph>", "cut off"),
            (b"<?xml version='1.0' encoding='nonsense'?><graphml/>", "not well-formed XML"),
            (b"<?xml version='1.0' encoding='gbk'?><graphml>\xff\xff</graphml>", "says it is in gbk, but is not"),
            (b"\xff\xfe<\0", "not well-formed XML"),
        ],
    )
    def test_a_wrong_file_is_named(self, tmp_path, data, message):
        with pytest.raises(InfluenceError, match=message):
            graphml(xml(tmp_path, data))

    def test_each_format_names_the_reader_of_the_other(self, tmp_path):
        with pytest.raises(InfluenceError, match=r"outermost element is 'gexf'; use read\.gexf"):
            graphml(FORMATS / "krackhardt.networkx.gexf")
        with pytest.raises(InfluenceError, match=r"outermost element is 'graphml'; use read\.graphml"):
            gexf(FORMATS / "krackhardt.networkx.graphml")

    @pytest.mark.parametrize("path", [None, 3, b"x", "no such file", "\0", "."])
    def test_a_path_is_a_path_of_a_file(self, path):
        with pytest.raises(InfluenceError, match=r"give the|check the path"):
            graphml(path)

    @pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "iso-8859-1", "utf-8-sig"])
    def test_encodings_that_xml_declares(self, tmp_path, encoding):
        name = "Zoé" if encoding == "iso-8859-1" else "张三"
        said = encoding.removesuffix("-sig")
        nodes = graph_xml(f"<node id='a'><data key='label'>{name}</data></node>", KEYS.replace("职务", "title"))
        path = xml(tmp_path, f"<?xml version='1.0' encoding='{said}'?>\n{nodes}".encode(encoding))
        assert known(graphml(path), "name") == [[name]]

    @pytest.mark.slow
    @settings(max_examples=150)
    @given(st.data())
    def test_damaged_files_are_read_or_refused(self, tmp_path_factory, data):
        name, read = data.draw(
            st.sampled_from(
                [
                    ("krackhardt_advice.gephi13.gexf", gexf),
                    ("krackhardt_orgchart.yed.graphml", yed),
                    ("krackhardt.gephi_nodes.csv", gephi),
                ]
            )
        )
        place = tmp_path_factory.mktemp("damaged")
        for file in FORMATS.glob("krackhardt.gephi_*"):
            shutil.copy(file, place)
        text = bytearray((FORMATS / name).read_bytes())
        for _ in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, len(text) - 1))
            size = data.draw(st.integers(0, 40))
            text[at : at + size] = data.draw(st.binary(max_size=12) | st.sampled_from(SNIPPETS))
        (place / name).write_bytes(bytes(text))
        read_or_refused(read, place / name)

    @pytest.mark.slow
    @settings(max_examples=150)
    @given(st.lists(st.sampled_from(["<node", "<edge", "<data key='support'>", "<graph>"]) | st.text(), max_size=8))
    def test_any_inside_is_read_or_refused(self, tmp_path_factory, words):
        parts = "".join(
            f"<node id='{n}'><data key='support'>{_escaped(word)}</data><data key='{_escaped(word)}'>{n}</data></node>"
            f"<edge source='{n}' target='{_escaped(word)}'><data key='weight'>{_escaped(word)}</data></edge>"
            for n, word in enumerate(words)
        )
        path = tmp_path_factory.mktemp("inside") / "x.graphml"
        path.write_bytes(graph_xml(parts, KEYS).encode("utf-8", "surrogatepass"))
        read_or_refused(graphml, path)


def _escaped(word):
    return word.replace("&", "&amp;").replace("<", "&lt;").replace("'", "&apos;")
