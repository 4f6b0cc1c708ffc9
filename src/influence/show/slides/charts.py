"""Charts of a slide that PowerPoint itself can edit: what each person adds to support, and the plan."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from influence.analysis.penetration_plan import penetration_plan
from influence.show.deal_view import DealView
from influence.show.figures.palette import AGAINST, FOR, OURS, OURS_SOFT, SOFT
from influence.show.figures.words import shortened
from influence.show.slides.shapes import Place, colour_of_hex, words
from influence.tables.language import say
from influence.write.spreadsheet import harmless

SHOWN = 6
# To where the axis of what each person adds goes, to both sides: the least of these that holds all.
ENDS = (0.25, 0.5, 1.0)
# How much of an axis bars take, so that their numbers have room.
ROOM = 0.8
# Inches for a bar, where few leave room.
BAR_HIGH = 0.3
# Inches for the names of the steps below their chart.
NAMES_HIGH = 0.5
# What the sheet behind a chart would make a link of.
LINK = re.compile(r"(https?|ftps?|mailto|file|internal|external):", re.IGNORECASE)
TWO_DECIMALS = '+0.00;"−"0.00;0'


def contributions(shapes: Any, place: Place, title: str, view: DealView, parts: Sequence[tuple[int, float]]) -> None:
    """A bar for each who moves the committee's support, the seven who do most and one for all others."""
    words(shapes, place.head, title, size=12, bold=True)
    if not parts:
        words(
            shapes,
            Place(place.left, place.top + 0.35, place.width, 0.3),
            say("No support that counts is known."),
            size=11,
        )
        return
    names = shortened([view.people[person]["label"] for person, _ in parts[:SHOWN]])
    values = [value for _, value in parts[:SHOWN]]
    if len(parts) > SHOWN:
        names.append(say("{count} more", count=len(parts) - SHOWN))
        values.append(sum(value for _, value in parts[SHOWN:]))
    from pptx.enum.chart import XL_CHART_TYPE

    high = min(place.height, 0.3 + BAR_HIGH * (len(names) + 1))
    place = Place(place.left, place.top, place.width, high)
    plot = _chart(shapes, place, XL_CHART_TYPE.BAR_CLUSTERED, names, {say("adds to support"): values})
    plot.gap_width = 40
    _ends(plot, next(end for end in ENDS if max(map(abs, values)) <= end * ROOM or end == 1))
    # From the top down, as they are read.
    plot.chart.category_axis.reverse_order = True
    plot.chart.value_axis.visible = False
    plot.has_data_labels = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = TWO_DECIMALS, False
    _small(plot.data_labels.font)
    for point, value in enumerate(values):
        fill = plot.series[0].points[point].format.fill
        fill.solid()
        fill.fore_color.rgb = colour_of_hex(FOR if value > 0 else AGAINST)


def trajectory(shapes: Any, place: Place, title: str, view: DealView) -> None:
    """Support after each step of the plan, between its bounds."""
    words(shapes, place.head, title, size=12, bold=True)
    steps = view.rows(penetration_plan)
    if not steps:
        words(shapes, place.below, say("No plan."), size=11)
        return
    from pptx.enum.chart import XL_CHART_TYPE

    names = [say("now"), *(str(step["step"]) for step in steps)]
    series = {
        say("at best"): [view.numbers["support_high"], *(step["support_high"] for step in steps)],
        # Where no support is known the line has no beginning, only the range does.
        say("known support"): [
            None if view.nothing_known else view.numbers["support"],
            *(step["support"] for step in steps),
        ],
        say("at worst"): [view.numbers["support_low"], *(step["support_low"] for step in steps)],
    }
    who = shortened([view.labels[step["person"]] for step in steps])
    told = " · ".join(f"{step['step']} {name}" for step, name in zip(steps, who, strict=True))
    drawn, below = place.above(NAMES_HIGH)
    words(shapes, below, told, size=9, colour=SOFT)
    plot = _chart(shapes, drawn, XL_CHART_TYPE.LINE_MARKERS, names, series)
    _ends(plot, 1.0)
    for line, colour in zip(plot.series, (OURS_SOFT, OURS, OURS_SOFT), strict=True):
        line.format.line.color.rgb = colour_of_hex(colour)
        line.smooth = False
        line.marker.format.fill.solid()
        line.marker.format.fill.fore_color.rgb = colour_of_hex(colour)


def _chart(shapes: Any, place: Place, kind: Any, names: Sequence[str], series: dict[str, Any]) -> Any:
    """A chart with its numbers in a sheet behind it, in which no name is a formula or a link."""
    from pptx.chart.data import CategoryChartData

    data = CategoryChartData(number_format="0.00")
    data.categories = [f"'{name}" if LINK.match(name) else harmless(name) for name in names]
    for name, values in series.items():
        data.add_series(name, values)
    chart = shapes.add_chart(kind, *place.below.inches, data).chart
    chart.has_legend, chart.has_title = False, False
    _small(chart.font)
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.tick_labels.number_format = TWO_DECIMALS
    chart.value_axis.tick_labels.number_format_is_linked = False
    chart.category_axis.format.line.color.rgb = colour_of_hex(SOFT)
    from pptx.enum.chart import XL_TICK_LABEL_POSITION

    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    return chart.plots[0]


def _ends(plot: Any, end: float) -> None:
    """The axis of support from as much against us to as much for us."""
    axis = plot.chart.value_axis
    axis.minimum_scale, axis.maximum_scale, axis.major_unit = -end, end, end / 2


def _small(font: Any) -> None:
    from pptx.util import Pt

    font.size = Pt(9)
