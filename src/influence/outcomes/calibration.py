"""What the model's chances have meant in a pipeline: curves that turn them into the shares won there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from influence.errors import InfluenceError, require_folder_of
from influence.tables.language import say

FORMAT, VERSION = "influence calibration", 1
KNOTS = 101
"""The chances at which a curve is kept, evenly from 0 to 1; between them it is straight."""


@dataclass(frozen=True)
class Curve:
    """What one chance has meant: the share won at each of the evenly spaced chances from 0 to 1, and its interval."""

    method: str
    deals: int
    won: int
    share: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True)
class Calibration:
    """What chances of the model have meant in one pipeline, as `influence.calibrate` found it.

    Attributes
    ----------
    curves : mapping of str to Curve
        A rising curve for each column, such as `approval` and `win`, with its 95 % interval.
    """

    curves: Mapping[str, Curve]

    def calibrated(self, scores: pd.DataFrame) -> pd.DataFrame:
        """Make the calibrated columns of these scores.

        Parameters
        ----------
        scores : pandas.DataFrame
            With the columns of `curves`, chances from 0 to 1; unknown stays unknown.

        Returns
        -------
        pandas.DataFrame
            For each of them `..._calibrated`, `..._calibrated_low` and `..._calibrated_high`, 0 to 1.

        Raises
        ------
        InfluenceError
            A column is missing.
        """
        found = {}
        at = np.linspace(0, 1, KNOTS)
        for name, curve in self.curves.items():
            if name not in scores:
                raise InfluenceError(say("scores has no column {name}, which this calibration is of", name=repr(name)))
            chance = scores[name].to_numpy(dtype=float, na_value=np.nan)
            for ending, values in (("", curve.share), ("_low", curve.low), ("_high", curve.high)):
                found[f"{name}_calibrated{ending}"] = np.interp(chance, at, values)
        return pd.DataFrame(found, index=scores.index)

    def save(self, path: str | Path) -> Path:
        """Save the calibration as JSON, to be read by `influence.read.calibration`.

        Parameters
        ----------
        path : str or pathlib.Path
            The file to write, ending in .json; its folder must exist.

        Returns
        -------
        pathlib.Path
            The file written.

        Raises
        ------
        InfluenceError
            The file has another ending, its folder is missing, or it cannot be written.
        """
        path = Path(path)
        if path.suffix.casefold() != ".json":
            raise InfluenceError(say("{path} must end in .json", path=repr(path.name)))
        require_folder_of(path)
        curves = {name: vars(curve) for name, curve in self.curves.items()}
        text = json.dumps({"format": FORMAT, "version": VERSION, "curves": curves}, indent=1)
        try:
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise InfluenceError(
                say(
                    "{path} cannot be written: {error}; give another name",
                    path=repr(str(path)),
                    error=error.strerror,
                )
            ) from error
        return path
