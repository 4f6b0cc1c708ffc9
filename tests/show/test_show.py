"""The map and the report without a browser: the sentences, where cards stand, how lines run, what the page lets run."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import subprocess
import sys
import time
from itertools import combinations, pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import influence
from influence import InfluenceError, StakeholderGraph, UnknownName
from influence.show import wording
from influence.show.deal_view import DealView
from influence.show.map.layout import CARD_HEIGHT, CARD_WIDTH, COLUMN, Chart, forest, placed
from influence.show.map.org_map import drawing
from influence.show.map.routes import Routes
from influence.show.report import verdict_sentences
from influence.tables.schema import LAYERS
from tests.random_deals import deal_graphs


@pytest.fixture(scope="module")
def duck() -> StakeholderGraph:
    return influence.datasets.load("cooked_duck")


def graph_of(*people, deal="plant", **tables) -> StakeholderGraph:
    frames = {name: pd.DataFrame(rows) for name, rows in tables.items()}
    return StakeholderGraph.from_tables(pd.DataFrame(people), deal=deal, **frames)


def told(graph, deal=None) -> dict[str, str]:
    return dict(verdict_sentences.verdict(DealView(graph, deal)))


def embedded(page) -> dict:
    data = re.search(r'<script id="map-data" type="application/json">(.*?)</script>', page.html, re.DOTALL)
    return json.loads(data.group(1))


def hierarchy(people: int, per_boss: int) -> StakeholderGraph:
    ties = [{"source": k, "target": (k - 1) // per_boss, "kind": "reports_to"} for k in range(1, people)]
    return graph_of(*({"person": k, "level": 1 if k == 0 else None} for k in range(people)), relationships=ties)


# What the pages say.


def test_yao_s_deal_is_told_as_it_was(duck):
    said = told(duck)
    assert said["What we hold"] == (
        "We hold 1 of the 6 who decide (17% of the votes). Introductions could lead us to all of it."
    )
    assert said["What it hangs on"] == (
        "Every path runs through Vice president: if that contact is lost, we reach nobody. "
        "Only Yao holds our contacts: without Yao we reach nobody."
    )
    assert said["Where to go in next"] == (
        "Go in next through General manager: Yao → Vice president → General manager (top-down, open)."
    )
    assert said["Rivals"] == "The rival holds 6 of the 6 who decide (100% of the votes)."
    assert (
        "with the 12 people whose stance nobody knows it lies anywhere from −0.73 to +0.93" in said["Where they stand"]
    )
    assert "Only 17% of the leverage is known" in said["Where they stand"]
    assert "an estimate, not a finding" in said["The vote"]


def test_where_nothing_is_recorded_nothing_is_claimed():
    said = told(graph_of({"person": "Ann"}, {"person": "Bo"}))
    assert said["What we hold"].startswith("The committee is assumed: no seat with a vote is recorded")
    assert "No contact of ours is recorded, so what we hold is unknown, not nothing" in said["What we hold"]
    assert said["What it hangs on"] == "No contact of ours is recorded, so nothing can be said of whom it hangs on."
    assert said["Rivals"] == "No rival is recorded: that is unknown, not none."
    assert said["Where they stand"].startswith("No stance that counts is known")
    assert said["The vote"] == "No stance that counts is known, so any chance of approval would be a guess."
    assert "%" not in "".join(said.values())


def test_an_empty_seat_is_somebody_nobody_knows():
    graph = graph_of(
        {"person": "Ann", "support": 0.5},
        seats=[{"role": "approver", "person": "Ann"}, {"role": "user", "person": None}],
        contacts=[{"side": "us", "member": "Yao", "person": "Ann"}],
    )
    said = told(graph)
    assert said["What we hold"] == (
        "We hold 1 of the 2 who decide (50% of the votes). 1 seat is empty: nobody knows who decides there."
        " No introduction leads us any further."
    )
    assert "with the 1 empty seat whose stance nobody knows" in said["Where they stand"]


def test_everything_known_leaves_no_interval():
    people = [{"person": name, "support": 0.5} for name in ("Ann", "Bo")]
    graph = graph_of(*people, seats=[{"role": "approver", "person": "Ann"}])
    assert told(graph)["Where they stand"].endswith("; every stance is known.")


def test_a_direct_approach_says_that_it_beats_introductions():
    graph = graph_of(
        {"person": "Ann", "layer": "operations"},
        contacts=[{"side": "us", "member": "Yao", "person": "Ann", "strength": 0.2}],
    )
    assert (
        "Ann: a direct approach, likelier to work than Yao → Ann (bottom-up, unverified: "
        in told(graph)["Where to go in next"]
    )


def test_the_two_it_hangs_on_are_named():
    doors, deciding = ("a + b", "c"), ("d", "e", "f")
    graph = graph_of(
        *({"person": person, "name": person.upper()} for person in (*doors, *deciding)),
        relationships=[{"source": one, "target": door, "kind": "knows"} for one in deciding for door in doors],
        contacts=[{"side": "us", "member": member, "person": door} for member in "mn" for door in doors],
        seats=[{"role": "approver", "person": person} for person in deciding],
    )
    assert told(graph)["What it hangs on"] == (
        "No single person carries it alone. Losing both A + B and C would take 100% of the votes out of our reach."
    )


def test_the_only_one_within_reach_is_not_called_a_way():
    graph = graph_of(
        {"person": "Ann"},
        seats=[{"role": "approver", "person": "Ann"}],
        contacts=[{"side": "us", "member": member, "person": "Ann"} for member in "mn"],
    )
    assert told(graph)["What it hangs on"] == "Ann alone, of those who decide, is within our reach."


def test_several_rivals_are_told_one_by_one():
    contacts = [{"side": side, "member": "x", "person": "Ann"} for side in ("Acme", "rival")]
    graph = graph_of({"person": "Ann"}, contacts=contacts, seats=[{"role": "approver", "person": "Ann"}])
    share = "holds 1 of the 1 who decide (100% of the votes)."
    assert told(graph)["Rivals"] == f"Acme {share} The rival {share}"


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (None, "unknown"),
        (0, "0%"),
        (0.001, "under 1%"),
        (1 / 6, "17%"),
        (0.999, "over 99%"),
        (1.0, "100%"),
        (1 - 1e-16, "100%"),
    ],
)
def test_a_share_is_never_rounded_to_nothing_or_everything(share, text):
    assert wording.percent(share) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, "unknown"), (0.0, "0"), (-0.0, "0"), (0.6, "+0.6"), (-0.728, "−0.73"), (0.00001, "near 0"), (1e-17, "0")],
)
def test_numbers_show_their_sign(value, text):
    assert wording.signed(value) == text


@settings(max_examples=20)
@given(deal_graphs())
def test_no_deal_is_told_with_a_missing_number(graph):
    for deal in graph.all_deals:
        view = DealView(graph, deal)
        said = [text for _, text in verdict_sentences.verdict(view)]
        text = " ".join([wording.summary(view), verdict_sentences.about(view), verdict_sentences.balance(view), *said])
        assert not re.search(r"\b(nan|None|NaN|NaT)\b|<NA>|e-\d", text)


# What the map shows.


def test_unknown_is_not_neutral():
    people = [{"person": name, "support": support} for name, support in zip("abcd", (None, 0, 0.7, -0.7), strict=True)]
    cards = drawing(DealView(graph_of(*people)))["cards"]
    assert [each["glyph"] for each in cards] == ["?", "0", "+", "−"]
    assert [each["fill"] is None for each in cards] == [True, False, False, False]
    assert len({each["fill"] for each in cards}) == 4
    assert dict(cards[0]["facts"])["Stance"] == "unknown"
    assert dict(cards[1]["facts"])["Stance"] == "0, neutral"


def test_the_marks_of_yao_s_deal(duck):
    cards = {each["label"]: each for each in drawing(DealView(duck))["cards"]}
    assert cards["General manager"]["seat"] == "approver · 17% · veto"
    assert [label for label, each in cards.items() if each.get("contacted")] == [
        "Yao's friend", "Vice president",
    ]  # fmt: skip
    assert sum(bool(each.get("rival")) for each in cards.values()) == 11
    assert {label for label, each in cards.items() if each["single"]} == {
        "General manager", "Vice president", "Yao (ours)",
    }  # fmt: skip
    assert cards["General manager"]["entry"] == 1


def test_the_best_way_in_is_drawn_from_our_member_on(duck):
    drawn = drawing(DealView(duck))
    path = [(edge["from"], edge["to"]) for edge in drawn["edges"] if edge["kind"] == "path"]
    names = [(drawn["cards"][source]["label"], drawn["cards"][target]["label"]) for source, target in path]
    assert names == [("Yao (ours)", "Vice president"), ("Vice president", "General manager")]


def test_a_strategy_marks_its_own_people_only(duck):
    page = influence.show.org_map(duck, strategy="middle_out")
    first = next(card for card in embedded(page)["cards"] if card.get("entry") == 1)
    assert first["label"] == "Head of production"
    with pytest.raises(UnknownName, match="did you mean 'top_down'"):
        influence.show.org_map(duck, strategy="topdown")


def test_many_ties_are_faint_and_few_are_not(duck):
    def colours(graph):
        edges = drawing(DealView(graph))["edges"]
        return {len(edge["color"]["color"]) for edge in edges if edge["kind"] not in ("reports_to", "contact", "path")}

    assert colours(duck) == {len("#rrggbb")}
    assert colours(influence.datasets.load("krackhardt_hightech")) == {len("#rrggbbaa")}


def test_a_tie_of_the_caller_s_own_kind_is_drawn_and_named():
    own = {**influence.RELATIONSHIP_KINDS, "plays_golf_with": influence.RELATIONSHIP_KINDS["knows"]}
    graph = StakeholderGraph.from_tables(
        pd.DataFrame({"person": ["a", "b"]}),
        pd.DataFrame({"source": ["a"], "target": ["b"], "kind": ["plays_golf_with"]}),
        assumptions=influence.Assumptions(relationship_kinds=own),
    )
    assert "plays golf with; the arrow points as it was written" in influence.show.org_map(graph).html


def test_whole_numbers_are_ids_too():
    graph = graph_of({"person": 7}, {"person": 10, "title": "Head"}, deal=3)
    page = influence.show.org_map(graph, 3)
    assert page.title == "Deal 3"
    assert [card["label"] for card in embedded(page)["cards"]] == ["7", "Head (10)"]


def test_a_deal_of_nobody_but_an_empty_seat_is_shown():
    seats = pd.DataFrame([{"deal": "b", "role": "approver", "person": None, "veto": True}])
    people = pd.DataFrame([{"deal": "a", "person": "Ann"}])
    graph = StakeholderGraph.from_tables(people, seats=seats, deals=pd.DataFrame({"deal": ["a", "b"]}))
    assert [card["name"] for card in embedded(influence.show.org_map(graph, "b"))["cards"]] == ["Nobody known"]
    report = influence.show.report(graph, "b").html
    assert "1 seat is empty: nobody knows who decides there" in report


def test_one_of_several_deals_must_be_named():
    graph = StakeholderGraph.from_tables(pd.DataFrame({"deal": ["a", "b"], "person": ["Ann", "Bo"]}))
    for show in (influence.show.org_map, influence.show.report):
        with pytest.raises(UnknownName, match="no deal called None: there are 'a', 'b'"):
            show(graph)
        assert [card["label"] for card in embedded(show(graph, "a"))["cards"]] == ["Ann"]


# Where the cards stand, and how the lines run.


@st.composite
def charts(draw) -> Chart:
    size = draw(st.integers(1, 40))
    boss = [-1] + [draw(st.integers(-1, person - 1)) for person in range(1, size)]
    band = [draw(st.integers(0, len(LAYERS) - 1)) for _ in range(size)]
    level = [draw(st.sampled_from([1.0, 2.0, 3.0, float("nan")])) for _ in range(size)]
    return Chart(band, level, boss)


@given(charts())
def test_no_card_covers_another_and_each_stands_in_its_band(chart):
    layout = placed(chart)
    spots = list(zip(layout.x, layout.y, strict=True))
    for (ax, ay), (bx, by) in combinations(spots, 2):
        assert abs(ax - bx) >= CARD_WIDTH or abs(ay - by) >= CARD_HEIGHT
    bands = {band.band: band for band in layout.bands}
    for band, y in zip(chart.band, layout.y, strict=True):
        assert bands[band].top < y - CARD_HEIGHT / 2 < y + CARD_HEIGHT / 2 < bands[band].bottom
    for upper, lower in pairwise(layout.bands):
        assert (upper.band < lower.band, upper.bottom) == (True, lower.top)


@given(charts())
def test_reports_of_one_band_stand_below_their_boss(chart):
    layout = placed(chart)
    for person, boss in enumerate(chart.boss):
        if boss >= 0 and chart.band[person] == chart.band[boss]:
            assert layout.y[person] > layout.y[boss]


@given(charts(), st.randoms(use_true_random=False))
def test_lines_keep_to_right_angles_and_join_their_cards(chart, random):
    layout = placed(chart)
    routes = Routes(layout)
    people = range(len(chart.band))
    pairs = [(boss, person) for person, boss in enumerate(chart.boss) if boss >= 0]
    lines = [(pair, routes.down(*pair, 13.0)) for pair in pairs]
    for _ in range(5):
        one, other = random.choice(people), random.choice(people)
        if one != other:
            lines.append(((one, other), routes.between(one, other, 9.0)))
    for ends, points in lines:
        assert all(ax == bx or ay == by for (ax, ay), (bx, by) in pairwise(points))
        for card, (x, y) in zip(ends, (points[0], points[-1]), strict=True):
            assert abs(x - layout.x[card]) <= CARD_WIDTH / 2
            assert abs(y - layout.y[card]) <= CARD_HEIGHT / 2


def test_a_small_tree_stands_as_one_would_draw_it():
    layout = placed(Chart([0, 1, 1, 2, 2, 2], [float("nan")] * 6, [-1, 0, 0, 1, 1, 2]))
    columns = [x / COLUMN for x in layout.x]
    assert columns == [1.25, 0.5, 2.0, 0.0, 1.0, 2.0]
    assert layout.y[0] < layout.y[1] == layout.y[2] < layout.y[3] == layout.y[4] == layout.y[5]


def test_of_two_bosses_the_stronger_counts_and_no_circle_is_closed():
    assert forest(3, [(0, 1, 0.5), (0, 2, 0.9)]) == [2, -1, -1]
    assert forest(3, [(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0)]) == [1, 2, -1]


def test_a_hierarchy_of_130_fits_the_window_and_is_read():
    layout = placed_hierarchy(130)
    assert layout.scale > 0.4


def placed_hierarchy(people: int):
    boss = [-1] + [(person - 1) // 5 for person in range(1, people)]
    managers = set(boss)
    band = [0] + [1 if person in managers else 2 for person in range(1, people)]
    return placed(Chart(band, [float("nan")] * people, boss))


def test_the_map_s_time_grows_with_the_people_and_not_with_their_square():
    def seconds(people: int) -> float:
        graph = hierarchy(people, 6)
        influence.show.org_map(graph)
        begin = time.perf_counter()
        influence.show.org_map(graph)
        return time.perf_counter() - begin

    assert min(seconds(500) for _ in range(2)) < 2
    # Eight times the people: eightfold if linear, sixty-fourfold if quadratic.
    assert min(seconds(2000) for _ in range(2)) < 24 * min(seconds(250) for _ in range(2))


# What a page is.


def test_the_policy_names_every_script_and_style_of_the_page_and_nothing_else(duck):
    for page in (influence.show.org_map(duck), influence.show.report(duck)):
        policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', page.html).group(1))
        inline = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page.html, re.DOTALL)
        hashes = {"sha256-" + base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in inline}
        assert set(re.findall(r"'(sha256-[^']*)'", policy)) == hashes
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        outside = re.sub(r"<(script|style)>.*?</\1>", "", page.html, flags=re.DOTALL)
        assert re.findall(r"<script[^>]*>", outside) == ['<script id="map-data" type="application/json">']


def test_a_page_asks_for_nothing_outside_itself(duck):
    for page in (influence.show.org_map(duck), influence.show.report(duck)):
        own = re.sub(r"<script>.*?</script>", "", page.html, flags=re.DOTALL)
        assert not re.search(r"(src|href|action)\s*=|url\(|@import|https?:", own)


def test_text_of_the_data_never_becomes_markup():
    evil = "</script><script>window.pwned=1</script>"
    graph = graph_of(
        {"person": evil, "title": '"><img src=x onerror=alert(1)>', "department": "{{7*7}}"},
        deal=evil,
        deals=[{"account": evil, "stage": "a\u2028b"}],
        seats=[{"role": "approver", "person": evil}],
        contacts=[{"side": evil, "member": evil, "person": evil}],
    )
    for page in (influence.show.org_map(graph), influence.show.report(graph)):
        assert "window.pwned=1</script>" not in page.html
        assert "<img" not in page.html
        assert "{{7*7}}" in page.html
        assert evil not in page._repr_html_()


def test_save_writes_utf8_and_says_where(duck, tmp_path):
    page = influence.show.org_map(graph_of({"person": "王建国"}))
    saved = page.save(tmp_path / "map.html")
    assert saved == tmp_path / "map.html"
    assert saved.read_bytes() == str(page).encode("utf-8")
    assert b"\r" not in saved.read_bytes()
    with pytest.raises(InfluenceError, match=r"there is no folder '.*missing' to save 'map.html' in; make it first"):
        page.save(tmp_path / "missing" / "map.html")


def test_a_notebook_shows_the_page_in_a_sandbox(duck):
    frame = influence.show.report(duck)._repr_html_()
    assert frame.startswith("<iframe ")
    assert 'sandbox="allow-scripts"' in frame
    assert html.unescape(re.search(r'srcdoc="([^"]*)"', frame).group(1)) == influence.show.report(duck).html


def test_showing_does_not_change_the_graph(duck):
    before = {name: duck.table(name) for name in ("people", "relationships", "seats", "contacts")}
    influence.show.report(duck)
    for name, table in before.items():
        pd.testing.assert_frame_equal(duck.table(name), table)


def test_importing_the_library_draws_nothing():
    heavy = ("matplotlib", "pyvis", "jinja2", "numba")
    code = f"import influence, sys; print([name for name in {heavy} if name in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert loaded.stdout.strip() == "[]"


def test_the_report_s_tables_write_unknown_out(duck):
    page = influence.show.report(duck).html
    rows = re.findall(r"<td[^>]*>(.*?)</td>", page)
    assert "" not in rows
    assert page.count('<td class="is-unknown">unknown</td>') == 7
    assert "Nobody has judged product_strength and value_lead; judge both in deals." in page
