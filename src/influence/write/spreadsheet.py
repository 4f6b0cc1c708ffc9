"""Tables for spreadsheets and back into a CRM: ids stay what they are, and no text of theirs runs as a formula."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any
from unicodedata import east_asian_width

import pandas as pd

from influence.analysis.finding import Finding
from influence.errors import InfluenceError, needed, require_folder_of
from influence.tables.language import say
from influence.write.files import ENDINGS, made, write_whole
from influence.write.texts import UNREADABLE, changed, whole, written

Sheets = Mapping[str, pd.DataFrame]

# What a spreadsheet takes for the start of a formula, or strips before it looks for one (OWASP, CSV injection).
_RUNS = r"(?:[^\S\t\r\n]|')*[=+\-@＝＋－＠\t\r\n]"
# Where a cell begins: also after what some country's spreadsheet splits cells and rows at, whatever the quotes.
_BEGINS = r"(^|[;\t\r\n])"
_HARMFUL = re.compile(rf"{_BEGINS}(?={_RUNS})")
_HARMLESS = re.compile(rf"{_BEGINS}'(?={_RUNS})")

MOST_ROWS, MOST_COLUMNS, MOST_CHARACTERS = 1_048_576, 16_384, 32_767
SHEET, CUT = "influence", " … [cut]"
_TOO_LARGE = (
    "{rows:,} rows of {columns:,} columns do not fit into a sheet, which takes {most_rows:,} below its header and "
    "{most_columns:,} columns; write .csv or .parquet, or fewer deals at a time"
)
# A spreadsheet keeps fifteen digits of a number; a longer id would come back as another.
MOST_EXACT = 10**15
# The first day on which the calendars of all spreadsheets agree.
FIRST_DAY = date(1900, 3, 1)
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Objects that Parquet has a type for; a column of anything else, or of several sorts, is written as text.
_TYPED = ("string", "boolean", "empty", "floating", "integer", "datetime", "datetime64", "date")


def save(table: pd.DataFrame | Finding, path: str | Path) -> Path:
    """Save a table, or what an analysis found, for a spreadsheet or a CRM to take in.

    Parameters
    ----------
    table : pandas.DataFrame or Finding
        A table such as the scores, a plan or notes. Its index, where it has a name, becomes the first columns: `deal`
        holds the ids as they came. The two tables of a `Finding` become the sheets "by deal" and "detail" of an .xlsx.
    path : str or pathlib.Path
        The file to write, whatever is in it now; its ending says what it becomes: .csv, .xlsx (needs `openpyxl`:
        `pip install influence-graph[excel]`) or .parquet (needs `pyarrow`: `pip install influence-graph[parquet]`).

    Returns
    -------
    pathlib.Path
        The file written.

    Raises
    ------
    InfluenceError
        The file has another ending, its folder is missing, it cannot be written (what was there then stays as it
        was), a package is not installed, two columns have one name,
        an .xlsx has no room for that many rows or columns, a .csv or .parquet is to hold both tables of a `Finding`,
        or `table` is neither a table nor a `Finding`.

    Notes
    -----
    Ids are text where they came as text: "007" and ids of 18 digits are never turned into numbers. Read a CSV file
    back with `dtype=str` for them; Excel itself drops the zeros of a CSV file it opens, not those of an .xlsx.
    Unknown is an empty cell.

    Text that a spreadsheet would run (it begins with =, +, -, @, their full-width forms, a tab or a line end) is made
    harmless, in headers too:

    - .csv: an apostrophe in front of it, and of whatever would run after a `;`, a tab or a line end within the text,
      at which some spreadsheets split. No two ids become one; `original` gives back the id to join by.
    - .xlsx: a cell of text, never of a formula, marked as Excel marks text typed with an apostrophe. The value is the
      id itself, to be joined by as it is.
    - .parquet: untouched; it holds typed values, and nothing in it can run.

    An .xlsx cannot hold everything: control characters become U+FFFD, text over 32,767 characters is cut and ends in
    ` … [cut]`, numbers keep sixteen digits, times with a zone become UTC; whole numbers of more than fifteen digits,
    infinity and days before March 1900 become text. In Parquet, columns that mix several sorts of values become text.

    Examples
    --------
    >>> import influence, pandas as pd, tempfile
    >>> from influence.write.spreadsheet import save
    >>> scores = influence.score(influence.datasets.load("cooked_duck"))
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     pd.read_csv(save(scores, f"{folder}/scores.csv"), dtype={"deal": str})["deal"].tolist()
    ['equipment']
    """
    path = Path(path)
    require_place(path)
    sheets = {title: _flat(sheet) for title, sheet in _sheets(table).items()}
    write_whole({path: made(lambda: _WRITERS[path.suffix.casefold()](sheets, path), path)})
    return path


def require_place(path: Path) -> None:
    """Refuse a file that no table can be written to."""
    if path.suffix.casefold() not in _WRITERS:
        raise InfluenceError(say("{path} must end in one of {all}", path=repr(path.name), all=", ".join(_WRITERS)))
    require_folder_of(path)


def _sheets(table: pd.DataFrame | Finding) -> Sheets:
    if isinstance(table, Finding):
        return {f"by {table.per}": table.summary, "detail": table.detail}
    if isinstance(table, pd.DataFrame):
        return {SHEET: table}
    raise InfluenceError(say("this is a {kind}; give a pandas.DataFrame or a Finding", kind=type(table).__name__))


def _only(sheets: Sheets, path: Path) -> pd.DataFrame:
    if len(sheets) > 1:
        wrong = "a Finding holds two tables and {path} has room for one; {remedy}"
        remedy = say("save its by_deal or its detail, or end the name in .xlsx to keep both")
        raise InfluenceError(say(wrong, path=repr(path.name), remedy=remedy))
    return next(iter(sheets.values()))


@dataclass(frozen=True)
class Field:
    """A column of a form.

    Attributes
    ----------
    header : str
        Its first cell.
    says : str
        What a cell says and takes.
    looks : str
        How a sheet shows its cells, as Excel writes formats.
    needed : bool
        Whether no cell may be empty.
    accepts : dict of str to object
        What a sheet lets in, as its data validation puts it; empty where anything goes.
    """

    header: str
    says: str
    looks: str
    needed: bool = False
    accepts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Form:
    """A table to be filled by hand: its title, its columns, and the rows that are there already.

    `accepts` is what cells take besides, each range with it; a form that is `hidden` only lists what others accept.
    """

    title: str
    fields: Sequence[Field]
    rows: Sequence[Sequence[Any]]
    accepts: Sequence[tuple[str, Mapping[str, Any]]] = ()
    hidden: bool = False


def save_forms(forms: Sequence[Form], path: Path, cover: str, lines: Sequence[str]) -> None:
    """Write a workbook with a sheet for each form, behind a sheet called `cover` that holds the lines."""
    book = _new_book(write_only=False)
    from openpyxl.styles import Alignment, Font

    page = book.active
    page.title = cover
    page.column_dimensions["A"].width = 110
    for row, line in enumerate(lines, start=1):
        cell = page.cell(row, 1, line)
        cell.font, cell.alignment = Font(size=12), Alignment(wrap_text=True, vertical="top")
    for form in forms:
        sheet = book.create_sheet(form.title)
        sheet.freeze_panes = "A2"
        for values in ([column.header for column in form.fields], *form.rows):
            sheet.append(list(map(_in_sheet, values)))
        for cells, column in zip(sheet.iter_cols(), form.fields, strict=True):
            _shape(sheet, cells, column)
        for cells, accepts in form.accepts:
            _accept(sheet, cells, accepts)
        sheet.sheet_state = "hidden" if form.hidden else "visible"
    write_whole({path: made(lambda: _bytes_of(book), path)})


def _bytes_of(book: Any) -> bytes:
    into = io.BytesIO()
    book.save(into)
    return into.getvalue()


def _shape(sheet: Any, cells: Sequence[Any], column: Field) -> None:
    """The looks of a column, what its header tells, and what its cells accept."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Font, PatternFill

    head, *filled = cells
    head.font = Font(bold=True, color="FFFFFF")
    head.fill = PatternFill("solid", fgColor="1F3A5F" if column.needed else "7A8CA3")
    head.comment = Comment(column.says, SHEET, height=100, width=280)
    place = sheet.column_dimensions[head.column_letter]
    place.width = min(60, 3 + max(_width(cell.value) for cell in cells))
    for formatted in (place, *filled):
        formatted.number_format = column.looks
    for cell in filled:
        _keep_text(cell)
    if column.accepts:
        told = {"prompt": column.says, "error": column.says, "promptTitle": column.header, "errorTitle": column.header}
        _accept(sheet, f"{head.column_letter}2:{head.column_letter}{MOST_ROWS}", told | dict(column.accepts))


