"""Still pictures of the map: SVG, PNG and PDF from the same layout, and whose files they write over."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

import influence
from influence import InfluenceError, UnknownName
from influence.show.map import pictures
from influence.show.map.card import CARD
from influence.show.map.shapes import VETO, Polyline, Rectangle, Words, cut, width_of, wrapped
from influence.show.map.still import TOP, still
from influence.tables.language import speaking
from tests.show.organisations import organisation
from tests.show.pages import graph_of

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'text' ]]> \x07"


@pytest.fixture(scope="module")
def duck_map(duck):
    return influence.show.org_map(duck.graph)


def texts(svg: str) -> list[str]:
    root = ElementTree.fromstring(svg)
    return [each.text or "" for each in root.iter("{http://www.w3.org/2000/svg}text")]


def saved(made, path, **options) -> bytes:
    return made.save(path, **options).read_bytes()


def test_svg_holds_every_name_as_text(duck_map, tmp_path):
    told = " ".join(texts(saved(duck_map, tmp_path / "map.svg").decode()))
    for name in ("General manager", "Head of finance", "approver · 17% · veto", "Votes covered", "The customer"):
        assert name in told


def test_a_view_shows_its_own_people(tmp_path):
    made = influence.show.org_map(organisation(34))
    seen = {
        view: len([text for text in texts(saved(made, tmp_path / f"{view}.svg", view=view).decode()) if "%" in text])
        for view in ("matters", "committee", "everyone")
    }
    assert seen["committee"] < seen["matters"] < seen["everyone"]
    with pytest.raises(UnknownName, match="did you mean 'everyone'"):
        made.save(tmp_path / "map.svg", view="everyon")


def test_hostile_text_is_text(tmp_path):
    graph = graph_of({"person": HOSTILE, "name": HOSTILE, "title": HOSTILE, "department": HOSTILE})
    svg = saved(influence.show.org_map(graph), tmp_path / "map.svg").decode()
    tags = {each.tag.rpartition("}")[2] for each in ElementTree.fromstring(svg).iter()}
    assert tags == {"svg", "title", "desc", "rect", "text", "polyline"} - ({"polyline"} - tags_in(svg))
    assert "<script" not in svg


def tags_in(svg: str) -> set[str]:
    return set(re.findall(r"<(\w+)", svg))


@pytest.mark.slow
def test_png_and_pdf_are_what_their_endings_say_and_the_same_each_time(duck_map, tmp_path):
    for ending, start in (("png", b"\x89PNG"), ("pdf", b"%PDF")):
        one, other = (saved(duck_map, tmp_path / f"{k}.{ending}", view="committee") for k in range(2))
        assert one.startswith(start)
        assert one == other


@pytest.mark.slow
def test_text_stays_text_in_a_pdf(duck_map, tmp_path):
    # Letters of a font of type 42 are letters; those of type 3 would be drawings.
    content = saved(duck_map, tmp_path / "map.pdf", view="committee")
    assert b"/Type0" in content or b"/TrueType" in content
    assert b"/Type3" not in content


def test_dollars_are_no_formula(tmp_path):
    graph = graph_of({"person": "a", "name": "$\\frac{1}{2}$ & $x"})
    assert saved(influence.show.org_map(graph), tmp_path / "map.png")


def test_an_earlier_picture_is_replaced_and_nobody_else_s(duck_map, tmp_path):
    for ending in ("svg", "html"):
        path = tmp_path / f"map.{ending}"
        assert saved(duck_map, path) == saved(duck_map, path)
        path.write_text("my own")
        with pytest.raises(InfluenceError, match="was not written by influence"):
            duck_map.save(path)
        assert path.read_text() == "my own"
        assert saved(duck_map, path, force=True) != b"my own"


def test_another_ending_is_refused_with_those_that_are_known(duck_map, tmp_path):
    with pytest.raises(InfluenceError, match=r"'map\.gif' must end in \.html, \.htm, \.svg, \.png or \.pdf"):
        duck_map.save(tmp_path / "map.gif")


def test_without_a_font_of_its_letters_a_picture_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "EAST_ASIAN_FONTS", ("No such font",))
    made = influence.show.org_map(graph_of({"person": "a", "name": "王建国"}))
    with pytest.raises(InfluenceError, match=r"install Noto Sans CJK .* or save the map as \.svg or \.html"):
        made.save(tmp_path / "map.png")
    assert "王建国" in texts(saved(made, tmp_path / "map.svg").decode())


def test_a_picture_speaks_the_language_of_its_map(tmp_path):
    made = influence.show.org_map(graph_of({"person": "a"}), locale="zh")
    told = texts(saved(made, tmp_path / "map.svg").decode())
    assert "支持我方" in told
    with speaking("zh"):
        assert influence.show.org_map(graph_of({"person": "a"})).language == "zh"


def test_texts_are_cut_and_broken_to_their_width():
    assert cut("short", 100, 12) == "short"
    assert width_of(cut("Müller-Lüdenscheidt the third", 90, 12), 12) <= 90
    assert wrapped("Jonas Müller-Lüdenscheidt", 110, 12, 2) == ["Jonas Müller-", "Lüdenscheidt"]
    assert len(wrapped("信息中心应用开发部经理助理", 90, 12, 2)) == 2


def test_a_small_picture_has_its_whole_legend_and_no_empty_part_in_its_note():
    made = influence.show.org_map(graph_of({"person": "Ann", "support": 0.5}))
    shapes, width, height = still(made.drawn, "matters", made.title, "")
    begun = [shape for shape in shapes if isinstance(shape, Words) and shape.anchor == "start"]
    assert all(words.x + width_of(words.text, words.size, words.bold) <= width and words.y < height for words in begun)
    told = [words.text for words in begun]
    assert "vote assumed: no seat is recorded" in told
    assert "step of the plan; filled: next" in told
    # Each mark has the shape that it has on a card.
    beneath = TOP + made.drawn["views"][0]["size"][1]
    marks = [each for each in shapes if not isinstance(each, Words) and top_of(each) > beneath]
    assert [each.fill for each in marks if isinstance(each, Polyline)] == [VETO]
    radii = {each.radius for each in marks if isinstance(each, Rectangle)}
    assert {CARD.step, CARD.pill, CARD.badge_height / 2} <= radii


def top_of(shape: Rectangle | Polyline) -> float:
    return min(y for _, y in shape.points) if isinstance(shape, Polyline) else shape.y
