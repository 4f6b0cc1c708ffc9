"""What reads like a sentence in the code and is in no other language: found by looking, not by hoping."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

# Two words, or a word beside something filled in.
READS_LIKE_WORDS = re.compile(r"[A-Za-z]+[,;:]? [a-z]{2,}|[a-z]{3,} \{|\} [a-z]{3,}")

# Files whose texts are not said to whoever sells, each with the reason.
NEVER_SAID = {
    "mcp/additions.py": "told to an assistant, which answers in the language that it is asked in",
    "mcp/prompts.py": "told to an assistant",
    "mcp/questions.py": "told to an assistant",
    "mcp/quoting.py": "told to an assistant",
    "mcp/server.py": "told to an assistant",
    "datasets/sightings.py": "names of what is made up, which are data",
    "graph/stakeholder_graph.py": "docstrings of its properties",
    "measures/audience.py": "words of answers",
    "measures/evidence.py": "words of answers",
    "read/crm/dynamics_objects.py": "headers of Dynamics",
    "read/crm/hubspot_objects.py": "headers of HubSpot",
    "read/crm/inferred_words.py": "words of titles and roles",
    "read/crm/job_titles.py": "words of titles",
    "read/crm/odoo_objects.py": "headers of Odoo",
    "read/crm/pipedrive.py": "headers of Pipedrive",
    "read/crm/salesforce_objects.py": "headers of Salesforce",
    "read/crm/suitecrm.py": "headers of SuiteCRM",
    "read/crm/zoho.py": "headers of Zoho",
    "read/files/currencies.py": "names of currencies as files have them",
    "show/figures/fonts.py": "names of fonts",
    "show/map/pictures.py": "SVG and names of fonts",
    "tables/asking.py": "stands there in both languages",
    "tables/choice_words.py": "words that mean choices",
    "tables/kind_hints.py": "words that mean kinds of relationships",
    "tables/number_words.py": "words that mean numbers",
    "tables/our_functions.py": "words of titles",
    "tables/problems.py": "what codes mean, for docs/problems.md",
    "tables/schema.py": "what columns mean, for docs/tables.md; workbooks have write/template_words.py",
    "tables/stages.py": "words that mean stages",
    "tables/talking_points.py": "words of answers, beside what rules say",
    "tables/vocabulary.py": "headers and words of other systems",
    "write/crm_files.py": "headers that a CRM imports",
    "write/json_answers.py": "JSON Schema, for programs",
    "write/pseudonyms.py": "words that are no names",
    "write/question_words.py": "stands there in both languages",
    "write/schemas.py": "JSON Schema, for programs",
    "write/template.py": "the English of a workbook, whose Chinese is in write/template_words.py",
    "write/template_example.py": "stands there in both languages",
    "write/template_words.py": "stands there in both languages",
}

# Texts that are none of the kind, wherever they stand.
NO_SENTENCES = {
    r"pip install [\w\[\]-]+|influence [a-z{}]+( [^;]*)?|'influence columns \{\}'|--[a-z-]+ \S+": "a command to type",
    r"offset points|axes fraction|in box|DejaVu Sans|Glyph \.\* missing from font": "words of matplotlib",
    r"(select|create or replace) .*|version string, missing string": "words of SQL",
    r"<.*|/\*.*|default-src .*|\"use strict\".*": "HTML",
    r".*\\[bsdw.].*|\^.*": "a pattern",
    r"too early|go on|top-down, middle-out, bottom-up": "what to write in a cell or an option, said where it is shown",
    r"leverage is \w+|\w+ than chance|power and information|(power|information) only": "cells of findings, for scripts",
    r"half a year|unknown start|not a number": "names within the code",
    r"in contact|kept free|what if|the whole file|how .* ended|how it ended; unknown = open": "names within the code",
    r"no purchase|status quo|Decision maker|line manager|direct report|reports to|desired support": "words of files",
    r"(deal|contact) to (deal|contact)|grand totals?|record count|unique count|web page|Read me": "words of files",
    r"(row|column|level|matrix) labels|\(do not modify\)|shape and place|(as drawn|drawn as)": "words of files",
    r"further (lines|labels)|\{'contacts.csv'.*|\{\}\{\} multigraph 1 \{\}|a number of more .*": "words of files",
    r"\{\}, line \{\}|(meeting|column|beside) \{\}|\{\}\[(node|tie) data\]": "ids and names of data",
    r"influence calibration": "what a file of a calibration says it is",
    r"kind=\{\{\}: \{\}\} \(--kind \{\}=\{\}\)": "what to type",
    r"The id of the person chosen\.": "documentation of the widget",
}


@cache
def tree_of(path: Path) -> ast.Module:
    """A file of Python as it is understood, read once for all tests."""
    return ast.parse(path.read_text(encoding="utf-8"))


def unsaid(path: Path, known: set[str]) -> Iterator[str]:
    """The texts of a file of Python that read like sentences, stand in no table of sentences and are no docstring."""
    tree = tree_of(path)
    other = set(map(id, [*_docstrings(tree), *_singulars(tree)]))
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            other |= set(map(id, node.values))
            yield from _told("".join(getattr(part, "value", "{}") if _is_text(part) else "{}" for part in node.values))
        elif _is_text(node) and id(node) not in other and node.value not in known:
            yield from _told(node.value)


def _told(text: str) -> Iterator[str]:
    if READS_LIKE_WORDS.search(text) and not any(re.fullmatch(known, text, re.DOTALL) for known in NO_SENTENCES):
        yield text


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _docstrings(tree: ast.AST) -> Iterator[ast.expr]:
    """Texts that stand alone: of files, classes, functions and constants."""
    return (node.value for node in ast.walk(tree) if isinstance(node, ast.Expr))


def _singulars(tree: ast.AST) -> Iterator[ast.expr]:
    """The nouns of one, which only English has."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "counted" and len(node.args) > 2:
            yield from ast.walk(node.args[1])
