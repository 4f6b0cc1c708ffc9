"""Exports whose headers, words, numbers and days are written as people in nine languages write them."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from influence import InvalidData, committee, coverage
from influence.read import dynamics, hubspot, salesforce

FIELD = Path(__file__).parents[2] / "data" / "field" / "crm"
YES_NO = {
    "TRUE": "FALSE", "WAHR": "FALSCH", "VRAI": "FAUX", "VERDADERO": "FALSO", "VERO": "FALSO", "WAAR": "ONWAAR",
    "VERDADEIRO": "FALSO", "Ja": "Nein", "Oui": "Non", "Sí": "No", "Sim": "Não", "是": "否", "はい": "いいえ",
    "真": "假", "1": "0", "1.0": "0.0",
}  # fmt: skip
ROLES = {
    "english": ("Economic Buyer", "Technical Buyer", "Decision Maker"),
    "german": ("Wirtschaftlicher Entscheider", "Technischer Einkäufer", "Entscheidungsträger"),
    "french": ("Acheteur économique", "Évaluateur", "DECIDEUR"),
    "spanish": ("Comprador económico", "Comprador técnico", "Responsable de la toma de decisiones"),
    "portuguese": ("Aprovador", "Avaliador", "Tomador de decisões"),
    "italian": ("Acquirente economico", "Valutatore", "Decisore"),
    "dutch": ("Budgethouder", "Beoordelaar", "Besluitvormer"),
    "japanese": ("決裁者", "評価者", "意思決定者"),
    "chinese": ("经济购买者", "技术购买者", "决策制定者"),
    "traditional": ("經濟購買者", "技術購買者", "決策制定者"),
}
REPORTS = {
    "german": "Opportunity-Name,Opportunity-ID,Kontakt: Vollständiger Name,Kontakt-ID,Rolle,Phase,Betrag,Schlusstermin",
    "french": "Nom de l'opportunité,ID de l'opportunité,Nom du contact,ID du contact,Rôle,Étape,Montant,"
    "Date de clôture",
    "spanish": "Nombre de la oportunidad,ID de la oportunidad,Nombre del contacto,ID del contacto,Función,Etapa,"
    "Importe,Fecha de cierre",
    "portuguese": "Nome da oportunidade,ID da oportunidade,Nome do contato,ID do contato,Função,Fase,Valor,"
    "Data de fechamento",
    "italian": "Nome opportunità,ID opportunità,Nome referente,ID referente,Ruolo,Fase,Importo,Data di chiusura",
    "dutch": "Opportunitynaam,Opportunity-ID,Naam contactpersoon,Contact-ID,Rol,Fase,Bedrag,Sluitingsdatum",
    "japanese": "商談名,商談ID,取引先責任者名,取引先責任者ID,役割,フェーズ,金額,完了予定日",
    "chinese": "业务机会名称,业务机会ID,联系人姓名,联系人ID,角色,阶段,金额,结束日期",
    "traditional": "業務機會名稱,業務機會ID,聯絡人姓名,連絡人ID,角色,階段,金額,結束日期",
}


def expected(case):
    return json.loads((FIELD / case / "expected.json").read_text(encoding="utf-8"))


def rows(graph, table, *columns):
    return getattr(graph, table)[list(columns)].to_numpy().tolist()


def export(folder, **files):
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def with_roles(folder, *roles):
    people = "".join(f"003{number},N{number}\n" for number in range(len(roles)))
    said = "".join(f"006A,003{number},{role}\n" for number, role in enumerate(roles))
    return export(
        folder,
        Contact=f"Id,LastName\n{people}",
        Opportunity="Id,Name,StageName\n006A,Press,Negotiation\n",
        OpportunityContactRole=f"OpportunityId,ContactId,Role\n{said}",
    )


class TestTrueAndFalse:
    @pytest.mark.parametrize("yes", YES_NO)
    def test_deleted_rows_are_left_out_in_every_language(self, tmp_path, yes):
        for file in (FIELD / "03_localised_booleans" / "input").iterdir():
            text = file.read_text(encoding="utf-8").replace("WAHR", yes).replace("FALSCH", YES_NO[yes])
            (tmp_path / file.name).write_text(text, encoding="utf-8")
        graph, right = salesforce(tmp_path), expected("03_localised_booleans")
        assert rows(graph, "people", "deal", "person") == right["people"]
        assert rows(graph, "seats", "deal", "role", "person", "weight") == right["seats"]
        assert dict(rows(graph, "deals", "deal", "outcome")) == right["outcome"]
        assert graph.files.set_index("file")["left_out"].to_dict() == right["left_out"]
        assert committee(graph).by_deal["voters"].tolist() == [right["voters"]]

    def test_a_deleted_that_nobody_can_read_is_a_fault(self, tmp_path):
        folder = with_roles(tmp_path, "Approver")
        export(folder, Contact="Id,LastName,IsDeleted\n0030,N0,vielleicht\n")
        with pytest.raises(InvalidData, match="IsDeleted: 'vielleicht' is neither true nor false"):
            salesforce(folder)

    def test_a_deleted_that_is_empty_is_not_deleted(self, tmp_path):
        folder = with_roles(tmp_path, "Approver")
        export(folder, Contact="Id,LastName,IsDeleted\n0030,N0,\\N\n")
        assert len(salesforce(folder).people) == 1


class TestRoles:
    @pytest.mark.parametrize("language", ROLES)
    def test_roles_are_read_in_every_language(self, tmp_path, language):
        graph = salesforce(with_roles(tmp_path, *ROLES[language]))
        assert graph.seats["role"].tolist() == ["approver", "evaluator", "decision_maker"]
        assert committee(graph).by_deal["voters"].tolist() == [3]

    def test_german_roles_of_the_field(self):
        graph, right = salesforce(FIELD / "06_roles_in_german" / "input"), expected("06_roles_in_german")
        assert rows(graph, "seats", "deal", "role", "person", "weight") == right["seats"]
        assert committee(graph).by_deal["voters"].tolist() == [right["voters"]]
        assert coverage(graph).by_deal["roles_filled"].tolist() == [right["roles_filled"]]

    def test_no_committee_is_built_from_the_few_roles_that_were_understood(self, tmp_path):
        graph = salesforce(with_roles(tmp_path, "Approver", "Päätöksentekijä", "Arvioija"))
        assert graph.seats["weight"].tolist() == [0, 0, 0]
        assert coverage(graph).by_deal["committee_source"].tolist() == ["assumed"]
        notes = graph.notes.query("action == 'kept out' and column == 'weight'")
        assert notes["source"].str.contains("no committee is taken from its roles").tolist() == [True]

    def test_a_marker_in_a_name_makes_no_committee_either(self, tmp_path):
        folder = with_roles(tmp_path, "Päätöksentekijä")
        export(folder, Contact="Id,LastName\n0030,Lee (DM)\n")
        assert salesforce(folder).seats["weight"].tolist() == [0, 0]


class TestActivities:
    """Kept and refused, as EspoCRM's translations say of tasks and invitations."""

    @pytest.mark.parametrize(
        ("done", "open_", "declined"),
        [
            ("Completed", "In Progress", "Declined"),
            ("Abgeschlossen", "In Bearbeitung", "Abgelehnt"),
            ("Terminée", "Commencée", "Refusé"),
            ("Completada", "Comenzada", "Rechazado"),
            ("Concluída", "Iniciada", "Recusado"),
            ("Completato", "Iniziato", "Declinato"),
            ("Voltooid", "Gestart", "Geweigerd"),
            ("完了", "開始", "拒否"),
            ("已完成", "开始", "已拒绝"),
            ("已完成", "開始", "已拒絕"),
        ],
    )
    def test_what_is_done_counts_and_who_declined_was_not_there(self, tmp_path, done, open_, declined):
        folder = with_roles(tmp_path, "Approver", "User", "Evaluator")
        export(
            folder,
            User="Id,Name\n005A,Us\n",
            Task=f"Id,WhoId,WhatId,OwnerId,Status,ActivityDate\n00TA,0030,006A,005A,{done},2024-05-01\n"
            f"00TB,0031,006A,005A,{open_},2024-05-02\n",
            TaskRelation=f"TaskId,RelationId,Status\n00TA,0032,{declined}\n",
        )
        assert salesforce(folder).contacts["person"].tolist() == ["0030"]


