"""Tables in CSV files or a workbook, read into a `StakeholderGraph`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from influence.assumptions import Assumptions
from influence.errors import InfluenceError, InvalidData
from influence.problems import COLUMNS
from influence.read.files import Fault, Opened, opened
from influence.read.translation import Scale, Translation, scales
from influence.schema import TABLES
from influence.stakeholder_graph import StakeholderGraph
from influence.vocabulary import BOSS

Tables = dict[str, pd.DataFrame]


def tables(
    path: str | Path,
    *,
    deal: object = None,
    scale: Mapping[str, tuple[float, float]] | None = None,
    assumptions: Assumptions | None = None,
) -> StakeholderGraph:
    """What graph do these CSV files, or the sheets of this workbook, describe?

    Parameters
    ----------
    path : str or pathlib.Path
        A folder of CSV files, a .zip of such files, or an .xlsx with a sheet per table (needs `openpyxl`:
        `pip install influence-graph[excel]`). Files and sheets are named after the tables of docs/tables.md, in
        English or Chinese: people.csv, relationships.csv, 席位.csv, ... Only people are needed; CSV files that are
        called something else are left alone.
    deal : str or int, optional
        The deal all rows belong to where no file has a column `deal`; else the name of the folder or file.
    scale : dict of str to (float, float), optional
        The lowest and highest value the files use for a measure, such as `{"support": (1, 5)}`, put on the
        measure's own range along a straight line: in every column of that name, and in the ratings of that measure.
        Nothing is put on another scale unless stated here.
    assumptions : Assumptions, optional
        What the model assumes where no source gives a number; lists the accepted kinds of relationship.

    Returns
    -------
    StakeholderGraph
        Of everything the files hold: each row is in a table of the graph, or in the problems raised. Columns of your
        own are kept, as text.

    Raises
    ------
    InvalidData
        The files cannot be read or hold faults. `problems` lists all of them, `row` being the line of the file (the
        row of the sheet) and `value` the cell as it stands there; `files` tells which file each table came from.
    UnknownName
        `scale` names no column that has a range.
    InfluenceError
        `scale` is no pair of numbers, `path` is no path, or `openpyxl` is not installed.

    Notes
    -----
    CSV files are UTF-8, separated by commas, semicolons or tabs. Headers and values may be those of
    `influence.vocabulary`, in any case and spelling; a column that has two headers is a fault. Lines without a
    single value are skipped. Cells are read by the sort of their column:

    - ids and texts stay exactly as written, "007" and "NA" included; only empty ones are unknown.
    - everywhere else an empty cell, NA, N/A, null, none, nan, unknown, 未知 and the like are unknown, never 0.
    - numbers may be written 50% where the range ends at 1, and 0,5 in files separated by semicolons or tabs (but
      not 250,000 where there is no range to tell a decimal comma from one that groups thousands).
    - words of support count as numbers: ally or 良友 1, supporter 0.5, neutral 0, opponent -0.5, enemy -1; likewise
      the political status for influence and the CRM's words for the depth of a contact (the numbers are ours, see
      `vocabulary.NUMBER_WORDS`). They are on our range whatever `scale` says.
    - dates start with the year: 2024-05-31, 2024/5/31, 2024年5月31日.

    A column `reports_to` (also manager, 上级) in people.csv holds the id of a person's boss and becomes relationships
    of that kind; ties that relationships.csv holds too are not doubled. A 决策者 of the role column is a decision
    maker, a 批准者 an approver (rules 003-5); 层次 may be 决策层, 管理层, 操作层 (rule 002-3).

    Examples
    --------
    >>> import influence
    >>> influence.read.tables(influence.datasets.folder() / "krackhardt_hightech")
    StakeholderGraph: 1 deal, 21 people, 312 relationships
    """
    stated = scales(scale)
    assumptions = assumptions or Assumptions()
    place = _path(path)
    found = opened(place)
    text, values = _translated(found, stated, tuple(assumptions.tie_kinds))
    if "people" not in values:
        raise InvalidData(_problems(found.faults, {}), found.files)
    try:
        graph = StakeholderGraph.from_tables(
            **_with_bosses(values), deal=_name(place) if deal is None else deal, assumptions=assumptions
        )
    except InvalidData as invalid:
        raise InvalidData(_problems(found.faults, text, invalid.problems), found.files) from None
    if found.faults:
        raise InvalidData(_problems(found.faults, text), found.files)
    return graph


def _path(path: str | Path) -> Path:
    if not isinstance(path, str | Path):
        raise InfluenceError(f"path is a {type(path).__name__}; give the path of a folder, a .zip or an .xlsx")
    return Path(path)


def _name(path: Path) -> str:
    path = path.resolve()
    return (path.name if path.is_dir() else path.stem) or "deal"


def _translated(found: Opened, stated: Mapping[str, Scale], kinds: tuple[str, ...]) -> tuple[Tables, Tables]:
    """Each table under canonical headers, once as the text of the file and once as values."""
    text, values = {}, {}
    for table, sheet in found.sheets.items():
        translation = Translation(table, sheet, kinds, stated, found.faults)
        text[table] = translation.headed()
        values[table] = translation.values(text[table])
    return text, values


def _with_bosses(values: Tables) -> Tables:
    """The tables with the bosses that people name made into relationships, each tie once."""
    people = values["people"]
    if BOSS not in people:
        return values
    tables = values | {"people": people.drop(columns=BOSS)}
    ties = _ties_to_bosses(people)
    known = values.get("relationships", ties.iloc[:0])
    # Where a required header is missing there is no telling which ties are new; that fault ends the reading anyway.
    if ties.empty or set(TABLES["relationships"].required) & set(known) != set(ties):
        return tables
    ends = list(ties)
    new = ties[~pd.MultiIndex.from_frame(ties).isin(pd.MultiIndex.from_frame(known[ends]))]
    return tables | {"relationships": pd.concat([known, new]) if len(known) else new}


def _ties_to_bosses(people: pd.DataFrame) -> pd.DataFrame:
    """A row per person who names a boss, labelled by minus its line, so that faults can be shown where they stand."""
    keys = [column for column in ("deal", "person") if column in people]
    named = people.loc[people[BOSS].notna() & (people[keys] != "").all(axis=1), [*keys, BOSS]]
    ties = named.set_axis(-named.index).rename(columns={"person": "source", BOSS: "target"})
    return ties.assign(kind=BOSS)


def _problems(faults: Iterable[Fault], text: Tables, invalid: pd.DataFrame | None = None) -> pd.DataFrame:
    """The faults of reading and of validation in one, in the order of the tables and their lines."""
    problems = pd.DataFrame(faults, columns=list(COLUMNS)).astype(object)
    if invalid is not None:
        invalid = _as_written(_at_people(invalid.astype(object)), text)
        problems = pd.concat([problems, invalid], ignore_index=True) if len(problems) else invalid
    order = problems["table"].map({table: number for number, table in enumerate(TABLES)}).fillna(-1)
    line = pd.to_numeric(problems["row"]).fillna(-1)
    return problems.iloc[np.lexsort([line, order])].reset_index(drop=True)


def _at_people(problems: pd.DataFrame) -> pd.DataFrame:
    """Faults of the ties made from people are shown on the line of the people's file."""
    made = (problems["table"] == "relationships") & (pd.to_numeric(problems["row"]) < 0)
    here = problems[made]
    remedies = here["remedy"].str.replace("remove the row", "empty the cell")
    columns = here["column"].mask(here["column"] == "target", BOSS)
    here = here.assign(table="people", row=-here["row"], column=columns, remedy=remedies)
    return pd.concat([problems[~made], here]) if made.any() else problems


def _as_written(problems: pd.DataFrame, text: Tables) -> pd.DataFrame:
    """Each value as it stands in the file, before any translation."""
    problems = problems.reset_index(drop=True)
    for (table, column), found in problems[problems["row"].notna()].groupby(["table", "column"]):
        if table in text and column in text[table]:
            cells = text[table][column].reindex(found["row"].astype(int))
            written = (cells.str.strip() != "").to_numpy(dtype=bool)
            problems.loc[found.index[written], "value"] = cells[written].to_numpy(dtype=object)
    return problems
