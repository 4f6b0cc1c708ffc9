"""Other libraries find the same paths, losses and cut points, deal by deal."""

from __future__ import annotations

import pytest

from benchmarks.elsewhere import LIBRARIES, require_same, ways_of


@pytest.mark.parametrize("name", LIBRARIES)
def test_other_libraries_agree(many, name):
    found = [LIBRARIES[name](ways) for ways in ways_of(many, len(many))]
    require_same(many, found)
