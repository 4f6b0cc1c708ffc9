"""Cases of the field: a small input each, and what is right of it."""

from __future__ import annotations

import json
from pathlib import Path

FIELD = Path(__file__).parents[2] / "data" / "field"


def case(name):
    """The folder of a case's input, and its right values."""
    place = FIELD / name
    return place / "input", json.loads((place / "expected.json").read_text(encoding="utf-8"))
