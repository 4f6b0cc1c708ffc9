"""Ids turned into whole numbers, once for all tables: everything behind this works on positions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from influence.errors import InfluenceError
from influence.tables.language import say
from influence.tables.numbering import PlacedTexts, are_many_texts, ranked
from influence.tables.schema import TABLES

Positions = np.ndarray[Any, Any]
Place = tuple[str, str]
PEOPLE = ("people", "person")


@dataclass(frozen=True)
class Keys:
    """Where each row of each table belongs.

    Attributes
    ----------
    deals : pandas.Index
        The deals' ids in order; a deal's position here is its number.
    deal : dict of str to ndarray
        Per table, the deal number of each row.
    person_given : ndarray
        The position in `persons` of each row of `people` as given; -1 where it has no id.
    order : ndarray
        The order that sorts the rows of `people` by deal and person.
    person : dict of (str, str) to ndarray
        Per table and column, the position in the sorted `people` of the person each row names; -1 = nobody.
    people : ndarray
        For each row of the sorted `people`, its deal and person as one number; rising where nobody is there twice.
    persons : pandas.Index
        The ids of people, each once, in order.
    members : pandas.Index
        The ids of members, of our side and of others, in order.
    member : dict of str to ndarray
        Per table, the number of the member each row names.
    party : dict of (str, str) to tuple of ndarray
        Per table and column of persons or members, the position in the sorted `people` and the number among `members`
        of whom each row names; -1 where it is no person, or no member, of the deal.
    """

    deals: pd.Index
    deal: Mapping[str, Positions]
    person_given: Positions
    order: Positions
    person: Mapping[tuple[str, str], Positions]
    people: Positions
    persons: pd.Index
    members: pd.Index
    member: Mapping[str, Positions]
    party: Mapping[tuple[str, str], tuple[Positions, Positions]]

    @property
    def deal_of_person(self) -> Positions:
        """For each row of the sorted `people`, the number of its deal."""
        return self.people // (len(self.persons) + 1)

    @property
    def person_code(self) -> Positions:
        """For each row of the sorted `people`, the position of its id in `persons`."""
        return self.people % (len(self.persons) + 1)

    @classmethod
    def of(cls, tables: Mapping[str, pd.DataFrame]) -> Keys:
        """The keys of tables whose id columns have been read."""
        deal, deals = _numbers(tables, "deal")
        member, members = _numbers(tables, "member")
        person = id_columns(tables, "person")
        find = (_ByText if are_many_texts([*person.values()]) else _ByNumber)(person, deal, len(deals))
        people, names = find.people, find.names
        named = id_columns(tables, "party")
        in_deals = [deal[table, "deal"] * (len(members) + 1) + code for (table, _), code in member.items() if named]
        there = np.unique(np.concatenate(in_deals)) if in_deals else people[:0]
        parties = {
            (table, column): (
                _find_ids(ids, names, deal[table, "deal"], people),
                _member(_find_ids(ids, members, deal[table, "deal"], there), there, len(members)),
            )
            for (table, column), ids in named.items()
        }
        return cls(
            deals=deals,
            deal={table: code for (table, _), code in deal.items()},
            person_given=find.given,
            order=find.order,
            person={place: find(place) for place in person if place != ("people", "person")},
            people=people,
            persons=names,
            members=members,
            member={table: code for (table, _), code in member.items()},
            party=parties,
        )


def id_columns(tables: Mapping[str, pd.DataFrame], names: str) -> dict[tuple[str, str], pd.Series]:
    """Every column, by table and name, whose ids name a deal, a person or a member."""
    there = [(table, column) for table, column in _places(names) if table in tables and column in tables[table]]
    return {(table, column): tables[table][column] for table, column in there}


def all_named_are_there(tables: Mapping[str, pd.DataFrame], named: Mapping[Place, pd.Series]) -> bool:
    """Whether every id of these columns is, to the letter, that of somebody of the deal; False where they are few."""
    if not are_many_texts([*named.values()]) or not are_many_texts([tables[table]["deal"] for table, _ in named]):
        return False
    deal, deals = _numbers(tables, "deal")
    find = _ByText(named, deal, len(deals))
    missing = [cells[find(place) < 0] for place, cells in named.items() if place != PEOPLE]
    return all((cells.isna() | (cells.str.strip() == "")).all() for cells in missing)


@cache
def _places(names: str) -> tuple[tuple[str, str], ...]:
    """The tables and columns of the schema whose ids name this."""
    listed = ((table.name, column) for table in TABLES.values() for column in table.columns)
    return tuple((table, column.name) for table, column in listed if column.names == names)


def _numbers(tables: Mapping[str, pd.DataFrame], names: str) -> tuple[dict[tuple[str, str], Positions], pd.Index]:
    """Each id as its rank among all ids of the sort; -1 where it is unknown."""
    columns = id_columns(tables, names)
    if not columns:
        return {}, pd.Index([], dtype=object)
    codes, unique = ranked(list(columns.values()))
    return dict(zip(columns, codes, strict=True)), unique


class _ByNumber:
    """The people sorted by deal and id, and whom each row of other tables names: by the numbers of all ids."""

    def __init__(self, person: Mapping[Place, pd.Series], deal: Mapping[Place, Positions], n_deals: int) -> None:
        codes, self.names = ranked(list(person.values()))
        self.codes, self.deal = dict(zip(person, codes, strict=True)), deal
        self.given = self.codes[PEOPLE]
        self.people, self.order = _sorted(self.number(PEOPLE))

    def number(self, place: Place) -> Positions:
        """Deal and person of each row as one number."""
        return self.deal[place[0], "deal"] * (len(self.names) + 1) + self.codes[place]

    def __call__(self, place: Place) -> Positions:
        """The position among the people of whom each row names; -1 where that is nobody of the deal."""
        return _find(self.number(place), self.people, self.codes[place] >= 0)


class _ByText:
    """The same for very many ids: whom a row names is looked for among the texts of the deal's own people."""

    def __init__(self, person: Mapping[Place, pd.Series], deal: Mapping[Place, Positions], n_deals: int) -> None:
        self.person, self.deal = person, deal
        (self.given,), self.names = ranked([person[PEOPLE]])
        own = deal["people", "deal"]
        given = own * (len(self.names) + 1) + self.given
        self.people, self.order = _sorted(given)
        # A row without a deal is looked for among those without one.
        self.placed = PlacedTexts(person[PEOPLE], own + 1, n_deals + 1)
        self.position = None
        if self.people is not given:
            self.position = np.empty(len(own) + 1, dtype=np.int64)
            self.position[self.order], self.position[-1] = np.arange(len(own)), -1

    def __call__(self, place: Place) -> Positions:
        """The position among the people of whom each row names; -1 where that is nobody of the deal."""
        row = self.placed.rows(self.person[place], self.deal[place[0], "deal"] + 1)
        # People who stand sorted as given are found where they stand.
        return row if self.position is None else self.position[row]