def _accept(sheet: Any, cells: str, accepts: Mapping[str, Any]) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    shown = {"showErrorMessage": True, "showInputMessage": True, "allow_blank": True}
    sheet.add_data_validation(DataValidation(sqref=cells, **(shown | dict(accepts))))


def _keep_text(cell: Any) -> None:
    """Keep text what it is: left to itself, openpyxl makes formulas and errors of texts that look like them."""
    if isinstance(cell.value, str):
        cell.data_type = "s"
        # As if typed with an apostrophe, so that it stays text when somebody edits the cell.
        cell.quotePrefix = harmless(cell.value) != cell.value


def _width(value: object) -> int:
    """How many narrow letters wide; Chinese characters take two."""
    return sum(1 + (east_asian_width(letter) in "FW") for letter in str("" if value is None else value))


def as_csv(table: pd.DataFrame) -> str:
    """A table as CSV; text that a spreadsheet would run as a formula begins with an apostrophe."""
    return _csv_text(_flat(table))


def harmless(cell: object) -> object:
    """The cell, with an apostrophe wherever text of it would run; `original` takes them away again."""
    return _HARMFUL.sub(r"\1'", cell) if isinstance(cell, str) else cell


def original(cell: object) -> object:
    """Give back the id that a cell of a CSV file stands for.

    Parameters
    ----------
    cell : object
        As `save` wrote it to a .csv.

    Returns
    -------
    object
        Without the apostrophes that keep it from running as a formula; what is no text, as it is.

    Examples
    --------
    >>> from influence.write.spreadsheet import original
    >>> original("'=1+1"), original("007"), original("O'Neil")
    ('=1+1', '007', "O'Neil")
    """
    return _HARMLESS.sub(r"\1", cell) if isinstance(cell, str) else cell


