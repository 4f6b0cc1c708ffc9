"""The formats that are read, and what the reader of each has to be told."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from influence.cli.answers import FORMAT, KEYWORDS, answers
from influence.cli.answers import FOUR_ROLES as NAMED
from influence.cli.language import LOCALE
from influence.errors import InfluenceError, UnknownName
from influence.tables.language import chosen, say, speak

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from influence.graph.stakeholder_graph import StakeholderGraph

TABLES = "tables"
NO_FORMATS = ("networkx", "answers", "calibration")


class Formats:
    """The formats, for an option: looked up only when it is given or explained, since that loads every reader."""

    def __iter__(self) -> Iterator[str]:
        return iter(_formats())


def _formats() -> tuple[str, ...]:
    """The readers of files of deals; networkx graphs are not files, and the others hold no deals of their own."""
    from influence import read

    return tuple(name for name in read.__all__ if name not in NO_FORMATS)


def graph_read(options: argparse.Namespace) -> StakeholderGraph:
    """What the reader of the format makes of the path, with whatever was answered by options or beside the data."""
    from influence import read

    told = answered(options)
    templates = told.pop("templates", None)
    graph: StakeholderGraph = getattr(read, options.format)(options.source, **told)
    return graph if templates is None else graph.assuming(templates=required(templates))


def required(templates: Path | str) -> Any:
    """The committee templates of a file, or those that come along."""
    from influence.read.templates import templates_of
    from influence.tables.committee_templates import FOUR_ROLES

    return FOUR_ROLES if str(templates) == NAMED else templates_of(templates)


def answered(options: argparse.Namespace) -> dict[str, Any]:
    """What the reader has to be told, checked; the format that it is for is put among the options."""
    from influence.cli.messages import mistaken
    from influence.read.files.sheets import ANSWERS

    stated, options.from_file = answers(options, options.path)
    filed = stated.pop(LOCALE, None)
    if filed and chosen() is None:
        speak(filed)
    options.format = stated.pop(FORMAT, "mapped" if "columns" in stated else TABLES)
    if options.format not in _formats():
        raise UnknownName(say("format in {file}", file=ANSWERS), options.format, _formats())
    _require_keywords(options.format, stated)
    if told := mistaken(options.path, options.format):
        raise InfluenceError(told)
    return stated


def _require_keywords(format: str, stated: Mapping[str, Any]) -> None:
    """Refuse what the reader does not take, and the lack of what it needs."""
    taken = _parameters(format)
    for name in stated:
        if name != "templates" and name not in taken:
            takers = [reader for reader in _formats() if name in _parameters(reader)]
            remedy = say("no format takes it")
            if takers:
                remedy = say("use it with --format {formats}", formats=say(" or ").join(takers))
            wrong = "{option} does not go with --format {format}; {remedy}"
            raise InfluenceError(say(wrong, option=KEYWORDS[name], format=format, remedy=remedy))
    missing = [
        KEYWORDS[name]
        for name, parameter in taken.items()
        if name in KEYWORDS and name not in stated and parameter.default is parameter.empty
    ]
    if missing:
        raise InfluenceError(
            say("--format {format} needs {options}", format=format, options=say(" and ").join(missing))
        )


def _parameters(format: str) -> Mapping[str, inspect.Parameter]:
    from influence import read

    return inspect.signature(getattr(read, format)).parameters
