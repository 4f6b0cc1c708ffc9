"""Whether tables are sound: every fault of every table at once, each with its remedy."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Ints
from influence.errors import InfluenceError, UnknownName, nearest
from influence.tables.assumptions import Assumptions
from influence.tables.cells import read_column
from influence.tables.encounters import check_encounters
from influence.tables.frames import as_frame
from influence.tables.keys import Keys, id_columns, require_id
from influence.tables.language import say
from influence.tables.lookalikes import check_lookalikes
from influence.tables.names_as_ids import with_names_as_ids
from influence.tables.problems import Problems, Wording
from influence.tables.schema import OUR_SIDE, TABLES, Table
from influence.tables.spelling import plain
from influence.tables.vocabulary import BOSS, DOTTED, column_named, values_of

# So like a known header that it is taken for a slip rather than for a column of the caller's own.
SLIP = 0.85
SUGGESTED = 100
REMOVE_ROW = "remove the row, or name the other person"
SORTS = {
    "deal": "a deal", "person": "a person", "member": "a member", "interaction": "an interaction",
    "commitment": "a commitment",
}  # fmt: skip
"""What ids name, of which no two may mix text and numbers."""

Tables = Mapping[str, pd.DataFrame]
Given = Mapping[str, Any]


def check(tables: Given, *, deal: object = "deal", assumptions: Assumptions | None = None) -> pd.DataFrame:
    """List every fault of these tables, each with what to do.

    Parameters
    ----------
    tables : dict of str to table
        Tables by their names, each whatever `StakeholderGraph.from_tables` takes.
    deal : str or int
        The deal all rows belong to where no table has a `deal` column.
    assumptions : Assumptions, optional
        Lists the accepted kinds of relationship.

    Returns
    -------
    pandas.DataFrame
        One row per fault, ordered by table and row: `table`, `row` (label of the row in the table given), `column`,
        `value`, `code` (one of docs/problems.md), `problem`, `remedy`, `deal` (of that row; unknown where a whole table
        is meant). Empty where nothing is wrong.

    Raises
    ------
    InfluenceError
        Something given is not a table, or there is none of people.
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
    tables: Given, *, deal: object, assumptions: Assumptions
) -> tuple[dict[str, pd.DataFrame], Keys | None, Problems]:
    """The tables with every cell as its type, their keys and the problems found; tables that lack a column, and the
    keys where that is the people, are left out.
    """
    if not isinstance(assumptions, Assumptions):
        raise InfluenceError(
            say("assumptions is a {kind}; give an influence.Assumptions", kind=type(assumptions).__name__)
        )
    given = _with_deal(_given(tables), deal)
    problems, read = Problems(), {}
    given["people"] = with_names_as_ids(given["people"], problems)
    if problems:
        return {}, None, problems
    for name, definition in TABLES.items():
        if name not in given:
            continue
        complete = _check_headers(given[name], definition, problems)
        columns = _columns(given[name], definition, assumptions, problems)
        if complete:
            read[name] = columns
    if given["people"].empty:
        problems.add_whole("people", None, None, "is empty", "list at least one person", code="empty_table")
    _check_bosses(given, problems)
    _check_id_types(given, read, problems)
    _check_rows(given, read, problems)
    keys = Keys.of(read) if "people" in read else None
    if keys is not None:
        _check_references(given, read, keys, problems)
    return read, keys, problems


def _given(tables: Given) -> dict[str, pd.DataFrame]:
    if not isinstance(tables, Mapping):
        raise InfluenceError(
            say("this is a {kind}; give a dict of tables, such as {{'people': table}}", kind=type(tables).__name__)
        )
    for name in tables:
        if name not in TABLES:
            raise UnknownName("table", name, TABLES)
    if tables.get("people") is None:
        raise InfluenceError(say("people is missing: give a table of people, the one table that is needed"))
    return {name: as_frame(name, table) for name, table in tables.items() if name == "people" or not _is_none(table)}


def _is_none(table: object) -> bool:
    """No table, or a list of no records, which has no headers to speak of."""
    return table is None or (isinstance(table, list) and not table)


