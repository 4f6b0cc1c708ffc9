"""How senior a job title says that somebody is, with how sure that is."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import influence
from influence.read.crm import job_titles
from influence.read.crm.inferred_words import titles
from tests.read.crm.job_title_cases import (
    CHINESE_TITLES,
    ENGLISH_TITLES,
    KNOWN,
    TO_TRADITIONAL,
    UNKNOWN,
    cases,
    widened,
)


def test_titles_say_how_senior_somebody_is():
    levels = titles(pd.Series([title for title, _ in KNOWN]))["level"].fillna(UNKNOWN)
    wrong = [(title, level, found) for (title, level), found in zip(KNOWN, levels, strict=True) if found != level]
    assert not wrong


def test_there_are_enough_titles():
    assert len(set(cases(ENGLISH_TITLES))) > 120
    assert len(set(cases(CHINESE_TITLES))) > 80


def test_a_title_alone_is_never_sure():
    """Title alone never above Low: evidence grade 4."""
    asked = ["Account Manager", "产品经理", "Acting CEO", "CFO", "Lead Engineer", "VP Sales", "MD", "总经理助理"]
    assert titles(pd.Series(asked))["confidence"].between(0, 0.7, inclusive="right").all()


def test_an_acting_deputy_or_banking_rank_is_less_sure_than_the_rank():
    asked = pd.Series(["CEO", "Acting CEO", "VP", "SVP"])
    sure = dict(zip(asked, titles(asked)["confidence"], strict=True))
    assert sure["Acting CEO"] < sure["CEO"]
    assert sure["VP"] < sure["SVP"] < sure["CEO"]


def test_a_past_title_says_that_it_is_past():
    found = titles(pd.Series(["Former CEO", "原总经理", "Retired"]))
    assert found["word"].to_list() == ["former"] * 3
    assert found["confidence"].to_list() == [0, 0, 0]
    assert found["layer"].isna().all()


def test_every_word_of_rank_is_reached_and_means_what_the_table_says():
    for text, (level, confidence) in job_titles.PHRASES.items():
        found = job_titles.rank_of(text)
        assert (found.level, found.word) == ((level, text) if level else (0, None)), text
        assert found.confidence == pytest.approx(confidence), text


def test_levels_agree_with_the_grades_of_a_ministry():
    """The bundled organogram of DECC has grades that nobody derived from titles."""
    people = influence.datasets.load("uk_decc").people
    found = titles(people["title"])
    known = found["level"].notna().to_numpy()
    graded, read = people["level"].to_numpy(dtype=float)[known], found["level"].to_numpy()[known]
    layers = np.array(job_titles.LAYER_OF_LEVEL)[graded.astype(int) - 1]
    assert known.mean() > 0.9
    assert (abs(graded - read) <= 1).mean() > 0.97
    assert (found["layer"].to_numpy()[known] == layers).mean() > 0.9
    assert pd.Series(graded).corr(pd.Series(read), method="spearman") > 0.4


def test_levels_rank_a_firm_as_its_chart_does():
    people = influence.datasets.load("krackhardt_hightech").people
    assert titles(people["title"])["level"].rank(method="dense").to_list() == people["level"].to_list()


@pytest.mark.parametrize("change", [str.upper, str.title, widened, lambda text: text.translate(TO_TRADITIONAL)])
def test_case_width_and_script_change_no_rank(change):
    usual = titles(pd.Series([title for title, _ in KNOWN]))
    pd.testing.assert_frame_equal(titles(pd.Series([change(title) for title, _ in KNOWN])), usual)
