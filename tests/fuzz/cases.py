"""Bytes as the files that a reader takes, and files to begin with: whatever the bytes are, they make some export."""

from __future__ import annotations

import inspect
import io
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import networkx as nx
from openpyxl import Workbook

import influence
from influence.errors import InfluenceError, InvalidData
from influence.graph.reader_notes import ACTIONS
from influence.tables.problems import CODES

PARTS = b"\xff\xfd\xfb"
"""Stands between the files of one export."""
FOLDER = "folder"
LARGEST_SEED = 24_000
DATA = Path(__file__).parents[1] / "data"

FILES: Mapping[str, Sequence[str]] = {
    "tables": ("people.csv", "relationships.csv", "seats.csv", "contacts.csv", "deals.csv", "ratings.csv"),
    "salesforce": (
        *("Contact.csv", "Opportunity.csv", "OpportunityContactRole.csv", "Account.csv", "Task.csv"),
        *("TaskRelation.csv", "OpportunityTeamMember.csv", "User.csv"),
    ),
    "hubspot": (
        *("contacts.csv", "deals.csv", "deal_contact.csv", "engagement.csv", "engagement_contact.csv"),
        *("engagement_deal.csv", "companies.csv", "owners.csv"),
    ),
    "dynamics": (
        *("connection.csv", "connectionrole.csv", "contact.csv", "opportunity.csv", "phonecall.csv"),
        *("activityparty.csv", "systemuser.csv", "account.csv"),
    ),
    "pipedrive": ("people.csv", "deals.csv", "organizations.csv", "activities.csv", "participants.csv"),
    "zoho": ("Contacts_001.csv", "Deals_001.csv", "Deals_X_Contacts_001.csv", "Accounts_001.csv", "Tasks_001.csv"),
    "suitecrm": (
        "contacts.csv",
        "opportunities.csv",
        "opportunities_contacts.csv",
        "accounts_contacts.csv",
        "meetings.csv",
        "meetings_contacts.csv",
        "meetings_users.csv",
    ),
    "odoo": ("res.partner.csv", "crm.lead.csv", "res.users.csv", "calendar.event.csv"),
    "mapped": ("kontakte.csv", "rollen.csv"),
    "gephi": ("nodes.csv", "edges.csv"),
    "kumu": ("elements.csv", "connections.csv"),
    "matrix": ("matrix.csv", "people.csv"),
}
"""What the files of an export are called; of readers not named here, as those of Salesforce."""

ENDINGS: Mapping[str, Sequence[str]] = {
    "tables": (FOLDER, ".zip", ".xlsx"),
    "mapped": (FOLDER, ".csv", ".zip", ".xlsx"),
    "graphml": (".graphml", ".xml"),
    "gexf": (".gexf", ".xml"),
    "yed": (".graphml",),
    "gephi": (FOLDER, ".csv", ".zip", ".xlsx"),
    "kumu": (FOLDER, ".csv", ".json", ".xlsx"),
    "matrix": (FOLDER, ".csv", ".xlsx"),
    "pajek": (".net",),
    "ucinet": (".dl",),
    "vna": (".vna",),
    "gml": (".gml",),
    "dot": (".dot",),
    "mermaid": (".mmd",),
}
"""How what a reader takes may end; readers not named here take any of these."""
ANY_ENDING = (FOLDER, ".csv", ".json", ".zip", ".xlsx")

MAPPING = {
    "kontakte.csv": {"Schlüssel": "people.person", "Ganzer Name": "people.name", "Haltung": "people.support"},
    "rollen.csv": {"Vorgang": "seats.deal", "Wer": "seats.person", "Als": "seats.role"},
}
STATEMENTS: Mapping[str, Sequence[object]] = {
    "columns": (MAPPING, MAPPING | {"rollen.csv": {"Vorgang": "seats.deal", "Wer": "seats.approver"}}),
    "kind": ("works_with", None),
    "direction": ("source_to_target", None),
}
"""What a reader may have to be told, if it has such a parameter."""

