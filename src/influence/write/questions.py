"""Questions to the team: a workbook with a sheet per member, which `influence.read.answers` reads back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

from influence.analysis.finding import arrays_of
from influence.analysis.information_gaps import information_gaps
from influence.errors import InfluenceError, UnknownName, require_folder_of
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.files.csv_text import path_of
from influence.tables.asking import (
    ANYBODY,
    COVER,
    FOR_SIDE,
    HEADERS,
    KINDS,
    LANGUAGES,
    LEVEL_WORDS,
    LISTS,
    MET,
    NEEDED,
    NO_PURCHASE,
    SUPPORT_WORDS,
)
from influence.tables.derived_contacts import UNNAMED, UNNAMED_NUMBER
from influence.tables.language import say
from influence.tables.schema import NOBODY, OUR_SIDE
from influence.write.question_words import HOW_TO, SAYS, about_in_words, question_asked, reason_asked
from influence.write.spreadsheet import Field, Form, save_forms

Gap = Mapping[str, Any]
TITLE_LENGTH = 31
NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
LOOKS = {"day": "yyyy-mm-dd", "evidence": "General"}
FIRST_DAY = "32874"
ACCEPTS: Mapping[str, Mapping[str, Any]] = {
    "day": {"type": "date", "operator": "greaterThan", "formula1": FIRST_DAY},
    "evidence": {"type": "list", "formula1": '"1,2,3,4"'},
}
ANSWERED_BY_PEOPLE = ("spoke_with", "presented", "final_say")


def write_questions(graph: StakeholderGraph, path: str | Path, *, language: str = "en", force: bool = False) -> Path:
    """Write what the team should find out, a sheet per member.

    Parameters
    ----------
    graph : StakeholderGraph
        Any number of deals.
    path : str or pathlib.Path
        The workbook to write, ending in .xlsx (needs `openpyxl`: `pip install influence-graph[excel]`).
    language : {"en", "zh"}
        Of the headers, the questions and the words to choose from.
    force : bool
        Whether to write over what is there.

    Returns
    -------
    pathlib.Path
        The workbook written. Each sheet has a row per question, the most valuable first (`information_gaps`), with
        drop-downs of the people of the deal, of words for support, of grades; `answer`, `who said so`, `day`,
        `evidence` and `note` are to be filled in, and `influence.read.answers` reads them back.

    Raises
    ------
    UnknownName
        `language` is neither of these.
    InfluenceError
        `path` does not end in .xlsx or already exists, its folder is missing, `openpyxl` is not installed, or `graph`
        is no StakeholderGraph.

    Notes
    -----
    A question goes to whoever of our team has a contact with the person it is about or who is best asked; where nobody
    has, to the member with most contacts in the deal, else to the first of `team`, else to the sheet "Anybody". Each
    member is also asked, once for each deal, whom they met. Text that looks like a formula stays text. Rule 001-25.

    Examples
    --------
    >>> import influence, tempfile
    >>> duck = influence.datasets.load("cooked_duck")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = influence.write_questions(duck, f"{folder}/questions.xlsx")
    ...     influence.read.answers(duck, path) == duck
    True
    """
    arrays_of(graph)
    if language not in LANGUAGES:
        raise UnknownName("language", language, LANGUAGES)
    path = path_of(path, "the workbook to write")
    _require_place(path, force)
    number = LANGUAGES.index(language)
    deals = known_deals(graph)
    lists = Lists(number)
    titles = Titles(number)
    forms = [
        _form(titles.of(member), rows, deals, lists, number, member) for member, rows in _sheets(graph, deals).items()
    ]
    save_forms([*forms, lists.form()], path, COVER[number], HOW_TO[number])
    return path


def _require_place(path: Path, force: bool) -> None:
    if path.suffix.casefold() != ".xlsx" or "\0" in str(path):
        raise InfluenceError(say("{path} is no name of a workbook; give one that ends in .xlsx", path=repr(path.name)))
    if path.is_dir() or (path.exists() and not force):
        raise InfluenceError(
            say(
                "{path} already exists; give another name, or pass force=True (--force) to overwrite it",
                path=repr(str(path)),
            )
        )
    require_folder_of(path)


@dataclass
class Deal:
    """What the questions about one deal need: its people's names by id, its sides, who of ours has which contact."""

    people: dict[Any, str] = field(default_factory=dict)
    sides: dict[str, None] = field(default_factory=dict)
    contacts: dict[Any, dict[Any, None]] = field(default_factory=lambda: defaultdict(dict))
    members: dict[Any, None] = field(default_factory=dict)

    def owners(self, gap: Gap) -> list[Any]:
        """Who of our team is asked; None where we have nobody in the deal."""
        near = self.contacts.get(gap["about"]) or self.contacts.get(gap["ask"])
        if near:
            return list(near)
        held = Counter(member for members in self.contacts.values() for member in members)
        return [max(held, key=lambda each: (held[each], str(each))) if held else next(iter(self.members), None)]

    def label(self, person: object) -> str:
        """A name with the id, or the id alone where there is no name."""
        name = self.people.get(person)
        return str(person) if name is None or name == str(person) else f"{name} ({person})"


