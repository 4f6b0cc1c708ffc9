"""Whether tables are sound: every fault of every table at once, each with its remedy."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pandas as pd

from influence.errors import InfluenceError, UnknownName, nearest
from influence.tables.assumptions import Assumptions
from influence.tables.cells import read_column
from influence.tables.keys import Keys, id_columns
from influence.tables.problems import Problems
from influence.tables.schema import OUR_SIDE, TABLES, Table

# A Salesforce id of 15 characters tells upper from lower case; two of them may well differ by case alone.
CASE_SENSITIVE_ID = re.compile(r"[a-zA-Z0-9]{15}")
# So like a known header that it is taken for a slip rather than for a column of the caller's own.
SLIP = 0.85
SUGGESTED = 100

Tables = Mapping[str, pd.DataFrame]


def check(tables: Tables, *, deal: object = "deal", assumptions: Assumptions | None = None) -> pd.DataFrame:
    """List every fault of these tables, each with what to do.

    Parameters
    ----------
    tables : dict of str to pandas.DataFrame
        Tables by their names, as for `StakeholderGraph.from_tables`.
    deal : str or int
        The deal all rows belong to where no table has a `deal` column.
    assumptions : Assumptions, optional
        Lists the accepted kinds of relationship.

    Returns
    -------
    pandas.DataFrame
        One row per fault, ordered by table and row: `table`, `row` (label of the row in the table given), `column`,
        `value`, `code` (one of docs/problems.md), `problem`, `remedy`. Empty where nothing is wrong.

    Raises
    ------
    InfluenceError
        Something given is not a table.
    UnknownName
        There is no table of that name.

    Examples
    --------
    >>> import influence, pandas as pd
    >>> people = pd.DataFrame({"person": ["Ann", "Bo"], "support": [0.5, 1.5]})
    >>> influence.check({"people": people})[["row", "column", "value", "problem"]]
      row   column value                      problem
    0   1  support   1.5  is not a number from -1 to 1
    """
    return validated(tables, deal=deal, assumptions=assumptions or Assumptions())[-1].frame


def validated(
    tables: Tables, *, deal: object, assumptions: Assumptions
) -> tuple[dict[str, pd.DataFrame], Keys | None, Problems]:
    """The tables with every cell as its type, their keys and the problems found; tables that lack a column, and the
    keys where that is the people, are left out.
    """
    given = _with_deal(_given(tables), deal)
    problems = Problems()
    read = {}
    for name, definition in TABLES.items():
        if name not in given:
            continue
        complete = _check_headers(given[name], definition, problems)
        columns = _columns(given[name], definition, assumptions, problems)
        if complete:
            read[name] = columns
    if given["people"].empty:
        problems.add_whole("people", None, None, "holds no rows", "list at least one person", code="empty_table")
    _check_id_types(given, read, problems)
    _check_rows(given, read, problems)
    keys = Keys.of(read) if "people" in read else None
    if keys is not None:
        _check_references(given, read, keys, problems)
    return read, keys, problems


def _given(tables: Tables) -> dict[str, pd.DataFrame]:
    for name, table in tables.items():
        if name not in TABLES:
            raise UnknownName("table", name, TABLES)
        if not isinstance(table, pd.DataFrame):
            raise InfluenceError(f"{name} is a {type(table).__name__}; give a pandas.DataFrame")
    if "people" not in tables:
        raise InfluenceError("there is no table of people; it is the one table that is needed")
    return {name: table.rename(columns=str) for name, table in tables.items()}


def _with_deal(tables: dict[str, pd.DataFrame], deal: object) -> dict[str, pd.DataFrame]:
    """Tables of which none says which deal a row is of describe one deal."""
    if any("deal" in table.columns for table in tables.values()):
        return tables
    return {name: table.assign(deal=deal) for name, table in tables.items()}


def _check_headers(frame: pd.DataFrame, table: Table, problems: Problems) -> bool:
    """Note missing, doubled and misspelt headers; whether every required column is there."""
    doubled = frame.columns[frame.columns.duplicated()]
    for header in doubled.unique():
        problems.add_whole(
            table.name, header, None, "is there twice", "keep one column of this name", code="duplicate_column"
        )
    strangers = [header for header in frame.columns if header not in table.by_name]
    absent = [column.name for column in table.columns if column.name not in frame.columns]
    for header in table.required:
        if header in absent:
            near = nearest(header, strangers)
            remedy = f"is {near[0]!r} meant? Rename it to {header!r}" if near else f"add a column {header!r}"
            problems.add_whole(
                table.name, header, near[0] if near else None, "is a missing column", remedy, code="missing_column"
            )
    for header in strangers:
        _check_stranger(header, table, absent, problems)
    return not (set(table.required) & set(absent)) and doubled.empty


def _check_stranger(header: str, table: Table, absent: Collection[str], problems: Problems) -> None:
    plain = "".join(header.split()).replace("_", "").casefold()
    for known in set(absent) - set(table.required):
        if difflib.SequenceMatcher(None, plain, known.replace("_", "")).ratio() >= SLIP:
            problem = f"is no column of {table.name}, but reads like {known!r}"
            remedy = f"rename it to {known!r}, or to something less like it if it is a column of your own"
            problems.add_whole(table.name, header, None, problem, remedy, code="misspelt_column")


def _columns(frame: pd.DataFrame, table: Table, assumptions: Assumptions, problems: Problems) -> pd.DataFrame:
    """The table's own columns in their order, then those the caller added."""
    frame = frame.loc[:, ~frame.columns.duplicated()]
    own = [column for column in table.columns if column.name in frame]
    read = {}
    for column in own:
        choices = tuple(assumptions.relationship_kinds) if column.name == "kind" else column.choices
        read[column.name] = read_column(frame, table.name, column, choices, problems)
    extra = {header: frame[header].reset_index(drop=True) for header in frame if header not in read}
    return pd.DataFrame(read | extra, index=pd.RangeIndex(len(frame)))


