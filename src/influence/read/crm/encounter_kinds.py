"""What kind of encounter an activity was: by its type or its file, and by the words of its subject."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from influence.read.crm.records import Export, file_word
from influence.read.crm.values import column, texts
from influence.tables.schema import TABLES
from influence.tables.spelling import plain
from influence.tables.vocabulary import values_of

KIND_CONFIDENCE = 0.5
"""How sure we are of a kind that only the subject tells (ours)."""
SPECIAL, USUAL = ("demo", "workshop", "proposal", "visit"), ("message", "call", "meeting")
"""What a subject may say of a meeting, and what only of an activity without a type: the first found counts."""
_FILES = frozenset(("call", "phonecall", "meeting", "event", "appointment", "email", "letter", "task"))
_FORWARDED = frozenset(("re", "aw", "fw", "fwd", "email"))
_NOT_ITSELF = frozenset((
    "schedule", "scheduled", "scheduling", "reschedule", "book", "plan", "planning", "prepare", "prep", "arrange",
    "confirm", "invite", "invitation", "follow", "followup", "after", "recap", "cancel", "cancelled", "postpone",
    "安排", "预约", "准备", "邀请", "取消", "跟进",
))  # fmt: skip
"""Words of what goes before or after an encounter: "schedule the demo" is none (the list is ours)."""


def type_by_file(export: Export, kind: str) -> None:
    """What activities are that do not say so themselves: what their file is called."""
    names = [file_word(sheet.name).removeprefix("engagement").removeprefix("calendar") for sheet in export.sheets]
    said = np.array([name if name in _FILES else None for name in names], dtype=object)
    of = texts(export, kind, "type")
    for field in [each for each in ("subtype",) if export.has(kind, each)]:
        of = of.where(of.notna(), texts(export, kind, field))
    records = export.records[kind]
    records["type"] = of.where(of.notna(), said[records["file"].to_numpy()])


def kinds(export: Export, infer: bool) -> pd.Series:
    """The kind of each activity; None where nothing tells. What only the subject tells is noted."""
    types, topics = (column(export, "activities", each).astype(object) for each in ("type", "topic"))
    stated = _each(types, kind_of_type)
    if not infer:
        return stated
    meant = _each(topics, kind_of_subject)
    usual = stated.isna() | stated.eq("other")
    found = meant.notna() & (usual | (stated.eq("meeting") & meant.isin(SPECIAL)))
    cells = {"column": "kind", "value": meant[found], "source": topics[found], "confidence": KIND_CONFIDENCE}
    export.note("activities", found.to_numpy(dtype=bool), "inferred", **cells)
    return stated.mask(found, meant)


def kind_of_type(written: str) -> str | None:
    """The kind that the type of an activity names."""
    return _words().get(plain(written)) or _named(written, (*USUAL[:2], *SPECIAL, *USUAL[2:]))


def kind_of_subject(written: str) -> str | None:
    """The kind that a subject names, unless it is of what goes before or after one."""
    words = _split(written)
    if words and words[0] in _FORWARDED:
        return "message"
    if any(word in _NOT_ITSELF or any(each in word for each in _NOT_ITSELF if not each.isascii()) for word in words):
        return None
    return _named(written, (*SPECIAL, *USUAL))


def _named(written: str, order: Collection[str]) -> str | None:
    """The first of these kinds of which a word is in the text, or two words that stand side by side."""
    split = _split(written)
    words = {*split, *(each.removesuffix("s") for each in split), *map("".join, pairwise(split))}
    known = _words()
    found = {known[word] for word in words if word in known}
    if not written.isascii():
        whole = plain(written)
        found |= {kind for word, kind in known.items() if not word.isascii() and word in whole}
    return next((kind for kind in order if kind in found), None)


def _split(written: str) -> list[str]:
    return [plain(word) for word in re.findall(r"[^\W_]+", written)]


@cache
def _words() -> dict[str, str]:
    return dict(values_of(TABLES["interactions"]["kind"]))


def _each(cells: pd.Series, of: Callable[[str], str | None]) -> pd.Series:
    """What each different text says, asked once; None for none."""
    codes, written = pd.factorize(cells)
    said: Any = np.array([*(of(str(each)) for each in written), None], dtype=object)
    return pd.Series(said[codes], index=cells.index, dtype=object)
