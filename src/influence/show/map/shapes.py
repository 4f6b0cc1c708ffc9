"""What a still picture is made of: rectangles, lines, circles and texts, and how wide a text is about."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

FOR, AGAINST, NEUTRAL = "#0077BB", "#CC3311", "#6B7785"
OURS, OURS_SOFT, INK, SOFT, LINE, PAPER = "#6d28a8", "#f1e9fa", "#1c2430", "#566172", "#c3cad5", "#ffffff"
SEAT, VETO, REPORT, GROUND = "#1d2b45", "#ffb000", "#6f7a8a", "#f4f6f9"


@dataclass(frozen=True)
class Rectangle:
    """A rectangle with round corners."""

    x: float
    y: float
    width: float
    height: float
    fill: str | None = None
    stroke: str | None = None
    thick: float = 1.0
    radius: float = 0.0
    dashed: bool = False


@dataclass(frozen=True)
class Polyline:
    """A line with corners; filled, an area."""

    points: list[tuple[float, float]]
    stroke: str
    thick: float = 1.4
    dashed: bool = False
    fill: str | None = None


@dataclass(frozen=True)
class Words:
    """A text: where its line stands, how large it is, and from where it runs ("start", "middle" or "end")."""

    x: float
    y: float
    text: str
    size: float = 12.0
    fill: str = INK
    bold: bool = False
    slanted: bool = False
    anchor: str = "start"


Shape = Rectangle | Polyline | Words


def width_of(text: str, size: float, bold: bool = False) -> float:
    """How wide a text is, about, and rather too wide than too narrow: there is no browser to ask."""
    return sum(map(_width, text)) * size * (1.08 if bold else 1.0)


def _width(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if unicodedata.combining(letter):
        return 0.0
    if letter in "iljtfrI.,:;'|!()[] -·":
        return 0.37
    return 0.95 if letter in "mwMW%@—…" else 0.72 if letter.isupper() else 0.6


def cut(text: str, width: float, size: float, bold: bool = False) -> str:
    """The text, with an ellipsis where it is wider than this."""
    if width_of(text, size, bold) <= width:
        return text
    while text and width_of(f"{text}…", size, bold) > width:
        text = text[:-1]
    return f"{text.rstrip()}…"


def wrapped(text: str, width: float, size: float, most: int, bold: bool = False) -> list[str]:
    """The text in at most so many lines: broken at spaces and hyphens, in Chinese anywhere; what is over is cut."""
    lines = [""]
    for piece in _pieces(text):
        tried = lines[-1] + piece
        if len(lines) < most and lines[-1].strip() and width_of(tried.rstrip(), size, bold) > width:
            lines.append(piece.lstrip())
        else:
            lines[-1] = tried
    return [cut(line.strip(), width, size, bold) for line in lines if line.strip()]


def _pieces(text: str) -> list[str]:
    """Where a text may be broken: after a space or a hyphen, and on both sides of a wide letter."""
    pieces = [""]
    for letter in text:
        wide = unicodedata.east_asian_width(letter) in "WF"
        if wide or (pieces[-1] and pieces[-1][-1] in " -") or _is_wide(pieces[-1]):
            pieces.append("")
        pieces[-1] += letter
    return pieces


def _is_wide(piece: str) -> bool:
    return bool(piece) and unicodedata.east_asian_width(piece[-1]) in "WF"
