"""Records of any CRM put together as one graph: what the readers of all CRMs share.

The reader of a CRM states its files as `Shape`s (records.py) and hands the records to `graph_of`, which goes through
these steps: ids become numbers (ids.py), cells values (values.py), and records of one thing one record; who is on which
deal is found and duplicates are merged (people.py); activities become encounters (activities.py, encounters.py) and
contacts where those alone do not tell (contacts.py); titles, roles and markers are read, unless `infer` is off, always
with a note (inferred_cells.py); what validation would refuse is repaired (repairs.py). Rows that end in no table are
left out, with a note each.

A new CRM is one file here, of `SHAPES` and a reader: `records_of` the sheets, then `graph_of` the records, as below. In
between the reader brings into shape what this CRM writes in its own way, with the steps that are there already: names
where there are no ids (`names_for_ids`, `owners_and_accounts_by_id`), lists in cells (`list_roles`, `settle_lists`,
`split_roles`), joined reports (`take_apart`), activities of many people (`meet`), codes (`said`). salesforce.py takes
the fewest of them, dynamics.py the most.

    choices, taker = Choices(infer, account_contacts, day_first, as_of, assumptions), NoteTaker()
    export = records_of(sheets_of(path, taker), SHAPES, taker)
    owners_and_accounts_by_id(export)
    return graph_of(export, choices)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from influence.errors import InfluenceError, InvalidData
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.crm.activities import accompany, dated, invite, settle, sort_out
from influence.read.crm.contacts import contacts
from influence.read.crm.customers import put_customers_on_deals
from influence.read.crm.encounters import encounters
from influence.read.crm.ids import number, one_record_each, places
from influence.read.crm.inferred_cells import outcomes, read_members, read_people, read_roles, standing_roles
from influence.read.crm.joined_reports import bosses_by_name
from influence.read.crm.people import Attendance, attendance
from influence.read.crm.records import NOT_NEEDED, OWN_ID, Export, taken
from influence.read.crm.repairs import closing, sound_graph
from influence.read.crm.selling_team import join_team
from influence.read.crm.values import column, read_values
from influence.read.files.csv_text import Fault, refusal
from influence.read.files.translation import assumed
from influence.tables.assumptions import Assumptions
from influence.tables.language import say
from influence.tables.phrases import counted

MOST_COLUMNS_NAMED = 6
"""As many columns does a message name."""


@dataclass(frozen=True)
class Choices:
    """What the caller of a reader decides.

    Attributes
    ----------
    infer : bool
        Whether titles, roles, markers in names, stages and activities are read for what they suggest.
    account_contacts : bool
        Whether the people of a deal without any are those of its account.
    day_first : bool, optional
        How to read 3/4/2024 where the column does not tell.
    as_of : date-like, optional
        The day the export describes; else the latest day in it.
    assumptions : Assumptions, optional
        Of the graph.
    """

    infer: bool = True
    account_contacts: bool = False
    day_first: bool | None = None
    as_of: Any = None
    assumptions: Assumptions | None = None

    def __post_init__(self) -> None:
        """Refuse a slip before anything is read."""
        for name in ("infer", "account_contacts"):
            if not isinstance(getattr(self, name), bool):
                raise InfluenceError(
                    say("{name} is {value}; give True or False", name=name, value=repr(getattr(self, name)))
                )
        if not (self.day_first is None or isinstance(self.day_first, bool)):
            remedy = say("give True for 31/12/2024, False for 12/31/2024, or leave it out")
            raise InfluenceError(
                say("day_first is {day_first}; {remedy}", day_first=repr(self.day_first), remedy=remedy)
            )
        assumed(self.assumptions)
        self.day()

    def day(self) -> Any:
        """The day the export describes as the caller gives it, None where there is none."""
        if self.as_of is None:
            return None
        try:
            day = pd.Timestamp(self.as_of)
        except (TypeError, ValueError):
            day = pd.NaT
        if pd.isna(day):
            raise InfluenceError(say("as_of is {as_of}; give a date such as 2024-05-31", as_of=repr(self.as_of)))
        return day.tz_localize(None).normalize()


def graph_of(export: Export, choices: Choices) -> StakeholderGraph:
    """The graph that these records describe; `InvalidData` only where there is nobody in them."""
    bosses_by_name(export)
    settle(export, "activities")
    number(export)
    read_values(export, choices.day_first)
    _drop_deleted(export)
    one_record_each(export)
    links = _links(export)
    invite(export)
    accompany(export)
    put_customers_on_deals(export)
    join_team(export)
    _known_by_ids_alone(export)
    _deals_of_accounts(export, choices)
    if "deals" not in export.records:
        raise _nobody(export, choices, links)
    as_of = dated(export, choices.day())
    sort_out(export, as_of)
    people = attendance(export, choices.account_contacts, choices.infer)
    if not len(people.deal):
        raise _nobody(export, choices, links)
    tables = _tables(export, people, choices, as_of)
    _drop_unused(export, people, tables)
    export.close()
    return sound_graph({n: t for n, t in tables.items() if len(t)}, choices.assumptions, export.taker)


def _drop_deleted(export: Export) -> None:
    for kind in list(export.records):
        if export.has(kind, "deleted"):
            export.drop(kind, column(export, kind, "deleted").fillna(False).to_numpy(dtype=bool), say("is deleted"))


def _known_by_ids_alone(export: Export) -> None:
    """Where the export has no file of people or of deals at all, their ids on roles are all there is."""
    for kind, name in (("people", "person"), ("deals", "deal")):
        if kind in export.records:
            continue
        if export.has("roles", name):
            roles = export.records["roles"]
            found = roles.loc[roles[name] >= 0, [name, "file", "line"]]
            export.records[kind] = found.drop_duplicates(name, ignore_index=True)
            source = say("only its id is known: the export has no file of {kind}", kind=kind)
            every = np.ones(len(export.records[kind]), dtype=bool)
            value = export.spelt(name, export.records[kind][name].to_numpy())
            export.note(kind, every, "inferred", column=name, value=value, source=source, confidence=1.0)
            export.shared = True


def _deals_of_accounts(export: Export, choices: Choices) -> None:
    """Where there is no deal at all, each account stands for one, and its people have no role yet."""
    if len(export.records.get("deals", ())) or not (choices.infer and export.has("people", "account")):
        return
    if "roles" in export.records:
        export.drop(
            "roles", np.ones(len(export.records["roles"]), dtype=bool), say("refers to no opportunity in the export")
        )
    if "activities" in export.records:
        export.records["activities"]["deal"] = -1
    people = export.records["people"]
    accounts = np.unique(people.loc[people["account"] >= 0, "account"])
    deals = pd.DataFrame({"deal": np.arange(len(accounts)), "account": accounts})
    place = places(export, "accounts", accounts)
    names = column(export, "accounts", "name")
    deals["name"] = taken(names, place) if len(names) else None
    first = people.drop_duplicates("account").set_index("account")[["file", "line"]]
    export.records["deals"] = deals.join(first, on="account")
    export.spelling["deal"] = export.spelling["account"][accounts]
    roles = people.loc[people["account"] >= 0, ["person", "account", "file", "line"]]
    roles["deal"] = np.searchsorted(accounts, roles.pop("account"))
    export.records["roles"] = roles.reset_index(drop=True)
    export.shared = True
    every = np.ones(len(deals), dtype=bool)
    source = say("the account, as the export has no opportunity, or only deleted ones")
    export.note("deals", every, "inferred", column="deal", value=export.spelling["deal"], source=source, confidence=0.5)


def _links(export: Export) -> int:
    """How many rows put a contact on an opportunity, by what they say."""
    kinds = [kind for kind in ("roles", "activities") if export.has(kind, "deal", "person")]
    return sum(int((column(export, kind, "deal") >= 0).sum()) for kind in kinds)


def _nobody(export: Export, choices: Choices, links: int) -> InvalidData:
    place = ", ".join(sheet.file for sheet in export.sheets[:3])
    problem, remedy = (
        say("has no contact with a role or an activity on any opportunity"),
        say("export the {links} too", links=say(export.links)),
    )
    if not export.has("people", "person") or not len(export.records["people"]):
        problem, remedy = (
            say("has no contacts"),
            say("export the contacts, the opportunities and their {links}", links=say(export.links)),
        )
    elif links:
        rows = counted(links, "row that puts", "rows that put")
        problem = say(
            "has {rows} a contact on an opportunity, but not those contacts and opportunities themselves", rows=rows
        )
        remedy = say(
            "export contacts, opportunities and {links} together, none of them deleted", links=say(export.links)
        )
    elif export.has("deals", "account") and not choices.account_contacts:
        remedy += say(", or pass account_contacts=True (--account-contacts) to take all contacts of the account")
    unread = _unread(export)
    if unread:
        problem += say(" (columns that were not read: {unread})", unread=unread)
        remedy += say("; if one of these columns says it, give it the header that the CRM itself exports")
    return refusal([Fault(place, None, None, None, "no_contacts", problem, remedy)])


def _unread(export: Export) -> str:
    """The columns that may hold what is missing, as nobody knows them."""
    notes = export.taker.notes.frame
    columns = notes.loc[(notes["action"] == "kept out") & notes["source"].eq(say(NOT_NEEDED)), "column"].unique()
    return ", ".join(repr(str(each)) for each in columns[:MOST_COLUMNS_NAMED])


def _tables(export: Export, people: Attendance, choices: Choices, as_of: Any) -> dict[str, pd.DataFrame]:
    deals = _deals(export, choices, as_of)
    standing_roles(export, people, choices.infer)
    roles = read_roles(export, people, choices.infer)
    persons, marked = read_people(export, people, roles, choices.infer)
    given = [each for each in (roles.seats, marked) if len(each)]
    seats = pd.concat(given).drop_duplicates(["deal", "role", "person"]) if given else roles.seats
    met = encounters(export, people, deals["outcome"], choices.infer)
    others, interactions = contacts(export, people, met, choices.infer), met.table(people)
    tables = {
        "people": persons,
        "relationships": _reporting(export, people),
        "seats": seats,
        "deals": deals,
        "team": _team(export, [interactions, others], choices.infer),
        "contacts": others,
        "interactions": interactions,
    }
    return {name: _spelt(export, table) for name, table in tables.items()}


def _spelt(export: Export, table: pd.DataFrame) -> pd.DataFrame:
    """A table with its ids written out, without the columns of which nothing is known."""
    names = {"source": "person", "target": "person", "interaction": "activity"}
    for name in ("deal", "person", "member", "source", "target", "interaction"):
        if name in table:
            table[name] = export.spelt(names.get(name, name), table[name].to_numpy())
    keep = [each for each in table if table[each].notna().any()]
    return table[keep].reset_index(drop=True)


def _deals(export: Export, choices: Choices, as_of: Any) -> pd.DataFrame:
    found = export.records["deals"]
    account = column(export, "deals", "account").to_numpy()
    names = taken(column(export, "accounts", "name"), places(export, "accounts", account))
    said = column(export, "deals", "account_name").to_numpy(dtype=object)
    ids = taken(export.spelling.get("account", np.empty(0, dtype=object)), account)
    name = np.where(pd.notna(names), names, np.where(pd.notna(said), said, ids))
    return pd.DataFrame(
        {
            "deal": found["deal"],
            "account": name,
            **{each: column(export, "deals", each) for each in ("name", "stage", "amount", "currency", "close_date")},
            "as_of": pd.Series(as_of, index=found.index, dtype="datetime64[s]"),
            "outcome": outcomes(export, choices.infer),
        }
    )


def _reporting(export: Export, people: Attendance) -> pd.DataFrame:
    """Each line of reporting in every deal in which both ends are people; none that closes a circle."""
    boss = taken(column(export, "people", "boss"), people.place)
    above = people.find(people.deal, boss)
    here, above = np.flatnonzero(above >= 0), above[above >= 0]
    above = people.stands_for[above]
    source = people.stands_for[here]
    sound = source != above
    relationships = pd.DataFrame({"source": source, "target": above, "row": people.place[here]})[sound]
    relationships = relationships.drop_duplicates(["source", "target"])
    second = relationships["source"].duplicated().to_numpy()
    circle = np.zeros(len(relationships), dtype=bool)
    circle[~second] = closing(
        relationships["source"].to_numpy()[~second], relationships["target"].to_numpy()[~second], len(people.deal)
    )
    _note_lines(export, people, relationships, second, say("is a second boss of the same person"))
    _note_lines(export, people, relationships, circle, say("closes a circle of who reports to whom"))
    _note_bosses_elsewhere(export, boss, people, here)
    relationships = relationships[~(second | circle)]
    return pd.DataFrame(
        {
            "deal": people.deal[relationships["source"]],
            "source": people.person[relationships["source"]],
            "target": people.person[relationships["target"]],
            "kind": "reports_to",
        }
    )


def _note_lines(export: Export, people: Attendance, relationships: pd.DataFrame, wrong: Any, why: str) -> None:
    relationships = relationships[wrong].drop_duplicates("row")
    rows = np.zeros(len(export.records["people"]), dtype=bool)
    rows[relationships["row"]] = True
    relationships = relationships.sort_values("row")
    boss = export.spelt("person", people.person[relationships["target"]])
    export.note("people", rows, "dropped", column="reports_to", source=[f"{each} {why}" for each in boss])


def _note_bosses_elsewhere(export: Export, boss: Any, people: Attendance, here: Any) -> None:
    """Note each boss who is on none of the person's deals, or in no file."""
    rows = np.zeros(len(export.records["people"]), dtype=bool)
    rows[people.place[boss >= 0]] = True
    rows[people.place[here]] = False
    named = column(export, "people", "boss").to_numpy()[rows]
    known = places(export, "people", named) >= 0
    for those, action, why in (
        (known, "kept out", say("is on none of the person's deals")),
        (~known, "dropped", say("is not a contact in the export")),
    ):
        part = np.zeros_like(rows)
        part[np.flatnonzero(rows)[those]] = True
        source = [f"{each} {why}" for each in export.spelt("person", named[those])]
        export.note("people", part, action, column="reports_to", source=source)


