"""Tables to fill in by hand, with one example deal, in English or Chinese."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from influence.errors import InfluenceError, UnknownName
from influence.read.files.csv_text import path_of
from influence.tables.assumptions import RELATIONSHIP_KINDS
from influence.tables.checklist import CHECKLIST
from influence.tables.examples import EXAMPLE_DEALS, TEMPLATE_SHEETS
from influence.tables.language import say
from influence.tables.schema import NOBODY, OUR_SIDE, TABLES, Column
from influence.tables.stages import STAGE_NAMES, STAGES
from influence.tables.vocabulary import FLAGS, HEADERS, TABLE_NAMES, VALUES
from influence.write.files import made_folder, write_whole
from influence.write.spreadsheet import Field, Form, save_forms
from influence.write.template_example import ANSWERS, EXAMPLE
from influence.write.template_words import FILLS, HOW_TO, MEANINGS, PLAINER, QUESTIONS

LANGUAGES, WORKBOOK = ("en", "zh"), ".xlsx"
MOST_LISTED = 5_000
# The day 1990-01-01, as Excel counts days.
FIRST_DAY = "32874"
# Excel compares with 'from', not with 'above'.
SMALLEST, LARGEST = 1e-6, 1e15
# A format of cells: an id typed as 007 stays 007.
TEXT = "@"
IN_WORDS = ("in words", "问题全文")


def write_template(path: str | Path, *, language: str = "en", force: bool = False) -> Path:
    """Write tables to fill in by hand, with one example deal.

    Parameters
    ----------
    path : str or pathlib.Path
        A workbook where it ends in .xlsx (needs `openpyxl`: `pip install influence-graph[excel]`), with what each
        cell accepts as drop-downs; else a folder of CSV files, in UTF-8 with the mark that Excel knows it by.
    language : {"en", "zh"}
        Of the headers, the accepted values, the example and the explanations.
    force : bool
        Whether to write over what is there. Files of other names in the folder are left alone.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    UnknownName
        `language` is neither of these.
    InfluenceError
        `path` is not a path or already exists, its folder is missing, or `openpyxl` is not installed.

    Notes
    -----
    Every table of docs/tables.md with all its columns and one invented deal, which `influence.read.tables` reads as
    it stands. `facts` asks the questions of the checklist (rules 002-7, 001); an empty answer is asked, not answered.

    Examples
    --------
    >>> import influence, tempfile
    >>> from influence.write.template import write_template
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     influence.read.tables(write_template(f"{folder}/tables"))
    StakeholderGraph: 1 deal, 6 people, 8 relationships, 7 seats, 5 contacts
    """
    if language not in LANGUAGES:
        raise UnknownName("language", language, LANGUAGES)
    path, number = path_of(path, "the workbook or folder to write"), LANGUAGES.index(language)
    is_book = path.suffix.casefold() == WORKBOOK
    _require_place(path, is_book, force)
    titles = {table: _chinese(TABLE_NAMES[table]) if number else table for table in TABLES}
    forms = [_form(table, titles, number) for table in TABLES]
    form = "book" if is_book else "folder"
    fills = {name: words[number][form] for name, words in FILLS.items()}
    shown = f'"{path.name}"' if " " in path.name else path.name
    how_to = [line.format(path=shown, **fills) for line in HOW_TO[number]]
    if is_book:
        save_forms(forms, path, TEMPLATE_SHEETS[number], how_to)
    else:
        _write_folder(forms, path, TEMPLATE_SHEETS[number], how_to)
    return path


def _require_place(path: Path, is_book: bool, force: bool) -> None:
    if "\0" in str(path):
        raise InfluenceError(say("{path} has a character that no path has; give another name", path=repr(str(path))))
    if path.exists() and not force:
        raise InfluenceError(
            say(
                "{path} already exists; give another name, or pass force=True (--force) to overwrite it",
                path=repr(str(path)),
            )
        )
    if path.exists() and path.is_dir() == is_book:
        raise InfluenceError(
            say(
                "{path} is a folder; give another name" if is_book else "{path} is a file; give another name",
                path=repr(str(path)),
            )
        )
    if not path.parent.is_dir():
        raise InfluenceError(
            say(
                "there is no folder {parent} to write {path} in; make it first",
                parent=repr(str(path.parent)),
                path=repr(path.name),
            )
        )


def _form(table: str, titles: Mapping[str, str], number: int) -> Form:
    columns: list[Column | None] = list(TABLES[table].columns)
    if table == "facts":
        # What is asked stands beside the name of the question, as a column of one's own.
        columns.insert(2, None)
    fields = [_field(table, column, titles, number) for column in columns]
    rows = [[_cell(row, column, number) for column in columns] for row in _example(table)]
    return Form(titles[table], fields, rows)


def _field(table: str, column: Column | None, titles: Mapping[str, str], number: int) -> Field:
    if column is None:
        return Field(IN_WORDS[number], IN_WORDS[number], TEXT)
    looks = {"id": TEXT, "text": TEXT, "date": "yyyy-mm-dd"}.get(column.type, "General")
    accepts = _accepted(table, column, titles, number)
    header = chinese_header(table, column.name) if number else None
    return Field(header or column.name, _explained(table, column, number), looks, column.required, accepts)


def chinese_header(table: str, column: str) -> str | None:
    """What the template in Chinese calls a column; None where it is no column of the table."""
    names = HEADERS.get(table, {}).get(column)
    return (PLAINER.get(f"{table}.{column}") or PLAINER.get(column) or _chinese(names)) if names else None


def _chinese(names: Sequence[str]) -> str:
    return next(name for name in names if not name.isascii())


def _example(table: str) -> Iterator[dict[str, Any]]:
    """The rows of the example by the names of their columns."""
    names, rows = EXAMPLE.get(table, ("", ()))
    for row in rows:
        yield {"deal": "|".join(EXAMPLE_DEALS)} | dict(zip(names.split(), row, strict=True))
    for question in CHECKLIST if table == "facts" else ():
        answer = ANSWERS.get(question.name, (None,) * 6)
        known = dict(zip(("answer", "source", "date", "evidence", "side", "member"), answer, strict=True))
        asked = {
            "question": f"{question.name}|{question.words[0]}",
            "": f"{question.asks}|{QUESTIONS[question.name]}",
        }
        yield {"deal": "|".join(EXAMPLE_DEALS)} | asked | known


def _cell(row: dict[str, Any], column: Column | None, number: int) -> Any:
    value = row.get(column.name if column else "")
    words = _words(column, number) if column else {}
    if value in words:
        return words[value]
    return value.split("|")[number] if isinstance(value, str) and "|" in value else value


def _words(column: Column, number: int) -> dict[Any, str]:
    """The words that a cell of this column takes, by what they mean; none where it takes more than some words."""
    if column.type == "flag":
        return {True: _flag("true", number), False: _flag("false", number)}
    named = STAGE_NAMES if column.name == "stage" else VALUES.get(column.words or column.name, {})
    open_lists = {"kind": tuple(RELATIONSHIP_KINDS), "stage": STAGES, "side": (OUR_SIDE,), "other_side": (NOBODY,)}
    listed = column.choices or open_lists.get(column.words or column.name, ())
    return {word: _chinese(named[word]) if number else word for word in listed}


def _flag(word: str, number: int) -> str:
    return _chinese(FLAGS[word]) if number else FLAGS[word][0]


def _explained(table: str, column: Column, number: int) -> str:
    """What a cell of this column means and accepts."""
    words = list(_words(column, number).values())
    if number == 0:
        takes = ", ".join(words) + (" or other text" if column.type == "text" else "") if words else column.range
        related = table == "relationships" and column.name == "kind"
        meaning = "kind of relationship, read from source to target" if related else column.meaning
        return f"{meaning}; {takes}{' (needed)' if column.required else ''}"
    meaning = MEANINGS.get(f"{table}.{column.name}") or MEANINGS[column.name]
    other = "或其他文字" if column.type == "text" else ""
    takes = "、".join(words) + other if words else _range_in_chinese(column)
    return f"{meaning}；{takes}{'（必填）' if column.required else ''}"


def _range_in_chinese(column: Column) -> str:
    if column.type in ("id", "text", "date"):
        return {"id": "编号", "text": "文字", "date": "日期，如 2024-05-31"}[column.type]
    noun = "整数" if column.type == "integer" else "数字"
    if column.above is not None:
        return f"{noun}，大于 {column.above:g}，不超过 {column.high:g}"
    if column.high is not None:
        return f"{noun}，{column.low:g} 到 {column.high:g}"
    return noun if column.low is None else f"{noun}，不小于 {column.low:g}"


def _write_folder(forms: Sequence[Form], path: Path, cover: str, lines: Sequence[str]) -> None:
    made_folder(path)
    told, texts = list(lines), {}
    for form in forms:
        table = io.StringIO(newline="")
        csv.writer(table, lineterminator="\n").writerows([[field.header for field in form.fields], *form.rows])
        texts[path / f"{form.title}.csv"] = table.getvalue()
        told += ["", f"{form.title}.csv", *(f"    {field.header}: {field.says}" for field in form.fields)]
    texts[path / f"{cover}.txt"] = "\n".join([*told, ""])
    write_whole({file: text.encode("utf-8-sig") for file, text in texts.items()})


def _accepted(table: str, column: Column, titles: Mapping[str, str], number: int) -> dict[str, Any]:
    """What a cell of this column accepts, as Excel's data validation takes it; nothing where anything goes."""
    words = _words(column, number)
    if words:
        formula = f'"{",".join(words.values())}"'
        return {"type": "list", "formula1": formula, "showErrorMessage": column.type != "text"}
    if column.type == "id":
        return _listed(table, column, titles)
    if column.type == "date":
        return {"type": "date", "operator": "greaterThan", "formula1": FIRST_DAY}
    if column.type == "text":
        return {}
    low = column.low if column.above is None else column.above + SMALLEST
    low, high = (-1, 1) if column.name == "value" else (low, column.high)
    whole = {"type": "whole" if column.type == "integer" else "decimal"}
    if high is None:
        return whole | {"operator": "greaterThanOrEqual", "formula1": _number(-LARGEST if low is None else low)}
    return whole | {"operator": "between", "formula1": _number(low), "formula2": _number(high)}


def _number(value: float | None) -> str:
    """As a formula writes it, without an exponent."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _listed(table: str, column: Column, titles: Mapping[str, str]) -> dict[str, Any]:
    """The ids of the table that lists what this one names; where a person is meant, others are asked about."""
    owner = {"deal": "deals", "person": "people", "member": "team"}.get(column.names or "")
    if owner is None or owner == table:
        return {}
    letter = "A" if owner == "deals" else "B"
    rows = f"'{titles[owner]}'!${letter}$2:${letter}${MOST_LISTED}"
    return {"type": "list", "formula1": rows, "errorStyle": "warning", "showErrorMessage": owner == "people"}
