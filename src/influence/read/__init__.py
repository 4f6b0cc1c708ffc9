"""Readers, one file per outside format; each returns a `StakeholderGraph`.

`answers` adds to one, and `calibration` is of no deal.
"""

from __future__ import annotations

from influence.read.answers import answers
from influence.read.calibration import calibration
from influence.read.crm.dynamics import dynamics
from influence.read.crm.hubspot import hubspot
from influence.read.crm.odoo import odoo
from influence.read.crm.pipedrive import pipedrive
from influence.read.crm.salesforce import salesforce
from influence.read.crm.suitecrm import suitecrm
from influence.read.crm.zoho import zoho
from influence.read.mapped import mapped
from influence.read.matrix import matrix
from influence.read.networks.dot import dot
from influence.read.networks.gephi import gephi
from influence.read.networks.gexf import gexf
from influence.read.networks.gml import gml
from influence.read.networks.graphml import graphml
from influence.read.networks.kumu import kumu
from influence.read.networks.mermaid import mermaid
from influence.read.networks.networkx_objects import networkx
from influence.read.networks.pajek import pajek
from influence.read.networks.ucinet import ucinet
from influence.read.networks.vna import vna
from influence.read.networks.yed import yed
from influence.read.tables import tables

__all__ = [
    "answers",
    "calibration",
    "dot",
    "dynamics",
    "gephi",
    "gexf",
    "gml",
    "graphml",
    "hubspot",
    "kumu",
    "mapped",
    "matrix",
    "mermaid",
    "networkx",
    "odoo",
    "pajek",
    "pipedrive",
    "salesforce",
    "suitecrm",
    "tables",
    "ucinet",
    "vna",
    "yed",
    "zoho",
]


def __dir__() -> list[str]:
    return __all__
