"""Tables in CSV or Parquet files, a workbook or a database, read into a `StakeholderGraph`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from influence.errors import InfluenceError, InvalidData, UnknownName
from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.completed_tables import with_names_as_ids, with_the_one_deal
from influence.read.files.csv_text import path_of, told_of
from influence.read.files.databases import is_address, shown
from influence.read.files.detection import encoded
from influence.read.files.notation import Scale, scales
from influence.read.files.sheets import note_repairs
from influence.read.files.translation import Translation, assumed, deal_called, kinds_meant
from influence.read.found_tables import Opened, opened
from influence.read.matrix import matrix_fault
from influence.read.org_chart import with_one_boss, with_reporting_lines, with_whole_names, without_own_bosses
from influence.read.people_by_name import with_ids_for_names
from influence.read.people_of_deals import with_people_of_deals
from influence.read.remedies import with_answers
from influence.tables.assumptions import Assumptions
from influence.tables.language import say
from influence.tables.schema import TABLES
from influence.tables.spelling import plain
from influence.tables.validation import REMOVE_ROW
from influence.tables.vocabulary import BOSS

Tables = dict[str, pd.DataFrame]


@encoded
def tables(
    path: str | Path,
    *,
    deal: object = None,
    scale: Mapping[str, tuple[float, float]] | None = None,
    kind: Mapping[str, str] | None = None,
    assumptions: Assumptions | None = None,
    encoding: str | None = None,
) -> StakeholderGraph:
    """Read the tables of docs/tables.md from CSV or Parquet files, a workbook or a database.

    Parameters
    ----------
    path : str or pathlib.Path
        A folder of CSV, Parquet or Arrow (.feather, .arrow) files, a .zip of such files, or an .xlsx with a sheet per
        table (needs `openpyxl`: `pip install influence-graph[excel]`; Parquet and Arrow need `pyarrow`:
        `pip install influence-graph[parquet]`). Files and sheets are named after the tables of docs/tables.md, in
        English or Chinese: people.csv, relationships.csv, 席位.csv, ... Only people are needed, which may also be the
        one sheet of a workbook that reads like them, whatever it is called; others are left out, with a note. Or one
        CSV file of people, an organisation chart for instance; with people_2013.csv its like beside it,
        relationships_2013.csv, is read too. Titles above a header are skipped. Or the address of a database, as text:
        `duckdb:///file.db`, or one of SQLAlchemy such as `postgresql://host/sales` (`pip install
        influence-graph[sql]`, and the driver of the database); its tables and views are called like the tables.
    deal : str or int, optional
        The deal all rows belong to where no file has a column `deal`; else the name of the folder or file. Where
        some files have one and name one deal alone, the rows of all others are its too.
    scale : dict of str to (float, float), optional
        The numbers the files use for a measure, from what means its lowest to what means its highest, such as
        `{"support": (1, 5)}`, or `(5, 1)` where 1 is for us and 5 against us. They are put on the measure's own range
        along a straight line: in every column of that name, and in the ratings of that measure. "1 - Supports
        actively" counts as its number then. Nothing is put on another scale unless stated here.
    kind : dict of str to str, optional
        The kinds of relationship that words of the files mean, such as `{"friendship": "trusts"}`, beside the names
        and Chinese words of the kinds themselves.
    assumptions : Assumptions, optional
        What the model assumes where no source gives a number; lists the accepted kinds of relationship.
    encoding : str, optional
        The encoding of files that do not say it themselves, such as "big5" or "cp1250"; without it, their bytes tell.

    Returns
    -------
    StakeholderGraph
        Of everything in the files: each row is in a table of the graph, or in the problems raised. Columns of your
        own are kept, as text. Its `notes` list headers, words and numbers that were read as others, columns of your
        own, and files left out whole; `files` has the rows of each file.

    Raises
    ------
    InvalidData
        The files cannot be read or have faults. `problems` lists all of them, `row` being the line of the file (the
        row of the sheet) and `value` the cell as it stands there; `files` tells which file each table came from.
    UnknownName
        `scale` or `kind` refers to an unknown column or kind of relationship.
    InfluenceError
        `path`, `deal`, `scale`, `kind` or `assumptions` is of another type, or `openpyxl` or
        `pyarrow` is not installed.

    Notes
    -----
    CSV files are UTF-8, UTF-16, GB18030 or cp1252, which their bytes tell, separated by commas, semicolons or tabs;
    `notes` of the graph says which were not UTF-8. The rows of Parquet and Arrow files count from 1 and mean what the
    same rows of a CSV file would; days are written as ISO does. Headers and values may be those of
    `influence.tables.vocabulary`, in any case and spelling; a column that has two headers is a fault. Lines without a
    single value are skipped. Cells are read by the sort of their column:

    - ids and texts stay exactly as written, "007" and "NA" included; unknown are empty ones and what programs write
      for nothing, such as NULL.
    - everywhere else an empty cell, NA, N/A, null, none, nan, unknown, 未知 and the like are unknown, never 0.
    - numbers may be written 50% where the range ends at 1, and 0,5 in files separated by semicolons or tabs (but
      not 250,000 where there is no range to tell a decimal comma from one that groups thousands).
    - words of support count as numbers: ally or 良友 1, supporter 0.5, neutral 0, opponent -0.5, enemy -1; likewise
      the political status for influence and the CRM's words for the depth of a contact (the numbers are ours, see
      `vocabulary.NUMBER_WORDS`). They are on our range whatever `scale` says.
    - dates start with the year: 2024-05-31, 2024/5/31, 2024年5月31日.

    Where people have no id but names that all differ, the names are their ids; where another table has somebody's
    name or e-mail in place of the id, that person is meant. The rows of the template's example deal
    are left out where people of another deal are there too.

    A column `reports_to` (also manager, supervisor, parentId, 上级) in people.csv names each person's boss, by id,
    e-mail or name, and becomes relationships of that kind; those that relationships.csv has too are not doubled.
    Whoever names themselves has no boss, here and in relationships.csv. Of two columns, such as Manager ID and Manager,
    the ids count, and the names where an id is empty. A column `dotted_line_to` (also dotted line manager) names a
    second boss; so does a cell with two names. A 决策者 of the role column is a decision maker, a 批准者 an approver
    (rules 003-5); 层次 may be 决策层, 管理层, 操作层 (rule 002-3).

    Examples
    --------
    >>> import influence
    >>> influence.read.tables(influence.datasets.folder() / "krackhardt_hightech")
    StakeholderGraph: 1 deal, 21 people, 312 relationships
    """
    address = str(path) if is_address(path) else None
    place = path_of(path, "a folder, a .zip or an .xlsx") if address is None else Path(shown(address))
    taker = NoteTaker()
    found = opened(place, taker, address)
    return put_together(found, place, Stated(scale, kind, assumptions), deal=deal, taker=taker)


@dataclass(frozen=True)
class Stated:
    """What the caller says of files that they do not say themselves: arguments of `read.tables`, as given."""

    scale: Mapping[str, tuple[float, float]] | None = None
    kind: Mapping[str, str] | None = None
    assumptions: Assumptions | None = None


def put_together(found: Opened, place: Path, stated: Stated, *, deal: object, taker: NoteTaker) -> StakeholderGraph:
    """The graph of the tables that were found: what the readers of tables and of mapped columns share."""
    on = scales(stated.scale)
    assumptions = assumed(stated.assumptions)
    text, values = _translated(found, on, _kinds(stated.kind, assumptions), taker)
    text, values = with_names_as_ids(text, values, found.names, found.faults, taker)
    if "people" not in values:
        raise InvalidData(_problems(found, text), found.files)
    values = with_ids_for_names(with_the_one_deal(values, found.names, taker), found.names, taker, found.faults)
    values = without_own_bosses(values, found.names.get("relationships", ""), taker)
    values = with_people_of_deals(values, found.names, taker)
    try:
        graph = StakeholderGraph.from_tables(
            **with_reporting_lines(values, found.names["people"], taker, found.faults),
            deal=deal_called(deal, name_of(place)),
            assumptions=assumptions,
            notes=taker.notes,
        )
    except InvalidData as invalid:
        raise InvalidData(_problems(found, text, invalid.problems), found.files) from None
    if found.faults:
        raise InvalidData(_problems(found, text), found.files)
    return graph


def _kinds(kind: Mapping[str, str] | None, assumptions: Assumptions) -> dict[str, str]:
    """The kind of relationship each word means: the vocabulary's, then those stated."""
    meant = kinds_meant(assumptions)
    if kind is None:
        return meant
    if not isinstance(kind, Mapping) or "" in kind:
        raise InfluenceError(
            say(
                "kind is {kind}; give a dict of the words in the files, such as {{'friendship': 'trusts'}}",
                kind=repr(kind),
            )
        )
    for name in kind.values():
        if not isinstance(name, str) or name not in assumptions.relationship_kinds:
            raise UnknownName("kind of relationship", name, assumptions.relationship_kinds)
    return meant | {plain(str(word)): name for word, name in kind.items()}


