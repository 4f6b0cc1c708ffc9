"""A role that nobody can read beside roles that are understood, and committees whose roles are hardly understood."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from influence import committee, coverage
from influence.read import salesforce
from influence.read.crm.understood_roles import unclear_deals
from influence.tables.languages import languages
from influence.tables.schema import ROLES


def export(folder, deals):
    """Contacts, opportunities and roles; `deals` is the roles of each deal, in their order."""
    said = [(f"006{deal}", f"003{deal}{number}", role) for deal in deals for number, role in enumerate(deals[deal])]
    tables = {
        "Contact": ["Id,LastName", *(f"{person},N{person}" for _, person, _ in said)],
        "Opportunity": ["Id,Name,StageName", *(f"006{deal},Press {deal},Negotiation" for deal in deals)],
        "OpportunityContactRole": ["OpportunityId,ContactId,Role", *(f'{a},{b},"{role}"' for a, b, role in said)],
    }
    for name, lines in tables.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def weights(graph):
    return graph.seats.set_index("person")["weight"].to_dict()


class TestOneOddRole:
    @pytest.mark.parametrize("odd", ["Billing contact", "Wizard", "Ansprechpartner Messe", "Facturation"])
    def test_the_committee_of_the_understood_roles_stays(self, tmp_path, odd):
        graph = salesforce(export(tmp_path, {"A": ["Economic Buyer", "Technical Buyer", "User", odd]}))
        assert graph.seats["role"].tolist() == ["approver", "evaluator", "user", "other"]
        assert graph.seats["weight"].tolist() == [1, 1, 0, 0]
        assert committee(graph).by_deal["voters"].tolist() == [2]

    def test_each_unknown_role_is_noted_by_name_with_a_remedy_that_works(self, tmp_path):
        roles = ["Economic Buyer", "Technical Buyer", "Billing contact", "Wizard"]
        graph = salesforce(export(tmp_path, {"A": roles}))
        notes = graph.notes.query("action == 'kept out' and column == 'role'")
        assert notes["source"].str.extract("^'(.*?)' is no role that is known")[0].tolist() == roles[2:]
        assert notes["source"].str.endswith(f"write one of {', '.join(ROLES)}").all()
        graph = salesforce(export(tmp_path, {"A": [*roles[:3], "approver"]}))
        assert weights(graph) == {"003A0": 1, "003A1": 1, "003A2": 0, "003A3": 1}

    def test_two_unknown_roles_of_one_person_are_both_named(self, tmp_path):
        folder = export(tmp_path, {"A": ["Economic Buyer", "Technical Buyer", "Billing contact"]})
        with (folder / "OpportunityContactRole.csv").open("a", encoding="utf-8") as file:
            file.write("006A,003A2,Wizard\n")
        graph = salesforce(folder)
        assert graph.notes["source"].str.contains("'Wizard' is no role that is known").sum() == 1
        assert graph.seats["role"].tolist() == ["approver", "evaluator", "other"]


class TestTooFewUnderstood:
    def test_a_deal_with_fewer_than_half_of_its_roles_understood_has_no_committee(self, tmp_path):
        known = ["Economic Buyer", "Technical Buyer", "User"]
        graph = salesforce(export(tmp_path, {"A": known, "B": ["Economic Buyer", "Wizard", "Sage"]}))
        assert weights(graph) == {"003A0": 1, "003A1": 1, "003A2": 0, "003B0": 0, "003B1": 0, "003B2": 0}
        assert coverage(graph).by_deal["committee_source"].tolist() == ["seats", "assumed"]

    def test_the_whole_export_tells_of_a_language_that_is_not_known(self, tmp_path):
        deals = {"A": ["Approver", "Päätöksentekijä"], "B": ["Arvioija"], "C": ["Käyttäjä"], "D": ["Approver"]}
        graph = salesforce(export(tmp_path, deals))
        assert weights(graph) == {"003A0": 0, "003A1": 0, "003B0": 0, "003C0": 0, "003D0": 1}

    def test_a_role_in_another_alphabet_may_be_whoever_decides(self, tmp_path):
        roles = ["Economic Buyer", "Technical Buyer", "User", "Лицо, принимающее решение"]
        graph = salesforce(export(tmp_path, {"A": roles}))
        assert graph.seats["weight"].tolist() == [0, 0, 0, 0]
        notes = graph.notes.query("action == 'kept out' and column == 'weight'")
        assert notes["source"].str.contains("too few roles of this deal could be read.*write one of approver").all()


@pytest.mark.parametrize("language", [name for name in languages() if "values" in languages()[name]])
def test_half_is_enough_in_every_language(language):
    roles = languages()[language]["values"]["role"]
    known = [roles["decision_maker"][0], roles["user"][0]]
    for odd, unclear in ((1, set()), (2, set()), (3, {7})):
        written = pd.Series([*known, *(known[0][0] * (3 + number) for number in range(odd))])
        unknown = np.array([False, False, *[True] * odd])
        assert unclear_deals(np.full(len(written), 7), written, unknown) == unclear


def test_deals_without_an_unknown_role_are_clear_whatever_the_others_have():
    written, unknown = pd.Series(["User", "x", "y", "z"]), np.array([False, True, True, True])
    assert unclear_deals(np.array([1, 2, 2, 2]), written, unknown) == {2}
    assert unclear_deals(np.array([], dtype=np.int64), pd.Series([], dtype=object), np.array([], dtype=bool)) == set()
