"""What the page asks of the library, in the browser as anywhere else: the lost deal, its scores and its map."""

from __future__ import annotations

import sys
from types import ModuleType

import influence


def answers() -> dict[str, str]:
    """The scores and the map of the lost deal, each as HTML."""
    deal = influence.datasets.load("cooked_duck")
    _stand_in_for_ipython()
    return {
        "scores": influence.score(deal).T.round(2).to_html(na_rep="unknown", border=0),
        "map": influence.show.org_map(deal).html,
    }


def _stand_in_for_ipython() -> None:
    """Let pyvis import the one name of IPython that it never uses here, since IPython is as large as the rest."""
    if sys.platform == "emscripten" and "IPython" not in sys.modules:
        display = ModuleType("IPython.display")
        display.IFrame = object  # type: ignore[attr-defined]
        sys.modules |= {"IPython": ModuleType("IPython"), "IPython.display": display}
