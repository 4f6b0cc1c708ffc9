"""Days are read as people write them; which may be two days is none, and said so."""

from __future__ import annotations

import numpy as np
import pytest

from influence.read.files.days import days

LAST_OF_MAY = [
    "2024-05-31", "2024/5/31", "2024.05.31", "20240531", "45443", "45443.75", "5/31/24", "5/31/2024", "31/05/24",
    "31.05.24", "31.05.2024", "31-May-24", "31-May-2024", "31-MAY-24 02.30.00.000000 PM", "May 31, 2024", "31 May 2024",
    "31st May 2024", "Friday, May 31, 2024 2:30 PM", "Fri, 31 May 2024", "31. Mai 2024", "31 mai 2024 14:30",
    "ven. 31 mai 2024", "31 de mayo de 2024", "viernes, 31 de mayo de 2024", "31 de maio de 2024", "31 maggio 2024",
    "31 mei 2024", "31 May '24", "2024-May-31", "2024年5月31日", "2024/5/31 下午 02:30", "２０２４年５月３１日",
    "20240531T101112Z", "2024-05-31T10:00:00.000+0000",
]  # fmt: skip
FIRST_OF_MONTHS = {
    1: "1. Januar 2024|1 janvier 2024|1 de enero de 2024|1 de janeiro de 2024|1 gennaio 2024|1 januari 2024|1 ene 2024",
    2: "1. Februar 2024|1 févr. 2024|1 FEVRIER 2024|1 de febrero de 2024|1 de fevereiro de 2024|1 febbraio 2024",
    3: "1. März 2024|1. Mrz. 2024|1 mars 2024|1 marzo 2024|1 de março de 2024|1 mrt. 2024|mar. 1 mars 2024",
    8: "1. Aug. 2024|1 août 2024|1 de agosto de 2024|1 ago 2024|1 augustus 2024",
    12: "1. Dez. 2024|1 déc. 2024|1 dic 2024|1 de dezembro de 2024|1 dicembre 2024|1 december 2024",
}


def read(*texts, day_first=None):
    found, unsure = days(texts, day_first)
    return [None if np.isnat(day) else str(day)[:10] for day in found], unsure.tolist()


@pytest.mark.parametrize("text", LAST_OF_MAY)
def test_one_day_however_it_is_written(text):
    assert read(text) == (["2024-05-31"], [False])


@pytest.mark.parametrize("month", FIRST_OF_MONTHS)
def test_months_are_named_in_every_language(month):
    texts = FIRST_OF_MONTHS[month].split("|")
    assert read(*texts)[0] == [f"2024-{month:02}-01"] * len(texts)


@pytest.mark.parametrize(
    "text",
    ["", "soon", "13:45", "31-May 14:30", "May 2024", "1 jui 2024", "12345", "99999", "2024-02-30", "31. Foo 2024"],
)
def test_what_is_no_day(text):
    assert read(text) == ([None], [False])


def test_the_column_decides_whether_the_day_comes_first():
    assert read("3/4/24", "25/4/24")[0] == ["2024-04-03", "2024-04-25"]
    assert read("3/4/24", "4/25/24")[0] == ["2024-03-04", "2024-04-25"]
    assert read("3/4/24") == ([None], [True])
    assert read("3/4/24", day_first=True)[0] == ["2024-04-03"]
    assert read("3/4/1999", "3/4/68", "3/4/69", day_first=False)[0] == ["1999-03-04", "2068-03-04", "1969-03-04"]
