"""What a law of every analysis needs: the list of analyses, and how to compare what they find."""

from __future__ import annotations

import inspect
from functools import partial

import pandas as pd
from pandas.testing import assert_frame_equal

import influence


def _answers_of_a_graph_alone(function):
    if not inspect.isfunction(function):
        return False
    signature = inspect.signature(function)
    needed = [name for name, each in signature.parameters.items() if each.default is each.empty]
    return needed == ["graph"] and signature.return_annotation in ("Finding", "pd.DataFrame")


# A new analysis is under every law as soon as it is public.
ANALYSES = {name: getattr(influence, name) for name in influence.__all__}
ANALYSES = {name: function for name, function in ANALYSES.items() if _answers_of_a_graph_alone(function)}
ANALYSES.pop("contact_matrix")  # Of one deal only.
ANALYSES["supporters with past coaches"] = partial(influence.supporters, past_coaches=["p0", "pz0"])
ANALYSES["trend"] = partial(influence.trend, days=["2024-01-15", "2024-05-31"])


def frames(analysis, graph):
    """What an analysis finds, as frames."""
    found = analysis(graph)
    return [found] if isinstance(found, pd.DataFrame) else [found.summary, found.detail]


def same(one, other, **tolerance):
    """The same rows and values, of whatever type where all is unknown; to 1e-12 unless told otherwise."""
    loose = {"check_dtype": False, "check_index_type": False, "check_column_type": False}
    assert_frame_equal(plain(one), plain(other), **loose, **(tolerance or {"rtol": 0, "atol": 1e-12}))


def plain(frame):
    """The frame with one sign for all that is unknown."""
    return frame.astype(object).where(frame.notna(), None)