TEXTS: Mapping[str, Sequence[str]] = {
    "tables": (
        "deal,person,support,上级\nd,ann,50%,\nd,bo,反对者,ann\n",
        "deal,source,target,kind,strength\nd,bo,ann,trusts,0.5\n",
        "deal,role,person,weight\nd,批准者,ann,1\nd,user,,\n",
        "deal,side,member,person,last_touch\nd,us,me,ann,2024-05-31\n",
    ),
    "salesforce": (
        "Id,FirstName,LastName,Title,AccountId,ReportsToId,Email\n003A,Ann,A (DM),总经理,001A,,a@x.com\n"
        "003B,Bo,B,Buyer,001A,003A,b@x.com\n",
        "Id,Name,AccountId,StageName,Amount,CloseDate,IsWon,IsClosed\n006A,Big,001A,Won,10,2024-05-31,true,true\n",
        "Id,OpportunityId,ContactId,Role,IsPrimary\n00KA,006A,003A,Economic Buyer,true\n00KB,006A,003B,,false\n",
        "Id,Name\n001A,Acme\n",
        "Id,WhoId,WhatId,ActivityDate,OwnerId,Status,Subject,TaskSubtype\n"
        "00TA,003A,006A,2024-05-01,005A,Completed,Demo 演示,Call\n,003B,,2024-05-02,005A,Completed,,Email\n",
        "TaskId,RelationId,Status,IsDeleted\n00TA,003B,Declined,false\n00TA,003A,,false\n00TB,003B,,true\n"
        "00TA,005B,Accepted,false\n",
        "OpportunityId,UserId,TeamMemberRole,Name\n006A,005A,Account Manager,Petra\n006A,005B,,\n",
        "Id,Name,Username\n005A,Petra,p\n005B,Max,m\n",
    ),
    "hubspot": (
        "Record ID - Contact,First Name,Last Name,Job Title,Email,Buying Role,Associated Deal IDs\n"
        "1,Ann,A,CEO,a@x.com,DECISION_MAKER;CHAMPION,11\n",
        "Record ID - Deal,Deal Name,Deal Stage,Amount,Close Date\n11,Big,closedwon,10,2024-05-31\n",
        "deal_id,contact_id\n11,1\n",
        "engagement_id,type,hubspot_owner_id,hs_timestamp,hs_attendee_owner_ids,hs_meeting_title\n"
        "e1,MEETING,7,2024-05-01,7;8,Workshop\ne2,NOTE,7,2024-05-02,,\n",
        "engagement_id,contact_id\ne1,1\ne2,1\n",
        "engagement_id,deal_id\ne1,11\n",
    ),
    "dynamics": (
        "connectionid,record1id,record2id,record2roleid\nc1,o1,p1,r1\n",
        "connectionroleid,name,category\nr1,Decision Maker,1\n",
        "contactid,fullname,jobtitle,parentcustomerid\np1,Ann,CEO,a1\n",
        "opportunityid,name,statecode,estimatedvalue\no1,Big,Won,10\n",
        "activityid,activitytypecode,subject,_regardingobjectid_value,_ownerid_value,actualend,statecode\n"
        "a1,4210,Prices,o1,u1,2024-05-01,1\n",
        "activitypartyid,_activityid_value,_partyid_value,partyobjecttypecode\nx1,a1,p1,2\nx2,a1,u2,8\n",
        "systemuserid,fullname\nu1,Max\nu2,Nina\n",
    ),
    "pipedrive": (
        "Person - ID,Person - Name,Person - Organization,Person - Job title,Person - Email - Work\n"
        "1,Ann Lee,Acme,CFO,a@x.com\n2,Bo Wu,Acme,Buyer,b@x.com\n",
        "Deal - ID,Deal - Title,Deal - Organization,Deal - Contact person,Deal - Value,Deal - Stage,Deal - Status\n"
        "11,Big,Acme,Ann Lee,10,Proposal,Won\n12,Old,Acme,,20,Proposal,deleted\n",
        "Organization - ID,Organization - Name\n5,Acme\n",
        "Activity - ID,Activity - Subject,Activity - Done,Activity - Due date,Activity - Contact person,"
        "Activity - Deal,Activity - Assigned to user,Activity - Participants\n"
        "1,Call,Done,2024-05-31,Ann Lee,Big,Eva,Bo Wu;2\n",
        "deal_id,person_id\n11,2\n",
    ),
    "zoho": (
        "Record Id,Contact Owner.id,First Name,Last Name,Account Name.id,Account Name,Title,Reporting To.id\n"
        "z1,z9,Ann,Lee,z5,Acme,CFO,\nz2,z9,Bo,Wu,z5,Acme,Buyer,z1\n",
        "Record Id,Deal Owner.id,Deal Owner,Amount,Deal Name,Closing Date,Account Name.id,Stage,Contact Name.id\n"
        "z7,z9,Eva,10,Big,2024-05-31,z5,Closed Won,z1\n",
        "Record Id,Deal Name.id,Contact Name.id,Contact Role\nz8,z7,z2,Technical Decision Maker\n",
        "Record Id,Account Name\nz5,Acme\n",
        "Record Id,Task Owner.id,Subject,Due Date,Status,Contact Name.id,Related To.id\n"
        "z6,z9,Call,2024-05-01,Completed,z1,z7\n",
    ),
    "suitecrm": (
        "id,first_name,last_name,title,account_name,reports_to_id,email_address,deleted\n"
        "c1,Ann,Lee,CFO,Acme,,a@x.com,0\nc2,Bo,Wu,Buyer,Acme,c1,b@x.com,0\n",
        "id,name,account_name,sales_stage,amount,date_closed,assigned_user_id,assigned_user_name,deleted\n"
        "o1,Big,Acme,Closed Won,10,2024-05-31,u1,Eva,0\n",
        "contact_id,opportunity_id,contact_role,deleted\nc1,o1,Primary Decision Maker,0\nc2,o1,Influencer,1\n",
        "contact_id,account_id,deleted\nc1,a1,0\n",
        "id,name,status,date_start,parent_type,parent_id,assigned_user_id\n"
        "m1,Visit,Held,2024-05-01,Opportunities,o1,u1\n",
        "meeting_id,contact_id,accept_status\nm1,c1,accept\nm1,c2,decline\n",
        "meeting_id,user_id,accept_status\nm1,u1,accept\nm1,u2,accept\nm1,u3,decline\n",
    ),
    "odoo": (
        "id,name,display_name,is_company,parent_id/id,function,email\np1,Acme,Acme,True,,,\n"
        'p2,Ann Lee,"Acme, Ann Lee",False,p1,CFO,a@x.com\n',
        "id,name,partner_id/id,partner_id,contact_name,partner_name,stage_id,expected_revenue,active,user_id/id\n"
        'l1,Big,p2,"Acme, Ann Lee",,,Won,10,True,u1\nl2,Old,p1,Acme,Bo Wu,,New,20,False,u1\n',
        "id,name,login\nu1,Eva,eva\n",
        "id,name,start,user_id/id,partner_ids/id,opportunity_id/id\ne1,Visit,2024-05-01,u1,p2,l1\n,,,,p1,\n",
    ),
    "mapped": ("Schlüssel,Ganzer Name,Haltung\n1,Ann,0.5\n2,Bo,\n", "Vorgang,Wer,Als\nV,1,approver\nV,2,user\n"),
    "gephi": ("Id,Label,支持度\n1,Ann,0.5\n2,Bo,\n", "Source,Target,Type,Weight\n1,2,Directed,1\n"),
    "matrix": (",ann,bo\nann,0,1\nbo,0.5,\n", "person,name\nann,Ann\nbo,Bo\n"),
    "pajek": (
        '*Vertices 3\n1 "Ann" 0.1 0.2\n2 "Bo"\n*Arcs :1 "advice"\n2 1 0.5\n*Edges\n1 2\n*Arcslist\n3 1 2\n',
        "*Network x\n*Vertices 2\n*Matrix\n0 1\n1 0\n",
    ),
    "ucinet": (
        "DL N=2 NM=2\nFORMAT = FULLMATRIX\nLABELS:\nann,bo\nLEVEL LABELS:\nadvice\ntrusts\nDATA:\n0 1\n1 0\n0 1\n0 0\n",
        "dl n=3 format=edgelist1\nlabels embedded\ndata:\nann bo 0.5\nbo cy\n",
        "dl n = 2, format = lowerhalf diagonal absent\ndata:\n1\n",
    ),
    "vna": (
        '*Node data\nID name\na "Ann Lee"\nb Bo\n*Tie data\nFROM TO advice strength\nb a 1 0.5\n*Node properties\nx\n',
    ),
    "gml": ('graph [ directed 1 node [ id 1 label "Ann" ] node [ id 2 ] edge [ source 2 target 1 weight 0.5 ] ]\n',),
    "dot": (
        'digraph g { node [shape=box]; ann [label="Ann\\nCEO", level=1]; ann -> {bo; cy} -> dan [style=dashed] }\n',
        "strict graph { subgraph cluster_1 { a:n -- b [label=<<b>trusts</b>>] } /* x */ }\n",
    ),
    "mermaid": (
        "graph TD\n  a[Ann<br/>CEO] --> b((Bo)) & c\n  b -.->|knows| c; c -- trusts --> a\n  style a fill:#fff\n",
    ),
    "kumu": ("Label,Type,Tags\nAnn,Person,a|b\nBo,Person,\n", "From,To,Direction,Type\nBo,Ann,directed,trusts\n"),
}
REPORT = (
    ",Opportunities with Contact Roles\n,As of 2026-08-13\n\n,Opportunity Name  ↑,,Contact: Full Name,Role,Amount\n"
    ",Big,,Ann,Buyer,10\n,,,Bo,User,10\n,Subtotal,Sum,,,20\n,,Count,2\n,Total,Sum,,,20\n\n,Copyright (c) 2024\n"
)
JSONS = (
    b'{"records":[{"attributes":{"type":"Contact","referenceId":"C1"},"LastName":"Ann","AccountId":"@A1"}]}',
    b'{"status":0,"result":{"records":[{"attributes":{"type":"OpportunityContactRole"},"Role":"Buyer","Opportunity":'
    b'{"attributes":{"type":"Opportunity"},"Id":"006A","Name":"Big"},"Contact":{"Id":"003A","Name":"Ann"}}]}}',
    b'{"results":[{"id":"7","properties":{"dealname":"Big","firstname":"Ann"},"associations":{"contacts":'
    b'{"results":[{"id":"1","type":"deal_to_contact"}]}}}],"paging":{}}',
    b'{"results":[{"from":{"id":"11"},"to":[{"toObjectId":1,"associationTypes":[{"category":"HUBSPOT_DEFINED",'
    b'"typeId":3,"label":null},{"category":"USER_DEFINED","typeId":30,"label":"Decision maker"}]}]}],"paging":{}}',
    b'{"@odata.context":"x/$metadata#connections(y)","value":[{"_record1id_value":"o1","_record2id_value":"p1"}]}',
    b'{"elements":[{"_id":"e1","attributes":{"label":"Ann"}}],"connections":[{"from":"e1","to":"e1"}]}',
)


