"""Bytes of any encoding become the text that was meant, and mojibake is undone only where nothing else can be meant."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from influence.read import tables
from influence.read.files.detection import Unclear
from influence.read.files.encodings import MOJIBAKE, as_utf8, no_table, suspect_lines, without_mojibake
from tests.files_on_disk import folder

CHINESE = "编号,姓名,职务\n1,张伟,总经理\n2,李娜,采购部经理\n"
WESTERN = "id,name,title\n1,Zoë Müller,Geschäftsführerin\n2,José Peña,“Señor” – 5 €\n"
# Of the most common characters, level 1 of GB 2312, that no other text has many of.
COMMON = st.text(
    st.sampled_from("的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子")
)


def read(data):
    text = as_utf8(data)
    return text.data.decode(), [repair.source for repair in text.repairs]


class TestEncodings:
    @pytest.mark.parametrize(
        ("text", "encoding", "source"),
        [
            (CHINESE, "utf-8", []),
            (CHINESE, "utf-8-sig", []),
            (CHINESE, "utf-16", ["read as UTF-16"]),
            (CHINESE, "utf-16-le", ["read as UTF-16"]),
            (CHINESE, "utf-16-be", ["read as UTF-16"]),
            (CHINESE, "utf-32", ["read as UTF-32"]),
            (CHINESE, "gb18030", ["read as GB18030"]),
            (CHINESE, "gbk", ["read as GB18030"]),
            (WESTERN, "cp1252", ["read as cp1252"]),
            (WESTERN, "utf-16-le", ["read as UTF-16"]),
            ("id,name\n1,Ann\n", "utf-16-le", ["read as UTF-16"]),
            ("id,name\n1,上海\n2,上海一一\n", "utf-16-le", ["read as UTF-16"]),
            ("id,name\n1,联通\n", "gbk", ["read as GB18030"]),
            ("id,name\n1,𠮷田\n" + CHINESE, "gb18030", ["read as GB18030"]),
        ],
    )
    def test_every_encoding_gives_the_same_text_and_a_note_unless_utf_8(self, text, encoding, source):
        assert read(text.encode(encoding)) == (text.rstrip("\n"), source)

    def test_bytes_that_mean_nothing_in_cp1252_are_kept_as_latin_1(self):
        assert read(b"id,name\n1,Jos\xe9 \x81\n") == ("id,name\n1,José \x81", ["read as latin-1"])

    @pytest.mark.parametrize(
        ("line", "encoding", "name"), [("3,Müller", "cp1252", "cp1252"), ("3,王芳在北京", "gbk", "GB18030")]
    )
    def test_a_line_in_another_encoding_is_read_in_its_own_and_noted(self, line, encoding, name):
        data = (CHINESE + WESTERN).encode() + line.encode(encoding) + b"\n4,\xe5\xbc\xa0\n"
        text = as_utf8(data)
        assert text.data.decode() == CHINESE + WESTERN + line + "\n4,张"
        assert [(repair.line, repair.source) for repair in text.repairs] == [
            (7, f"read as {name}, unlike the UTF-8 of other lines")
        ]

    def test_a_line_in_both_encodings_is_read_byte_by_byte(self):
        assert read("1,Zoë".encode() + b",Jos\xe9\n2," + "ü\n".encode())[0] == "1,Zoë,José\n2,ü"

    @given(st.lists(COMMON.filter(bool), min_size=1, max_size=30))
    def test_any_common_chinese_in_gb18030_is_read(self, names):
        text = "编号,姓名\n" + "\n".join(f"{number},{name}" for number, name in enumerate(names))
        data = text.encode("gb18030")
        assert read(data)[0] == text

    @given(st.text(max_size=60))
    def test_utf_8_is_never_taken_for_anything_else(self, text):
        assume("\0" not in text and "\r" not in text and "\ufeff" not in text)
        assert read(text.encode()) == (text.rstrip("\n\x1a"), [])

    @given(st.binary(max_size=80))
    def test_any_bytes_are_text_or_none_or_said_to_be_unclear(self, data):
        try:
            text = as_utf8(data)
        except Unclear:
            text = None
        assert text is None or text.data.decode().count("\0") == 0

    def test_stray_nuls_are_taken_out_and_noted(self):
        assert read(b"id,name\n1,Ann\0\n" + b"2,Bo\n" * 30) == (
            "id,name\n1,Ann\n" + "2,Bo\n" * 29 + "2,Bo",
            ["took out 1 NUL byte"],
        )

    @pytest.mark.parametrize("data", [b"\x7fELF\0\1\0\0\0", bytes(range(256)), b"\xff\xfea", b"\0" * 50])
    def test_what_is_no_text_is_none(self, data):
        assert as_utf8(data) is None

    def test_marks_of_joined_files_are_taken_out(self):
        assert read(b"\xef\xbb\xbfid\n1\n\xef\xbb\xbfid\n2")[0] == "id\n1\nid\n2"

    @pytest.mark.parametrize(
        ("data", "what"),
        [
            (b"%PDF-1.4", "a PDF"),
            (b"\xff\xd8\xff\xe0", "a JPEG picture"),
            (b"\xd0\xcf\x11\xe0", "an old .xls workbook, or one with a password"),
            (b"PK\3\4....word/document.xml", "a Word document"),
            (b"PK\3\4....xl/workbook.xml", "an Excel workbook"),
            (b"PK\3\4", "a zip"),
            (b"\n <HTML><table>", "a web page"),
            (b"\xef\xbb\xbf<?xml version", "an XML file"),
        ],
    )
    def test_a_wrong_file_is_known_by_its_first_bytes(self, data, what):
        assert no_table(data)[0] == what

    @pytest.mark.parametrize("data", [b"", b"id,name", b"BZ,hi", b"<id>,name"])
    def test_a_table_is_not_taken_for_a_wrong_file(self, data):
        assert no_table(data) is None

    def test_tables_read_other_encodings_and_say_so(self, tmp_path):
        graph = tables(folder(tmp_path, people=CHINESE.encode("gb18030")))
        assert graph.people["name"].tolist() == ["张伟", "李娜"]
        notes = graph.notes
        assert notes.loc[notes["action"] == "repaired", ["file", "table", "source"]].values.tolist() == [
            ["people.csv", "people", "read as GB18030"]
        ]


class TestMojibake:
    @pytest.mark.parametrize(
        "meant", ["é", "don’t", "张伟", "José – 3", "Über", "voilà", "naïve Straße", "€ 5", "Łódź"]
    )
    def test_utf_8_read_as_cp1252_is_undone_once_or_twice(self, meant):
        once = sloppy(meant)
        assert without_mojibake(once) == (meant, 0.95)
        assert without_mojibake(sloppy(once)) == (meant, 0.95)

    def test_a_no_break_space_that_became_a_space_is_undone_with_less_certainty(self):
        assert without_mojibake("å¼ ä¼Ÿ") == ("张伟", 0.8)

    @pytest.mark.parametrize(
        "cell", ["", "São Paulo", "LÃ DE", "张伟", "Ã", "MÜNCHEN", "Â", "ÃƒÂ 张", "Ã©\u0142", "ÂRE"]
    )
    def test_what_may_be_meant_so_is_left(self, cell):
        assert without_mojibake(cell) is None

    @given(st.text(st.characters(min_codepoint=0xA0, max_codepoint=0x9FFF, exclude_categories=["Cs"]), min_size=1))
    def test_whatever_is_undone_would_have_been_written_so(self, text):
        """The round trip is exact: what is found, written as UTF-8 and read as cp1252, is the cell again."""
        found = without_mojibake(text)
        if found is not None and found[1] == 0.95:
            assert text in (sloppy(found[0]), sloppy(sloppy(found[0])), sloppy(sloppy(sloppy(found[0]))))

    @given(st.text(st.characters(min_codepoint=0xA0, max_codepoint=0x9FFF, exclude_categories=["Cs"]), min_size=1))
    def test_the_quick_look_misses_nothing(self, text):
        assume(without_mojibake(sloppy(text)))
        assert MOJIBAKE.search(sloppy(text).encode())

    def test_the_lines_of_rows_are_found_past_cells_of_several_lines(self):
        data = 'a,b\n1,"x\nÃ©"\n2,y\n3,Ã©'.encode()
        assert suspect_lines(data, pd.Index([2, 4, 5])) == [2, 5]


def sloppy(text):
    """UTF-8 read as Windows does: bytes that mean nothing in cp1252 as themselves."""
    return "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


def test_half_a_character_is_left_for_the_checks_to_name():
    assert without_mojibake("Ann \ud800") is None