def _check_id_types(given: Tables, read: dict[str, pd.DataFrame], problems: Problems) -> None:
    """Ids of one sort are all text or all numbers: '7' and 7 would never meet."""
    for names in ("deal", "person", "member"):
        columns = id_columns(read, names)
        numbers = {place: _are_numbers(ids) & ids.notna().to_numpy() for place, ids in columns.items()}
        count = sum(int(number.sum()) for number in numbers.values())
        known = sum(int(ids.notna().sum()) for ids in columns.values())
        if count in (0, known):
            continue
        text_wins = count * 2 < known
        this, others = ("a number", "text") if text_wins else ("text", "numbers")
        problem = f"is {this} where other ids of a {names} are {others}"
        for (table, column), ids in columns.items():
            wrong = ids.notna().to_numpy() & (numbers[table, column] == text_wins)
            problems.add(given[table], table, column, wrong, problem, "write every id the same way", code="mixed_ids")
            read[table][column] = ids.astype(object).map(str, na_action="ignore")


def _are_numbers(ids: pd.Series) -> np.ndarray[Any, Any]:
    if ids.dtype == object and pd.api.types.infer_dtype(ids, skipna=True) not in ("string", "empty"):
        return ids.map(lambda value: isinstance(value, int)).to_numpy(dtype=bool)
    return np.full(len(ids), ids.dtype == "Int64")


