"""One slide a deal: the verdict, what to do next, who decides, where support comes from, and the plan."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from influence.errors import InfluenceError, needed, require_folder_of
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.show.deal_view import DealView
from influence.show.figures.palette import AGAINST, FOR, INK, LINE, NEUTRAL, OURS, PAPER, SOFT
from influence.show.report.committee_strip import StripSeat
from influence.show.report.facts import Facts
from influence.show.report.first_screen import Screen, first_screen
from influence.show.slides.charts import contributions, trajectory
from influence.show.slides.shapes import Look, Place, bar, paragraphs, pill, words
from influence.show.spoken import speaking_of
from influence.tables.language import say
from influence.write.files import write_whole

ENDING = ".pptx"
MOST_SEATS, STEPS = 9, 3
WIDTH, HEIGHT = 13.333, 7.5
# PowerPoint counts in these, so many an inch.
EMU = 914_400
REMEDY = "pip install influence-graph[office], or save the report as a page"
LEFT, RIGHT_COLUMN, ACROSS = 0.45, 8.95, 12.43
COLOURS = {"go": FOR, "pause": "#b45309", "too early": NEUTRAL, "stop": AGAINST, "closed": INK}
SEATS = {"for": FOR, "against": AGAINST, "neutral": NEUTRAL}
NARROWEST, GAP, SEAT_HIGH, TAG_HIGH = 0.9, 0.06, 0.78, 0.33
UNKNOWN = ("unknown", "empty")


@dataclass(frozen=True, repr=False)
class Slides:
    """Slides that PowerPoint, Keynote, LibreOffice and Google Slides open.

    Attributes
    ----------
    titles : list of str
        What each slide is about.
    content : bytes
        The file.
    """

    titles: list[str] = field(default_factory=list)
    content: bytes = b""

    def save(self, path: str | Path, *, force: bool = False) -> Path:
        """Save the slides.

        Parameters
        ----------
        path : str or pathlib.Path
            The file to write, ending in .pptx; its folder must exist.
        force : bool
            Whether to write over a file that is there.

        Returns
        -------
        pathlib.Path
            The file written.

        Raises
        ------
        InfluenceError
            There is no such folder, the file has another ending, is there already, or cannot be written.
        """
        path = Path(path)
        require_folder_of(path)
        if path.suffix.casefold() != ENDING:
            raise InfluenceError(
                say(
                    "{path} must end in {ending}; slides are written for PowerPoint",
                    path=repr(path.name),
                    ending=ENDING,
                )
            )
        if path.exists() and not force:
            raise InfluenceError(
                say("{path} is there; give another name, or pass force=True to overwrite it", path=repr(str(path)))
            )
        write_whole({path: self.content})
        return path

    def __repr__(self) -> str:
        return say("Slides({count}); save(path) writes them", count=len(self.titles))


def slides(graph: StakeholderGraph, *, deals: Sequence[object] | None = None, locale: str | None = None) -> Slides:
    """Draw slides for the review of these deals, one a deal.

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    deals : sequence of str or int, optional
        Which, in which order; all of them where none are named.
    locale : {"en", "zh"}, optional
        The language of the slides; without it the one of `influence.speaking`, else that of the headers of the files
        the graph was read from.

    Returns
    -------
    Slides
        The first screen of each deal's report in shapes and charts that can be edited: the verdict with its
        sentences, the first three steps, the committee as boxes as wide as their votes, votes covered, what each
        person adds to support, and the plan. `save(path)` writes it as .pptx.

    Raises
    ------
    UnknownName
        There is no such deal or locale.
    InfluenceError
        python-pptx is not installed, which the extra `office` brings.

    Examples
    --------
    >>> import influence
    >>> made = influence.show.slides(influence.datasets.load("cooked_duck"))
    >>> made.titles
    ['The customer: Purchase of equipment']
    """
    presentation = _presentation()
    with speaking_of(graph, locale):
        views = [DealView(graph, deal) for deal in (graph.all_deals if deals is None else deals)]
        for view in views:
            _slide(presentation.slides.add_slide(presentation.slide_layouts[6]).shapes, view, first_screen(view))
    file = io.BytesIO()
    presentation.save(file)
    return Slides([view.title for view in views], file.getvalue())


def _presentation() -> Any:
    made = needed("pptx", say("a file of slides"), REMEDY).Presentation()
    made.slide_width, made.slide_height = (round(inches * EMU) for inches in (WIDTH, HEIGHT))
    return made


def _slide(shapes: Any, view: DealView, screen: Screen) -> None:
    """The parts of one slide, from top to bottom."""
    words(shapes, Place(LEFT, 0.25, 12.4, 0.5), view.title, size=24, bold=True)
    words(shapes, Place(LEFT, 0.78, 12.4, 0.3), screen.deal_line, size=11, colour=SOFT)
    pill(shapes, Place(LEFT, 1.18, 1.9, 0.36), screen.headline.verdict, Look(COLOURS[screen.headline.kind]))
    words(shapes, Place(LEFT + 2.05, 1.18, 6.2, 0.36), screen.headline.flags, size=11, colour=SOFT)
    paragraphs(shapes, Place(LEFT, 1.6, 8.2, 1.55), screen.headline.sentences, size=13)
    _next(shapes, screen)
    _committee(shapes, screen)
    _covered(shapes, screen)
    facts = view.once(Facts)
    contributions(shapes, Place(LEFT, 5.1, 4.4, 2.3), say("Where support comes from"), view, facts.contributions)
    trajectory(shapes, Place(5.05, 5.1, 3.65, 2.3), screen.plan_title, view)


def _next(shapes: Any, screen: Screen) -> None:
    """What to do next, or of a closed deal what the map would have said."""
    words(shapes, Place(RIGHT_COLUMN, 1.18, 4.0, 0.32), screen.steps_title, size=13, bold=True)
    steps = [f"{step.number}. {step.what}" for step in screen.steps[:STEPS]] or screen.lessons[:STEPS]
    paragraphs(shapes, Place(RIGHT_COLUMN, 1.52, 3.95, 1.65), steps, size=11)


def _committee(shapes: Any, screen: Screen) -> None:
    """The seats side by side, as wide as their votes, each with who of ours is there."""
    words(shapes, Place(LEFT, 3.22, 8.2, 0.3), screen.seats_title, size=13, bold=True)
    seats = screen.seats[:MOST_SEATS]
    left = LEFT
    for seat, width in zip(seats, _widths(seats), strict=True):
        _seat(shapes, seat, Place(left, 3.52, width, SEAT_HIGH))
        left += width + GAP


def _widths(seats: Sequence[StripSeat]) -> list[float]:
    """As wide as the votes, but none too narrow to read."""
    room = ACROSS - GAP * max(len(seats) - 1, 0)
    spare = max(room - NARROWEST * len(seats), 0.0)
    most = sum(seat.width for seat in seats) or 1
    return [(room - spare) / len(seats) + spare * seat.width / most for seat in seats]


def _seat(shapes: Any, seat: StripSeat, place: Place) -> None:
    """A seat with its votes, its holder and role, and below it who of ours is there."""
    unknown = seat.kind in UNKNOWN
    text = [f"{seat.sign}  {seat.votes}", seat.who, seat.role]
    pill(shapes, place, text, Look(PAPER, INK, SOFT, dashed=True) if unknown else Look(SEATS[seat.kind]))
    below = Place(place.left, place.top + place.height + 0.03, place.width, TAG_HIGH)
    pill(shapes, below, [seat.ours], Look(OURS) if seat.covered else Look(LINE, SOFT))
    if seat.rivals:
        pill(shapes, below.next_below(0.03), [seat.rivals], Look(PAPER, INK, INK))


def _covered(shapes: Any, screen: Screen) -> None:
    """Votes covered and within reach, and on whom the deal depends."""
    words(shapes, Place(RIGHT_COLUMN, 5.1, 3.95, 0.3), say("Votes covered"), size=13, bold=True)
    if screen.bar is None:
        words(shapes, Place(RIGHT_COLUMN, 5.5, 3.95, 0.4), screen.uncovered or say("unknown"), size=11)
    else:
        bar(shapes, Place(RIGHT_COLUMN, 5.47, 3.95, 0.14), screen.bar.covered, screen.bar.reach, screen.bar.line)
        words(shapes, Place(RIGHT_COLUMN, 5.67, 3.95, 0.3), screen.bar.label, size=9, colour=SOFT)
    left = [f"{name}: {value}" for name, value in screen.left]
    paragraphs(shapes, Place(RIGHT_COLUMN, 6.17, 3.95, 1.25), [screen.single_points, *left], size=10)
