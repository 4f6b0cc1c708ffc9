"""To whom one side presented the product: by its answers about it and by its demos (rules 001-9 and 002-7.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from influence.array_types import Flags, Ints
from influence.graph.arrays import Arrays
from influence.graph.grouping import at
from influence.graph.kept import kept
from influence.graph.lookups import people_named
from influence.measures.evidence import facts_of
from influence.measures.talk import DEMO, talks
from influence.tables.checklist import NUMBER
from influence.tables.schema import OUR_SIDE, ROLES, TABLES
from influence.tables.spelling import plain
from influence.tables.vocabulary import values_of

BETWEEN = r"[,;、，；/|\n]|\band\b|和|以及"
# Answers that name no audience: nobody knows who it was, that it took place, and when.
NAMELESS = re.compile(
    r"(?:nobody knows|no ?one knows|not known|unknown|unclear|not sure|no idea|(?:i |we )?don'?t know|can'?t say"
    r"|yes|done|ok|somebody|someone|several people|some people|a group|(?:last|this) \w+|yesterday|today"
    r"|不知道|不清楚|不详|未知|是|有|已做|做过|讲过|演示过|上周|上个月|昨天|今天)[.!?。]?"
)

ROLE_WORDS = values_of(TABLES["seats"]["role"], ROLES)


@dataclass(frozen=True)
class _Named:
    """What the answers name, a position each: the deal, the person (-1 = nobody), the role and the words."""

    deal: Ints
    person: Ints
    role: pd.Series
    text: pd.Series


@kept
def _named(arrays: Arrays, side: str) -> _Named:
    facts = facts_of(arrays, side)
    rows = np.flatnonzero(facts.answered & (facts.question == NUMBER["presented"]))
    tokens = pd.Series(facts.answer[rows], index=rows, dtype=object).str.split(BETWEEN, regex=True).explode()
    tokens = tokens.str.strip()[lambda texts: texts != ""]
    deal = facts.deal[tokens.index.to_numpy(dtype=np.int64)]
    role = tokens.map(lambda text: ROLE_WORDS.get(plain(text)))
    return _Named(deal, people_named(arrays, deal, tokens), role, tokens)


def _unanswered(arrays: Arrays, side: str) -> Flags:
    """Per deal, whether somebody asked to whom the product was presented and wrote down no answer."""
    facts = facts_of(arrays, side)
    asked = facts.deal[~facts.answered & (facts.question == NUMBER["presented"])]
    return arrays.per_deal(np.ones(len(asked)), asked) > 0


def _roles(arrays: Arrays, people: Ints) -> tuple[Flags, Flags]:
    """Whether each of these people holds a role at all, and whether that of a user."""
    holds = {name: at(arrays.holds(name), people, False) for name in ROLES}
    return np.logical_or.reduce(list(holds.values())), holds["user"]


def shown_to_no_user(arrays: Arrays, side: str = OUR_SIDE) -> Flags:
    """Whom the product was presented to, where the role of each is known and none is a user (001-9)."""
    told, met = _named(arrays, side), talks(arrays, side)
    some, uses = _roles(arrays, told.person)
    no_role = ~some & pd.isna(told.role.to_numpy(dtype=object))
    users = no_role | uses | (told.role == "user").to_numpy(dtype=bool)
    # An encounter of a kind that nobody knows may have been a demo.
    perhaps = (met.kind == DEMO) | (met.kind < 0)
    some, uses = _roles(arrays, met.person)
    spoiled = _unanswered(arrays, side) | (arrays.per_deal(users, told.deal) > 0)
    spoiled |= arrays.per_deal(perhaps & (~some | uses), met.deal) > 0
    shown = np.concatenate([told.person, met.person[met.kind == DEMO]])
    return arrays.marked(shown[shown >= 0]) & ~spoiled[arrays.person_deal]


def shown_to_nobody_knows_whom(arrays: Arrays, side: str = OUR_SIDE) -> Flags:
    """Per deal, whether the product was presented and no answer and no demo names anybody who saw it (001-9)."""
    told, met = _named(arrays, side), talks(arrays, side)
    nameless = told.text.map(lambda text: bool(NAMELESS.fullmatch(text.casefold()))).to_numpy(dtype=bool)
    unnamed_demo = arrays.per_deal((met.kind == DEMO) & (met.person < 0), met.deal) > 0
    # Any other word may be the name of somebody whom the table does not call so.
    someone = arrays.per_deal(~nameless, told.deal) + arrays.per_deal(
        ((met.kind == DEMO) | (met.kind < 0)) & (met.person >= 0), met.deal
    )
    shown = (arrays.per_deal(nameless, told.deal) > 0) | unnamed_demo
    return shown & (someone == 0) & ~_unanswered(arrays, side)
