"""The language that pages and messages speak: English as the code has it, or another by its table of sentences."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from influence.errors import UnknownName

LANGUAGES = ("en", "zh")
SENTENCES = Path(__file__).parent / "languages"

_chosen: ContextVar[str | None] = ContextVar("chosen", default=None)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Make pages, figures, findings and messages in another language within a block.

    Parameters
    ----------
    language : {"en", "zh"}
        English or Chinese.

    Raises
    ------
    UnknownName
        `language` is neither of these.

    Notes
    -----
    Without it pages, digests and figures speak the language of the headers that were read, and all else English. The
    `locale` of a page goes before it. What an analysis found keeps the words it was found in: ask it anew within the
    block.

    Examples
    --------
    >>> import influence
    >>> with influence.speaking("zh"):
    ...     page = influence.show.report(influence.datasets.load("cooked_duck"))
    >>> "我们覆盖了 17% 的票数。" in page.markdown
    True
    """
    before = _chosen.set(_known(language))
    try:
        yield
    finally:
        _chosen.reset(before)


def speak(language: str) -> None:
    """Speak this language from here on, within the `speaking` or `listening` around it."""
    _chosen.set(_known(language))


@contextmanager
def listening() -> Iterator[None]:
    """Within it a language may be chosen by `speak`; after it all is as before."""
    before = _chosen.set(_chosen.get())
    try:
        yield
    finally:
        _chosen.reset(before)


def spoken() -> str:
    """The language now spoken."""
    return _chosen.get() or "en"


def chosen() -> str | None:
    """The language that somebody asked for; None where nobody did."""
    return _chosen.get()


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise UnknownName("locale", language, LANGUAGES)
    return language


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
    return {said: words for file in files for said, words in tomllib.loads(file.read_text(encoding="utf-8")).items()}
