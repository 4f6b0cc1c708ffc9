"""Encounters, promises and stances as people write them: CRM headers and words, in English and Chinese."""

from __future__ import annotations

import pytest

from influence import InvalidData
from influence.read import tables

PEOPLE = "person,name\nP1,Ann\nP2,Bo\n"
MEETINGS = """\
Meeting ID,Activity Date,Party,Owner,Attendee,Type,Subject,Invited By,Rank of visitors,Head count,Dept
M-1,2024-05-06,our side,Yao,P1,Phone Call,Budget,P2,Executive,2,
M-1,2024-05-06,us,Yao,P2,Call,Budget,P2,,2,
M-2,2024-05-07,Acme,,,Site visit,,,,,Finance
"""
PROMISES = """\
Promise ID,Promised by,Promised to,Regarding,Promise,Made on,Due date,Date completed,Was kept
1,Yao,P1,P2,Send the plan,2024-05-06,2024-05-20,2024-05-19,yes
2,P1,Yao,,Introduce us,2024-05-06,2024-05-20,,
"""
STANCES = "contact,competitor,attitude,day\nP1,Acme,0.5,2024-05-06\nP2,no decision,-0.5,\n"
ENGLISH = {"people": PEOPLE, "meetings": MEETINGS, "promises": PROMISES, "stances": STANCES}
CHINESE = {
    "人员": "人员编号,姓名\nP1,安\nP2,博\n",
    "会面表": """\
会面编号,日期,所属方,负责人,与会人,活动类型,主题,邀请人,来访层级,来访人数,部门
M-1,2024-05-06,我方,Yao,P1,电话,Budget,P2,决策层,2,
M-1,2024-05-06,我方,Yao,P2,通话,Budget,P2,,2,
M-2,2024-05-07,Acme,,,走访,,,,,Finance
""",
    "承诺": """\
承诺编号,承诺人,承诺对象,争取对象,承诺内容,承诺日期,截止日期,完成日期,是否兑现
1,Yao,P1,P2,Send the plan,2024-05-06,2024-05-20,2024-05-19,是
2,P1,Yao,,Introduce us,2024-05-06,2024-05-20,,
""",
    "立场": "人员编号,竞争对手,态度,日期\nP1,Acme,0.5,2024-05-06\nP2,都不买,-0.5,\n",
}


def read(place, files):
    for name, text in files.items():
        (place / f"{name}.csv").write_text(text, encoding="utf-8")
    return tables(place)


@pytest.mark.parametrize("files", [ENGLISH, CHINESE], ids=["English", "Chinese"])
def test_headers_and_words_of_crm_systems_are_understood(tmp_path, files):
    graph = read(tmp_path, files)
    met = graph.interactions
    assert met["kind"].tolist() == ["call", "call", "visit"]
    assert met["side"].tolist() == ["us", "us", "Acme"]
    assert met["rank"].tolist()[0] == "decision"
    assert met["party_size"].tolist()[:2] == [2, 2]
    assert met["department"].tolist()[2] == "Finance"
    assert met["invited_by"].tolist()[0] == "P2"
    promised = graph.commitments
    assert promised[["by", "to", "what"]].to_numpy().tolist() == [
        ["Yao", "P1", "Send the plan"],
        ["P1", "Yao", "Introduce us"],
    ]
    assert promised["kept"].tolist()[0]
    assert promised[["done", "kept", "about"]].isna().to_numpy().tolist() == [[False] * 3, [True] * 3]
    assert graph.stances[["side", "support"]].to_numpy().tolist() == [["Acme", 0.5], ["nobody", -0.5]]
    assert graph.contacts[["member", "person", "touches"]].to_numpy().tolist() == [["Yao", "P1", 1], ["Yao", "P2", 1]]


def test_a_fault_names_the_file_the_line_and_the_remedy(tmp_path):
    with pytest.raises(InvalidData) as raised:
        read(tmp_path, {"people": PEOPLE, "meetings": MEETINGS.replace("Phone Call", "Phone Cal")})
    (problem,) = raised.value.problems.to_dict("records")
    assert problem["problem"] == "is not a known kind"
    assert problem["remedy"].startswith("give one of meeting, call")


@pytest.mark.parametrize("name", ["Instructions", "comments", "Transactions", "distances"])
def test_a_sheet_that_only_looks_like_a_table_is_left_out_with_a_note(tmp_path, name):
    graph = read(tmp_path, {"people": PEOPLE, name: "a,b\n1,2\n"})
    assert graph.notes["source"].str.contains("is not named after a table").sum() == 1


@pytest.mark.parametrize(("name", "meant"), [("interactoins", "interactions"), ("comitments", "commitments")])
def test_a_slip_in_the_name_of_a_table_is_told(tmp_path, name, meant):
    with pytest.raises(InvalidData, match=f"its name looks like {meant}; rename it to {meant}"):
        read(tmp_path, {"people": PEOPLE, name: "a,b\n1,2\n"})


def test_encounters_put_people_on_the_deals_of_which_they_tell(tmp_path):
    meetings = "deal,interaction,side,member,person\nD1,E1,us,Yao,P1\nD2,E2,us,Yao,P2\n"
    graph = read(tmp_path, {"people": PEOPLE, "interactions": meetings})
    assert graph.people[["deal", "person"]].to_numpy().tolist() == [["D1", "P1"], ["D2", "P2"]]


def test_how_people_stand_to_others_has_a_scale_of_its_own(tmp_path):
    (tmp_path / "people.csv").write_text("person,support\nP1,4\n", encoding="utf-8")
    (tmp_path / "stances.csv").write_text("person,side,support\nP1,Acme,-0.5\n", encoding="utf-8")
    graph = tables(tmp_path, deal="D", scale={"support": (1, 5)})
    assert (graph.people["support"].item(), graph.stances["support"].item()) == (0.5, -0.5)
    (tmp_path / "stances.csv").write_text("person,side,support\nP1,Acme,2\n", encoding="utf-8")
    with pytest.raises(InvalidData, match=r"scale=\{'stances.support': \(1, 3\)\}"):
        tables(tmp_path, deal="D", scale={"support": (1, 5)})
    graph = tables(tmp_path, deal="D", scale={"support": (1, 5), "stances.support": (1, 5)})
    assert graph.stances["support"].item() == -0.5
