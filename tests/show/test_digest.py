"""A digest says what changed, at most three lines a deal, the most important first, and no hostile text runs."""

from __future__ import annotations

import re

import pandas as pd
import pytest

import influence
from influence import InfluenceError, StakeholderGraph
from influence.analysis.diagnose import VERDICTS
from influence.cli.main import FINE, USAGE, main
from influence.show.digest import MOST_LINES
from influence.show.digest_lines import Seen, lines
from influence.show.page import MARKDOWN_MARK
from influence.tables.language import speaking

DIGEST = influence.show.digest


@pytest.fixture(scope="module")
def duck():
    return influence.datasets.load("cooked_duck")


def said(before, after):
    """The lines of each deal, by its title, in the order in which they stand."""
    found = {}
    for line in DIGEST(before, after).markdown.splitlines():
        if line.startswith("## "):
            found[line[3:]] = []
        elif line.startswith("- "):
            found[next(reversed(found))].append(line[2:])
    return found


def one(graph):
    (lines,) = graph.values()
    return lines


def test_the_lost_deal_since_the_first_of_march(duck):
    lines = one(said(duck.as_of("2012-03-01"), duck))
    rise = influence.compare(duck.as_of("2012-03-01"), duck).by_deal.loc["equipment"]
    assert lines[0] == "Chance to win: 57% → 11%."
    assert re.match(r"4 new red flags, the most severe: .*\.", lines[1])
    assert lines[2] == "Chance of the strongest rival: now 43%."
    assert rise["red_flags"] == 4


def test_in_a_notebook_it_is_as_high_as_what_it_says(duck):
    one, none = (influence.show.digest(before, duck) for before in (duck.as_of("2012-03-01"), duck))
    assert none.height < one.height < 720


def test_nothing_changed_says_so(duck):
    found = DIGEST(duck, duck)
    assert "0 of 1 deal changed" in found.html
    assert "0 of 1 deal changed. Nothing above" in found._repr_html_()
    assert said(duck, duck) == {}


def test_who_moved_support_is_named(duck):
    lines = one(said(duck, duck.with_support({"head of equipment": -1.0})))
    (line,) = [line for line in lines if line.startswith("Committee support")]
    assert line.endswith("Mostly by Head of equipment.")


def deal(number, **facts):
    return {"deal": number, "name": f"D{number}", **facts}


def graph(*deals, people=()):
    listed = people or [{"deal": each["deal"], "person": "a"} for each in deals]
    return StakeholderGraph.from_tables(listed, deals=list(deals))


def test_deals_that_ended_go_before_those_that_left_or_came_and_those_before_the_rest():
    before = graph(deal(1, stage="offer"), deal(2), deal(3), deal(4))
    after = graph(deal(1, stage="contract"), deal(2, outcome="lost"), deal(4), deal(5), deal(6, outcome="won"))
    found = said(before, after)
    assert list(found) == ["D2", "D3", "D5", "D6", "D1"]
    assert found["D2"][0] == "The deal is lost."
    assert found["D3"] == ["No longer among the deals."]
    assert found["D5"][0] == "New among the deals."
    assert found["D1"] == ["Stage: offer → contract."]
    assert "5 of 6 deals changed" in DIGEST(before, after).html


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_new_deal_is_told_whatever_its_verdict(verdict):
    row = {"verdict": verdict, "win": None, "coverage": None}
    told = [line.text for line in lines(None, Seen(row, {}, {}), None)]
    assert any(line.startswith("Verdict now: ") for line in told)


@pytest.mark.parametrize(
    ("was", "now", "line"),
    [
        ({"amount": 1000}, {"amount": 2500.0}, "Amount: 1,000 → 2,500."),
        ({}, {"amount": 2500.0}, "Amount: now 2,500."),
        ({"close_date": "2024-05-31"}, {}, "Close date: no longer known."),
        ({"close_date": "2024-05-31"}, {"close_date": "2024-06-30"}, "Close date: 2024-05-31 → 2024-06-30."),
    ],
)
def test_what_became_known_or_unknown_is_said(was, now, line):
    assert line in one(said(graph(deal(1, **was)), graph(deal(1, **now))))


