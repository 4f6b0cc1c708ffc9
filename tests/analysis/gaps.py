"""Words in which tests of the gaps are written."""

from __future__ import annotations

import pandas as pd

from influence.analysis.information_gaps import information_gaps


def frame(**columns):
    return pd.DataFrame({"deal": "deal", **columns})


def rows(graph, what, **given):
    detail = information_gaps(graph, **given).detail
    return detail[detail["what"] == what]


def gap(graph, what, about, **given):
    found = rows(graph, what, **given)
    return found[found["about"] == about].iloc[0]


def places_found(found):
    return list(zip(found.index.get_level_values("deal"), found["about"], strict=True))
