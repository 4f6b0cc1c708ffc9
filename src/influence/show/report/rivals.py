"""What each rival covers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from influence.analysis.rivals import rivals
from influence.show.deal_view import DealView
from influence.show.report.section import Section, Table
from influence.show.told import in_a_row, together
from influence.show.wording import UNKNOWN, days, named, percent, rival_named
from influence.tables.language import say, say_all
from influence.tables.phrases import counted

HEAD = ("Rival", "Votes covered", "Compared with us", "Exclusive contacts", "Shared contacts", "Last touch")
NOTE = (
    "Exclusive contacts: people whom only the rival covers. Shared contacts: people whom both cover. Last touch: days "
    "before the day the tables describe."
)


def section(view: DealView) -> Section:
    """The rivals, with whom each covers."""
    return Section(say("Rivals"), [_said(view)], [_table(view)])


def _table(view: DealView) -> Table:
    return Table(say_all(HEAD), [_rival(view, row) for row in view.rows(rivals)], note=say(NOTE))


def _rival(view: DealView, row: Mapping[str, Any]) -> list[str]:
    return [
        str(row["rival"]),
        percent(row["coverage"]),
        _against_us(row["coverage_gap"]) if view.has_contacts else say(UNKNOWN),
        *(in_a_row(named(view, row[name])) if row[name] else say("none known") for name in ("only_theirs", "shared")),
        days(row["last_touch_days"]),
    ]


def _said(view: DealView) -> str:
    """The strongest rival against us."""
    numbers = view.row(rivals)
    if numbers["rivals"] is None:
        return say("No rival is recorded, so who competes with us is unknown.")
    if not numbers["rivals"]:
        return say("We were told that there is no rival.")
    recorded = say("{rivals} recorded.", rivals=counted(numbers["rivals"], "rival is", "rivals are"))
    if numbers["strongest"] is None:
        return together([recorded, say("Nobody is known to decide, so which is strongest is unknown.")])
    rival = rival_named(numbers["strongest"])
    if not view.has_contacts:
        strongest = "The strongest is {rival}. No contact of ours is recorded, so how we compare is unknown."
        return together([recorded, say(strongest, rival=rival)])
    compared = _against_us(numbers["coverage_gap"])
    return together([recorded, say("The strongest is {rival}: {compared}.", rival=rival, compared=compared)])


def _against_us(ours_less_theirs: float | None) -> str:
    """A rival's share of the votes against ours."""
    if ours_less_theirs is None:
        return say(UNKNOWN)
    if ours_less_theirs == 0:
        return say("level with us")
    votes = percent(abs(ours_less_theirs))
    if ours_less_theirs > 0:
        return say("behind us by {votes} of the votes", votes=votes)
    return say("ahead of us by {votes} of the votes", votes=votes)
