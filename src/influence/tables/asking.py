"""The words of a workbook of questions, in English and Chinese: what it is written with, it is read back by."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from influence.tables.spelling import plain

LANGUAGES = ("en", "zh")

HEADERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "deal": ("deal", "商机编号"), "what": ("what", "类别"), "about": ("about", "对象"), "id": ("id", "对象编号"),
        "question": ("question", "问题"), "why": ("why", "为什么问"), "answer": ("answer", "答案"),
        "source": ("who said so", "谁说的"), "day": ("day", "日期"), "evidence": ("evidence", "证据等级"),
        "note": ("note", "备注"), "member": ("team member", "团队成员"),
    }
)  # fmt: skip
NEEDED = ("deal", "what", "id", "question", "answer", "member")

MET = "met"
KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "support": ("support", "立场"), "evidence": ("evidence", "依据"), "seat": ("seat", "席位"),
        "role": ("role", "角色"), "gate": ("strategy", "进入策略"), "question": ("question", "清单问题"),
        MET: ("meeting", "会面"),
    }
)  # fmt: skip
SUPPORT_WORDS: Mapping[float, tuple[str, str]] = MappingProxyType(
    {
        1.0: ("ally", "盟友"), 0.5: ("supporter", "支持者"), 0.0: ("neutral", "中立"), -0.5: ("opponent", "反对者"),
        -1.0: ("enemy", "敌人"),
    }
)  # fmt: skip
FOR_SIDE = ("for {}", "支持{}")
"""How an answer says that somebody supports another side."""
NO_PURCHASE = ("buying nothing", "什么都不买")
FOR_SIDE_SUPPORT = 0.5
"""What support for another side counts as, where an answer names the side alone: a supporter's (ours)."""
LEVEL_WORDS = (("low", "medium", "high"), ("低", "中", "高"))
STRATEGY_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "top_down": ("top-down", "自上而下"),
        "middle_out": ("middle-out", "居中"),
        "bottom_up": ("bottom-up", "自下而上"),
    }
)
ANYBODY = ("Anybody", "任何人")
COVER = ("how to answer", "填写说明")
LISTS = "lists"


def header_named(header: str) -> str | None:
    """The column that a header means, in either language; None where it is none of ours."""
    return _HEADERS.get(plain(header))


def kind_named(word: str) -> str | None:
    """The kind of question that a word means, in either language; None where it is none."""
    return _KINDS.get(plain(word))


_HEADERS = {plain(word): name for name, words in HEADERS.items() for word in words}
_KINDS = {plain(word): name for name, words in KINDS.items() for word in (name, *words)}
