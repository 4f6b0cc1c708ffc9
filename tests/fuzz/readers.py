"""Look for bytes that make a reader raise anything but an `InfluenceError`, guided by what the bytes make it run.

`python -m tests.fuzz.readers --runs 20000` tries so many inputs on each reader, `--seconds 600` as many as fit into the
time that all readers share. What it finds interesting it keeps in `--corpus`, so that the next run goes on from there.
With atheris it follows coverage; without, it only mutates. The gate bounds it by runs alone: no test depends on time.
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import os
import random
import sys
import tempfile
import time
import traceback
import warnings
from pathlib import Path

from tests.fuzz import cases
from tests.fuzz.cases import PARTS

LARGEST = 16_384
UNBOUNDED = 2**31 - 1
TOKENS = (
    *(b"\n", b"\r\n", b",", b";", b"\t", b'"', b'""', b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"\x80", b"\xe9", PARTS),
    *(b"sep=;\n", b"#N/A", b"NA", b"null", b"-", b"nan", b"inf", b"-inf", b"1e999", b"1_0", b"50%", b"0,5", b"9" * 40),
    *(b"2024-02-30", b"0000-00-00", b"9999-12-31", b"31/12/2024", b"true", b"003000000000001", b"=cmd()", b"@A1"),
    *("张伟".encode(), "张伟".encode("gbk"), "Ã©".encode(), "ﬁ".encode(), "\u202e".encode(), "İ".encode()),
    *(
        b"<",
        b">",
        b"&amp;",
        b"<!DOCTYPE a>",
        b'<!ENTITY a "b">',
        b"&a;",
        b"]]>",
        b"{",
        b"}",
        b"[",
        b"]",
        b":",
        b"\\u0000",
    ),
    *(b"reports_to", b"support", b"deal", b"person", b"kind", b"Copyright (c) 2024", b"(DM)", b"closedwon", b"\\ud800"),
    *(b"Subtotal", b"Total", b"Count", "  ↑".encode(), b"A report\n\n", b"\n,"),
)


def mutated(source: random.Random, pool: list[bytes]) -> bytes:
    """One of the pool with a few bytes, pieces or words of it changed, or crossed with another."""
    data = bytearray(source.choice(pool))
    for _ in range(source.choice((1, 1, 2, 4, 8))):
        at = source.randrange(len(data) + 1)
        to = min(len(data), at + source.choice((1, 2, 8, 40, 200)))
        change = source.randrange(6)
        if change == 0:
            data[at:at] = source.choice(TOKENS)
        elif change == 1:
            data[at:to] = source.choice(TOKENS)
        elif change == 2:
            del data[at:to]
        elif change == 3:
            data[at:at] = data[at:to] * source.choice((1, 2, 20))
        elif change == 4:
            data[at : at + 1] = bytes([source.randrange(256)])
        else:
            other = source.choice(pool)
            data[at:] = other[source.randrange(len(other) + 1) :]
    return bytes(data[:LARGEST])


def tried(reader: str, data: bytes) -> bool:
    """Whether the reader read it, in a place of its own."""
    with tempfile.TemporaryDirectory() as place:
        return cases.read(reader, data, Path(place))


def search(reader: str, runs: int, seconds: float = math.inf, seed: int = 0) -> tuple[int, int]:
    """Try the seeds, then mutates them until runs or seconds are up; how many were tried, and how many read."""
    source, pool = random.Random(f"{reader} {seed}"), list(cases.seeds(reader))
    end, number, sound = time.monotonic() + seconds, 0, 0
    given = len(pool)
    while number < given or (number < runs and time.monotonic() < end):
        data = pool[number] if number < given else mutated(source, pool)
        try:
            good = tried(reader, data)
        except Exception as error:
            error.add_note(f"reader {reader}, data {data!r}")
            raise
        number, sound = number + 1, sound + good
        if good and len(pool) < 500:
            pool.append(data)
    return number, sound


def instrumented() -> None:
    """Import afresh all that the bytes can change the course of, so that atheris sees which lines they run."""
    import atheris

    with atheris.instrument_imports(include=["influence.read", "influence.tables"]):
        for name in [name for name in sys.modules if name.split(".")[0] == "influence"]:
            del sys.modules[name]
        importlib.reload(cases)
        cases.readers()


def guided(reader: str, runs: int, seconds: int, seed: int, corpus: Path) -> None:
    """Follow coverage with atheris, of what is instrumented; never returns."""
    import atheris

    mutations = random.Random(0)

    def one(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as place:
            cases.read(reader, data, Path(place))

    def change(data: bytes, most: int, seed: int) -> bytes:
        if seed % 2:
            return atheris.Mutate(data, most)
        mutations.seed(seed)
        return mutated(mutations, [data, *cases.seeds(reader)])[:most]

    warnings.simplefilter("error")
    here = corpus / reader
    here.mkdir(parents=True, exist_ok=True)
    for number, given in enumerate(cases.seeds(reader)):
        (here / f"seed{number}").write_bytes(given)
    options = [
        f"-seed={seed}",
        f"-runs={runs}",
        f"-max_total_time={seconds}",
        f"-max_len={LARGEST}",
        "-timeout=30",
        "-rss_limit_mb=3000",
        "-verbosity=1",
    ]
    atheris.Setup(
        [sys.argv[0], str(here), *options, f"-artifact_prefix={corpus}/{reader}-"], one, custom_mutator=change
    )
    atheris.Fuzz()


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=UNBOUNDED, help="most inputs for each reader")
    options.add_argument("--seconds", type=int, help="most seconds, for all readers together")
    options.add_argument("--reader", choices=cases.readers(), help="only this one")
    options.add_argument("--corpus", type=Path, default=Path(tempfile.gettempdir()) / "influence-fuzz")
    options.add_argument("--unguided", action="store_true", help="mutate at random even where atheris is installed")
    options.add_argument("--seed", type=int, default=0, help="of the mutations; guided, 0 is another each time")
    chosen = options.parse_args()
    if chosen.runs == UNBOUNDED and chosen.seconds is None:
        options.error("say how long: --runs N, --seconds N or both")
    follow = not chosen.unguided and importlib.util.find_spec("atheris") is not None
    if follow:
        instrumented()
    names = [chosen.reader] if chosen.reader else cases.readers()
    seconds = chosen.seconds and max(1, chosen.seconds // len(names))
    found = {name: (_guided if follow else _unguided)(name, chosen, seconds) for name in names}
    for name, code in found.items():
        print(f"{name}: {'only InfluenceError escapes' if code == 0 else f'FAILED ({code})'}")
    return max(map(abs, found.values()))


def _guided(reader: str, chosen: argparse.Namespace, seconds: int | None) -> int:
    """In a process of its own, which ends with the search."""
    sys.stdout.flush()
    process = os.fork()
    if not process:
        # Of libFuzzer, 0 seconds are without end.
        guided(reader, chosen.runs, seconds or 0, chosen.seed, chosen.corpus)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])


def _unguided(reader: str, chosen: argparse.Namespace, seconds: int | None) -> int:
    warnings.simplefilter("error")
    try:
        number, sound = search(reader, chosen.runs, seconds or math.inf, chosen.seed)
    except Exception:
        traceback.print_exc()
        return 1
    print(f"{reader}: {number:,} tried, {sound:,} of them read")
    return 0


if __name__ == "__main__":
    sys.exit(main())
