"""What the imports of CRM systems call their columns and words, one entry a system.

Salesforce Data Loader maps columns by the API names of fields (Salesforce Object Reference, Task and
OpportunityContactRole; Salesforce Help 000382672). HubSpot's import maps headers to the labels of properties and knows
records by "Record ID" (HubSpot Knowledge Base, Set up import files). The import of Dynamics 365 maps headers that equal
the display names of columns (Microsoft Learn, Import data). Support and coverage have no standard field in any of them:
they go into fields that an administrator adds once, and are left out by the import until there are such.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import pandas as pd

LONGEST_SUBJECT = 200
CUT = "…"


@dataclass(frozen=True)
class Destination:
    """How one CRM wants its files.

    Attributes
    ----------
    task_file, people_file : str
        What the files are called.
    task_columns, people_columns : mapping of str to str
        What our columns are called there, in the order of the file.
    fixed : mapping of str to str
        Columns of the tasks that are the same in every row.
    priorities, roles : mapping of str to str
        Our words, and theirs.
    by_contact : bool
        Whether what is known of people stands with the contact itself, whatever the deal. Where somebody's deals
        differ, the cell stays empty: which of them is right nobody can tell.
    """

    task_file: str
    people_file: str
    task_columns: Mapping[str, str]
    people_columns: Mapping[str, str]
    roles: Mapping[str, str]
    priorities: Mapping[str, str]
    fixed: Mapping[str, str] = field(default_factory=dict)
    by_contact: bool = False

    def tasks(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The tasks under this system's names."""
        told = rows.assign(
            subject=rows["subject"].map(_short),
            due=pd.to_datetime(rows["due"]).dt.strftime("%Y-%m-%d"),
            priority=rows["priority"].map(self.priorities),
            **self.fixed,
        )
        return told[[*self.task_columns]].rename(columns=dict(self.task_columns))

    def people(self, rows: pd.DataFrame) -> pd.DataFrame:
        """What is known of people under this system's names."""
        if self.by_contact:
            alike = rows.groupby("person", sort=False, as_index=False)
            rows = alike.agg({name: _agreed for name in self.people_columns if name != "person"})
        return rows[[*self.people_columns]].rename(columns=dict(self.people_columns))


def _agreed(cells: pd.Series) -> object:
    """What all of a contact's deals say of them, as far as they say anything."""
    known = cells.dropna().unique()
    return known[0] if len(known) == 1 else None


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SUBJECT else text[: LONGEST_SUBJECT - len(CUT)] + CUT


_SALESFORCE = Destination(
    "Task.csv",
    "OpportunityContactRole.csv",
    {
        "deal": "WhatId", "person": "WhoId", "owner": "OwnerId", "subject": "Subject", "due": "ActivityDate",
        "status": "Status", "priority": "Priority", "reason": "Description",
    },
    {
        "deal": "OpportunityId", "person": "ContactId", "role": "Role", "support": "Influence_Support__c",
        "coverage": "Influence_Coverage__c",
    },
    {
        "approver": "Economic Buyer", "decision_maker": "Decision Maker", "evaluator": "Evaluator",
        "user": "Business User", "influencer": "Influencer", "gatekeeper": "Other", "other": "Other",
    },
    {"high": "High", "normal": "Normal"},
    {"status": "Not Started"},
)  # fmt: skip
_HUBSPOT = Destination(
    "tasks.csv",
    "contacts.csv",
    {
        "subject": "Task title", "due": "Due date", "owner": "Assigned to", "status": "Task status",
        "priority": "Priority", "reason": "Notes", "deal": "Record ID - Deal", "person": "Record ID - Contact",
    },
    {
        "person": "Record ID - Contact", "role": "Buying Role", "support": "Influence support",
        "coverage": "Influence coverage",
    },
    {
        "approver": "BUDGET_HOLDER", "decision_maker": "DECISION_MAKER", "evaluator": "INFLUENCER",
        "user": "END_USER", "influencer": "INFLUENCER", "gatekeeper": "OTHER", "other": "OTHER",
    },
    {"high": "HIGH", "normal": "MEDIUM"},
    {"status": "NOT_STARTED"},
    by_contact=True,
)  # fmt: skip
_DYNAMICS = Destination(
    "Task.csv",
    "Contact.csv",
    {
        "subject": "Subject", "deal": "Regarding", "owner": "Owner", "due": "Due Date", "priority": "Priority",
        "reason": "Description", "person": "Influence contact",
    },
    {
        "person": "Contact", "role": "Decision Influence Tag", "support": "Influence support",
        "coverage": "Influence coverage",
    },
    {
        "approver": "Decision maker", "decision_maker": "Decision maker", "evaluator": "Influencer",
        "user": "Influencer", "influencer": "Influencer", "gatekeeper": "Influencer", "other": "Unknown",
    },
    {"high": "High", "normal": "Normal"},
    by_contact=True,
)  # fmt: skip
DESTINATIONS: Mapping[str, Destination] = MappingProxyType(
    {"salesforce": _SALESFORCE, "hubspot": _HUBSPOT, "dynamics": _DYNAMICS}
)
