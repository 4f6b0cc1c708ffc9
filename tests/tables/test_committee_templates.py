"""The customer's own rule of a committee: which template is a deal's, what it requires, and whom it assumes to vote."""

from __future__ import annotations

import pickle

import pandas as pd
import pytest

import influence
from influence import FOUR_ROLES, Assumptions, InfluenceError, RequiredRole, StakeholderGraph, UnknownName
from influence.cli.main import FINE, USAGE, main
from influence.read.templates import templates_of
from tests.laws.laws import same

RULES = [
    {"role": "approver", "weight": 1},
    {"role": "approver", "weight": 2, "from_amount": 100},
    {"role": "user", "weight": 1, "from_amount": 100},
    {"role": "gatekeeper", "weight": 3, "category": "IT"},
    {"role": "evaluator", "weight": 3, "category": "IT", "from_amount": 100, "below_amount": 1000},
]


def deals(*rows, seats=(), **more):
    people = [{"deal": number, "person": person} for number in range(len(rows)) for person in "ab"]
    listed = [{"deal": number, **row} for number, row in enumerate(rows)]
    return StakeholderGraph.from_tables(
        people, deals=listed, seats=list(seats) or None, assumptions=Assumptions(templates=RULES), **more
    )


@pytest.mark.parametrize(
    ("deal", "roles"),
    [
        ({}, ["approver"]),
        ({"amount": 99}, ["approver"]),
        ({"amount": 100}, ["approver", "user"]),
        ({"amount": 5000, "category": "Office"}, ["approver", "user"]),
        ({"category": "it "}, ["gatekeeper"]),
        ({"category": "IT", "amount": 99}, ["gatekeeper"]),
        ({"category": "IT", "amount": 100}, ["evaluator"]),
        ({"category": "IT", "amount": 1000}, ["gatekeeper"]),
    ],
)
def test_the_most_telling_template_that_fits_is_the_deal_s(deal, roles):
    graph = deals(deal)
    assert graph.seats["role"].tolist() == roles
    assert influence.coverage(graph).by_deal["roles_filled"].item() == 0
    gaps = influence.information_gaps(graph).detail
    assert sorted(gaps.loc[gaps["what"] == "seat", "about"]) == roles
    assert "role" not in set(gaps["what"])


def test_a_deal_that_no_template_fits_has_the_four_roles():
    graph = StakeholderGraph.from_tables(
        [{"person": "a"}], deal="D", assumptions=Assumptions(templates=[{"role": "approver", "category": "IT"}])
    )
    gaps = influence.information_gaps(graph).detail
    assert gaps.loc[gaps["what"] == "role", "about"].tolist() == [each.role for each in FOUR_ROLES]
    assert len(graph.seats) == 0


def test_holders_share_the_votes_of_their_role_and_nobody_s_are_an_empty_seat():
    held = [{"deal": 0, "role": "approver", "person": person, "weight": 0} for person in "ab"]
    graph = deals({"amount": 100}, seats=held)
    found = influence.coverage(graph)
    assert found.detail["weight"].tolist() == [1 / 3, 1 / 3]
    assert found.by_deal[["roles_filled", "committee_source"]].to_numpy().tolist() == [[0.5, "assumed"]]
    assert graph.seats["assumed"].tolist()[2:] == [True] * 3
    assert influence.support(graph).by_deal["support_high"].item() == pytest.approx(1)


def test_a_recorded_vote_ends_the_template_and_keeps_its_roles():
    graph = deals({"amount": 100}, seats=[{"deal": 0, "role": "user", "person": "a"}])
    assert len(graph.seats) == 1
    assert influence.coverage(graph).by_deal[["roles_filled", "committee_source"]].to_numpy().tolist() == [
        [0.5, "seats"]
    ]
    gaps = influence.information_gaps(graph).detail
    assert gaps.loc[gaps["what"] == "role", "about"].tolist() == ["approver"]


def test_what_is_assumed_raises_no_flag_and_is_never_taken_for_given():
    graph = deals({"amount": 100})
    without = graph.assuming(templates=None)
    assert len(graph.seats) == 2
    assert len(without.seats) == len(graph.seats_given) == 0
    assert influence.diagnose(graph).detail["code"].tolist() == influence.diagnose(without).detail["code"].tolist()
    assert without.assuming(templates=RULES) == graph
    for again in (graph.only(0), graph.without("a").with_person("a"), graph.with_support({"a": 0.5})):
        assert len(again.seats) == 2
    assert graph.with_seat("a", role="user").seats["role"].tolist() == ["user"]
    assert pickle.loads(pickle.dumps(graph)) == graph


