"""Our position, and what follows from it."""

from __future__ import annotations

from typing import Any

from influence.analysis.position import position
from influence.show.deal_view import DealView
from influence.show.report.next_steps import step_of, with_steps
from influence.show.report.section import Section
from influence.show.told import in_a_row
from influence.show.wording import SEVERITIES, named
from influence.tables.phrases import sentence

HEAD = ("Severity", "Who", "Evidence", "Step")
LEVELS = {"high": "at the top", "middle": "in the middle of the organisation", "low": "low in the organisation"}
FAVOURABLE = {
    True: "Our position is favourable: keep it.",
    False: "Our position is not favourable yet.",
    None: "Whether our position is favourable is unknown.",
}


def section(view: DealView) -> Section:
    """Our main supporter, whether our position is favourable, and what to do, most severe first."""
    rows = sorted(view.rows(position), key=lambda row: list(SEVERITIES).index(row["severity"]))
    told = [
        [SEVERITIES[row["severity"]], in_a_row(named(view, row["who"])), sentence(row["evidence"]), _step(view, row)]
        for row in rows
    ]
    return Section("Our position", [_position(view)], [with_steps(HEAD, told)])


def _step(view: DealView, row: dict[str, Any]) -> str:
    return step_of(view, "advice", row["code"], row["who"])


def _position(view: DealView) -> str:
    numbers = view.row(position)
    if numbers["position"] is None:
        return "Our position is unknown: nobody's support is known, or no contact of ours is recorded."
    favourable = FAVOURABLE[numbers["favourable"]]
    if numbers["main_supporter"] is None:
        return f"Nobody we are in contact with is known to support us. {favourable}"
    main = f"Our main supporter is {view.labels[numbers['main_supporter']]}, {LEVELS[numbers['position']]}."
    known = f"Known supporters in contact with us: {numbers['supporters']}; allies among them: {numbers['allies']}."
    return f"{main} {known} {favourable}"
