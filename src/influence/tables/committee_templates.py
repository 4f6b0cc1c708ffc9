"""The customer's own rule of who must be in a committee, by what is bought and for how much."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from influence.array_types import Flags, Floats
from influence.errors import InfluenceError, UnknownName
from influence.tables.frames import as_frame
from influence.tables.keys import Keys
from influence.tables.language import say
from influence.tables.schema import ROLES, TABLES
from influence.tables.spelling import plain

REQUIRED = ROLES[:4]
"""The four roles of rule 003-5, which every committee needs where no template says otherwise."""
NAMEABLE = tuple(role for role in ROLES if role != "other")
COLUMNS = ("role", "weight", "category", "from_amount", "below_amount")


@dataclass(frozen=True)
class RequiredRole:
    """One role that a committee must have.

    Attributes
    ----------
    role : str
        The buying role, any but `other`.
    weight : float
        Its votes in an assumed committee, 0 or more, shared by those who hold it; 0 = needed, without a vote.
    category : str, optional
        Only for deals of this `category`; any where there is none.
    from_amount, below_amount : float, optional
        Only for deals of an `amount` from the one, and below the other, in the deal's own currency.
    """

    role: str
    weight: float = 1.0
    category: str | None = None
    from_amount: float | None = None
    below_amount: float | None = None

    def __post_init__(self) -> None:
        if self.role not in NAMEABLE:
            raise UnknownName("role of a committee template", self.role, NAMEABLE)
        if not (np.isfinite(self.weight) and self.weight >= 0):
            raise InfluenceError(
                say(
                    "weight of {role} in a committee template is {weight}; give 0 or more",
                    role=self.role,
                    weight=self.weight,
                )
            )

    @property
    def where(self) -> tuple[str, float, float]:
        """Which deals it is for: category, from which amount on, and below which."""
        low = -np.inf if self.from_amount is None else self.from_amount
        return plain(self.category or ""), low, np.inf if self.below_amount is None else self.below_amount


FOUR_ROLES = tuple(RequiredRole(role) for role in REQUIRED)
"""The template that comes along: approver, decision maker, evaluator and user, a vote each (rule 003-5; votes ours)."""


def required_roles(given: Any) -> tuple[RequiredRole, ...]:
    """Read the rows of templates, from a table or as they come out of here; InfluenceError where one is wrong."""
    if isinstance(given, Sequence) and given and all(isinstance(each, RequiredRole) for each in given):
        return tuple(given)
    table = as_frame("templates", given)
    for name in table:
        if name not in COLUMNS:
            raise UnknownName("column of committee templates", name, COLUMNS)
    if "role" not in table or not len(table):
        raise InfluenceError(
            say("committee templates need rows with a role; give a table of {columns}", columns=", ".join(COLUMNS))
        )
    rows = [{name: cell for name, cell in row.items() if not pd.isna(cell)} for row in table.to_dict("records")]
    return tuple(_row(number, row) for number, row in enumerate(rows, start=1))


def _row(number: int, row: dict[Any, Any]) -> RequiredRole:
    for name in ("weight", "from_amount", "below_amount"):
        if name in row:
            try:
                row[name] = float(row[name])
            except (TypeError, ValueError):
                told = say(
                    "row {number} of the committee templates: {name} is {row}; give a number",
                    number=number,
                    name=name,
                    row=repr(row[name]),
                )
                raise InfluenceError(told) from None
    try:
        return RequiredRole(**{"role": "", **{str(name): cell for name, cell in row.items()}})
    except InfluenceError as error:
        raise InfluenceError(
            say("row {number} of the committee templates: {error}", number=number, error=error)
        ) from None


@dataclass(frozen=True)
class Chosen:
    """Which template is each deal's: `required` and `weight`, of shape (deals, ROLES); `some` where there is one."""

    required: Flags
    weight: Floats
    some: Flags


def chosen(rules: Iterable[RequiredRole], deals: pd.DataFrame | None, keys: Keys) -> Chosen:
    """The template of each deal: of those that fit the one of its category, then that from the largest amount."""
    size = len(keys.deals)
    category, amount = np.full(size, "", dtype=object), np.full(size, np.nan)
    if deals is not None:
        place = keys.deal["deals"]
        if "category" in deals:
            category[place] = [plain(str(each)) if pd.notna(each) else "" for each in deals["category"]]
        if "amount" in deals:
            amount[place] = deals["amount"].to_numpy(dtype=float, na_value=np.nan)
    found = Chosen(np.zeros((size, len(ROLES)), dtype=bool), np.zeros((size, len(ROLES))), np.zeros(size, dtype=bool))
    groups: dict[tuple[str, float, float], list[RequiredRole]] = {}
    for rule in rules:
        groups.setdefault(rule.where, []).append(rule)
    # The most telling last, so that it stands.
    for (wanted, low, high), group in sorted(groups.items(), key=lambda each: (each[0][0] != "", *each[0][1:])):
        bounded = np.isfinite(low) or np.isfinite(high)
        fits = ((category == wanted) | (wanted == "")) & (((amount >= low) & (amount < high)) | (not bounded))
        found.required[fits], found.weight[fits], found.some[fits] = False, 0.0, True
        for rule in group:
            found.required[fits, ROLES.index(rule.role)] = True
            found.weight[fits, ROLES.index(rule.role)] = rule.weight
    return found


def with_template_seats(
    tables: Mapping[str, pd.DataFrame], keys: Keys, rules: Iterable[RequiredRole]
) -> pd.DataFrame | None:
    """The seats, and behind them those that the templates assume of deals without a vote; None where there are none.

    Whoever holds a required role shares its votes; a role that nobody is known to hold is an empty seat of its votes.
    A column `assumed` marks these rows.
    """
    picked = chosen(rules, tables.get("deals"), keys)
    seats = tables.get("seats", pd.DataFrame({name: [] for name in TABLES["seats"].required}))
    votes = seats["weight"].fillna(1.0) if "weight" in seats else pd.Series(1.0, seats.index)
    voting = keys.deal["seats"][(votes > 0).to_numpy(dtype=bool)] if len(seats) else np.empty(0, dtype=np.int64)
    open_to_it = picked.some & ~np.isin(np.arange(len(keys.deals)), voting)
    deal, role = np.nonzero(picked.weight * open_to_it[:, None] > 0)
    if not len(deal):
        return None
    wanted = pd.DataFrame({"deal": keys.deals.take(deal), "role": np.array(ROLES, dtype=object)[role]})
    wanted["weight"] = picked.weight[deal, role]
    held = seats.dropna(subset="person")[["deal", "role", "person"]] if "person" in seats else None
    rows = (
        wanted.assign(person=None) if held is None else wanted.merge(held.drop_duplicates(), "left", ["deal", "role"])
    )
    rows["weight"] /= rows.groupby(["deal", "role"])["role"].transform("size")
    rows["assumed"] = True
    return pd.concat([seats, rows], ignore_index=True) if len(seats) else rows
