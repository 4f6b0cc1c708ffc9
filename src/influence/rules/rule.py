"""What a rule is: whom it is about, what shows it, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import numpy as np

from influence.array_types import Flags, Ints
from influence.graph.grouping import joined
from influence.rules.indicators import Indicators
from influence.rules.sentences import filled, names_in
from influence.tables.language import say
from influence.tables.phrases import capital, sentence, stopped

FATAL, SERIOUS, WATCH, GO_ON = SEVERITIES = ("fatal", "serious", "watch", "go on")
"""From the most severe down; the last is no warning, but the way ahead."""


@dataclass(frozen=True)
class Rule:
    """A rule of docs/rules.md.

    Attributes
    ----------
    code : str
        Its number in docs/rules.md.
    severity : {"fatal", "serious", "watch", "go on"}
        How severe it is; ours.
    evidence : str
        What shows it: a sentence in which `{who}` and names of attributes of `Indicators` are filled in with the
        deal's own.
    action : str
        What to do.
    people : callable, optional
        Whom it is about, a flag per person; it fires where it is about anybody.
    deals : callable, optional
        In which deals it fires, a flag per deal; where both are given, both must hold.
    member : bool
        Whether it is about the team member who has every contact.
    ours_only : bool
        Whether it needs what only our side knows: how people stand to us.
    """

    code: str
    severity: str
    evidence: str
    action: str
    people: Callable[[Indicators], Flags] | None = None
    deals: Callable[[Indicators], Flags] | None = None
    member: bool = False
    ours_only: bool = False

    def about(self, seen: Indicators) -> Flags:
        """Whom the rule is about in the deals in which it fires, a flag per person."""
        if self.people is None:
            return np.zeros(len(seen.deal), dtype=bool)
        people = self.people(seen)
        return people if self.deals is None else people & self.deals(seen)[seen.deal]

    def fires(self, seen: Indicators) -> Flags:
        """In which deals the rule fires, a flag per deal."""
        if self.ours_only and not seen.ours:
            return np.zeros(seen.arrays.n_deals, dtype=bool)
        if self.people is None and self.deals is not None:
            return self.deals(seen)
        return seen.somewhere(self.about(seen))

    def who(self, seen: Indicators, deals: Ints, names: Any) -> Any:
        """Whom it is about in each of these deals, by these names, joined by commas; None where it is nobody."""
        if self.member:
            return seen.lone_member.astype(object)[deals]
        about = np.flatnonzero(self.about(seen))
        found = joined(names[about], seen.deal[about], seen.arrays.n_deals)[deals]
        return np.where(found == "", None, found)

    def said(self, seen: Indicators, deals: Ints) -> list[str]:
        """The evidence in each of these deals, as a sentence."""
        values = {name: self._values(name, seen, deals) for name in names_in(self.evidence)}
        # The capital is the template's, for the case of a name or an id may tell people apart.
        begun = capital(say(self.evidence))
        return [stopped(filled(begun, lambda name, row=row: values[name][row])) for row in range(len(deals))]  # type: ignore[misc]

    def _values(self, name: str, seen: Indicators, deals: Ints) -> Any:
        if name == "who":
            return self.who(seen, deals, seen.arrays.person_names)
        value = attrgetter(name)(seen)
        return [value] * len(deals) if np.ndim(value) == 0 else np.asarray(value)[deals]


def fired(rules: Sequence[Rule], seen: Indicators, fires: Flags) -> tuple[Ints, dict[str, Any]]:
    """A row for each rule in each deal in which it fires, by deal and in the order of the rules: deal and columns."""
    deal, place = np.nonzero(fires.T)
    who, evidence = np.full((2, len(deal)), None, dtype=object)
    for number in np.unique(place):
        rows, rule = np.flatnonzero(place == number), rules[number]
        who[rows] = rule.who(seen, deal[rows], seen.arrays.person_texts)
        evidence[rows] = rule.said(seen, deal[rows])
    words = np.array([(each.code, each.severity, sentence(say(each.action))) for each in rules], dtype=object)[place]
    columns = {"code": words[:, 0], "severity": words[:, 1], "who": who, "evidence": evidence, "action": words[:, 2]}
    return deal, columns
