"""Every default that no source gives, in one object that a caller may replace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType

from influence.errors import InfluenceError
from influence.tables.schema import LAYERS


@dataclass(frozen=True)
class RelationshipKind:
    """What a tie of one kind carries, in the direction in which it is written.

    Attributes
    ----------
    target_sways_source, source_sways_target : float
        How much one listens to the other, -1 to 1; negative where the one is moved away from the other.
    source_introduces_target, target_introduces_source : float
        The chance, 0 to 1, that the one introduces us to the other when fully willing.
    both_ways : bool
        Whether the tie reads the same in both directions.
    binds : bool
        Whether the tie holds the organisation together; a conflict does not.
    """

    target_sways_source: float
    source_sways_target: float
    source_introduces_target: float
    target_introduces_source: float
    both_ways: bool = False
    binds: bool = True

    def __post_init__(self) -> None:
        _within("sway", -1, self.target_sways_source, self.source_sways_target)
        _within("introduction", 0, self.source_introduces_target, self.target_introduces_source)


def _within(what: str, low: float, *values: float) -> None:
    for value in values:
        if not low <= value <= 1:
            raise InfluenceError(f"{what} is {value!r}; give a number from {low} to 1")


RELATIONSHIP_KINDS: Mapping[str, RelationshipKind] = MappingProxyType(
    {
        "reports_to": RelationshipKind(1.0, 0.3, 0.5, 0.8),
        "influences": RelationshipKind(0.0, 1.0, 0.8, 0.4),
        "seeks_advice_from": RelationshipKind(1.0, 0.0, 0.6, 0.6),
        "trusts": RelationshipKind(1.0, 0.0, 0.6, 0.8),
        "works_with": RelationshipKind(0.5, 0.5, 0.6, 0.6, both_ways=True),
        "knows": RelationshipKind(0.0, 0.0, 0.5, 0.5, both_ways=True),
        "conflicts_with": RelationshipKind(-0.5, -0.5, 0.0, 0.0, both_ways=True, binds=False),
    }
)
"""The kinds of relationship and what they carry (docs/model.md section 1; the numbers are ours)."""


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
        What stands in for a measure nobody knows, 0 to 1, where the model needs a number. Unknown support is never
        replaced: it becomes an interval.
    unknown_attrition : float
        The chance, 0 to 1, that a person leaves within a year where nobody knows it.
    most_open : float
        The largest openness used, below 1, so that everybody keeps something of their own mind.
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
    most_open: float = 0.99
    cold_access: Mapping[str, float] = field(default_factory=lambda: _layers(0.05, 0.2, 0.5))
    cold_access_matched: Mapping[str, float] = field(default_factory=lambda: _layers(0.3, 0.5, 0.7))
    top_down_access: float = 0.25
    bottom_up_strength: float = 0.7
    evidence_weights: Mapping[int, float] = field(default_factory=lambda: EVIDENCE_WEIGHTS)
    unknown_evidence: float = 0.35

    def __post_init__(self) -> None:
        for each in fields(self):
            value = getattr(self, each.name)
            if isinstance(value, int | float):
                _within(each.name, 0, value)
        if self.most_open >= 1:
            raise InfluenceError("most_open is 1; give a number below 1, or support may never settle")
        for name in ("cold_access", "cold_access_matched"):
            layers = getattr(self, name)
            if set(layers) != set(LAYERS):
                raise InfluenceError(f"{name} has {sorted(layers)}; give a number for each of {', '.join(LAYERS)}")
            _within(name, 0, *layers.values())
        if set(self.evidence_weights) != {1, 2, 3, 4}:
            raise InfluenceError(
                f"evidence_weights has {sorted(self.evidence_weights)}; give a number for 1, 2, 3 and 4"
            )
        _within("evidence_weights", 0, *self.evidence_weights.values())
