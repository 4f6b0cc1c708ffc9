"""What the template says of itself: how to fill it in, and what each column means in Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# Columns that another Chinese header of the vocabulary names more plainly than the first one listed.
PLAINER = MappingProxyType(
    {
        "deal": "商机编号", "person": "人员编号", "member": "成员编号", "side": "所属方", "as_of": "截至日期",
        "level": "级别", "personal_win": "个人得失", "external": "是否外部", "kind": "关系类型", "weight": "票数",
        "account": "客户名称", "reason": "立场原因", "interactions.kind": "活动类型", "stances.side": "对哪一方",
    }
)  # fmt: skip


HOW_TO = (
    (
        "One {sheet} per table, one row per record. Keep the names of the {sheet}s and the headers as they are.",
        "Only the table people is needed. {needed} must be filled in on every row; any other cell may stay empty.",
        "Empty means unknown. Never write 0, neutral or no for what you do not know.",
        "Give every deal, person and team member an id such as P1, and write it the same way everywhere.",
        "{where} what each column means and which values it accepts.",
        "A relationship reads from source to target: reports_to names the boss, dotted_line_to a second one.",
        "A seat without a person exists, but nobody knows who holds it. Weight 0 means a role without a vote.",
        "facts asks 19 questions: an empty answer means asked, not answered. Copy the 19 rows for each further deal.",
        "EXAMPLE-1 is an invented deal with invented people, to show how it is done: delete its rows before you start.",
        "Then run: influence check {path}   (to see what is wrong), and: influence report {path} --out report",
    ),
    (
        "每张表对应一个{sheet}，每行一条记录。请勿改动{sheet}名和表头。",
        "只有“人员”表必须填写。{needed}每行都要填，其余单元格可以留空。",
        "留空表示未知。不知道的内容请留空，不要填 0、中立或否。",
        "每个商机、每个人员、每个团队成员都要有编号（如 P1），各表写法保持一致。",
        "{where}每一列的含义和可填内容。",
        "关系从起点读向终点：“汇报给”表示终点是起点的上级；第二位上级写“虚线汇报”。",
        "席位不填人员，表示有这个席位但不知道是谁；票数为 0 表示有角色但没有表决权。",
        "“事实”表列出 19 个问题：答案留空表示问过但没有得到答案。每增加一个商机，请复制这 19 行。",
        "“示例-1”是虚构的商机和人物，仅示范填法：正式使用前请删除这些行。",
        "填好后运行：influence check {path}（检查哪里有错），再运行：influence report {path} --out report",
    ),
)
WHERE = (
    {"book": "Point at a header or select a cell to see", "folder": "See below"},
    {"book": "将鼠标停在表头上或选中单元格，可查看", "folder": "下文列出"},
)
NEEDED = (
    {"book": "A column with a dark header", "folder": "A column marked 'needed'"},
    {"book": "深色表头的列", "folder": "标有“必填”的列"},
)
SHEET_WORD = ({"book": "sheet", "folder": "file"}, {"book": "工作表", "folder": "文件"})
FILLS = MappingProxyType({"sheet": SHEET_WORD, "where": WHERE, "needed": NEEDED})

_CONDITIONS = "已观察：亲眼见到；声称：只是听说；否：不是"
MEANINGS: Mapping[str, str] = MappingProxyType(
    {
        "deal": "该行属于哪个商机", "person": "客户方人员的编号", "member": "团队成员（或竞争对手成员）的编号",
        "evidence": "证据等级，1 最强，4 最弱", "date": "日期", "layer": "所在的组织层次",
        "side": "我方，或竞争对手的名称", "stage": "商机所处的采购阶段",
        "people.name": "此人的姓名", "title": "职务", "department": "所在部门", "level": "级别，1 为最高",
        "support": "支持我方为 1，反对我方为 -1", "participation": "参与决策的程度", "influence": "说话有多大分量",
        "formal_influence": "职务带来的影响力", "personal_influence": "个人威望带来的影响力",
        "openness": "受他人影响的程度", "appetite": "求变的意愿", "personal_win": "此人因项目得益（1）或受损（-1）",
        "attrition": "一年内离职的概率", "faction": "所属派系", "external": "是否在客户组织之外",
        "sees": f"了解部分内情（{_CONDITIONS}）", "shares": f"愿意把内情告诉我们（{_CONDITIONS}）",
        "believes_in_us": f"相信我方的能力（{_CONDITIONS}）", "trusted_inside": f"受客户内部信任（{_CONDITIONS}）",
        "wants_us_to_win": f"希望我方赢（{_CONDITIONS}）", "motive": "为谁的成功出力",
        "relationships.source": "关系的起点", "target": "关系的终点", "kind": "是什么关系，从起点读向终点",
        "relationships.strength": "关系强度",
        "role": "采购角色", "seats.person": "这个席位由谁担任；留空表示有这个席位但不知道是谁",
        "weight": "票数；0 表示有角色但没有表决权", "veto": "是否有一票否决权",
        "seats.stage": "席位在哪个采购阶段起作用",
        "account": "客户的名称", "deals.name": "商机名称", "amount": "商机金额", "currency": "金额的货币，如 CNY",
        "close_date": "预计或实际的结单日期",
        "as_of": "各表数据截至哪一天", "rule": "表决规则", "quota": "比例规则所需的票数比例",
        "product_strength": "产品对该客户的适合程度", "value_lead": "性价比领先竞争对手多少",
        "outcome": "结果；留空表示尚未结束",
        "function": "在我方团队的职能",
        "contacts.strength": "联系的深度", "last_touch": "最近一次联系的日期", "touches": "联系的次数",
        "rater": "谁评分", "measure": "评的是哪一项", "value": "分值，范围与所评的那一项相同",
        "reason": "此人为何持这种立场", "tenure_end": "任期在哪一天结束",
        "category": "采购的是什么", "departments": "商机涉及哪些部门，用分号隔开",
        "budget_approved": "客户是否已批准预算", "reason_to_act": "什么都不买会有什么后果",
        "interaction": "会面的编号；同一次会面的每个人各填一行，编号相同",
        "interactions.side": "见的是我方，或哪个竞争对手",
        "interactions.member": "那一方由谁参加；留空表示不知道是谁",
        "interactions.person": "客户方由谁参加；留空表示只知道部门",
        "interactions.department": "不知道是谁时，填其部门",
        "interactions.kind": "是什么活动", "topic": "谈了什么", "invited_by": "谁发起的：客户方人员或团队成员的编号",
        "rank": "那一方来的人中职位最高者的层次", "party_size": "那一方来了几个人", "reception": "接待得怎么样",
        "interactions.source": "谁告诉我们的",
        "commitment": "承诺的编号", "by": "谁承诺的：客户方人员或团队成员的编号",
        "to": "向谁承诺：客户方人员或团队成员的编号", "about": "这件事是为了争取谁", "what": "承诺了什么",
        "made": "哪一天承诺的", "due": "最迟哪一天完成", "done": "哪一天完成的；留空表示尚未完成",
        "kept": "是否兑现；留空表示尚无结果",
        "stances.side": "竞争对手的名称；“都不买”表示客户什么都不买",
        "stances.support": "支持那一方为 1，反对那一方为 -1",
        "question": "哪个问题", "answer": "答案；留空表示问过但没有得到答案", "facts.source": "谁说的",
    }
)  # fmt: skip
QUESTIONS: Mapping[str, str] = MappingProxyType(
    {
        "real": "项目是否真实：预算批了吗？是谁提出的？如果什么都不买会怎样？",
        "first_contact": "我们第一次联系客户是什么时候？", "spoke_with": "我们和谁沟通过？",
        "decision_power": "和我们沟通的人有没有决策权？", "topics": "沟通了什么内容？产品谈得怎么样？",
        "current_products": "他们现在用什么产品？",
        "decision_process": "决策流程是怎样的：有哪些步骤、哪个会议决定、按什么规则？",
        "reaction": "他们最后的反应是什么？", "rivals": "他们在考虑哪些竞争对手？对手与他们的关系如何？",
        "presented": "我们向谁讲解过产品？", "fit": "产品是否满足需求、解决问题？",
        "decision_time": "他们需要多长时间做决定？", "budget": "预算是多少？", "next_step": "接下来怎么做？",
        "final_say": "谁有最终决定权？", "cooperation": "他们愿意和我们合作吗？",
        "pain": "他们为什么想改变？有什么计划？有什么阻力？", "personal_wins": "他们各自会得到什么、冒什么风险？",
        "friend_or_rival": "谁支持我们、谁反对我们？各有多大影响力？",
    }
)  # fmt: skip