def name_of(path: Path) -> str:
    """What a deal is called that no column names: as its folder or file is."""
    path = path.resolve()
    return (path.name if path.is_dir() else path.stem) or "deal"


def _translated(
    found: Opened, stated: Mapping[str, Scale], kinds: Mapping[str, str], taker: NoteTaker
) -> tuple[Tables, Tables]:
    """Each table under canonical headers, once as the text of the file and once as values."""
    text, values = {}, {}
    for table, sheet in found.sheets.items():
        if fault := matrix_fault(table, sheet):
            found.faults.append(fault)
            raise InvalidData(_problems(found, {}), found.files)
        if table == "people":
            sheet = with_one_boss(with_whole_names(sheet, found.names[table], taker), found.names[table], taker)
        translation = Translation(table, sheet, kinds, stated, found.faults)
        text[table] = translation.headed()
        values[table] = translation.values(text[table])
        found.likely.update({(table, column): likely for column, likely in translation.likely.items()})
        _note(translation, found.names[table], taker)
    return text, values


def _note(translation: Translation, file: str, taker: NoteTaker) -> None:
    """Note what was repaired or read as another value; every row is used, or the reading ends in faults."""
    note_repairs(translation.sheet, file, taker, table=translation.table)
    for told in translation.told:
        taker.note(file=file, table=translation.table, **told._asdict())
    if file not in {name for name, *_ in taker.files}:
        skipped = translation.sheet.skipped
        taker.account(file, len(translation.sheet.cells) + skipped, skipped)