def _check_rows(given: Tables, read: Tables, problems: Problems) -> None:
    """Rules between the cells of one row."""

    def fault(table: str, column: str, wrong: pd.Series, code: str, problem: str, remedy: str) -> None:
        cells = wrong.to_numpy(dtype=bool, na_value=False)
        problems.add(given[table], table, column, cells, problem, remedy, code=code)

    if "relationships" in read:
        selves = read["relationships"]["source"] == read["relationships"]["target"]
        fault(
            "relationships",
            "target",
            selves,
            "related_to_self",
            "is tied to itself",
            "remove the row, or name the other person",
        )
    if "contacts" in read:
        side = read["contacts"]["side"]
        ours = (side != OUR_SIDE) & (side.str.strip().str.lower() == OUR_SIDE)
        fault("contacts", "side", ours, "misspelt_side", "would count as a rival", f"write our side as {OUR_SIDE!r}")
    if "ratings" in read:
        _check_ratings(given["ratings"], read["ratings"], problems)
    if "deals" in read and "rule" in read["deals"]:
        # The cell as given: one that is out of range is no missing one.
        quota = given["deals"].get("quota", pd.Series(index=given["deals"].index, dtype=object))
        empty = quota.astype(object).map(lambda cell: pd.isna(cell) or not str(cell).strip())
        wrong = (read["deals"]["rule"] == "quota") & empty.reset_index(drop=True)
        fault(
            "deals", "quota", wrong, "missing_value", "is missing", "a quota rule needs the share of votes it asks for"
        )


def _check_ratings(frame: pd.DataFrame, ratings: pd.DataFrame, problems: Problems) -> None:
    for measure in ratings["measure"].dropna().unique():
        column = TABLES["people"][measure]
        outside = (ratings["value"] < column.low) | (ratings["value"] > column.high)
        wrong = (outside & (ratings["measure"] == measure)).to_numpy(dtype=bool, na_value=False)
        remedy = f"rate {measure} as {column.range}"
        problems.add(frame, "ratings", "value", wrong, f"is not {column.range}", remedy, code="out_of_range")


def _check_references(given: Tables, read: Tables, keys: Keys, problems: Problems) -> None:
    """Rules between rows and between tables."""
    _check_doubles(given, read, keys, problems)
    _check_lookalikes(given, read, problems)
    for (table, column), person in keys.person.items():
        wrong = (person < 0) & read[table][column].notna().to_numpy()
        remedies = _nearest_people(read, table, column, wrong)
        problems.add(given[table], table, column, wrong, "names nobody in people", remedies, code="unknown_person")
    _check_deals(given, read, keys, problems)
    if "relationships" in read:
        _check_reporting(given["relationships"], read, keys, problems)


def _check_doubles(given: Tables, read: Tables, keys: Keys, problems: Problems) -> None:
    for name, code in (("people", keys.person_given), ("team", keys.member.get("team")), ("deals", 0)):
        if name not in read or code is None:
            continue
        pair = pd.Series(keys.deal[name] * (len(keys.persons) + len(keys.members) + 1) + code)
        doubled = pair.duplicated().to_numpy() & (keys.deal[name] >= 0) & np.greater_equal(code, 0)
        text = "is there twice" if name == "deals" else "is there twice in this deal"
        column = TABLES[name].key[-1]
        remedy = "keep one row, or give the other its own id"
        problems.add(given[name], name, column, doubled, text, remedy, code="duplicate_row")


def _check_lookalikes(given: Tables, read: Tables, problems: Problems) -> None:
    """Ids that differ only by spaces or case are one id written twice."""
    for names, owner in (("deal", "people"), ("person", "people"), ("member", "contacts"), ("member", "team")):
        if owner in read and read[owner][names].dtype != "Int64":
            deal = "" if names == "deal" else read[owner]["deal"]
            place = pd.DataFrame({"deal": deal, "id": read[owner][names]})
            _check_alike(given[owner], owner, names, place, problems)


