"""What holds of everything inferred from words: any text has an answer, and it depends on the text alone."""

from __future__ import annotations

import unicodedata

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from influence.read.crm import inferred_words, job_titles
from influence.read.crm.inferred_words import MARKERS, contact_roles, markers, outcomes, titles
from influence.tables.schema import LAYERS, OUTCOMES, ROLES
from influence.tables.spelling import TRADITIONAL
from influence.tables.vocabulary import VALUES
from tests.read.crm.job_title_cases import (
    widened,
)

FUNCTIONS = {"titles": titles, "markers": markers, "contact_roles": contact_roles, "outcomes": outcomes}


COLUMNS = {
    "titles": ["level", "layer", "confidence", "word"],
    "markers": ["name", "marker", "confidence", "word"],
    "contact_roles": ["role", "claim", "confidence", "word"],
    "outcomes": ["outcome", "confidence", "word"],
}


CHOICES = {"layer": LAYERS, "marker": MARKERS, "role": ROLES, "claim": ("coach",), "outcome": OUTCOMES}


WORDS = [
    *job_titles.PHRASES, *inferred_words._MARKER_OF, *(word for words in VALUES["role"].values() for word in words),
    "Ann", "Lee", "of", "to", "the", "and", "&", ",", "/", "(", ")", "-", "former", "ex", "deputy", "acting", "副",
    "前", "部", "'s", "not", "won", "lost", "closed", "champion", "sales", "office", "王伟", "?", "İ", "ı", "ſ",
    "ﬁ", "1",
]  # fmt: skip


PHRASES = st.lists(st.sampled_from(WORDS), max_size=6).flatmap(
    lambda words: st.sampled_from(["", " "]).map(lambda between: between.join(words))
)


TEXTS = st.none() | PHRASES | st.text(max_size=40)


named = pytest.mark.parametrize("function", FUNCTIONS)


def answers(function, texts, **given):
    found = FUNCTIONS[function](pd.Series(texts, dtype=object, **given))
    return found.astype(object).where(found.notna(), None)


@named
@given(texts=st.lists(TEXTS, max_size=8))
def test_any_text_has_an_answer_within_its_range(function, texts):
    found = FUNCTIONS[function](pd.Series(texts, dtype=object))
    assert list(found) == COLUMNS[function]
    assert found["confidence"].dtype == float
    assert found["confidence"].between(0, 0.7 if function == "titles" else 0.95).all()
    for column in set(CHOICES) & set(found):
        assert set(found[column].dropna()) <= set(CHOICES[column])
    said = found[list(set(CHOICES) & set(found))].notna().any(axis=1)
    assert said.equals(found["confidence"] > 0)
    assert not (said & found["word"].isna()).any()


@named
@given(texts=st.lists(TEXTS, max_size=8), seed=st.randoms(use_true_random=False))
def test_answers_depend_on_the_text_alone(function, texts, seed):
    rows = [*range(len(texts))]
    seed.shuffle(rows)
    apart = [answers(function, [text]).iloc[0].to_list() for text in texts]
    mixed = answers(function, [texts[row] for row in rows], index=rows)
    assert mixed.index.to_list() == rows
    assert mixed.sort_index().to_numpy().tolist() == apart


@named
@pytest.mark.parametrize("missing", [None, np.nan, pd.NA])
def test_unknown_stays_unknown(function, missing):
    found = FUNCTIONS[function](pd.Series([missing, "x", missing], dtype=object)).iloc[[0, 2]]
    assert found.drop(columns="confidence").isna().all(axis=None)
    assert (found["confidence"] == 0).all()


@named
@pytest.mark.parametrize("dtype", [object, "string", "category"])
def test_any_kind_of_text_column_is_read_and_left_alone(function, dtype):
    texts = pd.Series(["CEO", "Ann (DM)", "User", "Closed Won", None], index=list("abcde"), dtype=dtype)
    before = texts.copy()
    found = FUNCTIONS[function](texts)
    assert found.index.equals(texts.index)
    assert (found["confidence"] > 0).any()
    pd.testing.assert_series_equal(texts, before)


@named
def test_no_rows_give_no_rows(function):
    found = FUNCTIONS[function](pd.Series([], dtype=object))
    assert list(found) == COLUMNS[function]
    assert len(found) == 0


@given(st.lists(PHRASES, min_size=1, max_size=5))
def test_case_and_width_change_no_rank_of_any_phrase(texts):
    plainly = [unicodedata.normalize("NFKC", text).lower() for text in texts if text.isascii()]
    usual = titles(pd.Series(plainly, dtype=object))
    for change in (str.upper, widened):
        pd.testing.assert_frame_equal(titles(pd.Series([change(text) for text in plainly], dtype=object)), usual)


@given(st.lists(PHRASES | st.text(max_size=40), max_size=5))
def test_level_and_layer_say_the_same(texts):
    """Rule 002-3: levels 1 and 2 decide, 3 and 4 manage, 5 operates."""
    found = titles(pd.Series(texts, dtype=object))
    expected = {1: "decision", 2: "decision", 3: "management", 4: "management", 5: "operations"}
    assert [expected.get(level) for level in found["level"]] == found["layer"].to_list()


def test_every_word_of_the_tables_is_written_with_simplified_characters():
    words = [*job_titles.PHRASES, *inferred_words._MARKER_OF]
    assert [word for word in words if set(word) & set(TRADITIONAL)] == []
