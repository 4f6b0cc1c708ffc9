"""Pages that a sales manager opens: the map of a deal and the report on it. The only place that draws."""

from __future__ import annotations

from influence.show.map.org_map import org_map
from influence.show.report.report import report

__all__ = ["org_map", "report"]


def __dir__() -> list[str]:
    return __all__
