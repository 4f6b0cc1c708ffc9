"""What the tables, columns and values of `schema` are called elsewhere: in Chinese, in CRM systems, in other languages.

Canonical name first, then its other names. All are matched by `plain`, which ignores case, spaces, underscores,
hyphens, full-width forms and the difference between simplified and traditional characters, so that one spelling of
each is enough here; canonical names match themselves. Readers translate with this, nothing else does. The words of
other languages are files beside this one (`languages`); where one of them means something else here, this goes before.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType

from influence.tables import languages
from influence.tables.choice_words import CHOICES, Names
from influence.tables.number_words import NUMBER_WORDS, WORDS_AT
from influence.tables.schema import MEASURES, TABLES, Column
from influence.tables.spelling import plain, unaccented

TABLE_NAMES: Names = MappingProxyType(
    {
        "people": ("person", "persons", "stakeholders", "人员", "人物", "干系人", "联系人"),
        "relationships": ("relationship", "relations", "ties", "关系"),
        "seats": ("seat", "committee", "席位", "委员会", "角色"),
        "deals": ("deal", "opportunity", "opportunities", "商机", "项目"),
        "team": ("our team", "members", "团队", "我方团队", "成员"),
        "contacts": ("touches", "联系", "接触", "联络"),
        "ratings": ("rating", "scores", "评分", "评价"),
        "facts": ("fact", "checklist", "事实", "情报"),
        "interactions": ("interaction", "encounters", "meetings", "交往", "往来", "会面"),
        "commitments": ("commitment", "promises", "承诺", "承诺事项"),
        "stances": ("stance", "立场", "对各方态度"),
    }
)

BOSS, DOTTED = LINES = ("reports_to", "dotted_line_to")
"""Columns of `people` that the schema does not have: the person's boss, and a second one on a dotted line."""

_DEAL = ("deal id", "opportunity", "opportunity id", "record id - deal", "商机", "商机编号", "项目", "项目编号", "专案")
_PERSON = (
    "person id", "contact", "contact id", "record id - contact", "stakeholder", "stakeholder id",
    "人员", "人员编号", "客户编号", "联系人", "联系人编号", "干系人", "编号",
)  # fmt: skip
_MEMBER = ("member id", "owner", "owner id", "assigned to", "成员", "成员编号", "我方成员", "负责人", "销售")
_SUPPORT = (
    "stance", "attitude", "current attitude", "AffinityLvlCd", "ALTF__Status__c",
    "支持度", "支持", "态度", "立场",
)  # fmt: skip
_LAYER = ("organisation layer", "organization layer", "层次", "所在层")
_EVIDENCE = ("evidence grade", "evidence tier", "证据", "证据等级")
_SIDE = ("party", "方", "一方", "阵营", "所属方")
_SENDER = ("sender", "nominator", "发件人", "提名人")
_RECEIVER = ("receiver", "recipient", "nominee", "收件人", "被提名人")
_STAGE = ("stage name", "buying stage", "deal stage", "阶段", "销售阶段", "采购阶段")

