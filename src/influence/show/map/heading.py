"""The line at the top of the map: whose deal it is, what is known of it, and the verdict."""

from __future__ import annotations

from typing import Any

from influence.analysis.diagnose import diagnose
from influence.show.deal_facts import ended, recorded
from influence.show.deal_view import DealView
from influence.show.report.red_flags import VERDICTS
from influence.tables.language import say
from influence.tables.phrases import counted


def heading(view: DealView) -> dict[str, Any]:
    """The account in front, the facts of the deal behind it; what is not recorded is left out."""
    account, name = view.facts.get("account"), view.facts.get("name")
    verdict, outcome = view.row(diagnose)["verdict"], view.facts.get("outcome")
    return {
        "account": str(account or view.title),
        "about": [str(name)] * bool(account and name) + recorded(view.facts),
        "verdict": ended(outcome) if outcome else say(VERDICTS[verdict]),
        "verdict_kind": "closed" if outcome else verdict.replace(" ", "-"),
        "flags": _flags(view),
    }


def _flags(view: DealView) -> str:
    found = view.row(diagnose)["red_flags"]
    return counted(found, "red flag", "red flags") if found else ""