def _with_deal(tables: dict[str, pd.DataFrame], deal: object) -> dict[str, pd.DataFrame]:
    """Tables of which none says which deal a row is of describe one deal."""
    require_id("deal", deal)
    if any("deal" in table.columns for table in tables.values()):
        return dict(tables)
    return {name: table.assign(deal=deal) for name, table in tables.items()}


def _check_headers(frame: pd.DataFrame, table: Table, problems: Problems) -> bool:
    """Note missing, doubled and misspelt headers; whether every required column is there."""
    if frame.columns.is_unique and set(table.required) <= set(frame.columns) <= set(table.by_name):
        return True
    doubled = frame.columns[frame.columns.duplicated()]
    for header in doubled.unique():
        problems.add_whole(
            table.name, header, None, "is duplicated", "keep one column of this name", code="duplicate_column"
        )
    strangers = [header for header in frame.columns if header not in table.by_name]
    absent = [column.name for column in table.columns if column.name not in frame.columns]
    for header in table.required:
        if header in absent:
            near = nearest(header, strangers)
            remedy = say("add a column {column}", column=repr(header))
            if near:
                remedy = say("did you mean {near}? Rename it to {column}", near=repr(near[0]), column=repr(header))
            problems.add_whole(
                table.name, header, near[0] if near else None, "is a missing column", remedy, code="missing_column"
            )
    _check_strangers(strangers, table, absent, problems)
    return not (set(table.required) & set(absent)) and doubled.empty


def _check_strangers(strangers: Sequence[str], table: Table, absent: Sequence[str], problems: Problems) -> None:
    known = {name.replace("_", ""): name for name in absent if name not in table.required}
    for header in strangers:
        squeezed = "".join(header.split()).replace("_", "").casefold()
        for near in difflib.get_close_matches(squeezed, known, n=1, cutoff=SLIP):
            meant = "did you mean {near}? Rename it, or give a column of your own a name less like it"
            remedy = say(meant, near=repr(known[near]))
            problems.add_whole(table.name, header, None, "is an unknown column", remedy, code="misspelt_column")


def _columns(frame: pd.DataFrame, table: Table, assumptions: Assumptions, problems: Problems) -> pd.DataFrame:
    """The table's own columns in their order, then those the caller added."""
    if not frame.columns.is_unique:
        frame = frame.loc[:, ~frame.columns.duplicated()]
    own = [column for column in table.columns if column.name in frame]
    read = {}
    for column in own:
        choices = column.choices or tuple(assumptions.relationship_kinds)
        cells = read_column(frame, table.name, column, choices, problems).array
        # Numbers are new; all else may be the caller's own, which may still change.
        read[column.name] = cells if column.type in ("number", "integer") else cells.copy()
    extra = {header: frame[header].array.copy() for header in frame if header not in read}
    return pd.DataFrame(read | extra, index=pd.RangeIndex(len(frame)), copy=False)


def _check_bosses(given: Tables, problems: Problems) -> None:
    """A column of bosses is read by the readers; left in a table of people it would say nothing."""
    kinds = given["relationships"].get("kind", ()) if "relationships" in given else ()
    if any(isinstance(kind, str) and kind in (BOSS, DOTTED) for kind in kinds):
        return
    for header in given["people"]:
        if column_named("people", str(header)) in (BOSS, DOTTED) and given["people"][header].notna().any(axis=None):
            give = "give relationships of the kind {kind}, or read the file with influence.read.tables"
            remedy = say(give, kind=repr(BOSS))
            text = "names bosses, and there are no relationships that say so"
            problems.add_whole("people", header, None, text, remedy, code="unread_bosses")


