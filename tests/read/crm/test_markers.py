"""Markers in names, such as (DM) and (GONE): found, taken out, and never invented."""

from __future__ import annotations

import pandas as pd
import pytest

from influence.read.crm import inferred_words
from influence.read.crm.inferred_words import markers
from tests.read.crm.job_title_cases import (
    TO_TRADITIONAL,
    widened,
)

MARKED = [
    ("Ann Lee (DM)", "Ann Lee", "decision_maker"),
    ("Ann Lee (dm)", "Ann Lee", "decision_maker"),
    ("Ann Lee（DM）", "Ann Lee", "decision_maker"),
    ("Ann Lee （ＤＭ）", "Ann Lee", "decision_maker"),
    ("Ann Lee [DM]", "Ann Lee", "decision_maker"),
    ("(DM) Ann Lee", "Ann Lee", "decision_maker"),
    ("Ann (DM) Lee", "Ann Lee", "decision_maker"),
    ("Ann Lee - DM", "Ann Lee", "decision_maker"),
    ("Ann Lee | DM", "Ann Lee", "decision_maker"),
    ("Ann Maria Lee DM", "Ann Maria Lee", "decision_maker"),
    ("Ann Lee (CFO/DM)", "Ann Lee", "decision_maker"),
    ("Ann Lee (Decision Maker)", "Ann Lee", "decision_maker"),
    ("Bob Stone (GONE)", "Bob Stone", "gone"),
    ("Bob Stone (Gone - moved to Acme)", "Bob Stone", "gone"),
    ("Bob Stone (Retired)", "Bob Stone", "gone"),
    ("Bob Stone (left 03/2021)", "Bob Stone", "gone"),
    ("Bob Stone (retired in June 2020)", "Bob Stone", "gone"),
    ("Bob Stone (DM) (GONE)", "Bob Stone", "gone"),
    ("Bob Stone - no longer there", "Bob Stone", "gone"),
    ("Bob Stone no longer with company", "Bob Stone", "gone"),
    ("Bob Stone, retired", "Bob Stone", "gone"),
    ("Bob Stone RETIRED", "Bob Stone", "gone"),
    ("Bob *left*", "Bob", "gone"),
    ("**GONE** Bob Stone", "Bob Stone", "gone"),
    ("GONE - Bob Stone", "Bob Stone", "gone"),
    ("Left Company - Bob Stone", "Bob Stone", "gone"),
    ("DO NOT CALL Bob Stone", "Bob Stone", "do_not_contact"),
    ("Bob Stone DO NOT CALL", "Bob Stone", "do_not_contact"),
    ("bob stone do not call", "bob stone", "do_not_contact"),
    ("Bob Stone - Do-Not-Call", "Bob Stone", "do_not_contact"),
    ("Do Nguyen (DO NOT CALL)", "Do Nguyen", "do_not_contact"),
    ("Bob Stone DNC", "Bob Stone", "do_not_contact"),
    ("DNC: Bob Stone", "Bob Stone", "do_not_contact"),
    ("Ann Lee (signs)", "Ann Lee", "approver"),
    ("Ann Lee (Economic Buyer)", "Ann Lee", "approver"),
    ("Ann Lee (primary contact)", "Ann Lee", "primary"),
    ("Ann Lee (NEW)", "Ann Lee", "new"),
    ("Ann Lee (duplicate)", "Ann Lee", "duplicate"),
    ("Ann Lee {dm}", "Ann Lee", "decision_maker"),
    ("[GONE] Bob Stone", "Bob Stone", "gone"),
    ("王伟（已离职）", "王伟", "gone"),
    ("王伟(离职)", "王伟", "gone"),
    ("王偉（已離職）", "王偉", "gone"),
    ("王伟-离职", "王伟", "gone"),
    ("王伟已离职", "王伟", "gone"),
    ("【离职】王伟", "王伟", "gone"),
    ("王伟（已退休）", "王伟", "gone"),
    ("王伟 决策人", "王伟", "decision_maker"),
    ("王伟（决策者）", "王伟", "decision_maker"),
    ("王伟【拍板人】", "王伟", "decision_maker"),
    ("王伟DM", "王伟", "decision_maker"),
    ("王伟（审批人）", "王伟", "approver"),
    ("王伟（勿扰）", "王伟", "do_not_contact"),
    ("王伟 请勿联系", "王伟", "do_not_contact"),
]  # fmt: skip


