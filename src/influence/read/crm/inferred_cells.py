"""What titles, roles, names and stages suggest, as cells of our tables: nothing of it without a note.

Support, participation and influence are never inferred: they are there where a selling method's fields say them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags
from influence.read.crm import inferred_words
from influence.read.crm.people import Attendance, full_names
from influence.read.crm.records import Export, taken
from influence.read.crm.understood_roles import unclear_deals
from influence.read.crm.values import column
from influence.tables.language import say
from influence.tables.schema import ROLES, TABLES, WORST_GRADE
from influence.tables.spelling import plain
from influence.tables.vocabulary import values_of

VOTERS = ("approver", "decision_maker", "evaluator")
"""A role in a CRM is no vote. Where roles are read for what they suggest, these have one vote and the others none;
where they are not, nobody has any, and the committee is assumed (all ours)."""
VOTE_CONFIDENCE = 0.5
Unclear = frozenset[int]
ONLY_DEAL, ONE_OF_SEVERAL = 0.7, 0.5
"""How sure we are that a role which a CRM states of a person, and of no deal, is held on this one (ours)."""
SAID_EXACTLY = 0.9
"""A role of the vocabulary is this sure; it is translated, not inferred."""
WRITE_A_ROLE = "in the place of each unknown role, write one of {roles}"


@dataclass(frozen=True)
class Roles:
    """What the roles say: seats, by position who is called champion or coach, and the deals with an unread role."""

    seats: pd.DataFrame
    claims: Flags
    unclear: Unclear = frozenset()


def read_roles(export: Export, people: Attendance, infer: bool) -> Roles:
    """The seats of those with a role; a coach or a champion has none, only a claim to be one."""
    claims = np.zeros(len(people.deal), dtype=bool)
    if not export.has("roles", "role"):
        return Roles(_seats(people, np.empty(0, dtype=np.int64), np.empty(0, dtype=object), infer), claims)
    meant = _meant(column(export, "roles", "role"), infer)
    position = _positions(export, people)
    odd = meant["written"].where(meant["custom"].eq(True))
    again = meant.assign(position=position, odd=odd).duplicated(["position", "role", "claim", "odd"]).to_numpy()
    again = again & meant["role"].notna().to_numpy()
    export.drop("roles", again, say("duplicates a role of this person"), "merged")
    meant, position = meant[~again].reset_index(drop=True), position[~again]
    _note_roles(export, meant, infer)
    unclear = _note_unclear(export, people, meant, position) if infer else Unclear()
    coach = meant["claim"].eq("coach").to_numpy(dtype=bool)
    claims[position[coach]] = True
    held = meant["role"].notna().to_numpy()
    seats = _seats(people, position[held], meant["role"].to_numpy(dtype=object)[held], infer)
    seats.loc[seats["deal"].isin(unclear), "weight"] = 0
    votes = np.zeros(len(meant), dtype=bool)
    votes[held] = seats["weight"] > 0
    source = column(export, "roles", "role").to_numpy(dtype=object)[votes]
    cells = {"column": "weight", "value": 1, "source": source, "confidence": VOTE_CONFIDENCE}
    export.note("roles", votes, "inferred", **cells)
    return Roles(seats, claims, unclear)


def _note_unclear(export: Export, people: Attendance, meant: pd.DataFrame, position: Any) -> Unclear:
    """The deals of whose roles too few can be read: a committee of those might leave out whoever decides."""
    unknown = meant["custom"].eq(True).to_numpy(dtype=bool)
    unclear = unclear_deals(people.deal[position], meant["written"], unknown)
    voting = meant["role"].isin(VOTERS).to_numpy() & np.isin(people.deal[position], list(unclear))
    few = "too few roles of this deal could be read, so no committee is taken from its roles; {write_a_role}"
    source = say(few, write_a_role=say(WRITE_A_ROLE, roles=", ".join(ROLES)))
    export.note("roles", voting, "kept out", column="weight", value=1, source=source)
    return unclear


def standing_roles(export: Export, people: Attendance, infer: bool) -> None:
    """Put roles that are stated of a person, and of no deal, among those of every deal that states none itself."""
    if not export.has("people", "standing"):
        return
    said = taken(export.records["people"]["standing"].to_numpy(dtype=object), people.place)
    here = np.flatnonzero(pd.notna(said))
    if infer:
        here = here[~np.isin(people.stands_for[here], _with_roles(export, people))]
    _note_unused(export, people.place[here], infer)
    parts = pd.Series(said[here], index=here, dtype=object).str.split(";").explode().str.strip()
    parts = parts[(parts != "").to_numpy(dtype=bool)]
    if not infer or not len(parts):
        return
    here = parts.index.to_numpy()
    records = {"deal": people.deal[here], "person": people.person[here], "role": parts.to_numpy(dtype=object)}
    own = {name: taken(export.records["people"][name], people.place[here]) for name in ("file", "line")}
    found = pd.DataFrame(records | own).drop_duplicates()
    stated = export.records.get("roles", found.iloc[:0])
    export.records["roles"] = pd.concat([stated, found], ignore_index=True)
    export.shared = True
    _note_standing(export, people, len(stated))


def _with_roles(export: Export, people: Attendance) -> Any:
    if not export.has("roles", "role"):
        return np.empty(0, dtype=np.int64)
    return _positions(export, people)[export.records["roles"]["role"].notna().to_numpy()]


def _note_unused(export: Export, used: Any, infer: bool) -> None:
    rows = column(export, "people", "standing").notna().to_numpy(copy=True)
    if infer:
        rows[used] = False
    source = column(export, "people", "standing")[rows].to_numpy(dtype=object)
    why = say("the deals of the contact state other roles") if infer else say("a role of the contact, not of a deal")
    export.note("people", rows, "kept out", column="role", source=[f"{each}: {why}" for each in source])


def _note_standing(export: Export, people: Attendance, stated: int) -> None:
    roles = export.records["roles"]
    rows = np.arange(len(roles)) >= stated
    deals = np.bincount(people.person, minlength=1)[roles["person"].to_numpy()[rows]]
    sure = np.where(deals > 1, ONE_OF_SEVERAL, ONLY_DEAL)
    source = [say("{each}: a role of the contact, not of a deal", each=each) for each in roles["role"][rows]]
    value = export.spelt("deal", roles["deal"].to_numpy()[rows])
    export.note("roles", rows, "inferred", column="deal", value=value, source=source, confidence=sure)


def _positions(export: Export, people: Attendance) -> Any:
    roles = export.records["roles"]
    return people.stands_for[people.find(roles["deal"].to_numpy(), roles["person"].to_numpy())]


def _seats(people: Attendance, position: Any, role: Any, infer: bool) -> pd.DataFrame:
    weight = np.isin(role.astype(str), VOTERS).astype(int) if infer else np.zeros(len(role), dtype=int)
    cells = {"deal": people.deal[position], "role": role, "person": people.person[position], "weight": weight}
    return pd.DataFrame(cells)


def _meant(roles: pd.Series, infer: bool) -> pd.DataFrame:
    """What each role means, asked once for each wording: `role`, `claim`, `confidence`, and how it was `written`."""
    codes, written = pd.factorize(roles.astype(object))
    texts = pd.Series(np.asarray(written, dtype=object), dtype=object)
    if infer:
        found = inferred_words.contact_roles(texts)[["role", "claim", "confidence"]].astype(object)
    else:
        words = values_of(TABLES["seats"]["role"], TABLES["seats"]["role"].choices)
        known = [words.get(plain(str(text))) for text in texts]
        found = pd.DataFrame({"role": known, "claim": None, "confidence": 1.0}, index=texts.index, dtype=object)
    custom = found["role"].isna() & (found["claim"] != "coach")
    found.loc[custom, "role"] = "other"
    found["custom"], found["written"] = custom, texts
    return found.reindex(codes).reset_index(drop=True)


def _note_roles(export: Export, meant: pd.DataFrame, infer: bool) -> None:
    custom = meant["custom"].eq(True).to_numpy()
    sure = pd.to_numeric(meant["confidence"]).to_numpy(dtype=float)
    guessed = ~custom & meant["role"].notna().to_numpy() & (sure < SAID_EXACTLY)
    written = meant["written"].to_numpy(dtype=object)
    remedy = say(WRITE_A_ROLE, roles=", ".join(ROLES))
    why = [
        say(
            "{role} is no role that is known, so it holds no vote; {write_a_role}",
            role=repr(role),
            write_a_role=remedy,
        )
        for role in written[custom]
    ]
    unknown = {"value": "other", "source": why if infer else written[custom]}
    export.note("roles", custom, "kept out" if infer else "renamed", column="role", **unknown)
    cells = {"value": meant["role"].to_numpy(dtype=object)[guessed], "source": written[guessed]}
    export.note("roles", guessed, "inferred", column="role", confidence=sure[guessed], **cells)
    coach = meant["claim"].eq("coach").to_numpy(dtype=bool)
    cells = {"source": meant["written"].to_numpy()[coach], "confidence": sure[coach]}
    export.note("roles", coach, "inferred", column="wants_us_to_win", value="claimed", **cells)


def read_people(export: Export, people: Attendance, roles: Roles, infer: bool) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The table of people, and the seats that markers in their names give them."""
    records = pd.DataFrame({"name": full_names(export, "people")})
    for each in ("title", "department"):
        records[each] = column(export, "people", each).astype(object)
    used = np.unique(people.place)
    told = _told(export, records, used) if infer else None
    table = pd.DataFrame({each: taken(records[each], people.place) for each in records})
    for measure in ("support", "influence"):
        table[measure] = people.measure(export, measure)
    table["wants_us_to_win"] = np.array([None, "claimed"], dtype=object)[roles.claims.astype(int)]
    if told is not None:
        for each in ("level", "layer", "attrition", "marker", "evidence"):
            table[each] = taken(told[each], people.place)
        measured = table[["support", "influence"]].notna().any(axis=1)
        table["evidence"] = table["evidence"].where(table["wants_us_to_win"].isna(), WORST_GRADE).mask(measured)
    table = _filled_from_doubles(table, people)
    table.insert(0, "person", people.person[people.own])
    table.insert(0, "deal", people.deal[people.own])
    marked = _marked_seats(export, people, told)
    if len(marked):
        marked.loc[marked["deal"].isin(roles.unclear), "weight"] = 0
    return table, marked


