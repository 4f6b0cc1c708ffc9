"""Joined reports, of which a row is a person with a role on a deal: taken apart into records of each.

The shape of a report (its kind is "report") has the fields of `people`, of `roles` and of `deals`. Of those that more
have, `name`, `owner` and `last_touch` are the person's; the deal's are `deal_name`, `deal_owner` and `deal_touch`.

Reports say by name what other files say by id: `name_by_name` makes ids of names where there are none, `ids_by_name`
finds the id of the only one of that name, and `adopt` gives records what a file beside theirs says of them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.read.crm.people import addresses, full_names, ids_by_name, plainly
from influence.read.crm.records import OWN_ID, RECORDS, Export
from influence.read.crm.values import column, texts
from influence.tables.language import say
from influence.tables.phrases import counted
from influence.tables.spelling import plain

STAMPS = ("deleted", "created", "modified")
_OF_DEAL = {"deal_name": "name", "deal_owner": "owner", "deal_touch": "last_touch"}
_OF_PERSON = tuple(each for each in RECORDS["people"] if each not in ("support", "influence", "coverage"))
MANAGERS = frozenset(map(plain, ("manager", "boss", "supervisor", "superior", "line manager", "上级", "上司")))
EMPLOYEES = frozenset(map(plain, ("employee", "direct report", "subordinate", "report", "reports to", "下级", "下属")))
"""What one of two people is to the other where one reports to the other; no other label is taken for that."""

_LEAST = 2
"""A row with fewer cells than this is the end of a report: who made it, when, and whose it is."""


def take_apart(export: Export) -> None:
    """Put the rows of joined reports among the records of people, deals and roles."""
    if "report" not in export.records:
        return
    cells = export.records["report"].drop(columns=["file", "line"])
    export.drop("report", (cells.notna().sum(axis=1) < _LEAST).to_numpy(), say("is a line below or between the rows"))
    name_by_name(export, "report", "deal", column(export, "report", "deal_name"))
    name_by_name(export, "report", "person", names_as_ids(export, "report"))
    report = export.records.pop("report")
    export.shared = True
    people = report[report["person"].notna()]
    _add(export, "people", people[_kept(report, (*_OF_PERSON, *STAMPS))])
    of_deal = {"deal": "deal", **_OF_DEAL} | {each: each for each in RECORDS["deals"] if each not in _OF_DEAL.values()}
    found = {source: name for source, name in of_deal.items() if source in report}
    deals = report.loc[report["deal"].notna(), [*found, "file", "line"]].rename(columns=found)
    _add(export, "deals", deals)
    nobody = (report["person"].isna() & ~report["deal"].duplicated()).to_numpy()
    _add(export, "roles", report.loc[~nobody, _kept(report, RECORDS["roles"])], every=True)


def _kept(report: pd.DataFrame, fields: tuple[str, ...]) -> list[str]:
    return [*(each for each in fields if each in report), "file", "line"]


def _add(export: Export, kind: str, records: pd.DataFrame, every: bool = False) -> None:
    """Add records to those of a kind, each that says the same but once."""
    said = [each for each in records if each not in ("file", "line")]
    records = records if every else records.drop_duplicates(said)
    known = [export.records[kind]] if kind in export.records else []
    export.records[kind] = pd.concat([*known, records], ignore_index=True)


def name_by_name(export: Export, kind: str, name: str, names: pd.Series) -> None:
    """Where records have no ids, names stand in for them; said once for each file."""
    report = export.records[kind]
    ids = report[name] if name in report else pd.Series(None, index=report.index, dtype=object)
    rows = (ids.isna() & names.notna()).to_numpy()
    report[name] = ids.where(~rows, names)
    for file, count in report.loc[rows, "file"].value_counts().items():
        source = say("the name, in {count} without an id", count=counted(count, "row", "rows"))
        export.taker.note("renamed", export.sheets[file].file, column=name, source=source)


def names_as_ids(export: Export, kind: str) -> pd.Series:
    """What people are called; with their account, title or a number where these tell people of one name apart."""
    names = full_names(export, kind)
    for field in ("account_name", "title"):
        names = _told_apart(names, column(export, kind, field).astype(object))
    mail = pd.Series(addresses(column(export, kind, "email")), index=names.index)
    return _told_apart(names, _counts_within(plainly(names), mail.where(mail >= 0)))


def _told_apart(names: pd.Series, said: pd.Series) -> pd.Series:
    """The names, with what is said of each where several things are said of people of one name."""
    pairs = pd.DataFrame({"name": plainly(names), "said": plainly(said)}).drop_duplicates().dropna()
    shared = pairs.loc[pairs["name"].duplicated(keep=False), "name"].unique()
    rows = (plainly(names).isin(shared) & said.notna()).to_numpy()
    qualified = [f"{name} ({cell})" for name, cell in zip(names[rows], said[rows], strict=True)]
    told = names.to_numpy(dtype=object, copy=True)
    told[rows] = qualified
    return pd.Series(told, index=names.index, dtype=object)


def _counts_within(names: pd.Series, values: pd.Series) -> pd.Series:
    """Of each value, which of the different ones of its name it is: "1", "2", ...; unknown where it is."""
    pairs = pd.DataFrame({"name": names.to_numpy(), "value": values.to_numpy()}, index=values.index)
    first = pairs.dropna().drop_duplicates()
    count = (first.groupby("name").cumcount() + 1).astype(str)
    number = pairs.merge(first.assign(count=count), on=["name", "value"], how="left")["count"]
    return pd.Series(number.to_numpy(dtype=object), index=values.index, dtype=object)


def bosses_by_name(export: Export) -> None:
    """Where a boss is given by name, as reports do, the id of the only contact of that name and account."""
    if not export.has("people", "person", "boss"):
        return
    people = export.records["people"]
    strange = (people["boss"].notna() & ~people["boss"].isin(people["person"])).to_numpy()
    if not strange.any():
        return
    account = column(export, "people", "account" if "account" in people else "account_name").astype(object)
    known = pd.DataFrame({"name": plainly(full_names(export, "people")), "account": account.fillna("")})
    wanted = pd.DataFrame({"name": plainly(people["boss"]), "account": account.fillna("")})[strange]
    known["id"] = people["person"]
    known = known.dropna().drop_duplicates()
    known = known[~known.duplicated(["name", "account"], keep=False)]
    found = wanted.merge(known, on=["name", "account"], how="left")["id"].to_numpy(dtype=object)
    rows = strange.copy()
    rows[strange] = pd.notna(found)
    written = people["boss"].to_numpy(dtype=object)[rows]
    people.loc[rows, "boss"] = found[pd.notna(found)]
    value = found[pd.notna(found)]
    export.note("people", rows, "renamed", column="reports_to", value=value, source=written)


def call_by_id(export: Export, kind: str, name: str, other: str) -> None:
    """Put ids of another kind in the place of names in a field; said once for each file."""
    if not export.has(kind, name):
        return
    frame = export.records[kind]
    ids = ids_by_name(export, frame[name], other)
    changed = (ids.notna() & (ids != frame[name])).to_numpy()
    frame[name] = ids
    for file, count in frame.loc[changed, "file"].value_counts().items():
        source = say(
            "the name, which only one of the {other} has, in {count}", other=other, count=counted(count, "row", "rows")
        )
        export.taker.note("renamed", export.sheets[file].file, column=name, source=source)


def names_for_ids(export: Export) -> None:
    """What contacts and deals are called, where they have no id."""
    if "people" in export.records:
        name_by_name(export, "people", "person", names_as_ids(export, "people"))
    if "deals" in export.records:
        name_by_name(export, "deals", "deal", texts(export, "deals", "name"))


def owners_and_accounts_by_id(export: Export) -> None:
    """Ids of our team members where names stand; and where no file has ids of accounts, names in their place."""
    for kind, name in (("people", "owner"), ("deals", "owner"), ("activities", "member")):
        call_by_id(export, kind, name, "members")
    kinds = [kind for kind in ("people", "deals") if kind in export.records]
    if "accounts" in export.records or any(export.has(kind, "account") for kind in kinds):
        return
    for kind in kinds:
        if export.has(kind, "account_name"):
            name_by_name(export, kind, "account", export.records[kind]["account_name"])


def ids_alone(export: Export) -> None:
    """Where no role is of a contact and a deal of the files, the ids on it are all there is, as without files."""
    if not all(export.has(kind, OWN_ID[kind]) for kind in ("people", "deals")) or not export.has(
        "roles", "deal", "person"
    ):
        return
    roles = export.records["roles"]
    here = {kind: roles[OWN_ID[kind]].isin(export.records[kind][OWN_ID[kind]].dropna()) for kind in ("people", "deals")}
    if not len(roles) or (here["people"] & here["deals"]).any():
        return
    export.shared = True
    for kind, known in here.items():
        name = OWN_ID[kind]
        found = roles.loc[~known & roles[name].notna(), [name, "file", "line"]].drop_duplicates(name)
        size = len(export.records[kind])
        export.records[kind] = pd.concat([export.records[kind], found], ignore_index=True)
        rows = np.arange(len(export.records[kind])) >= size
        source = say("only its id is known: no role links a contact and a deal in the files")
        export.note(kind, rows, "inferred", column=name, value=found[name], source=source, confidence=1.0)


def split_roles(export: Export, none: frozenset[str]) -> None:
    """Several roles in one cell, joined by ";", as so many; those that say `none` are unknown."""
    if not export.has("roles", "role"):
        return
    roles = export.records["roles"]
    cells = roles["role"].fillna("").astype(str).str.split(";")
    if (cells.str.len() > 1).any():
        export.shared = True
        roles = roles.assign(role=cells).explode("role", ignore_index=True)
    said = roles["role"].astype(object).str.strip()
    roles["role"] = said.mask(said.fillna("").map(plain).isin({"", *none}), None)
    export.records["roles"] = roles


def say_stages(export: Export) -> None:
    """What the stages of deals are called and whether they end them, by the file of stages."""
    if "stages" not in export.records:
        return
    said = texts(export, "deals", "stage")
    used = texts(export, "stages", "stage").isin(said.dropna())
    export.drop("stages", (~used).to_numpy(dtype=bool), say("no deal is in this stage"))
    again = texts(export, "stages", "stage").duplicated().to_numpy(dtype=bool)
    export.drop("stages", again, say("duplicates an earlier stage"), "merged")
    stages = export.records.pop("stages")
    here = said[said.isin(stages["stage"])]
    if not len(here):
        return
    place = pd.Series(np.arange(len(stages)), index=stages["stage"].to_numpy())[here].to_numpy()
    deals, meant = export.records["deals"], stages.iloc[place].set_axis(here.index)
    for name, field in (("stage", "name"), ("won", "won"), ("closed", "closed")):
        if field in meant:
            cells, told = texts(export, "deals", name), meant[field].reindex(deals.index)
            deals[name] = cells.mask(told.notna() & (cells.isna() | (name == "stage")), told)
    export.ride(meant, deals.loc[here.index, "file"], deals.loc[here.index, "line"])


def bosses_by_name_alone(export: Export) -> None:
    """The manager's name where no contact is named as such."""
    if export.has("people", "boss_name"):
        people = export.records["people"]
        boss = texts(export, "people", "boss")
        people["boss"] = boss.where(boss.notna(), people["boss_name"])


