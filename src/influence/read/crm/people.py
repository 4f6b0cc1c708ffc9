"""Who is on which deal: a person on three deals is three people, and duplicates on one deal are merged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Ints
from influence.read.crm.ids import places
from influence.read.crm.records import OWN_ID, Export, taken
from influence.read.crm.values import column, texts
from influence.tables.language import say
from influence.tables.spelling import plain

MAILBOXES = frozenset((
    "admin", "billing", "contact", "einkauf", "enquiries", "finance", "hello", "help", "hr", "info", "it",
    "mail", "marketing", "noreply", "office", "purchasing", "reception", "sales", "service", "support",
    "team", "webmaster",
))  # fmt: skip
"""Addresses that several people share say nothing of who they are (the list is ours)."""


@dataclass(frozen=True)
class Attendance:
    """Every person on every deal, a position each, sorted by deal and then as the file of people lists them.

    Attributes
    ----------
    deal, person : ndarray of int
        The numbers of their ids.
    place : ndarray of int
        Where the person's record stands.
    stands_for : ndarray of int
        The position of the person this one is; itself, unless it is a duplicate.
    people : int
        How many numbers of people there are.
    """

    deal: Ints
    person: Ints
    place: Ints
    stands_for: Ints
    people: int

    @property
    def own(self) -> Ints:
        """The positions that are somebody of their own: the rows of our table `people`."""
        return np.flatnonzero(self.stands_for == np.arange(len(self.deal)))

    def find(self, deal: Any, person: Any) -> Ints:
        """The position of each of these people on these deals; -1 where they are not on it."""
        known = (np.asarray(deal) >= 0) & (np.asarray(person) >= 0)
        keys = self.deal * self.people + self.person
        wanted = np.where(known, np.asarray(deal) * self.people + person, -1)
        place = np.minimum(np.searchsorted(keys, wanted), max(len(keys) - 1, 0))
        found = known & (keys[place] == wanted) if len(keys) else np.zeros(len(wanted), dtype=bool)
        return np.where(found, place, -1)

    def measure(self, export: Export, name: str) -> Any:
        """What a selling method's field says of everybody: on a role of this deal, else of the person anywhere."""
        values = taken(column(export, "people", name).astype(float), self.place, np.nan)
        if export.has("roles", name):
            roles = export.records["roles"].dropna(subset=[name]).drop_duplicates(["deal", "person"])
            here = self.find(roles["deal"].to_numpy(), roles["person"].to_numpy())
            values[self.stands_for[here]] = roles[name]
        return values


def attendance(export: Export, account_contacts: bool, infer: bool) -> Attendance:
    """Everybody with a role or an activity on a deal, or else, where asked for, with its account."""
    _drop_dangling(export)
    pairs = [
        export.records[kind][["deal", "person"]]
        for kind in ("roles", "activities")
        if export.has(kind, "deal", "person")
    ]
    pairs = [each[(places(export, "people", each["person"]) >= 0) & (each["deal"] >= 0)] for each in pairs]
    both = pd.concat(pairs, ignore_index=True) if pairs else pd.DataFrame({"deal": [], "person": []}, dtype=np.int64)
    if account_contacts and "people" in export.records:
        both = pd.concat([both, _of_accounts(export, both["deal"], infer)])
    size = len(export.spelling.get("person", ()))
    keys = np.unique(both["deal"].to_numpy(dtype=np.int64) * size + both["person"].to_numpy(dtype=np.int64))
    deal, person = keys // max(size, 1), keys % max(size, 1)
    place = places(export, "people", person)
    same = _stands_for(export, deal, place)
    found = Attendance(deal, person, place, same, size)
    _note_doubles(export, found)
    return found


def _drop_dangling(export: Export) -> None:
    """Leave out roles of nobody and of no deal, and duplicates."""
    if not export.has("roles", "deal", "person"):
        return
    roles = export.records["roles"]
    for kind, name, what in (("people", "person", "contact"), ("deals", "deal", "opportunity")):
        missing = places(export, kind, export.records["roles"][name].to_numpy()) < 0
        named = export.records["roles"][name].to_numpy()[missing]
        ids = export.spelt(name, named)
        source = [
            say("names no {what}", what=what)
            if each is None
            else say("refers to an unknown {what}: {each}", what=what, each=each)
            for each in ids
        ]
        export.drop("roles", missing, source)
    roles = export.records["roles"]
    cells = [each for each in roles if each not in ("file", "line", "created", "modified", "deleted")]
    export.drop("roles", roles.duplicated(cells).to_numpy(), say("duplicates a role of the same person"), "merged")


