"""Whether encounters, promises and stances are sound: the faults that only these three tables can have."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from influence.array_types import Flags
from influence.errors import nearest
from influence.tables.keys import Keys
from influence.tables.language import say
from influence.tables.problems import Problems, Wording
from influence.tables.schema import OUR_SIDE, TABLES

Tables = Mapping[str, pd.DataFrame]

# So many wrong names are looked up, where a reader still looks.
SUGGESTED = 100


def check_encounters(given: Tables, read: Tables, keys: Keys, problems: Problems) -> None:
    """Note every fault of interactions, commitments and stances that no single cell shows."""
    _check_parties(given, read, keys, problems)
    if "interactions" in read:
        _check_somebody(given["interactions"], read["interactions"], problems)
    if "commitments" in read:
        _check_days(given["commitments"], read["commitments"], problems)
    if "stances" in read:
        _check_side(given["stances"], read["stances"], problems)
    for name in ("commitments", "stances"):
        if name in read:
            _check_double(given[name], read[name], name, problems)


def _check_parties(given: Tables, read: Tables, keys: Keys, problems: Problems) -> None:
    """Whoever promises, is promised something or invites is one person or one member of the deal."""
    for (table, column), (person, member) in keys.party.items():
        both = (person >= 0) & (member >= 0)
        remedy = say(
            "give the member an id of their own in team, contacts and interactions, and write the one who is meant"
        )
        text = "is the id of a person and of a member"
        problems.add(given[table], table, column, both, Wording("ambiguous_person", text, remedy))
        neither = (person < 0) & (member < 0) & read[table][column].notna().to_numpy(dtype=bool)
        remedies = _nearest_parties(read, table, column, neither) if neither.any() else []
        text = "is neither a person nor a member of the deal"
        problems.add(given[table], table, column, neither, Wording("unknown_party", text, remedies))


def _nearest_parties(read: Tables, table: str, column: str, wrong: Flags) -> list[str]:
    plain = say("add a person to people or a member to team, or correct the id")
    bad = read[table].loc[wrong, ["deal", column]]
    remedies = [plain] * len(bad)
    owners = [("people", "person"), *((name, "member") for name in read if "member" in read[name])]
    looked_up = bad.head(SUGGESTED)
    here = [read[name].loc[read[name]["deal"].isin(looked_up["deal"].unique()), ["deal", ids]] for name, ids in owners]
    known = pd.concat([each.set_axis(["deal", "id"], axis=1).astype(object) for each in here]).dropna()
    names = known.groupby("deal")["id"].agg(lambda ids: list(dict.fromkeys(map(str, ids)))).to_dict()
    for row, (deal, name) in enumerate(looked_up.itertuples(index=False)):
        for near in nearest(str(name), names.get(deal, ()))[:1]:
            remedies[row] = say("did you mean {near}? Otherwise {remedy}", near=repr(near), remedy=plain)
    return remedies


def _check_somebody(frame: pd.DataFrame, interactions: pd.DataFrame, problems: Problems) -> None:
    """Somebody of the customer took part: a person, or somebody of a department."""
    told = [interactions[name].notna() for name in ("person", "department") if name in interactions]
    nobody = ~np.logical_or.reduce(told, axis=0) if told else np.ones(len(interactions), dtype=bool)
    text, remedy = "is missing, and so is the department", "name who took part, or at least the department"
    problems.add(frame, "interactions", "person", nobody, Wording("missing_value", text, remedy))


def _check_days(frame: pd.DataFrame, commitments: pd.DataFrame, problems: Problems) -> None:
    for column in ("due", "done"):
        if {"made", column} <= set(commitments):
            early = (commitments[column] < commitments["made"]).to_numpy(dtype=bool)
            remedy = say("correct one of the two days, or leave made empty if nobody knows it")
            problems.add(
                frame, "commitments", column, early, Wording("wrong_order", "is before the day in made", remedy)
            )


def _check_side(frame: pd.DataFrame, stances: pd.DataFrame, problems: Problems) -> None:
    ours = (stances["side"] == OUR_SIDE).to_numpy(dtype=bool, na_value=False)
    remedy = say("write it to people.support, and leave the row out")
    problems.add(frame, "stances", "side", ours, Wording("own_side", "is our own side", remedy))


def _check_double(frame: pd.DataFrame, table: pd.DataFrame, name: str, problems: Problems) -> None:
    key = list(TABLES[name].key)
    doubled = (table.duplicated(key) & table[key].notna().all(axis=1)).to_numpy(dtype=bool)
    text, remedy = "is duplicated in this deal", "keep one row, or give the other its own id"
    if name == "stances":
        text, remedy = "is that of a stance of the same person before it", "keep the row that holds today"
    problems.add(frame, name, key[-1], doubled, Wording("duplicate_row", text, remedy))
