"""Files of any system, read by a mapping that says which column of which file means which column of which table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from influence.errors import InvalidData, nearest
from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.column_mapping import Mapped, Target, mapping_of, refuse
from influence.read.files.csv_text import Sheet, path_of
from influence.read.files.detection import encoded
from influence.read.files.sheets import WORKBOOKS, NamedSheet, sheets_of
from influence.read.found_tables import Opened
from influence.read.tables import Stated, put_together
from influence.tables.assumptions import Assumptions
from influence.tables.language import say
from influence.tables.schema import ROLES
from influence.tables.spelling import plain
from influence.tables.vocabulary import table_named

_PARTS = Target("people", "name")
"""The column that may be in parts, such as a first and a last name; they are joined as they stand in the file."""
_KEYS = {"deals": ("deal",)}
"""What names a row of a table alone says something; of other tables a deal alone says nothing."""

Columns = dict[int, list[Target]]


@encoded
def mapped(
    path: str | Path,
    *,
    columns: Mapping[str, Mapping[str, Any]] | str | Path,
    deal: object = None,
    scale: Mapping[str, tuple[float, float]] | None = None,
    kind: Mapping[str, str] | None = None,
    assumptions: Assumptions | None = None,
    encoding: str | None = None,
) -> StakeholderGraph:
    r"""Read the files of any system, given which of their columns mean which columns of the tables.

    Parameters
    ----------
    path : str or pathlib.Path
        A folder or zip of CSV files, a workbook, or one file.
    columns : dict, str or pathlib.Path
        By file or sheet, what each header means: `{"contacts.csv": {"Full name": "people.name"}}`. Several columns are
        a list, `["deals.deal", "people.deal"]`; "" leaves a column out. In place of a file a table may stand: it is
        the file that has these headers, and of its columns the name alone is enough, `{"people": {"Full name":
        "name"}}`. Or a file that says the same in TOML, JSON or YAML (needs PyYAML: `pip install
        influence-graph[yaml]`); the command `influence columns PATH` proposes one.
    deal : str or int, optional
        The deal all rows belong to where no file has a column of deals; else the name of the folder or file.
    scale : dict of str to (float, float), optional
        The lowest and highest value the files use for a measure, as in `read.tables`.
    kind : dict of str to str, optional
        The kinds of relationship that words of the files mean, as in `read.tables`.
    assumptions : Assumptions, optional
        What the model assumes where no source gives a number; lists the accepted kinds of relationship.
    encoding : str, optional
        The encoding of files that do not say it themselves, such as "big5" or "cp1250"; without it, their bytes tell.

    Returns
    -------
    StakeholderGraph
        Of everything that the mapping takes. Its `notes` say which columns, files and rows it leaves out, `files` how
        many rows of each file are used and left out.

    Raises
    ------
    InvalidData
        The files cannot be read or have faults; `problems` names their own columns.
    InfluenceError
        The mapping names a file, header, table or column that is not there, or cannot be read; all mistakes are listed.
        Or an argument is of another type.

    Notes
    -----
    - One file may fill several tables, as a joined report does; then rows that say nothing of a table, or say the same
      again, are not in it. One table comes from one file.
    - Two headers may mean `people.name`: the parts are joined, as in "First name" and "Last name".
    - Where people have no column of deals, they are on each deal on which a seat or a contact names them; a boss who
      is not on it is left out, noted.
    - A header that means `seats.approver`, or another role, has the people of that role in its cells, joined by ";".
    - Seats, contacts and relationships may name people by name or by e-mail (`people.email`) in place of their ids.
    - Cells are read as in `read.tables`.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from influence.read import mapped
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     size = (pathlib.Path(folder) / "kontakte.csv").write_text("Name,Chef,Haltung\nAnn,,0.5\nBo,Ann,\n")
    ...     meant = {"Name": ["people.person", "people.name"], "Chef": "people.reports_to", "Haltung": ""}
    ...     graph = mapped(folder, columns={"kontakte.csv": meant}, deal="press")
    >>> graph
    StakeholderGraph: 1 deal, 2 people, 1 relationship
    >>> graph.notes.loc[graph.notes["action"] == "kept out", ["column", "source"]].to_numpy().tolist()
    [['Haltung', 'the mapping leaves it out']]
    """
    mapping, taker = mapping_of(columns), NoteTaker()
    place = path_of(path, "a folder, a .zip, an .xlsx or a file")
    sheets = sheets_of(place, taker)
    found, headers = _found(sheets, _by_sheet(sheets, mapping), place, taker)
    try:
        return put_together(found, place, Stated(scale, kind, assumptions), deal=deal, taker=taker)
    except InvalidData as error:
        raise InvalidData(_in_own_words(error.problems, headers), error.files) from None


def _by_sheet(sheets: Sequence[NamedSheet], mapping: Mapped) -> list[Columns]:
    """Of each sheet, what its columns mean, by their positions; every name of the mapping must be there."""
    wrong: list[str] = []
    columns: list[Columns] = [{} for _ in sheets]
    for place, headers in mapping.items():
        numbers = _meant(place, headers, sheets)
        if not numbers:
            known = ", ".join(sheet.file for sheet in sheets)
            wrong.append(
                say(
                    "{place} is no file or sheet here, and no table whose columns one has; known: {known}",
                    place=repr(place),
                    known=known,
                )
            )
        for number in numbers:
            for header, targets in headers.items():
                position = _position(sheets[number], header, wrong)
                columns[number].setdefault(position, []).extend(targets)
    refuse(wrong)
    return columns


def _meant(place: str, headers: Mapping[str, list[Target]], sheets: Sequence[NamedSheet]) -> list[int]:
    """The sheets that a name of the mapping means: those called so, else those that have the columns of a table."""
    word = place.casefold()
    called = [n for n, sheet in enumerate(sheets) if word in (sheet.file.casefold(), sheet.name.casefold())]
    if called or table_named(place) is None:
        return called
    wanted = {plain(header) for header, targets in headers.items() if targets}
    return [n for n, sheet in enumerate(sheets) if wanted <= {plain(each) for each in sheet.sheet.header}]


def _position(sheet: NamedSheet, header: str, wrong: list[str]) -> int:
    written = [each.strip() for each in sheet.sheet.header]
    if header.strip() in written:
        return written.index(header.strip())
    near = nearest(header, written)
    hint = say(": did you mean {near}?", near=repr(near[0])) if near else f"; known: {', '.join(written)}"
    wrong.append(say("{file} has no column {header}{hint}", file=sheet.file, header=repr(header), hint=hint))
    return -1


def _found(
    sheets: Sequence[NamedSheet], columns: Sequence[Columns], place: Path, taker: NoteTaker
) -> tuple[Opened, dict[tuple[str, str], str]]:
    """The tables that the sheets hold, and what the files call their columns; what is left out is noted."""
    found, headers, wrong = Opened(), dict[tuple[str, str], str](), list[str]()
    for sheet, meant in zip(sheets, columns, strict=True):
        tables = list(dict.fromkeys(target.table for targets in meant.values() for target in targets))
        kept: set[int] = set()
        for table in tables:
            if table in found.names:
                wrong.append(
                    say(
                        "{table} is filled from {names} and from {file}; leave one of them out",
                        table=table,
                        names=found.names[table],
                        file=sheet.file,
                    )
                )
            part = _part(sheet, table, meant, headers, wrong, alone=len(tables) == 1)
            found.sheets[table], found.names[table] = part, sheet.file
            found.files[table] = _shown(place, sheet)
            kept.update(part.cells.index)
        _account(sheet, meant, kept, taker)
    refuse(wrong)
    if "people" not in found.sheets:
        refuse([say("the mapping names no column of people; add one that means 'people.person' or 'people.name'")])
    return found, headers


def _part(
    sheet: NamedSheet,
    table: str,
    meant: Columns,
    headers: dict[tuple[str, str], str],
    wrong: list[str],
    *,
    alone: bool,
) -> Sheet:
    """The columns of one table, under the table's own names."""
    positions = _positions(table, meant)
    cells, seated = {}, {}
    for column, places in positions.items():
        written = [sheet.sheet.header[each] for each in places]
        if table == "seats" and column in ROLES:
            seated[column] = places
            headers[table, "person"] = " or ".join([*filter(None, [headers.get((table, "person"))]), *written])
            continue
        headers[table, column] = " + ".join(written)
        if len(places) > 1 and Target(table, column) != _PARTS:
            wrong.append(
                say(
                    "{file}: {written} both mean {table}.{column}; blank one of them",
                    file=sheet.file,
                    written=say(" and ").join(map(repr, written)),
                    table=table,
                    column=column,
                )
            )
        cells[column] = _joined(sheet.sheet.cells[places])
    frame = _with_seats(pd.DataFrame(cells, index=sheet.sheet.cells.index), seated, sheet.sheet.cells)
    frame = frame if alone and not seated else frame[~_says_nothing(frame, table)]
    header = list(frame)
    frame = frame.set_axis(range(len(header)), axis=1)
    return replace(sheet.sheet, header=header, cells=frame, ragged={}, repairs=[], suspects=[], skipped=0, titles=[])