HEADERS: Mapping[str, Names] = MappingProxyType(
    {
        "people": {
            "deal": _DEAL,
            "person": ("id", "post unique reference", *_PERSON),
            "name": ("full name", "person name", "contact name", "姓名", "名字"),
            "title": ("job title", "position", "designation", "职务", "职位", "头衔"),
            "department": ("dept", "division", "部门", "所属部门"),
            "level": ("rank", "层级", "级别"),
            "layer": _LAYER,
            "support": _SUPPORT,
            "reason": ("motive of support", "reason for support", "why", "原因", "理由", "立场原因"),
            "participation": ("involvement", "engagement", "interest", "参与度", "参与"),
            "influence": ("influence level", "INFLUENCE_LVL_CD", "ALTF__Political__c", "影响力", "影响"),
            "formal_influence": ("position power", "正式影响力", "职务影响力", "职位影响力"),
            "personal_influence": ("personal power", "个人影响力", "非正式影响力"),
            "openness": ("malleability", "susceptibility", "开放度", "可影响度", "易变度"),
            "appetite": ("appetite for change", "wish for change", "变革意愿", "求变意愿"),
            "personal_win": ("personal gain", "win", "个人赢", "个人得失", "个人利益"),
            "attrition": ("attrition risk", "flight risk", "chance to leave", "离职概率", "离职风险", "离职可能"),
            "tenure_end": ("end of tenure", "term ends", "end of term", "任期结束", "任期截止", "任期届满"),
            "faction": ("camp", "派系", "派别", "阵营"),
            "external": ("is external", "outside", "外部", "外部人员", "是否外部"),
            "evidence": _EVIDENCE,
            "sees": ("sees events", "知情", "了解内情"),
            "shares": ("shares information", "分享信息", "愿意分享"),
            "believes_in_us": ("trusts our ability", "认可我方能力", "信任我方能力", "相信我们"),
            "trusted_inside": ("trusted by customer", "内部信任", "受内部信任", "客户内部信任"),
            "wants_us_to_win": ("wants us", "希望我方赢", "希望我们赢", "希望我方成功"),
            "motive": ("motivation", "动机"),
            BOSS: (
                "reports to id", "reports to senior post", "manager", "manager id", "boss", "上级", "上司", "直接上级",
                "上级编号", "汇报对象", "主管",
            ),
            DOTTED: ("dotted line", "dotted line manager", "dotted line manager id", "虚线上级", "虚线汇报"),
        },
        "relationships": {
            "deal": _DEAL,
            "source": ("from", "source id", "source person", *_SENDER, "起点", "来源", "从"),
            "target": ("to", "target id", "target person", *_RECEIVER, "终点", "目标", "对象", "到"),
            "kind": ("type", "relation", "relationship", "relationship type", "关系", "关系类型", "类型"),
            "strength": ("weight", "relationship strength", "强度", "关系强度", "权重"),
        },
        "seats": {
            "deal": _DEAL,
            "role": ("buying role", "contact role", "hs_buying_role", "RoleType", "ROLE_CD", "角色", "采购角色"),
            "person": ("holder", *_PERSON),
            "weight": ("votes", "voting weight", "权重", "票数", "表决权重"),
            "veto": ("has veto", "veto right", "否决权", "一票否决"),
            "stage": _STAGE,
        },
        "deals": {
            "deal": ("id", *_DEAL),
            "account": ("account name", "customer", "company", "客户", "客户名称", "公司"),
            "name": ("deal name", "opportunity name", "名称", "商机名称", "项目名称"),
            "category": ("product category", "product line", "品类", "产品类别", "采购品类"),
            "departments": ("departments concerned", "涉及部门", "相关部门"),
            "stage": _STAGE,
            "amount": ("value", "deal value", "金额", "合同金额", "预计金额"),
            "currency": ("currency code", "currency iso code", "deal currency", "amount currency", "货币", "币种"),
            "close_date": ("closing date", "expected close date", "结单日期", "关闭日期", "成交日期", "预计成交日期"),
            "as_of": ("as of date", "snapshot date", "截至", "截至日期", "统计日期"),
            "budget_approved": ("budget confirmed", "has budget", "budget approval", "预算已批准", "预算获批"),
            "reason_to_act": ("compelling event", "cost of doing nothing", "不买的后果", "行动理由", "行动原因"),
            "rule": ("voting rule", "decision rule", "规则", "表决规则", "决策规则"),
            "quota": ("threshold", "required share", "通过比例", "所需比例"),
            "product_strength": ("product fit", "产品优势", "产品实力", "产品力"),
            "value_lead": ("price performance lead", "性价比优势", "性价比领先", "性价比"),
            "outcome": ("result", "结果", "输赢", "赢输"),
        },
        "team": {
            "deal": _DEAL,
            "member": ("id", *_MEMBER),
            "layer": (*_LAYER, "层级"),
            "function": ("role", "职能", "岗位"),
        },
        "contacts": {
            "deal": _DEAL,
            "side": _SIDE,
            "member": _MEMBER,
            "person": _PERSON,
            "strength": ("depth", "coverage", "contact strength", "强度", "深度", "联系强度", "关系强度"),
            "last_touch": ("last activity", "last activity date", "最近联系", "最近接触", "最后联系日期"),
            "touches": ("number of touches", "num notes", "times contacted", "次数", "联系次数", "接触次数"),
        },
        "ratings": {
            "deal": _DEAL,
            "rater": ("rated by", "rater id", "评分人", "评价人", "打分人"),
            "person": _PERSON,
            "measure": ("dimension", "metric", "指标", "维度", "评分项"),
            "value": ("rating", "score", "分值", "评分", "分数"),
            "date": ("day", "rated on", "日期", "评分日期"),
            "evidence": _EVIDENCE,
        },
        "facts": {
            "deal": _DEAL,
            "question": ("question id", "topic", "问题"),
            "answer": ("reply", "fact", "答案", "回答"),
            "source": ("said by", "told by", "来源", "信息来源"),
            "date": ("day", "learnt on", "日期"),
            "evidence": _EVIDENCE,
            "side": _SIDE,
            "member": ("known to", "known by", *_MEMBER),
        },
        "interactions": {
            "deal": _DEAL,
            "interaction": ("id", "encounter", "meeting id", "activity id", "event id", "会面编号", "活动编号"),
            "date": ("day", "activity date", "start date", "日期", "会面日期"),
            "side": _SIDE,
            "member": ("our attendee", *_MEMBER),
            "person": ("attendee", "participant", "invitee", "参加人", "与会人", *_PERSON),
            "department": ("dept", "division", "部门", "所属部门"),
            "kind": ("type", "activity type", "event type", "类型", "活动类型", "会面类型"),
            "topic": ("subject", "agenda", "主题", "话题", "议题"),
            "invited_by": ("requested by", "invited by whom", "邀请人", "发起人"),
            "rank": ("rank of visitors", "level of visitors", "来访层级", "对方级别"),
            "party_size": ("number of visitors", "head count", "人数", "来访人数"),
            "reception": ("received", "how received", "接待", "接待情况"),
            "source": ("said by", "told by", "来源", "信息来源"),
            "evidence": _EVIDENCE,
        },
        "commitments": {
            "deal": _DEAL,
            "commitment": ("id", "commitment id", "promise id", "task id", "承诺编号"),
            "by": ("promised by", "owed by", "owner", "responsible", "承诺人", "承诺方", "负责人"),
            "to": ("promised to", "owed to", "承诺对象", "对象"),
            "about": ("regarding", "whom to win", "关于", "争取对象"),
            "what": ("promise", "action", "subject", "承诺内容", "内容", "事项"),
            "made": ("made on", "promised on", "date", "承诺日期", "日期"),
            "due": ("due date", "deadline", "due by", "截止日期", "到期日", "期限"),
            "done": ("done on", "completed on", "date completed", "completion date", "完成日期"),
            "kept": ("was kept", "fulfilled", "是否兑现", "已兑现", "兑现"),
        },
        "stances": {
            "deal": _DEAL,
            "person": _PERSON,
            "side": ("rival", "competitor", "toward", "对哪一方", "竞争对手", "对手", *_SIDE),
            "support": _SUPPORT,
            "date": ("day", "日期"),
            "evidence": _EVIDENCE,
        },
    }
)  # fmt: skip

