"""What to talk about with whom, by role, and what the topic of an encounter was about.

Rules 001-5 to 001-8, 002-8, 003-4 and 003-24: each role wants to hear something else, in an order of its own. The
roles and their interests are the articles', the words are ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from influence.array_types import Flags

OF_DECIDERS = "what the company gains, results elsewhere, and their own standing unharmed"
OF_EVALUATORS = (
    "price against performance, safety and standards, and something that proves their importance to their superiors"
)
OF_USERS = "their daily problem, and how it is solved"
COACH = "their success and ours are one"

TALK_ABOUT: Mapping[str, str] = MappingProxyType(
    {
        "approver": OF_DECIDERS,
        "decision_maker": OF_DECIDERS,
        "evaluator": OF_EVALUATORS,
        "gatekeeper": OF_EVALUATORS,
        "user": OF_USERS,
    }
)
"""What to talk about with each role, the weightiest role first; other roles want to hear nothing of their own."""

# A Latin word stands alone; Chinese has no spaces between words.
_PRODUCT = re.compile(
    r"\b(?:features?|functions?|functionality|specs?|specifications?|parameters?|products?|demos?|prices?|pricing"
    r"|discounts?|quotes?|quotations?)\b|功能|规格|規格|参数|參數|产品|產品|演示|价格|價格|报价|報價|折扣",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"\b(?:gains?|results?|returns?|roi|benefits?|business|strategy|strategic|growth|profits?|savings?|risks?"
    r"|standing|outcomes?|references?|needs?|problems?|safety|standards?)\b|需求|问题|問題|安全|标准|標準|收益|效益|效果|回报|回報|利润|利潤|战略|戰略|增长|增長|业绩|業績|风险|風險",
    re.IGNORECASE,
)
_PLANNING = re.compile(
    r"\b(?:next steps?|action plans?|joint plans?|planning|how (?:to|we) (?:go on|proceed))\b"
    r"|下一步|行动计划|行動計劃|共同计划|共同計劃",
    re.IGNORECASE,
)


def only_product(topics: pd.Series) -> Flags:
    """Which topics are about the product, its features or its price, and not about what comes of it."""
    return _about(topics, _PRODUCT) & ~_about(topics, _MORE)


def planning(topics: pd.Series) -> Flags:
    """Which topics are about how to go on together."""
    return _about(topics, _PLANNING)


def _about(topics: pd.Series, words: re.Pattern[str]) -> Flags:
    found = topics.astype(object).map(lambda text: bool(words.search(str(text))), na_action="ignore")
    return found.eq(True).to_numpy(dtype=bool)