def _check_id_types(given: Tables, read: dict[str, pd.DataFrame], problems: Problems) -> None:
    """Ids of one sort are all text or all numbers: '7' and 7 would never meet."""
    for names in SORTS:
        columns = id_columns(read, names)
        sorts = {pd.api.types.infer_dtype(ids, skipna=True) for ids in columns.values()} - {"empty"}
        if sorts in ({"string"}, {"integer"}):
            continue
        numbers = {place: _are_numbers(ids) & ids.notna().to_numpy() for place, ids in columns.items()}
        count = sum(int(number.sum()) for number in numbers.values())
        known = sum(int(ids.notna().sum()) for ids in columns.values())
        if count in (0, known):
            continue
        text_wins = count * 2 < known
        mixed = "is text where other ids of {sort} are numbers"
        if text_wins:
            mixed = "is a number where other ids of {sort} are text"
        problem = say(mixed, sort=say(SORTS[names]))
        for (table, column), ids in columns.items():
            wrong = ids.notna().to_numpy() & (numbers[table, column] == text_wins)
            problems.add(
                given[table], table, column, wrong, Wording("mixed_ids", problem, "write every id the same way")
            )
            read[table][column] = ids.astype(object).map(str, na_action="ignore")


def _are_numbers(ids: pd.Series) -> Flags:
    if ids.dtype == object and pd.api.types.infer_dtype(ids, skipna=True) not in ("string", "empty"):
        return ids.map(lambda value: isinstance(value, int)).to_numpy(dtype=bool)
    return np.full(len(ids), ids.dtype == "Int64")


def _check_rows(given: Tables, read: Tables, problems: Problems) -> None:
    """Rules between the cells of one row."""

    def fault(table: str, column: str, wrong: pd.Series, code: str, problem: str, remedy: str) -> None:
        cells = wrong.to_numpy(dtype=bool, na_value=False)
        problems.add(given[table], table, column, cells, Wording(code, problem, remedy))

    if "relationships" in read:
        selves = read["relationships"]["source"] == read["relationships"]["target"]
        fault(
            "relationships",
            "target",
            selves,
            "related_to_self",
            "is the source too",
            REMOVE_ROW,
        )
    for table in ("contacts", "facts", "interactions", "stances"):
        if table in read and "side" in read[table]:
            side, column = read[table]["side"], TABLES[table]["side"]
            meant = values_of(column, (OUR_SIDE,))
            ours = {each for each in side.dropna().unique() if each != OUR_SIDE and meant.get(plain(each)) == OUR_SIDE}
            remedy = say("write our side as {side}", side=repr(OUR_SIDE))
            fault(table, "side", side.isin(ours), "misspelt_side", "would count as a rival", remedy)
    if "ratings" in read:
        _check_ratings(given["ratings"], read["ratings"], problems)
    if "deals" in read and "rule" in read["deals"]:
        # The cell as given: one that is out of range is no missing one.
        quota = given["deals"].get("quota", pd.Series(index=given["deals"].index, dtype=object))
        empty = quota.astype(object).map(_is_empty)
        wrong = (read["deals"]["rule"] == "quota") & empty.reset_index(drop=True)
        fault(
            "deals", "quota", wrong, "missing_value", "is missing", "a quota rule needs the share of votes it asks for"
        )


def _is_empty(cell: object) -> bool:
    return (isinstance(cell, str) and not cell.strip()) or (pd.api.types.is_scalar(cell) and bool(pd.isna(cell)))


def _check_ratings(frame: pd.DataFrame, ratings: pd.DataFrame, problems: Problems) -> None:
    for measure in ratings["measure"].dropna().unique():
        column = TABLES["people"][measure]
        outside = (ratings["value"] < column.low) | (ratings["value"] > column.high)
        wrong = (outside & (ratings["measure"] == measure)).to_numpy(dtype=bool, na_value=False)
        text, remedy = "is not {range}", say("rate {measure} as {range}", measure=measure, range=column.range)
        wording = Wording("out_of_range", say(text, range=column.range), remedy)
        problems.add(frame, "ratings", "value", wrong, wording)


def _check_references(given: Tables, read: Tables, keys: Keys, problems: Problems) -> None:
    """Rules between rows and between tables."""
    _check_doubles(given, read, keys, problems)
    check_lookalikes(given, read, keys, problems)
    for (table, column), person in keys.person.items():
        wrong = person < 0
        wrong = wrong & read[table][column].notna().to_numpy() if wrong.any() else wrong
        remedies = _nearest_people(read, table, column, wrong) if wrong.any() else []
        problems.add(
            given[table], table, column, wrong, Wording("unknown_person", "refers to an unknown person", remedies)
        )
    check_encounters(given, read, keys, problems)
    _check_deals(given, read, keys, problems)
    if "relationships" in read:
        _check_reporting(given["relationships"], read, keys, problems)


