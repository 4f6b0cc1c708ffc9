"""How far can the numbers be trusted? Measure it, and write the tables of docs/how_far_to_trust_it.md.

    python -m benchmarks.how_far          # measure everything, some five minutes on two cores
    python -m benchmarks.how_far tables   # write the tables anew from the figures of the last run

Everything is simulated with fixed seeds, so that anybody gets the same figures. They are kept in figures.json; the
tests hold the page to them, and them to a small run of today's code.
"""

from __future__ import annotations

import sys
import time

from benchmarks.how_far.measured import FULL, SMALL, measured, save, stored
from benchmarks.how_far.page import PAGE, filled, tables


def main(what: str = "measure") -> None:
    """Measure unless told not to, print the tables, and write them into the page."""
    if what != "tables":
        begin = time.perf_counter()
        save({"full": measured(FULL), "small": measured(SMALL)})
        print(f"measured in {time.perf_counter() - begin:.0f} s\n")
    made = tables(stored()["full"], FULL)
    for name, text in made.items():
        print(f"{name}\n\n{text}\n")
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), made), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
