"""A deal as the claims are checked against it, and the numbers as pages write them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pandas as pd

import influence
from influence.show.deal_view import DealView
from influence.show.wording import number
from influence.tables.phrases import percent
from tests.show.pages import shown_support

Claim = Callable[["Deal", Any], bool]
SHARE = r"(?:under |over )?\d+%"
NUMBER = r"(?:almost 0|[+−]?[\d.,]*\d)"
BETWEEN = re.compile(r", | and ")


class Deal:
    """A deal and what the analyses say of it."""

    def __init__(self, view: DealView) -> None:
        self.view, self.graph = view, view.graph
        self.names = [str(name) for name in view.arrays.person_names]
        self.label = dict(zip(self.graph.people["person"], self.names, strict=True))
        self._rows: dict[Any, pd.DataFrame] = {}

    def number(self, analysis: Any, name: str) -> Any:
        """A number of the deal's own, None where it is unknown."""
        value = self.view.found(analysis).by_deal[name].iloc[0]
        return None if pd.isna(value) else value

    def rows(self, analysis: Any) -> pd.DataFrame:
        """The rows behind an analysis."""
        if analysis not in self._rows:
            self._rows[analysis] = self.view.found(analysis).detail.reset_index()
        return self._rows[analysis]

    def of(self, analysis: Any, column: str, name: str) -> list[Any]:
        """What an analysis says of everybody of this name."""
        rows = self.rows(analysis)
        return [value for value, each in zip(rows[column], rows["person"].map(self.label), strict=True) if each == name]

    def named(self, ids: Any) -> set[str]:
        """The names of these ids; a member of ours goes by their own."""
        return {self.label.get(each, str(each)) for each in ids}

    def contacts(self, ours: bool) -> pd.DataFrame:
        """The contacts of ours, or those of all rivals."""
        rows = self.graph.contacts
        return rows[(rows["side"] == "us") == ours] if "side" in rows else rows.iloc[:0]

    @property
    def closed(self) -> bool:
        outcome = self.graph.deals.get("outcome")
        return outcome is not None and bool(outcome.notna().any())


def names_in(told: str) -> set[str]:
    """The names of a list in words."""
    return set(BETWEEN.split(told))


def count_in(told: str) -> int:
    """The number that a text begins with; "no" is none."""
    return int(told.split()[0].replace(",", ""))


def says(analysis: Any, column: str, group: str, shown: Callable[[Any], str] = percent) -> Claim:
    """That a number of the deal is the one that the sentence tells."""
    return lambda deal, found: found[group] == shown(deal.number(analysis, column))


def counts(analysis: Any, column: str, group: str) -> Claim:
    """That a count of the deal is the one that the sentence begins with."""
    return lambda deal, found: count_in(found[group]) == deal.number(analysis, column)


def unknown(analysis: Any, column: str) -> Claim:
    """That a number of the deal is unknown."""
    return lambda deal, found: deal.number(analysis, column) is None


def always(deal: Deal, found: Any) -> bool:
    """A sentence that claims nothing of this deal: how something is defined or counted."""
    return True


def no_contact(deal: Deal, found: Any) -> bool:
    return deal.contacts(True).empty


def nobody_decides(deal: Deal, found: Any) -> bool:
    weights = deal.rows(influence.coverage)["weight"]
    return not (weights > 0).any() and not empty_seats(deal)


def empty_seats(deal: Deal) -> int:
    """Seats with votes, in the stage that decides, which nobody known holds."""
    arrays = deal.view.arrays
    return int(((arrays.seat_weight > 0) & (arrays.seat_person < 0)).sum())


def nothing_known(deal: Deal, found: Any) -> bool:
    return not deal.number(influence.support, "certainty")


TENSES = re.compile(r"<([^<>|]*)\|([^<>|]*)>")


def in_both_tenses(claims: dict[str, list[Claim]]) -> dict[str, list[Claim]]:
    """Each claim as it reads while a deal is open, and once it is closed: "<is|was>"."""
    now = {TENSES.sub(r"\1", told): [*checks, _open] for told, checks in claims.items()}
    return now | {TENSES.sub(r"\2", told): [*checks, _closed] for told, checks in claims.items()}


def _open(deal: Deal, found: Any) -> bool:
    return not deal.closed


def _closed(deal: Deal, found: Any) -> bool:
    return deal.closed


__all__ = [
    "BETWEEN",
    "NUMBER",
    "SHARE",
    "Claim",
    "Deal",
    "always",
    "count_in",
    "counts",
    "empty_seats",
    "in_both_tenses",
    "names_in",
    "no_contact",
    "nobody_decides",
    "nothing_known",
    "number",
    "percent",
    "says",
    "shown_support",
    "unknown",
]  # fmt: skip
