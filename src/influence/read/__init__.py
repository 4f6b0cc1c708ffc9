"""Readers, one file per outside format; each returns a `StakeholderGraph`."""

from __future__ import annotations

from influence.read.dynamics import dynamics
from influence.read.from_networkx import networkx
from influence.read.gephi import gephi
from influence.read.gexf import gexf
from influence.read.graphml import graphml
from influence.read.hubspot import hubspot
from influence.read.kumu import kumu
from influence.read.salesforce import salesforce
from influence.read.tables import tables
from influence.read.yed import yed

__all__ = [
    "dynamics",
    "gephi",
    "gexf",
    "graphml",
    "hubspot",
    "kumu",
    "networkx",
    "salesforce",
    "tables",
    "yed",
]
