"""The code of a page as one story: its files are written, its commands and its Python run, in the order of the page.

Of a block, the word behind the three backticks says what it is:

- `python` with `>>>`: examples, which must print what the page shows; without: a script, which must run.
- `console`: commands behind `$`. What follows one must be what it prints; where nothing follows, it must end well.
- `csv people.csv`, and any other kind followed by a name: a file, written under this name.
- `{...}`: a directive of the site, no code. `text`: no code either.
"""

from __future__ import annotations

import doctest
import io
import os
import re
import shlex
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from influence.cli.main import main

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"^( *)```(\S*)(?: (\S+))?[^\n]*\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)
# What the gate itself does, or what a test of its own runs.
NOT_HERE = {"pip", "git", "cd", "pytest", "ruff", "mypy", "python", "sphinx-build", "apt-get", "conda", "gh"}
# A cluster runs these; the calls they make are tested in tests/spark.
ON_A_CLUSTER = {"spark.md"}


def story(page: Path) -> doctest.DocTest:
    """All blocks of a page as examples, each where it stands."""
    text = page.read_text(encoding="utf-8")
    found = [each for block in BLOCK.finditer(text) for each in _examples(page, text, block)]
    return doctest.DocTest(found, {"shell": shell, "write": write}, page.name, str(page), 0, text)


def _examples(page: Path, text: str, block: re.Match[str]) -> list[doctest.Example]:
    _, kind, name, body = block.groups()
    first = text.count("\n", 0, block.start(4))
    if kind == "python" and ">>> " in body:
        examples = doctest.DocTestParser().get_examples(body)
        for each in examples:
            each.lineno += first
        return examples
    if kind == "python":
        return [doctest.Example(f"exec({body!r}, globals())", "", lineno=first)]
    if kind == "console":
        return _commands(body, first)
    if name:
        return [doctest.Example(f"write({name!r}, {body!r})", "", lineno=first)]
    no_code = kind in ("text", "math") or kind.startswith("{") or page.name in ON_A_CLUSTER
    assert no_code or not re.search(r"^(>>>|\$) ", body, re.MULTILINE), (
        f"{page.name}: line {first}: code that nobody runs"
    )
    return []


def _commands(body: str, first: int) -> list[doctest.Example]:
    found = []
    for command in re.finditer(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", body, re.MULTILINE):
        shown = command[2].strip("\n")
        source = f"shell({command[1]!r}, shown={bool(shown)})"
        found.append(doctest.Example(source, shown, lineno=first + body.count("\n", 0, command.start())))
    return found


def write(name: str, text: str) -> None:
    """Write a file of the page."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def shell(commands: str, *, shown: bool) -> None:
    """Run the commands of ours in a line of a page, and print what they print where the page shows it."""
    for command in commands.split(" && "):
        words = shlex.split(command)
        if words[0] == "influence":
            _influence(words[1:], shown)
        else:
            assert words[0] in NOT_HERE, f"nobody runs {command!r}"


def _influence(arguments: list[str], shown: bool) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with redirect_stdout(out), redirect_stderr(out):
        code = main(arguments)
    out.seek(0)
    said = out.read()
    if shown:
        print(said, end="")
    else:
        assert code == 0, said


def failures(page: Path, folder: Path) -> str:
    """Run the story of a page in a folder; what went wrong, in words."""
    (folder / "datasets").symlink_to(ROOT / "datasets")
    _an_export(folder / "export.zip")
    said: list[str] = []
    home = os.getcwd()
    os.chdir(folder)
    try:
        flags = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS
        doctest.DocTestRunner(optionflags=flags).run(story(page), out=said.append)
    finally:
        os.chdir(home)
    return "".join(said)


def _an_export(path: Path) -> None:
    """The smallest export of a CRM, which the README reads."""
    with zipfile.ZipFile(path, "w") as export:
        export.writestr("Contact.csv", "Id,Name,Title\n003A,Ann,CEO\n")
        export.writestr("Opportunity.csv", "Id,Name,StageName\n006A,Plant,Prospecting\n")
        export.writestr("OpportunityContactRole.csv", "OpportunityId,ContactId,Role\n006A,003A,Evaluator\n")