def _filled_from_doubles(table: pd.DataFrame, people: Attendance) -> pd.DataFrame:
    """The rows of our table; what the first record of a person leaves open is taken from the others."""
    double = people.stands_for != np.arange(len(people.deal))
    if not double.any():
        return table
    together = np.isin(people.stands_for, people.stands_for[double])
    first = table[together].groupby(people.stands_for[together]).first()
    result = table[~double].copy()
    result.loc[first.index] = first.astype(table.dtypes.to_dict())
    return result.reset_index(drop=True)


def _told(export: Export, records: pd.DataFrame, used: Any) -> pd.DataFrame:
    """Level, layer, who has left and what else a name is marked with, by record; each noted."""
    told = pd.DataFrame({"level": np.nan, "attrition": np.nan, "evidence": np.nan}, index=records.index)
    told["layer"] = told["marker"] = told["seat"] = pd.Series(None, index=records.index, dtype=object)
    found = inferred_words.titles(records["title"].iloc[used])
    marked = inferred_words.markers(records["name"].iloc[used])
    for name in ("level", "layer"):
        told.loc[used, name] = found[name].to_numpy()
        _note(export, used, name, found, records["title"])
    _note(export, used, "marker", marked, records["name"])
    marker = marked["marker"].to_numpy(dtype=object)
    told.loc[used, "marker"] = marker
    told.loc[used[marker == "gone"], "attrition"] = 1.0
    records.loc[used, "name"] = marked["name"].to_numpy(dtype=object)
    inferred = told[["level", "layer", "marker"]].notna().any(axis=1)
    told["evidence"] = told["evidence"].mask(inferred, WORST_GRADE)
    return told


