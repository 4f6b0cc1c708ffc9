"""From where on a rule fires."""

from __future__ import annotations

from dataclasses import dataclass

from influence.errors import InfluenceError


@dataclass(frozen=True)
class Thresholds:
    """From where on a red flag fires; every number is ours unless it says otherwise.

    Attributes
    ----------
    idle_days : int
        Days without a touch. The article's saleswoman waited half a month.
    rival_days : int
        Days since the last word about rivals.
    overconfident : float
        By how much a stated probability may exceed the model's approval, 0 to 1.
    rival_lead : float
        By how much a rival's coverage may exceed ours, 0 to 1.
    lonely : float
        Supporters must be this share of those who decide, 0 to 1, or go along with the others.
    fruitless : int
        Touches after which a stance should have moved.
    crowd : int
        From so many people on, support by all of them is unlikely.
    one_faction : float
        Share of our contacts that may belong to one faction, 0 to 1.
    ally : float
        Support from which on a supporter is an ally, above 0, at most 1.
    most_allies : int
        Allies that can be kept in harmony. The article: one or two.
    apart : float
        Raters differ from this share of the measure's range on, 0 to 1.
    enough_known : float
        Share of the leverage whose stance must be known to go on, 0 to 1.
    """

    idle_days: int = 14
    rival_days: int = 30
    overconfident: float = 0.2
    rival_lead: float = 0.2
    lonely: float = 1 / 3
    fruitless: int = 5
    crowd: int = 5
    one_faction: float = 0.8
    ally: float = 0.75
    most_allies: int = 2
    apart: float = 0.25
    enough_known: float = 0.5

    def __post_init__(self) -> None:
        for name in ("overconfident", "rival_lead", "lonely", "one_faction", "ally", "apart", "enough_known"):
            if not 0 <= getattr(self, name) <= 1:
                raise InfluenceError(f"{name} is {getattr(self, name)!r}; give a number from 0 to 1")
        for name in ("idle_days", "rival_days", "fruitless", "crowd", "most_allies"):
            if not getattr(self, name) >= 0:
                raise InfluenceError(f"{name} is {getattr(self, name)!r}; give a whole number, 0 or more")
