"""Sums of money and other numbers as people write them: signs, groups of digits, currencies and words such as Mio.

What one cell leaves open the others of its column decide: 1.250.000 shows that dots make groups, so that 45.000 beside
it is forty-five thousand. Where none does, a dot before three digits may be either, and the cell stays unread.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from math import inf, isfinite, nan
from typing import NamedTuple

from influence.read.files.currencies import CURRENCIES, MULTIPLIERS


class Written(NamedTuple):
    """What one cell says: a number whose `sign`, "." or ",", groups its digits or begins its decimals; `times` it."""

    digits: str
    sign: str
    decimal: str
    times: float
    currency: str | None


class Amount(NamedTuple):
    """The number, NaN where there is none, its currency if it says one, and whether its sign may mean either."""

    number: float
    currency: str | None
    unsure: bool


UNREAD = Amount(nan, None, False)

_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?e[+-]?\d+", re.IGNORECASE)
_IN_ANOTHER_CURRENCY = re.compile(r"(.*\d.*?)\s*\([^()]*\d[^()]*\)")
_PARTS = re.compile(r"(?P<head>\D*?)(?P<number>[.,]?\d[\d.,'’ ]*)(?P<tail>\D*)")
_NO_CENTS = re.compile(r"([.,])\s*-+")
_MINUS = str.maketrans("−–—", "---")
_GROUPS = {sign: re.compile(rf"\d{{1,3}}(?:{gap}\d{{3}})+|\d{{1,2}}(?:{gap}\d{{2}})+{gap}\d{{3}}") for sign, gap in (
    (".", r"\."), (",", ","), (" ", "[ '’]"))}  # fmt: skip
_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_TIMES = "|".join(map(re.escape, sorted(MULTIPLIERS, key=len, reverse=True)))
_MONEY = "|".join(map(re.escape, sorted(CURRENCIES, key=len, reverse=True)))
_TIMES_FIRST = re.compile(rf"(?P<times>{_TIMES}|t)?\.?\s*(?P<currency>{_MONEY}|(?-i:[A-Z]{{3}}))?\.?", re.IGNORECASE)
_MONEY_FIRST = re.compile(rf"(?P<currency>{_MONEY}|(?-i:[A-Z]{{3}}))\.?\s*(?P<times>{_TIMES})?\.?", re.IGNORECASE)


def amounts(texts: Iterable[str], *, comma_groups: bool = True) -> list[Amount]:
    """Read the different cells of one column.

    Parameters
    ----------
    texts : iterable of str
        The cells as written, each once.
    comma_groups : bool
        Whether 45,000 is forty-five thousand where no other cell tells; else it is asked about, like 45.000.

    Returns
    -------
    list of Amount
        One for each.

    Examples
    --------
    >>> from influence.read.files.amounts import amounts
    >>> [each.number for each in amounts(["EUR 45.000", "EUR 1.250.000", "4,5 Mio"])]
    [45000.0, 1250000.0, 4500000.0]
    >>> amounts(["45.000 €"])
    [Amount(number=nan, currency='EUR', unsure=True)]
    """
    cells = [_written(text) for text in texts]
    proofs = {cell.decimal for cell in cells if cell and cell.decimal}
    return [UNREAD if cell is None else _amount(cell, proofs, comma_groups) for cell in cells]


def _amount(cell: Written, proofs: set[str], comma_groups: bool) -> Amount:
    decimal = cell.decimal
    if cell.sign and not decimal:
        # A comma before three digits groups them, unless another cell shows that it begins the decimals.
        other = "," if cell.sign == "." else "."
        told = proofs if len(proofs) == 1 else {"."} if cell.sign == "," and comma_groups and not proofs else set()
        if not told:
            return Amount(nan, cell.currency, True)
        decimal = cell.sign if cell.sign in told else other
    digits = "".join(
        "." if each == decimal else each for each in cell.digits if each.isdigit() or each in (decimal, "-")
    )
    number = float(digits) * cell.times
    return Amount(number, cell.currency, False) if isfinite(number) else UNREAD


def _written(text: str) -> Written | None:
    plain = unicodedata.normalize("NFKC", text).translate(_MINUS).strip()
    if _SCIENTIFIC.fullmatch(plain):
        return Written(repr(float(plain)), "", ".", 1.0, None) if abs(float(plain)) < inf else None
    main = _IN_ANOTHER_CURRENCY.fullmatch(plain)
    plain = main[1] if main else plain
    negative = plain.count("(") == plain.count(")") == 1 and plain.endswith(")")
    if negative:
        plain = plain.replace("(", "").replace(")", "")
    parts = _PARTS.fullmatch(_NO_CENTS.sub(r"\g<1>00", plain))
    if parts is None:
        return None
    head, tail = parts["head"].strip(), parts["tail"].strip()
    minus = head.count("-") + tail.count("-")
    said = _said(head.replace("-", "").replace("+", "").strip(), tail.replace("-", "").strip())
    number = _number(parts["number"].rstrip(" .,'’"))
    if said is None or number is None or minus + negative > 1:
        return None
    digits, sign, decimal = number
    return Written(f"-{digits}" if minus or negative else digits, sign, decimal, *said)


def _said(head: str, tail: str) -> tuple[float, str | None] | None:
    """How often the number counts and in which currency, as the words before and after it say; none for other words."""
    sides = [_words(text) for text in (head, tail) if text]
    if None in sides:
        return None
    times = [found[0] for found in sides if found and found[0] != 1]
    codes = {found[1] for found in sides if found and found[1]}
    # "$45 USD" is in US dollars; EUR 45 USD is in nobody knows what.
    codes -= {"$"} if len(codes) > 1 else set()
    if len(times) > 1 or len(codes) > 1:
        return None
    return next(iter(times), 1.0), next(iter(codes), None)


def _words(text: str) -> tuple[float, str | None] | None:
    """What multiplies a number and its currency, as the words on one side of it say; none for other words."""
    alone = CURRENCIES.get(text.rstrip(".").casefold())
    found = _TIMES_FIRST.fullmatch(text) or _MONEY_FIRST.fullmatch(text)
    if alone or found is None:
        return (1.0, alone) if alone else None
    times, currency = (found["times"] or "").casefold(), found["currency"]
    if times == "t":
        # TEUR and T€ are thousands; T alone may be a ton.
        return (1e3, CURRENCIES.get(currency.casefold(), currency)) if currency else None
    return MULTIPLIERS.get(times, 1.0), CURRENCIES.get(currency.casefold(), currency) if currency else None


def _number(text: str) -> tuple[str, str, str] | None:
    """The digits with their signs, the sign that counts among them, and which begins the decimals if that is sure."""
    spaced = _grouped_by(" ", text)
    if spaced is not None:
        return spaced
    if " " in text or "'" in text or "’" in text:
        return None
    signs = [each for each in text if each in ".,"]
    if not signs:
        return text, "", ""
    last, first = signs[-1], signs[0]
    if first != last:
        return _grouped_by(first, text, last)
    if len(signs) > 1:
        return (text, last, "," if last == "." else ".") if _GROUPS[last].fullmatch(text) else None
    return text, last, "" if _EITHER.fullmatch(text) else last


def _grouped_by(sign: str, text: str, decimal: str = "") -> tuple[str, str, str] | None:
    found = decimal or next((each for each in text if each in ".,"), "")
    whole, _, rest = text.partition(found) if found else (text, "", "")
    if not _GROUPS[sign].fullmatch(whole) or not (rest.isdigit() or not found):
        return None
    return whole + found + rest, found, found
