"""Text of any country is read as it was meant, as stated, or refused with what it may be; never as nonsense."""

from __future__ import annotations

import sys

import pytest

import influence
from influence import InfluenceError, InvalidData, UnknownName
from influence.cli.main import main
from influence.read.files.detection import Unclear
from influence.read.files.encodings import as_utf8
from tests.files_on_disk import folder

FILES = {
    "big5": "編號,姓名,職稱,部門\n1,陳志明,總經理,業務部\n2,林淑芬,採購經理,採購部\n3,張建國,資訊長,資訊部\n",
    "cp932": "番号,氏名,役職,部署\n1,田中太郎,部長,営業部\n2,鈴木花子,課長,購買部\n3,サトウ,社長,本社\n",
    "cp949": "번호,이름,직책,부서\n1,김철수,부장,영업부\n2,이영희,과장,구매부\n3,박민수,대표이사,본사\n",
    "cp1250": "č.,jméno,funkce\n1,Jiří Dvořák,ředitel\n2,Žaneta Šťastná,vedoucí nákupu\n3,Lukáš Černý,účetní\n",
    "cp1251": "№,Имя,Должность\n1,Иван Петров,директор\n2,Мария Сидорова,менеджер по закупкам\n",
    "cp1252": "id,name,title\n1,Jürgen Müller,Geschäftsführer\n2,François Béranger,Directeur général\n",
    "cp1254": "no,ad,görev\n1,Ayşe Yılmaz,müdür\n2,İbrahim Öztürk,satın alma müdürü\n",
    "cp1253": "α/α,όνομα,τίτλος\n1,Γιώργος Παπαδόπουλος,διευθυντής\n",
    "gb18030": "编号,姓名,职务,部门\n1,陈志明,总经理,销售部\n2,林淑芬,采购经理,采购部\n",
}
POLISH = "nr,imię,stanowisko\n1,Łukasz Wiśniewski,dyrektor zakupów\n2,Małgorzata Kowalczyk,kierownik działu\n"
DOUBTFUL = "person,name\na,Muñoz\nb,Iñaki\n".encode("cp1252")


@pytest.mark.parametrize("encoding", FILES)
def test_files_of_many_countries_are_read_as_they_were_meant(encoding):
    found = as_utf8(FILES[encoding].encode(encoding))
    assert found.data.decode() == FILES[encoding].rstrip("\n")
    assert len(found.repairs) == 1
    assert found.repairs[0].source.startswith("read as ")


def test_headers_and_titles_of_taiwan_are_read_from_big5(tmp_path):
    graph = influence.read.tables(folder(tmp_path, people=FILES["big5"].encode("big5")))
    assert graph.people[["name", "title", "department"]].to_numpy().tolist() == [
        ["陳志明", "總經理", "業務部"], ["林淑芬", "採購經理", "採購部"], ["張建國", "資訊長", "資訊部"],
    ]  # fmt: skip


def test_two_languages_of_one_encoding_are_read():
    assert as_utf8(POLISH.encode("cp1250")).data.decode() == POLISH.rstrip("\n")


def test_no_word_mixes_latin_letters_with_others():
    """The detector alone takes this for Greek, before any other."""
    with pytest.raises(Unclear, match="cp1252 reads 'a,José Peña'") as told:
        as_utf8("person,name\na,José Peña\n".encode("cp1252"))
    assert "1253" not in str(told.value)


def test_where_two_can_be_meant_each_is_shown_with_its_first_line_and_the_remedy_works(tmp_path):
    place = folder(tmp_path, people=DOUBTFUL)
    with pytest.raises(InvalidData) as told:
        influence.read.tables(place)
    fault = told.value.problems.iloc[0]
    assert (fault["code"], fault["table"]) == ("unclear_encoding", "people")
    assert "Windows-1250 reads 'a,Muńoz'" in fault["problem"]
    assert "cp1252 reads 'a,Muñoz'" in fault["problem"]
    assert "encoding='windows-1250'" in fault["remedy"]
    graph = influence.read.tables(place, encoding="cp1252")
    assert graph.people["name"].tolist() == ["Muñoz", "Iñaki"]
    assert graph.notes["source"].tolist() == ["read as cp1252, as stated"]


def test_the_command_line_and_the_file_beside_the_data_state_it(tmp_path, capsys):
    place = folder(tmp_path, people=DOUBTFUL)
    assert main(["check", str(place)]) == 1
    assert "--encoding windows-1250" in capsys.readouterr().err
    assert main(["check", str(place), "--encoding", "cp1252"]) == 0
    (place / "influence.toml").write_text('encoding = "cp1252"', encoding="utf-8")
    assert main(["check", str(place)]) == 0


def test_what_is_stated_is_not_repaired_into_something_else(tmp_path):
    place = folder(tmp_path, people="person,name\na,김철수\n".encode("cp949"))
    with pytest.raises(InvalidData, match="is not in cp932: line 2 holds bytes that mean nothing in it; state another"):
        influence.read.tables(place, encoding="cp932")


def test_a_mark_at_the_start_of_a_file_counts_for_more(tmp_path):
    place = folder(tmp_path, people="person,name\na,Jiří\n".encode("utf-8-sig"))
    assert influence.read.tables(place, encoding="cp1250").people["name"].tolist() == ["Jiří"]


@pytest.mark.parametrize("encoding", ["big6", "rot13", 5, ""])
def test_an_encoding_that_is_none_is_refused(tmp_path, encoding):
    place = folder(tmp_path, people="person\na\n")
    with pytest.raises(UnknownName, match="no encoding called"):
        influence.read.tables(place, encoding=encoding)


def test_readers_of_exports_and_of_drawings_take_it_too(tmp_path):
    drawing = tmp_path / "x.dot"
    drawing.write_bytes('digraph {\na [label="Muñoz"]\nb [label="Iñaki"]\na -> b\n}'.encode("cp1252"))
    told = {"kind": "reports_to", "direction": "source_to_target"}
    with pytest.raises(InfluenceError, match=r"x\.dot may be in one of several encodings"):
        influence.read.dot(drawing, **told)
    assert influence.read.dot(drawing, **told, encoding="cp1252").people["name"].tolist() == ["Muñoz", "Iñaki"]
    deals = "Id,Name,StageName\n006A,Závod Plzeň,Prospecting\n"
    files = {
        "Opportunity": deals, "Contact": "Id,Name\n003A,Jiří Dvořák\n",
        "OpportunityContactRole": "OpportunityId,ContactId,Role\n006A,003A,Evaluator\n",
    }  # fmt: skip
    export = tmp_path / "export"
    export.mkdir()
    for name, text in files.items():
        (export / f"{name}.csv").write_bytes(text.encode("cp1250"))
    graph = influence.read.salesforce(export, encoding="cp1250")
    assert graph.people["name"].tolist() == ["Jiří Dvořák"]


def test_without_a_detector_it_is_what_we_would_take_it_for(monkeypatch):
    monkeypatch.setitem(sys.modules, "chardet", None)
    assert as_utf8(DOUBTFUL).repairs[0].source == "read as cp1252"
    assert as_utf8(FILES["gb18030"].encode("gb18030")).data.decode() == FILES["gb18030"].rstrip("\n")
