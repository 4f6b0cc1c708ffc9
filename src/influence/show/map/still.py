"""The map as a still picture, of the same layout as the page, without a browser: what is drawn where."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from influence.show.map.grid import CARD_HEIGHT, CARD_WIDTH, CHIP_HEIGHT, COLUMN, GUTTER, HEADS, LABELS, MEMBER_HEIGHT
from influence.show.map.shapes import (
    AGAINST,
    FOR,
    GROUND,
    INK,
    LINE,
    NEUTRAL,
    OURS,
    OURS_SOFT,
    PAPER,
    REPORT,
    SEAT,
    SOFT,
    VETO,
    Polyline,
    Rectangle,
    Shape,
    Words,
    cut,
    width_of,
    wrapped,
)  # fmt: skip
from influence.show.wording import percent
from influence.tables.language import say

STRIPE, LEFT, TEXT, BAR = 26, 34, 156, 44
TOP, UNDER, SIDE = 58, 18, 16
# The lines of a still picture: what the page shows before anybody asks for more.
SHOWN = {"reports_to": (REPORT, 1.4, False), "conflicts_with": (AGAINST, 2.0, True), "path": (OURS, 4.5, False)}
COLOURS = {"for": FOR, "against": AGAINST, "neutral": NEUTRAL, "unknown": PAPER}
GLYPHS = {"for": "+", "against": "−", "neutral": "0", "unknown": "?"}


def still(drawn: Mapping[str, Any], name: str, title: str, summary: str) -> tuple[list[Shape], float, float]:
    """Everything on the picture of one view, and how wide and high it is; `drawn` is what the page is given."""
    view = next(view for view in drawn["views"] if view["name"] == name)
    width, height = view["size"]
    legend = list(_legend(width, TOP + height))
    whole = max(shape.y for shape in legend if isinstance(shape, Words)) + UNDER
    shapes = [Rectangle(0, 0, width, whole, PAPER), *_heading(title, summary, drawn, width)]
    map_itself = [*_bands(drawn, view), *_lines(view), *_cards(drawn, view)]
    lowered = [_lower(shape, TOP) for shape in map_itself]
    return [*shapes, *lowered, *legend], width, whole


def _lower(shape: Shape, down: float) -> Shape:
    if isinstance(shape, Polyline):
        return replace(shape, points=[(x, y + down) for x, y in shape.points])
    return replace(shape, y=shape.y + down)


def _heading(title: str, summary: str, drawn: Mapping[str, Any], width: float) -> Iterator[Shape]:
    yield Words(SIDE, 26, cut(title, width - 2 * SIDE, 18, bold=True), 18, bold=True)
    assumed = say("vote assumed: no seat is recorded") if drawn["now"]["assumed"] else ""
    note = " · ".join(part for part in (summary, assumed) if part)
    yield Words(SIDE, 46, cut(note, width - 2 * SIDE, 12), 12, SOFT)


def _bands(drawn: Mapping[str, Any], view: Mapping[str, Any]) -> Iterator[Shape]:
    width = view["size"][0]
    for row, (band, top, bottom) in enumerate(view["bands"]):
        yield Rectangle(0, top, width, bottom - top, GROUND if row % 2 == 0 else PAPER)
        name = drawn["bands"]["names"][band]
        longest = max(width_of(word, 1, bold=True) for word in name.split())
        size = min(12.5, (LABELS - 4) / longest)
        for k, line in enumerate(wrapped(name, LABELS, size, 2, bold=True)):
            yield Words(8, top + 24 + 15 * k, line, size, bold=True)
        people = [person for person in drawn["people"] if person["band"] == band]
        if people:
            yield Words(8, top + 54, say("{count} people", count=len(people)), 11, SOFT)
    for name, first, wide in view["heads"]:
        middle = LABELS + first * COLUMN + (wide * COLUMN + GUTTER) / 2
        yield Words(middle, HEADS - 11, cut(name, wide * COLUMN - 20, 12.5, True), 12.5, SOFT, True, anchor="middle")


def _lines(view: Mapping[str, Any]) -> Iterator[Shape]:
    """The reporting lines, the conflicts, and the path to the best entry point, which lies above the others."""
    for kind in SHOWN:
        colour, thick, dashed = SHOWN[kind]
        for name, *_, step, flat in view["lines"]:
            if name == kind and not step:
                points = list(zip(flat[::2], flat[1::2], strict=True))
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
    unknown, assumed = stands == "unknown", person.get("assumed", False)
    decides = bool(votes) and not assumed
    yield Rectangle(x, y, CARD_WIDTH, CARD_HEIGHT, PAPER, radius=9)
    if not unknown:
        yield Rectangle(x, y, STRIPE, CARD_HEIGHT, COLOURS[stands], radius=9)
        yield Rectangle(x + 9, y, STRIPE - 9, CARD_HEIGHT, COLOURS[stands])
    yield Rectangle(x, y, CARD_WIDTH, CARD_HEIGHT, None, INK if decides else LINE, 2.4 if decides else 1.2, 9, unknown)
    ink, strength = (INK if unknown else PAPER), person.get("support")
    yield Words(x + STRIPE / 2, y + (38 if strength else 46), GLYPHS[stands], 18, ink, True, anchor="middle")
    if strength:
        said = f"{abs(strength):.1f}".removeprefix("0")
        yield Words(x + STRIPE / 2, y + 56, said, 12, ink, True, anchor="middle")
    yield from _names(person, x, y)
    yield from _influence(person.get("influence"), x, y)
    yield from _contacts(drawn, person, x, y)
    if votes:
        yield from _pill(
            x + CARD_WIDTH - 8, y, cut(votes, CARD_WIDTH - 34, 12, True), assumed, bool(person.get("veto"))
        )
    if person.get("single"):
        corner = (x + 13, y + CARD_HEIGHT)
        points = [(corner[0] + dx, corner[1] + dy) for dx, dy in ((0, -10), (10, 0), (0, 10), (-10, 0), (0, -10))]
        yield Polyline(points, INK, 1.2, fill=VETO)
        yield Words(corner[0], corner[1] + 4, "!", 12, INK, True, anchor="middle")
    if person.get("step") is not None:
        first = person["step"] == 1
        yield Rectangle(x - 9, y - 9, 22, 22, OURS if first else PAPER, OURS, 2, 11)
        yield Words(x + 2, y + 6.5, str(person["step"]), 12, PAPER if first else OURS, True, anchor="middle")


def _names(person: Mapping[str, Any], x: float, y: float) -> Iterator[Shape]:
    name = wrapped(person["name"], TEXT, 13.5, 2, bold=True)
    title = wrapped(person.get("title") or person.get("dept") or "", TEXT, 12, 3 - len(name))
    for k, line in enumerate(name):
        yield Words(x + LEFT, y + 22 + 14.5 * k, line, 13.5, INK, True, bool(person.get("unnamed")))
    for k, line in enumerate(title, start=len(name)):
        yield Words(x + LEFT, y + 22 + 14.5 * k, line, 12, SOFT)


def _influence(value: float | None, x: float, y: float) -> Iterator[Shape]:
    if value is None:
        yield Rectangle(x + LEFT, y + 61, BAR, 6, None, SOFT, 1, 3, dashed=True)
    else:
        yield Rectangle(x + LEFT, y + 61, BAR, 6, LINE, radius=3)
        yield Rectangle(x + LEFT, y + 61, BAR * value, 6, SOFT, radius=min(3, BAR * value / 2))
    yield Words(x + LEFT + BAR + 5, y + 68, "?" if value is None else percent(value), 12, SOFT)


def _seat(person: Mapping[str, Any]) -> str:
    """The role, the share of the votes and the veto; "assumed" in place of a role that nobody recorded."""
    roles = [say("assumed")] if person.get("assumed") else person.get("roles", [])[:1]
    votes = [percent(person["votes"])] if "votes" in person else []
    veto = [say("veto")] if person.get("veto") and say("veto") not in roles else []
    return " · ".join([*roles, *votes, *veto])


def _pill(right: float, y: float, text: str, assumed: bool, veto: bool) -> Iterator[Shape]:
    width = width_of(text, 12, True) + 16
    edge = INK if assumed else VETO if veto else SEAT
    yield Rectangle(right - width, y - 10, width, 20, PAPER if assumed else SEAT, edge, 1.6, 10, assumed)
    yield Words(right - width / 2, y + 4, text, 12, INK if assumed else PAPER, True, anchor="middle")


def _contacts(drawn: Mapping[str, Any], person: Mapping[str, Any], x: float, y: float) -> Iterator[Shape]:
    """From the right: rivals by name, or their number where there are several, then ours by their initials."""
    right = x + CARD_WIDTH - 6
    rivals = [cut(drawn["rivals"][rival]["name"], 58, 12, True) for rival, _ in person.get("rivals", [])]
    theirs = rivals if len(rivals) < 2 else [say("{count} rivals", count=len(rivals))]
    ours = [initials(drawn["members"][member]["name"]) for member, *_ in person.get("contacts", [])]
    more = [f"+{len(ours) - 2}"] if len(ours) > 2 else []
    for text, is_ours in [*((each, False) for each in theirs), *((each, True) for each in [*ours[:2], *more])]:
        width = max(width_of(text, 12, True) + 9, 22)
        if right < x + LEFT + 96:
            return
        fill, edge, radius = (OURS, OURS, 9) if is_ours else (PAPER, INK, 3)
        yield Rectangle(right - width, y + 55, width, 18, fill, edge, 1.4, radius)
        yield Words(right - width / 2, y + 68.5, text, 12, PAPER if is_ours else INK, True, anchor="middle")
        right -= width + 4


def initials(name: str) -> str:
    """One letter of the first and last word; of a name of one word its first two, of a Chinese one its last two."""
    parts = name.replace("-", " ").split()
    if len(parts) < 2:
        whole = name.strip()
        return whole[-2:] if whole and width_of(whole[-1], 1) == 1.0 else whole[:2]
    return (parts[0][0] + parts[-1][0]).upper()


def _chip(people: list[Mapping[str, Any]], x: float, y: float) -> Iterator[Shape]:
    yield Rectangle(x, y, CARD_WIDTH, CHIP_HEIGHT, PAPER, LINE, 1.2, 8)
    yield Words(x + 12, y + 20, say("{count} more", count=len(people)), 12, INK, True)
    right = x + CARD_WIDTH - 12
    for kind in ("unknown", "neutral", "against", "for"):
        count = sum(stance(person) == kind for person in people)
        if count:
            text = f"{GLYPHS[kind]}{count}"
            yield Words(right, y + 20, text, 12, SOFT if kind == "unknown" else COLOURS[kind], True, anchor="end")
            right -= width_of(text, 12, True) + 9


def _empty_seat(seat: Mapping[str, Any], x: float, y: float) -> Iterator[Shape]:
    yield Rectangle(x, y, CARD_WIDTH, CARD_HEIGHT, PAPER, INK, 1.6, 9, dashed=True)
    yield Words(x + STRIPE / 2, y + 46, "?", 18, INK, True, anchor="middle")
    yield Words(x + LEFT, y + 24, seat["name"], 13.5, INK, True, slanted=True)
    for k, line in enumerate(wrapped(seat["title"], TEXT, 12, 2)):
        yield Words(x + LEFT, y + 40 + 14.5 * k, line, 12, SOFT)
    if seat["votes"] is not None:
        said = " · ".join([percent(seat["votes"]), *([say("veto")] if seat["veto"] else [])])
        yield from _pill(x + CARD_WIDTH - 8, y, said, False, bool(seat["veto"]))


def _member(drawn: Mapping[str, Any], number: int, x: float, y: float) -> Iterator[Shape]:
    many = sum(number in [each[0] for each in person.get("contacts", [])] for person in drawn["people"])
    said = say("{count} contact", count=many) if many == 1 else say("{count} contacts", count=many)
    yield Rectangle(x, y, CARD_WIDTH, MEMBER_HEIGHT, OURS_SOFT, OURS, 1.4, MEMBER_HEIGHT / 2)
    yield Words(x + 20, y + 19, cut(drawn["members"][number]["name"], CARD_WIDTH - 40, 13.5, True), 13.5, INK, True)
    yield Words(x + 20, y + 34, said, 12, SOFT)


def _rival(rival: Mapping[str, Any], x: float, y: float) -> Iterator[Shape]:
    yield Rectangle(x, y, CARD_WIDTH, MEMBER_HEIGHT, PAPER, INK, 2, 4)
    yield Words(x + 14, y + 19, cut(rival["name"], CARD_WIDTH - 28, 13.5, True), 13.5, INK, True)
    yield Words(x + 14, y + 34, say("covers {share} of the votes", share=percent(rival["coverage"])), 12, SOFT)


def _legend(width: float, y: float) -> Iterator[Shape]:
    """What the marks mean, in as many lines as the picture is narrow."""
    x = float(SIDE)
    for kind, text in (
        ("for", say("for us")), ("against", say("against us")), ("neutral", say("known to be neutral")),
        ("unknown", say("support unknown, which is not neutral")),
        ("!", say("single point of failure")), ("1", say("step of the plan; filled: next")),
    ):  # fmt: skip
        wide = 24 + width_of(text, 12)
        if x > SIDE and x + wide > width:
            x, y = float(SIDE), y + 24
        yield from _sign(kind, x, y)
        yield Words(x + 24, y + 22, text, 12, SOFT)
        x += wide + 14


def _sign(kind: str, x: float, y: float) -> Iterator[Shape]:
    unknown = kind == "unknown"
    if kind in COLOURS:
        yield Rectangle(x, y + 10, 18, 16, COLOURS[kind], INK if unknown else None, 1, 3, dashed=unknown)
    ink = PAPER if kind in COLOURS and not unknown else INK
    yield Words(x + 9, y + 23, GLYPHS.get(kind, kind), 13, ink, True, anchor="middle")
