"""Names of arrays for the reader; what numpy's own types say of array operations is too wide to check against."""

from __future__ import annotations

from typing import Any

import numpy as np

Floats = np.ndarray[Any, Any]
Ints = np.ndarray[Any, Any]
Flags = np.ndarray[Any, Any]
