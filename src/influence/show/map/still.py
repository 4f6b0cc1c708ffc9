"""The map as a still picture, of the same layout as the page, without a browser: what is drawn where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from influence.show.map.card import CARD
from influence.show.map.grid import COLUMN, GUTTER, HEADS, LABELS
from influence.show.map.legend import SIDE, legend
from influence.show.map.marks import COLOURS, GLYPHS, badge, badge_width, centred, diamond, pill, step
from influence.show.map.routes import corners
from influence.show.map.shapes import (
    AGAINST,
    GROUND,
    INK,
    LINE,
    OURS,
    OURS_SOFT,
    PAPER,
    REPORT,
    SOFT,
    Polyline,
    Rectangle,
    Shape,
    Words,
    cut,
    width_of,
    wrapped,
)
from influence.show.wording import percent
from influence.tables.language import say
from influence.tables.phrases import counted

TOP, UNDER = 58, 20
# The lines of a still picture: what the page shows before anybody asks for more.
SHOWN = {"reports_to": (REPORT, 1.4, False), "conflicts_with": (AGAINST, 2.0, True), "path": (OURS, 4.5, False)}


def still(drawn: Mapping[str, Any], name: str, title: str, summary: str) -> tuple[list[Shape], float, float]:
    """Everything on the picture of one view, and how wide and high it is; `drawn` is what the page is given."""
    view = next(view for view in drawn["views"] if view["name"] == name)
    width, height = view["size"]
    told = list(legend(drawn, width, TOP + height + 4))
    whole = max(shape.y for shape in told if isinstance(shape, Words)) + UNDER
    shapes = [Rectangle(0, 0, width, whole, PAPER), *_heading(title, summary, drawn, width)]
    map_itself = [*_bands(drawn, view), *_lines(drawn, view), *_cards(drawn, view)]
    lowered = [_lower(shape, TOP) for shape in map_itself]
    return [*shapes, *lowered, *told], width, whole


def _lower(shape: Shape, down: float) -> Shape:
    if isinstance(shape, Polyline):
        return replace(shape, points=[(x, y + down) for x, y in shape.points])
    return replace(shape, y=shape.y + down)


def _heading(title: str, summary: str, drawn: Mapping[str, Any], width: float) -> Iterator[Shape]:
    yield Words(SIDE, 26, cut(title, width - 2 * SIDE, 18, bold=True), 18, bold=True)
    assumed = say("vote assumed: no seat is recorded") if drawn["now"]["assumed"] else ""
    note = " · ".join(part for part in (summary, assumed) if part)
    yield Words(SIDE, 46, cut(note, width - 2 * SIDE, CARD.small), CARD.small, SOFT)


def _bands(drawn: Mapping[str, Any], view: Mapping[str, Any]) -> Iterator[Shape]:
    width = view["size"][0]
    for row, (band, top, bottom) in enumerate(view["bands"]):
        yield Rectangle(0, top, width, bottom - top, GROUND if row % 2 == 0 else PAPER)
        name = drawn["bands"]["names"][band]
        longest = max(width_of(word, 1, bold=True) for word in name.split())
        size = min(CARD.small, (LABELS - 4) / longest)
        lines = wrapped(name, LABELS, size, 2, bold=True)
        for k, line in enumerate(lines):
            yield Words(8, top + 22 + 15 * k, line, size, bold=True)
        people = [person for person in drawn["people"] if person["band"] == band]
        if people:
            said = counted(len(people), "person", "people")
            yield Words(8, top + 22 + 15 * len(lines), said, CARD.small, SOFT)
    for name, first, wide in view["heads"]:
        middle = LABELS + first * COLUMN + (wide * COLUMN + GUTTER) / 2
        told = cut(name, wide * COLUMN - 20, CARD.small, True)
        yield Words(middle, HEADS - 8, told, CARD.small, SOFT, True, anchor="middle")


def _lines(drawn: Mapping[str, Any], view: Mapping[str, Any]) -> Iterator[Shape]:
    """The reporting lines, the conflicts, and the path to the best entry point, which lies above the others."""
    kinds = [each["kind"] for each in drawn["kinds"]]
    for kind in SHOWN:
        colour, thick, dashed = SHOWN[kind]
        for number, _, _, turned, *steps in view["lines"]:
            if kinds[number] == kind and not any(steps):
                points = corners(turned)
                yield Polyline(points, colour, thick, dashed)
                if kind == "path":
                    yield _arrow_head(points, colour)


def _arrow_head(points: list[tuple[float, float]], colour: str) -> Shape:
    (ax, ay), (x, y) = points[-2:]
    size = 12.0
    if ay == y:
        back = x - size if ax < x else x + size
        corners = [(x, y), (back, y - size / 1.7), (back, y + size / 1.7), (x, y)]
    else:
        back = y - size if ay < y else y + size
        corners = [(x, y), (x - size / 1.7, back), (x + size / 1.7, back), (x, y)]
    return Polyline(corners, colour, 0.5, fill=colour)


def _cards(drawn: Mapping[str, Any], view: Mapping[str, Any]) -> Iterator[Shape]:
    folded = dict(view["folded"])
    for kind, number, x, y, *_ in view["boxes"]:
        if kind == "person":
            yield from _person(drawn, drawn["people"][number], x, y)
        elif kind == "chip":
            yield from _chip([drawn["people"][k] for k in folded[number]], x, y)
        elif kind == "seat":
            yield from _empty_seat(drawn["seats"][number], x, y)
        elif kind == "member":
            yield from _member(drawn, number, x, y)
        else:
            yield from _rival(drawn["rivals"][number], x, y)


def stance(person: Mapping[str, Any]) -> str:
    """Where somebody stands, in the page's words for it."""
    support = person.get("support")
    if support is None:
        return "unknown"
    return "for" if support > 0 else "against" if support < 0 else "neutral"


