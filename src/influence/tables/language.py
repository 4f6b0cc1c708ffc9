"""The language that pages and messages speak: English as the code has it, or another by its table of sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from influence.errors import UnknownName
from influence.speech import SENTENCES, asked, expected, say, say_all, sentences, spaced, spoken

# The one door to what is said; only errors and kernels, which come before the tables, take it from `speech`.
__all__ = [
    "LANGUAGES", "SENTENCES", "chosen", "expect", "listening", "say", "say_all", "sentences", "spaced", "speak",
    "speaking", "spoken",
]  # fmt: skip

LANGUAGES = ("en", "zh")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Make pages, figures, findings, errors and notes in another language within a block.

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
    `locale` of a page goes before it. What an analysis found, what an error says and what a reader noted keep the
    words they were made in: ask or read anew within the block. docs/how_to/languages.md says what speaks which.

    Examples
    --------
    >>> import influence
    >>> with influence.speaking("zh"):
    ...     page = influence.show.report(influence.datasets.load("cooked_duck"))
    >>> "我们当时覆盖了 17% 的票数。" in page.markdown
    True
    """
    before = asked.set(_known(language))
    try:
        yield
    finally:
        asked.reset(before)


def speak(language: str) -> None:
    """Speak this language from here on, within the `speaking` or `listening` around it."""
    asked.set(_known(language))


@contextmanager
def listening() -> Iterator[None]:
    """Within it a language may be chosen by `speak` or expected by `expect`; after it all is as before."""
    before, expected_before = asked.set(asked.get()), expected.set(expected.get() or "en")
    try:
        yield
    finally:
        asked.reset(before)
        expected.reset(expected_before)


def expect(language: str) -> None:
    """Speak this language within `listening`, unless somebody chooses another; beyond it, expect nothing."""
    if expected.get():
        expected.set(_known(language))


def chosen() -> str | None:
    """The language that somebody asked for; None where nobody did."""
    return asked.get()


def _known(language: str) -> str:
    if language not in LANGUAGES:
        raise UnknownName("locale", language, LANGUAGES)
    return language
