"""Remedies of faults in files that an answer of the caller can cure: a scale, or what a word means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from influence.read.files.notation import scale_name
from influence.tables.kind_hints import HINTS
from influence.tables.language import say, spoken
from influence.tables.number_words import NUMBER_WORDS
from influence.tables.spelling import plain

TURNED = ", the two numbers swapped if the smallest is the best"
Likely = Mapping[tuple[str, str], tuple[int, int]]


def with_answers(problems: pd.DataFrame, likely: Likely) -> pd.DataFrame:
    """These faults, the remedy of each with the answer that would cure it, as Python states it."""
    remedies = [_remedy(problem, likely) for problem in problems.to_dict("records")]
    return problems.assign(remedy=pd.Series(remedies, index=problems.index, dtype=object))


def _remedy(problem: Mapping[Any, Any], likely: Likely) -> str:
    table, column, remedy = problem["table"], problem["column"], str(problem["remedy"])
    if problem["code"] == "out_of_range" and (table, column) in likely:
        low, high = likely[table, column]
        name = scale_name(table, column)
        scale = f"scale={{{name!r}: ({low}, {high})}}"
        return say("{remedy}, or state the scale of the file: {scale}", remedy=remedy, scale=scale) + say(TURNED)
    if problem["code"] == "not_a_number":
        return remedy + _scale_of_words(table, column, likely) + _words(table, column, str(problem["value"]))
    if problem["code"] == "unknown_choice" and (table, column) == ("relationships", "kind"):
        return remedy + _kind(str(problem["value"]))
    return remedy


def _scale_of_words(table: str, column: str, likely: Likely) -> str:
    if (table, column) not in likely:
        return ""
    name, (low, high) = scale_name(table, column), likely[table, column]
    return say(
        ", or state the scale of the numbers in it: {scale}", scale=f"scale={{{name!r}: ({low}, {high})}}"
    ) + say(TURNED)


def _words(table: str, column: str, cell: str) -> str:
    """A word for each number of a column that words may stand in, where the cell is one."""
    if any(character.isdigit() for character in cell):
        return ""
    words = NUMBER_WORDS.get((table, column), {})
    own = (f"{_own_word(words[number])} ({number:g})" for number in sorted(words, reverse=True))
    listed = say(", ").join(own)
    return say(", or a word that is read as one, such as {words}", words=listed) if words else ""


def _own_word(words: Sequence[str]) -> str:
    """The word of these that is of the language spoken; they begin with the English one."""
    return words[0] if spoken() == "en" else next((word for word in words if not word.isascii()), words[0])


def _kind(word: str) -> str:
    """How to state what a word means for all its rows, where it reads from source to target."""
    kind, turned = HINTS.get(plain(word), ("", True))
    return "" if turned else say(", or state it for all rows: {kind}", kind=f"kind={{{word!r}: {kind!r}}}")
