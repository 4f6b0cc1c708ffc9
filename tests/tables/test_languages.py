"""The words of other languages: each means one thing, each language has what the tables and the CRMs need."""

from __future__ import annotations

from collections import defaultdict

import pytest

from influence.read.crm.dynamics import SHAPES as DYNAMICS
from influence.read.crm.hubspot import SHAPES as HUBSPOT
from influence.read.crm.odoo import SHAPES as ODOO
from influence.read.crm.pipedrive import SHAPES as PIPEDRIVE
from influence.read.crm.salesforce import SHAPES as SALESFORCE
from influence.read.crm.suitecrm import SHAPES as SUITECRM
from influence.read.crm.zoho import SHAPES as ZOHO
from influence.tables import vocabulary
from influence.tables.languages import english_file, english_headers, languages, listed, month_named, words
from influence.tables.schema import MEASURES, ROLES, TABLES
from influence.tables.spelling import plain
from influence.tables.stages import STAGES, stage_named
from influence.tables.vocabulary import column_named, is_unknown, number_words, values_of

NINE = ["chinese", "dutch", "french", "german", "italian", "japanese", "portuguese", "spanish"]
CRM_HEADERS = {
    plain(header)
    for shapes in (SALESFORCE, HUBSPOT, DYNAMICS, ODOO, PIPEDRIVE, SUITECRM, ZOHO)
    for shape in shapes
    for headers in (*shape.fields.values(), *shape.signs)
    for header in headers
}


# What EspoCRM and Frappe CRM call them (see the heads of the files): contact role, stage, amount, day of the end,
# who it is assigned to; who decides, evaluates and influences; won and lost; a task done and an invitation refused.
DOCUMENTED = {
    "chinese": "联系人角色 阶段 金额 关闭日期 已指派用户; 决策者 评估者 影响者; 赢得并结束 失去并结束; 已完成 拒绝",
    "traditional": "聯絡人角色 階段 金額 關閉日期 指定的使用者; 決策者 評估者 影響者; 關閉贏得 關閉失去; 已完成 己拒絕",
    "dutch": "Contact_functie Fase Bedrag Sluitingsdatum Toegewezen_gebruiker; Beslisser Evaluator Beïnvloeder;"
    " Gesloten_gewonnen Gesloten_verloren; Voltooid Geweigerd",
    "french": "Rôle_d'opportunité Étape Montant Date_de_clôture Utilisateur_assigné; Décisionnaire Évaluateur"
    " Influenceur; Conclusion_gagnante Conclusion_perdante; Terminé Décliné",
    "german": "Kontaktrolle Verkaufsphase Betrag Abschlussdatum Zugewiesener_Benutzer; Entscheider Vorentscheider"
    " Einflussreiche_Person; Gewonnen Verloren; Abgeschlossen Abgelehnt",
    "italian": "Ruolo_Contatto Fase Importo Data_di_chiusura Utente_assegnato; Decisore Valutatore Influente;"
    " Chiuso_Positivamente Chiuso_Negativamente; Completato Declinato",
    "japanese": "連絡先の役割 ステージ 金額 締め切り日 割り当てられたユーザー; 意思決定者 評価者 インフルエンサー;"
    " 受注 失注; 完了 拒否",
    "portuguese": "Função_do_contato Estágio Valor Data_de_Fechamento Usuário_Designado; Tomador_de_Decisão Avaliador"
    " Influenciador; Ganha Perdida; Completa Rejeitada",
    "spanish": "Rol_de_contacto Etapa_de_ventas Importe Fecha_esperada_de_cierre Usuario_asignado;"
    " Tomador_de_decisiones Evaluador Factor_de_influencia; Cerrado_ganado Cerrado_perdido; Completado Rechazado",
}


def doubled(named):
    meant = defaultdict(set)
    for name, others in named.items():
        for other in others:
            meant[plain(other)].add(name)
    return {word: names for word, names in meant.items() if len(names) > 1}


def test_eight_languages_beside_english():
    assert [name for name in languages() if name not in ("english", "hr_systems")] == NINE


@pytest.mark.parametrize("table", TABLES)
def test_a_header_means_one_column_in_all_languages(table):
    known = vocabulary.HEADERS[table]
    assert doubled(words("headers", table)) == {}
    assert set(words("headers", table)) <= set(known)
    for name, others in words("headers", table).items():
        assert {column_named(table, other) for other in others} == {name}


@pytest.mark.parametrize("column", vocabulary.VALUES)
def test_a_word_means_one_value_in_all_languages(column):
    assert doubled(words("values", column)) == {}
    assert set(words("values", column)) <= set(vocabulary.VALUES[column])


