"""Under "zh" no page, figure or message says anything in English but the data's own words and a few names."""

from __future__ import annotations

import re
from contextlib import suppress

import pytest

import influence
from influence import StakeholderGraph
from influence.cli.main import FAULTS, FINE, USAGE, main
from influence.show import figures
from influence.show.figures import inline
from influence.show.report.folds import SECTIONS
from influence.tables import language
from influence.tables.schema import TABLES
from influence.write.template import write_template
from tests.files_on_disk import folder
from tests.show.many_deals import sparse
from tests.show.pages import text_of

# File formats, keys of the keyboard, and the name of a measure of agreement.
NAMES = {"CSV", "PNG", "SVG", "Enter", "Esc", "Shift", "Ctrl", "Krippendorff"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
WORD = re.compile(r"[A-Za-z]{2,}")
# What a script fills in, {count}, the number of a rule, 002-24B, and a command.
NO_WORDS = re.compile(r"\{\w+\}|\d{3}.\d+[A-F]?|influence report [A-Z]+ --[a-z]+ \w+")
OF_ONE_DEAL = (
    figures.committee_coverage, figures.contest, figures.entry_ranking, figures.force_field,
    figures.leverage_waterfall, figures.plan_trajectory, figures.power_and_part, figures.resilience,
    figures.strategies, figures.team_matrix,
)  # fmt: skip


@pytest.fixture(scope="module")
def chinese(tmp_path_factory) -> StakeholderGraph:
    """A deal with Chinese headers, names and titles."""
    return influence.read.tables(write_template(tmp_path_factory.mktemp("zh") / "商机.xlsx", language="zh"))


@pytest.fixture(scope="module")
def graphs(chinese) -> dict[str, StakeholderGraph]:
    bundled = {name: influence.datasets.load(name) for name in ("cooked_duck", "uk_decc")}
    return {**bundled, "chinese": chinese}


def words_of(graph: StakeholderGraph) -> set[str]:
    """Every Latin word that stands in the data."""
    tables = [graph.table(name) for name in TABLES]
    cells = (cell for table in tables for column in table for cell in table[column].dropna().astype(str).unique())
    return {word for cell in cells for word in WORD.findall(cell)}


def english_in(text: str, graph: StakeholderGraph) -> list[str]:
    """The lines that hold a Latin word which is neither the data's nor a name."""
    allowed = NAMES | words_of(graph)
    lines = (line.strip() for line in text.split("\n"))
    return [line for line in lines if set(WORD.findall(NO_WORDS.sub(" ", line))) - allowed]


@pytest.mark.parametrize("name", ["cooked_duck", "uk_decc", "chinese"])
@pytest.mark.parametrize("show", [influence.show.report, influence.show.pipeline, influence.show.org_map])
def test_a_page_in_chinese_has_no_english_words(graphs, show, name):
    page = show(graphs[name], locale="zh")
    assert '<html lang="zh">' in page.html
    assert english_in(text_of(page), graphs[name]) == []


def test_an_english_word_is_found(chinese):
    assert english_in("票数\n3 votes\n002‑24B {count}", chinese) == ["3 votes"]


@pytest.mark.parametrize("draw", OF_ONE_DEAL, ids=lambda draw: draw.__name__)
def test_a_figure_speaks_the_language_of_the_headers(chinese, draw):
    assert english_in(figures.alt_text(draw(chinese)), chinese) == []


def test_pages_speak_the_language_of_the_headers_unless_another_is_chosen(chinese):
    assert '<html lang="zh">' in influence.show.report(chinese).html
    assert '<html lang="en">' in influence.show.report(chinese, locale="en").html
    with influence.speaking("en"):
        assert '<html lang="en">' in influence.show.report(chinese).html
        assert '<html lang="zh">' in influence.show.pipeline(chinese, locale="zh").html


def test_a_language_leaves_nothing_behind_in_the_graph():
    graph = influence.datasets.load("cooked_duck")
    before = influence.show.report(graph).markdown
    assert influence.show.report(graph, locale="zh").markdown != before
    assert influence.show.report(graph).markdown == before


def unsaid(graphs, monkeypatch) -> set[str]:
    """What the reports of these deals say that has no Chinese words."""
    known, missing = language.sentences("zh"), set()

    class Noting(dict):
        def get(self, sentence, words=None):
            missing.update({sentence} - set(known) - {""})
            return known.get(sentence, words)

    monkeypatch.setattr(language, "sentences", lambda spoken: Noting())
    # What a figure says is asked for before it is drawn.
    monkeypatch.setattr(inline, "_svg", lambda ax: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    for graph in graphs:
        for deal in graph.all_deals:
            influence.show.report(graph, deal=deal, locale="zh")
    return missing


@pytest.mark.slow
def test_the_reports_of_sparse_deals_say_nothing_without_chinese_words(monkeypatch):
    assert unsaid([sparse(20, 3), sparse(20, 4, chinese=True)], monkeypatch) == set()


def test_a_notebook_heads_every_column_in_chinese(graphs):
    """Each question about each deal: its title, and the head of every column of its tables."""
    analyses = [getattr(influence, name) for name in influence.__all__]
    asked = [each for each in analyses if str(getattr(each, "__module__", "")).startswith("influence.analysis.")]
    left = set()
    with influence.speaking("zh"):
        for graph in graphs.values():
            for ask in asked:
                with suppress(influence.InfluenceError, TypeError):
                    found = ask(graph)
                    left |= set(english_heads(found)) if isinstance(found, influence.Finding) else set()
    assert left == set()


def english_heads(found):
    """The heads of a finding in a notebook, and its question, that are not Chinese."""
    heads = re.findall(r"<h4>(.*?)</h4>|<th[^>]*>(.*?)</th>", found._repr_html_())
    words = (" ".join(filter(None, each)) for each in heads)
    return [each for each in words if WORD.search(each) and not CHINESE.search(each)]


def test_every_section_has_a_title_in_chinese(duck):
    with influence.speaking("zh"):
        titles = [section(duck).title for section in SECTIONS]
    assert [title for title in titles if WORD.search(title)] == []


def test_the_command_line_speaks_chinese(tmp_path, capsys):
    fine = write_template(tmp_path / "商机.xlsx", language="zh")
    assert main(["check", str(fine)]) == FINE
    assert "没有错误：1 个商机" in capsys.readouterr().out
    assert main(["check", str(fine), "--locale", "en"]) == FINE
    assert "no faults in 1 deal" in capsys.readouterr().out
    assert main(["map", str(fine), "--deal", "X", "--out", str(tmp_path / "map.html")]) == USAGE
    assert "没有名为 'X' 的商机" in capsys.readouterr().err


@pytest.mark.parametrize("asked", ["--locale", "influence.toml"])
def test_faults_are_told_in_the_language_asked_for(asked, tmp_path, capsys):
    place = folder(tmp_path, people="person,support\na,half\n")
    if asked == "influence.toml":
        (place / asked).write_text('locale = "zh"\n')
    assert main(["check", str(place), *(["--locale=zh"] if asked == "--locale" else [])]) == FAULTS
    assert "'half' 不是数字；请给出-1 到 1 之间的数字" in capsys.readouterr().err


def test_a_language_of_the_file_that_there_is_not_is_refused(tmp_path, capsys):
    place = folder(tmp_path, people="person\na\n")
    (place / "influence.toml").write_text('locale = "klingon"\n')
    assert main(["check", str(place)]) == USAGE
    assert 'write locale = "en" or locale = "zh"' in capsys.readouterr().err


def test_the_language_of_one_command_is_not_that_of_the_next(tmp_path, capsys):
    fine = write_template(tmp_path / "商机.xlsx", language="zh")
    main(["check", str(fine), "--locale", "zh"])
    assert language.chosen() is None
    assert main(["check", "nowhere"]) == FAULTS
    assert "does not exist; check the path" in capsys.readouterr().err