def known_deals(graph: StakeholderGraph) -> dict[Any, Deal]:
    """What is known of the people, the sides and the contacts of each deal."""
    arrays, people, deals = graph.arrays, graph.people, {deal: Deal() for deal in graph.all_deals}
    for deal, person, name in zip(people["deal"], people["person"], arrays.person_names, strict=True):
        deals[deal].people[person] = str(name)
    for name in ("contacts", "interactions", "stances"):
        table = graph.table(name)
        for deal, side in table[["deal", "side"]].drop_duplicates().itertuples(index=False):
            if side not in (OUR_SIDE, NOBODY):
                deals[deal].sides[side] = None
    contacts = graph.contacts
    for row in contacts[(contacts["side"] == OUR_SIDE).to_numpy(dtype=bool)].itertuples():
        if row.member not in (UNNAMED, UNNAMED_NUMBER):
            deals[row.deal].contacts[row.person][row.member] = None
            deals[row.deal].members[row.member] = None
    for row in graph.team.itertuples():
        deals[row.deal].members[row.member] = None
    return deals


def _sheets(graph: StakeholderGraph, deals: Mapping[Any, Deal]) -> dict[Any, list[tuple[Any, Gap]]]:
    """The questions of each member, deal by deal; None for those that anybody may answer."""
    found: dict[Any, list[tuple[Any, Gap]]] = defaultdict(list)
    detail = information_gaps(graph).detail
    detail = detail.astype(object).where(detail.notna(), None)
    for deal, gap in zip(detail.index.get_level_values("deal"), detail.to_dict("records"), strict=True):
        for member in deals[deal].owners({str(name): value for name, value in gap.items()}):
            found[member].append((deal, {str(name): value for name, value in gap.items()}))
    for deal, known in deals.items():
        for member in known.members:
            found[member].append((deal, {"what": MET, "about": None}))
    order = {deal: place for place, deal in enumerate(deals)}
    # Sorting keeps the order of the gaps within a deal.
    return {member: sorted(found[member], key=lambda row: order[row[0]]) for member in sorted(found, key=_last)}


def _last(member: object) -> tuple[bool, str]:
    return member is None, str(member)


class Titles:
    """The name of each member's sheet: as Excel allows, and no two alike."""

    def __init__(self, number: int) -> None:
        self.anybody = ANYBODY[number]
        self.taken = {COVER[number].casefold(), LISTS, "history"}

    def of(self, member: object) -> str:
        """The sheet's name."""
        wanted = (self.anybody if member is None else str(member)).translate(NOT_IN_TITLES)
        wanted = "".join(each if each.isprintable() else " " for each in wanted).strip() or "-"
        title, count = wanted[:TITLE_LENGTH], 1
        while title.casefold() in self.taken:
            count += 1
            end = f" {count}"
            title = wanted[: TITLE_LENGTH - len(end)] + end
        self.taken.add(title.casefold())
        return title


class Lists:
    """The hidden sheet of what drop-downs offer: each list once, one below the other."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.rows: list[str] = []
        self.places: dict[tuple[str, ...], str] = {}

    def accepts(self, words: Iterable[str]) -> dict[str, Any]:
        """What a cell that offers these words takes: any other text too."""
        offered = tuple(words)
        if offered and offered not in self.places:
            first = len(self.rows) + 2
            self.rows.extend(offered)
            self.places[offered] = f"'{LISTS}'!$A${first}:$A${first + len(offered) - 1}"
        return {"type": "list", "formula1": self.places[offered], "showErrorMessage": False} if offered else {}

    def form(self) -> Form:
        """The sheet."""
        return Form(LISTS, [Field(LISTS, LISTS, "@")], [[word] for word in self.rows], hidden=True)


def _form(
    title: str, rows: Sequence[tuple[Any, Gap]], deals: Mapping[Any, Deal], lists: Lists, number: int, member: object
) -> Form:
    fields = [_field(name, number) for name in HEADERS]
    cells = [_row(deal, deals[deal], gap, member, number) for deal, gap in rows]
    answer = "ABCDEFGHIJKL"[list(HEADERS).index("answer")]
    accepts: list[tuple[str, dict[str, Any]]] = []
    offered = [tuple(_offered(deals[deal], gap, number)) for deal, gap in rows]
    # One range for each run of rows that offer the same.
    for words, run in groupby(range(len(rows)), key=offered.__getitem__):
        lines = list(run)
        if words:
            accepts.append((f"{answer}{lines[0] + 2}:{answer}{lines[-1] + 2}", lists.accepts(words)))
    return Form(title, fields, cells, accepts)


def _field(name: str, number: int) -> Field:
    header = HEADERS[name][number]
    return Field(header, SAYS[name][number], LOOKS.get(name, "@"), name in NEEDED, ACCEPTS.get(name, {}))


def _row(deal: object, known: Deal, gap: Gap, member: object, number: int) -> list[Any]:
    cells = {
        "deal": deal,
        "what": KINDS[gap["what"]][number],
        "about": _called(known, gap, number),
        "id": gap["about"],
        "question": question_asked(gap, _called(known, gap, number), number),
        "why": reason_asked(gap, number),
        "member": member,
    }
    return [cells.get(name) for name in HEADERS]


def _called(known: Deal, gap: Gap, number: int) -> str:
    """What a question is about, in words."""
    about = gap["about"]
    if about in known.people and gap["what"] in ("support", "evidence"):
        return known.people[about]
    return "" if about is None else about_in_words(str(about), number)


def _offered(known: Deal, gap: Gap, number: int) -> Iterator[str]:
    """The answers to choose from; none where only words of one's own answer it."""
    what, about = gap["what"], gap["about"]
    if what == "support" or (what == "evidence" and about in known.people):
        yield from (words[number] for words in SUPPORT_WORDS.values())
        yield from (FOR_SIDE[number].format(side) for side in (*known.sides, NO_PURCHASE[number]))
    elif about == "bottom_up":
        yield from LEVEL_WORDS[number]
    elif what in ("seat", "role", "gate", MET) or about in ANSWERED_BY_PEOPLE:
        yield from (known.label(person) for person in known.people)
