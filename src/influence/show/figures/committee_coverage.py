"""Who decides, whom of them we cover, and where rivals stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from influence.show.deal_view import DealView
from influence.show.figures.canvas import LABEL, SMALL, blank, canvas, head, text_size, wrapped
from influence.show.figures.given import Given, in_its_language, view_of
from influence.show.figures.palette import INK, LINE, ON_MARK, OURS, OURS_SOFT, PAPER, SOFT, colour_of, sign_of
from influence.show.figures.words import initials, short
from influence.show.wording import rival_named
from influence.tables.language import say
from influence.tables.phrases import NEARLY, percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SIZE = (9.6, 3.4)
GAP = 0.004
TINY, MOST_LINES = 7.0, 5
BOX, BAR = (2.1, 1.7), (0.62, 0.12)
LINE_OF_RULE = {"majority": 0.5}


@dataclass(frozen=True)
class _Row:
    """A row below the seats: where it stands, and its colours."""

    gid: str
    bottom: float
    colour: str
    ink: str
    frame: str
    height: float = 0.3


OURS_ROW = _Row("ours", 1.72, OURS, ON_MARK, OURS)
RIVAL_ROW = _Row("rival", 1.36, PAPER, INK, INK)


@dataclass(frozen=True)
class _Seat:
    """One box: who holds the votes, None where nobody is known to, and who is in contact with them."""

    name: str | None
    share: float
    support: float | None
    veto: bool
    ours: str
    rivals: str


@in_its_language
def committee_coverage(given: Given, *, deal: object = None, ax: Axes | None = None) -> Axes:
    """Draw who decides, as wide as their votes, whom of them we cover, and where rivals stand.

    Parameters
    ----------
    given : StakeholderGraph
        Any number of deals.
    deal : str or int, optional
        Which deal; may be left out where there is only one.
    ax : matplotlib.axes.Axes, optional
        Where to draw; on new axes of a figure of their own where none are given.

    Returns
    -------
    matplotlib.axes.Axes
        A box per decider and per empty seat, as wide as their share of the votes (0 to 1), whom we cover first, then
        by votes. The bar below has `coverage`, `reach` and the share that passes the vote.

    Raises
    ------
    UnknownName
        There is no such deal, or there are several and none was named.
    InfluenceError
        `given` is no graph.

    Notes
    -----
    docs/model.md, section 5. A veto without a vote is told in the note: it has no width.

    Examples
    --------
    >>> import influence
    >>> ax = influence.show.figures.committee_coverage(influence.datasets.load("cooked_duck"))
    >>> ax.get_title(loc="left")
    'We cover 17% of the votes; introductions could lead to 100%'
    """
    view = view_of(given, deal, "committee_coverage")
    with canvas(ax, SIZE) as ax:
        if view.nobody_decides:
            blank(ax, say("Record the seats of the committee to see who decides."))
            head(ax, say("Nobody is known to decide"), "")
        else:
            _draw(ax, view)
    return ax


def _seats(view: DealView) -> list[_Seat]:
    """Deciders and empty seats: those we cover first, then by votes."""
    held = [_seat(view, position) for position in view.voters]
    total = float(view.arrays.total_votes[0])
    empty = [
        _Seat(None, seat["votes"] / total, None, bool(seat["veto"]), "", "")
        for seat in view.empty_seats
        if seat["votes"]
    ]
    return sorted([*held, *empty], key=lambda seat: (not seat.ours, seat.name is None, -seat.share))


def _seat(view: DealView, position: int) -> _Seat:
    person = view.people[position]
    rivals = [
        rival_named(side)
        for side, found in view.rival_coverage.items()
        if bool(found.detail["contacted"].iloc[position])
    ]
    ours = [view.members[member]["label"] for member, _ in view.contacts_with[position]] if person["contacted"] else []
    return _Seat(
        person["label"], person["weight"], person["support"], bool(person["veto"]), ", ".join(ours), ", ".join(rivals)
    )


def _draw(ax: Axes, view: DealView) -> None:
    seats = _seats(view)
    ax.set_xlim(0, 1)
    ax.set_ylim(0, 3.9)
    ax.set_axis_off()
    start = 0.0
    key: list[str] = []
    for seat in seats:
        key += _box(ax, seat, start, len(key))
        if seat.ours:
            _strip(ax, seat.ours, (start, seat.share), OURS_ROW)
        if seat.rivals:
            _strip(ax, seat.rivals, (start, seat.share), RIVAL_ROW)
        start += seat.share
    _bar(ax, view)
    head(ax, _title(view), _how_to_read(view), note=_note(view, key), told=[_told(seat) for seat in seats])


def _box(ax: Axes, seat: _Seat, start: float, numbered: int) -> list[str]:
    """The box of a seat, with as much of its name as there is room for; the key to a number where there is none."""
    bottom, height = BOX
    unknown = seat.support is None
    colour = colour_of(seat.support)
    ax.bar(
        start + seat.share / 2, height, width=_width(seat.share), bottom=bottom, color=colour, linewidth=1.1,
        edgecolor=SOFT if unknown else colour, linestyle="--" if unknown else "-", gid="seat",
    )  # fmt: skip
    name = seat.name or say("nobody known")
    lines, size, key = _lines(ax, seat, name, numbered)
    for k, line in enumerate(lines):
        last = k == len(lines) - 1
        ax.text(
            start + seat.share / 2, bottom + height / 2 + (len(lines) / 2 - k - 0.5) * 0.36, line, ha="center",
            va="center", color=INK if unknown else ON_MARK, fontsize=SMALL if last else size,
            weight="normal" if last else "bold", gid="in box",
        )  # fmt: skip
    return key


def _width(share: float) -> float:
    """The width of a box: a gap lies between two, however narrow they are."""
    return max(share - GAP, share / 2)


def _lines(ax: Axes, seat: _Seat, name: str, numbered: int) -> tuple[list[str], float, list[str]]:
    """What stands in a box: sign and name, whole or in short, and the votes; the key where only a number fits."""
    room = 0.94 * seat.share * ax.get_window_extent().width
    sign, votes = sign_of(seat.support), percent(seat.share)
    last = say("{votes}, veto", votes=votes) if seat.veto else votes
    for said, size in ((name, LABEL), (name, TINY), (short(name), TINY), (initials(name), LABEL)):
        names, shares = wrapped(ax, f"{sign} {said}", room, size, "bold"), wrapped(ax, last, room, SMALL)
        lines = [*names.split("\n"), *shares.split("\n")]
        if len(lines) <= MOST_LINES and all(text_size(ax, line, size, "bold")[0] <= room for line in lines):
            return lines, size, []
    number = str(numbered + 1)
    return [sign, number], SMALL, [f"{number} {name} {last}"]


def _strip(ax: Axes, who: str, below: tuple[float, float], row: _Row) -> None:
    """Who is in contact with the holder of the seat above, which begins there and is so wide."""
    start, share = below
    ax.bar(
        start + share / 2, row.height, width=_width(share), bottom=row.bottom, color=row.colour, edgecolor=row.frame,
        linewidth=1.2, gid=row.gid,
    )  # fmt: skip
    room = 0.96 * share * ax.get_window_extent().width
    first = who.split(", ")[0]
    forms = (who, short(first), first.split()[0], initials(first))
    said = next((text for text in forms if text_size(ax, text, SMALL)[0] <= room), "")
    middle = row.bottom + row.height / 2
    ax.text(start + share / 2, middle, said, ha="center", va="center", fontsize=SMALL, color=row.ink)


def _bar(ax: Axes, view: DealView) -> None:
    """How much of the votes is covered and within reach, and how much passes; nothing where no contact is known."""
    numbers, (bottom, height) = view.numbers, BAR
    ax.bar(0.5, height, width=1, bottom=bottom, color=LINE, gid="votes")
    if view.has_contacts:
        covered, reach = numbers["coverage"], numbers["reach"]
        ax.bar(covered / 2, height, width=covered, bottom=bottom, color=OURS, gid="covered")
        ax.bar((covered + reach) / 2, height, width=reach - covered, bottom=bottom, color=OURS_SOFT, gid="reach")
    passing = _passing(view)
    if passing is not None:
        ax.plot([passing, passing], [bottom - 0.12, bottom + height + 0.12], color=INK, linewidth=1.4, gid="passing")
    _below(ax, view, passing)


def _passing(view: DealView) -> float | None:
    """The share of the votes that passes the vote; none where all must agree."""
    rule = view.numbers["rule"]
    return view.facts.get("quota") if rule == "quota" else LINE_OF_RULE.get(rule)


def _below(ax: Axes, view: DealView, passing: float | None) -> None:
    """What the bar says, each in its own colour, from left to right."""
    numbers, said = view.numbers, []
    if view.has_contacts:
        said.append((say("{share} covered", share=percent(numbers["coverage"])), OURS))
        if numbers["reach"] > numbers["coverage"] + NEARLY:
            said.append((say("{share} within reach", share=percent(numbers["reach"])), OURS))
    else:
        said.append((say("coverage unknown: no contact of ours is recorded"), SOFT))
    said += [(text, INK) for text in _rule(numbers["rule"], passing)]
    place, width = 0.0, ax.get_window_extent().width
    for text, colour in said:
        ax.text(place, BAR[0] - 0.16, text, va="top", color=colour, fontsize=SMALL)
        place += (text_size(ax, text, SMALL)[0] * 1.05 + 18) / width


def _rule(rule: str, passing: float | None) -> list[str]:
    """What passes the vote."""
    if rule == "unanimity":
        return [say("everybody must agree")]
    if passing is None:
        return []
    if rule == "quota":
        return [say("line: {share} of the votes passes", share=percent(passing))]
    return [say("line: more than half of the votes passes")]


def _title(view: DealView) -> str:
    numbers = view.numbers
    if not view.has_contacts:
        return say("Whom we cover is unknown: no contact of ours is recorded")
    covered, reach = numbers["coverage"], numbers["reach"]
    if covered >= 1 - NEARLY:
        return say("We cover all of the votes")
    if reach <= covered + NEARLY:
        return say("We cover {covered} of the votes; no introduction leads further", covered=percent(covered))
    return say(
        "We cover {covered} of the votes; introductions could lead to {reach}",
        covered=percent(covered), reach=percent(reach),
    )  # fmt: skip


def _how_to_read(view: DealView) -> str:
    read = say(
        "A box for each decider, as wide as the votes. + for us, − against us, 0 neutral, ? unknown. Below it: who of "
        "us, and in a frame which rival, is in contact."
    )
    if view.numbers["committee_source"] != "assumed":
        return read
    return f"{read} {say('The committee is assumed: no seat with a vote is recorded.')}"


def _note(view: DealView, key: list[str]) -> str:
    vetoes = [person["label"] for person in view.people if person["veto"] and not person["weight"]]
    told = [say("Veto without a vote: {people}", people=say(", ").join(vetoes))] if vetoes else []
    return " · ".join([*key, *told])


def _told(seat: _Seat) -> str:
    name, share = seat.name or say("nobody known"), percent(seat.share)
    parts = [name, sign_of(seat.support), share, seat.ours, seat.rivals]
    return " ".join(part for part in parts if part)
