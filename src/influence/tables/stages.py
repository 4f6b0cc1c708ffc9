"""The stages of a large purchase, and what they are called elsewhere (rule 002-6)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

import numpy as np
import pandas as pd

from influence.array_types import Ints
from influence.tables import languages
from influence.tables.choice_words import Names
from influence.tables.spelling import plain, unaccented

STAGES = ("information", "screening", "discussion", "negotiation", "decision")
"""In their order: staff collect information, the offers are screened, discussed, negotiated, and decided on."""
DECIDING = STAGES.index("decision")

# A pipeline's stages say how far the seller has come; which stage of the purchase each means is ours.
STAGE_NAMES: Names = MappingProxyType(
    {
        "information": (
            "information gathering", "collecting information", "research", "awareness", "prospecting", "lead",
            "qualification", "1-qualify", "qualify", "discovery", "needs analysis", "appointment scheduled",
            "信息收集", "收集信息", "需求分析",
            "立项", "初步接触", "线索",
        ),
        "screening": (
            "shortlist", "short list", "vendor selection", "filtering", "evaluation", "qualified", "qualified to buy",
            "id. decision makers", "perception analysis", "2-develop", "筛选", "初选", "入围", "评估", "选型",
        ),
        "discussion": (
            "discussions", "meetings", "value proposition", "presentation scheduled", "demo", "solution", "proposal",
            "proposal/price quote", "3-propose", "讨论",
            "内部讨论", "多次讨论", "会议讨论", "方案", "方案演示", "方案建议",
        ),
        "negotiation": (
            "negotiations", "negotiation/review", "technical negotiation", "price negotiation",
            "decision maker bought in", "谈判", "技术谈判", "价格谈判", "商务谈判",
        ),
        "decision": (
            "decision meeting", "final decision", "approval", "closing", "contract sent", "4-close",
            "closed won", "closed lost",
            "决策", "决策会议", "总经理办公会", "定标", "签约", "合同",
        ),
    }
)  # fmt: skip


@cache
def _words() -> Mapping[str, int]:
    elsewhere = {plain(word): stage for stage, others in languages.words("stages").items() for word in others}
    elsewhere |= {unaccented(word): stage for word, stage in elsewhere.items()}
    own = {plain(word): stage for stage, words in STAGE_NAMES.items() for word in (stage, *words)}
    return {word: STAGES.index(stage) for word, stage in (elsewhere | own).items()}


def stage_named(text: str) -> str | None:
    """Find the stage of the purchase that is called this.

    Parameters
    ----------
    text : str
        As a seat or a deal names its stage, in a CRM's words, in English, Chinese or one of the `languages`.

    Returns
    -------
    str or None
        One of `STAGES`; none where the name says nothing.

    Examples
    --------
    >>> from influence.tables.stages import stage_named
    >>> stage_named("Negotiation/Review"), stage_named("决策会议"), stage_named("phase x")
    ('negotiation', 'decision', None)
    """
    found = _words().get(plain(text))
    return None if found is None else STAGES[found]


def stage_numbers(values: pd.Series) -> Ints:
    """Each stage as a number: a position in `STAGES`, beyond them one for each other name; -1 where it is unknown."""
    codes, unique = pd.factorize(values.astype(object))
    names = [plain(str(text)) for text in unique]
    others = {name: len(STAGES) + number for number, name in enumerate(dict.fromkeys(names))}
    return np.array([_words().get(name, others[name]) for name in names] + [-1], dtype=np.int64)[codes]