def readers() -> list[str]:
    """The readers of deals whose first argument is a path; a calibration holds none."""
    found = {name: getattr(influence.read, name) for name in influence.read.__all__ if name != "calibration"}
    return [name for name, reader in found.items() if next(iter(inspect.signature(reader).parameters)) == "path"]


def read(reader: str, data: bytes, place: Path) -> bool:
    """Give these bytes to a reader as files in an empty place; whether it read them. Only InfluenceError is caught."""
    path = _written(reader, data, place)
    function = getattr(influence.read, reader)
    known = inspect.signature(function).parameters
    told = {name: values[len(data) % 2] for name, values in STATEMENTS.items() if name in known}
    try:
        graph = function(path, **told)
    except InfluenceError as error:
        _check_error(error)
        return False
    _check(graph)
    return True


def _check_error(error: InfluenceError) -> None:
    """It says something, and says it again of every fault."""
    assert str(error).strip(), "an error says nothing"
    if isinstance(error, InvalidData):
        assert len(error.problems) == len(error.lines()) > 0, error.problems
        assert set(error.problems["code"]) <= set(CODES), error.problems


def _check(graph: influence.StakeholderGraph) -> None:
    """Every row is used or left out, and what was done has a known name."""
    files, notes = graph.files, graph.notes
    assert (files["used"] + files["left_out"] == files["rows"]).all(), files
    assert (files[["rows", "used", "left_out"]] >= 0).to_numpy().all(), files
    assert set(notes["action"]) <= set(ACTIONS), set(notes["action"])
    assert notes["file"].notna().all(), notes


