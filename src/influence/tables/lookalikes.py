"""Ids that read alike and differ: one id written twice, which would be taken for two people or deals."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from influence.tables.keys import Keys
from influence.tables.language import say
from influence.tables.numbering import in_arrow, texts_of
from influence.tables.problems import Problems, Wording
from influence.tables.spelling import seen

Tables = Mapping[str, pd.DataFrame]
Signs = np.ndarray[Any, np.dtype[np.uint8]]

# A Salesforce id of 15 characters tells upper from lower case; two of them may well differ by case alone.
CASE_SENSITIVE_ID = re.compile(r"[a-zA-Z0-9]{15}")

# The first and last byte of what is no plain sign: the two kinds of ASCII spaces, and what is not ASCII.
ODD = (ord("\t"), ord("\r")), (0x1C, ord(" ")), (0x80, 0xFF)
LOWER, UPPER = (ord("a"), ord("z")), (ord("A"), ord("Z"))


def check_lookalikes(given: Tables, read: Tables, keys: Keys, problems: Problems) -> None:
    """Ids that differ only by spaces, case or signs that look alike are one id written twice."""
    everybody = {"deal": keys.deals, "person": keys.persons, "member": keys.members}
    alike = {names for names, ids in everybody.items() if _some_read_alike(ids)}
    members = [("member", owner) for owner in ("contacts", "team", "interactions")]
    for names, owner in (("deal", "people"), ("person", "people"), *members):
        if names in alike and owner in read and names in read[owner]:
            deal = "" if names == "deal" else read[owner]["deal"]
            place = pd.DataFrame({"deal": deal, "id": read[owner][names]})
            _check_alike(given[owner], owner, names, place, problems)


def _some_read_alike(ids: pd.Index) -> bool:
    if ids.dtype == "Int64" or (in_arrow(ids) and _are_told_apart(ids)):
        return False
    unique = [str(name) for name in np.asarray(ids, dtype=object)]
    together = "\n".join(unique)
    # Plain ids are told apart all at once, others one by one.
    plainly = together.isascii() and len(together.split()) == len(unique)
    alike = together.lower().split() if plainly else [_squeezed(name) for name in unique]
    return len(set(alike)) < len(unique)


def _are_told_apart(ids: pd.Index) -> bool:
    """Whether these different texts are plain ones without spaces that differ by more than case."""
    start, data, _ = texts_of(ids)
    signs = data[start[0] : start[-1]]
    if any(_between(signs, first, last) for first, last in ODD):
        return False
    return not (_between(signs, *LOWER) and _between(signs, *UPPER)) or ids.str.lower().is_unique


def _between(signs: Signs, first: int, last: int) -> bool:
    return bool(((signs >= first) & (signs <= last)).any())


def _squeezed(name: object) -> str:
    return "".join(seen(str(name)).split())


def _check_alike(frame: pd.DataFrame, table: str, column: str, place: pd.DataFrame, problems: Problems) -> None:
    unique = pd.Series(place["id"].dropna().unique(), dtype=object)
    suspects = place[place["id"].isin(unique[unique.map(_squeezed).duplicated(keep=False)])].copy()
    suspects["plain"] = suspects["id"].map(_plain_id)
    first = suspects.groupby(["deal", "plain"], sort=False)["id"].transform("first")
    differs = suspects.index[first != suspects["id"]]
    wrong = np.zeros(len(place), dtype=bool)
    wrong[differs] = True
    write = "write it as {other} everywhere, or give it a different id"
    remedies = [say(write, other=repr(other)) for other in first[differs]]
    pairs = zip(suspects["id"][differs], first[differs], strict=True)
    texts = [_difference(str(one), str(two)) for one, two in pairs]
    problems.add(frame, table, column, wrong, Wording("lookalike_id", texts, remedies))


def _difference(one: str, two: str) -> str:
    alike = " ".join(one.lower().split()) == " ".join(two.lower().split())
    if alike:
        return "differs from another id only by spaces or case"
    return "differs from another id only by signs that look alike or cannot be seen"


def _plain_id(name: object) -> str:
    text = str(name)
    return text if CASE_SENSITIVE_ID.fullmatch(text) else " ".join(seen(text).split())
