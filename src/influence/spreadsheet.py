"""Tables for spreadsheets: text from a CRM must never run as a formula (CSV injection, OWASP)."""

from __future__ import annotations

import pandas as pd

# What a spreadsheet takes for the start of a formula, or strips before it looks for one.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def as_csv(table: pd.DataFrame) -> str:
    """A table as CSV; text that a spreadsheet would run as a formula begins with an apostrophe."""
    plain = table.reset_index()
    texts = [column for column in plain if not pd.api.types.is_numeric_dtype(plain[column])]
    plain[texts] = plain[texts].map(harmless, na_action="ignore")
    plain.columns = [harmless(column) for column in plain.columns]
    return str(plain.to_csv(index=False, lineterminator="\n"))


def harmless(cell: object) -> object:
    """The cell, with an apostrophe in front where it is text that would run."""
    return f"'{cell}" if isinstance(cell, str) and cell.lstrip(" ").startswith(FORMULA_STARTS) else cell
