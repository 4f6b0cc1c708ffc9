"""A graph without names: nothing that was written is left, and every number is the same."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given

import influence
from influence.tables.schema import TABLES
from tests.random_deals import deal_graphs

SECRET = "Xq"


WORDS = ["verdict", "entry_strategy", "committee_source"]


def same_scores(graph):
    """Ids are left out: told as text, they are no numbers any more."""
    hidden = influence.pseudonymise(graph)
    before, after = (influence.score(each).reset_index(drop=True) for each in (graph, hidden))
    told = [name for name in after if pd.api.types.is_numeric_dtype(after[name])]
    assert len(told) > 40
    pd.testing.assert_frame_equal(before[told + WORDS], after[told + WORDS])
    return hidden


def same_numbers(graph):
    hidden = same_scores(graph)
    for name in ("diagnose", "supporters", "checklist", "information_gaps", "agreement"):
        one, two = (getattr(influence, name)(each) for each in (graph, hidden))
        assert len(one.detail) == len(two.detail), name
        columns = [column for column in two.summary if pd.api.types.is_numeric_dtype(two.by_deal[column])]
        pd.testing.assert_frame_equal(
            one.by_deal[columns].reset_index(drop=True), two.by_deal[columns].reset_index(drop=True)
        )
    return hidden


def test_every_score_of_hundreds_of_deals_is_the_same(many):
    same_numbers(many)


@pytest.mark.slow
@given(deal_graphs(told=True))
def test_where_a_score_differs_the_smallest_deal_that_shows_it_is_found(graph):
    same_scores(graph)


@pytest.mark.parametrize("name", influence.datasets.names())
def test_the_bundled_deals_keep_their_numbers(name):
    same_numbers(influence.datasets.load(name))


def secret_tables():
    """A deal in which every cell of text or of an id holds a word that must not be seen again."""
    rows = {name: {} for name in TABLES}
    ids = {"deal": "D", "person": "P", "member": "M", "party": "P", "interaction": "I", "commitment": "C"}
    for name, table in TABLES.items():
        for column in table.columns:
            if column.type == "id":
                rows[name][column.name] = SECRET + ids[column.names]
            elif column.type == "text" and column.name not in ("currency", "side"):
                rows[name][column.name] = f"{SECRET} {column.name}"
    rows["people"] |= {"own": SECRET, "support": 0.5}
    rows["seats"] |= {"role": "approver"}
    rows["ratings"] |= {"measure": "support", "value": 0.5}
    rows["commitments"]["to"] = SECRET + "M"
    for name in ("contacts", "interactions", "stances", "facts"):
        rows[name] |= {"side": f"{SECRET} rival"}
    second = {"deal": SECRET + "D", "person": SECRET + "Q"}
    tables = {name: [row] for name, row in rows.items() if name != "relationships"}
    tables["people"].append(second)
    tables["relationships"] = [{"deal": SECRET + "D", "source": SECRET + "P", "target": SECRET + "Q", "kind": "trusts"}]
    return tables


def test_nothing_that_was_written_is_left():
    hidden = same_numbers(influence.StakeholderGraph.from_tables(**secret_tables()))
    for name in TABLES:
        table = hidden.table(name)
        assert len(table), name
        text = table.to_csv().casefold()
        assert SECRET.casefold() not in text, (name, text)
    assert "own" not in hidden.people
    assert hidden.notes.empty
    assert SECRET not in str(hidden.contacts["side"].tolist())


ANSWERS = [
    ("final_say", "Ann Bell"),
    ("final_say", "somebody in Xq"),
    ("stated_probability", "90%"),
    ("presented", "Ann Bell, users and Xq"),
    ("presented", "not sure"),
    ("presented", "maybe Xq"),
    ("budget", "I think Xq has 5"),
    ("terms", "30 days Xq"),
]


@pytest.mark.parametrize(("question", "answer"), ANSWERS)
def test_a_rule_hears_in_an_answer_what_it_heard_before(question, answer):
    people = [{"person": 7, "name": "Ann Bell", "title": "Xq head"}, {"person": 12, "name": "Bo Xq"}]
    seats = [{"person": 7, "role": "decision_maker"}, {"person": 12, "role": "approver"}]
    facts = [{"question": question, "answer": answer, "source": "Ann Bell", "date": "2024-01-05"}]
    graph = influence.StakeholderGraph.from_tables(people, seats=seats, facts=facts)
    hidden = same_numbers(graph)
    assert influence.diagnose(graph).detail["code"].tolist() == influence.diagnose(hidden).detail["code"].tolist()
    assert "Xq" not in hidden.table("facts").to_csv()
    assert "Ann" not in hidden.table("facts").to_csv()


def test_order_stays_whatever_the_ids_are():
    people = [{"person": number, "support": 0.1 * (number % 7)} for number in range(1, 120)]
    graph = influence.StakeholderGraph.from_tables(people)
    hidden = influence.pseudonymise(graph)
    assert hidden.people["support"].tolist() == graph.people["support"].tolist()


def test_departments_that_read_alike_still_do_and_others_do_not():
    people = [{"person": "A", "department": "Finance"}, {"person": "B", "department": "finance"},
              {"person": "C", "department": "IT"}]  # fmt: skip
    graph = influence.StakeholderGraph.from_tables(people, deals=[{"departments": "FINANCE; Law"}])
    departments = same_numbers(graph).people["department"]
    assert departments.nunique() == 3
    assert departments.str.replace("-", "").nunique() == 2


def test_a_topic_says_of_the_product_and_of_plans_what_it_said():
    met = [{"interaction": n, "side": "us", "person": "A", "member": "M", "topic": topic}
           for n, topic in enumerate(["price of Xq", "next steps with Xq", "Xq", None])]  # fmt: skip
    graph = influence.StakeholderGraph.from_tables([{"person": "A"}], interactions=met)
    topics = same_numbers(graph).table("interactions")["topic"]
    assert topics.fillna("").tolist() == ["topic 3 product", "topic 2 next steps", "topic 1", ""]


def test_people_whom_nobody_named_stay_nameless():
    met = [{"interaction": 1, "side": "us", "person": "A", "date": "2024-01-05"}]
    graph = influence.StakeholderGraph.from_tables([{"person": "A"}], interactions=met)
    assert influence.pseudonymise(graph).contacts["member"].tolist() == ["unnamed"]