def _positions(table: str, meant: Columns) -> dict[str, list[int]]:
    """Where the columns of a table stand."""
    positions: dict[str, list[int]] = {}
    for position in sorted(meant):
        for target in dict.fromkeys(meant[position]):
            if target.table == table:
                positions.setdefault(target.column, []).append(position)
    return positions


def _with_seats(frame: pd.DataFrame, seated: Mapping[str, list[int]], cells: pd.DataFrame) -> pd.DataFrame:
    """The seats, with one for each person in a column that stands for a role; several are joined by ";"."""
    if not seated:
        return frame
    shared = frame[[each for each in frame if each == "deal"]]
    stated = [frame] if {"person", "role"} & set(frame) else []
    for role, places in seated.items():
        for place in places:
            persons = cells[place].str.split(";").explode().str.strip()
            persons = persons[persons != ""]
            stated.append(shared.loc[persons.index].assign(role=role, person=persons))
    return pd.concat(stated).fillna("").astype(str)


def _joined(cells: pd.DataFrame) -> pd.Series:
    """The parts of a cell with a space between them."""
    if cells.shape[1] == 1:
        return cells.iloc[:, 0]
    return cells.agg(lambda parts: " ".join(part.strip() for part in parts if part.strip()), axis=1).astype(str)


def _says_nothing(frame: pd.DataFrame, table: str) -> pd.Series:
    """Which rows of a file of several tables say nothing of this one, or nothing that a row before them does not."""
    telling = [each for each in frame if each != "deal" or table in _KEYS]
    empty = (frame[telling].apply(lambda cells: cells.str.strip()) == "").all(axis=1)
    return empty | frame.duplicated()


