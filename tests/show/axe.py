"""What axe-core finds wrong with a page for people who cannot see it or use a mouse."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import axe_playwright_python


def violations(page: Any) -> dict[str, list[str]]:
    """The rules that an open page breaks, each with where it does."""
    # Evaluated, not added as a script: the policy of our pages lets no other script in.
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return {each["id"]: [node["html"][:160] for node in each["nodes"]] for each in found}


@cache
def _axe() -> str:
    return (files(axe_playwright_python) / "axe.min.js").read_text(encoding="utf-8")
