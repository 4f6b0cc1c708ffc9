"""No page says anything in the words of a program, and every noun agrees with its number."""

from __future__ import annotations

import re

import pytest

import influence
from influence.analysis.finding import Finding
from influence.analysis.penetration_plan import ACTS, PHASES
from influence.measures.ways_in import STRATEGIES
from influence.show.deal_view import DealView
from influence.show.report.index_page import HEAD, index_page, index_row
from influence.show.report.report import report_of
from influence.tables.checklist import QUESTIONS
from influence.tables.schema import TABLES
from tests.show.pages import text_of

PROGRAM = {"nan", "None", "NaN", "NaT", "NA", "True", "False", "inf"}
NOUNS = (
    "ally:allies attempt:attempts coach:coaches contact:contacts day:days deal:deals decider:deciders flag:flags "
    "insider:insiders member:members people:people person:people point:points question:questions rater:raters "
    "relationship:relationships rival:rivals seat:seats sponsor:sponsors step:steps supporter:supporters vote:votes"
)
ONE, MORE = ("|".join(words) for words in zip(*(pair.split(":") for pair in NOUNS.split() if "people:" not in pair)))
ONE_OF_MANY = rf"(?<![\d.,−])1 (?:(?!of\b)[a-z-]+ )?(?:{MORE})\b"
MANY_OF_ONE = rf"(?<![\d.,−])(?:0|[2-9]|[1-9]\d+) (?:(?!of\b)[a-z-]+ )?(?:{ONE})\b(?! (?:point|of failure))"


def of_programs(text: str) -> set[str]:
    """The machine words in a text, and numbers as a program writes them."""
    return (machine_words() & set(re.findall(r"\w+", text))) | set(re.findall(r"<NA>|\d[eE][-+]?\d+", text))
