"""Shapes as files: SVG written here, PNG and PDF by matplotlib; text stays text, and is never read as anything else."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from html import escape
from typing import Any

from influence.errors import InfluenceError, needed
from influence.show.map.shapes import Rectangle, Shape, Words
from influence.tables.language import say

ENDINGS = (".svg", ".png", ".pdf")
MADE_BY = "influence stakeholder map"
"""In every picture, so that one of ours is told from anybody else's."""
FAMILY = 'system-ui, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif'
TIMES = 3
"""Pixels of a PNG for each pixel of the layout."""
EAST_ASIAN = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
EAST_ASIAN_FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", "Hiragino Sans GB",
    "SimHei", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback", "Noto Sans CJK JP", "Arial Unicode MS",
)  # fmt: skip
# What no XML may hold, not even escaped.
NOT_XML = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def picture(shapes: Sequence[Shape], width: float, height: float, ending: str, title: str) -> bytes:
    """The shapes as a file with this ending."""
    if ending == ".svg":
        return svg(shapes, width, height, title).encode("utf-8")
    return _by_matplotlib(shapes, width, height, ending.removeprefix("."), title)


def svg(shapes: Sequence[Shape], width: float, height: float, title: str) -> str:
    """The shapes as SVG."""
    inside = "\n".join(_svg(shape) for shape in shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" font-family=\'{FAMILY}\' role="img">\n<title>{_text(title)}</title>\n'
        f"<desc>{MADE_BY}</desc>\n{inside}\n</svg>\n"
    )


def _svg(shape: Shape) -> str:
    if isinstance(shape, Words):
        style = (' font-weight="600"' if shape.bold else "") + (' font-style="italic"' if shape.slanted else "")
        return (
            f'<text x="{shape.x:g}" y="{shape.y:g}" font-size="{shape.size:g}" fill="{shape.fill}" '
            f'text-anchor="{shape.anchor}"{style}>{_text(shape.text)}</text>'
        )
    dashed = ' stroke-dasharray="4 3"' if shape.dashed else ""
    paint = f'fill="{shape.fill or "none"}" stroke="{shape.stroke or "none"}" stroke-width="{shape.thick:g}"{dashed}'
    if isinstance(shape, Rectangle):
        return (
            f'<rect x="{shape.x:g}" y="{shape.y:g}" width="{shape.width:g}" height="{shape.height:g}" '
            f'rx="{shape.radius:g}" {paint}/>'
        )
    points = " ".join(f"{x:g},{y:g}" for x, y in shape.points)
    return f'<polyline points="{points}" stroke-linejoin="round" {paint}/>'


def _text(text: str) -> str:
    return escape(NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text))


def _by_matplotlib(shapes: Sequence[Shape], width: float, height: float, kind: str, title: str) -> bytes:
    remedy = say("pip install matplotlib, or save the map as .svg or .html")
    matplotlib = needed("matplotlib", say("a .{kind}", kind=kind), remedy)
    from matplotlib.figure import Figure

    fonts = _fonts(shapes, kind)
    # 72 points an inch make a point a pixel; type 42 keeps letters letters in a PDF.
    settings: dict[Any, Any] = {"font.family": fonts, "pdf.fonttype": 42, "path.simplify": False}
    with matplotlib.rc_context(settings):
        figure = Figure(figsize=(width / 72, height / 72), dpi=72)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set(xlim=(0, width), ylim=(height, 0))
        axes.axis("off")
        for order, shape in enumerate(shapes):
            _add(axes, shape, order)
        file = io.BytesIO()
        said = {"Software": MADE_BY, "Title": title} if kind == "png" else {"Creator": MADE_BY, "Title": title}
        # No day: the same deal makes the same file.
        about = {**said, "CreationDate": None} if kind == "pdf" else said
        figure.savefig(file, format=kind, dpi=72 * (TIMES if kind == "png" else 1), metadata=about)
    return file.getvalue()


def _add(axes: Any, shape: Shape, order: int) -> None:
    from matplotlib.lines import Line2D
    from matplotlib.patches import FancyBboxPatch, Polygon

    if isinstance(shape, Words):
        axes.text(
            shape.x, shape.y, shape.text, fontsize=shape.size, color=shape.fill, zorder=order, va="baseline",
            ha={"start": "left", "middle": "center", "end": "right"}[shape.anchor],
            weight="bold" if shape.bold else "normal", style="italic" if shape.slanted else "normal", parse_math=False,
        )  # fmt: skip
        return
    dashes: Any = (0, (4, 3)) if shape.dashed else "solid"
    if isinstance(shape, Rectangle):
        axes.add_patch(
            FancyBboxPatch(
                (shape.x, shape.y),
                shape.width,
                shape.height,
                zorder=order,
                linewidth=shape.thick,
                linestyle=dashes,
                boxstyle=f"round,pad=0,rounding_size={shape.radius}" if shape.radius else "square,pad=0",
                facecolor=shape.fill or "none",
                edgecolor=shape.stroke or "none",
            )
        )
    elif shape.fill:
        axes.add_patch(Polygon(shape.points, closed=True, facecolor=shape.fill, edgecolor=shape.stroke, zorder=order))
    else:
        xs, ys = zip(*shape.points, strict=True)
        line = Line2D(xs, ys, color=shape.stroke, linewidth=shape.thick, linestyle=dashes, zorder=order)
        line.set_solid_joinstyle("round")
        axes.add_line(line)


def _fonts(shapes: Sequence[Shape], kind: str) -> list[str]:
    """The fonts to draw with, one of East Asian letters among them where such letters are there."""
    from matplotlib import font_manager

    if not any(isinstance(shape, Words) and EAST_ASIAN.search(shape.text) for shape in shapes):
        return ["DejaVu Sans"]
    installed = {font.name for font in font_manager.fontManager.ttflist}
    found = [name for name in EAST_ASIAN_FONTS if name in installed]
    if not found:
        raise InfluenceError(
            say(
                "no font of Chinese letters is installed that a .{kind} could be drawn with; install Noto Sans CJK "
                "(https://fonts.google.com/noto), or save the map as .svg or .html, which take the reader's own "
                "fonts",
                kind=kind,
            )
        )
    return ["DejaVu Sans", found[0]]
