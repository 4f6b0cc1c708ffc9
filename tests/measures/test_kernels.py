"""Kernels as plain Python and as machine code: the same numbers, and neither where the other serves better."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, get_ident

import numpy as np
import pandas as pd
import pytest

import influence
from influence import compiled
from influence.measures.kernels.random import uniform
from tests.sparse_deals import sparse_graph

ASKED = (
    influence.score, influence.strategies, influence.penetration_plan, influence.information_gaps,
    influence.single_points_of_failure, influence.entry_points, influence.committee, influence.contest,
)  # fmt: skip


def tables(graph):
    """All that the analyses find."""
    found = {}
    for ask in ASKED:
        answer = ask(graph)
        parts = (
            {"": answer} if isinstance(answer, pd.DataFrame) else {"by_deal": answer.by_deal, "detail": answer.detail}
        )
        found |= {f"{ask.__name__} {part}": frame for part, frame in parts.items()}
    return found


@pytest.mark.parametrize("graph", [lambda: influence.datasets.load("cooked_duck"), lambda: sparse_graph(40, seed=5)])
def test_plain_and_compiled_kernels_give_the_same_numbers(graph, monkeypatch):
    found = []
    for form in ("plain", "fast"):
        monkeypatch.setattr(compiled.Kernel, "for_work", lambda kernel, steps, form=form: getattr(kernel, form))
        found.append(tables(graph()))
    for name, plain in found[0].items():
        pd.testing.assert_frame_equal(plain, found[1][name], check_exact=True, obj=str(name))


def test_random_numbers_are_the_same_in_both_forms():
    draws = [(seed, draw, item) for seed in (0, 1, 2**31 - 1) for draw in (0, 7, 4095) for item in (0, 3, 10**6)]
    plain = [uniform.plain(*each) for each in draws]
    assert plain == [uniform.fast(*each) for each in draws]
    assert min(plain) >= 0
    assert max(plain) < 1


def test_a_little_work_needs_no_compiler():
    code = (
        "import sys, influence; influence.score(influence.datasets.load('cooked_duck')); print('numba' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"


def test_much_work_is_compiled():
    kernel = compiled.Kernel(lambda: None)
    assert kernel.for_work(compiled.PLAIN_STEPS) == kernel.plain
    assert kernel.for_work(compiled.PLAIN_STEPS + 1) == kernel.fast
    assert kernel.for_work(0) == kernel.fast


def test_without_numba_everything_is_plain(monkeypatch):
    monkeypatch.setattr(compiled, "find_spec", lambda name: None)
    compiled._say_it_is_slow.cache_clear()
    kernel = compiled.Kernel(np.sum)
    assert kernel.for_work(compiled.PATIENCE) is np.sum
    with pytest.warns(UserWarning, match=r"pip install influence-graph\[fast\]"):
        assert kernel.for_work(np.inf) is np.sum


def test_that_numba_is_missing_is_said_once_in_a_process_and_in_a_line_of_the_command():
    code = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, get_ident
sys.modules["numba"] = None
import influence.compiled as compiled
from influence.cli.main import main
compiled.find_spec = lambda name: None
compiled.PLAIN_STEPS = compiled.PATIENCE = 0
sys.exit(main(["score", str(__import__("influence").datasets.folder() / "cooked_duck")]))
"""
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stderr == f"influence: {compiled.SLOW}\n"
    assert said.stdout.startswith("deal,")


def test_a_thread_beside_others_shares_no_deals():
    runs = []
    note = compiled.Kernel(lambda first, last: runs.append((first, last)))
    compiled.over_deals(note, 1_000)
    assert len(runs) > 1
    assert sum(last - first for first, last in runs) == 1_000
    runs.clear()
    with ThreadPoolExecutor(1, initializer=compiled.share_no_deals) as pool:
        pool.submit(compiled.over_deals, note, 1_000).result()
    assert runs == [(0, 1_000)]


def test_what_is_asked_for_at_once_is_made_at_once_except_beside_others():
    meeting = Barrier(2, timeout=10)
    assert sorted(compiled.at_once(meeting.wait, meeting.wait)) == [0, 1]
    with ThreadPoolExecutor(1, initializer=compiled.share_no_deals) as pool:
        assert pool.submit(compiled.at_once, get_ident, get_ident).result() == [pool.submit(get_ident).result()] * 2
