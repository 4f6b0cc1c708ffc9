"""A drawing in fewer bytes: without spaces and groups that say nothing, with as many digits as anybody sees."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

NUMBER = re.compile(r"-?\d*\.\d+(?:e-?\d+)?")
COMMAND = re.compile(r"\s*([A-Za-z])\s*")
# Attributes that place and measure; of others such as labels no digit is touched.
PLACES = ("d", "x", "y", "width", "height", "transform", "points", "cx", "cy", "r", "stroke-width", "viewBox")
# A turn by nothing, which every level text is given.
NO_TURN = re.compile(r"rotate\(-?0 [^)]*\)")


def smaller(root: Element) -> None:
    """Make it so, in place; what it looks like stays."""
    for element in list(root.iter()):
        if not list(element):
            _rounded(element)
            continue
        element.text = None
        for child in list(element):
            child.tail = None
            if _shows_nothing(child):
                element.remove(child)
        _rounded(element)
    while _unwrapped(root):
        pass


def _rounded(element: Element) -> None:
    for name in PLACES:
        if name in element.attrib:
            element.set(name, NUMBER.sub(_short, element.attrib[name]))
    if "d" in element.attrib:
        element.set("d", COMMAND.sub(r"\1", element.attrib["d"]).strip())
    if NO_TURN.fullmatch(element.attrib.get("transform", "")):
        del element.attrib["transform"]


def _short(number: re.Match[str]) -> str:
    """A tenth of a pixel, and of small marks a hundredth."""
    value = float(number[0])
    return f"{value:.{1 if abs(value) >= 10 else 2}f}".rstrip("0").rstrip(".")


def _shows_nothing(element: Element) -> bool:
    """The ground of figure and axes, which a page has itself."""
    unseen = element.attrib.get("fill") == "none" and "stroke" not in element.attrib and "id" not in element.attrib
    return element.tag == "path" and unseen


def _unwrapped(parent: Element) -> bool:
    """Put what stands in a group without attributes in its place; whether there was any."""
    found = False
    for element in list(parent.iter()):
        for place, child in reversed(list(enumerate(element))):
            empty = child.tag in ("g", "defs") and not list(child)
            if empty or (child.tag == "g" and not child.attrib):
                element[place : place + 1] = list(child)
                found = True
    return found