def _problems(found: Opened, text: Tables, invalid: pd.DataFrame | None = None) -> pd.DataFrame:
    """The faults of reading and of validation in one, in the order of the tables and their lines."""
    problems = _with_deals(told_of(found.faults), text)
    if invalid is not None:
        invalid = _as_written(_at_people(with_answers(invalid.astype(object), found.likely)), text)
        problems = pd.concat([problems, invalid], ignore_index=True) if len(problems) else invalid
    order = problems["table"].map({table: number for number, table in enumerate(TABLES)}).fillna(-1)
    line = pd.to_numeric(problems["row"]).fillna(-1)
    return problems.iloc[np.lexsort([line, order])].reset_index(drop=True)


def _with_deals(problems: pd.DataFrame, text: Tables) -> pd.DataFrame:
    """Faults of reading with the deal of their line, where the table says it."""
    for table, found in problems[problems["row"].notna()].groupby("table"):
        if table in text and "deal" in text[table] and text[table].index.is_unique:
            deals = text[table]["deal"].astype(object).reindex(found["row"].astype(int))
            problems.loc[found.index, "deal"] = deals.to_numpy()
    return problems


def _at_people(problems: pd.DataFrame) -> pd.DataFrame:
    """Faults of the relationships made from people are shown on the line of the people's file."""
    made = (problems["table"] == "relationships") & (pd.to_numeric(problems["row"]) < 0)
    here = problems[made]
    remedies = here["remedy"].replace(say(REMOVE_ROW), say("empty the cell, or name the other person"))
    columns = here["column"].mask(here["column"] == "target", BOSS)
    here = here.assign(table="people", row=-here["row"], column=columns, remedy=remedies)
    return pd.concat([problems[~made], here]) if made.any() else problems


def _as_written(problems: pd.DataFrame, text: Tables) -> pd.DataFrame:
    """Each value as it stands in the file, before any translation."""
    problems = problems.reset_index(drop=True)
    for (table, column), found in problems[problems["row"].notna()].groupby(["table", "column"]):
        if table in text and column in text[table] and text[table].index.is_unique:
            cells = text[table][column].reindex(found["row"].astype(int))
            written = (cells.str.strip() != "").to_numpy(dtype=bool)
            problems.loc[found.index[written], "value"] = cells[written].to_numpy(dtype=object)
    return problems
