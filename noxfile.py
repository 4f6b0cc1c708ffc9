"""Everything that is checked less often than the gate: `nox -l` lists it, `nox -s tests` runs one.

The gate is `.ci/run`. What stands here needs several interpreters, other versions of what the library needs, or long.
`nox` alone runs the tests by every Python, with the oldest versions, the wheel and the types.
"""

from __future__ import annotations

import hashlib
import shutil
import tomllib
from pathlib import Path

import nox

nox.needs_version = ">=2024.10.9"
PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
# The extras whose lowest versions are installed; `mcp` and `spark` have tests of their own.
FOR_USERS = ("backtest", "encodings", "excel", "fast", "parquet", "sql", "yaml")
# A day long past, so that two builds of one source are the same file.
EPOCH = "1577836800"


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """The tests, by each Python there is."""
    session.install("-e", ".[test]")
    session.run("pytest", "-q", "-n", "2", *session.posargs, env={"CI": "true"})


@nox.session(python="3.11")
def oldest(session: nox.Session) -> None:
    """The tests that are not slow, with the oldest versions that are declared."""
    session.install("-e", ".[test]")
    # The oldest matplotlib calls pyparsing by names of which the newest warns.
    session.install(*oldest_declared(), "pyparsing<3.3")
    session.run("pytest", "-q", "-n", "2", "-m", "not slow", *session.posargs, env={"CI": "true"})


def oldest_declared() -> list[str]:
    """What the library and its extras need, each at the lowest version declared."""
    project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    told = [*project["dependencies"], *(need for name in FOR_USERS for need in extras[name])]
    return [need.replace(">=", "==") for need in told]


@nox.session(python="3.11", default=False)
def pandas2(session: nox.Session) -> None:
    """The tests with pandas 2; the gate takes the newest."""
    session.install("-e", ".[test]")
    session.install("pandas>=2.2,<3")
    session.run("pytest", "-q", "-n", "2", *session.posargs, env={"CI": "true"})


@nox.session(python="3.11")
def wheel(session: nox.Session) -> None:
    """Two builds are the same, and wheel and source distribution each work in an environment with nothing else."""
    session.install("build", *needed_to_build())
    folder = Path(session.create_tmp()).resolve()
    first, second = (built(session, folder / name) for name in ("first", "second"))
    if first != second:
        session.error(f"two builds differ: {first} and {second}")
    session.log("two builds are the same: %s", first)
    for kind in ("*.whl", "*.tar.gz"):
        _use_alone(session, folder, *map(str, (folder / "second").glob(kind)))


def _use_alone(session: nox.Session, folder: Path, distribution: str) -> None:
    """Write, score, report and load with a distribution in an environment with nothing else."""
    python, influence = alone(session, folder / "empty", distribution)
    # Away from the sources, so that only what is installed can be found.
    with session.chdir(folder):
        session.run(influence, "template", "tables", "--force", external=True)
        session.run(influence, "score", "tables", "--out", "scores.csv", external=True)
        session.run(influence, "report", "tables", "--out", "report", external=True)
        session.run(python, "-c", "import influence; influence.datasets.load('cooked_duck')", external=True)


def alone(session: nox.Session, folder: Path, *what: str) -> tuple[str, str]:
    """A new environment with this and nothing else: its Python and its `influence`."""
    session.run("python", "-m", "venv", "--clear", str(folder))
    python, influence = (str(folder / "bin" / name) for name in ("python", "influence"))
    session.run(python, "-m", "pip", "install", "-q", *what, external=True)
    return python, influence


def needed_to_build() -> list[str]:
    """What `pyproject.toml` says a build needs."""
    needed: list[str] = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["build-system"]["requires"]
    return needed


def built(session: nox.Session, folder: Path) -> dict[str, str]:
    """The hash of the source distribution and of the wheel, newly built into a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    command = ["python", "-m", "build", "--no-isolation", "--outdir", str(folder)]
    session.run(*command, env={"SOURCE_DATE_EPOCH": EPOCH}, silent=True)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


@nox.session(python="3.11")
def typed(session: nox.Session) -> None:
    """A user's own program, checked by mypy's strictest rules against the installed wheel."""
    session.install(".", "mypy", "pandas-stubs")
    session.run("mypy", "--strict", "tests/typed/user.py")


@nox.session(python="3.11", default=False)
def mutants(session: nox.Session) -> None:
    """Whether the tests notice a change in what computes the numbers."""
    session.install("-e", ".[test]")
    session.run("python", "-m", "tests.mutation", *session.posargs)


@nox.session(python="3.11", default=False)
def coverage(session: nox.Session) -> None:
    """Which branches no test takes; compiled kernels count as lines that none runs."""
    session.install("-e", ".[test]", "pytest-cov")
    options = ["--cov=influence", "--cov-branch", "--cov-report=term-missing:skip-covered"]
    session.run("pytest", "-q", "-n", "2", *options, env={"CI": "true"})


@nox.session(python="3.12", default=False)
def review(session: nox.Session) -> None:
    """What Scientific Python's review finds."""
    session.install("sp-repo-review[cli]")
    session.run("repo-review", ".")


@nox.session(python="3.11", default=False)
def audit(session: nox.Session) -> None:
    """Known weaknesses of what is installed with the library, and a list of all of it (CycloneDX)."""
    session.install("pip-audit", "cyclonedx-bom")
    # Apart, so that neither tool is counted among what the library brings along.
    folder = Path(session.create_tmp()).resolve()
    python, _ = alone(session, folder / "empty", ".")
    session.run("cyclonedx-py", "environment", python, "--output-file", str(folder / "sbom.json"))
    # Strict: what its database does not know is a fault, never a pass.
    session.run("pip-audit", "--strict", "--path", *map(str, (folder / "empty" / "lib").glob("*/site-packages")))