def _of_accounts(export: Export, known: pd.Series, infer: bool) -> pd.DataFrame:
    """All people of the account, for every deal that has nobody."""
    deals = pd.DataFrame({"deal": export.records["deals"]["deal"], "account": column(export, "deals", "account")})
    deals = deals[~deals["deal"].isin(known) & (deals["account"] >= 0)]
    people = pd.DataFrame(
        {"person": export.records["people"]["person"], "account": column(export, "people", "account")}
    )
    found = deals.merge(people, on="account")
    rows = people["person"].isin(found["person"]).to_numpy()
    source = say("the account of the opportunity, which has no contact role")
    export.note("people", rows, "inferred", column="deal", source=source, confidence=0.5)
    return found[["deal", "person"]]


def _stands_for(export: Export, deal: Ints, place: Ints) -> Ints:
    """For everybody the first on the deal with the same e-mail, or the same name and account and nothing against it."""
    mail = taken(pd.Series(addresses(column(export, "people", "email"))), place, -1)
    name = taken(pd.Series(_named(export)), place, -1)
    title = taken(pd.Series(pd.factorize(plainly(column(export, "people", "title")))[0]), place, -1)
    apart = _tell_apart(deal, name, mail) | _tell_apart(deal, name, title)
    first_mail, first_name = _first_like(deal, mail), _first_like(deal, np.where(apart, -1, name))
    every = np.arange(len(deal))
    if (first_mail == every).all() and (first_name == every).all():
        return every
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    ends = np.concatenate([first_mail, first_name])
    graph = coo_array((np.ones(2 * len(every)), (np.tile(every, 2), ends)), shape=(len(every), len(every)))
    group = connected_components(graph, directed=False)[1]
    return np.unique(group, return_index=True)[1][group]


def _first_like(deal: Ints, value: Ints) -> Ints:
    """The first position on the same deal with the same value; one's own where the value is unknown."""
    every = np.arange(len(deal))
    known = np.flatnonzero(value >= 0)
    keys = deal[known] * (value.max(initial=0) + 1) + value[known]
    first = every.copy()
    _, start, group = np.unique(keys, return_index=True, return_inverse=True)
    first[known] = known[start[group]]
    return first


def _tell_apart(deal: Ints, name: Ints, value: Ints) -> Flags:
    """Who has a namesake on the deal with another value: that is evidence of two people, or more."""
    frame = pd.DataFrame({"deal": deal, "name": name, "value": np.where(value >= 0, value, np.nan)})
    several = frame.groupby(["deal", "name"])["value"].transform("nunique") > 1
    return (several & (frame["name"] >= 0)).to_numpy(dtype=bool)


def addresses(mail: pd.Series) -> Ints:
    """Each e-mail as a number; -1 for none and for one that several people share."""
    codes, written = pd.factorize(mail.astype(object))
    texts = [str(each).strip().casefold() for each in written]
    single = ["@" in each and each.partition("@")[0] not in MAILBOXES for each in texts]
    number = np.where(np.array(single, dtype=bool), pd.factorize(np.array(texts, dtype=object))[0], -1)
    return np.append(number, -1).astype(np.int64)[codes]


def _named(export: Export) -> Ints:
    """Each name with its account as a number; -1 where either is unknown."""
    codes, written = pd.factorize(full_names(export, "people"))
    names = pd.factorize(np.array([_squeezed(each) for each in written], dtype=object))[0]
    names = np.append(names, -1).astype(np.int64)[codes]
    account = column(export, "people", "account").to_numpy(dtype=np.int64)
    if export.has("people", "account_name"):
        said = pd.factorize(column(export, "people", "account_name").astype(object))[0]
        account = np.where(account >= 0, account, np.where(said >= 0, said + account.max(initial=0) + 1, -1))
    return np.where((names >= 0) & (account >= 0), names * (account.max(initial=0) + 1) + account, -1)