def bosses_by_labels(export: Export) -> None:
    """Who is whose boss, by relationships of `one` and `two`, one of which is labelled manager and the other employee.

    One label is enough where the other is unknown; those whose labels tell no direction are left out.
    """
    if "relationships" not in export.records:
        return
    rank = {each: _ranks(texts(export, "relationships", f"label_of_{each}")) for each in ("one", "two")}
    up = ((rank["two"] == 1) & (rank["one"] <= 0)) | ((rank["one"] == -1) & (rank["two"] == 0))
    down = ((rank["one"] == 1) & (rank["two"] <= 0)) | ((rank["two"] == -1) & (rank["one"] == 0))
    relationships = export.records["relationships"]
    relationships["person"], relationships["boss"] = (
        relationships["one"].where(up, relationships["two"]),
        relationships["two"].where(up, relationships["one"]),
    )
    said = [
        texts(export, "relationships", f"label_of_{each}")[~(up | down)].fillna(say("no label"))
        for each in ("one", "two")
    ]
    source = [
        say("does not tell which of the two is the manager: {one}, {two}", one=one, two=two)
        for one, two in zip(*said, strict=True)
    ]
    export.drop("relationships", ~(up | down), source)
    relationships = export.records["relationships"]
    export.drop(
        "relationships",
        (relationships["one"] == relationships["two"]).to_numpy(dtype=bool),
        say("links somebody to themselves"),
    )
    adopt(export, "relationships", "people", "boss")


