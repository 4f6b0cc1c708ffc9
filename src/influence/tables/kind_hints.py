"""What words for relationships that are no kind of ours may mean, for the remedy to propose; no reader takes them so.

The words are everyday English and Chinese; which kind each comes nearest to is our own judgement.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from influence.tables.language import say
from influence.tables.spelling import plain

_ALONG = {
    "reports_to": ("reports", "reporting to", "subordinate of", "employee of", "works for", "managed by",
                   "supervised by", "led by", "solid line", "direct report of", "下属", "隶属", "归属", "上级是"),
    "influences": ("persuades", "affects", "impacts", "leads", "champions", "sponsors", "convinces", "说服",
                   "左右", "带动", "推动"),
    "seeks_advice_from": ("advised by", "asks", "consults", "gets advice from", "mentored by", "coached by",
                          "turns to", "listens to", "replies", "replied to", "answers", "answers to", "comments on",
                          "mentions", "names", "votes for", "writes to", "sends mail to", "messages", "听从", "请示",
                          "询问", "请教于", "征求意见"),
    "trusts": ("likes", "respects", "relies on", "confides in", "supports", "loyal to", "believes", "信赖", "依赖",
               "尊重", "佩服", "支持"),
    "works_with": ("colleague", "colleague of", "colleagues", "coworker", "co-worker", "peer", "peer of", "partner",
                   "partners with", "teammate", "cooperates with", "same team", "collaborator",
                   "同事", "搭档", "同组"),
    "knows": ("friend", "friends", "friend of", "friends with", "is friends with", "is a friend of", "friendship",
              "acquaintance", "acquainted", "contact", "linked", "connected", "connected to", "met", "social",
              "朋友", "好友", "熟人", "熟悉", "同学", "校友", "老乡", "战友", "亲戚", "老同事"),
    "conflicts_with": ("enemy", "enemies", "rival", "rivals", "dislikes", "disagrees with", "opposes", "competes with",
                       "blocks", "hates", "tension", "negative", "不和", "敌对", "竞争", "反对"),
}  # fmt: skip
_AGAINST = {
    "reports_to": ("manages", "manager", "manager of", "boss", "boss of", "supervises", "supervisor", "supervisor of",
                   "superior", "superior of", "oversees", "directs", "领导", "主管", "管理", "分管"),
    "influences": ("influenced by", "follows", "persuaded by", "swayed by", "受影响于"),
    "seeks_advice_from": ("advises", "advisor", "adviser", "advisor to", "adviser to", "adviser of", "advisor of",
                          "gives advice to", "mentors", "mentor", "mentor of", "coaches", "counsels", "consultant to",
                          "顾问", "建议", "出主意", "导师", "师傅"),
    "trusts": ("trusted by", "has the ear of"),
}  # fmt: skip
HINTS: Mapping[str, tuple[str, bool]] = MappingProxyType(
    {plain(word): (kind, False) for kind, words in _ALONG.items() for word in words}
    | {plain(word): (kind, True) for kind, words in _AGAINST.items() for word in words}
)
"""Each plain word: the kind it may mean, and whether it reads from target to source."""


def kind_hint(word: str, kinds: Collection[str]) -> str | None:
    """The remedy for a word that is no kind of relationship, None where nothing comes near it."""
    spoken = plain(word)
    kind, turned = HINTS.get(spoken) or HINTS.get(spoken.removeprefix("is")) or ("", False)
    if kind not in kinds:
        return None
    if turned:
        turn = "did you mean {kind}, the other way round? Write {kind}, and swap source and target"
        return say(turn, kind=repr(kind))
    return say("did you mean {kind}? Write {kind}, or another of {kinds}", kind=repr(kind), kinds=", ".join(kinds))
