"""Folders, zips and workbooks for the readers' tests, and what comes of reading them."""

from __future__ import annotations

import zipfile

import pytest
from openpyxl import Workbook

from influence import InvalidData
from influence.read import tables
from influence.tables.problems import CODES

PEOPLE = "person,support\nann,0.5\nbo,\n"
RELATIONSHIPS = "source,target,kind\nbo,ann,reports_to\n"


def folder(tmp_path, **texts):
    """The folder `acme`, with these files."""
    place = tmp_path / "acme"
    place.mkdir(exist_ok=True)
    for name, text in texts.items():
        (place / f"{name}.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    return place


def zipped(path, *members):
    """A zip of these members, each a name and its text."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members:
            archive.writestr(name, text)
    return path


def workbook(path, **sheets):
    """A workbook of these sheets, each a list of rows."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def problems_of(path, **options):
    with pytest.raises(InvalidData, match=";") as caught:
        tables(path, **options)
    assert set(caught.value.problems["code"]) <= set(CODES)
    return caught.value


def lines_of(path, **options):
    """The faults as shown, without the path of the folder."""
    return [line.replace(str(path), "acme").replace("acme/", "") for line in problems_of(path, **options).lines()]


def read_or_refused(path):
    """The graph, or None where the files were refused with at least one problem."""
    try:
        return tables(path)
    except InvalidData:
        return problems_of(path).lines() and None