def test_at_most_three_lines_a_deal(many):
    changed = many.assuming(unknown_openness=0.9, contacted_depth=0.9)
    found = said(many, changed)
    assert len(found) > len(many) / 4
    assert max(map(len, found.values())) == MOST_LINES
    assert "unknown" not in " ".join(line.partition("the most severe")[0] for lines in found.values() for line in lines)


def test_deals_of_one_title_are_told_apart_by_their_ids():
    before, after = (graph(*({**deal(number, stage=stage), "name": "Line"} for number in (1, 2))) for stage in "ab")
    assert list(said(before, after)) == ["Line (1)", "Line (2)"]


def test_hostile_names_are_text_in_both(duck):
    name = "<script>alert(1)</script> [x](javascript:1) `*_ \n# boo"
    facts = duck.deals.assign(name=name, stage="# stage")
    found = DIGEST(duck, duck.replaced(deals=facts))
    assert "<script>alert" not in found.html
    assert "script-src &#39;none&#39;" in found.html
    text = found.markdown.partition(MARKDOWN_MARK)[2]
    assert "<script" not in text.replace("\\<", "")
    assert not re.search(r"(?<!\\)\]\(", text)
    assert not [line for line in text.splitlines() if line.startswith("# ") and line != "# What changed"]


def test_page_and_text_are_saved_by_their_ending_and_over_their_own_kind(duck, tmp_path):
    found = DIGEST(duck, duck.with_support({"general manager": 1.0}))
    for name, content in (("a.html", found.html), ("a.md", found.markdown)):
        for _ in range(2):
            assert found.save(tmp_path / name).read_text(encoding="utf-8") == content
    (tmp_path / "mine.md").write_text("# mine", encoding="utf-8")
    with pytest.raises(InfluenceError, match="--force"):
        found.save(tmp_path / "mine.md")
    assert found.save(tmp_path / "mine.md", force=True).read_text(encoding="utf-8") == found.markdown
    with pytest.raises(InfluenceError):
        found.save(tmp_path / "a.txt")


def test_another_language_is_spoken(duck):
    with speaking("zh"):
        found = DIGEST(duck.as_of("2012-03-01"), duck)
    assert "赢单概率：57% → 11%。" in found.html
    assert "# 变化摘要" in found.markdown


def test_the_command_takes_two_folders_or_two_days(tmp_path, capsys):
    old, new = tmp_path / "old", tmp_path / "new"
    for folder, support in ((old, 0.0), (new, 1.0)):
        folder.mkdir()
        pd.DataFrame({"person": ["ann"], "support": [support], "deal": "D"}).to_csv(folder / "people.csv", index=False)
    out = tmp_path / "d.md"
    assert main(["digest", str(old), str(new), "--out", str(out)]) == FINE
    assert "Committee support: 0 → +1.00" in out.read_text(encoding="utf-8").replace("\\", "")
    duck = str(influence.datasets.folder() / "cooked_duck")
    assert main(["digest", duck, "--from", "2012-03-01", "--out", str(tmp_path / "d.html")]) == FINE
    assert "57% → 11%" in (tmp_path / "d.html").read_text(encoding="utf-8")
    assert main(["digest", duck, "--from", "2012-03-01", "--to", "2012-03-01", "--out", str(out)]) == FINE
    assert "0 of 1 deal changed" in out.read_text(encoding="utf-8")
    for wrong in ([], [str(new), "--from", "2012-03-01"], [str(new), "--to", "2012-03-01"]):
        assert main(["digest", duck, *wrong]) == USAGE
    assert "--from DAY" in capsys.readouterr().err
