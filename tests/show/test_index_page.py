"""The page that leads to the reports of several deals."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from influence import StakeholderGraph
from influence.show.report.index_page import HEAD, index_row, save_reports
from tests.show.pages import view_of


def told(view) -> dict[str, str]:
    return dict(zip(HEAD, index_row(view), strict=True))


def test_a_deal_stands_in_one_row_of_words(duck):
    assert told(duck) == {
        "Deal": "The customer: Purchase of equipment", "Verdict": "Pause", "Red flags": "15", "Votes covered": "17%",
        "Votes within reach": "100%", "Support (range)": "−0.74\xa0…\xa0+0.93", "Support known": "17%",
        "Single points of failure": "3", "Depends most on": "Vice president", "Next entry point": "General manager",
        "Entry strategy": "top-down",
    }  # fmt: skip


def test_where_no_contact_is_recorded_coverage_is_unknown(unknown):
    row = told(unknown)
    of_contacts = ("Votes covered", "Votes within reach", "Single points of failure", "Depends most on")
    assert {row[name] for name in of_contacts} == {"unknown"}
    assert row["Entry strategy"] == "bottom-up (unverified)" or row["Entry strategy"].startswith("top-down")


def test_names_stand_for_ids_even_where_a_member_bears_the_id_of_a_person():
    view = view_of(
        {"person": 1, "name": "Ann"}, {"person": 2, "name": "Bo"}, {"person": 3, "name": "Cy"},
        seats=[{"role": "approver", "person": 2}, {"role": "user", "person": 3}],
        contacts=[{"side": "us", "member": 1, "person": 2}, {"side": "us", "member": 1, "person": 3}],
    )  # fmt: skip
    assert told(view)["Depends most on"] == "1"
    assert told(view)["Next entry point"] == "Bo"


@pytest.mark.slow
def test_whom_a_deal_depends_on_is_whom_the_scores_name(drawn):
    for view in drawn:
        worst = view.worst
        assert view.numbers["worst"] == (None if worst is None else worst.get("person", worst.get("who")))


def test_each_row_leads_to_its_report(tmp_path):
    people = pd.DataFrame({"deal": ["a", "b"], "person": ["Ann", "Bo"]})
    page = save_reports(StakeholderGraph.from_tables(people), ["a", "b"], tmp_path).read_text(encoding="utf-8")
    assert re.findall(r'<a href="(.*?)">(.*?)</a>', page) == [("a.html", "Deal a"), ("b.html", "Deal b")]
    assert "2 deals" in page
