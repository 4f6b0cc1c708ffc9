"""A figure as part of a page: SVG whose text is text, whose colours are the page's own, and that needs no style."""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

from influence.show.figures.canvas import Size, alt_text, embedded, styled
from influence.show.figures.fonts import HINT
from influence.show.figures.palette import VARIABLES
from influence.show.figures.smaller import smaller

if TYPE_CHECKING:
    from markupsafe import Markup
    from matplotlib.axes import Axes

SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
# What a page decides itself, or what stands there in any case.
LEFT_OUT = {"font-family", "stroke-linejoin", "font", "font-style-normal"}
DECLARATION = re.compile(r"\s*([\w-]+)\s*:\s*([^;]+)")
FONT = re.compile(r"(?:(italic|oblique)\s+)?(?:(bold|\d{3})\s+)?([\d.]+)px")
REFERENCE = re.compile(r"url\(#([^)]+)\)")


def inline(
    draw: Callable[..., Axes], given: Any, *, heading: bool = True, size: Size | None = None, **options: Any
) -> Markup:
    """Draw a figure as SVG to stand in a page of ours.

    Parameters
    ----------
    draw : callable
        A figure of `influence.show.figures`.
    given : StakeholderGraph, DealView or Finding
        What it is to show.
    heading : bool
        Whether title, subtitle and note stand in the figure; a page that says them itself leaves them out.
    size : (float, float), optional
        Width and height in inches, of 72 px each; the figure's own where none is given. The letters keep their size.
    **options
        What else the figure takes, such as `deal`.

    Returns
    -------
    markupsafe.Markup
        An `<svg role="img">` with the alternative text as its label. It holds no style, no script, no date and no id
        that another figure has; the same data give the same text. Each colour is `var(--name, #colour)` with the
        names of `palette.VARIABLES`, so that a page which sets them decides how they look by night.

    Examples
    --------
    >>> import influence
    >>> from influence.show.figures.inline import inline
    >>> svg = inline(influence.show.figures.leverage_waterfall, influence.datasets.load("cooked_duck"))
    >>> svg[:15], "style=" in svg, "var(--for, #0077bb)" in svg
    (Markup('<svg role="img"'), False, True)
    """
    from markupsafe import Markup

    with warnings.catch_warnings(), embedded(size, heading=heading):
        # The reader's browser has the fonts; that this machine lacks one does not matter.
        warnings.filterwarnings("ignore", message=re.escape(HINT[:40]))
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        ax = draw(given, **options)
        return Markup(_for_page(_svg(ax), alt_text(ax)))


def _svg(ax: Axes) -> str:
    written = io.StringIO()
    with styled():
        ax.figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None}, transparent=True)
    return written.getvalue()


def _for_page(svg: str, alt: str) -> str:
    """The drawing without what a page forbids or another figure could have too."""
    root = ElementTree.fromstring(svg)
    for unwanted in ("metadata", "style"):
        for parent in list(root.iter()):
            for child in parent.findall(SVG + unwanted):
                parent.remove(child)
    _attributes_for_styles(root)
    _own_ids(root, hashlib.sha256(svg.encode()).hexdigest()[:8])
    _plain_names(root)
    smaller(root)
    for size in ("width", "height"):
        root.attrib.pop(size, None)
    root.attrib = {"role": "img", "aria-label": alt, "class": "figure", "viewBox": root.attrib["viewBox"]}
    return ElementTree.tostring(root, encoding="unicode")


def _attributes_for_styles(root: ElementTree.Element) -> None:
    """Say as attributes what stands in `style`: a page's policy forbids the one and lets the other pass."""
    for element in root.iter():
        said = dict(DECLARATION.findall(element.attrib.pop("style", "")))
        for name, value in [*said.items(), *_font(said)]:
            if name not in LEFT_OUT:
                element.set(name, value.strip())
        for name in ("fill", "stroke"):
            if name in element.attrib:
                element.set(name, _variable(element.attrib[name]))


def _font(said: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Slant, weight and size of a font; which font it is, the page decides."""
    found = FONT.match(said.get("font", ""))
    if found:
        slant, weight, size = found.groups()
        yield "font-size", size
        yield from (("font-style", slant) for _ in [0] if slant)
        yield from (("font-weight", weight) for _ in [0] if weight)


def _variable(colour: str) -> str:
    """The page's own name for a colour of ours."""
    name = VARIABLES.get(colour.lower())
    return f"var(--{name}, {colour.lower()})" if name else colour


def _own_ids(root: ElementTree.Element, own: str) -> None:
    """Keep the ids that something in the figure refers to, each with the figure's own mark."""
    for element in root.iter():
        for name, value in list(element.attrib.items()):
            if name == XLINK + "href":
                del element.attrib[name]
                element.set("href", f"#{own}-{value[1:]}")
            elif "url(#" in value:
                element.set(name, REFERENCE.sub(rf"url(#{own}-\1)", value))
    used = {
        value.rpartition("#")[2].rstrip(")") for each in root.iter() for value in each.attrib.values() if "#" in value
    }
    for element in root.iter():
        old = element.attrib.pop("id", None)
        if old is not None and f"{own}-{old}" in used:
            element.set("id", f"{own}-{old}")


def _plain_names(root: ElementTree.Element) -> None:
    """Tags as a page writes them."""
    for element in root.iter():
        element.tag = element.tag.removeprefix(SVG)
