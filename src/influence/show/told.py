"""Sentences that know whom they name: plain text to whoever reads it as text, links and bold facts to a page."""

from __future__ import annotations

from collections.abc import Sequence
from string import Formatter

from influence.tables.language import say, spaced, spoken

SPACED = {"en": " "}


class Who(str):
    """A person's name that leads to the person wherever a page shows it."""

    person: object

    def __new__(cls, label: str, person: object) -> Who:
        """The name, and the id of whom it names."""
        named = super().__new__(cls, label)
        named.person = person
        return named


class Fact(str):
    """A fact that a sentence is about, shown bold."""

    strong = True


class Linked(str):
    """Words that lead to another part of the page."""

    target: str

    def __new__(cls, words: str, target: str) -> Linked:
        """The words, and the anchor they lead to."""
        linked = super().__new__(cls, words)
        linked.target = target
        return linked


class Told(str):
    """A text with its pieces, the names and facts among them told apart."""

    pieces: tuple[str, ...]

    def __new__(cls, pieces: Sequence[str]) -> Told:
        """The text that these pieces make, in a row."""
        apart = tuple(spaced(pieces))
        text = super().__new__(cls, "".join(apart))
        text.pieces = apart
        return text

    def begun(self) -> Told:
        """The text with a capital."""
        first, *others = self.pieces or ("",)
        return self if _is_more(first) else Told([f"{first[:1].upper()}{first[1:]}", *others])


def told(sentence: str, /, **parts: str) -> Told:
    """The sentence in the language now spoken, with its {parts} filled in and still told apart."""
    pieces: list[str] = []
    for words, name, _, _ in Formatter().parse(say(sentence)):
        pieces += [words] if words else []
        if name is not None:
            pieces += pieces_of(parts[name])
    return Told(pieces)


def pieces_of(text: str) -> Sequence[str]:
    """The pieces of a text, which is one piece where it is plain."""
    return text.pieces if isinstance(text, Told) else [text]


def together(texts: Sequence[str]) -> Told:
    """Sentences one after the other."""
    return _joined([text for text in texts if text], SPACED.get(spoken(), ""))


def in_a_row(names: Sequence[str]) -> Told:
    """All of these names, none left out."""
    if len(names) < 2:
        return Told(tuple(names))
    return Told([*_joined(names[:-1], say(", ")).pieces, say(" and "), *pieces_of(names[-1])])


def _joined(texts: Sequence[str], between: str) -> Told:
    pieces: list[str] = []
    for text in texts:
        pieces += [between] if pieces and between else []
        pieces += pieces_of(text)
    return Told(pieces)


def _is_more(piece: str) -> bool:
    return type(piece) is not str
