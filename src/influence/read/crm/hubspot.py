"""HubSpot: its exports of contacts, deals and associations, its properties and the tables of a warehouse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.crm.assembly import Choices, graph_of
from influence.read.crm.hubspot_json import objects_of
from influence.read.crm.hubspot_objects import SHAPES
from influence.read.crm.ids import clean_ids, follow_merged
from influence.read.crm.joined_reports import (
    adopt,
    bosses_by_labels,
    ids_alone,
    names_for_ids,
    owners_and_accounts_by_id,
    say_stages,
    split_roles,
    take_apart,
)
from influence.read.crm.joint_activities import meet
from influence.read.crm.json_records import sheets_with_json
from influence.read.crm.lists import first_accounts, list_roles, read_lists, settle_lists
from influence.read.crm.records import Export, records_of
from influence.read.crm.values import read_times, said, texts
from influence.read.files.detection import encoded
from influence.tables.assumptions import Assumptions
from influence.tables.language import say
from influence.tables.spelling import plain

LABELLED_SECOND = 0.7
"""How sure we are that the only label of an association says what its second contact is to the first (ours)."""
_NO_LABEL = frozenset(map(plain, ("", "deal to contact", "contact to deal", "unlabeled", "unlabelled")))


@encoded
def hubspot(
    path: str | Path,
    *,
    infer: bool = True,
    account_contacts: bool = False,
    day_first: bool | None = None,
    as_of: Any = None,
    assumptions: Assumptions | None = None,
    encoding: str | None = None,
) -> StakeholderGraph:
    """Read a HubSpot export.

    Parameters
    ----------
    path : str or pathlib.Path
        A folder or zip of CSV files, a workbook, or one file: exports of contacts and deals with their associations in
        columns ("Associated Deal IDs", joined by ";") or in a file, one export of contacts with their deals and buying
        roles, or a warehouse's tables (`deal_contact`, `deal_pipeline_stage`, `engagement_contact`, `owner`, ...).
        Headers may be labels ("Job Title"), the API's (`jobtitle`) or a warehouse's (`property_jobtitle`,
        `properties_jobtitle`, `property_jobtitle__value`), lists joined by ";" or written as JSON (`["101", "102"]`).
        The API's own answers in JSON (`{"results": [{"id", "properties", "associations"}]}`) are read too, and those
        about associations (`{"results": [{"from", "to": [{"toObjectId", "associationTypes"}]}]}`) with their labels,
        in as many files (pages) as there are, in a zip as well.
    infer : bool
        Whether buying roles of contacts, titles, markers in names, names of stages and numbers of activities are read
        for what they suggest. All of it is noted, and has evidence grade 4.
    account_contacts : bool
        Whether a deal on which nobody is has all contacts of its company for people.
    day_first : bool, optional
        Whether 3/4/2024 is in April. Only asked where no date of the column tells; unknown then, if nobody does.
    as_of : str, datetime.date or pandas.Timestamp, optional
        The day the export describes; without it, what a report says above its table, else the latest day of anything
        that has happened.
    assumptions : Assumptions, optional
        What the model assumes where no source gives a number.
    encoding : str, optional
        The encoding of files that do not say it themselves, such as "big5" or "cp1250"; without it, their bytes tell.

    Returns
    -------
    StakeholderGraph
        By deal, with HubSpot's own ids, as `read.salesforce` makes it: a contact on two deals is two people. Its
        `notes` say what became of every row, column and cell that is not simply there, `files` how many rows of each
        file are used and left out.

    Raises
    ------
    InvalidData
        There is nobody to read: no table, no contact, or no contact on any deal. Dirty rows never raise.
    InfluenceError
        `path` is not a path, `day_first` not a bool or `as_of` not a day; or a package to read a workbook is not
        installed.

    Notes
    -----
    - A buying role is of the contact and not of a deal. It counts on all deals of the contact, noted with a confidence
      of 0.5, or 0.7 where there is one deal (ours), but not where an association label says a role of that deal; with
      `infer=False` nowhere. A champion gets no seat, but a claim to want us to win (rule 000-5 asks for more).
    - Labels of two contacts: manager and employee say who reports to whom. A single label is taken as what the second
      is to the first, with 0.7 (ours), unless `infer` is off; all other labels are left out.
    - A contact that HubSpot has merged into another is read as that one, on its deals too.
    - Where no association is of a contact and a deal of the files, the ids on them are read alone.
    - Engagements are encounters with every contact, by their owner and by the owners who attended
      (`hs_attendee_owner_ids`); notes are none. One that is associated with more than ten deals names none of them
      (ours). For the rest see `read.salesforce`.
    - "Number of times contacted" and the last contact count as the deal owner's, else as the contact owner's.
    - Names stand in for ids where there are none; for the rest see `read.salesforce`.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from influence.read import hubspot
    >>> export = '''Record ID,First Name,Last Name,Job Title,Buying Role,Associated Deal IDs,Associated Deal
    ... 1,Ann,Lee,CFO,BUDGET_HOLDER;CHAMPION,7,Press line
    ... 2,Bo,Wu,Engineer,,7;8,Press line;Old line
    ... '''
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder) / "contacts.csv"
    ...     size = file.write_text(export)
    ...     graph = hubspot(file)
    >>> graph
    StakeholderGraph: 2 deals, 3 people, 1 seat
    >>> graph.people[["deal", "person", "name"]].to_numpy().tolist()
    [['7', '1', 'Ann Lee'], ['7', '2', 'Bo Wu'], ['8', '2', 'Bo Wu']]
    """
    choices, taker = Choices(infer, account_contacts, day_first, as_of, assumptions), NoteTaker()
    export = records_of(sheets_with_json(path, taker, objects_of, say("export contacts and deals")), SHAPES, taker)
    export.links = "associations"
    read_lists(export)
    take_apart(export)
    clean_ids(export)
    read_times(export)
    names_for_ids(export)
    say_stages(export)
    list_roles(export)
    _label(export, infer)
    follow_merged(export)
    settle_lists(export)
    split_roles(export, _NO_LABEL)
    ids_alone(export)
    _drop_notes(export)
    meet(export)
    bosses_by_labels(export)
    adopt(export, "deal_companies", "deals", "account")
    adopt(export, "contact_companies", "people", "account")
    first_accounts(export)
    owners_and_accounts_by_id(export)
    return graph_of(export, choices)


def _drop_notes(export: Export) -> None:
    """Leave out notes, which stand in the same table as calls and meetings: they are no encounter."""
    if export.has("meetings", "type"):
        note = said(export, "meetings", "type").eq("note").to_numpy(dtype=bool)
        export.drop("meetings", note, say("is a note, and no encounter"))


def _label(export: Export, infer: bool) -> None:
    """A label alone is what the second contact is to the first, as HubSpot writes it; left out unless inferred."""
    if not export.has("relationships", "label"):
        return
    relationships = export.records["relationships"]
    alone = relationships["label"].notna()
    for each in ("label_of_one", "label_of_two"):
        alone &= texts(export, "relationships", each).isna()
    if not infer:
        export.drop("relationships", alone.to_numpy(), say("does not say which of the two its label describes"))
        return
    cells = {
        "table": "relationships",
        "row": relationships["one"][alone],
        "column": "kind",
        "confidence": LABELLED_SECOND,
    }
    source = [
        say("{each}: the label, taken as the second contact's", each=each) for each in relationships["label"][alone]
    ]
    export.note("relationships", alone.to_numpy(), "inferred", source=source, **cells)
    relationships["label_of_two"] = texts(export, "relationships", "label_of_two").mask(alone, relationships["label"])
