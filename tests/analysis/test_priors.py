"""What other deals of the account say of a person is a prior with its deal and age, asked again and never used."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import influence
from influence import InfluenceError, StakeholderGraph, UnknownName
from influence.tables.language import speaking
from tests.laws.laws import same

DEALS = [
    {"deal": "new", "account": "Acme", "as_of": "2024-05-30"},
    {"deal": "old", "account": "Acme", "as_of": "2024-05-30", "close_date": "2023-05-31", "outcome": "won"},
    {"deal": "recent", "account": "Acme", "as_of": "2024-05-01"},
    {"deal": "other", "account": "Umbrella", "as_of": "2024-05-01"},
]
PEOPLE = [
    {"deal": "new", "person": "ann"},
    {"deal": "new", "person": "bo", "support": 0.0},
    {"deal": "old", "person": "ann", "support": 1.0, "influence": 0.8},
    {"deal": "recent", "person": "ann", "support": -0.5},
    {"deal": "old", "person": "bo", "support": 0.5},
    {"deal": "other", "person": "ann", "support": 0.9},
    {"deal": "other", "person": "cy", "support": 0.9},
]
SEATS = [{"deal": "old", "person": "ann", "role": role} for role in ("user", "approver")]


def graph(people=PEOPLE, deals=DEALS, seats=SEATS, **more):
    return StakeholderGraph.from_tables(people, deals=deals, seats=seats, **more)


def of(found, deal, person, what):
    return found.detail.loc[("Acme", deal, person, what)]


def test_the_latest_deal_that_says_something_is_the_prior():
    found = influence.priors(graph())
    support = of(found, "new", "ann", "support")
    assert (support["value"], support["from_deal"], support["age"]) == (-0.5, "recent", 29)
    influential = of(found, "new", "ann", "influence")
    assert (influential["value"], influential["from_deal"], influential["age"]) == (0.8, "old", 365)
    role = of(found, "new", "ann", "role")
    assert (role["role"], role["from_deal"], role["known_here"]) == ("approver", "old", False)
    assert np.isnan(role["value"])


def test_another_account_says_nothing_and_what_is_known_here_is_said():
    found = influence.priors(graph())
    assert "other" not in found.detail.index.get_level_values("deal")
    assert of(found, "new", "bo", "support")["known_here"]
    assert found.by_account.loc["Acme"].to_dict() == {"deals": 3, "people": 2, "priors": 7, "unknown_here": 5}
    assert found.by_account.loc["Umbrella"].to_dict() == {"deals": 1, "people": 0, "priors": 0, "unknown_here": 0}
    same(influence.priors(graph(), "Acme").detail, found.detail)
    with pytest.raises(UnknownName, match="Acme"):
        influence.priors(graph(), "Acmee")


def test_what_is_later_than_the_deal_is_no_prior():
    """Support of the new deal would tell the old one how it came out."""
    people = [*PEOPLE[1:], {"deal": "new", "person": "ann", "support": 1.0}]
    found = influence.priors(graph(people)).detail
    assert "new" not in set(found.loc[("Acme", "recent"), "from_deal"])
    assert (found["age"].dropna() >= 0).all()


@pytest.mark.parametrize("told", [{"outcome": "lost"}, {"close_date": "2024-04-01"}])
def test_a_deal_of_which_its_end_or_its_day_is_not_known_is_of_its_own_day(told):
    deals = [DEALS[0], DEALS[2] | told]
    found = influence.priors(graph([row for row in PEOPLE if row["deal"] in ("new", "recent")], deals, None))
    assert of(found, "new", "ann", "support")["age"] == 29


def test_a_dated_rating_says_since_when():
    ratings = [
        {"deal": "recent", "rater": "m", "person": "ann", "measure": "support", "value": -0.5, "date": day}
        for day in ("2022-01-01", "2022-05-31")
    ]
    support = of(influence.priors(graph(ratings=ratings)), "new", "ann", "support")
    assert (support["from_deal"], support["value"], support["age"]) == ("old", 1.0, 365)


def test_without_a_day_the_age_is_unknown_and_a_dated_one_goes_before():
    deals = [{key: value for key, value in row.items() if key != "as_of" or row["deal"] != "recent"} for row in DEALS]
    assert of(influence.priors(graph(deals=deals)), "new", "ann", "support")["from_deal"] == "old"
    undated = [{"deal": row["deal"], "account": row["account"]} for row in DEALS]
    support = of(influence.priors(graph(deals=undated)), "new", "ann", "support")
    assert (support["from_deal"], support["value"]) == ("old", 1.0)
    assert np.isnan(support["age"])


def test_gaps_ask_whether_it_still_holds():
    deals = graph()
    gaps = (
        influence.information_gaps(deals, priors=influence.priors(deals)).detail.loc["new"].set_index(["what", "about"])
    )
    assert gaps["prior"].loc[("support", "ann")] == (
        "Deal recent says −0.50 (29 days before); ask whether it still holds."
    )
    assert gaps["prior"].loc[("role", "approver")] == (
        "ann had this role in deal old (365 days before); ask whether it still holds."
    )
    assert gaps["prior"].drop([("support", "ann"), ("role", "approver")]).isna().all()
    with speaking("zh"):
        told = influence.information_gaps(deals, priors=influence.priors(deals)).detail["prior"].dropna()
        assert told.str.contains("仍然成立").all()


def test_rule_000_19_no_number_takes_a_prior_for_a_fact(many):
    found = influence.priors(many)
    assert len(found.detail)
    plain, asked = (influence.information_gaps(many, priors=each) for each in (None, found))
    same(plain.summary, asked.summary)
    same(plain.detail.drop(columns="prior"), asked.detail.drop(columns="prior"))
    assert plain.detail["prior"].isna().all()
    assert asked.detail["prior"].notna().any()


def test_what_is_no_finding_of_priors_is_refused():
    with pytest.raises(InfluenceError, match=r"influence\.priors\(graph\)"):
        influence.information_gaps(graph(), priors=influence.coverage(graph()))


def test_without_accounts_there_is_nothing_to_say():
    found = influence.priors(StakeholderGraph.from_tables(pd.DataFrame({"deal": [1, 2], "person": ["a", "a"]})))
    assert (len(found.by_account), len(found.detail)) == (0, 0)
    assert found.detail.index.names == ["account", "deal", "person", "what"]
