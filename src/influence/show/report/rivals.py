"""What each rival covers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from influence.analysis.rivals import rivals
from influence.show.deal_view import DealView
from influence.show.report.section import Section, Table
from influence.show.told import in_a_row
from influence.show.wording import UNKNOWN, days, named, percent, rival_named
from influence.tables.phrases import counted

HEAD = ("Rival", "Votes covered", "Compared with us", "Exclusive contacts", "Shared contacts", "Last touch")
NOTE = (
    "Exclusive contacts: people whom only the rival covers. Shared contacts: people whom both cover. Last touch: days "
    "before the day the tables describe."
)


def section(view: DealView) -> Section:
    """The rivals, with whom each covers."""
    return Section("Rivals", [_said(view)], [Table(HEAD, [_rival(view, row) for row in view.rows(rivals)], note=NOTE)])


def _rival(view: DealView, row: Mapping[str, Any]) -> list[str]:
    return [
        str(row["rival"]),
        percent(row["coverage"]),
        _against_us(row["coverage_gap"]) if view.has_contacts else UNKNOWN,
        *(in_a_row(named(view, row[name])) if row[name] else "none known" for name in ("only_theirs", "shared")),
        days(row["last_touch_days"]),
    ]


def _said(view: DealView) -> str:
    """The strongest rival against us."""
    numbers = view.row(rivals)
    if numbers["rivals"] is None:
        return "No rival is recorded, so who competes with us is unknown."
    if not numbers["rivals"]:
        return "We were told that there is no rival."
    recorded = f"{counted(numbers['rivals'], 'rival is', 'rivals are')} recorded."
    if numbers["strongest"] is None:
        return f"{recorded} Nobody is known to decide, so which is strongest is unknown."
    strongest = f"{recorded} The strongest is {rival_named(numbers['strongest'])}"
    if not view.has_contacts:
        return f"{strongest}. No contact of ours is recorded, so how we compare is unknown."
    return f"{strongest}: {_against_us(numbers['coverage_gap'])}."


def _against_us(ours_less_theirs: float | None) -> str:
    """A rival's share of the votes against ours."""
    if ours_less_theirs is None:
        return UNKNOWN
    if ours_less_theirs == 0:
        return "level with us"
    votes = f"{percent(abs(ours_less_theirs))} of the votes"
    return f"behind us by {votes}" if ours_less_theirs > 0 else f"ahead of us by {votes}"
