"""What reads like a sentence in the code and is in no other language: found by looking, not by hoping."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

WORDS = re.compile(r"[A-Za-z]{2,}[,;:]? [a-z]{2,}|[a-z]{3,} \{|\} [a-z]{3,}")

# Files whose texts are no sentences of ours to a reader.
NEVER_SAID = {
    "tables/vocabulary.py": "headers and words of other systems",
    "tables/kind_hints.py": "words of files that mean kinds of relationships",
    "tables/choice_words.py": "words of files that mean choices",
    "tables/number_words.py": "words of files that mean numbers",
    "tables/stages.py": "words of files that mean stages",
    "tables/our_functions.py": "words of job titles",
    "read/crm/inferred_words.py": "words of job titles and roles",
    "read/crm/job_titles.py": "words of job titles",
    "read/crm/zoho.py": "headers of Zoho, beside its docstrings",
    "read/crm/suitecrm.py": "headers of SuiteCRM",
    "read/crm/pipedrive.py": "headers of Pipedrive",
    "read/crm/salesforce_objects.py": "headers of Salesforce",
    "read/crm/hubspot_objects.py": "headers of HubSpot",
    "read/crm/dynamics_objects.py": "headers of Dynamics",
    "read/crm/odoo_objects.py": "headers of Odoo",
    "read/files/currencies.py": "names of currencies as files have them",
    "write/crm_files.py": "headers that a CRM imports",
    "write/template_words.py": "stands there in both languages",
    "write/template_example.py": "stands there in both languages",
    "write/question_words.py": "stands there in both languages",
    "tables/schema.py": "documentation; the workbook's words in both languages are those of write/template_words.py",
    "write/schemas.py": "JSON Schema, for programs",
    "write/json_answers.py": "JSON Schema, for programs",
    "mcp/prompts.py": "told to an assistant, which answers in the language it is asked in",
    "mcp/quoting.py": "told to an assistant",
    "mcp/server.py": "told to an assistant",
    "mcp/questions.py": "told to an assistant",
    "mcp/additions.py": "told to an assistant",
    "show/figures/fonts.py": "names of fonts",
}


def unsaid(path: Path, known: set[str]) -> Iterator[str]:
    """The texts of a file of Python that read like sentences, are in no table of sentences and no docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = set(map(id, _docstrings(tree)))
    joined = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    parts = {id(part) for node in joined for part in node.values}
    for node in joined:
        yield "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs | parts:
            if node.value not in known:
                yield node.value


def _docstrings(tree: ast.AST) -> Iterator[ast.expr]:
    """Texts that stand alone: of functions, classes, files and constants."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
