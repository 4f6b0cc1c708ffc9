"""The questions a seller must be able to answer: rule 000-29, thirteen of rules 002-7, five of rules 001.

Each is a standard `question` of the table `facts`. Asked of: the department or role that knows (rule 002-18).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from influence.array_types import Ints
from influence.tables.spelling import plain


@dataclass(frozen=True)
class Question:
    """One standard question.

    Attributes
    ----------
    name : str
        What `facts.question` calls it.
    rule : str
        Its number in rules.md.
    asks : str
        The question, in words.
    matters : str
        Why the answer matters.
    knows : str
        Who knows, most likely: `member` (ours), a role of `seats`, or `anybody`.
    words : tuple of str
        What else it is called, in Chinese among others.
    by_customer : bool
        Whether only the customer can answer it: what our own team says of it is a guess (rule 001-16).
    """

    name: str
    rule: str
    asks: str
    matters: str
    knows: str
    words: tuple[str, ...]
    by_customer: bool = False


CHECKLIST = (
    Question(
        "real", "000-29", "Is the project real: is the budget approved, who asked for it, what happens without it?",
        "before that is known, no plan is firm", "anybody", ("项目真实性", "项目是否真实"),
    ),
    Question(
        "first_contact", "002-7.1", "When did we first contact the customer?",
        "how long the deal has been running, and how long it was left alone", "member", ("首次联系", "联系时间"),
    ),
    Question(
        "spoke_with", "002-7.2", "With whom did we talk?",
        "whoever was never spoken to is not covered", "member", ("沟通对象", "和谁沟通"),
    ),
    Question(
        "decision_power", "002-7.3", "Does whom we talk to have power to decide?",
        "time spent on people without a vote is not spent on the decision", "approver", ("决策权", "有无决策权"),
    ),
    Question(
        "topics", "002-7.4", "What was discussed, and how did the talk about the product go?",
        "each role wants to hear something else", "member", ("讨论内容", "沟通内容"),
    ),
    Question(
        "current_products", "002-7.5", "Which products do they use now?",
        "what is in place is the first rival", "user", ("现有产品", "在用产品"),
    ),
    Question(
        "decision_process", "002-7.6", "What is the decision process: which steps, which meeting, which rule?",
        "without it nobody knows who must be won, and by when", "gatekeeper", ("决策流程", "采购流程"),
    ),
    Question(
        "reaction", "002-7.7", "What was their last reaction?",
        "it shows how far they support us", "evaluator", ("客户反应", "最后反应"),
    ),
    Question(
        "rivals", "002-7.8", "Which rivals do they consider, and how do these stand with them?",
        "a rival nobody listed is unknown, not absent", "evaluator", ("竞争对手", "竞品"),
    ),
    Question(
        "presented", "002-7.9", "To whom did we present the product?",
        "a presentation convinces only the role it was made for", "member", ("产品讲解", "产品演示"),
    ),
    Question(
        "fit", "002-7.10", "Does the product meet the need and solve the problem?",
        "it decides whether we can enter from below", "user", ("需求满足", "产品匹配"),
    ),
    Question(
        "decision_time", "002-7.11", "How long will they take to decide?",
        "it is the time that is left to win people", "approver", ("决策时间", "决定时间"),
    ),
    Question(
        "budget", "002-7.12", "What is the budget?",
        "the amount settles who may approve it", "approver", ("预算",),
    ),
    Question(
        "next_step", "002-7.13", "How do we go on, and what is the next step?",
        "an open deal without a next step stands still", "member", ("下一步", "后续方案"),
    ),
    Question(
        "final_say", "001-11", "Who has the final say?",
        "everything depends on who approves", "approver", ("最终决定权", "最终发言权"),
    ),
    Question(
        "cooperation", "001-15", "Are they willing to work with us?",
        "whoever wants no change does not respond", "decision_maker", ("合作意愿",),
    ),
    Question(
        "pain", "001-16", "Why do they want to change, what is their plan, what stands in the way?",
        "nobody can cure what was not diagnosed", "user", ("痛点", "变革原因"),
        by_customer=True,
    ),
    Question(
        "personal_wins", "001-19", "What does each of them win or risk personally?",
        "people for whom a project is trouble resist it quietly", "decision_maker", ("个人收益", "个人赢"),
    ),
    Question(
        "friend_or_rival", "001-22", "Who is for us, who against, and how much does each count?",
        "support, participation and influence make the drivers and barriers", "anybody", ("支持与反对", "是友是敌"),
    ),
)  # fmt: skip

# Not on the articles' lists; other rules look at them where somebody wrote them down.
FURTHER = (
    Question(
        "stated_probability", "002-13", "How likely does the seller say it is that we win?",
        "certainty that the map does not carry is a warning", "member", ("赢率", "成交概率"),
    ),
    Question(
        "proposal", "001-18", "When did we hand over a proposal?",
        "a proposal before the need is known is a guess", "member", ("方案提交", "建议书"),
    ),
    Question(
        "terms", "004-7", "Which terms did each of us tell them?",
        "two members who promise different things lose both", "member", ("条款", "报价条件"),
    ),
)  # fmt: skip

QUESTIONS = (*CHECKLIST, *FURTHER)
_NUMBERS = {plain(word): k for k, question in enumerate(QUESTIONS) for word in (question.name, *question.words)}
NUMBER = {question.name: number for number, question in enumerate(QUESTIONS)}


def question_numbers(names: pd.Series) -> Ints:
    """Each question as a position in `QUESTIONS`, by its name or a word for it; -1 for a question of one's own."""
    codes, unique = pd.factorize(names.astype(object))
    return np.array([_NUMBERS.get(plain(str(name)), -1) for name in unique] + [-1], dtype=np.int64)[codes]
