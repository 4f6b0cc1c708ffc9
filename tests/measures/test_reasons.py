"""Why somebody stands where they stand limits how far they can be moved (rule 003-10)."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import influence
from influence.tables.assumptions import OPENNESS_CEILINGS
from influence.tables.schema import REASONS


def person(openness, reason):
    return influence.StakeholderGraph.from_tables([{"person": "Ann", "openness": openness, "reason": reason}])


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("openness", [0.0, 0.25, 0.9])
def test_rule_003_10_openness_is_no_larger_than_the_reason_allows(openness, reason):
    graph = person(openness, reason)
    assert graph.arrays.measure("openness").tolist() == [min(openness, OPENNESS_CEILINGS[reason])]
    assert graph.people["openness"].tolist() == [openness]


def test_without_a_reason_there_is_no_ceiling_and_unknown_stays_unknown():
    assert person(0.9, None).arrays.measure("openness").tolist() == [0.9]
    unknown = person(None, "faction").arrays
    assert np.isnan(unknown.measure("openness")).all()
    assert unknown.measure("openness", 0.5).tolist() == [0.2]


def test_the_ceilings_are_assumptions():
    stubborn = person(0.9, "habit").assuming(openness_ceilings={**OPENNESS_CEILINGS, "habit": 0.1})
    assert stubborn.arrays.measure("openness").tolist() == [0.1]
    with pytest.raises(influence.InfluenceError, match="give a number for each of conviction, interest, loyalty"):
        stubborn.assuming(openness_ceilings={"habit": 0.1})
    with pytest.raises(influence.InfluenceError, match=r"openness_ceilings\['habit'\] is 2; give a number from 0 to 1"):
        stubborn.assuming(openness_ceilings={**OPENNESS_CEILINGS, "habit": 2})


def test_a_reason_counts_as_a_smaller_openness_and_as_nothing_else(many):
    people = many.people
    ceiling = people["reason"].map(OPENNESS_CEILINGS).astype(float)
    # Unknown openness is left without a reason: a ceiling would be all that is known of it.
    people["reason"] = people["reason"].where(people["openness"].notna())
    lowered = people.assign(
        openness=np.fmin(people["openness"], ceiling).where(people["openness"].notna()), reason=None
    )
    with_reasons, without = many.replaced(people=people, ratings=None), many.replaced(people=lowered, ratings=None)
    for analysis in (influence.support, influence.entry_points, influence.strategies):
        found, expected = analysis(with_reasons), analysis(without)
        pd.testing.assert_frame_equal(found.by_deal, expected.by_deal)
