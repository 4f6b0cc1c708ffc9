"""The questions of a workbook of questions, and why they are asked, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from influence.measures.gaps import BOTH_JUDGED, LEAD_JUDGED, OUR_TEAM, PRODUCT_JUDGED
from influence.tables.asking import MET, STRATEGY_WORDS
from influence.tables.checklist import QUESTIONS as QUESTIONS_OF_ALL
from influence.tables.vocabulary import VALUES
from influence.write.template_words import QUESTIONS

WHOM_MET = ("Whom did you meet, and on which day?", "您见了谁？是哪一天？")
MET_MATTERS = ("Whom we meet, and how often, is what coverage is counted by.", "见了谁、见了几次，决定覆盖的程度。")
GATES = MappingProxyType(
    {
        BOTH_JUDGED: "我们的产品对他们有多好？性价比领先竞争对手多少？",
        PRODUCT_JUDGED: "我们的产品对他们有多好？",
        LEAD_JUDGED: "我们产品的性价比领先竞争对手多少？",
    }
)
WHOM_WE_KNOW = "他们的人我们认识谁？"
MATTERS = MappingProxyType(
    {
        "support": "此人的立场未知，会影响对委员会支持度的判断。", "evidence": "目前只是猜测，还没有可靠的依据。",
        "seat": "这个席位有表决权，但不知道由谁担任。", "role": "还不知道谁担任这个角色。",
        "gate": "不知道这条进入策略是否可行。", "question": "这是情报清单上的问题，目前没有可靠的答案。",
    }
)  # fmt: skip
SAYS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "deal": ("which deal it is about", "哪个商机"),
        "what": ("what sort of question it is; leave it as it is", "问题的类别；请勿改动"),
        "about": ("whom or what it is about", "问的是谁或什么"),
        "id": ("the id of whom or what it is about; leave it as it is", "对象的编号；请勿改动"),
        "question": ("what to find out", "要了解什么"),
        "why": ("why it matters", "为什么重要"),
        "answer": (
            "choose from the list, or write it in your own words; empty: not known",
            "从列表选择或自己填写；留空表示不知道",
        ),
        "source": ("the id or name of whoever told you", "告诉您的人的编号或姓名"),
        "day": ("the day you learned it, or met them, such as 2024-05-31", "得知或见面的日期，如 2024-05-31"),
        "evidence": (
            "1 a costly act, 2 an act, 3 a statement, 4 a guess",
            "1 付出代价的行动，2 行动，3 口头表示，4 猜测",
        ),
        "note": ("anything else worth knowing", "其他值得知道的情况"),
        "member": ("who of our team answers", "我方由谁回答"),
    }
)
HOW_TO = (
    (
        "One sheet for each team member, the most valuable question first. Write into the columns answer to note only.",
        "Choose an answer from the list, or write what you know in your own words. Leave what you do not know empty.",
        "Who said so: the id or name of the person who told you. Day: when, such as 2024-05-31.",
        "Evidence: 1 they did something that cost them, 2 they did something, 3 they said so, 4 a guess.",
        "Several people in one answer are separated by a semicolon.",
        "Save the workbook and send it back: influence.read.answers(graph, path) reads it.",
    ),
    (
        "每个团队成员一张工作表，最有价值的问题排在最前。只需填写“答案”到“备注”各列。",
        "可以从下拉列表中选择，也可以用自己的话写。不知道的请留空。",
        "谁说的：告诉您的人的编号或姓名。日期：哪一天，如 2024-05-31。",
        "证据等级：1 付出代价的行动，2 行动，3 口头表示，4 猜测。",
        "一个答案里有几个人时，用分号隔开。",
        "保存后发回，用 influence.read.answers(graph, path) 读取。",
    ),
)


def question_asked(gap: Mapping[str, Any], name: str, number: int) -> str:
    """The question about a gap in the language of this number; `name` is what it is about."""
    if gap["what"] == MET:
        return WHOM_MET[number]
    asked = str(gap["question"]).replace(OUR_TEAM, "")
    return asked if number == 0 else _in_chinese(gap, name, asked)


def _in_chinese(gap: Mapping[str, Any], name: str, asked: str) -> str:
    what, about = gap["what"], gap["about"]
    if about in QUESTIONS and what in ("question", "evidence"):
        return QUESTIONS[about]
    if what == "gate":
        return GATES.get(asked, WHOM_WE_KNOW)
    return {
        "support": f"{name}支持我们还是反对我们？程度如何？",
        "evidence": f"{name}做过什么，能看出其立场？",
        "seat": f"{name}这个席位由谁担任？",
        "role": f"谁是{name}？",
    }[what]


def reason_asked(gap: Mapping[str, Any], number: int) -> str:
    """Why it is asked, in the language of this number."""
    if gap["what"] == MET:
        return MET_MATTERS[number]
    return MATTERS[gap["what"]] if number else str(gap["why"])


def about_in_words(about: str, number: int) -> str:
    """What a role, a strategy or a question of the checklist is called in the language of this number."""
    if about in STRATEGY_WORDS:
        return STRATEGY_WORDS[about][number]
    if number == 0:
        return about.replace("_", " ")
    words = VALUES["role"].get(about) or next((each.words for each in QUESTIONS_OF_ALL if each.name == about), (about,))
    return next((word for word in words if not word.isascii()), about)