def _ranks(labels: pd.Series) -> Any:
    """1 for a manager, -1 for an employee, 0 where there is no label, 2 for any other."""
    codes, written = pd.factorize(labels.astype(object))
    said = [1 if plain(str(each)) in MANAGERS else -1 if plain(str(each)) in EMPLOYEES else 2 for each in written]
    return np.array([*said, 0])[codes]


def bosses_by_chart(export: Export) -> None:
    """Who reports to whom by the organisation chart, whose nodes stand for contacts."""
    if "chart" not in export.records:
        return
    chart = export.records["chart"]
    chart["person"], boss = (ids_by_name(export, chart[name].astype(object), "people") for name in ("person", "boss"))
    if "node" in chart:
        nodes = chart.dropna(subset=["node"]).drop_duplicates("node").set_index("node")["person"]
        boss = boss.mask(boss.isin(nodes.index), boss.map(nodes))
    chart["boss"] = boss
    adopt(export, "chart", "people", "boss")


def adopt(export: Export, kind: str, owner: str, name: str) -> None:
    """Give records of `owner` the field that records of another kind state of them, and forget that kind.

    Rows that state nothing, of nothing that is known, or something else than a row before them, are left out.
    """
    own = OWN_ID[owner]
    if not export.has(kind, own, name):
        return
    known = texts(export, owner, own)
    rows = export.records[kind]
    export.drop(kind, rows[[own, name]].isna().any(axis=1).to_numpy(), say("names only one of the two, or neither"))
    rows = export.records[kind]
    strange = ~rows[own].isin(known)
    export.drop(
        kind,
        strange.to_numpy(),
        [say("is about {each}, which is in no file", each=each) for each in rows[own][strange]],
    )
    rows = export.records[kind]
    export.drop(kind, rows.duplicated([own, name]).to_numpy(), say("duplicates an earlier row"), "merged")
    rows = export.records[kind]
    if not len(rows):
        del export.records[kind]
        return
    first = rows.drop_duplicates(own).set_index(own)
    place = pd.Series(np.arange(len(known)), index=known.to_numpy()).groupby(level=0).first()
    frame = export.records[owner]
    said = texts(export, owner, name).to_numpy(dtype=object, copy=True)
    empty = first.index[pd.isna(said[place[first.index]])]
    said[place[empty]] = first.loc[empty, name]
    frame[name] = said
    stated = said[place[rows[own]]]
    export.drop(kind, (rows[name] != stated).to_numpy(), _other(rows, own, stated, name))
    rows = export.records.pop(kind)
    on = frame.iloc[place[rows[own]]]
    export.ride(rows, on["file"], on["line"])


def _other(rows: pd.DataFrame, own: str, stated: Any, name: str) -> list[str]:
    wrong = (rows[name] != stated).to_numpy()
    what = "reports_to" if name == "boss" else name
    pairs = zip(rows[own][wrong], stated[wrong], strict=True)
    return [say("{each} already has another {what}: {told}", each=each, what=what, told=told) for each, told in pairs]