def _account(sheet: NamedSheet, meant: Columns, kept: set[int], taker: NoteTaker) -> None:
    """Note the columns that are left out, and the rows that are in no table."""
    blank = [header for n, header in enumerate(sheet.sheet.header) if not meant.get(n)]
    if kept:
        taker.note("kept out", sheet.file, column=blank, source=say("the mapping leaves it out"))
    lines = [line for line in sheet.sheet.cells.index if line not in kept]
    said = any(meant.values())
    source = (
        say("says nothing new in the columns that the mapping takes")
        if said
        else say("is not in the mapping of columns")
    )
    taker.note("left out", sheet.file, line=lines, source=source)
    skipped = sheet.sheet.skipped
    taker.account(sheet.file, len(sheet.sheet.cells) + skipped, len(lines) + skipped)


def _shown(place: Path, sheet: NamedSheet) -> Path:
    """Where a sheet is, as faults are shown there."""
    if place.suffix.casefold() in WORKBOOKS:
        return place / sheet.name
    return place / sheet.file if place.is_dir() or place.suffix.casefold() == ".zip" else place


def _in_own_words(problems: pd.DataFrame, headers: Mapping[tuple[str, str], str]) -> pd.DataFrame:
    """The faults under the headers that the files have."""
    pairs = zip(problems["table"], problems["column"], strict=True)
    own = [headers.get((table, column), column) for table, column in pairs]
    return problems.assign(column=pd.Series(own, index=problems.index, dtype=object))
