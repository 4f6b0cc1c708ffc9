"""A graph cut into blocks of whole deals holds the same deals, and gives the same scores."""

from __future__ import annotations

from functools import partial

import pandas as pd
import pytest

from influence import StakeholderGraph, score
from influence.analysis import score as scoring
from influence.graph.blocks import Blocks
from influence.tables.schema import TABLES


@pytest.fixture(scope="module")
def shuffled(many_tables):
    """The shared deals, the rows of every table in no order."""
    return StakeholderGraph.from_tables(
        **{name: table.sample(frac=1, random_state=1) for name, table in many_tables.items()}
    )


@pytest.mark.parametrize("people", [1, 50, 10**6])
def test_blocks_hold_every_deal_once_and_whole(shuffled, people):
    blocks = Blocks(shuffled, people)
    parts = [blocks[number] for number in range(len(blocks))]
    assert [deal for part in parts for deal in part] == list(shuffled)
    assert (len(parts) > 1) == (people < len(shuffled.people))
    for name in TABLES:
        assert sum(len(part.table(name)) for part in parts) == len(shuffled.table(name)), name
        for part in parts:
            assert part.table(name)["deal"].isin(part.all_deals).all(), name


def test_a_block_is_the_graph_of_its_deals_alone(shuffled):
    blocks = Blocks(shuffled, 50)
    for number in (0, len(blocks) // 2, len(blocks) - 1):
        block = blocks[number]
        alone = shuffled.only(*block)
        for name in TABLES:
            rows = alone.table(name).sort_values("deal", kind="stable", ignore_index=True)
            pd.testing.assert_frame_equal(block.table(name), rows)


@pytest.mark.parametrize("people", [60, 300])
def test_scores_do_not_depend_on_the_blocks(shuffled, monkeypatch, people):
    whole = score(shuffled)
    monkeypatch.setattr(scoring, "Blocks", partial(Blocks, people=people))
    pd.testing.assert_frame_equal(score(shuffled.assuming()), whole, check_exact=True)


def test_a_graph_without_people_is_one_block():
    nobody = StakeholderGraph.from_tables(people=[{"deal": "D", "person": "p"}]).without("p")
    assert len(Blocks(nobody)) == 1
    assert Blocks(nobody)[0] is nobody
