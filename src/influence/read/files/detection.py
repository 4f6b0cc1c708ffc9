"""Which encoding a text is in that is not UTF-8: as stated, or as its bytes tell, or not to be told."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from importlib import import_module
from typing import NamedTuple, ParamSpec, TypeVar

from influence.errors import InfluenceError, UnknownName
from influence.tables.language import say

P = ParamSpec("P")
R = TypeVar("R")

# What programs of spreadsheets and CRMs still write, by country.
KNOWN = (
    "gb18030", "big5", "cp932", "cp949", "euc-jp", "windows-1250", "windows-1251", "windows-1252", "windows-1253",
    "windows-1254", "windows-1257", "iso-8859-1", "koi8-r",
)  # fmt: skip
# So many times as likely as the next, an encoding is taken; ours, tried on names of many countries.
CLEARLY = 1.5
# Less likely than this share of the likeliest, an encoding is not worth a line.
NAMED = 0.3
MOST_NAMED = 4
# No word mixes Latin letters with Greek or Cyrillic ones; a reading that does is wrong.
_MIXED = re.compile("[A-Za-z][\u0370-\u04ff]|[\u0370-\u04ff][A-Za-z]")
_SAMPLE = 20_000
_SHOWN = 60
_REMEDY = "state the right one, such as --encoding {name} (encoding={quoted} in Python), or save it as CSV UTF-8"
_STATED: ContextVar[str | None] = ContextVar("encoding", default=None)


class Unclear(InfluenceError):
    """A text whose encoding cannot be told, or that is not in the one stated."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}; {remedy}")
        self.problem, self.remedy = problem, remedy

    def __reduce__(self) -> tuple[type[Unclear], tuple[str, str]]:
        return Unclear, (self.problem, self.remedy)


class Guess(NamedTuple):
    """An encoding, how likely it is, and what it makes of the lines that are not plain."""

    encoding: str
    confidence: float
    lines: str


def encoded(reader: Callable[P, R]) -> Callable[P, R]:
    """Let a reader's `encoding` hold for every file that it opens."""

    @wraps(reader)
    def read(*given: P.args, **named: P.kwargs) -> R:
        with _stating(named.get("encoding")):
            return reader(*given, **named)

    return read


@contextmanager
def _stating(encoding: object) -> Iterator[None]:
    if encoding is not None:
        _require_encoding(encoding)
    before = _STATED.set(None if encoding is None else str(encoding))
    try:
        yield
    finally:
        _STATED.reset(before)


def _require_encoding(encoding: object) -> None:
    try:
        "".encode(str(encoding) if isinstance(encoding, str) else "")
    except (LookupError, ValueError):
        raise UnknownName("encoding", encoding, ("utf-8", *KNOWN)) from None


def as_stated(data: bytes) -> tuple[bytes, str] | None:
    """The text as UTF-8, and the encoding that was stated; None where none was."""
    encoding = _STATED.get()
    if encoding is None:
        return None
    try:
        return data.decode(encoding).encode(), encoding
    except UnicodeError as error:
        start = getattr(error, "start", 0)
        line = data.count(b"\n", 0, start) + 1
        problem = say(
            "is not in {encoding}: line {line} holds bytes that mean nothing in it", encoding=encoding, line=line
        )
        raise Unclear(problem, "state another --encoding, or leave it out to have it told by the bytes") from error


def told_apart(data: bytes, foreign: list[bytes], ours: str) -> str:
    """The encoding of a text, given those of its lines that are not plain, and what we would take it for.

    Without `chardet` it is what we take it for.

    Raises
    ------
    Unclear
        Another is likelier, but not clearly.
    """
    guesses = _guesses(data, foreign, ours)
    own = max((guess.confidence for guess in guesses if guess.lines == _lines(foreign, ours)), default=0.0)
    others = [guess for guess in guesses if guess.lines != _lines(foreign, ours)]
    if not others or others[0].confidence <= own:
        return ours
    best, second = others[0], max([own, *(each.confidence for each in others[1:] if each.lines != others[0].lines)])
    if best.confidence >= CLEARLY * second:
        return best.encoding
    # Nearly all its signs are common Chinese ones, which is more than any other encoding has for itself.
    if ours == "GB18030":
        return ours
    raise _unclear(guesses, foreign, ours)


def _guesses(data: bytes, foreign: list[bytes], ours: str) -> list[Guess]:
    """The encodings that can be meant, the likeliest first."""
    try:
        chardet = import_module("chardet")
    except ImportError:
        return []
    sample = b"\n".join(foreign)[:_SAMPLE]
    found = chardet.detect_all(sample, ignore_threshold=True, include_encodings=KNOWN)
    guesses = [
        Guess(each["encoding"], each["confidence"], _lines(foreign, each["encoding"]))
        for each in found
        if each["encoding"] and _fits(data, each["encoding"])
    ]
    return sorted((guess for guess in guesses if not _MIXED.search(guess.lines)), key=lambda guess: -guess.confidence)


def _fits(data: bytes, encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
        data.decode(encoding)
    except (LookupError, UnicodeError):
        return False
    return True


def _lines(foreign: list[bytes], encoding: str) -> str:
    """What an encoding makes of the lines that are not plain: two that agree on them mean the same."""
    return b"\n".join(foreign)[:_SAMPLE].decode(encoding, "replace")


def _unclear(guesses: list[Guess], foreign: list[bytes], ours: str) -> Unclear:
    """The fault that shows what each of the likeliest makes of the first line, in our own name for what is ours."""
    read = {_lines(foreign, ours): ours}
    likely = [guess for guess in guesses if guess.confidence > NAMED * guesses[0].confidence]
    names = {guess.lines: read.setdefault(guess.lines, guess.encoding) for guess in likely}
    shown = [
        say("{name} reads {lines}", name=name, lines=repr(_brief(lines)))
        for lines, name in list(names.items())[:MOST_NAMED]
    ]
    best = next(iter(names.values())).lower()
    return Unclear(
        say("may be in one of several encodings: {shown}", shown="; ".join(shown)),
        say(_REMEDY, name=best, quoted=repr(best)),
    )


def _brief(lines: str) -> str:
    first = lines.split("\n", 1)[0]
    return first if len(first) <= _SHOWN else first[: _SHOWN - 1] + "…"