def _flat(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its named index as columns, headers as text, and no half characters, which no file can hold."""
    keyed = any(name is not None for name in table.index.names) or not isinstance(table.index, pd.RangeIndex)
    names = [str(name) for name in (*(table.index.names if keyed else ()), *table.columns)]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise InfluenceError(say("two columns are called {twice}; rename one", twice=repr(twice)))
    flat = table.reset_index(drop=not keyed)
    flat.columns = pd.Index([str(whole(str(column))) for column in flat], dtype=object)
    for column in _texts(flat):
        flat[column] = changed(flat[column].astype(object), whole)
    return flat


def _texts(flat: pd.DataFrame) -> list[str]:
    """The columns that may hold text."""
    return [name for name, dtype in flat.dtypes.items() if dtype.kind == "O"]


def _csv_text(flat: pd.DataFrame) -> str:
    into = io.StringIO()
    lines = csv.writer(into, lineterminator="\n")
    lines.writerow([harmless(column) for column in flat])
    lines.writerows(zip(*(written(flat[column], harmless) for column in flat), strict=True))
    return into.getvalue()


def _to_csv(sheets: Sheets, path: Path) -> bytes:
    # The mark at the start lets spreadsheets tell UTF-8 apart.
    return _csv_text(_only(sheets, path)).encode("utf-8-sig")


def typed(table: pd.DataFrame) -> pd.DataFrame:
    """The table as it is written where every column has one type."""
    flat = _flat(table)
    for column in _texts(flat):
        if pd.api.types.infer_dtype(flat[column], skipna=True) not in _TYPED:
            flat[column] = flat[column].map(str, na_action="ignore").astype(object)
    return flat


def _to_parquet(sheets: Sheets, path: Path) -> bytes:
    flat = typed(_only(sheets, path))
    needed("pyarrow", say("writing Parquet"), "pip install influence-graph[parquet]")
    return bytes(flat.to_parquet(None, engine="pyarrow", index=False))


def _to_workbook(sheets: Sheets, _: Path) -> bytes:
    for flat in sheets.values():
        _require_room(flat)
    book = _new_book(write_only=True)
    for title, flat in sheets.items():
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        for row in _rows(flat):
            sheet.append([_text_cell(sheet, cell) if isinstance(cell, str) else cell for cell in row])
    return _bytes_of(book)


def _new_book(*, write_only: bool) -> Any:
    openpyxl = needed("openpyxl", say("writing a workbook"), "pip install influence-graph[excel]")
    return openpyxl.Workbook(write_only=write_only)


def _require_room(flat: pd.DataFrame) -> None:
    rows, columns = len(flat) + 1, len(flat.columns)
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        sizes = {"rows": len(flat), "columns": columns, "most_rows": MOST_ROWS - 1, "most_columns": MOST_COLUMNS}
        raise InfluenceError(say(_TOO_LARGE, **sizes))


def _rows(flat: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    yield tuple(_shown(column) for column in flat)
    yield from zip(*(map(_in_sheet, flat[column].astype(object)) for column in flat), strict=True)


def _text_cell(sheet: Any, text: str) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, text)
    _keep_text(cell)
    return cell


def _in_sheet(cell: Any) -> Any:
    """The value as a sheet can hold it; None where it is unknown."""
    if isinstance(cell, str):
        return _shown(cell)
    if cell is None or (pd.api.types.is_scalar(cell) and pd.isna(cell)):
        return None
    if isinstance(cell, date):
        return _moment(cell)
    number = cell.item() if hasattr(cell, "item") and getattr(cell, "ndim", 0) == 0 else cell
    if isinstance(number, bool) or (isinstance(number, int) and abs(number) < MOST_EXACT):
        return number
    return number if isinstance(number, float) and math.isfinite(number) else _shown(str(number))


def _moment(moment: date) -> Any:
    """A day, or a day with its time, as a sheet counts them from 1900 on."""
    if isinstance(moment, datetime) and moment.tzinfo is not None:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    day = moment.date() if isinstance(moment, datetime) else moment
    if day < FIRST_DAY:
        return str(moment)
    if not isinstance(moment, datetime) or moment.time() == datetime.min.time():
        return day
    return moment.to_pydatetime(warn=False) if isinstance(moment, pd.Timestamp) else moment


def _shown(text: str) -> str:
    """The text with a sign in place of what no workbook can hold, and cut where it is too long for a cell."""
    text = _NOT_IN_XML.sub(UNREADABLE, str(whole(text)))
    # Excel counts in units of sixteen bits, of which an emoji takes two.
    if len(text) * 2 <= MOST_CHARACTERS or len(units := text.encode("utf-16-le")) <= 2 * MOST_CHARACTERS:
        return text
    return units[: 2 * (MOST_CHARACTERS - len(CUT))].decode("utf-16-le", errors="ignore") + CUT


_WRITERS: Mapping[str, Callable[[Sheets, Path], bytes]] = MappingProxyType(
    dict(zip(ENDINGS, (_to_csv, _to_workbook, _to_parquet), strict=True))
)
