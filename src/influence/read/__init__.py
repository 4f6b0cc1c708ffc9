"""Readers, one file per outside format; each returns a `StakeholderGraph`.

`answers` adds to one, and `calibration` is of no deal.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from influence.errors import NoAttribute
from influence.read.answers import answers
from influence.read.calibration import calibration
from influence.read.mapped import mapped
from influence.read.matrix import matrix
from influence.read.tables import tables
from influence.tables.language import say

if TYPE_CHECKING:
    from influence.read.crm.dynamics import dynamics
    from influence.read.crm.hubspot import hubspot
    from influence.read.crm.odoo import odoo
    from influence.read.crm.pipedrive import pipedrive
    from influence.read.crm.salesforce import salesforce
    from influence.read.crm.suitecrm import suitecrm
    from influence.read.crm.zoho import zoho
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

# Where the readers live that are loaded when first asked for; the others are called as their files are.
_HOMES = {
    "dynamics": "crm.dynamics",
    "hubspot": "crm.hubspot",
    "odoo": "crm.odoo",
    "pipedrive": "crm.pipedrive",
    "salesforce": "crm.salesforce",
    "suitecrm": "crm.suitecrm",
    "zoho": "crm.zoho",
    "dot": "networks.dot",
    "gephi": "networks.gephi",
    "gexf": "networks.gexf",
    "gml": "networks.gml",
    "graphml": "networks.graphml",
    "kumu": "networks.kumu",
    "mermaid": "networks.mermaid",
    "networkx": "networks.networkx_objects",
    "pajek": "networks.pajek",
    "ucinet": "networks.ucinet",
    "vna": "networks.vna",
    "yed": "networks.yed",
}


def __getattr__(name: str) -> Any:
    """Load a reader when it is first asked for: whoever reads tables need not wait for the words of every CRM."""
    if name not in _HOMES:
        raise NoAttribute(say("influence has nothing called {name}{hint}", name=repr(f"read.{name}"), hint=""))
    found = globals()[name] = getattr(import_module(f"influence.read.{_HOMES[name]}"), name)
    return found


def __dir__() -> list[str]:
    return __all__
