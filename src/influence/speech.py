"""What is said, in the language now spoken: every sentence is written in English and looked up as it is said."""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

SENTENCES = Path(__file__).parent / "tables" / "languages"

# The language somebody asked for; and the one that the terminal or the headers read so far let expect.
asked: ContextVar[str | None] = ContextVar("asked", default=None)
expected: ContextVar[str | None] = ContextVar("expected", default=None)


def spoken() -> str:
    """The language now spoken."""
    return asked.get() or expected.get() or "en"


def say(sentence: str, /, **parts: Any) -> str:
    """The sentence in the language now spoken, with its {parts} filled in; in English where it has no other words."""
    words = sentences(spoken()).get(sentence, sentence)
    return words.format(**parts) if parts else words


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
