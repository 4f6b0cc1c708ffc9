"""Everything the page's script draws the map from: people, relationships, views, the plan, what if; as plain values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from influence.analysis.penetration_plan import penetration_plan
from influence.show.deal_view import DealView
from influence.show.map import cards
from influence.show.map.card import CARD
from influence.show.map.grid import BETWEEN, COLUMN, GUTTER, HEADS, LABELS
from influence.show.map.leaving import without_each
from influence.show.map.lines import Line
from influence.show.map.routes import Key, turns
from influence.show.map.views import MATTERS, MapView, OrgChart
from influence.show.map.words import bands, kind, words
from influence.show.report.facts import Facts
from influence.show.report.next_steps import next_steps
from influence.show.report.tasks import attempts
from influence.tables.language import say
from influence.tables.phrases import counted

KPIS = ("coverage", "reach", "support", "support_low", "support_high", "approval", "single_points")
# What the layout was made with: the page draws cards of this size, and opens gaps for those who are unfolded.
GRID = {"between": BETWEEN, "column": COLUMN, "gutter": GUTTER, "heads": HEADS, "labels": LABELS}


def drawing(view: DealView) -> dict[str, Any]:
    """The map of a deal as the page takes it."""
    chart = OrgChart(view)
    matters = next(each for each in chart.views if each.name == MATTERS)
    count = Counter(name for _, _, name, _ in view.relationships)
    there = list(count)
    drawn = {**count, "contact": len(view.contacts), "path": int(view.once(Facts).begin_with is not None)}
    people, reasons = _said_once(cards.people(view, chart.boss, chart.columns(8).of), "reason")
    return {
        "words": words(),
        "card": {**asdict(CARD), "text_width": CARD.text_width},
        "grid": GRID,
        "kinds": [kind(name, number) for name, number in drawn.items()],
        "bands": bands(),
        "people": people,
        "reasons": reasons,
        "seats": cards.empty_seats(view),
        "members": list(cards.members(view)),
        "rivals": cards.sides(view),
        "ties": [[s, t, there.index(name), round(strength, 2)] for s, t, name, strength in view.relationships],
        "now": _now(view),
        "plan": _plan(view),
        "plan_line": _plan_line(view),
        "views": [_view(each, list(drawn)) for each in chart.views],
        "leaving": _leaving(view, matters),
    }


def _said_once(rows: list[dict[str, Any]], name: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The rows with the number of their text in place of it, and the texts, of which many rows have the same."""
    texts = list(dict.fromkeys(row[name] for row in rows if name in row))
    return [{**row, name: texts.index(row[name])} if name in row else row for row in rows], texts


def _now(view: DealView) -> dict[str, Any]:
    """The deal's numbers as the strip above the map shows them; unknown where nothing is recorded to know them by."""
    numbers = {name: view.numbers[name] for name in KPIS}
    if not view.has_contacts:
        numbers |= dict.fromkeys(("coverage", "reach", "single_points"))
    return {
        **numbers,
        "line": view.facts.get("quota") if view.numbers["rule"] == "quota" else 0.5,
        "rule": view.numbers["rule"],
        "assumed": view.numbers["committee_source"] == "assumed",
        "next": view.once(Facts).begin_with,
        "would_begin": view.once(Facts).next_person is None,
        "before": _before_anybody(view),
    }


def _before_anybody(view: DealView) -> str | None:
    """What is to be found out before it can be said whom to win: where it is too early, the report's first step."""
    steps = view.once(next_steps) if view.once(Facts).verdict == "too early" else []
    return str(steps[0].what) if steps and steps[0].person is None else None


def _plan(view: DealView) -> list[dict[str, Any]]:
    asked = ("step", "support", "support_low", "support_high", "approval", "reason")
    return [
        {"person": view.places[row["person"]], **{k: short(row[k]) for k in asked}}
        for row in view.rows(penetration_plan)
    ]


def _plan_line(view: DealView) -> str:
    """How many people the plan wins, and in how many attempts."""
    numbers = view.row(penetration_plan)
    people, tries = counted(numbers["steps"], "person", "people"), attempts(numbers["attempts"])
    return say("{people} in about {tries}", people=people, tries=tries) if numbers["steps"] else ""


def short(value: Any) -> Any:
    """A number with as many digits as anybody reads; whatever is none, as it is."""
    return round(value, cards.DIGITS) if isinstance(value, float) else value


def _leaving(view: DealView, matters: MapView) -> dict[str, Any]:
    """The numbers without each person of the first view, who matters most first."""
    order = sorted(matters.shown, key=lambda k: -view.people[k]["weight_lost"] - view.people[k]["weight"])
    return {
        str(person): {name: short(number) for name, number in numbers.items()}
        for person, numbers in without_each(view, order).items()
    }


def _view(each: MapView, kinds: list[str]) -> dict[str, Any]:
    grid = each.grid
    place = {key: number for number, key in enumerate(grid.boxes)}
    return {
        "name": each.name,
        "size": [grid.width, grid.height],
        "bands": [[band.band, band.top, band.bottom] for band in grid.bands],
        "rows": grid.row_tops,
        "heads": [[each.columns.names[column], first, width] for column, first, width in grid.heads],
        "boxes": [[*key, round(box.x), round(box.y), round(box.height), box.column] for key, box in grid.boxes.items()],
        "folded": [[key[1], people] for key, people in each.folded.items()],
        "lines": [_line(line, kinds, place) for line in each.lines],
        "count": len(each.shown),
    }


def _line(line: Line, kinds: list[str], place: Mapping[Key, int]) -> list[Any]:
    """Kind and both ends by their numbers, the turns, and of a path the step of the plan."""
    step = [] if line.step is None else [line.step]
    return [kinds.index(line.kind), place[line.begin], place[line.end], turns(line.points), *step]
