"""The line at the top of the map: whose deal it is, what is known of it, and the verdict."""

from __future__ import annotations

from typing import Any

from influence.analysis.diagnose import diagnose
from influence.show.deal_view import DealView
from influence.show.report.red_flags import VERDICTS
from influence.tables.language import say
from influence.tables.phrases import counted

ENDED = {"won": "Won", "lost": "Lost"}


def heading(view: DealView) -> dict[str, Any]:
    """The account in front, the facts of the deal behind it; what is not recorded is left out."""
    account, name = view.facts.get("account"), view.facts.get("name")
    verdict, outcome = view.row(diagnose)["verdict"], view.facts.get("outcome")
    return {
        "account": str(account or view.title),
        "about": [str(name)] * bool(account and name) + _facts(view.facts),
        "verdict": say(ENDED[outcome] if outcome else VERDICTS[verdict]),
        "verdict_kind": "closed" if outcome else verdict.replace(" ", "-"),
        "flags": _flags(view),
    }


def _facts(facts: dict[str, Any]) -> list[str]:
    amount, currency = facts.get("amount"), facts.get("currency")
    money = [f"{amount:,.0f} {currency or ''}".strip()] if amount is not None else []
    stage = [str(facts["stage"])] if facts.get("stage") else []
    closes = [say("closes {day}", day=_day(facts["close_date"]))] if facts.get("close_date") else []
    as_of = [say("as of {day}", day=_day(facts["as_of"]))] if facts.get("as_of") else []
    return [*money, *stage, *closes, *as_of]


def _day(value: Any) -> str:
    return str(value)[:10]


def _flags(view: DealView) -> str:
    found = view.row(diagnose)["red_flags"]
    return counted(found, "red flag", "red flags") if found else ""