def _squeezed(name: object) -> str:
    return " ".join(str(name).split()).casefold()


def full_names(export: Export, kind: str) -> pd.Series:
    """What each person or member is called: the whole name, or its parts."""
    whole = column(export, kind, "name").astype(object)
    if not export.has(kind, "last_name") and not export.has(kind, "first_name"):
        return whole
    first, last = (column(export, kind, each).astype(object).fillna("") for each in ("first_name", "last_name"))
    parts = (first + " " + last).str.strip()
    return whole.where(whole.notna(), parts.where(parts != "", None))


def _note_doubles(export: Export, found: Attendance) -> None:
    """A record that on all its deals is somebody else's is merged; on some only, it is read so there."""
    double = found.stands_for != np.arange(len(found.deal))
    if not double.any():
        return
    stays = np.zeros(len(export.records["people"]), dtype=bool)
    stays[found.place[~double]] = True
    rows = np.zeros_like(stays)
    rows[found.place[double]] = True
    other = np.full(len(rows), -1)
    other[found.place[double]] = found.person[found.stands_for[double]]
    why = say("the same e-mail, or the same name and account")
    both, gone = rows & stays, rows & ~stays
    value = export.spelt("person", other)
    export.note("people", both, "renamed", column="person", value=value[both], source=why)
    export.count_out("people", gone, why, "merged", column="person", value=value[gone])


def plainly(texts: pd.Series) -> pd.Series:
    """Texts in plain spelling, asked once for each different one."""
    codes, written = pd.factorize(texts.astype(object))
    return pd.Series(taken(np.array([plain(str(each)) for each in written], dtype=object), codes), dtype=object)


def ids_by_name(export: Export, cells: pd.Series, kind: str) -> pd.Series:
    """The cells, with the id of the only record that is called so where a name of this kind stands."""
    if not export.has(kind, OWN_ID[kind]):
        return cells
    names, ids = full_names(export, kind), export.records[kind][OWN_ID[kind]]
    known = pd.DataFrame({"name": plainly(names), "id": ids})[names.notna().to_numpy()].dropna().drop_duplicates()
    only = known[~known["name"].duplicated(keep=False)].set_index("name")["id"]
    strange = (cells.notna() & ~cells.isin(ids)).to_numpy()
    found = plainly(cells[strange]).map(only).to_numpy(dtype=object)
    result = cells.to_numpy(dtype=object, copy=True)
    result[strange] = np.where(pd.notna(found), found, result[strange])
    return pd.Series(result, index=cells.index, dtype=object)


def contacts_of_deals(export: Export) -> None:
    """The contact an opportunity names, or that is its customer, is on it."""
    if "deals" not in export.records:
        return
    deals = export.records["deals"]
    known = texts(export, "people", "person").dropna()
    contact = ids_by_name(export, texts(export, "deals", "contact"), "people")
    export.records["deals"] = deals = deals.drop(columns="contact", errors="ignore")
    customer = texts(export, "deals", "customer")
    is_person = customer.isin(known)
    account = texts(export, "deals", "account")
    if "account" in deals or customer.notna().any():
        deals["account"] = account.where(account.notna(), customer.where(~is_person, None))
    contact = contact.where(contact.notna(), customer.where(is_person, None))
    listed = pd.DataFrame({"deal": texts(export, "deals", "deal"), "person": contact})
    listed = listed.assign(file=deals["file"], line=deals["line"]).dropna().reset_index(drop=True)
    if len(listed):
        export.shared = True
        export.records["listed"] = listed


def mirrored(frame: pd.DataFrame) -> Any:
    """Which connections say, from the other end, what a row before them says; or say it again."""
    roles = {end: frame.get(f"role_of_{end}", pd.Series("", index=frame.index)) for end in ("one", "two")}
    one, two = (frame[end].fillna("") + "\n" + roles[end].fillna("") for end in ("one", "two"))
    swapped = one > two
    return pd.DataFrame({"one": two.where(swapped, one), "two": one.where(swapped, two)}).duplicated().to_numpy()
