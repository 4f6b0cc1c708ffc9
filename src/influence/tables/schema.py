"""Every table and column, defined once.

Validation, the documentation's table page, the readers' headers and the tests' random graphs derive from what
stands here (docs/model.md section 1).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from influence.tables.language import say
from influence.tables.ranges import in_words

Type = Literal["id", "text", "number", "integer", "flag", "date", "choice"]

LAYERS = ("decision", "management", "operations")
ROLES = ("approver", "decision_maker", "evaluator", "user", "influencer", "gatekeeper", "other")
RULES = ("majority", "unanimous", "quota")
OUTCOMES = ("won", "lost")
CONDITIONS = ("observed", "claimed", "no")
MOTIVES = ("ours", "own", "organisation")
REASONS = ("conviction", "interest", "loyalty", "faction", "career_risk", "habit")
ENCOUNTERS = ("meeting", "call", "message", "visit", "demo", "proposal", "workshop", "other")
MEASURES = ("support", "participation", "influence", "openness")
OUR_SIDE = "us"
NOBODY = "nobody"
"""The side that wins where the customer buys nothing."""
WORST_GRADE = 4


@dataclass(frozen=True)
class Column:
    """One column: what it means and what a cell may hold.

    Attributes
    ----------
    name : str
        The header.
    meaning : str
        What a cell says, in one line.
    type : {"id", "text", "number", "integer", "flag", "date", "choice"}
        What a cell is.
    low, high : float, optional
        The smallest and largest number accepted, both included.
    above : float, optional
        Numbers must be larger than this.
    choices : tuple of str
        The values accepted; empty where `relationship_kinds` of the assumptions lists them (`kind`) or anything goes.
    names : {"deal", "person", "member", "party", "interaction", "commitment"}, optional
        What an id names: ids of one sort must be of one type and match exactly. A party is a person or a member.
    required : bool
        The column must be there and no cell of it may be unknown.
    spoken : bool
        The cells are what somebody said, where "none" is an answer.
    words : str, optional
        The column of the vocabulary whose words the choices take, where it is not called like this one.
    default : float, str or bool, optional
        What an unknown cell counts as where a number is needed; none means that unknown stays unknown.
    """

    name: str
    meaning: str
    type: Type
    low: float | None = None
    high: float | None = None
    above: float | None = None
    choices: tuple[str, ...] = ()
    names: str | None = None
    required: bool = False
    default: float | str | bool | None = None
    spoken: bool = False
    words: str | None = None

    @property
    def range(self) -> str:
        """The accepted values in words."""
        if self.type == "choice":
            return ", ".join(self.choices) or say("a {column}", column=self.name)
        if self.type == "flag":
            return say("true or false")
        if self.type == "date":
            return say("a date such as 2024-05-31")
        if self.type in ("id", "text"):
            return say("an id") if self.type == "id" else say("text")
        return in_words(self.low, self.high, above=self.above, whole=self.type == "integer")


@dataclass(frozen=True)
class Table:
    """One table: what a row is, its columns, and the columns that no two rows may share (`key`)."""

    name: str
    row: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> Column:
        return self.by_name[name]

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """The columns by their names."""
        return {column.name: column for column in self.columns}

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The headers that must be there."""
        return tuple(column.name for column in self.columns if column.required)

    def in_order(self, headers: Iterable[str]) -> list[str]:
        """The headers, the table's own first and as they stand here."""
        there = list(headers)
        return [name for name in self.by_name if name in there] + [name for name in there if name not in self.by_name]


def _id(name: str, meaning: str, names: str, required: bool = True) -> Column:
    return Column(name, meaning, "id", names=names, required=required)


def _share(name: str, meaning: str, default: float | None = None) -> Column:
    return Column(name, meaning, "number", low=0, high=1, default=default)


def _signed(name: str, meaning: str) -> Column:
    return Column(name, meaning, "number", low=-1, high=1)


def _text(name: str, meaning: str, required: bool = False) -> Column:
    return Column(name, meaning, "text", required=required)