VALUES: Mapping[str, Names] = MappingProxyType(
    {**CHOICES, "measure": {measure: HEADERS["people"][measure] for measure in MEASURES}}
)

FLAGS: Names = MappingProxyType(
    {"true": ("yes", "y", "t", "1", "是", "有", "√"), "false": ("no", "n", "f", "0", "否", "无", "没有", "×")}
)

NOTHING = ("\\N", "NULL", "None", "n/a", "n.a.", "#N/A", "(blank)", "[blank]", "(none)", "-", "--", "---", "–", "—")
"""What a program or a spreadsheet writes where there is nothing; so it is in every text and in every id."""
UNKNOWN = ("NA", "nan", "unknown", "unaware", "未知", "不详", "不明", "不了解", "不清楚", *NOTHING)
"""Words that say nobody knows; beyond `NOTHING` not in ids and texts, where they may be somebody's initials."""


def table_named(name: str) -> str | None:
    """Find the table that a file or a sheet is called after.

    Parameters
    ----------
    name : str
        The name of a file without its ending, or of a sheet.

    Returns
    -------
    str or None
        The table's name in `schema`; none if no table is called so.

    Examples
    --------
    >>> from influence.tables.vocabulary import table_named
    >>> table_named("People"), table_named("关系表"), table_named("prices")
    ('people', 'relationships', None)
    """
    return _inverse(TABLE_NAMES).get(plain(name).removesuffix("表"))


