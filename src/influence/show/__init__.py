"""Pages that a sales manager opens, and figures for slides: maps, reports, a look back. The only place that draws."""

from __future__ import annotations

from influence.show import figures
from influence.show.backtest_page import backtest_page
from influence.show.digest import digest
from influence.show.map.org_map import org_map
from influence.show.map.org_map_widget import org_map_widget
from influence.show.network.network import network, to_pyvis
from influence.show.pipeline.pipeline import pipeline
from influence.show.report.report import report
from influence.show.slides.slides import slides

__all__ = [
    "backtest_page", "digest", "figures", "network", "org_map", "org_map_widget", "pipeline", "report", "slides",
    "to_pyvis",
]  # fmt: skip


def __dir__() -> list[str]:
    return __all__
