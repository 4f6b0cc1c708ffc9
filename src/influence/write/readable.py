"""Tables as people read them: four significant digits, names beside ids, nothing where no contact is recorded."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Floats
from influence.graph.arrays import Arrays
from influence.graph.called import names_by_key
from influence.graph.grouping import at
from influence.graph.lookups import names_of
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.reach import costliest
from influence.measures.ways_in import best_entry
from influence.tables.schema import OUR_SIDE

DIGITS = 4
NO_FRACTIONS = ("string", "integer", "boolean", "empty")
# The largest power of ten that floating point holds exactly, and how near to a half it cannot be sure of the half.
MOST_EXACT, NEAR = 1e22, 1e-6
OF_CONTACTS = ("coverage", "reach", "single_points")


def readable_scores(graph: StakeholderGraph, scores: pd.DataFrame) -> pd.DataFrame:
    """The scores of these deals, and of others with faults, which stay as they are."""
    told, arrays = _rounded(scores), graph.arrays
    unknown = told.index.isin(graph.all_deals[~with_contacts(arrays)])
    for name in OF_CONTACTS:
        told[name] = told[name].astype(object).mask(unknown, None)
    own = scores.reindex(graph.all_deals)
    # Where a person and a member have one id, it does not tell which of them is meant.
    members = own["worst"][own["worst"].isin(graph.keys.members)].unique()
    both = graph.keys.persons.isin(members).any()
    worst = most_costly(arrays) if both else names_of(arrays, own["worst"])
    for name, named in (("entry", names_of(arrays, own["entry"])), ("worst", worst)):
        names = pd.Series(named, index=graph.all_deals, dtype=object).reindex(told.index)
        told.insert(told.columns.get_loc(name) + 1, f"{name}_name", names)
    return told


def readable_plan(graph: StakeholderGraph, steps: pd.DataFrame) -> pd.DataFrame:
    """The steps of the plan of these deals."""
    told, names = _rounded(steps), names_by_key(graph)
    deals = told.index.get_level_values("deal")
    for column in ("person", "via"):
        named = [names.get(each) for each in zip(deals, told[column], strict=True)]
        told.insert(told.columns.get_loc(column) + 1, f"{column}_name", pd.Series(named, told.index, dtype=object))
    return told


def with_contacts(arrays: Arrays) -> Flags:
    """In which deals any contact of ours is recorded: where none is, our coverage is unknown, not nothing."""
    _, person, _ = arrays.contacts()
    return np.bincount(arrays.person_deal[person], minlength=arrays.n_deals) > 0


def entries(arrays: Arrays) -> Any:
    """The best entry point of each deal, by name."""
    return at(arrays.person_names, best_entry(arrays)[0], None)


def most_costly(arrays: Arrays) -> Any:
    """Who costs most of each deal's reach, by name."""
    members = arrays.member_texts[arrays.access().member_id]
    return at(np.concatenate([arrays.person_names, members]), costliest(arrays, OUR_SIDE), None)


def _rounded(table: pd.DataFrame) -> pd.DataFrame:
    """Four significant digits of each number that is no whole one."""
    return table.apply(_in_digits)


def _in_digits(column: pd.Series) -> pd.Series:
    if column.dtype.kind == "f" and isinstance(column.dtype, np.dtype):
        return pd.Series(_all_in_digits(column.to_numpy()), column.index, name=column.name)
    if pd.api.types.infer_dtype(column, skipna=True) in NO_FRACTIONS:
        return column
    return column.map(lambda value: float(f"{value:.{DIGITS}g}") if isinstance(value, float) else value)


def _all_in_digits(values: Floats) -> Floats:
    """Many numbers at once, and by themselves those of which size or the next digit leaves it open."""
    size = np.floor(np.log10(np.abs(values), where=values != 0, out=np.zeros(len(values))))
    with np.errstate(invalid="ignore", over="ignore"):
        power = 10.0 ** (DIGITS - 1 - size)
        scaled = values * power
        told = np.rint(scaled) / power
        unsure = (size >= DIGITS) | (power > MOST_EXACT) | (np.abs(scaled - np.floor(scaled) - 0.5) < NEAR)
    told[unsure] = [float(f"{value:.{DIGITS}g}") for value in values[unsure].tolist()]
    return told
