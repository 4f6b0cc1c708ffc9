"""The language of the headers that were read: that of pages and messages where nobody asks for another."""

from __future__ import annotations

import re
from collections.abc import Iterable

from influence.graph.stakeholder_graph import StakeholderGraph
from influence.tables.language import expect

CHINESE, KANA = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[\u3040-\u30ff]")


def language_of(graph: StakeholderGraph) -> str:
    """Chinese where most headers that were read are Chinese, else English."""
    notes = graph.notes
    headers = notes.loc[(notes["action"] == "renamed") & notes["row"].isna() & notes["line"].isna(), "source"]
    return "zh" if _are_chinese(headers.astype(str)) else "en"


def expect_language_of(headers: Iterable[str]) -> None:
    """On the command line, tell what is wrong with a table, and what was done to it, in the language of its headers."""
    if _are_chinese(headers):
        expect("zh")


def _are_chinese(headers: Iterable[str]) -> bool:
    """Whether most of them are Chinese, and none Japanese."""
    headers = list(headers)
    return not any(map(KANA.search, headers)) and 2 * sum(map(bool, map(CHINESE.search, headers))) > len(headers)
