"""Files are written whole or not at all, whatever fails, and nothing half-written stays."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

import influence
from influence.errors import InfluenceError
from influence.show.page import Page
from influence.show.pipeline.reports import save_reports
from influence.write.files import write_whole
from influence.write.spreadsheet import ENDINGS, save
from influence.write.template import write_template

OLD = b"what was there"


@pytest.fixture
def full_disk(monkeypatch):
    """Every second file finds no room, after some bytes of it are written."""
    whole, calls = Path.write_bytes, iter(range(100))

    def write_bytes(self, content):
        if next(calls) % 2 == 0:
            return whole(self, content)
        whole(self, content[:5])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", write_bytes)


def test_where_one_of_several_files_finds_no_room_none_is_written(tmp_path, full_disk):
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    with pytest.raises(InfluenceError, match=r"'.*other.csv' cannot be written: No space left on device; make room"):
        write_whole({one: b"new", other: b"new and longer"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", [*ENDINGS, ".html"])
def test_what_was_there_stays_where_writing_fails(tmp_path, monkeypatch, ending):
    path = tmp_path / f"out{ending}"
    path.write_bytes(OLD)
    monkeypatch.setattr(os, "replace", _refused)
    writes = {".html": lambda path: Page("title", "<p>").save(path, force=True)}
    write = writes.get(ending, lambda path: save(pd.DataFrame({"deal": ["d"]}), path))
    with pytest.raises(InfluenceError, match="cannot be written: Permission denied; make room, close it"):
        write(path)
    assert path.read_bytes() == OLD
    assert list(tmp_path.iterdir()) == [path]


def _refused(*_):
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


@pytest.mark.parametrize("name", ["tables", "tables.xlsx"])
def test_a_template_is_written_whole_too(tmp_path, monkeypatch, name):
    monkeypatch.setattr(os, "replace", _refused)
    with pytest.raises(InfluenceError, match="cannot be written"):
        write_template(tmp_path / name)
    assert not [each for each in tmp_path.rglob("*") if each.is_file()]


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "x.csv").mkdir()
    with pytest.raises(InfluenceError, match="is a folder; give the name of a file"):
        save(pd.DataFrame({"deal": ["d"]}), tmp_path / "x.csv")


@pytest.mark.skipif(sys.platform == "win32", reason="links and modes of POSIX")
def test_a_link_and_the_rights_of_a_file_stay(tmp_path):
    kept, link = tmp_path / "kept.csv", tmp_path / "link.csv"
    kept.write_bytes(OLD)
    kept.chmod(0o640)
    link.symlink_to(kept)
    save(pd.DataFrame({"deal": ["d"]}), link)
    assert link.is_symlink()
    assert kept.read_text(encoding="utf-8-sig") == "deal\nd\n"
    assert kept.stat().st_mode & 0o777 == 0o640


FULL = """
import resource, signal, sys, influence, openpyxl
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
people = influence.datasets.load("uk_decc").people
resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))
for path in sys.argv[1:]:
    try:
        influence.save(people, path)
    except influence.InfluenceError as error:
        print(error)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_full_disk_is_one_line_without_a_traceback(tmp_path):
    paths = [tmp_path / f"out{ending}" for ending in ENDINGS]
    for path in paths:
        path.write_bytes(OLD)
    told = subprocess.run([sys.executable, "-c", FULL, *map(str, paths)], capture_output=True, text=True, check=True)
    lines = told.stdout.splitlines()
    assert len(lines) == len(paths)
    for path, line in zip(paths, lines, strict=True):
        assert path.name in line
        assert "cannot be written: File too large" in line
        assert path.read_bytes() == OLD
    assert told.stderr == ""
    assert sorted(tmp_path.iterdir()) == sorted(paths)


def test_a_report_goes_into_no_file(tmp_path):
    (tmp_path / "report").write_bytes(OLD)
    with pytest.raises(InfluenceError, match=r"'.*report' is a file; give the name of a folder"):
        save_reports(influence.datasets.load("cooked_duck"), ["equipment"], tmp_path / "report")
