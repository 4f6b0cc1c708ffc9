"""Ids as numbers: the compiled loops over their bytes find whom pandas finds, whatever the ids are like."""

import numpy as np
import pandas as pd
import pytest

from influence.compiled import Kernel
from influence.errors import InvalidData
from influence.graph import stakeholder_graph
from influence.tables.kernels import texts
from influence.tables.keys import Keys
from influence.tables.numbering import PlacedTexts, numbered, texts_of

pytest.importorskip("numba")
pytest.importorskip("pyarrow")

WORDS = ["a", "b", "ab", "a\0", "甲", "乙方", "eightlet", "ninelettr", "x" * 40, "x" * 39 + "y", "007", "7"]


@pytest.fixture
def compiled(monkeypatch):
    """Takes the compiled loops however little there is to do."""
    monkeypatch.setattr(Kernel, "for_array_work", lambda kernel, steps: kernel.fast)


def drawn(seed, deals, rows):
    """Tables of ids in any order: people on several deals, seats of somebody of another deal or of nobody."""
    rng = np.random.default_rng(seed)
    of = [(f"deal {deal}", WORDS[place]) for deal in range(deals) for place in rng.permutation(len(WORDS))[:9]]
    people = pd.DataFrame([of[place] for place in rng.permutation(len(of))], columns=["deal", "person"])
    near = [f"deal {deal}" for deal in rng.integers(0, deals + 1, rows)]
    who = [[*WORDS, None][place] for place in rng.integers(0, len(WORDS) + 1, rows)]
    seats = pd.DataFrame({"deal": near, "role": "user", "person": who})
    return {"people": people.astype("str"), "seats": seats.astype("str")}


@pytest.mark.parametrize("seed", range(3))
def test_the_compiled_loops_find_whom_pandas_finds(seed, monkeypatch):
    tables = drawn(seed, deals=30, rows=600)
    found = []
    for form in (lambda kernel, steps: None, lambda kernel, steps: kernel.fast):
        monkeypatch.setattr(Kernel, "for_array_work", form)
        found.append(Keys.of(tables))
    plain, fast = found
    assert fast.deals.equals(plain.deals)
    assert fast.persons.equals(plain.persons)
    for name in ("order", "people", "person_given"):
        np.testing.assert_array_equal(getattr(plain, name), getattr(fast, name))
    np.testing.assert_array_equal(plain.person["seats", "person"], fast.person["seats", "person"])
    assert 0 < (fast.person["seats", "person"] < 0).sum() < 600


def test_texts_are_numbered_as_they_first_come(compiled):
    rng = np.random.default_rng(0)
    many = pd.Series([f"{number % 40_000:x}{'y' * (number % 11)}" for number in rng.integers(0, 10**6, 90_000)])
    columns = [many, pd.Series(["new", None, many[3]])]
    codes, unique = numbered(columns)
    expected, known = pd.factorize(pd.concat(columns))
    np.testing.assert_array_equal(np.concatenate(codes), expected)
    assert unique.equals(pd.Index(known))
    assert len(unique) > texts.SHORT * 4_000  # more than fit into the first slots


def test_texts_with_one_mixed_number_are_told_apart_by_their_bytes(compiled, monkeypatch):
    """With a kernel whose numbers say nothing, only bytes and lengths are left."""
    monkeypatch.setattr(texts, "mixed", Kernel(lambda data, low, high: np.uint64(0)))
    ids, group = pd.Series(["x" * 9, "x" * 8 + "y", "y" * 12]), np.zeros(3, dtype=np.int64)
    start, data, known = texts_of(ids)
    begin, slots, found = np.array([0, 8]), np.zeros((8, 2), dtype=np.uint64), np.empty(3, dtype=np.int64)
    texts.place_texts.plain(start, data, known, group, begin, slots)
    texts.find_texts.plain(start, data, known, group, start, begin, slots, data, found, 0, 3)
    assert found.tolist() == [0, 1, 2]


def test_somebody_of_another_deal_is_not_found(compiled):
    placed = PlacedTexts(pd.Series(["Ann", "Bo", "Ann"]), np.array([0, 0, 2]), 3)
    assert placed.rows(pd.Series(["Ann", "Ann", "Bo", None]), np.array([2, 1, 0, 0])).tolist() == [2, -1, 1, -1]


@pytest.mark.parametrize("tables", [
    {"people": {"person": ["Ann", "ann"]}},
    {"people": {"person": ["Ann", "Ann", "Bo"]}},
    {"people": {"person": ["Ann", "  ", None]}},
    {"people": {"person": ["Ann", "Аnn"]}},
    {"people": {"person": ["Ann", "Bo"]}, "seats": {"role": ["user"] * 2, "person": ["Bob", "\u3000"]}},
    {"people": {"deal": [None, "x"], "person": ["Ann", "Bo"]},
     "seats": {"deal": [None, "x"], "role": ["user"] * 2, "person": ["Ann", "Ann"]}},
])  # fmt: skip
def test_faults_are_the_same_however_ids_are_numbered(tables, monkeypatch):
    told = []
    for form in (lambda kernel, steps: None, lambda kernel, steps: kernel.fast):
        monkeypatch.setattr(Kernel, "for_array_work", form)
        given = {name: pd.DataFrame(table).astype("str") for name, table in tables.items()}
        with pytest.raises(InvalidData) as invalid:
            stakeholder_graph.StakeholderGraph.from_tables(**given)
        told.append(invalid.value.problems)
    pd.testing.assert_frame_equal(*told)
