"""What would change the verdict: the end of the flags that carry it, in a few words each."""

from __future__ import annotations

from influence.analysis.diagnose import diagnose
from influence.show.deal_view import DealView
from influence.show.report.facts import Facts
from influence.show.told import Told, in_a_row, told
from influence.tables.language import say

# What ends a serious or fatal flag, by its rule.
ENDS = {
    "000-27": "somebody inside who helps us",
    "001-1": "other people deciding",
    "001-15": "a wish for change where the votes are",
    "001-18": "a need settled before the next proposal",
    "001-20": "a gain of their own for those who are for us",
    "002-12": "a contact with a decider now",
    "002-13": "a forecast that the map supports",
    "002-14": "a contact with the deciders who met a rival together",
    "002-15": "more deciders for us",
    "002-2": "a contact in the decision layer",
    "002-20": "a contact with every decider before they meet",
    "002-23": "contacts with most of the votes",
    "002-24A": "the true decision process",
    "002-24B": "a contact with the approver",
    "002-24C": "contacts with more of the deciders",
    "002-24D": "introductions by the supporters we have",
    "002-24E": "coverage as wide as the rival's",
    "002-24F": "a second source",
    "003-33": "promises to the approver kept",
    "003-36": "a supporter in another layer or department",
    "003-41": "a supporter above the evaluators",
    "003-42": "peace between our allies",
    "003-49": "our word made good",
    "004-5": "one view of it in our team",
    "004-7": "one version of the terms",
}
EVIDENCE = {
    "committee": "the seats of the committee",
    "contacts": "a contact of ours",
    "support": "the support of people with half of the leverage",
    "checklist": "an answer to a standard question",
}
CARRIED_BY = {"stop": "fatal", "pause": "serious"}


def would_change(view: DealView, facts: Facts) -> Told:
    """What would change the verdict."""
    needed = [say(EVIDENCE[name]) for name in facts.missing]
    if facts.verdict == "go":
        return told("Would change the verdict: any serious red flag.")
    if facts.verdict == "too early":
        return told("Would change the verdict: {needed}.", needed=in_a_row(needed))
    severity = CARRIED_BY[facts.verdict]
    codes = [row["code"] for row in view.rows(diagnose) if row["severity"] == severity]
    ends = in_a_row(list(dict.fromkeys(say(ENDS[code]) for code in codes)))
    if not needed:
        return told("Would change the verdict: {ends}.", ends=ends)
    return told("Would change the verdict: {ends}. To go on we also need {needed}.", ends=ends, needed=in_a_row(needed))