class TestHeaders:
    @pytest.mark.parametrize("language", REPORTS)
    def test_reports_are_read_in_every_language(self, tmp_path, language):
        row = "Press,0065g00000AAAAA,Ann Lee,0035g00000AAAAA,Approver,Negotiation,120000,2024-06-30\n"
        graph = salesforce(export(tmp_path, report=f"{REPORTS[language]}\n{row}"))
        assert rows(graph, "deals", "deal", "name", "stage", "amount") == [
            ["0065g00000AAAAA", "Press", "Negotiation", 120000]
        ]
        assert graph.deals["close_date"].tolist() == [pd.Timestamp("2024-06-30")]
        assert rows(graph, "people", "person", "name") == [["0035g00000AAAAA", "Ann Lee"]]
        assert rows(graph, "seats", "role", "weight") == [["approver", 1]]

    def test_german_headers_of_hubspot(self):
        graph, right = hubspot(FIELD / "09_german_headers" / "input" / "hubspot"), expected("09_german_headers")
        right = right["hubspot"]
        assert graph.deals["deal"].tolist() == right["deals"]
        assert rows(graph, "people", "deal", "person", "name") == right["people"]
        assert dict(rows(graph, "deals", "deal", "amount")) == right["amount"]
        days = graph.deals.set_index("deal")["close_date"].dt.strftime("%Y-%m-%d")
        assert days.to_dict() == right["close_date"]
        assert rows(graph, "seats", "deal", "role", "person", "weight") == right["seats"]

    def test_german_headers_of_salesforce(self):
        graph = salesforce(FIELD / "09_german_headers" / "input" / "salesforce")
        right = expected("09_german_headers")["salesforce"]
        assert graph.deals["deal"].tolist() == right["deals"]
        assert graph.people["name"].tolist() == right["people"]
        assert graph.deals["amount"].tolist() == [right["amount"]]
        assert graph.deals["close_date"].tolist() == [pd.Timestamp(right["close_date"])]

    def test_german_headers_of_dynamics(self, tmp_path):
        """The case has the right values and no input; the input is ours."""
        export(
            tmp_path,
            Kontakte="(Nicht ändern) Kontakt,Vollständiger Name,Position\nC1,Anna Lehmann,Leiterin Finanzen\n",
            Verkaufschancen="(Nicht ändern) Verkaufschance,Thema,Kontakt,Gesch. Umsatz\n"
            'O1,Presse,Anna Lehmann,"120.000,00 €"\n',
        )
        graph, right = dynamics(tmp_path), expected("09_german_headers")["dynamics"]
        assert graph.people["name"].tolist() == right["people"]
        assert len(graph.deals) == right["deals"]
        assert graph.deals["amount"].tolist() == [right["amount"]]
        assert graph.people["title"].tolist() == ["Leiterin Finanzen"]


