"""A calibration that was saved, every number of it checked."""

from __future__ import annotations

import json
from pathlib import Path
from types import MappingProxyType
from typing import Any

from influence.errors import InfluenceError
from influence.outcomes.calibration import FORMAT, KNOTS, VERSION, Calibration, Curve
from influence.tables.language import say

AGAIN = "save it again with Calibration.save"
LISTS = ("share", "low", "high")


def calibration(path: str | Path) -> Calibration:
    """Read a calibration that `Calibration.save` wrote.

    Parameters
    ----------
    path : str or pathlib.Path
        The JSON file.

    Returns
    -------
    Calibration

    Raises
    ------
    InfluenceError
        There is no such file; it is no calibration, or of a version this library does not read; a curve falls, leaves
        0 to 1 or its own interval, or lacks a number.

    Examples
    --------
    >>> import influence, tempfile
    >>> from influence.outcomes.calibration import Calibration, Curve
    >>> level = (0.25,) * 101
    >>> saved = Calibration({"approval": Curve("platt", 400, 100, level, level, level)})
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     influence.read.calibration(saved.save(f"{folder}/calibration.json")) == saved
    True
    """
    found = _json(path)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise InfluenceError(
            say("{path} is no calibration; give a file that Calibration.save wrote", path=repr(str(path)))
        )
    if found.get("version") != VERSION:
        raise InfluenceError(
            say(
                "{path} is of version {value}, and this library reads version {version}; {again}",
                path=repr(str(path)),
                value=repr(found.get("version")),
                version=VERSION,
                again=say(AGAIN),
            )
        )
    curves = found.get("curves")
    if not isinstance(curves, dict) or not curves:
        raise InfluenceError(say("{path}: curves: holds none; {again}", path=repr(str(path)), again=say(AGAIN)))
    return Calibration(MappingProxyType({name: _curve(path, name, curve) for name, curve in curves.items()}))


def _json(path: Any) -> Any:
    if not isinstance(path, str | Path):
        raise InfluenceError(say("path is a {kind}; give the path of a file", kind=type(path).__name__))
    try:
        return json.loads(Path(path).read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        reason = error.strerror if isinstance(error, OSError) else say("it is no JSON")
        raise InfluenceError(
            say("{path} cannot be read ({reason}); check the path and the file", path=repr(str(path)), reason=reason)
        ) from error


def _curve(path: object, name: str, given: Any) -> Curve:
    where = f"{str(path)!r}: curves: {name!r}"
    if not isinstance(given, dict) or set(given) != set(Curve.__dataclass_fields__):
        raise InfluenceError(
            say(
                "{where} does not hold {names}; {again}",
                where=where,
                names=", ".join(Curve.__dataclass_fields__),
                again=say(AGAIN),
            )
        )
    for column in LISTS:
        _require_rising(f"{where}: {column}", given[column])
    if not all(low <= share <= high for share, low, high in zip(*(given[each] for each in LISTS), strict=True)):
        raise InfluenceError(say("{where}: the curve leaves its interval; {again}", where=where, again=say(AGAIN)))
    counts = [given["deals"], given["won"]]
    if given["method"] not in ("isotonic", "platt") or not all(type(each) is int and each >= 0 for each in counts):
        raise InfluenceError(
            say("{where}: method, deals or won is not one that was saved; {again}", where=where, again=say(AGAIN))
        )
    return Curve(given["method"], *counts, *(tuple(map(float, given[each])) for each in LISTS))


def _require_rising(where: str, values: Any) -> None:
    """Refuse what is no list of so many numbers that rise within 0 and 1."""
    numbers = isinstance(values, list) and len(values) == KNOTS and all(type(each) in (int, float) for each in values)
    if not numbers or not all(0 <= one <= two <= 1 for one, two in zip([0, *values], [*values, 1], strict=True)):
        raise InfluenceError(
            say(
                "{where}: is not {knots} rising numbers from 0 to 1; {again}",
                where=where,
                knots=KNOTS,
                again=say(AGAIN),
            )
        )
