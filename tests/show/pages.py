"""What the tests of the pages share: small deals, and what a page says as text."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pandas as pd

from influence import StakeholderGraph
from influence.show.deal_view import DealView
from influence.show.page import Page
from influence.show.report.section import Section, Table


def graph_of(*people: dict[str, Any], deal: object = "plant", **tables: Any) -> StakeholderGraph:
    frames = {name: pd.DataFrame(rows) for name, rows in tables.items()}
    return StakeholderGraph.from_tables(pd.DataFrame(people), deal=deal, **frames)


def view_of(*people: dict[str, Any], **tables: Any) -> DealView:
    return DealView(graph_of(*people, **tables))


def shown_support(value: float) -> str:
    """Support as a page writes it: two decimals and a sign."""
    if abs(value) < 1e-9:
        return "0"
    return "almost 0" if abs(value) < 0.005 else f"{value:+.2f}".replace("-", "−")


def deal_of_nobody() -> StakeholderGraph:
    """Two deals, and nobody in the second, "b"."""
    people = pd.DataFrame([{"deal": "a", "person": "Ann"}])
    return StakeholderGraph.from_tables(people, deals=pd.DataFrame({"deal": ["a", "b"]}))


def still_open(view: DealView) -> DealView:
    """The deal before it was known how it ends."""
    return DealView(view.graph.replaced(deals=view.graph.deals.assign(outcome=None)))


def said(section: Section) -> str:
    """The sentences of a section."""
    return " ".join(section.sentences)


def tables(section: Section) -> list[Table]:
    return [block for block in section.blocks if isinstance(block, Table)]


def rows(section: Section, table: int = 0) -> list[dict[str, str]]:
    """The rows of a table, by its heads."""
    shown = tables(section)[table]
    return [dict(zip(shown.head, row, strict=False)) for row in shown.rows]


def embedded(page: Page) -> Any:
    """What the script of the map is given."""
    found = re.search(r'<script id="map-data" type="application/json">(.*?)</script>', page.html, re.DOTALL)
    constants = re.search(r"^const constants = (.*);$", page.html, re.MULTILINE)
    assert found
    assert constants
    return {**json.loads(constants[1]), **json.loads(found[1])}


def text_of(page: Page) -> str:
    """All that a reader of the page may see, element by element, and what the map writes on its cards and beside."""
    shown = re.sub(r"(?s)<(script|style).*?</\1>", " ", page.html)
    parts = [html.unescape(re.sub(r"<[^>]+>", "\n", shown))]
    if "map-data" in page.html:
        drawn = embedded(page)
        parts += [
            *drawn["words"].values(),
            *drawn["bands"]["names"],
            *drawn["reasons"],
            *(each["reading"] for each in drawn["kinds"]),
        ]
        for card in [*drawn["people"], *drawn["seats"], *drawn["members"], *drawn["rivals"]]:
            parts += [value for name, value in card.items() if isinstance(value, str) and name != "id"]
            parts += card.get("roles", [])
    return re.sub(r"[ \t]+", " ", "\n".join(parts))
