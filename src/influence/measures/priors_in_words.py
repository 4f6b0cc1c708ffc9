"""What another deal says of somebody, in words: whether it still holds is to be asked, for it is no fact here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from influence.tables.language import say
from influence.tables.phrases import counted

Priors = Mapping[tuple[Any, Any], str]


def may_hold(told: pd.DataFrame | None, people: pd.DataFrame, names: Any) -> Priors:
    """A sentence for each deal and what is unknown there: a person's support, or who has a role.

    Of several people who had a role elsewhere the one of whom that is known latest, then the first by id.
    """
    if told is None or not len(told):
        return {}
    called = dict(zip(zip(people["deal"], people["person"], strict=True), names, strict=True))
    rows = told[~told["known_here"].astype(bool)].sort_values("age", kind="stable", na_position="last")
    found: dict[tuple[Any, Any], str] = {}
    for row in rows.itertuples():
        key = (row.deal, row.person)
        if row.what == "support" and key in called:
            found.setdefault(key, _support(row))
        elif row.what == "role" and key in called:
            found.setdefault((row.deal, row.role), _role(row, str(called[key])))
    return found


def _support(row: Any) -> str:
    value = f"{row.value:+.2f}".replace("-", "−")
    return say("Deal {deal} says {value} ({when}); ask whether it still holds.",
               deal=row.from_deal, value=value, when=_when(row.age))  # fmt: skip


def _role(row: Any, name: str) -> str:
    return say("{name} had this role in deal {deal} ({when}); ask whether it still holds.",
               name=name, deal=row.from_deal, when=_when(row.age))  # fmt: skip


def _when(age: float) -> str:
    if pd.isna(age):
        return say("nobody knows when")
    return say("{days} before", days=counted(age, "day", "days"))
