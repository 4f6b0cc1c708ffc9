"""HubSpot's answers about associations in JSON, as sheets: whose each is and whose it is with, and its labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from influence.read.crm.json_records import Json, Listed, Record, as_text

_ACTIVITIES = ("call", "email", "meeting", "task")
_WORDS = re.compile(rf"deal|contact|company|companies|{'|'.join(_ACTIVITIES)}|engagement", re.IGNORECASE)
_OF_ACTIVITIES = {
    194: ("call", "contact"), 198: ("email", "contact"), 200: ("meeting", "contact"), 204: ("task", "contact"),
    206: ("call", "deal"), 210: ("email", "deal"), 212: ("meeting", "deal"), 216: ("task", "deal"),
}  # fmt: skip
TYPES: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        1: ("contact", "company"), 2: ("company", "contact"), 3: ("deal", "contact"), 4: ("contact", "deal"),
        5: ("deal", "company"), 6: ("company", "deal"), 279: ("contact", "company"), 280: ("company", "contact"),
        341: ("deal", "company"), 342: ("company", "deal"), 449: ("contact", "contact"),
        **_OF_ACTIVITIES,
        **{number - 1: (other, one) for number, (one, other) in _OF_ACTIVITIES.items()},
    }
)  # fmt: skip
"""From which kind of object to which an association of HubSpot's own types goes (developers.hubspot.com,
"Associations": association type ids)."""
_NAMES = {
    frozenset(("deal", "contact")): "deal_contact",
    frozenset(("deal", "company")): "deal_company",
    frozenset(("contact", "company")): "contact_company",
    frozenset(("contact",)): "contact_contact",
    **{frozenset((each, "contact")): "engagement_contact" for each in (*_ACTIVITIES, "engagement")},
    **{frozenset((each, "deal")): "engagement_deal" for each in (*_ACTIVITIES, "engagement")},
}
"""What the sheet of two kinds of objects is called, as warehouses call it."""


class Association(NamedTuple):
    """One object associated with another: of which kinds they are, none where nobody can tell, and their cells."""

    kinds: tuple[str, str]
    cells: Mapping[str, str]


def is_association(data: Any) -> bool:
    """Whether this is one object with those that it is associated with, or one of those alone."""
    return isinstance(data, dict) and (isinstance(data.get("to"), list) or "toObjectId" in data)


def associations_of(file: Json, records: list[Record]) -> Iterator[Listed]:
    """The associations of a file, those of each two kinds of objects as a sheet of their own."""
    found = [each for record in records for each in _associations(record, file.stem)]
    numbered = sorted(zip(found, _lines(file.text, len(found)), strict=True), key=lambda each: each[0].kinds)
    for (one, other), rows in groupby(numbered, key=lambda each: each[0].kinds):
        sheet = [(line, _named(each)) for each, line in rows]
        name = _NAMES.get(frozenset((one, other)), file.stem)
        yield Listed(name, file.file if len(sheet) == len(found) else f"{file.file}[{one} to {other}]", sheet)


def _associations(record: Record, stem: str) -> Iterator[Association]:
    own = record.get("from")
    whose = as_text(own.get("id")) if isinstance(own, dict) else ""
    for with_whom in record["to"] if isinstance(record.get("to"), list) else [record]:
        if isinstance(with_whom, dict):
            types = with_whom.get("associationTypes")
            types = [each for each in types if isinstance(each, dict)] if isinstance(types, list) else []
            labels = ";".join(dict.fromkeys(as_text(each.get("label")) for each in types if each.get("label")))
            cells = {"from": whose, "to": as_text(with_whom.get("toObjectId", with_whom.get("id"))), "label": labels}
            yield Association(_kinds(types, as_text(with_whom.get("type")), stem), cells)


def _kinds(types: list[Record], word: str, stem: str) -> tuple[str, str]:
    """Of which kinds the two are: by HubSpot's own types, by the word of the older answers, else by the file's name."""
    for each in types:
        number = each.get("typeId")
        if each.get("category") == "HUBSPOT_DEFINED" and isinstance(number, int) and number in TYPES:
            return TYPES[number]
    for text in (word, stem):
        said = [each.lower().replace("companies", "company") for each in _WORDS.findall(text)]
        if len(said) > 1:
            return said[0], said[1]
    return "", ""


def _named(association: Association) -> Mapping[str, str]:
    """The cells under the headers that the two kinds give them."""
    one, other = ("engagement" if each in _ACTIVITIES else each for each in association.kinds)
    if one == other:
        one, other = (f"{way}_{each}".rstrip("_") for way, each in (("from", one), ("to", other)))
    return {f"{one}_id": association.cells["from"], f"{other}_id": association.cells["to"],
            "label": association.cells["label"]}  # fmt: skip


def _lines(text: str, count: int) -> list[int]:
    """The line on which each association names the other object; their numbers where that cannot be told."""
    places = [found.start() for found in re.finditer(r'"toObjectId"', text)]
    ends = np.flatnonzero(np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32) == ord("\n"))
    lines = (np.searchsorted(ends, places) + 1).tolist()
    return lines if len(lines) == count == len(set(lines)) else list(range(1, count + 1))
