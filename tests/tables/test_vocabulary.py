"""Every table, column and value of the schema has a Chinese name, and no name means two things."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from influence import RELATIONSHIP_KINDS
from influence.tables import spelling, vocabulary
from influence.tables.schema import TABLES
from influence.tables.spelling import plain
from influence.tables.vocabulary import BOSS, column_named, is_unknown, number_words, table_named, values_of

CHINESE = re.compile("[\u4e00-\u9fff]")
COLUMNS = [(table, column) for table in TABLES.values() for column in table.columns]
CHOICES = [
    (column, choice)
    for _, column in COLUMNS
    for choice in (*column.choices, *(RELATIONSHIP_KINDS if column.name == "kind" else ()))
]


def has_both(names):
    return any(CHINESE.search(name) for name in names) and any(name.isascii() for name in names)


def doubled(names):
    return [name for name, count in Counter(map(plain, names)).items() if count > 1]


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_a_chinese_and_another_english_name(table):
    assert has_both(vocabulary.TABLE_NAMES[table])
    assert table_named(table) == table


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=lambda each: each.name)
def test_every_column_has_a_chinese_and_another_english_header(table, column):
    assert has_both(vocabulary.HEADERS[table.name][column.name])


@pytest.mark.parametrize("table", TABLES)
def test_headers_stand_for_columns_of_the_schema_only(table):
    extra = {BOSS} if table == "people" else set()
    assert set(vocabulary.HEADERS[table]) == set(TABLES[table].by_name) | extra


@pytest.mark.parametrize("table", TABLES)
def test_no_header_of_a_table_means_two_columns(table):
    names = vocabulary.HEADERS[table]
    assert doubled([name for column, others in names.items() for name in (column, *others)]) == []


def test_no_name_means_two_tables():
    assert doubled([name for table, others in vocabulary.TABLE_NAMES.items() for name in (table, *others)]) == []


@pytest.mark.parametrize(("column", "choice"), CHOICES, ids=str)
def test_every_choice_has_a_chinese_name_and_means_itself(column, choice):
    assert any(CHINESE.search(name) for name in vocabulary.VALUES[column.name][choice])
    assert values_of(column)[plain(choice)] == choice


@pytest.mark.parametrize("column", vocabulary.VALUES)
def test_no_value_of_a_column_means_two_choices(column):
    assert doubled([name for choice, others in vocabulary.VALUES[column].items() for name in (choice, *others)]) == []


def test_values_stand_for_columns_and_choices_of_the_schema_only():
    known = {column.name: {*column.choices, ""} for _, column in COLUMNS if column.choices}
    known |= {"kind": set(RELATIONSHIP_KINDS), "side": {"us"}}
    assert set(vocabulary.VALUES) == set(known)
    assert [column for column, values in vocabulary.VALUES.items() if set(values) - known[column]] == []


@pytest.mark.parametrize(("table", "column"), vocabulary.NUMBER_WORDS, ids=str)
def test_every_word_for_a_number_means_one_number_within_the_range(table, column):
    words = vocabulary.NUMBER_WORDS[table, column]
    assert doubled([name for names in words.values() for name in names]) == []
    assert all(TABLES[table][column].low <= number <= TABLES[table][column].high for number in words)


def test_no_unknown_word_means_a_number_or_a_choice():
    meant = {plain(name) for values in vocabulary.VALUES.values() for names in values.values() for name in names}
    meant |= {word for place in vocabulary.NUMBER_WORDS for word in number_words(*place)}
    assert [word for word in vocabulary.UNKNOWN if plain(word) in meant] == []


def test_traditional_characters_stand_in_the_order_of_the_simplified():
    assert len(set(spelling.TRADITIONAL)) == len(spelling.TRADITIONAL)
    pairs = dict(zip(spelling.TRADITIONAL, spelling.SIMPLIFIED, strict=True))
    assert {pairs[one]: one for one in "職務響門聯"} == dict(zip("职务响门联", "職務響門聯", strict=True))
    assert not set(spelling.TRADITIONAL) & set(spelling.SIMPLIFIED)


def test_names_are_written_with_simplified_characters():
    headers = [name for names in vocabulary.HEADERS.values() for others in names.values() for name in others]
    values = [name for names in vocabulary.VALUES.values() for others in names.values() for name in others]
    assert [name for name in headers + values if set(name) & set(spelling.TRADITIONAL)] == []


@pytest.mark.parametrize(
    ("table", "header", "column"),
    [
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
    ],
)
def test_headers_are_matched_however_they_are_written(table, header, column):
    assert column_named(table, header) == column


@pytest.mark.parametrize(
    ("name", "table"), [("People", "people"), ("人員", "people"), ("关系表", "relationships"), ("prices", None)]
)
def test_tables_are_matched_however_they_are_written(name, table):
    assert table_named(name) == table


# Rules 003-5 and 001-4: approver above decision maker; the technical gatekeeper evaluates.
@pytest.mark.parametrize(
    ("column", "word", "choice"),
    [
        ("role", "批准者", "approver"),
        ("role", "決策者", "decision_maker"),
        ("role", "技术看门人", "evaluator"),
        ("role", "Technical_Gatekeeper", "evaluator"),
        ("role", "END_USER", "user"),
        ("layer", "管理層", "management"),
        ("kind", "汇报给", "reports_to"),
        ("kind", "請教", "seeks_advice_from"),
        ("outcome", "Closed-Lost", "lost"),
        ("outcome", "open", ""),
        ("motive", "organization", "organisation"),
        ("measure", "影响力", "influence"),
        ("side", "我方", "us"),
        ("veto", "是", "true"),
    ],
)
def test_values_are_matched_however_they_are_written(column, word, choice):
    found = next(each for _, each in COLUMNS if each.name == column)
    assert values_of(found, found.choices)[plain(word)] == choice


def test_an_accepted_kind_means_itself_whatever_else_it_is_called():
    assert values_of(TABLES["relationships"]["kind"], ["合作"])["合作"] == "合作"


# The five stances (rule 003-9); the numbers are ours.
@pytest.mark.parametrize(
    ("word", "number"), [("良友", 1), ("支持者", 0.5), ("中立", 0), ("反對者", -0.5), ("敵人", -1)]
)
def test_the_five_stances_are_numbers(word, number):
    assert number_words("people", "support")[plain(word)] == number


@pytest.mark.parametrize(
    ("text", "unknown"), [("", True), (" ", True), ("n/a", True), ("不詳", True), ("-", False), ("0", False)]
)
def test_unknown_is_what_says_so(text, unknown):
    assert is_unknown(text) is unknown
