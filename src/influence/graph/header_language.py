"""The language of the headers that were read: that of pages and messages where nobody asks for another."""

from __future__ import annotations

import re

from influence.graph.stakeholder_graph import StakeholderGraph

CHINESE, KANA = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[\u3040-\u30ff]")


def language_of(graph: StakeholderGraph) -> str:
    """Chinese where most headers that were read are Chinese, else English."""
    notes = graph.notes
    headers = notes.loc[(notes["action"] == "renamed") & notes["row"].isna() & notes["line"].isna(), "source"]
    chinese = [bool(CHINESE.search(each)) and not KANA.search(each) for each in headers.astype(str)]
    return "zh" if 2 * sum(chinese) > len(chinese) else "en"