@pytest.mark.parametrize("language", NINE)
def test_each_language_has_roles_stages_flags_and_headers(language):
    own = languages()[language]
    assert set(ROLES) - {"other"} <= set(own["values"]["role"])
    assert set(STAGES) == set(own["stages"])
    assert all(own[said] for said in ("true", "false", "unknown", "done", "declined"))
    needed = ("First Name", "Last Name", "Role", "Stage", "Amount", "Close Date", "Job Title", "Record ID", "Deleted")
    assert [header for header in needed if header not in own["crm"]["headers"]] == []
    assert {"contact", "opportunity"} - {"contact"} <= set(own["crm"]["files"])


def test_every_word_is_read_as_what_it_stands_for():
    flags = values_of(TABLES["seats"]["veto"])
    assert {flags[plain(word)] for word in listed("true")} == {"true"}
    assert {flags[plain(word)] for word in listed("false")} == {"false"}
    assert [word for word in listed("unknown") if not is_unknown(word)] == []
    for stage, others in words("stages").items():
        assert {stage_named(other) for other in others} == {stage}
    for measure in ("support", "influence", "participation"):
        low, high = TABLES["people"][measure].low, TABLES["people"][measure].high
        assert all(low <= number <= high for number in number_words("people", measure).values())
    assert set(MEASURES) == set(values_of(TABLES["ratings"]["measure"]).values())


@pytest.mark.parametrize("language", DOCUMENTED)
def test_the_words_of_open_systems_are_read(language):
    headers, roles, outcomes, activities = (part.split() for part in DOCUMENTED[language].split(";"))
    english = [{plain("Contact Role")}, {"stage", "salesstage"}, {"amount"}, {"closedate"}, {"assignedto"}]
    found = [set(english_headers(header.replace("_", " "))) for header in headers]
    assert [header for header, one, right in zip(headers, found, english, strict=True) if not one & right] == []
    meant = [values_of(TABLES["seats"]["role"])[plain(role)] for role in roles]
    assert meant == ["decision_maker", "evaluator", "influencer"]
    assert [values_of(TABLES["deals"]["outcome"])[plain(word)] for word in outcomes] == ["won", "lost"]
    assert {stage_named(word) for word in outcomes} == {"decision"}
    said = [{plain(word) for word in listed(name)} for name in ("done", "declined")]
    assert [plain(word) in words for word, words in zip(activities, said, strict=True)] == [True, True]


def test_accents_may_be_left_away():
    role = values_of(TABLES["seats"]["role"])
    assert (role[plain("DECIDEUR")], role[plain("Décideur")]) == ("decision_maker", "decision_maker")
    assert english_headers("Prenom") == english_headers("Prénom") == ("firstname",)


def test_every_english_header_is_one_that_a_reader_knows():
    unknown = {header for header in words("crm", "headers") if plain(header) not in CRM_HEADERS}
    # Signs of a file or columns that are named in notes only, or are read as parts of longer headers.
    assert unknown <= {
        "Associated Company",
        "(Do Not Modify) Connection",
        "Opportunity",
        "Account",
        "Manager",
        "Primary",
    }


def test_files_and_headers_of_other_languages_have_english_names():
    assert {english_file(name) for name in ("kontakte", "contactos", "取引先責任者", "联系人")} == {"contact"}
    assert english_file("prices") == "prices"
    assert english_headers("Kontakt: Vollständiger Name") == ("contact:fullname",)
    assert english_headers("Last Name") == ()


def test_months_are_named_by_their_beginnings():
    named = {"Mai": 5, "févr.": 2, "Sept": 9, "mrt": 3, "Dez": 12, "ago": 8, "jui": None, "ma": None, "Monday": None}
    assert {word: month_named(word) for word in named} == named


@pytest.mark.parametrize(
    ("headers", "column"),
    [
        ("EMPLID; Employee #; employeeNumber; Employee_ID; Worker ID", "person"),
        ("displayName; Full_Legal_Name; Worker; Preferred Name", "name"),
        ("jobTitle; Business_Title; Position Title", "title"),
        (
            "SUPERVISOR_ID; REPORTS_TO; supervisorEId; Reporting to; Worker's Manager(s); Manager_Employee_ID",
            "reports_to",
        ),
        ("REPORT_DOTTED_LINE; Matrix Manager ID", "dotted_line_to"),
    ],
)
def test_headers_of_systems_for_human_resources_are_known(headers, column):
    assert {column_named("people", header) for header in headers.split("; ")} == {column}


def test_traditional_characters_of_trade_are_read_like_simplified_ones():
    assert plain("談判/審查") == plain("谈判/审查")
    assert plain("價值主張 帳戶 條件 時間") == plain("价值主张 帐户 条件 时间")
