"""Answers of the team: a workbook of `influence.write_questions`, filled in, read into the tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from influence.errors import InfluenceError, nearest
from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.files.csv_text import Fault, Sheet, Unreadable, path_of, refusal
from influence.read.files.days import days
from influence.read.files.sheets import Entry, entries_of, refusing
from influence.read.merged_answers import Answer, Merge
from influence.tables.asking import COVER, HEADERS, LISTS, NEEDED, header_named, kind_named
from influence.tables.language import say
from influence.tables.schema import WORST_GRADE
from influence.tables.spelling import plain
from influence.tables.vocabulary import is_unknown

FILLED_IN = ("answer", "source", "day", "evidence", "note")
NOBODY_KNOWS = ("?", "？", "不知道", "不清楚", "don'tknow", "noidea")
GRADES = {str(grade): grade for grade in range(1, WORST_GRADE + 1)}


def answers(graph: StakeholderGraph, path: str | Path) -> StakeholderGraph:
    """Read the answers to a workbook of questions into the tables.

    Parameters
    ----------
    graph : StakeholderGraph
        What was known before: the deals that `influence.write_questions` asked about, or these and others.
    path : str or pathlib.Path
        The workbook that came back, in English or Chinese.

    Returns
    -------
    StakeholderGraph
        A new one, with every answer in it; `notes` say of each cell where it went. `influence.compare(graph, it)` says
        what the answers were worth.

    Raises
    ------
    InvalidData
        The workbook cannot be read, or cells of it have faults: an unknown deal or person, a day or grade that is none,
        a number outside its range. `problems` lists all of them, `table` being the sheet and `row` its row.
    InfluenceError
        `graph` is no StakeholderGraph, `path` is of another type, or `openpyxl` is not installed.

    Notes
    -----
    - How a person stands, as a word or as a number from -1 to 1, becomes a rating by the member of the row, on its day,
      with evidence of grade 3 (a statement) or as said. It fills in a support that is unknown; a guess (grade 4) gives
      way to better evidence. "for Acme" becomes a stance, a supporter's 0.5 (ours).
    - Who holds a seat takes the seat; who has a role gets one.
    - Whom a member met becomes an encounter of that day; several people are separated by a semicolon.
    - How good our product is (low, medium, high, or 0 to 1) goes to the deal.
    - Everything else becomes a fact: the answer to a question of the checklist under its name, an answer that fits none
      of these, and every note under the words of the question. Nothing is lost. Questions left empty are noted.

    No text of a cell is ever run. Rules 001-25, 004-6.

    Examples
    --------
    >>> import influence, openpyxl, tempfile
    >>> duck = influence.datasets.load("cooked_duck")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = influence.write_questions(duck, f"{folder}/questions.xlsx")
    ...     book = openpyxl.load_workbook(path)
    ...     book["Yao"]["G2"] = "opponent"  # Is the general manager for us or against us?
    ...     book.save(path)
    ...     told = influence.read.answers(duck, path)
    >>> told.ratings[["rater", "person", "value", "evidence"]].values.tolist()
    [['Yao', 'general manager', -0.5, 3]]
    >>> influence.support(told).by_deal["certainty"].round(2).item()
    0.47
    """
    if not isinstance(graph, StakeholderGraph):
        raise InfluenceError(say("this is a {kind}; give a StakeholderGraph", kind=type(graph).__name__))
    place = path_of(path, "a workbook of questions, filled in")
    taker = NoteTaker([graph.notes], files=list(graph.files.itertuples(index=False, name=None)))
    faults: list[Fault] = []
    read = Reading(graph, taker, faults)
    with ExitStack() as stack, refusing(str(place), faults):
        for entry in entries_of(place, stack, everything=False):
            with refusing(entry.stem, faults):
                read.take(entry)
    if not read.files and not faults:
        problem, remedy = "has no sheet of questions", "give the workbook that influence.write_questions wrote"
        faults.append(Fault(str(place), None, None, None, "missing_table", problem, remedy))
    merge = Merge(graph, taker, faults)
    for answer in read.answers:
        merge.take(answer)
    if faults:
        raise refusal(faults, read.files)
    return merge.graph()


class Reading:
    """The rows of the sheets as answers; what is wrong with a cell is added to `faults`."""

    def __init__(self, graph: StakeholderGraph, taker: NoteTaker, faults: list[Fault]) -> None:
        self.taker, self.faults = taker, faults
        self.deals = {str(deal): deal for deal in graph.all_deals}
        self.members = {str(member): member for member in graph.keys.members}
        self.numbered = graph.keys.members.dtype.kind == "i"
        self.answers: list[Answer] = []
        self.files: dict[str, Path] = {}

    def take(self, entry: Entry) -> None:
        """Read one sheet; one that holds no questions is left out, with a note."""
        title, file = entry.stem, entry.file
        try:
            sheet = entry.read()
        except Unreadable as error:
            if error.code != "empty_file":
                raise
            self.taker.leave_out_file(file, error.problem)
            return
        columns = {header_named(header): place for place, header in enumerate(sheet.header)}
        if not {"question", "answer"} & set(columns):
            if title not in (*COVER, LISTS):
                self.taker.leave_out_file(file, say("has no columns question and answer"))
            return
        self.files[title] = entry.shown
        lacking = [name for name in NEEDED if name not in columns]
        for name in lacking:
            told = Fault(title, None, HEADERS[name][0], None, "missing_column", "is not there", "put the column back")
            self.faults.append(told)
        if not lacking:
            self._take_rows(Place(title, file, sheet, columns))

    def _take_rows(self, place: Place) -> None:
        empty = []
        for line, cells in place.rows():
            if cells["note"] or not _unanswered(cells["answer"]):
                self._take_row(place, line, cells)
            else:
                empty.append((line, cells))
        self.taker.account(place.file, len(place.sheet.cells), len(empty))
        self.taker.note(
            "left out", place.file, line=[line for line, _ in empty],
            value=[cells["question"] for _, cells in empty],
            source=[_without_answer(cells) for _, cells in empty],
        )  # fmt: skip

    def _take_row(self, place: Place, line: int, cells: Mapping[str, str]) -> None:
        before = len(self.faults)
        fault = Faults(place, line, cells, self.faults)
        deal = self.deals.get(cells["deal"])
        if deal is None:
            fault.add("deal", "unknown_deal", "is not a deal of this graph", _nearest(cells["deal"], self.deals))
        kind = kind_named(cells["what"])
        if kind is None:
            fault.add("what", "unknown_choice", "is no kind of question", "put back what the workbook had here")
        member = self.members.get(cells["member"], cells["member"] or None)
        if self.numbered and isinstance(member, str):
            fault.add("member", "mixed_ids", "is not a team member", _nearest(member, self.members))
        day, grade = self._day(cells, fault), self._grade(cells, fault)
        if len(self.faults) == before:
            told = {name: cells[name] for name in ("question", "source", "note")}
            told["answer"] = "" if _unanswered(cells["answer"]) else cells["answer"]
            self.answers.append(
                Answer(
                    sheet=place.title,
                    file=place.file,
                    line=line,
                    deal=deal,
                    kind=str(kind),
                    about=cells["id"],
                    member=member,
                    day=day,
                    grade=grade,
                    headers=place.headers,
                    **told,
                )
            )

    def _day(self, cells: Mapping[str, str], fault: Faults) -> Any:
        """The day of the row; None where there is none."""
        if not cells["day"]:
            return None
        read, _ = days([cells["day"]])
        if np.isnat(read[0]):
            fault.add("day", "not_a_date", "is not a date, or may be two", "give a date such as 2024-05-31")
            return None
        return pd.Timestamp(read[0]).normalize()

    def _grade(self, cells: Mapping[str, str], fault: Faults) -> int | None:
        """The grade of the evidence, as far as somebody said it."""
        if cells["evidence"] and cells["evidence"] not in GRADES:
            fault.add(
                "evidence",
                "out_of_range",
                say("is not a grade from 1 to {worst_grade}", worst_grade=WORST_GRADE),
                "give one, or leave it empty",
            )
        return GRADES.get(cells["evidence"])


def _unanswered(text: str) -> bool:
    """Whether nobody knows; that there is none of something is an answer."""
    return not text or plain(text) in NOBODY_KNOWS or (is_unknown(text) and "none" not in text.casefold())


def _without_answer(cells: Mapping[str, str]) -> str:
    """What else was filled in, where there is no answer that it could go with."""
    filled = [f"{HEADERS[name][0]} {cells[name]!r}" for name in FILLED_IN if cells[name]]
    return say("has no answer; it has {filled}", filled=", ".join(filled)) if filled else say("has no answer")


def _nearest(name: str, known: Mapping[str, Any]) -> str:
    near = nearest(name, known)
    return (
        say("did you mean {near}?", near=repr(near[0]))
        if near
        else say("give one of {names}", names=", ".join(list(known)[:5]))
    )


@dataclass(frozen=True)
class Place:
    """A sheet of questions: its title, its file as shown, its text, and where each column stands."""

    title: str
    file: str
    sheet: Sheet
    columns: Mapping[str | None, int]

    @property
    def headers(self) -> dict[str, str]:
        """What each column is called here."""
        return {name: self.sheet.header[self.columns[name]].strip() for name in HEADERS if name in self.columns}

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Each row with its line, by the names of the columns; "" where a cell or its column is empty."""
        for line, row in self.sheet.cells.iterrows():
            cells = {name: row[self.columns[name]].strip() if name in self.columns else "" for name in HEADERS}
            yield int(str(line)), cells


@dataclass(frozen=True)
class Faults:
    """The faults of one row."""

    place: Place
    line: int
    cells: Mapping[str, str]
    faults: list[Fault]

    def add(self, column: str, code: str, problem: str, remedy: str) -> None:
        """Add a fault of one cell, under the header that it has in the workbook."""
        value = self.cells[column] or None
        header = self.place.headers[column]
        self.faults.append(Fault(self.place.title, self.line, header, value, code, problem, remedy))
