"""What the values of choices are called in English and Chinese, as `vocabulary` takes them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from influence.tables.schema import NOBODY, OUR_SIDE

Names = Mapping[str, tuple[str, ...]]

_US = ("we", "our side", "ours", "我方", "我们", "己方", "本方", "我司")
_APPROVER = (
    "economic buyer", "economic decision maker", "executive sponsor", "budget holder", "key decision maker",
    "批准者", "批准人", "审批者", "审批人",
)  # fmt: skip
_EVALUATOR = (
    "technical gatekeeper", "technical buyer", "technical evaluator", "developer/evaluator", "legal and compliance",
    "评估者", "评估人", "技术把关者", "技术把关人", "技术看门人",
)  # fmt: skip
# Whoever nominates, writes or replies looks up to the receiver; that both sway each other would say too much.
_SENT = (
    "nominates", "nomination", "emails", "email", "mails", "mail", "replies to", "reply",
    "提名", "邮件", "发邮件给", "回复",
)  # fmt: skip
_CONDITION = {
    "observed": ("seen", "confirmed", "已观察", "观察到", "亲见", "已证实"),
    "claimed": ("stated", "said", "声称", "自称", "据称"),
    "no": ("not so", "否", "没有", "无", "不"),
}

CHOICES: Mapping[str, Names] = MappingProxyType(
    {
        "layer": {
            "decision": ("deciding", "executive", "top", "决策层", "决策", "高层"),
            "management": ("managing", "middle", "管理层", "管理", "中层"),
            "operations": ("operating", "operational", "操作层", "操作", "执行层", "基层"),
        },
        "role": {
            "approver": _APPROVER,
            "decision_maker": ("decider", "secondary decision maker", "决策者", "决策人"),
            "evaluator": _EVALUATOR,
            "user": ("business user", "end user", "user buyer", "使用者", "使用人", "用户"),
            "influencer": ("影响者", "影响人"),
            "gatekeeper": ("守门人", "看门人", "把关人"),
            "other": ("does not matter", "其他", "其它"),
        },
        # 上级 reads "source's superior is target"; "manages" is the other way round and so is not accepted.
        "kind": {
            "reports_to": ("reports", "汇报给", "汇报", "汇报于", "上级"),
            "dotted_line_to": ("dotted line", "dotted", "虚线汇报", "虚线汇报给", "虚线"),
            "influences": ("influence", "sways", "影响"),
            "seeks_advice_from": ("advice", "asks advice", "seeks advice", *_SENT, "请教", "咨询"),
            "trusts": ("trust", "信任"),
            "works_with": ("works together", "collaborates with", "共事", "合作", "协作"),
            "knows": ("acquainted with", "认识", "相识"),
            "conflicts_with": ("conflict", "conflicts", "冲突", "对立", "矛盾"),
        },
        "rule": {
            "majority": ("simple majority", "多数", "过半数", "简单多数", "少数服从多数"),
            "unanimous": ("unanimity", "consensus", "一致", "一致同意", "全票"),
            "quota": ("share", "supermajority", "比例", "按比例"),
        },
        # An empty canonical value: the word says that the outcome is unknown as yet.
        "outcome": {
            "won": ("win", "closed won", "赢单", "赢", "成交", "中标"),
            "lost": ("loss", "closed lost", "输单", "输", "丢单", "失单"),
            "": ("open", "in progress", "进行中", "未结"),
        },
        **dict.fromkeys(("sees", "shares", "believes_in_us", "trusted_inside", "wants_us_to_win"), _CONDITION),
        "motive": {
            "ours": ("our success", "us", "为我方", "我方", "我们"),
            "own": ("own success", "self", "为自己", "自己", "个人", "本人"),
            "organisation": ("organization", "company", "为组织", "组织", "公司", "单位"),
        },
        "side": {OUR_SIDE: _US},
        "other_side": {
            OUR_SIDE: _US,
            NOBODY: ("no decision", "no purchase", "do nothing", "status quo", "都不买", "不采购", "不买", "维持现状"),
        },
        "reason": {
            "conviction": ("convictions", "principle", "信念", "理念", "观念"),
            "interest": ("interests", "self interest", "benefit", "利益", "利害"),
            "loyalty": ("personal loyalty", "忠诚", "忠心", "交情"),
            "faction": ("camp", "派系", "派别", "站队"),
            "career_risk": ("career", "risk to career", "fear for career", "职业风险", "前途风险", "仕途风险"),
            "habit": ("habits", "routine", "习惯", "惯性"),
        },
        # What kind of encounter it was.
        "encounter": {
            "meeting": ("meetings", "event", "appointment", "conference", "会议", "会面", "见面", "面谈"),
            "call": ("calls", "phone", "phone call", "call logged", "telephone", "电话", "通话"),
            "message": ("email", "mail", "sms", "letter", "chat", "note", "邮件", "消息", "微信", "短信"),
            "visit": ("site visit", "on site visit", "拜访", "参观", "走访", "考察"),
            "demo": ("demonstration", "product demo", "presentation", "演示", "产品演示", "讲解"),
            "proposal": ("offer", "quote", "quotation", "tender", "方案", "提案", "报价", "投标"),
            "workshop": ("training", "seminar", "研讨会", "培训", "工作坊"),
            "other": ("task", "其他", "其它"),
        },
    }
)
