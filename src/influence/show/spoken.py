"""Which language a page speaks: the one asked for, else the one of the headers that were read."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager

from influence.graph.stakeholder_graph import StakeholderGraph
from influence.tables.language import chosen, speaking

CHINESE, KANA = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[\u3040-\u30ff]")


def speaking_of(graph: StakeholderGraph, locale: str | None = None) -> AbstractContextManager[None]:
    """Within it everything is said in `locale`; without one in the language chosen, else in that of the headers."""
    return speaking(locale or chosen() or language_of(graph))


def language_of(graph: StakeholderGraph) -> str:
    """Chinese where most headers that were read are Chinese, else English."""
    notes = graph.notes
    headers = notes.loc[(notes["action"] == "renamed") & notes["row"].isna() & notes["line"].isna(), "source"]
    chinese = [bool(CHINESE.search(each)) and not KANA.search(each) for each in headers.astype(str)]
    return "zh" if 2 * sum(chinese) > len(chinese) else "en"
