"""What if: changed graphs, and what changed between two (rules 001-24, 003-50)."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import influence
from influence import InvalidData, StakeholderGraph, UnknownName
from influence.analysis.compare import WHO, compare
from influence.tables.schema import TABLES


@pytest.fixture(scope="module")
def duck():
    return influence.datasets.load("cooked_duck")


@pytest.fixture
def twice():
    """Ann and Bo in two deals, Cy in the second."""
    people = pd.DataFrame({"deal": list("aabbb"), "person": ["Ann", "Bo", "Ann", "Bo", "Cy"]})
    return StakeholderGraph.from_tables(people)


class TestSupport:
    def test_in_every_deal_or_in_one(self, twice):
        everywhere = twice.with_support({"Ann": 0.5, "Cy": -1})
        assert everywhere.people["support"].tolist() == pytest.approx([0.5, np.nan, 0.5, np.nan, -1], nan_ok=True)
        here = twice.with_support({"Ann": 0.5}, deal="b")
        assert here.people["support"].tolist() == pytest.approx([np.nan, np.nan, 0.5, np.nan, np.nan], nan_ok=True)

    def test_moving_a_person_moves_the_committee_by_their_leverage(self, duck):
        leverage = influence.support(duck).detail["leverage"]["equipment", "head of finance"]
        before, after = (influence.support(graph).by_deal["support"].item() for graph in (
            duck, duck.with_support({"head of finance": -0.5})))  # fmt: skip
        assert after - before == pytest.approx(-0.5 * leverage)

    def test_unknown_forgets_the_ratings_of_it_too(self):
        ratings = pd.DataFrame({"rater": "Yao", "person": ["Ann", "Ann", "Bo"], "value": [0.5, 0.25, -1.0]})
        ratings["measure"] = ["support", "openness", "support"]
        graph = StakeholderGraph.from_tables(pd.DataFrame({"person": ["Ann", "Bo"]}), ratings=ratings)
        assert graph.people["support"].tolist() == [0.5, -1.0]
        unknown = graph.with_support({"Ann": None})
        assert unknown.people["support"].isna().tolist() == [True, False]
        assert unknown.people["openness"].tolist()[0] == 0.25
        assert len(unknown.ratings) == 2

    def test_a_series_serves_as_a_mapping(self, twice):
        assert twice.with_support(pd.Series({"Cy": 0.5})).people["support"].iloc[-1] == 0.5

    @pytest.mark.parametrize("value", [1.5, "much", True])
    def test_values_pass_the_same_checks_as_a_table(self, duck, value):
        with pytest.raises(InvalidData, match=r"support: .* is not a number") as caught:
            duck.with_support({"friend": value})
        row = caught.value.problems["row"].item()
        assert duck.people.loc[row, "person"] == "friend"


class TestContact:
    def test_a_new_contact_with_a_new_member(self, duck):
        met = duck.with_contact("general manager", member="the boss", strength=0.5)
        assert len(met.contacts) == len(duck.contacts) + 1
        assert influence.coverage(met).detail["members"]["equipment", "general manager"] == "the boss"

    def test_a_contact_that_is_there_changes_and_keeps_the_rest(self, duck):
        cooler = duck.with_contact("vice president", member="Yao", strength=0.1)
        assert len(cooler.contacts) == len(duck.contacts)
        row = cooler.contacts.iloc[0]
        assert row[["member", "person", "strength", "touches"]].tolist() == ["Yao", "vice president", 0.1, 5]
        assert influence.coverage(cooler).by_deal["coverage"].item() == 0

    def test_of_a_rival(self, duck):
        met = duck.with_contact("friend", member="rival's salesman", side="rival")
        assert influence.coverage(met, side="rival").detail["depth"]["equipment", "friend"] == 1
        assert influence.coverage(met).detail["depth"]["equipment", "friend"] == 0.6

    def test_the_first_contact_of_all(self, twice):
        assert twice.with_contact("Ann", member="Yao").contacts["deal"].tolist() == ["a", "b"]
        only = twice.with_contact("Ann", member="Yao", deal="b", strength=None).contacts
        assert only["deal"].tolist() == ["b"]
        assert only["strength"].isna().all()

    def test_there_in_one_deal_and_new_in_the_other(self, twice):
        one = twice.with_contact("Ann", member="Yao", strength=0.5, deal="b")
        both = one.with_contact("Ann", member="Yao", strength=0.75).contacts
        assert both[["deal", "strength"]].to_numpy().tolist() == [["b", 0.75], ["a", 0.75]]

    def test_values_pass_the_same_checks_as_a_table(self, duck):
        with pytest.raises(InvalidData, match=r"contacts:what if: strength: 2\.0 is not a number from 0 to 1"):
            duck.with_contact("operator 1", member="Yao", strength=2.0)
        with pytest.raises(InvalidData, match="side: 'Us' would count as a rival"):
            duck.with_contact("operator 1", member="Yao", side="Us")


class TestTie:
    def test_a_new_tie(self, duck):
        tied = duck.with_relationship("friend", "general manager", kind="influences", strength=0.5)
        last = tied.relationships.iloc[-1][["source", "target", "kind", "strength"]].tolist()
        assert last == ["friend", "general manager", "influences", 0.5]

    def test_a_tie_that_is_there_changes_whichever_way_it_is_written(self, duck):
        ties = duck.with_relationship("operator 1", "engineer", kind="works_with", strength=0.9).relationships
        assert len(ties) == len(duck.relationships)
        assert ties["strength"].tolist()[-2:] == [0.9, 1]
        other = duck.with_relationship("vice president", "head of finance", kind="influences")
        assert len(other.relationships) == len(duck.relationships) + 1

    def test_only_where_both_are(self, twice):
        assert twice.with_relationship("Ann", "Bo", kind="trusts").relationships["deal"].tolist() == ["a", "b"]
        assert twice.with_relationship("Ann", "Cy", kind="trusts").relationships["deal"].tolist() == ["b"]
        with pytest.raises(UnknownName, match="no person called 'Cy'; known people: 'Ann', 'Bo'"):
            twice.with_relationship("Ann", "Cy", kind="trusts", deal="a")

    def test_values_pass_the_same_checks_as_a_table(self, duck):
        with pytest.raises(InvalidData, match="did you mean 'trusts'"):
            duck.with_relationship("friend", "clerk", kind="trust")
        with pytest.raises(InvalidData, match="is a second boss of the same person"):
            duck.with_relationship("clerk", "vice president", kind="reports_to")
        with pytest.raises(InvalidData, match="is the source too"):
            duck.with_relationship("clerk", "clerk", kind="trusts")
        with pytest.raises(InvalidData, match="strength: 0 is not a number above 0"):
            duck.with_relationship("friend", "clerk", kind="trusts", strength=0)


class TestSeat:
    def test_a_successor_takes_the_empty_seat_as_it_is(self, duck):
        succeeded = duck.without("general manager").with_seat("clerk", role="approver")
        assert len(succeeded.seats) == 6
        seat = succeeded.seats.set_index("person").loc["clerk"]
        assert seat[["role", "weight", "veto"]].tolist() == ["approver", 1, True]

    def test_a_new_seat_where_none_is_empty(self, duck):
        seats = duck.with_seat("clerk", role="approver", weight=2.0).seats
        assert len(seats) == 7
        assert seats.iloc[-1][["role", "person", "weight"]].tolist() == ["approver", "clerk", 2]
        assert pd.isna(seats.iloc[-1]["veto"])

    def test_a_seat_of_one_s_own_changes(self, duck):
        seats = duck.with_seat("head of finance", role="influencer", veto=True).seats
        assert len(seats) == 6
        assert seats.set_index("person").loc["head of finance", ["weight", "veto"]].tolist() == [1, True]

    def test_one_seat_a_deal_is_taken(self, twice):
        people = twice.people
        seats = pd.DataFrame({"deal": list("aab"), "role": "user", "person": [None, None, "Ann"], "weight": [1, 2, 3]})
        graph = StakeholderGraph.from_tables(people, seats=seats).with_seat("Bo", role="user")
        rows = graph.seats.fillna({"person": "?", "weight": 1.0})
        assert rows[["deal", "person", "weight"]].to_numpy().tolist() == [
            ["a", "Bo", 1], ["a", "?", 2], ["b", "Ann", 3], ["b", "Bo", 1],
        ]  # fmt: skip

    def test_the_first_seats_end_the_assumed_committee(self, twice):
        found = influence.coverage(twice.with_seat("Cy", role="approver"))
        assert found.by_deal["committee_source"].tolist() == ["assumed", "seats"]
        assert found.detail["weight"].tolist() == [0.5, 0.5, 0, 0, 1]

    def test_values_pass_the_same_checks_as_a_table(self, duck):
        with pytest.raises(InvalidData, match="seats:what if: role: 'boss' is not a known role"):
            duck.with_seat("clerk", role="boss")
        with pytest.raises(InvalidData, match="seats:what if: weight: -1 is not a number, 0 or more"):
            duck.with_seat("clerk", role="user", weight=-1)


CHANGES = {
    "with_support": lambda graph, who, **where: graph.with_support({who: 0.5}, **where),
    "with_contact": lambda graph, who, **where: graph.with_contact(who, member="m9", **where),
    "with_relationship": lambda graph, who, **where: graph.with_relationship(who, who, kind="trusts", **where),
    "with_seat": lambda graph, who, **where: graph.with_seat(who, role="user", **where),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_names_that_stand_for_nothing_say_what_may_be_meant(duck, twice, change):
    with pytest.raises(UnknownName, match="no person called 'heads of finance': did you mean 'head of finance'"):
        change(duck, "heads of finance")
    with pytest.raises(UnknownName, match="no deal called 'c'; known deals: 'a', 'b'"):
        change(twice, "Ann", deal="c")
    with pytest.raises(UnknownName, match="no person called 'Cy'; known people: 'Ann', 'Bo'"):
        change(twice, "Cy", deal="a")


@pytest.mark.parametrize("change", [name for name in CHANGES if name != "with_relationship"])
def test_a_deal_that_everybody_left_stays_a_deal(change):
    people = pd.DataFrame({"deal": ["a", "b"], "person": ["Ann", "Bo"]})
    seats = pd.DataFrame({"deal": ["a", "b"], "role": "user", "person": ["Ann", "Bo"]})
    left = StakeholderGraph.from_tables(people, seats=seats).without("Ann")
    assert CHANGES[change](left, "Bo").all_deals.tolist() == ["a", "b"]


def test_ids_that_are_numbers():
    graph = StakeholderGraph.from_tables(pd.DataFrame({"deal": [7, 7, 8], "person": [1, 2, 1]}))
    changed = graph.with_support({1: 0.5}).with_contact(1, member=5, deal=7).with_relationship(1, 2, kind="knows")
    changed = changed.with_seat(2, role="user")
    assert changed.people["support"].tolist() == pytest.approx([0.5, np.nan, 0.5], nan_ok=True)
    assert [changed.table(name)["deal"].tolist() for name in ("contacts", "relationships", "seats")] == [[7]] * 3
    with pytest.raises(InvalidData, match="is text where other ids of a member are numbers"):
        changed.with_contact(1, member=6).with_contact(2, member="Yao")


@pytest.mark.parametrize("change", sorted(set(CHANGES) - {"with_relationship"}))
def test_a_change_leaves_the_graph_as_it_was(many, change):
    before = {name: many.table(name) for name in TABLES}
    scores = influence.score(many)
    CHANGES[change](many, "p0")
    many.without("p0")
    for name, table in before.items():
        assert_frame_equal(many.table(name), table)
    assert_frame_equal(influence.score(many.assuming()), scores)


def test_what_is_so_already_changes_nothing(many):
    # Saying what raters said ends what is unsure of it.
    unrated = [deal for deal in many.all_deals if deal not in set(many.ratings["deal"])]
    same = some = many.only(*unrated[::6])
    for row in some.people[some.people["person"] == "p0"].to_dict("records"):
        same = same.with_support({"p0": row["support"]}, deal=row["deal"])
    assert_frame_equal(influence.score(same), influence.score(some), check_dtype=False, rtol=0, atol=1e-12)
    for row in some.contacts.drop_duplicates("deal").to_dict("records"):
        given = {name: row[name] for name in ("member", "strength", "side", "deal")}
        same = same.with_contact(row["person"], **given)
    assert len(same.contacts) == len(some.contacts)


def test_more_contacts_never_lower_coverage(many):
    before, after = (influence.coverage(each).by_deal for each in (many, many.with_contact("p0", member="m0")))
    for name in ("coverage", "coverage_depth", "heads", "roles_covered", "layers_covered", "reach"):
        assert not (after[name] < before[name] - 1e-12).any(), name


class TestCompare:
    def test_by_hand(self):
        # Ann listens to Bo with openness 0.4, he to nobody: leverage 0.6 and 0.4.
        people = pd.DataFrame({"person": ["Ann", "Bo"], "support": [0.5, -1.0], "openness": [0.4, 0.0]})
        tie = pd.DataFrame({"source": ["Bo"], "target": ["Ann"], "kind": ["influences"]})
        seat = pd.DataFrame({"role": ["approver"], "person": ["Ann"]})
        graph = StakeholderGraph.from_tables(people, tie, seat)
        found = compare(graph, graph.without("Bo"))
        assert found.by_deal["support"].item() == pytest.approx(0.6)
        causes = found.detail.loc[("deal", "contribution")].set_index("who")
        # Bo's -0.4 goes, and Ann, who keeps her stance, has nobody left to listen to.
        assert causes.index.tolist() == ["Bo", "Ann"]
        assert causes["difference"].tolist() == pytest.approx([0.4, 0.2])
        assert causes["before"].tolist() == pytest.approx([-0.4, 0.3])
        assert causes["after"].isna().tolist() == [True, False]
        assert found.by_deal["support"].item() == pytest.approx(causes["difference"].sum(), abs=1e-12)

    def test_text_is_shown_before_and_after_and_marked_where_it_changed(self, duck):
        detail = compare(duck, duck.with_support({"head of production": 0.9})).detail.loc["equipment"]
        assert detail.loc["worst", ["before", "after"]].tolist() == ["vice president"] * 2
        assert not detail.loc["worst", "changed"]
        assert detail.loc["support", "changed"]
        gone = compare(duck, duck.without("vice president")).detail.loc["equipment"].loc["worst"]
        assert gone["before"] == "vice president"
        assert gone["changed"]
        assert pd.isna(gone["difference"])

    def test_rule_001_24_two_snapshots_of_a_pipeline(self):
        march = pd.DataFrame({"deal": ["a", "a", "b"], "person": ["Ann", "Bo", "Cy"], "support": [0.5, None, 1.0]})
        april = pd.DataFrame({"deal": ["a", "a", "c"], "person": ["Ann", "Di", "Cy"], "support": [0.5, -0.5, 1.0]})
        found = compare(*(StakeholderGraph.from_tables(people) for people in (march, april)))
        assert found.by_deal.index.tolist() == ["a", "b", "c"]
        assert found.by_deal["support"].tolist() == pytest.approx([-0.25, np.nan, np.nan], nan_ok=True)
        support = found.detail.xs("support", level="score")
        assert support["before"].tolist() == pytest.approx([0.25, 1.0, np.nan], nan_ok=True)
        assert support["after"].tolist() == pytest.approx([0.0, np.nan, 1.0], nan_ok=True)
        assert support["changed"].all()
        causes = found.detail.xs("contribution", level="score")
        assert causes["who"].tolist() == ["Di", "Ann", "Bo", "Cy", "Cy"]
        assert causes["difference"].tolist() == pytest.approx([-0.25, 0, 0, np.nan, np.nan], nan_ok=True)
        assert causes["changed"].tolist() == [True, False, False, True, True]

    def test_ids_that_are_numbers_are_not_subtracted(self):
        people = pd.DataFrame({"deal": 1, "person": [1, 2], "support": [0.5, 0.25]})
        contacts = pd.DataFrame({"deal": 1, "side": "us", "member": 5, "person": [1, 2]})
        graph = StakeholderGraph.from_tables(people, contacts=contacts)
        text = StakeholderGraph.from_tables(*(table.astype({"person": str}) for table in (people,)),
                                            contacts=contacts.astype({"person": str}))  # fmt: skip
        assert list(compare(graph, graph).by_deal) == list(compare(text, text).by_deal)
        assert not {*WHO} & {*compare(graph, graph).by_deal}
        detail = compare(graph, graph.with_support({1: -0.5})).detail
        assert detail.loc[(1, "contribution"), "who"].tolist() == [1, 2]

    def test_ids_of_two_types_never_meet(self):
        one, other = (
            StakeholderGraph.from_tables(pd.DataFrame({"deal": [deal], "person": ["Ann"]})) for deal in (7, "7")
        )
        with pytest.raises(influence.InfluenceError, match="the ids of deals are of type integer before and string"):
            compare(one, other)

    def test_the_assumptions_are_compared_too(self, duck):
        found = compare(duck, duck.assuming(contacted_depth=0.95))
        assert found.by_deal["coverage"].item() == pytest.approx(-1 / 6)
        assert found.by_deal["support"].item() == 0


def test_a_graph_compared_with_itself_shows_no_change(many):
    found = compare(many, many)
    assert (found.by_deal.fillna(0) == 0).all(axis=None)
    assert not found.detail["changed"].any()
    assert (found.detail["difference"].fillna(0) == 0).all()
    assert found.by_deal.index.equals(influence.score(many).index)


def test_causes_add_up_to_the_change_of_support(many, many_tables):
    """Each deal becomes the one after it; the first is there no more, and the last is new."""
    names = dict(pairwise([*many.all_deals, "new"]))
    others = {name: table.assign(deal=table["deal"].map(names)) for name, table in many_tables.items()}
    before, after = many, StakeholderGraph.from_tables(**others)
    found = compare(before, after)
    causes = found.detail.xs("contribution", level="score")["difference"].groupby(level="deal").sum(min_count=1)
    known = found.by_deal["support"].dropna()
    assert len(known) > 100
    np.testing.assert_allclose(causes.reindex(known.index), known, rtol=0, atol=1e-12)
    backwards = compare(after, before)
    assert_frame_equal(backwards.by_deal, -found.by_deal, rtol=0, atol=1e-12)
