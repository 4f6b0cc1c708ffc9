"""What one cell may hold: each column of a table read as its type, every fault noted with its remedy."""

from __future__ import annotations

from collections.abc import Callable, Collection
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Floats, Ints
from influence.errors import nearest
from influence.tables.kernels import texts
from influence.tables.kind_hints import kind_hint
from influence.tables.language import say
from influence.tables.numbering import are_many_texts, texts_of
from influence.tables.problems import LONGEST_NUMBER, Problems, Wording
from influence.tables.schema import Column
from influence.tables.vocabulary import is_nothing

# Beyond this not every whole number is one that floating point can hold.
MOST_WHOLE = 2**53
# Up to here looking at each text takes less time than pandas takes to begin.
FEW = 1000
# Whole numbers that 64 bits hold; the ids of some systems are longer, and then are text.
LARGEST_ID = 2**63 - 1
ODD = object()
YES_NO = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def read_column(
    frame: pd.DataFrame, table: str, column: Column, choices: Collection[str], problems: Problems
) -> pd.Series:
    """One column as its type; cells that cannot be read are noted as problems and become unknown."""
    read = {
        "number": _number,
        "integer": _number,
        "flag": _flag,
        "date": _date,
        "text": _text,
        "choice": _choice,
        "id": _id,
    }[column.type]
    given = _scalars(frame[column.name].reset_index(drop=True), keep_lists=column.type == "text")
    blank = is_blank(given)
    raw = given.mask(blank) if blank.any() else given

    def fault(wrong: Any, code: str, problem: Any, remedy: Any) -> None:
        problems.add(frame, table, column.name, np.asarray(wrong, dtype=bool), Wording(code, problem, remedy))

    values = read(raw, column, choices, fault)
    if column.required:
        fault(raw.array.isna(), "missing_value", "is missing", say("every row needs {range}", range=column.range))
    return values


Fault = Callable[[Any, str, Any, Any], None]


def _scalars(values: pd.Series, *, keep_lists: bool) -> pd.Series:
    """The cells, with `ODD` for what is no single value: a list, an array, a number that stands for a fault.

    pandas cannot ask whether such a cell is known, equal to another or a number; a text shows it as it is written.
    """
    if values.dtype != object:
        return values
    cells = np.empty(len(values), dtype=object)
    cells[:] = [_scalar(cell, keep_lists) for cell in values.array]
    return pd.Series(cells, index=values.index, dtype=object)


def _scalar(cell: object, keep_lists: bool) -> object:
    if isinstance(cell, str):
        return cell
    if not pd.api.types.is_scalar(cell):
        return str(cell) if keep_lists else ODD
    endless = isinstance(cell, int) and not keep_lists and cell.bit_length() > LONGEST_NUMBER
    return ODD if endless or (isinstance(cell, Decimal) and cell.is_snan()) else cell


def _is_text(values: pd.Series) -> bool:
    return isinstance(values.dtype, pd.StringDtype) or pd.api.types.infer_dtype(values, skipna=True) in (
        "string",
        "empty",
    )


def is_blank(values: pd.Series) -> Any:
    """Cells that hold nothing but spaces: nobody wrote a value."""
    if are_many_texts([values]) and not texts.some_blank.fast(*texts_of(values)[:2]):
        return np.zeros(len(values), dtype=bool)
    if isinstance(values.dtype, pd.StringDtype) and len(values) > FEW:
        return ((values == "") | values.str.isspace()).to_numpy(dtype=bool, na_value=False)
    if values.dtype == object or isinstance(values.dtype, pd.StringDtype):
        cells = np.asarray(values.array, dtype=object)
        return np.array([isinstance(cell, str) and not cell.strip() for cell in cells], dtype=bool)
    return np.zeros(len(values), dtype=bool)


def _number(values: pd.Series, column: Column, choices: Collection[str], fault: Fault) -> pd.Series:
    numbers = _as_float(values)
    if values.dtype.kind == "f" and column.type == "number" and _are_inside(numbers, column):
        return pd.Series(numbers.copy())
    fault(
        np.isnan(numbers) & ~values.array.isna(),
        "not_a_number",
        "is not a number",
        say("give {range}", range=column.range),
    )
    fault(
        np.isinf(numbers),
        "infinite",
        "is infinite",
        say("give {range}, or leave it empty if nobody knows", range=column.range),
    )
    wrong = _outside(numbers, column) & np.isfinite(numbers)
    remedy = say("correct it to {range}, or leave it empty if nobody knows", range=column.range)
    fault(wrong, "out_of_range", say("is not {range}", range=column.range), remedy)
    finite = np.where(wrong | np.isinf(numbers), np.nan, numbers)
    return pd.Series(_whole(finite) if column.type == "integer" else finite)