def _team(export: Export, met: list[pd.DataFrame], infer: bool) -> pd.DataFrame:
    """Who owns a deal, is on its team, or has met somebody or has a contact there."""
    owners = pd.DataFrame({"deal": export.records["deals"]["deal"], "member": column(export, "deals", "owner")})
    held = [each[["deal", "member"]] for each in met if len(each)]
    stated = [export.records["team"][["deal", "member"]]] if "team" in export.records else []
    team = pd.concat([owners[owners["member"] >= 0], *stated, *held]).drop_duplicates(ignore_index=True)
    place = places(export, "members", team["member"].to_numpy())
    known = read_members(export, place[place >= 0], infer)
    for name in ("layer", "function", "name"):
        team[name] = taken(known[name], place)
    return team


def _drop_unused(export: Export, people: Attendance, tables: dict[str, pd.DataFrame]) -> None:
    """Leave out the records of which nothing is in a table."""
    used = {"people": people.person, "accounts": _accounts_of(export, people)}
    why = {
        "people": say("has no role and no activity on any opportunity"),
        "accounts": say("has no opportunity"),
        "members": say("owns no opportunity, is on no team and has no activity on one"),
    }
    if "members" in export.records and "member" in tables["team"]:
        spelt = export.spelt("member", export.records["members"]["member"].to_numpy())
        used["members"] = export.records["members"]["member"].to_numpy()[np.isin(spelt, tables["team"]["member"])]
    for kind, reason in why.items():
        if kind in export.records:
            numbers = export.records[kind][OWN_ID[kind]].to_numpy()
            export.drop(kind, ~np.isin(numbers, used.get(kind, ())), reason)


def _accounts_of(export: Export, people: Attendance) -> Any:
    own = taken(column(export, "people", "account"), people.place)
    return np.union1d(column(export, "deals", "account").to_numpy(), own)
