"""The page of figures has each of them, with its picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from influence.show import figures

PAGE = Path(__file__).parents[2] / "docs" / "figures.md"
FIGURES = [name for name in figures.__all__ if name not in ("alt_text", "save_figure")]


@pytest.mark.parametrize("name", FIGURES)
def test_each_figure_has_its_section_and_picture(name):
    text = PAGE.read_text(encoding="utf-8")
    assert f": `{name}`\n" in text
    assert name == "pipeline" or (PAGE.parent / "images" / "figures" / f"{name}.svg").is_file()
