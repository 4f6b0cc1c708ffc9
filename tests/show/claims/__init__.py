"""What each sentence of a report claims, checked against the data and the analyses in another way than the page's own.

A sentence is looked up in a table from its pattern to the checks of its claim; one that no pattern knows is untrue.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from influence.show.deal_view import DealView
from influence.show.told import Told, Who
from tests.show.claims import doing, headline, standing, team
from tests.show.claims.deal import Claim, Deal

SENTENCES = re.compile(r"(?<=\.) +")
HEADLINE = headline.CLAIMS
_COMPILED: dict[int, list[tuple[re.Pattern[str], list[Claim]]]] = {}
FOLDS: dict[str, list[Claim]] = {**doing.REASONS, **standing.CLAIMS, **team.CLAIMS, **doing.CLAIMS}


def untrue(view: DealView, texts: Iterable[str], claims: dict[str, list[Claim]] = HEADLINE) -> Iterator[str]:
    """The sentences that nobody can check, and those that the data do not bear out."""
    deal = view.once(Deal)
    for sentence in (each for text in texts for each in SENTENCES.split(text)):
        # Of several that fit, the last says most: ", who is in contact" goes before what names may hold.
        fits = ((checks, found) for pattern, checks in _last_first(claims) if (found := pattern.fullmatch(sentence)))
        checks, found = next(fits, ((), None))
        if found is None:
            yield f"nothing checks: {sentence}"
        elif not all(check(deal, found) for check in checks):
            yield f"untrue: {sentence}"


def _last_first(claims: dict[str, list[Claim]]) -> list[tuple[re.Pattern[str], list[Claim]]]:
    if id(claims) not in _COMPILED:
        _COMPILED[id(claims)] = [(re.compile(pattern), checks) for pattern, checks in reversed(claims.items())]
    return _COMPILED[id(claims)]


def people_named(text: str) -> list[object]:
    """The ids of whom a text names."""
    pieces = text.pieces if isinstance(text, Told) else (text,)
    return [piece.person for piece in pieces if isinstance(piece, Who)]