def _note(export: Export, used: Any, name: str, found: pd.DataFrame, source: pd.Series) -> None:
    known = found[name].notna().to_numpy()
    rows = np.zeros(len(source), dtype=bool)
    rows[used[known]] = True
    cells = {"value": found[name][known], "source": source[rows], "confidence": found["confidence"][known]}
    export.note("people", rows, "inferred", column=name, **cells)


def _marked_seats(export: Export, people: Attendance, told: pd.DataFrame | None) -> pd.DataFrame:
    """A seat in each of their deals for those whose names say that they decide or approve."""
    if told is None:
        return pd.DataFrame()
    found = told["marker"].isin(TABLES["seats"]["role"].choices).to_numpy()
    here = np.flatnonzero(found[people.place])
    marker = told["marker"].to_numpy(dtype=object)
    cells = {"table": "seats", "column": "role", "value": marker[found], "source": say("the marker in the name")}
    export.note("people", found, "inferred", confidence=VOTE_CONFIDENCE, **cells)
    return _seats(people, people.stands_for[here], marker[people.place[here]], infer=True)


def read_members(export: Export, place: Any, infer: bool) -> pd.DataFrame:
    """Name, function and layer of our team members; the layers of those at these places only."""
    known = pd.DataFrame({"name": full_names(export, "members"), "layer": None, "function": None}, dtype=object)
    known["function"] = column(export, "members", "title").astype(object)
    used = np.unique(place)
    if infer and len(used):
        found = inferred_words.titles(known["function"].iloc[used])
        known.loc[used, "layer"] = found["layer"].to_numpy(dtype=object)
        layer = found["layer"].notna().to_numpy()
        rows = np.zeros(len(known), dtype=bool)
        rows[used[layer]] = True
        cells = {
            "value": found["layer"][layer],
            "source": known["function"][rows],
            "confidence": found["confidence"][layer],
        }
        export.note("members", rows, "inferred", column="layer", **cells)
    return known


def outcomes(export: Export, infer: bool) -> pd.Series:
    """Won, lost or open, by the CRM's flags, else by the name of the stage."""
    stage = column(export, "deals", "stage").astype(object)
    won, closed = (column(export, "deals", each) for each in ("won", "closed"))
    flagged = inferred_words.outcomes(pd.Series(None, index=stage.index, dtype=object), won, closed)["outcome"]
    if not infer:
        return flagged
    found = inferred_words.outcomes(stage, won, closed)
    rows = (found["outcome"].notna() & flagged.isna()).to_numpy(dtype=bool)
    cells = {"value": found["outcome"][rows], "source": stage[rows], "confidence": found["confidence"][rows]}
    export.note("deals", rows, "inferred", column="outcome", **cells)
    return found["outcome"]