class TestNumbersAndDays:
    def test_dots_that_group_thousands(self):
        graph = salesforce(FIELD / "04_dot_thousands" / "input")
        assert dict(rows(graph, "deals", "deal", "amount")) == expected("04_dot_thousands")["amount"]
        assert graph.deals["currency"].tolist() == ["EUR"] * 3

    def test_a_sign_that_may_mean_either_is_asked_about_and_the_remedy_works(self, tmp_path):
        folder = with_roles(tmp_path, "Approver")
        deals = "Id;Name;Amount\n006A;Press;45.000 €\n006B;Line;{}\n"
        graph = salesforce(export(folder, Opportunity=deals.format("")))
        assert "amount" not in graph.deals
        notes = graph.notes.query("column == 'amount' and action == 'dropped'")
        assert notes["source"].str.contains("45.000 €.*may be thousands or decimals.*45.000,00").tolist() == [True]
        graph = salesforce(export(folder, Opportunity=deals.format("45.000,00 €")))
        assert graph.deals["amount"].tolist() == [45000, 45000]

    def test_names_of_months_and_years_of_two_digits(self):
        case = "13_month_names_and_two_digit_years"
        graph, right = salesforce(FIELD / case / "input"), expected(case)
        assert graph.deals["close_date"].tolist() == [pd.Timestamp(right["close_date"])]
        assert graph.deals["as_of"].tolist() == [pd.Timestamp(right["as_of"])]
        contacts = graph.contacts.set_index("person")
        assert contacts["last_touch"].dt.strftime("%Y-%m-%d").to_dict() == right["last_touch"]
        assert contacts["touches"].to_dict() == right["touches"]

    def test_currencies_are_kept_and_never_mixed(self):
        case = FIELD / "15_multicurrency_report" / "input"
        for graph in (salesforce(case / "both"), hubspot(case / "hubspot")):
            assert rows(graph, "deals", "amount", "currency") == [[12000000, "JPY"], [95000, "USD"]]
        right = expected("15_multicurrency_report")["converted_only"]["amount"]
        graph = salesforce(case / "converted_only")
        assert dict(rows(graph, "deals", "deal", "amount")) == right
        assert graph.deals["currency"].tolist() == ["USD", "USD"]

    @pytest.mark.parametrize("nothing", ["\\N", "NULL", "None", "n/a", "-", "--", "#N/A", "—"])
    def test_words_for_nothing_are_nothing_in_every_text(self, tmp_path, nothing):
        folder = with_roles(tmp_path, "Approver")
        export(folder, Contact=f"Id,LastName,Title,Department\n0030,Lee,{nothing},{nothing}\n")
        graph = salesforce(folder)
        assert {"title", "department"} & set(graph.people) == set()
        assert (graph.notes["source"] == nothing).sum() == 2
