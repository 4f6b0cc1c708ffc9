"""The page of a pipeline: its rows are the scores, in the order of what is at risk; whatever is unknown is null."""

from __future__ import annotations

import re

import pytest

import influence
from influence.show.pipeline.reports import reported, save_reports
from influence.show.pipeline.rows import rows_of
from influence.tables.language import speaking
from tests.show.pages import graph_of
from tests.show.pipeline.pages import data, many, row


@pytest.fixture(scope="module")
def graph():
    return many()


@pytest.fixture(scope="module")
def page(graph):
    return influence.show.pipeline(graph)


def test_a_deal_stands_in_one_row(duck):
    told = row(influence.show.pipeline(duck.graph))
    expected = {
        "deal": "The customer: Purchase of equipment", "verdict": "Lost", "entry": None, "depends_on": "Vice president",
        "red_flags": 15, "coverage": 0.1667, "reach": 1,
    }  # fmt: skip
    assert {name: told[name] for name in expected} == expected


def test_the_numbers_of_a_row_are_the_scores(graph):
    rows, scores = rows_of(graph), influence.score(graph)
    for name in ("support_low", "support_high", "certainty", "red_flags", "verdict"):
        assert rows[name].tolist() == scores[name].tolist()
    contacts = [k % 4 != 0 for k in range(len(rows))]
    for name in ("coverage", "reach", "single_points"):
        assert rows[name].isna().tolist() == [not there for there in contacts]
        assert rows.loc[contacts, name].tolist() == scores.loc[contacts, name].tolist()


def test_what_is_unknown_of_every_deal_is_named_once_instead_of_a_column(page):
    html = influence.show.pipeline(graph_of({"person": "Ann"}, {"person": "Bo"})).html
    named = re.search(r"without a column: (.*?)\.", html)[1].split(", ")
    assert {"Amount", "Votes covered", "Support", "Chance to win"} <= set(named)
    assert not {"Deal", "Verdict", "Next entry point"} & set(named)
    heads = re.findall(r"<th .*?<button type=\"button\">(.*?)</button>", html)
    assert not set(heads[: heads.index("Team member") if "Team member" in heads else None]) & set(named)
    assert "without a column" not in page.html


def test_the_largest_amount_at_risk_comes_first(graph, page):
    told = data(page)
    at_risk = [0.5 if value is None else value for value in told["at_risk"]]
    assert at_risk == sorted(at_risk, reverse=True)
    assert 0.5 in at_risk
    ended = [risk for risk, verdict in zip(told["at_risk"], told["verdict"], strict=True) if verdict == "Won"]
    assert set(ended) == {0}


def test_names_stand_for_ids_even_where_a_member_bears_the_id_of_a_person():
    graph = graph_of(
        {"person": 1, "name": "Ann"}, {"person": 2, "name": "Bo"}, {"person": 3, "name": "Cy"},
        seats=[{"role": "approver", "person": 2}, {"role": "user", "person": 3}],
        contacts=[{"side": "us", "member": 1, "person": 2}, {"side": "us", "member": 1, "person": 3}],
    )  # fmt: skip
    told = row(influence.show.pipeline(graph))
    assert (told["depends_on"], told["entry"]) == ("1", "Bo")


@pytest.mark.slow
def test_whom_a_deal_depends_on_is_whom_its_report_names(drawn):
    for view in drawn:
        depends_on = rows_of(view.graph)["depends_on"].iloc[0]
        assert depends_on == (view.worst["label"] if view.worst and view.numbers["single_points"] else None)


def test_a_chance_that_everything_unknown_decides_is_unknown():
    told = row(influence.show.pipeline(graph_of({"person": "Ann"})))
    assert [told[name] for name in ("win", "support", "coverage", "single", "lead")] == [None] * 5


def test_our_team_has_a_table_of_its_own(graph, page):
    told, members = data(page, "members"), influence.members(graph).by_member
    assert sorted(told["member"]) == sorted(members.index)
    assert dict(zip(told["member"], told["deals"], strict=True)) == members["deals"].to_dict()


def test_text_of_a_crm_travels_as_data_alone():
    evil = "</script><script>window.pwned=1</script>"
    graph = graph_of({"person": evil, "name": evil}, deal=evil, deals=[{"account": evil, "stage": evil}])
    page = influence.show.pipeline(graph)
    assert "<script>window.pwned" not in page.html
    assert evil in row(page)["deal"]
    script = page.html.rpartition("<script>")[2]
    assert not re.search(r"innerHTML|insertAdjacentHTML|document\.write|eval\(", script)


def test_the_page_speaks_chinese(graph):
    with speaking("zh"):
        page = influence.show.pipeline(graph)
    assert "赢单概率" in page.html
    assert "Chance to win" not in page.html


def test_each_row_leads_to_its_report(graph, tmp_path):
    some = list(graph.all_deals[:3])
    index = save_reports(graph, some, tmp_path, top=2)
    assert sorted(path.name for path in tmp_path.glob("*.html")) == ["D0001.html", "D0002.html", "index.html"]
    links = re.search(r'"link":(\[.*?\])', index.read_text(encoding="utf-8"))[1]
    assert links.count(".html") == 2


def test_reports_are_for_all_of_few_deals_for_none_of_many_and_for_the_largest_where_asked_for(graph):
    deals = list(graph.all_deals)
    assert reported(graph, deals[:100], None) == deals[:100]
    assert reported(graph, deals, None) == []
    amounts = graph.deals.set_index("deal")["amount"]
    assert reported(graph, deals, 5) == amounts.sort_values(ascending=False, kind="stable").index[:5].tolist()
    assert len(reported(graph, deals, 1000)) == len(deals)