def _choice(
    name: str, meaning: str, choices: tuple[str, ...], required: bool = False, words: str | None = None
) -> Column:
    return Column(name, meaning, "choice", choices=choices, required=required, words=words)


def _date(name: str, meaning: str) -> Column:
    return Column(name, meaning, "date")


DEAL = _id("deal", "which deal the row belongs to", "deal")
EVIDENCE = Column("evidence", "grade of the evidence, 1 strongest", "integer", low=1, high=WORST_GRADE)

_PEOPLE = Table(
    "people",
    "a person, as seen in this deal",
    (
        DEAL,
        _id("person", "id, unique in the deal", "person"),
        _text("name", "what to call the person"),
        _text("title", "job title"),
        _text("department", "department"),
        Column("level", "rank, 1 = most senior", "integer", low=1),
        _choice("layer", "layer of the organisation; derived where not given", LAYERS),
        _signed("support", "for us (1) or against us (-1)"),
        _choice("reason", "why the person stands where they stand", REASONS),
        _share("participation", "part taken in the decision"),
        _share("influence", "weight of the person's word"),
        _share("formal_influence", "influence that comes with the office"),
        _share("personal_influence", "influence that comes from personal standing"),
        _share("openness", "how far others can change the person's mind; 0 = known to listen to nobody"),
        _share("appetite", "wish for change"),
        _signed("personal_win", "what the person gains (1) or loses (-1) from the project"),
        _share("attrition", "chance to leave within a year"),
        _date("tenure_end", "day on which the person's term of office ends"),
        _text("faction", "faction the person belongs to"),
        Column("external", "outside the customer's organisation", "flag"),
        EVIDENCE,
        _choice("sees", "sees part of what happens", CONDITIONS),
        _choice("shares", "is willing to share it with us", CONDITIONS),
        _choice("believes_in_us", "trusts our ability", CONDITIONS),
        _choice("trusted_inside", "is trusted by the customer's organisation", CONDITIONS),
        _choice("wants_us_to_win", "wants us to win", CONDITIONS),
        _choice("motive", "for whose success the person acts", MOTIVES),
    ),
    key=("deal", "person"),
)
_RELATIONSHIPS = Table(
    "relationships",
    "one relationship of one kind",
    (
        DEAL,
        _id("source", "the person the relationship is written from", "person"),
        _id("target", "the person the relationship is written to", "person"),
        _choice("kind", "kind of relationship, one of the assumptions' relationship_kinds", (), required=True),
        Column("strength", "strength of the relationship", "number", above=0, high=1, default=1.0),
    ),
)
_SEATS = Table(
    "seats",
    "a seat in the deciding committee, or a role",
    (
        DEAL,
        _choice("role", "buying role", ROLES, required=True),
        _id("person", "who holds it; unknown = the seat exists, nobody knows who holds it", "person", required=False),
        Column("weight", "votes; 0 = has the role, has no vote", "number", low=0, default=1.0),
        Column("veto", "the deal cannot pass without this person", "flag", default=False),
        _text("stage", "buying stage in which the seat counts"),
    ),
)
_DEALS = Table(
    "deals",
    "the deal",
    (
        DEAL,
        _text("account", "the customer"),
        _text("name", "what to call the deal"),
        _text("category", "what is bought"),
        _text("departments", "departments the deal concerns, with ; between them"),
        _text("stage", "stage the deal is in"),
        Column("amount", "value of the deal, in its currency", "number"),
        _text("currency", "currency of the amount, such as EUR; amounts in different ones are never added"),
        _date("close_date", "when it closes or closed"),
        _date("as_of", "the day the tables describe"),
        Column("budget_approved", "the customer has approved a budget for it", "flag"),
        _text("reason_to_act", "what happens to the customer if they buy nothing"),
        _choice("rule", "rule of the vote", RULES),
        Column("quota", "share of the votes a quota rule asks for", "number", above=0, high=1),
        _share("product_strength", "how good the product is for this customer"),
        _share("value_lead", "lead in price-performance over the rivals"),
        _choice("outcome", "how it ended; unknown = open", OUTCOMES),
    ),
    key=("deal",),
)
_TEAM = Table(
    "team",
    "a member of our team",
    (
        DEAL,
        _id("member", "id, unique in the deal", "member"),
        _choice("layer", "layer of the organisation the member stands in", LAYERS),
        _text("function", "what the member does"),
    ),
    key=("deal", "member"),
)
_CONTACTS = Table(
    "contacts",
    "a team member's contact with a person, on our side or a rival's",
    (
        DEAL,
        _text("side", "'us', or a rival's name", required=True),
        _id("member", "who holds the contact", "member"),
        _id("person", "with whom", "person"),
        _share("strength", "depth of the contact", default=1.0),
        _date("last_touch", "day of the last touch (a call, a visit, a message)"),
        Column("touches", "number of touches", "integer", low=0),
    ),
)
_RATINGS = Table(
    "ratings",
    "one rater's view of one thing about a person",
    (
        DEAL,
        _text("rater", "who rates", required=True),
        _id("person", "who is rated", "person"),
        _choice("measure", "what is rated", MEASURES, required=True),
        Column("value", "the rating, in the measure's own range", "number", required=True),
        _date("date", "day of the rating"),
        EVIDENCE,
    ),
)
_FACTS = Table(
    "facts",
    "an answer to one question of the intelligence checklist",
    (
        DEAL,
        _text("question", "which question", required=True),
        Column("answer", "the answer; unknown = asked, not answered", "text", spoken=True),
        _text("source", "who said so"),
        _date("date", "when"),
        EVIDENCE,
        Column("side", "whose knowledge it is: 'us', or a rival's name", "text", default=OUR_SIDE),
        _id("member", "who of that side knows it", "member", required=False),
    ),
)

