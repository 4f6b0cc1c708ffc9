"""Attributes of nodes and edges as columns: which of ours each means, and what was done to its values."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import isnan
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from influence.graph.reader_notes import OWN, NoteTaker
from influence.read.files.csv_text import Sheet
from influence.read.files.notation import RANGED, Scale
from influence.read.files.translation import Told, Translation
from influence.tables.cells import read_column
from influence.tables.language import say
from influence.tables.phrases import counted
from influence.tables.problems import Problems
from influence.tables.schema import TABLES
from influence.tables.spelling import plain
from influence.tables.vocabulary import BOSS, column_named

LABEL = "label"
Given = dict[int, Any]
# What the nodes and edges themselves say; an attribute of such a name is another thing.
_OWN = {"people": ("deal", "person", BOSS), "relationships": ("deal", "source", "target", "kind")}
_MOST_DIGITS = 10**18


class Chosen(NamedTuple):
    """What fills a column: the attributes, and their cells by the position of their row."""

    names: list[str]
    cells: Given


@dataclass(frozen=True)
class Attributed:
    """The attributes of nodes or edges on their way to the columns of a table.

    Attributes
    ----------
    table : str
        Its name in `schema`.
    rows : sequence
        Nodes or edges: each with its `file`, `line` and `cells`, the attributes by their names.
    names : sequence
        What to call each of them in notes.
    taker : NoteTaker
        Gets a note of everything done.
    scales : dict of str to Scale
        The scales stated.
    taken : str, optional
        An attribute that was read already.
    decimal_comma : bool
        Whether the comma is free to stand in numbers.
    keep : bool
        Whether attributes that mean no column are kept, as they are.
    """

    table: str
    rows: Sequence[Any]
    names: Sequence[Any]
    taker: NoteTaker
    scales: Mapping[str, Scale]
    taken: str | None = None
    decimal_comma: bool = False
    keep: bool = False

    def values(self) -> pd.DataFrame:
        """The columns the attributes mean, as values; others are kept out, and everything done is noted."""
        given = self._given()
        own = self._own(given) if self.keep else {}
        chosen = self._chosen({name: cells for name, cells in given.items() if name not in own})
        cells = {column: self._texts(column, one.cells) for column, one in chosen.items()}
        text = pd.DataFrame(cells, dtype=object).reindex(range(len(self.rows)))
        return self._read(text, chosen).assign(**own)

    def _own(self, given: Mapping[str, Given]) -> dict[str, Any]:
        """The attributes of the caller's own, as they are; each is noted."""
        names = [name for name in given if self._column(name) is None and self._why_not(name) == self._no_column]
        for name in names:
            file, count = self.rows[0].file, counted(len(given[name]), "value", "values")
            self.taker.note(OWN, file, table=self.table, column=name, value=count, source=self._no_column)
        return {name: objects([given[name].get(row) for row in range(len(self.rows))]) for name in names}

    @property
    def _no_column(self) -> str:
        return say("{table} has no such column", table=self.table)

    def _given(self) -> dict[str, Given]:
        """The cells of each attribute by the position of their row: a file may have as many attributes as rows."""
        cells: dict[str, Given] = {}
        for position, row in enumerate(self.rows):
            for name, cell in row.cells.items():
                if name != self.taken:
                    cells.setdefault(sound(name), {})[position] = cell
        return cells

    def _chosen(self, cells: Mapping[str, Given]) -> dict[str, Chosen]:
        """The cells that fill each column: of the first attribute that means it, where that has none of the next."""
        chosen: dict[str, Chosen] = {}
        for name in sorted(cells, key=lambda name: plain(name) == LABEL):
            column = self._column(name)
            if column is None:
                self._keep_out(name, cells[name], self._why_not(name))
                continue
            known = chosen.setdefault(column, Chosen([], {}))
            double = {row: cell for row, cell in cells[name].items() if text_of(known.cells.get(row)) != ""}
            known.cells.update({row: cell for row, cell in cells[name].items() if row not in double})
            self._keep_out(
                name,
                double,
                say(
                    "{column} is already read from {names}",
                    column=column,
                    names=say(" and ").join(map(repr, known.names)),
                ),
            )
            known.names.append(name)
        return chosen

    def _why_not(self, name: str) -> str:
        column = column_named(self.table, name)
        if column == BOSS:
            return say("bosses are read from relationships; draw one of the kind reports_to")
        if column == "kind":
            return (
                say("the kind is read from {taken}", taken=repr(self.taken))
                if self.taken
                else say("none of its words is a kind of relationship")
            )
        return self._no_column

    def _column(self, name: str) -> str | None:
        if plain(name) == LABEL and self.table == "people":
            return "name"
        column = column_named(self.table, name)
        return None if column in _OWN[self.table] else column

    def _keep_out(self, name: str, cells: Given, why: str) -> None:
        """Note that an attribute is not taken, in each file that has values of it."""
        held: dict[str, list[Any]] = {}
        for position, cell in cells.items():
            if text_of(cell) != "":
                held.setdefault(self.rows[position].file, []).append(cell)
        for file, values in held.items():
            some = ", ".join(dict.fromkeys(_brief(value) for value in values[:50]))
            count = f"{counted(len(values), 'value', 'values')}: {some[:80]}"
            self.taker.note("kept out", file, table=self.table, column=name, value=count, source=why)

    def _texts(self, column: str, cells: Given) -> Any:
        """The cells as text, unknown where they are not a single value."""
        texts = {position: text_of(cell) for position, cell in cells.items()}
        odd = [position for position, text in texts.items() if text is None]
        self._unreadable(odd, column, [_brief(cells[row]) for row in odd], [say("is not a single value")] * len(odd))
        return objects([texts.get(position) or "" for position in range(len(self.rows))])

    def _read(self, text: pd.DataFrame, chosen: Mapping[str, Chosen]) -> pd.DataFrame:
        sheet = Sheet(list(text), text, decimal_comma=self.decimal_comma)
        translation = Translation(self.table, sheet, {}, self.scales)
        meant = translation.values(text)
        for fault in translation.faults:
            meant.at[fault.row, fault.column] = None
        kept = [column for column in text if self._on_our_scale(column, chosen[column].names[0], text, meant)]
        for column in kept:
            here = [fault for fault in translation.faults if fault.column == column]
            why = [fault.told for fault in here]
            self._unreadable([fault.row or 0 for fault in here], column, [fault.value for fault in here], why)
            self._note_readings(
                column, chosen[column].names, [told for told in translation.told if told.column == column]
            )
        typed = {column: self._typed(column, text, meant) for column in kept}
        return pd.DataFrame(typed, index=range(len(self.rows)))

    def _note_readings(self, column: str, names: Sequence[str], told: Sequence[Told]) -> None:
        """What attributes, words and numbers are read as others."""
        header = [Told("renamed", column, column, name) for name in names if plain(name) != plain(column)]
        for one in [*header, *told]:
            self.taker.note(file=self.rows[0].file, table=self.table, **one._asdict())

    def _on_our_scale(self, name: str, attribute: str, text: pd.DataFrame, meant: pd.DataFrame) -> bool:
        """Whether the numbers are not on a scale of their own, which nobody stated."""
        column = TABLES[self.table][name]
        if name not in RANGED or name in self.scales:
            return True
        low = 0.0 if column.low is None else column.low
        numbers = pd.to_numeric(meant[name], errors="coerce").to_numpy(dtype=float)
        numbers = numbers[np.isfinite(numbers)]
        outside = int(((numbers < low) | (numbers > (column.high or 1.0))).sum())
        # A strength left unknown counts as 1, so that one that is taken for 1 by mistake would go unseen.
        if outside == 0 or (name != "strength" and outside * 2 <= len(numbers)):
            return True
        many = say(
            "{outside} of {count} is out of range" if outside == 1 else "{outside} of {count} are out of range",
            outside=f"{outside:,}",
            count=counted(len(numbers), "number", "numbers"),
        )
        remedy = say(
            "give the scale the file uses, scale={{{name}: (lowest, highest)}} (--scale {column}=LOWEST:HIGHEST)",
            name=repr(name),
            column=name,
        )
        why = f"{many} ({column.range}); {remedy}"
        self._keep_out(attribute, dict(enumerate(text[name])), why)
        return False

    def _typed(self, name: str, text: pd.DataFrame, meant: pd.DataFrame) -> pd.Series:
        """The column as its type; cells that cannot be read become unknown, each with a note."""
        column, problems = TABLES[self.table][name], Problems()
        if name == "strength":
            column = TABLES["contacts"]["strength"]  # 0 is read here, and is not a relationship at all
        if column.type == "integer":
            huge = np.flatnonzero(pd.to_numeric(meant[name], errors="coerce").abs() >= _MOST_DIGITS)
            self._unreadable(
                list(huge), name, list(text[name].iloc[huge]), [say("is not {range}", range=column.range)] * len(huge)
            )
            meant[name] = meant[name].astype(object).mask(meant.index.isin(huge))
        typed = read_column(meant, self.table, column, column.choices, problems)
        found = problems.frame
        why = [f"{problem}; {remedy}" for problem, remedy in zip(found["problem"], found["remedy"], strict=True)]
        self._unreadable(list(found["row"]), name, list(text[name].reindex(found["row"])), why)
        return typed

    def _unreadable(self, rows: Sequence[int], column: str, values: Sequence[Any], why: Sequence[str]) -> None:
        found = [
            Noted(
                self.rows[row].file,
                self.rows[row].line,
                self.names[row],
                column,
                value,
                say("{reason}; now unknown", reason=reason),
            )
            for row, value, reason in zip(rows, values, why, strict=True)
        ]
        note_each(self.taker, "dropped", self.table, found)


