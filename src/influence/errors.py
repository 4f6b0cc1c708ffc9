"""What can go wrong: everything this library raises on purpose is an `InfluenceError`."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from influence.speech import say, spoken

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 10


class InfluenceError(Exception):
    """The base class of every error this library raises on purpose.

    Notes
    -----
    It says what it says in the language spoken as it is raised: English, or that of `influence.speaking`.
    """


class InvalidData(InfluenceError, ValueError):
    """The tables hold faults; all of them are in `problems`.

    Attributes
    ----------
    problems : pandas.DataFrame
        One row per fault: `table`, `row` (the label of the row in the caller's table, the line of the file where it
        was read from one; unknown where a whole table or column is meant), `column`, `value`, `code` (one of
        docs/problems.md, for scripts to match), `problem`, `remedy`, `deal` (the one of the row, as it was given;
        unknown where a whole table or column is meant, or the row names none).
    files : dict of str to pathlib.Path
        The file each table was read from; empty where the tables came as DataFrames.
    """

    def __init__(self, problems: pd.DataFrame, files: Mapping[str, Path] | None = None) -> None:
        self.problems = problems
        self.files = dict(files or {})
        super().__init__("\n".join(self.lines(SHOWN)))

    def __reduce__(self) -> tuple[Any, ...]:
        return InvalidData, (self.problems, self.files)

    def lines(self, most: int | None = None) -> list[str]:
        """The faults as text, one a line, `file:line: column: what is wrong`, at most `most` of them."""
        shown = self.problems if most is None else self.problems.head(most)
        lines = [self._line(problem) for problem in shown.to_dict("records")]
        left_out = len(self.problems) - len(shown)
        return lines + ([say("... and {count} more, all in .problems", count=left_out)] if left_out else [])

    def _line(self, problem: Mapping[Any, Any]) -> str:
        # Late, so that who only asks for the version does not wait for pandas.
        import pandas as pd

        where = self.files.get(problem["table"], problem["table"])
        row = "" if pd.isna(problem["row"]) else f":{problem['row']}"
        column = "" if pd.isna(problem["column"]) else f" {problem['column']}:"
        value = "" if pd.isna(problem["value"]) else f" {_brief(problem['value'])}"
        told = say("{problem}; {remedy}", problem=problem["problem"], remedy=problem["remedy"])
        return f"{where}{row}:{column}{value} {told}"


def needed(package: str, purpose: str, remedy: str) -> Any:
    """The package, imported only now; `InfluenceError` with the remedy where it is not installed."""
    try:
        return import_module(package)
    except ImportError as error:
        missing = (error.name or package).partition(".")[0]
        wrong = say("{purpose} needs {package}: {remedy}", purpose=purpose, package=missing, remedy=remedy)
        raise InfluenceError(wrong) from error


def require_folder_of(path: Path) -> None:
    """Refuse a file to write whose folder is not there."""
    if not path.parent.is_dir():
        wrong = "there is no folder {folder} to save {file} in; make it first"
        raise InfluenceError(say(wrong, folder=repr(str(path.parent)), file=repr(path.name)))


class UnknownName(InfluenceError, LookupError):
    """A name that stands for nothing here; the message gives the nearest names that do."""

    def __init__(self, what: str, name: object, known: Iterable[object]) -> None:
        self.what, self.name, self.known = what, name, [str(choice) for choice in known]
        super().__init__(self._hinted(_lacking(what, name)))

    def _hinted(self, lacking: str) -> str:
        """What is lacking, and what may be meant."""
        near = nearest(str(self.name), self.known, most=3)
        if near:
            return say("{lacking}: did you mean {near}?", lacking=lacking, near=say(" or ").join(map(repr, near)))
        if not self.known:
            return say("{lacking}: there are none", lacking=lacking)
        names = ", ".join(map(repr, self.known[:SHOWN])) + (" ..." if len(self.known) > SHOWN else "")
        kinds = _plural(self.what) if spoken() == "en" else say(self.what)
        return say("{lacking}; known {kinds}: {names}", lacking=lacking, kinds=kinds, names=names)

    def __reduce__(self) -> tuple[Any, ...]:
        return UnknownName, (self.what, self.name, self.known)


class NoAttribute(InfluenceError, AttributeError):
    """An attribute that an object of ours does not have, or does not let anybody set; the message says what does."""


def _lacking(what: str, name: object) -> str:
    if name is None:
        return say("no {what} named", what=say(what))
    return say("no {what} called {name}", what=say(what), name=repr(name))


def nearest(name: str, known: Iterable[str], *, most: int = 1) -> list[str]:
    """The names that read most like `name`, however they are written."""
    plain: dict[str, str] = {}
    for choice in known:
        plain.setdefault(_plain(choice), choice)
    return [plain[match] for match in difflib.get_close_matches(_plain(name), list(plain), n=most, cutoff=0.6)]


def _plural(what: str) -> str:
    """Of the first word, which the others explain: columns of people, kinds of relationship."""
    first, space, rest = what.partition(" ")
    many = {"person": "people", "process": "processes"}.get(first, f"{first}s")
    return many + space + rest.replace("member", "members")


def _plain(name: str) -> str:
    return "".join(name.split()).replace("_", "").replace("-", "").casefold()


def _brief(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
