"""Pages that a sales manager opens: the map of a deal, the report on it, and a look back. The only place that draws."""

from __future__ import annotations

from influence.show.backtest_page import backtest_page
from influence.show.map.org_map import org_map
from influence.show.map.org_map_widget import org_map_widget
from influence.show.network.network import network, to_pyvis
from influence.show.report.report import report

__all__ = ["backtest_page", "network", "org_map", "org_map_widget", "report", "to_pyvis"]


def __dir__() -> list[str]:
    return __all__
