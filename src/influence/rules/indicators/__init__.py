"""What the rules look at: one number, flag or name per deal or per person, seen from one side.

Whatever is unknown is taken so that no flag fires by it: an empty seat may be held by somebody contacted, support
nobody knows may be for us.
"""

from __future__ import annotations

from influence.rules.indicators.decision import OfTheDecision
from influence.rules.indicators.people import OfPeople
from influence.rules.indicators.promises import OfPromises
from influence.rules.indicators.purchase import OfThePurchase
from influence.rules.indicators.sides import OfSides
from influence.rules.indicators.talks import OfTalks
from influence.rules.indicators.touches import OfTouches
from influence.rules.indicators.visits import OfVisits


class Indicators(OfTheDecision, OfThePurchase, OfTouches, OfTalks, OfPeople, OfSides, OfVisits, OfPromises):
    """What the rules look at, from one side; arrays over people, or over deals where a name says so."""
