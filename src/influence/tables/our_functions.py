"""Whom of our own company to bring to the customer, by what is to be found out (rule 004-11).

The article has the departments concerned plan the sale together; which of them answers which question is ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

FUNCTIONS: Mapping[str, str] = MappingProxyType(
    {
        "engineer": r"engineer|technical|pre-?sales|r&d|research|developer|architect"
        r"|研发|工程|技术|技術|售前|架构|研發|架構",
        "service": r"service|support|implementation|deliver|customer success|consult"
        r"|服务|服務|售后|售後|实施|實施|交付",
        "finance": r"financ|legal|contract|commercial|pricing|accounting|财务|財務|法务|法務|商务|商務|合同",
        "management": r"\b(?:head|director|president|manager|management|ceo|owner|vp|chief)\b"
        r"|总裁|總裁|总监|總監|经理|經理",
    }
)
"""The functions of ours that a meeting may need, and the words in `team.function` that tell each."""

OF_QUESTION: Mapping[str, str] = MappingProxyType(
    {
        "pain": "engineer",
        "fit": "engineer",
        "presented": "engineer",
        "current_products": "service",
        "reaction": "service",
        "budget": "finance",
        "terms": "finance",
        "final_say": "management",
        "decision_process": "management",
        "decision_time": "management",
        "personal_wins": "management",
        "real": "management",
    }
)
"""Which function is best placed to get the answer to a question of the checklist."""

OF_STRATEGY: Mapping[str, str] = MappingProxyType({"top_down": "management", "bottom_up": "engineer"})
"""Which function is best placed to tell whether an entry strategy is open."""
