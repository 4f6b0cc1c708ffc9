"""How senior a job title sounds in seven languages beside English and Chinese."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
import pytest

from influence.read.crm import job_titles
from influence.read.crm.inferred_words import titles
from influence.read.crm.titles_in_languages import rank_in_languages
from influence.tables import languages
from tests.read.crm.job_title_cases import KNOWN as ENGLISH_AND_CHINESE

UNKNOWN = 0
TITLES = {
    "german": {
        1: "Geschäftsführer; Geschäftsführerin; Geschäftsführer:in; Geschäftsführer/in; Geschaeftsfuehrer;"
        "GESCHÄFTSFÜHRER;"
        "Vorstandsvorsitzende; Inhaber; Gründerin und CEO; geschäftsführende Gesellschafterin; CEO, ehemals CFO",
        2: "stellvertretender Geschäftsführer; stv. Geschäftsführerin; Vorstandsmitglied;"
        "Mitglied der Geschäftsleitung;"
        "Finanzvorstand; Vizepräsidentin; Geschäftsführer Region Süd; stellvertretender CEO",
        3: "Leiter Vertrieb; Leiterin Finanzen; Vertriebsleiter; IT-Leiter; Einkaufsleiterin (m/w/d); Abteilungsleiter;"
        "Prokurist; Bereichsleiter Logistik; Leitung Einkauf",
        4: "Teamleiterin; Schichtleiter; stellvertretende Abteilungsleiterin; Gruppenleiter Montage; Küchenchef",
        5: "Assistentin der Geschäftsführung; Geschäftsführer-Assistentin; Vorstandsassistent; Assistenz des Vorstands;"
        "Projektleiter; Sachbearbeiterin Einkauf; Vertriebsmitarbeiter; Leiterplattenentwickler; Halbleiter-Ingenieur;"
        "Zugbegleiterin; CEO Assistentin; Produktmanagerin; Sekretärin des Geschäftsführers; Referent des Vorstands",
        UNKNOWN: "Leiterplatte; Leistungshalbleiter; Halbleiter; ehemaliger Geschäftsführer; Geschäftsführer a. D.",
    },
    "french": {
        1: "PDG; P.D.G.; Président-directeur général; Présidente-directrice générale; Directeur général;"
        "DIRECTRICE GENERALE;"
        "Gérante; Chef d'entreprise; Chef d’entreprise; Fondatrice; Président",
        2: "Directeur général adjoint; Directrice générale déléguée; Vice-président; Secrétaire générale; DG adjoint",
        3: "Directeur financier; Directrice des achats; Directeur·rice marketing; Chef de service; DSI;"
        "Directeur(trice) RH",
        4: "Responsable achats; Directeur adjoint; Cheffe d'équipe; Sous-directrice",
        5: "Chef de projet; Cheffe de produit; Assistante du directeur général; Assistant de direction; Secrétaire;"
        "Chargé(e) de mission; Ingénieure; Acheteuse; Secrétaire du président-directeur général",
        UNKNOWN: "ancien directeur; ex-directrice; Chef; Sous-chef",
    },
    "spanish": {
        1: "Director General; Directora General; Consejera delegada; Gerente general; Presidenta; Propietario;"
        "Alcaldesa",
        2: "Vicepresidenta; Subdirector general; Director general adjunto; Consejero; Director general de zona",
        3: "Director financiero; Directora de compras; Director/a de ventas; Jefa de departamento",
        4: "Jefe de compras; Jefa de ventas; Gerente de Ventas; Subdirectora; Director adjunto; Responsable de compras",
        5: "Jefe de proyecto; Asistente del Director General; Secretaria de dirección; Ingeniero/a; Técnica; Analista;"
        "Ayudante del gerente; Secretaria del presidente",
        UNKNOWN: "Exdirector; Antiguo gerente; Jubilado",
    },
    "portuguese": {
        1: "Diretor-geral; Diretora Geral; Diretor Presidente; Sócia-gerente; Proprietária; Fundador; Prefeita",
        2: "Vice-presidente; Diretor-geral adjunto; Membro do conselho de administração; Sócio; Secretária-geral",
        3: "Diretor; Diretora Financeira; Diretor(a) de Compras; Chefe de departamento",
        4: "Gerente de Vendas; Gestora; Chefe de equipe; Subdiretor; Coordenador; Diretora adjunta",
        5: "Gerente de Projetos; Assistente do Diretor; Secretária da diretora-geral; Engenheira; Analista; Estagiário",
        UNKNOWN: "Antigo diretor; Aposentada",
    },
    "italian": {
        1: "Amministratore delegato; Amministratrice Delegata; Direttore generale; Presidente; Titolare; Fondatrice",
        2: "Vicepresidente; Vice direttore generale; Consigliere di amministrazione; Socia",
        3: "Direttore commerciale; Direttrice acquisti; Dirigente; Capo area",
        4: "Responsabile acquisti; Vicedirettrice; Caporeparto; Capo ufficio",
        5: "Capo progetto; Assistente dell'amministratore delegato; Segretaria del direttore; Impiegata; Ingegnere;"
        "Responsabile di progetto; Stagista",
        UNKNOWN: "ex direttore; Già presidente; Pensionato",
    },
    "dutch": {
        1: "Algemeen directeur; Gedelegeerd bestuurder; Eigenaar; Zaakvoerder; Bestuursvoorzitter; Oprichtster",
        2: "Lid raad van bestuur; Plaatsvervangend algemeen directeur; Bestuurder; Vice-voorzitter",
        3: "Hoofd Inkoop; Afdelingshoofd; Verkoopdirecteur; Bedrijfsleider; Hoofd IT",
        4: "Teamleider; Adjunct-directeur; Leidinggevende; Ploegbaas",
        5: "Projectleider; Directiesecretaresse; Assistente van de directeur; Medewerker inkoop; Adviseur;"
        "Treinbegeleider",
        UNKNOWN: "voormalig directeur; gepensioneerd",
    },
    "japanese": {
        1: "社長; 代表取締役; 代表取締役社長; 会長; 最高経営責任者; 創業者",
        2: "取締役; 専務取締役; 常務; 執行役員; 副社長; 取締役営業部長; 最高財務責任者",
        3: "部長; 営業部長; 本部長; 支店長; 工場長; 社長室長",
        4: "課長; 部長代理; 課長代理; 次長; 係長; マネージャー; 営業課長",
        5: "社長秘書; CEO秘書; 営業担当; エンジニア; プロジェクトマネージャー; 社員; 役員秘書; 部長アシスタント",
        UNKNOWN: "社長室; 取締役会; 元社長; 前代表取締役",
    },
}  # fmt: skip
CASES = [
    (title.strip(), level)
    for levels in TITLES.values()
    for level, written in levels.items()
    for title in written.split(";")
]


@pytest.mark.parametrize("language", TITLES)
def test_titles_say_how_senior_somebody_is(language):
    asked = [(title.strip(), level) for level, all_ in TITLES[language].items() for title in all_.split(";")]
    found = titles(pd.Series([title for title, _ in asked]))
    levels = found["level"].fillna(UNKNOWN)
    assert [(title, level, got) for (title, level), got in zip(asked, levels, strict=True) if got != level] == []
    layers = [None if level == UNKNOWN else job_titles.LAYER_OF_LEVEL[level - 1] for _, level in asked]
    assert found["layer"].where(found["layer"].notna(), None).tolist() == layers
    assert found["confidence"].between(0, 0.7).all()


@pytest.mark.parametrize("language", [*TITLES, "english", "chinese"])
def test_every_word_of_rank_is_read_as_its_file_says(language):
    for level, _, word in languages.titles(language):
        written = f"Ober{word[1:]}" if word.startswith("-") else word
        [found] = titles(pd.Series([written])).itertuples()
        assert (0 if pd.isna(found.level) else found.level) == level, word
        assert (found.confidence > 0) == (level > 0), word


def test_a_word_has_one_level_in_all_languages():
    levels = defaultdict(set)
    for language in languages.languages():
        for level, _, word in languages.titles(language):
            levels[word.casefold()].add(level)
    assert {word: found for word, found in levels.items() if len(found) > 1} == {}


@pytest.mark.parametrize("boss", ["Geschäftsführer", "directeur général", "director general", "diretor-geral"])
@pytest.mark.parametrize(
    "serving", ["Assistentin", "Assistante", "Asistente", "Assistente", "Secretaresse", "Segretaria"]
)
@pytest.mark.parametrize("between", [" ", " des ", " du ", " del ", " do ", " van de "])
def test_whoever_serves_a_boss_is_not_the_boss(boss, serving, between):
    assert rank_in_languages(f"{serving}{between}{boss}").level == 5


ENGLISH_THAT_LOOK_ALIKE = """Director General in charge of energy policy; Charge nurse; Patron of the trust;
    Vice-President; Financial-Controller; Ex officio member; Leader; Operator; General Manager, France;
    Area Manager Nord"""


def test_titles_in_english_and_chinese_are_read_as_before():
    """No word of the other languages changes what an English or Chinese title says."""
    alike = [(title.strip(), job_titles.rank_of(title).level) for title in ENGLISH_THAT_LOOK_ALIKE.split(";")]
    for title, level in [*ENGLISH_AND_CHINESE, *alike]:
        found = rank_in_languages(title)
        assert found is None or found.level == level, title


@pytest.mark.parametrize("change", [str.upper, str.lower, lambda text: f"  {text} "])
def test_case_and_blanks_change_no_rank(change):
    usual = titles(pd.Series([title for title, _ in CASES]))
    pd.testing.assert_frame_equal(titles(pd.Series([change(title) for title, _ in CASES])), usual)