def _whole(numbers: Floats) -> Any:
    unknown = np.isnan(numbers)
    return pd.arrays.IntegerArray(np.where(unknown, 0, numbers).astype(np.int64), unknown)


def _as_float(values: pd.Series) -> np.ndarray[Any, Any]:
    if values.dtype.kind in "iuf":
        return values.to_numpy(dtype=np.float64, na_value=np.nan)
    if pd.api.types.is_numeric_dtype(values) and values.dtype.kind not in "bc":
        return values.astype("Float64").to_numpy(dtype=np.float64, na_value=np.nan)
    plain = values.astype(object).map(_as_number, na_action="ignore")
    return pd.to_numeric(plain, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)


def _as_number(cell: Any) -> Any:
    """The number, or text that may be one; True would pass as 1, where a yes is a mistake."""
    if isinstance(cell, str) and not _is_broken(cell):
        return cell
    if isinstance(cell, bool | np.bool_ | str):
        return "not a number"
    try:
        return float(cell)
    except OverflowError:
        return np.inf
    except (TypeError, ValueError, ArithmeticError):
        return "not a number"


def _are_inside(numbers: Floats, column: Column) -> bool:
    """Whether all known numbers are in the range of the column, which the smallest and the largest tell."""
    ends = np.array([np.fmin.reduce(numbers, initial=np.nan), np.fmax.reduce(numbers, initial=np.nan)])
    return not (_outside(ends, column) | np.isinf(ends)).any()


def _outside(numbers: Any, column: Column) -> Any:
    wrong = np.zeros(len(numbers), dtype=bool)
    with np.errstate(invalid="ignore"):
        if column.low is not None:
            wrong |= numbers < column.low
        if column.above is not None:
            wrong |= numbers <= column.above
        if column.high is not None:
            wrong |= numbers > column.high
        if column.type == "integer":
            wrong |= (numbers % 1 != 0) | (np.abs(numbers) > MOST_WHOLE)
    return wrong


def _flag(values: pd.Series, column: Column, choices: Collection[str], fault: Fault) -> pd.Series:
    if values.dtype.kind == "b":
        return values.astype("boolean")
    codes, unique = _different(values)
    meant = [YES_NO.get(_plain_flag(value)) for value in unique] + [None]
    flags = pd.Series(pd.array(np.array(meant, dtype=object)[codes], dtype="boolean"))
    fault(flags.isna() & values.notna(), "not_true_or_false", "is neither true nor false", "write true or false")
    return flags


def _plain_flag(value: object) -> str:
    if isinstance(value, int | float | np.number) and not isinstance(value, bool) and value in (0, 1):
        return str(int(value))
    return str(value).strip().casefold()


def _date(values: pd.Series, column: Column, choices: Collection[str], fault: Fault) -> pd.Series:
    if values.dtype.kind == "M" and isinstance(values.dtype, np.dtype):
        return values.astype("datetime64[s]")
    if pd.api.types.is_numeric_dtype(values):
        dates = pd.Series(pd.NaT, index=values.index, dtype="datetime64[s]")
    else:
        dates = _as_dates(values)
    fault(dates.isna() & values.notna(), "not_a_date", "is not a date", say("give {range}", range=column.range))
    return dates


def _as_dates(values: pd.Series) -> pd.Series:
    plain = values.astype(object).map(lambda cell: pd.NaT if _is_no_date(cell) else cell)
    dates = pd.to_datetime(plain, errors="coerce", format="ISO8601", utc=True)
    return dates.dt.tz_localize(None).astype("datetime64[s]")


def _is_no_date(cell: object) -> bool:
    return isinstance(cell, int | float | np.number) or (isinstance(cell, str) and _is_broken(cell))


