"""Names of arrays for the reader, and how closely numbers are told apart."""

from __future__ import annotations

from typing import Any

import numpy as np

# What numpy's own types say of array operations is too wide to check against.
Floats = np.ndarray[Any, Any]
Ints = np.ndarray[Any, Any]
Flags = np.ndarray[Any, Any]
Days = np.ndarray[Any, Any]

# Sums and products of the same numbers may differ by rounding beyond this digit.
DIGITS = 12
ROUNDING = 10.0**-DIGITS


def rounded(values: Any) -> Floats:
    """The numbers without what rounding may have added, so that equals are exactly equal."""
    return np.round(values, DIGITS)
