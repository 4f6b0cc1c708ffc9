"""What a graph fills in when it is made: influence from its parts, rated measures, layers; known cells stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from influence.tables.keys import Keys
from influence.tables.schema import LAYERS, MEASURES, TABLES


def completed(people: pd.DataFrame, tables: Mapping[str, pd.DataFrame], keys: Keys) -> pd.DataFrame:
    """The people with influence, rated measures and layers filled in; known cells are never touched."""
    people = people.copy()
    parts = [people[part] for part in ("formal_influence", "personal_influence") if part in people]
    if parts:
        known = np.logical_or.reduce([part.notna() for part in parts])
        combined = 1 - np.prod([1 - part.fillna(0) for part in parts], axis=0)
        _fill(people, "influence", np.where(known, combined, np.nan))
    if "ratings" in tables:
        ratings = tables["ratings"].assign(person=keys.person["ratings", "person"])
        for measure in MEASURES:
            rated = ratings[ratings["measure"] == measure].groupby("person")["value"].median()
            _fill(people, measure, rated.reindex(people.index).to_numpy())
    _fill(people, "layer", _layers(people, tables, keys))
    own = [name for name in TABLES["people"].by_name if name in people]
    return people[own + [header for header in people if header not in own]]


def _fill(people: pd.DataFrame, column: str, values: np.ndarray[Any, Any]) -> None:
    if column in people:
        unknown = people[column].isna()
        if unknown.any():
            people[column] = people[column].mask(unknown, values)
    elif pd.notna(values).any():
        people[column] = values


def _layers(people: pd.DataFrame, tables: Mapping[str, pd.DataFrame], keys: Keys) -> np.ndarray[Any, Any]:
    """The top level decides, whoever has reports manages, the rest operates (rule 002-3)."""
    layer = np.full(len(people), LAYERS.index("operations"))
    if "relationships" in tables:
        reports = (tables["relationships"]["kind"] == "reports_to").to_numpy(dtype=bool)
        layer[keys.person["relationships", "target"][reports]] = LAYERS.index("management")
    if "level" in people:
        layer[(people["level"] == 1).to_numpy(dtype=bool, na_value=False)] = LAYERS.index("decision")
    return np.array(LAYERS, dtype=object)[layer]