def _sorted(own: Positions) -> tuple[Positions, Positions]:
    """These numbers sorted, and the order that sorts them."""
    if (own[1:] >= own[:-1]).all():
        return own, np.arange(len(own))
    order = np.argsort(own, kind="stable")
    return own[order], order


def _find(wanted: Positions, people: Positions, known: Any) -> Positions:
    place = np.searchsorted(people, wanted)
    found = known & (place < len(people))
    found[found] = people[place[found]] == wanted[found]
    return np.where(found, place, -1)


def _find_ids(ids: pd.Series, index: pd.Index, deal: Positions, there: Positions) -> Positions:
    """The position of each row's deal and id among those there; -1 where it is none of them."""
    code = index.get_indexer(pd.Index(ids))
    return _find(deal * (len(index) + 1) + code, there, code >= 0)


def _member(position: Positions, there: Positions, members: int) -> Positions:
    return np.where(position >= 0, np.append(there, -1)[position] % (members + 1), -1)


def require_id(what: str, value: object) -> None:
    """Refuse what can be no id, such as a list of them."""
    if not pd.api.types.is_scalar(value):
        raise InfluenceError(
            say("{what} is {value}; give one id, text or a whole number", what=what, value=repr(value))
        )


def ids(names: pd.Index, positions: Any) -> Any:
    """The ids at these positions, unknown where a position is -1."""
    return names.array.take(np.asarray(positions), allow_fill=True)
