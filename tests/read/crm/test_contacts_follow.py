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
    activity = "Id,WhoId,WhatId,OwnerId,ActivityDate,Status\n"
    line = "00{}{},{},{},{},2024-0{}-15,{}\n"
    choice = some.choice
    return {
        "Contact": "Id,LastName\n" + "".join(f"003{each},Lee{each}\n" for each in people),
        "Opportunity": "Id,Name,StageName\n" + "".join(f"006{n},Deal {n},{choice(['Neg', 'Closed Won'])}\n" for n in deals),
        "OpportunityContactRole": "OpportunityId,ContactId\n"
        + "".join(f"006{deal},003{each}\n" for deal in deals for each in people if some.random() < 0.8),
        **{
            kind: activity
            + "".join(
                line.format(
                    kind[0], number, choice([f"003{choice(people)}", ""]), choice([f"006{choice(deals)}", "", ""]),
                    choice([f"005{choice(team)}", f"005{choice(team)}", ""]), some.randint(1, 6),
                    choice(["Completed", "Completed", "Not Started"]),
                )
                for number in range(20)
            )
            for kind in ("Task", "Event")
        },
        **{
            f"{kind}Relation": f"{kind}Id,RelationId,Status\n"
            + "".join(
                f"00{kind[0]}{some.randrange(20)},003{choice(people)},{choice(['Accepted', '', 'Declined'])}\n"
                for _ in range(10)
            )
            for kind in ("Task", "Event")
        },
    }  # fmt: skip


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
