"""What is said, in the language now spoken: every sentence is written in English and looked up as it is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

SENTENCES = Path(__file__).parent / "tables" / "languages"

# Languages without spaces between words; where a name in Latin letters or a number stands among them, one is usual.
UNSPACED = ("zh",)
BEGIN, END = "\ue000", "\ue001"
# Compiled when it is first used, which English never does.
AT_AN_END = f"(?<=[\u4e00-\u9fff])[{BEGIN}{END}]+(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])[{BEGIN}{END}]+(?=[\u4e00-\u9fff])"

# The language somebody asked for; and the one that the terminal or the headers read so far let expect.
asked: ContextVar[str | None] = ContextVar("asked", default=None)
expected: ContextVar[str | None] = ContextVar("expected", default=None)


def spoken() -> str:
    """The language now spoken."""
    return asked.get() or expected.get() or "en"


def say(sentence: str, /, **parts: Any) -> str:
    """The sentence in the language now spoken, with its {parts} filled in; in English where it has no other words."""
    words = sentences(spoken()).get(sentence, sentence)
    if not parts:
        return words
    return _filled(words, parts) if spoken() in UNSPACED else words.format(**parts)


def _filled(words: str, parts: Mapping[str, Any]) -> str:
    """The sentence with its parts, and a space where Latin letters or digits meet Chinese signs at an end of one."""
    marked = {name: f"{BEGIN}{part}{END}" if isinstance(part, str) else part for name, part in parts.items()}
    return re.sub(AT_AN_END, " ", words.format(**marked)).replace(BEGIN, "").replace(END, "")


def spaced(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces of a sentence, with a space between two where Latin letters or digits meet Chinese signs."""
    if spoken() not in UNSPACED:
        yield from pieces
        return
    before = ""
    for piece in pieces:
        if re.search(AT_AN_END, f"{before[-1:]}{BEGIN}{piece[:1]}"):
            yield " "
        yield piece
        before = piece or before


def say_all(sentences: Iterable[str]) -> tuple[str, ...]:
    """Each of these sentences in the language now spoken, such as the heads of a table."""
    return tuple(map(say, sentences))


@cache
def sentences(language: str) -> dict[str, str]:
    """Every sentence of the code with its words in a language, from all files of that language's folder."""
    files = sorted((SENTENCES / language).glob("*.toml"))
    return {said: words for file in files for said, words in _table(file).items()}


def _table(file: Path) -> dict[str, str]:
    # Only now: whoever speaks English needs no table.
    import tomllib

    return tomllib.loads(file.read_text(encoding="utf-8"))
