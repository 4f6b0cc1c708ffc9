"""What is said where pyspark, Java or influence on the workers is missing; pretended, so that no Spark is needed."""

from __future__ import annotations

import pandas as pd
import pytest

import influence
from influence import InfluenceError
from influence.spark import installed

PEOPLE = pd.DataFrame({"deal": ["a"], "person": ["ann"]})


@pytest.mark.parametrize("package", ["pyspark", "pyarrow"])
@pytest.mark.parametrize("ask", [lambda: influence.spark.score({}), lambda: influence.spark.read_parquet("pipeline")])
def test_without_a_package_the_extra_is_named(monkeypatch, package, ask):
    monkeypatch.setattr(installed, "find_spec", lambda name: None if name == package else name)
    with pytest.raises(InfluenceError, match=rf"needs {package}, .*: pip install influence-graph\[spark\]"):
        ask()


@pytest.mark.parametrize("given", [PEOPLE, {"people": PEOPLE}])
def test_frames_of_pandas_are_sent_to_where_they_are_scored(monkeypatch, given):
    monkeypatch.setattr(installed, "find_spec", lambda name: name)
    with pytest.raises(InfluenceError, match=r"is a DataFrame; give a DataFrame of Spark .*influence.score"):
        influence.spark.score(given)


def test_importing_the_folder_loads_no_spark():
    from tests.test_architecture import run

    assert run("import sys, influence.spark; print('pyspark' in sys.modules)") == "False"
