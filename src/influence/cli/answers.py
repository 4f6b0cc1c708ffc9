"""What a reader has to be told: by options, or by an "influence.toml" beside the data, so that nobody types it twice.

An option wins over the file; of what is said by column or word, each one by itself.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from influence.cli.language import LOCALE
from influence.errors import InfluenceError, UnknownName
from influence.tables.language import LANGUAGES, say

# What an option of the command line is called in Python.
KEYWORDS = {"scale": "--scale", "kind": "--kind", "direction": "--direction", "infer": "--no-infer",
            "account_contacts": "--account-contacts", "day_first": "--day-first", "columns": "--columns",
            "encoding": "--encoding", "templates": "--templates"}  # fmt: skip
FORMAT = "format"
# The committee template that comes along.
FOUR_ROLES = "four-roles"
# What is said by column or by word: several of one, each under its name; "" stands for all that are not named.
BY_NAME = ("scale", "kind", "direction")


def scale(text: str) -> tuple[str, tuple[float, float]]:
    """`support=1:5` as a column and its ends."""
    column, _, ends = text.partition("=")
    return column, _ends(ends, say("{text} is not COLUMN=LOW:HIGH, such as support=1:5", text=repr(text)))


def _ends(text: str, problem: str) -> tuple[float, float]:
    low, _, high = text.partition(":")
    try:
        return float(low), float(high)
    except ValueError:
        raise argparse.ArgumentTypeError(problem) from None


def kind(text: str) -> tuple[str, str]:
    """`friendship=trusts` as a word and its kind; a kind alone is that of relationships without a word."""
    word, _, meant = text.rpartition("=")
    return word, meant


def direction(text: str) -> tuple[str, str]:
    """`reports_to=source-to-target` as a kind and how it is drawn; a direction alone is that of all kinds."""
    word, _, way = text.rpartition("=")
    return word, way.replace("-", "_")


def answers(options: argparse.Namespace, path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """What was answered, as the readers take it and with the format; and which of it the file beside the data says."""
    filed, typed = _filed(path), _typed(options)
    for name in set(filed) & set(BY_NAME):
        filed[name] = {key: answer for key, answer in filed[name].items() if key not in typed.get(name, {})}
    from_file = {name: answer for name, answer in filed.items() if name in BY_NAME or name not in typed}
    both = {name: _merged(filed.get(name), typed.get(name)) for name in {**filed, **typed}}
    return {name: _for_readers(name, answer) for name, answer in both.items()}, from_file


def _merged(filed: Any, typed: Any) -> Any:
    if typed is None:
        return filed
    return {**filed, **typed} if isinstance(filed, dict) and isinstance(typed, dict) else typed


def _for_readers(name: str, answer: Any) -> Any:
    """One answer for all where none is named, else one for each name."""
    alone = name in ("kind", "direction") and set(answer) == {""}
    return answer[""] if alone else answer


def _typed(options: argparse.Namespace) -> dict[str, Any]:
    given = {
        FORMAT: options.format,
        "scale": dict(options.scale) or None,
        "kind": dict(options.kind) or None,
        "direction": dict(options.direction) or None,
        "infer": False if options.no_infer else None,
        "account_contacts": options.account_contacts or None,
        "day_first": None if options.day_first is None else options.day_first == "yes",
        "columns": getattr(options, "columns", None),
        "encoding": options.encoding,
        "templates": options.templates,
    }
    return {name: value for name, value in given.items() if value is not None}


def _filed(path: Path) -> dict[str, Any]:
    """What the file beside the data answers, checked; nothing where there is none."""
    from influence.read.files.sheets import ANSWERS

    file = (path if path.is_dir() else path.parent) / ANSWERS
    if not file.is_file():
        return {}
    try:
        said = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeError) as error:
        wrong = "{file} cannot be read: {error}; write it as TOML, such as day_first = true"
        raise InfluenceError(say(wrong, file=file, error=error)) from error
    for name in said:
        if name not in (FORMAT, LOCALE, *KEYWORDS):
            raise UnknownName(say("answer in {file}", file=file), name, (FORMAT, LOCALE, *KEYWORDS))
    return {name: _READ[name](file, name, answer) for name, answer in said.items()}


def _text(file: Path, name: str, answer: Any) -> str:
    if not isinstance(answer, str) or not answer:
        raise _wrong(file, name, answer, f'{name} = "tables"' if name == FORMAT else f'{name} = "text"')
    return answer


def _columns(file: Path, name: str, answer: Any) -> Any:
    """A table of columns, or the file that lists them, which lies beside the data too."""
    if isinstance(answer, dict):
        return answer
    return file.parent / _text(file, name, answer)


def _templates(file: Path, name: str, answer: Any) -> Any:
    """The file of templates, which lies beside the data too, or the one that comes along."""
    text = _text(file, name, answer)
    return text if text == FOUR_ROLES else file.parent / text


def _language(file: Path, name: str, answer: Any) -> str:
    if answer not in LANGUAGES:
        raise _wrong(file, name, answer, say(" or ").join(f'{name} = "{each}"' for each in LANGUAGES))
    return str(answer)


def _flag(file: Path, name: str, answer: Any) -> bool:
    if not isinstance(answer, bool):
        raise _wrong(file, name, answer, say("{name} = true, or {name} = false", name=name))
    return answer


def _scales(file: Path, name: str, answer: Any) -> dict[str, tuple[float, float]]:
    example = 'scale = { support = "1:5" }'
    if not isinstance(answer, dict):
        raise _wrong(file, name, answer, example)
    read = {}
    for column, ends in answer.items():
        try:
            read[column] = _ends(":".join(map(str, ends)) if isinstance(ends, list) else str(ends), "")
        except argparse.ArgumentTypeError:
            raise _wrong(file, f"{name}.{column}", ends, example) from None
    return read


def _words(file: Path, name: str, answer: Any) -> dict[str, str]:
    """One text for all, or one for each word."""
    said = answer if isinstance(answer, dict) else {"": answer}
    if not all(isinstance(each, str) for each in said.values()):
        raise _wrong(file, name, answer, say('{name} = "..." for all, or {name} = {{ word = "..." }}', name=name))
    return {word: each.replace("-", "_") if name == "direction" else each for word, each in said.items()}


def _wrong(file: Path, name: str, answer: object, example: str) -> InfluenceError:
    wrong = "{file}: {name} is {answer}; write {example}"
    return InfluenceError(say(wrong, file=file, name=name, answer=repr(answer), example=example))


_READ: Mapping[str, Callable[[Path, str, Any], Any]] = {
    FORMAT: _text, LOCALE: _language, "encoding": _text, "scale": _scales, "kind": _words, "direction": _words,
    "columns": _columns, "templates": _templates,
    **dict.fromkeys(("infer", "account_contacts", "day_first"), _flag),
}  # fmt: skip
