"""axe-core, which finds what keeps people from using a page: taken from npm, for the tests alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
from pathlib import Path
from typing import Any

import pytest

VERSION = "4.14.1"
# Where it lies already, a folder or the file; otherwise it is fetched.
PLACE = "AXE_CORE"
RUN = "() => axe.run(document, {resultTypes: ['violations']}).then((found) => found.violations)"


@pytest.fixture(scope="session")
def axe(tmp_path_factory):
    """`axe(page)`: each violation in one line, with where it stands."""
    source = _source(tmp_path_factory.mktemp("axe")).read_text(encoding="utf-8")

    def violations(page: Any) -> list[str]:
        page.evaluate(source)
        return [
            f"{found['id']}: {node['html'][:200]} {node['failureSummary'][:200]}"
            for found in page.evaluate(RUN)
            for node in found["nodes"]
        ]

    return violations


def _source(folder: Path) -> Path:
    given = os.environ.get(PLACE)
    if given:
        return Path(given) / "axe.min.js" if Path(given).is_dir() else Path(given)
    npm = shutil.which("npm")
    packed = npm and subprocess.run([npm, "pack", f"axe-core@{VERSION}"], cwd=folder, capture_output=True, check=False)
    archives = list(folder.glob("*.tgz"))
    if not archives:
        pytest.skip(f"axe-core comes from npm, which is not there or did not answer: {packed and packed.stderr!r}")
    with tarfile.open(archives[0]) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package" / "axe.min.js"
