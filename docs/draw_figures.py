"""Draw the figures of docs/figures.md from the lost deal: `python docs/draw_figures.py`."""

from __future__ import annotations

from pathlib import Path

import influence
from influence.show import figures

PLACE = Path(__file__).with_name("images") / "figures"
NOT_DRAWN = ("alt_text", "save_figure", "pipeline")


def main() -> None:
    """Draw each figure that one deal has."""
    PLACE.mkdir(exist_ok=True)
    deal = influence.datasets.load("cooked_duck")
    for name in figures.__all__:
        if name not in NOT_DRAWN:
            options = {"column": "red_flags"} if name == "trend" else {}
            figures.save_figure(getattr(figures, name)(deal, **options), PLACE / f"{name}.svg")


if __name__ == "__main__":
    main()
