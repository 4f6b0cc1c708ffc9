"""What a card measures, in pixels at full size: for the layout, for the page's script and for still pictures alike."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Card:
    """Lengths of a card and of what stands on it; y counts down from its upper edge, x from its left one."""

    width: int = 204
    height: int = 66
    radius: int = 9
    # Letters: a name, the sign of where somebody stands, and all else, which is the smallest on the map.
    name: float = 13.5
    glyph: float = 19
    small: float = 12.5
    # The stripe at the left: the sign, by itself or above its strength, and the mark of a single point of failure.
    stripe: int = 26
    alone_y: float = 37
    glyph_y: float = 27
    strength_y: float = 43
    single_y: float = 57
    single: float = 9
    # Name and title, in up to three lines; fewer begin lower and stand wider apart.
    left: int = 34
    right: int = 6
    line_y: float = 20.5
    line: float = 13
    lower: float = 3
    wider: float = 1.5
    # Influence: a bar, and its number beside it.
    bar_y: float = 53.5
    bar_width: int = 40
    bar_height: int = 6
    number_x: int = 78
    number_y: float = 60
    # Who is in contact, from the right; the badges never reach the influence, and a rival's name
    # needs at least so much room, else its initials stand there.
    badge_y: float = 47.5
    badge_height: int = 16
    badge_text: float = 12.5
    badges_end: int = 115
    rival: int = 60
    # The pill on the upper edge: half its height, where its middle is, how far from the right it ends; the plan's step.
    pill: float = 8.5
    pill_y: float = -1.5
    pill_right: int = 8
    pill_text: float = 4.4
    step: int = 11
    step_at: int = 2
    # Lower cards: of a chip, of an empty seat, and of one of our team or a rival with the two lines on it.
    chip: int = 26
    chip_text: float = 17.5
    seat: int = 32
    seat_text: float = 22
    member: int = 40
    member_lines: tuple[float, float] = (17, 32.5)
    member_left: int = 15

    @property
    def text_width(self) -> int:
        """How wide a line of a card may be."""
        return self.width - self.left - self.right


CARD = Card()
