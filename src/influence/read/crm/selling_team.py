"""Our team by deal, where the CRM keeps it in a table of its own."""

from __future__ import annotations

import numpy as np

from influence.read.crm.ids import places
from influence.read.crm.records import Export
from influence.read.crm.values import column
from influence.tables.language import say


def join_team(export: Export) -> None:
    """Leave out members of no deal and duplicates; of the others a record each, where no file of users has them."""
    if "team" not in export.records:
        return
    export.drop("team", column(export, "team", "member").to_numpy() < 0, say("does not say which team member"))
    unknown = places(export, "deals", column(export, "team", "deal").to_numpy()) < 0
    export.drop("team", unknown, say("refers to no opportunity in the export"))
    again = export.records["team"].duplicated(["deal", "member"]).to_numpy()
    export.drop("team", again, say("names the same team member of the same opportunity again"), "merged")
    _fill_members(export)


def _fill_members(export: Export) -> None:
    """What each member is called and does: as the file of users says, else by the title or the role on the team."""
    team = export.records["team"]
    title, role = column(export, "team", "title").astype(object), column(export, "team", "role").astype(object)
    told = team.assign(name=column(export, "team", "name"), title=title.where(title.notna(), role))
    told = told[["member", "name", "title", "file", "line"]].drop_duplicates("member")
    known = column(export, "members", "member")
    if len(known):
        does = told.set_index("member")["title"].reindex(known).to_numpy(dtype=object)
        said = column(export, "members", "title").astype(object)
        export.records["members"]["title"] = said.where(said.notna(), does)
    new = told[~np.isin(told["member"], known)]
    if len(new):
        export.shared = True
        export.add("members", new)
