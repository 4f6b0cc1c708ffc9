"""Contacts that follow from encounters: by hand, and as laws against a count in plain Python."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest

from influence import StakeholderGraph, coverage
from influence.tables.schema import TABLES

PAIR = ["deal", "side", "member", "person"]


def met(*rows, contacts=None, **tables):
    """A deal of three people in which these encounters took place."""
    names = ("interaction", "date", "side", "member", "person")
    encounters = [dict(zip(names, row, strict=True)) for row in rows]
    people = tables.pop("people", [{"person": name} for name in ("Ann", "Bo", "Cy")])
    return StakeholderGraph.from_tables(people, contacts=contacts, interactions=encounters, **tables)


def rows_of(graph, *columns):
    return (
        graph.contacts[list(columns)].astype(object).where(graph.contacts[list(columns)].notna(), None).values.tolist()
    )


def days_of(graph):
    return graph.contacts["last_touch"].dt.strftime("%Y-%m-%d").fillna("unknown").tolist()


def test_a_member_has_a_contact_with_whom_they_met():
    graph = met(
        ("E1", "2024-05-01", "us", "Yao", "Ann"),
        ("E1", "2024-05-01", "us", "Yao", "Bo"),
        ("E2", "2024-06-01", "us", "Yao", "Ann"),
        ("E3", None, "Acme", "R1", "Bo"),
    )
    assert rows_of(graph, "side", "member", "person", "strength", "touches") == [
        ["us", "Yao", "Ann", 0.6, 2],
        ["Acme", "R1", "Bo", 0.25, 1],
        ["us", "Yao", "Bo", 0.25, 1],
    ]
    assert days_of(graph) == ["2024-06-01", "unknown", "2024-05-01"]
    assert graph.contacts_given.empty
    assert coverage(graph).by_deal["coverage"].item() == pytest.approx(2 / 3)


def test_several_rows_of_one_encounter_are_one_touch():
    graph = met(*[("E1", day, "us", "Yao", "Ann") for day in ("2024-05-01", "2024-05-02", None)])
    assert rows_of(graph, "strength", "touches") == [[0.25, 1]]
    assert days_of(graph) == ["2024-05-02"]


def test_a_cell_of_contacts_that_is_known_wins_and_an_unknown_one_is_filled_in():
    pair = {"side": "us", "member": "Yao"}
    given = [
        {**pair, "person": "Ann", "strength": 0.9, "touches": None, "last_touch": None, "note": "old friends"},
        {**pair, "person": "Bo", "strength": None, "touches": 8, "last_touch": "2024-01-01"},
        {**pair, "person": "Cy", "strength": None, "touches": None, "last_touch": None},
    ]
    graph = met(("E1", "2024-05-01", "us", "Yao", "Ann"), ("E2", "2024-05-02", "us", "Yao", "Bo"), contacts=given)
    assert rows_of(graph, "person", "strength", "touches", "note") == [
        ["Ann", 0.9, 1, "old friends"],
        ["Bo", 0.6, 8, None],
        ["Cy", None, None, None],
    ]
    assert days_of(graph) == ["2024-05-01", "2024-01-01", "unknown"]
    assert graph.contacts_given["touches"].isna().tolist() == [True, False, True]


def test_of_two_rows_of_the_same_contact_one_takes_the_touches():
    given = [{"side": "us", "member": "Yao", "person": "Ann", "strength": depth} for depth in (0.5, 0.7)]
    encounters = [("E1", None, "us", "Yao", "Ann"), ("E2", None, "us", "Yao", "Ann")]
    assert rows_of(met(*encounters, contacts=given), "touches") == [[2], [None]]
    counted = [given[0], {**given[1], "touches": 9}]
    assert rows_of(met(*encounters, contacts=counted), "touches") == [[None], [9]]


@pytest.mark.parametrize("side", ["us", "Acme"])
def test_who_came_where_nobody_knows_is_an_unnamed_member(side):
    graph = met(("E1", None, side, None, "Ann"), ("E2", None, side, None, "Ann"), ("E3", None, side, "Yao", "Ann"))
    assert rows_of(graph, "member", "touches") == [["Yao", 1], ["unnamed", 2]]


def test_the_unnamed_member_has_a_number_where_members_have_numbers():
    graph = met(("E1", None, "us", 7, "Ann"), ("E2", None, "Acme", None, "Ann"))
    assert graph.contacts["member"].tolist() == [-1, 7]
    assert StakeholderGraph.from_tables(**{name: graph.table(name) for name in ("people", "contacts")}) is not None


def test_somebody_of_a_department_is_nobody_s_contact_and_stays_an_encounter():
    encounter = {"interaction": "E1", "side": "Acme", "department": "Finance"}
    graph = StakeholderGraph.from_tables([{"person": "Ann"}], interactions=[encounter])
    assert graph.contacts.empty
    assert graph.interactions["department"].tolist() == ["Finance"]


def test_a_change_derives_them_anew():
    graph = met(("E1", "2024-05-01", "us", "Yao", "Ann"), ("E2", "2024-05-01", "us", "Li", "Ann"))
    assert graph.without("Yao").contacts["member"].tolist() == ["Li"]
    assert graph.with_contact("Ann", member="Yao", strength=0.9).contacts_given["member"].tolist() == ["Yao"]
    deeper = graph.with_contact("Ann", member="Yao", strength=0.9)
    assert rows_of(deeper, "member", "strength", "touches") == [["Yao", 0.9, 1], ["Li", 0.25, 1]]
    assert graph.replaced(interactions=graph.interactions.iloc[:1]).contacts["member"].tolist() == ["Yao"]
    assert graph.with_support({"Ann": 0.5}).contacts_given.empty


def counted(graph):
    """Touches and last day of each side, member and person by the encounters, in plain Python."""
    encounters, days = defaultdict(set), defaultdict(list)
    for row in graph.interactions.astype(object).where(graph.interactions.notna(), None).to_dict("records"):
        if row["person"] is not None:
            pair = (row["deal"], row["side"], row["member"] or "unnamed", row["person"])
            encounters[pair].add(row["interaction"])
            days[pair] += [row["date"]] if row["date"] is not None else []
    return {pair: (len(meetings), max(days[pair], default=None)) for pair, meetings in encounters.items()}


def test_every_contact_is_one_that_was_given_or_one_that_met(many):
    expected, given = counted(many), many.contacts_given
    assert len(expected) > 100
    there = set(given[PAIR].itertuples(index=False, name=None))
    assert many.contacts[PAIR].iloc[: len(given)].equals(given[PAIR])
    new = many.contacts.iloc[len(given) :]
    assert {pair for pair in expected if pair not in there} == set(new[PAIR].itertuples(index=False, name=None))
    assert not new.duplicated(PAIR).any()
    for row in new.astype(object).where(new.notna(), None).to_dict("records"):
        touches, last = expected[tuple(row[name] for name in PAIR)]
        assert (row["touches"], row["last_touch"], row["strength"]) == (touches, last, 0.6 if touches > 1 else 0.25)


def test_what_is_known_of_a_contact_stays_and_what_met_is_filled_in(many):
    expected, given = counted(many), many.contacts_given
    filled = many.contacts.iloc[: len(given)]
    for name in ("strength", "last_touch", "touches"):
        known = given[name].notna()
        assert filled.loc[known, name].equals(given.loc[known, name])
    pairs = [pair in expected for pair in filled[PAIR].itertuples(index=False, name=None)]
    assert filled["strength"].notna()[pairs].all()
    assert (
        filled.groupby(PAIR)["touches"]
        .sum(min_count=1)
        .notna()[[*{*filled[PAIR][pairs].itertuples(index=False, name=None)}]]
        .all()
    )
    others = ~np.array(pairs)
    assert filled[others].equals(given[others].astype(filled.dtypes))


def test_deriving_again_adds_nothing(many):
    again = StakeholderGraph.from_tables(**{name: many.table(name) for name in TABLES})
    assert again == many
    assert many.replaced() == many
    assert many.replaced().contacts_given.equals(many.contacts_given)


def test_deals_apart_and_rows_in_any_order_give_the_same_contacts(many_tables, many):
    turned = {name: table.sample(frac=1, random_state=5) for name, table in many_tables.items()}
    whole = StakeholderGraph.from_tables(**turned)

    def listed(graph):
        return sorted(map(str, graph.contacts.itertuples(index=False, name=None)))

    assert listed(whole) == listed(many)
    for deal in list(many)[::25]:
        own = many.contacts[many.contacts["deal"] == deal]
        assert sorted(map(str, own.itertuples(index=False, name=None))) == listed(many.only(deal))
