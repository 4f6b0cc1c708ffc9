"""The language of the command line: that of `--language`, of "influence.toml", else of the headers that were read."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import pairwise

from influence.errors import SHOWN, UnknownName, nearest
from influence.tables.language import LANGUAGES, say, speak, spoken

LANGUAGE = "language"
OPTION = f"--{LANGUAGE}"


def add_language(command: argparse.ArgumentParser) -> None:
    """Let a command speak another language."""
    command.add_argument(
        OPTION, choices=LANGUAGES, help="language of pages and messages; default: that of the headers of the data"
    )


def speak_as_asked(arguments: Sequence[str]) -> None:
    """Speak the language asked for before anything is read, so that whatever is wrong is told in it."""
    joined = [text.partition("=")[2] for text in arguments if text.startswith(f"{OPTION}=")]
    apart = [after for text, after in pairwise(arguments) if text == OPTION]
    for asked in (*joined, *apart):
        if asked in LANGUAGES:
            speak(asked)