def _written(reader: str, data: bytes, place: Path) -> Path:
    """The first byte says as what: a folder, or one file with an ending that the reader takes."""
    endings = ENDINGS.get(reader, ANY_ENDING)
    head, body = data[:1] or b"\0", data[1:]
    ending = endings[head[0] % len(endings)]
    packed = head[0] < 128
    if ending == FOLDER:
        for name, part in named_parts(reader, body):
            (place / name).write_bytes(part)
        return place
    path = place / f"{Path(FILES.get(reader, FILES['salesforce'])[0]).stem}{ending}"
    if ending == ".zip" and packed:
        body = zipped(named_parts(reader, body))
    elif ending == ".xlsx" and packed:
        body = zipped([*_workbook_parts(), ("xl/worksheets/sheet1.xml", body)])
    path.write_bytes(body)
    return path


def named_parts(reader: str, body: bytes) -> list[tuple[str, bytes]]:
    names = FILES.get(reader, FILES["salesforce"])
    parts = body.split(PARTS)[: len(names)]
    return [
        (str(Path(name).with_suffix(".json")) if part[:1] in (b"{", b"[") else name, part)
        for name, part in zip(names, parts, strict=False)
    ]


def zipped(parts: Sequence[tuple[str, bytes]]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in parts:
            archive.writestr(name, part)
    return packed.getvalue()


@cache
def _workbook() -> bytes:
    book = Workbook()
    book.active.title = "people"
    for row in (["person", "support", "reports_to"], ["ann", 0.5, None], [7, "50%", "ann"]):
        book.active.append(row)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


@cache
def _workbook_parts() -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(_workbook())) as archive:
        return [(name, archive.read(name)) for name in archive.namelist() if "sheet1" not in name]


