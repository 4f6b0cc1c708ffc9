"""The data that comes with the library, and pipelines simulated with known truth."""

from influence.datasets.bundled import folder, load, names
from influence.datasets.simulation import Simulation, simulate

__all__ = ["Simulation", "folder", "load", "names", "simulate"]


def __dir__() -> list[str]:
    return __all__
