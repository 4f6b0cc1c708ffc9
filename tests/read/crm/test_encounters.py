"""Activities of every CRM as encounters: each person, day, kind and subject, and the contacts that follow."""

from __future__ import annotations

import pandas as pd
import pytest

from influence.read.crm.encounter_kinds import kind_of_subject, kind_of_type
from influence.read.crm.hubspot import hubspot
from influence.read.crm.salesforce import salesforce
from tests.read.crm.crm_exports import export, noted, require_accounts, rows
from tests.read.crm.salesforce_files import USERS, usual

EVENTS = (
    "Id,WhoId,WhatId,OwnerId,ActivityDate,Subject,Description\n"
    "00U1,003A,006D,005M,2024-02-01,Product demo at the plant,secret\n"
    "00U2,003B,006D,005M,2024-02-20,Weekly meeting,secret\n"
)
RELATIONS = "EventId,RelationId,Status\n00U1,003B,Accepted\n00U1,005N,Accepted\n00U1,005M,\n00U2,005N,Declined\n"
TOLD = ("deal", "interaction", "side", "member", "person", "kind", "topic")


class TestSalesforce:
    def test_each_participant_of_each_event_is_a_row(self, tmp_path):
        graph = salesforce(usual(tmp_path, Event=EVENTS, EventRelation=RELATIONS, User=USERS))
        demo = ("demo", "Product demo at the plant")
        assert rows(graph, "interactions", *TOLD) == [
            ("006D", "00U1", "us", "005M", "003A", *demo),
            ("006D", "00U1", "us", "005N", "003A", *demo),
            ("006D", "00U1", "us", "005M", "003B", *demo),
            ("006D", "00U1", "us", "005N", "003B", *demo),
            ("006D", "00U2", "us", "005M", "003B", "meeting", "Weekly meeting"),
        ]
        require_accounts(graph)

    def test_colleagues_who_took_part_are_on_the_team_and_have_contacts(self, tmp_path):
        graph = salesforce(usual(tmp_path, Event=EVENTS, EventRelation=RELATIONS, User=USERS))
        assert rows(graph, "contacts", "member", "person", "touches", "last_touch") == [
            ("005M", "003A", 1, pd.Timestamp("2024-02-01")),
            ("005N", "003A", 1, pd.Timestamp("2024-02-01")),
            ("005M", "003B", 2, pd.Timestamp("2024-02-20")),
            ("005N", "003B", 1, pd.Timestamp("2024-02-01")),
        ]
        assert ("006D", "005N") in rows(graph, "team", "deal", "member")
        out = noted(graph, "left out", file="EventRelation.csv")
        assert out[["line", "source"]].to_numpy().tolist() == [[5, "declined the invitation"]]

    def test_nothing_of_the_body_is_taken(self, tmp_path):
        graph = salesforce(usual(tmp_path, Event=EVENTS))
        assert "secret" not in graph.interactions.to_csv() + graph.people.to_csv()
        assert "Description" in noted(graph, "kept out", file="Event.csv")["column"].tolist()
        assert "secret" not in graph.notes.astype(str).to_csv()

    def test_the_contacts_are_those_of_the_graph_alone(self, tmp_path):
        graph = salesforce(usual(tmp_path, Event=EVENTS))
        assert not len(graph.contacts_given)
        assert len(graph.contacts) == 2

    def test_without_an_id_the_line_is_one(self, tmp_path):
        events = "WhoId,WhatId,OwnerId,ActivityDate\n003A,006D,005M,2024-02-01\n003A,006D,005M,2024-02-01\n"
        graph = salesforce(usual(tmp_path, Event=events))
        assert rows(graph, "interactions", "interaction") == [("Event.csv, line 2",), ("Event.csv, line 3",)]
        assert rows(graph, "contacts", "touches") == [(2,)]
        assert len(noted(graph, "inferred", column="interaction")) == 1

    def test_an_activity_told_twice_is_one_encounter(self, tmp_path):
        graph = salesforce(usual(tmp_path, Event=EVENTS + EVENTS.splitlines()[1] + "\n"))
        assert rows(graph, "contacts", "person", "touches")[0] == ("003A", 1)
        assert noted(graph, "merged", file="Event.csv")["line"].tolist() == [4]
        require_accounts(graph)

    def test_what_has_not_been_held_is_no_encounter(self, tmp_path):
        tasks = (
            "Id,WhoId,WhatId,OwnerId,ActivityDate,Status\n00T1,003A,006D,005M,2024-02-01,Completed\n"
            "00T2,003A,006D,005M,2024-02-02,Not Started\n00T3,003A,006D,005M,2025-02-02,Completed\n"
        )
        graph = salesforce(usual(tmp_path, Task=tasks), as_of="2024-03-01")
        assert rows(graph, "interactions", "interaction") == [("00T1",)]
        assert noted(graph, "left out", file="Task.csv")["source"].tolist() == [
            "is not done yet",
            "is later than the day the export describes",
        ]

    def test_a_kind_that_only_the_subject_tells_is_inferred(self, tmp_path):
        place = usual(tmp_path, Event=EVENTS)
        note = noted(salesforce(place), "inferred", column="kind")
        assert note[["table", "value", "source"]].to_numpy().tolist() == [
            ["interactions", "demo", "Product demo at the plant"]
        ]
        assert rows(salesforce(place, infer=False), "interactions", "kind") == [("meeting",), ("meeting",)]


