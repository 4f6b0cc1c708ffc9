"""Tables to fill in by hand, with one example deal, in English or Chinese."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from influence.errors import InfluenceError, UnknownName
from influence.read.files.csv_text import path_of
from influence.tables.assumptions import RELATIONSHIP_KINDS
from influence.tables.checklist import CHECKLIST
from influence.tables.examples import EXAMPLE_DEALS, TEMPLATE_SHEETS
from influence.tables.schema import TABLES, Column
from influence.tables.stages import STAGE_NAMES, STAGES
from influence.tables.vocabulary import FLAGS, HEADERS, TABLE_NAMES, VALUES
from influence.write.files import made_folder, write_whole
from influence.write.spreadsheet import Field, Form, save_forms

LANGUAGES, WORKBOOK = ("en", "zh"), ".xlsx"
MOST_LISTED = 5_000
# The day 1990-01-01, as Excel counts days.
FIRST_DAY = "32874"
# Excel compares with 'from', not with 'above'.
SMALLEST, LARGEST = 1e-6, 1e15
# A format of cells: an id typed as 007 stays 007.
TEXT = "@"
IN_WORDS = ("in words", "问题全文")
# Columns that another Chinese header of the vocabulary names more plainly than the first one listed.
PLAINER = MappingProxyType(
    {
        "deal": "商机编号", "person": "人员编号", "member": "成员编号", "side": "所属方", "as_of": "截至日期",
        "level": "级别", "personal_win": "个人得失", "external": "是否外部", "kind": "关系类型", "weight": "票数",
        "account": "客户名称",
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
        "facts asks 18 questions: an empty answer means asked, not answered. Copy the 18 rows for each further deal.",
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
        "“事实”表列出 18 个问题：答案留空表示问过但没有得到答案。每增加一个商机，请复制这 18 行。",
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
        "question": "哪个问题", "answer": "答案；留空表示问过但没有得到答案", "facts.source": "谁说的",
    }
)  # fmt: skip
QUESTIONS: Mapping[str, str] = MappingProxyType(
    {
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

# Cells in both languages are written "English|中文"; words of the vocabulary are translated by it.
EXAMPLE: Mapping[str, tuple[str, tuple[tuple[Any, ...], ...]]] = MappingProxyType(
    {
        "people": (
            "person name title department level layer support participation influence openness personal_win evidence "
            "sees shares believes_in_us",
            (
                ("P1", "Ann Example|示例甲", "Managing director|总经理", "Management|总经办", 1, "decision",
                 None, 0.6, 1.0, None, None, None, None, None, None),
                ("P2", "Ben Example|示例乙", "Finance director|财务总监", "Finance|财务部", 2, "management",
                 -0.4, 0.7, 0.8, 0.3, -0.2, 3, None, None, None),
                ("P3", "Cleo Example|示例丙", "Plant manager|厂长", "Production|生产部", 2, "management",
                 0.5, 0.8, 0.8, 0.5, 0.6, 2, None, None, None),
                ("P4", "Dan Example|示例丁", "Head of engineering|工程部经理", "Engineering|工程部", 3, "management",
                 0.3, 0.9, 0.6, 0.6, None, 3, "observed", "claimed", "observed"),
                ("P5", "Eve Example|示例戊", "Buyer|采购员", "Purchasing|采购部", 4, "operations",
                 0.0, 0.5, 0.3, None, None, 3, None, None, None),
                ("P6", "Finn Example|示例己", "Shift leader|班组长", "Production|生产部", 4, "operations",
                 0.8, 0.3, 0.2, 0.7, 0.5, 2, "observed", "observed", "observed"),
            ),
        ),
        "relationships": (
            "source target kind strength",
            (
                ("P2", "P1", "reports_to", None), ("P3", "P1", "reports_to", None), ("P4", "P3", "reports_to", None),
                ("P5", "P2", "reports_to", None), ("P6", "P3", "reports_to", None), ("P1", "P3", "trusts", 0.7),
                ("P4", "P5", "works_with", 0.5), ("P2", "P3", "conflicts_with", 0.4),
            ),
        ),
        "seats": (
            "role person weight veto",
            (
                ("approver", "P1", 1, True), ("decision_maker", "P2", 1, None), ("decision_maker", "P3", 1, None),
                ("decision_maker", None, 1, None), ("evaluator", "P4", 1, None), ("gatekeeper", "P5", 0, None),
                ("user", "P6", 0, None),
            ),
        ),
        "deals": (
            "account name stage amount close_date as_of rule product_strength",
            (("Example Foods|示例食品公司", "Packing line (example)|包装线（示例）", "discussion|讨论", 480000,
              date(2025, 9, 30), date(2025, 6, 30), "majority", 0.7),),
        ),
        "team": (
            "member layer function",
            (("M1", "operations", "Account manager|客户经理"), ("M2", "management", "Sales director|销售总监")),
        ),
        "contacts": (
            "side member person strength last_touch touches",
            (
                ("us", "M1", "P4", 0.8, date(2025, 6, 24), 9), ("us", "M1", "P5", 0.4, date(2025, 6, 12), 4),
                ("us", "M1", "P6", 0.7, date(2025, 6, 20), 6), ("us", "M2", "P3", 0.5, date(2025, 5, 28), 2),
                ("Rival (example)|对手（示例）", "R1", "P2", None, None, None),
            ),
        ),
        "ratings": (
            "rater person measure value date evidence",
            (
                ("M1", "P3", "support", 0.6, date(2025, 6, 20), 3), ("M2", "P3", "support", 0.4, date(2025, 5, 28), 2),
                ("M1", "P4", "influence", 0.6, date(2025, 6, 24), 3),
            ),
        ),
    }
)  # fmt: skip
ANSWERS: Mapping[str, tuple[Any, ...]] = MappingProxyType(
    {
        "first_contact": ("2025-03-10", "M1", date(2025, 3, 10), 1, "us", "M1"),
        "decision_power": ("No, none of them alone|没有人能单独决定", "P4", date(2025, 6, 24), 3, "us", "M1"),
        "current_products": ("A line of 2009, out of spares|2009 年的旧线，已无备件", "P6", date(2025, 6, 20), 2, "us",
                             "M1"),
        "rivals": ("Rival (example), through P2|对手（示例），通过 P2", "P4", date(2025, 6, 24), 3, "us", "M1"),
        "next_step": ("Visit a plant that uses it|参观一家用户工厂", "M2", date(2025, 6, 30), 1, "us", "M2"),
    }
)  # fmt: skip


def write_template(path: str | Path, *, language: str = "en", force: bool = False) -> Path:
    """Write tables to fill in by hand, with one example deal.

    Parameters
    ----------
    path : str or pathlib.Path
        A workbook where it ends in .xlsx (needs `openpyxl`: `pip install influence-graph[excel]`), with what each
        cell accepts as drop-downs; else a folder of CSV files, in UTF-8 with the mark that Excel knows it by.
    language : {"en", "zh"}
        Of the headers, the accepted values, the example and the explanations.
    force : bool
        Whether to write over what is there. Files of other names in the folder are left alone.

    Returns
    -------
    pathlib.Path

    Raises
    ------
    UnknownName
        `language` is neither of these.
    InfluenceError
        `path` is not a path or already exists, its folder is missing, or `openpyxl` is not installed.

    Notes
    -----
    Every table of docs/tables.md with all its columns and one invented deal, which `influence.read.tables` reads as
    it stands. `facts` asks the questions of the checklist (rules 002-7, 001); an empty answer is asked, not answered.

    Examples
    --------
    >>> import influence, tempfile
    >>> from influence.write.template import write_template
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     influence.read.tables(write_template(f"{folder}/tables"))
    StakeholderGraph: 1 deal, 6 people, 8 relationships, 7 seats, 5 contacts
    """
    if language not in LANGUAGES:
        raise UnknownName("language", language, LANGUAGES)
    path, number = path_of(path, "the workbook or folder to write"), LANGUAGES.index(language)
    is_book = path.suffix.casefold() == WORKBOOK
    _require_place(path, is_book, force)
    titles = {table: _chinese(TABLE_NAMES[table]) if number else table for table in TABLES}
    forms = [_form(table, titles, number) for table in TABLES]
    form = "book" if is_book else "folder"
    fills = {name: words[number][form] for name, words in FILLS.items()}
    shown = f'"{path.name}"' if " " in path.name else path.name
    how_to = [line.format(path=shown, **fills) for line in HOW_TO[number]]
    if is_book:
        save_forms(forms, path, TEMPLATE_SHEETS[number], how_to)
    else:
        _write_folder(forms, path, TEMPLATE_SHEETS[number], how_to)
    return path


def _require_place(path: Path, is_book: bool, force: bool) -> None:
    if "\0" in str(path):
        raise InfluenceError(f"{str(path)!r} has a character that no path has; give another name")
    if path.exists() and not force:
        raise InfluenceError(
            f"{str(path)!r} already exists; give another name, or pass force=True (--force) to overwrite it"
        )
    if path.exists() and path.is_dir() == is_book:
        raise InfluenceError(f"{str(path)!r} is a {'folder' if is_book else 'file'}; give another name")
    if not path.parent.is_dir():
        raise InfluenceError(f"there is no folder {str(path.parent)!r} to write {path.name!r} in; make it first")


def _form(table: str, titles: Mapping[str, str], number: int) -> Form:
    columns: list[Column | None] = list(TABLES[table].columns)
    if table == "facts":
        # What is asked stands beside the name of the question, as a column of one's own.
        columns.insert(2, None)
    fields = [_field(table, column, titles, number) for column in columns]
    rows = [[_cell(row, column, number) for column in columns] for row in _example(table)]
    return Form(titles[table], fields, rows)


def _field(table: str, column: Column | None, titles: Mapping[str, str], number: int) -> Field:
    if column is None:
        return Field(IN_WORDS[number], IN_WORDS[number], TEXT)
    looks = {"id": TEXT, "text": TEXT, "date": "yyyy-mm-dd"}.get(column.type, "General")
    accepts = _accepted(table, column, titles, number)
    header = chinese_header(table, column.name) if number else None
    return Field(header or column.name, _explained(table, column, number), looks, column.required, accepts)


def chinese_header(table: str, column: str) -> str | None:
    """What the template in Chinese calls a column; None where it is no column of the table."""
    names = HEADERS.get(table, {}).get(column)
    return (PLAINER.get(column) or _chinese(names)) if names else None


def _chinese(names: Sequence[str]) -> str:
    return next(name for name in names if not name.isascii())


def _example(table: str) -> Iterator[dict[str, Any]]:
    """The rows of the example by the names of their columns."""
    names, rows = EXAMPLE.get(table, ("", ()))
    for row in rows:
        yield {"deal": "|".join(EXAMPLE_DEALS)} | dict(zip(names.split(), row, strict=True))
    for question in CHECKLIST if table == "facts" else ():
        answer = ANSWERS.get(question.name, (None,) * 6)
        known = dict(zip(("answer", "source", "date", "evidence", "side", "member"), answer, strict=True))
        asked = {
            "question": f"{question.name}|{question.words[0]}",
            "": f"{question.asks}|{QUESTIONS[question.name]}",
        }
        yield {"deal": "|".join(EXAMPLE_DEALS)} | asked | known


def _cell(row: dict[str, Any], column: Column | None, number: int) -> Any:
    value = row.get(column.name if column else "")
    words = _words(column, number) if column else {}
    if value in words:
        return words[value]
    return value.split("|")[number] if isinstance(value, str) and "|" in value else value


def _words(column: Column, number: int) -> dict[Any, str]:
    """The words that a cell of this column takes, by what they mean; none where it takes more than some words."""
    if column.type == "flag":
        return {True: _flag("true", number), False: _flag("false", number)}
    named = STAGE_NAMES if column.name == "stage" else VALUES.get(column.name, {})
    listed = {"kind": tuple(RELATIONSHIP_KINDS), "stage": STAGES, "side": ("us",)}.get(column.name, column.choices)
    return {word: _chinese(named[word]) if number else word for word in listed}


def _flag(word: str, number: int) -> str:
    return _chinese(FLAGS[word]) if number else FLAGS[word][0]


def _explained(table: str, column: Column, number: int) -> str:
    """What a cell of this column means and accepts."""
    words = list(_words(column, number).values())
    if number == 0:
        takes = ", ".join(words) + (" or other text" if column.type == "text" else "") if words else column.range
        meaning = "kind of relationship, read from source to target" if column.name == "kind" else column.meaning
        return f"{meaning}; {takes}{' (needed)' if column.required else ''}"
    meaning = MEANINGS.get(f"{table}.{column.name}") or MEANINGS[column.name]
    other = "或其他文字" if column.type == "text" else ""
    takes = "、".join(words) + other if words else _range_in_chinese(column)
    return f"{meaning}；{takes}{'（必填）' if column.required else ''}"


def _range_in_chinese(column: Column) -> str:
    if column.type in ("id", "text", "date"):
        return {"id": "编号", "text": "文字", "date": "日期，如 2024-05-31"}[column.type]
    noun = "整数" if column.type == "integer" else "数字"
    if column.above is not None:
        return f"{noun}，大于 {column.above:g}，不超过 {column.high:g}"
    if column.high is not None:
        return f"{noun}，{column.low:g} 到 {column.high:g}"
    return noun if column.low is None else f"{noun}，不小于 {column.low:g}"


def _write_folder(forms: Sequence[Form], path: Path, cover: str, lines: Sequence[str]) -> None:
    made_folder(path)
    told, texts = list(lines), {}
    for form in forms:
        table = io.StringIO(newline="")
        csv.writer(table, lineterminator="\n").writerows([[field.header for field in form.fields], *form.rows])
        texts[path / f"{form.title}.csv"] = table.getvalue()
        told += ["", f"{form.title}.csv", *(f"    {field.header}: {field.says}" for field in form.fields)]
    texts[path / f"{cover}.txt"] = "\n".join([*told, ""])
    write_whole({file: text.encode("utf-8-sig") for file, text in texts.items()})


def _accepted(table: str, column: Column, titles: Mapping[str, str], number: int) -> dict[str, Any]:
    """What a cell of this column accepts, as Excel's data validation takes it; nothing where anything goes."""
    words = _words(column, number)
    if words:
        formula = f'"{",".join(words.values())}"'
        return {"type": "list", "formula1": formula, "showErrorMessage": column.type != "text"}
    if column.type == "id":
        return _listed(table, column, titles)
    if column.type == "date":
        return {"type": "date", "operator": "greaterThan", "formula1": FIRST_DAY}
    if column.type == "text":
        return {}
    low = column.low if column.above is None else column.above + SMALLEST
    low, high = (-1, 1) if column.name == "value" else (low, column.high)
    whole = {"type": "whole" if column.type == "integer" else "decimal"}
    if high is None:
        return whole | {"operator": "greaterThanOrEqual", "formula1": _number(-LARGEST if low is None else low)}
    return whole | {"operator": "between", "formula1": _number(low), "formula2": _number(high)}


def _number(value: float | None) -> str:
    """As a formula writes it, without an exponent."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _listed(table: str, column: Column, titles: Mapping[str, str]) -> dict[str, Any]:
    """The ids of the table that lists what this one names; where a person is meant, others are asked about."""
    owner = {"deal": "deals", "person": "people", "member": "team"}[column.names or ""]
    if owner == table:
        return {}
    letter = "A" if owner == "deals" else "B"
    rows = f"'{titles[owner]}'!${letter}$2:${letter}${MOST_LISTED}"
    return {"type": "list", "formula1": rows, "errorStyle": "warning", "showErrorMessage": owner == "people"}