def _person(drawn: Mapping[str, Any], person: Mapping[str, Any], x: float, y: float) -> Iterator[Shape]:
    stands, votes = stance(person), _seat(person)
    yield from _frame(stands, bool(votes) and not person.get("assumed", False), x, y)
    yield from _stance(person, stands, x, y)
    yield from _names(person, x, y)
    yield from _influence(person.get("influence"), x, y)
    yield from _contacts(drawn, person, x, y)
    if votes:
        yield from _seat_pill(votes, person, x, y)
    if person.get("single"):
        yield from diamond(x + CARD.stripe / 2, y + CARD.single_y)
    if person.get("step") is not None:
        yield from step(x + CARD.step_at, y + CARD.step_at, person["step"], person["step"] == 1)


def _frame(stands: str, decides: bool, x: float, y: float) -> Iterator[Shape]:
    unknown = stands == "unknown"
    yield Rectangle(x, y, CARD.width, CARD.height, PAPER, radius=CARD.radius)
    if not unknown:
        yield Rectangle(x, y, CARD.stripe, CARD.height, COLOURS[stands], radius=CARD.radius)
        yield Rectangle(x + CARD.radius, y, CARD.stripe - CARD.radius, CARD.height, COLOURS[stands])
    edge, thick = (INK, 2.4) if decides else (SOFT if unknown else LINE, 1.2)
    yield Rectangle(x, y, CARD.width, CARD.height, None, edge, thick, CARD.radius, unknown)


def _stance(person: Mapping[str, Any], stands: str, x: float, y: float) -> Iterator[Shape]:
    ink, strength, middle = INK if stands == "unknown" else PAPER, person.get("support"), x + CARD.stripe / 2
    down = CARD.glyph_y if strength or person.get("single") else CARD.alone_y
    yield Words(middle, y + down, GLYPHS[stands], CARD.glyph, ink, True, anchor="middle")
    if strength:
        yield centred(middle, y + CARD.strength_y, f"{abs(strength):.1f}".removeprefix("0"), ink)


def _names(person: Mapping[str, Any], x: float, y: float) -> Iterator[Shape]:
    """Name and title in up to three lines."""
    name = wrapped(person["name"], CARD.text_width, CARD.name, 2, bold=True)
    title = wrapped(person.get("title") or person.get("dept") or "", CARD.text_width, CARD.small, 3 - len(name))
    slanted = bool(person.get("unnamed"))
    few = len(name) + len(title) < 3
    down, apart = y + CARD.line_y + few * CARD.lower, CARD.line + few * CARD.wider
    for k, line in enumerate(name):
        yield Words(x + CARD.left, down + apart * k, line, CARD.name, INK, True, slanted)
    for k, line in enumerate(title, start=len(name)):
        yield Words(x + CARD.left, down + apart * k, line, CARD.small, SOFT)


def _influence(value: float | None, x: float, y: float) -> Iterator[Shape]:
    left, top, high = x + CARD.left, y + CARD.bar_y, CARD.bar_height
    if value is None:
        yield Rectangle(left, top, CARD.bar_width, high, None, SOFT, 1, high / 2, dashed=True)
    else:
        wide = CARD.bar_width * value
        yield Rectangle(left, top, CARD.bar_width, high, LINE, radius=high / 2)
        yield Rectangle(left, top, wide, high, SOFT, radius=min(high, wide) / 2)
    said = "?" if value is None else percent(value)
    yield Words(x + CARD.number_x, y + CARD.number_y, said, CARD.small, SOFT)


def _seat(holder: Mapping[str, Any]) -> str:
    """The role, the share of the votes and the veto; "assumed" in place of a role that nobody recorded."""
    roles = [say("assumed")] if holder.get("assumed") else holder.get("roles", [])[:1]
    votes = [percent(holder["votes"])] if holder.get("votes") is not None else []
    veto = [say("veto")] if holder.get("veto") and say("veto") not in roles else []
    return " · ".join([*roles, *votes, *veto])


def _seat_pill(said: str, holder: Mapping[str, Any], x: float, y: float) -> Iterator[Shape]:
    text = cut(said, CARD.width - 34, CARD.small, True)
    right = x + CARD.width - CARD.pill_right
    return pill(right, y + CARD.pill_y, text, bool(holder.get("assumed")), bool(holder.get("veto")))