def _check_doubles(given: Tables, read: Tables, keys: Keys, problems: Problems) -> None:
    for name, code in (("people", keys.person_given), ("team", keys.member.get("team")), ("deals", 0)):
        rising = name == "people" and (keys.people[1:] > keys.people[:-1]).all()
        if name not in read or code is None or rising:
            continue
        pair = pd.Series(keys.deal[name] * (len(keys.persons) + len(keys.members) + 1) + code)
        doubled = pair.duplicated().to_numpy() & (keys.deal[name] >= 0) & np.greater_equal(code, 0)
        text = "is duplicated" if name == "deals" else "is duplicated in this deal"
        column = TABLES[name].key[-1]
        remedy = say("keep one row, or give the other its own id")
        problems.add(given[name], name, column, doubled, Wording("duplicate_row", text, remedy))


def _nearest_people(read: Tables, table: str, column: str, wrong: Flags) -> list[str]:
    """Whom each wrong name may mean; looked up for the first hundred, where a reader still looks."""
    plain = say("add the person to people, or correct the id")
    bad = read[table].loc[wrong, ["deal", column]]
    remedies = [plain] * len(bad)
    people = read["people"]
    deals = bad["deal"].head(SUGGESTED)
    known = people[people["deal"].isin(deals.unique())].groupby("deal")["person"].agg(list).to_dict()
    for row, (deal, name) in enumerate(zip(deals, bad[column].head(SUGGESTED), strict=True)):
        near = nearest(str(name), map(str, known.get(deal, ())))
        if near:
            remedies[row] = say("did you mean {near}? Otherwise {remedy}", near=repr(near[0]), remedy=plain)
    return remedies


def _check_deals(given: Tables, read: Tables, keys: Keys, problems: Problems) -> None:
    """A row of a deal that has neither people nor a row of its own belongs nowhere."""
    known = np.zeros(len(keys.deals) + 1, dtype=bool)
    for table in ("people", "deals"):
        if table in read:
            known[keys.deal[table]] = True
    known[-1] = True
    for table, deal in keys.deal.items():
        remedy = say("correct the deal, or add it to deals")
        text = "refers to an unknown deal"
        problems.add(given[table], table, "deal", ~known[deal], Wording("unknown_deal", text, remedy))


def _check_reporting(frame: pd.DataFrame, read: Tables, keys: Keys, problems: Problems) -> None:
    kind = read["relationships"]["kind"]
    source, boss = keys.person["relationships", "source"], keys.person["relationships", "target"]
    sound = (source >= 0) & (boss >= 0) & (source != boss)
    lines = np.flatnonzero(sound & (kind == "reports_to").to_numpy(dtype=bool, na_value=False))
    first = np.full(len(read["people"]), -1)
    # Of several assigned to one person the last stays, which is the first boss.
    first[source[lines][::-1]] = boss[lines][::-1]
    wrong = np.zeros(len(frame), dtype=bool)
    wrong[lines[boss[lines] != first[source[lines]]]] = True
    remedy = say("keep one reports_to; write the other one as 'dotted_line_to', source and target as they are")
    text = "is a second boss of the same person"
    problems.add(frame, "relationships", "target", wrong, Wording("second_boss", text, remedy))
    circle = lines[_in_circles(source[lines], boss[lines], len(read["people"]))]
    wrong = np.zeros(len(frame), dtype=bool)
    wrong[circle] = True
    people = read["relationships"]["source"].iloc[circle]
    closes = "closes a circle: {person} ends up reporting to themselves"
    texts = [say(closes, person=repr(person)) for person in people]
    remedy = say("correct who reports to whom in this circle")
    problems.add(frame, "relationships", "target", wrong, Wording("reporting_circle", texts, remedy))


def _in_circles(source: Ints, boss: Ints, size: int) -> Flags:
    """Which of these reporting lines lead back to where they begin."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    graph = coo_array((np.ones(len(source)), (source, boss)), shape=(size, size))
    _, group = connected_components(graph, connection="strong")
    return np.asarray(group[source] == group[boss])
