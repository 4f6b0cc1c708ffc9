"""Answers of the team on their way into the tables: which is a rating, a seat, an encounter, a stance or a fact."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.files.csv_text import Fault
from influence.tables.asking import FOR_SIDE, FOR_SIDE_SUPPORT, MET, NO_PURCHASE
from influence.tables.checklist import NUMBER
from influence.tables.language import say
from influence.tables.schema import NOBODY, OUR_SIDE, ROLES, TABLES, WORST_GRADE
from influence.tables.spelling import plain
from influence.tables.vocabulary import number_words

STATEMENT = 3
"""The grade of what somebody says, where nobody says more (rule 001-17)."""
SEVERAL = re.compile(r"[;；、\n]")
WHOM_WE_MET = ("spoke_with",)


@dataclass(frozen=True)
class Answer:
    """One row of a workbook of questions that somebody filled in."""

    sheet: str
    file: str
    line: int
    deal: Any
    kind: str
    about: str
    member: Any
    day: Any
    grade: int | None
    question: str
    answer: str
    source: str
    note: str
    headers: Mapping[str, str]


class Merge:
    """The tables of a graph with answers added; what no table takes becomes a fact."""

    def __init__(self, graph: StakeholderGraph, taker: NoteTaker, faults: list[Fault]) -> None:
        self.before, self.taker, self.faults = graph, taker, faults
        self.tables = {name: graph.table(name) for name in TABLES} | {"contacts": graph.contacts_given}
        self.new: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self.grades: dict[int, int] = {}

    def take(self, answer: Answer) -> None:
        """Put one row where it belongs."""
        if answer.note:
            self._fact(answer, answer.question, answer.note, "note")
        if not answer.answer:
            return
        merge = {
            "support": self._support, "evidence": self._evidence, "seat": self._seat, "role": self._role,
            "gate": self._gate, "question": self._question, MET: self._met,
        }[answer.kind]  # fmt: skip
        before = len(self.faults)
        if not merge(answer) and len(self.faults) == before:
            self._fact(answer, answer.question, answer.answer, "answer")

    def graph(self) -> StakeholderGraph:
        """The graph of the tables with everything in them."""
        self._grade_people()
        whole = {name: _with_rows(table, self.new[name]) for name, table in self.tables.items()}
        known = {name: table for name, table in whole.items() if len(table) or name == "people"}
        return StakeholderGraph.from_tables(**known, assumptions=self.before.assumptions, notes=self.taker.notes)

    # What each kind of question is answered by; false where the answer is none of that.

    def _support(self, answer: Answer) -> bool:
        person = self._person_asked(answer)
        if person is None:
            return True
        side = self._side_named(answer)
        if side is not None:
            return self._stance(answer, person, side)
        value = self._number(answer, "support", -1, 1)
        return value is not None and self._rating(answer, person, value)

    def _rating(self, answer: Answer, person: int, value: float) -> bool:
        rater = answer.member if answer.member is not None else answer.source or None
        if rater is None:
            self._fault(answer, None, "missing_value", "is missing: nobody knows who rates", "write who answers")
            return True
        grade = answer.grade or STATEMENT
        who = self.people["person"].iloc[person]
        row = {"rater": str(rater), "person": who, "measure": "support", "value": value}
        self._add(answer, "ratings", row | {"date": answer.day, "evidence": grade}, "value", value)
        self._settle(answer, person, grade)
        return True

    def _settle(self, answer: Answer, person: int, grade: int) -> None:
        """Let a rating stand for a support that is unknown, or that was only guessed."""
        known, graded = (self.before.arrays.measure(name)[person] for name in ("support", "evidence"))
        guess = graded == WORST_GRADE and grade < WORST_GRADE
        if not np.isnan(known) and guess:
            before = say("guess {known} before {answer}", known=f"{known:+g}", answer=_told(answer))
            self._note(answer, "people", self.people["person"].iloc[person], "support", None, before)
            self.people.loc[person, "support"] = np.nan
        if np.isnan(known) or guess:
            self.grades[person] = min(grade, self.grades.get(person, WORST_GRADE))

    def _stance(self, answer: Answer, person: int, side: str) -> bool:
        who = self.people["person"].iloc[person]
        stances = self.tables["stances"]
        same = {"deal": answer.deal, "person": who, "side": side}
        there = (stances[list(same)] == pd.Series(same)).all(axis=1).to_numpy(dtype=bool)
        self.tables["stances"] = stances[~there]
        self.new["stances"] = [row for row in self.new["stances"] if not same.items() <= row.items()]
        row = {"person": who, "side": side, "support": FOR_SIDE_SUPPORT, "date": answer.day, "evidence": answer.grade}
        self._add(answer, "stances", row, "support", FOR_SIDE_SUPPORT)
        return True

    def _evidence(self, answer: Answer) -> bool:
        if answer.about in NUMBER and answer.about not in self._ids(answer.deal):
            return self._question(answer)
        if self._is_number(answer) or self._side_named(answer) is not None:
            return self._support(answer)
        person = self._person_asked(answer)
        if person is not None and answer.grade is not None:
            # What somebody did is a fact, and backs the support that was a guess.
            self.grades[person] = min(answer.grade, self.grades.get(person, WORST_GRADE))
        return person is None

    def _seat(self, answer: Answer) -> bool:
        people = self._people_named(answer)
        seats = self.tables["seats"]
        if "person" not in seats:
            seats["person"] = None
        waits = (seats["deal"] == answer.deal) & (seats["role"] == answer.about) & seats["person"].isna()
        free = np.flatnonzero(waits.to_numpy(dtype=bool))
        if not people or len(people) > len(free):
            return False
        for place, person in zip(free, people, strict=False):
            seats["person"] = seats["person"].astype(object)
            seats.iloc[place, seats.columns.get_loc("person")] = person
            self._note(answer, "seats", person, "person", person)
        return True

    def _role(self, answer: Answer) -> bool:
        people = self._people_named(answer)
        if not people or answer.about not in ROLES:
            return False
        for person in people:
            self._add(answer, "seats", {"role": answer.about, "person": person}, "person", person)
        return True

    def _gate(self, answer: Answer) -> bool:
        if answer.about == "top_down":
            return self._met(answer)
        texts = [each.strip() for each in SEVERAL.split(answer.answer) if each.strip()]
        columns = [name for name in ("product_strength", "value_lead") if pd.isna(self._of_deal(answer.deal, name))]
        values = [self._number(answer, "participation", 0, 1, text) for text in texts]
        if len(values) > len(columns) or any(value is None for value in values):
            return False
        for column, value in zip(columns, values, strict=False):
            self._set_of_deal(answer.deal, column, value)
            self._note(answer, "deals", answer.deal, column, value)
        return True

    def _question(self, answer: Answer) -> bool:
        if answer.about in WHOM_WE_MET and self._people_named(answer):
            return self._met(answer)
        name = answer.about if answer.about in NUMBER else answer.question
        people = self._people_named(answer)
        # A person chosen from the list is written as rules look them up: by id.
        text = ", ".join(map(str, people)) if people else answer.answer
        return self._fact(answer, name, text, "answer")

    def _met(self, answer: Answer) -> bool:
        people = self._people_named(answer)
        encounter = self._new_encounter(answer)
        for person in people:
            row = {"interaction": encounter, "date": answer.day, "side": OUR_SIDE, "member": answer.member}
            told = {"person": person, "source": self._said(answer), "evidence": answer.grade}
            self._add(answer, "interactions", row | told, "person", person)
        return bool(people)

    def _fact(self, answer: Answer, question: str, text: str, cell: str) -> bool:
        row = {"question": question, "answer": text, "source": self._said(answer), "date": answer.day}
        row |= {"evidence": answer.grade, "side": OUR_SIDE, "member": answer.member}
        note = say("the note to {answer}", answer=_told(answer))
        self._add(answer, "facts", row, "answer", text, "" if cell == "answer" else note)
        return True

    # Who and what is meant.

    @property
    def people(self) -> pd.DataFrame:
        """The people, in order."""
        return self.tables["people"]

    @cached_property
    def _named(self) -> dict[Any, dict[str, list[int]]]:
        """The places of whoever is called so in each deal: by id, by name, and by both as the drop-downs have them."""
        found: dict[Any, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        rows = zip(self.people["deal"], self.people["person"], self.before.arrays.person_names, strict=True)
        for place, (deal, person, name) in enumerate(rows):
            for text in {plain(str(person)), plain(str(name)), plain(f"{name} ({person})")}:
                found[deal][text].append(place)
        return found

    @cached_property
    def _by_id(self) -> dict[Any, dict[str, int]]:
        found: dict[Any, dict[str, int]] = defaultdict(dict)
        for place, (deal, person) in enumerate(zip(self.people["deal"], self.people["person"], strict=True)):
            found[deal][str(person)] = place
        return found

    def _ids(self, deal: object) -> dict[str, int]:
        return self._by_id[deal]

    def _place(self, deal: object, text: str) -> int | None:
        """Who is called so: an id goes before a name, and a name that two people have is nobody's."""
        text = text.strip()
        if text in self._ids(deal):
            return self._ids(deal)[text]
        found = self._named[deal].get(plain(text), [])
        return found[0] if len(found) == 1 else None

    def _people_named(self, answer: Answer) -> list[Any]:
        """The ids of the people an answer consists of; nobody where any part of it is something else."""
        whole = self._place(answer.deal, answer.answer)
        parts = (
            [answer.answer] if whole is not None else [each for each in SEVERAL.split(answer.answer) if each.strip()]
        )
        places = [self._place(answer.deal, each) for each in parts]
        if any(place is None for place in places):
            return []
        return [self.people["person"].iloc[place] for place in dict.fromkeys(places)]

    def _person_asked(self, answer: Answer) -> int | None:
        """Whom a question is about; a fault where that is nobody of the deal."""
        place = self._ids(answer.deal).get(answer.about)
        if place is None:
            remedy = say("put back the id that the workbook had here, or add the person to people")
            self._fault(answer, answer.about, "unknown_person", "is nobody of this deal", remedy, "id")
        return place

    def _said(self, answer: Answer) -> str | None:
        """Who said so: a person by id, else as it is written, else the member."""
        place = self._place(answer.deal, answer.source) if answer.source else None
        if place is not None:
            return str(self.people["person"].iloc[place])
        return answer.source or (None if answer.member is None else str(answer.member))

    @cached_property
    def _sides(self) -> dict[Any, dict[str, str]]:
        """What an answer says that names another side of a deal."""
        found: dict[Any, dict[str, str]] = defaultdict(dict)
        for name in ("contacts", "interactions", "stances"):
            table = self.tables[name]
            for deal, side in table[["deal", "side"]].drop_duplicates().itertuples(index=False):
                for words in FOR_SIDE if side not in (OUR_SIDE, NOBODY) else ():
                    found[deal][plain(words.format(side))] = side
        return found

    def _side_named(self, answer: Answer) -> str | None:
        text = plain(answer.answer)
        if text in {plain(words.format(nothing)) for words, nothing in zip(FOR_SIDE, NO_PURCHASE, strict=True)}:
            return NOBODY
        return self._sides[answer.deal].get(text)

    def _is_number(self, answer: Answer) -> bool:
        return _as_number(answer.answer) is not None or plain(answer.answer) in number_words("people", "support")

    def _number(self, answer: Answer, measure: str, low: float, high: float, text: str | None = None) -> float | None:
        """The number that an answer says, in figures or in words; None where it says none."""
        text = answer.answer if text is None else text
        number = number_words("people", measure).get(plain(text), _as_number(text))
        if number is not None and not low <= number <= high:
            problem = say("is not a number from {low} to {high}", low=f"{low:g}", high=f"{high:g}")
            self._fault(answer, text, "out_of_range", problem, "correct it, or choose a word from the list", "answer")
            return None
        return number

    def _new_encounter(self, answer: Answer) -> Any:
        """An id that no encounter has yet."""
        ids = self.tables["interactions"].get("interaction", pd.Series(dtype=object))
        if pd.api.types.is_integer_dtype(ids) and len(ids):
            return int(ids.max()) + 1 + len(self.new["interactions"])
        day = "" if answer.day is None else f" {answer.day:%Y-%m-%d}"
        return f"{answer.sheet} {answer.line}{day}"

    # Where it goes.

    def _of_deal(self, deal: object, column: str) -> Any:
        deals = self.tables["deals"]
        found = deals[(deals["deal"] == deal).to_numpy(dtype=bool)]
        return found[column].iloc[0] if column in found and len(found) else None

    def _set_of_deal(self, deal: object, column: str, value: Any) -> None:
        deals = self.tables["deals"]
        if not (deals["deal"] == deal).any():
            deals = _with_rows(deals, [{"deal": deal}])
        if column not in deals:
            deals[column] = np.nan
        deals.loc[(deals["deal"] == deal).to_numpy(dtype=bool), column] = value
        self.tables["deals"] = deals

    def _grade_people(self) -> None:
        """Grade the evidence of those whose support an answer settled."""
        if self.grades and "evidence" not in self.people:
            self.people["evidence"] = pd.array([pd.NA] * len(self.people), dtype="Int64")
        for person, grade in self.grades.items():
            self.people.loc[person, "evidence"] = grade

    def _add(self, answer: Answer, table: str, row: dict[str, Any], column: str, value: Any, source: str = "") -> None:
        """A new row of a table, with the note of the cell that it came from."""
        self.new[table].append({"deal": answer.deal, **row})
        self._note(answer, table, row.get("person", row.get("question")), column, value, source)

    def _note(self, answer: Answer, table: str, row: Any, column: str, value: Any, source: str = "") -> None:
        source = source or _told(answer)
        self.taker.note(
            "merged", answer.file, line=answer.line, table=table, row=row, column=column, value=value, source=source
        )

    def _fault(self, answer: Answer, value: Any, code: str, problem: str, remedy: str, column: str = "member") -> None:
        header = answer.headers[column]
        self.faults.append(Fault(answer.sheet, answer.line, header, value, code, problem, remedy))


def _told(answer: Answer) -> str:
    """Which answer it was."""
    if answer.member is None:
        return say("the answer: {question}", question=answer.question)
    return say("the answer of {member}: {question}", member=answer.member, question=answer.question)


def _as_number(text: str) -> float | None:
    try:
        number = float(text.replace("−", "-"))
    except ValueError:
        return None
    return number if np.isfinite(number) else None


def _with_rows(table: pd.DataFrame, rows: list[dict[str, Any]]) -> pd.DataFrame:
    """The table with more rows behind its own."""
    if not rows:
        return table
    new = pd.DataFrame(rows, dtype=object)
    return pd.concat([table.astype(object), new], ignore_index=True) if len(table) else new
