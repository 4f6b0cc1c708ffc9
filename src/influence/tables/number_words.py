"""The words that mean numbers, in English and Chinese; other languages have theirs in `languages`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

SHARES = ("participation", "formal_influence", "personal_influence", "openness", "appetite", "attrition")
"""The measures from 0 to 1 that registers rate from very low to very high, beside influence."""

_LEVELS: Mapping[float, tuple[str, ...]] = {
    0.1: ("very low",),
    0.2: ("low", "低"),
    0.6: ("medium", "moderate", "中"),
    1.0: ("high", "very high", "高"),
}

# The words of stance, political status and coverage are the CRM systems'; every number is ours.
NUMBER_WORDS: Mapping[tuple[str, str], Mapping[float, tuple[str, ...]]] = MappingProxyType(
    {
        ("people", "support"): {
            1.0: (
                "ally",
                "mentor",
                "leading",
                "favorable",
                "favourable",
                "positive",
                "very positive",
                "good friend",
                "良友",
                "盟友",
            ),
            0.5: ("supporter", "supportive", "somewhat favorable", "somewhat favourable", "green", "支持者"),
            0.0: ("neutral", "amber", "yellow", "中立", "中立者"),
            -0.5: ("opponent", "non-supporter", "resistor", "resistant", "somewhat negative", "red", "反对者"),
            -1.0: ("enemy", "negative", "very negative", "敌人"),
        },
        ("people", "influence"): {
            **_LEVELS,
            0.2: (*_LEVELS[0.2], "outside political structure"),
            0.6: (*_LEVELS[0.6], "political structure"),
            1.0: (*_LEVELS[1.0], "inner circle"),
        },
        **{("people", share): _LEVELS for share in SHARES},
        ("contacts", "strength"): {
            0.0: ("no contact", "无联系"),
            0.25: ("brief contact", "简单联系"),
            0.6: ("multiple contacts", "多次联系"),
            1.0: ("in depth", "深入联系"),
        },
    }
)

WORDS_AT = {
    ("people", "support"): "support",
    **{("people", share): "level_words" for share in ("influence", *SHARES)},
}
"""Where the languages have the words of a column."""
