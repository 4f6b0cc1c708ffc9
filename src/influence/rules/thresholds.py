"""From where on a rule fires, in one object that a caller may replace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from influence.errors import InfluenceError
from influence.tables.language import say, say_all
from influence.tables.ranges import require

HELPERS = ("insider", "sponsor", "coach")
SHARES = ("overconfident", "rival_lead", "lonely", "one_faction", "apart", "enough_known", "enough_covered", "close",
          "power", "hidden", "unreliable", "voteless", "unwilling")  # fmt: skip
COUNTS = ("fruitless", "enough_touches", "crowd", "most_allies", "several_deciders", "several_answers",
          "several_encounters", "large_party", "much_given")  # fmt: skip
DAYS = ("idle_days", "rival_days", "neglected_days", "near_days")
# Where nobody has said them, the rules that need them keep silent.
OPTIONAL = {"large_amount": None, "worth_from": 1}


@dataclass(frozen=True)
class Thresholds:
    """From where on a rule fires; every number is ours unless it says otherwise.

    Pass another to `diagnose`, `position`, `agreement`, `supporters` or `team_coverage` as `thresholds=`.

    Attributes
    ----------
    idle_days : float
        Days after its last touch from which on a contact is stale, or a deal idle; 0 or more. The article's
        saleswoman waited half a month and lost; 14 is that, rounded down.
    rival_days : float
        Days since the last word about rivals, 0 or more.
    neglected_days : float
        Days after our last touch, 0 or more, from which on a neutral decider, a coach or a friend is neglected.
    overconfident : float
        By how much a stated probability may exceed the model's approval, 0 to 1.
    rival_lead : float
        By how much a rival's coverage may exceed ours, 0 to 1.
    lonely : float
        Supporters must be this share of the deciders, 0 to 1, or go along with the others; one alone among others
        always does.
    several_deciders : int
        From so many deciders on, one contact among them is too few.
    enough_covered : float
        Share of the votes, 0 to 1, that must be covered before a proposal is handed over.
    fruitless : int
        Touches after which support should have risen.
    enough_touches : int
        So many touches show where a side spends its time.
    voteless : float
        Share of the touches, 0 to 1, that may be spent on people without a vote.
    unwilling : float
        Below this wish for change, 0 to 1, somebody is unwilling: they get nothing done about it.
    crowd : int
        From so many people on, support by all of them is unlikely.
    several_answers : int
        From so many answers on, one single source of all of them is too few.
    one_faction : float
        Share of our contacts that may belong to one faction, 0 to 1.
    ally : float
        Support, above 0 and at most 1, from which on a supporter is an ally: halfway between what the vocabulary
        reads for a supporter (0.5) and for an ally (1).
    most_allies : int
        Allies that can be kept in harmony. The article: one or two.
    close : float
        Forces are even where their known balance is this far from 0 or nearer, 0 to 1.
    apart : float
        Raters dispute a person from this difference on, above 0 and at most 1, as a share of the measure's range: a
        quarter is one step of the five from enemy to ally.
    enough_known : float
        Share of the leverage whose support must be known to go on, 0 to 1.
    power : float
        Influence, 0 to 1, from which on a person has power and stands in the political or core circle: halfway
        between outside (0.2) and inside (0.6) the political structure.
    hidden : float
        By how much personal standing must exceed the influence of office, 0 to 1, for a hidden influencer.
    holes : mapping of str to float
        How much of the customer's defence each `insider`, `sponsor` and `coach` opens, 0 to 1. The article gives their
        order, the numbers are ours.
    unreliable : float
        What is left, 0 to 1, of that where somebody acts for their own success.
    near_days : float
        From so few days before it is to close on, a deal counts as near its decision, 0 or more: a fortnight.
    several_encounters : int
        After so many encounters, none of which brought two of the customer's people together, contacts are single.
    large_party : int
        From so many visitors on, a rival's visit is a large one.
    much_given : int
        From so many fulfilled promises of ours on, the customer should have promised something too.
    large_amount : float, optional
        From which amount on, in the deal's own currency, a purchase is large for this customer; the rules about large
        amounts keep silent until you say so.
    worth_from : float, optional
        The chance of winning, 0 to 1, below which a deal is not worth what it costs: what pursuing it will cost,
        divided by what winning it will bring. No deal is stopped by it until you say so.

    Examples
    --------
    >>> import influence
    >>> duck = influence.datasets.load("cooked_duck")
    >>> patient = influence.Thresholds(idle_days=60)
    >>> "002-12" in influence.diagnose(duck, thresholds=patient).detail["code"].tolist()
    False
    """

    idle_days: float = 14
    rival_days: float = 30
    neglected_days: float = 90
    overconfident: float = 0.2
    rival_lead: float = 0.2
    lonely: float = 1 / 3
    several_deciders: int = 3
    enough_covered: float = 0.5
    fruitless: int = 5
    enough_touches: int = 10
    voteless: float = 0.8
    unwilling: float = 0.25
    crowd: int = 5
    several_answers: int = 3
    one_faction: float = 0.8
    ally: float = 0.75
    most_allies: int = 2
    close: float = 0.2
    apart: float = 0.25
    enough_known: float = 0.5
    power: float = 0.5
    hidden: float = 0.3
    holes: Mapping[str, float] = field(
        default_factory=lambda: MappingProxyType(dict(zip(HELPERS, (0.1, 0.3, 0.5), strict=True)))
    )
    unreliable: float = 0.5
    near_days: float = 14
    several_encounters: int = 3
    large_party: int = 3
    much_given: int = 3
    large_amount: float | None = None
    worth_from: float | None = None

    def __post_init__(self) -> None:
        for name in SHARES:
            require(name, getattr(self, name), 0, 1, above=0 if name == "apart" else None)
        for name in COUNTS:
            require(name, getattr(self, name), 0, whole=True)
        for name in DAYS:
            require(name, getattr(self, name), 0)
        for name, most in OPTIONAL.items():
            if getattr(self, name) is not None:
                require(name, getattr(self, name), 0, most)
        require("ally", self.ally, high=1, above=0)
        self._check_holes()

    def _check_holes(self) -> None:
        if set(self.holes) != set(HELPERS):
            raise InfluenceError(
                say(
                    "holes has {holes}; give a number for each of {helpers}",
                    holes=sorted(self.holes),
                    helpers=", ".join(HELPERS),
                )
            )
        sizes = [self.holes[name] for name in HELPERS]
        named = say_all(("the hole of an insider", "the hole of a sponsor", "the hole of a coach"))
        for name, size in zip(named, sizes, strict=True):
            require(name, size, 0, 1)
        if sizes != sorted(sizes):
            raise InfluenceError(say("holes are out of order; an insider's is the smallest, a coach's the largest"))
