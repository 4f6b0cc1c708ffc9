"""Who reports to whom, as columns of people say it: bosses by id, e-mail, position or name, and dotted lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from influence.errors import nearest
from influence.graph.reader_notes import NoteTaker
from influence.read.files.csv_text import Fault, Sheet
from influence.tables.language import say
from influence.tables.phrases import counted
from influence.tables.schema import TABLES
from influence.tables.spelling import plain
from influence.tables.vocabulary import BOSS, DOTTED, LINES, column_named, is_unknown

Tables = dict[str, pd.DataFrame]
Key = tuple[Any, str]

# Further columns of people by which exports of HR systems name a boss, as `plain` makes them.
EMAILS = (
    "email",
    "emailaddress",
    "workemail",
    "businessemail",
    "mail",
    "userprincipalname",
    "电子邮件",
    "邮箱",
)
POSITIONS = ("positionnbr", "positionnumber", "positionid", "postuniquereference")
FIRST_NAMES = ("firstname", "givenname", "forename", "名")
LAST_NAMES = ("lastname", "surname", "familyname", "姓")
_IDS = ("id", "编号", "number", "nbr", "code")
_MAILS = ("mail", "邮")
_FURTHER = (("e-mail", EMAILS), ("position", POSITIONS))
_BRACKETS = re.compile(r"(.*?)\s*[(\[<]([^()\[\]<>]+)[)\]>]", re.DOTALL)
_AND = (re.compile(r"[;|\n]"), re.compile(r"[,/、，；]"))


class Boss(NamedTuple):
    """Whom one word means: the ids, several where it is ambiguous, and by which column they were found."""

    ids: list[str]
    by: str


class Directory:
    """Whom the words of each deal mean: an id, else an e-mail, a position or a name."""

    def __init__(self, people: pd.DataFrame) -> None:
        self._deals = people["deal"].tolist() if "deal" in people else [None] * len(people)
        self._ids = people["person"].astype(str).tolist()
        named = {by: [people[header] for header in people if plain(str(header)) in headers] for by, headers in _FURTHER}
        mails = [name if "@" in name else None for name in self._ids]
        names = people.get("name", self._ids)
        self._known = {
            "id": self._index("id", [self._ids]),
            "e-mail": self._index("e-mail", [mails, *named["e-mail"]]),
            "position": self._index("position", named["position"]),
            "name": self._index("name", [names]),
        }

    def _index(self, by: str, columns: Iterable[Iterable[Any]]) -> dict[Key, list[str]]:
        """From the deal and each word, spelt alike, to the ids it means."""
        found: dict[Key, list[str]] = {}
        for column in columns:
            for deal, person, cell in zip(self._deals, self._ids, column, strict=True):
                if isinstance(cell, str) and cell.strip():
                    ids = found.setdefault((deal, _spelt(by, cell)), [])
                    if person not in ids:
                        ids.append(person)
        return found

    def ids(self, deal: Any) -> list[str]:
        """Everybody in a deal."""
        return [person for person, of in zip(self._ids, self._deals, strict=True) if of == deal]

    def meant(self, deal: Any, cell: str) -> list[Boss]:
        """The people that a cell names, several where it lists them; nobody where some word of it is unknown."""
        for words in _readings(cell.strip()):
            found = [boss for word in words if (boss := self._one(deal, word))]
            if len(found) == len(words):
                return found
        return []

    def _one(self, deal: Any, word: str) -> Boss | None:
        for by, known in self._known.items():
            ids = known.get((deal, _spelt(by, word)))
            if ids:
                return Boss(ids, by)
        return None


def _spelt(by: str, word: str) -> str:
    """A word as it is compared: ids to the letter, e-mails and positions in any case, names in any spelling."""
    word = word.strip()
    return word if by == "id" else plain(word) if by == "name" else word.casefold()


def _readings(cell: str) -> Iterator[list[str]]:
    """The ways to read a cell, the plainest first: a word, a number with .0, "Last, First", "Name (id)", a list."""
    yield [cell]
    yield [re.sub(r"(?<=\d)\.0+$", "", cell)]
    last, comma, first = cell.partition(",")
    if comma:
        yield [f"{first.strip()} {last.strip()}"]
    bracketed = _BRACKETS.fullmatch(cell)
    if bracketed:
        yield [bracketed[2].strip()]
        yield [bracketed[1].strip()]
    for separator in _AND:
        yield [word.strip() for word in separator.split(cell) if word.strip()] or [cell]


class Line(NamedTuple):
    """A reporting line: on which line it stands, whose it is, to whom and of which kind."""

    line: int
    deal: Any
    source: str
    target: str
    kind: str


def with_reporting_lines(tables: Tables, file: str, taker: NoteTaker, faults: list[Fault]) -> Tables:
    """Make the bosses that people name into relationships, each of them once.

    Parameters
    ----------
    tables : dict of str to pandas.DataFrame
        Tables under canonical headers, labelled by line; people may have the columns `BOSS` and `DOTTED`.
    file : str
        What the file of people is called in notes.
    taker : NoteTaker
        Notes how bosses were found, who has none because they name themselves, and whose boss is there already.
    faults : list of Fault
        Gets a fault for each boss who is ambiguous, and for each dotted line to somebody unknown.

    Returns
    -------
    dict of str to pandas.DataFrame
        The tables without these columns. Rows made are labelled by minus the line of the person.
    """
    people = tables["people"]
    named = [column for column in (BOSS, DOTTED) if column in people]
    if not named:
        return tables
    rest = tables | {"people": people.drop(columns=named)}
    known = tables.get("relationships")
    # Where a required header is missing there is no telling who is meant; that fault ends the reading anyway.
    if "person" not in people or (known is not None and set(TABLES["relationships"].required) - {"deal"} - set(known)):
        return rest
    if known is not None and ("deal" in known) != ("deal" in people):
        return rest
    lines = _Lines(people, file, taker, faults).all(named)
    if not lines:
        return rest
    frame = pd.DataFrame(lines).set_index("line").rename_axis(None)
    frame.index = -frame.index
    frame = frame if "deal" in people else frame.drop(columns="deal")
    return rest | {"relationships": _added(frame, known, file, taker)}


class _Lines:
    """The reporting lines of one table of people."""

    def __init__(self, people: pd.DataFrame, file: str, taker: NoteTaker, faults: list[Fault]) -> None:
        self.people, self.file, self.taker, self.faults = people, file, taker, faults
        self.directory = Directory(people)
        self.by: dict[tuple[str, str], int] = {}

    def all(self, columns: Iterable[str]) -> list[Line]:
        """Every line, solid ones first; the second boss of a cell is a dotted line."""
        found = [line for column in columns for line in self._of_column(column)]
        for (column, by), count in self.by.items():
            source = say("found by {by}, in {count}", by=by, count=counted(count, "cell", "cells"))
            self.taker.note("renamed", self.file, table="people", column=column, value=count, source=source)
        return list(dict.fromkeys(found))

    def _of_column(self, column: str) -> Iterator[Line]:
        deals = self.people["deal"] if "deal" in self.people else [None] * len(self.people)
        rows = zip(self.people.index, deals, self.people["person"], self.people[column], strict=True)
        for line, deal, person, cell in rows:
            word = cell.strip() if isinstance(cell, str) else ""
            if not word or not str(person).strip() or deal == "":
                continue
            bosses = self.directory.meant(deal, word)
            if bosses or not is_unknown(word):
                yield from self._of_cell(Line(int(line), deal, person, cell, column), bosses)

    def _of_cell(self, line: Line, bosses: list[Boss]) -> Iterator[Line]:
        """The lines of one cell: to whom it names, or to the word itself, which validation then tells."""
        ambiguous = [boss for boss in bosses if len(boss.ids) > 1]
        if ambiguous:
            ids = ", ".join(map(repr, ambiguous[0].ids))
            problem = say("is the {by} of several people: {ids}", by=ambiguous[0].by, ids=ids)
            self._fault(line, "ambiguous_person", problem, "write the id of the one who is meant")
        elif not bosses and line.kind == DOTTED:
            near = nearest(line.target, self.directory.ids(line.deal))
            remedy = "add the person to people, or correct the id"
            if near:
                remedy = say("did you mean {near}? Otherwise {remedy}", near=repr(near[0]), remedy=say(remedy))
            self._fault(line, "unknown_person", "refers to an unknown person", remedy)
        elif not bosses:
            yield line
        else:
            yield from self._found(line, bosses)

    def _fault(self, line: Line, code: str, problem: str, remedy: str) -> None:
        self.faults.append(Fault("people", line.line, line.kind, line.target, code, problem, remedy))

    def _found(self, line: Line, bosses: list[Boss]) -> Iterator[Line]:
        others = [boss for boss in bosses if boss.ids[0] != line.source]
        if len(others) < len(bosses):
            self._tell("left out", line, line.target, "names the person themselves, which means nobody above")
        for number, boss in enumerate(others):
            kind = DOTTED if number else line.kind
            if boss.by != "id":
                self.by[line.kind, boss.by] = self.by.get((line.kind, boss.by), 0) + 1
            if number and line.kind == BOSS:
                several = say("{target} names {count} bosses", target=repr(line.target), count=len(others))
                source = say(
                    "{several}; the first is read as {boss}, this one as {dotted}",
                    several=several,
                    boss=BOSS,
                    dotted=DOTTED,
                )
                self._tell("renamed", line, boss.ids[0], source)
            yield line._replace(target=boss.ids[0], kind=kind)

    def _tell(self, action: str, line: Line, value: str, source: str) -> None:
        where = {"table": "people", "line": line.line, "row": line.source, "column": line.kind}
        self.taker.note(action, self.file, value=value, source=source, **where)


def with_whole_names(sheet: Sheet, file: str, taker: NoteTaker) -> Sheet:
    """A sheet of people with a column `name`, where names stand in two columns, first and last."""
    headers = [plain(header) for header in sheet.header]
    parts = [[place for place, header in enumerate(headers) if header in part] for part in (FIRST_NAMES, LAST_NAMES)]
    if not all(parts) or any(column_named("people", header) == "name" for header in sheet.header):
        return sheet
    first, last = (sheet.cells[places[0]].str.strip() for places in parts)
    cells = sheet.cells.assign(whole=(first + " " + last).str.strip()).set_axis(range(len(headers) + 1), axis=1)
    source = say(" and ").join(repr(sheet.header[places[0]]) for places in parts)
    taker.note("renamed", file, table="people", column="name", value="name", source=source)
    return replace(sheet, header=[*sheet.header, "name"], cells=cells)


def with_one_boss(sheet: Sheet, file: str, taker: NoteTaker) -> Sheet:
    """A sheet of people with one column for a boss, where one has the id, the e-mail or the name, as HR systems export.

    The surest wins; the others say it where that one is empty, which is noted. Two that are alike stay, as a fault.
    """
    for meant in LINES:
        places = [place for place, header in enumerate(sheet.header) if column_named("people", header) == meant]
        places.sort(key=lambda place: _sureness(sheet.header[place]))
        if len({_sureness(sheet.header[place]) for place in places}) == len(places) > 1:
            sheet = _into_first(sheet, places, meant, file, taker)
    return sheet


def _sureness(header: str) -> int:
    """Whether a header of bosses says that it has ids, 0, or e-mails, 1, or else names, 2."""
    word = plain(header)
    return 0 if word.endswith(_IDS) else 1 if any(mail in word for mail in _MAILS) else 2


def _into_first(sheet: Sheet, places: list[int], meant: str, file: str, taker: NoteTaker) -> Sheet:
    cells = sheet.cells[places[0]]
    for place in places[1:]:
        empty = (cells.str.strip() == "") & (sheet.cells[place].str.strip() != "")
        cells = cells.mask(empty, sheet.cells[place])
        count, other = int(empty.sum()), sheet.header[places[0]].strip()
        source = say(
            "{other} says it too; this one counts where that is empty, in {count}",
            other=repr(other),
            count=counted(count, "cell", "cells"),
        )
        taker.note("kept out", file, table="people", column=sheet.header[place].strip(), value=meant, source=source)
    kept = [place for place in range(len(sheet.header)) if place not in places[1:]]
    columns = [cells if place == places[0] else sheet.cells[place] for place in kept]
    frame = pd.concat(columns, axis=1).set_axis(range(len(kept)), axis=1)
    return replace(sheet, header=[sheet.header[place] for place in kept], cells=frame)


def without_own_bosses(tables: Tables, file: str, taker: NoteTaker) -> Tables:
    """The tables without reporting lines of somebody to themselves, which charts write of whoever is at the top."""
    known = tables.get("relationships")
    if known is None or not {"source", "target", "kind"} <= set(known):
        return tables
    reports = np.flatnonzero(known["kind"].isin(LINES))
    source, target = (known[end].iloc[reports].fillna("").astype(str).str.strip() for end in ("source", "target"))
    themselves = ((source == target) & (source != "")).to_numpy(dtype=bool)
    own = reports[themselves]
    lines = known.index[own].tolist()
    why = say("names the person themselves, which means nobody above")
    taker.note("left out", file, line=lines, table="relationships", row=source[themselves].tolist(),
               column=known["kind"].iloc[own].tolist(), source=why)  # fmt: skip
    taker.leave_out_rows(file, len(lines))
    return tables | {"relationships": known.iloc[np.delete(np.arange(len(known)), own)]} if lines else tables


def _added(lines: pd.DataFrame, known: pd.DataFrame | None, file: str, taker: NoteTaker) -> pd.DataFrame:
    """The relationships with the lines that are not among them yet."""
    doubled = np.zeros(len(lines), dtype=bool)
    if known is not None:
        doubled = pd.MultiIndex.from_frame(lines).isin(pd.MultiIndex.from_frame(known[list(lines)]))
    for kind, made in lines[~doubled].groupby("kind", sort=False):
        source = say("a column of people, made into {count}", count=counted(len(made), "relationship", "relationships"))
        taker.note("renamed", file, table="relationships", column=kind, value=len(made), source=source)
    twice = lines[doubled]
    said = [f"{one} {kind.replace('_', ' ')} {other}" for one, other, kind in _ends(twice)]
    taker.note(
        "merged", file, table="relationships", column=BOSS, line=(-twice.index).tolist(), row=twice["source"].tolist(),
        value=said, source=say("the table of relationships has it too"),
    )  # fmt: skip
    new = lines[~doubled]
    return new if known is None or known.empty else pd.concat([known, new])


def _ends(lines: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    return zip(lines["source"], lines["target"], lines["kind"], strict=True)
