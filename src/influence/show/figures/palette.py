"""The colours of figures and pages, one for each meaning, and the signs that say the same without colour."""

from __future__ import annotations

FOR = "#0077bb"
AGAINST = "#cc3311"
NEUTRAL = "#6b7785"
WARN = "#b45309"
OURS = "#6d28a8"
OURS_SOFT = "#d9c8ea"
INK = "#1c2430"
SOFT = "#566172"
LINE = "#d9dee6"
PAPER = "#ffffff"
# White on a coloured mark stays white where the paper turns dark, so it is another white.
ON_MARK = "#fefefe"

# What a page calls each colour; its style says which it is by day and by night.
VARIABLES = {
    FOR: "for",
    AGAINST: "against",
    NEUTRAL: "neutral",
    WARN: "warn",
    OURS: "ours",
    OURS_SOFT: "ours-soft",
    INK: "ink",
    SOFT: "soft",
    LINE: "line",
    PAPER: "paper",
    ON_MARK: "on-mark",
}

DECIDES = "★"
UNKNOWN_SIGN = "?"


def colour_of(value: float | None) -> str:
    """The colour of somebody's support, or of any number for or against us; the unknown is paper in a dashed frame."""
    if value is None:
        return PAPER
    return FOR if value > 0 else AGAINST if value < 0 else NEUTRAL


def sign_of(value: float | None) -> str:
    """The sign that says what the colour says."""
    if value is None:
        return UNKNOWN_SIGN
    return "+" if value > 0 else "−" if value < 0 else "0"
