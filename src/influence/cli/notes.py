"""What `check` says: files left out whole first, then that nothing is wrong, the rows of each file, and the notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from influence.cli.messages import line_of, note_line
from influence.graph.reader_notes import ACTIONS, OWN, WHOLE_FILE
from influence.read.files.sheets import ANSWERS
from influence.tables.language import say
from influence.tables.phrases import counted
from influence.write.template import IN_WORDS, chinese_header

if TYPE_CHECKING:
    from influence.graph.stakeholder_graph import StakeholderGraph

# Why a row or file was left out counts, and which it was; of other notes the first of each column stands for all.
_BY_REASON = ("left out", "merged", "kept out")
# What may change an answer comes first; columns that nothing needs come last, those of a file in one line.
_IN_ORDER = sorted(ACTIONS, key=(OWN, "kept out").__contains__)
_NAMED = 5


def check_lines(graph: StakeholderGraph, from_file: Mapping[str, Any], most: int | None) -> Iterator[str]:
    """The lines in the order they are to be read, the first `most` notes among them; every note where that is none."""
    notes = graph.notes
    whole = (notes["value"] == WHOLE_FILE).to_numpy(dtype=bool)
    for note in notes[whole].to_dict("records"):
        yield say("left out whole: {file}: {why}", file=line_of(note["file"]), why=line_of(note["source"]))
    yield say("no faults in {graph}", graph=str(graph).replace("StakeholderGraph: ", ""))
    if from_file:
        answers = "; ".join(_said(name, answer) for name, answer in from_file.items() if answer)
        yield say("answered by {file}: {answers}", file=ANSWERS, answers=answers)
    for file in graph.files.itertuples(index=False):
        rows = counted(file.rows, "row", "rows")
        parts = {"file": line_of(file.file), "used": f"{file.used:,}", "left_out": f"{file.left_out:,}"}
        yield say("{file}: {rows}, {used} used, {left_out} left out", rows=rows, **parts)
    yield from _note_lines(notes[~whole], most)


def _said(name: str, answer: Any) -> str:
    if not isinstance(answer, dict):
        return f"{name} {line_of(answer)}"
    shown = (f"{key}={_ends(value)}" if key else str(value) for key, value in answer.items())
    return f"{name} {', '.join(shown)}"


def _ends(value: Any) -> str:
    return f"{value[0]:g}:{value[1]:g}" if isinstance(value, tuple) else str(value)


def _note_lines(notes: pd.DataFrame, most: int | None) -> Iterator[str]:
    ours = [_of_template(note) for note in notes[["action", "table", "column", "source"]].itertuples()]
    notes = notes[~np.array(ours, dtype=bool)]
    notes = notes.iloc[np.argsort(notes["action"].map(_IN_ORDER.index), kind="stable")]
    counts = notes["action"].value_counts(sort=False)
    if len(counts):
        yield say(", ").join(say("{count:,} {action}", count=n, action=say(action)) for action, n in counts.items())
    lines = [_line(note) for note in notes.to_dict("records")] if most is None else list(_grouped(notes))
    shown = lines[:most]
    yield from shown
    if len(lines) > len(shown):
        more = f"{len(lines) - len(shown):,}"
        yield say("... and {count} more: show them with --all, or save them with --notes FILE", count=more)


def _grouped(notes: pd.DataFrame) -> Iterator[str]:
    """A line for each kind of note and column: the first of them, and how many more there are."""
    columns = ((notes["action"] == "kept out") & notes["line"].isna() & notes["value"].isna()).to_numpy(dtype=bool)
    keys = notes[["action", "file", "table", "column", "source"]].astype(object).fillna("")
    keys["source"] = keys["source"].astype(str).where(keys["action"].isin(_BY_REASON), "")
    keys["column"] = keys["column"].mask(columns, "")
    for _, alike in notes.groupby([keys[name] for name in keys], sort=False):
        yield _line_for_all(alike)


def _line_for_all(alike: pd.DataFrame) -> str:
    """The first of notes that are alike, and how many more there are; the first few columns where each has its own."""
    columns = list(alike["column"].dropna().drop_duplicates())
    more = len(alike) - 1
    if len(columns) < 2:
        line = _line(alike.iloc[0].to_dict())
        return say("{line}, and {count} more like it", line=line, count=f"{more:,}") if more else line
    named = ", ".join(line_of(column) for column in columns[:_NAMED])
    if len(columns) > _NAMED:
        named = say("{columns} and {count} more columns", columns=named, count=f"{len(columns) - _NAMED:,}")
    return _line({**alike.iloc[0].to_dict(), "column": named})


def _line(note: Mapping[Any, Any]) -> str:
    return note_line({name: line_of(cell) for name, cell in note.items()})


def _of_template(note: Any) -> bool:
    """Whether a header is one that our own template writes, in any of its languages."""
    if note.action == OWN:
        return note.column in IN_WORDS
    return note.action == "renamed" and note.source == chinese_header(note.table, note.column)
