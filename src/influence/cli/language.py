"""The language of the command line: that of `--locale`, of "influence.toml", of a Chinese terminal, of headers.

What is said before anything is read (help, usage, options that are not understood) has no headers to go by.
"""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from gettext import gettext, ngettext
from itertools import pairwise
from unicodedata import east_asian_width

from influence.tables.language import LANGUAGES, expect, say, speak, spoken

LOCALE = "locale"
OPTION = f"--{LOCALE}"
# Where a terminal says which language it is set to; the first that is set counts, as for every program.
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
# No line begins with these, and none ends with those.
CLOSING, OPENING = "，。；：、？！）》”’%", "（《“‘"
HEADING = r"(?m)^([^\x00-\x7f]+):$"


def add_language(command: argparse.ArgumentParser) -> None:
    """Let a command speak another language."""
    command.add_argument(
        OPTION,
        choices=LANGUAGES,
        # Beside a command it would else undo what stands before the command.
        default=argparse.SUPPRESS,
        help=say("language of pages and messages; default: that of the headers of the data, or a Chinese terminal's"),
    )


def speak_as_asked(arguments: Sequence[str]) -> None:
    """Speak the language asked for before anything is read, so that whatever is wrong is told in it."""
    if of_terminal():
        expect("zh")
    joined = [text.partition("=")[2] for text in arguments if text.startswith(f"{OPTION}=")]
    apart = [after for text, after in pairwise(arguments) if text == OPTION]
    for asked in (*joined, *apart):
        if asked in LANGUAGES:
            speak(asked)


def speak_as_parsed(options: argparse.Namespace) -> None:
    """Speak the language of an option that was shortened, as `--loc zh`."""
    if asked := vars(options).get(LOCALE):
        speak(asked)


def of_terminal() -> str | None:
    """Chinese where the terminal is set to it; no other setting tells what its user reads, least of all English."""
    setting = next(filter(None, map(os.environ.get, VARIABLES)), "")
    return "zh" if setting.startswith("zh") else None


@contextmanager
def argparse_speaking() -> Iterator[None]:
    """Let argparse say its own words, which it looks up in gettext, in the language spoken."""
    own = argparse._, argparse.ngettext  # type: ignore[attr-defined]
    argparse._, argparse.ngettext = _said, _counted  # type: ignore[attr-defined]
    try:
        yield
    finally:
        argparse._, argparse.ngettext = own  # type: ignore[attr-defined]


def _said(words: str) -> str:
    return gettext(words) if spoken() == "en" else say(words)


def _counted(one: str, more: str, count: int) -> str:
    return ngettext(one, more, count) if spoken() == "en" else say(more)


class Help(argparse.RawDescriptionHelpFormatter):
    """Help whose lines are as wide as a terminal shows them: a Chinese sign takes two columns, and breaks anywhere."""

    def _split_lines(self, text: str, width: int) -> list[str]:
        if text.isascii():
            return super()._split_lines(text, width)
        lines = [""]
        for sign in " ".join(text.split()):
            if columns(lines[-1]) + columns(sign) > width and sign not in CLOSING:
                kept, word = _before_word(lines[-1], sign)
                lines[-1:] = [kept, word]
            lines[-1] += sign
        return [line.strip() for line in lines]

    def _format_action(self, action: argparse.Action) -> str:
        text, head = super()._format_action(action), self._format_action_invocation(action)
        if head.isascii():
            return text
        place = min(self._action_max_length + 2, self._max_help_position)
        room = place - self._current_indent - columns(head)
        gap = " " * room if room >= 2 else "\n" + " " * place
        return re.sub(f"{re.escape(head)} +", lambda _: head + gap, text, count=1)

    def format_help(self) -> str:
        """The help, with a Chinese colon behind a Chinese heading."""
        return re.sub(HEADING, r"\1：", super().format_help())


def _before_word(line: str, sign: str) -> tuple[str, str]:
    """The line without what has to stay with this sign: the Latin word that it goes on with, a bracket opened."""
    start = len(line)
    while start and (line[start - 1] in OPENING or (_is_latin(sign) and _is_latin(line[start - 1]))):
        start -= 1
    return (line[:start], line[start:]) if start else (line, "")


def _is_latin(sign: str) -> bool:
    return sign.isascii() and not sign.isspace()


def columns(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)
