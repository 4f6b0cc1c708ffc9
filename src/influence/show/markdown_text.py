"""Texts as Markdown shows them as they are: nothing in them is a sign of Markdown or of HTML."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~!&])")
# What begins a list or a line below a heading.
_FIRST = re.compile(r"^(\d+)([.)])|^([-+=])")


def escaped(text: str) -> str:
    """The text on one line, behind something else."""
    return _SIGNS.sub(r"\\\1", " ".join(str(text).split()))


def own_line(text: str) -> str:
    """The text as a line of its own, which may begin with any sign."""
    line = escaped(text)
    return _FIRST.sub(r"\1\\\2\3" if line[:1].isdigit() else r"\\\3", line)
