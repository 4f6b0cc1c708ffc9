"""Every number that no source gives is in `Assumptions`, in `Thresholds`, or a keyword that its docstring explains."""

from __future__ import annotations

import ast
import re
from inspect import getdoc
from pathlib import Path

import pytest

import influence
from influence import InfluenceError, Thresholds

PACKAGE = Path(influence.__file__).parent
MODULES = [path for folder in ("measures", "rules", "analysis") for path in sorted((PACKAGE / folder).rglob("*.py"))]
# Nothing, everything, a half, and whether there are several.
PLAIN = {0, 1, 2, 0.5}
# How far is looked, counted or drawn, and in which order equals come: no number of these bears on an answer.
TECHNICAL = {
    "STEPS", "MOST_NODES", "BINS", "TABLE_NUMBERS", "WORLDS_AT_ONCE", "STRIDE",
    "DENSE", "DRAWS", "LISTED_VOTERS", "COUNTED_CELLS", "CLOSE", "WEIGHT_STEPS", "DEALS_AT_ONCE",
    "COUNTED_WORK", "NODES", "TOGETHER_NODES", "CANCELS", "DAYS_A_MONTH", "DIGITS", "ATTENUATION", "MEASURED",
    "WORTH_SHARING", "PLAIN_STEPS", "PATIENCE", "PRICED", "SHOWN_WHOLE", "WORD", "BITS",
    "SWEEPS", "STILL", "PAIRED", "DRAWN",
    "SHOWN", "STATEMENT", "UNDECIDED", "WON", "PEER", "SAME_LAYER", "OWN_CONTACT", "CONTACT_OF_GUIDE", "LAYER_APART",
}  # fmt: skip
# Below these a number is not worth a word, or a sum is right but for rounding.
SHOWN_FROM = {0.005, 0.0005, 1e-9}


def numbers(node):
    return {
        each.value
        for each in ast.walk(node)
        if isinstance(each, ast.Constant) and isinstance(each.value, int | float) and not isinstance(each.value, bool)
    }


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_nothing_is_compared_with_a_number_of_its_own(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Compare):
            strange = numbers(node) - PLAIN - SHOWN_FROM
            assert not strange, f"{path.name}:{node.lineno}: {strange}; make it an assumption or a threshold"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_constants_with_numbers_are_technical(path):
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant | ast.BinOp) and numbers(node.value):
            for name in (each.id for each in ast.walk(node) if isinstance(each, ast.Name)):
                assert name in TECHNICAL, f"{path.name}: {name}; make it an assumption or a threshold"


@pytest.mark.parametrize("name", [name for name in influence.__all__ if callable(getattr(influence, name))])
def test_keywords_with_numbers_are_explained(name):
    thing = getattr(influence, name)
    if isinstance(thing, type):
        return
    for keyword, default in (thing.__kwdefaults__ or {}).items():
        if isinstance(default, int | float) and not isinstance(default, bool):
            assert re.search(rf"^(.*, )?{keyword}(, .*)? :", getdoc(thing), re.MULTILINE), f"{name}: {keyword}"


def test_every_threshold_and_assumption_is_described():
    for object_of_numbers in (Thresholds, influence.Assumptions):
        for name in object_of_numbers.__dataclass_fields__:
            assert re.search(rf"^(.*, )?{name}(, .*)? :", getdoc(object_of_numbers), re.MULTILINE), name


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"power": 1.5}, "power is 1.5; give a number from 0 to 1"),
        ({"hidden": -0.1}, "hidden is -0.1; give a number from 0 to 1"),
        ({"unreliable": float("nan")}, "unreliable is nan; give a number from 0 to 1"),
        ({"ally": 0}, "ally is 0; give a number above 0, at most 1"),
        ({"apart": 0}, "apart is 0; give a number above 0, at most 1"),
        ({"most_allies": -1}, "most_allies is -1; give a whole number, 0 or more"),
        ({"crowd": 2.5}, "crowd is 2.5; give a whole number, 0 or more"),
        ({"idle_days": "soon"}, "idle_days is 'soon'; give a number, 0 or more"),
        ({"holes": {"coach": 1}}, "give a number for each of insider, sponsor, coach"),
        ({"holes": {"insider": 0.5, "sponsor": 0.3, "coach": 0.1}}, "out of order"),
        (
            {"holes": {"insider": 0.1, "sponsor": 0.3, "coach": 2}},
            "the hole of a coach is 2; give a number from 0 to 1",
        ),
    ],
)
def test_a_threshold_out_of_range_is_refused(options, said):
    with pytest.raises(InfluenceError, match=re.escape(said)):
        Thresholds(**options)
