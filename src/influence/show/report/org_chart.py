"""The map of the deal, in its place within the report."""

from __future__ import annotations

from influence.show.deal_view import DealView
from influence.show.report.section import OrgMap, Section
from influence.tables.language import say


def section(_view: DealView) -> Section:
    """Who stands where; the page draws it."""
    return Section(say("Map"), blocks=[OrgMap()])
