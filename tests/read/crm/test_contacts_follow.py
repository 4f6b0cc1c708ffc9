"""Contacts that follow from encounters are what a plain count of the activities of an export gives."""

from __future__ import annotations

import csv
import io
import random
from collections import defaultdict

import pytest

from influence.read.crm.salesforce import salesforce
from tests.read.crm.crm_exports import export, require_accounts, rows

DEPTH = {1: 0.25}


def written(some):
    """A random Salesforce export whose ids all exist or are unknown; activities may name no deal."""
    people, deals, team = (range(some.randint(1, most)) for most in (6, 14, 3))
    stages = [some.choice(["Neg", "Closed Won"]) for _ in deals]
    pairs = [(deal, person) for deal in deals for person in people if some.random() < 0.8]
    files = {
        "Contact": ["Id,LastName", *(f"003{each},Lee{each}" for each in people)],
        "Opportunity": ["Id,Name,StageName", *(f"006{deal},Deal {deal},{stages[deal]}" for deal in deals)],
        "OpportunityContactRole": ["OpportunityId,ContactId", *(f"006{deal},003{one}" for deal, one in pairs)],
    }
    for kind in ("Task", "Event"):
        acts = [f"00{kind[0]}{number}" for number in range(20)]
        rows = [f"{act},{_somebody(some, people)},{_about(some, deals, team)}" for act in acts]
        files[kind] = ["Id,WhoId,WhatId,OwnerId,ActivityDate,Status", *rows]
        invited = {(some.choice(acts), f"003{some.choice(people)}") for _ in range(10)}
        said = [f"{act},{who},{some.choice(['Accepted', '', 'Declined'])}" for act, who in sorted(invited)]
        files[f"{kind}Relation"] = [f"{kind}Id,RelationId,Status", *said]
    return {name: "\n".join(lines) + "\n" for name, lines in files.items()}


def _somebody(some, people):
    return some.choice([f"003{some.choice(people)}", ""])


def _about(some, deals, team):
    deal = some.choice([f"006{some.choice(deals)}", "", ""])
    member = some.choice([*(f"005{each}" for each in team), ""])
    return f"{deal},{member},2024-0{some.randint(1, 6)}-15,{some.choice(['Completed', 'Completed', 'Not Started'])}"


def plain_contacts(files):
    """Activity by activity, person by person: how often each member met each person on each deal, and when last."""
    records = {name: list(csv.DictReader(io.StringIO(text))) for name, text in files.items()}
    won = {deal["Id"] for deal in records["Opportunity"] if deal["StageName"] == "Closed Won"}
    on = {(role["OpportunityId"], role["ContactId"]) for role in records["OpportunityContactRole"]}
    held = [each for kind in ("Task", "Event") for each in _held(records, kind)]
    on |= {(deal, person) for deal, person, *_ in held if deal}
    days = defaultdict(list)
    for deal, person, member, day in held:
        for about in [deal] if deal else [one for one, who in on if who == person and one not in won]:
            days[about, member, person].append(day)
    return sorted((*key, len(found), max(found), DEPTH.get(len(found), 0.6)) for key, found in days.items())


def _held(records, kind):
    for act in records[kind]:
        if act["Status"] == "Completed" and act["OwnerId"]:
            said = [each for each in records[f"{kind}Relation"] if each[f"{kind}Id"] == act["Id"]]
            declined = {each["RelationId"] for each in said if each["Status"] == "Declined"}
            there = {act["WhoId"], *(each["RelationId"] for each in said)} - {""} - declined
            for person in there:
                yield act["WhatId"], person, act["OwnerId"], act["ActivityDate"]


@pytest.mark.parametrize("seed", range(25))
def test_contacts_are_a_plain_count_of_the_activities(tmp_path, seed):
    files = written(random.Random(seed))
    graph = salesforce(export(tmp_path, **files), as_of="2024-12-31")
    require_accounts(graph)
    cells = ("deal", "member", "person", "touches", "last_touch", "strength")
    found = [(*row[:4], f"{row[4]:%Y-%m-%d}", row[5]) for row in rows(graph, "contacts", *cells)]
    assert sorted(found) == plain_contacts(files)
    assert len(graph.interactions)
