"""How senior a job title sounds in the languages beside English and Chinese.

The words, their levels and how sure those are stand in the files of the languages. In German, French, Spanish,
Portuguese, Italian and Dutch the first word of rank counts ("Assistentin der Geschäftsführerin", "adjoint au
directeur"), of a compound its end ("Vertriebsleiter"); in Japanese the last one does (社長秘書), of two offices the
higher one. An English word of rank beside a word of these languages counts as in English.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from influence.read.crm.job_titles import FORMER, LOWER, PHRASES, PIECES, STAFF, UNKNOWN, Rank
from influence.tables.languages import languages, titles
from influence.tables.spelling import simplified, unaccented

LOWEST_DEPUTY = 4
SURE_OF_SERVING, LESS_SURE = 0.6, 0.85
"""How sure we are that an assistant is one, and by how much less of a deputy or of a part's head (ours)."""

_TWO_SEXES = re.compile(
    r"(?<=[^\W\d_])(?:[:*·_]|/-?|\()-?(?:innen|in|trice|rice|euse|ere|ne|e|a|as|r)\)?(?![\w])"
    r"|\(?\b[mwfhdx](?:\s*/\s*[mwfhdx]){1,2}\b\)?"
)
_HYPHENS = re.compile(r"(?<=\w)\s?[-‐‑‒–](?=\w)")
_UMLAUTS = re.compile("([aou])e")
_EAST = "\u3005\u3040-\u30ff\u4e00-\u9fff"
_BETWEEN_SCRIPTS = re.compile(f"(?<=[^\\W{_EAST}])(?=[{_EAST}])|(?<=[{_EAST}])(?=[^\\W{_EAST}])")
_EX = r"(?<![\w-])ex[ -](?!officio|works|im\b)"
_ONCE, _BEFORE = "^元(?![件器素气宝])", "^前(?![台端厅沿期线场])|退职"
_READ_BY_JOB_TITLES = ("english", "chinese")
_AND = re.compile(r"\s(?:und|et|y|e|en|&|\+|and)\s|[・&+]|兼")


class _Reader(NamedTuple):
    """What words mean, and the patterns that find them: what no English or Chinese title has, offices, and the rest."""

    meant: dict[str, tuple[int, float]]
    serving: frozenset[str]
    theirs: re.Pattern[str]
    rank: re.Pattern[str]
    lower: re.Pattern[str]
    former: re.Pattern[str]
    parts: re.Pattern[str]


def rank_in_languages(title: str) -> Rank | None:
    """How senior is somebody of this title; None where it has no word of these languages.

    Parameters
    ----------
    title : str
        As a person's record has it.

    Returns
    -------
    Rank or None
        Level 0 where it does not say, with the word `FORMER` where the title is past.

    Examples
    --------
    >>> from influence.read.crm.titles_in_languages import rank_in_languages
    >>> [rank_in_languages(title).level for title in ("Geschäftsführerin", "Assistant du directeur", "営業部長代理")]
    [1, 5, 4]
    >>> rank_in_languages("Head of Sales") is None
    True
    """
    text, reader = _plainly(title), _reader()
    if not reader.theirs.search(text):
        return None
    pieces = [piece.strip() for whole in PIECES.split(text) for piece in _AND.split(whole) if piece.strip()]
    present = [piece for piece in pieces if not reader.former.search(piece)]
    if not present:
        return Rank(0, 0.0, FORMER)
    ranks = [rank for rank in (_of_piece(piece, reader) for piece in present) if rank.level]
    if not ranks:
        return UNKNOWN
    serves = _serves(str(ranks[0].word), reader)
    best = ranks[0] if serves else min(ranks, key=lambda rank: (rank.level, -rank.confidence))
    return best._replace(confidence=round(best.confidence, 2))


def _of_piece(piece: str, reader: _Reader) -> Rank:
    found = [(match, *_meant(match, reader)) for match in reader.rank.finditer(piece)]
    eastern = [each for each in found if not each[0][0].isascii()]
    if eastern:
        match, level, sure = eastern[-1]
        if level and level < STAFF:
            match, level, sure = min((each for each in eastern if each[1]), key=lambda each: each[1])
        return Rank(level, sure, match[0])
    if not found:
        return UNKNOWN
    match, level, sure = found[0]
    if len(found) > 1 and _serves(found[1][0][0], reader) and not piece[match.end() : found[1][0].start()].strip():
        return Rank(STAFF, SURE_OF_SERVING, found[1][0][0])
    return _lowered(Rank(level, sure, match[0]), piece[: match.start()] + " " + piece[match.end() :], reader)


