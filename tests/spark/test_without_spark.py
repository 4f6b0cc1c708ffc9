"""What is said where pyspark, Java or influence on the workers is missing; pretended, so that no Spark is needed."""

from __future__ import annotations

from types import SimpleNamespace

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


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ("Traceback:\n  File x\nModuleNotFoundError: No module named 'pyarrow'\n", "ModuleNotFoundError: No module"),
        ("An error\nCaused by: java.io.IOException: error=2, No such file\n\tat java.lang", "IOException: error=2, No"),
        ("[JAVA_GATEWAY_EXITED] Java gateway process exited.", "[JAVA_GATEWAY_EXITED] Java"),
        ("", "RuntimeError"),
    ],
)
def test_workers_that_do_not_start_are_told_with_the_cause(said, cause):
    class Session:
        def range(self, _):
            raise RuntimeError(said)

    with pytest.raises(InfluenceError) as found:
        installed.require_workers(Session())
    assert str(found.value).startswith(f"the workers of Spark run no Python ({cause}")
    assert "set PYSPARK_PYTHON to that Python before the session starts" in str(found.value)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            {"version": None, "missing": "No module named 'influence'"},
            r"have no influence \(No module named 'influence'",
        ),
        ({"version": "0.0.1", "missing": None}, "have influence 0.0.1, and this is .*; install the same on both"),
    ],
)
def test_workers_without_this_influence_are_refused(told, said):
    with pytest.raises(InfluenceError, match=said):
        installed.require_workers(pretended_session(told))
    installed.require_workers(pretended_session({"version": influence.__version__, "missing": None}))


def pretended_session(told):
    """A session whose workers tell this of themselves."""

    class Session:
        def range(self, _):
            return self

        def mapInArrow(self, _, schema):  # noqa: N802
            assert schema == "version string, missing string"
            return self

        def collect(self):
            return [SimpleNamespace(**told)]

    return Session()


def test_what_workers_are_asked_needs_nothing_of_theirs():
    import pyarrow as pa

    (answer,) = installed._asking()([pa.RecordBatch.from_pydict({"id": [0]})])
    assert answer.to_pylist() == [{"version": influence.__version__, "missing": None}]
