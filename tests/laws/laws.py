"""Laws of every finding: deals apart are deals together, and no order of rows changes anything."""

from __future__ import annotations

from pandas.testing import assert_frame_equal

from influence import StakeholderGraph


def frames(analysis, graph):
    """Both frames of a finding."""
    found = analysis(graph)
    return found.summary, found.detail


def same(one, other):
    """The same rows and values, of whatever type where all is unknown."""
    one, other = (frame.astype(object).where(frame.notna(), None) for frame in (one, other))
    assert_frame_equal(one, other, check_dtype=False, check_index_type=False, check_column_type=False)


def apart_is_together(analysis, graph):
    """Each deal by itself gives the rows that it has among the others."""
    together = frames(analysis, graph)
    for deal in graph.all_deals:
        for whole, part in zip(together, frames(analysis, graph.only(deal)), strict=True):
            same(part, whole[whole.index.get_level_values("deal") == deal])


def order_changes_nothing(analysis, tables, seed):
    """Neither the order of the rows changes a number or a name, nor does the analysis change a table."""
    shuffled = {name: table.sample(frac=1, random_state=seed) for name, table in tables.items()}
    before = {name: table.copy() for name, table in tables.items()}
    graphs = [StakeholderGraph.from_tables(**each) for each in (tables, shuffled)]
    for one, other in zip(*(frames(analysis, graph) for graph in graphs), strict=True):
        same(one, other)
    for name, table in before.items():
        assert_frame_equal(table, tables[name])
