"""The language that pages and messages speak: English as the code has it, or another by its table of sentences."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from influence.errors import UnknownName

LANGUAGES = ("en", "zh")
SENTENCES = Path(__file__).parent / "languages"

_spoken: ContextVar[str] = ContextVar("spoken", default="en")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within it, `say` speaks this language, here and in whatever is called from here."""
    if language not in LANGUAGES:
        raise UnknownName("locale", language, LANGUAGES)
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def spoken() -> str:
    """The language now spoken."""
    return _spoken.get()


def say(sentence: str, /, **parts: Any) -> str:
    """The sentence in the language now spoken, with its {parts} filled in; in English where it has no other words."""
    words = sentences(_spoken.get()).get(sentence, sentence)
    return words.format(**parts) if parts else words


@cache
def sentences(language: str) -> dict[str, str]:
    """Every sentence of the code with its words in a language, from all files of that language's folder."""
    files = sorted((SENTENCES / language).glob("*.toml"))
    return {said: words for file in files for said, words in tomllib.loads(file.read_text(encoding="utf-8")).items()}
