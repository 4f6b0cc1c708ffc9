"""A graph without names: every name, id and free text replaced, every number the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from influence.graph.stakeholder_graph import StakeholderGraph
from influence.measures.audience import BETWEEN as BETWEEN_PEOPLE
from influence.measures.audience import NAMELESS, ROLE_WORDS
from influence.measures.departments import BETWEEN as BETWEEN_DEPARTMENTS
from influence.measures.evidence import hedged
from influence.measures.intelligence import probability
from influence.tables.checklist import NUMBER, QUESTIONS, question_numbers
from influence.tables.derived_contacts import UNNAMED, UNNAMED_NUMBER
from influence.tables.our_functions import FUNCTIONS
from influence.tables.schema import NOBODY, OUR_SIDE, TABLES, Column
from influence.tables.spelling import plain
from influence.tables.stages import stage_named
from influence.tables.talking_points import only_product, planning

Tables = Mapping[str, pd.DataFrame]
# Columns of text whose words are no secret, and read by others.
KEPT = ("currency",)
# What the rules hear in a text, and the words that say just that.
HEDGE, NOT_SURE, PRODUCT, PLANNING = "maybe", "not sure", "product", "next steps"


def pseudonymise(graph: StakeholderGraph) -> StakeholderGraph:
    """Replace every name, id and free text, so that a graph can be shown to others and scores as before.

    Parameters
    ----------
    graph : StakeholderGraph

    Returns
    -------
    StakeholderGraph
        The same deals with the same numbers and days. People, members of teams, rivals, deals, accounts, departments,
        factions, titles, questions and answers are called "person 01", "rival 1" and so on, in the order in which they
        stood before; the name of person 02 is "somebody 02". Columns of the caller's own are gone, and so is what a
        reader noted.

    Notes
    -----
    Every score of every deal is the same. Of a text that a rule listens to, what it hears is kept and nothing else:
    that an answer is hedged, that a topic was about the product alone, which stage of the purchase or which of our
    functions is meant, or a stated probability. Amounts and days stay, so whoever knows the deal may know it again:
    these are pseudonyms, not anonymous data.

    Examples
    --------
    >>> import influence
    >>> duck = influence.datasets.load("cooked_duck")
    >>> hidden = influence.pseudonymise(duck)
    >>> hidden.people[["person", "name", "title", "support"]].tail(2).values.tolist()
    [['person 12', 'person 12', 'title 10', nan], ['person 13', 'person 13', 'title 11', 0.6]]
    >>> influence.support(duck).by_deal["support"].item() == influence.support(hidden).by_deal["support"].item()
    True
    """
    tables = {name: graph.table(name) for name in TABLES}
    tables |= {"people": graph.people_given, "contacts": graph.contacts_given}
    names = _Names(graph, tables)
    hidden = {name: names.hidden(name) for name, table in tables.items() if len(table)}
    return StakeholderGraph.from_tables(**hidden, assumptions=graph.assumptions)


class _Names:
    """What everybody and everything is called instead.

    Ids, names and texts that may name somebody share one book: whoever was found by a text before is found by its
    pseudonym, whatever the text was compared with.
    """

    def __init__(self, graph: StakeholderGraph, tables: Tables) -> None:
        self.tables = tables
        keys = graph.keys
        self.deals = _numbered("deal", keys.deals)
        members = [str(each) for each in keys.members if each not in _NOBODY]
        sources = [text for name in ("interactions", "facts") for text in self._all(name, "source")]
        ids = {"person": keys.persons.astype(str), "member": [*members, *self._all("commitments", "by", "to")]}
        texts = [*self._all("ratings", "rater"), *sources, *_said(tables["facts"])]
        self.book = {UNNAMED: UNNAMED} | _by_spelling(
            {**ids, "name": self._all("people", "name"), "stranger": texts}, self._bearers(_by_spelling(ids))
        )
        departments = [part for cell in self._departments() for part in _parts(cell)]
        self.departments: dict[str, str] = _by_spelling({"department": departments})
        self.stages = _by_spelling({"stage": [*self._all("seats", "stage"), *self._all("deals", "stage")]})
        sides = [side for name in TABLES for side in self._all(name, "side")]
        self.sides: dict[str, str] = _by_spelling({"rival": sides}) | {OUR_SIDE: OUR_SIDE, NOBODY: NOBODY}

    def _all(self, table: str, *columns: str) -> list[str]:
        """Everything that stands in some columns, in order."""
        cells = (self.tables[table].get(column, pd.Series(dtype=object)) for column in columns)
        return sorted({str(cell) for each in cells for cell in each.dropna()})

    def _bearers(self, ids: Mapping[str, str]) -> dict[str, str]:
        """Each name that is no id as "somebody 02", with the number of the first who bears it."""
        people, known = self.tables["people"], {*map(plain, ids)}
        found: dict[str, str] = {}
        for who, name in zip(people["person"], people.get("name", people["person"]), strict=True):
            if pd.notna(name) and plain(str(name)) not in known:
                known.add(plain(str(name)))
                called = ids[str(who)].rstrip("-").replace("person", "somebody")
                # Whoever has several names in several deals has as many here.
                found[plain(str(name))] = called + "b" * sum(each.rstrip("b") == called for each in found.values())
        return found

    def _departments(self) -> list[str]:
        told = (("people", "department"), ("interactions", "department"), ("deals", "departments"))
        return [cell for table, column in told for cell in self._all(table, column)]

    def hidden(self, name: str) -> pd.DataFrame:
        """A table as it may be shown."""
        table = self.tables[name]
        columns = [column for column in TABLES[name].columns if column.name in table]
        return pd.DataFrame({column.name: self._column(name, table, column) for column in columns})

    def _column(self, name: str, table: pd.DataFrame, column: Column) -> Any:
        cells = table[column.name]
        if column.type == "id":
            return _told(cells, self._id(column, cells))
        if column.type != "text" or column.name in KEPT:
            return cells
        if column.name in _READ:
            return _READ[column.name](self, table)
        called = _by_spelling({column.name.replace("_", " "): sorted(set(cells.dropna().astype(str)))})
        return _told(cells, lambda text: called[str(text)])

    def _id(self, column: Column, cells: pd.Series) -> Callable[[Any], str]:
        if column.names == "deal":
            return self.deals.__getitem__
        if column.names in ("person", "member", "party"):
            return lambda who: UNNAMED if who in _NOBODY else self.book[str(who)]
        return _numbered(column.name, sorted(cells.dropna().unique())).__getitem__


_NOBODY = (UNNAMED, UNNAMED_NUMBER)


def _told(cells: pd.Series, called: Callable[[Any], Any]) -> pd.Series:
    """Each known cell by another name."""
    return pd.Series([None if pd.isna(cell) else called(cell) for cell in cells], cells.index, dtype=object)


def _numbered(word: str, things: Any) -> dict[Any, str]:
    """The things in their order as "word 01", "word 02"; sorted as text they stay in this order."""
    width = len(str(len(things)))
    return {thing: f"{word} {number:0{width}}" for number, thing in enumerate(things, start=1)}


def _by_spelling(texts: Mapping[str, Iterable[str]], named: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """One number for all that reads alike; another way to write the same stays another way to write it.

    Of texts that stand under several words the first is theirs; `named` says what some are called.
    """
    found: dict[str, str] = {}
    ways: dict[str, int] = {}
    called = dict(named)
    for word, each in texts.items():
        called = _numbered(word, [one for one in dict.fromkeys(map(plain, each)) if one not in called]) | called
        for text in each:
            if text not in found:
                same = plain(text)
                found[text] = called[same] + "-" * ways.get(same, 0)
                ways[same] = ways.get(same, 0) + 1
    return found


def _asked(facts: pd.DataFrame, question: str) -> pd.Series:
    """The answers to a standard question."""
    if not len(facts) or "answer" not in facts:
        return pd.Series(dtype=object)
    return facts["answer"][question_numbers(facts["question"]) == NUMBER[question]].dropna().astype(str)


def _said(facts: pd.DataFrame) -> list[str]:
    """Every text of an answer that may name somebody."""
    return [*_asked(facts, "final_say"), *_tokens(_asked(facts, "presented"))]


def _tokens(answers: pd.Series) -> pd.Series:
    each = answers.astype(object).str.split(BETWEEN_PEOPLE, regex=True).explode().str.strip()
    return each[each != ""]


def _parts(cell: str) -> list[str]:
    return [part for part in pd.Series([cell]).str.split(BETWEEN_DEPARTMENTS, regex=True)[0] if part]


def _departments(names: _Names, table: pd.DataFrame) -> pd.Series:
    return _told(table["departments"], lambda cell: ";".join(names.departments[part] for part in _parts(cell)))


def _stages(names: _Names, table: pd.DataFrame) -> pd.Series:
    return _told(table["stage"], lambda text: stage_named(str(text)) or names.stages[str(text)])


def _functions(names: _Names, table: pd.DataFrame) -> pd.Series:
    told = table["function"].dropna().astype(str)
    has = {name: told[told.str.contains(words, case=False, regex=True)].index for name, words in FUNCTIONS.items()}
    return pd.Series(
        [" ".join(name for name in FUNCTIONS if row in has[name]) or "colleague" for row in told.index], told.index
    ).reindex(table.index)


def _topics(names: _Names, table: pd.DataFrame) -> pd.Series:
    cells = table["topic"]
    called = _by_spelling({"topic": sorted(set(cells.dropna().astype(str)))})
    said = _told(cells, lambda text: called[str(text)])
    said[only_product(cells)] += f" {PRODUCT}"
    said[planning(cells)] += f" {PLANNING}"
    return said


def _questions(names: _Names, table: pd.DataFrame) -> pd.Series:
    asked = table["question"].astype(str)
    own = _by_spelling({"question": sorted(set(asked))})
    standard = question_numbers(asked)
    told = [QUESTIONS[number].name if number >= 0 else own[text] for text, number in zip(asked, standard, strict=True)]
    return pd.Series(told, table.index, dtype=object)


def _answers(names: _Names, table: pd.DataFrame) -> pd.Series:
    """What the rules hear in an answer, and beside it a number that equal answers share."""
    cells = table["answer"]
    own = _by_spelling({"answer": sorted(set(cells.dropna().astype(str)))})
    said = _told(cells, lambda text: own[str(text)])
    final = _asked(table, "final_say")
    said[final.index] = final.map(names.book)
    unsure = hedged(cells)
    said[unsure] = [f"{HEDGE} {text}" for text in said[unsure]]
    stated = _asked(table, "stated_probability")
    stated = stated[stated.map(probability).notna()]
    said[stated.index] = stated
    each = _tokens(_asked(table, "presented"))
    words = [_audience(text, names.book[text], doubt) for text, doubt in zip(each, hedged(each), strict=True)]
    shown = pd.Series(words, each.index, dtype=object).groupby(level=0).agg("; ".join)
    said[shown.index] = shown
    return said


def _audience(text: str, called: str, unsure: bool) -> str:
    if NAMELESS.fullmatch(text.casefold()):
        return NOT_SURE if unsure else "yes"
    told = ROLE_WORDS.get(plain(text)) or called
    return f"{HEDGE} {told}" if unsure else told


def _called(names: _Names, table: pd.DataFrame) -> pd.Series:
    """The names of deals, or of people, where another way to write a name is of no account."""
    if "person" not in table:
        return _told(table["deal"], names.deals.__getitem__)
    return _told(table["name"], lambda text: names.book[str(text)].rstrip("-"))


def _somebody(column: str) -> Callable[[_Names, pd.DataFrame], pd.Series]:
    return lambda names, table: _told(table[column], lambda text: names.book[str(text)])


_READ: Mapping[str, Callable[[_Names, pd.DataFrame], pd.Series]] = MappingProxyType(
    {
        "answer": _answers,
        "department": lambda names, table: _told(table["department"], lambda text: names.departments[str(text)]),
        "departments": _departments,
        "function": _functions,
        "name": _called,
        "question": _questions,
        "rater": _somebody("rater"),
        "side": lambda names, table: _told(table["side"], lambda text: names.sides[str(text)]),
        "source": _somebody("source"),
        "stage": _stages,
        "topic": _topics,
    }
)
"""The columns of text that are compared with others, or that a rule listens to."""