@cache
def seeds(reader: str) -> list[bytes]:
    """Exports to begin with: sound ones, small ones of each ending, and real ones where they are at hand."""
    endings = ENDINGS.get(reader, ANY_ENDING)
    texts = [text.encode() for text in TEXTS.get(reader, TEXTS["salesforce"])]
    by_ending = {
        FOLDER: [PARTS.join(texts)],
        ".csv": [*texts, REPORT.encode()],
        ".json": [*JSONS, *_real(".json")],
        ".zip": [PARTS.join(texts)],
        ".xlsx": [_sheet(), _workbook()],
        ".graphml": _told_either("\n".join(nx.generate_graphml(_drawn())).encode(), *_real(".graphml")),
        ".gexf": _told_either("\n".join(nx.generate_gexf(_drawn())).encode(), *_real(".gexf")),
        ".xml": [],
    }
    # A head of 128 or more has a zip or workbook taken as it is.
    heads = {ending: number for number, ending in enumerate(endings)}
    raw = [_raw(heads[".xlsx"], len(endings)) + _workbook()] if ".xlsx" in heads else []
    return raw + [bytes([heads[ending]]) + seed for ending in endings for seed in by_ending.get(ending, texts)]


def _told_either(*files: bytes) -> list[bytes]:
    """Each file twice: by how long it is, a reader is told what edges mean, or is not."""
    return [file + more for file in files for more in (b"", b"\n")]


def _raw(head: int, many: int) -> bytes:
    return bytes([next(byte for byte in range(128, 256) if byte % many == head)])


def _sheet() -> bytes:
    with zipfile.ZipFile(io.BytesIO(_workbook())) as archive:
        return archive.read("xl/worksheets/sheet1.xml")


def _drawn() -> nx.DiGraph:
    G = nx.DiGraph()
    G.add_node("ann", label="Ann", support=0.5, title="CEO")
    G.add_edge("bo", "ann", kind="reports_to", weight=2)
    return G


def _real(ending: str) -> list[bytes]:
    found = sorted(DATA.rglob(f"*{ending}"))
    return [path.read_bytes() for path in found if path.stat().st_size <= LARGEST_SEED]
