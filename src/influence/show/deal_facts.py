"""What every page says of a deal itself: what is recorded of it, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from influence.tables.language import say

ENDED = {"won": "Won", "lost": "Lost"}


def recorded(facts: Mapping[str, Any]) -> list[str]:
    """The facts of a deal, each in a few words: stage, amount, the day it closes, and the day the tables describe."""
    said = [
        *([str(facts["stage"])] if pd.notna(facts.get("stage")) else []),
        *([_money(facts["amount"], facts.get("currency"))] if pd.notna(facts.get("amount")) else []),
        *([say("closes {day}", day=_day(facts["close_date"]))] if pd.notna(facts.get("close_date")) else []),
    ]
    as_of = facts.get("as_of")
    return [*said, say("as of {day}", day=_day(as_of)) if pd.notna(as_of) else say("day of the tables unknown")]


def ended(outcome: str) -> str:
    """How a deal ended, in a word."""
    return say(ENDED[outcome])


def _money(amount: float, currency: object) -> str:
    return f"{amount:,.0f} {currency}" if pd.notna(currency) else f"{amount:,.0f}"


def _day(value: object) -> str:
    return str(value)[:10]