_INTERACTIONS = Table(
    "interactions",
    "one person's part in one encounter with one side; rows with the same interaction were one encounter",
    (
        DEAL,
        _id("interaction", "id of the encounter, the same for everybody who took part", "interaction"),
        _date("date", "day of the encounter"),
        _text("side", "whom they met: 'us', or a rival's name", required=True),
        _id("member", "who of that side took part; unknown = nobody knows who", "member", required=False),
        _id("person", "who of the customer took part; unknown = somebody of the department", "person", required=False),
        _text("department", "department of the person, where nobody knows who it was"),
        _choice("kind", "kind of encounter", ENCOUNTERS, words="encounter"),
        _text("topic", "what they talked about"),
        _id("invited_by", "who asked for it: a person or a member", "party", required=False),
        _choice("rank", "layer of the most senior who came from that side", LAYERS, words="layer"),
        Column("party_size", "how many came from that side", "integer", low=1),
        _text("reception", "how they were received"),
        _text("source", "who told us"),
        EVIDENCE,
    ),
)
_COMMITMENTS = Table(
    "commitments",
    "one promise or planned act",
    (
        DEAL,
        _id("commitment", "id, unique in the deal", "commitment"),
        _id("by", "who promised: a person or a member", "party"),
        _id("to", "to whom: a person or a member", "party"),
        _id("about", "whom the act is to win", "person", required=False),
        _text("what", "what was promised"),
        _date("made", "day of the promise"),
        _date("due", "day by which it is to be done"),
        _date("done", "day on which it was done; unknown = not yet"),
        Column("kept", "the promise was kept; unknown = open", "flag"),
    ),
    key=("deal", "commitment"),
)
_STANCES = Table(
    "stances",
    "how one person stands to a side other than ours",
    (
        DEAL,
        _id("person", "whose stance it is", "person"),
        Column("side", "a rival's name, or 'nobody': they buy nothing", "text", required=True, words="other_side"),
        _signed("support", "for that side (1) or against it (-1)"),
        _date("date", "day on which they stood so"),
        EVIDENCE,
    ),
    key=("deal", "person", "side"),
)

_ALL = (
    _PEOPLE, _RELATIONSHIPS, _SEATS, _DEALS, _TEAM, _CONTACTS, _RATINGS, _FACTS,
    _INTERACTIONS, _COMMITMENTS, _STANCES,
)  # fmt: skip
TABLES: Mapping[str, Table] = MappingProxyType({table.name: table for table in _ALL})
