"""Every problem has a code that a script can match."""

from __future__ import annotations

import pickle

import numpy as np
import pandas as pd
import pytest

import influence
from influence.tables.problems import CODES, COLUMNS, Problems
from tests.tables.broken import with_cell
from tests.tables.test_validation import sound

RELATIONSHIPS = sound()["relationships"]

# What is wrong with the sound tables, and the code it must have.
ONE_FAULT = {
    "missing_column": {"seats": sound()["seats"].drop(columns="role")},
    "misspelt_column": {"people": sound()["people"].rename(columns={"support": "suport"})},
    "duplicate_column": {"people": pd.concat([sound()["people"], sound()["people"][["level"]]], axis=1)},
    "missing_value": with_cell(sound(), "ratings", 0, "value", None),
    "not_a_number": with_cell(sound(), "people", 0, "support", "often"),
    "infinite": with_cell(sound(), "people", 0, "support", np.inf),
    "out_of_range": with_cell(sound(), "people", 0, "support", 1.5),
    "not_true_or_false": with_cell(sound(), "seats", 0, "veto", "perhaps"),
    "not_a_date": with_cell(sound(), "deals", 0, "as_of", "yesterday"),
    "unknown_choice": with_cell(sound(), "seats", 0, "role", "king"),
    "mixed_ids": with_cell(sound(), "seats", 0, "person", 7),
    "lookalike_id": with_cell(sound(), "people", 1, "person", "ann"),
    "duplicate_row": with_cell(sound(), "people", 1, "person", "Ann"),
    "unknown_person": with_cell(sound(), "contacts", 0, "person", "Zoe"),
    "unknown_deal": with_cell(sound(), "contacts", 0, "deal", "mill"),
    "related_to_self": with_cell(sound(), "relationships", 2, "target", "Cy"),
    "second_boss": {"relationships": pd.concat([RELATIONSHIPS, RELATIONSHIPS.iloc[[1]].assign(target="Ann")])},
    "reporting_circle": {
        "relationships": pd.concat([RELATIONSHIPS, RELATIONSHIPS.iloc[[1]].assign(source="Ann", target="Cy")])
    },
    "misspelt_side": with_cell(sound(), "contacts", 0, "side", "US"),
    "not_an_id": with_cell(sound(), "people", 1, "person", 1.5),
    "empty_table": {"people": sound()["people"].iloc[:0]},
}


@pytest.mark.parametrize("code", ONE_FAULT)
def test_a_fault_has_its_code(code):
    found = influence.check({**sound(), **ONE_FAULT[code]})
    assert code in found["code"].tolist(), found.to_string()
    assert set(found["code"]) <= set(CODES)
    assert tuple(found) == COLUMNS


def test_every_code_says_what_it_means_in_one_sentence():
    for code, meaning in CODES.items():
        assert code == code.lower()
        assert code.isidentifier()
        assert meaning.endswith(".")
        assert len(meaning) < 100


def test_a_code_that_is_not_listed_is_refused():
    with pytest.raises(influence.UnknownName, match="did you mean 'out_of_range'"):
        Problems().add_whole("people", None, None, "is wrong", "correct it", code="out_of_rang")


def test_nothing_wrong_is_a_table_without_rows():
    assert tuple(Problems().frame) == COLUMNS
    assert not Problems()


def test_errors_survive_being_sent_to_another_process():
    problems = influence.check(with_cell(sound(), "people", 0, "support", 9))
    for error in (influence.InvalidData(problems), influence.UnknownName("deal", "plnt", ["plant"])):
        back = pickle.loads(pickle.dumps(error))
        assert type(back) is type(error)
        assert str(back) == str(error)
    assert pickle.loads(pickle.dumps(influence.InvalidData(problems))).problems.equals(problems)