def test_deals_with_votes_and_the_four_roles_score_as_before(many):
    voting = many.seats.loc[many.seats.get("weight", pd.Series(1.0, many.seats.index)).fillna(1) > 0, "deal"].unique()
    plain = many.only(*voting)
    for one, other in zip(
        (influence.score(plain), influence.information_gaps(plain).detail),
        (influence.score(plain.assuming(templates=FOUR_ROLES)),
         influence.information_gaps(plain.assuming(templates=FOUR_ROLES)).detail),
        strict=True,
    ):  # fmt: skip
        same(one, other)


def test_deals_apart_are_deals_together_under_templates(many):
    graph = many.assuming(templates=RULES)
    together = influence.score(graph)
    for deal in list(graph)[::40]:
        same(influence.score(graph.only(deal)), together.loc[[deal]])


def test_rivals_are_seen_under_the_same_template():
    contacts = [{"deal": 0, "side": "Acme", "member": "x", "person": "a"}]
    held = [{"deal": 0, "role": "approver", "person": "a", "weight": 0}]
    graph = deals({}, seats=held, contacts=contacts)
    assert influence.rivals(graph).detail["coverage"].item() == 1
    assert influence.coverage(graph, side="Acme").by_deal["committee_source"].item() == "assumed"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([{"role": "boss"}], "row 1 .*'boss'"),
        ([{"role": "approver"}, {"role": "user", "weight": -1}], "row 2 .*weight of user"),
        ([{"role": "user", "weight": "two"}], "weight is 'two'"),
        ([{"role": "other"}], "other"),
        ([{"role": "user", "wieght": 1}], "did you mean 'weight'"),
        ([], "need rows"),
        ([{"category": "IT"}], "need rows with a role"),
    ],
)
def test_a_faulty_row_is_named_with_its_remedy(rows, said):
    with pytest.raises(InfluenceError, match=said):
        Assumptions(templates=rows)
    with pytest.raises(UnknownName, match="approver"):
        RequiredRole("boss")


def test_templates_read_from_a_file_in_either_language(tmp_path):
    english, chinese = tmp_path / "rule.csv", tmp_path / "规则.csv"
    english.write_text("role,weight,category,from amount\napprover,2,IT,100\nuser,,,\n", encoding="utf-8")
    chinese.write_text("角色,权重,类别,起始金额\n批准者,2,IT,100\n使用者,,,\n", encoding="utf-8")
    read = [Assumptions(templates=templates_of(path)).templates for path in (english, chinese)]
    assert read[0] == read[1] == (RequiredRole("approver", 2, "IT", 100), RequiredRole("user"))


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "deals"
    place.mkdir()
    (place / "people.csv").write_text("person\nann\n", encoding="utf-8")
    (place / "rule.csv").write_text("role\nuser\n", encoding="utf-8")
    return place


def test_the_command_line_takes_them_by_option_or_beside_the_data(folder, tmp_path, capsys):
    out = tmp_path / "scores.csv"
    assert main(["score", str(folder), "--out", str(out)]) == FINE
    assert pd.read_csv(out)["voters"].item() == 1
    for option in ("four-roles", str(folder / "rule.csv")):
        assert main(["score", str(folder), "--templates", option, "--out", str(out)]) == FINE
        assert pd.read_csv(out)["voters"].item() == (4 if option == "four-roles" else 1)
    (folder / "influence.toml").write_text('templates = "four-roles"', encoding="utf-8")
    assert main(["score", str(folder), "--keep-going", "--out", str(out)]) == FINE
    assert pd.read_csv(out)["voters"].item() == 4
    (folder / "influence.toml").write_text('templates = "rule.csv"', encoding="utf-8")
    assert main(["check", str(folder)]) == FINE
    (folder / "rule.csv").write_text("role\nboss\n", encoding="utf-8")
    assert main(["score", str(folder)]) == USAGE
    assert "row 1 of the committee templates" in capsys.readouterr().err
