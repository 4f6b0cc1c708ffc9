"""The committee in a strip: each seat with its votes, where it stands, and who is there of ours and of the rivals."""

from __future__ import annotations

from dataclasses import dataclass

from influence.show.deal_view import DealView
from influence.show.report.committee import seats_shown
from influence.show.report.facts import Facts
from influence.show.wording import leaning, percent, plain, rival_named
from influence.tables.language import say
from influence.tables.phrases import counted

# So many times the narrowest seat is the widest, in steps that a page's style names.
WIDEST = 5
MAJORITY = 0.5


@dataclass(frozen=True)
class StripSeat:
    """A seat as the strip shows it; `kind` is `for`, `against`, `neutral`, `unknown` or `empty`."""

    kind: str
    sign: str
    who: str
    role: str
    votes: str
    width: int
    ours: str
    covered: bool
    rivals: str


@dataclass(frozen=True)
class CoverageBar:
    """Shares of the votes, 0 to 1: covered, within reach, and the line to pass (None where all must agree)."""

    covered: float
    reach: float
    line: float | None
    label: str
    legend: str
    rivals: list[tuple[str, str]]


def strip(view: DealView) -> list[StripSeat]:
    """The seats, those we cover first, then by votes."""
    seats = sorted(seats_shown(view), key=lambda seat: (not _covered(view, seat["position"]), -(seat["share"] or 0)))
    widest = max((seat["share"] or 0 for seat in seats), default=0) or 1
    return [_seat(view, seat, max(1, round(WIDEST * (seat["share"] or 0) / widest))) for seat in seats]


def coverage_bar(view: DealView) -> CoverageBar | None:
    """How much of the votes we cover and could reach; None where no contact of ours or nobody who decides is known."""
    if not view.has_contacts or view.nobody_decides:
        return None
    covered, reach, line = view.numbers["coverage"], view.numbers["reach"], _line(view)
    told = {"covered": percent(covered), "reach": percent(reach)}
    legend = say("{covered} covered · {reach} within introductions", **told)
    passes = say("all must agree") if line is None else say("line to pass: {share}", share=percent(line))
    rivals = [
        (say("{rival} covers", rival=rival_named(side)), percent(float(found.by_deal["coverage"].iloc[0])))
        for side, found in view.rival_coverage.items()
    ]
    return CoverageBar(covered, reach, line, f"{legend} · {passes}", passes, rivals)


def _line(view: DealView) -> float | None:
    rule = view.numbers["rule"]
    if rule == "quota":
        return float(view.facts["quota"])
    return None if rule == "unanimous" else MAJORITY


def _covered(view: DealView, position: int | None) -> bool:
    return position is not None and bool(view.people[position]["contacted"])


def _seat(view: DealView, seat: dict[str, object], width: int) -> StripSeat:
    position = seat["position"]
    votes = say("assumed") if view.everybody_assumed else percent(float(str(seat["share"])))
    role = say(plain(str(seat["role"]))) + (say(", veto") if seat["veto"] else "")
    if not isinstance(position, int):
        return StripSeat("empty", "?", say("nobody known yet"), role, votes, width, _nobody(view), False, "")
    support = view.people[position]["support"]
    sign, kind = _stands(support)
    who = view.people[position]["label"]
    return StripSeat(
        kind,
        sign,
        who,
        role,
        votes,
        width,
        _ours(view, position),
        bool(view.contacts_with.get(position)),
        _rivals(view, position),
    )


def _stands(support: float | None) -> tuple[str, str]:
    if support is None:
        return "?", "unknown"
    if support == 0:
        return "0", "neutral"
    return leaning(support), "for" if support > 0 else "against"


def _ours(view: DealView, position: int) -> str:
    """Who of ours is in contact, the deepest first, and how long ago."""
    known = sorted(view.contacts_with.get(position, []), key=lambda contact: -contact[1])
    if not known:
        return _nobody(view)
    name, since = view.members[known[0][0]]["label"], view.once(Facts).since_touch[position]
    if since is None or since < 0:
        return str(name)
    return say("{member} · {days}", member=name, days=counted(since, "day", "days"))


def _nobody(view: DealView) -> str:
    """That none of ours is in contact; where no contact is recorded at all, nobody knows."""
    return say("none of ours") if view.has_contacts else say("contact unknown")


def _rivals(view: DealView, position: int) -> str:
    sides = [side for side, found in view.rival_coverage.items() if found.detail["members"].iloc[position]]
    return say(", ").join(rival_named(side) for side in sides)
