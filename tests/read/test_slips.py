"""What a caller of a reader can get wrong is told in a sentence, and every fault has a code for scripts to match."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import networkx as nx
import pytest

import influence
from influence import InfluenceError
from influence.tables.problems import CODES

PACKAGE = Path(influence.__file__).parent
# Answers are read into a graph that is there already, and a calibration is none: they have tests of their own.
OTHERS = ("answers", "calibration")
READERS = [name for name in influence.read.__all__ if callable(getattr(influence.read, name)) and name not in OTHERS]
ODD = (
    3, 1.5, "x", b"x", [1], {}, {"a": 1}, {"support": "15"}, {"support": (5, 1)}, {None: "knows"}, {"a": ["x"]},
    object(), True, ("a", "b"), float("nan"), nx.DiGraph,
)  # fmt: skip


@pytest.fixture(scope="module")
def exports(tmp_path_factory):
    """A small export for each reader."""
    place = tmp_path_factory.mktemp("exports")
    (place / "crm").mkdir()
    texts = {
        "people.csv": "person\nann\n",
        "crm/Contact.csv": "Id,LastName\n003A,Lee\n",
        "crm/Opportunity.csv": "Id,Name\n006A,Press\n",
        "crm/OpportunityContactRole.csv": "OpportunityId,ContactId\n006A,003A\n",
        "nodes.csv": "Id,Label\n1,Ann\n2,Bo\n",
        "edges.csv": "Source,Target,kind\n1,2,knows\n",
        "map.json": '{"elements": [{"label": "Ann"}]}',
    }
    for name, text in texts.items():
        (place / name).write_text(text, encoding="utf-8")
    G = nx.DiGraph([("a", "b", {"kind": "knows"})])
    nx.write_graphml(G, place / "x.graphml")
    nx.write_gexf(G, place / "x.gexf")
    files = {"tables": "people.csv", "graphml": "x.graphml", "yed": "x.graphml", "gexf": "x.gexf", "kumu": "map.json",
             "gephi": "nodes.csv"}  # fmt: skip
    return {name: place / files.get(name, "crm") for name in READERS} | {"networkx": G}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.slow
def test_odd_arguments_are_read_or_refused_in_a_sentence(exports, name):
    read = getattr(influence.read, name)
    first, *options = inspect.signature(read).parameters.values()
    assert {option.kind for option in options} == {inspect.Parameter.KEYWORD_ONLY}
    needed = {"columns": {"people": {"LastName": "person"}}} if name == "mapped" else {}
    asked = [{first.name: value} | needed for value in (None, "", "\0", "nowhere", *ODD)]
    asked += [{first.name: exports[name]} | needed | {option.name: value} for option in options for value in ODD]
    for given in asked:
        try:
            read(**given)
        except InfluenceError:
            continue
        except Exception as error:
            error.add_note(f"given {given}")
            raise


def constants(call, position):
    """The text that a call gives as its argument at this position, or by the keyword `code`."""
    arguments = [*call.args[position : position + 1], *(each.value for each in call.keywords if each.arg == "code")]
    return [each.value for each in arguments if isinstance(each, ast.Constant) and isinstance(each.value, str)]


def test_every_code_that_stands_in_a_call_is_known_and_every_known_one_is_given():
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")]
    calls = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Call)]
    place = {"Fault": 4, "_fault": 1, "_note_column": 1, "Unreadable": 9}
    names = [(call, getattr(call.func, "id", None) or getattr(call.func, "attr", None)) for call in calls]
    given = {code for call, name in names if name in place for code in constants(call, place[name])}
    assert given <= set(CODES)
    others = [path for path in PACKAGE.rglob("*.py") if path.name != "problems.py"]
    written = "".join(path.read_text(encoding="utf-8") for path in others)
    assert [code for code in CODES if f'"{code}"' not in written] == []
