"""The words of the tables, of CRM systems and of spreadsheets in other languages than English, one file a language.

Each file says where its words are from; organisations have words of their own besides. `vocabulary.py` and `stages.py`
add these to the English and Chinese words they have themselves, which go before; the readers of CRM systems take a
header or the name of a file for the English one that stands beside it here.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any

from influence.tables.spelling import plain, unaccented

Words = Mapping[str, tuple[str, ...]]

ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
SHORTEST_MONTH = 3


@cache
def languages() -> Mapping[str, Mapping[str, Any]]:
    """The words of every language, by its name; read when they are first asked for."""
    found = sorted((each for each in files(__name__).iterdir() if each.name.endswith(".toml")), key=lambda f: f.name)
    return {each.name.removesuffix(".toml"): tomllib.loads(each.read_text(encoding="utf-8")) for each in found}


def words(*place: str) -> Words:
    """What the languages call each thing at one place of their files, such as "headers", "people"."""
    together: dict[str, tuple[str, ...]] = {}
    for table in _at(place):
        for name, others in table.items():
            together[name] = (*together.get(name, ()), *others)
    return together


def listed(name: str) -> tuple[str, ...]:
    """The words of every language for one thing that has no table of its own: true, false, unknown."""
    return tuple(word for language in languages().values() for word in language.get(name, ()))


def titles(language: str) -> Iterator[tuple[int, float, str]]:
    """The words of job titles of one language, each with its level (1 to 5, 0 for none) and how sure that is."""
    for row in languages()[language].get("titles", ()):
        for word in row["words"]:
            yield row["level"], row["confidence"], word


def _at(place: tuple[str, ...]) -> Iterator[Mapping[str, list[str]]]:
    for language in languages().values():
        table: Any = language
        for step in place:
            table = table.get(step, {})
        yield table


def english_headers(header: str) -> tuple[str, ...]:
    """The headers that an English export of the same CRM would have in this place, in plain spelling.

    Parameters
    ----------
    header : str
        The header as it stands in a file; of "Contact: Full Name" each part is looked up by itself.

    Returns
    -------
    tuple of str
        Empty where no language has the header.

    Examples
    --------
    >>> from influence.tables.languages import english_headers
    >>> english_headers("Nachname"), english_headers("Kontakt: Vollständiger Name"), english_headers("Last Name")
    (('lastname',), ('contact:fullname',), ())
    """
    whole = _english("headers").get(unaccented(plain(header)))
    parts = header.replace("：", ":").split(":")
    if whole or len(parts) != 2:
        return whole or ()
    each = [_english("headers").get(unaccented(plain(part)), (plain(part),)) for part in parts]
    return tuple(":".join(pair) for pair in product(*each) if ":".join(pair) != plain(header))


def english_file(word: str) -> str:
    """What an English export of the same CRM would call a file of this name; the name itself if no language has it."""
    return next(iter(_english("files").get(unaccented(plain(word)), ())), word)


@cache
def _english(kind: str) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for english, others in words("crm", kind).items():
        for other in others:
            if plain(other) != plain(english):
                found.setdefault(unaccented(plain(other)), {})[plain(english)] = None
    return {other: tuple(english) for other, english in found.items()}


def month_named(word: str) -> int | None:
    """Find the month that this word names, or begins, in any of the languages.

    Parameters
    ----------
    word : str
        A whole name, or at least its first three letters, with or without a full stop.

    Returns
    -------
    int or None
        From 1 to 12; none where it names no month, or where two begin so.

    Examples
    --------
    >>> from influence.tables.languages import month_named
    >>> month_named("Mai"), month_named("févr."), month_named("Sept"), month_named("jui"), month_named("monday")
    (5, 2, 9, None, None)
    """
    text = unaccented(plain(word.rstrip(".")))
    if len(text) < SHORTEST_MONTH:
        return None
    whole = _months().get(text)
    begun = {number for name, number in _months().items() if name.startswith(text)}
    return whole or (begun.pop() if len(begun) == 1 else None)


@cache
def _months() -> Mapping[str, int]:
    named = {name: number for number, name in enumerate(ENGLISH_MONTHS, start=1)}
    for number, names in words("months").items():
        named |= {unaccented(plain(name)): int(number) for name in names}
    return named