def _text(values: pd.Series, column: Column, choices: Collection[str], fault: Fault) -> pd.Series:
    if not _is_text(values):
        values = values.astype(object).map(_as_text, na_action="ignore")
    broken = _broken(values)
    fault(broken, "broken_text", "holds half a character", "type it again; it was damaged before it came here")
    gone = broken | _nothing(values, column.spoken)
    return values.mask(gone) if gone.any() else values


def _as_text(cell: object) -> str:
    try:
        return str(cell)
    except ValueError:  # a whole number of thousands of digits
        return "a number of more digits than can be written"


def _nothing(values: pd.Series, spoken: bool) -> Any:
    """Texts such as NULL and n/a, which a program writes where there is nothing; None may be what somebody said."""
    codes, unique = pd.factorize(values)
    nothing = [is_nothing(str(text)) and not (spoken and "none" in str(text).casefold()) for text in unique]
    return np.array([*nothing, False], dtype=bool)[codes]


def _broken(values: pd.Series) -> Any:
    """Texts that no file can hold: a character of two halves of which one is missing."""
    # Arrow keeps text as a file does, so that what it holds is whole.
    if getattr(values.dtype, "storage", "") == "pyarrow":
        return np.zeros(len(values), dtype=bool)
    codes, unique = pd.factorize(values)
    texts = [str(text) for text in np.asarray(unique, dtype=object)]
    # All at once first: hardly ever is any of them broken.
    if not _is_broken("".join(texts)):
        return np.zeros(len(values), dtype=bool)
    return np.array([*map(_is_broken, texts), False], dtype=bool)[codes]


def _is_broken(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _choice(values: pd.Series, column: Column, choices: Collection[str], fault: Fault) -> pd.Series:
    codes, unique = _different(values)
    known = np.array([value in choices for value in unique] + [True], dtype=bool)
    if known.all():
        return values
    wrong = ~known[codes]
    hint = kind_hint if not column.choices else lambda value, choices: None
    said = [str(unique[code]) for code in codes[wrong]]
    remedies = [hint(value, choices) or _suggestion(value, choices) for value in said]
    fault(wrong, "unknown_choice", say("is not a known {column}", column=column.name), remedies)
    return values.where(known[codes])


def _different(values: pd.Series) -> tuple[Ints, Any]:
    """Each cell as the number of its value, -1 where it is unknown, and the values."""
    try:
        return pd.factorize(values)
    except TypeError:  # lists and dicts, which no column of ours takes
        return pd.factorize(values.map(_as_text, na_action="ignore"))


def _suggestion(value: str, choices: Collection[str]) -> str:
    near = nearest(value, choices)
    listed = say(", ").join(map(_in_both, choices))
    if near:
        return say("did you mean {near}? Give one of {choices}", near=repr(near[0]), choices=listed)
    return say("give one of {choices}", choices=listed)


def _in_both(choice: str) -> str:
    """What to write, with its meaning where the language spoken has another word for it."""
    plain = choice.replace("_", " ")
    return choice if say(plain) == plain else f"{choice} ({say(plain)})"


def _id(values: pd.Series, column: Column, choices: Collection[str], fault: Fault) -> pd.Series:
    """Ids stay what they are, text or whole numbers; a column of floats is one of whole numbers with gaps."""
    if _is_text(values):
        broken = _broken(values)
        fault(broken, "broken_text", "holds half a character", "type it again; it was damaged before it came here")
        return values.mask(broken) if broken.any() else values
    if values.dtype.kind == "i" or (values.dtype.kind == "u" and values.max() <= LARGEST_ID):
        return values.astype("Int64")
    whole = pd.Series([_whole_number(value) for value in values], dtype=object)
    remedy = say("give text or a whole number; write one of more than 18 digits as text")
    fault(whole.isna() & values.notna(), "not_an_id", "is not an id", remedy)
    if pd.api.types.infer_dtype(whole, skipna=True) in ("integer", "empty"):
        return pd.Series(pd.array(whole, dtype="Int64"))
    return whole


def _whole_number(value: Any) -> Any:
    """The id as text or an int; None where it is neither, or is no number that 64 bits hold."""
    if isinstance(value, str):
        return None if _is_broken(value) else value
    if isinstance(value, bool | np.bool_) or not isinstance(value, int | float | np.number):
        return None
    if isinstance(value, float | np.floating) and not (np.isfinite(value) and value == int(value)):
        return None
    return int(value) if abs(int(value)) <= LARGEST_ID else None
