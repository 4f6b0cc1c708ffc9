"""Which questions can we answer, and which table says so?"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from influence.analysis.finding import Finding, arrays_of, frame, per_deal
from influence.graph.arrays import Arrays
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.known_answers import ANSWERED, GUESSED, OPEN, known_answers
from influence.tables.checklist import CHECKLIST, QUESTIONS
from influence.tables.language import say
from influence.tables.schema import TABLES

STATES = ("open", "guess", "answered")


def checklist(graph: StakeholderGraph) -> Finding:
    """Which questions can we answer, and which table says so?

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.

    Returns
    -------
    Finding
        `by_deal`: `answered`, `guesses` and `open` (0 to 19 questions of the checklist; the three add up to 19).
        `detail`, a row per deal and question of docs/tables.md, in that order: `state` (`answered`; `guess`: by
        evidence of grade 4, or by our own team where only the customer can know; `open`), `table` (which table says
        so; unknown where it is open), `asks` (the question in words) and `code` (its number in docs/rules.md). The
        last rows, of questions beyond the checklist, are counted nowhere.

    Notes
    -----
    The best answer counts, of equally good ones that in `facts`. Otherwise these answer: encounters and contacts of
    ours with a day `first_contact`, with a person `spoke_with`; a rival's encounters, contacts and stances `rivals`;
    our encounters' topic `topics`, their reception `reaction`, a demo `presented`, a proposal `proposal`; the holder of
    an approver's seat `final_say`, of any seat `decision_power` where we have contacted somebody; an open promise with
    a due day `next_step`; of the deal, product_strength `fit`, close_date `decision_time`, amount or budget_approved
    `budget`, budget_approved with reason_to_act `real`; and of everybody with a vote, appetite `cooperation`,
    personal_win `personal_wins`, support `friend_or_rival`. What hangs on evidence of grade 4 is a guess.
    `pain` is answered only by a fact whose source is a person of the deal.
    docs/model.md, section 12. Rules 000-29, 001-11, 001-15, 001-16, 001-19, 001-22, 002-7.

    Examples
    --------
    >>> import influence
    >>> found = influence.checklist(influence.datasets.load("cooked_duck"))
    >>> found.detail.loc["equipment", ["state", "table"]].loc[["real", "spoke_with", "rivals", "decision_time"]]
                      state     table
    question
    real               open      None
    spoke_with     answered     facts
    rivals         answered  interactions
    decision_time     guess     facts
    """
    arrays = arrays_of(graph)
    state = known_answers(arrays).state[:, : len(CHECKLIST)]
    counted = {"answered": ANSWERED, "guesses": GUESSED, "open": OPEN}
    numbers = {name: (state == each).sum(axis=1) for name, each in counted.items()}
    title = say("Which questions can we answer, and which table says so?")
    return Finding(title, per_deal(graph.keys, numbers), lambda: _detail(arrays), graph)


def _detail(arrays: Arrays) -> pd.DataFrame:
    known, deals = known_answers(arrays), arrays.n_deals
    index = pd.MultiIndex.from_product(
        [arrays.keys.deals, [each.name for each in QUESTIONS]], names=["deal", "question"]
    )
    columns = {
        "state": _texts(STATES)[known.state.ravel()],
        # Behind the last table stands nothing: -1 finds it.
        "table": _texts((*TABLES, None))[known.table.ravel()],
        "asks": np.tile(_texts([each.asks for each in QUESTIONS]), deals),
        "code": np.tile(_texts([each.rule for each in QUESTIONS]), deals),
    }
    return frame(columns, index)


def _texts(words: Any) -> Any:
    return np.array(words, dtype=object)