def _contacts(drawn: Mapping[str, Any], person: Mapping[str, Any], x: float, y: float) -> Iterator[Shape]:
    """Who of ours is in contact, by their initials, and a rival by name, or how many; shorter where room is short."""
    ours = _initials_of_ours(drawn, person)
    room = CARD.width - CARD.right - CARD.badges_end - sum(badge_width(each) + 4 for each in ours)
    theirs = _rivals_there(drawn, person, room)
    left = x + CARD.width - CARD.right - sum(badge_width(each) + 4 for each in [*ours, *theirs]) + 4
    for text, is_ours in [*((each, True) for each in ours), *((each, False) for each in theirs)]:
        yield from badge(left, y + CARD.badge_y + CARD.badge_height / 2, text, is_ours)
        left += badge_width(text) + 4


def _initials_of_ours(drawn: Mapping[str, Any], person: Mapping[str, Any]) -> list[str]:
    ours = [initials(drawn["members"][member]["name"]) for member, *_ in person.get("contacts", [])]
    if len(ours) > 1 and person.get("rivals"):
        return [f"{ours[0]}+{len(ours) - 1}"]
    return [ours[0], f"+{len(ours) - 1}"] if len(ours) > 2 else ours


def _rivals_there(drawn: Mapping[str, Any], person: Mapping[str, Any], room: float) -> list[str]:
    names = [drawn["rivals"][rival]["name"] for rival, _ in person.get("rivals", [])]
    if not names:
        return []
    one = len(names) == 1
    long = (
        cut(names[0], max(room, CARD.rival) - 9, CARD.small, True) if one else say("{count} rivals", count=len(names))
    )
    short = initials(names[0]) if one else str(len(names))
    return [long if badge_width(long) <= room else short]


def initials(name: str) -> str:
    """One letter of the first and last word; of a name of one word its first two, of a Chinese one its last two."""
    parts = name.replace("-", " ").split()
    if len(parts) < 2:
        whole = name.strip()
        return whole[-2:] if whole and width_of(whole[-1], 1) == 1.0 else whole[:2]
    return (parts[0][0] + parts[-1][0]).upper()


def _chip(people: list[Mapping[str, Any]], x: float, y: float) -> Iterator[Shape]:
    yield Rectangle(x, y, CARD.width, CARD.chip, PAPER, LINE, 1.2, 8)
    yield Words(x + 12, y + CARD.chip_text, say("{count} more", count=len(people)), CARD.small, INK, True)
    right = x + CARD.width - 12
    for kind in ("unknown", "neutral", "against", "for"):
        count = sum(stance(person) == kind for person in people)
        if count:
            text, ink = f"{GLYPHS[kind]}{count}", SOFT if kind == "unknown" else COLOURS[kind]
            yield Words(right, y + CARD.chip_text, text, CARD.small, ink, True, anchor="end")
            right -= width_of(text, CARD.small, True) + 9


def _empty_seat(seat: Mapping[str, Any], x: float, y: float) -> Iterator[Shape]:
    yield Rectangle(x, y, CARD.width, CARD.seat, PAPER, INK, 1.6, CARD.radius, dashed=True)
    yield Words(x + CARD.stripe / 2, y + CARD.seat_text + 1, "?", CARD.glyph, INK, True, anchor="middle")
    yield Words(x + CARD.left, y + CARD.seat_text, seat["name"], CARD.name, INK, True, slanted=True)
    yield from _seat_pill(_seat(seat), seat, x, y)


def _member(drawn: Mapping[str, Any], number: int, x: float, y: float) -> Iterator[Shape]:
    member = drawn["members"][number]
    many = sum(number in [each[0] for each in person.get("contacts", [])] for person in drawn["people"])
    said = counted(many, "contact", "contacts")
    yield Rectangle(x, y, CARD.width, CARD.member, OURS_SOFT, OURS, 1.4, CARD.member / 2)
    yield from _two_lines(member["name"], said, x, y)
    if member["single"]:
        yield from diamond(x + CARD.width - CARD.member_left - 4, y + CARD.member / 2)


def _rival(rival: Mapping[str, Any], x: float, y: float) -> Iterator[Shape]:
    share, reach = percent(rival["coverage"]), percent(rival["reach"])
    yield Rectangle(x, y, CARD.width, CARD.member, PAPER, INK, 2, 4)
    yield from _two_lines(rival["name"], say("covers {share} · reach {reach}", share=share, reach=reach), x, y)


def _two_lines(name: str, told: str, x: float, y: float) -> Iterator[Shape]:
    room, (upper, lower) = CARD.width - 2 * CARD.member_left, CARD.member_lines
    left = x + CARD.member_left
    yield Words(left, y + upper, cut(name, room, CARD.name, True), CARD.name, INK, True)
    yield Words(left, y + lower, cut(told, room, CARD.small), CARD.small, SOFT)