def _check_alike(frame: pd.DataFrame, table: str, column: str, place: pd.DataFrame, problems: Problems) -> None:
    unique = pd.Series(place["id"].dropna().unique()).astype(str)
    squeezed = unique.str.lower().str.replace(r"\s+", "", regex=True)
    suspects = place[place["id"].isin(unique[squeezed.duplicated(keep=False)])].copy()
    if suspects.empty:
        return
    suspects["plain"] = suspects["id"].map(_plain_id)
    first = suspects.groupby(["deal", "plain"], sort=False)["id"].transform("first")
    differs = suspects.index[first != suspects["id"]]
    wrong = np.zeros(len(place), dtype=bool)
    wrong[differs] = True
    remedies = [f"write it as {other!r} everywhere, or give it a different id" for other in first[differs]]
    problem = "differs from another id only by spaces or case"
    problems.add(frame, table, column, wrong, problem, remedies, code="lookalike_id")


def _plain_id(name: object) -> str:
    text = str(name)
    return text if CASE_SENSITIVE_ID.fullmatch(text) else " ".join(text.split()).lower()


def _nearest_people(read: Tables, table: str, column: str, wrong: np.ndarray[Any, Any]) -> list[str]:
    """Whom each wrong name may mean; looked up for the first hundred, where a reader still looks."""
    plain = "add the person to people, or correct the id"
    bad = read[table].loc[wrong, ["deal", column]]
    remedies = [plain] * len(bad)
    people = read["people"]
    deals = bad["deal"].head(SUGGESTED)
    known = people[people["deal"].isin(deals.unique())].groupby("deal")["person"].agg(list).to_dict()
    for row, (deal, name) in enumerate(zip(deals, bad[column].head(SUGGESTED), strict=True)):
        near = nearest(str(name), map(str, known.get(deal, ())))
        if near:
            remedies[row] = f"did you mean {near[0]!r}? Otherwise {plain}"
    return remedies


def _check_deals(given: Tables, read: Tables, keys: Keys, problems: Problems) -> None:
    """A row of a deal that has neither people nor a row of its own belongs nowhere."""
    known = np.zeros(len(keys.deals) + 1, dtype=bool)
    for table in ("people", "deals"):
        if table in read:
            known[keys.deal[table]] = True
    known[-1] = True
    for table, deal in keys.deal.items():
        remedy = "correct the deal, or add it to deals"
        text = "names no deal of people or deals"
        problems.add(given[table], table, "deal", ~known[deal], text, remedy, code="unknown_deal")


def _check_reporting(frame: pd.DataFrame, read: Tables, keys: Keys, problems: Problems) -> None:
    ties = read["relationships"]
    source, boss = keys.person["relationships", "source"], keys.person["relationships", "target"]
    sound = (source >= 0) & (boss >= 0) & (source != boss)
    reports = sound & (ties["kind"] == "reports_to").to_numpy(dtype=bool, na_value=False)
    lines = pd.DataFrame({"source": source, "boss": boss})[reports]
    first = lines.drop_duplicates("source").set_index("source")["boss"]
    other = lines["boss"] != lines["source"].map(first)
    wrong = np.zeros(len(ties), dtype=bool)
    wrong[lines.index[other]] = True
    remedy = "keep one reports_to; write the other tie as 'influences'"
    text = "is a second boss of the same person"
    problems.add(frame, "relationships", "target", wrong, text, remedy, code="second_boss")
    _check_cycles(frame, read, lines, problems)


def _check_cycles(frame: pd.DataFrame, read: Tables, lines: pd.DataFrame, problems: Problems) -> None:
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    if lines.empty:
        return
    size = len(read["people"])
    graph = coo_array((np.ones(len(lines)), (lines["source"], lines["boss"])), shape=(size, size))
    _, group = connected_components(graph, connection="strong")
    within = lines[group[lines["source"]] == group[lines["boss"]]]
    wrong = np.zeros(len(frame), dtype=bool)
    wrong[within.index] = True
    ties = read["relationships"].loc[within.index]
    texts = [f"closes a circle: {source!r} ends up reporting to themselves" for source in ties["source"]]
    remedy = "correct who reports to whom in this circle"
    problems.add(frame, "relationships", "target", wrong, texts, remedy, code="reporting_circle")
