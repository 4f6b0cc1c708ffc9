"""The words that mean numbers, in English and Chinese; other languages have theirs in `languages`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

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
            0.5: ("supporter", "supportive", "somewhat favorable", "somewhat favourable", "支持者"),
            0.0: ("neutral", "中立", "中立者"),
            -0.5: ("opponent", "non-supporter", "resistor", "resistant", "somewhat negative", "反对者"),
            -1.0: ("enemy", "negative", "very negative", "敌人"),
        },
        ("people", "influence"): {
            0.1: ("very low",),
            0.2: ("low", "outside political structure", "低"),
            0.6: ("medium", "moderate", "political structure", "中"),
            1.0: ("high", "very high", "inner circle", "高"),
        },
        ("people", "participation"): {
            0.1: ("very low",),
            0.2: ("low", "低"),
            0.6: ("medium", "moderate", "中"),
            1.0: ("high", "very high", "高"),
        },
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
    ("people", "influence"): "level_words",
    ("people", "participation"): "level_words",
}
"""Where the languages have the words of a column."""
