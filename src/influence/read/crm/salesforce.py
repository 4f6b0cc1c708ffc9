"""Salesforce: the files of its exports, its reports and its sObject trees."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from influence.graph.reader_notes import NoteTaker
from influence.graph.stakeholder_graph import StakeholderGraph
from influence.read.crm.activities import set_apart
from influence.read.crm.assembly import Choices, graph_of
from influence.read.crm.buying_committees import seat_committees
from influence.read.crm.customers import contacts_by_id
from influence.read.crm.joined_reports import take_apart
from influence.read.crm.json_records import sheets_with_json
from influence.read.crm.records import Export, records_of
from influence.read.crm.salesforce_objects import SHAPES
from influence.read.crm.salesforce_tree import tree_sheets
from influence.read.crm.values import texts
from influence.read.files.detection import encoded
from influence.tables.assumptions import Assumptions
from influence.tables.language import say

_USER = r"005[0-9a-zA-Z]{12}(?:[0-9a-zA-Z]{3})?"


@encoded
def salesforce(
    path: str | Path,
    *,
    infer: bool = True,
    account_contacts: bool = False,
    day_first: bool | None = None,
    as_of: Any = None,
    assumptions: Assumptions | None = None,
    encoding: str | None = None,
) -> StakeholderGraph:
    """Read a Salesforce export.

    Parameters
    ----------
    path : str or pathlib.Path
        A folder or zip of CSV files, one for each object (Contact, Opportunity, OpportunityContactRole, Account, Task,
        Event, TaskRelation, EventRelation, OpportunityTeamMember, BuyingCommittee and its members, User; of Altify the
        contact map details too), a folder of the zips of a data export, a workbook, one joined report or query, or
        JSON: sObject trees and results of queries. Files are known by their names where their headers agree, else by
        their headers; these may be the API's (`StageName`), a warehouse's (`stage_name`) or a report's ("Close Date").
        A file with the columns of a joined query (`Contact.Name`, `Opportunity.Name`) is one, whatever it is called.
    infer : bool
        Whether titles, roles in the organisation's own words, markers in names such as "(DM)", names of stages and
        numbers of activities are read for what they suggest. All of it is noted, and has evidence grade 4.
    account_contacts : bool
        Whether an opportunity on which nobody has a role or an activity has all contacts of its account for people.
    day_first : bool, optional
        Whether 3/4/2024 is in April. Only asked where no date of the column tells; unknown then, if nobody does.
    as_of : str, datetime.date or pandas.Timestamp, optional
        The day the export describes. Later activities have not happened; without it, it is the day that a report says
        above its table ("As of 2026-08-13"), else the latest day of anything that has happened.
    assumptions : Assumptions, optional
        What the model assumes where no source gives a number.
    encoding : str, optional
        The encoding of files that do not say it themselves, such as "big5" or "cp1250"; without it, their bytes tell.

    Returns
    -------
    StakeholderGraph
        By opportunity, with the CRM's own ids: `people` are the contacts with a role or an activity on it, so that a
        contact on three opportunities is three people; `seats` their roles; `relationships` the reporting lines of
        which both ends are people of the deal; `team` its owner, its opportunity team and who has been in contact;
        `interactions` the activities, a row for each participant; `contacts` what follows from these. Its `notes` say
        what became of every row, column and cell that is not simply there, and `files` how many rows of each file are
        used and left out, which add up to those it has.

    Raises
    ------
    InvalidData
        There is nobody to read: no table, no contact, or no contact on any opportunity. Dirty rows never raise.
    InfluenceError
        `path` is not a path, `day_first` not a bool or `as_of` not a day; or a package to read a workbook is not
        installed.

    Notes
    -----
    Nothing is invented: support, participation and influence are unknown unless Altify's fields say them (status,
    political status, coverage; the numbers of the words are `vocabulary.NUMBER_WORDS`, ours).

    - Reports as they are printed ("Formatted Report") are read too: title, filters, totals and footer are left out, and
      a row takes the values at the heads of its groups. Groups whose subtotals are hidden are not filled down: nothing
      tells them from columns with unknown cells.
    - Ids: of 15 and of 18 characters they are one id. Where a report has none, names stand in for them.
    - Duplicates of a person on one deal (the same e-mail, or the same name and account) are merged, but not namesakes
      with different e-mails or titles: they are several people. E-mails are compared and not kept, and addresses such
      as info@ count for nothing. Private columns are never taken.
    - The contact that an opportunity names, and a person account whose opportunity it is, are on it without a role.
    - Seats: one for each role of a person. A role in a CRM is no vote: approver, decision maker and evaluator get one
      vote each, the others none (ours); with `infer=False` nobody has any, and the committee is assumed. `IsPrimary`
      is no vote either. A champion or coach gets no seat, but a claim to want us to win (rule 000-5 asks for more).
      "(GONE)" in a name sets `attrition` to 1.
    - Members of a buying committee are on the opportunity that it names, else on all those of its account.
    - Encounters (`interactions`): activities that are done, a row for each contact and each of our users who took part,
      by TaskRelation or EventRelation too, and did not decline. `topic` is the subject; the description is not read.
      `kind` is what type, subtype or file say; "demo", "workshop", "proposal" or "visit" in the subject of a meeting
      makes it one, noted. Activities that are cancelled, not done or later than `as_of` are left out.
    - An activity that names no opportunity is an encounter of each open one of the contact, noted; of a contact on more
      than ten it is none, and only counts in `contacts`. Of more than ten of ours at one activity only the one it is
      assigned to counts (all ours).
    - Contacts follow from the encounters (docs/model.md, section 17): one makes a brief contact of 0.25, several 0.6
      (ours), with `infer=False` too. Without activities, a last activity of the contact counts as the opportunity
      owner's, else as the contact owner's.
    - An export without any opportunity is read by account, each standing for a deal.

    Examples
    --------
    >>> import pathlib, tempfile
    >>> from influence.read import salesforce
    >>> report = '''Opportunity ID,Opportunity Name,Contact ID,Last Name,Title,Role
    ... 006A,Press line,003A,Lee,CFO,Economic Buyer
    ... 006A,Press line,003B,Wu,Engineer,Evaluator
    ... '''
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder) / "report.csv"
    ...     size = file.write_text(report)
    ...     graph = salesforce(file)
    >>> graph
    StakeholderGraph: 1 deal, 2 people, 2 seats
    >>> graph.notes.query("column == 'level'")[["line", "row", "value", "source"]].to_dict("records")[0]
    {'line': 2, 'row': '003A', 'value': 2.0, 'source': 'CFO'}
    """
    choices, taker = Choices(infer, account_contacts, day_first, as_of, assumptions), NoteTaker()
    export = records_of(sheets_with_json(path, taker, tree_sheets, say("export sObject trees")), SHAPES, taker)
    take_apart(export)
    contacts_by_id(export)
    seat_committees(export)
    _forget_other_subjects(export)
    _know_colleagues(export)
    return graph_of(export, choices)


def _forget_other_subjects(export: Export) -> None:
    """An activity may be about an account or a case; only the ids of opportunities, which begin with 006, are deals."""
    if export.has("activities", "deal"):
        about = export.records["activities"]["deal"].astype(object)
        other = about.str.fullmatch(r"(?!006)[0-9a-zA-Z]{3}[0-9a-zA-Z]{12,15}").eq(True)
        export.records["activities"]["deal"] = about.where(~other, None)


def _know_colleagues(export: Export) -> None:
    """Of those invited to an activity some are users, whose ids begin with 005."""
    if export.has("invited", "person"):
        person = texts(export, "invited", "person")
        user = person.isin(texts(export, "members", "member").dropna()) | person.str.fullmatch(_USER).eq(True)
        set_apart(export, "invited", user.to_numpy(dtype=bool))
