"""What takes long is said on a terminal, in one line that vanishes; into a pipe nothing is said."""

from __future__ import annotations

import io
import time

import pytest

from influence.tables import progress
from influence.tables.language import speaking
from influence.tables.progress import doing, shown_on


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self):
        return True


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(progress, "EVERY", 0.01)


def test_a_terminal_is_told_what_is_done_and_how_much_of_it(impatient):
    terminal = Terminal()
    with shown_on(terminal), doing("Scoring 9 deals") as done:
        time.sleep(0.1)
        done(0.25)
        with doing("Compiling"):
            time.sleep(0.1)
    said = terminal.getvalue()
    assert "Scoring 9 deals … 0 s" in said
    assert "Compiling … 25%, 0 s" in said
    assert said.endswith("\r\x1b[K")
    assert "\n" not in said


def test_a_pipe_is_told_nothing(impatient):
    pipe = io.StringIO()
    with shown_on(pipe), doing("Scoring 9 deals"):
        time.sleep(0.1)
    assert pipe.getvalue() == ""


def test_what_is_quick_is_not_spoken_of(monkeypatch):
    monkeypatch.setattr(progress, "EVERY", 0.01)
    terminal = Terminal()
    with shown_on(terminal), doing("Scoring 9 deals"):
        time.sleep(0.1)
    assert terminal.getvalue() == ""


def test_one_line_is_enough(impatient):
    outer, inner = Terminal(), Terminal()
    with shown_on(outer), shown_on(inner), doing("Reading deals"):
        time.sleep(0.1)
    assert "Reading deals" in outer.getvalue()
    assert inner.getvalue() == ""


def test_after_an_error_nothing_is_being_done(impatient):
    terminal = Terminal()
    with pytest.raises(KeyError), shown_on(terminal), doing("Reading deals"):
        raise KeyError
    with shown_on(terminal):
        time.sleep(0.05)
    assert "Reading" not in terminal.getvalue()


def test_the_line_is_said_in_the_language_spoken(impatient):
    terminal = Terminal()
    with speaking("zh"), shown_on(terminal), doing("..."):
        time.sleep(0.1)
    assert "秒" in terminal.getvalue()