def _lowered(rank: Rank, rest: str, reader: _Reader) -> Rank:
    """A deputy stands a level lower, and so does the head of a part of the organisation."""
    if 0 < rank.level < LOWEST_DEPUTY and reader.lower.search(rest):
        return rank._replace(level=rank.level + 1, confidence=LESS_SURE * rank.confidence)
    if rank.level == 1 and reader.parts.search(rest):
        return rank._replace(level=2, confidence=LESS_SURE * rank.confidence)
    return rank


def _meant(match: re.Match[str], reader: _Reader) -> tuple[int, float]:
    if match["whole"] or match["eastern"]:
        return reader.meant[_stem(match[0], reader)]
    return reader.meant[next(key for key in _endings(reader.meant) if _stem(match[0], reader).endswith(key[1:]))]


def _stem(word: str, reader: _Reader) -> str:
    """The word as its file has it: without hyphens, and without the ending of German women's titles."""
    plain = word.replace("-", " ")
    return plain if plain in reader.meant or not plain.endswith("in") else plain.removesuffix("in")


def _serves(word: str, reader: _Reader) -> bool:
    stem = _stem(word, reader)
    return stem in reader.serving or any(stem.endswith(key[1:]) for key in reader.serving if key.startswith("-"))


def _endings(words: Iterable[str]) -> list[str]:
    return sorted((word for word in words if word.startswith("-")), key=len, reverse=True)


@cache
def _reader() -> _Reader:
    theirs = {_key(word): (level, sure) for name in languages() if name not in _READ_BY_JOB_TITLES
              for level, sure, word in titles(name)}  # fmt: skip
    serving, lower, former = (_words_for(key) for key in ("serving", "lower", "former"))
    theirs |= dict.fromkeys(serving, (STAFF, SURE_OF_SERVING))
    english = {_plainly(word): meaning for word, meaning in PHRASES.items()}
    alone = [word for word in (*lower, *former) if not re.fullmatch(LOWER, word)]
    unlike_english = _pattern([word for word in theirs if word not in english])
    return _Reader(
        english | theirs,
        frozenset(serving),
        re.compile(f"{unlike_english.pattern}|{_words(alone).pattern}|{_ONCE}"),
        _pattern(english | theirs),
        _words(lower),
        re.compile(f"{_words(former).pattern}|{_EX}|{_ONCE}|{_BEFORE}"),
        _words(_words_for("parts")),
    )


def _words_for(key: str) -> list[str]:
    return [_key(word) for table in languages().values() for word in table.get("title_words", {}).get(key, ())]


@cache
def _with_womens_ending() -> frozenset[str]:
    """The German words, nearly all of which make a woman's title by one ending."""
    german = languages()["german"]
    return frozenset(map(_key, (*(word for _, _, word in titles("german")), *german["title_words"]["serving"])))


def _key(word: str) -> str:
    """A word as it is looked up: plain, with blanks for hyphens but for the one before an ending."""
    plain = _plainly(word)
    return plain[:1] + plain[1:].replace("-", " ")


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """Finds these words: whole ones first, the longer the earlier, then those that only end so."""
    words = list(words)
    whole = sorted((word for word in words if word.isascii() and not word.startswith("-")), key=len, reverse=True)
    eastern = "|".join(sorted((re.escape(word) for word in words if not word.isascii()), key=len, reverse=True))
    latin = "|".join(map(_written, whole))
    ends = "|".join(map(_written, _endings(words)))
    return re.compile(
        rf"(?<![\w-])(?:(?P<whole>{latin})|\w[\w-]*(?:{ends}))(?![\w-])|(?P<eastern>{eastern})(?![室部课会科团])"
    )


def _written(word: str) -> str:
    ending = "(?:in)?" if word in _with_womens_ending() else ""
    return re.escape(word.removeprefix("-")).replace(r"\ ", "[ -]") + ending


def _words(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})(?!\w)")


def _plainly(text: str) -> str:
    """The text in one case, width and script variant, without accents, umlauts or the marks of both sexes."""
    narrow = unaccented(unicodedata.normalize("NFKC", text).casefold()).replace("\u2019", "'")
    one = _UMLAUTS.sub(r"\1", _HYPHENS.sub("-", _TWO_SEXES.sub(" ", narrow)))
    return " ".join(_BETWEEN_SCRIPTS.sub(" ", simplified(one)).split())
