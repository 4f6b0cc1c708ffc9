"""Every table, column and value of the schema has a Chinese name, and no name means two things."""

from __future__ import annotations

import re
from collections import Counter

from influence import RELATIONSHIP_KINDS
from influence.tables import spelling, vocabulary
from influence.tables.schema import TABLES
from influence.tables.spelling import plain
from influence.tables.vocabulary import BOSS, DOTTED, column_named, is_unknown, number_words, table_named, values_of

CHINESE = re.compile("[\u4e00-\u9fff]")
COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns]
CHOICES = [
    (column, choice)
    for _, column in COLUMNS
    for choice in (column.choices or (RELATIONSHIP_KINDS if column.name == "kind" else ()))
]


def has_both(names):
    return any(CHINESE.search(name) for name in names) and any(name.isascii() for name in names)


def doubled(names):
    return [name for name, count in Counter(map(plain, names)).items() if count > 1]


def test_every_table_has_a_chinese_and_another_english_name():
    assert [table for table in TABLES if not has_both(vocabulary.TABLE_NAMES[table])] == []
    assert [table for table in TABLES if table_named(table) != table] == []


def test_every_column_has_a_chinese_and_another_english_header():
    names = {(table.name, column.name): vocabulary.HEADERS[table.name][column.name] for table, column in COLUMNS}
    assert [place for place, others in names.items() if not has_both(others)] == []


def test_headers_stand_for_columns_of_the_schema_only():
    known = {table: set(TABLES[table].by_name) | ({BOSS, DOTTED} if table == "people" else set()) for table in TABLES}
    assert {table: set(vocabulary.HEADERS[table]) for table in TABLES} == known


def test_no_header_of_a_table_means_two_columns():
    for table, names in vocabulary.HEADERS.items():
        assert doubled([name for column, others in names.items() for name in (column, *others)]) == [], table


def test_no_name_means_two_tables():
    assert doubled([name for table, others in vocabulary.TABLE_NAMES.items() for name in (table, *others)]) == []


def test_every_choice_has_a_chinese_name_and_means_itself():
    for column, choice in CHOICES:
        names = vocabulary.VALUES[column.words or column.name][choice]
        assert any(CHINESE.search(name) for name in names), (column.name, choice)
        assert values_of(column)[plain(choice)] == choice, column.name


def test_no_value_of_a_column_means_two_choices():
    for column, choices in vocabulary.VALUES.items():
        assert doubled([name for choice, others in choices.items() for name in (choice, *others)]) == [], column


def test_values_stand_for_columns_and_choices_of_the_schema_only():
    known = {column.words or column.name: {*column.choices, ""} for _, column in COLUMNS if column.choices}
    known |= {"kind": set(RELATIONSHIP_KINDS), "side": {"us"}, "other_side": {"us", "nobody"}}
    assert set(vocabulary.VALUES) == set(known)
    assert [column for column, values in vocabulary.VALUES.items() if set(values) - known[column]] == []


def test_every_word_for_a_number_means_one_number_within_the_range():
    for (table, column), words in vocabulary.NUMBER_WORDS.items():
        low, high = TABLES[table][column].low, TABLES[table][column].high
        assert doubled([name for names in words.values() for name in names]) == [], (table, column)
        assert [number for number in words if not low <= number <= high] == [], (table, column)


def test_no_unknown_word_means_a_number_or_a_choice():
    meant = {plain(name) for values in vocabulary.VALUES.values() for names in values.values() for name in names}
    meant |= {word for place in vocabulary.NUMBER_WORDS for word in number_words(*place)}
    assert [word for word in vocabulary.UNKNOWN if plain(word) in meant] == []


def test_traditional_characters_stand_in_the_order_of_the_simplified():
    assert len(set(spelling.TRADITIONAL)) == len(spelling.TRADITIONAL)
    pairs = dict(zip(spelling.TRADITIONAL, spelling.SIMPLIFIED, strict=True))
    assert {pairs[one]: one for one in "職務響門聯"} == dict(zip("职务响门联", "職務響門聯", strict=True))
    assert not set(spelling.TRADITIONAL) & set(spelling.SIMPLIFIED)


