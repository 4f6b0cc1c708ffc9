"""Our position, and what follows from it."""

from __future__ import annotations

from typing import Any

from influence.analysis.position import position
from influence.show.deal_view import DealView
from influence.show.report.facts import Facts
from influence.show.report.next_steps import step_of, with_steps
from influence.show.report.section import Section
from influence.show.told import in_a_row, together, told
from influence.show.wording import SEVERITIES, named, severity_of
from influence.tables.language import say, say_all
from influence.tables.phrases import sentence

HEAD = ("Severity", "Who", "Evidence", "Step")
MAIN_SUPPORTER = {
    "high": "Our main supporter is {name}, at the top.",
    "middle": "Our main supporter is {name}, in the middle of the organisation.",
    "low": "Our main supporter is {name}, low in the organisation.",
}
FAVOURABLE = {
    True: "Our position is favourable.",
    False: "Our position is not favourable yet.",
    None: "Whether our position is favourable is unknown.",
}


def section(view: DealView) -> Section:
    """Our main supporter, whether our position is favourable, and what to do, most severe first."""
    found = sorted(view.rows(position), key=lambda row: list(SEVERITIES).index(row["severity"]))
    rows = [
        [
            severity_of(row),
            in_a_row(named(view, row["who"])),
            sentence(row["evidence"]),
            _step(view, row),
        ]
        for row in found
    ]
    return Section(say("Our position"), [_position(view)], [with_steps(say_all(HEAD), rows)])


def _step(view: DealView, row: dict[str, Any]) -> str:
    return step_of(view, "advice", row["code"], row["who"])


def _position(view: DealView) -> str:
    numbers = view.row(position)
    if numbers["position"] is None:
        return say("Our position is unknown: nobody's support is known, or no contact of ours is recorded.")
    favourable = say(FAVOURABLE[numbers["favourable"]])
    if numbers["favourable"] and not view.once(Facts).closed:
        favourable = say("Our position is favourable: keep it.")
    if numbers["main_supporter"] is None:
        return together([say("Nobody we are in contact with is known to support us."), favourable])
    main = told(MAIN_SUPPORTER[numbers["position"]], name=view.labels[numbers["main_supporter"]])
    known = say(
        "Known supporters in contact with us: {supporters}; allies among them: {allies}.",
        supporters=numbers["supporters"], allies=numbers["allies"],
    )  # fmt: skip
    return together([main, known, favourable])
