"""What-ifs of all the shared deals at once."""

from __future__ import annotations

import pandas as pd
import pytest

from influence import StakeholderGraph


@pytest.fixture
def one_contact_more(many_tables, many):
    """The deals with one contact of ours more in each, of the strength given, with somebody of it by chance."""
    someone = many.people.sample(frac=1, random_state=1).drop_duplicates("deal")[["deal", "person"]]

    def graph(strength):
        new = someone.assign(side="us", member="m9", strength=strength)
        contacts = pd.concat([many_tables["contacts"].astype(object), new.astype(object)], ignore_index=True)
        return StakeholderGraph.from_tables(**many_tables | {"contacts": contacts})

    return graph


@pytest.fixture(scope="session")
def rebuilt(many_tables, many):
    """The deals without some tables, or with other columns of their people."""

    def graph(*, without=(), **columns):
        tables = {name: table for name, table in many_tables.items() if name not in without}
        return StakeholderGraph.from_tables(**tables | {"people": many.people.assign(**columns)})

    return graph