def test_markers_are_taken_out_of_names():
    found = markers(pd.Series([written for written, _, _ in MARKED]))
    for (written, name, marker), row in zip(MARKED, found.itertuples(), strict=True):
        assert (row.name, row.marker) == (name, marker), written
        assert 0 < row.confidence <= 0.9, written
        assert row.word, written


PEOPLE = [
    "Do Nguyen", "Do Not Nguyen", "DO NGUYEN", "Do Call", "Nguyen Do", "Dr. Gone", "Max Retired", "Max Gone",
    "Peter Left", "Jean GONE", "Peter LEFT", "Gone, Peter", "Left, Peter", "New, Anna", "Smith, DM", "DM Smith",
    "Dm Lee", "Nguyen DM", "Smith DM", "D. M. Lee", "William (Bill) Gates", "Ann Lee (née Left)",
    "Ann Lee (New York)", "Ann Lee (Gone Girl)", "Ann Lee (Left Bank)", "Ann Lee (not DM)",
    "Ann Lee (Smith, New)", "Ann Smith-Gone", "Anna Smith - New", "JOHN GONE", "Col. John Smith (Ret.)",
    "Gen John Smith (Retired)", "Ann Lee no longer DM", "Ann Lee not decision maker", "Mary New", "New Ling",
    "Primary Jones", "Moved Singh", "Dup Tsering", "李新", "李新人", "王主", "关键", "陈离", "阿里·新",
    "非决策人", "王伟不是决策人", "", " ", "-", "O'Left", "Jean-Luc Left", "Ret Smith", "Poc Chan",
]  # fmt: skip


def test_people_are_not_taken_for_markers():
    """515 of 2,628 hits of a search for words were false: a missed marker does less harm than an invented one."""
    found = markers(pd.Series(PEOPLE, dtype=object))
    for name, row in zip(PEOPLE, found.itertuples(), strict=True):
        assert (row.name, row.marker, row.confidence, row.word) == (name, None, 0, None), name


def test_a_name_that_is_only_a_marker_is_kept():
    found = markers(pd.Series(["DO NOT CALL", "(GONE)"]))
    assert found["name"].to_list() == ["DO NOT CALL", "(GONE)"]
    assert found["marker"].to_list() == ["do_not_contact", "gone"]


def test_a_question_mark_halves_the_confidence():
    sure, unsure = markers(pd.Series(["Ann Lee (DM)", "Ann Lee (DM?)"]))["confidence"]
    assert unsure == sure / 2


def test_everything_cut_out_of_a_name_is_told():
    assert markers(pd.Series(["Bob (CFO/DM) Stone (GONE)"]))["word"].item() == "CFO/DM; GONE"


def forms_of(word):
    """The names in which a word must be found to be a marker."""
    apart = [f"Ann Lee - {word}", f"{word} - Ann Lee", f"*{word}* Ann Lee"]
    within = [f"Ann {word} Lee"] if " " in word and word != "no longer" else []
    return [f"Ann Lee ({word})", f"Ann Lee ({word.upper()})",
            *(apart if word not in inferred_words._ONLY_IN_BRACKETS else []), *within]  # fmt: skip


def test_every_word_of_a_marker_is_found_in_brackets_and_most_apart():
    """The quick look for anything suspicious may not hide a word."""
    asked = [(form, marker) for word, marker in inferred_words._MARKER_OF.items() for form in forms_of(word)]
    found = markers(pd.Series([form for form, _ in asked]))
    for (form, marker), row in zip(asked, found.itertuples(), strict=True):
        assert (row.name, row.marker) == ("Ann Lee", marker), form


@pytest.mark.parametrize("change", [widened, lambda text: text.translate(TO_TRADITIONAL)])
def test_width_and_script_change_no_marker(change):
    found = markers(pd.Series([change(written) for written, _, _ in MARKED]))
    for (written, name, marker), row in zip(MARKED, found.itertuples(), strict=True):
        assert (row.name, row.marker) == (change(name), marker), written
