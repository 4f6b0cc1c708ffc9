"""Columns of dates as days, and who a text names."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Floats, Ints
from influence.graph.arrays import Arrays
from influence.tables.spelling import plain


def days(arrays: Arrays, table: str, column: str) -> Floats:
    """A column of dates in days since 1970; NaN where unknown."""
    frame = arrays.table(table)
    if frame is None or column not in frame:
        return np.full(0 if frame is None else len(frame), np.nan)
    dates = frame[column].to_numpy(dtype="datetime64[s]")
    return np.where(np.isnat(dates), np.nan, dates.astype("datetime64[D]").astype(float))


def dates(since_1970: Floats) -> Any:
    """Days since 1970 as dates; unknown where a day is NaN."""
    known = ~np.isnan(since_1970)
    found = np.full(len(since_1970), np.datetime64("NaT", "s"), dtype="datetime64[s]")
    found[known] = since_1970[known].astype("datetime64[D]")
    return found


def deal_days(arrays: Arrays, column: str) -> Floats:
    """A date of each deal in days since 1970; NaN where unknown."""
    values = np.full(arrays.n_deals, np.nan)
    if arrays.table("deals") is not None:
        values[arrays.keys.deal["deals"]] = days(arrays, "deals", column)
    return values


def names_of(arrays: Arrays, ids: pd.Series) -> Any:
    """What to call whom an id of each deal means: a person by name, a member by id; None where the id is unknown."""
    told = ids.astype(object).where(ids.notna(), None)
    names = told.map(str, na_action="ignore").to_numpy(dtype=object, copy=True)
    own = pd.Series(arrays.person_ids(np.arange(arrays.n_people)))
    if ids.dtype != own.dtype:
        ids, own = told, own.astype(object)
    named = own == ids.array.take(arrays.person_deal)
    meant = np.flatnonzero(named.to_numpy(dtype=bool, na_value=False))
    names[arrays.person_deal[meant]] = arrays.names_of(meant)
    return names


def people_named(arrays: Arrays, deal: Ints, texts: pd.Series) -> Ints:
    """Who of the deal each text names, by id or by a name that only one person there has; -1 where it is nobody."""
    known = texts.notna().to_numpy()
    found = np.full(len(texts), -1)
    if not known.any():
        return found
    wanted = pd.MultiIndex.from_arrays([deal[known], [plain(str(text)) for text in texts[known]]])
    people = np.flatnonzero(np.isin(arrays.person_deal, deal[known]))
    ids = arrays.person_texts[people]
    # Ids go before names: of equals the first is kept where one person has both, and neither where two share a name.
    matches = np.full(known.sum(), -1)
    for names in (arrays.person_names[people], ids):
        plain_names = [plain(str(name)) for name in names]
        index = pd.MultiIndex.from_arrays([arrays.person_deal[people], plain_names])
        unique = ~index.duplicated(keep=False)
        place = index[unique].get_indexer(wanted)
        matches = np.where(place >= 0, np.append(people[unique], -1)[place], matches)
    found[known] = matches
    return found
