"""What a graph fills in when it is made: influence from its parts, layers, rated measures; known cells stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from influence.tables.keys import Keys
from influence.tables.schema import LAYERS, MEASURES, TABLES
from influence.tables.spelling import plain


def completed(people: pd.DataFrame, tables: Mapping[str, pd.DataFrame], keys: Keys) -> pd.DataFrame:
    """The people with influence and layers filled in; known cells are never touched."""
    people = people.copy(deep=False)
    parts = [people[part] for part in ("formal_influence", "personal_influence") if part in people]
    if parts:
        known = np.logical_or.reduce([part.notna() for part in parts])
        combined = 1 - np.prod([1 - part.fillna(0) for part in parts], axis=0)
        _fill(people, "influence", np.where(known, combined, np.nan))
    _fill(people, "layer", _layers(people, tables, keys))
    ordered = TABLES["people"].in_order(people)
    return people if list(people) == ordered else people[ordered]


def with_ratings(
    people: pd.DataFrame, tables: Mapping[str, pd.DataFrame], keys: Keys, *, latest: bool
) -> pd.DataFrame | None:
    """The people with the median of their ratings where a measure is unknown; None where that fills in nothing.

    With `latest` the median of what each rater said last (docs/model.md section 22), else of all ratings.
    """
    if "ratings" not in tables:
        return None
    ratings = tables["ratings"].assign(person=keys.person["ratings", "person"])
    views = _latest(ratings) if latest else ratings
    filled, changed = people.copy(), False
    for measure in MEASURES:
        rated = views[views["measure"] == measure].groupby("person")["value"].median()
        changed |= _fill(filled, measure, rated.reindex(people.index).to_numpy())
    return filled[TABLES["people"].in_order(filled)] if changed else None


def _latest(ratings: pd.DataFrame) -> pd.DataFrame:
    """What each rater says now, as `agreement` reads it: dated before undated, the mean of several of one day."""
    names = {name: plain(name) for name in ratings["rater"].unique()}
    day = ratings["date"].to_numpy("datetime64[D]").astype(np.int64) if "date" in ratings else 0  # unknown is smallest
    views = ratings.assign(rater=ratings["rater"].map(names), day=day)
    whose = ["person", "measure", "rater"]
    newest = views[views["day"] == views.groupby(whose)["day"].transform("max")]
    return newest.groupby(whose)["value"].mean().reset_index()


def _fill(people: pd.DataFrame, column: str, values: Any) -> bool:
    """Write the known ones of these values where the column is unknown; whether there are any."""
    known = pd.notna(values)
    if column not in people:
        if known.any():
            people[column] = values
        return bool(known.any())
    unknown = people[column].isna().to_numpy()
    if unknown.any():
        people[column] = people[column].mask(unknown, values)
    return bool((known & unknown).any())


def _layers(people: pd.DataFrame, tables: Mapping[str, pd.DataFrame], keys: Keys) -> Any:
    """The top level decides, whoever has reports manages, the rest operates (rule 002-3)."""
    layer = np.full(len(people), LAYERS.index("operations"))
    if "relationships" in tables:
        reports = (tables["relationships"]["kind"] == "reports_to").to_numpy(dtype=bool)
        layer[keys.person["relationships", "target"][reports]] = LAYERS.index("management")
    if "level" in people:
        layer[(people["level"] == 1).to_numpy(dtype=bool, na_value=False)] = LAYERS.index("decision")
    return pd.Series(LAYERS).array.take(layer)
