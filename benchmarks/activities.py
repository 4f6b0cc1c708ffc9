"""Does reading activities of hundreds of people about thousands of deals stay in proportion to the rows of the export?

    python -m benchmarks.activities [activities]

Two exports, each at one and at four times so many activities: meetings of 300 contacts associated with 2,000 deals,
and events of 300 contacts, all on 200 open opportunities, that name no opportunity.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from influence.read.crm.hubspot import hubspot
from influence.read.crm.salesforce import salesforce

PEOPLE, DEALS, OPEN = 300, 2_000, 200


def write(folder: Path, name: str, header: str, lines: Iterable[str]) -> None:
    """Write one file of an export."""
    (folder / f"{name}.csv").write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")


def write_meetings(folder: Path, n: int) -> None:
    """Write a HubSpot export of `n` meetings, everybody and every deal associated with each."""
    write(folder, "contacts", "hs_object_id,lastname", (f"{each},Lee{each}" for each in range(PEOPLE)))
    write(folder, "deals", "deal_id,dealname", (f"d{each},Deal {each}" for each in range(DEALS)))
    write(folder, "deal_contact", "deal_id,contact_id", (f"d{each},{each % PEOPLE}" for each in range(DEALS)))
    meetings = (f"e{act},MEETING,{act % 7},2024-02-01" for act in range(n))
    write(folder, "engagement", "engagement_id,type,hubspot_owner_id,hs_timestamp", meetings)
    pairs = (f"e{act},{each}" for act in range(n) for each in range(PEOPLE))
    write(folder, "engagement_contact", "engagement_id,contact_id", pairs)
    pairs = (f"e{act},d{each}" for act in range(n) for each in range(DEALS))
    write(folder, "engagement_deal", "engagement_id,deal_id", pairs)


def write_events(folder: Path, n: int) -> None:
    """Write a Salesforce export of `n` events about no opportunity, with everybody invited to each."""
    write(folder, "Contact", "Id,LastName", (f"003{each},Lee{each}" for each in range(PEOPLE)))
    write(folder, "Opportunity", "Id,Name,StageName", (f"006{each},Deal {each},Open" for each in range(OPEN)))
    pairs = (f"006{deal},003{each}" for deal in range(OPEN) for each in range(PEOPLE))
    write(folder, "OpportunityContactRole", "OpportunityId,ContactId", pairs)
    events = (f"00U{act},003{act % PEOPLE},,005{act % 3},2024-02-01" for act in range(n))
    write(folder, "Event", "Id,WhoId,WhatId,OwnerId,ActivityDate", events)
    pairs = (f"00U{act},003{each}" for act in range(n) for each in range(PEOPLE))
    write(folder, "EventRelation", "EventId,RelationId", pairs)


def main(n: int = 40) -> None:
    """Print rows, encounters and rows a second of each export at both sizes."""
    for written, read in ((write_meetings, hubspot), (write_events, salesforce)):
        for size in (n, 4 * n):
            with tempfile.TemporaryDirectory() as place:
                written(Path(place), size)
                start = time.perf_counter()
                graph = read(place)
                seconds = time.perf_counter() - start
            rows, met = int(graph.files["rows"].sum()), len(graph.interactions)
            what = f"{read.__name__}, {size} activities: {rows:,} rows, {met:,} encounters"
            print(f"{what:<70}{seconds:8.2f} s{rows / seconds:12,.0f} rows/s")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
