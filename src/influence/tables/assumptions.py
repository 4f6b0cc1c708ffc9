"""Every default that no source gives, in one object that a caller may replace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any

from influence.errors import InfluenceError
from influence.tables.committee_templates import required_roles
from influence.tables.language import say
from influence.tables.ranges import require
from influence.tables.schema import LAYERS, REASONS


@dataclass(frozen=True)
class RelationshipKind:
    """What a relationship of one kind carries, in the direction in which it is written.

    Attributes
    ----------
    target_sways_source, source_sways_target : float
        How much one listens to the other, -1 to 1; negative where the one is moved away from the other.
    source_introduces_target, target_introduces_source : float
        The chance, 0 to 1, that the one introduces us to the other when fully willing.
    both_ways : bool
        Whether the relationship reads the same in both directions.
    binds : bool
        Whether the relationship holds the organisation together; a conflict does not.
    """

    target_sways_source: float
    source_sways_target: float
    source_introduces_target: float
    target_introduces_source: float
    both_ways: bool = False
    binds: bool = True

    def __post_init__(self) -> None:
        for name in ("target_sways_source", "source_sways_target"):
            require(name, getattr(self, name), -1, 1)
        for name in ("source_introduces_target", "target_introduces_source"):
            require(name, getattr(self, name), 0, 1)


RELATIONSHIP_KINDS: Mapping[str, RelationshipKind] = MappingProxyType(
    {
        "reports_to": RelationshipKind(1.0, 0.3, 0.5, 0.8),
        "dotted_line_to": RelationshipKind(0.5, 0.15, 0.4, 0.6),
        "influences": RelationshipKind(0.0, 1.0, 0.8, 0.4),
        "seeks_advice_from": RelationshipKind(1.0, 0.0, 0.6, 0.6),
        "trusts": RelationshipKind(1.0, 0.0, 0.6, 0.8),
        "works_with": RelationshipKind(0.5, 0.5, 0.6, 0.6, both_ways=True),
        "knows": RelationshipKind(0.0, 0.0, 0.5, 0.5, both_ways=True),
        "conflicts_with": RelationshipKind(-0.5, -0.5, 0.0, 0.0, both_ways=True, binds=False),
    }
)
"""The kinds of relationship and what they carry (docs/model.md section 1; the numbers are ours)."""

OPENNESS_CEILINGS: Mapping[str, float] = MappingProxyType(
    {"interest": 1.0, "habit": 0.7, "career_risk": 0.6, "conviction": 0.5, "loyalty": 0.3, "faction": 0.2}
)
"""How far each reason lets a person be moved at most: an interest wholly, a faction hardly (rule 003-10; ours)."""


def _layers(decision: float, management: float, operations: float) -> Mapping[str, float]:
    return MappingProxyType(dict(zip(LAYERS, (decision, management, operations), strict=True)))


EVIDENCE_WEIGHTS: Mapping[int, float] = MappingProxyType({1: 0.9, 2: 0.6, 3: 0.35, 4: 0.15})
"""Trust by evidence grade: behaviour that cost something, cheap behaviour, a statement, a title (ours)."""


@dataclass(frozen=True)
class Assumptions:
    """What the model assumes where no source gives a number; pass another to `StakeholderGraph`, or use `assuming`.

    Every value is ours: a documented default, not a finding.

    Attributes
    ----------
    relationship_kinds : mapping of str to RelationshipKind
        The accepted kinds of relationship and what each carries.
    contacted_depth : float
        A person counts as contacted from this depth of contact on, 0 to 1.
    path_threshold : float
        An introduction counts as a path from this chance on, 0 to 1.
    unknown_influence, unknown_participation, unknown_openness, unknown_appetite : float
        What stands in for a measure nobody knows, 0 to 1, where the model needs a number. Unknown support is not
        replaced: it becomes an interval; only the vote expects something of it (`shrinkage`).
    unknown_attrition : float
        The chance, 0 to 1, that a person leaves within a year where nobody knows it.
    openness_ceilings : mapping of str to float
        The largest openness, 0 to 1, of whoever stands where they stand for each reason (rule 003-10); where no reason
        is known there is no ceiling.
    months_ahead : float
        How many months ahead people may leave where nobody knows when the deal closes, 0 to 1000.
    most_open : float
        The largest openness used, below 1, so that everybody keeps something of their own mind.
    spread : float
        How much of their attention people give to everybody with a part in the deal alike where some of them have no
        recorded relationship that sways them, 0 to 1000: 1 means as much as the share of those people, of what the
        others listen on average; 0 means that only those people do.
    shrinkage : float
        How many people of even support stand beside those whose support is known when the vote expects that of the
        others, 0 to 1000.
    vote_correlation : float
        How far the votes of one committee hang together in `approval_correlated`, 0 (not at all) to below 1.
    cold_access, cold_access_matched : mapping of str to float
        The chance of getting to a person of each layer with no introduction; matched where one of our members stands
        in the same layer (head to head).
    top_down_access : float
        `top_down` is open from this product of an access path on.
    bottom_up_strength : float
        `bottom_up` is open from this product strength or value lead on.
    evidence_weights : mapping of int to float
        How far a reading of each evidence grade, 1 to 4, is trusted, 0 to 1.
    unknown_evidence : float
        The same for a reading that nobody graded: that of a statement.
    templates : table or sequence of RequiredRole, optional
        Which roles a committee must have and how many votes each has, by what is bought and for how much: a table of
        `role`, `weight`, `category`, `from_amount`, `below_amount`, or `influence.FOUR_ROLES`. They decide what
        `roles_filled` and gaps ask for, and who votes where no seat with a vote is recorded.

    Examples
    --------
    >>> import influence
    >>> influence.Assumptions(contacted_depth=0.5).contacted_depth
    0.5
    """

    relationship_kinds: Mapping[str, RelationshipKind] = field(default_factory=lambda: RELATIONSHIP_KINDS)
    contacted_depth: float = 0.25
    path_threshold: float = 0.1
    unknown_influence: float = 0.5
    unknown_participation: float = 0.5
    unknown_openness: float = 0.5
    unknown_appetite: float = 0.5
    unknown_attrition: float = 0.25
    openness_ceilings: Mapping[str, float] = field(default_factory=lambda: OPENNESS_CEILINGS)
    months_ahead: float = 6.0
    most_open: float = 0.99
    spread: float = 1.0
    shrinkage: float = 2.0
    vote_correlation: float = 0.5
    cold_access: Mapping[str, float] = field(default_factory=lambda: _layers(0.05, 0.2, 0.5))
    cold_access_matched: Mapping[str, float] = field(default_factory=lambda: _layers(0.3, 0.5, 0.7))
    top_down_access: float = 0.25
    bottom_up_strength: float = 0.7
    evidence_weights: Mapping[int, float] = field(default_factory=lambda: EVIDENCE_WEIGHTS)
    unknown_evidence: float = 0.35
    templates: Any = None

    def __post_init__(self) -> None:
        for each in fields(self):
            if each.name not in (*_MAPPINGS, "templates"):
                require(each.name, getattr(self, each.name), 0, 1000 if each.name in _COUNTS else 1)
        if self.templates is not None:
            object.__setattr__(self, "templates", required_roles(self.templates))
        if self.vote_correlation >= 1:
            raise InfluenceError(
                say("vote_correlation is 1; give a number below 1, for all votes to be one is no vote")
            )
        if self.most_open >= 1:
            raise InfluenceError(say("most_open is 1; give a number below 1, or support may never settle"))
        for name, keys in _MAPPINGS.items():
            self._freeze(name)
            if keys:
                self._require_numbers(name, keys)
        for name, kind in self.relationship_kinds.items():
            if not isinstance(kind, RelationshipKind):
                raise InfluenceError(f"relationship_kinds[{name!r}] is {kind!r}; give a RelationshipKind")

    def _freeze(self, name: str) -> None:
        """Keep a mapping as it is now, whatever the caller does to theirs later."""
        given = getattr(self, name)
        if not isinstance(given, Mapping):
            raise InfluenceError(say("{name} is {given}; give a dict", name=name, given=repr(given)))
        object.__setattr__(self, name, MappingProxyType(dict(given)))

    def _require_numbers(self, name: str, keys: tuple[Any, ...]) -> None:
        given = getattr(self, name)
        if set(given) != set(keys):
            raise InfluenceError(
                say(
                    "{name} has {given}; give a number for each of {keys}",
                    name=name,
                    given=list(given),
                    keys=", ".join(map(str, keys)),
                )
            )
        for key, number in given.items():
            require(f"{name}[{key!r}]", number, 0, 1)

    def __reduce__(self) -> tuple[Any, ...]:
        values = [getattr(self, each.name) for each in fields(self)]
        return Assumptions, tuple(dict(value) if isinstance(value, Mapping) else value for value in values)


_COUNTS = ("spread", "shrinkage", "months_ahead")
_MAPPINGS: Mapping[str, tuple[Any, ...]] = MappingProxyType(
    {
        "relationship_kinds": (),
        "openness_ceilings": REASONS,
        "cold_access": LAYERS,
        "cold_access_matched": LAYERS,
        "evidence_weights": (1, 2, 3, 4),
    }
)