class Noted(NamedTuple):
    """One thing to note."""

    file: str
    line: int | None
    row: Any
    column: str | None
    value: Any
    source: str


def note_each(taker: NoteTaker, action: str, table: str, found: Sequence[Noted]) -> None:
    """Note many things at once, in their order."""
    for file, group in groupby(found, key=lambda one: one.file):
        _, line, row, column, value, source = zip(*group, strict=True)
        cells = {"line": line, "row": row, "column": column, "value": value, "source": source}
        taker.note(action, file, table=table, **cells)


def _brief(value: Any) -> str:
    text = text_of(value)
    text = f"a {type(value).__name__}" if text is None else repr(text)
    return text if len(text) <= 40 else text[:37] + "..."


def text_of(cell: Any) -> str | None:
    """A cell as it would stand in a table, "" where it is unknown; none where it is not a single value."""
    if isinstance(cell, np.generic):
        cell = cell.item()
    if cell is None or cell is pd.NA or cell is pd.NaT:
        return ""
    if isinstance(cell, str):
        return sound(cell).strip()
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, float):
        return "" if isnan(cell) else str(int(cell)) if cell.is_integer() and abs(cell) < _MOST_DIGITS else repr(cell)
    if isinstance(cell, int):
        return str(cell) if abs(cell) < _MOST_DIGITS else None
    return str(cell) if isinstance(cell, datetime.date) else None


def sound(text: str) -> str:
    """The text without halves of characters, which nothing can be written with."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def objects(values: Sequence[Any]) -> Any:
    """Values as they are: pandas must not turn them into anything else."""
    found = np.empty(len(values), dtype=object)
    found[:] = list(values)
    return found