def test_every_name_of_ours_is_read_in_traditional_characters_too():
    """A simplified character that Big5 does not have is written otherwise in Taiwan and Hong Kong."""
    headers = [name for names in vocabulary.HEADERS.values() for others in names.values() for name in others]
    values = [name for names in vocabulary.VALUES.values() for others in names.values() for name in others]
    used = {sign for sign in "".join(headers + values) if sign.encode("gb2312", "ignore")}
    assert {sign for sign in used if not sign.encode("big5", "ignore")} <= set(spelling.SIMPLIFIED)


def test_names_are_written_with_simplified_characters():
    headers = [name for names in vocabulary.HEADERS.values() for others in names.values() for name in others]
    values = [name for names in vocabulary.VALUES.values() for others in names.values() for name in others]
    assert [name for name in headers + values if set(name) & set(spelling.TRADITIONAL)] == []


def test_headers_are_matched_however_they_are_written():
    written = [
        ("people", " 支持度 ", "support"),
        ("people", "職務", "title"),
        ("people", "Contact_ID", "person"),
        ("people", "ＩＤ", "person"),
        ("people", "层级", "level"),
        ("people", "层次", "layer"),
        ("people", "ReportsTo", BOSS),
        ("people", "上級", BOSS),
        ("relationships", "Weight", "strength"),
        ("seats", "hs_buying_role", "role"),
        ("deals", "Opportunity ID", "deal"),
        ("contacts", "聯繫次數", "touches"),
        ("people", "email", None),
        ("team", "support", None),
    ]
    assert [(table, header, column_named(table, header)) for table, header, _ in written] == written


def test_tables_are_matched_however_they_are_written():
    written = {"People": "people", "人員": "people", "关系表": "relationships", "prices": None}
    assert {name: table_named(name) for name in written} == written


# Rules 003-5 and 001-4: approver above decision maker; the technical gatekeeper evaluates.
def test_values_are_matched_however_they_are_written():
    written = [
        ("role", "批准者", "approver"),
        ("role", "決策者", "decision_maker"),
        ("role", "技术看门人", "evaluator"),
        ("role", "Technical_Gatekeeper", "evaluator"),
        ("role", "END_USER", "user"),
        ("layer", "管理層", "management"),
        ("reason", "派系", "faction"),
        ("outcome", "Closed-Lost", "lost"),
        ("outcome", "open", ""),
        ("motive", "organization", "organisation"),
        ("measure", "影响力", "influence"),
        ("side", "我方", "us"),
        ("veto", "是", "true"),
    ]
    columns = {column.name: column for _, column in COLUMNS}
    for name, word, choice in written:
        assert values_of(columns[name], columns[name].choices)[plain(word)] == choice, (name, word)


def test_kinds_of_relationship_and_of_encounter_have_words_of_their_own():
    relationship, encounter = TABLES["relationships"]["kind"], TABLES["interactions"]["kind"]
    assert [values_of(relationship)[plain(word)] for word in ("汇报给", "請教")] == ["reports_to", "seeks_advice_from"]
    said = {"Email": "message", "拜访": "visit", "產品演示": "demo", "Phone call": "call", "報價": "proposal"}
    assert {word: values_of(encounter)[plain(word)] for word in said} == said
    assert values_of(TABLES["interactions"]["rank"])["高层"] == "decision"


def test_an_accepted_kind_means_itself_whatever_else_it_is_called():
    assert values_of(TABLES["relationships"]["kind"], ["合作"])["合作"] == "合作"


# The five stances (rule 003-9); the numbers are ours.
def test_the_five_stances_are_numbers():
    numbers = {"良友": 1, "支持者": 0.5, "中立": 0, "反對者": -0.5, "敵人": -1}
    assert {word: number_words("people", "support")[plain(word)] for word in numbers} == numbers


def test_unknown_is_what_says_so():
    said = {"": True, " ": True, "n/a": True, "不詳": True, "-": True, "\\N": True, "unbekannt": True, "0": False}
    assert {text: is_unknown(text) for text in said} == said
