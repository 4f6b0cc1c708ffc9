"""Words, boxes and bars on a slide; places are in inches from the left upper corner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from influence.show.figures.palette import INK, LINE, OURS, OURS_SOFT, PAPER
from influence.show.told import Fact, pieces_of

STYLE = "{http://schemas.openxmlformats.org/presentationml/2006/main}style"


@dataclass(frozen=True)
class Place:
    """Where something stands: left, top, width and height in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def head(self) -> Place:
        """Where a title stands."""
        return Place(self.left, self.top, self.width, 0.3)

    @property
    def below(self) -> Place:
        """What is left below a title."""
        return Place(self.left, self.top + 0.3, self.width, self.height - 0.3)

    def above(self, high: float) -> tuple[Place, Place]:
        """What is left above a strip of this height, and the strip."""
        top = self.height - high
        return (
            Place(self.left, self.top, self.width, top),
            Place(self.left, self.top + top, self.width, high),
        )

    def next_below(self, gap: float) -> Place:
        """A place as large as this, below it."""
        return Place(self.left, self.top + self.height + gap, self.width, self.height)

    @property
    def inches(self) -> tuple[Any, Any, Any, Any]:
        """As python-pptx takes it."""
        from pptx.util import Inches

        return Inches(self.left), Inches(self.top), Inches(self.width), Inches(self.height)


def colour_of_hex(colour: str) -> Any:
    """A colour as python-pptx takes it."""
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour.removeprefix("#").upper())


def words(shapes: Any, place: Place, text: str, *, size: float, bold: bool = False, colour: str = INK) -> None:
    """One line of text."""
    box = shapes.add_textbox(*place.inches)
    _written(box.text_frame, [text], size=size, bold=bold, colour=colour)


def paragraphs(shapes: Any, place: Place, texts: Sequence[str], *, size: float) -> None:
    """Paragraphs one below the other; the facts of a told sentence are bold."""
    box = shapes.add_textbox(*place.inches)
    _written(box.text_frame, texts, size=size, space=5)


@dataclass(frozen=True)
class Look:
    """The colours of a box: what fills it, its letters, and its frame, which is dashed around what is unknown."""

    fill: str
    ink: str = PAPER
    frame: str | None = None
    dashed: bool = False


def pill(shapes: Any, place: Place, texts: str | Sequence[str], look: Look) -> None:
    """A box with words in it: one line large and bold in its middle, several lines small from its top."""
    from pptx.enum.dml import MSO_LINE
    from pptx.enum.shapes import MSO_SHAPE
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    box = shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *place.inches)
    box.adjustments[0] = min(0.08 / place.height, 0.5)
    box.fill.solid()
    box.fill.fore_color.rgb = colour_of_hex(look.fill)
    if look.frame is None:
        box.line.fill.background()
    else:
        box.line.color.rgb, box.line.width = colour_of_hex(look.frame), Pt(1)
        box.line.dash_style = MSO_LINE.DASH if look.dashed else MSO_LINE.SOLID
    # The theme's style of a shape, which brings a shadow in some programs.
    box._element.remove(box._element.find(STYLE))
    title = isinstance(texts, str)
    lines = [texts] if isinstance(texts, str) else texts
    _written(box.text_frame, lines, size=13 if title else 9, bold=title, colour=look.ink)
    box.text_frame.vertical_anchor = MSO_ANCHOR.TOP if len(lines) > 1 else MSO_ANCHOR.MIDDLE
    for paragraph in box.text_frame.paragraphs:
        paragraph.alignment = PP_ALIGN.CENTER if title else PP_ALIGN.LEFT


def bar(shapes: Any, place: Place, covered: float, reach: float, line: float | None) -> None:
    """Two shares of the votes, one over the other, and the line to pass."""
    for share, colour in ((1.0, LINE), (reach, OURS_SOFT), (covered, OURS)):
        if share > 0:
            pill(shapes, Place(place.left, place.top, place.width * share, place.height), "", Look(colour))
    if line is not None:
        at = place.left + place.width * line
        pill(shapes, Place(at - 0.015, place.top - 0.05, 0.03, place.height + 0.1), "", Look(INK))


def _written(
    frame: Any, texts: Sequence[str], *, size: float, bold: bool = False, colour: str = INK, space: float = 0
) -> None:
    """Text in a frame, a paragraph each, wrapped at its width."""
    from pptx.util import Inches, Pt

    frame.word_wrap = True
    frame.margin_left = frame.margin_right = Inches(0.04)
    frame.margin_top = frame.margin_bottom = Inches(0.02)
    for place, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(space)
        for piece in pieces_of(text):
            run = paragraph.add_run()
            run.text = str(piece)
            run.font.size, run.font.bold = Pt(size), bold or isinstance(piece, Fact)
            run.font.color.rgb = colour_of_hex(colour)