def test_an_activity_of_no_deal_is_an_encounter_of_few_open_ones_and_of_none_of_many(tmp_path):
    for deals, encounters in ((10, 10), (11, 0)):
        ids = [f"006{number}" for number in range(deals)]
        folder = tmp_path / str(deals)
        folder.mkdir()
        graph = salesforce(
            export(
                folder,
                Contact="Id,LastName\n003A,Lee\n",
                Opportunity="Id,Name,StageName\n" + "".join(f"{each},Big {each},Neg\n" for each in ids),
                OpportunityContactRole="OpportunityId,ContactId\n" + "".join(f"{each},003A\n" for each in ids),
                Task="Id,WhoId,WhatId,OwnerId,ActivityDate\n00T1,003A,,005M,2024-05-01\n00T2,003A,,005M,2024-05-02\n"
                "00T3,003A,0060,005M,2024-05-03\n",
            )
        )
        require_accounts(graph)
        stated = graph.interactions[graph.interactions["interaction"] == "00T3"]
        assert stated["deal"].tolist() == ["0060"]
        assert len(graph.interactions) - 1 == 2 * encounters
        assert rows(graph, "contacts", "touches") == [(3,)] + [(2,)] * (deals - 1)


HUBSPOT = {
    "contacts": "hs_object_id,lastname\n1,Lee\n2,Wu\n",
    "deals": "deal_id,dealname\n11,Press\n",
    "deal_contact": "deal_id,contact_id\n11,1\n",
    "owner": "owner_id,first_name,last_name\n7,Max,Seller\n8,Nina,Sales\n",
    "engagement": "engagement_id,type,hubspot_owner_id,hs_timestamp,hs_attendee_owner_ids,hs_meeting_title\n"
    "e1,MEETING,7,2024-02-01,7;8;99,Workshop on site\ne2,NOTE,7,2024-02-02,,\n"
    "e3,INCOMING_EMAIL,7,2024-02-03,,Re: demo\n",
    "engagement_contact": "engagement_id,contact_id\ne1,1\ne1,2\ne2,1\ne3,1\n",
    "engagement_deal": "engagement_id,deal_id\ne1,11\ne2,11\ne3,11\n",
}


class TestHubSpot:
    def test_engagements_are_encounters_with_everybody_and_notes_are_none(self, tmp_path):
        graph = hubspot(export(tmp_path, **HUBSPOT))
        assert rows(graph, "interactions", "interaction", "member", "person", "kind") == [
            ("e1", "7", "1", "workshop"),
            ("e1", "8", "1", "workshop"),
            ("e3", "7", "1", "message"),
            ("e1", "7", "2", "workshop"),
            ("e1", "8", "2", "workshop"),
        ]
        assert "is a note, and no encounter" in noted(graph, "left out", file="engagement.csv")["source"].tolist()
        require_accounts(graph)

    def test_many_deals_of_one_activity_are_none_of_it(self, tmp_path):
        size = 300
        files = HUBSPOT | {
            "contacts": "hs_object_id,lastname\n" + "".join(f"{n},Lee{n}\n" for n in range(size)),
            "deals": "deal_id,dealname\n" + "".join(f"d{n},Press {n}\n" for n in range(size)),
            "deal_contact": "deal_id,contact_id\n" + "".join(f"d{n},{n}\n" for n in range(size)),
            "engagement_contact": "engagement_id,contact_id\n" + "".join(f"e3,{n}\n" for n in range(size)),
            "engagement_deal": "engagement_id,deal_id\n" + "".join(f"e3,d{n}\n" for n in range(size)),
        }
        graph = hubspot(export(tmp_path, **files))
        assert len(graph.people) == len(graph.interactions) == size
        out = noted(graph, "left out", file="engagement_deal.csv")
        assert set(out["source"]) == {f"is one of {size} opportunities of one activity, which so names none"}
        require_accounts(graph)


def test_many_colleagues_at_one_activity_are_an_audience(tmp_path):
    many = [f"005{number:012d}" for number in range(11)]
    relations = "EventId,RelationId\n" + "".join(f"00U1,{each}\n" for each in many)
    graph = salesforce(usual(tmp_path, Event=EVENTS, EventRelation=relations))
    assert set(graph.interactions["member"]) == {"005M"}
    out = noted(graph, "left out", file="EventRelation.csv")["source"]
    assert set(out) == {"is one of 12 of ours at one activity, of whom only the one it is assigned to counts"}
    require_accounts(graph)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Call", "call"), ("INCOMING_EMAIL", "message"), ("Product demo (Zoom)", "demo"), ("phonecall", "call"),
        ("Task", "other"), ("Lunch", None), ("客户拜访", "visit"),
    ],
)  # fmt: skip
def test_the_type_of_an_activity_is_a_kind(written, kind):
    assert kind_of_type(written) == kind


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Site visit Hamburg", "visit"), ("Schedule the demo", None), ("Follow-up after workshop", None),
        ("RE: proposal", "message"), ("Call with Ann", "call"), ("给客户演示", "demo"), ("安排演示", None), ("", None),
        ("Workshop and demo", "demo"), ("Visitors", None),
    ],
)  # fmt: skip
def test_words_of_a_subject(written, kind):
    assert kind_of_subject(written) == kind