def column_named(table: str, header: str) -> str | None:
    """Find the column of a table that a header means.

    Parameters
    ----------
    table : str
        The table's name in `schema`.
    header : str
        The header as it stands in a file.

    Returns
    -------
    str or None
        The column's name in `schema`, or `BOSS`; none if the header means no column of the table.

    Examples
    --------
    >>> from influence.tables.vocabulary import column_named
    >>> column_named("people", "支持度"), column_named("deals", "Opportunity ID"), column_named("people", "age")
    ('support', 'deal', None)
    """
    return _columns(table).get(plain(header))


def values_of(column: Column, choices: Iterable[str] = ()) -> Mapping[str, str]:
    """List the words of a column, and the value that each of them means.

    Parameters
    ----------
    column : Column
        A column of choices or flags, or `side`.
    choices : iterable of str
        The values accepted; each means itself, whatever else it is called.

    Returns
    -------
    dict of str to str
        From the word as `plain` makes it to the canonical value; "" for a word that says unknown.

    Examples
    --------
    >>> from influence.tables.schema import TABLES
    >>> from influence.tables.spelling import plain
    >>> from influence.tables.vocabulary import values_of
    >>> values_of(TABLES["seats"]["role"])[plain("技术把关者")], values_of(TABLES["seats"]["veto"])["是"]
    ('evaluator', 'true')
    """
    return {**_values("flag" if column.type == "flag" else column.words or column.name)} | {
        plain(choice): choice for choice in choices
    }


def number_words(table: str, column: str) -> Mapping[str, float]:
    """List the words of a column that mean numbers.

    Parameters
    ----------
    table, column : str
        Their names in `schema`.

    Returns
    -------
    dict of str to float
        Empty where words mean no numbers. The numbers are ours.

    Examples
    --------
    >>> from influence.tables.spelling import plain
    >>> from influence.tables.vocabulary import number_words
    >>> number_words("people", "support")[plain("支持者")]
    0.5
    """
    own = {plain(word): number for number, meant in NUMBER_WORDS.get((table, column), {}).items() for word in meant}
    place = WORDS_AT.get((table, column))
    return own if place is None else {w: float(n) for w, n in _elsewhere("numbers", place).items()} | own


def is_unknown(text: str) -> bool:
    """Tell whether a text says that nobody knows.

    Parameters
    ----------
    text : str
        A cell that is neither an id nor free text.

    Returns
    -------
    bool

    Examples
    --------
    >>> from influence.tables.vocabulary import is_unknown
    >>> is_unknown(" "), is_unknown("N/A"), is_unknown("未知"), is_unknown("0")
    (True, True, True, False)
    """
    return not text.strip() or is_nothing(text) or plain(text) in _unknown()


def is_nothing(text: str) -> bool:
    r"""Tell whether a text is what a program writes where there is nothing.

    Parameters
    ----------
    text : str
        A cell of any column, a name or an id among them.

    Returns
    -------
    bool

    Examples
    --------
    >>> from influence.tables.vocabulary import is_nothing
    >>> is_nothing(r"\N"), is_nothing("--"), is_nothing("NULL"), is_nothing("NA"), is_nothing("Nan Li")
    (True, True, True, False, False)
    """
    return text.strip().casefold() in _NOTHING


@cache
def _columns(table: str) -> Mapping[str, str]:
    own = {plain(column): column for column in TABLES[table].by_name}
    return _elsewhere("headers", table) | _inverse(HEADERS[table]) | own


@cache
def _values(name: str) -> Mapping[str, str]:
    if name == "flag":
        return {plain(word): said for said in FLAGS for word in languages.listed(said)} | _inverse(FLAGS)
    if name == "measure":
        others = {word: meant for word, meant in _elsewhere("headers", "people").items() if meant in MEASURES}
        return others | _inverse(VALUES[name])
    return _elsewhere("values", name) | _inverse(VALUES.get(name, {}))


@cache
def _unknown() -> frozenset[str]:
    return frozenset(word for word in map(plain, (*UNKNOWN, *languages.listed("unknown"))) if word)


def _elsewhere(*place: str) -> dict[str, str]:
    """From the plain words of other languages, with their accents and without, to the canonical name."""
    meant = {plain(word): name for name, others in languages.words(*place).items() for word in others}
    return {unaccented(word): name for word, name in meant.items()} | meant


def _inverse(names: Names) -> dict[str, str]:
    """From every plain name, the canonical one included, to the canonical name."""
    return {plain(name): canonical for canonical, others in names.items() for name in (canonical, *others)}


_NOTHING = frozenset(("", *map(str.casefold, NOTHING)))
